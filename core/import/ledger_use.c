/* SPDX-License-Identifier: MIT */
#include "core/import/ledger_use.h"

#include <stdio.h>

#include "core/base/fail.h"

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

bool vikt_ledger_columns_lack_one(const vikt_ledger_columns *columns)
{
    bool customer = vikt_ledger_columns_has(columns, VIKT_LEDGER_CUSTOMER);
    bool date = vikt_ledger_columns_has(columns, VIKT_LEDGER_DATE);
    bool invoice = vikt_ledger_columns_has(columns, VIKT_LEDGER_INVOICE);
    bool due = vikt_ledger_columns_has(columns, VIKT_LEDGER_DUE);
    bool amount = vikt_ledger_columns_has(columns, columns->amount);

    if (customer)
        return amount && !date && invoice && due;
    return (due && (date || invoice)) || (date && amount && invoice);
}

bool vikt_ledger_columns_lack_amount(const vikt_ledger_columns *columns)
{
    return vikt_ledger_columns_has(columns, VIKT_LEDGER_CUSTOMER) &&
           vikt_ledger_columns_has(columns, VIKT_LEDGER_DATE) &&
           !vikt_ledger_columns_has(columns, columns->amount) &&
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
    case VIKT_LEDGER_REFUNDED:
        return true;
    case VIKT_LEDGER_CURRENCY:
        return needs_rates(columns);
    case VIKT_LEDGER_QUANTITY:
        return columns->amount == VIKT_LEDGER_PRICE;
    case VIKT_LEDGER_PRICE:
    case VIKT_LEDGER_NET:
    case VIKT_LEDGER_AMOUNT:
    case VIKT_LEDGER_DEBIT:
        return columns->amount == part;
    case VIKT_LEDGER_CREDITED:
        return columns->amount == VIKT_LEDGER_DEBIT;
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
