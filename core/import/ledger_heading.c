/* SPDX-License-Identifier: MIT */
#include "core/import/ledger_heading.h"

#include <string.h>

#include "core/base/fail.h"
#include "core/import/decode.h"
#include "core/import/ledger_currency.h"

static const char *const names[] = {"key",           "name",
                                    "invoice_no",    "invoice_date",
                                    "due_date",      "paid_date",
                                    "amount_net",    "amount_gross",
                                    "amount",        "vat",
                                    "balance",       "currency",
                                    "product_group", "cancelled",
                                    "credit_note",   "invoice_status",
                                    "invoice_type",  "quantity",
                                    "price",         "debit",
                                    "credited",      "amount_refunded"};

static vikt_ledger_part part_named(vikt_text name)
{
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (vikt_text_is(name, names[i]))
            return (vikt_ledger_part)i;
    /* "Zahlungsziel", with dates below. */
    if (vikt_text_is(name, "payment_terms"))
        return VIKT_LEDGER_DUE;
    if (vikt_text_is(name, "month"))
        return VIKT_LEDGER_DATE;
    /* Who lists orders by "Sales" means the amount of each. */
    return vikt_text_is(name, "revenue") ? VIKT_LEDGER_AMOUNT : VIKT_LEDGER_PARTS;
}

/* "Net sales" of an order is its amount without VAT. */
static bool is_net(vikt_text spelling)
{
    return spelling.length > 5 &&
           (memcmp(spelling.at, "net ", 4) == 0 || memcmp(spelling.at, "netto", 5) == 0);
}

/* Of a customer these are something else. */
static vikt_ledger_part part_spelt(vikt_text spelling)
{
    if (vikt_text_is(spelling, "status"))
        return VIKT_LEDGER_STATUS;
    if (vikt_text_is(spelling, "type"))
        return VIKT_LEDGER_TYPE;
    if (vikt_text_is(spelling, "category") || vikt_text_is(spelling, "kategori") ||
        vikt_text_is(spelling, "kategorie"))
        return VIKT_LEDGER_GROUP;
    return vikt_text_is(spelling, "created at") ? VIKT_LEDGER_DATE : VIKT_LEDGER_PARTS;
}

bool vikt_ledger_is_money(vikt_ledger_part part)
{
    return (part >= VIKT_LEDGER_NET && part <= VIKT_LEDGER_BALANCE) ||
           (part >= VIKT_LEDGER_QUANTITY && part <= VIKT_LEDGER_REFUNDED);
}

/* "Amount (LCY)", "Belopp SEK" where the company's currency is SEK: amounts that need no rate. */
bool vikt_ledger_is_local(vikt_text words, vikt_text own)
{
    static const char *const all[] = {"lcy",
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

    while (words.length) {
        vikt_text word = vikt_text_cut(&words, ' ');

        for (const char *const *known = all; *known; known++)
            if (vikt_text_is(word, *known))
                return true;
        if (vikt_currency_is(word, own))
            return true;
    }
    return false;
}

/* Words of an amount that do not say which one it is. */
static bool is_of_any_amount(vikt_text word)
{
    static const char *const all[] = {"total",
                                      "totalt",
                                      "totals",
                                      "sum",
                                      "summa",
                                      "summe",
                                      "gesamt",
                                      "amount",
                                      "amounts",
                                      "belopp",
                                      "beløp",
                                      "beløb",
                                      "betrag",
                                      "invoice",
                                      "faktura",
                                      "rechnung",
                                      "order",
                                      "sales",
                                      "försäljning",
                                      "salg",
                                      "umsatz",
                                      "fakturabelopp",
                                      "fakturasumma",
                                      "orderbelopp",
                                      "ordersumma",
                                      "ordervärde",
                                      "fakturabeløp",
                                      "fakturabeløb",
                                      "rechnungsbetrag",
                                      "value",
                                      NULL};

    for (const char *const *known = all; *known; known++)
        if (vikt_text_is(word, *known))
            return true;
    return false;
}

bool vikt_ledger_heading_rest(vikt_arena *arena, vikt_text words, vikt_text *out)
{
    char *at = vikt_arena_new(arena, words.length + 1, 1);
    size_t length = 0;

    *out = (vikt_text){at, 0};
    while (at && words.length) {
        vikt_text word = vikt_text_cut(&words, ' ');

        if (is_of_any_amount(word))
            continue;
        if (length)
            at[length++] = ' ';
        memcpy(at + length, word.at, word.length);
        length += word.length;
    }
    out->length = length;
    return at != NULL;
}

/* What the column holds must be what the part is. */
bool vikt_ledger_agrees(const vikt_sheet *sheet, size_t column, vikt_ledger_part part)
{
    bool is_date = part == VIKT_LEDGER_DATE || part == VIKT_LEDGER_DUE;
    vikt_looks looks = {.dates = 0};

    if (!is_date && !vikt_ledger_is_money(part))
        return true;
    for (size_t row = 0; row < sheet->sample_rows; row++)
        vikt_looks_add(&looks, vikt_sheet_cell(sheet, row, column));
    return vikt_looks_type(&looks, is_date) == (is_date ? VIKT_TYPE_DATE : VIKT_TYPE_NUMBER);
}

static bool is_last(vikt_text name)
{
    return vikt_text_is(name, "revenue") || vikt_text_is(name, "customer_since") ||
           vikt_text_is(name, "payment_terms") || vikt_text_is(name, "month");
}

/* Lines of one name follow each other; the places of spellings count anew in each. What may be a
 * field of the customer's goes behind all that can only be a ledger's. */
static void add_known(vikt_terms *out)
{
    vikt_ledger_part named = VIKT_LEDGER_PARTS;
    vikt_dictionary walk = {0};
    vikt_text line = {NULL, 0};
    size_t rank = 0;
    vikt_known known;

    while (vikt_dictionary_next(&walk, &known)) {
        vikt_ledger_part part;

        if (known.name.at != line.at) {
            named = part_named(known.name);
            rank = is_last(known.name) ? VIKT_LEDGER_LAST_RANK : 0;
        }
        line = known.name;
        part = named == VIKT_LEDGER_PARTS ? part_spelt(known.spelling) : named;
        if (part == VIKT_LEDGER_AMOUNT && is_net(known.spelling))
            part = VIKT_LEDGER_NET;
        out->items[out->count++] =
            (vikt_term){.words = known.spelling,
                        .rank = (uint16_t)rank++,
                        .field = part == VIKT_LEDGER_PARTS ? VIKT_INDEX_NONE : part};
    }
}

/* All headings that everyone uses, as terms of parts; those of no part are rivals. */
vikt_code vikt_ledger_terms_of(const vikt_profile *profile, vikt_arena *arena, vikt_terms *out,
                               vikt_error *err)
{
    *out = (vikt_terms){.profile = profile};
    out->items = vikt_arena_blank(arena, vikt_dictionary_room(), sizeof *out->items);
    out->takes_percent = vikt_arena_new(arena, VIKT_LEDGER_PARTS, sizeof *out->takes_percent);
    if (!out->items || !out->takes_percent)
        return vikt_fail_memory(err);
    add_known(out);
    return vikt_terms_sort(out, arena) ? VIKT_OK : vikt_fail_memory(err);
}
