/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>

#include <stdio.h>
#include <stdlib.h>

#include "core/import/csv.h"
#include "core/import/import.h"

enum { ROOM = 8 };

/* All rows as text: cells in brackets, "#number" before each row; the state at the end. */
static vikt_csv_state show(const char *bytes, size_t size, char separator, char *out, size_t room)
{
    const char *slots[ROOM + 1];
    vikt_csv_row row = {.slots = slots, .room = ROOM};
    vikt_csv_state state;
    size_t length = 0;
    vikt_csv csv;

    out[0] = '\0';
    vikt_csv_open(&csv, bytes, bytes + size, separator, 0);
    while ((state = vikt_csv_next(&csv, &row)) == VIKT_CSV_ROW) {
        length += (size_t)snprintf(out + length, room - length, "#%ld", row.number);
        for (size_t i = 0; i < row.cells && i < ROOM; i++) {
            vikt_text raw = vikt_csv_raw(slots, i);

            length +=
                (size_t)snprintf(out + length, room - length, "[%.*s]", (int)raw.length, raw.at);
        }
        cr_assert(length < room);
    }
    if (state != VIKT_CSV_END)
        snprintf(out + length, room - length, "!%ld:%zu", row.number, row.cells + 1);
    return state;
}

static void expect(const char *text, const char *wanted)
{
    char out[4096];

    show(text, strlen(text), ',', out, sizeof out);
    cr_assert_str_eq(out, wanted);
}

Test(csv, rows_end_at_line_ends_of_both_kinds_and_at_the_end)
{
    expect("a,b\nc,d\n", "#1[a][b]#2[c][d]");
    expect("a,b\r\nc,d\r\n", "#1[a][b]#2[c][d]");
    expect("a,b\nc,d", "#1[a][b]#2[c][d]");
    expect("a,b\nc,d\r", "#1[a][b]#2[c][d]");
    expect("", "");
}

Test(csv, empty_cells_are_cells)
{
    expect(",a\n,,a\n", "#1[][a]#2[][][a]");
    expect("a,\r\n", "#1[a][]");
    expect("a,", "#1[a][]");
}

Test(csv, blank_lines_are_counted_but_no_rows)
{
    expect("\n\na\n \n\r\nb\n\n", "#3[a]#6[b]");
}

Test(csv, rows_of_empty_cells_are_counted_but_no_rows)
{
    expect(",,\na,\n , \t,\xc2\xa0\r\n\"\",\" \n\"\nb\n,", "#2[a][]#5[b]");
    expect("\"\"\nb", "#2[b]");
    expect(",\"\"\"\"\n", "#1[][\"\"\"\"]"); /* a quote is something */
    expect(" \"\"\n\"\"x,\n", "#1[ \"\"]#2[\"\"x][]");
    expect("\"\" ,\n", "#1[\"\" ][]");
}

Test(csv, separators_and_line_ends_within_quotes_are_text)
{
    expect("\"a,b\",c\n\"d\ne\",f\n", "#1[\"a,b\"][c]#2[\"d\ne\"][f]");
    expect("\"a\"\r\nb\r\n", "#1[\"a\"]#2[b]");
    expect("a,\"b\"", "#1[a][\"b\"]");
}

Test(csv, doubled_quotes_do_not_close)
{
    expect("\"a\"\"b,\",c\n", "#1[\"a\"\"b,\"][c]");
    expect("\"\"\"a\"\"\",c\n\"\",d\n", "#1[\"\"\"a\"\"\"][c]#2[\"\"][d]");
}

Test(csv, quotes_that_neither_open_nor_close_a_cell_are_characters)
{
    expect("12\" monitor,5\n\"a,b\",6\n", "#1[12\" monitor][5]#2[\"a,b\"][6]");
    expect("\"Den\" x,5\nb,6\n", "#1[\"Den\" x][5]#2[b][6]");
    expect("\"Foo,5\n\"Bar,6\n\"a,b\",7\n", "#1[\"Foo][5]#2[\"Bar][6]#3[\"a,b\"][7]");
}

Test(csv, a_quote_that_does_not_close_is_told_with_its_place)
{
    expect("a,b\nc,\"d\ne,f\n", "#1[a][b]!2:2");
    expect("\"", "!1:1");
    expect("\"a\"\"", "!1:1");
}

Test(csv, one_column_needs_no_separator)
{
    char out[256];

    show("a,b\n\"c\nd\"\n", 10, '\n', out, sizeof out);
    cr_assert_str_eq(out, "#1[a,b]#2[\"c\nd\"]");
}

Test(csv, a_row_of_the_longest_size_is_read_and_one_byte_more_is_not)
{
    size_t size = VIKT_ROW_BYTES_MAX;
    char *text = malloc(size + 3), *out = malloc(size + 64);

    cr_assert(text && out);
    memset(text, 'a', size + 3);
    text[size] = '\n';
    cr_assert_eq(show(text, size + 2, ',', out, size + 64), VIKT_CSV_END);
    text[size] = 'a';
    text[size + 1] = '\n';
    cr_assert_eq(show(text, size + 3, ',', out, size + 64), VIKT_CSV_TOO_LONG);
    text[0] = '"';
    cr_assert_eq(show(text, size + 3, ',', out, size + 64), VIKT_CSV_UNCLOSED);
    free(text);
    free(out);
}

Test(csv, more_cells_than_there_is_room_for_are_counted)
{
    const char *slots[3], text[] = "a,b,c,d\n";
    vikt_csv_row row = {.slots = slots, .room = 2};
    vikt_csv csv;

    vikt_csv_open(&csv, text, text + sizeof text - 1, ',', 6);
    cr_assert_eq(vikt_csv_next(&csv, &row), VIKT_CSV_ROW);
    cr_assert_eq(row.cells, 4);
    cr_assert_eq(row.number, 7);
    cr_assert_eq(vikt_csv_raw(slots, 1).at[0], 'b');
}

/* The rule itself, byte by byte, over one buffer; what the masks must agree with. */
static const char *reference_cell(const char *at, const char *end, char separator, bool *closed)
{
    *closed = true;
    if (at < end && *at == '"') {
        const char *p = at + 1;

        while (p < end && (*p != '"' || (p + 1 < end && p[1] == '"')))
            p += *p == '"' ? 2 : 1;
        if (p >= end) {
            *closed = false;
            return NULL;
        }
        p++;
        if (p == end || *p == separator || *p == '\n' ||
            (*p == '\r' && (p + 1 == end || p[1] == '\n')))
            at = p;
    }
    while (at < end && *at != separator && *at != '\n')
        at++;
    return at;
}

static void reference(const char *at, size_t size, char separator, char *out, size_t room)
{
    const char *end = at + size;
    size_t length = 0;

    out[0] = '\0';
    for (long number = 1; at < end; number++) {
        char cells[2048];
        size_t used = 0, count = 0;
        bool blank = true, closed = true;

        for (;; at++) {
            const char *begin = at, *stop;
            bool doubled;
            vikt_text cell;

            at = reference_cell(at, end, separator, &closed);
            if (!closed) {
                snprintf(out + length, room - length, "!%ld:%zu", number, count + 1);
                return;
            }
            stop = at;
            if ((at == end || *at == '\n') && stop > begin && stop[-1] == '\r')
                stop--;
            cell = vikt_csv_cell((vikt_text){begin, (size_t)(stop - begin)}, &doubled);
            blank &= vikt_text_trim(cell).length == 0;
            if (count++ < ROOM)
                used += (size_t)snprintf(cells + used, sizeof cells - used, "[%.*s]",
                                         (int)(stop - begin), begin);
            if (at == end || *at == '\n')
                break;
        }
        if (!blank)
            length += (size_t)snprintf(out + length, room - length, "#%ld%s", number, cells);
        at += at < end;
    }
}

Test(csv, masks_and_bytes_find_the_same_cells_in_any_text)
{
    static const char letters[] = "aaaaaaa,,,\"\"\"\n\n\r ";
    uint64_t random = 1;

    for (int round = 0; round < 60000; round++) {
        char text[200], masks[8192], bytes[8192];
        size_t size;

        random = random * UINT64_C(6364136223846793005) + 1442695040888963407;
        size = (random >> 33) % sizeof text;
        for (size_t i = 0; i < size; i++) {
            random = random * UINT64_C(6364136223846793005) + 1442695040888963407;
            text[i] = letters[(random >> 33) % (sizeof letters - 1)];
        }
        show(text, size, ',', masks, sizeof masks);
        reference(text, size, ',', bytes, sizeof bytes);
        cr_assert(strcmp(masks, bytes) == 0, "round %d: %s is not %s", round, masks, bytes);
    }
}

Test(csv, cells_lose_their_quotes_and_doubled_ones_become_one)
{
    bool doubled;
    char out[16];
    vikt_text cell = vikt_csv_cell(VIKT_TEXT("\"a b\""), &doubled);

    cr_assert(vikt_text_is(cell, "a b") && !doubled);
    cell = vikt_csv_cell(VIKT_TEXT("\"\"\"a\"\" b\""), &doubled);
    cr_assert(doubled);
    cell = (vikt_text){out, vikt_csv_unquote(cell, out)};
    cr_assert(vikt_text_is(cell, "\"a\" b"));
    cell = vikt_csv_cell(VIKT_TEXT("\"Den\" \"x\""), &doubled);
    cr_assert(vikt_text_is(cell, "\"Den\" \"x\"") && !doubled);
    cr_assert(vikt_text_is(vikt_csv_cell(VIKT_TEXT("\""), &doubled), "\""));
    cr_assert_eq(vikt_csv_cell(VIKT_TEXT("\"\""), &doubled).length, 0);
}

/* As exports write numbers that a spreadsheet must not change. */
Test(csv, a_formula_that_is_only_a_text_is_that_text)
{
    static const struct {
        const char *raw, *cell;
    } cases[] = {
        {"=\"0017\"", "0017"}, {"\"=\"\"0017\"\"\"", "0017"},
        {"=\"\"", ""},         {"=\"a\"&\"b\"", "=\"a\"&\"b\""},
        {"=17", "=17"},        {"=", "="},
        {"\"=\"", "="},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        bool doubled = true;
        vikt_text cell = vikt_csv_cell(vikt_text_of(cases[i].raw), &doubled);

        cr_assert(vikt_text_is(cell, cases[i].cell), "%s: %.*s", cases[i].raw, VIKT_SHOW(cell));
        cr_assert_not(doubled, "%s", cases[i].raw);
    }
}
