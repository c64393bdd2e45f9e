/* SPDX-License-Identifier: MIT */
#include "core/import/ledger_columns.h"

#include "core/base/fail.h"
#include "core/base/nearest.h"
#include "core/import/ledger_content.h"
#include "core/import/ledger_heading.h"
#include "core/import/ledger_month.h"

/* How a heading fits a part: the place of its spelling in the list, best first. */
typedef struct fit {
    vikt_ledger_part part;
    size_t rank;
    const vikt_term *term; /* of equals the first one in the list */
} fit;

typedef struct matcher {
    const vikt_sheet *sheet;
    const vikt_profile *profile;
    const vikt_listener *listener;
    vikt_ledger_columns *out;
    vikt_terms terms;
    vikt_words *words; /* by column */
    fit *fits;         /* by column */
    bool *either;      /* by column: "Kund" may be the key or the name */
} matcher;

/* Number or name of a customer, in six languages. */
static const char *const either_words[] = {"kund",    "kunde",   "customer", "client",
                                           "account", "debitor", "asiakas",  NULL};

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
        m->fits[i] = (fit){VIKT_LEDGER_PARTS, VIKT_LEDGER_NO_RANK, NULL};
        if (!vikt_heading_words(arena, m->sheet->titles[i], &m->words[i]))
            return vikt_fail_memory(err);
    }
    return VIKT_OK;
}

/* ---- as the profile says ---- */

static size_t find_heading(const matcher *m, vikt_arena *arena, vikt_text wanted)
{
    vikt_words words;

    for (size_t i = 0; i < m->sheet->width; i++)
        if (vikt_text_equal(m->sheet->titles[i], wanted))
            return i;
    if (vikt_heading_words(arena, wanted, &words) && words.full.length)
        for (size_t i = 0; i < m->sheet->width; i++)
            if (vikt_text_equal(m->words[i].full, words.full) && m->words[i].year == words.year)
                return i;
    return vikt_sheet_numbered(m->sheet, wanted);
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

static void offer(matcher *m, size_t column, const vikt_term *term)
{
    const vikt_words *words = &m->words[column];
    fit *best = &m->fits[column];
    bool is_same = same_letters(words->full, term->words) || same_letters(words->bare, term->words);
    size_t rank = is_same ? term->rank : term->rank + (size_t)VIKT_LEDGER_FOLDED_RANK;

    if (term->field == VIKT_INDEX_NONE || rank > best->rank ||
        (rank == best->rank && term >= best->term))
        return;
    if (is_same || vikt_heading_fits(words, term->words) != VIKT_FIT_NONE)
        *best = (fit){(vikt_ledger_part)term->field, rank, term};
}

/* "Amount (Net)", "Total netto": what is left without such words says which amount it is. */
static bool find_amount(matcher *m, vikt_arena *arena, size_t column)
{
    const vikt_words *words = &m->words[column];
    fit *found = &m->fits[column];
    vikt_text rest;

    if (!is_free(m, column) || found->part != VIKT_LEDGER_PARTS ||
        vikt_terms_know(&m->terms, words))
        return true;
    if (!vikt_ledger_heading_rest(arena, words->bare, &rest))
        return false;
    for (const vikt_term *t = vikt_terms_first(&m->terms, rest); t;
         t = vikt_terms_next(&m->terms, t))
        if ((t->field == VIKT_LEDGER_NET || t->field == VIKT_LEDGER_GROSS ||
             t->field == VIKT_LEDGER_VAT) &&
            vikt_text_equal(rest, t->words) && found->part == VIKT_LEDGER_PARTS)
            *found =
                (fit){(vikt_ledger_part)t->field, t->rank + (size_t)VIKT_LEDGER_FOLDED_RANK, t};
    return true;
}

/* What may be something else must hold dates: "Zahlungsziel" is more often "30 Tage", and "Month"
 * may be a number from 1 to 12. */
static void drop_other(matcher *m, size_t column)
{
    fit *found = &m->fits[column];
    bool is_date = found->part == VIKT_LEDGER_DATE || found->part == VIKT_LEDGER_DUE;

    if (is_date && found->rank & VIKT_LEDGER_LAST_RANK &&
        !vikt_ledger_agrees(m->sheet, column, found->part) &&
        !(found->part == VIKT_LEDGER_DATE && vikt_ledger_holds_months(m->sheet, column)))
        *found = (fit){VIKT_LEDGER_PARTS, VIKT_LEDGER_NO_RANK, NULL};
}

static bool find_fits(matcher *m, vikt_arena *arena)
{
    bool done = true;

    for (size_t i = 0; i < m->sheet->width; i++) {
        const vikt_text forms[3] = {m->words[i].full, m->words[i].bare, m->words[i].plain};

        for (size_t f = 0; is_free(m, i) && f < 3; f++)
            for (const vikt_term *t = vikt_terms_first(&m->terms, forms[f]); t;
                 t = vikt_terms_next(&m->terms, t))
                offer(m, i, t);
        drop_other(m, i);
        done = done && find_amount(m, arena, i);
        m->either[i] = is_free(m, i) && is_either(&m->words[i]);
    }
    return done;
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

/* Whether column a says more clearly than b what it is; of amounts those in the own currency, of
 * names those that are no numbers: shops call an order's number its name. */
static bool is_clearer(const matcher *m, vikt_ledger_part part, size_t a, size_t b)
{
    if (vikt_ledger_is_money(part) &&
        vikt_ledger_is_local(m->words[a].full, m->profile->currency) !=
            vikt_ledger_is_local(m->words[b].full, m->profile->currency))
        return vikt_ledger_is_local(m->words[a].full, m->profile->currency);
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
          m->fits[best].rank & VIKT_LEDGER_FOLDED_RANK ? VIKT_HEADING_FOLDED
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
        if (vikt_sheet_numbered(sheet, sheet->titles[i]) != i)
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

/* ---- debit and credit ---- */

/* Beside debit, "Kredit" holds amounts and does not say that the row is a credit note. */
static void pair_sides(matcher *m)
{
    vikt_ledger_columns *out = m->out;
    size_t credit = out->at[VIKT_LEDGER_CREDIT];

    if (!vikt_ledger_columns_has(out, VIKT_LEDGER_DEBIT) || credit == VIKT_INDEX_NONE ||
        vikt_ledger_columns_has(out, VIKT_LEDGER_CREDITED) ||
        out->headings[credit].match == VIKT_HEADING_COLUMN)
        return;
    out->at[VIKT_LEDGER_CREDIT] = VIKT_INDEX_NONE;
    claim(m, credit, VIKT_LEDGER_CREDITED, out->headings[credit].match);
}

/* "Fakturerat" beside "Krediterat" is the other side. */
static void pair_credited(matcher *m)
{
    vikt_ledger_columns *out = m->out;
    size_t amount = out->at[VIKT_LEDGER_AMOUNT];

    if (!vikt_ledger_columns_has(out, VIKT_LEDGER_CREDITED) || amount == VIKT_INDEX_NONE ||
        vikt_ledger_columns_has(out, VIKT_LEDGER_DEBIT) ||
        vikt_ledger_columns_has(out, VIKT_LEDGER_NET) ||
        vikt_ledger_columns_has(out, VIKT_LEDGER_GROSS) ||
        out->headings[amount].match == VIKT_HEADING_COLUMN)
        return;
    out->at[VIKT_LEDGER_AMOUNT] = VIKT_INDEX_NONE;
    claim(m, amount, VIKT_LEDGER_DEBIT, out->headings[amount].match);
}

/* Beside debit and credit, "Saldo" runs on from row to row. */
static void drop_running_balance(matcher *m)
{
    size_t column = m->out->at[VIKT_LEDGER_BALANCE];
    vikt_heading *heading;

    if (m->out->amount != VIKT_LEDGER_DEBIT || column == VIKT_INDEX_NONE ||
        m->out->headings[column].match == VIKT_HEADING_COLUMN ||
        !(vikt_text_is(m->words[column].bare, "saldo") ||
          vikt_text_is(m->words[column].bare, "balance")))
        return;
    heading = &m->out->headings[column];
    heading->part = NULL;
    heading->match = VIKT_HEADING_UNUSED;
    m->out->at[VIKT_LEDGER_BALANCE] = VIKT_INDEX_NONE;
    vikt_tell(m->listener, VIKT_NOTE, VIKT_OK,
              vikt_place_of(m->sheet->source, m->sheet->heading_row, (long)column + 1),
              "\"%.*s\" is not used, as it runs on from row to row beside debit and credit; if it "
              "is what is left to be paid of each row, write balance = %.*s under [source "
              "invoices]",
              VIKT_SHOW(m->sheet->titles[column]), VIKT_SHOW(m->sheet->titles[column]));
}

/* ---- headings with a typing error ---- */

static void take_near(matcher *m, size_t column)
{
    const vikt_words *words = &m->words[column];
    vikt_near near = {.field = VIKT_INDEX_NONE};

    if (words->full.length && !vikt_terms_know(&m->terms, words))
        near = vikt_terms_nearest(&m->terms, words, m->out->at);
    if (near.field == VIKT_INDEX_NONE || near.edits == 0 ||
        !vikt_ledger_agrees(m->sheet, column, (vikt_ledger_part)near.field))
        return;
    claim(m, column, (vikt_ledger_part)near.field, VIKT_HEADING_NEAR);
    vikt_tell(m->listener, VIKT_NOTE, VIKT_OK,
              vikt_place_of(m->sheet->source, m->sheet->heading_row, (long)column + 1),
              "\"%.*s\" is taken as the ledger's %s, as it is nearly \"%.*s\" (%zu %s); if it is "
              "not, write %s = COLUMN under [source invoices]",
              VIKT_SHOW(m->sheet->titles[column]), m->out->headings[column].part,
              VIKT_SHOW(near.words), near.edits, vikt_plural(near.edits, "edit", "edits"),
              m->out->headings[column].part);
}

static void match_near(matcher *m)
{
    for (size_t i = 0; i < m->sheet->width; i++)
        if (is_free(m, i) && !m->either[i])
            take_near(m, i);
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
    if (!vikt_ledger_columns_has(out, out->amount))
        out->amount = vikt_ledger_columns_has(out, VIKT_LEDGER_DEBIT)     ? VIKT_LEDGER_DEBIT
                      : vikt_ledger_columns_has(out, VIKT_LEDGER_BALANCE) ? VIKT_LEDGER_BALANCE
                                                                          : VIKT_LEDGER_AMOUNT;
    out->less_vat = vat && (out->amount == VIKT_LEDGER_GROSS || out->amount == VIKT_LEDGER_DEBIT);
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
        rc = vikt_ledger_terms_of(profile, arena, &m.terms, err);
    if (rc == VIKT_OK)
        rc = match_told(&m, arena, err);
    if (rc != VIKT_OK)
        return rc;
    if (!find_fits(&m, arena))
        return vikt_fail_memory(err);
    for (vikt_ledger_part part = VIKT_LEDGER_CUSTOMER; part < VIKT_LEDGER_PARTS; part++)
        match_part(&m, part);
    pair_sides(&m);
    pair_credited(&m);
    match_either(&m);
    out->headless = has_no_headings(sheet);
    if (out->headless)
        match_content(&m);
    else
        match_near(&m);
    out->by_name = !vikt_ledger_columns_has(out, VIKT_LEDGER_CUSTOMER);
    if (out->by_name)
        out->at[VIKT_LEDGER_CUSTOMER] = out->at[VIKT_LEDGER_NAME];
    choose_amount(out);
    drop_running_balance(&m);
    for (vikt_ledger_part part = VIKT_LEDGER_NET; part < VIKT_LEDGER_PARTS; part++)
        out->is_local[part] =
            vikt_ledger_is_money(part) && vikt_ledger_columns_has(out, part) &&
            vikt_ledger_is_local(m.words[out->at[part]].full, m.profile->currency);
    return VIKT_OK;
}
