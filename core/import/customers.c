/* SPDX-License-Identifier: MIT */
#include "core/import/customers.h"

#include "core/base/fail.h"
#include "core/import/currency_column.h"
#include "core/import/roster.h"
#include "core/import/settle.h"

/* What is needed while reading only. */
typedef struct reader {
    const vikt_customers *to;
    const vikt_table *table;
    const vikt_sheet *sheet;
    vikt_reading *reading;
    vikt_match match;
    vikt_load load;
    vikt_roster roster;
} reader;

/* Once, aloud: whoever knows a key by heart does not find it in the list. */
static void warn_of_personal_key(const vikt_load *load)
{
    const vikt_decoder *key = load->key;

    if (key && key->masked)
        vikt_tell(
            load->listener, VIKT_WARNING, VIKT_OK,
            vikt_place_of(load->sheet->source, load->sheet->heading_row, (long)key->column + 1),
            "\"%.*s\" is the key and holds %zu personal %s: kept and shown masked, with a "
            "sign behind that tells them apart (personal = keep under [profile] leaves them)",
            VIKT_SHOW(load->sheet->titles[key->column]), key->masked,
            vikt_plural(key->masked, "number", "numbers"));
}

static vikt_code read_rows(reader *r, vikt_error *err)
{
    const vikt_customers *to = r->to;
    const vikt_source_settings *settings = &to->profile->sources[VIKT_SOURCE_CUSTOMERS];
    vikt_arena *arena = &to->import->arena;
    vikt_code rc =
        vikt_match_again(r->sheet, to->profile, to->known, to->listener, arena, &r->match, err);

    if (!r->match.remembered)
        vikt_sheet_note(r->sheet, to->listener);
    if (rc != VIKT_OK)
        return rc;
    r->load = (vikt_load){.sheet = r->sheet,
                          .match = &r->match,
                          .profile = to->profile,
                          .listener = to->listener,
                          .kind = VIKT_SOURCE_CUSTOMERS,
                          .sums = {.told_decimal = settings->decimal,
                                   .native_decimal = r->table->decimal,
                                   .told_dates = settings->dates},
                          .arena = arena,
                          .shared = {.allocator = arena->allocator,
                                     .arena = arena,
                                     .pool = to->pool,
                                     .text = r->table->text.at,
                                     .skipped = r->table->encoding.skipped}};
    rc = vikt_load_read(&r->load, r->table->newlines, err);
    if (rc == VIKT_OK) {
        warn_of_personal_key(&r->load);
        vikt_currency_column_warn(&r->load);
    }
    return rc == VIKT_OK ? vikt_roster_of(&r->load, &r->roster, err) : rc;
}

/* ---- rejects ---- */

/* The key as the column would have it. */
static vikt_text masked_key(reader *r, vikt_text cell, bool *failed)
{
    char masked[VIKT_PERSONAL_MAX];
    vikt_text shown = vikt_personal_mask(cell, r->load.key->personal, true, masked);

    return shown.length ? vikt_text_keep(&r->to->import->arena, shown, failed) : cell;
}

/* The key of a row that has no slot: its first cell, if that is where keys stand. */
static vikt_text key_of_ragged(reader *r, const vikt_bad *bad, bool *failed)
{
    const char *slots[2];
    vikt_csv_row row = {.slots = slots, .room = 1};
    vikt_text cell = {NULL, 0};
    bool doubled;
    vikt_csv csv;

    if (!r->load.key || r->load.key->column != 0)
        return cell;
    vikt_csv_open(&csv, bad->raw.at, vikt_text_end(bad->raw), r->sheet->separator, 0);
    if (vikt_csv_next(&csv, &row) != VIKT_CSV_ROW)
        return cell;
    cell = vikt_text_trim(vikt_csv_cell(vikt_csv_raw(slots, 0), &doubled));
    if (cell.length == 0 || doubled || !vikt_text_valid(cell, NULL))
        return (vikt_text){NULL, 0};
    return masked_key(r, cell, failed);
}

/* The cell, or the whole row, as people may see it. Cells may have slipped into another column: a
 * hyphen and the right check digit are enough. */
static vikt_text value_of(reader *r, const vikt_bad *bad, const vikt_decoder *decoder, bool *failed)
{
    bool personal = decoder ? decoder->personal != VIKT_PERSONAL_NONE : r->load.has_personal;
    vikt_personal_trust mask = personal ? VIKT_PERSONAL_HEADING : VIKT_PERSONAL_KEY;

    if (r->to->profile->keeps_personal)
        mask = VIKT_PERSONAL_NONE;
    return vikt_reject_value(&r->to->import->arena, bad, mask, failed);
}

/* A reject of a cell is left out when its row is no customer anyway. */
static bool add_rejects(reader *r, const vikt_bads *bads, const vikt_decoder *decoder)
{
    vikt_text column = decoder ? r->sheet->titles[decoder->column] : (vikt_text){NULL, 0};
    vikt_import *import = r->to->import;
    bool failed = false;

    for (size_t i = 0; i < bads->count && !failed; i++) {
        const vikt_bad *bad = &bads->items[i];
        vikt_reject *reject = &import->rejects[import->reject_count];

        if (!bad->whole_row && r->load.rows[bad->slot] == 0)
            continue;
        *reject = (vikt_reject){.source = r->reading->source, .row = bad->row, .column = column};
        reject->whole_row = bad->whole_row;
        reject->reason = vikt_text_of(bad->reason);
        reject->key = bad->slot == VIKT_INDEX_NONE
                          ? key_of_ragged(r, bad, &failed)
                          : vikt_reject_key(&import->arena, &r->roster.keys, bad->slot, &failed);
        reject->value = value_of(r, bad, decoder, &failed);
        import->reject_count++;
        r->reading->rejected_cells += !bad->whole_row;
    }
    return !failed;
}

static vikt_code list_rejects(reader *r, vikt_error *err)
{
    vikt_import *import = r->to->import;
    const vikt_load *load = &r->load;
    size_t count = load->ragged.count + r->roster.unnamed.count;
    size_t columns =
        load->decoders ? load->decoder_count : 0; /* a file may have no column to read */
    bool done;

    for (size_t i = 0; i < columns; i++)
        count += load->decoders[i].bads.count;
    import->rejects = vikt_arena_new(&import->arena, count, sizeof *import->rejects);
    if (!import->rejects)
        return vikt_fail_memory(err);
    done = add_rejects(r, &load->ragged, NULL);
    if (done && load->name)
        done = add_rejects(r, &r->roster.unnamed, load->name);
    for (size_t i = 0; done && i < columns; i++)
        done = add_rejects(r, &load->decoders[i].bads, &load->decoders[i]);
    vikt_reject_sort(import->rejects, import->reject_count);
    return done ? VIKT_OK : vikt_fail_memory(err);
}

/* ---- columns ---- */

static bool in_file_order(const reader *r)
{
    for (size_t i = 0; i < r->roster.count; i++)
        if (r->roster.slots[i] != i)
            return false;
    return true;
}

/* Takes values into key order: they are written to *spare, and what they stood in is the next
 * spare. */
static void *permute(const reader *r, void *values, void **spare)
{
    const uint32_t *slots = r->roster.slots;
    char *to = *spare;
    const char *from = values;

    for (size_t i = 0; i < r->roster.count; i++)
        memcpy(to + i * 8, from + (size_t)slots[i] * 8, 8);
    *spare = values;
    return to;
}

/* Values that run the other way than the field does. */
static void turn(const reader *r, const vikt_decoder *d)
{
    vikt_turn how = r->match.headings[d->column].turn;

    for (size_t i = 0; how == VIKT_TURN_SCALE && i < r->load.count; i++)
        d->numbers[i] = d->min + d->max - d->numbers[i];
}

static vikt_column *column_of(reader *r, const vikt_decoder *d)
{
    vikt_import *import = r->to->import;
    vikt_column *column = vikt_arena_new(&import->arena, 1, sizeof *column);

    if (!column)
        return NULL;
    *column = (vikt_column){.type = d->type, .count = r->roster.count};
    if (d->type == VIKT_TYPE_TEXT) {
        column->cells = d->cells;
        column->pool = r->to->pool;
    } else {
        turn(r, d);
        column->numbers = d->numbers;
        column->share = d->type == VIKT_TYPE_NUMBER && d->share;
    }
    return column;
}

/* The columns and the row numbers, in key order. */
static vikt_code sort_columns(reader *r, vikt_column **made, size_t count, vikt_error *err)
{
    vikt_import *import = r->to->import;
    uint32_t *rows;
    void *spare;

    if (in_file_order(r))
        return VIKT_OK;
    rows = vikt_arena_blank(&import->arena, r->roster.count, sizeof *rows);
    spare = vikt_arena_blank(&import->arena, r->load.capacity, 8);
    if (!rows || !spare)
        return vikt_fail_memory(err);
    for (size_t i = 0; i < r->roster.count; i++)
        rows[i] = import->rows[r->roster.slots[i]];
    import->rows = rows;
    for (size_t i = 0; i < count; i++) {
        if (made[i]->numbers)
            made[i]->numbers = permute(r, made[i]->numbers, &spare);
        else
            made[i]->cells = permute(r, made[i]->cells, &spare);
    }
    return VIKT_OK;
}

static vikt_code make_columns(reader *r, size_t field_count, vikt_error *err)
{
    vikt_import *import = r->to->import;
    vikt_load *load = &r->load;
    vikt_column **made = vikt_arena_new(&import->arena, load->decoder_count + 1, sizeof(void *));
    size_t count = load->decoder_count;

    import->columns = vikt_arena_new(&import->arena, field_count, sizeof(void *));
    if (!made || !import->columns)
        return vikt_fail_memory(err);
    for (size_t i = 0; i < count; i++) {
        const vikt_decoder *d = &load->decoders[i];

        made[i] = column_of(r, d);
        if (!made[i])
            return vikt_fail_memory(err);
        if (d->field != VIKT_INDEX_NONE)
            import->columns[d->field] = made[i];
        if (d == load->key || (d == load->name && r->roster.origin == VIKT_KEY_BY_NAME))
            import->keys = made[i];
        if (d == load->name)
            import->names = made[i];
    }
    if (!import->keys) {
        vikt_column *keys = vikt_arena_new(&import->arena, 1, sizeof *keys);

        if (!keys)
            return vikt_fail_memory(err);
        *keys = r->roster.keys;
        keys->count = r->roster.count;
        import->keys = made[count++] = keys;
    }
    import->names = import->names ? import->names : import->keys;
    import->rows = load->rows;
    import->count = r->roster.count;
    return sort_columns(r, made, count, err);
}

/* ---- the reading ---- */

/* '.' or ',' as most number columns have it; 0 when none has a mark. */
static char decimal_of(const vikt_load *load)
{
    size_t point = load->sums.point, comma = load->sums.comma;

    if (point != comma)
        return point > comma ? '.' : ',';
    for (size_t i = 0; i < load->decoder_count; i++) {
        const vikt_decoder *d = &load->decoders[i];
        const vikt_number_votes *votes = &d->looks.votes;
        size_t marked = votes->point + votes->comma + votes->maybe_point + votes->maybe_comma;

        if (d->type == VIKT_TYPE_NUMBER && marked)
            return d->format.decimal;
    }
    return 0;
}

static vikt_code tell_reading(reader *r, vikt_error *err)
{
    vikt_reading *reading = r->reading;

    for (size_t i = 0; i < r->load.decoder_count; i++) {
        const vikt_decoder *d = &r->load.decoders[i];
        vikt_heading *heading = &r->match.headings[d->column];

        heading->form = vikt_settle_form(&r->to->import->arena, d);
        if (!heading->form)
            return vikt_fail_memory(err);
    }

    reading->separator = r->sheet->separator == '\n' ? '\0' : r->sheet->separator;
    if (r->table->separator) /* not the file's own, but that of what was made of it */
        reading->separator = '\0';
    if (r->table->has_blanks)
        reading->separator = ' ';
    vikt_sheet_tell(r->sheet, &r->load.aside, reading); /* lent by what the import keeps */
    reading->decimal = decimal_of(&r->load);
    reading->headings = r->match.headings;
    for (size_t i = 0; i < r->load.decoder_count; i++)
        reading->headings[r->load.decoders[i].column].read = true;
    reading->heading_count = vikt_sheet_columns(r->sheet);
    memcpy(reading->fingerprint, r->match.fingerprint, sizeof reading->fingerprint);
    reading->remembered = r->match.remembered;
    reading->key_doubt = r->match.key_doubt;
    reading->key_origin = r->roster.origin;
    reading->rows = r->load.count + r->load.ragged.count;
    reading->rejected_rows = r->roster.dropped + r->load.ragged.count;
    return VIKT_OK;
}

static vikt_code read_all(reader *r, vikt_error *err)
{
    vikt_code rc = read_rows(r, err);

    if (rc == VIKT_OK)
        rc = list_rejects(r, err);
    if (rc == VIKT_OK)
        rc = make_columns(r, r->to->profile->field_count, err);
    if (rc == VIKT_OK) /* the digest must be of the very bytes that the values come from */
        rc = vikt_table_check(r->table, err);
    return rc == VIKT_OK ? tell_reading(r, err) : rc;
}

vikt_code vikt_customers_read(const vikt_customers *to, const vikt_table *table,
                              const vikt_sheet *sheet, vikt_error *err)
{
    reader r = {.to = to, .table = table, .sheet = sheet};
    vikt_import *import = to->import;
    vikt_code rc;

    r.reading = vikt_import_add_reading(import);
    if (!r.reading)
        return vikt_fail_memory(err);
    vikt_table_tell(table, r.reading);
    r.reading->source = vikt_text_copy(&import->arena, vikt_text_of(to->path));
    rc = r.reading->source.at ? read_all(&r, err) : vikt_fail_memory(err);
    vikt_load_clear(&r.load);
    vikt_roster_clear(&r.roster, import->arena.allocator);
    return rc;
}
