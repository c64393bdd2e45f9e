/* SPDX-License-Identifier: MIT
 *
 * Two sets of rules on the same data, for people: the matrix of classes, how much would move, by
 * which statements, and who.
 */
#include "core/base/number.h"
#include "core/report/report.h"
#include "core/report/table.h"

/* ---- how much ---- */

static void write_money(const vikt_compare *compare, vikt_buffer *out)
{
    const vikt_moves *moves = &compare->moves;
    vikt_text name = moves->later.money_name, currency = moves->later.currency;
    double moved = vikt_compare_money(compare), total = vikt_compare_money_total(compare);
    char shown[64];

    if (isnan(moved))
        return;
    vikt_buffer_print(out, "%.*s moved: ", VIKT_SHOW(name));
    vikt_number_show(moved, 0, '.', shown);
    vikt_buffer_print(out, "%s%s%.*s", shown, currency.length ? " " : "", VIKT_SHOW(currency));
    if (total > 0 && moved >= 0 && moved <= total)
        vikt_buffer_print(out, ", %.1f %%", moved / total * 100);
    vikt_buffer_byte(out, '\n');
}

/* ---- which statements ---- */

static void add_place(vikt_buffer *out, const vikt_place *place)
{
    if (place->line)
        vikt_buffer_print(out, "%s:%ld", place->source, place->line);
    else
        vikt_buffer_string(out, place->source[0] ? place->source : "-");
}

static void write_cause(const vikt_cause *cause, size_t customers, double money, bool written,
                        vikt_table *table)
{
    vikt_buffer places;

    vikt_table_cell(table, vikt_text_of(cause->label));
    vikt_table_cell(table, vikt_text_of(cause->what));
    if (cause->idle)
        vikt_table_cell(table, VIKT_TEXT("no class"));
    else
        vikt_table_number(table, (double)customers, 0);
    vikt_table_number(table, cause->idle ? (double)NAN : money, 0);
    vikt_buffer_init(&places, table->arena->allocator, 1 << 12);
    if (written) {
        add_place(&places, &cause->places[0]);
        vikt_buffer_string(&places, " -> ");
        add_place(&places, &cause->places[1]);
    }
    vikt_table_cell(table, vikt_buffer_view(&places));
    table->failed |= places.failed;
    vikt_buffer_clear(&places);
}

static void write_causes(const vikt_compare *compare, vikt_arena *arena, vikt_buffer *out)
{
    static const char *const headings[] = {"statement", "what differs", "moved", "money", "where"};
    const vikt_ascription *ascription = &compare->ascription;
    const vikt_ascribed_scheme *scheme = &ascription->schemes[compare->moves.shown];
    vikt_table table;

    if (ascription->edit_count == 0)
        vikt_buffer_string(
            out, vikt_text_equal(compare->moves.earlier.digest, compare->moves.later.digest)
                     ? "Both have the same rules.\n"
                     : "No statement differs.\n");
    vikt_table_init(&table, arena, "llrrl", true);
    for (size_t i = 0; i < sizeof headings / sizeof *headings; i++)
        vikt_table_cell(&table, vikt_text_of(headings[i]));
    for (size_t i = 0; i < ascription->cause_count; i++)
        if (i < ascription->edit_count || scheme->customers[i])
            write_cause(&ascription->causes[i], scheme->customers[i], scheme->money[i],
                        i < ascription->edit_count, &table);
    if (table.count == table.columns)
        return;
    vikt_buffer_byte(out, '\n');
    vikt_table_write(&table, out);
}

/* ---- who ---- */

static void write_moved_by(const vikt_compare *compare, size_t mover, vikt_table *table)
{
    const vikt_ascription *ascription = &compare->ascription;
    size_t row = compare->moves.pairing.before[mover];
    const vikt_ascribed *of = &ascription->schemes[compare->moves.shown].of[row];
    vikt_buffer text;

    vikt_buffer_init(&text, table->arena->allocator, 1 << 12);
    for (size_t i = 0; i < of->count; i++) {
        const vikt_cause *cause = &ascription->causes[of->causes[i]];

        vikt_buffer_print(&text, "%s%s", i ? ", " : "", cause->label);
        if (cause->parts && cause->parts[row])
            vikt_buffer_print(&text, " (%+.2f)", (double)cause->parts[row] / VIKT_ASCRIPTION_UNIT);
    }
    vikt_table_cell(table, vikt_buffer_view(&text));
    table->failed |= text.failed;
    vikt_buffer_clear(&text);
}

static void write_movers(const vikt_compare *compare, size_t limit, vikt_arena *arena,
                         vikt_buffer *out)
{
    static const char *const headings[] = {"key",   "name",   "from",  "to",
                                           "score", "before", "money", "moved by"};
    const vikt_moves *moves = &compare->moves;
    const vikt_migration *m = &moves->migrations[moves->shown];
    size_t *order = vikt_moves_largest(moves, m, arena);
    size_t count = limit && limit < m->mover_count ? limit : m->mover_count;
    vikt_table table;

    out->failed |= !order;
    if (!order || m->mover_count == 0)
        return;
    vikt_buffer_byte(out, '\n');
    vikt_table_init(&table, arena, "llllrrrl", true);
    for (size_t i = 0; i < sizeof headings / sizeof *headings; i++)
        vikt_table_cell(&table, vikt_text_of(headings[i]));
    for (size_t i = 0; i < count; i++) {
        vikt_mover mover = vikt_moves_mover(moves, m, order[i]);

        vikt_table_cell(&table, mover.key);
        vikt_table_cell(&table, mover.name.at ? mover.name : mover.key);
        vikt_table_cell(&table, mover.from);
        vikt_table_cell(&table, mover.to);
        vikt_table_number(&table, mover.score_after, 2);
        vikt_table_number(&table, mover.score_before, 2);
        vikt_table_number(&table, mover.money, 0);
        write_moved_by(compare, order[i], &table);
    }
    vikt_table_write(&table, out);
    if (count < m->mover_count)
        vikt_buffer_print(out, "and %zu more; all with --limit 0\n", m->mover_count - count);
}

bool vikt_compare_summary(const vikt_compare *compare, size_t limit, vikt_arena *arena,
                          vikt_buffer *out)
{
    const vikt_moves *moves = &compare->moves;

    vikt_moves_write_sides(moves, out);
    vikt_moves_write_matrices(moves, arena, out);
    vikt_buffer_byte(out, '\n');
    vikt_moves_write_counts(&moves->migrations[moves->shown], out);
    write_money(compare, out);
    write_causes(compare, arena, out);
    write_movers(compare, limit, arena, out);
    vikt_moves_write_others(moves, out);
    vikt_buffer_string(out, "Nothing is stored.\n");
    return !out->failed;
}
