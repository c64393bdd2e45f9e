/* SPDX-License-Identifier: MIT
 *
 * Which encoding bytes are in that are neither UTF-8 nor say so themselves.
 */
#ifndef VIKT_CHARSET_GUESS_H
#define VIKT_CHARSET_GUESS_H

#include "core/base/charset.h"

/**
 * UTF-16 of either end when nearly every other byte at the beginning is NUL, as letters of European
 * languages have it; else LOOK.
 */
vikt_charset vikt_charset_guess_wide(vikt_text bytes);

/**
 * CP850 or Mac Roman when nearly all bytes above 0x7f are Nordic letters there, and some stand
 * within words where Windows-1252 has a quote, a dagger, a fraction, a capital behind a small
 * letter or nothing ("Pl\x86t", "Pl\x8ct"); else Windows-1252. The letters of CP850 and CP865 are
 * the same.
 */
vikt_charset vikt_charset_guess(vikt_text bytes);

#endif
