/* SPDX-License-Identifier: MIT */
#include "core/import/sales.h"

#include <math.h>
#include <stdlib.h>

#include "core/base/fail.h"
#include "core/import/period.h"
#include "core/profile/dictionary.h"

/* What a customer's own turnover is for each who works there, at least; what one supplier sells to
 * it stays far below. */
static const double turnover_a_head = 50000;

/* Words that say neither whose sales nor with whom. */
static bool is_bare(const vikt_words *words)
{
    static const char *const bare[] = {"omsättning",       "årsomsättning", "revenue",
                                       "turnover",         "omsetning",     "omsætning",
                                       "umsatz",           "sales",         "omsättning tkr",
                                       "annual revenue",   "net revenue",   "nettoomsättning",
                                       "netto omsättning", "jahresumsatz"};

    for (size_t i = 0; i < sizeof bare / sizeof *bare; i++)
        if (vikt_heading_fits(words, vikt_text_of(bare[i])) != VIKT_FIT_NONE)
            return true;
    return false;
}

static int ascending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

/* The middle of what one column's numbers are for each of another's. */
static double middle_ratio(vikt_meaning *m, size_t over, size_t under)
{
    vikt_number_format above = vikt_sense_format(m->sheet, over),
                       below = vikt_sense_format(m->sheet, under);
    double *ratios = vikt_arena_new(m->arena, m->sheet->sample_rows + 1, sizeof *ratios);
    size_t count = 0;

    m->failed |= !ratios;
    for (size_t row = 0; ratios && row < m->sheet->sample_rows; row++) {
        double x = vikt_sense_number(m->sheet, over, row, above),
               y = vikt_sense_number(m->sheet, under, row, below);

        if (x > 0 && y > 0)
            ratios[count++] = x / y;
    }
    if (count == 0)
        return 0;
    qsort(ratios, count, sizeof *ratios, ascending);
    return ratios[count / 2];
}

/* Why a column that could be our sales is the customer's own turnover; NULL: it is not. */
static const char *turnover_because(vikt_meaning *m, size_t column, size_t revenue)
{
    const vikt_words *words = &m->match->words[column];
    size_t employees = vikt_meaning_column(m, vikt_meaning_field(m, "employees"));

    if (!is_bare(words))
        return NULL;
    if (employees != VIKT_INDEX_NONE &&
        middle_ratio(m, column, employees) * pow(10, words->lift) >= turnover_a_head)
        return vikt_arena_print(m->arena,
                                "it is as large as all that a company with the \"%.*s\" "
                                "beside it sells",
                                VIKT_SHOW(m->sheet->titles[employees]));
    for (size_t i = 0; i < m->sheet->width; i++) {
        bool named = i != column && m->fits[i] == revenue && !is_bare(&m->match->words[i]) &&
                     m->match->words[i].year == words->year;

        if (named && middle_ratio(m, column, i) >= 5)
            return vikt_arena_print(m->arena, "\"%.*s\" says better what was sold, and is smaller",
                                    VIKT_SHOW(m->sheet->titles[i]));
    }
    if (words->lift > 0 && m->prefixed)
        return "it is in thousands and comes from a register of companies";
    return NULL;
}

void vikt_sales_settle(vikt_meaning *m, size_t column)
{
    size_t revenue = vikt_meaning_field(m, "revenue"),
           own = vikt_meaning_field(m, "company_turnover");
    const char *because;

    if (m->fits[column] != revenue || own == VIKT_INDEX_NONE)
        return;
    because = turnover_because(m, column, revenue);
    if (because && vikt_meaning_is_free(m, own))
        vikt_meaning_move(m, column, own, because);
    else if (because)
        vikt_meaning_take_out(m, column, because);
}

/* Without sales of our own the customer's turnover must not pass for them unseen. */
static void tell_lone_turnover(vikt_meaning *m)
{
    size_t revenue = vikt_meaning_field(m, "revenue"),
           column = vikt_meaning_column(m, vikt_meaning_field(m, "company_turnover"));

    if (!vikt_meaning_is_free(m, revenue) || column == VIKT_INDEX_NONE || m->own[column] ||
        m->match->headings[column].match == VIKT_HEADING_COLUMN || m->match->headings[column].why)
        return;
    vikt_meaning_say(m, column, revenue,
                     vikt_arena_print(m->arena,
                                      "is taken for the customer's own turnover; if it is what "
                                      "you sold to the customer, write column = %.*s under "
                                      "[field revenue]",
                                      VIKT_SHOW(m->sheet->titles[column])));
}

/* ---- sales under the words of an invoice ---- */

/* A heading of an invoice's column; tax: what else it says of VAT. */
typedef struct wording {
    const char *name;
    vikt_tax tax;
} wording;

enum { WORDINGS = 4 };

static bool is_known_as(const vikt_words *words, vikt_text spelling, vikt_tax tax)
{
    if (words->when == VIKT_WHEN_BEFORE)
        return false;
    return (tax == VIKT_TAX_OPEN && vikt_heading_fits(words, spelling) != VIKT_FIT_NONE) ||
           (words->tax == tax && words->core.length &&
            vikt_heading_folded_equal(words->core, spelling));
}

/* Of the columns that nothing uses the one of the newest year, or the first, under one of the
 * spellings of a name. */
static size_t column_known_as(const vikt_meaning *m, wording wanted)
{
    const vikt_words *words = m->match->words;
    size_t newest = VIKT_INDEX_NONE;
    vikt_dictionary walk = {0};
    vikt_known known;

    while (vikt_dictionary_next_of(&walk, wanted.name, &known))
        for (size_t i = 0; i < m->sheet->width; i++)
            if (m->sheet->titles[i].length && m->fits[i] == VIKT_INDEX_NONE &&
                m->match->headings[i].field == VIKT_INDEX_NONE &&
                is_known_as(&words[i], known.spelling, wanted.tax) &&
                (newest == VIKT_INDEX_NONE || words[i].year > words[newest].year ||
                 (words[i].year == words[newest].year && i < newest)))
                newest = i;
    return newest;
}

/* A sum of more than a year beside it is no year's sales. */
static bool is_of_periods(const vikt_meaning *m, size_t column)
{
    return m->match->words[column].year == 0 && vikt_period_months(m->sheet, m->match->words) > 12;
}

static size_t first_of(const vikt_meaning *m, const wording *wordings)
{
    for (size_t i = 0; i < WORDINGS && wordings[i].name; i++) {
        size_t column = column_known_as(m, wordings[i]);

        if (column != VIKT_INDEX_NONE && vikt_sense_of(m->sheet, column).numbers &&
            !is_of_periods(m, column))
            return column;
    }
    return VIKT_INDEX_NONE;
}

/* The same heading of other years comes along: one of them may be the year before. */
static void take_sales(vikt_meaning *m, size_t column, size_t revenue)
{
    const vikt_words *words = m->match->words;

    for (size_t i = 0; i < m->sheet->width; i++)
        if (i == column ||
            (words[i].year < words[column].year && words[i].year && m->fits[i] == VIKT_INDEX_NONE &&
             vikt_text_equal(words[i].full, words[column].full))) {
            m->fits[i] = revenue;
            m->match->headings[i].certainty = VIKT_CERTAINTY_CONTENT;
        }
}

static void find_sales(vikt_meaning *m)
{
    static const struct amount {
        wording wordings[WORDINGS];
        const char *what;
    } amounts[] = {
        {{{"amount_net", VIKT_TAX_OPEN}, {"amount", VIKT_TAX_OUT}, {"amount_gross", VIKT_TAX_OUT}},
         "is taken for field \"revenue\""},
        {{{"amount", VIKT_TAX_OPEN}},
         "is taken for field \"revenue\", and does not say whether VAT is in it"},
        {{{"amount_gross", VIKT_TAX_OPEN},
          {"amount_gross", VIKT_TAX_IN},
          {"amount", VIKT_TAX_IN},
          {"revenue", VIKT_TAX_IN}},
         "is taken for field \"revenue\", with VAT in it"},
    };
    size_t revenue = vikt_meaning_field(m, "revenue"), vat;

    if (!vikt_meaning_is_free(m, revenue))
        return;
    vat = column_known_as(m, (wording){"vat", VIKT_TAX_OPEN});
    for (size_t i = 0; i < 3 && vikt_meaning_is_free(m, revenue); i++) {
        size_t column = first_of(m, amounts[i].wordings);
        const char *how = "if it is not, name the column of your sales under [field revenue]";

        if (column == VIKT_INDEX_NONE)
            continue;
        if (i > 0 && vat != VIKT_INDEX_NONE)
            how = vikt_arena_print(
                m->arena,
                "to take it off, write column = %.*s under [field vat] and value = difference "
                "revenue vat under [measure revenue]",
                VIKT_SHOW(m->sheet->titles[vat]));
        m->failed |= !how;
        take_sales(m, column, revenue);
        vikt_meaning_say(m, column, revenue,
                         vikt_arena_print(m->arena, "%s; %s", amounts[i].what, how ? how : ""));
    }
}

/* ---- the year before, of what stands on its left ---- */

/* "Förra året" and no more. */
static bool is_year_before(const vikt_meaning *m, size_t column)
{
    const vikt_words *words = &m->match->words[column];

    return words->when == VIKT_WHEN_BEFORE && words->core.length == 0 && !words->has_percent &&
           words->tax != VIKT_TAX_IN && m->fits[column] == VIKT_INDEX_NONE &&
           m->match->headings[column].field == VIKT_INDEX_NONE;
}

/* The nearest column on the left that is known. */
static size_t known_before(const vikt_meaning *m, size_t column)
{
    while (column-- > 0) {
        size_t field =
            m->fits[column] != VIKT_INDEX_NONE ? m->fits[column] : m->match->headings[column].field;

        if (field != VIKT_INDEX_NONE)
            return field;
    }
    return VIKT_INDEX_NONE;
}

static void find_year_before(vikt_meaning *m)
{
    size_t revenue = vikt_meaning_field(m, "revenue"),
           previous = vikt_meaning_field(m, "revenue_prev"), column = VIKT_INDEX_NONE, count = 0;

    for (size_t i = 0; i < m->sheet->width; i++)
        if (is_year_before(m, i)) {
            column = i;
            count++;
        }
    if (count != 1 || revenue == VIKT_INDEX_NONE || !vikt_meaning_is_free(m, previous) ||
        known_before(m, column) != revenue)
        return;
    m->fits[column] = previous;
    m->match->headings[column].certainty = VIKT_CERTAINTY_CONTENT;
    vikt_meaning_say(m, column, previous,
                     "is taken for field \"revenue_prev\", as it stands behind the sales of the "
                     "year; if it is not, name the right column under [field revenue_prev]");
}

void vikt_sales_find(vikt_meaning *m)
{
    find_sales(m);
    find_year_before(m);
    tell_lone_turnover(m);
}
