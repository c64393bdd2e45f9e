/* SPDX-License-Identifier: MIT */
#include "core/persist/audit.h"

#include <stdio.h>

#include "core/base/fail.h"
#include "core/base/number.h"
#include "core/persist/run_parts.h"
#include "core/persist/run_row.h"

/* ---- what is left out ---- */

static bool is_among(const char *name, const char *const *names)
{
    while (*names && strcmp(*names, name) != 0)
        names++;
    return *names;
}

/* Who was forgotten had an earlier class, which is gone too: the numbers of outcomes may be others.
 */
static bool lacks_outcomes(const vikt_audit_scope *scope)
{
    return scope->lacks_previous || scope->has_forgotten;
}

static bool lacks_bases(const vikt_audit_scope *scope)
{
    return scope->lacks_previous && scope->reads_previous;
}

/* Notices speak of how files were read, which depends on what earlier runs knew of them. */
static bool skips_table(const vikt_audit_scope *scope, const char *table)
{
    static const char *const of_inputs[] = {"run_input",     "reject",     "run_rater",
                                            "run_agreement", "run_rating", NULL};
    static const char *const of_classes[] = {"outcome_class", "outcome_rule", "outcome_action",
                                             "run_decision", NULL};

    return strcmp(table, "run_notice") == 0 ||
           (scope->is_earlier && strcmp(table, "run_field") == 0) ||
           (!scope->has_inputs && is_among(table, of_inputs)) ||
           (lacks_outcomes(scope) && is_among(table, of_classes)) ||
           ((lacks_bases(scope) || scope->has_forgotten) && strcmp(table, "basis") == 0) ||
           (scope->has_forgotten && strcmp(table, "run_rating") == 0);
}

/* A file may lie somewhere else today; its reading tells also how its headings were matched. */
static bool skips_cell(const vikt_audit_scope *scope, const char *table, const char *column)
{
    static const char *const always[] = {"run.started_at",      "run.engine_version",
                                         "run.previous_run_id", "run.fingerprint",
                                         "run_input.source",    "run_input.reading",
                                         "reject.source",       "run.dated",
                                         "run.previous_as_of",  NULL};
    static const char *const of_inputs[] = {"run.rows_read", "run.rejected", "run.rejected_rows",
                                            NULL};
    static const char *const of_classes[] = {"result.outcome", "result.extra", "run.unclassified",
                                             NULL};
    static const char *const of_points[] = {"result.score",  "result.coverage", "result.basis",
                                            "result.points", "run_cut.value",   NULL};
    static const char *const of_counts[] = {"run.customers", "run.unclassified", "run.rejected",
                                            "run.rejected_rows", NULL};
    char name[80];

    snprintf(name, sizeof name, "%s.%s", table, column);
    return is_among(name, always) || (scope->is_earlier && strcmp(name, "run.money") == 0) ||
           (!scope->has_inputs && is_among(name, of_inputs)) ||
           (lacks_outcomes(scope) && is_among(name, of_classes)) ||
           (scope->has_forgotten && strcmp(name, "result.basis") == 0) ||
           (lacks_bases(scope) && is_among(name, of_points)) ||
           (scope->has_forgotten && is_among(name, of_counts));
}

/* ---- cells ---- */

static double number_of(const vikt_datum *datum)
{
    return datum->kind == VIKT_DATUM_INTEGER ? (double)datum->integer : datum->real;
}

static bool is_number(const vikt_datum *datum)
{
    return datum->kind == VIKT_DATUM_INTEGER || datum->kind == VIKT_DATUM_REAL;
}

static bool same(const vikt_datum *a, const vikt_datum *b)
{
    if (is_number(a) && is_number(b))
        return number_of(a) == number_of(b);
    return a->kind == b->kind && (a->kind != VIKT_DATUM_TEXT || vikt_text_equal(a->text, b->text));
}

static int order_of(const vikt_datum *a, const vikt_datum *b)
{
    if (is_number(a) && is_number(b))
        return (number_of(a) > number_of(b)) - (number_of(a) < number_of(b));
    return vikt_text_compare(a->text, b->text);
}

static vikt_text text_of(const vikt_datum *datum, char number[VIKT_NUMBER_MAX])
{
    if (datum->kind == VIKT_DATUM_TEXT)
        return datum->text;
    if (!is_number(datum))
        return (vikt_text){NULL, 0};
    return (vikt_text){number, vikt_number_write(number_of(datum), number)};
}

/* ---- one table ---- */

typedef struct holding {
    vikt_audit *audit;
    const vikt_run_part *part;
    char columns[VIKT_STORE_COLUMNS_MAX][32];
    size_t column_count;
    size_t key;  /* columns behind run_id that tell rows apart; 0: their order does */
    size_t next; /* the first computed row that is not passed */
    bool failed;
} holding;

static size_t key_of(const char *table)
{
    static const char *const pairs[] = {"basis",          "outcome_class", "outcome_rule",
                                        "outcome_action", "run_decision",  NULL};

    if (strcmp(table, "run_rating") == 0)
        return 0;
    return is_among(table, pairs) ? 2 : 1;
}

/* Fields in the profile's order, which is how they are written. */
static const char *order_clause(const char *table, size_t key)
{
    if (key == 0)
        return "customer_key, (SELECT a.position FROM run_agreement a WHERE a.run_id = t.run_id"
               " AND a.field = t.field), rater";
    return strcmp(table, "result") == 0 || key == 1 ? "2" : "2, 3";
}

static bool take_name(void *context, const vikt_datum *columns, size_t count)
{
    holding *h = context;

    (void)count;
    if (h->column_count < VIKT_STORE_COLUMNS_MAX)
        snprintf(h->columns[h->column_count++], sizeof *h->columns, "%.*s",
                 VIKT_SHOW(columns[0].text));
    return true;
}

static bool computed(holding *h, size_t row, size_t column, vikt_datum *out)
{
    *out = vikt_datum_null();
    h->failed |= !h->part->rows->column(h->part->rows->context, row, column, out);
    return !h->failed;
}

/* "customer 1017", or the names and values of the key. */
static void name_row(const holding *h, const vikt_datum *key, char *out, size_t size)
{
    char number[VIKT_NUMBER_MAX];
    size_t length = 0;

    out[0] = '\0';
    for (size_t i = 0; i < h->key && length < size; i++) {
        const char *name = h->columns[i + 1];
        vikt_text value = text_of(&key[i], number);

        if (strcmp(name, "customer_key") == 0)
            name = "customer";
        length += (size_t)snprintf(out + length, size - length, "%s%s %.*s", i ? ", " : "", name,
                                   VIKT_SHOW(value));
    }
    if (h->key == 0 && h->next != SIZE_MAX)
        snprintf(out, size, "row %zu", h->next + 1);
}

static void tell(const holding *h, const vikt_datum *key, const char *column,
                 const vikt_datum *stored, const vikt_datum *now)
{
    char row[600], left[VIKT_NUMBER_MAX], right[VIKT_NUMBER_MAX];
    vikt_audit_difference what = {
        .table = h->part->table, .stored = text_of(stored, left), .computed = text_of(now, right)};

    name_row(h, key, row, sizeof row);
    what.row = vikt_text_of(row);
    if (column)
        what.column = vikt_text_of(column);
    h->audit->hear(h->audit->context, &what);
}

static const vikt_datum there = {.kind = VIKT_DATUM_TEXT, .text = {"a row", 5}};
static const vikt_datum nothing = {.kind = VIKT_DATUM_NULL};

static bool compare_cells(holding *h, const vikt_datum *stored)
{
    for (size_t i = 1; i < h->part->rows->width && i < h->column_count; i++) {
        vikt_datum now;

        if (!computed(h, h->next, i, &now))
            return false;
        if (!same(&stored[i], &now) && !skips_cell(&h->audit->scope, h->part->table, h->columns[i]))
            tell(h, stored + 1, h->columns[i], &stored[i], &now);
    }
    h->audit->rows++;
    return true;
}

/* A computed row that is not stored. */
static bool pass_over(holding *h)
{
    static const char *const personal[] = {
        "result", "basis",     "outcome_class", "outcome_rule", "outcome_action",
        "reject", "run_print", "failure",       "run_decision", NULL};
    vikt_datum key[3];

    for (size_t i = 0; i < h->key; i++)
        if (!computed(h, h->next, i + 1, &key[i]))
            return false;
    if (!h->audit->scope.has_forgotten || !is_among(h->part->table, personal))
        tell(h, key, NULL, &nothing, &there);
    else if (strcmp(h->part->table, "result") == 0)
        h->audit->missing++;
    h->next++;
    return true;
}

/* Of the next computed row against a stored one; 0 also where only their order counts. */
static bool order_next(holding *h, const vikt_datum *stored, int *order)
{
    *order = 0;
    for (size_t i = 1; i <= h->key && *order == 0; i++) {
        vikt_datum now;

        if (!computed(h, h->next, i, &now))
            return false;
        *order = order_of(&now, &stored[i]);
    }
    return true;
}

static bool take_stored(void *context, const vikt_datum *stored, size_t count)
{
    holding *h = context;
    int order = 1;

    (void)count;
    while (h->next < h->part->rows->count) {
        if (!order_next(h, stored, &order))
            return false;
        if (order >= 0)
            break;
        if (!pass_over(h))
            return false;
        order = 1;
    }
    if (order != 0) {
        tell(h, stored + 1, NULL, &there, &nothing);
        return true;
    }
    if (!compare_cells(h, stored))
        return false;
    h->next++;
    return true;
}

/* ---- all tables ---- */

typedef struct auditing {
    vikt_audit *audit;
    vikt_store *store;
    int64_t run_id;
} auditing;

static vikt_code read_columns(vikt_store *store, holding *h, vikt_error *err)
{
    vikt_datum name = vikt_datum_text(vikt_text_of(h->part->table));

    return vikt_store_run(store, "SELECT name FROM pragma_table_info(?) ORDER BY cid", &name, 1,
                          take_name, h, err);
}

static vikt_code compare_part(void *context, const vikt_run_part *part, vikt_error *err)
{
    auditing *a = context;
    holding h = {.audit = a->audit, .part = part, .key = key_of(part->table)};
    char sql[400];
    vikt_code code;

    if (skips_table(&a->audit->scope, part->table))
        return VIKT_OK;
    snprintf(sql, sizeof sql, "SELECT * FROM \"%s\" t WHERE run_id = ? ORDER BY %s", part->table,
             order_clause(part->table, h.key));
    code = read_columns(a->store, &h, err);
    if (code == VIKT_OK)
        code = vikt_store_run_with(a->store, sql, a->run_id, take_stored, &h, err);
    while (code == VIKT_OK && !h.failed && h.next < part->rows->count)
        pass_over(&h);
    return code == VIKT_OK && h.failed ? vikt_fail_memory(err) : code;
}

/* ---- the run's own row ---- */

static bool take_run(void *context, const vikt_datum *stored, size_t count)
{
    holding *h = context;
    const vikt_run_row *row = h->part->rows->context;

    for (size_t i = 0; i < count; i++)
        if (!same(&stored[i], &row->values[i]) &&
            !skips_cell(&h->audit->scope, "run", vikt_run_row_column(i)))
            tell(h, stored, vikt_run_row_column(i), &stored[i], &row->values[i]);
    h->audit->rows++;
    return false;
}

static vikt_code compare_run(const auditing *a, const vikt_run_record *record, vikt_error *err)
{
    vikt_run_row row;
    vikt_rows rows = {.context = &row};
    vikt_run_part part = {"run", &rows, NULL};
    holding h = {.audit = a->audit, .part = &part, .next = SIZE_MAX};
    char sql[800] = "SELECT ";
    vikt_code code = vikt_run_row_of(a->store, record, &row, err);

    for (size_t i = 0, at = strlen(sql); i < VIKT_RUN_ROW_COLUMNS; i++)
        at += (size_t)snprintf(sql + at, sizeof sql - at, "%s%s", i ? ", " : "",
                               vikt_run_row_column(i));
    snprintf(sql + strlen(sql), sizeof sql - strlen(sql), " FROM run WHERE run_id = ?");
    if (code == VIKT_OK)
        code = vikt_store_run_with(a->store, sql, a->run_id, take_run, &h, err);
    vikt_run_row_clear(&row);
    return code;
}

static bool take_earlier(void *context, const vikt_datum *columns, size_t count)
{
    (void)count;
    *(bool *)context = columns[0].kind == VIKT_DATUM_NULL;
    return false;
}

vikt_code vikt_audit_run(vikt_audit *audit, vikt_store *store, int64_t run_id,
                         const vikt_run_record *record, vikt_error *err)
{
    auditing a = {audit, store, run_id};
    vikt_code code = vikt_store_run_with(store, "SELECT fingerprint FROM run WHERE run_id = ?",
                                         run_id, take_earlier, &audit->scope.is_earlier, err);

    if (code == VIKT_OK)
        code = compare_run(&a, record, err);
    return code == VIKT_OK ? vikt_run_parts_each(record, run_id, compare_part, &a, err) : code;
}
