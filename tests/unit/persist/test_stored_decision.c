/* SPDX-License-Identifier: MIT */
#include "../store/files.h"
#include "../store/opened.h"
#include "company.h"
#include "core/persist/decision.h"

/* A run of 5 customers, k0000000 to k0000004, as of 2026-05-12; classes A, B, C of "class". */
typedef struct fixture {
    test_folder folder;
    company *company;
    vikt_store *store;
} fixture;

static fixture set_up(void)
{
    fixture f = {.folder = test_folder_make(), .company = company_make(5, "2026-05-12")};
    int64_t run_id;

    f.store = opened(f.folder.database, VIKT_STORE_WRITE);
    cr_assert_eq(vikt_history_write(f.store, &f.company->record, &run_id, NULL), VIKT_OK);
    return f;
}

static void tear_down(fixture *f)
{
    vikt_store_close(f->store);
    company_free(f->company);
    test_folder_remove(&f->folder);
}

static int64_t decide(fixture *f, const char *key, const char *scheme, const char *class_name,
                      const char *since, const char *until)
{
    vikt_stored_decision decision = {.key = vikt_text_of(key),
                                     .scheme = vikt_text_of(scheme),
                                     .class_name = vikt_text_of(class_name),
                                     .reason = VIKT_TEXT("strategic"),
                                     .author = VIKT_TEXT("Anna"),
                                     .made_on = VIKT_TEXT("2026-05-13"),
                                     .since = vikt_text_of(since)};
    int64_t id = 0, replaced = 0;

    if (until)
        decision.until = vikt_text_of(until);
    cr_assert_eq(vikt_decisions_add(f->store, &decision, &id, &replaced, NULL), VIKT_OK);
    return id;
}

/* What a run as of a date is given, when the run before was as of another one (NULL: none). */
static vikt_decisions given(fixture *f, const char *as_of, const char *before)
{
    vikt_previous previous = {.run_id = before ? 1 : 0};
    vikt_decisions decisions;
    vikt_date date = 0;

    cr_assert(vikt_date_read(vikt_text_of(as_of), &date));
    cr_assert(!before || vikt_date_read(vikt_text_of(before), &previous.as_of));
    cr_assert_eq(vikt_decisions_in_force(f->store, &f->company->profile, f->company->import.keys,
                                         date, &previous, &f->company->arena, &decisions, NULL),
                 VIKT_OK);
    return decisions;
}

Test(stored_decision, holds_from_its_first_day_to_its_last)
{
    fixture f = set_up();

    decide(&f, "k0000001", "class", "A", "2026-05-12", "2026-06-30");
    cr_assert_eq(given(&f, "2026-05-11", NULL).count, 0);
    cr_assert_eq(given(&f, "2026-05-12", NULL).count, 1);
    cr_assert_eq(given(&f, "2026-06-30", NULL).count, 1);
    cr_assert_eq(given(&f, "2026-07-01", NULL).count, 0);
    tear_down(&f);
}

Test(stored_decision, without_an_end_holds_on)
{
    fixture f = set_up();

    decide(&f, "k0000001", "class", "A", "2026-05-12", NULL);
    cr_assert_eq(given(&f, "2099-12-31", NULL).count, 1);
    tear_down(&f);
}

/* Told once: when the run before was one in which it was in force. */
Test(stored_decision, has_ended_when_the_run_before_had_it)
{
    fixture f = set_up();

    decide(&f, "k0000001", "class", "A", "2026-05-12", "2026-06-30");
    cr_assert_eq(given(&f, "2026-07-01", "2026-06-30").ended_count, 1);
    cr_assert_eq(given(&f, "2026-07-01", "2026-05-12").ended_count, 1);
    cr_assert_eq(given(&f, "2026-07-01", "2026-05-11").ended_count, 0, "not made yet");
    cr_assert_eq(given(&f, "2026-07-02", "2026-07-01").ended_count, 0, "told already");
    cr_assert_eq(given(&f, "2026-07-01", NULL).ended_count, 0);
    cr_assert_eq(given(&f, "2026-06-30", "2026-05-12").ended_count, 0, "in force");
    tear_down(&f);
}

Test(stored_decision, is_laid_beside_customers_schemes_and_classes)
{
    fixture f = set_up();
    vikt_decisions decisions;

    decide(&f, "k9", "class", "A", "2026-05-12", NULL);
    decide(&f, "k0000004", "no such", "A", "2026-05-12", NULL);
    decide(&f, "k0000004", "class", "X", "2026-05-12", NULL);
    decide(&f, "k0000000", "abc", "C", "2026-05-12", NULL);
    decisions = given(&f, "2026-05-12", NULL);
    cr_assert_eq(decisions.count, 4); /* by key, then by scheme */
    cr_assert_eq(decisions.items[0].id, 4);
    cr_assert_eq(decisions.items[0].row, 0);
    cr_assert_eq(decisions.items[0].scheme_number, S_ABC);
    cr_assert_eq(decisions.items[0].class_index, 2);
    cr_assert_eq(decisions.items[1].row, 4);
    cr_assert_eq(decisions.items[1].scheme_number, S_CLASS);
    cr_assert_eq(decisions.items[1].class_index, VIKT_NO_CLASS);
    cr_assert_eq(decisions.items[2].scheme_number, VIKT_INDEX_NONE);
    cr_assert_eq(decisions.items[3].row, VIKT_INDEX_NONE);
    tear_down(&f);
}

static bool copy_id(void *context, const vikt_stored_decision *decision)
{
    int64_t **next = context;

    *(*next)++ = decision->id;
    cr_assert(decision->id != 1 ||
              vikt_text_is(decision->withdrawn_reason, "replaced by decision 3"));
    cr_assert(vikt_text_is(decision->state, decision->id == 1 ? "withdrawn" : "in force"));
    return true;
}

Test(stored_decision, replaces_the_open_one_of_the_same_customer_and_scheme)
{
    fixture f = set_up();
    int64_t ids[3] = {0}, *next = ids;
    vikt_decisions decisions;

    cr_assert_eq(decide(&f, "k0000001", "class", "A", "2026-05-12", NULL), 1);
    cr_assert_eq(decide(&f, "k0000001", "abc", "A", "2026-05-12", NULL), 2);
    cr_assert_eq(decide(&f, "k0000001", "class", "C", "2026-05-12", NULL), 3);
    decisions = given(&f, "2026-05-12", NULL);
    cr_assert_eq(decisions.count, 2);
    cr_assert_eq(decisions.items[0].id, 2);
    cr_assert_eq(decisions.items[1].id, 3);
    cr_assert_eq(vikt_decisions_list(f.store, 0, copy_id, &next, NULL), VIKT_OK);
    cr_assert_eq(ids[0] * 100 + ids[1] * 10 + ids[2], 123);
    tear_down(&f);
}

Test(stored_decision, holds_no_more_once_withdrawn)
{
    fixture f = set_up();
    vikt_stored_decision wanted = {.key = VIKT_TEXT("k0000001"),
                                   .scheme = VIKT_TEXT("class"),
                                   .withdrawn_on = VIKT_TEXT("2026-05-14"),
                                   .withdrawn_by = VIKT_TEXT("Bo"),
                                   .withdrawn_reason = VIKT_TEXT("a mistake")};
    int64_t id = 9;

    decide(&f, "k0000001", "class", "A", "2026-05-12", NULL);
    cr_assert_eq(vikt_decisions_withdraw(f.store, &wanted, &id, NULL), VIKT_OK);
    cr_assert_eq(id, 1);
    cr_assert_eq(given(&f, "2026-05-12", NULL).count, 0);
    cr_assert_eq(vikt_decisions_withdraw(f.store, &wanted, &id, NULL), VIKT_OK);
    cr_assert_eq(id, 0, "there is none any more");
    tear_down(&f);
}

/* Row 1 is a B by the engine and was decided C: the next run goes on from B, and shows C as before.
 */
Test(stored_decision, leaves_the_next_run_the_engines_own_class)
{
    fixture f = set_up();
    vikt_scheme_result *abc = &f.company->classification.schemes[S_ABC];
    vikt_manual_decision decision = {.id = 1,
                                     .key = VIKT_TEXT("k0000001"),
                                     .scheme = VIKT_TEXT("abc"),
                                     .class_name = VIKT_TEXT("C"),
                                     .reason = VIKT_TEXT("r"),
                                     .author = VIKT_TEXT("a"),
                                     .made_on = VIKT_TEXT("2026-05-13"),
                                     .row = 1,
                                     .scheme_number = S_ABC,
                                     .class_index = 2};
    vikt_held_decision held = {&decision, 1};
    vikt_previous previous;
    vikt_decisions recalled;
    int64_t run_id;

    abc->effective[1] = 2;
    f.company->classification.decided = &held;
    f.company->classification.decided_count = 1;
    cr_assert_eq(vikt_history_write(f.store, &f.company->record, &run_id, NULL), VIKT_OK);
    cr_assert_eq(vikt_history_previous(f.store, &f.company->profile, f.company->import.keys, 99999,
                                       &f.company->arena, &previous, NULL),
                 VIKT_OK);
    cr_assert_eq(previous.run_id, run_id);
    cr_assert_eq(previous.classes[S_ABC][1], 1);
    cr_assert_eq(previous.shown[S_ABC][1], 2);
    cr_assert_eq(previous.shown[S_ABC][2], previous.classes[S_ABC][2]);
    cr_assert_null(previous.shown[S_CLASS], "nothing was decided in it");
    cr_assert_eq(vikt_decisions_of_run(f.store, run_id, &f.company->profile, f.company->import.keys,
                                       &f.company->arena, &recalled, NULL),
                 VIKT_OK);
    cr_assert_eq(recalled.count, 1);
    cr_assert(recalled.items[0].row == 1 && recalled.items[0].class_index == 2);
    tear_down(&f);
}
