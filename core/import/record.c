/* SPDX-License-Identifier: MIT */
#include "core/import/record.h"

#include "core/base/fail.h"

enum { PAIRS_MAX = 64 };

static vikt_code fail(const vikt_record *r, const char *what)
{
    return vikt_fail(r->err, VIKT_INPUT, vikt_place_of(r->name, r->line, 0), "%s", what);
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

/* Behind a text in quotes; in it \" is a quote. */
static vikt_code read_quoted(vikt_record *r, vikt_text *rest, vikt_text *out)
{
    size_t begin = r->words.length, i = 1;

    for (; i < rest->length && rest->at[i] != '"'; i++) {
        if (rest->at[i] == '\\' && i + 1 < rest->length && rest->at[i + 1] == '"')
            i++;
        vikt_buffer_byte(&r->words, rest->at[i]);
    }
    if (i == rest->length)
        return fail(r, "a quote opens on this line and is not closed");
    *out = (vikt_text){r->words.at + begin, r->words.length - begin};
    *rest = (vikt_text){rest->at + i + 1, rest->length - i - 1};
    return VIKT_OK;
}

/* Behind a list { }; braces within quotes are part of a text. */
static vikt_code read_braces(vikt_record *r, vikt_text *rest, vikt_text *out)
{
    bool quoted = false;
    size_t i = 1;

    for (; i < rest->length && (quoted || rest->at[i] != '}'); i++) {
        if (quoted && rest->at[i] == '\\' && i + 1 < rest->length && rest->at[i + 1] == '"')
            i++;
        else if (rest->at[i] == '"')
            quoted = !quoted;
    }
    if (i == rest->length)
        return fail(r, "a list of objects opens on this line and is not closed");
    *out = (vikt_text){rest->at + 1, i - 1};
    *rest = (vikt_text){rest->at + i + 1, rest->length - i - 1};
    return VIKT_OK;
}

static void read_bare(vikt_text *rest, vikt_text *out)
{
    size_t i = 0;

    while (i < rest->length && !is_blank(rest->at[i]))
        i++;
    *out = (vikt_text){rest->at, i};
    *rest = (vikt_text){rest->at + i, rest->length - i};
}

/* The next field; *found is false at the end. */
static vikt_code read_field(vikt_record *r, vikt_text *rest, vikt_record_field *out, bool *found)
{
    while (rest->length && is_blank(rest->at[0]))
        *rest = (vikt_text){rest->at + 1, rest->length - 1};
    *found = rest->length > 0;
    *out = (vikt_record_field){.is_list = *found && rest->at[0] == '{' && rest->length > 1};
    if (!*found)
        return VIKT_OK;
    if (out->is_list)
        return read_braces(r, rest, &out->text);
    if (rest->at[0] == '"')
        return read_quoted(r, rest, &out->text);
    read_bare(rest, &out->text);
    return VIKT_OK;
}

vikt_code vikt_record_read(vikt_record *r, vikt_text line)
{
    vikt_code rc = VIKT_OK;
    bool found = true;

    r->count = 0;
    r->words.length = 0;
    /* With room for all of the line and its lists, nothing moves below. */
    if (!vikt_buffer_room(&r->words, 2 * line.length + 2))
        return vikt_fail_memory(r->err);
    while (rc == VIKT_OK && found && r->count < VIKT_RECORD_FIELDS) {
        rc = read_field(r, &line, &r->fields[r->count], &found);
        r->count += found;
    }
    return rc;
}

vikt_code vikt_record_object(vikt_record *r, size_t i, vikt_text wanted, vikt_text *out)
{
    vikt_text list = r->fields[i].text;
    vikt_record_field number, object;
    bool found = true;
    vikt_code rc = VIKT_OK;

    *out = (vikt_text){NULL, 0};
    for (int pair = 0; pair < PAIRS_MAX && rc == VIKT_OK && found; pair++) {
        rc = read_field(r, &list, &number, &found);
        if (rc == VIKT_OK && found)
            rc = read_field(r, &list, &object, &found);
        if (rc == VIKT_OK && found && vikt_text_equal(number.text, wanted)) {
            *out = object.text;
            break;
        }
    }
    return rc;
}

vikt_text vikt_record_text(const vikt_record *r, size_t i)
{
    return i < r->count && !r->fields[i].is_list ? r->fields[i].text : (vikt_text){NULL, 0};
}
