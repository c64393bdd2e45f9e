/* SPDX-License-Identifier: MIT */
#include "../store/opened.h"
#include "company.h"
#include "core/persist/standing.h"

enum { CUSTOMERS = 60 };

typedef struct fixture {
    test_folder folder;
    company *company;
    vikt_arena arena;
    vikt_standing standing;
} fixture;

/* One stored run; money is a value behind a text with quotes and a backslash in it. */
static fixture written(vikt_slot money)
{
    fixture f = {.folder = test_folder_make(), .company = company_make(CUSTOMERS, "2026-05-12")};
    vikt_store *store = opened(f.folder.database, VIKT_STORE_WRITE);
    int64_t run_id = 0;
    vikt_error err = {0};

    vikt_arena_init(&f.arena, NULL);
    f.company->record.money = money;
    cr_assert_eq(vikt_history_write(store, &f.company->record, &run_id, &err), VIKT_OK, "%s",
                 err.message);
    vikt_store_close(store);
    return f;
}

static vikt_code read_it(fixture *f, vikt_error *err)
{
    vikt_store *store = opened(f->folder.database, VIKT_STORE_READ);
    vikt_code code = vikt_standing_read(store, 1, &f->arena, &f->standing, err);

    vikt_store_close(store);
    return code;
}

static void change(const fixture *f, const char *sql)
{
    vikt_store *store = opened(f->folder.database, VIKT_STORE_WRITE);

    cr_assert_eq(vikt_store_begin(store, NULL), VIKT_OK);
    run(store, sql);
    cr_assert_eq(vikt_store_commit(store, NULL), VIKT_OK);
    vikt_store_close(store);
}

static void release(fixture *f)
{
    vikt_arena_clear(&f->arena);
    company_free(f->company);
    test_folder_remove(&f->folder);
}

static void read_well(fixture *f)
{
    vikt_error err = {0};

    cr_assert_eq(read_it(f, &err), VIKT_OK, "%s", err.message);
}

Test(standing, a_stored_run_is_what_was_written)
{
    fixture f = written(DAYS_LATE);
    const vikt_standing *s = &f.standing;

    read_well(&f);
    cr_assert_eq(s->run_id, 1);
    cr_assert(vikt_text_is(s->profile, "Verkstad AB"));
    cr_assert(vikt_text_is(s->digest, "0123456789abcdef0123456789abcdef"));
    cr_assert(vikt_text_is(s->currency, "SEK"));
    cr_assert(vikt_text_is(s->money_name, "days_late"));
    cr_assert_eq(s->count, CUSTOMERS);
    for (size_t i = 0; i < CUSTOMERS; i++) {
        double score = f.company->score.score[i];

        cr_assert(vikt_text_equal(s->keys[i], vikt_population_key(f.company->population, i)));
        cr_assert(isnan(score) ? isnan(s->score[i]) : s->score[i] == score);
        cr_assert_eq(s->money[i], (double)(i % 40), "%zu", i);
    }
    cr_assert(vikt_text_is(s->names[1], "\xc3\x85sa 1"));
    cr_assert_null(s->names[5].at); /* the key */
    release(&f);
}

Test(standing, every_scheme_that_the_run_could_use_is_there)
{
    static const char *const names[] = {"class", "abc"};
    fixture f = written(REVENUE);

    read_well(&f);
    cr_assert_eq(f.standing.stand_count, 2); /* the matrix had no data */
    for (size_t k = 0; k < 2; k++) {
        const vikt_stand *stand = vikt_standing_stand(&f.standing, vikt_text_of(names[k]));

        cr_assert(stand);
        cr_assert(stand->ordered);
        cr_assert_eq(stand->primary, k == 0);
        cr_assert_eq(stand->class_count, 3);
        for (size_t i = 0; i < CUSTOMERS; i++)
            cr_assert_eq(stand->of[i], f.company->classification.schemes[k].effective[i]);
    }
    cr_assert_eq(vikt_standing_stand(&f.standing, (vikt_text){0}),
                 vikt_standing_stand(&f.standing, VIKT_TEXT("class")));
    cr_assert_null(vikt_standing_stand(&f.standing, VIKT_TEXT("matrix")));
    /* Customer 7 is not classified. */
    cr_assert(vikt_text_is(vikt_stand_class(&f.standing.stands[0], 7), "?"));
    release(&f);
}

/* abc is over revenue, class over no field. */
Test(standing, what_gave_the_classes_is_there)
{
    fixture f = written(REVENUE);
    const vikt_stand *class, *abc;

    read_well(&f);
    class = &f.standing.stands[0];
    abc = &f.standing.stands[1];
    cr_assert_null(class->value);
    cr_assert(vikt_text_is(abc->field, "revenue"));
    cr_assert(
        vikt_text_is(abc->statement, "by_cumulative_sharerevenue[\"A\",\"B\",\"C\"][0.7,0.9,1]"));
    for (size_t i = 0; i < CUSTOMERS; i++) {
        const vikt_scheme_result *result = &f.company->classification.schemes[S_CLASS];
        const vikt_verdict *verdict = &class->verdicts[f.standing.outcome[i]];

        cr_assert_eq(class->raw[i], result->raw[i]);
        cr_assert_eq(verdict->kept, (result->flags[i] & VIKT_FLAG_KEPT) != 0);
        cr_assert(vikt_text_is(verdict->rule, result->rule[i] ? "sleepers are never A" : ""));
        cr_assert(vikt_text_is(verdict->why, i % 19 == 7 ? "too_little_known" : ""));
        cr_assert(i % 7 == 3 ? isnan(abc->value[i]) : abc->value[i] == f.standing.money[i]);
    }
    release(&f);
}

/* Customer 3 has no revenue. */
Test(standing, money_that_is_missing_is_none)
{
    fixture f = written(REVENUE);

    read_well(&f);
    cr_assert_eq(f.standing.money[0], 1000.5);
    cr_assert(isnan(f.standing.money[3]));
    release(&f);
}

Test(standing, a_run_of_an_earlier_version_has_revenue_as_its_money)
{
    fixture f = written(VIKT_SLOT_NONE);

    change(&f, "UPDATE run SET money = NULL");
    read_well(&f);
    cr_assert(vikt_text_is(f.standing.money_name, "revenue"));
    cr_assert_eq(f.standing.money[1], 2001);
    change(&f, "UPDATE run_value SET name = 'sales' WHERE name = 'revenue'");
    read_well(&f);
    cr_assert_null(f.standing.money_name.at);
    cr_assert(isnan(f.standing.money[1]));
    release(&f);
}

Test(standing, what_no_run_has_written_is_an_error)
{
    static const char *const damage[][2] = {
        {"UPDATE run SET customers = 59", "\"customers\""},
        {"UPDATE run SET customers = -1", "\"customers\""},
        {"UPDATE run SET customers = 1000000000000", "\"customers\""},
        {"UPDATE run SET customers = 60, as_of = 'May'", "\"as_of\""},
        {"UPDATE run SET as_of = '2026-05-12'", NULL},
        {"INSERT INTO outcome_class (run_id, outcome, position, flags)"
         " VALUES (1, 4611686018427387904, 0, 0)",
         "\"outcome\""},
        {"DELETE FROM outcome_class WHERE outcome > 1000000", NULL},
        {"UPDATE result SET score = 1e308", "\"score\""},
        {"UPDATE result SET score = -2.1e9", "\"score\""}};
    fixture f = written(REVENUE);

    for (size_t i = 0; i < sizeof damage / sizeof *damage; i++) {
        vikt_error err = {0};

        change(&f, damage[i][0]);
        if (damage[i][1]) {
            cr_assert_eq(read_it(&f, &err), VIKT_STORE, "%s", damage[i][0]);
            cr_assert(strstr(err.message, damage[i][1]), "%s: %s", damage[i][0], err.message);
            cr_assert(strstr(err.message, "run 1 is damaged"));
        } else {
            read_well(&f);
        }
    }
    release(&f);
}

/* Values that are no list of values are no money, and nothing is read behind them. */
Test(standing, values_that_are_no_list_are_no_money)
{
    static const char *const values[] = {"",     "[",       "[1", "[1,2,3,4,5,6", "[\"\\",
                                         "[\"a", "[1,2,3]", "{}", "[,,,,,,]"};
    fixture f = written(DAYS_LATE);

    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        char sql[120];

        snprintf(sql, sizeof sql, "UPDATE result SET \"values\" = '%s'", values[i]);
        change(&f, sql);
        read_well(&f);
        cr_assert(isnan(f.standing.money[0]), "%s", values[i]);
    }
    release(&f);
}
