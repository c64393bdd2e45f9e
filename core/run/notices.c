/* SPDX-License-Identifier: MIT */
#include "core/run/notices.h"

#include <string.h>

#include "core/profile/mark.h"

static void pass_on(const vikt_notices *notices, vikt_severity severity, const vikt_error *what)
{
    vikt_error marked = *what;

    if (!notices->next || !notices->next->hear)
        return;
    if (notices->profile && !what->mark.line)
        vikt_mark_find_in(notices->profile->files, notices->profile->file_count, &marked);
    notices->next->hear(notices->next->context, severity, &marked);
}

static void hear(void *context, vikt_severity severity, const vikt_error *what)
{
    vikt_notices *notices = context;
    if (severity == VIKT_ERROR)
        notices->errors++;
    if (notices->count < VIKT_NOTICES_MAX) {
        char text[sizeof what->message + sizeof what->place.source + 64];
        vikt_notice *items = vikt_arena_grow(notices->arena, notices->items, notices->count,
                                             &notices->capacity, sizeof *items);
        vikt_error_format(what, text, sizeof text);
        const char *copy = vikt_arena_copy(notices->arena, text, strlen(text));
        if (items && copy) {
            notices->items = items;
            items[notices->count++] = (vikt_notice){severity, vikt_text_of(copy)};
        } else {
            notices->failed = true;
        }
    }
    pass_on(notices, severity, what);
}

void vikt_notices_init(vikt_notices *notices, vikt_arena *arena, const vikt_listener *next)
{
    *notices = (vikt_notices){.arena = arena, .next = next};
}

vikt_listener vikt_notices_listener(vikt_notices *notices)
{
    return (vikt_listener){hear, notices};
}
