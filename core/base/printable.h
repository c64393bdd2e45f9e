/* SPDX-License-Identifier: MIT
 *
 * What of foreign text must not reach a terminal: nothing in it may move a cursor, turn the
 * direction of writing or break the encoding.
 */
#ifndef VIKT_PRINTABLE_H
#define VIKT_PRINTABLE_H

#include <stddef.h>

/** Puts '?' in place of every control character (C0 but the ones in `allowed`, DEL, C1), direction
 * override and wrong byte. */
void vikt_printable_make(char *text, size_t length, const char *allowed);

#endif
