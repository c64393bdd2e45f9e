/* SPDX-License-Identifier: MIT
 *
 * SIE 4, the accounts of a company as Swedish programs exchange them, as a ledger: a row for every
 * transaction on an account of revenue that names a customer, on the line where it stands.
 */
#include <stdio.h>

#include "core/base/date.h"
#include "core/base/decimal.h"
#include "core/base/fail.h"
#include "core/base/literal.h"
#include "core/base/map.h"
#include "core/import/format.h"
#include "core/import/grid.h"
#include "core/import/record.h"

enum { LIST_MAX = 240 };

typedef struct dimension {
    vikt_text number, name;
} dimension;

/* Columns of the ledger; their headings are in the dictionary. */
enum { KEY, NAME, DATE, AMOUNT, VOUCHER, NOTE, CURRENCY, COLUMNS };
static const char *const headings[COLUMNS] = {"customer no",     "customer name", "invoice date",
                                              "amount excl vat", "invoice no",    "description",
                                              "currency"};

typedef struct reader {
    vikt_record record; /* the line */
    vikt_text text;     /* of the file */
    vikt_arena *arena;
    /* found first */
    dimension *dimensions;
    size_t dimension_count, dimension_capacity;
    vikt_map objects; /* "dimension number" to its place among names */
    vikt_text *names;
    size_t name_count, name_capacity;
    vikt_text company, currency, type;
    vikt_text wanted;                     /* number of the dimension of customers */
    size_t vouchers, revenues, customers; /* transactions on revenue, and those with a customer */
    /* the voucher that is read */
    long opened; /* its line; 0: none */
    vikt_text series, number, date, note;
    vikt_buffer voucher; /* what these consist of */
    vikt_grid *grid;     /* NULL: look first */
} reader;

static vikt_code fail(const reader *r, long line, const char *what)
{
    return vikt_fail(r->record.err, VIKT_INPUT, vikt_place_of(r->record.name, line, 0), "%s", what);
}

/* ---- a line ---- */

static vikt_text field_at(const reader *r, size_t i)
{
    return vikt_record_text(&r->record, i);
}

static bool is_label(vikt_text text, const char *label)
{
    size_t length = strlen(label);

    if (text.length != length)
        return false;
    for (size_t i = 0; i < length; i++)
        if (vikt_lower(text.at[i]) != label[i])
            return false;
    return true;
}

/* ---- what the file says before its vouchers ---- */

static vikt_code keep(reader *r, vikt_text text, vikt_text *out)
{
    *out = vikt_text_copy(r->arena, text);
    return out->at || !text.length ? VIKT_OK : vikt_fail_memory(r->record.err);
}

static vikt_code add_dimension(reader *r)
{
    dimension *d;
    vikt_code rc;

    r->dimensions = vikt_arena_grow(r->arena, r->dimensions, r->dimension_count,
                                    &r->dimension_capacity, sizeof *r->dimensions);
    if (!r->dimensions)
        return vikt_fail_memory(r->record.err);
    d = &r->dimensions[r->dimension_count++];
    rc = keep(r, field_at(r, 1), &d->number);
    return rc == VIKT_OK ? keep(r, field_at(r, 2), &d->name) : rc;
}

static vikt_code add_object(reader *r)
{
    vikt_text dimension_ = field_at(r, 1), number = field_at(r, 2), key;
    const char *text =
        vikt_arena_print(r->arena, "%.*s %.*s", VIKT_SHOW(dimension_), VIKT_SHOW(number));

    r->names =
        vikt_arena_grow(r->arena, r->names, r->name_count, &r->name_capacity, sizeof *r->names);
    if (!text || !r->names)
        return vikt_fail_memory(r->record.err);
    key = vikt_text_of(text);
    if (!vikt_map_put(&r->objects, key, (uint32_t)r->name_count))
        return vikt_fail_memory(r->record.err);
    return keep(r, field_at(r, 3), &r->names[r->name_count++]);
}

static vikt_text name_of(const reader *r, vikt_text number)
{
    char key[512];
    int length = snprintf(key, sizeof key, "%.*s %.*s", VIKT_SHOW(r->wanted), VIKT_SHOW(number));
    const uint32_t *found = vikt_map_find(&r->objects, (vikt_text){key, (size_t)length});

    return found ? r->names[*found] : (vikt_text){NULL, 0};
}

static vikt_code read_head(reader *r)
{
    vikt_text label = field_at(r, 0);

    if (r->grid) /* known since the first time */
        return VIKT_OK;
    if (is_label(label, "#dim") || is_label(label, "#underdim"))
        return add_dimension(r);
    if (is_label(label, "#objekt"))
        return add_object(r);
    if (is_label(label, "#fnamn"))
        return keep(r, field_at(r, 1), &r->company);
    if (is_label(label, "#valuta"))
        return keep(r, field_at(r, 1), &r->currency);
    if (is_label(label, "#sietyp"))
        return keep(r, field_at(r, 1), &r->type);
    return VIKT_OK;
}

/* ---- transactions ---- */

static vikt_code check_date(const reader *r, vikt_text text, char out[11])
{
    vikt_date date;

    if (!vikt_date_read(text, &date))
        return vikt_fail(r->record.err, VIKT_INPUT,
                         vikt_place_of(r->record.name, r->record.line, 0),
                         "\"%.*s\" is no date; expected YYYYMMDD", VIKT_SHOW(text));
    vikt_date_write(date, out);
    return VIKT_OK;
}

/* Revenue is booked with a minus: the amount with its sign turned. */
static vikt_code turn_amount(const reader *r, vikt_text text, char out[64], size_t *length)
{
    bool negative = text.length && text.at[0] == '-', zero = true;
    vikt_text digits = text;
    double value;

    if (text.length && (text.at[0] == '-' || text.at[0] == '+'))
        digits = (vikt_text){text.at + 1, text.length - 1};
    if (!digits.at || digits.length > 40 || !vikt_number_parse(digits, &value) ||
        memchr(digits.at, 'e', digits.length) || memchr(digits.at, 'E', digits.length))
        return vikt_fail(r->record.err, VIKT_INPUT,
                         vikt_place_of(r->record.name, r->record.line, 0),
                         "\"%.*s\" is no amount; expected digits, with a point before decimals",
                         VIKT_SHOW(text));
    for (size_t i = 0; i < digits.length; i++)
        zero &= digits.at[i] == '0' || digits.at[i] == '.';
    *length = 0;
    if (!negative && !zero)
        out[(*length)++] = '-';
    memcpy(out + *length, digits.at, digits.length);
    *length += digits.length;
    return VIKT_OK;
}

static vikt_code give(reader *r, size_t column, vikt_text text, bool is_number)
{
    const vikt_grid_cell cell = {r->record.line, column, text, is_number};

    return text.length ? vikt_grid_add(r->grid, &cell, r->record.err) : VIKT_OK;
}

static vikt_code give_row(reader *r, vikt_text customer)
{
    vikt_text booked = field_at(r, 4), note = field_at(r, 5), name = name_of(r, customer);
    char date[11] = "", amount[64], voucher[128];
    size_t length = 0;
    int written =
        snprintf(voucher, sizeof voucher, "%.*s%.*s", (int)vikt_text_start(r->series, 60).length,
                 r->series.length ? r->series.at : "", (int)vikt_text_start(r->number, 60).length,
                 r->number.length ? r->number.at : "");
    vikt_code rc = check_date(r, booked.length ? booked : r->date, date);

    if (rc == VIKT_OK)
        rc = turn_amount(r, field_at(r, 3), amount, &length);
    if (rc == VIKT_OK)
        rc = give(r, KEY, customer, false);
    if (rc == VIKT_OK)
        rc = give(r, NAME, name, false);
    if (rc == VIKT_OK)
        rc = give(r, DATE, vikt_text_of(date), false);
    if (rc == VIKT_OK)
        rc = give(r, AMOUNT, (vikt_text){amount, length}, true);
    if (rc == VIKT_OK)
        rc = give(r, VOUCHER, (vikt_text){voucher, (size_t)written}, false);
    if (rc == VIKT_OK)
        rc = give(r, NOTE, note.length ? note : r->note, false);
    return rc == VIKT_OK ? give(r, CURRENCY, r->currency, false) : rc;
}

/* Accounts 3000 to 3999: revenue, in the plan of accounts that nearly all companies use (BAS). */
static bool is_revenue(vikt_text account)
{
    return account.length == 4 && account.at[0] == '3';
}

static vikt_code read_transaction(reader *r)
{
    vikt_text customer;
    vikt_code rc;

    if (!r->opened)
        return fail(r, r->record.line, "a transaction stands outside a voucher");
    if (r->record.count < 4 || !r->record.fields[2].is_list)
        return fail(r, r->record.line,
                    "a transaction lacks its account, objects or amount; expected "
                    "#TRANS ACCOUNT {OBJECTS} AMOUNT");
    if (!is_revenue(field_at(r, 1)))
        return VIKT_OK;
    rc = vikt_record_object(&r->record, 2, r->wanted, &customer);
    if (rc != VIKT_OK)
        return rc;
    if (r->grid)
        return customer.length ? give_row(r, customer) : VIKT_OK;
    r->revenues++;
    r->customers += customer.length > 0;
    return VIKT_OK;
}

/* ---- vouchers ---- */

static vikt_text keep_voucher(reader *r, size_t i)
{
    vikt_text text = field_at(r, i);
    size_t begin = r->voucher.length;

    vikt_buffer_text(&r->voucher, text);
    return (vikt_text){r->voucher.at + begin, r->voucher.length - begin};
}

static vikt_code open_voucher(reader *r)
{
    if (r->opened)
        return fail(r, r->opened, "the voucher that begins here is not closed");
    r->opened = r->record.line;
    r->vouchers += !r->grid;
    r->voucher.length = 0;
    /* With room for all, none of the texts moves. */
    if (!vikt_buffer_room(&r->voucher, r->record.words.capacity))
        return vikt_fail_memory(r->record.err);
    r->series = keep_voucher(r, 1);
    r->number = keep_voucher(r, 2);
    r->date = keep_voucher(r, 3);
    r->note = keep_voucher(r, 4);
    return VIKT_OK;
}

/* #RTRANS and #BTRANS are the history of a voucher: a row that was added is there as #TRANS too,
 * one that was taken away is not. */
static vikt_code read_line(reader *r)
{
    vikt_text label = field_at(r, 0);

    if (is_label(label, "#trans"))
        return read_transaction(r);
    if (is_label(label, "#ver"))
        return open_voucher(r);
    if (is_label(label, "}"))
        r->opened = 0;
    return r->opened ? VIKT_OK : read_head(r);
}

static vikt_code walk(reader *r)
{
    vikt_text rest = r->text;
    vikt_code rc = VIKT_OK;

    r->opened = 0;
    for (r->record.line = 1; rest.length && rc == VIKT_OK; r->record.line++) {
        vikt_text line = vikt_text_trim(vikt_text_cut(&rest, '\n'));

        if (line.length && (line.at[0] == '#' || line.at[0] == '}'))
            rc = vikt_record_read(&r->record, line);
        else
            r->record.count = 0;
        if (rc == VIKT_OK && r->record.count)
            rc = read_line(r);
    }
    if (rc == VIKT_OK && r->opened)
        rc = fail(r, r->opened,
                  "the voucher that begins here is not closed; the file may be cut short");
    return rc;
}

static vikt_code give_all(void *context, vikt_grid *grid, vikt_error *err)
{
    reader *r = context;
    vikt_code rc = VIKT_OK;

    r->grid = grid;
    r->record.err = err;
    r->record.line = 1;
    for (size_t i = 0; i < COLUMNS && rc == VIKT_OK; i++)
        if (i != CURRENCY || r->currency.length)
            rc = give(r, i, vikt_text_of(headings[i]), false);
    return rc == VIKT_OK ? walk(r) : rc;
}

/* ---- which objects are customers ---- */

/* Dimension 8 is reserved for customers; those who did not know have given their own a name. */
static vikt_text customers_of(const reader *r)
{
    static const char *const words[] = {"kund", "kunder", "kundnr", "customer", "customers"};

    for (size_t i = 0; i < r->dimension_count; i++)
        for (size_t j = 0; j < sizeof words / sizeof *words; j++)
            if (vikt_literal_same(r->dimensions[i].name, vikt_text_of(words[j])))
                return r->dimensions[i].number;
    return VIKT_TEXT("8");
}

static vikt_code fail_customers(const reader *r, vikt_error *err)
{
    char list[LIST_MAX] = "none";
    size_t used = 0;

    for (size_t i = 0; i < r->dimension_count && used + 64 < sizeof list; i++)
        used +=
            (size_t)snprintf(list + used, sizeof list - used, "%s%.*s \"%.*s\"", used ? ", " : "",
                             (int)vikt_text_start(r->dimensions[i].number, 8).length,
                             r->dimensions[i].number.length ? r->dimensions[i].number.at : "",
                             (int)vikt_text_start(r->dimensions[i].name, 40).length,
                             r->dimensions[i].name.length ? r->dimensions[i].name.at : "");
    if (r->vouchers == 0)
        return vikt_fail(err, VIKT_INPUT, vikt_place_of(r->record.name, 0, 0),
                         "is SIE %.*s without vouchers; export it as SIE 4 with transactions and "
                         "objects",
                         VIKT_SHOW(r->type));
    return vikt_fail(err, VIKT_INPUT, vikt_place_of(r->record.name, 0, 0),
                     "tells no customers: of %zu %s on accounts 3000-3999 none has an object of "
                     "dimension 8 (Kund), the file's dimensions are: %s; export it with "
                     "customers as objects, or use a list of invoices",
                     r->revenues, vikt_plural(r->revenues, "transaction", "transactions"), list);
}

static vikt_code look(reader *r, vikt_table *table, vikt_error *err)
{
    vikt_code rc;

    r->wanted = VIKT_TEXT("8");
    rc = walk(r);
    if (rc == VIKT_OK && r->customers == 0) {
        r->wanted = customers_of(r);
        r->vouchers = r->revenues = r->dimension_count = 0;
        rc = walk(r);
    }
    if (rc == VIKT_OK && r->customers == 0)
        rc = fail_customers(r, err);
    if (rc == VIKT_OK && r->customers < r->revenues)
        vikt_format_warn(table, "%zu of %zu %s on accounts 3000-3999 %s left out",
                         r->revenues - r->customers, r->revenues,
                         vikt_plural(r->revenues, "transaction", "transactions"),
                         vikt_plural(r->revenues - r->customers, "names no customer and is",
                                     "name no customer and are"));
    return rc;
}

/* ---- the encoding ---- */

/* The format demands CP437, whose letters all lie below 0xa6; programs write others all the same.
 */
static vikt_charset charset_of(vikt_text bytes)
{
    size_t letters = 0, others = 0;

    for (size_t i = 0; i < bytes.length; i++) {
        letters += (unsigned char)bytes.at[i] >= 0x80 && (unsigned char)bytes.at[i] < 0xa6;
        others += (unsigned char)bytes.at[i] >= 0xa6;
    }
    if (letters + others == 0)
        return VIKT_CHARSET_CP437;
    if (vikt_text_valid(bytes, NULL))
        return VIKT_CHARSET_UTF8;
    return others > letters ? VIKT_CHARSET_WINDOWS1252 : VIKT_CHARSET_CP437;
}

static vikt_code decode(vikt_table *table, vikt_text bytes, vikt_charset told, vikt_error *err)
{
    vikt_charset charset = told != VIKT_CHARSET_LOOK ? told : charset_of(bytes);

    if (told == VIKT_CHARSET_LOOK && charset != VIKT_CHARSET_CP437)
        vikt_format_warn(table,
                         "is in %s, though the format demands CP437 (PC8); if letters come out "
                         "wrong, --encoding tells which it is",
                         vikt_charset_name(charset));
    return vikt_encoding_as(table->name, bytes, charset, table->source.allocator, &table->encoding,
                            err);
}

vikt_code vikt_format_sie(vikt_table *table, vikt_text bytes, const vikt_source_settings *settings,
                          vikt_error *err)
{
    const vikt_allocator *allocator = table->source.allocator;
    vikt_arena arena;
    reader r = {.record = {.name = table->name, .err = err}, .arena = &arena};
    const vikt_cells cells = {give_all, &r};
    vikt_grid grid;
    vikt_code rc;

    vikt_arena_init(&arena, allocator);
    vikt_map_init(&r.objects, allocator);
    vikt_buffer_init(&r.record.words, allocator, VIKT_STREAM_MAX);
    vikt_buffer_init(&r.voucher, allocator, VIKT_STREAM_MAX);
    rc = vikt_grid_init(&grid, table, 0, settings, err);
    if (rc == VIKT_OK)
        rc = decode(table, bytes, settings->charset, err);
    r.text = table->encoding.text;
    if (rc == VIKT_OK)
        rc = look(&r, table, err);
    if (rc == VIKT_OK)
        rc = vikt_grid_fill(&grid, &cells, table, err);
    if (rc == VIKT_OK) {
        table->is_ledger = true;
        table->format = r.company.length ? vikt_arena_print(&table->arena, "SIE 4 of \"%.*s\"",
                                                            VIKT_SHOW(r.company))
                                         : "SIE 4";
    }
    vikt_grid_clear(&grid);
    vikt_buffer_clear(&r.record.words);
    vikt_buffer_clear(&r.voucher);
    vikt_map_clear(&r.objects);
    vikt_arena_clear(&arena);
    return rc;
}
