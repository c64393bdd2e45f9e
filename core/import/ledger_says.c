/* SPDX-License-Identifier: MIT */
#include "core/import/ledger_says.h"

#include <string.h>

#include "core/base/literal.h"

/* Separated by '|'. Longer sayings stand before those that they end in. "Storno" is what books an
 * invoice back; what was "storniert" is the invoice itself. Those of two letters are
 * document types of SAP and Sage. */
static const struct saying {
    vikt_ledger_saying says;
    bool whole; /* of the cell; else its last words */
    const char *words;
} sayings[] = {
    {VIKT_SAYS_QUOTE, false,
     "offert|quote|quotation|estimate|pro forma|proforma|proforma invoice|pro forma invoice|"
     "proformafaktura|proformarechnung|tilbud|tilbudsordre|angebot|kostenvoranschlag"},
    {VIKT_SAYS_DRAFT, false,
     "utkast|draft|draft invoice|kladde|fakturakladde|entwurf|koncept|koncept faktura"},
    {VIKT_SAYS_FAILED, false,
     "failed|payment failed|misslyckad|misslyckades|misslyckat|mislykket|mislykkedes|feilet|"
     "fehlgeschlagen|declined|rejected|nekad|avvisad|avvist|afvist|abgelehnt"},
    {VIKT_SAYS_PENDING, true,
     "pending payment|wc-pending|väntar på betalning|inväntar betalning|venter på betaling|"
     "afventer betaling|zahlung ausstehend|abandoned|incomplete|requires payment method"},
    {VIKT_SAYS_CANCELLED, false,
     "makulerad|makulerat|makuleret|annullerad|annullerat|annulerad|annullert|annulleret|"
     "kansellert|cancelled|canceled|void|voided|reversed|storniert|struken|avbruten|avbokad|"
     "deleted|raderad|borttagen|slettet|gelöscht|trash"},
    {VIKT_SAYS_PART_REFUNDED, true,
     "partially refunded|partially_refunded|partly refunded|partial refund|delvis återbetald|"
     "delvis refunderad|delvist refunderet|delvis refundert|teilweise erstattet"},
    {VIKT_SAYS_REFUNDED, true,
     "refunded|fully refunded|wc-refunded|återbetald|återbetalad|refunderad|refunderet|refundert|"
     "erstattet|tilbagebetalt|tilbakebetalt"},
    {VIKT_SAYS_PAYMENT, true,
     "payment|customer payment|payment received|unapplied payment|overpayment|prepayment|"
     "deposit|betalning|inbetalning|kundinbetalning|kundbetalning|delbetalning|överbetalning|"
     "förskottsbetalning|betaling|innbetaling|kundeinnbetaling|indbetaling|kundeindbetaling|"
     "debitorbetaling|zahlung|zahlungseingang|kundenzahlung|sr|sa|dz"},
    {VIKT_SAYS_CREDIT, false,
     "kredit|kreditfaktura|kreditnota|kreditnote|kreditering|kreditorder|credit|credit note|"
     "credit memo|credit invoice|creditnote|retur|returfaktura|return|gutschrift|stornorechnung|"
     "storno|rechnungskorrektur|return order|sales return|returorder|sales "
     "credit|accreccredit|sc|dg"},
    {VIKT_SAYS_REFUND, false, "refund|återbetalning|refusion|refundering|erstattung|rückzahlung"},
    {VIKT_SAYS_INVOICE, false,
     "invoice|faktura|kundfaktura|rechnung|sales order|order|kontantfaktura|samlingsfaktura|"
     "sales receipt|accrec|si|rv|dr"},
};

enum { KINDS = sizeof sayings / sizeof *sayings };

static const char *const denials[] = {"ej", "inte", "icke", "not", "non", "no", "nicht", "ikke"};

/* "Ej", "order not": the last word of what stands before. */
static bool is_denied(vikt_text before)
{
    before = vikt_text_trim(before);
    for (size_t i = 0; i < sizeof denials / sizeof *denials; i++) {
        size_t length = strlen(denials[i]);
        size_t from = before.length - length;

        if (before.length < length || (from && before.at[from - 1] != ' '))
            continue;
        if (vikt_literal_same((vikt_text){before.at + from, length}, vikt_text_of(denials[i])))
            return true;
    }
    return false;
}

static char small(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* The last letters are compared first: nearly all words differ there, and all end in ASCII. */
static bool fits(vikt_text cell, vikt_text word, bool whole)
{
    size_t from = cell.length - word.length;

    if (cell.length < word.length || (whole && from) ||
        small(cell.at[cell.length - 1]) != word.at[word.length - 1])
        return false;
    if (from && !strchr(" -_", cell.at[from - 1]))
        return false;
    return vikt_literal_same((vikt_text){cell.at + from, word.length}, word) &&
           !is_denied((vikt_text){cell.at, from});
}

vikt_ledger_saying vikt_ledger_says(vikt_text cell)
{
    if (cell.length == 0)
        return VIKT_SAYS_NOTHING;
    for (size_t i = 0; i < KINDS; i++) {
        vikt_text rest = vikt_text_of(sayings[i].words);

        while (rest.length)
            if (fits(cell, vikt_text_cut(&rest, '|'), sayings[i].whole))
                return sayings[i].says;
    }
    return VIKT_SAYS_NOTHING;
}

vikt_ledger_saying vikt_ledger_says_again(vikt_said *said, vikt_text cell)
{
    struct vikt_said_cell *known;
    size_t hash = cell.length;

    if (cell.length == 0 || cell.length > sizeof known->text)
        return vikt_ledger_says(cell);
    hash += (unsigned char)cell.at[0] * 5u + (unsigned char)cell.at[cell.length - 1] * 3u;
    known = &said->cells[hash % VIKT_SAID_CELLS];
    if (known->length == cell.length && memcmp(known->text, cell.at, cell.length) == 0)
        return known->says;
    known->says = vikt_ledger_says(cell);
    known->length = cell.length;
    memcpy(known->text, cell.at, cell.length);
    return known->says;
}

vikt_ledger_side vikt_ledger_side_of(vikt_text cell)
{
    static const struct {
        const char *mark;
        vikt_ledger_side side;
    } marks[] = {
        {"s", VIKT_SIDE_DEBIT},      {"h", VIKT_SIDE_CREDIT},    {"d", VIKT_SIDE_DEBIT},
        {"k", VIKT_SIDE_CREDIT},     {"c", VIKT_SIDE_CREDIT},    {"dr", VIKT_SIDE_DEBIT},
        {"cr", VIKT_SIDE_CREDIT},    {"soll", VIKT_SIDE_DEBIT},  {"haben", VIKT_SIDE_CREDIT},
        {"debet", VIKT_SIDE_DEBIT},  {"debit", VIKT_SIDE_DEBIT}, {"kredit", VIKT_SIDE_CREDIT},
        {"credit", VIKT_SIDE_CREDIT}};

    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (vikt_literal_same(cell, vikt_text_of(marks[i].mark)))
            return marks[i].side;
    return VIKT_SIDE_NONE;
}

/* The next digit, without zeros in front; '\0': there is none. */
static char next_digit(vikt_text *rest, bool *begun)
{
    while (rest->length) {
        char c = *rest->at++;

        rest->length--;
        if (c < '0' || c > '9' || (c == '0' && !*begun))
            continue;
        *begun = true;
        return c;
    }
    return '\0';
}

/* By their digits as numbers. */
static int compare_numbers(vikt_text a, vikt_text b)
{
    bool in_a = false, in_b = false;
    int order = 0;

    for (;;) {
        char x = next_digit(&a, &in_a), y = next_digit(&b, &in_b);

        if (!x || !y)
            return x ? 1 : y ? -1 : order;
        if (!order)
            order = (x > y) - (x < y);
    }
}

bool vikt_ledger_takes_back(vikt_text cell, vikt_text own)
{
    const vikt_text none = {NULL, 0};

    if (compare_numbers(cell, none) == 0) /* "0", "Normal" */
        return false;
    return compare_numbers(own, none) == 0 || compare_numbers(cell, own) < 0;
}

const char *vikt_ledger_saying_name(vikt_ledger_saying saying, bool one)
{
    switch (saying) {
    case VIKT_SAYS_NOTHING:
    case VIKT_SAYS_INVOICE:
    case VIKT_SAYS_CREDIT:
    case VIKT_SAYS_REFUND:
    case VIKT_SAYS_PAYMENT:
    case VIKT_SAYS_PART_REFUNDED:
    case VIKT_SAYINGS:
        break;
    case VIKT_SAYS_REFUNDED:
        return one ? "refunded row" : "refunded rows";
    case VIKT_SAYS_CANCELLED:
        return one ? "cancelled row" : "cancelled rows";
    case VIKT_SAYS_DRAFT:
        return one ? "draft" : "drafts";
    case VIKT_SAYS_QUOTE:
        return one ? "quote" : "quotes";
    case VIKT_SAYS_FAILED:
        return one ? "failed row" : "failed rows";
    case VIKT_SAYS_PENDING:
        return one ? "row that waits for payment" : "rows that wait for payment";
    }
    return "";
}
