/* SPDX-License-Identifier: MIT
 *
 * Two sets of rules on the same data, for people: the matrix of classes, how much would move, and
 * who.
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

/* ---- who ---- */

static void write_movers(const vikt_compare *compare, size_t limit, vikt_arena *arena,
                         vikt_buffer *out)
{
    static const char *const headings[] = {"key", "name", "from", "to", "score", "before", "money"};
    const vikt_moves *moves = &compare->moves;
    const vikt_migration *m = &moves->migrations[moves->shown];
    size_t *order = vikt_moves_largest(moves, m, arena);
    size_t count = limit && limit < m->mover_count ? limit : m->mover_count;
    vikt_table table;

    out->failed |= !order;
    if (!order || m->mover_count == 0)
        return;
    vikt_buffer_byte(out, '\n');
    vikt_table_init(&table, arena, "llllrrr", true);
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
    write_movers(compare, limit, arena, out);
    vikt_moves_write_others(moves, out);
    vikt_buffer_string(out, "Nothing is stored.\n");
    return !out->failed;
}
