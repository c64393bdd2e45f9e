/* SPDX-License-Identifier: MIT */
#include "../store/files.h"
#include "company.h"
#include "core/persist/fingerprint.h"

typedef struct fixture {
    test_folder folder;
    company *company;
    vikt_store *store;
    char first[VIKT_DIGEST_SIZE];
} fixture;

static void of(const fixture *f, char out[VIKT_DIGEST_SIZE])
{
    vikt_error err = {0};

    cr_assert_eq(vikt_fingerprint_of(f->store, &f->company->record, out, &err), VIKT_OK, "%s",
                 err.message);
}

static int64_t found(const fixture *f)
{
    vikt_error err = {0};
    int64_t run_id = -1;

    cr_assert_eq(vikt_fingerprint_find(f->store, &f->company->record, &run_id, &err), VIKT_OK, "%s",
                 err.message);
    return run_id;
}

static int64_t store(fixture *f)
{
    vikt_error err = {0};
    int64_t run_id = 0;

    cr_assert_eq(vikt_history_write(f->store, &f->company->record, &run_id, &err), VIKT_OK, "%s",
                 err.message);
    return run_id;
}

static void set_up(fixture *f)
{
    vikt_error err = {0};

    f->folder = test_folder_make();
    f->company = company_make(5, "2026-05-12");
    cr_assert_eq(vikt_store_open(f->folder.database, VIKT_STORE_WRITE, &f->store, &err), VIKT_OK,
                 "%s", err.message);
    of(f, f->first);
}

static void tear_down(fixture *f)
{
    vikt_store_close(f->store);
    company_free(f->company);
    test_folder_remove(&f->folder);
}

static bool changed(const fixture *f)
{
    char now[VIKT_DIGEST_SIZE];

    of(f, now);
    return strcmp(f->first, now) != 0;
}

Test(fingerprint, what_a_run_rests_on_changes_it)
{
    fixture f;

    set_up(&f);
    cr_assert_not(changed(&f));
    f.company->profile.digest[0] = '1';
    cr_assert(changed(&f));
    f.company->profile.digest[0] = '0';
    f.company->import.readings[0].digest[31] = '1';
    cr_assert(changed(&f));
    f.company->import.readings[0].digest[31] = '0';
    f.company->import.readings[0].kind = VIKT_SOURCE_INVOICES;
    cr_assert(changed(&f));
    f.company->import.readings[0].kind = VIKT_SOURCE_CUSTOMERS;
    f.company->import.readings[0].headings[1].field = COST;
    cr_assert(changed(&f));
    f.company->import.readings[0].headings[1].field = VIKT_INDEX_NONE;
    f.company->import.ratings->raters[1] = VIKT_TEXT("carl");
    cr_assert(changed(&f));
    f.company->import.ratings->raters[1] = VIKT_TEXT("bo");
    cr_assert_not(changed(&f));
    tear_down(&f);
}

Test(fingerprint, where_and_when_it_was_made_does_not)
{
    fixture f;

    set_up(&f);
    f.company->record.started_at = "2027-01-01T00:00:00Z";
    f.company->import.readings[0].source = VIKT_TEXT("elsewhere/kunder.csv");
    f.company->profile.files[0].path = VIKT_TEXT("elsewhere/vikt.ini");
    f.company->record.notice_count = 0;
    cr_assert_not(changed(&f));
    tear_down(&f);
}

Test(fingerprint, the_run_before_counts_by_what_it_rests_on)
{
    fixture f;
    char of_two[VIKT_DIGEST_SIZE];

    set_up(&f);
    cr_assert_eq(store(&f), 1);
    f.company->record.notice_count = 0;
    cr_assert_eq(store(&f), 2); /* the same again */
    f.company->previous.run_id = 2;
    cr_assert(changed(&f));
    of(&f, of_two);
    f.company->previous.run_id = 1;
    of(&f, f.first);
    cr_assert_str_eq(f.first, of_two);
    tear_down(&f);
}

Test(fingerprint, only_the_newest_run_of_the_date_stands_for_another)
{
    fixture f;

    set_up(&f);
    cr_assert_eq(found(&f), 0);
    cr_assert_eq(store(&f), 1);
    cr_assert_eq(found(&f), 1);
    f.company->profile.digest[0] = '1';
    cr_assert_eq(found(&f), 0);
    cr_assert_eq(store(&f), 2);
    cr_assert_eq(found(&f), 2);
    f.company->profile.digest[0] = '0';
    cr_assert_eq(found(&f), 0);
    tear_down(&f);
}
