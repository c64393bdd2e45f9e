/* SPDX-License-Identifier: MIT */
#include "core/profile/profile_ini.h"
#include "core/profile/spec.h"
#include "tests/unit/profile/profile_helper.h"

/* Reads text as an INI file; what is told is in all. */
static void read_bytes(const char *text, size_t size, vikt_draft *draft, heard *all)
{
    vikt_listener listener = {hear_line, all};
    vikt_error error = {0};
    size_t errors = 0;

    *all = (heard){0};
    vikt_draft_init(draft, NULL);
    cr_assert_eq(
        vikt_profile_ini_read("t.ini", (vikt_text){text, size}, draft, &listener, &errors, &error),
        VIKT_OK);
    cr_assert_eq(errors, all->errors);
}

static void read_text(const char *text, vikt_draft *draft, heard *all)
{
    read_bytes(text, strlen(text), draft, all);
}

static vikt_text value_of(const vikt_draft *draft, size_t statement, const char *key)
{
    const vikt_setting *setting = vikt_statement_find(&draft->statements[statement], key);

    cr_assert_not_null(setting);
    return setting->value.text;
}

Test(profile_ini, sections_and_settings_become_statements_with_their_lines)
{
    vikt_draft draft;
    heard all;

    read_text("# a comment\n"
              "\n"
              "[criterion revenue]\n"
              "weight = 30\n"
              "   points = percentile revenue   \n"
              "; another\n"
              "\t[remove  rule late payers ]\t\n",
              &draft, &all);
    cr_assert_str_eq(all.text, "");
    cr_assert_eq(draft.count, 2);
    cr_assert_eq(draft.statements[0].kind, VIKT_STATEMENT_CRITERION);
    cr_assert(text_is(draft.statements[0].name, "revenue"));
    cr_assert_eq(draft.statements[0].place.line, 3);
    cr_assert_eq(draft.statements[0].count, 2);
    cr_assert_eq(draft.statements[0].settings[0].place.line, 4);
    cr_assert_eq(draft.statements[0].settings[0].value.number, 30);
    cr_assert_eq(draft.statements[0].settings[1].place.line, 5);
    cr_assert(text_is(draft.statements[0].settings[1].value.text, "percentile"));
    cr_assert_eq(draft.statements[1].kind, VIKT_STATEMENT_REMOVE);
    cr_assert(text_is(draft.statements[1].name, "rule late payers"));
    vikt_draft_clear(&draft);
}

Test(profile_ini, a_byte_order_mark_and_windows_line_ends_are_no_part_of_it)
{
    vikt_draft draft;
    heard all;

    read_text("\xef\xbb\xbf[profile]\r\nname = Å & Ö\r\nlanguage = sv", &draft, &all);
    cr_assert_str_eq(all.text, "");
    cr_assert(text_is(value_of(&draft, 0, "name"), "Å & Ö"));
    cr_assert(text_is(value_of(&draft, 0, "language"), "sv"));
    vikt_draft_clear(&draft);
}

/* Each of these is cut, split or lost by inih alone. */
Test(profile_ini, values_keep_semicolons_colons_equals_signs_and_quotes)
{
    vikt_draft draft;
    heard all;

    read_text("[action a]\n"
              "text = one ; two;three ;four\n"
              "owner = a: b = c\n"
              "every = ;\n"
              "[action b]\n"
              "text = # not a comment\n"
              "owner = \"in quotes\"\n"
              "every = [1] \"x\" month\n",
              &draft, &all);
    cr_assert_str_eq(all.text, "");
    cr_assert(text_is(value_of(&draft, 0, "text"), "one ; two;three ;four"));
    cr_assert(text_is(value_of(&draft, 0, "owner"), "a: b = c"));
    cr_assert(text_is(value_of(&draft, 0, "every"), ";"));
    cr_assert(text_is(value_of(&draft, 1, "text"), "# not a comment"));
    cr_assert(text_is(value_of(&draft, 1, "owner"), "in quotes"));
    cr_assert(text_is(value_of(&draft, 1, "every"), "[1] \"x\" month"));
    vikt_draft_clear(&draft);
}

/* Around inih's 200 bytes a line, the 180 bytes of our chunks and their multiples; spaces at every
 * seam. */
Test(profile_ini, values_of_any_length_arrive_whole)
{
    static const char pattern[] = "abc  d;ef ;g\xc3\xa5 h";
    static char text[20000], value[16000];

    for (size_t length = 1; length < 800; length++) {
        vikt_draft draft;
        heard all;

        for (size_t i = 0; i < length; i++)
            value[i] = (i + 1 == length || i == 0) ? 'x' : pattern[(i + length) % 11];
        value[length] = '\0';
        snprintf(text, sizeof text, "[action a]\ntext = %s\nowner = me\n", value);
        read_text(text, &draft, &all);
        cr_assert_str_eq(all.text, "");
        cr_assert(text_is(value_of(&draft, 0, "text"), value));
        cr_assert_eq(vikt_statement_find(&draft.statements[0], "owner")->place.line, 3);
        vikt_draft_clear(&draft);
    }
    memset(value, 'y', 15000);
    value[15000] = '\0';
    snprintf(text, sizeof text, "[action a]\ntext = %s\n", value);
    {
        vikt_draft draft;
        heard all;

        read_text(text, &draft, &all);
        cr_assert(text_is(value_of(&draft, 0, "text"), value));
        vikt_draft_clear(&draft);
    }
}

Test(profile_ini, a_line_may_hold_64_kib_and_not_a_byte_more)
{
    size_t most = 64 * 1024;
    char *text = malloc(most + 100);
    size_t head;
    vikt_draft draft;
    heard all;

    strcpy(text, "[action a]\n");
    head = strlen(text);
    memset(text + head, 'x', most + 1);
    memcpy(text + head, "text = ", 7);
    text[head + most] = '\n';
    read_bytes(text, head + most + 1, &draft, &all);
    cr_assert_str_eq(all.text, "");
    cr_assert_eq(value_of(&draft, 0, "text").length, most - 7);
    vikt_draft_clear(&draft);
    text[head + most] = 'x';
    text[head + most + 1] = '\n';
    read_bytes(text, head + most + 2, &draft, &all);
    cr_assert_str_eq(all.text, "t.ini:2: the line is longer than 65536 bytes\n");
    vikt_draft_clear(&draft);
    free(text);
}

Test(profile_ini, every_malformed_line_is_told_at_once_with_its_number)
{
    vikt_draft draft;
    heard all;

    read_text("weight = 3\n"          /* 1: before the first section */
              "[criterion revenue\n"  /* 2: no ] */
              "weight = 3\n"          /* 3: below a wrong section: nothing more */
              "[criterion]\n"         /* 4 */
              "[profile Acme]\n"      /* 5 */
              "[kriterion x]\n"       /* 6 */
              "[criterium x]\n"       /* 7 */
              "[criterion x]\n"       /* 8: right */
              "weight: 3\n"           /* 9 */
              "weight\n"              /* 10 */
              "= 3\n"                 /* 11 */
              "weigth = 3\n"          /* 12 */
              "weight =\n"            /* 13 */
              "we:ight = 4\n"         /* 14 */
              "[group g] ; comment\n" /* 15 */
              "[remove rule y]\n"     /* 16: right */
              "when = x\n",           /* 17 */
              &draft, &all);
    cr_assert_str_eq(
        all.text,
        "t.ini:1: weight stands before the first [section]\n"
        "t.ini:2: the section [criterion revenue lacks its \"]\" at the end of the line\n"
        "t.ini:4: [criterion] lacks a name: [criterion NAME]\n"
        "t.ini:5: [profile] takes no name (\"Acme\"); write name = ... below it\n"
        "t.ini:6: [kriterion] is no section; did you mean \"criterion\"?\n"
        "t.ini:7: [criterium] is no section; did you mean \"criterion\"?\n"
        "t.ini:9: expected \"key = value\", not \"weight: 3\" (\":\" is no \"=\")\n"
        "t.ini:10: expected \"key = value\" or \"[section]\", not \"weight\"\n"
        "t.ini:11: expected \"key = value\" or \"[section]\", not \"= 3\"\n"
        "t.ini:12: criterion \"x\": weigth is not a key of a criterion; did you mean \"weight\"?\n"
        "t.ini:13: criterion \"x\": weight lacks its value\n"
        "t.ini:14: criterion \"x\": we:ight is not a key of a criterion; did you mean \"weight\"?\n"
        "t.ini:15: the section [group g] ; comment lacks its \"]\" at the end of the line\n"
        "t.ini:17: remove \"rule y\": nothing can stand below it\n");
    vikt_draft_clear(&draft);
}

Test(profile_ini, bytes_that_are_no_text_are_told_with_their_place)
{
    static const char text[] =
        "[action a]\ntext = caf\xe9\nowner = a\0b\nevery = x\x1fy\nclass = A\rB\n";
    vikt_draft draft;
    heard all;

    read_bytes(text, sizeof text - 1, &draft, &all);
    cr_assert_str_eq(all.text, "t.ini:2: byte 11 of the line is not UTF-8; save the file as UTF-8\n"
                               "t.ini:3: byte 10 of the line is a control character (0)\n"
                               "t.ini:4: byte 10 of the line is a control character (31)\n"
                               "t.ini:5: byte 10 of the line is a control character (13)\n");
    vikt_draft_clear(&draft);
}

Test(profile_ini, empty_files_comments_and_empty_sections_are_right)
{
    vikt_draft draft;
    heard all;

    read_text("", &draft, &all);
    cr_assert_eq(draft.count, 0);
    vikt_draft_clear(&draft);
    read_text("# only\n;this\n\n   \n", &draft, &all);
    cr_assert_eq(draft.count, 0);
    vikt_draft_clear(&draft);
    read_text("[sources]\n# customers = x\n[field region]\n", &draft, &all);
    cr_assert_str_eq(all.text, "");
    cr_assert_eq(draft.count, 2);
    cr_assert_eq(draft.statements[0].count, 0);
    vikt_draft_clear(&draft);
}

/* ---- values ---- */

static vikt_value value_from(vikt_draft *draft, vikt_spec_kind kind, const char *text)
{
    vikt_error error = {0};
    vikt_value value;

    cr_assert_eq(vikt_profile_ini_value(draft, (int)kind, vikt_text_of(text), (vikt_place){0},
                                        &value, &error),
                 VIKT_OK, "%s: %s", text, error.message);
    return value;
}

static void expect_error(vikt_spec_kind kind, const char *text, const char *message)
{
    vikt_error error = {0};
    vikt_value value;
    vikt_draft draft;

    vikt_draft_init(&draft, NULL);
    cr_expect_eq(vikt_profile_ini_value(&draft, (int)kind, vikt_text_of(text), (vikt_place){0},
                                        &value, &error),
                 VIKT_PROFILE, "%s", text);
    cr_expect_str_eq(error.message, message);
    vikt_draft_clear(&draft);
}

Test(profile_ini, scales_become_calls)
{
    vikt_draft draft;
    vikt_value value;

    vikt_draft_init(&draft, NULL);
    value = value_from(&draft, VIKT_SPEC_SCALE, "bands revenue 50000 250e3  1000000");
    cr_assert_eq(value.kind, VIKT_VALUE_CALL);
    cr_assert(text_is(value.text, "bands"));
    cr_assert_eq(value.count, 2);
    cr_assert(text_is(value.entries[0].value.text, "revenue"));
    cr_assert_eq(value.entries[1].value.count, 3);
    cr_assert_eq(value.entries[1].value.entries[1].value.number, 250000);
    value = value_from(&draft, VIKT_SPEC_SCALE, "linear \"admin hours\" worst 40 best 2");
    cr_assert(text_is(value.entries[0].value.text, "admin hours"));
    cr_assert(text_is(value.entries[1].key, "worst"));
    cr_assert_eq(value.entries[2].value.number, 2);
    value = value_from(&draft, VIKT_SPEC_SCALE, "quantiles f best low");
    cr_assert_eq(value.count, 2);
    cr_assert(text_is(value.entries[1].key, "best"));
    value = value_from(&draft, VIKT_SPEC_SCALE, "quantiles f 4 best low");
    cr_assert_eq(value.entries[1].value.number, 4);
    value =
        value_from(&draft, VIKT_SPEC_SCALE, "lookup branch Bygg 5 \"Handel och el\" 3 otherwise 2");
    cr_assert_eq(value.count, 3);
    cr_assert(text_is(value.entries[1].value.entries[1].key, "Handel och el"));
    cr_assert(text_is(value.entries[2].key, "otherwise"));
    value = value_from(&draft, VIKT_SPEC_SCALE, "share_bands revenue 10 % 25%");
    cr_assert_eq(value.entries[1].value.count, 2);
    cr_assert_eq(value.entries[1].value.entries[0].value.number, 0.1);
    cr_assert_eq(value.entries[1].value.entries[1].value.number, 0.25);
    vikt_draft_clear(&draft);
}

Test(profile_ini, classes_keep_their_order_and_may_have_spaces)
{
    vikt_draft draft;
    vikt_value value;

    vikt_draft_init(&draft, NULL);
    value = value_from(&draft, VIKT_SPEC_CLASSES, "Call now 70 %, B 0.9, \"C\" rest");
    cr_assert_eq(value.count, 3);
    cr_assert(text_is(value.entries[0].value.entries[0].value.text, "Call now"));
    cr_assert_eq(value.entries[0].value.entries[1].value.number, 0.7);
    cr_assert_eq(value.entries[1].value.entries[1].value.number, 0.9);
    cr_assert(text_is(value.entries[2].value.entries[0].value.text, "C"));
    cr_assert(text_is(value.entries[2].value.entries[1].value.text, "rest"));
    vikt_draft_clear(&draft);
}

/* A comma within quotation marks parts nothing; a mark within a text is a sign like others. */
Test(profile_ini, items_of_lists_may_hold_commas_in_quotes)
{
    vikt_draft draft;
    vikt_value value;

    vikt_draft_init(&draft, NULL);
    value = value_from(&draft, VIKT_SPEC_TEXTS, "\"Sales, kr\", Oms ,, 5\" pipe, \"b\"");
    cr_assert_eq(value.count, 4);
    cr_assert(text_is(value.entries[0].value.text, "Sales, kr"));
    cr_assert(text_is(value.entries[1].value.text, "Oms"));
    cr_assert(text_is(value.entries[2].value.text, "5\" pipe"));
    cr_assert(text_is(value.entries[3].value.text, "b"));
    value = value_from(&draft, VIKT_SPEC_CLASSES, "\"A, large\" 3, B 1");
    cr_assert_eq(value.count, 2);
    cr_assert(text_is(value.entries[0].value.entries[0].value.text, "A, large"));
    vikt_draft_clear(&draft);
}

Test(profile_ini, lists_truths_and_splits)
{
    vikt_draft draft;

    vikt_draft_init(&draft, NULL);
    cr_assert_eq(value_from(&draft, VIKT_SPEC_TEXTS, "a, \"b\" ,, c d").count, 3);
    cr_assert_eq(value_from(&draft, VIKT_SPEC_NUMBERS, "1 5").count, 2);
    cr_assert(value_from(&draft, VIKT_SPEC_TRUTH, "Yes").truth);
    cr_assert(!value_from(&draft, VIKT_SPEC_TRUTH, "off").truth);
    cr_assert_eq(value_from(&draft, VIKT_SPEC_MISSING, "2.5").number, 2.5);
    cr_assert(text_is(value_from(&draft, VIKT_SPEC_MISSING, "carry").text, "carry"));
    cr_assert_eq(value_from(&draft, VIKT_SPEC_SPLIT, "4").number, 4);
    cr_assert(text_is(value_from(&draft, VIKT_SPEC_SPLIT, "median").text, "median"));
    cr_assert_eq(value_from(&draft, VIKT_SPEC_SPLIT, "share 80 %").entries[0].value.number, 0.8);
    vikt_draft_clear(&draft);
}

Test(profile_ini, a_wrong_value_says_what_was_expected)
{
    expect_error(VIKT_SPEC_NUMBER, "12,5", "\"12,5\" is not a number; write 12.5");
    expect_error(VIKT_SPEC_NUMBER, "many", "\"many\" is not a number");
    expect_error(VIKT_SPEC_NUMBER, "  ", "a value is missing");
    expect_error(VIKT_SPEC_TRUTH, "maybe", "\"maybe\" is neither yes nor no");
    expect_error(VIKT_SPEC_FUNCTION, "f", "a function can only be written in a rule file (.lua)");
    expect_error(VIKT_SPEC_SCALE, "bnads revenue 1",
                 "\"bnads\" is not a scale (bands, linear, percentile, quantiles, rating, lookup, "
                 "share_bands, scaled, decision_table); did you mean \"bands\"?");
    expect_error(
        VIKT_SPEC_MEASURE, "summ a",
        "\"summ\" is not a measure (sum, ratio, difference, growth, "
        "symmetric_growth, mix, evenness, count_positive, days_since); did you mean \"sum\"?");
    expect_error(VIKT_SPEC_AXIS, "revenue", "\"revenue\" is not an axis (value, points)");
    expect_error(VIKT_SPEC_SCALE, "bands revenue 1, 2",
                 "\"1,\" is not a number; write 1, without the comma");
    expect_error(VIKT_SPEC_SCALE, "bands revenue 1,5", "\"1,5\" is not a number; write 1.5");
    expect_error(VIKT_SPEC_SCALE, "linear f wost 4 best 2",
                 "\"wost\" is not expected in linear; did you mean \"worst\"?");
    expect_error(VIKT_SPEC_SCALE, "percentile f best", "best lacks its value");
    expect_error(VIKT_SPEC_SCALE, "percentile f 5",
                 "\"5\" is not expected in percentile; it takes best, a space and its value");
    expect_error(VIKT_SPEC_SCALE, "lookup f Bygg", "a number is missing at the end");
    expect_error(VIKT_SPEC_SCALE, "rating \"open", "\"open lacks its closing quote");
    expect_error(VIKT_SPEC_SCALE, "rating \"a\"b", "a space is missing after \"a\"");
    expect_error(VIKT_SPEC_CLASSES, "A 3,8, B 2",
                 "the limit 8 has no class before it (decimals have a "
                 "point: A 3.8, B 2.6)");
    expect_error(
        VIKT_SPEC_TEXTS, "a, \"Sales, kr",
        "\"Sales, kr: a text that begins with a quotation mark ends with one, and has none "
        "within");
    expect_error(VIKT_SPEC_CLASSES, "A 3, , B 2", "a class is missing between two commas");
    expect_error(VIKT_SPEC_CLASSES, "A high, B 2", "\"high\" is not a number");
}
