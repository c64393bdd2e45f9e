/* SPDX-License-Identifier: MIT */
#include "core/base/printable.h"

#include <string.h>

#include "core/base/text.h"

/* U+202A..202E and U+2066..2069 turn the direction of what stands behind them. */
static bool turns_direction(const unsigned char *c)
{
    return c[0] == 0xe2 && ((c[1] == 0x80 && c[2] >= 0xaa && c[2] <= 0xae) ||
                            (c[1] == 0x81 && c[2] >= 0xa6 && c[2] <= 0xa9));
}

static bool is_unsafe(const char *at, size_t length, const char *allowed)
{
    const unsigned char *c = (const unsigned char *)at;

    if (length == 1)
        return (c[0] < 0x20 && (c[0] == 0 || !strchr(allowed, c[0]))) || c[0] == 0x7f;
    /* C1 controls, which some terminals obey, are two bytes in UTF-8. */
    return (length == 2 && c[0] == 0xc2 && c[1] < 0xa0) || (length == 3 && turns_direction(c));
}

void vikt_printable_make(char *text, size_t length, const char *allowed)
{
    const char *end = text + length;

    while (text < end) {
        size_t step = vikt_text_step(text, end);

        if (step == 0 || is_unsafe(text, step, allowed)) {
            step = step ? step : 1;
            memset(text, '?', step);
        }
        text += step;
    }
}
