/* SPDX-License-Identifier: MIT */
#include "core/profile/ini_parser.h"

#include "core/base/fail.h"
#include "core/base/number.h"

vikt_code vikt_ini_wrong_number(vikt_ini_parser *p, vikt_text text)
{
    char point[64];
    double value;

    for (size_t i = 1; i < text.length; i++)
        if ((text.at[i] == '#' || text.at[i] == ';') && vikt_ini_space(text.at[i - 1]))
            return vikt_fail(p->err, VIKT_PROFILE, p->place,
                             "\"%.*s\" is not a number; a comment stands on a line of its own",
                             VIKT_SHOW(text));
    if (text.length > 1 && text.at[text.length - 1] == ',' &&
        vikt_number_parse((vikt_text){text.at, text.length - 1}, &value))
        return vikt_fail(p->err, VIKT_PROFILE, p->place,
                         "\"%.*s\" is not a number; write %.*s, without the comma", VIKT_SHOW(text),
                         (int)text.length - 1, text.at);
    if (text.length && text.at[text.length - 1] == '%' && vikt_ini_share(text, &value))
        return vikt_fail(p->err, VIKT_PROFILE, p->place,
                         "\"%.*s\" is not a number; write it without %%", VIKT_SHOW(text));
    if (text.length < sizeof point) {
        for (size_t i = 0; i < text.length; i++)
            point[i] = (char)(text.at[i] == ',' ? '.' : text.at[i]);
        if (vikt_number_parse((vikt_text){point, text.length}, &value))
            return vikt_fail(p->err, VIKT_PROFILE, p->place, "\"%.*s\" is not a number; write %.*s",
                             VIKT_SHOW(text), (int)text.length, point);
    }
    return vikt_fail(p->err, VIKT_PROFILE, p->place, "\"%.*s\" is not a number", VIKT_SHOW(text));
}

bool vikt_ini_space(char byte)
{
    return byte == ' ' || byte == '\t';
}

vikt_code vikt_ini_word(vikt_ini_parser *p, vikt_ini_text *out, bool *found)
{
    const char *end;

    p->rest = vikt_text_trim(p->rest);
    *found = p->rest.length > 0;
    *out = (vikt_ini_text){0};
    if (!*found)
        return VIKT_OK;
    if (p->rest.at[0] != '"') {
        out->text.at = p->rest.at;
        while (out->text.length < p->rest.length && !vikt_ini_space(p->rest.at[out->text.length]))
            out->text.length++;
        p->rest.at += out->text.length;
        p->rest.length -= out->text.length;
        return VIKT_OK;
    }
    end = memchr(p->rest.at + 1, '"', p->rest.length - 1);
    if (!end)
        return vikt_fail(p->err, VIKT_PROFILE, p->place, "%.*s lacks its closing quote",
                         VIKT_SHOW(p->rest));
    out->text = (vikt_text){p->rest.at + 1, (size_t)(end - p->rest.at) - 1};
    out->quoted = true;
    p->rest.length -= (size_t)(end + 1 - p->rest.at);
    p->rest.at = end + 1;
    if (p->rest.length && !vikt_ini_space(p->rest.at[0]))
        return vikt_fail(p->err, VIKT_PROFILE, p->place, "a space is missing after \"%.*s\"",
                         VIKT_SHOW(out->text));
    return VIKT_OK;
}

bool vikt_ini_peek(const vikt_ini_parser *p, vikt_ini_text *out)
{
    vikt_ini_parser ahead = *p;
    bool found;

    ahead.err = NULL;
    return vikt_ini_word(&ahead, out, &found) == VIKT_OK && found;
}

bool vikt_ini_share(vikt_text text, double *out)
{
    bool percent = text.length && text.at[text.length - 1] == '%';

    if (percent)
        text = vikt_text_trim((vikt_text){text.at, text.length - 1});
    if (!vikt_number_parse(text, out))
        return false;
    if (percent)
        *out /= 100;
    return true;
}

vikt_entry *vikt_ini_add(vikt_ini_parser *p, vikt_value *list, size_t *capacity)
{
    vikt_entry *grown =
        vikt_arena_grow(p->arena, list->entries, list->count, capacity, sizeof *grown);

    if (!grown) {
        vikt_fail_memory(p->err);
        return NULL;
    }
    list->entries = grown;
    grown[list->count] = (vikt_entry){0};
    return &grown[list->count++];
}

vikt_code vikt_ini_add_text(vikt_ini_parser *p, vikt_value *list, size_t *capacity, vikt_text text)
{
    vikt_entry *entry = vikt_ini_add(p, list, capacity);

    if (!entry)
        return VIKT_MEMORY;
    entry->value = (vikt_value){.kind = VIKT_VALUE_TEXT, .text = text};
    return VIKT_OK;
}

vikt_code vikt_ini_add_number(vikt_ini_parser *p, vikt_value *list, size_t *capacity, double number)
{
    vikt_entry *entry = vikt_ini_add(p, list, capacity);

    if (!entry)
        return VIKT_MEMORY;
    entry->value = (vikt_value){.kind = VIKT_VALUE_NUMBER, .number = number};
    return VIKT_OK;
}

vikt_code vikt_ini_number(vikt_ini_parser *p, double *out)
{
    vikt_ini_text taken, next;
    bool found;
    vikt_code rc = vikt_ini_word(p, &taken, &found);

    if (rc != VIKT_OK)
        return rc;
    if (!found)
        return vikt_fail(p->err, VIKT_PROFILE, p->place, "a number is missing at the end");
    if (!vikt_ini_share(taken.text, out))
        return vikt_ini_wrong_number(p, taken.text);
    if (vikt_ini_peek(p, &next) && vikt_text_is(next.text, "%")) {
        *out /= 100;
        return vikt_ini_word(p, &next, &found);
    }
    return VIKT_OK;
}

bool vikt_ini_at_end(const vikt_ini_parser *p)
{
    return vikt_text_trim(p->rest).length == 0;
}

vikt_code vikt_ini_numbers(vikt_ini_parser *p, vikt_value *out)
{
    size_t capacity = 0;

    *out = (vikt_value){.kind = VIKT_VALUE_LIST};
    while (!vikt_ini_at_end(p)) {
        double number = 0;
        vikt_code rc = vikt_ini_number(p, &number);

        if (rc == VIKT_OK)
            rc = vikt_ini_add_number(p, out, &capacity, number);
        if (rc != VIKT_OK)
            return rc;
    }
    return VIKT_OK;
}
