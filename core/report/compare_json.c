/* SPDX-License-Identifier: MIT
 *
 * Two sets of rules on the same data, for programs: every scheme that both have, and all movers.
 */
#include "core/report/report.h"

static void write_side(const char *name, const char *label, const vikt_standing *standing,
                       vikt_json *json)
{
    char date[11];

    vikt_date_write(standing->as_of, date);
    vikt_json_object(json, name);
    vikt_json_string(json, "rules", label);
    if (standing->run_id)
        vikt_json_count(json, "run", (uint64_t)standing->run_id);
    vikt_json_string(json, "as_of", date);
    vikt_json_text(json, "profile", standing->profile);
    vikt_json_count(json, "customers", standing->count);
    vikt_json_end(json, '}');
}

static void write_scheme(const vikt_compare *compare, const vikt_migration *m, vikt_json *json)
{
    vikt_json_object(json, NULL);
    vikt_moves_json_migration(m, json);
    vikt_json_number(json, "money_moved", vikt_compare_money_of(compare, m));
    vikt_json_array(json, "movers");
    for (size_t i = 0; i < m->mover_count; i++) {
        vikt_json_object(json, NULL);
        vikt_moves_json_mover(&compare->moves, m, m->movers[i], json);
        vikt_json_end(json, '}');
    }
    vikt_json_end(json, ']');
    vikt_json_end(json, '}');
}

bool vikt_compare_json(const vikt_compare *compare, vikt_buffer *out)
{
    const vikt_moves *moves = &compare->moves;
    vikt_json json;

    vikt_json_init(&json, out);
    vikt_json_object(&json, NULL);
    vikt_json_count(&json, "version", 1);
    write_side("first", moves->labels[0], &moves->earlier, &json);
    write_side("second", moves->labels[1], &moves->later, &json);
    vikt_json_text(&json, "money", moves->later.money_name);
    vikt_json_number(&json, "money_total", vikt_compare_money_total(compare));
    vikt_json_text(&json, "shown", moves->migrations[moves->shown].scheme);
    vikt_json_array(&json, "schemes");
    for (size_t i = 0; i < moves->migration_count; i++)
        write_scheme(compare, &moves->migrations[i], &json);
    vikt_json_end(&json, ']');
    vikt_json_end(&json, '}');
    vikt_buffer_byte(out, '\n');
    return !out->failed;
}
