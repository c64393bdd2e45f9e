/* SPDX-License-Identifier: MIT
 *
 * Which column is the key, as a reader of a whole file sees it.
 */
#include <criterion/criterion.h>

#include "sample_reading.h"

TestSuite(identity, .init = begin);

static bool key_is(const vikt_import *im, size_t i, const char *wanted)
{
    return vikt_text_is(vikt_column_text(im->keys, i), wanted);
}

/* The profile's key has no synonym "id", as the built-in one. */
static void forget_id(void)
{
    vikt_field *key = &profile.fields[sample_index(&profile, "key")];

    key->synonym_count = 1;
    key->synonyms[0] = VIKT_TEXT("kundnr");
}

static void expect_key_column(const char *heading)
{
    char text[512], key[64];
    vikt_import *im;

    memset(key, 'x', sizeof key - 1);
    key[sizeof key - 1] = '\0';
    snprintf(text, sizeof text,
             "%s;Namn;revenue\nabc;Foo;1\nfoo bar;Foo;2\n;Bar;3\n;Baz;4\n;Baz;5\n%s;Q;6\n", heading,
             key);
    im = read_text(text);
    cr_assert_eq(im->readings[0].key_origin, VIKT_KEY_COLUMN, "%s", heading);
    cr_assert_eq(im->readings[0].headings[0].field, sample_index(&profile, "key"));
    cr_assert_eq(im->count, 3);
    cr_assert(key_is(im, 0, "abc") && key_is(im, 1, "foo bar") && key_is(im, 2, key));
    cr_assert_eq(im->readings[0].rejected_rows, 3);
    cr_assert(vikt_text_is(im->rejects[0].reason, "the key is empty"));
    cr_assert_eq(im->rejects[0].row, 4);
    cr_assert(im->readings[0].key_doubt == NULL);
    cr_assert_eq(told.warnings, 0);
    vikt_import_free(im);
}

Test(identity, a_key_heading_is_the_key_whatever_stands_below)
{
    expect_key_column("id");
    expect_key_column("Kundnr");
    expect_key_column("Key");
    forget_id();
    expect_key_column("ID");
    expect_key_column("Kundnr");
}

Test(identity, a_word_of_the_key_is_the_key_even_when_it_could_be_a_name)
{
    vikt_field *key = &profile.fields[sample_index(&profile, "key")];

    key->synonyms[0] = VIKT_TEXT("kund"); /* also a synonym of the name */
    expect_key_column("Kund");
    key->synonyms[0] = VIKT_TEXT("client"); /* number or name, but this profile knows */
    expect_key_column("Client");
}

Test(identity, the_told_column_is_the_key_before_any_other)
{
    vikt_import *im;

    profile.fields[sample_index(&profile, "key")].column = VIKT_TEXT("Ort");
    im = read_text("id;Ort;Kundnr\n1;b;2\n2;a;3\n");
    cr_assert_eq(im->readings[0].headings[1].match, VIKT_HEADING_COLUMN);
    cr_assert(key_is(im, 0, "a") && key_is(im, 1, "b"));
    vikt_import_free(im);
}

Test(identity, id_steps_back_for_a_word_of_the_key_field)
{
    vikt_import *im;

    forget_id();
    im = read_text("ID;Kundnr;Kund\n1;b;Foo\n2;a;Foo\n");
    cr_assert_eq(im->readings[0].headings[1].field, sample_index(&profile, "key"));
    cr_assert_eq(im->readings[0].headings[0].field, VIKT_INDEX_NONE);
    vikt_import_free(im);
    im = read_text("Kund;ID\n1001;a\n1002;b\n"); /* and goes before what may be a name */
    cr_assert(key_is(im, 0, "a"));
    cr_assert(vikt_text_is(vikt_column_text(im->names, 0), "1001"));
    vikt_import_free(im);
}

Test(identity, duplicates_under_a_key_heading_stop_the_run)
{
    vikt_import *im;
    vikt_error err = {.code = VIKT_OK};

    forget_id();
    cr_assert_eq(sample_read(&profile, "id;Namn\nfoo;A\nfoo;B\n", NULL, &im, &err), VIKT_INPUT);
    cr_assert(strstr(err.message, "key of an earlier row in \"id\""), "%s", err.message);
}

static void expect_doubt(const char *text, vikt_key_origin origin, const char *doubt)
{
    vikt_import *im = read_text(text);

    cr_assert_eq(im->readings[0].key_origin, origin);
    cr_assert(im->readings[0].key_doubt != NULL);
    cr_assert_str_eq(im->readings[0].key_doubt, doubt);
    cr_assert_eq(told.warnings, 1);
    cr_assert(strstr(told.all[0].message, doubt), "%s", told.all[0].message);
    vikt_import_free(im);
}

Test(identity, a_column_that_may_be_the_key_is_not_left_aside_in_silence)
{
    char text[200] = "Nr;Namn\n1;A\n2;B\n", long_key[64];

    expect_doubt("Nr;Namn\nx1;A\nabc;B\n", VIKT_KEY_BY_NAME,
                 "\"Nr\" is not used as the key because \"abc\" has no digit");
    expect_doubt("Nr;revenue\n7;1\n7;2\n", VIKT_KEY_BY_ROW,
                 "\"Nr\" is not used as the key because \"7\" stands there twice");
    expect_doubt("Kod;Namn\n1;A\n;B\n", VIKT_KEY_BY_NAME,
                 "\"Kod\" is not used as the key because half of it is empty");
    expect_doubt("Nr;Kod;Namn\n1;2;A\n3;4;B\n", VIKT_KEY_BY_NAME,
                 "\"Nr\" and \"Kod\" are not used because both may be the key");
    expect_doubt("Kund;revenue\n1001;1\n1002;2\n1002;3\n", VIKT_KEY_BY_ROW,
                 "\"Kund\" is not used as the key because \"1002\" stands there twice");
    memset(long_key, '1', 41);
    long_key[41] = '\0';
    sprintf(text + strlen(text), "%s;C\n", long_key);
    expect_doubt(
        text, VIKT_KEY_BY_NAME,
        "\"Nr\" is not used as the key because \"11111111111111111111111111111111111111111\" "
        "is long");
}

Test(identity, names_are_no_doubtful_keys)
{
    vikt_import *im = read_text("Kund;revenue\nFoo AB;1\nBar AB;2\n");

    cr_assert(im->readings[0].key_doubt == NULL);
    cr_assert_eq(told.count, 0);
    vikt_import_free(im);
    im = read_text("Kund;Namn;Nr\n1;A;x\n2;B;x\n"); /* there is a key: no doubt of another */
    cr_assert_eq(im->readings[0].key_origin, VIKT_KEY_COLUMN);
    cr_assert(im->readings[0].key_doubt == NULL);
    cr_assert_eq(told.count, 1); /* "Kund" or "Nr": decided by content, and said */
    cr_assert_str_eq(told.all[0].message,
                     "\"Kund\" is taken for the key, by what stands in it and in its neighbours; "
                     "if it is not, name the right column under [field key]");
    vikt_import_free(im);
}

Test(identity, a_contact_is_the_name_where_there_is_no_other)
{
    vikt_import *im = read_text("Contact;revenue\nFoo AB;1\nBar AB;2\n");

    cr_assert_eq(im->readings[0].key_origin, VIKT_KEY_BY_NAME);
    vikt_import_free(im);
    im = read_text("Contact name;Company name;revenue\nEva;Foo AB;1\nBo;Bar AB;2\n");
    cr_assert(vikt_text_is(vikt_column_text(im->keys, 0), "Bar AB"));
    vikt_import_free(im);
}
