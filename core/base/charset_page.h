/* SPDX-License-Identifier: MIT
 *
 * The upper halves of encodings with one byte a character, as code points.
 */
#ifndef VIKT_CHARSET_PAGE_H
#define VIKT_CHARSET_PAGE_H

#include "core/base/charset.h"

enum { VIKT_CHARSET_PAGE = 128 };

/** The code points of bytes 0x80..0xff, 0 where there is none; NULL for an encoding that needs no
 * table (Latin-1) or has none. */
const uint16_t *vikt_charset_page(vikt_charset charset);

#endif
