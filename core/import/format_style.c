/* SPDX-License-Identifier: MIT */
#include "core/import/format_style.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "core/base/date.h"
#include "core/base/decimal.h"
#include "core/base/fail.h"
#include "core/import/format_xml.h"

enum { STYLES_MAX = 1 << 17, CUSTOMS_MAX = 1 << 12 /* spreadsheet programs allow hundreds */ };

/* ---- what a format code shows ---- */

typedef struct letters {
    bool date, time, elapsed, month, percent, other;
    char digits[VIKT_STYLE_DIGITS_MAX + 1];
    size_t zeros, length;
    size_t commas; /* behind the last digit: each divides by a thousand */
    size_t whole;  /* of those before the point */
} letters;

static void keep_literal(letters *found, char c)
{
    if ((c != '-' && c != ' ' && c != '/' && c != '0') || found->length == VIKT_STYLE_DIGITS_MAX) {
        found->other = true;
        return;
    }
    found->digits[found->length++] = c;
}

/* [h] and [mm] count beyond a day; [Red], [$kr-41D] and [>5] say nothing of it. */
static size_t skip_brackets(vikt_text code, size_t at, letters *found)
{
    char first = at + 1 < code.length ? vikt_lower(code.at[at + 1]) : '\0';
    const char *end = memchr(code.at + at, ']', code.length - at);
    size_t behind = end ? (size_t)(end - code.at) : code.length;
    bool same = behind > at + 1;

    for (size_t i = at + 1; i < behind; i++)
        same &= vikt_lower(code.at[i]) == first;
    found->elapsed |= same && (first == 'h' || first == 'm' || first == 's');
    found->other = true;
    return behind;
}

static size_t skip_quotes(vikt_text code, size_t at, letters *found)
{
    for (at++; at < code.length && code.at[at] != '"'; at++)
        keep_literal(found, code.at[at]);
    return at;
}

/* The bytes of AM/PM or A/P, whose letters are no month. */
static size_t half_of_day(vikt_text code, size_t at)
{
    static const char *const words[] = {"am/pm", "a/p"};

    for (size_t i = 0; i < 2; i++) {
        size_t length = strlen(words[i]), same = 0;

        while (same < length && at + same < code.length &&
               vikt_lower(code.at[at + same]) == words[i][same])
            same++;
        if (same == length)
            return length;
    }
    return 0;
}

static void look_at(letters *found, char c)
{
    switch (vikt_lower(c)) {
    case 'd':
    case 'y':
        found->date = true;
        break;
    case 'h':
    case 's':
        found->time = true;
        break;
    case 'm':
        found->month = true;
        break;
    case '%':
        found->percent = true;
        break;
    case '0':
        found->zeros++;
        found->commas = 0;
        keep_literal(found, c);
        break;
    case '#':
    case '?':
        found->commas = 0;
        found->other = true;
        break;
    case ',':
        found->commas++;
        found->other = true;
        break;
    case '.':
        found->whole = found->commas;
        found->commas = 0;
        found->other = true;
        break;
    default:
        keep_literal(found, c);
    }
}

/* The first section only: those for negative numbers and texts follow it. */
static letters scan(vikt_text code)
{
    letters found = {.date = false};

    for (size_t i = 0; i < code.length && code.at[i] != ';'; i++) {
        size_t half = half_of_day(code, i);

        if (half) {
            found.time = true;
            i += half - 1;
        } else if (code.at[i] == '[') {
            i = skip_brackets(code, i, &found);
        } else if (code.at[i] == '"') {
            i = skip_quotes(code, i, &found);
        } else if (code.at[i] == '\\' && i + 1 < code.length) {
            keep_literal(&found, code.at[++i]);
        } else if (code.at[i] == '_' || code.at[i] == '*') {
            found.other = true; /* a blank as wide as the next sign, or filled with it */
            i++;
        } else {
            look_at(&found, code.at[i]);
        }
    }
    return found;
}

static bool is_general(vikt_text code)
{
    static const char word[] = "general";

    if (code.length < sizeof word - 1)
        return false;
    for (size_t i = 0; i < sizeof word - 1; i++)
        if (vikt_lower(code.at[i]) != word[i])
            return false;
    return true;
}

static vikt_style style_of(vikt_text code)
{
    vikt_style style = {.kind = VIKT_STYLE_NUMBER};
    letters found;

    if (is_general(code))
        return style;
    found = scan(code);
    if (found.date || (found.month && !found.time && !found.elapsed))
        style.kind = VIKT_STYLE_DATE;
    else if (found.elapsed)
        style.kind = VIKT_STYLE_ELAPSED;
    else if (found.time)
        style.kind = VIKT_STYLE_TIME;
    else if (found.percent)
        style.kind = VIKT_STYLE_PERCENT;
    else if (found.zeros >= 2 && !found.other) {
        style.kind = VIKT_STYLE_DIGITS;
        memcpy(style.digits, found.digits, sizeof style.digits);
    } else if (found.commas + found.whole <= 3) {
        style.lift = (unsigned char)(3 * (found.commas + found.whole));
    }
    return style;
}

/* The formats that every workbook has without saying so. */
static vikt_style builtin(long id)
{
    vikt_style style = {.kind = VIKT_STYLE_NUMBER};

    if (id == 9 || id == 10)
        style.kind = VIKT_STYLE_PERCENT;
    else if ((id >= 14 && id <= 17) || id == 22 || (id >= 27 && id <= 31) || id == 36 ||
             (id >= 50 && id <= 58))
        style.kind = VIKT_STYLE_DATE;
    else if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || id == 45 || id == 47)
        style.kind = VIKT_STYLE_TIME;
    else if (id == 46)
        style.kind = VIKT_STYLE_ELAPSED;
    return style;
}

/* ---- the workbook's list of them ---- */

typedef struct custom {
    long id;
    vikt_style style;
} custom;

typedef struct reader {
    vikt_arena *arena;
    vikt_styles *out;
    size_t capacity;
    custom *customs;
    size_t custom_count, custom_capacity;
    bool in_cells;
} reader;

static long id_of(const char *text)
{
    return text ? strtol(text, NULL, 10) : 0;
}

static void add_custom(vikt_xml *xml, reader *r, const char **attributes)
{
    const char *code = vikt_xml_value(attributes, "formatCode");

    if (r->custom_count == CUSTOMS_MAX) {
        vikt_xml_fail(xml, "there are too many number formats");
        return;
    }
    r->customs = vikt_arena_grow(r->arena, r->customs, r->custom_count, &r->custom_capacity,
                                 sizeof *r->customs);
    if (!r->customs) {
        vikt_xml_stop(xml, vikt_fail_memory(xml->err));
        return;
    }
    r->customs[r->custom_count++] = (custom){id_of(vikt_xml_value(attributes, "numFmtId")),
                                             style_of(vikt_text_of(code ? code : ""))};
}

static vikt_style style_of_id(const reader *r, long id)
{
    for (size_t i = 0; i < r->custom_count; i++)
        if (r->customs[i].id == id)
            return r->customs[i].style;
    return builtin(id);
}

static void add_style(vikt_xml *xml, reader *r, const char **attributes)
{
    vikt_styles *out = r->out;

    if (out->count == STYLES_MAX) {
        vikt_xml_fail(xml, "there are too many cell formats");
        return;
    }
    out->items =
        vikt_arena_grow(r->arena, out->items, out->count, &r->capacity, sizeof *out->items);
    if (!out->items) {
        vikt_xml_stop(xml, vikt_fail_memory(xml->err));
        return;
    }
    out->items[out->count++] = style_of_id(r, id_of(vikt_xml_value(attributes, "numFmtId")));
}

static void on_start(vikt_xml *xml, const char *element, const char **attributes)
{
    reader *r = xml->context;

    if (strcmp(element, "cellXfs") == 0)
        r->in_cells = true;
    else if (strcmp(element, "numFmt") == 0 && !r->out->count) /* not those of changed cells */
        add_custom(xml, r, attributes);
    else if (r->in_cells && strcmp(element, "xf") == 0)
        add_style(xml, r, attributes);
}

static void on_end(vikt_xml *xml, const char *element)
{
    reader *r = xml->context;

    if (strcmp(element, "cellXfs") == 0)
        r->in_cells = false;
}

vikt_code vikt_styles_read(vikt_zip *zip, const char *part, vikt_arena *arena, vikt_styles *out,
                           vikt_error *err)
{
    reader r = {.arena = arena, .out = out};
    vikt_xml xml = {.context = &r, .start = on_start, .end = on_end};

    *out = (vikt_styles){NULL, 0};
    return vikt_xml_read(&xml, zip, part, arena->allocator, err);
}

/* ---- a number as text ---- */

/* Moves the point two digits to the right: a hundred times the number, without rounding. */
static size_t write_percent(double value, char *text)
{
    char plain[VIKT_NUMBER_MAX];
    size_t length = vikt_number_write(value, plain), digits = 0, behind = 0, out = 0;
    bool seen = false;

    if (memchr(plain, 'e', length)) {
        length = vikt_number_write(isfinite(value * 100) ? value * 100 : value, text);
        text[length] = '%';
        return length + 1;
    }
    for (size_t i = 0; i < length || behind < 2; i++) {
        char c = i < length ? plain[i] : '0';

        seen |= i >= length; /* zeros behind the end are behind the point */
        if (c == '.') {
            seen = true;
            continue;
        }
        if (seen && behind++ == 2)
            text[out++] = '.';
        if (c == '0' && digits == 0 && behind < 2)
            continue; /* no zeros before the first digit but one */
        digits += c != '-';
        text[out++] = c;
    }
    text[out++] = '%';
    return out;
}

/* Serial 60 is the 29th of February 1900, which was none: days before it count from one day later.
 */
/* "1.5 milj" for 1500000: moves the point to the left, without rounding. */
static size_t write_lifted(double value, size_t lift, char *text)
{
    static const char *const words[] = {"", " tusen", " milj", " mdr"};
    char plain[VIKT_NUMBER_MAX + 1], digits[VIKT_NUMBER_MAX + 1];
    size_t length = vikt_number_write(value, plain), count = 0, whole, out = 0;
    const char *point = memchr(plain, '.', length);
    bool is_negative = plain[0] == '-';

    if (value == 0 || memchr(plain, 'e', length)) {
        memcpy(text, plain, length);
        return length;
    }
    for (size_t i = is_negative; i < length; i++)
        if (plain[i] != '.')
            digits[count++] = plain[i];
    whole = (point ? (size_t)(point - plain) : length) - is_negative;
    if (is_negative)
        text[out++] = '-';
    if (whole <= lift) {
        text[out++] = '0';
        text[out++] = '.';
    }
    for (size_t i = whole; i < lift; i++)
        text[out++] = '0';
    for (size_t i = 0; i < count; i++) {
        if (whole > lift && i == whole - lift)
            text[out++] = '.';
        text[out++] = digits[i];
    }
    memcpy(text + out, words[lift / 3], strlen(words[lift / 3]));
    return out + strlen(words[lift / 3]);
}

static bool date_of(long day, bool is_1904, vikt_date *out)
{
    vikt_date epoch = 0, last = 0;

    if (!vikt_date_of(1899, 12, 30, &epoch) || !vikt_date_of(9999, 12, 31, &last) ||
        (day == 60 && !is_1904))
        return false;
    if (is_1904)
        day += 1462;
    else if (day < 60)
        day++;
    *out = epoch + day;
    return *out <= last;
}

static size_t write_time(long seconds, char *text, size_t size)
{
    return (size_t)snprintf(text, size, "%02ld:%02ld:%02ld", seconds / 3600, seconds / 60 % 60,
                            seconds % 60);
}

static size_t write_moment(const vikt_style *style, double value, bool is_1904, char *text)
{
    enum { DAY = 86400, DATE_LENGTH = 10 };
    double whole = floor(value);
    long day = (long)whole, seconds = lround((value - whole) * DAY);
    vikt_date date;

    day += seconds / DAY;
    seconds %= DAY;
    if (style->kind == VIKT_STYLE_ELAPSED)
        return write_time(day * DAY + seconds, text, VIKT_STYLE_TEXT_MAX);
    if (style->kind == VIKT_STYLE_TIME && day == 0)
        return write_time(seconds, text, VIKT_STYLE_TEXT_MAX);
    if (!date_of(day, is_1904, &date))
        return 0;
    vikt_date_write(date, text);
    if (seconds == 0)
        return DATE_LENGTH;
    text[DATE_LENGTH] = 'T';
    return DATE_LENGTH + 1 +
           write_time(seconds, text + DATE_LENGTH + 1, VIKT_STYLE_TEXT_MAX - DATE_LENGTH - 1);
}

/* Digits into the zeros of the format, from the right; 0 when there are more digits. */
static size_t write_digits(const char *digits, double value, char *text)
{
    size_t length = strlen(digits);
    uint64_t left = (uint64_t)value;

    for (size_t i = length; i > 0; i--) {
        text[i - 1] = digits[i - 1];
        if (digits[i - 1] != '0')
            continue;
        text[i - 1] = (char)('0' + left % 10);
        left /= 10;
    }
    return left ? 0 : length;
}

size_t vikt_style_write(const vikt_style *style, double value, bool is_1904,
                        char text[VIKT_STYLE_TEXT_MAX], bool *is_number)
{
    const double last = 2958466; /* behind 9999-12-31 */
    size_t length = 0;

    *is_number = false;
    switch (style->kind) {
    case VIKT_STYLE_NUMBER:
        break;
    case VIKT_STYLE_PERCENT:
        *is_number = true;
        return write_percent(value, text);
    case VIKT_STYLE_DATE:
    case VIKT_STYLE_TIME:
    case VIKT_STYLE_ELAPSED:
        if (value >= 0 && value < last)
            length = write_moment(style, value, is_1904, text);
        break;
    case VIKT_STYLE_DIGITS:
        if (value >= 0 && value < 0x1p53 && value == floor(value))
            length = write_digits(style->digits, value, text);
        break;
    }
    *is_number = length == 0;
    if (style->lift)
        return write_lifted(value, style->lift, text);
    return length ? length : vikt_number_write(value, text);
}
