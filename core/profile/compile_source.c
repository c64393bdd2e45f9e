/* SPDX-License-Identifier: MIT
 *
 * The `sources`, `source` and `database` statements: which files a company has, and how each of
 * them is to be read.
 */
#include "core/profile/compile.h"

static const char kinds[] = "customers invoices ratings";

const char *vikt_source_word(vikt_source_kind kind)
{
    static const char *const words[] = {"customers", "invoices", "ratings"};

    return words[kind];
}

const char *vikt_ledger_word(vikt_ledger_part part)
{
    static const char *const words[] = {
        "customer",      "name",      "invoice",  "date",    "due",     "paid",
        "net",           "gross",     "amount",   "vat",     "balance", "currency",
        "product_group", "cancelled", "credit",   "status",  "type",    "quantity",
        "price",         "debit",     "credited", "refunded"};

    return words[part];
}

static bool find_kind(vikt_compiler *c, size_t *which)
{
    vikt_nearest nearest = {.wanted = c->statement->name};
    const char *words = kinds;
    char hint[160];
    vikt_text word;

    for (*which = 0; vikt_spec_word(&words, &word); ++*which) {
        if (vikt_text_equal(word, c->statement->name))
            return true;
        vikt_nearest_offer(&nearest, word);
    }
    vikt_compile_wrong(c, c->statement->place, "is none of customers, invoices, ratings%s",
                       vikt_nearest_hint(&nearest, hint, sizeof hint));
    return false;
}

static void compile_charset(vikt_compiler *c, vikt_source_settings *source)
{
    const vikt_setting *setting;
    vikt_text name;

    if (!vikt_compile_text(c, "encoding", &name) || vikt_charset_of(name, &source->charset))
        return;
    setting = vikt_compile_setting(c, "encoding");
    vikt_compile_none_of(c, setting, vikt_charset_names());
}

/* The sign itself, or its name: a bare ; is easily lost in an INI file. */
static void compile_separator(vikt_compiler *c, vikt_source_settings *source)
{
    static const char names[] = "semicolon comma tab pipe blank ; , |", signs[] = ";,\t| ;,|";
    size_t which;

    if (vikt_compile_choice(c, "separator", names, &which))
        source->separator = signs[which];
}

static void compile_source(vikt_compiler *c, vikt_source_settings *source)
{
    static const vikt_date_order orders[] = {VIKT_DATES_YMD, VIKT_DATES_DMY, VIKT_DATES_MDY};
    size_t which;

    compile_charset(c, source);
    compile_separator(c, source);
    if (vikt_compile_choice(c, "decimal", "point comma", &which))
        source->decimal = which == 0 ? '.' : ',';
    if (vikt_compile_choice(c, "dates", "ymd dmy mdy", &which))
        source->dates = orders[which];
    source->has_heading = vikt_compile_count(c, "heading", 0, 1000000, &source->heading);
    vikt_compile_text(c, "sheet", &source->sheet);
    vikt_compile_text(c, "table", &source->table);
    vikt_compile_text(c, "query", &source->query);
    if (source->table.length && source->query.length)
        vikt_compile_wrong(c, vikt_compile_setting(c, "query")->place,
                           "it has both a table and a query");
}

/* Headings, or numbers of columns. */
static void compile_columns(vikt_compiler *c, vikt_source_kind kind, vikt_source_settings *source)
{
    size_t which;

    if (vikt_compile_choice(c, "credits", "payments notes", &which)) {
        source->credits = which == 0 ? VIKT_CREDITED_PAYMENTS : VIKT_CREDITED_NOTES;
        if (kind != VIKT_SOURCE_INVOICES)
            vikt_compile_wrong(c, vikt_compile_setting(c, "credits")->place,
                               "credits is of invoices; write it under [source invoices]");
    }
    for (vikt_ledger_part part = VIKT_LEDGER_CUSTOMER; part < VIKT_LEDGER_PARTS; part++) {
        const char *word = vikt_ledger_word(part);

        if (vikt_compile_text(c, word, &source->columns[part]) && kind != VIKT_SOURCE_INVOICES)
            vikt_compile_wrong(c, vikt_compile_setting(c, word)->place,
                               "%s names a column of invoices; write it under [source invoices]",
                               word);
    }
}

static void compile_sources(vikt_compiler *c)
{
    size_t at = 0, which;

    while (vikt_compile_next(c, VIKT_STATEMENT_SOURCE, &at))
        if (find_kind(c, &which)) {
            compile_source(c, &c->profile->sources[which]);
            compile_columns(c, (vikt_source_kind)which, &c->profile->sources[which]);
            vikt_compile_combining(c, (vikt_source_kind)which);
        }
}

static void compile_files(vikt_compiler *c)
{
    size_t at = 0;

    if (!vikt_compile_next(c, VIKT_STATEMENT_SOURCES, &at))
        return;
    vikt_compile_text(c, "customers", &c->profile->customers);
    vikt_compile_text(c, "invoices", &c->profile->invoices);
    vikt_compile_text(c, "ratings", &c->profile->ratings);
}

static void compile_database(vikt_compiler *c)
{
    size_t at = 0;

    if (vikt_compile_next(c, VIKT_STATEMENT_DATABASE, &at))
        vikt_compile_text(c, "path", &c->profile->database);
}

static const vikt_spec sources_keys[] = {
    {"customers", VIKT_SPEC_TEXT, NULL}, {"invoices", VIKT_SPEC_TEXT, NULL},
    {"ratings", VIKT_SPEC_TEXT, NULL},   {"rules", VIKT_SPEC_TEXT, NULL},
    {NULL, VIKT_SPEC_TEXT, NULL},
};

const vikt_statement_form vikt_statement_form_sources = {
    .owner = "the sources",
    .keys = sources_keys,
    .of_company = true,
    .compile = compile_files,
};

static const vikt_spec source_keys[] = {
    {"encoding", VIKT_SPEC_TEXT, NULL},      {"separator", VIKT_SPEC_TEXT, NULL},
    {"decimal", VIKT_SPEC_TEXT, NULL},       {"dates", VIKT_SPEC_TEXT, NULL},
    {"heading", VIKT_SPEC_NUMBER, NULL},     {"sheet", VIKT_SPEC_TEXT, NULL},
    {"table", VIKT_SPEC_TEXT, NULL},         {"query", VIKT_SPEC_TEXT, NULL},
    {"customer", VIKT_SPEC_TEXT, NULL},      {"name", VIKT_SPEC_TEXT, NULL},
    {"invoice", VIKT_SPEC_TEXT, NULL},       {"date", VIKT_SPEC_TEXT, NULL},
    {"due", VIKT_SPEC_TEXT, NULL},           {"paid", VIKT_SPEC_TEXT, NULL},
    {"net", VIKT_SPEC_TEXT, NULL},           {"gross", VIKT_SPEC_TEXT, NULL},
    {"amount", VIKT_SPEC_TEXT, NULL},        {"vat", VIKT_SPEC_TEXT, NULL},
    {"balance", VIKT_SPEC_TEXT, NULL},       {"currency", VIKT_SPEC_TEXT, NULL},
    {"product_group", VIKT_SPEC_TEXT, NULL}, {"cancelled", VIKT_SPEC_TEXT, NULL},
    {"credit", VIKT_SPEC_TEXT, NULL},        {"status", VIKT_SPEC_TEXT, NULL},
    {"type", VIKT_SPEC_TEXT, NULL},          {"quantity", VIKT_SPEC_TEXT, NULL},
    {"price", VIKT_SPEC_TEXT, NULL},         {"debit", VIKT_SPEC_TEXT, NULL},
    {"credited", VIKT_SPEC_TEXT, NULL},      {"refunded", VIKT_SPEC_TEXT, NULL},
    {"credits", VIKT_SPEC_TEXT, NULL},       {"combine", VIKT_SPEC_TEXT, NULL},
    {"weights", VIKT_SPEC_VALUES, NULL},     {NULL, VIKT_SPEC_TEXT, NULL},
};

const vikt_statement_form vikt_statement_form_source = {
    .owner = "a source",
    .keys = source_keys,
    .of_company = true,
    .compile = compile_sources,
};

static const vikt_spec database_keys[] = {
    {"path", VIKT_SPEC_TEXT, NULL},
    {NULL, VIKT_SPEC_TEXT, NULL},
};

const vikt_statement_form vikt_statement_form_database = {
    .owner = "the database",
    .keys = database_keys,
    .of_company = true,
    .idle = true,
    .compile = compile_database,
};
