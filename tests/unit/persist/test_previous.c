/* SPDX-License-Identifier: MIT */
#include "../store/files.h"
#include "company.h"

static vikt_store *opened(const char *path, vikt_store_mode mode)
{
    vikt_store *store = NULL;

    cr_assert_eq(vikt_store_open(path, mode, &store, NULL), VIKT_OK);
    return store;
}

static void add_run(const char *path, size_t count, const char *as_of)
{
    company *c = company_make(count, as_of);
    vikt_store *store = opened(path, VIKT_STORE_WRITE);
    vikt_error err = {0};
    int64_t run_id;

    cr_assert_eq(vikt_history_write(store, &c->record, &run_id, &err), VIKT_OK, "%s", err.message);
    vikt_store_close(store);
    company_free(c);
}

static vikt_date date_of(const char *text)
{
    vikt_date date = 0;

    cr_assert(vikt_date_read(vikt_text_of(text), &date));
    return date;
}

static vikt_previous previous_of(const test_folder *folder, company *today, const char *as_of)
{
    vikt_store *store = opened(folder->database, VIKT_STORE_READ);
    vikt_previous previous;
    vikt_error err = {0};

    cr_assert_eq(vikt_history_previous(store, &today->profile, today->import.keys, date_of(as_of),
                                       &today->arena, &previous, &err),
                 VIKT_OK, "%s", err.message);
    vikt_store_close(store);
    return previous;
}

Test(previous, is_the_latest_run_of_an_earlier_date)
{
    test_folder folder = test_folder_make();
    company *today = company_make(5, "2026-05-12");

    add_run(folder.database, 5, "2026-03-31"); /* 1 */
    add_run(folder.database, 5, "2026-06-30"); /* 2 */
    add_run(folder.database, 5, "2026-03-31"); /* 3 */
    add_run(folder.database, 5, "2025-12-31"); /* 4 */
    cr_assert_eq(previous_of(&folder, today, "2026-07-01").run_id, 2);
    cr_assert_eq(previous_of(&folder, today, "2026-06-30").run_id, 3,
                 "the same date again: the one before it");
    cr_assert_eq(previous_of(&folder, today, "2026-04-01").run_id, 3,
                 "of one date, the last number");
    cr_assert_eq(previous_of(&folder, today, "2026-03-31").run_id, 4);
    cr_assert_eq(previous_of(&folder, today, "2025-12-31").run_id, 0);
    cr_assert_eq(previous_of(&folder, today, "2026-04-01").as_of, date_of("2026-03-31"));
    company_free(today);
    test_folder_remove(&folder);
}

Test(previous, is_nothing_in_a_new_database)
{
    test_folder folder = test_folder_make();
    company *today = company_make(5, "2026-05-12");
    vikt_store *store = opened(folder.database, VIKT_STORE_WRITE);
    vikt_previous previous, nothing = {0};
    size_t customers = 9, common = 9;

    cr_assert_eq(vikt_history_previous(store, &today->profile, today->import.keys, 0, &today->arena,
                                       &previous, NULL),
                 VIKT_OK);
    cr_assert_eq(memcmp(&previous, &nothing, sizeof nothing), 0);
    cr_assert_eq(vikt_history_overlap(store, today->import.keys, &customers, &common, NULL),
                 VIKT_OK);
    cr_assert_eq(customers, 0);
    cr_assert_eq(common, 0);
    vikt_store_close(store);
    company_free(today);
    test_folder_remove(&folder);
}

static bool same_number(double a, double b)
{
    return a == b || (isnan(a) && isnan(b));
}

static void same_as_then(const vikt_previous *previous, const company *then, size_t row,
                         size_t row_then)
{
    const vikt_scheme_result *class = &then->classification.schemes[S_CLASS];

    cr_assert(previous->known[row]);
    cr_assert(same_number(previous->score[row], then->score.score[row_then]));
    for (size_t k = 0; k < CRITERIA; k++)
        if (k != C_ADMIN)
            cr_assert(same_number(previous->points[k][row], then->points.points[k][row_then]));
    cr_assert_eq(previous->classes[S_CLASS][row], class->effective[row_then]);
    cr_assert_eq(previous->raw[S_CLASS][row], class->raw[row_then]);
    cr_assert_eq(previous->since[S_CLASS][row], class->since[row_then]);
    cr_assert_eq(previous->classes[S_ABC][row],
                 then->classification.schemes[S_ABC].effective[row_then]);
    cr_assert_eq(previous->classes[S_MATRIX][row], VIKT_NO_CLASS);
}

Test(previous, says_of_every_customer_what_was_stored)
{
    test_folder folder = test_folder_make();
    company *then = company_make(300, "2026-03-31"), *today = company_make(300, "2026-05-12");
    vikt_previous previous;

    add_run(folder.database, 300, "2026-03-31");
    previous = previous_of(&folder, today, "2026-05-12");
    cr_assert(previous.same_profile);
    cr_assert_eq(previous.primary, S_CLASS);
    cr_assert_null(previous.points[C_ADMIN], "had no data then");
    cr_assert_null(previous.since[S_ABC], "no hysteresis, no date");
    for (size_t i = 0; i < 300; i++)
        same_as_then(&previous, then, i, i);
    company_free(then);
    company_free(today);
    test_folder_remove(&folder);
}

/* Today's keys: every third of then is gone, and between the others stand new ones. */
Test(previous, knows_new_customers_from_old_ones)
{
    test_folder folder = test_folder_make();
    company *then = company_make(90, "2026-03-31"), *today = company_make(120, "2026-05-12");
    vikt_previous previous;
    size_t customers, common, row = 0;
    vikt_store *store;
    char key[24];

    add_run(folder.database, 90, "2026-03-31");
    for (size_t i = 0; i < 90; i++) {
        if (i % 3 == 0)
            continue;
        snprintf(key, sizeof key, "k%07zu", i);
        today->import.keys->cells[row++] = company_cell(today, key);
        snprintf(key, sizeof key, "k%07zu+", i);
        today->import.keys->cells[row++] = company_cell(today, key);
    }
    cr_assert_eq(row, 120);
    previous = previous_of(&folder, today, "2026-05-12");
    row = 0;
    for (size_t i = 0; i < 90; i++) {
        if (i % 3 == 0)
            continue;
        same_as_then(&previous, then, row++, i);
        cr_assert_not(previous.known[row]);
        cr_assert(isnan(previous.score[row]));
        cr_assert(isnan(previous.points[C_RISK][row]));
        cr_assert_eq(previous.classes[S_ABC][row], VIKT_NO_CLASS);
        cr_assert_eq(previous.since[S_CLASS][row], INT32_MIN);
        row++;
    }
    store = opened(folder.database, VIKT_STORE_READ);
    cr_assert_eq(vikt_history_overlap(store, today->import.keys, &customers, &common, NULL),
                 VIKT_OK);
    cr_assert_eq(customers, 90);
    cr_assert_eq(common, 60);
    vikt_store_close(store);
    company_free(then);
    company_free(today);
    test_folder_remove(&folder);
}

/* Today's profile has its criteria and schemes in another order, one class under another name, and
 * one criterion renamed. */
Test(previous, is_matched_by_name)
{
    test_folder folder = test_folder_make();
    company *then = company_make(50, "2026-03-31"), *today = company_make(50, "2026-05-12");
    static const char *const classes[] = {"C", "Bronze", "A"};
    vikt_criterion *criteria = today->profile.criteria, criterion = criteria[C_REVENUE];
    vikt_scheme *schemes = today->profile.schemes, scheme = schemes[S_CLASS];
    vikt_previous previous;

    add_run(folder.database, 50, "2026-03-31");
    criteria[C_REVENUE] = criteria[C_RISK];
    criteria[C_RISK] = criterion;
    criteria[C_MARGIN].name = VIKT_TEXT("net margin");
    schemes[S_CLASS] = schemes[S_ABC];
    schemes[S_ABC] = scheme;
    schemes[S_ABC].classes = company_texts(today, classes, 3);
    today->profile.digest[0] = 'f';
    previous = previous_of(&folder, today, "2026-05-12");
    cr_assert_not(previous.same_profile);
    cr_assert_eq(previous.primary, 1);
    cr_assert_null(previous.points[C_MARGIN]);
    for (size_t i = 0; i < 50; i++) {
        static const uint8_t now[] = {2, VIKT_NO_CLASS, 0}; /* A, B, C of then */
        uint8_t was = then->classification.schemes[S_CLASS].effective[i];

        cr_assert(same_number(previous.points[0][i], then->points.points[C_RISK][i]));
        cr_assert_eq(previous.classes[1][i], was == VIKT_NO_CLASS ? VIKT_NO_CLASS : now[was]);
        cr_assert_eq(previous.classes[0][i], then->classification.schemes[S_ABC].effective[i]);
    }
    company_free(then);
    company_free(today);
    test_folder_remove(&folder);
}

Test(previous, is_stored_with_the_run_that_used_it)
{
    test_folder folder = test_folder_make();
    company *today = company_make(5, "2026-05-12");
    vikt_stored_customer customer;
    vikt_store *store;
    int64_t run_id;

    add_run(folder.database, 3, "2026-03-31");
    today->previous = previous_of(&folder, today, "2026-05-12");
    store = opened(folder.database, VIKT_STORE_WRITE);
    cr_assert_eq(vikt_history_write(store, &today->record, &run_id, NULL), VIKT_OK);
    vikt_store_close(store);
    store = opened(folder.database, VIKT_STORE_READ);
    cr_assert_eq(
        vikt_history_customer(store, 0, VIKT_TEXT("k0000001"), &today->arena, &customer, NULL),
        VIKT_OK);
    cr_assert_eq(customer.run_id, 2);
    cr_assert(vikt_text_is(customer.classes[S_ABC].previous, "B"));
    cr_assert_eq(
        vikt_history_customer(store, 0, VIKT_TEXT("k0000004"), &today->arena, &customer, NULL),
        VIKT_OK);
    cr_assert_null(customer.classes[S_ABC].previous.at, "new since then");
    vikt_store_close(store);
    company_free(today);
    test_folder_remove(&folder);
}
