/* SPDX-License-Identifier: MIT */
#include "core/import/ledger_columns.h"

#include <stdio.h>

#include "core/base/fail.h"
#include "core/base/nearest.h"
#include "core/profile/dictionary.h"
#include "core/import/ledger_content.h"
#include "core/import/ledger_currency.h"

/* Folded headings ("Forfallodatum") go behind all others of a part. */
enum { NO_RANK = 1 << 20, FOLDED_RANK = NO_RANK / 4 };

/* How a heading fits a part: the place of its spelling in the list, best first. */
typedef struct fit {
    vikt_ledger_part part;
    size_t rank;
} fit;

typedef struct matcher {
    const vikt_sheet *sheet;
    const vikt_profile *profile;
    const vikt_listener *listener;
    vikt_ledger_columns *out;
    vikt_words *words; /* by column */
    fit *fits;         /* by column */
    bool *either;      /* by column: "Kund" may be the key or the name */
} matcher;

static const char *const names[] = {"key",           "name",      "invoice_no",  "invoice_date",
                                    "due_date",      "paid_date", "amount_net",  "amount_gross",
                                    "amount",        "vat",       "balance",     "currency",
                                    "product_group", "cancelled", "credit_note", "invoice_status",
                                    "invoice_type",  "quantity",  "price"};

/* Number or name of a customer, in five languages. */
static const char *const either_words[] = {"kund",    "kunde",   "customer", "client",
                                           "account", "debitor", NULL};

static vikt_ledger_part part_of(const vikt_known *known)
{
    vikt_text name = known->name;

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (vikt_text_is(name, names[i]))
            return (vikt_ledger_part)i;
    /* Of a customer these are something else. */
    if (vikt_text_is(known->spelling, "status"))
        return VIKT_LEDGER_STATUS;
    if (vikt_text_is(known->spelling, "type"))
        return VIKT_LEDGER_TYPE;
    if (vikt_text_is(known->spelling, "created at"))
        return VIKT_LEDGER_DATE;
    /* Who lists orders by "Sales" means the amount of each. */
    return vikt_text_is(name, "revenue") ? VIKT_LEDGER_AMOUNT : VIKT_LEDGER_PARTS;
}

static bool is_either(const vikt_words *words)
{
    for (const char *const *word = either_words; *word; word++)
        if (vikt_text_is(words->bare, *word))
            return true;
    return false;
}

static bool is_free(const matcher *m, size_t column)
{
    return m->out->headings[column].match == VIKT_HEADING_UNUSED;
}

static void claim(matcher *m, size_t column, vikt_ledger_part part, vikt_heading_match match)
{
    m->out->at[part] = column;
    m->out->headings[column].part = vikt_ledger_word(part);
    m->out->headings[column].match = match;
}

static vikt_code prepare(matcher *m, vikt_arena *arena, vikt_error *err)
{
    size_t width = m->sheet->width;

    m->words = vikt_arena_new(arena, width, sizeof *m->words);
    m->fits = vikt_arena_new(arena, width, sizeof *m->fits);
    m->either = vikt_arena_new(arena, width, sizeof *m->either);
    m->out->headings = vikt_arena_new(arena, width, sizeof *m->out->headings);
    if (!m->words || !m->fits || !m->either || !m->out->headings)
        return vikt_fail_memory(err);
    for (vikt_ledger_part part = VIKT_LEDGER_CUSTOMER; part < VIKT_LEDGER_PARTS; part++)
        m->out->at[part] = VIKT_INDEX_NONE;
    for (size_t i = 0; i < width; i++) {
        m->out->headings[i] = (vikt_heading){.text = m->sheet->titles[i],
                                             .field = VIKT_INDEX_NONE,
                                             .is_empty = vikt_sheet_is_empty(m->sheet, i)};
        m->fits[i] = (fit){VIKT_LEDGER_PARTS, NO_RANK};
        if (!vikt_heading_words(arena, m->sheet->titles[i], &m->words[i]))
            return vikt_fail_memory(err);
    }
    return VIKT_OK;
}

/* ---- as the profile says ---- */

/* "3": the third column of a file without headings. */
static size_t number_of(vikt_text text)
{
    size_t number = 0;

    for (size_t i = 0; i < text.length; i++) {
        if (text.at[i] < '0' || text.at[i] > '9' || number > VIKT_COLUMNS_MAX)
            return 0;
        number = number * 10 + (size_t)(text.at[i] - '0');
    }
    return number;
}

static size_t find_heading(const matcher *m, vikt_arena *arena, vikt_text wanted)
{
    size_t number = number_of(wanted);
    vikt_words words;

    for (size_t i = 0; i < m->sheet->width; i++)
        if (vikt_text_equal(m->sheet->titles[i], wanted))
            return i;
    if (vikt_heading_words(arena, wanted, &words) && words.full.length)
        for (size_t i = 0; i < m->sheet->width; i++)
            if (vikt_text_equal(m->words[i].full, words.full) && m->words[i].year == words.year)
                return i;
    return number >= 1 && number <= m->sheet->width ? number - 1 : VIKT_INDEX_NONE;
}

static vikt_code take_told(matcher *m, vikt_arena *arena, vikt_ledger_part part, vikt_text wanted,
                           vikt_error *err)
{
    vikt_nearest nearest = {.wanted = wanted};
    size_t column;
    char hint[256];

    if (wanted.length == 0)
        return VIKT_OK;
    column = find_heading(m, arena, wanted);
    if (column != VIKT_INDEX_NONE) {
        claim(m, column, part, VIKT_HEADING_COLUMN);
        return VIKT_OK;
    }
    for (size_t i = 0; i < m->sheet->width; i++)
        vikt_nearest_offer(&nearest, m->sheet->titles[i]);
    return vikt_fail(err, VIKT_INPUT, vikt_place_of(m->sheet->source, m->sheet->heading_row, 0),
                     "has no column \"%.*s\", which %s under [source invoices] names%s",
                     VIKT_SHOW(wanted), vikt_ledger_word(part),
                     vikt_nearest_hint(&nearest, hint, sizeof hint));
}

/* The fields key and name, when the profile says which column they are, are so in a ledger too. */
static void take_field(matcher *m, vikt_arena *arena, vikt_ledger_part part, size_t field)
{
    size_t column;

    if (field == VIKT_INDEX_NONE || m->out->at[part] != VIKT_INDEX_NONE)
        return;
    if (m->profile->fields[field].column.length == 0)
        return;
    column = find_heading(m, arena, m->profile->fields[field].column);
    if (column != VIKT_INDEX_NONE && is_free(m, column))
        claim(m, column, part, VIKT_HEADING_COLUMN);
}

static vikt_code match_told(matcher *m, vikt_arena *arena, vikt_error *err)
{
    const vikt_text *told = m->profile->sources[VIKT_SOURCE_INVOICES].columns;
    vikt_code rc = VIKT_OK;

    for (vikt_ledger_part part = VIKT_LEDGER_CUSTOMER; part < VIKT_LEDGER_PARTS; part++)
        if (rc == VIKT_OK)
            rc = take_told(m, arena, part, told[part], err);
    take_field(m, arena, VIKT_LEDGER_CUSTOMER, vikt_profile_key_slot(m->profile));
    take_field(m, arena, VIKT_LEDGER_NAME, vikt_profile_name_slot(m->profile));
    return rc;
}

/* ---- by headings ---- */

/* "InvoiceDate" is an invoice date. */
static bool same_letters(vikt_text a, vikt_text b)
{
    size_t i = 0, j = 0;

    for (;; i++, j++) {
        while (i < a.length && a.at[i] == ' ')
            i++;
        while (j < b.length && b.at[j] == ' ')
            j++;
        if (i == a.length || j == b.length)
            return i == a.length && j == b.length;
        if (a.at[i] != b.at[j])
            return false;
    }
}

static void offer(matcher *m, const vikt_known *known, size_t rank)
{
    vikt_ledger_part part = part_of(known);

    if (part == VIKT_LEDGER_PARTS)
        return;
    if (vikt_text_is(known->name, "revenue") || vikt_text_is(known->name, "customer_since"))
        rank += NO_RANK / 2;
    for (size_t i = 0; i < m->sheet->width; i++) {
        bool is_same = same_letters(m->words[i].full, known->spelling) ||
                       same_letters(m->words[i].bare, known->spelling);
        size_t own = is_same ? rank : rank + FOLDED_RANK;

        if (!is_free(m, i) || own >= m->fits[i].rank)
            continue;
        if (is_same || vikt_heading_fits(&m->words[i], known->spelling) != VIKT_FIT_NONE)
            m->fits[i] = (fit){part, own};
    }
}

static void find_fits(matcher *m)
{
    vikt_dictionary walk = {0};
    vikt_text line = {NULL, 0};
    size_t rank = 0;
    vikt_known known;

    while (vikt_dictionary_next(&walk, &known)) {
        if (known.name.at != line.at)
            rank = 0;
        line = known.name;
        offer(m, &known, rank++);
    }
    for (size_t i = 0; i < m->sheet->width; i++)
        m->either[i] = is_free(m, i) && is_either(&m->words[i]);
}

static void note_rival(const matcher *m, vikt_ledger_part part, size_t chosen, size_t other)
{
    vikt_tell(m->listener, VIKT_NOTE, VIKT_OK,
              vikt_place_of(m->sheet->source, m->sheet->heading_row, (long)other + 1),
              "\"%.*s\" is taken as the ledger's %s, not \"%.*s\"; if that is wrong, write %s = "
              "%.*s under [source invoices]",
              VIKT_SHOW(m->sheet->titles[chosen]), vikt_ledger_word(part),
              VIKT_SHOW(m->sheet->titles[other]), vikt_ledger_word(part),
              VIKT_SHOW(m->sheet->titles[other]));
}

/* "Amount (LCY)", "Belopp SEK" where the company's currency is SEK: amounts that need no rate. */
static bool is_local(const matcher *m, size_t column)
{
    static const char *const words[] = {"lcy",
                                        "bva",
                                        "rv",
                                        "mw",
                                        "hauswährung",
                                        "base",
                                        "local",
                                        "accounting",
                                        "bokföringsvaluta",
                                        "redovisningsvaluta",
                                        NULL};
    vikt_text rest = m->words[column].full, own = m->profile->currency;

    while (rest.length) {
        vikt_text word = vikt_text_cut(&rest, ' ');

        for (const char *const *known = words; *known; known++)
            if (vikt_text_is(word, *known))
                return true;
        if (vikt_currency_is(word, own))
            return true;
    }
    return false;
}

static bool is_money(vikt_ledger_part part)
{
    return (part >= VIKT_LEDGER_NET && part <= VIKT_LEDGER_BALANCE) || part == VIKT_LEDGER_PRICE;
}

/* Whether column a says more clearly than b what it is; of amounts those in the own currency, of
 * names those that are no numbers: shops call an order's number its name. */
static bool is_clearer(const matcher *m, vikt_ledger_part part, size_t a, size_t b)
{
    if (is_money(part) && is_local(m, a) != is_local(m, b))
        return is_local(m, a);
    if (part == VIKT_LEDGER_NAME &&
        vikt_ledger_holds_ids(m->sheet, a) != vikt_ledger_holds_ids(m->sheet, b))
        return vikt_ledger_holds_ids(m->sheet, b);
    return m->fits[a].rank < m->fits[b].rank;
}

/* The heading that says most clearly what it is; the first of equals. */
static void match_part(matcher *m, vikt_ledger_part part)
{
    size_t best = VIKT_INDEX_NONE;

    if (m->out->at[part] != VIKT_INDEX_NONE)
        return;
    for (size_t i = 0; i < m->sheet->width; i++) {
        if (!is_free(m, i) || m->either[i] || m->fits[i].part != part)
            continue;
        if (best == VIKT_INDEX_NONE || is_clearer(m, part, i, best))
            best = i;
    }
    if (best == VIKT_INDEX_NONE)
        return;
    claim(m, best, part,
          m->fits[best].rank % (NO_RANK / 2) >= FOLDED_RANK ? VIKT_HEADING_FOLDED
                                                            : VIKT_HEADING_SYNONYM);
    for (size_t i = 0; i < m->sheet->width; i++)
        if (is_free(m, i) && !m->either[i] && m->fits[i].part == part)
            note_rival(m, part, best, i);
}

/* "Kund" is the key where there is no other and ids stand below it, else the name. */
static void match_either(matcher *m)
{
    for (size_t i = 0; i < m->sheet->width; i++) {
        if (!m->either[i] || !is_free(m, i))
            continue;
        if (!vikt_ledger_columns_has(m->out, VIKT_LEDGER_CUSTOMER) &&
            vikt_ledger_holds_ids(m->sheet, i))
            claim(m, i, VIKT_LEDGER_CUSTOMER, VIKT_HEADING_CONTENT);
        else if (!vikt_ledger_columns_has(m->out, VIKT_LEDGER_NAME))
            claim(m, i, VIKT_LEDGER_NAME, VIKT_HEADING_CONTENT);
    }
}

/* ---- by content, in a file without headings ---- */

static bool has_no_headings(const vikt_sheet *sheet)
{
    for (size_t i = 0; i < sheet->width; i++)
        if (number_of(sheet->titles[i]) != i + 1)
            return false;
    return true;
}

static void match_only(matcher *m, vikt_ledger_part part,
                       bool (*holds)(const vikt_sheet *sheet, size_t column))
{
    size_t found = VIKT_INDEX_NONE;

    if (m->out->at[part] != VIKT_INDEX_NONE)
        return;
    for (size_t i = 0; i < m->sheet->width; i++) {
        if (!is_free(m, i) || !holds(m->sheet, i))
            continue;
        if (found != VIKT_INDEX_NONE)
            return;
        found = i;
    }
    if (found != VIKT_INDEX_NONE)
        claim(m, found, part, VIKT_HEADING_CONTENT);
}

static void match_content(matcher *m)
{
    bool has_amount = vikt_ledger_columns_has(m->out, VIKT_LEDGER_NET) ||
                      vikt_ledger_columns_has(m->out, VIKT_LEDGER_GROSS);

    match_only(m, VIKT_LEDGER_DATE, vikt_ledger_holds_dates);
    if (!has_amount)
        match_only(m, VIKT_LEDGER_AMOUNT, vikt_ledger_holds_amounts);
    if (vikt_ledger_columns_has(m->out, VIKT_LEDGER_DATE))
        match_only(m, VIKT_LEDGER_CUSTOMER, vikt_ledger_holds_ids);
}

/* ---- all of it ---- */

/* Net is best; gross without its VAT is net. */
static void choose_amount(vikt_ledger_columns *out)
{
    bool vat = vikt_ledger_columns_has(out, VIKT_LEDGER_VAT);

    out->vat_rated = false;
    out->amount = VIKT_LEDGER_AMOUNT;
    if (vikt_ledger_columns_has(out, VIKT_LEDGER_NET))
        out->amount = VIKT_LEDGER_NET;
    else if (vikt_ledger_columns_has(out, VIKT_LEDGER_GROSS) &&
             (vat || !vikt_ledger_columns_has(out, VIKT_LEDGER_AMOUNT)))
        out->amount = VIKT_LEDGER_GROSS;
    else if (!vikt_ledger_columns_has(out, VIKT_LEDGER_AMOUNT) &&
             vikt_ledger_columns_has(out, VIKT_LEDGER_QUANTITY) &&
             vikt_ledger_columns_has(out, VIKT_LEDGER_PRICE))
        out->amount = VIKT_LEDGER_PRICE;
    out->less_vat = vat && out->amount == VIKT_LEDGER_GROSS;
    out->vat_on_top =
        vat && out->amount == VIKT_LEDGER_NET && !vikt_ledger_columns_has(out, VIKT_LEDGER_GROSS);
}

vikt_code vikt_ledger_columns_of(const vikt_sheet *sheet, const vikt_profile *profile,
                                 const vikt_listener *listener, vikt_arena *arena,
                                 vikt_ledger_columns *out, vikt_error *err)
{
    matcher m = {.sheet = sheet, .profile = profile, .listener = listener, .out = out};
    vikt_code rc;

    *out = (vikt_ledger_columns){.headings = NULL};
    rc = prepare(&m, arena, err);
    if (rc == VIKT_OK)
        rc = match_told(&m, arena, err);
    if (rc != VIKT_OK)
        return rc;
    find_fits(&m);
    for (vikt_ledger_part part = VIKT_LEDGER_CUSTOMER; part < VIKT_LEDGER_PARTS; part++)
        match_part(&m, part);
    match_either(&m);
    out->headless = has_no_headings(sheet);
    if (out->headless)
        match_content(&m);
    out->by_name = !vikt_ledger_columns_has(out, VIKT_LEDGER_CUSTOMER);
    if (out->by_name)
        out->at[VIKT_LEDGER_CUSTOMER] = out->at[VIKT_LEDGER_NAME];
    choose_amount(out);
    for (vikt_ledger_part part = VIKT_LEDGER_NET; part < VIKT_LEDGER_PARTS; part++)
        out->is_local[part] =
            is_money(part) && vikt_ledger_columns_has(out, part) && is_local(&m, out->at[part]);
    return VIKT_OK;
}

bool vikt_ledger_columns_enough(const vikt_ledger_columns *columns)
{
    return vikt_ledger_columns_has(columns, VIKT_LEDGER_CUSTOMER) &&
           vikt_ledger_columns_has(columns, VIKT_LEDGER_DATE) &&
           vikt_ledger_columns_has(columns, columns->amount);
}

bool vikt_ledger_columns_sure(const vikt_ledger_columns *columns)
{
    return vikt_ledger_columns_enough(columns) &&
           (vikt_ledger_columns_has(columns, VIKT_LEDGER_INVOICE) ||
            vikt_ledger_columns_has(columns, VIKT_LEDGER_DUE));
}

/* Whether anything that is read stands in the row's own currency. */
static bool needs_rates(const vikt_ledger_columns *columns)
{
    static const vikt_ledger_part owed[] = {VIKT_LEDGER_BALANCE, VIKT_LEDGER_GROSS};

    if (!columns->is_local[columns->amount])
        return true;
    for (size_t i = 0; i < sizeof owed / sizeof *owed; i++)
        if (vikt_ledger_columns_has(columns, owed[i]) && !columns->is_local[owed[i]] &&
            vikt_ledger_columns_reads(columns, owed[i]))
            return true;
    return false;
}

bool vikt_ledger_columns_reads(const vikt_ledger_columns *columns, vikt_ledger_part part)
{
    bool owed = vikt_ledger_columns_has(columns, VIKT_LEDGER_PAID) ||
                vikt_ledger_columns_has(columns, VIKT_LEDGER_BALANCE);

    switch (part) {
    case VIKT_LEDGER_CUSTOMER:
    case VIKT_LEDGER_INVOICE:
    case VIKT_LEDGER_DATE:
    case VIKT_LEDGER_PAID:
    case VIKT_LEDGER_BALANCE:
    case VIKT_LEDGER_GROUP:
    case VIKT_LEDGER_CANCELLED:
    case VIKT_LEDGER_CREDIT:
    case VIKT_LEDGER_STATUS:
    case VIKT_LEDGER_TYPE:
    case VIKT_LEDGER_NAME:
        return true;
    case VIKT_LEDGER_CURRENCY:
        return needs_rates(columns);
    case VIKT_LEDGER_QUANTITY:
        return columns->amount == VIKT_LEDGER_PRICE;
    case VIKT_LEDGER_PRICE:
    case VIKT_LEDGER_NET:
    case VIKT_LEDGER_AMOUNT:
        return columns->amount == part;
    case VIKT_LEDGER_GROSS:
        return columns->amount == part || owed; /* what is owed is with VAT */
    case VIKT_LEDGER_VAT:
        return columns->less_vat || columns->vat_rated || (owed && columns->vat_on_top);
    case VIKT_LEDGER_DUE:
        return owed;
    case VIKT_LEDGER_PARTS:
        break;
    }
    return false;
}

/* "Datum, Belopp" of what is not used, as far as there is room. */
static void list_unused(const vikt_ledger_columns *columns, const vikt_sheet *sheet, char *text,
                        size_t size)
{
    size_t length = 0;

    text[0] = '\0';
    for (size_t i = 0; i < sheet->width; i++) {
        vikt_text title = vikt_text_start(sheet->titles[i], 40);

        if (columns->headings[i].match != VIKT_HEADING_UNUSED || title.length == 0)
            continue;
        if (length + title.length + 3 > size)
            break;
        length += (size_t)snprintf(text + length, size - length, "%s%.*s", length ? ", " : "",
                                   (int)title.length, title.at);
    }
}

vikt_code vikt_ledger_columns_fail(const vikt_ledger_columns *columns, const vikt_sheet *sheet,
                                   vikt_error *err)
{
    static const struct {
        vikt_ledger_part part;
        const char *what, *setting;
    } needs[] = {{VIKT_LEDGER_CUSTOMER, "customer", "customer"},
                 {VIKT_LEDGER_DATE, "date", "date"},
                 {VIKT_LEDGER_AMOUNT, "amount", "net"}};
    size_t i = 0;
    char unused[200];

    while (i < 2 && vikt_ledger_columns_has(columns, needs[i].part))
        i++;
    list_unused(columns, sheet, unused, sizeof unused);
    return vikt_fail(err, VIKT_INPUT, vikt_place_of(sheet->source, sheet->heading_row, 0),
                     "it is not clear which column of this ledger is the %s; say it with %s = "
                     "COLUMN under [source invoices], or --set source.invoices.%s=COLUMN; it may "
                     "be one of %s",
                     needs[i].what, needs[i].setting, needs[i].setting, unused);
}
