/* SPDX-License-Identifier: MIT
 *
 * The locale that the library works in: plain C, whatever an embedding program has set, because
 * printf writes the locale's decimal mark and Lua compares texts by the locale's order. Each public
 * function that computes or writes stands between begin and end.
 */
#ifndef VIKT_LOCALE_H
#define VIKT_LOCALE_H

#include <locale.h>

typedef struct vikt_locale {
    locale_t plain, before;
} vikt_locale;

/** Only for the calling thread, and inherited by what it forks. */
static inline vikt_locale vikt_locale_begin(void)
{
    vikt_locale locale = {.plain = newlocale(LC_ALL_MASK, "C", (locale_t)0)};

    locale.before = uselocale(locale.plain); /* without memory for it: left as it is */
    return locale;
}

static inline void vikt_locale_end(vikt_locale locale)
{
    uselocale(locale.before);
    if (locale.plain)
        freelocale(locale.plain);
}

#endif
