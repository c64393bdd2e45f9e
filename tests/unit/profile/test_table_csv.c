/* SPDX-License-Identifier: MIT */
#include "core/profile/table_csv.h"

#include "core/base/fail.h"

#include "tests/unit/profile/profile_helper.h"

typedef struct taken {
    vikt_draft draft;
    vikt_statement *statement;
    heard heard;
} taken;

static taken *read_bytes(const char *text, size_t length)
{
    taken *r = calloc(1, sizeof *r);
    vikt_listener listener = {hear_line, &r->heard};
    size_t errors = 0;

    cr_assert_not_null(r);
    vikt_draft_init(&r->draft, NULL);
    r->statement = vikt_draft_add(&r->draft, VIKT_STATEMENT_SCHEME, VIKT_TEXT("s"),
                                  vikt_place_of("vikt.ini", 1, 0));
    cr_assert_eq(vikt_table_csv_read("t.csv", (vikt_text){text, length}, &r->draft, r->statement,
                                     &listener, &errors, NULL),
                 VIKT_OK);
    cr_assert_eq(errors, r->heard.errors);
    return r;
}

static taken *read_csv(const char *text)
{
    return read_bytes(text, strlen(text));
}

static void done(taken *r)
{
    vikt_draft_clear(&r->draft);
    free(r);
}

static const vikt_value *row(const taken *r, const char *key)
{
    const vikt_setting *setting = vikt_statement_find(r->statement, key);

    cr_assert_not_null(setting, "%s", key);
    return &setting->value;
}

static void is_cell(const vikt_value *row, size_t i, const char *name, const char *text)
{
    cr_assert(i < row->count);
    cr_expect(text_is(row->entries[i].key, name), "%.*s", VIKT_SHOW(row->entries[i].key));
    cr_expect(text_is(row->entries[i].value.text, text), "%.*s",
              VIKT_SHOW(row->entries[i].value.text));
}

static void expect_wrong(const char *text, const char *told)
{
    taken *r = read_csv(text);

    cr_expect_str_eq(r->heard.text, told);
    done(r);
}

Test(table_csv, cells_become_tests)
{
    taken *r = read_csv("a;b;c;class\r\n"
                        "<= 30; >=12 ;-;Champion\r\n"
                        "\r\n"
                        "31..90;;North, East;\"Call; \"\"now\"\"\"\r\n"
                        ";;;\r\n"
                        "4;!= x;\"\"\"a, b\"\"\";3\r\n"
                        "= 4;~= y;this or that;Others");
    const vikt_value *second = row(r, "row 2");

    cr_assert_str_eq(r->heard.text, "");
    cr_assert_eq(row(r, "row 1")->count, 3);
    is_cell(row(r, "row 1"), 0, "a", "<= 30");
    is_cell(row(r, "row 1"), 1, "b", ">=12");
    is_cell(row(r, "row 1"), 2, "", "Champion");
    is_cell(second, 0, "a", "31..90");
    is_cell(second, 1, "c", "in North, East");
    is_cell(second, 2, "", "Call; \"now\"");
    cr_assert_eq(second->entries[1].value.place.line, 4);
    cr_assert_eq(second->entries[1].value.place.column, 9);
    is_cell(row(r, "row 3"), 0, "a", "= 4");
    is_cell(row(r, "row 3"), 1, "b", "!= x");
    is_cell(row(r, "row 3"), 2, "c", "= \"a, b\"");
    is_cell(row(r, "row 4"), 0, "a", "= 4");
    is_cell(row(r, "row 4"), 2, "c", "= \"this or that\"");
    cr_assert_null(vikt_statement_find(r->statement, "row 5"));
    done(r);
}

Test(table_csv, the_heading_tells_the_separator)
{
    static const char *const texts[] = {"a,b,class\n1,2,X\n", "a\tb\tclass\n1\t2\tX\n",
                                        "\"a\";\"b\";\"class\"\n\"1\";\"2\";\"X\"\n"};

    for (size_t i = 0; i < 3; i++) {
        taken *r = read_csv(texts[i]);

        cr_assert_str_eq(r->heard.text, "");
        is_cell(row(r, "row 1"), 1, "b", "= 2");
        is_cell(row(r, "row 1"), 2, "", "X");
        done(r);
    }
}

Test(table_csv, a_decimal_comma_is_a_point_where_no_list_can_stand)
{
    taken *r = read_csv("a;b;c;d;class\n<= 2,5;1,5..3;= 4,25;\"\"\"2,5\"\"\";Up to 2,5\n");

    cr_assert_str_eq(r->heard.text, "");
    is_cell(row(r, "row 1"), 0, "a", "<= 2.5");
    is_cell(row(r, "row 1"), 1, "b", "1.5..3");
    is_cell(row(r, "row 1"), 2, "c", "= 4.25");
    is_cell(row(r, "row 1"), 3, "d", "= \"2,5\"");
    is_cell(row(r, "row 1"), 4, "", "Up to 2,5");
    done(r);
}

Test(table_csv, everything_wrong_is_told_at_once)
{
    expect_wrong("a;b;class\n"
                 "1;2\n"
                 "1;2;3;4\n"
                 "1;2,5;A\n"
                 "1;2;\n"
                 "\"1;2;A\n"
                 "\"1\" x;2;A\n"
                 "1;2;A\n",
                 "t.csv:2: expected 3 cells, as the heading has, not 2\n"
                 "t.csv:3: expected 3 cells, as the heading has, not 4\n"
                 "t.csv:4: b: \"2,5\" may be a number or a list; write 2.5, or 2, 5 with a space\n"
                 "t.csv:5: the row has no outcome (class)\n"
                 "t.csv:6: the quotation mark is not closed on its line\n"
                 "t.csv:7: \"x\" stands behind the closing quotation mark\n");
}

Test(table_csv, a_heading_that_is_wrong_is_enough)
{
    expect_wrong("", "t.csv:1: the file is empty; its first line must name the inputs\n");
    expect_wrong("\n\n", "t.csv:3: the file is empty; its first line must name the inputs\n");
    expect_wrong("a;class\n", "t.csv:2: the file has a heading, but no rows\n");
    expect_wrong("a;;class\n1;2;3\n", "t.csv:1: column 2 has no heading\n");
    expect_wrong("a;a;class\n1;2;3\n", "t.csv:1: the heading \"a\" is there twice\n");
    expect_wrong("a;class\n1;\xff\n",
                 "t.csv:2: the line has a byte that is not UTF-8 text; save the file as UTF-8\n");
    expect_wrong("a;class\n1;\x01\n",
                 "t.csv:2: the line has a byte that is not UTF-8 text; save the file as UTF-8\n");
}

Test(table_csv, there_are_limits)
{
    enum { WIDE = 34, LONG = 1001 };
    char *text = calloc(1, LONG * 8 + 100), *at = text;
    taken *r;

    cr_assert_not_null(text);
    for (int i = 1; i < WIDE; i++)
        at += sprintf(at, "c%d,", i);
    sprintf(at, "class\n");
    expect_wrong(text, "t.csv:1: there are 34 columns; a decision table has at most 33\n");
    at = text + sprintf(text, "a,class\n");
    for (int i = 0; i < LONG; i++)
        at += sprintf(at, "%d,X\n", i);
    r = read_bytes(text, (size_t)(at - text));
    cr_assert_str_eq(r->heard.text, "t.csv:1002: a decision table has at most 1000 rows\n");
    cr_assert_not_null(vikt_statement_find(r->statement, "row 1000"));
    done(r);
    free(text);
}

/* ---- as a part of a profile ---- */

#define NAMES "[field region]\ntype = text\n[scheme s]\ntype = decision_table\nfile = "

static vikt_code load_with(const char *ini, const char *csv, heard *all, vikt_profile **out)
{
    folder in = folder_new();
    char path[256], table[256];
    vikt_profile_options options = {.ini = folder_file(&in, "vikt.ini", path)};
    vikt_listener listener = {hear_line, all};
    vikt_code rc;

    folder_write(&in, "vikt.ini", ini);
    folder_write(&in, "t.csv", csv);
    *all = (heard){0};
    rc = vikt_profile_load(&options, &listener, out, NULL);
    unlink(folder_file(&in, "t.csv", table));
    folder_done(&in);
    return rc;
}

Test(table_csv, its_text_is_a_part_of_the_profile)
{
    static heard all;
    vikt_profile *profile, *other;

    cr_assert_eq(load_with(NAMES "t.csv\n", "region;class\nNorth;A\n;B\n", &all, &profile), VIKT_OK,
                 "%s", all.text);
    cr_assert_eq(scheme_of(profile, "s")->decision->row_count, 2);
    cr_assert(text_is(scheme_of(profile, "s")->decision->rows[0].when.text, "region = North"));
    cr_assert_eq(scheme_of(profile, "s")->decision->rows[1].place.line, 3);
    cr_assert(text_is(profile->files[profile->file_count - 1].text, "region;class\nNorth;A\n;B\n"));
    cr_assert_eq(load_with(NAMES "t.csv\n", "region;class\nNorth;A\n;C\n", &all, &other), VIKT_OK);
    cr_assert_str_neq(profile->digest, other->digest);
    vikt_profile_free(profile);
    vikt_profile_free(other);
}

static void expect_refused(const char *ini, const char *csv, const char *told)
{
    static heard all;
    vikt_profile *profile;

    cr_expect_eq(load_with(ini, csv, &all, &profile), VIKT_PROFILE);
    cr_expect_str_eq(all.text, told);
    vikt_profile_free(profile);
}

Test(table_csv, wrong_inputs_are_told_once_and_at_their_cell)
{
    expect_refused(
        NAMES "t.csv\n", "regoin;revenue;class\nNorth;> x;A\nSouth;3;B\n",
        "t.csv:2: scheme \"s\": row 1: there is no field or measure \"regoin\"; did you "
        "mean \"region\"?\n"
        "t.csv:2: scheme \"s\": row 1: \"revenue\" cannot be compared with \"x\" by size\n");
}

Test(table_csv, files_lie_beside_the_profile)
{
    expect_refused(NAMES "../t.csv\n", "region;class\n;B\n",
                   "vikt.ini:5: scheme \"s\": \"../t.csv\" is not a .csv, .tsv or .txt file beside "
                   "this one\n");
    expect_refused(NAMES "/etc/passwd\n", "region;class\n;B\n",
                   "vikt.ini:5: scheme \"s\": \"/etc/passwd\" is not a .csv, .tsv or .txt file "
                   "beside this one\n");
    expect_refused(NAMES "t.csv\nrow 1 = always: A\n", "region;class\n;B\n",
                   "vikt.ini:5: scheme \"s\": its decision table has rows and a file; one is "
                   "enough\n");
    expect_refused(NAMES "u.csv\n", "region;class\n;B\n",
                   "vikt.ini:5: the decision table \"u.csv\" cannot be read: No such file or "
                   "directory\n");
}

/* Messages show 200 bytes of a text; a cell counts with all of it. */
Test(table_csv, a_long_list_is_taken_whole)
{
    char text[2000] = "region;class\n", list[1000] = "a";
    taken *r;

    while (strlen(list) < 900)
        strcat(list, ", b");
    strcat(strcat(text, list), ";X\n");
    memmove(list + 3, list, strlen(list) + 1);
    memcpy(list, "in ", 3);
    r = read_csv(text);
    cr_assert_str_eq(r->heard.text, "");
    is_cell(row(r, "row 1"), 0, "region", list);
    done(r);
}

typedef struct measured {
    size_t bytes;
} measured;

static void *measured_reallocate(void *context, void *memory, size_t size)
{
    measured *m = context;

    m->bytes += size;
    if (size)
        return realloc(memory, size);
    free(memory);
    return NULL;
}

/* A cell takes its own length, not what is left of the file: that was 2000 x 8 kB. */
Test(table_csv, quoted_cells_take_no_more_memory_than_they_need)
{
    char *text = calloc(1, 10000);
    measured m = {0};
    vikt_allocator allocator = {measured_reallocate, &m};
    vikt_listener listener = {0};
    size_t errors = 0;
    vikt_draft draft;
    vikt_statement *statement;

    cr_assert_not_null(text);
    strcpy(text, "a,class\n");
    for (size_t i = 0; i < 2000; i++)
        strcpy(text + 8 + i * 4, "\"x\",");
    vikt_draft_init(&draft, &allocator);
    statement =
        vikt_draft_add(&draft, VIKT_STATEMENT_SCHEME, VIKT_TEXT("s"), vikt_place_of("i", 1, 0));
    cr_assert_eq(vikt_table_csv_read("t.csv", vikt_text_of(text), &draft, statement, &listener,
                                     &errors, NULL),
                 VIKT_OK);
    cr_assert_eq(errors, 1); /* 2001 cells */
    cr_assert(m.bytes < 1000 * 1000, "%zu", m.bytes);
    vikt_draft_clear(&draft);
    free(text);
}

Test(table_csv, control_bytes_are_no_text)
{
    static const char *const texts[] = {"a,class\n1\x7f,X\n", "a,class\n1\x01,X\n"};
    static const char zero[] = "a,class\n1\0,X\n";
    taken *r;

    for (size_t i = 0; i < 2; i++)
        expect_wrong(texts[i], "t.csv:2: the line has a byte that is not UTF-8 text; save the file "
                               "as UTF-8\n");
    r = read_bytes(zero, sizeof zero - 1);
    cr_assert_eq(r->heard.errors, 1);
    done(r);
}

Test(table_csv, separators_in_quotes_do_not_count)
{
    taken *r = read_csv("\"a;b;c\",class\n1,X\n");

    cr_assert_str_eq(r->heard.text, "");
    is_cell(row(r, "row 1"), 0, "a;b;c", "= 1");
    done(r);
}
