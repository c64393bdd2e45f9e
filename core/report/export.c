/* SPDX-License-Identifier: MIT */
#include "core/report/export.h"

#include "core/base/fail.h"
#include "core/base/locale.h"
#include "core/base/number.h"

enum { COLUMNS_MAX = 4096 };

/* ---- what the run says of its customers, beside values and classes ---- */

typedef struct gathering {
    vikt_export *out;
    size_t row;               /* of the customer that was heard last */
    vikt_export_column *into; /* the column that takes texts */
    double **points;          /* by position in the stored points */
    size_t point_count, point_capacity;
    bool failed; /* no memory */
} gathering;

static vikt_export_column *add_column(gathering *g, vikt_export_part part, vikt_text heading,
                                      vikt_text name)
{
    vikt_export *out = g->out;
    vikt_export_column *column;

    if (g->failed || out->column_count == COLUMNS_MAX || !heading.at) {
        g->failed = true;
        return NULL;
    }
    for (size_t i = 0; i < out->column_count; i++)
        if (vikt_text_equal(out->columns[i].heading, heading))
            heading =
                vikt_text_of(vikt_arena_print(&out->arena, "%.*s (value)", VIKT_SHOW(heading)));
    column = &out->columns[out->column_count++];
    *column = (vikt_export_column){.part = part, .heading = heading, .name = name};
    g->failed |= !heading.at;
    return column;
}

/* Rows come in key order, as the customers do. False: nobody of that key. */
static bool find_row(gathering *g, vikt_text key)
{
    const vikt_standing *standing = &g->out->standing;

    while (g->row < standing->count && vikt_text_compare(standing->keys[g->row], key) < 0)
        g->row++;
    return g->row < standing->count && vikt_text_equal(standing->keys[g->row], key);
}

/* Several texts of a customer stand behind each other. */
static bool take_text(void *context, const vikt_datum *c, size_t count)
{
    gathering *g = context;
    vikt_text *text;

    (void)count;
    if (c[1].kind != VIKT_DATUM_TEXT || !find_row(g, c[0].text))
        return true;
    text = &g->into->texts[g->row];
    *text = text->at
                ? vikt_text_of(vikt_arena_print(&g->out->arena, "%.*s; %.*s", (int)text->length,
                                                text->at, (int)c[1].text.length, c[1].text.at))
                : vikt_text_copy(&g->out->arena, c[1].text);
    g->failed |= !text->at;
    return !g->failed;
}

static vikt_code add_texts(vikt_store *store, gathering *g, vikt_export_part part, vikt_text name,
                           const char *sql, vikt_error *err)
{
    g->into = add_column(g, part, name, name);
    g->row = 0;
    if (g->into)
        g->into->texts = vikt_arena_new(&g->out->arena, g->out->count, sizeof *g->into->texts);
    if (!g->into || !g->into->texts)
        return vikt_fail_memory(err);
    return vikt_store_run_with(store, sql, g->out->run.run_id, take_text, g, err);
}

static const char select_decisions[] =
    "SELECT customer_key, scheme || ' ' || class || ' by ' || author || ': ' || reason"
    " FROM run_decision WHERE run_id = ? ORDER BY customer_key, scheme";

static const char select_actions[] =
    "SELECT customer_key, coalesce(text, action) FROM plan WHERE run_id = ?"
    " ORDER BY customer_key";

/* ---- points ---- */

static bool take_criterion(void *context, const vikt_datum *c, size_t count)
{
    gathering *g = context;
    vikt_arena *arena = &g->out->arena;
    vikt_text name = vikt_text_copy(arena, c[0].text);
    vikt_export_column *column = add_column(
        g, VIKT_EXPORT_POINTS, vikt_text_of(vikt_arena_print(arena, "points %s", name.at)), name);
    double *points = vikt_arena_blank(arena, g->out->count, sizeof *points);

    (void)count;
    g->points =
        vikt_arena_grow(arena, g->points, g->point_count, &g->point_capacity, sizeof(double *));
    if (!column || !points || !g->points) {
        g->failed = true;
        return false;
    }
    for (size_t i = 0; i < g->out->count; i++)
        points[i] = NAN;
    column->numbers = g->points[g->point_count++] = points;
    return true;
}

static bool take_points(void *context, const vikt_datum *c, size_t count)
{
    gathering *g = context;
    vikt_text list = c[1].text;

    (void)count;
    if (list.length < 2 || !find_row(g, c[0].text))
        return true;
    list = (vikt_text){list.at + 1, list.length - 2};
    for (size_t i = 0; i < g->point_count && list.at; i++)
        vikt_number_parse(vikt_text_cut(&list, ','), &g->points[i][g->row]);
    return true;
}

static vikt_code add_points(vikt_store *store, gathering *g, vikt_error *err)
{
    vikt_code code =
        vikt_store_run_with(store,
                            "SELECT name FROM run_criterion WHERE run_id = ?"
                            " AND points_position IS NOT NULL ORDER BY points_position",
                            g->out->run.run_id, take_criterion, g, err);

    g->row = 0;
    return code == VIKT_OK ? vikt_store_run_with(store,
                                                 "SELECT customer_key, points FROM result"
                                                 " WHERE run_id = ? ORDER BY customer_key",
                                                 g->out->run.run_id, take_points, g, err)
                           : code;
}

/* ---- all columns, in the order in which they stand ---- */

static void add_classes(gathering *g)
{
    vikt_export *out = g->out;

    for (size_t i = 0; i < 2 * out->standing.stand_count; i++) {
        bool raw = i >= out->standing.stand_count;
        const vikt_stand *stand = &out->standing.stands[i % out->standing.stand_count];
        vikt_text heading =
            raw ? vikt_text_of(vikt_arena_print(&out->arena, "%s (raw)", stand->name.at))
                : stand->name;
        vikt_export_column *column =
            add_column(g, raw ? VIKT_EXPORT_RAW_CLASS : VIKT_EXPORT_CLASS, heading, stand->name);

        if (column)
            column->stand = stand;
    }
}

static void add_numbers(gathering *g, vikt_export_part part, vikt_text name, const double *numbers)
{
    vikt_export_column *column = add_column(g, part, name, name);

    if (column)
        column->numbers = numbers;
}

static void add_values(gathering *g)
{
    const vikt_stored_run *run = &g->out->run;

    for (size_t i = 0; i < run->column_count; i++) {
        vikt_export_column *column =
            add_column(g, VIKT_EXPORT_VALUE, run->columns[i].name, run->columns[i].name);

        if (column)
            column->column = run->columns[i].column;
    }
}

static vikt_code gather(vikt_store *store, gathering *g, vikt_error *err)
{
    vikt_export *out = g->out;
    vikt_code code;

    out->columns = vikt_arena_new(&out->arena, COLUMNS_MAX, sizeof *out->columns);
    if (!out->columns)
        return vikt_fail_memory(err);
    add_column(g, VIKT_EXPORT_KEY, VIKT_TEXT("key"), VIKT_TEXT("key"));
    add_column(g, VIKT_EXPORT_NAME, VIKT_TEXT("name"), VIKT_TEXT("name"));
    add_classes(g);
    add_numbers(g, VIKT_EXPORT_SCORE, VIKT_TEXT("score"), out->run.score);
    add_numbers(g, VIKT_EXPORT_COVERAGE, VIKT_TEXT("coverage"), out->run.coverage);
    code = add_texts(store, g, VIKT_EXPORT_DECISION, VIKT_TEXT("decision"), select_decisions, err);
    if (code == VIKT_OK)
        code = add_points(store, g, err);
    add_values(g);
    if (code == VIKT_OK)
        code = add_texts(store, g, VIKT_EXPORT_ACTIONS, VIKT_TEXT("actions"), select_actions, err);
    return code == VIKT_OK && g->failed ? vikt_fail_memory(err) : code;
}

vikt_code vikt_export_read(vikt_store *store, int64_t run_id, vikt_export *out, vikt_error *err)
{
    gathering g = {.out = out};
    vikt_code code;

    *out = (vikt_export){0};
    vikt_arena_init(&out->arena, NULL);
    code = vikt_stored_run_read(store, run_id, &out->arena, NULL, &out->run, err);
    if (code == VIKT_OK)
        code = vikt_standing_read(store, out->run.run_id, &out->arena, &out->standing, err);
    out->count = out->standing.count;
    return code == VIKT_OK ? gather(store, &g, err) : code;
}

void vikt_export_clear(vikt_export *export)
{
    vikt_import_free(export->run.import);
    vikt_arena_clear(&export->arena);
}

/* ---- one cell ---- */

static vikt_datum value_of(const vikt_column *column, size_t row, bool *is_date)
{
    if (vikt_column_missing(column, row))
        return vikt_datum_null();
    switch (column->type) {
    case VIKT_TYPE_TEXT:
        return vikt_datum_text(vikt_column_text(column, row));
    case VIKT_TYPE_TRUTH:
        return vikt_datum_text(column->numbers[row] != 0 ? VIKT_TEXT("yes") : VIKT_TEXT("no"));
    case VIKT_TYPE_DATE:
        *is_date = true;
        return vikt_datum_real(column->numbers[row]);
    case VIKT_TYPE_UNKNOWN:
    case VIKT_TYPE_NUMBER:
        break;
    }
    return column->numbers ? vikt_datum_real(column->numbers[row]) : vikt_datum_null();
}

vikt_datum vikt_export_cell(const vikt_export *export, const vikt_export_column *column,
                            size_t customer, bool *is_date)
{
    const vikt_standing *standing = &export->standing;

    *is_date = false;
    switch (column->part) {
    case VIKT_EXPORT_KEY:
        return vikt_datum_text(standing->keys[customer]);
    case VIKT_EXPORT_NAME:
        return vikt_datum_text(standing->names[customer].at ? standing->names[customer]
                                                            : standing->keys[customer]);
    case VIKT_EXPORT_CLASS:
        return vikt_datum_text(vikt_stand_class(column->stand, customer));
    case VIKT_EXPORT_RAW_CLASS:
        return vikt_datum_text(vikt_stand_name(column->stand, column->stand->raw[customer]));
    case VIKT_EXPORT_SCORE:
    case VIKT_EXPORT_COVERAGE:
    case VIKT_EXPORT_POINTS:
        return vikt_datum_real(column->numbers[customer]);
    case VIKT_EXPORT_VALUE:
        return value_of(column->column, customer, is_date);
    case VIKT_EXPORT_DECISION:
    case VIKT_EXPORT_ACTIONS:
        break;
    }
    return vikt_datum_text(column->texts[customer]);
}

/* ---- out ---- */

vikt_code vikt_export_hand_over(const vikt_export_options *options, vikt_buffer *text,
                                vikt_error *err)
{
    bool taken;

    if (text->failed)
        return vikt_fail_memory(err);
    taken = text->length == 0 || options->write(options->context, text->at, text->length);
    text->length = 0;
    return taken ? VIKT_OK
                 : vikt_fail(err, VIKT_STORE, VIKT_NOWHERE, "the output cannot be written");
}

static vikt_code write_out(const vikt_export *export, const vikt_export_options *options,
                           vikt_error *err)
{
    switch (options->format) {
    case VIKT_EXPORT_CSV:
    case VIKT_EXPORT_EXCEL:
        return vikt_export_csv(export, options, err);
    case VIKT_EXPORT_JSONL:
        return vikt_export_jsonl(export, options, err);
    case VIKT_EXPORT_XLSX:
        return vikt_export_xlsx(export, options->path, err);
    }
    return VIKT_BUG;
}

vikt_code vikt_export_run(const vikt_export_options *options, size_t *customers, vikt_error *err)
{
    vikt_store *store = NULL;
    vikt_export export = {0};
    vikt_locale locale = vikt_locale_begin();
    vikt_code code = vikt_store_open(options->database, VIKT_STORE_READ, &store, err);

    if (code == VIKT_OK)
        code = vikt_export_read(store, options->run, &export, err);
    vikt_store_close(store);
    if (code == VIKT_OK)
        code = write_out(&export, options, err);
    if (customers)
        *customers = export.count;
    vikt_export_clear(&export);
    vikt_locale_end(locale);
    return code;
}
