/* SPDX-License-Identifier: MIT */
#include "../store/files.h"
#include "company.h"

typedef struct fixture {
    test_folder folder;
    company *company;
    vikt_store *store;
    vikt_stored_customer customer;
    vikt_error err;
} fixture;

static fixture stored(size_t count)
{
    fixture f = {.folder = test_folder_make(), .company = company_make(count, "2026-05-12")};
    int64_t run_id;

    cr_assert_eq(vikt_store_open(f.folder.database, VIKT_STORE_WRITE, &f.store, NULL), VIKT_OK);
    cr_assert_eq(vikt_history_write(f.store, &f.company->record, &run_id, NULL), VIKT_OK);
    vikt_store_close(f.store);
    cr_assert_eq(vikt_store_open(f.folder.database, VIKT_STORE_READ, &f.store, NULL), VIKT_OK);
    return f;
}

static void release(fixture *f)
{
    vikt_store_close(f->store);
    company_free(f->company);
    test_folder_remove(&f->folder);
}

static vikt_code find(fixture *f, int64_t run_id, const char *key)
{
    f->err = (vikt_error){0};
    return vikt_history_customer(f->store, run_id, vikt_text_of(key), &f->company->arena,
                                 &f->customer, &f->err);
}

static bool is(vikt_text text, const char *expected)
{
    return expected ? vikt_text_is(text, expected) : !text.at;
}

static void found_as(fixture *f, const char *wanted, const char *key)
{
    cr_assert_eq(find(f, 0, wanted), VIKT_OK, "%s: %s", wanted, f->err.message);
    cr_assert(is(f->customer.key, key), "%s", wanted);
}

static void not_found(fixture *f, int64_t run_id, const char *wanted, const char *message)
{
    cr_assert_eq(find(f, run_id, wanted), VIKT_USAGE);
    cr_assert_str_eq(f->err.message, message);
    cr_assert_eq(f->customer.point_count, 0);
}

Test(customer, is_found_by_key_then_by_name)
{
    fixture f = stored(30);

    found_as(&f, "k0000004", "k0000004");
    found_as(&f, "Kund 4", "k0000004");
    found_as(&f, "kund 4", "k0000004");
    found_as(&f, "\xc3\xa5SA 6", "k0000006"); /* åSA 6 */
    found_as(&f, "K0000010", "k0000010");
    release(&f);
}

Test(customer, nobody_comes_with_the_nearest_name)
{
    fixture f = stored(30);

    not_found(&f, 0, "Kunt 28", "no customer \"Kunt 28\"; did you mean \"Kund 28\"?");
    not_found(&f, 0, "k000002x9", "no customer \"k000002x9\"; did you mean \"k0000029\"?");
    not_found(&f, 0, "nothing like it", "no customer \"nothing like it\"");
    not_found(&f, 0, "", "no customer \"\"");
    not_found(&f, 7, "k0000001",
              "there is no run 7; the latest is 1, \"vikt runs\" lists them all");
    release(&f);
}

Test(customer, a_name_of_several_is_not_enough)
{
    test_folder folder = test_folder_make();
    company *c = company_make(10, "2026-05-12");
    vikt_store *store = NULL;
    vikt_stored_customer customer;
    vikt_error err = {0};
    int64_t run_id;

    c->import.names->cells[3] = company_cell(c, "Kund 4");
    cr_assert_eq(vikt_store_open(folder.database, VIKT_STORE_WRITE, &store, NULL), VIKT_OK);
    cr_assert_eq(vikt_history_write(store, &c->record, &run_id, NULL), VIKT_OK);
    cr_assert_eq(vikt_history_customer(store, 1, VIKT_TEXT("Kund 4"), &c->arena, &customer, &err),
                 VIKT_USAGE);
    cr_assert_str_eq(err.message,
                     "2 customers are called \"Kund 4\"; give a key, such as \"k0000003\"");
    vikt_store_close(store);
    company_free(c);
    test_folder_remove(&folder);
}

/* Row 1: revenue 2001 gives 2 points, margin 2000.9 gives 2.5, one day late 3.25: (30 x 2 + 20
 * x 2.5 + 15 x 3.25) / 65. */
Test(customer, comes_back_whole)
{
    fixture f = stored(30);
    const vikt_stored_customer *c = &f.customer;

    cr_assert_eq(find(&f, 1, "k0000001"), VIKT_OK);
    cr_assert_eq(c->run_id, 1);
    cr_assert(is(c->as_of, "2026-05-12"));
    cr_assert(is(c->profile, "Verkstad AB"));
    cr_assert(is(c->name, "\xc3\x85sa 1"));
    cr_assert(c->has_score);
    cr_assert_eq(c->score, f.company->score.score[1]);
    cr_assert_float_eq(c->score, 158.75 / 65, 1e-12);
    cr_assert_eq(c->coverage, 1);
    cr_assert_eq(c->lo, 1);
    cr_assert_eq(c->hi, 5);
    cr_assert_eq(c->value_count, 8);
    cr_assert(is(c->values[0].name, "revenue") && is(c->values[0].value, "2001"));
    cr_assert(is(c->values[2].value, "Handel \"s\\k\""));
    cr_assert(is(c->values[3].value, "2020-01-02"));
    cr_assert(is(c->values[4].value, "yes"));
    cr_assert(is(c->values[5].name, "risk") && is(c->values[5].value, NULL));
    cr_assert(is(c->values[7].name, "margin") && is(c->values[7].value, "2000.9"));
    release(&f);
}

Test(customer, points_come_with_value_scale_and_weight)
{
    fixture f = stored(30);
    const vikt_stored_points *p;
    double sum = 0;

    cr_assert_eq(find(&f, 1, "k0000001"), VIKT_OK);
    cr_assert_eq(f.customer.point_count, 4);
    p = f.customer.points;
    cr_assert(is(p[0].criterion, "revenue") && is(p[0].scale, "percentile revenue"));
    cr_assert(is(p[0].value, "2001") && p[0].has_points && p[0].valued && p[0].points == 2);
    cr_assert(is(p[2].criterion, "risk") && is(p[2].scale, "bands days_late 30 15"),
              "from or_points");
    cr_assert(is(p[2].value, "1") && p[2].points == 3.25);
    cr_assert(is(p[3].criterion, "line") && p[3].weight == 0);
    for (int i = 0; i < 4; i++)
        sum += p[i].contribution;
    cr_assert_float_eq(sum, f.customer.score, 1e-12);

    cr_assert_eq(find(&f, 1, "k0000010"), VIKT_OK); /* 10 % 7 == 3: no revenue */
    p = f.customer.points;
    cr_assert(!p[0].has_points && !p[0].valued && is(p[0].value, NULL) && p[0].weight == 0);
    cr_assert(p[1].has_points && !p[1].valued && p[1].points == 1);
    cr_assert(is(p[2].reason, "a \"large\" debtor"));
    release(&f);
}

Test(customer, classes_come_with_what_changed_them)
{
    fixture f = stored(60);
    const vikt_stored_class *class = NULL;
    char note[80];

    cr_assert_eq(find(&f, 1, "k0000007"), VIKT_OK); /* 7 % 19 == 7: too little known */
    class = f.customer.classes;
    cr_assert_eq(f.customer.class_count, 2);
    cr_assert(is(class[0].scheme, "class") && class[0].primary && is(class[0].class_name, "?"));
    cr_assert(is(class[0].reason, "too_little_known") && is(class[0].previous, NULL));
    cr_assert(is(class[1].scheme, "abc") && !class[1].primary && is(class[1].class_name, "B"));

    cr_assert_eq(find(&f, 1, "k0000005"), VIKT_OK); /* 5 % 13 == 5: kept by hysteresis */
    snprintf(note, sizeof note, "would be %.*s, kept %.*s by the margin of 0.15",
             VIKT_SHOW(f.customer.classes[0].raw_class),
             VIKT_SHOW(f.customer.classes[0].class_name));
    cr_assert(is(f.customer.classes[0].note, note));
    cr_assert_eq(find(&f, 1, "k0000017"), VIKT_OK);
    cr_assert(is(f.customer.classes[1].note, "customer outside the total (not positive)"));
    release(&f);
}

/* Row 44 has 5 + 2.5 + 1 points; made an A by hand, so that the rule strikes. */
Test(customer, rules_actions_and_failures_come_along)
{
    test_folder folder = test_folder_make();
    company *c = company_make(60, "2026-05-12");
    vikt_store *store = NULL;
    vikt_stored_customer customer;
    int64_t run_id;

    c->classification.schemes[S_CLASS].raw[44] = 0;
    c->classification.schemes[S_CLASS].effective[44] = 1;
    c->classification.schemes[S_CLASS].rule[44] = 1;
    cr_assert_eq(vikt_store_open(folder.database, VIKT_STORE_WRITE, &store, NULL), VIKT_OK);
    cr_assert_eq(vikt_history_write(store, &c->record, &run_id, NULL), VIKT_OK);
    cr_assert_eq(vikt_history_customer(store, 1, VIKT_TEXT("k0000044"), &c->arena, &customer, NULL),
                 VIKT_OK);
    cr_assert_eq(customer.rule_count, 1);
    cr_assert(is(customer.rules[0], "sleepers are never A"));
    cr_assert(is(customer.classes[0].raw_class, "A") && is(customer.classes[0].class_name, "B"));
    cr_assert(is(customer.classes[0].reason, "sleepers are never A"));
    cr_assert_eq(customer.action_count, 1);
    cr_assert(is(customer.actions[0].action, "grow"));
    cr_assert(is(customer.actions[0].text, "Show Kund 44 the \"new\" range"));
    cr_assert(is(customer.actions[0].owner, NULL));
    cr_assert_eq(vikt_history_customer(store, 1, VIKT_TEXT("k0000002"), &c->arena, &customer, NULL),
                 VIKT_OK);
    cr_assert_eq(customer.failure_count, 1);
    cr_assert(
        is(customer.failures[0], "acme.lua:12: criterion \"risk\": attempt to index a number"));
    cr_assert_eq(customer.rule_count, 0);
    vikt_store_close(store);
    company_free(c);
    test_folder_remove(&folder);
}

/* (1 + 4) / 2, three apart; the next customer was rated by nobody. */
Test(customer, each_rater_s_mark_is_there)
{
    fixture f = stored(30);

    found_as(&f, "k0000000", "k0000000");
    cr_assert_eq(f.customer.mark_count, 2);
    cr_assert(is(f.customer.marks[0].field, "risk") && is(f.customer.marks[0].rater, "anna"));
    cr_assert(is(f.customer.marks[1].rater, "bo"));
    cr_assert_eq(f.customer.marks[1].mark, 4);
    cr_assert_eq(f.customer.marks[1].used, 2.5);
    cr_assert_eq(f.customer.marks[1].range, 3);
    found_as(&f, "k0000001", "k0000001");
    cr_assert_eq(f.customer.mark_count, 0);
    release(&f);
}
