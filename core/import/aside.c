/* SPDX-License-Identifier: MIT */
#include "core/import/aside.h"

#include "core/import/kind.h"
#include "core/profile/profile.h"

enum { WORD_MAX = 16, WORD_ROOM = 3 * WORD_MAX + 4 }; /* bytes; a wrong one becomes three */

/* What a total is called in Swedish, English, Norwegian, Danish, German and
 * Finnish. */
static const char *const total_words[] = {"summa",
                                          "totalt",
                                          "total",
                                          "totals",
                                          "delsumma",
                                          "totalsumma",
                                          "slutsumma",
                                          "sum",
                                          "ialt",
                                          "samlet",
                                          "subtotal",
                                          "subtotals",
                                          "totalsum",
                                          "delsum",
                                          "summe",
                                          "gesamt",
                                          "insgesamt",
                                          "zwischensumme",
                                          "endsumme",
                                          "gesamtsumme",
                                          "sums",
                                          "totale",
                                          "gesamtergebnis",
                                          "hovedtotal",
                                          "medelvärde",
                                          "medel",
                                          "genomsnitt",
                                          "snitt",
                                          "average",
                                          "mean",
                                          "median",
                                          "andel",
                                          "gjennomsnitt",
                                          "gennemsnit",
                                          "durchschnitt",
                                          "mittelwert",
                                          "anteil",
                                          "yhteensä",
                                          "välisumma",
                                          "loppusumma",
                                          NULL};

/* How many rows stand above. */
static const char *const count_words[] = {"antal", "antall", "anzahl", "count", NULL};

/* Two words that are a total together. */
static const char *const total_pairs[][2] = {
    {"i", "alt"}, {"grand", "total"}, {"sub", "total"}, {"til", "sammen"}, {NULL, NULL}};

/* What a total is of: such words make no name of a customer. */
static const char *const small_words[] = {
    "kund",    "kunden",  "kunder",   "customer", "customers", "client",  "clients",   "kunde",
    "debitor", "account", "accounts", "konto",    "för",       "for",     "für",       "per",
    "av",      "of",      "der",      "all",      "alla",      "alle",    "antal",     "antall",
    "count",   "anzahl",  "number",   "sek",      "nok",       "dkk",     "eur",       "usd",
    "kr",      "tkr",     "exkl",     "inkl",     "excl",      "incl",    "moms",      "mva",
    "vat",     "mwst",    "brutto",   "netto",    "net",       "gross",   "belopp",    "amount",
    "beløp",   "beløb",   "betrag",   "period",   "år",        "year",    "rapport",   "rapporten",
    "report",  "sida",    "side",     "page",     "saldo",     "balance", "fakturor",  "invoices",
    "rader",   "rows",    "posten",   "fordran",  "reskontra", "asiakas", "asiakkaat", "alv",
    NULL};

static bool is_one_of(vikt_text word, const char *const *words)
{
    for (; *words; words++)
        if (vikt_text_is(word, *words))
            return true;
    return false;
}

static bool is_letter(char byte)
{
    return (unsigned char)((byte | 0x20) - 'a') < 26 || (unsigned char)byte >= 0x80;
}

static bool is_digit(char byte)
{
    return (unsigned char)(byte - '0') < 10;
}

/* The next run of letters and digits, in lower case in `out`; one longer than WORD_MAX has no
 * bytes. False at the end. */
static bool next_word(vikt_text *rest, char out[WORD_ROOM], vikt_text *word, bool *has_digit)
{
    const char *at = rest->at, *end = vikt_text_end(*rest), *begin;

    *has_digit = false;
    while (at < end && !is_letter(*at) && !is_digit(*at))
        at++;
    for (begin = at; at < end && (is_letter(*at) || is_digit(*at)); at++)
        *has_digit |= is_digit(*at);
    *word = (vikt_text){out, 0};
    if (at - begin <= WORD_MAX) {
        const char *from = begin;

        while (from < at) /* a lower letter has as many bytes, in the languages of the words */
            word->length +=
                vikt_text_put(out + word->length, vikt_text_lower(vikt_text_next(&from, at)));
    }
    *rest = (vikt_text){at, (size_t)(end - at)};
    return at > begin;
}

/* Takes the words of a total off the beginning of a label. */
static bool take_total(vikt_text *rest)
{
    char first[WORD_ROOM], second[WORD_ROOM];
    vikt_text word, next, behind;
    bool digit;

    if (!next_word(rest, first, &word, &digit) || word.length < 1 || digit)
        return false;
    if (is_one_of(word, total_words) || is_one_of(word, count_words))
        return true;
    behind = *rest;
    if (!next_word(&behind, second, &next, &digit))
        return false;
    for (size_t i = 0; total_pairs[i][0]; i++) {
        if (vikt_text_is(word, total_pairs[i][0]) && vikt_text_is(next, total_pairs[i][1])) {
            *rest = behind;
            return true;
        }
    }
    return false;
}

typedef enum label { NO_TOTAL, BEGINS_AS_TOTAL, SAYS_TOTAL_OF, SAYS_TOTAL } label;

/* "Total for Acme": nobody is called so. */
static bool is_for(vikt_text rest)
{
    static const char *const words[] = {"for", "för", "für", NULL};
    char bytes[WORD_ROOM];
    vikt_text word;
    bool has_digit;

    return next_word(&rest, bytes, &word, &has_digit) && is_one_of(word, words);
}

/* "Summa Konsult AB" begins as a total, "Summa kund 1001" says of what, and "Totalt:" is all. */
static label label_of(vikt_text cell)
{
    char bytes[WORD_ROOM];
    label found = SAYS_TOTAL;
    vikt_text rest = cell, word;
    bool has_digit;

    if (!take_total(&rest))
        return NO_TOTAL;
    if (rest.length && rest.at[0] == '-') /* SUM-1001 is an id */
        return NO_TOTAL;
    if (is_for(rest))
        return SAYS_TOTAL_OF;
    while (next_word(&rest, bytes, &word, &has_digit)) {
        if (!has_digit && !is_one_of(word, total_words) && !is_one_of(word, small_words))
            return BEGINS_AS_TOTAL;
        found = SAYS_TOTAL_OF;
    }
    return found;
}

bool vikt_aside_may_be_label(vikt_text cell)
{
    return label_of(cell) != NO_TOTAL;
}

bool vikt_aside_is_label(vikt_text cell)
{
    char bytes[WORD_ROOM];
    vikt_text rest = cell, word;
    bool has_digit;

    return label_of(cell) >= SAYS_TOTAL_OF &&
           !(next_word(&rest, bytes, &word, &has_digit) && is_one_of(word, count_words));
}

/* "Sida 1 av 3", "Page 2/5". */
static bool is_page(vikt_text cell)
{
    static const char *const pages[] = {"sida", "side", "page", "seite", NULL};
    static const char *const of[] = {"av", "of", "af", "von", NULL};
    char bytes[WORD_ROOM];
    vikt_text rest = cell, word;
    bool digits = false, any = false;

    if (!next_word(&rest, bytes, &word, &digits) || !is_one_of(word, pages))
        return false;
    for (; next_word(&rest, bytes, &word, &digits); any |= digits)
        if (!is_one_of(word, of) && (!digits || !is_digit(word.at[0])))
            return false;
    return any;
}

/* "09:12", "2025-01-31", "31.01.2025", "1/31/25": figures on both sides of the same marks. */
static bool has_moment(vikt_text cell)
{
    for (size_t i = 1; i + 2 < cell.length; i++) {
        char mark = cell.at[i];
        size_t next = i + 1;

        if (!memchr(":-./", mark, 4) || !is_digit(cell.at[i - 1]) || !is_digit(cell.at[i + 1]))
            continue;
        while (next < cell.length && is_digit(cell.at[next]))
            next++;
        if (mark == ':' ? next - i == 3
                        : next < cell.length - 1 && next - i <= 3 && cell.at[next] == mark &&
                              is_digit(cell.at[next + 1]))
            return true;
    }
    return false;
}

bool vikt_aside_says_footer(vikt_text cell)
{
    static const char *const words[] = {
        "printed",    "utskriven", "utskrivet",  "utskrift",   "udskrevet",  "udskrift",
        "gedruckt",   "exported",  "exporterad", "exporterat", "eksportert", "eksporteret",
        "exportiert", "generated", "genererad",  "genererat",  "generert",   "genereret",
        "erstellt",   "created",   "skapad",     "skapat",     "opprettet",  "oprettet",
        "end",        "slut",      "slutt",      "ende",       "source",     "källa",
        "kilde",      "quelle",    NULL};
    char bytes[WORD_ROOM];
    vikt_text rest = cell, word;
    bool has_digit;

    if (is_page(cell) || has_moment(cell))
        return true;
    return next_word(&rest, bytes, &word, &has_digit) && is_one_of(word, words);
}

static vikt_text cell_at(const vikt_csv_row *row, size_t column)
{
    bool doubled;

    return vikt_text_trim(vikt_csv_cell(vikt_csv_raw(row->slots, column), &doubled));
}

/* Beside its label a total has figures, and currencies. */
static bool has_other_words(const vikt_csv_row *row, size_t from, size_t cells)
{
    for (size_t i = from; i < cells; i++) {
        vikt_text cell = cell_at(row, i);
        size_t letters = 0;

        for (size_t k = 0; k < cell.length; k++)
            letters += (unsigned char)((cell.at[k] | 0x20) - 'a') < 26;
        if (letters > 3)
            return true;
    }
    return false;
}

/* Nothing, or the asterisks with which lists of SAP mark their totals. */
static bool is_blank(vikt_text cell)
{
    size_t at = 0;

    while (at < cell.length && cell.at[at] == '*')
        at++;
    return at == cell.length;
}

static bool is_starred(vikt_text cell)
{
    return cell.length > 0 && is_blank(cell);
}

static bool holds_ids(const vikt_aside *aside, size_t column)
{
    return column < 64 && (aside->ids >> column & 1);
}

static bool is_total(const vikt_aside *aside, const vikt_csv_row *row, size_t key)
{
    size_t cells = row->cells < row->room ? row->cells : row->room, first = 0;
    label found;

    while (first < cells && is_blank(cell_at(row, first)))
        first++;
    if (first == cells)
        return false;
    if (key != VIKT_INDEX_NONE && key < cells && is_starred(cell_at(row, key)))
        return true;
    found = label_of(cell_at(row, first));
    if (found == NO_TOTAL)
        return false;
    if (key != VIKT_INDEX_NONE && key != first)
        return key >= cells || is_blank(cell_at(row, key));
    if (key != VIKT_INDEX_NONE && holds_ids(aside, key)) /* "Summa Anna" is no customer's id */
        return true;
    return found == SAYS_TOTAL_OF ||
           (found == SAYS_TOTAL && !has_other_words(row, first + 1, cells));
}

/* -----;-----: three marks and nothing else. */
static bool is_ruled(const vikt_aside *aside, vikt_text row)
{
    size_t marks = 0;

    for (size_t i = 0; i < row.length; i++) {
        if (memchr("-=_*+~", row.at[i], 6))
            marks++;
        else if (row.at[i] != aside->separator && !memchr(" \t|\"", row.at[i], 4))
            return false;
    }
    return marks >= 3;
}

/* "Region Nord", "Säljare: Anna": what rows are grouped by, and which. */
static bool says_group(vikt_text cell)
{
    static const char *const groups[] = {
        "region",   "distrikt", "district",   "säljare", "säljområde", "selger",    "sælger",
        "regionen", "division", "department", "area",    "group",      "avdelning", "avdeling",
        "grupp",    "gruppe",   "segment",    "gebiet",  "cluster",    NULL};
    char bytes[WORD_ROOM];
    vikt_text rest = cell, word;
    bool has_digit;

    return next_word(&rest, bytes, &word, &has_digit) && is_one_of(word, groups) &&
           next_word(&rest, bytes, &word, &has_digit);
}

/* A row with nothing but the number of a page, or with words where ids stand, or the name of a
 * group of rows where names do. */
static bool is_title(const vikt_aside *aside, const vikt_csv_row *row, size_t key)
{
    size_t cells = row->cells < row->room ? row->cells : row->room, filled = 0, first = 0;
    vikt_text only = {NULL, 0};

    for (size_t i = 0; i < cells && filled < 2; i++) {
        vikt_text cell = cell_at(row, i);

        if (cell.length && filled++ == 0) {
            only = cell;
            first = i;
        }
    }
    if (filled != 1)
        return false;
    if (is_page(only) || (first == key && cells > 1 && says_group(only)))
        return true;
    return first == key && holds_ids(aside, key) && vikt_kind_of(only) == VIKT_KIND_WORD;
}

static const char *behind_digits(const char *at, const char *end)
{
    while (at < end && is_digit(*at))
        at++;
    return at;
}

/* "Sida 9" and "Sida 10" are the same title. */
static bool is_same_title(vikt_text a, vikt_text b)
{
    const char *x = a.at, *y = b.at, *x_end = vikt_text_end(a), *y_end = vikt_text_end(b);

    while (x < x_end && y < y_end) {
        if (is_digit(*x) && is_digit(*y)) {
            x = behind_digits(x, x_end);
            y = behind_digits(y, y_end);
        } else if (*x++ != *y++) {
            return false;
        }
    }
    return x == x_end && y == y_end;
}

void vikt_aside_init(vikt_aside *aside, char separator, vikt_text heading)
{
    static const char beginnings[] = " \t\"\xc2*=-_+~sStTdDiIgGzZeEpPhHaAmMcCrRyYvVlL";

    *aside = (vikt_aside){.separator = separator, .heading = heading};
    for (size_t i = 0; i + 1 < sizeof beginnings; i++)
        aside->first[(unsigned char)beginnings[i]] = true;
    aside->first[(unsigned char)separator] = true;
    if (heading.length)
        aside->first[(unsigned char)*heading.at] = true;
}

static bool has_letter(vikt_text text)
{
    for (size_t i = 0; i < text.length; i++)
        if (is_letter(text.at[i]))
            return true;
    return false;
}

void vikt_aside_add_title(vikt_aside *aside, vikt_text row)
{
    if (aside->title_count == VIKT_ASIDE_TITLES || !has_letter(row))
        return;
    aside->titles[aside->title_count++] = row;
    aside->first[(unsigned char)*row.at] = true;
    for (int digit = '0'; is_digit(*row.at) && digit <= '9'; digit++)
        aside->first[digit] = true;
}

void vikt_aside_add_second(vikt_aside *aside, vikt_text row)
{
    aside->second = row;
    aside->first[(unsigned char)*row.at] = true;
}

vikt_aside_kind vikt_aside_of(const vikt_aside *aside, const vikt_csv_row *row, size_t key)
{
    vikt_text text = {row->slots[0], (size_t)(row->end - row->slots[0])};

    if (aside->heading.length && vikt_text_equal(text, aside->heading))
        return VIKT_ASIDE_HEADING;
    if (aside->second.length && vikt_text_equal(text, aside->second))
        return VIKT_ASIDE_TITLE;
    for (size_t i = 0; i < aside->title_count; i++)
        if (is_same_title(text, aside->titles[i]))
            return VIKT_ASIDE_TITLE;
    if (is_total(aside, row, key))
        return VIKT_ASIDE_TOTAL;
    return is_ruled(aside, text) || is_title(aside, row, key) ? VIKT_ASIDE_TITLE : VIKT_ASIDE_NONE;
}

bool vikt_aside_count(vikt_aside_kind kind, vikt_aside_counts *counts)
{
    counts->titles += kind == VIKT_ASIDE_TITLE;
    counts->headings += kind == VIKT_ASIDE_HEADING;
    counts->totals += kind == VIKT_ASIDE_TOTAL;
    return kind != VIKT_ASIDE_NONE;
}
