/* SPDX-License-Identifier: MIT */
#include <unistd.h>
#include <vikt/keep.h>

#include "company.h"
#include "core/persist/seals.h"

static const char path[] = "forget.db";

enum { CUSTOMERS = 8, RUNS = 2 };

static vikt_store *opened(vikt_store_mode mode)
{
    vikt_store *store = NULL;

    cr_assert_eq(vikt_store_open(path, mode, &store, NULL), VIKT_OK);
    return store;
}

static void begin(void)
{
    char folder[] = "/tmp/vikt-forget-XXXXXX";
    static const char *const dates[] = {"2026-01-31", "2026-02-28"};

    cr_assert(mkdtemp(folder));
    cr_assert_eq(chdir(folder), 0);
    for (size_t i = 0; i < RUNS; i++) {
        company *c = company_make(CUSTOMERS, dates[i]);
        vikt_store *store = opened(VIKT_STORE_WRITE);
        int64_t run_id;

        cr_assert_eq(vikt_history_write(store, &c->record, &run_id, NULL), VIKT_OK);
        vikt_store_close(store);
        company_free(c);
    }
}

static void end(void)
{
    char folder[200];

    cr_assert_eq(unlink(path), 0);
    cr_assert(getcwd(folder, sizeof folder));
    cr_assert_eq(rmdir(folder), 0, "no journal is left");
}

TestSuite(forget, .init = begin, .fini = end);

static vikt_forgotten *forgotten(const char *customer, bool dry_run)
{
    vikt_forget_options options = {path, customer, dry_run};
    vikt_forgotten *out = NULL;
    vikt_error err = {0};

    cr_assert_eq(vikt_forget(&options, &out, &err), VIKT_OK, "%s", err.message);
    return out;
}

static bool take(void *context, const vikt_datum *c, size_t count)
{
    (void)count;
    *(int64_t *)context = c[0].integer;
    return false;
}

static int64_t integer(const char *sql)
{
    vikt_store *store = opened(VIKT_STORE_READ);
    int64_t value = -1;

    cr_assert_eq(vikt_store_run(store, sql, NULL, 0, take, &value, NULL), VIKT_OK);
    vikt_store_close(store);
    return value;
}

static void hear(void *context, const vikt_seal_break *what)
{
    (void)context;
    cr_assert_fail("the seal of %s does not hold", what->table);
}

static void seals_hold(void)
{
    vikt_store *store = opened(VIKT_STORE_READ);
    bool any = false;

    for (int64_t run = 1; run <= RUNS; run++) {
        cr_assert_eq(vikt_seals_check(store, run, hear, NULL, &any, NULL), VIKT_OK);
        cr_assert(any);
    }
    vikt_store_close(store);
}

Test(forget, a_customer_goes_from_all_runs_and_their_seals_hold)
{
    vikt_forgotten *f = forgotten("k0000002", false);

    cr_assert_str_eq(vikt_forgotten_key(f), "k0000002");
    cr_assert_eq(vikt_forgotten_results(f), RUNS);
    cr_assert(vikt_forgotten_tables(f) > 20);
    cr_assert(vikt_forgotten_bytes(f) > 100000);
    cr_assert_eq(vikt_forgotten_places(f), 0);
    vikt_forgotten_free(f);
    cr_assert_eq(integer("SELECT count(*) FROM result"), RUNS * (CUSTOMERS - 1));
    cr_assert_eq(integer("SELECT count(*) FROM failure"), 0, "it was the customer's own");
    cr_assert_eq(integer("SELECT count(*) FROM run_print"), RUNS, "that was another one's");
    cr_assert_eq(integer("SELECT sum(customers) FROM run"), RUNS * CUSTOMERS);
    cr_assert_eq(integer("SELECT sum(forgotten) FROM run"), RUNS);
    seals_hold();
    vikt_forgotten_free(forgotten("k0000003", false));
    cr_assert_eq(integer("SELECT sum(forgotten) FROM run"), 2 * RUNS);
}

/* Keys 0 to 4: "Kund 0", "Asa 1" and so on. */
Test(forget, the_only_one_of_a_name_is_found_by_it)
{
    vikt_forgotten *f = forgotten("Kund 4", false);

    cr_assert_str_eq(vikt_forgotten_key(f), "k0000004");
    vikt_forgotten_free(f);
}

Test(forget, a_dry_run_and_a_word_that_fits_nobody_change_nothing)
{
    vikt_forget_options options = {path, "k0000009", false};
    vikt_forgotten *f = forgotten("k0000002", true);
    vikt_error err = {0};

    cr_assert_eq(vikt_forgotten_results(f), RUNS);
    cr_assert_eq(vikt_forgotten_tables(f), 0);
    vikt_forgotten_free(f);
    cr_assert_eq(vikt_forget(&options, &f, &err), VIKT_USAGE);
    cr_assert_null(f);
    cr_assert(strstr(err.message, "no run knows a customer \"k0000009\"; did you mean \"k000000"),
              "%s", err.message);
    cr_assert_eq(integer("SELECT count(*) FROM result"), RUNS * CUSTOMERS);
    seals_hold();
}
