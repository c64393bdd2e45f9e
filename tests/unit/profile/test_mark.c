/* SPDX-License-Identifier: MIT */
#include "core/profile/mark.h"

#include <stdio.h>
#include <string.h>

#include <criterion/criterion.h>

#include "core/base/fail.h"

static const vikt_mark *mark_of(vikt_error *error, const char *path, const char *source, long line,
                                const char *message)
{
    *error = (vikt_error){.code = VIKT_PROFILE};
    error->place = vikt_place_of(path, line, 0);
    snprintf(error->message, sizeof error->message, "%s", message);
    vikt_mark_find(vikt_text_of(path), vikt_text_of(source), error);
    return &error->mark;
}

/* What is marked on which line, as text under text. */
static void expect(const char *path, const char *source, long line, const char *message,
                   const char *shown)
{
    vikt_error error;
    char text[600];

    vikt_mark_format(mark_of(&error, path, source, line, message), text, sizeof text);
    cr_assert_str_eq(text, shown);
}

static const char table[] = "field \"x\" {}\n"
                            "criterion \"risk\" {\n"
                            "  -- weigth is said here\n"
                            "  text = \"weigth too\",\n"
                            "  weigth = 10,\n"
                            "  points = bands(\"reveneu\", { 1 }),\n"
                            "}\n"
                            "weigth = 3\n";

Test(mark, a_key_is_found_behind_comments_and_texts)
{
    expect("a.lua", table, 2,
           "criterion \"risk\": weigth is not a key of a criterion; did you mean \"weight\"?",
           "  5 |   weigth = 10,\n"
           "    |   ^~~~~~\n");
}

Test(mark, a_name_in_quotes_goes_before_the_key)
{
    expect("a.lua", table, 2,
           "criterion \"risk\": points: there is no field or measure \"reveneu\"",
           "  6 |   points = bands(\"reveneu\", { 1 }),\n"
           "    |                  ^~~~~~~~~\n");
}

Test(mark, what_is_behind_the_statement_is_not_searched)
{
    expect("a.lua", table, 1, "field \"x\": weigth is not a key of a field",
           "  1 | field \"x\" {}\n"
           "    | ^~~~~~~~~\n");
}

Test(mark, long_brackets_are_comments_and_texts)
{
    expect("a.lua", "rule \"r\" { --[==[ wen ]] ]==] text = [[ wen ]], wen = 1 }\n", 1,
           "rule \"r\": wen is not a key of a rule",
           "  1 | rule \"r\" { --[==[ wen ]] ]==] text = [[ wen ]], wen = 1 }\n"
           "    |                                                 ^~~\n");
}

Test(mark, a_bracket_may_begin_on_the_next_line)
{
    expect("a.lua", "rule \"r\"\n{\n  wen = 1 }\n", 1, "rule \"r\": wen is not a key of a rule",
           "  3 |   wen = 1 }\n"
           "    |   ^~~\n");
}

Test(mark, a_syntax_error_marks_what_it_is_near)
{
    expect("a.lua", "x = = 3\n", 1, "unexpected symbol near '='",
           "  1 | x = = 3\n"
           "    |   ^\n");
}

/* With a column that the message's place has. */
static void expect_at(const char *path, const char *source, long line, long column,
                      const char *message, const char *shown)
{
    vikt_error error = {.code = VIKT_PROFILE, .place = vikt_place_of(path, line, column)};
    char text[600];

    snprintf(error.message, sizeof error.message, "%s", message);
    vikt_mark_find(vikt_text_of(path), vikt_text_of(source), &error);
    vikt_mark_format(&error.mark, text, sizeof text);
    cr_assert_str_eq(text, shown);
}

Test(mark, a_column_tells_which_of_equal_words_is_meant)
{
    expect_at("a.lua", "å = f(a = 3)\n", 1, 9, "')' expected near '='; is it?",
              "  1 | å = f(a = 3)\n"
              "    |         ^\n");
    expect_at("a.lua", "å = “x”\n", 1, 5, "unexpected symbol near '<\\226>'",
              "  1 | å = “x”\n"
              "    |     ^\n");
}

Test(mark, a_column_of_a_decision_table_is_a_cell)
{
    expect_at("t.csv", "a;b;class\nå;North, East;x\n", 2, 3, "b: wrong",
              "  2 | å;North, East;x\n"
              "    |   ^~~~~~~~~~~\n");
    expect_at("t.csv", "a,class\n\"x, y\",z\n", 2, 1, "a: wrong",
              "  2 | \"x, y\",z\n"
              "    | ^~~~~~\n");
}

Test(mark, an_ini_line_is_searched_for_whole_words)
{
    expect("a.ini", "[criterion c]\npoints = bands x 5 55 3\n", 2,
           "criterion \"c\": points: \"5\" does not rise",
           "  2 | points = bands x 5 55 3\n"
           "    |                  ^\n");
    expect("a.ini", "[critrion c]\n", 1, "[critrion] is no section; did you mean \"criterion\"?",
           "  1 | [critrion c]\n"
           "    |  ^~~~~~~~\n");
}

Test(mark, tabs_stay_and_letters_of_two_bytes_count_once)
{
    expect("a.lua", "åäö\t\tbad = 1\n", 1, "bad is not a key",
           "  1 | åäö\t\tbad = 1\n"
           "    |    \t\t^~~\n");
}

Test(mark, columns_count_letters)
{
    vikt_error error;
    const vikt_mark *mark = mark_of(&error, "a.lua", "åäö bad = 1\r\n", 1, "bad is not a key");

    cr_assert_eq(mark->line, 1);
    cr_assert_eq(mark->column, 5);
    cr_assert_eq(mark->end_column, 8);
    cr_assert_str_eq(mark->text, "åäö bad = 1");
}

Test(mark, long_lines_are_cut_around_the_mark)
{
    char source[2000], text[600], *caret;
    vikt_error error;
    size_t at;

    memset(source, 'x', sizeof source);
    for (size_t i = 0; i < 1000; i += 2)
        memcpy(source + i, "å", 2);
    memcpy(source + 1000, " wrong ", 7);
    source[sizeof source - 1] = '\0';
    vikt_mark_format(mark_of(&error, "a.lua", source, 1, "wrong is wrong"), text, sizeof text);
    cr_assert(strncmp(text, "  1 | ...å", 10) == 0, "%s", text);
    cr_assert_eq(error.mark.column, 502); /* 500 letters and a space before it */
    cr_assert_not_null(strstr(text, "xxx...\n"));
    caret = strchr(text, '^');
    cr_assert_not_null(caret);
    /* Under the w: as many letters before it as before "wrong". */
    at = vikt_text_width((vikt_text){text, (size_t)(strstr(text, "wrong") - text)});
    cr_assert_eq(at, (size_t)(caret - strchr(text, '\n') - 1));
}

Test(mark, control_characters_do_not_reach_the_terminal)
{
    expect("a.lua", "bad = \"\x1b[31m\"\n", 1, "bad is bad",
           "  1 | bad = \"?[31m\"\n"
           "    | ^~~\n");
}

Test(mark, there_is_none_without_a_line)
{
    expect("a.lua", "x = 1\n", 0, "bad", "");
    expect("a.lua", "x = 1\n", 2, "bad", "");
    expect("a.lua", "x = 1\n", 9, "bad", "");
    expect("a.lua", "", 1, "bad", "");
    expect("a.lua", "x = 1\n\n\n", 2, "bad", "");
}

Test(mark, the_built_in_profile_is_not_quoted)
{
    vikt_profile_file files[] = {{VIKT_TEXT("default"), VIKT_TEXT("[profile]\n")},
                                 {VIKT_TEXT("a.ini"), VIKT_TEXT("[profile]\n")}};
    vikt_error error = {.place = vikt_place_of("default", 1, 0)};

    vikt_mark_find_in(files, 2, &error);
    cr_assert_eq(error.mark.line, 0);
    error.place = vikt_place_of("a.ini", 1, 0);
    vikt_mark_find_in(files, 2, &error);
    cr_assert_eq(error.mark.line, 1);
}

/* error("criterion:boom", 0) in a rule file says what it likes. */
Test(mark, a_message_of_a_rule_file_may_begin_like_one_of_ours)
{
    expect("a.lua", table, 1, "criterion:boom", "  1 | field \"x\" {}\n    | ^~~~~~~~~\n");
    expect("a.lua", table, 1, "criterion:a; did you mean b: cccccccccc",
           "  1 | field \"x\" {}\n    | ^~~~~~~~~\n");
    expect("a.lua", table, 1, "test \"a\":boom", "  1 | field \"x\" {}\n    | ^~~~~~~~~\n");
}
