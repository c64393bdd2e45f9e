/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <unistd.h>

#include "core/import/ratings.h"
#include "sample_profile.h"

enum { SHEETS_MAX = 4 };

/* Customers and sheets as files, and what reading them gave. */
typedef struct fixture {
    sample_profile p;
    heard h;
    vikt_import *import;
    vikt_error err;
    vikt_rating_file files[SHEETS_MAX];
    char paths[SHEETS_MAX][64];
    size_t count;
} fixture;

static const char customers[] = "kundnr;namn;potential\n"
                                "K1;Åkerbergs Plåt AB;1\nK2;Kafé Blå;2\nK3;Öhman & Co;3\n"
                                "K4;Samma AB;\nK5;samma ab;\n";

static void begin(fixture *f)
{
    *f = (fixture){.count = 0};
    sample_profile_init(&f->p);
    cr_assert_eq(sample_read(&f->p, customers, &f->h, &f->import, &f->err), VIKT_OK, "%s",
                 f->err.message);
}

static void add(fixture *f, const char *rater, const char *text)
{
    char *path = f->paths[f->count];
    int fd;

    strcpy(path, "/tmp/vikt-rating-XXXXXX");
    fd = mkstemp(path);
    cr_assert(fd >= 0 && write(fd, text, strlen(text)) == (ssize_t)strlen(text));
    close(fd);
    f->files[f->count++] = (vikt_rating_file){path, vikt_text_of(rater)};
}

static vikt_code run(fixture *f)
{
    vikt_listener listener = {hear, &f->h};
    vikt_code rc;

    f->h = (heard){.count = 0};
    rc = vikt_ratings_read(f->import, &f->p.profile, f->files, f->count, NULL, &listener, &f->err);
    for (size_t i = 0; i < f->count; i++)
        remove(f->paths[i]);
    return rc;
}

static void end(fixture *f)
{
    vikt_import_free(f->import);
}

static double value(const fixture *f, const char *field, size_t customer)
{
    const vikt_column *column = f->import->columns[sample_index(&f->p, field)];

    cr_assert(column);
    return column->numbers[customer];
}

static const vikt_reject *reject(const fixture *f, size_t i)
{
    cr_assert(i < f->import->reject_count, "%zu rejects", f->import->reject_count);
    return &f->import->rejects[i];
}

/* A 4 of 10 is not a 4 of 5. */
Test(ratings, marks_of_another_scale_are_not_used)
{
    fixture f;

    begin(&f);
    add(&f, "anna", "kundnr,potential (1-10),risk (1-5)\nK1,4,2\nK2,9,1\n");
    cr_assert_eq(run(&f), VIKT_OK, "%s", f.err.message);
    cr_assert_eq(f.import->ratings->field_count, 1);
    cr_assert_eq(f.import->reject_count, 0);
    cr_assert(strstr(f.h.all[0].message, "its heading speaks of marks from 1 to 10, and the "
                                         "field's are 1 to 5"),
              "%s", f.h.all[0].message);
    cr_assert_eq(value(&f, "risk", 0), 2);
    end(&f);
}

/* K1: 5, 2, 4: 4. K2: 1 and 2: 1.5. K3: nobody. */
Test(ratings, a_customer_has_the_median_of_the_marks)
{
    fixture f;

    begin(&f);
    add(&f, "anna", "kundnr,potential (1-5),kommentar\nK1,5,bra\nK2,1,\n");
    add(&f, "bo", "kundnr;Potential\nK2;2\nK1;2\n");
    add(&f, "cia", "kundnr\tpotential\trisk\nK1\t4\t3\n");
    cr_assert_eq(run(&f), VIKT_OK, "%s", f.err.message);
    cr_assert_eq(value(&f, "potential", 0), 4);
    cr_assert_eq(value(&f, "potential", 1), 1.5);
    cr_assert(isnan(value(&f, "potential", 2)));
    cr_assert_eq(value(&f, "risk", 0), 3);
    cr_assert_eq(f.import->reject_count, 0);
    cr_assert_eq(f.import->ratings->rater_count, 3);
    cr_assert_eq(f.import->ratings->unit_count, 2);
    cr_assert_eq(f.import->ratings->field_count, 2);
    cr_assert_eq(f.import->ratings->mark_count, 6);
    cr_assert_eq(f.import->reading_count, 4);
    cr_assert_eq(f.import->readings[3].kind, VIKT_SOURCE_RATINGS);
    cr_assert_eq(f.import->readings[1].rows, 2);
    /* The customers' own column had K3's value, which is told. */
    cr_assert_eq(f.h.warnings, 1);
    cr_assert(strstr(f.h.all[0].message, "a value for 1 customer without a mark"), "%s",
              f.h.all[0].message);
    cr_assert_eq(f.import->readings[0].headings[2].match, VIKT_HEADING_UNUSED);
    end(&f);
}

/* (2 x 5 + 1 x 2) / 3 = 4; nobody named Dan. */
Test(ratings, a_weighted_mean_knows_its_raters)
{
    vikt_rater_weight weights[] = {{VIKT_TEXT("ANNA"), 2}, {VIKT_TEXT("boo"), 3}};
    fixture f;

    begin(&f);
    f.p.profile.combining = (vikt_combining){.is_mean = true, .weights = weights};
    f.p.profile.combining.weight_count = 2;
    add(&f, "Anna", "kundnr,risk\nK1,5\n");
    add(&f, "bo", "kundnr,risk\nK1,2\n");
    cr_assert_eq(run(&f), VIKT_OK, "%s", f.err.message);
    cr_assert_eq(value(&f, "risk", 0), 4);
    cr_assert_eq(f.h.warnings, 1);
    cr_assert(strstr(f.h.all[0].message, "\"boo\" is no rater; did you mean \"bo\"?"), "%s",
              f.h.all[0].message);
    end(&f);
}

Test(ratings, what_is_no_mark_is_missing_and_no_reject)
{
    fixture f;

    begin(&f);
    add(&f, "anna",
        "kundnr;risk;potential\nK1;x;1\nK2;-;1\nK3;?;1\nK4;;1\nK5; X ;1\nK1;\xe2\x80\x93;\n");
    cr_assert_eq(run(&f), VIKT_OK, "%s", f.err.message);
    cr_assert_null(f.import->columns[sample_index(&f.p, "risk")]);
    cr_assert_eq(f.import->ratings->mark_count, 5);
    cr_assert_eq(f.import->reject_count, 0);
    end(&f);
}

Test(ratings, marks_off_the_scale_and_other_words_are_rejected_with_their_place)
{
    fixture f;

    begin(&f);
    add(&f, "anna", "kundnr;risk\nK1;6\nK2;0\nK3;bra\nK4;5\nK5;1\n");
    cr_assert_eq(run(&f), VIKT_OK, "%s", f.err.message);
    cr_assert_eq(f.import->reject_count, 3);
    cr_assert_eq(reject(&f, 0)->row, 2);
    cr_assert(vikt_text_is(reject(&f, 0)->key, "K1"));
    cr_assert(vikt_text_is(reject(&f, 0)->column, "risk"));
    cr_assert(vikt_text_is(reject(&f, 0)->value, "6"));
    cr_assert(vikt_text_is(reject(&f, 0)->reason, "is outside 1..5"));
    cr_assert(vikt_text_is(reject(&f, 1)->value, "0"));
    cr_assert(vikt_text_is(reject(&f, 2)->value, "bra"));
    cr_assert(!reject(&f, 2)->whole_row);
    cr_assert_eq(f.import->readings[1].rejected_cells, 3);
    cr_assert_eq(value(&f, "risk", 3), 5);
    cr_assert_eq(value(&f, "risk", 4), 1);
    end(&f);
}

/* Case and blanks do not matter; a name of two customers, of nobody, and none are rejects. */
Test(ratings, a_sheet_without_keys_is_joined_by_name)
{
    fixture f;

    begin(&f);
    add(&f, "anna",
        "Kund;risk\n ÅKERBERGS  plåt\xc2\xa0"
        "ab ;2\nkafé blå;3\nSamma AB;4\nIngen AB;5\n;1\n");
    cr_assert_eq(run(&f), VIKT_OK, "%s", f.err.message);
    cr_assert_eq(value(&f, "risk", 0), 2);
    cr_assert_eq(value(&f, "risk", 1), 3);
    cr_assert(isnan(value(&f, "risk", 3)));
    cr_assert_eq(f.import->reject_count, 3);
    cr_assert(
        vikt_text_is(reject(&f, 0)->reason, "is the name of several customers; give the key"));
    cr_assert_eq(reject(&f, 0)->row, 4);
    cr_assert(reject(&f, 0)->whole_row);
    cr_assert(vikt_text_is(reject(&f, 1)->value, "Ingen AB"));
    cr_assert(vikt_text_is(reject(&f, 1)->reason, "is no customer's name or key"));
    cr_assert(vikt_text_is(reject(&f, 2)->reason, "has neither a key nor a name"));
    cr_assert_eq(f.import->readings[1].rejected_rows, 3);
    end(&f);
}

Test(ratings, the_key_counts_before_the_name)
{
    fixture f;

    begin(&f);
    add(&f, "anna", "kundnr;namn;risk\nK3;Kafé Blå;2\n;Kafé Blå;5\nK9;Kafé Blå;1\n'=K1;;1\n");
    cr_assert_eq(run(&f), VIKT_OK, "%s", f.err.message);
    cr_assert_eq(value(&f, "risk", 2), 2);
    cr_assert_eq(value(&f, "risk", 1), 5);
    cr_assert_eq(f.import->reject_count, 2);
    cr_assert(vikt_text_is(reject(&f, 0)->value, "K9"));
    cr_assert(vikt_text_is(reject(&f, 0)->reason, "is no customer's key"));
    end(&f);
}

/* One sheet, a row a rater and customer: "Kund" repeats, so that it is not seen to be a key. */
Test(ratings, a_column_may_say_who_gave_the_mark)
{
    fixture f;

    begin(&f);
    add(&f, "alla", "Kund;Bedömare;risk\nK1;Per;1\nK1;anna;3\nK2; per;5\nK2;Anna;4\nK3;;2\n");
    cr_assert_eq(run(&f), VIKT_OK, "%s", f.err.message);
    cr_assert_eq(f.import->ratings->rater_count, 3);
    cr_assert(vikt_text_is(f.import->ratings->raters[0], "Anna")); /* before "anna" */
    cr_assert(vikt_text_is(f.import->ratings->raters[1], "Per"));
    cr_assert(vikt_text_is(f.import->ratings->raters[2], "alla"));
    cr_assert_eq(value(&f, "risk", 0), 2);
    cr_assert_eq(value(&f, "risk", 1), 4.5);
    cr_assert_eq(value(&f, "risk", 2), 2);
    end(&f);
}

/* As spreadsheets and file names have them; U+00A0 is a blank too. */
Test(ratings, blanks_around_a_raters_name_are_not_part_of_it)
{
    fixture f;

    begin(&f);
    add(&f, "Per ", "kundnr;risk\nK1;1\n");
    add(&f, "alla", "Kund;Bedömare;risk\nK2;\"Per \";3\nK3; Per\xc2\xa0;5\nK1;\"anna \";3\n");
    cr_assert_eq(run(&f), VIKT_OK, "%s", f.err.message);
    cr_assert_eq(f.import->ratings->rater_count, 2);
    cr_assert(vikt_text_is(f.import->ratings->raters[0], "Per"));
    cr_assert(vikt_text_is(f.import->ratings->raters[1], "anna"));
    cr_assert_eq(value(&f, "risk", 0), 2);
    end(&f);
}

/* Raters add them up at the foot: no customer and no reject, but told. */
Test(ratings, totals_and_titles_are_skipped_and_counted)
{
    fixture f;
    const vikt_reading *reading;

    begin(&f);
    add(&f, "anna",
        "Betyg för Öst;;\nkundnr;namn;risk\nK1;Åkerbergs Plåt AB;2\nkundnr;namn;risk\n"
        "K2;Kafé Blå;4\n;Summa;6\nTotalt;;6\n");
    cr_assert_eq(run(&f), VIKT_OK, "%s", f.err.message);
    cr_assert_eq(f.import->reject_count, 0);
    cr_assert_eq(value(&f, "risk", 0), 2);
    cr_assert_eq(value(&f, "risk", 1), 4);
    reading = &f.import->readings[1];
    cr_assert_eq(reading->rows, 2);
    cr_assert_eq(reading->titles, 1);
    cr_assert_eq(reading->repeated_headings, 1);
    cr_assert_eq(reading->totals, 2);
    cr_assert(vikt_text_is(reading->proof, "Åkerbergs Plåt AB"));
    end(&f);
}

Test(ratings, a_second_mark_by_one_rater_is_rejected)
{
    fixture f;

    begin(&f);
    add(&f, "anna", "kundnr;namn;risk\nK1;;2\nK2;;1\n;Åkerbergs Plåt AB;5\n");
    cr_assert_eq(run(&f), VIKT_OK, "%s", f.err.message);
    cr_assert_eq(value(&f, "risk", 0), 2);
    cr_assert_eq(f.import->reject_count, 1);
    cr_assert_eq(reject(&f, 0)->row, 4);
    cr_assert(vikt_text_is(reject(&f, 0)->value, "5"));
    cr_assert(strstr(reject(&f, 0)->reason.at, "is a second mark by anna; the first is in row 2"));
    end(&f);
}

Test(ratings, a_column_that_the_profile_names_is_kept)
{
    fixture f;

    begin(&f);
    f.import->readings[0].headings[2].match = VIKT_HEADING_COLUMN;
    add(&f, "anna", "kundnr;potential\nK1;5\n");
    cr_assert_eq(run(&f), VIKT_OK, "%s", f.err.message);
    cr_assert_eq(value(&f, "potential", 0), 1);
    cr_assert_not(f.import->ratings->fields[0].used);
    cr_assert_eq(f.import->ratings->mark_count, 1);
    cr_assert_eq(f.h.notes, 1);
    end(&f);
}

/* A blank sheet: the customers' own column stays. */
Test(ratings, a_column_without_a_mark_takes_nothing_away)
{
    fixture f;

    begin(&f);
    add(&f, "anna", "kundnr;potential;risk\nK1;;2\nK2;x;\n");
    cr_assert_eq(run(&f), VIKT_OK, "%s", f.err.message);
    cr_assert_eq(value(&f, "potential", 0), 1);
    cr_assert_eq(value(&f, "risk", 0), 2);
    cr_assert_not(f.import->ratings->fields[0].used);
    cr_assert_eq(f.h.count, 0);
    end(&f);
}

/* The company's own heading counts where it stands, and the field's other names where not. */
Test(ratings, a_named_column_may_have_another_name_in_the_sheet)
{
    fixture f;
    size_t risk;

    begin(&f);
    risk = sample_index(&f.p, "risk");
    f.p.fields[risk].column = VIKT_TEXT("Betyg R");
    add(&f, "anna", "kundnr;Betyg R\nK1;5\n");
    add(&f, "bo", "kundnr;Risk\nK1;3\n");
    cr_assert_eq(run(&f), VIKT_OK, "%s", f.err.message);
    cr_assert_eq(value(&f, "risk", 0), 4);
    end(&f);
}

Test(ratings, a_sheet_without_marks_is_an_error)
{
    fixture f;

    begin(&f);
    add(&f, "anna", "kundnr;namn;kommentar\nK1;A;x\n");
    cr_assert_eq(run(&f), VIKT_INPUT);
    cr_assert(strstr(f.err.message, "no column for marks; the fields with a scale are: potential, "
                                    "risk"),
              "%s", f.err.message);
    cr_assert_null(f.import->ratings);
    end(&f);
}

Test(ratings, too_many_raters_are_an_error)
{
    char text[8192] = "kundnr;bedömare;risk\n";
    fixture f;

    begin(&f);
    for (size_t i = 0; i <= VIKT_RATERS_MAX; i++)
        snprintf(text + strlen(text), 32, "K1;rater %zu;3\n", i);
    add(&f, "alla", text);
    cr_assert_eq(run(&f), VIKT_LIMIT);
    end(&f);
}

/* Files and rows in another order: the same marks in the same places. */
Test(ratings, order_changes_nothing)
{
    fixture f, g;

    begin(&f);
    add(&f, "anna", "kundnr;risk;potential\nK1;2;3\nK2;3;4\nK3;5;x\n");
    add(&f, "bo", "namn;potential\nöhman & co;5\nKafé Blå;1\n");
    cr_assert_eq(run(&f), VIKT_OK);
    begin(&g);
    add(&g, "bo", "namn;potential\nKafé Blå;1\nöhman & co;5\n");
    add(&g, "anna", "kundnr;potential;risk\nK3;x;5\nK2;4;3\nK1;3;2\n");
    cr_assert_eq(run(&g), VIKT_OK);
    cr_assert_eq(f.import->ratings->mark_count, g.import->ratings->mark_count);
    for (size_t i = 0; i < f.import->ratings->mark_count; i++)
        cr_assert_arr_eq(&f.import->ratings->marks[i], &g.import->ratings->marks[i],
                         sizeof *g.import->ratings->marks);
    for (size_t i = 0; i < f.import->ratings->field_count; i++) {
        const vikt_rated_field *a = &f.import->ratings->fields[i];
        const vikt_rated_field *b = &g.import->ratings->fields[i];

        cr_assert_eq(a->field, b->field);
        cr_assert_arr_eq(a->values, b->values, f.import->ratings->unit_count * sizeof(double));
        cr_assert_arr_eq(&a->agreement, &b->agreement, sizeof a->agreement);
    }
    end(&f);
    end(&g);
}

/* K1 has a mark of risk only, so its potential is lost, and so is K3's; K2 has one. */
Test(ratings, a_mark_on_another_field_is_none)
{
    fixture f;

    begin(&f);
    add(&f, "anna", "kundnr;potential;risk\nK1;;3\nK2;4;2\n");
    cr_assert_eq(run(&f), VIKT_OK, "%s", f.err.message);
    cr_assert(strstr(f.h.all[0].message, "a value for 2 customers without a mark"), "%s",
              f.h.all[0].message);
    end(&f);
}

Test(ratings, rejects_stand_in_order_of_customers_whatever_the_sheets)
{
    fixture f;

    begin(&f);
    add(&f, "anna", "kundnr;potential\nK3;9\nK1;4\n");
    add(&f, "bo", "kundnr;potential\nK1;8\nK9;x\nK9;7\n");
    cr_assert_eq(run(&f), VIKT_OK, "%s", f.err.message);
    cr_assert(vikt_text_is(reject(&f, 0)->key, "K1"));
    cr_assert(vikt_text_is(reject(&f, 1)->key, "K3"));
    cr_assert_eq(f.import->reject_count, 4); /* and both rows of K9, once each */
    end(&f);
}

Test(ratings, as_many_raters_as_there_may_be)
{
    char text[VIKT_RATERS_MAX * 16 + 64] = "kundnr;rater;potential\n";
    fixture f;

    begin(&f);
    for (size_t i = 0; i < VIKT_RATERS_MAX; i++)
        sprintf(text + strlen(text), "K1;r%zu;3\n", i);
    add(&f, "all", text);
    cr_assert_eq(run(&f), VIKT_OK, "%s", f.err.message);
    cr_assert_eq(f.import->ratings->rater_count, VIKT_RATERS_MAX);
    end(&f);
}

Test(ratings, names_join_over_blanks_of_any_kind)
{
    fixture f;

    begin(&f);
    add(&f, "anna", "namn;potential\n\xc3\x96hman\xe2\x80\xaf&\xc2\xa0  Co;4\nKaf;3\n");
    cr_assert_eq(run(&f), VIKT_OK, "%s", f.err.message);
    cr_assert_eq(value(&f, "potential", 2), 4);
    cr_assert_eq(f.import->reject_count, 1);
    cr_assert(vikt_text_is(reject(&f, 0)->reason, "is no customer's name or key"));
    end(&f);
}

/* What spreadsheets are kept from computing comes back with its apostrophe. */
Test(ratings, a_name_that_looks_like_a_formula_is_found)
{
    fixture f = {.count = 0};

    sample_profile_init(&f.p);
    cr_assert_eq(sample_read(&f.p, "kundnr;namn\n-1;=Alfa\n2;Beta\n", &f.h, &f.import, &f.err),
                 VIKT_OK);
    add(&f, "anna", "namn;potential\n'=Alfa;4\n");
    add(&f, "bo", "kundnr;potential\n'-1;3\n");
    cr_assert_eq(run(&f), VIKT_OK, "%s", f.err.message);
    cr_assert_eq(value(&f, "potential", 0), 3.5);
    end(&f);
}

Test(ratings, personal_numbers_of_rows_that_are_rejected_are_masked)
{
    fixture f;

    begin(&f);
    add(&f, "anna", "kundnr;org.nr;potential\nK1;811218-9876;3\nK2;811218-9876\n");
    cr_assert_eq(run(&f), VIKT_OK, "%s", f.err.message);
    cr_assert(vikt_text_is(reject(&f, 0)->value, "K2;811218-****"), "%.*s",
              VIKT_SHOW(reject(&f, 0)->value));
    end(&f);
}

Test(ratings, a_sheet_in_two_encodings_is_told)
{
    fixture f;
    bool told = false;

    begin(&f);
    add(&f, "anna",
        "kundnr;potential;kommentar\nK1;3;\xc3\x85sa\nK2;3;\xc5sa\nK3;3;\xd6rn\n"
        "K4;3;\xc4lg\n");
    cr_assert_eq(run(&f), VIKT_OK, "%s", f.err.message);
    for (size_t i = 0; i < f.h.count; i++)
        told |= strstr(f.h.all[i].message, "save it in one encoding") != NULL;
    cr_assert(told);
    end(&f);
}

/* In a sheet of another program the apostrophe may be the name's own. */
Test(ratings, an_apostrophe_that_may_be_either_is_no_customers)
{
    fixture f = {.count = 0};

    sample_profile_init(&f.p);
    cr_assert_eq(sample_read(&f.p, "kundnr;namn;potential\n=1;A;1\n'=1;B;2\n'=2;C;3\n=3;D;4\n",
                             &f.h, &f.import, &f.err),
                 VIKT_OK);
    add(&f, "anna", "kundnr;risk\n'=1;1\n'=2;2\n'=3;3\n=1;4\n");
    cr_assert_eq(run(&f), VIKT_OK, "%s", f.err.message);
    cr_assert_eq(f.import->reject_count, 1);
    cr_assert_eq(reject(&f, 0)->row, 2);
    cr_assert(strstr(reject(&f, 0)->reason.at, "with its apostrophe and another without"));
    cr_assert_eq(f.import->ratings->mark_count, 3);
    end(&f);
}
