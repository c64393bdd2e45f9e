/* SPDX-License-Identifier: MIT
 *
 * Where the data comes from, and how it is to be read where that shall not be found by looking.
 */
#ifndef VIKT_PROFILE_SOURCE_H
#define VIKT_PROFILE_SOURCE_H

#include <vikt/error.h>

#include "core/base/charset.h"
#include "core/base/date_form.h"
#include "core/base/text.h"

/** What a company's data comes from. */
typedef enum vikt_source_kind {
    VIKT_SOURCE_CUSTOMERS,
    VIKT_SOURCE_INVOICES,
    VIKT_SOURCE_RATINGS,
    VIKT_SOURCE_KINDS
} vikt_source_kind;

/** "customers", "invoices", "ratings". */
const char *vikt_source_word(vikt_source_kind kind);

/** The columns of a ledger of invoices or orders. */
typedef enum vikt_ledger_part {
    VIKT_LEDGER_CUSTOMER, /* the key, or a name where there is no key */
    VIKT_LEDGER_NAME,
    VIKT_LEDGER_INVOICE, /* number of the invoice or order */
    VIKT_LEDGER_DATE,
    VIKT_LEDGER_DUE,
    VIKT_LEDGER_PAID,
    VIKT_LEDGER_NET,    /* amount without VAT */
    VIKT_LEDGER_GROSS,  /* with VAT */
    VIKT_LEDGER_AMOUNT, /* with or without: the heading does not say */
    VIKT_LEDGER_VAT,
    VIKT_LEDGER_BALANCE, /* what is still to be paid */
    VIKT_LEDGER_CURRENCY,
    VIKT_LEDGER_GROUP, /* of products */
    VIKT_LEDGER_CANCELLED,
    VIKT_LEDGER_CREDIT, /* yes: the row is a credit note */
    VIKT_LEDGER_STATUS, /* words that may say that it is cancelled, or a credit note */
    VIKT_LEDGER_TYPE,   /* the same: a ledger may have both */
    VIKT_LEDGER_QUANTITY,
    VIKT_LEDGER_PRICE,    /* of one */
    VIKT_LEDGER_DEBIT,    /* what customers owe, where there are two columns of amounts */
    VIKT_LEDGER_CREDITED, /* and what they no longer owe: paid, or credit notes */
    VIKT_LEDGER_REFUNDED, /* how much of the row's amount was paid back */
    VIKT_LEDGER_PARTS
} vikt_ledger_part;

/** The setting that names a part's column: "customer", "product_group". */
const char *vikt_ledger_word(vikt_ledger_part part);

/** What the credit column of a ledger holds. */
typedef enum vikt_credited {
    VIKT_CREDITED_UNKNOWN,
    VIKT_CREDITED_PAYMENTS,
    VIKT_CREDITED_NOTES
} vikt_credited;

/** How a source is to be read where it shall not be found by looking. All zeros: look. */
typedef struct vikt_source_settings {
    vikt_charset charset;
    char separator; /* ';', ',', '\t', '|' or ' ' (any number of blanks) */
    char decimal;   /* '.' or ',' */
    vikt_date_order dates;
    bool has_heading; /* heading is told */
    size_t heading;   /* record of the heading, 1 and up; 0: there is none, columns are "1", "2" */
    vikt_text sheet;  /* of a workbook: its name, or its number from 1 */
    vikt_text table;  /* of a SQLite file; or */
    vikt_text query;  /* a SELECT on it */
    vikt_credited credits;                /* of a ledger */
    vikt_text columns[VIKT_LEDGER_PARTS]; /* headings of a ledger's columns; none: look */
} vikt_source_settings;

/** What one rater's marks count. */
typedef struct vikt_rater_weight {
    vikt_text name;
    double weight; /* >= 0 */
} vikt_rater_weight;

/** How the marks of several raters become one (F-12). */
typedef struct vikt_combining {
    bool is_mean;               /* by weight; else the median */
    vikt_rater_weight *weights; /* of raters that are not named: 1 */
    size_t weight_count;
    vikt_place place; /* of the weights */
} vikt_combining;

#endif
