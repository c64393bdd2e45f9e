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

/* ---- which statements ---- */

static void write_place(const char *name, const vikt_place *place, vikt_json *json)
{
    if (!place->source[0]) {
        vikt_json_string(json, name, NULL);
        return;
    }
    vikt_json_object(json, name);
    vikt_json_string(json, "source", place->source);
    vikt_json_count(json, "line", (uint64_t)place->line);
    vikt_json_end(json, '}');
}

static void write_causes(const vikt_ascription *ascription, vikt_json *json)
{
    vikt_json_array(json, "statements");
    for (size_t i = 0; i < ascription->cause_count; i++) {
        const vikt_cause *cause = &ascription->causes[i];

        vikt_json_object(json, NULL);
        vikt_json_string(json, "statement", cause->label);
        vikt_json_string(json, "what", cause->what);
        vikt_json_truth(json, "written", i < ascription->edit_count);
        vikt_json_truth(json, "moves_classes", !cause->idle);
        write_place("first", &cause->places[0], json);
        write_place("second", &cause->places[1], json);
        vikt_json_end(json, '}');
    }
    vikt_json_end(json, ']');
}

static void write_moved_by(const vikt_ascription *ascription, const vikt_ascribed_scheme *scheme,
                           vikt_json *json)
{
    vikt_json_array(json, "moved_by");
    for (size_t i = 0; i < ascription->cause_count; i++) {
        if (!scheme->customers[i])
            continue;
        vikt_json_object(json, NULL);
        vikt_json_count(json, "statement", i);
        vikt_json_count(json, "customers", scheme->customers[i]);
        vikt_json_number(json, "money", scheme->money[i]);
        vikt_json_end(json, '}');
    }
    vikt_json_end(json, ']');
}

static void write_why(const vikt_ascription *ascription, const vikt_ascribed_scheme *scheme,
                      size_t row, vikt_json *json)
{
    const vikt_ascribed *of = &scheme->of[row];

    vikt_json_array(json, "moved_by");
    for (size_t i = 0; i < of->count; i++)
        vikt_json_count(json, NULL, of->causes[i]);
    vikt_json_end(json, ']');
    vikt_json_array(json, "score_parts");
    for (size_t i = 0; i < ascription->cause_count; i++) {
        const vikt_cause *cause = &ascription->causes[i];

        if (!cause->parts || !cause->parts[row])
            continue;
        vikt_json_object(json, NULL);
        vikt_json_count(json, "statement", i);
        vikt_json_number(json, "points", (double)cause->parts[row] / VIKT_ASCRIPTION_UNIT);
        vikt_json_end(json, '}');
    }
    vikt_json_end(json, ']');
}

/* ---- schemes ---- */

static void write_scheme(const vikt_compare *compare, size_t number, vikt_json *json)
{
    const vikt_migration *m = &compare->moves.migrations[number];
    const vikt_ascribed_scheme *scheme = &compare->ascription.schemes[number];

    vikt_json_object(json, NULL);
    vikt_moves_json_migration(m, json);
    vikt_json_number(json, "money_moved", vikt_compare_money_of(compare, m));
    write_moved_by(&compare->ascription, scheme, json);
    vikt_json_array(json, "movers");
    for (size_t i = 0; i < m->mover_count; i++) {
        vikt_json_object(json, NULL);
        vikt_moves_json_mover(&compare->moves, m, m->movers[i], json);
        write_why(&compare->ascription, scheme, compare->moves.pairing.before[m->movers[i]], json);
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
    write_causes(&compare->ascription, &json);
    vikt_json_array(&json, "schemes");
    for (size_t i = 0; i < moves->migration_count; i++)
        write_scheme(compare, i, &json);
    vikt_json_end(&json, ']');
    vikt_json_end(&json, '}');
    vikt_buffer_byte(out, '\n');
    return !out->failed;
}
