/* SPDX-License-Identifier: MIT */
#include "stored_runs.h"

/* ---- what is written ---- */

Test(history, a_run_and_what_it_was_told_are_stored)
{
    fixture f = stored(40);

    gives(f.store, "SELECT * FROM runs_overview",
          "1|2026-05-12|2026-05-12T06:00:00Z|complete|Verkstad AB|40|3|2\n");
    gives(f.store,
          "SELECT primary_scheme, weight, weight_known, rows_read, rejected_rows,"
          " previous_run_id, engine_version, profile_digest FROM run",
          "class|80|65|41|1|NULL|" VIKT_VERSION "|0123456789abcdef0123456789abcdef\n");
    gives(f.store, "SELECT profile_text FROM run",
          "[{\"path\":\"default\",\"text\":\"[profile]\\nname = \\\"x\\\"\\n\"},"
          "{\"path\":\"--set\",\"text\":\"weight.revenue = 30\\n\"}]\n");
    gives(f.store,
          "SELECT name, weight, scale, or_scale, missing, present, points_position FROM "
          "run_criterion",
          "revenue|30|percentile revenue|NULL|skip|1|0\n"
          "margin|20|linear margin worst 0 best 9|NULL|worst|1|1\n"
          "risk|15|rating risk|bands days_late 30 15|skip|1|2\n"
          "admin|15|rating unused|NULL|2.5|0|NULL\n"
          "line|0|lookup branch Bygg 2 Handel 4|NULL|skip|1|3\n");
    gives(
        f.store,
        "SELECT name, kind, classes, limits, is_primary, present, field, hysteresis, total,"
        " last_share FROM run_scheme",
        "class|by_score|[\"A\",\"B\",\"C\"]|[3.8,2.6,1]|1|1|NULL|0.15|0|NULL\n"
        "abc|by_cumulative_share|[\"A\",\"B\",\"C\"]|[0.7,0.9,1]|0|1|revenue|NULL|12345.5|[0.7,0.9,"
        "1]\n"
        "matrix|matrix|[\"1\",\"2 revenue\",\"2 potential\",\"3\"]|NULL|0|0|NULL|NULL|NULL|NULL\n");
    gives(f.store, "SELECT name, scheme, kind, class, condition FROM run_rule",
          "sleepers are never A|class|at_most|B|active = no\n");
    release(&f);
}

Test(history, what_came_in_and_what_happened_are_stored)
{
    fixture f = stored(40);

    gives(f.store, "SELECT source, digest, bytes, rows, reading FROM run_input",
          "kunder.csv|fedcba9876543210fedcba9876543210|1234|41|"
          "{\"kind\":\"customers\",\"encoding\":\"UTF-8\",\"proof\":\"Åmål\",\"separator\":\";\","
          "\"decimal\":\",\",\"has_"
          "heading\":true,\"titles\":2,\"repeated_headings\":1,\"totals\":3,\"footers\":0,\"key\":"
          "\"column\","
          "\"headings\":["
          "{\"heading\":\"Omsättning\",\"field\":\"revenue\",\"match\":\"synonym\"},"
          "{\"heading\":\"Anteckning\",\"field\":null,\"match\":\"unused\"}]}\n");
    gives(f.store, "SELECT * FROM rejects",
          "1|kunder.csv|9|NULL|NULL|NULL|has no key\n"
          "1|kunder.csv|4|Omsättning|k0000003|12,5o|is not a number\n"
          "1|kunder.csv|2|Risk|k0000003||is off its scale\n");
    gives(f.store, "SELECT position, statement, name, value FROM run_cut",
          "0|criterion \"revenue\"|median|2501.25\n1|scheme \"abc\"|A from|99\n");
    gives(f.store, "SELECT severity, text FROM run_notice",
          "note|kunder.csv: read as UTF-8\nwarning|vikt.ini:3: something odd\n");
    gives(f.store, "SELECT customer_key, text FROM run_print",
          "k0000001|criterion \"risk\": hello\n");
    gives(f.store, "SELECT customer_key, statement, place, message FROM failure",
          "k0000002|criterion \"risk\"|acme.lua:12|attempt to index a number\n");
    release(&f);
}

/* The measure's inputs are kept with it; a column that nothing reads is not. */
Test(history, every_value_that_the_plan_reads_is_kept_and_no_other)
{
    fixture f = stored(4);

    gives(f.store, "SELECT name, type FROM run_value",
          "revenue|number\ncost|number\nbranch|text\nfirst_order|date\nactive|yes/no\nrisk|number\n"
          "days_late|number\nmargin|number\n");
    gives(f.store, "SELECT customer_key, \"values\" FROM result WHERE customer_key >= 'k0000001'",
          "k0000001|[2001,0.1,\"Handel \\\"s\\\\k\\\"\",\"2020-01-02\",true,null,1,2000.9]\n"
          "k0000002|[3001.5,0.2,\"Bygg\",\"2020-01-03\",true,3,2,3001.3]\n"
          "k0000003|[null,0.3,\"Handel \\\"s\\\\k\\\"\",\"2020-01-04\",true,4,3,null]\n");
    release(&f);
}

/* Functions that take the whole record or the population may read any column. */
Test(history, a_function_that_sees_everything_has_everything_kept)
{
    test_folder folder = test_folder_make();
    company *c = company_make(4, "2026-05-12");
    vikt_input input = {.kind = VIKT_INPUT_POPULATION};
    vikt_function function = {.what = "criterion \"line\"", .inputs = &input, .input_count = 1};
    vikt_store *store;

    c->profile.criteria[C_LINE].points.kind = VIKT_SCALE_FUNCTION;
    c->profile.criteria[C_LINE].points.function = &function;
    write_run(folder.database, c);
    store = opened(folder.database, VIKT_STORE_READ);
    cr_assert_eq(integer(store, "SELECT count(*) FROM run_value WHERE name = 'unused'"), 1);
    cr_assert_eq(integer(store, "SELECT count(*) FROM run_value WHERE name IN ('key', 'name')"), 0);
    vikt_store_close(store);
    company_free(c);
    test_folder_remove(&folder);
}

/* ---- whole or not at all, and always the same ---- */

/* Every table but the one time in it. */
static void dump(const char *path, vikt_buffer *out)
{
    vikt_store *store = opened(path, VIKT_STORE_READ);
    vikt_buffer tables;
    vikt_text rest;

    vikt_buffer_init(&tables, NULL, 1 << 16);
    vikt_buffer_init(out, NULL, 1 << 26);
    cr_assert_eq(
        vikt_store_run(store,
                       "SELECT 'SELECT ' || (SELECT group_concat('\"' || c.name || '\"') FROM"
                       " pragma_table_info(s.name) c WHERE c.name <> 'started_at') ||"
                       " ' FROM \"' || s.name || iif(s.name = 'seal', '\" WHERE \"table\" <>"
                       " ''run.started_at''', '\"') FROM sqlite_schema s WHERE type = 'table'"
                       " ORDER BY name",
                       NULL, 0, add_row, &tables, NULL),
        VIKT_OK);
    rest = vikt_buffer_view(&tables);
    while (rest.length > 0) {
        vikt_text line = vikt_text_cut(&rest, '\n');
        char sql[1024];

        snprintf(sql, sizeof sql, "%.*s", (int)line.length, line.at);
        vikt_buffer_print(out, "%s\n", sql);
        if (line.length > 0)
            cr_assert_eq(vikt_store_run(store, sql, NULL, 0, add_row, out, NULL), VIKT_OK);
    }
    vikt_buffer_clear(&tables);
    vikt_store_close(store);
}

static bool same_dumps(const char *a, const char *b)
{
    vikt_buffer first, second;
    bool same;

    dump(a, &first);
    dump(b, &second);
    cr_assert(first.length > 1000);
    same = vikt_text_equal(vikt_buffer_view(&first), vikt_buffer_view(&second));
    vikt_buffer_clear(&first);
    vikt_buffer_clear(&second);
    return same;
}

Test(history, the_same_run_gives_the_same_database_but_for_the_time)
{
    test_folder one = test_folder_make(), two = test_folder_make();
    company *a = company_make(500, "2026-05-12"), *b = company_make(500, "2026-05-12");

    b->record.started_at = "2026-05-13T07:08:09Z";
    write_run(one.database, a);
    write_run(two.database, b);
    cr_assert(same_dumps(one.database, two.database));
    b->points.points[C_RISK][400] = 4.5;
    unlink(two.database);
    write_run(two.database, b);
    cr_assert_not(same_dumps(one.database, two.database), "the comparison can fail");
    company_free(a);
    company_free(b);
    test_folder_remove(&one);
    test_folder_remove(&two);
}

/* With a second thread that writes rows while others are inserted, and without. */
Test(history, workers_change_nothing)
{
    test_folder one = test_folder_make(), two = test_folder_make();
    company *c = company_make(20001, "2026-05-12");

    write_run(one.database, c);
    c->script.workers = 4;
    write_run(two.database, c);
    cr_assert(same_dumps(one.database, two.database));
    company_free(c);
    test_folder_remove(&one);
    test_folder_remove(&two);
}

Test(history, a_run_of_two_threads_that_fails_leaves_no_trace)
{
    test_folder folder = test_folder_make();
    company *c = company_make(20000, "2026-05-12");
    vikt_error err = {0};
    vikt_store *store = opened(folder.database, VIKT_STORE_WRITE);
    int64_t run_id;

    c->script.workers = 2;
    c->import.keys->cells[700] = c->import.keys->cells[699];
    cr_assert_eq(vikt_history_write(store, &c->record, &run_id, &err), VIKT_STORE);
    cr_assert(strstr(err.message, "UNIQUE"), "%s", err.message);
    vikt_store_close(store);
    cr_assert_eq(test_folder_count(&folder), 0);
    company_free(c);
    test_folder_remove(&folder);
}

/* Row 700 has the key of row 699: the primary key refuses it in the middle of the results. */
Test(history, a_run_that_fails_in_the_middle_leaves_no_trace)
{
    test_folder folder = test_folder_make();
    company *good = company_make(100, "2026-05-12"), *bad = company_make(1000, "2026-06-12");
    vikt_error err = {0};
    vikt_store *store;
    test_bytes before;
    int64_t run_id = -1;

    bad->import.keys->cells[700] = bad->import.keys->cells[699];
    store = opened(folder.database, VIKT_STORE_WRITE);
    cr_assert_eq(vikt_history_write(store, &bad->record, &run_id, &err), VIKT_STORE);
    cr_assert_eq(run_id, 0);
    cr_assert(strstr(err.message, "UNIQUE"), "%s", err.message);
    vikt_store_close(store);
    cr_assert_eq(test_folder_count(&folder), 0, "the new file is gone");

    write_run(folder.database, good);
    before = test_bytes_of(folder.database);
    store = opened(folder.database, VIKT_STORE_WRITE);
    cr_assert_eq(vikt_history_write(store, &bad->record, &run_id, &err), VIKT_STORE);
    vikt_store_close(store);
    cr_assert(test_bytes_same(folder.database, before));
    company_free(good);
    company_free(bad);
    test_folder_remove(&folder);
}

Test(history, a_run_without_customers_is_a_run)
{
    fixture f = stored(0);

    gives(f.store, "SELECT customers, rejected FROM runs_overview", "0|3\n");
    cr_assert_eq(integer(f.store, "SELECT count(*) FROM current_results"), 0);
    release(&f);
}

Test(history, a_deleted_run_takes_its_parts_along)
{
    test_folder folder = test_folder_make();
    company *c = company_make(50, "2026-05-12");
    vikt_store *store;

    write_run(folder.database, c);
    store = opened(folder.database, VIKT_STORE_WRITE);
    cr_assert_eq(vikt_store_begin(store, NULL), VIKT_OK);
    cr_assert_eq(vikt_store_run(store, "DELETE FROM run", NULL, 0, NULL, NULL, NULL), VIKT_OK);
    cr_assert_eq(integer(store,
                         "SELECT (SELECT count(*) FROM result) + (SELECT count(*) FROM basis)"
                         " + (SELECT count(*) FROM outcome_class) + (SELECT count(*) FROM reject)"
                         " + (SELECT count(*) FROM run_value)"),
                 0);
    vikt_store_close(store);
    company_free(c);
    test_folder_remove(&folder);
}

/* ---- the list of runs ---- */

static bool count_run(void *context, const vikt_run_line *run)
{
    int64_t *count = context;

    cr_assert_eq(run->run_id, ++*count);
    cr_assert(is(run->as_of, *count == 1 ? "2026-06-30" : "2026-03-31"));
    cr_assert(is(run->started_at, "2026-05-12T06:00:00Z"));
    cr_assert(is(run->status, "complete"));
    cr_assert(is(run->profile, "Verkstad AB"));
    cr_assert(is(run->primary_scheme, "class"));
    cr_assert_eq(run->customers, *count == 1 ? 8 : 40);
    cr_assert_eq(run->rejected, 3);
    cr_assert_eq(run->unclassified, *count == 1 ? 1 : 2);
    return true;
}

Test(history, runs_are_listed_by_number)
{
    test_folder folder = test_folder_make();
    company *first = company_make(8, "2026-06-30"), *second = company_make(40, "2026-03-31");
    int64_t count = 0;
    vikt_store *store;

    cr_assert_eq(write_run(folder.database, first), 1);
    cr_assert_eq(write_run(folder.database, second), 2);
    store = opened(folder.database, VIKT_STORE_READ);
    cr_assert_eq(vikt_history_runs(store, count_run, &count, NULL), VIKT_OK);
    cr_assert_eq(count, 2);
    vikt_store_close(store);
    company_free(first);
    company_free(second);
    test_folder_remove(&folder);
}
