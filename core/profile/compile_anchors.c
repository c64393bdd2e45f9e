/* SPDX-License-Identifier: MIT
 *
 * `anchors` of a field: what its marks mean, for those who give them.
 */
#include <math.h>

#include "core/base/number.h"
#include "core/profile/compile.h"

/* Marks stand before their texts; texts alone are those of 1, 2, 3 and so on. */
static bool read_anchor(const vikt_entry *entry, size_t place, vikt_anchor *out)
{
    out->mark = (double)place + 1;
    out->text = entry->value.text;
    return entry->value.kind == VIKT_VALUE_TEXT &&
           (!entry->key.length || vikt_number_parse(entry->key, &out->mark));
}

void vikt_compile_anchors(vikt_compiler *c, vikt_field *field)
{
    const vikt_setting *setting = vikt_compile_setting(c, "anchors");
    const vikt_value *list;

    if (!setting)
        return;
    list = &setting->value;
    if (list->kind == VIKT_VALUE_LIST)
        field->anchors = vikt_compile_new(c, list->count, sizeof *field->anchors);
    for (size_t i = 0; field->anchors && i < list->count; i++) {
        vikt_anchor *anchor = &field->anchors[i];

        if (!read_anchor(&list->entries[i], i, anchor)) {
            vikt_compile_wrong(c, setting->place,
                               "anchors are marks with what they mean, such as 1 none, 5 much");
            return;
        }
        if (!(anchor->mark >= field->min && anchor->mark <= field->max)) {
            vikt_compile_wrong(c, setting->place, "anchors: %g is outside the field's min and max",
                               anchor->mark);
            return;
        }
        field->anchor_count++;
    }
    if (list->kind != VIKT_VALUE_LIST)
        vikt_compile_wrong(c, setting->place,
                           "anchors are marks with what they mean, such as 1 none, 5 much");
}
