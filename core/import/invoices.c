/* SPDX-License-Identifier: MIT */
#include "core/import/invoices.h"

#include "core/base/fail.h"
#include "core/import/join.h"
#include "core/import/ledger_measures.h"
#include "core/import/ledger_recall.h"
#include "core/import/personal.h"
#include "core/import/ledger_use.h"

/* ---- whether a file is a ledger ---- */

/* Looks at all rows until a customer comes again. What is kept of them is by customer. */
static vikt_code look_for_repeats(const vikt_ledger_file *file, const vikt_ledger_columns *columns,
                                  vikt_arena *arena, bool *found, vikt_error *err)
{
    vikt_ledger_rows rows;
    vikt_orders seen;
    vikt_code rc;
    bool failed = false;

    vikt_orders_init(&seen, arena->allocator);
    rc = vikt_ledger_rows_open(file, columns, arena, &rows, err);
    if (rc == VIKT_OK)
        vikt_ledger_rows_begin(&rows, false);
    while (rc == VIKT_OK && !*found && !failed && vikt_ledger_rows_next(&rows, &rc, err)) {
        vikt_text key = vikt_ledger_rows_text(&rows, VIKT_LEDGER_CUSTOMER);

        *found = key.length && !vikt_orders_add(&seen, key, key, SIZE_MAX, &failed);
        if (!seen.incomplete)
            continue;
        *found = false;
        vikt_orders_restart(&seen);
        vikt_ledger_rows_begin(&rows, false);
    }
    vikt_ledger_rows_clear(&rows);
    vikt_orders_clear(&seen);
    return failed ? vikt_fail_memory(err) : rc;
}

/* How ledgers were understood before. */
static const vikt_mappings *known_of(const vikt_invoices *to)
{
    return to->request->known ? &to->request->known[VIKT_SOURCE_INVOICES] : NULL;
}

static void tell_ledger(const vikt_invoices *to, const vikt_sheet *sheet,
                        const vikt_ledger_columns *columns, bool repeats)
{
    vikt_text date = sheet->titles[columns->at[VIKT_LEDGER_DATE]];
    vikt_text amount = sheet->titles[columns->at[columns->amount]];

    vikt_tell(to->listener, VIKT_NOTE, VIKT_OK, vikt_place_of(sheet->source, sheet->heading_row, 0),
              "is read as a ledger of invoices, not as a list of customers: %s beside \"%.*s\" "
              "and \"%.*s\"",
              repeats ? "customers repeat" : "invoices stand", VIKT_SHOW(date), VIKT_SHOW(amount));
}

vikt_code vikt_invoices_suspect(const vikt_invoices *to, const vikt_table *table,
                                const vikt_sheet *sheet, bool *is_ledger, vikt_error *err)
{
    const vikt_ledger_file file = {table, sheet, to->profile, VIKT_SOURCE_CUSTOMERS, 0};
    vikt_arena *arena = &to->import->arena;
    vikt_ledger_columns columns;
    bool repeats = false, lacks_amount;
    vikt_code rc = VIKT_OK;

    *is_ledger = table->is_ledger;
    if (*is_ledger)
        return VIKT_OK;
    rc = vikt_ledger_columns_of(sheet, to->profile, NULL, arena, &columns, NULL);
    if (rc != VIKT_OK)
        return rc == VIKT_MEMORY ? vikt_fail_memory(err) : VIKT_OK;
    if (columns.headless && !vikt_ledger_columns_enough(&columns) &&
        vikt_ledger_columns_has(&columns, VIKT_LEDGER_DATE) &&
        vikt_ledger_columns_has(&columns, columns.amount))
        return vikt_ledger_columns_fail(&columns, sheet, err);
    if (vikt_ledger_columns_lack_one(&columns))
        return vikt_ledger_columns_fail(&columns, sheet, err);
    lacks_amount = vikt_ledger_columns_lack_amount(&columns);
    if (!vikt_ledger_columns_enough(&columns) && !lacks_amount)
        return VIKT_OK;
    rc = look_for_repeats(&file, &columns, arena, &repeats, err);
    if (lacks_amount)
        return rc == VIKT_OK && repeats ? vikt_ledger_columns_fail(&columns, sheet, err) : rc;
    *is_ledger = repeats || vikt_ledger_columns_sure(&columns);
    if (rc == VIKT_OK && *is_ledger)
        rc = vikt_ledger_recall(sheet, known_of(to), arena, &columns, err);
    if (rc == VIKT_OK && *is_ledger && !vikt_ledger_recall_agrees(&columns, sheet))
        tell_ledger(to, sheet, &columns, repeats);
    return rc;
}

/* ---- rejects ---- */

/* Texts are copied: the file may be closed before they are shown. */
static vikt_text kept(vikt_arena *arena, vikt_text text, bool *failed)
{
    vikt_text copy;

    if (text.length == 0)
        return (vikt_text){NULL, 0};
    copy = vikt_text_copy(arena, text);
    *failed |= !copy.at;
    return copy;
}

static vikt_code list_rejects(const vikt_invoices *to, const vikt_ledger *ledger,
                              vikt_reading *reading, vikt_error *err)
{
    vikt_import *import = to->import;
    const vikt_bads *bads = &ledger->rows.bads;
    size_t count = import->reject_count + bads->count;
    vikt_reject *all = vikt_arena_new(&import->arena, count, sizeof *all);
    vikt_personal_trust mask =
        to->profile->keeps_personal ? VIKT_PERSONAL_NONE : VIKT_PERSONAL_HEADING;
    bool failed = !all;

    if (all && import->reject_count)
        memcpy(all, import->rejects, import->reject_count * sizeof *all);
    for (size_t i = 0; !failed && i < bads->count; i++) {
        const vikt_bad *bad = &bads->items[i];
        vikt_reject *reject = &all[import->reject_count + i];
        char masked[VIKT_PERSONAL_MAX];

        *reject = (vikt_reject){.source = reading->source, .row = bad->row};
        reject->whole_row = bad->whole_row;
        reject->reason = vikt_text_of(bad->reason);
        if (bad->slot != VIKT_INDEX_NONE)
            reject->column =
                kept(&import->arena, ledger->sheet->titles[ledger->columns.at[bad->slot]], &failed);
        reject->key =
            kept(&import->arena, vikt_ledger_key(ledger, ledger->rows.keys[i], masked), &failed);
        reject->value =
            kept(&import->arena, vikt_reject_value(&import->arena, bad, mask, &failed), &failed);
        reading->rejected_cells += !bad->whole_row;
    }
    if (failed)
        return vikt_fail_memory(err);
    import->rejects = all;
    import->reject_count = count;
    vikt_reject_sort(import->rejects, count);
    return VIKT_OK;
}

/* ---- reading ---- */

static void tell_heading(const vikt_ledger *ledger, vikt_ledger_part part, vikt_heading *heading,
                         bool *failed)
{
    heading->read = vikt_ledger_columns_reads(&ledger->columns, part);
    heading->form = vikt_ledger_rows_form(&ledger->rows, part);
    *failed |= !heading->form;
}

static vikt_code tell_reading(const vikt_invoices *to, const vikt_table *table,
                              const vikt_ledger *ledger, vikt_error *err)
{
    vikt_arena *arena = &to->import->arena;
    vikt_reading *reading = vikt_import_add_reading(to->import);
    const vikt_sheet *sheet = ledger->sheet;
    bool failed = !reading;

    if (failed)
        return vikt_fail_memory(err);
    reading->kind = VIKT_SOURCE_INVOICES;
    reading->source = kept(
        arena, vikt_text_of(to->request->invoices ? to->request->invoices : to->request->customers),
        &failed);
    vikt_table_tell(table, reading);
    reading->format = vikt_arena_copy(arena, table->format, strlen(table->format));
    failed |= !reading->format;
    reading->separator = sheet->separator == '\n' ? '\0' : sheet->separator;
    if (table->has_blanks)
        reading->separator = ' ';
    vikt_sheet_tell(sheet, &ledger->rows.aside, reading);
    reading->proof = kept(arena, reading->proof, &failed);
    reading->decimal = vikt_ledger_rows_decimal(&ledger->rows);
    reading->heading_count = vikt_sheet_columns(sheet);
    reading->headings = ledger->columns.headings;
    for (vikt_ledger_part part = VIKT_LEDGER_CUSTOMER; part < VIKT_LEDGER_PARTS; part++)
        if (vikt_ledger_columns_has(&ledger->columns, part))
            tell_heading(ledger, part, &reading->headings[ledger->columns.at[part]], &failed);
    for (size_t i = 0; i < reading->heading_count; i++)
        reading->headings[i].text = kept(arena, reading->headings[i].text, &failed);
    memcpy(reading->fingerprint, ledger->columns.fingerprint, sizeof reading->fingerprint);
    reading->remembered = vikt_ledger_recall_agrees(&ledger->columns, sheet);
    reading->key_origin = ledger->columns.by_name ? VIKT_KEY_BY_NAME : VIKT_KEY_COLUMN;
    reading->rows = ledger->rows.count;
    reading->rejected_rows = ledger->rows.rejected;
    return failed ? vikt_fail_memory(err) : list_rejects(to, ledger, reading, err);
}

static vikt_code join(const vikt_invoices *to, const vikt_ledger *ledger, vikt_error *err)
{
    vikt_ledger_result result;
    vikt_join joined = {.import = to->import,
                        .pool = to->pool,
                        .profile = to->profile,
                        .ledger = &result,
                        .by_name = ledger->columns.by_name,
                        .source = ledger->sheet->source,
                        .listener = to->listener};
    vikt_code rc =
        vikt_ledger_measures_of(ledger, to->profile, to->pool, &to->import->arena, &result, err);

    return rc == VIKT_OK ? vikt_join_ledger(&joined, err) : rc;
}

/* Looked for in silence first: only what is new is said. */
static vikt_code find_columns(const vikt_invoices *to, const vikt_sheet *sheet,
                              vikt_ledger_columns *out, vikt_error *err)
{
    vikt_arena *arena = &to->import->arena;
    vikt_ledger_columns aloud;
    vikt_code rc = vikt_ledger_columns_of(sheet, to->profile, NULL, arena, out, err);

    if (rc == VIKT_OK)
        rc = vikt_ledger_recall(sheet, known_of(to), arena, out, err);
    if (rc == VIKT_OK && vikt_ledger_recall_agrees(out, sheet))
        return VIKT_OK;
    vikt_sheet_note(sheet, to->listener);
    if (rc == VIKT_OK)
        rc = vikt_ledger_columns_of(sheet, to->profile, to->listener, arena, &aloud, err);
    if (rc == VIKT_OK)
        vikt_ledger_recall_tell(out, sheet, known_of(to), to->listener);
    return rc;
}

vikt_code vikt_invoices_read(const vikt_invoices *to, const vikt_table *table,
                             const vikt_sheet *sheet, vikt_source_kind kind, vikt_error *err)
{
    const vikt_ledger_file file = {table, sheet, to->profile, kind, 0};
    vikt_import *import = to->import;
    const vikt_date *as_of = to->request->has_as_of ? &to->request->as_of : NULL;
    vikt_ledger_columns columns;
    vikt_ledger ledger;
    vikt_code rc = find_columns(to, sheet, &columns, err);

    if (rc == VIKT_OK && !vikt_ledger_columns_enough(&columns))
        rc = vikt_ledger_columns_fail(&columns, sheet, err);
    if (rc != VIKT_OK)
        return rc;
    rc = vikt_ledger_read(&file, &columns, as_of, to->listener, &import->arena, &ledger, err);
    if (rc == VIKT_OK)
        rc = vikt_table_check(table, err);
    if (rc == VIKT_OK)
        rc = join(to, &ledger, err);
    if (rc == VIKT_OK)
        rc = tell_reading(to, table, &ledger, err);
    import->has_newest = ledger.has_newest;
    import->newest = ledger.newest;
    vikt_ledger_clear(&ledger);
    return rc;
}

vikt_code vikt_invoices_open(const vikt_invoices *to, vikt_error *err)
{
    const vikt_source_settings *settings = &to->profile->sources[VIKT_SOURCE_INVOICES];
    vikt_arena arena;
    vikt_table table = {.name = NULL};
    vikt_sheet sheet;
    vikt_code rc;

    table.source.allocator = to->import->arena.allocator;
    vikt_arena_init(&arena, to->import->arena.allocator);
    rc = vikt_table_open_given(to->request->invoices, to->request->given, settings,
                               to->import->arena.allocator, &table, err);
    if (rc == VIKT_OK)
        rc = vikt_sheet_open(&table, settings, &arena, &sheet, err);
    if (rc == VIKT_OK) {
        vikt_encoding_warn(&table.encoding, table.name, to->listener);
        vikt_table_warn(&table, to->listener);
    }
    if (rc == VIKT_OK)
        rc = vikt_invoices_read(to, &table, &sheet, VIKT_SOURCE_INVOICES, err);
    vikt_table_close(&table);
    vikt_arena_clear(&arena);
    return rc;
}
