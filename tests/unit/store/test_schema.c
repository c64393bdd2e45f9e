/* SPDX-License-Identifier: MIT */
#include "core/store/schema.h"
#include "files.h"

static const char *const first[] = {"CREATE TABLE a (x)", "INSERT INTO a VALUES (1)", NULL};
static const char *const second[] = {"ALTER TABLE a ADD COLUMN y", "UPDATE a SET y = x + 1", NULL};
static const char *const broken[] = {"ALTER TABLE a ADD COLUMN z", "CREATE nonsense", NULL};
static const char *const *const steps[] = {first, second, broken};

static vikt_store *begun(const char *path)
{
    vikt_store *store = NULL;

    cr_assert_eq(vikt_store_open(path, VIKT_STORE_WRITE, &store, NULL), VIKT_OK);
    cr_assert_eq(vikt_store_begin(store, NULL), VIKT_OK);
    return store;
}

static bool take(void *context, const vikt_datum *columns, size_t count)
{
    (void)count;
    *(int64_t *)context = columns[0].integer;
    return false;
}

static int64_t integer(vikt_store *store, const char *sql)
{
    int64_t value = -1;

    vikt_store_run(store, sql, NULL, 0, take, &value, NULL);
    return value;
}

static void set_version(vikt_store *store, int version)
{
    char sql[64];

    snprintf(sql, sizeof sql, "PRAGMA user_version = %d", version);
    cr_assert_eq(vikt_store_run(store, sql, NULL, 0, NULL, NULL, NULL), VIKT_OK);
}

Test(schema, missing_steps_are_taken_one_by_one)
{
    test_folder folder = test_folder_make();
    vikt_store *store = begun(folder.database);
    vikt_schema one = {steps, 1}, two = {steps, 2};
    bool raised = false;

    set_version(store, 0);
    cr_assert_eq(vikt_schema_raise(store, &one, &raised, NULL), VIKT_OK);
    cr_assert(raised);
    cr_assert_eq(integer(store, "PRAGMA user_version"), 1);
    cr_assert_eq(vikt_schema_check(store, &one, NULL), VIKT_OK);
    cr_assert_eq(vikt_schema_check(store, &two, NULL), VIKT_STORE, "too old for reading");

    cr_assert_eq(vikt_schema_raise(store, &two, &raised, NULL), VIKT_OK);
    cr_assert(raised);
    cr_assert_eq(integer(store, "SELECT y FROM a"), 2);
    cr_assert_eq(integer(store, "PRAGMA user_version"), 2);
    cr_assert_eq(vikt_schema_raise(store, &two, &raised, NULL), VIKT_OK);
    cr_assert_not(raised);
    vikt_store_close(store);
    test_folder_remove(&folder);
}

Test(schema, a_step_that_fails_is_told_and_rolled_back_with_the_rest)
{
    test_folder folder = test_folder_make();
    vikt_store *store = begun(folder.database);
    vikt_schema two = {steps, 2}, three = {steps, 3};
    vikt_error err = {0};
    int own = (int)vikt_schema_newest()->version;
    bool raised;

    set_version(store, 0);
    cr_assert_eq(vikt_schema_raise(store, &two, &raised, NULL), VIKT_OK);
    set_version(store, own); /* what this program takes for its own */
    cr_assert_eq(vikt_store_commit(store, NULL), VIKT_OK);
    cr_assert_eq(vikt_store_begin(store, NULL), VIKT_OK);
    set_version(store, 2);
    cr_assert_eq(vikt_schema_raise(store, &three, &raised, &err), VIKT_STORE);
    cr_assert(strstr(err.message, "CREATE nonsense"), "%s", err.message);
    vikt_store_rollback(store);
    cr_assert_eq(integer(store, "PRAGMA user_version"), own);
    cr_assert_eq(integer(store, "SELECT count(*) FROM pragma_table_info('a') WHERE name = 'z'"), 0);
    vikt_store_close(store);
    test_folder_remove(&folder);
}

Test(schema, a_newer_version_is_refused_untouched)
{
    test_folder folder = test_folder_make();
    vikt_store *store = begun(folder.database);
    vikt_error err = {0};
    test_bytes before;

    set_version(store, 7);
    cr_assert_eq(vikt_store_commit(store, NULL), VIKT_OK);
    vikt_store_close(store);
    before = test_bytes_of(folder.database);
    cr_assert_eq(vikt_store_open(folder.database, VIKT_STORE_WRITE, &store, &err), VIKT_STORE);
    cr_assert(strstr(err.message, "newer vikt (schema version 7"), "%s", err.message);
    cr_assert_eq(vikt_store_open(folder.database, VIKT_STORE_READ, &store, &err), VIKT_STORE);
    cr_assert(test_bytes_same(folder.database, before));
    test_folder_remove(&folder);
}

/* A file of version 2 has all but the table that step 3 adds. */
Test(schema, every_table_is_strict)
{
    test_folder folder = test_folder_make();
    vikt_store *store = begun(folder.database);

    cr_assert_eq(integer(store, "SELECT count(*) FROM pragma_table_list WHERE schema = 'main'"
                                " AND type = 'table' AND name NOT LIKE 'sqlite_%' AND NOT strict"),
                 0);
    cr_assert(integer(store, "SELECT count(*) FROM pragma_table_list WHERE strict") > 10);
    vikt_store_close(store);
    test_folder_remove(&folder);
}

/* ---- the views are the contract with the outside ---- */

static bool add_name(void *context, const vikt_datum *columns, size_t count)
{
    char *names = context;
    size_t length = strlen(names);

    (void)count;
    snprintf(names + length, 256 - length, "%s%.*s", length ? " " : "", VIKT_SHOW(columns[0].text));
    return true;
}

static void has_columns(vikt_store *store, const char *view, const char *columns)
{
    vikt_datum value = vikt_datum_text(vikt_text_of(view));
    char names[256] = "";

    cr_assert_eq(vikt_store_run(store, "SELECT name FROM pragma_table_info(?)", &value, 1, add_name,
                                names, NULL),
                 VIKT_OK);
    cr_assert_str_eq(names, columns);
}

Test(schema, views_have_exactly_the_fixed_columns)
{
    test_folder folder = test_folder_make();
    vikt_store *store = begun(folder.database);

    has_columns(store, "runs_overview",
                "run_id as_of started_at status profile customers rejected unclassified");
    has_columns(store, "current_results", "customer_key name score coverage class");
    has_columns(store, "classes", "run_id customer_key scheme class raw_class");
    has_columns(store, "points",
                "run_id customer_key criterion value points weight contribution reason");
    has_columns(store, "plan", "run_id customer_key action text owner every");
    has_columns(store, "rejects", "run_id source row column customer_key value reason");
    has_columns(store, "moves",
                "run_id previous_run_id customer_key scheme old_class new_class");
    has_columns(store, "migration",
                "run_id previous_run_id scheme old_class new_class customers revenue");
    vikt_store_close(store);
    test_folder_remove(&folder);
}

static bool add_detail(void *context, const vikt_datum *columns, size_t count)
{
    char *plan = context;
    size_t length = strlen(plan);

    cr_assert_eq(count, 4);
    snprintf(plan + length, 4096 - length, "%.*s\n", VIKT_SHOW(columns[3].text));
    return true;
}

static void seeks_one_customer(vikt_store *store, const char *view, const char *condition)
{
    char sql[160], plan[4096] = "";

    snprintf(sql, sizeof sql, "EXPLAIN QUERY PLAN SELECT * FROM %s WHERE %s", view, condition);
    cr_assert_eq(vikt_store_run(store, sql, NULL, 0, add_detail, plan, NULL), VIKT_OK);
    cr_assert(strstr(plan, "SEARCH r USING PRIMARY KEY (run_id=? AND customer_key=?)"), "%s: %s",
              view, plan);
    cr_assert_null(strstr(plan, "SCAN r\n"), "%s: %s", view, plan);
}

Test(schema, views_find_one_customer_by_the_primary_key)
{
    static const char *const views[] = {"classes", "points", "plan", "moves"};
    test_folder folder = test_folder_make();
    vikt_store *store = begun(folder.database);

    for (size_t i = 0; i < sizeof views / sizeof *views; i++) {
        seeks_one_customer(store, views[i], "run_id = 1 AND customer_key = 'k'");
        seeks_one_customer(store, views[i], "customer_key = 'k'");
    }
    seeks_one_customer(store, "current_results", "customer_key = 'k'");
    vikt_store_close(store);
    test_folder_remove(&folder);
}
