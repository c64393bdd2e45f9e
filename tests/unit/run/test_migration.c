/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "core/run/migration.h"

enum { MOST = 80 };

/* A run made by hand: a customer a letter of `classes`, "?" and all; "." is not in the run. Its key
 * is its place, its money 100 and its place. */
typedef struct side {
    vikt_standing standing;
    vikt_stand stand;
    vikt_text names[8];
    vikt_text keys[MOST];
    uint8_t of[MOST];
    double score[MOST], money[MOST];
    char digits[MOST][4];
} side;

static void fill(side *s, const char *names, const char *classes, bool ordered)
{
    size_t n = 0;

    *s = (side){.stand = {.name = VIKT_TEXT("class"), .ordered = ordered, .primary = true}};
    for (; names[s->stand.class_count]; s->stand.class_count++)
        s->names[s->stand.class_count] = (vikt_text){&names[s->stand.class_count], 1};
    for (size_t i = 0; classes[i]; i++) {
        const char *at = strchr(names, classes[i]);

        if (classes[i] == '.')
            continue;
        snprintf(s->digits[n], sizeof s->digits[n], "%03zu", i % 1000);
        s->keys[n] = vikt_text_of(s->digits[n]);
        s->of[n] = at ? (uint8_t)(at - names) : VIKT_NO_CLASS;
        s->score[n] = NAN;
        s->money[n++] = 100 + (double)i;
    }
    s->stand.classes = s->names;
    s->stand.of = s->of;
    s->standing = (vikt_standing){.money_name = VIKT_TEXT("revenue"),
                                  .count = n,
                                  .keys = s->keys,
                                  .names = s->keys,
                                  .score = s->score,
                                  .money = s->money,
                                  .stands = &s->stand,
                                  .stand_count = 1};
}

typedef struct pair {
    side earlier, later;
    vikt_arena arena;
    vikt_pairing pairing;
    vikt_migration migration;
} pair;

static void count_pair(pair *p)
{
    vikt_arena_init(&p->arena, NULL);
    cr_assert(vikt_pairing_of(&p->earlier.standing, &p->later.standing, &p->arena, &p->pairing));
    cr_assert(vikt_migration_of(&p->pairing, p->later.stand.name, &p->arena, &p->migration));
}

static const vikt_flow *flow(const pair *p, const char *from, const char *to)
{
    const vikt_migration *m = &p->migration;

    for (size_t i = 0; i < m->rows * m->columns; i++)
        if (vikt_text_is(m->from[i / m->columns], from) && vikt_text_is(m->to[i % m->columns], to))
            return &m->flows[i];
    cr_assert_fail("no flow from %s to %s", from, to);
    return NULL;
}

static size_t customers(const pair *p, const char *from, const char *to)
{
    return flow(p, from, to)->customers;
}

/* Rows are the earlier run, columns the later one, in customers and money; nobody is both new and
 * gone. */
static void sums_agree(const pair *p)
{
    const vikt_migration *m = &p->migration;
    double before = 0, after = 0, earlier = 0, later = 0;
    size_t left = 0, came = 0;

    for (size_t i = 0; i < m->rows * m->columns; i++) {
        bool is_new = i / m->columns + 1 == m->rows, gone = i % m->columns + 1 == m->columns;

        left += is_new ? 0 : m->flows[i].customers;
        came += gone ? 0 : m->flows[i].customers;
        before += m->flows[i].before;
        after += m->flows[i].after;
        cr_assert(!is_new || m->flows[i].before == 0);
        cr_assert(!gone || m->flows[i].after == 0);
    }
    for (size_t i = 0; i < p->earlier.standing.count; i++)
        earlier += p->earlier.money[i];
    for (size_t i = 0; i < p->later.standing.count; i++)
        later += p->later.money[i];
    cr_assert_eq(left, p->earlier.standing.count);
    cr_assert_eq(came, p->later.standing.count);
    cr_assert_eq(before, earlier);
    cr_assert_eq(after, later);
    cr_assert_eq(m->stayed + m->mover_count, m->common);
    cr_assert_eq(m->up + m->down + m->sideways, m->mover_count);
}

/* F-15: A 10 (8 stay, 2 to B), B 20 (3 to A, 15 stay, 2 to C), C 30 (1 to B, 27 stay, 2 gone):
 * 58 in both, 50 stay, 50 / 58 = 0.862. */
Test(migration, the_example_of_the_manual_comes_out)
{
    pair p;

    fill(&p.earlier, "ABC", "AAAAAAAAAABBBBBBBBBBBBBBBBBBBBCCCCCCCCCCCCCCCCCCCCCCCCCCCCCC", true);
    fill(&p.later, "ABC", "AAAAAAAABBAAABBBBBBBBBBBBBBBCCBCCCCCCCCCCCCCCCCCCCCCCCCCCC..", true);
    count_pair(&p);
    cr_assert_eq(customers(&p, "A", "A"), 8);
    cr_assert_eq(customers(&p, "A", "B"), 2);
    cr_assert_eq(customers(&p, "B", "A"), 3);
    cr_assert_eq(customers(&p, "B", "B"), 15);
    cr_assert_eq(customers(&p, "B", "C"), 2);
    cr_assert_eq(customers(&p, "C", "B"), 1);
    cr_assert_eq(customers(&p, "C", "C"), 27);
    cr_assert_eq(customers(&p, "C", "gone"), 2);
    cr_assert_eq(p.migration.common, 58);
    cr_assert_eq(p.migration.stayed, 50);
    cr_assert_float_eq(p.migration.stability, 0.862, 0.0005);
    cr_assert_eq(p.migration.up, 4);
    cr_assert_eq(p.migration.down, 4);
    sums_agree(&p);
    vikt_arena_clear(&p.arena);
}

/* Customers 0 and 5 are new, 2 is gone; 1 loses its class, 3 gets one, 4 never has one. */
Test(migration, who_is_new_gone_or_without_a_class_is_counted_as_such)
{
    pair p;

    fill(&p.earlier, "AB", ".AB??.", true);
    fill(&p.later, "AB", "B?.A?A", true);
    count_pair(&p);
    cr_assert_eq(customers(&p, "new", "A"), 1);
    cr_assert_eq(customers(&p, "new", "B"), 1);
    cr_assert_eq(customers(&p, "B", "gone"), 1);
    cr_assert_eq(customers(&p, "A", "?"), 1);
    cr_assert_eq(customers(&p, "?", "A"), 1);
    cr_assert_eq(customers(&p, "?", "?"), 1);
    cr_assert_eq(p.migration.stayed, 1);
    cr_assert_eq(p.migration.mover_count, 2);
    cr_assert_eq(p.migration.movers[0], 1);
    cr_assert_eq(p.migration.movers[1], 2); /* customer 3 is the third of the later run */
    cr_assert_eq(p.migration.sideways, 2);  /* ? is neither above nor below */
    sums_agree(&p);
    vikt_arena_clear(&p.arena);
}

/* Customer 1 earns 101 + 50 in the later run, everybody else the same. */
Test(migration, money_is_that_of_each_run)
{
    pair p;

    fill(&p.earlier, "AB", "AAB", true);
    fill(&p.later, "AB", "AB.B", true);
    p.later.money[1] += 50;
    count_pair(&p);
    cr_assert_eq(flow(&p, "A", "A")->before, 100);
    cr_assert_eq(flow(&p, "A", "A")->after, 100);
    cr_assert_eq(flow(&p, "A", "B")->before, 101);
    cr_assert_eq(flow(&p, "A", "B")->after, 151);
    cr_assert_eq(flow(&p, "B", "gone")->before, 102);
    cr_assert_eq(flow(&p, "new", "B")->after, 103);
    sums_agree(&p);
    vikt_arena_clear(&p.arena);
}

Test(migration, a_customer_without_money_adds_none)
{
    pair p;

    fill(&p.earlier, "AB", "AA", true);
    fill(&p.later, "AB", "AA", true);
    p.earlier.money[0] = p.later.money[1] = NAN;
    count_pair(&p);
    cr_assert_eq(customers(&p, "A", "A"), 2);
    cr_assert_eq(flow(&p, "A", "A")->before, 101);
    cr_assert_eq(flow(&p, "A", "A")->after, 100);
    vikt_arena_clear(&p.arena);
}

Test(migration, a_run_without_money_has_none_in_its_half)
{
    pair p;

    fill(&p.earlier, "AB", "AB", true);
    fill(&p.later, "AB", "AA", true);
    p.earlier.standing.money_name = (vikt_text){0};
    count_pair(&p);
    cr_assert(isnan(flow(&p, "A", "A")->before));
    cr_assert_eq(flow(&p, "A", "A")->after, 100);
    cr_assert(isnan(flow(&p, "B", "B")->before)); /* also where nobody is */
    vikt_arena_clear(&p.arena);
}

/* A B C became A B D: C has a row and no column, D a column and no row, and up and down are among
 * classes that the later run knows. */
Test(migration, a_class_that_one_run_has_has_a_row_or_a_column)
{
    pair p;

    fill(&p.earlier, "ABC", "ABCCA", true);
    fill(&p.later, "ABD", "BADAD", true);
    count_pair(&p);
    cr_assert_eq(p.migration.rows, 5);
    cr_assert_eq(p.migration.columns, 5);
    cr_assert_eq(customers(&p, "C", "D"), 1);
    cr_assert_eq(customers(&p, "C", "A"), 1);
    cr_assert_eq(customers(&p, "A", "D"), 1);
    cr_assert_eq(p.migration.up, 1);       /* B to A */
    cr_assert_eq(p.migration.down, 2);     /* A to B, A to D */
    cr_assert_eq(p.migration.sideways, 2); /* from C, which has no place among them */
    sums_agree(&p);
    vikt_arena_clear(&p.arena);
}

/* The same classes in another order: names count, not places. */
Test(migration, classes_are_the_same_by_name)
{
    pair p;

    fill(&p.earlier, "ABC", "ABC", true);
    fill(&p.later, "CBA", "ABC", true);
    count_pair(&p);
    cr_assert_eq(p.migration.stayed, 3);
    cr_assert_eq(p.migration.mover_count, 0);
    sums_agree(&p);
    vikt_arena_clear(&p.arena);
}

Test(migration, segments_have_no_up_and_down)
{
    pair p;

    fill(&p.earlier, "ABC", "ABCA", false);
    fill(&p.later, "ABC", "BAAA", false);
    count_pair(&p);
    cr_assert_eq(p.migration.mover_count, 3);
    cr_assert_eq(p.migration.up, 0);
    cr_assert_eq(p.migration.down, 0);
    cr_assert_eq(p.migration.sideways, 3);
    vikt_arena_clear(&p.arena);
}

Test(migration, runs_without_a_common_customer_have_no_stability)
{
    pair p;

    fill(&p.earlier, "AB", "AB..", true);
    fill(&p.later, "AB", "..AB", true);
    count_pair(&p);
    cr_assert_eq(p.migration.common, 0);
    cr_assert(isnan(p.migration.stability));
    cr_assert_eq(customers(&p, "A", "gone"), 1);
    cr_assert_eq(customers(&p, "new", "B"), 1);
    sums_agree(&p);
    vikt_arena_clear(&p.arena);
}

Test(migration, a_run_of_nobody_is_a_run)
{
    pair p;

    fill(&p.earlier, "AB", "", true);
    fill(&p.later, "AB", "A", true);
    count_pair(&p);
    cr_assert_eq(customers(&p, "new", "A"), 1);
    cr_assert_eq(p.migration.mover_count, 0);
    sums_agree(&p);
    vikt_arena_clear(&p.arena);
}
