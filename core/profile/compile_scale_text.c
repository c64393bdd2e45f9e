/* SPDX-License-Identifier: MIT
 *
 * A compiled scale in the words of the INI form, whichever form it came from.
 */
#include "core/base/number.h"
#include "core/profile/compile.h"

enum { TEXT_MAX = 256 * 1024 };

static void put_number(vikt_buffer *out, const char *before, double number)
{
    char text[VIKT_NUMBER_MAX];

    vikt_number_write(number, text);
    vikt_buffer_print(out, " %s%s", before, text);
}

static void put_word(vikt_buffer *out, vikt_text text)
{
    bool quoted = memchr(text.at, ' ', text.length) || memchr(text.at, '\t', text.length);

    vikt_buffer_string(out, quoted ? " \"" : " ");
    vikt_buffer_text(out, text);
    if (quoted)
        vikt_buffer_byte(out, '"');
}

static void put_lookups(vikt_buffer *out, const vikt_scale *scale)
{
    for (size_t i = 0; i < scale->lookup_count; i++) {
        put_word(out, scale->lookups[i].text);
        put_number(out, "", scale->lookups[i].points);
    }
    if (!isnan(scale->otherwise))
        put_number(out, "otherwise ", scale->otherwise);
}

static void put_arguments(vikt_buffer *out, const vikt_scale *scale)
{
    static const char *const scalings[] = {" max", " minmax", " sum", " vector"};

    for (size_t i = 0; i < scale->edge_count; i++)
        put_number(out, "", scale->edges[i]);
    if (vikt_scale_has_ends(scale->kind)) {
        put_number(out, "worst ", scale->worst);
        put_number(out, "best ", scale->best);
    }
    if (vikt_scale_takes(scale->kind, 'x'))
        put_number(out, "", (double)scale->groups);
    if (vikt_scale_takes(scale->kind, 'L'))
        put_lookups(out, scale);
    if (vikt_scale_takes(scale->kind, 'w'))
        vikt_buffer_string(out, scalings[scale->scaling]);
    if (scale->low_is_best)
        vikt_buffer_string(out, " best low");
}

static void keep(vikt_compiler *c, vikt_scale *scale, vikt_buffer *out)
{
    if (!out->failed)
        scale->text = vikt_text_copy(&c->profile->arena, vikt_buffer_view(out));
    if (!scale->text.at)
        c->no_memory = true;
    vikt_buffer_clear(out);
}

void vikt_compile_table_text(vikt_compiler *c, const vikt_value *call, vikt_scale *scale)
{
    static const char *const hits[] = {"first",       "unique",      "any",        "priority",
                                       "collect_sum", "collect_min", "collect_max"};
    vikt_buffer out;

    vikt_buffer_init(&out, c->profile->arena.allocator, TEXT_MAX);
    vikt_buffer_string(&out, "decision_table");
    for (size_t i = 0; i < call->count; i++) {
        if (!call->entries[i].key.length)
            put_word(&out, call->entries[i].value.text);
    }
    vikt_buffer_print(&out, " hit %s", hits[scale->decision->hit]);
    keep(c, scale, &out);
}

void vikt_compile_scale_text(vikt_compiler *c, vikt_scale *scale)
{
    vikt_buffer out;

    vikt_buffer_init(&out, c->profile->arena.allocator, TEXT_MAX);
    vikt_buffer_string(&out, vikt_scale_form_of(scale->kind)->call.name);
    put_word(&out, vikt_profile_slot_name(c->profile, scale->slot));
    put_arguments(&out, scale);
    keep(c, scale, &out);
}
