/* SPDX-License-Identifier: MIT */
#include "core/base/fail.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "core/base/printable.h"
#include "core/base/text.h"

const char *vikt_code_text(vikt_code code)
{
    switch (code) {
#define X(name, status, text)                                                                      \
    case VIKT_##name:                                                                              \
        return text;
        VIKT_CODES(X)
#undef X
    }
    return "unknown error";
}

int vikt_code_exit_status(vikt_code code)
{
    switch (code) {
#define X(name, status, text)                                                                      \
    case VIKT_##name:                                                                              \
        return status;
        VIKT_CODES(X)
#undef X
    }
    return 70;
}

/* Takes away a code point that the end of the buffer cut in two. */
static void cut_cleanly(char *text)
{
    size_t length = strlen(text), back = 0;

    while (back < length && back < 4 && ((unsigned char)text[length - 1 - back] & 0xc0) == 0x80)
        back++;
    if (back < length && (unsigned char)text[length - 1 - back] >= 0xc0 &&
        vikt_text_step(text + length - 1 - back, text + length) == 0)
        text[length - 1 - back] = '\0';
}

vikt_place vikt_place_of(const char *source, long line, long column)
{
    vikt_place place = {.line = line, .column = column};
    size_t length = source ? strlen(source) : 0;

    if (length >= sizeof place.source) {
        source += length - (sizeof place.source - 1);
        while (((unsigned char)*source & 0xc0) == 0x80)
            source++;
        length = strlen(source);
    }
    if (length)
        memcpy(place.source, source, length);
    return place;
}

static void fill(vikt_error *err, vikt_code code, const vikt_place *place, const char *format,
                 va_list arguments) __attribute__((format(printf, 4, 0)));

/* The arguments may point into *err, so it is written last. */
static void fill(vikt_error *err, vikt_code code, const vikt_place *place, const char *format,
                 va_list arguments)
{
    vikt_error new = {.code = code, .place = *place};

    if (vsnprintf(new.message, sizeof new.message, format, arguments) >= (int)sizeof new.message)
        cut_cleanly(new.message);
    vikt_printable_make(new.message, strlen(new.message), "");
    *err = new;
}

vikt_code vikt_fail(vikt_error *err, vikt_code code, vikt_place place, const char *format, ...)
{
    va_list arguments;

    if (!err)
        return code;
    va_start(arguments, format);
    fill(err, code, &place, format, arguments);
    va_end(arguments);
    return code;
}

vikt_code vikt_fail_memory(vikt_error *err)
{
    return vikt_fail(err, VIKT_MEMORY, VIKT_NOWHERE, "out of memory");
}

void vikt_tell(const vikt_listener *listener, vikt_severity severity, vikt_code code,
               vikt_place place, const char *format, ...)
{
    vikt_error what;
    va_list arguments;

    if (!listener || !listener->hear)
        return;
    va_start(arguments, format);
    fill(&what, code, &place, format, arguments);
    va_end(arguments);
    listener->hear(listener->context, severity, &what);
}

void vikt_error_format(const vikt_error *error, char *text, unsigned long size)
{
    const vikt_place *place = &error->place;
    char where[sizeof place->source + 48] = "";
    char *at = where, *end = where + sizeof where;

    if (size == 0)
        return;
    if (place->source[0])
        at += snprintf(at, (size_t)(end - at), "%s:", place->source);
    if (place->line > 0)
        at += snprintf(at, (size_t)(end - at), "%ld:", place->line);
    if (place->line > 0 && place->column > 0)
        at += snprintf(at, (size_t)(end - at), "%ld:", place->column);
    snprintf(text, size, "%s%s%s", where, at > where ? " " : "", error->message);
    cut_cleanly(text);
    vikt_printable_make(text, strlen(text), "");
}
