/* SPDX-License-Identifier: MIT */
#include "../store/files.h"
#include "company.h"
#include "core/base/number.h"

/* ---- helpers ---- */

static vikt_store *opened(const char *path, vikt_store_mode mode)
{
    vikt_error err = {0};
    vikt_store *store = NULL;

    cr_assert_eq(vikt_store_open(path, mode, &store, &err), VIKT_OK, "%s", err.message);
    return store;
}

static int64_t write_run(const char *path, const company *c)
{
    vikt_error err = {0};
    vikt_store *store = opened(path, VIKT_STORE_WRITE);
    int64_t run_id = 0;

    cr_assert_eq(vikt_history_write(store, &c->record, &run_id, &err), VIKT_OK, "%s", err.message);
    vikt_store_close(store);
    return run_id;
}

/* A folder with one run of a company, opened for reading. */
typedef struct fixture {
    test_folder folder;
    company *company;
    vikt_store *store;
} fixture;

static fixture stored(size_t count)
{
    fixture f = {.folder = test_folder_make(), .company = company_make(count, "2026-05-12")};

    cr_assert_eq(write_run(f.folder.database, f.company), 1);
    f.store = opened(f.folder.database, VIKT_STORE_READ);
    return f;
}

static void release(fixture *f)
{
    vikt_store_close(f->store);
    company_free(f->company);
    test_folder_remove(&f->folder);
}

static bool take(void *context, const vikt_datum *columns, size_t count)
{
    cr_assert_eq(count, 1);
    *(vikt_datum *)context = columns[0];
    return false;
}

static int64_t integer(vikt_store *store, const char *sql)
{
    vikt_datum value = vikt_datum_null();
    vikt_error err = {0};

    cr_assert_eq(vikt_store_run(store, sql, NULL, 0, take, &value, &err), VIKT_OK, "%s",
                 err.message);
    cr_assert_eq(value.kind, VIKT_DATUM_INTEGER, "%s", sql);
    return value.integer;
}

/* Rows as text, for comparing with what was worked out by hand. */
static bool add_row(void *context, const vikt_datum *columns, size_t count)
{
    vikt_buffer *out = context;
    char number[VIKT_NUMBER_MAX];

    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            vikt_buffer_byte(out, '|');
        switch (columns[i].kind) {
        case VIKT_DATUM_NULL:
            vikt_buffer_string(out, "NULL");
            break;
        case VIKT_DATUM_INTEGER:
            vikt_buffer_print(out, "%lld", (long long)columns[i].integer);
            break;
        case VIKT_DATUM_REAL:
            vikt_buffer_add(out, number, vikt_number_write(columns[i].real, number));
            break;
        case VIKT_DATUM_TEXT:
            vikt_buffer_text(out, columns[i].text);
            break;
        }
    }
    vikt_buffer_byte(out, '\n');
    return true;
}

static void gives(vikt_store *store, const char *sql, const char *expected)
{
    vikt_error err = {0};
    vikt_buffer out;

    vikt_buffer_init(&out, NULL, 1 << 20);
    cr_assert_eq(vikt_store_run(store, sql, NULL, 0, add_row, &out, &err), VIKT_OK, "%s",
                 err.message);
    cr_assert_str_eq(out.at ? out.at : "", expected);
    vikt_buffer_clear(&out);
}

static bool is(vikt_text text, const char *expected)
{
    return expected ? vikt_text_is(text, expected) : text.length == 0;
}

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

/* ---- the views ---- */

Test(history, contributions_add_up_to_the_score)
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
Test(history, points_show_value_points_and_weight)
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

Test(history, classes_add_up_to_the_customers_in_every_scheme)
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

Test(history, current_results_are_those_of_the_latest_date)
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

Test(history, without_a_primary_scheme_the_class_is_a_question_mark)
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
Test(history, the_plan_has_every_action_that_applies)
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
Test(history, a_plain_row_holds_nothing_twice)
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
Test(history, the_views_find_rows_by_their_key)
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

Test(history, every_query_of_the_manual_gives_rows)
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
