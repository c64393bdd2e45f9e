/* SPDX-License-Identifier: MIT */
#include "../store/files.h"
#include "company.h"
#include "core/persist/seal.h"
#include "core/persist/seals.h"

/* ---- one table ---- */

static vikt_digest sealed(const vikt_datum *cells, size_t count)
{
    vikt_seal seal;
    vikt_digest sum;

    vikt_seal_init(&seal, NULL);
    cr_assert(vikt_seal_add(&seal, cells, count));
    sum = seal.sum;
    vikt_seal_clear(&seal);
    return sum;
}

static bool same(vikt_datum a, vikt_datum b)
{
    return sealed(&a, 1).low == sealed(&b, 1).low;
}

Test(seals, a_number_is_the_same_however_it_is_stored)
{
    cr_assert(same(vikt_datum_integer(3), vikt_datum_real(3)));
    cr_assert(same(vikt_datum_integer(0), vikt_datum_real(-0.0)));
    cr_assert(same(vikt_datum_integer(-7), vikt_datum_real(-7)));
    cr_assert_not(same(vikt_datum_real(3), vikt_datum_real(nextafter(3, 4))));
    cr_assert_not(same(vikt_datum_integer(0), vikt_datum_null()));
    cr_assert_not(same(vikt_datum_integer(3), vikt_datum_text(VIKT_TEXT("3"))));
    cr_assert_not(same(vikt_datum_text(VIKT_TEXT("")), vikt_datum_null()));
    cr_assert(same(vikt_datum_real(1e300), vikt_datum_real(1e300)));
}

Test(seals, texts_do_not_run_into_each_other)
{
    vikt_datum one[] = {vikt_datum_text(VIKT_TEXT("ab")), vikt_datum_text(VIKT_TEXT("c"))};
    vikt_datum other[] = {vikt_datum_text(VIKT_TEXT("a")), vikt_datum_text(VIKT_TEXT("bc"))};

    cr_assert_neq(sealed(one, 2).low, sealed(other, 2).low);
}

Test(seals, a_column_without_a_value_at_the_end_does_not_count)
{
    vikt_datum cells[] = {vikt_datum_integer(1), vikt_datum_null(), vikt_datum_integer(2),
                          vikt_datum_null()};

    cr_assert_eq(sealed(cells, 4).low, sealed(cells, 3).low);
    cr_assert_neq(sealed(cells, 3).low, sealed(cells, 2).low);
}

Test(seals, the_order_of_rows_does_not_count_but_their_number_does)
{
    vikt_datum first = vikt_datum_integer(1), second = vikt_datum_integer(2);
    vikt_seal a, b;

    vikt_seal_init(&a, NULL);
    vikt_seal_init(&b, NULL);
    cr_assert(vikt_seal_add(&a, &first, 1) && vikt_seal_add(&a, &second, 1));
    cr_assert(vikt_seal_add(&b, &second, 1) && vikt_seal_add(&b, &first, 1));
    cr_assert_eq(a.sum.low, b.sum.low);
    cr_assert_eq(a.sum.high, b.sum.high);
    cr_assert(vikt_seal_add(&b, &first, 1));
    cr_assert_eq(b.rows, 3);
    cr_assert_neq(a.sum.low, b.sum.low);
    vikt_seal_clear(&a);
    vikt_seal_clear(&b);
}

/* ---- a run ---- */

typedef struct fixture {
    test_folder folder;
    vikt_store *store;
    char heard[400]; /* "reject 2/3, " */
    bool any;
} fixture;

static void hear(void *context, const vikt_seal_break *what)
{
    fixture *f = context;
    size_t length = strlen(f->heard);

    snprintf(f->heard + length, sizeof f->heard - length, "%s %lld/%lld%s, ", what->table,
             (long long)what->rows, (long long)what->sealed,
             what->state == VIKT_SEAL_LOST ? " lost" : "");
}

static const char *check(fixture *f, int64_t run_id)
{
    vikt_error err = {0};

    f->heard[0] = '\0';
    cr_assert_eq(vikt_seals_check(f->store, run_id, hear, f, &f->any, &err), VIKT_OK, "%s",
                 err.message);
    return f->heard;
}

static void execute(fixture *f, const char *sql)
{
    vikt_error err = {0};

    cr_assert_eq(vikt_store_run(f->store, sql, NULL, 0, NULL, NULL, &err), VIKT_OK, "%s",
                 err.message);
}

/* Three runs of 5,000 customers, enough for a second thread; the third has the second before it. */
static void set_up(fixture *f)
{
    vikt_error err = {0};

    *f = (fixture){.folder = test_folder_make()};
    cr_assert_eq(vikt_store_open(f->folder.database, VIKT_STORE_WRITE, &f->store, &err), VIKT_OK);
    for (int64_t i = 1; i <= 3; i++) {
        company *c = company_make(i == 1 ? 9000 : 40, "2026-05-12");
        int64_t run_id;

        c->script.workers = 2;
        c->previous.run_id = i - 1;
        cr_assert_eq(vikt_history_write(f->store, &c->record, &run_id, &err), VIKT_OK, "%s",
                     err.message);
        company_free(c);
    }
}

static void tear_down(fixture *f)
{
    vikt_store_close(f->store);
    test_folder_remove(&f->folder);
}

Test(seals, what_was_written_reads_back_the_same)
{
    fixture f;

    set_up(&f);
    for (int64_t i = 1; i <= 3; i++)
        cr_assert_str_eq(check(&f, i), "");
    cr_assert(f.any);
    tear_down(&f);
}

Test(seals, each_table_is_named_that_was_changed)
{
    fixture f;

    set_up(&f);
    execute(&f, "UPDATE result SET score = score + 1e-12 WHERE run_id = 2"
                " AND customer_key = 'k0000003'");
    cr_assert_str_eq(check(&f, 2), "result 40/40, ");
    cr_assert_str_eq(check(&f, 1), "");
    execute(&f, "DELETE FROM reject WHERE run_id = 3 AND position = 1");
    execute(&f, "UPDATE run SET started_at = 'x' WHERE run_id = 3");
    cr_assert_str_eq(check(&f, 3), "run.started_at 1/1, reject 2/3, ");
    execute(&f, "DELETE FROM seal WHERE run_id = 1 AND \"table\" = 'basis'");
    cr_assert(strstr(check(&f, 1), " lost, "));
    cr_assert_eq(strncmp(f.heard, "basis ", 6), 0);
    tear_down(&f);
}

Test(seals, a_run_may_lose_the_one_before_it_only_with_that_run)
{
    fixture f;

    set_up(&f);
    execute(&f, "UPDATE run SET previous_run_id = 1 WHERE run_id = 3");
    cr_assert_str_eq(check(&f, 3), "run.previous_run_id 1/1, ");
    execute(&f, "UPDATE run SET previous_run_id = NULL WHERE run_id = 3");
    cr_assert_str_eq(check(&f, 3), "run.previous_run_id 1/1, ");
    execute(&f, "DELETE FROM run WHERE run_id = 2");
    cr_assert_str_eq(check(&f, 3), "");
    tear_down(&f);
}

Test(seals, what_was_changed_on_purpose_is_sealed_anew)
{
    fixture f;
    vikt_error err = {0};

    set_up(&f);
    execute(&f, "DELETE FROM result WHERE run_id = 2 AND customer_key = 'k0000003'");
    cr_assert_str_eq(check(&f, 2), "result 39/40, ");
    cr_assert_eq(vikt_seals_renew(f.store, 2, &err), VIKT_OK);
    cr_assert_str_eq(check(&f, 2), "");
    tear_down(&f);
}

Test(seals, a_run_of_an_earlier_version_has_none_and_gets_none)
{
    fixture f;
    vikt_error err = {0};

    set_up(&f);
    execute(&f, "DELETE FROM seal WHERE run_id = 2");
    cr_assert(
        strstr(check(&f, 2), "result 40/0 lost")); /* one that says what it rests on had them */
    execute(&f, "UPDATE run SET fingerprint = NULL WHERE run_id = 2");
    cr_assert_eq(vikt_seals_renew(f.store, 2, &err), VIKT_OK);
    cr_assert_str_eq(check(&f, 2), "");
    cr_assert_not(f.any);
    tear_down(&f);
}
