/* SPDX-License-Identifier: MIT */
#include "core/base/text.h"

#include <stdio.h>
#include <string.h>

#include <vikt/error.h>

/* A second line under the text: its tabs stay tabs, so that the caret stands where they lead. */
void vikt_mark_format(const vikt_mark *mark, char *text, unsigned long size)
{
    const char *at = mark->text, *end = at + strlen(at);
    char under[3 * sizeof mark->text];
    size_t length = 0;
    int width;

    if (size)
        text[0] = '\0';
    if (!size || !mark->line)
        return;
    for (long column = mark->first; at < end && column < mark->end_column; column++) {
        bool tab = *at == '\t';

        vikt_text_next(&at, end);
        if (column >= mark->column)
            under[length++] = column == mark->column ? '^' : '~';
        else
            under[length++] = tab ? '\t' : ' ';
    }
    under[length] = '\0';
    width = snprintf(NULL, 0, "%ld", mark->line);
    snprintf(text, size, "  %ld | %s\n  %*s | %s\n", mark->line, mark->text, width, "", under);
}
