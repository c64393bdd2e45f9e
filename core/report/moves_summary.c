/* SPDX-License-Identifier: MIT
 *
 * What changed between two runs, for people: the matrix of classes, how many moved, and who.
 */
#include "core/report/report.h"
#include "core/report/table.h"

static bool has_money(const vikt_moves *moves)
{
    return moves->later.money_name.at && moves->earlier.money_name.at;
}

/* ---- the two runs ---- */

static void write_run(const vikt_standing *standing, vikt_buffer *out)
{
    char date[11];

    vikt_date_write(standing->as_of, date);
    vikt_buffer_print(out, "run %lld, as of %s, %zu %s", (long long)standing->run_id, date,
                      standing->count, vikt_plural(standing->count, "customer", "customers"));
}

static void write_head(const vikt_moves *moves, vikt_buffer *out)
{
    vikt_buffer_string(out, "From ");
    write_run(&moves->earlier, out);
    vikt_buffer_string(out, "\nto   ");
    write_run(&moves->later, out);
    vikt_buffer_byte(out, '\n');
    if (!vikt_text_equal(moves->earlier.digest, moves->later.digest))
        vikt_buffer_string(out, "The profile is another one: some moved because the rules did.\n");
}

/* ---- the matrix ---- */

typedef double amount(const vikt_flow *flow);

static double customers_of(const vikt_flow *flow)
{
    return (double)flow->customers;
}

static double money_of(const vikt_flow *flow)
{
    return isnan(flow->after) || flow->after == 0 ? flow->before : flow->after;
}

static void write_cell(vikt_table *table, const vikt_flow *flow, amount *of)
{
    if (flow->customers)
        vikt_table_number(table, of(flow), 0);
    else
        vikt_table_cell(table, VIKT_TEXT("."));
}

/* New customers have no column in the last row, and nobody is both new and gone. */
static void write_row(const vikt_migration *m, size_t row, vikt_table *table, amount *of)
{
    double total = 0;

    vikt_table_cell(table, m->from[row]);
    for (size_t column = 0; column < m->columns; column++) {
        const vikt_flow *flow = &m->flows[row * m->columns + column];

        write_cell(table, flow, of);
        total += flow->customers ? of(flow) : 0;
    }
    vikt_table_number(table, total, 0);
}

static void write_totals(const vikt_migration *m, vikt_table *table, amount *of)
{
    double all = 0;

    vikt_table_cell(table, VIKT_TEXT("total"));
    for (size_t column = 0; column < m->columns; column++) {
        double total = 0;

        for (size_t row = 0; row < m->rows; row++) {
            const vikt_flow *flow = &m->flows[row * m->columns + column];

            total += flow->customers ? of(flow) : 0;
        }
        vikt_table_number(table, total, 0);
        all += total;
    }
    vikt_table_number(table, all, 0);
}

static void write_matrix(const vikt_migration *m, amount *of, vikt_arena *arena, vikt_buffer *out)
{
    static const char align[] = "rrrrrrrrrrrr"; /* VIKT_TABLE_COLUMNS */
    vikt_table table;

    vikt_table_init(&table, arena, &align[VIKT_TABLE_COLUMNS - (m->columns + 2)], true);
    vikt_table_cell(&table, VIKT_TEXT("from \\ to"));
    for (size_t column = 0; column < m->columns; column++)
        vikt_table_cell(&table, m->to[column]);
    vikt_table_cell(&table, VIKT_TEXT("total"));
    for (size_t row = 0; row < m->rows; row++)
        write_row(m, row, &table, of);
    write_totals(m, &table, of);
    vikt_table_write(&table, out);
}

/* Many classes make no table that fits a terminal. */
static void write_flows(const vikt_migration *m, vikt_arena *arena, vikt_buffer *out)
{
    vikt_table table;

    vikt_table_init(&table, arena, "llrr", true);
    vikt_table_cell(&table, VIKT_TEXT("from"));
    vikt_table_cell(&table, VIKT_TEXT("to"));
    vikt_table_cell(&table, VIKT_TEXT("customers"));
    vikt_table_cell(&table, VIKT_TEXT("money"));
    for (size_t i = 0; i < m->rows * m->columns; i++) {
        if (m->flows[i].customers == 0)
            continue;
        vikt_table_cell(&table, m->from[i / m->columns]);
        vikt_table_cell(&table, m->to[i % m->columns]);
        vikt_table_number(&table, customers_of(&m->flows[i]), 0);
        vikt_table_number(&table, money_of(&m->flows[i]), 0);
    }
    vikt_table_write(&table, out);
}

static void write_matrices(const vikt_moves *moves, vikt_arena *arena, vikt_buffer *out)
{
    const vikt_migration *m = &moves->migrations[moves->shown];
    vikt_text money = moves->later.money_name, currency = moves->later.currency;

    vikt_buffer_print(out, "\n" VIKT_BOLD "Scheme %.*s" VIKT_PLAIN ", customers\n\n",
                      VIKT_SHOW(m->scheme));
    if (m->columns + 2 > VIKT_TABLE_COLUMNS) {
        write_flows(m, arena, out);
        return;
    }
    write_matrix(m, customers_of, arena, out);
    if (!has_money(moves))
        return;
    vikt_buffer_print(out, "\n%.*s%s%.*s of run %lld, of those who are gone of run %lld\n\n",
                      VIKT_SHOW(money), currency.length ? " in " : "", VIKT_SHOW(currency),
                      (long long)moves->later.run_id, (long long)moves->earlier.run_id);
    write_matrix(m, money_of, arena, out);
}

/* ---- how many ---- */

static void write_counts(const vikt_migration *m, vikt_buffer *out)
{
    vikt_buffer_print(out, "%.*s: ", VIKT_SHOW(m->scheme));
    if (m->common == 0) {
        vikt_buffer_string(out, "no customer is in both runs\n");
        return;
    }
    vikt_buffer_print(out, "%zu of %zu moved", m->mover_count, m->common);
    if (m->up || m->down)
        vikt_buffer_print(out, ", %zu up, %zu down", m->up, m->down);
    vikt_buffer_print(out, "; %.1f %% kept their class\n", m->stability * 100);
}

static void write_other_schemes(const vikt_moves *moves, vikt_buffer *out)
{
    for (size_t i = 0; i < moves->migration_count; i++)
        if (i != moves->shown)
            write_counts(&moves->migrations[i], out);
    if (moves->migration_count > 1)
        vikt_buffer_string(out, "See another scheme with --scheme NAME\n");
}

/* ---- who ---- */

static void write_movers(const vikt_moves *moves, size_t limit, vikt_arena *arena, vikt_buffer *out)
{
    const vikt_migration *m = &moves->migrations[moves->shown];
    size_t *order = vikt_moves_largest(moves, m, arena);
    size_t count = limit && limit < m->mover_count ? limit : m->mover_count;
    vikt_table table;

    out->failed |= !order;
    if (!order || m->mover_count == 0)
        return;
    vikt_buffer_byte(out, '\n');
    vikt_table_init(&table, arena, "llllrrr", true);
    for (size_t i = 0; i < 7; i++)
        vikt_table_cell(&table, vikt_text_of((const char *const[]){"key", "name", "from", "to",
                                                                   "score", "before", "money"}[i]));
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

bool vikt_moves_summary(const vikt_moves *moves, size_t limit, vikt_arena *arena, vikt_buffer *out)
{
    write_head(moves, out);
    write_matrices(moves, arena, out);
    vikt_buffer_byte(out, '\n');
    write_counts(&moves->migrations[moves->shown], out);
    write_movers(moves, limit, arena, out);
    write_other_schemes(moves, out);
    return !out->failed;
}
