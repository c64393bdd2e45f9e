/* SPDX-License-Identifier: MIT */
#include "core/base/json.h"

#include <assert.h>
#include <math.h>

#include "core/base/number.h"

void vikt_json_init(vikt_json *json, vikt_buffer *out)
{
    *json = (vikt_json){.out = out, .first = {true}};
}

static void add_escaped(vikt_buffer *out, char c)
{
    static const char hex[] = "0123456789abcdef";
    static const char letters[] = "btn?fr"; /* 8 to 13; there is no letter for 11 */
    char long_form[6] = {'\\', 'u', '0', '0', hex[c >> 4 & 15], hex[c & 15]};
    char short_form[2] = {'\\', c};

    if (c >= 8 && c <= 13 && c != 11)
        short_form[1] = letters[c - 8];
    else if (c != '"' && c != '\\') {
        vikt_buffer_add(out, long_form, sizeof long_form);
        return;
    }
    vikt_buffer_add(out, short_form, sizeof short_form);
}

static bool is_plain(char c)
{
    return (unsigned char)c >= 0x20 && (unsigned char)c < 0x80 && c != '"' && c != '\\';
}

static void add_quoted(vikt_buffer *out, vikt_text text)
{
    const char *at = text.at, *end = vikt_text_end(text);

    vikt_buffer_byte(out, '"');
    while (at < end) {
        const char *start = at;
        size_t step;

        while (at < end && is_plain(*at))
            at++;
        vikt_buffer_add(out, start, (size_t)(at - start));
        if (at == end)
            break;
        step = vikt_text_step(at, end);
        if (step == 0)
            vikt_buffer_string(out, "\xef\xbf\xbd");
        else if (step == 1)
            add_escaped(out, *at);
        else
            vikt_buffer_add(out, at, step);
        at += step ? step : 1;
    }
    vikt_buffer_byte(out, '"');
}

/* The comma and the name that stand before a value. */
static void begin(vikt_json *json, const char *name)
{
    if (!json->first[json->depth])
        vikt_buffer_byte(json->out, ',');
    json->first[json->depth] = false;
    if (name) {
        add_quoted(json->out, vikt_text_of(name));
        vikt_buffer_byte(json->out, ':');
    }
}

static void open(vikt_json *json, const char *name, char bracket)
{
    assert(json->depth + 1 < VIKT_JSON_DEPTH);
    begin(json, name);
    vikt_buffer_byte(json->out, bracket);
    json->first[++json->depth] = true;
}

void vikt_json_object(vikt_json *json, const char *name)
{
    open(json, name, '{');
}

void vikt_json_array(vikt_json *json, const char *name)
{
    open(json, name, '[');
}

void vikt_json_end(vikt_json *json, char bracket)
{
    assert(json->depth > 0);
    json->depth--;
    vikt_buffer_byte(json->out, bracket);
}

void vikt_json_text(vikt_json *json, const char *name, vikt_text value)
{
    begin(json, name);
    if (value.at)
        add_quoted(json->out, value);
    else
        vikt_buffer_string(json->out, "null");
}

void vikt_json_string(vikt_json *json, const char *name, const char *value)
{
    vikt_json_text(json, name, vikt_text_of(value));
}

void vikt_json_number(vikt_json *json, const char *name, double value)
{
    char text[VIKT_NUMBER_MAX];

    begin(json, name);
    if (isfinite(value))
        vikt_buffer_add(json->out, text, vikt_number_write(value, text));
    else
        vikt_buffer_string(json->out, "null");
}

void vikt_json_count(vikt_json *json, const char *name, uint64_t value)
{
    char digits[20];
    size_t at = sizeof digits;

    begin(json, name);
    do
        digits[--at] = (char)('0' + value % 10);
    while (value /= 10);
    vikt_buffer_add(json->out, digits + at, sizeof digits - at);
}

void vikt_json_truth(vikt_json *json, const char *name, bool value)
{
    begin(json, name);
    vikt_buffer_string(json->out, value ? "true" : "false");
}

void vikt_json_name(vikt_json *json, vikt_text name)
{
    begin(json, NULL);
    add_quoted(json->out, name);
    vikt_buffer_byte(json->out, ':');
    json->first[json->depth] = true; /* no comma before the value */
}
