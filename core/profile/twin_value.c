/* SPDX-License-Identifier: MIT
 *
 * Words, values and tables of the Lua twin.
 */
#include "core/base/number.h"
#include "core/profile/spec.h"
#include "core/profile/twin.h"

enum { LINE_FULL = 80 };

static bool is_identifier(vikt_text text)
{
    static const char keywords[] =
        "and break do else elseif end false for function goto if in local "
        "nil not or repeat return then true until while";

    if (!text.length || vikt_spec_listed(keywords, text) ||
        (text.at[0] >= '0' && text.at[0] <= '9'))
        return false;
    for (size_t i = 0; i < text.length; i++) {
        char byte = text.at[i];

        if (!(byte >= 'a' && byte <= 'z') && !(byte >= 'A' && byte <= 'Z') &&
            !(byte >= '0' && byte <= '9') && byte != '_')
            return false;
    }
    return true;
}

void vikt_twin_string(vikt_buffer *out, vikt_text text)
{
    vikt_buffer_byte(out, '"');
    for (size_t i = 0; i < text.length; i++) {
        unsigned char byte = (unsigned char)text.at[i];

        if (byte == '"' || byte == '\\')
            vikt_buffer_byte(out, '\\');
        if (byte < 0x20 || byte == 0x7f)
            vikt_buffer_print(out, "\\%03d", byte);
        else
            vikt_buffer_byte(out, (char)byte);
    }
    vikt_buffer_byte(out, '"');
}

void vikt_twin_number(vikt_buffer *out, double number)
{
    char text[VIKT_NUMBER_MAX];

    vikt_number_write(number, text);
    vikt_buffer_string(out, text);
}

void vikt_twin_key(vikt_buffer *out, vikt_text key)
{
    if (is_identifier(key)) {
        vikt_buffer_text(out, key);
    } else {
        vikt_buffer_byte(out, '[');
        vikt_twin_string(out, key);
        vikt_buffer_byte(out, ']');
    }
    vikt_buffer_string(out, " = ");
}

/* A class of an INI list is a list of its name and limit, and in Lua an entry by name. */
void vikt_twin_entry(vikt_buffer *out, const vikt_entry *entry)
{
    const vikt_value *value = &entry->value;

    if (!entry->key.length && value->kind == VIKT_VALUE_LIST && value->count == 2 &&
        !value->entries[0].key.length) {
        vikt_twin_key(out, value->entries[0].value.text);
        value = &value->entries[1].value;
    } else if (entry->key.length) {
        vikt_twin_key(out, entry->key);
    }
    vikt_twin_value(out, value);
}

bool vikt_twin_line_is_full(const vikt_buffer *out)
{
    size_t at = out->failed ? 0 : out->length;

    while (at > 0 && out->at[at - 1] != '\n')
        at--;
    return out->length - at > LINE_FULL;
}

void vikt_twin_list(vikt_buffer *out, const vikt_entry *entries, size_t count)
{
    vikt_buffer_string(out, "{ ");
    for (size_t i = 0; i < count; i++) {
        if (i)
            vikt_buffer_string(out, vikt_twin_line_is_full(out) ? ",\n    " : ", ");
        vikt_twin_entry(out, &entries[i]);
    }
    vikt_buffer_string(out, " }");
}

/* bands("revenue", { 50000, 250000 }), linear("hours", { worst = 40, best = 2 }), lookup("f", { a =
 * 5 }, 2), median */
static void put_call(vikt_buffer *out, const vikt_value *call)
{
    size_t plain = 0;

    vikt_buffer_text(out, call->text);
    if (vikt_spec_listed("median rest", call->text)) /* words, not functions */
        return;
    while (plain < call->count && !call->entries[plain].key.length)
        plain++;
    vikt_buffer_byte(out, '(');
    for (size_t i = 0; i < plain; i++) {
        vikt_buffer_string(out, i ? ", " : "");
        vikt_twin_value(out, &call->entries[i].value);
    }
    if (plain < call->count) {
        vikt_buffer_string(out, plain ? ", " : "");
        if (vikt_text_is(call->text, "lookup")) /* its only option is an argument in Lua */
            vikt_twin_value(out, &call->entries[plain].value);
        else
            vikt_twin_list(out, call->entries + plain, call->count - plain);
    }
    vikt_buffer_byte(out, ')');
}

void vikt_twin_value(vikt_buffer *out, const vikt_value *value)
{
    switch (value->kind) {
    case VIKT_VALUE_NUMBER:
        vikt_twin_number(out, value->number);
        break;
    case VIKT_VALUE_TEXT:
        vikt_twin_string(out, value->text);
        break;
    case VIKT_VALUE_TRUTH:
        vikt_buffer_string(out, value->truth ? "true" : "false");
        break;
    case VIKT_VALUE_LIST:
        vikt_twin_list(out, value->entries, value->count);
        break;
    case VIKT_VALUE_CALL:
        put_call(out, value);
        break;
    case VIKT_VALUE_FUNCTION: /* INI has none */
        break;
    }
}

/* ---- tables ---- */

void vikt_twin_begin(vikt_twin *w)
{
    if (w->wide)
        vikt_buffer_print(w->out, "%s\n  %s", w->entries ? "," : "", w->inner ? "  " : "");
    else
        vikt_buffer_string(w->out, w->entries ? ", " : " ");
    w->entries++;
}

void vikt_twin_setting(vikt_twin *w, const char *key, const vikt_value *value)
{
    vikt_twin_begin(w);
    vikt_twin_key(w->out, vikt_text_of(key));
    vikt_twin_value(w->out, value);
}

void vikt_twin_end(vikt_twin *w)
{
    if (w->wide && w->entries)
        vikt_buffer_string(w->out, w->inner ? ",\n  }" : ",\n}");
    else
        vikt_buffer_string(w->out, w->entries ? " }" : "}");
}
