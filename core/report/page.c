/* SPDX-License-Identifier: MIT */
#include "core/report/page.h"

#include "core/base/fail.h"
#include "core/base/printable.h"
#include "core/report/table.h"

void vikt_page_begin(vikt_page *page)
{
    page->locale = vikt_locale_begin();
    vikt_arena_init(&page->arena, NULL);
    vikt_buffer_init(&page->text, NULL, VIKT_REPORT_MAX);
}

/* Text for a terminal: nothing foreign in it can steer the terminal, and marks become colours or
 * nothing. */
static void paint(vikt_buffer *text, bool color)
{
    vikt_buffer painted;

    vikt_buffer_init(&painted, NULL, VIKT_REPORT_MAX);
    vikt_printable_make(text->at, text->length, "\n" VIKT_BOLD VIKT_PLAIN);
    for (size_t i = 0; i < text->length; i++) {
        if (text->at[i] == VIKT_BOLD[0])
            vikt_buffer_string(&painted, color ? "\033[1m" : "");
        else if (text->at[i] == VIKT_PLAIN[0])
            vikt_buffer_string(&painted, color ? "\033[0m" : "");
        else
            vikt_buffer_byte(&painted, text->at[i]);
    }
    vikt_buffer_clear(text);
    *text = painted;
}

vikt_code vikt_page_end(vikt_page *page, vikt_code code, const vikt_report_options *options,
                        char **out, vikt_error *err)
{
    vikt_buffer *text = &page->text;

    *out = NULL;
    if (code == VIKT_OK && !text->failed && text->at && !options->json)
        paint(text, options->color);
    if (code == VIKT_OK && (text->failed || !text->at))
        code = vikt_fail_memory(err);
    if (code == VIKT_OK)
        *out = text->at;
    else
        vikt_buffer_clear(text);
    vikt_arena_clear(&page->arena);
    vikt_locale_end(page->locale);
    return code;
}
