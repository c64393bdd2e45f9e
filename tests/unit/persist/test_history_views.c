/* SPDX-License-Identifier: MIT
 *
 * What the views say of runs, and the examples of the manual.
 */
#include "stored_runs.h"

Test(history_views, contributions_add_up_to_the_score)
{
    fixture f = stored(1000);

    cr_assert_eq(integer(f.store, "SELECT count(*) FROM (SELECT 1 FROM points p"
                                  " JOIN result r USING (run_id, customer_key)"
                                  " GROUP BY p.customer_key"
                                  " HAVING abs(sum(p.contribution) - r.score) > 1e-12)"),
                 0);
    cr_assert_eq(integer(f.store, "SELECT count(*) FROM (SELECT 1 FROM points"
                                  " GROUP BY customer_key HAVING abs(sum(weight) - 1) > 1e-12)"),
                 0);
    cr_assert_eq(integer(f.store, "SELECT count(*) FROM points"), 4 * 1000);
    release(&f);
}

/* Row 1 has a revenue of 2001, no rating but is one day late; row 3 has no revenue: its points for
 * margin are the worst, and the weights 20 and 15 share the whole: 20/35 and 15/35. */
Test(history_views, points_show_value_points_and_weight)
{
    fixture f = stored(20);

    gives(f.store,
          "SELECT criterion, value, points, round(weight, 6), round(contribution, 6), reason"
          " FROM points WHERE run_id = 1 AND customer_key = 'k0000001'",
          "revenue|2001|2|0.461538|0.923077|NULL\n"
          "margin|2000.9|2.5|0.307692|0.769231|NULL\n"
          "risk|1|3.25|0.230769|0.75|NULL\n"
          "line|Handel \"s\\k\"|4|0|0|NULL\n");
    gives(f.store,
          "SELECT criterion, value, points, weight = 20 / 35.0, reason"
          " FROM points WHERE run_id = 1 AND customer_key = 'k0000003'",
          "revenue|NULL|NULL|0|NULL\n"
          "margin|NULL|1|1|missing: worst\n"
          "risk|4|4|0|NULL\n"
          "line|Handel \"s\\k\"|4|0|NULL\n");
    gives(f.store, "SELECT customer_key, criterion, reason FROM points WHERE reason LIKE 'a %'",
          "k0000000|risk|a \"large\" debtor\nk0000010|risk|a \"large\" debtor\n");
    release(&f);
}

static int64_t count_class(const company *c, size_t scheme, uint8_t number, bool effective)
{
    const vikt_scheme_result *result = &c->classification.schemes[scheme];
    int64_t count = 0;

    for (size_t i = 0; i < c->import.count; i++)
        count += (effective ? result->effective[i] : result->raw[i]) == number;
    return count;
}

Test(history_views, classes_add_up_to_the_customers_in_every_scheme)
{
    static const char *const names[] = {"A", "B", "C", "?"};
    fixture f = stored(1000);

    for (int effective = 0; effective < 2; effective++) {
        for (uint8_t k = 0; k < 4; k++) {
            char sql[160];

            snprintf(sql, sizeof sql,
                     "SELECT count(*) FROM classes WHERE scheme = 'class' AND %s = '%s'",
                     effective ? "class" : "raw_class", names[k]);
            cr_assert_eq(integer(f.store, sql),
                         count_class(f.company, S_CLASS, k == 3 ? VIKT_NO_CLASS : k, effective),
                         "%s", sql);
        }
    }
    gives(f.store, "SELECT scheme, count(*) FROM classes GROUP BY scheme",
          "abc|1000\nclass|1000\n");
    gives(f.store, "SELECT class, count(*) FROM classes WHERE scheme = 'abc' GROUP BY class",
          "A|334\nB|333\nC|333\n");
    cr_assert(integer(f.store, "SELECT count(*) FROM classes WHERE class <> raw_class") > 0);
    release(&f);
}

Test(history_views, current_results_are_those_of_the_latest_date)
{
    test_folder folder = test_folder_make();
    company *older = company_make(10, "2026-03-31"), *newer = company_make(8, "2026-06-30");
    vikt_store *store;

    write_run(folder.database, newer);
    write_run(folder.database, older);
    store = opened(folder.database, VIKT_STORE_READ);
    cr_assert_eq(integer(store, "SELECT count(*) FROM current_results"), 8);
    gives(store,
          "SELECT customer_key, name, coverage, class FROM current_results WHERE class = '?'",
          "k0000007|Kund 7|1|?\n");
    gives(store, "SELECT name FROM current_results WHERE customer_key = 'k0000005'", "k0000005\n");
    vikt_store_close(store);
    company_free(older);
    company_free(newer);
    test_folder_remove(&folder);
}

Test(history_views, without_a_primary_scheme_the_class_is_a_question_mark)
{
    test_folder folder = test_folder_make();
    company *c = company_make(5, "2026-05-12");
    vikt_store *store;

    c->presence.primary = VIKT_INDEX_NONE;
    write_run(folder.database, c);
    store = opened(folder.database, VIKT_STORE_READ);
    gives(store, "SELECT DISTINCT class FROM current_results", "?\n");
    vikt_store_close(store);
    company_free(c);
    test_folder_remove(&folder);
}

/* Of 60 customers the 0th and 30th may be called; a text with a name in it is each customer's own.
 */
Test(history_views, the_plan_has_every_action_that_applies)
{
    fixture f = stored(60);
    const company *c = f.company;
    char sql[128];

    cr_assert_eq(integer(f.store, "SELECT count(*) FROM plan WHERE action = 'keep'"),
                 count_class(c, S_CLASS, 0, true));
    cr_assert_eq(integer(f.store, "SELECT count(*) FROM plan WHERE action = 'grow'"),
                 count_class(c, S_CLASS, 1, true));
    cr_assert_eq(integer(f.store, "SELECT count(*) FROM plan WHERE action = 'gone'"), 0);
    for (size_t i = 0; i < 60; i++) {
        snprintf(sql, sizeof sql,
                 "SELECT count(*) FROM plan WHERE action = 'call' AND customer_key = 'k%07zu'", i);
        cr_assert_eq(integer(f.store, sql), c->classification.action_applies[A_CALL][i]);
    }
    cr_assert_eq(
        integer(f.store,
                "SELECT count(*) FROM plan p JOIN current_results r USING (customer_key)"
                " WHERE action = 'grow' AND text = 'Show ' || r.name || ' the \"new\" range'"),
        count_class(c, S_CLASS, 1, true));
    gives(f.store, "SELECT DISTINCT text, owner, every FROM plan WHERE action = 'keep'",
          "Full attention|farmer|1 month\n");
    release(&f);
}

/* A customer without anything of its own costs no more than its row: nothing in extra, name only
 * when it is not the key. */
Test(history_views, a_plain_row_holds_nothing_twice)
{
    fixture f = stored(1000);

    cr_assert_eq(
        integer(f.store,
                "SELECT count(*) FROM result WHERE extra IS NULL AND customer_key IN"
                " (SELECT customer_key FROM classes WHERE scheme = 'class' AND class = 'A')"
                " AND customer_key NOT LIKE '%0'"),
        integer(f.store, "SELECT count(*) FROM classes WHERE scheme = 'class' AND class = 'A'"
                         " AND customer_key NOT LIKE '%0'"));
    cr_assert_eq(integer(f.store, "SELECT count(*) FROM result WHERE name IS NULL"), 200);
    cr_assert(integer(f.store, "SELECT count(DISTINCT outcome) FROM result") < 120);
    cr_assert(integer(f.store, "SELECT count(DISTINCT basis) FROM result") <= 8);
    release(&f);
}

/* ---- examples of docs/database.md ---- */

static void run_example(vikt_store *store, vikt_text sql)
{
    vikt_error err = {0};
    vikt_buffer text, out;

    vikt_buffer_init(&text, NULL, 1 << 16);
    vikt_buffer_init(&out, NULL, 1 << 20);
    vikt_buffer_text(&text, sql);
    cr_assert_eq(vikt_store_run(store, text.at, NULL, 0, add_row, &out, &err), VIKT_OK, "%s\n%s",
                 err.message, text.at);
    cr_assert(out.length > 0, "no row: %s", text.at);
    vikt_buffer_clear(&text);
    vikt_buffer_clear(&out);
}

/* A run of the month behind, in which customer 0 is gone and all that were B are A. */
static fixture stored_twice(size_t count)
{
    fixture f = {.folder = test_folder_make(), .company = company_make(count, "2026-05-12")};
    company *later = company_make(count + 2, "2026-06-12");
    uint8_t *classes = later->classification.schemes[S_CLASS].effective;

    cr_assert_eq(write_run(f.folder.database, f.company), 1);
    for (size_t i = 0; i < count + 2; i++)
        classes[i] = classes[i] == 1 ? 0 : classes[i];
    classes[1] = classes[1] == 0 ? 2 : 0;
    later->previous.run_id = 1;
    later->previous.as_of = vikt_population_as_of(f.company->population);
    later->record.money = REVENUE;
    cr_assert_eq(write_run(f.folder.database, later), 2);
    company_free(later);
    f.store = opened(f.folder.database, VIKT_STORE_READ);
    return f;
}

/* However many runs there are, a question about one run or one customer goes to its rows by the
 * key. */
Test(history_views, the_views_find_rows_by_their_key)
{
    static const char *const queries[] = {
        "SELECT * FROM moves WHERE run_id = 2",
        "SELECT * FROM moves WHERE run_id = 2 AND scheme = 'class'",
        "SELECT * FROM moves WHERE customer_key = 'k0000001'",
        "SELECT * FROM migration WHERE run_id = 2",
        "SELECT * FROM migration WHERE run_id = 2 AND scheme = 'class'",
        "SELECT * FROM classes WHERE run_id = 2 AND customer_key = 'k0000001'",
        "SELECT * FROM classes WHERE customer_key = 'k0000001'",
        "SELECT * FROM points WHERE run_id = 2 AND customer_key = 'k0000001'",
        "SELECT * FROM current_results"};
    static const char *const tables[] = {"SCAN r\n",    "SCAN p\n",     "SCAN o\n",
                                         "SCAN result", "SCAN outcome", "SCAN r "};
    fixture f = stored_twice(20);

    for (size_t i = 0; i < sizeof queries / sizeof *queries; i++) {
        char sql[200];
        vikt_error err = {0};
        vikt_buffer plan;

        snprintf(sql, sizeof sql, "EXPLAIN QUERY PLAN %s", queries[i]);
        vikt_buffer_init(&plan, NULL, 1 << 20);
        cr_assert_eq(vikt_store_run(f.store, sql, NULL, 0, add_row, &plan, &err), VIKT_OK, "%s",
                     err.message);
        cr_assert(strstr(plan.at, "SEARCH r USING PRIMARY KEY (run_id=?"), "%s\n%s", sql, plan.at);
        for (size_t k = 0; k < sizeof tables / sizeof *tables; k++)
            cr_assert_not(strstr(plan.at, tables[k]), "%s\n%s", sql, plan.at);
        cr_assert(!strstr(queries[i], "run_id = 2") || !strstr(plan.at, "SCAN u"), "%s\n%s", sql,
                  plan.at);
        vikt_buffer_clear(&plan);
    }
    release(&f);
}

Test(history_views, every_query_of_the_manual_gives_rows)
{
    fixture f = stored_twice(120);
    test_bytes manual = test_bytes_of(VIKT_SOURCE "/docs/database.md");
    const char *at = manual.at;
    int examples = 0;

    manual.at[manual.length] = '\0';
    while ((at = strstr(at, "```sql\n"))) {
        const char *end = strstr(at += 7, "```");

        cr_assert(end);
        run_example(f.store, (vikt_text){at, (size_t)(end - at)});
        examples++;
        at = end + 3;
    }
    cr_assert(examples >= 5);
    free(manual.at);
    release(&f);
}
