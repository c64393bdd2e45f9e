/* SPDX-License-Identifier: MIT */
#include "core/import/format.h"

#include <stdarg.h>
#include <stdio.h>

#include "core/base/decimal.h"
#include "core/base/fail.h"

/* How files of a kind begin, who reads them or why they are not read. */
typedef struct kind {
    vikt_text mark;
    vikt_format_reader *reader;
    const char *refusal;
} kind;

static const kind kinds[] = {
    {{"PK\3\4", 4}, vikt_format_xlsx, NULL},
    {{"PK\5\6", 4}, NULL, "is an empty zip archive"},
    {{"SQLite format 3\0", 16}, vikt_format_sqlite, NULL},
    {{"%PDF-", 5},
     NULL,
     "is a PDF, which shows a table and does not hold one; export the list "
     "itself as .xlsx or CSV"},
    {{"{\\rtf", 5}, NULL, "is a text document (RTF); save its table as .xlsx or CSV"},
    {{"\xfd"
      "7zXZ\0",
      6},
     NULL,
     "is compressed by xz; unpack it, or compress it by gzip"},
    {{"BZh", 3}, NULL, "is compressed by bzip2; unpack it, or compress it by gzip"},
    {{"\x28\xb5\x2f\xfd", 4}, NULL, "is compressed by zstd; unpack it, or compress it by gzip"},
    {{"7z\xbc\xaf", 4}, NULL, "is a 7-Zip archive; unpack it"},
    {{"Rar!", 4}, NULL, "is a RAR archive; unpack it"},
    {{"PAR1", 4}, NULL, "is a Parquet file; save it as CSV or as a SQLite table"},
};

static const char ole2[] = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

static bool begins(vikt_text bytes, vikt_text mark)
{
    return bytes.length >= mark.length && memcmp(bytes.at, mark.at, mark.length) == 0;
}

static bool begins_word(vikt_text text, const char *word)
{
    size_t length = strlen(word);

    if (text.length < length)
        return false;
    for (size_t i = 0; i < length; i++)
        if (vikt_lower(text.at[i]) != word[i])
            return false;
    return true;
}

/* Behind a byte order mark, blanks and line ends. */
static vikt_text behind_blanks(vikt_text text)
{
    if (begins(text, VIKT_TEXT("\xef\xbb\xbf")))
        text = (vikt_text){text.at + 3, text.length - 3};
    while (text.length && memchr(" \t\r\n", text.at[0], 4))
        text = (vikt_text){text.at + 1, text.length - 1};
    return text;
}

/* Word in UTF-16, as the directory of such a file has it. */
static bool has_wide(vikt_text bytes, const char *word)
{
    char wide[64];
    size_t length = 0;

    for (; word[length / 2] && length + 1 < sizeof wide; length += 2) {
        wide[length] = word[length / 2];
        wide[length + 1] = '\0';
    }
    for (size_t i = 0; i + length <= bytes.length; i++)
        if (memcmp(bytes.at + i, wide, length) == 0)
            return true;
    return false;
}

static vikt_code refuse_ole2(const char *name, vikt_text bytes, vikt_error *err)
{
    vikt_place place = vikt_place_of(name, 0, 0);

    if (has_wide(bytes, "EncryptedPackage"))
        return vikt_fail(err, VIKT_INPUT, place,
                         "is a workbook with a password; save it without one");
    return vikt_fail(err, VIKT_INPUT, place,
                     "is a file of old Office programs (.xls); open it and save it as .xlsx");
}

static bool is_markup(vikt_text text)
{
    static const char *const words[] = {"<?xml", "<!doctype", "<html", "<table", "<workbook"};

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (begins_word(text, words[i]))
            return true;
    return false;
}

vikt_code vikt_format_of(const char *name, vikt_text bytes, vikt_format_reader **reader,
                         vikt_error *err)
{
    vikt_place place = vikt_place_of(name, 0, 0);

    *reader = NULL;
    if (begins(bytes, VIKT_TEXT(ole2)))
        return refuse_ole2(name, bytes, err);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (!begins(bytes, kinds[i].mark))
            continue;
        if (kinds[i].refusal)
            return vikt_fail(err, VIKT_INPUT, place, "%s", kinds[i].refusal);
        *reader = kinds[i].reader;
        return VIKT_OK;
    }
    if (is_markup(behind_blanks(bytes)))
        return vikt_fail(err, VIKT_INPUT, place,
                         "is HTML or XML, which some programs call Excel; open it in a "
                         "spreadsheet program and save it as .xlsx or CSV");
    if (begins_word(behind_blanks(bytes), "#flagga"))
        *reader = vikt_format_sie;
    return VIKT_OK;
}

/* A list must hold objects: "[section]" begins a profile. */
vikt_format_reader *vikt_format_of_text(vikt_text text)
{
    text = behind_blanks(text);
    if (text.length && text.at[0] == '[') {
        text = behind_blanks((vikt_text){text.at + 1, text.length - 1});
        return text.length && (text.at[0] == '{' || text.at[0] == ']') ? vikt_format_json : NULL;
    }
    if (text.length == 0 || text.at[0] != '{')
        return NULL;
    text = behind_blanks((vikt_text){text.at + 1, text.length - 1});
    return text.length == 0 || text.at[0] == '"' || text.at[0] == '}' ? vikt_format_json : NULL;
}

bool vikt_format_is_gzip(vikt_text bytes)
{
    return begins(bytes, VIKT_TEXT("\x1f\x8b"));
}

size_t vikt_format_limit(size_t compressed)
{
    const size_t least = (size_t)64 << 20, ratio = 100;

    if (compressed >= VIKT_STREAM_MAX / ratio)
        return VIKT_STREAM_MAX;
    return compressed * ratio > least ? compressed * ratio : least;
}

void vikt_format_warn(vikt_table *table, const char *format, ...)
{
    char text[400];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    if (table->warning_count < VIKT_TABLE_WARNINGS)
        table->warnings[table->warning_count++] =
            vikt_arena_copy(&table->arena, text, strlen(text));
}
