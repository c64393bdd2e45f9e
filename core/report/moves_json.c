/* SPDX-License-Identifier: MIT
 *
 * What changed between two runs, for programs: every scheme that both have, and all movers.
 */
#include "core/report/report.h"

static void write_run(vikt_json *json, const char *name, const vikt_standing *standing)
{
    char date[11];

    vikt_date_write(standing->as_of, date);
    vikt_json_object(json, name);
    vikt_json_count(json, "run_id", (uint64_t)standing->run_id);
    vikt_json_string(json, "as_of", date);
    vikt_json_text(json, "profile", standing->profile);
    vikt_json_count(json, "customers", standing->count);
    vikt_json_end(json, '}');
}

/* Schemes that the other run does not have. */
static void write_alone(vikt_json *json, const char *name, const vikt_standing *standing,
                        const vikt_standing *other)
{
    vikt_json_array(json, name);
    for (size_t i = 0; i < standing->stand_count; i++)
        if (!vikt_standing_stand(other, standing->stands[i].name))
            vikt_json_text(json, NULL, standing->stands[i].name);
    vikt_json_end(json, ']');
}

static void write_flow(vikt_json *json, const vikt_migration *m, size_t at)
{
    const vikt_flow *flow = &m->flows[at];

    vikt_json_object(json, NULL);
    vikt_json_text(json, "from", m->from[at / m->columns]);
    vikt_json_text(json, "to", m->to[at % m->columns]);
    vikt_json_count(json, "customers", flow->customers);
    vikt_json_number(json, "earlier_money", flow->before);
    vikt_json_number(json, "later_money", flow->after);
    vikt_json_end(json, '}');
}

/* Whole billionths: the decimals are exact, so the parts add up as they are read. */
static void write_units(vikt_json *json, const char *name, int64_t units)
{
    vikt_json_number(json, name, (double)units / VIKT_BLAME_UNIT);
}

static const char *const causes[] = {[VIKT_CAUSE_DATA] = "data",
                                     [VIKT_CAUSE_RULES] = "rules",
                                     [VIKT_CAUSE_POPULATION] = "population",
                                     [VIKT_CAUSE_MARGIN] = "margin",
                                     [VIKT_CAUSE_DECISION] = "decision"};

static void write_why(vikt_json *json, const vikt_why *why, bool valued)
{
    vikt_json_string(json, "cause", causes[why->cause]);
    vikt_json_string(json, "why", why->words);
    if (why->scored) {
        write_units(json, "change", why->parts[0] + why->parts[1] + why->parts[2]);
        for (size_t i = 0; i < 3; i++)
            write_units(json, causes[i], why->parts[i]);
    }
    if (!valued)
        return;
    vikt_json_number(json, "earlier_value", why->value[0]);
    vikt_json_number(json, "later_value", why->value[1]);
    vikt_json_number(json, "earlier_share", why->share[0]);
    vikt_json_number(json, "later_share", why->share[1]);
}

void vikt_moves_json_mover(const vikt_moves *moves, const vikt_migration *m, size_t customer,
                           vikt_json *json)
{
    vikt_mover mover = vikt_moves_mover(moves, m, customer);

    vikt_json_text(json, "key", mover.key);
    vikt_json_text(json, "name", mover.name.at ? mover.name : mover.key);
    vikt_json_text(json, "from", mover.from);
    vikt_json_text(json, "to", mover.to);
    vikt_json_number(json, "earlier_score", mover.score_before);
    vikt_json_number(json, "later_score", mover.score_after);
    vikt_json_number(json, "money", mover.money);
    if (mover.why)
        write_why(json, mover.why, moves->whys[m - moves->migrations].valued);
}

void vikt_moves_json_migration(const vikt_migration *m, vikt_json *json)
{
    vikt_json_text(json, "scheme", m->scheme);
    vikt_json_count(json, "common", m->common);
    vikt_json_count(json, "stayed", m->stayed);
    vikt_json_count(json, "moved", m->mover_count);
    vikt_json_count(json, "up", m->up);
    vikt_json_count(json, "down", m->down);
    vikt_json_number(json, "stability", m->stability);
    vikt_json_array(json, "migration");
    for (size_t i = 0; i < m->rows * m->columns; i++)
        if (m->flows[i].customers)
            write_flow(json, m, i);
    vikt_json_end(json, ']');
}

static void write_causes(vikt_json *json, const vikt_whys *whys)
{
    vikt_json_object(json, "causes");
    for (size_t i = 0; i < VIKT_CAUSES; i++)
        vikt_json_count(json, causes[i], whys->counts[i]);
    vikt_json_end(json, '}');
}

static void write_scheme(vikt_json *json, const vikt_moves *moves, const vikt_migration *m)
{
    vikt_json_object(json, NULL);
    vikt_moves_json_migration(m, json);
    if (!moves->unknown)
        write_causes(json, &moves->whys[m - moves->migrations]);
    vikt_json_array(json, "movers");
    for (size_t i = 0; i < m->mover_count; i++) {
        vikt_json_object(json, NULL);
        vikt_moves_json_mover(moves, m, m->movers[i], json);
        vikt_json_end(json, '}');
    }
    vikt_json_end(json, ']');
    vikt_json_end(json, '}');
}

bool vikt_moves_json(const vikt_moves *moves, vikt_buffer *out)
{
    vikt_json json;

    vikt_json_init(&json, out);
    vikt_json_object(&json, NULL);
    vikt_json_count(&json, "version", 1);
    write_run(&json, "earlier", &moves->earlier);
    write_run(&json, "later", &moves->later);
    vikt_json_truth(&json, "same_profile",
                    vikt_text_equal(moves->earlier.digest, moves->later.digest));
    vikt_json_text(&json, "money", moves->later.money_name);
    vikt_json_text(&json, "shown", moves->migrations[moves->shown].scheme);
    vikt_json_string(&json, "unknown", moves->unknown);
    write_alone(&json, "only_earlier", &moves->earlier, &moves->later);
    write_alone(&json, "only_later", &moves->later, &moves->earlier);
    vikt_json_array(&json, "schemes");
    for (size_t i = 0; i < moves->migration_count; i++)
        write_scheme(&json, moves, &moves->migrations[i]);
    vikt_json_end(&json, ']');
    vikt_json_end(&json, '}');
    vikt_buffer_byte(out, '\n');
    return !out->failed;
}
