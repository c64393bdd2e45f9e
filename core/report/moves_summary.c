/* SPDX-License-Identifier: MIT
 *
 * What changed between two runs, for people: the matrix of classes, how many moved, and who.
 */
#include "core/base/number.h"
#include "core/report/report.h"
#include "core/report/table.h"

static bool has_money(const vikt_moves *moves)
{
    return moves->later.money_name.at && moves->earlier.money_name.at;
}

/* ---- the two runs ---- */

static void write_run(const char *label, const vikt_standing *standing, vikt_buffer *out)
{
    char date[11];

    vikt_date_write(standing->as_of, date);
    vikt_buffer_print(out, "%s, as of %s, %zu %s", label, date, standing->count,
                      vikt_plural(standing->count, "customer", "customers"));
}

void vikt_moves_write_sides(const vikt_moves *moves, vikt_buffer *out)
{
    vikt_buffer_string(out, "From ");
    write_run(moves->labels[0], &moves->earlier, out);
    vikt_buffer_string(out, "\nto   ");
    write_run(moves->labels[1], &moves->later, out);
    vikt_buffer_byte(out, '\n');
}

static void write_head(const vikt_moves *moves, vikt_buffer *out)
{
    vikt_moves_write_sides(moves, out);
    if (!vikt_text_equal(moves->earlier.digest, moves->later.digest))
        vikt_buffer_string(out, "The profile is another one: some moved because the rules did.\n");
}

/* ---- the matrix ---- */

/* A matrix of customers, or of money: what everybody brings in the later run, and those who are
 * gone did in the earlier one. */
typedef struct matrix {
    const vikt_moves *moves;
    const vikt_migration *m;
    bool money;
    vikt_table table;
} matrix;

static bool is_gone(const vikt_migration *m, size_t at)
{
    return at % m->columns + 1 == m->columns;
}

static double amount_of(const matrix *x, size_t at)
{
    const vikt_flow *flow = &x->m->flows[at];

    if (!x->money)
        return (double)flow->customers;
    return is_gone(x->m, at) ? flow->before : flow->after;
}

static void write_cell(matrix *x, size_t at)
{
    if (x->m->flows[at].customers)
        vikt_table_number(&x->table, amount_of(x, at), 0);
    else
        vikt_table_cell(&x->table, VIKT_TEXT("."));
}

/* What the class had in the earlier run. */
static double row_before(const matrix *x, size_t row)
{
    double total = 0;

    for (size_t column = 0; column < x->m->columns; column++) {
        const vikt_flow *flow = &x->m->flows[row * x->m->columns + column];

        total += x->money ? flow->before : (double)flow->customers;
    }
    return total;
}

static void write_row(matrix *x, size_t row)
{
    vikt_table_cell(&x->table, x->m->from[row]);
    for (size_t column = 0; column < x->m->columns; column++)
        write_cell(x, row * x->m->columns + column);
    if (row + 1 == x->m->rows) /* new: nobody was there */
        vikt_table_cell(&x->table, VIKT_TEXT("."));
    else
        vikt_table_number(&x->table, row_before(x, row), 0);
}

/* A side that is not stored has no number. */
static void add_heading(vikt_table *table, const vikt_standing *standing, const char *otherwise)
{
    if (standing->run_id)
        vikt_table_print(table, "run %lld", (long long)standing->run_id);
    else
        vikt_table_cell(table, vikt_text_of(otherwise));
}

/* What the class has in the later run. */
static void write_totals(matrix *x)
{
    add_heading(&x->table, &x->moves->later, "after");
    for (size_t column = 0; column < x->m->columns; column++) {
        double total = 0;

        for (size_t row = 0; row < x->m->rows; row++)
            total += amount_of(x, row * x->m->columns + column);
        vikt_table_number(&x->table, total, 0);
    }
    vikt_table_cell(&x->table, VIKT_TEXT(""));
}

static void write_matrix(const vikt_moves *moves, bool money, vikt_arena *arena, vikt_buffer *out)
{
    static const char align[] = "rrrrrrrrrrrr"; /* VIKT_TABLE_COLUMNS */
    const vikt_migration *m = &moves->migrations[moves->shown];
    matrix x = {.moves = moves, .m = m, .money = money};

    vikt_table_init(&x.table, arena, &align[VIKT_TABLE_COLUMNS - (m->columns + 2)], true);
    vikt_table_cell(&x.table, VIKT_TEXT("from \\ to"));
    for (size_t column = 0; column < m->columns; column++)
        vikt_table_cell(&x.table, m->to[column]);
    add_heading(&x.table, &moves->earlier, "before");
    for (size_t row = 0; row < m->rows; row++)
        write_row(&x, row);
    write_totals(&x);
    vikt_table_write(&x.table, out);
}

/* Many classes make no table that fits a terminal. */
static void write_flows(const vikt_moves *moves, vikt_arena *arena, vikt_buffer *out)
{
    const vikt_migration *m = &moves->migrations[moves->shown];
    bool money = has_money(moves);
    vikt_table table;

    vikt_table_init(&table, arena, money ? "llrrr" : "llr", true);
    vikt_table_cell(&table, VIKT_TEXT("from"));
    vikt_table_cell(&table, VIKT_TEXT("to"));
    vikt_table_cell(&table, VIKT_TEXT("customers"));
    if (money) {
        vikt_table_print(&table, "%.*s before", VIKT_SHOW(moves->earlier.money_name));
        vikt_table_cell(&table, VIKT_TEXT("after"));
    }
    for (size_t i = 0; i < m->rows * m->columns; i++) {
        const vikt_flow *flow = &m->flows[i];

        if (flow->customers == 0)
            continue;
        vikt_table_cell(&table, m->from[i / m->columns]);
        vikt_table_cell(&table, m->to[i % m->columns]);
        vikt_table_number(&table, (double)flow->customers, 0);
        if (money) {
            vikt_table_number(&table, flow->before, 0);
            vikt_table_number(&table, flow->after, 0);
        }
    }
    vikt_table_write(&table, out);
}

void vikt_moves_write_matrices(const vikt_moves *moves, vikt_arena *arena, vikt_buffer *out)
{
    const vikt_migration *m = &moves->migrations[moves->shown];
    vikt_text money = moves->later.money_name, currency = moves->later.currency;

    vikt_buffer_print(out, "\n" VIKT_BOLD "Scheme %.*s" VIKT_PLAIN ", customers\n\n",
                      VIKT_SHOW(m->scheme));
    if (m->columns + 2 > VIKT_TABLE_COLUMNS) {
        write_flows(moves, arena, out);
        return;
    }
    write_matrix(moves, false, arena, out);
    if (!has_money(moves))
        return;
    vikt_buffer_print(out, "\n%.*s%s%.*s of %s, of those who are gone of %s\n\n", VIKT_SHOW(money),
                      currency.length ? " in " : "", VIKT_SHOW(currency), moves->labels[1],
                      moves->labels[0]);
    write_matrix(moves, true, arena, out);
}

/* ---- how many ---- */

void vikt_moves_write_counts(const vikt_migration *m, vikt_buffer *out)
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

static void write_alone(const char *label, const vikt_standing *standing,
                        const vikt_standing *other, vikt_buffer *out)
{
    for (size_t i = 0; i < standing->stand_count; i++)
        if (!vikt_standing_stand(other, standing->stands[i].name))
            vikt_buffer_print(out, "%.*s: %s alone has it\n", VIKT_SHOW(standing->stands[i].name),
                              label);
}

void vikt_moves_write_others(const vikt_moves *moves, vikt_buffer *out)
{
    for (size_t i = 0; i < moves->migration_count; i++)
        if (i != moves->shown)
            vikt_moves_write_counts(&moves->migrations[i], out);
    write_alone(moves->labels[0], &moves->earlier, &moves->later, out);
    write_alone(moves->labels[1], &moves->later, &moves->earlier, out);
    if (moves->migration_count > 1)
        vikt_buffer_string(out, "See another scheme with --scheme NAME\n");
}

/* ---- why ---- */

static void write_causes(const vikt_moves *moves, vikt_buffer *out)
{
    static const char *const by[] = {[VIKT_CAUSE_DATA] = "data",
                                     [VIKT_CAUSE_RULES] = "rules",
                                     [VIKT_CAUSE_POPULATION] = "population",
                                     [VIKT_CAUSE_MARGIN] = "the margin",
                                     [VIKT_CAUSE_DECISION] = "decision"};
    size_t moved = moves->migrations[moves->shown].mover_count, written = 0;

    if (moved == 0)
        return;
    if (moves->unknown) {
        vikt_buffer_print(out, "Why is not known: %s\n", moves->unknown);
        return;
    }
    vikt_buffer_print(out, "Of the %zu who moved: ", moved);
    for (size_t i = 0; i < VIKT_CAUSES; i++)
        if (moves->whys[moves->shown].counts[i])
            vikt_buffer_print(out, "%s%zu by %s", written++ ? ", " : "",
                              moves->whys[moves->shown].counts[i], by[i]);
    vikt_buffer_byte(out, '\n');
}

/* ---- who ---- */

typedef struct movers {
    const vikt_moves *moves;
    vikt_table table;
    bool scored, valued, known;
} movers;

static void add_names(movers *x, const char *const *names)
{
    for (size_t i = 0; names[i]; i++)
        vikt_table_cell(&x->table, vikt_text_of(names[i]));
}

static void add_headings(movers *x)
{
    static const char *const who[] = {"key", "name", "from", "to", NULL};
    static const char *const scores[] = {"score", "before", "change", NULL};
    static const char *const parts[] = {"data", "rules", "population", NULL};
    static const char *const values[] = {"before", "share", "before", NULL};
    static const char *const why[] = {"why", NULL};

    add_names(x, who);
    if (x->scored) {
        add_names(x, scores);
        if (x->known)
            add_names(x, parts);
    }
    if (x->valued) {
        const vikt_migration *m = &x->moves->migrations[x->moves->shown];

        vikt_table_cell(&x->table, vikt_standing_stand(&x->moves->later, m->scheme)->field);
        add_names(x, values);
    } else {
        vikt_table_cell(&x->table, x->moves->later.money_name.at ? x->moves->later.money_name
                                                                 : VIKT_TEXT("money"));
    }
    if (x->known)
        add_names(x, why);
}

/* As it is printed with two decimals. */
static int64_t hundredths(double value)
{
    char text[64];
    int64_t digits = 0;

    vikt_number_show(value, 2, '.', text);
    for (const char *at = text; *at; at++)
        if (*at >= '0' && *at <= '9')
            digits = digits * 10 + (*at - '0');
    return *text == '-' ? -digits : digits;
}

/* The change is that of the two printed scores, and its parts add up to it. */
static void add_scores(movers *x, const vikt_mover *mover)
{
    int64_t parts[3], change;

    vikt_table_number(&x->table, mover->score_after, 2);
    vikt_table_number(&x->table, mover->score_before, 2);
    if (isnan(mover->score_after) || isnan(mover->score_before)) {
        for (size_t i = 0; i < (x->known ? 4 : 1); i++)
            vikt_table_number(&x->table, NAN, 2);
        return;
    }
    change = hundredths(mover->score_after) - hundredths(mover->score_before);
    vikt_table_number(&x->table, (double)change / 100, 2);
    if (!x->known)
        return;
    vikt_why_printed(mover->why, change, parts);
    for (size_t i = 0; i < 3; i++)
        vikt_table_number(&x->table, (double)parts[i] / 100, 2);
}

static void add_mover(movers *x, size_t customer)
{
    vikt_mover mover = vikt_moves_mover(x->moves, &x->moves->migrations[x->moves->shown], customer);

    vikt_table_cell(&x->table, mover.key);
    vikt_table_cell(&x->table, mover.name.at ? mover.name : mover.key);
    vikt_table_cell(&x->table, mover.from);
    vikt_table_cell(&x->table, mover.to);
    if (x->scored)
        add_scores(x, &mover);
    if (x->valued) {
        vikt_table_number(&x->table, mover.why->value[1], 0);
        vikt_table_number(&x->table, mover.why->value[0], 0);
        vikt_table_share(&x->table, mover.why->share[1]);
        vikt_table_share(&x->table, mover.why->share[0]);
    } else {
        vikt_table_number(&x->table, mover.money, 0);
    }
    if (x->known)
        vikt_table_cell(&x->table, vikt_text_of(mover.why->words));
}

static const char *alignment(const movers *x)
{
    if (x->valued)
        return "llllrrrrl";
    if (!x->scored)
        return x->known ? "llllrl" : "llllr";
    return x->known ? "llllrrrrrrrl" : "llllrrrr";
}

static bool has_scores(const vikt_standing *standing)
{
    size_t i = 0;

    while (i < standing->count && isnan(standing->score[i]))
        i++;
    return i < standing->count;
}

static void write_movers(const vikt_moves *moves, size_t limit, vikt_arena *arena, vikt_buffer *out)
{
    const vikt_migration *m = &moves->migrations[moves->shown];
    size_t *order = vikt_moves_largest(moves, m, arena);
    size_t count = limit && limit < m->mover_count ? limit : m->mover_count;
    movers x = {
        .moves = moves, .known = !moves->unknown, .valued = moves->whys[moves->shown].valued};

    out->failed |= !order;
    if (!order || m->mover_count == 0)
        return;
    x.scored = !x.valued && has_scores(&moves->earlier) && has_scores(&moves->later);
    vikt_buffer_byte(out, '\n');
    vikt_table_init(&x.table, arena, alignment(&x), true);
    add_headings(&x);
    for (size_t i = 0; i < count; i++)
        add_mover(&x, order[i]);
    vikt_table_write(&x.table, out);
    if (count < m->mover_count)
        vikt_buffer_print(out, "and %zu more; all with --limit 0\n", m->mover_count - count);
}

bool vikt_moves_summary(const vikt_moves *moves, size_t limit, vikt_arena *arena, vikt_buffer *out)
{
    write_head(moves, out);
    vikt_moves_write_matrices(moves, arena, out);
    vikt_buffer_byte(out, '\n');
    vikt_moves_write_counts(&moves->migrations[moves->shown], out);
    write_causes(moves, out);
    write_movers(moves, limit, arena, out);
    vikt_moves_write_others(moves, out);
    return !out->failed;
}
