/* SPDX-License-Identifier: MIT */
#include "core/import/import.h"

#include "core/base/fail.h"
#include "core/import/currency_column.h"
#include "core/import/invoices.h"
#include "core/import/roster.h"
#include "core/import/settle.h"

/* The import with what its texts point into. */
typedef struct holder {
    vikt_import import; /* first: the caller's pointer is also this one's */
    vikt_reading reading;
    vikt_table table;
    vikt_pool pool;
    vikt_column keys; /* when no field has them */
} holder;

/* What is needed while reading only. */
typedef struct reader {
    holder *holder;
    const char *path;
    vikt_text given; /* bytes of the file; none: it is opened */
    vikt_sheet sheet;
    vikt_match match;
    vikt_load load;
    vikt_roster roster;
} reader;

static vikt_code open_file(reader *r, const vikt_source_settings *settings,
                           const vikt_allocator *allocator, vikt_error *err)
{
    holder *h = r->holder;
    vikt_reading *reading = &h->reading;
    vikt_code rc = vikt_table_open_given(r->path, r->given, settings, allocator, &h->table, err);

    if (rc != VIKT_OK)
        return rc;
    vikt_table_tell(&h->table, reading);
    h->pool.mapped = h->table.text.at;
    return VIKT_OK;
}

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

static vikt_code read_rows(reader *r, const vikt_profile *profile, const vikt_mappings *known,
                           const vikt_listener *listener, vikt_error *err)
{
    const vikt_source_settings *settings = &profile->sources[VIKT_SOURCE_CUSTOMERS];
    holder *h = r->holder;
    vikt_arena *arena = &h->import.arena;
    vikt_code rc = vikt_match_again(&r->sheet, profile, known, listener, arena, &r->match, err);

    if (rc != VIKT_OK)
        return rc;
    r->load = (vikt_load){.sheet = &r->sheet,
                          .match = &r->match,
                          .profile = profile,
                          .listener = listener,
                          .kind = VIKT_SOURCE_CUSTOMERS,
                          .sums = {.told_decimal = settings->decimal,
                                   .native_decimal = h->table.decimal,
                                   .told_dates = settings->dates},
                          .arena = arena,
                          .shared = {.allocator = arena->allocator,
                                     .arena = arena,
                                     .pool = &h->pool,
                                     .text = h->table.text.at,
                                     .skipped = h->table.encoding.skipped}};
    rc = vikt_load_read(&r->load, h->table.newlines, err);
    if (rc == VIKT_OK) {
        warn_of_personal_key(&r->load);
        vikt_currency_column_warn(&r->load);
    }
    return rc == VIKT_OK ? vikt_roster_of(&r->load, &r->roster, err) : rc;
}

/* The key as the column would have it. */
static vikt_text masked_key(reader *r, vikt_text cell)
{
    char masked[VIKT_PERSONAL_MAX];
    vikt_text shown = vikt_personal_mask(cell, r->load.key->personal, true, masked);

    return shown.length ? vikt_text_copy(&r->holder->import.arena, shown) : cell;
}

/* The key of a row that has no slot: its first cell, if that is where keys stand. */
static vikt_text key_of_ragged(reader *r, const vikt_bad *bad)
{
    const char *slots[2];
    vikt_csv_row row = {.slots = slots, .room = 1};
    vikt_text cell = {NULL, 0};
    bool doubled;
    vikt_csv csv;

    if (!r->load.key || r->load.key->column != 0)
        return cell;
    vikt_csv_open(&csv, bad->raw.at, bad->raw.at + bad->raw.length, r->sheet.separator, 0);
    if (vikt_csv_next(&csv, &row) != VIKT_CSV_ROW)
        return cell;
    cell = vikt_text_trim(vikt_csv_cell(vikt_csv_raw(slots, 0), &doubled));
    if (cell.length == 0 || doubled || !vikt_text_valid(cell, NULL))
        return (vikt_text){NULL, 0};
    return masked_key(r, cell);
}

/* The cell, or the whole row, as people may see it. */
static vikt_text value_of(reader *r, const vikt_bad *bad, const vikt_decoder *decoder, bool *failed)
{
    vikt_arena *arena = &r->holder->import.arena;
    bool personal = decoder ? decoder->personal != VIKT_PERSONAL_NONE : r->load.has_personal;
    bool doubled = false;
    vikt_text cell = bad->raw;

    if (bad->slot != VIKT_INDEX_NONE && cell.length)
        cell = vikt_text_trim(vikt_csv_cell(cell, &doubled));
    if (doubled) {
        char *copy = vikt_arena_new(arena, cell.length, 1);

        *failed |= !copy;
        cell = copy ? (vikt_text){copy, vikt_csv_unquote(cell, copy)} : (vikt_text){NULL, 0};
    }
    /* Cells may have slipped into another column: a hyphen and the right check digit are enough. */
    if (!r->load.profile->keeps_personal)
        cell = vikt_personal_mask_within(
            arena, cell, personal ? VIKT_PERSONAL_HEADING : VIKT_PERSONAL_KEY, failed);
    cell = vikt_reject_shown(arena, cell, VIKT_REJECT_VALUE_MAX, failed);
    return cell.length ? cell : (vikt_text){NULL, 0};
}

/* A reject of a cell is left out when its row is no customer anyway. */
static bool add_rejects(reader *r, const vikt_bads *bads, const vikt_decoder *decoder)
{
    vikt_text column = decoder ? r->sheet.titles[decoder->column] : (vikt_text){NULL, 0};
    vikt_import *import = &r->holder->import;
    bool failed = false;

    for (size_t i = 0; i < bads->count && !failed; i++) {
        const vikt_bad *bad = &bads->items[i];
        vikt_reject *reject = &import->rejects[import->reject_count];

        if (!bad->whole_row && r->load.rows[bad->slot] == 0)
            continue;
        *reject =
            (vikt_reject){.source = r->holder->reading.source, .row = bad->row, .column = column};
        reject->whole_row = bad->whole_row;
        reject->reason = vikt_text_of(bad->reason);
        reject->key = bad->slot == VIKT_INDEX_NONE ? key_of_ragged(r, bad)
                                                   : vikt_column_text(&r->roster.keys, bad->slot);
        reject->value = value_of(r, bad, decoder, &failed);
        import->reject_count++;
        r->holder->reading.rejected_cells += !bad->whole_row;
    }
    return !failed;
}

static vikt_code list_rejects(reader *r, vikt_error *err)
{
    vikt_import *import = &r->holder->import;
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
    vikt_import *import = &r->holder->import;
    vikt_column *column = vikt_arena_new(&import->arena, 1, sizeof *column);

    if (!column)
        return NULL;
    *column = (vikt_column){.type = d->type, .count = r->roster.count};
    if (d->type == VIKT_TYPE_TEXT) {
        column->cells = d->cells;
        column->pool = &r->holder->pool;
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
    vikt_import *import = &r->holder->import;
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
    vikt_import *import = &r->holder->import;
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
        r->holder->keys = r->roster.keys;
        r->holder->keys.count = r->roster.count;
        import->keys = made[count++] = &r->holder->keys;
    }
    import->names = import->names ? import->names : import->keys;
    import->rows = load->rows;
    import->count = r->roster.count;
    return sort_columns(r, made, count, err);
}

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
    const holder *h = r->holder;
    vikt_reading *reading = &r->holder->reading;

    for (size_t i = 0; i < r->load.decoder_count; i++) {
        const vikt_decoder *d = &r->load.decoders[i];
        vikt_heading *heading = &r->match.headings[d->column];

        heading->form = vikt_settle_form(&r->holder->import.arena, d);
        if (!heading->form)
            return vikt_fail_memory(err);
    }

    reading->separator = r->sheet.separator == '\n' ? '\0' : r->sheet.separator;
    if (r->holder->table.separator) /* not the file's own, but that of what was made of it */
        reading->separator = '\0';
    if (h->table.has_blanks)
        reading->separator = ' ';
    vikt_sheet_tell(&r->sheet, &r->load.aside, reading); /* lent by what the import keeps */
    reading->decimal = decimal_of(&r->load);
    reading->headings = r->match.headings;
    for (size_t i = 0; i < r->load.decoder_count; i++)
        reading->headings[r->load.decoders[i].column].read = true;
    reading->heading_count = vikt_sheet_columns(&r->sheet);
    memcpy(reading->fingerprint, r->match.fingerprint, sizeof reading->fingerprint);
    reading->remembered = r->match.remembered;
    reading->key_doubt = r->match.key_doubt;
    reading->key_origin = r->roster.origin;
    reading->rows = r->load.count + r->load.ragged.count;
    reading->rejected_rows = r->roster.dropped + r->load.ragged.count;
    return VIKT_OK;
}

static vikt_code read_customers(reader *r, const vikt_profile *profile, const vikt_mappings *known,
                                const vikt_listener *listener, vikt_error *err)
{
    vikt_import *import = &r->holder->import;
    vikt_code rc = read_rows(r, profile, known, listener, err);

    if (rc == VIKT_OK)
        rc = list_rejects(r, err);
    if (rc == VIKT_OK)
        rc = make_columns(r, profile->field_count, err);
    if (rc == VIKT_OK) /* the digest must be of the very bytes that the values come from */
        rc = vikt_table_check(&r->holder->table, err);
    if (rc == VIKT_OK)
        rc = tell_reading(r, err);
    import->readings = &r->holder->reading;
    import->reading_count = 1;
    return rc;
}

/* The file that is said to hold customers; it may be a ledger all the same. */
static vikt_code read_file(reader *r, const vikt_invoices *invoices, vikt_error *err)
{
    const vikt_source_settings *settings = &invoices->profile->sources[VIKT_SOURCE_CUSTOMERS];
    holder *h = r->holder;
    bool is_ledger = false;
    vikt_code rc = open_file(r, settings, h->import.arena.allocator, err);

    if (rc == VIKT_OK)
        rc = vikt_sheet_open(&h->table, settings, &h->import.arena, &r->sheet, err);
    if (rc != VIKT_OK)
        return rc;
    vikt_encoding_warn(&h->table.encoding, h->table.name, invoices->listener);
    vikt_table_warn(&h->table, invoices->listener);
    vikt_sheet_note(&r->sheet, invoices->listener);
    if (!invoices->request->invoices)
        rc = vikt_invoices_suspect(invoices, &h->table, &r->sheet, &is_ledger, err);
    if (rc != VIKT_OK)
        return rc;
    return is_ledger
               ? vikt_invoices_read(invoices, &h->table, &r->sheet, VIKT_SOURCE_CUSTOMERS, err)
               : read_customers(r, invoices->profile, invoices->request->known, invoices->listener,
                                err);
}

static holder *holder_new(const char *path, const vikt_allocator *allocator)
{
    holder *h = vikt_acquire(allocator, 1, sizeof *h);

    if (!h)
        return NULL;
    vikt_arena_init(&h->import.arena, allocator);
    vikt_buffer_init(&h->pool.grown, allocator, SIZE_MAX / 2);
    h->table.source.allocator = allocator;
    h->reading.source = vikt_text_copy(&h->import.arena, vikt_text_of(path ? path : ""));
    if (h->reading.source.at)
        return h;
    vikt_import_free(&h->import);
    return NULL;
}

vikt_code vikt_import_sources(const vikt_import_request *request, const vikt_profile *profile,
                              const vikt_listener *listener, const vikt_allocator *allocator,
                              vikt_import **out, vikt_error *err)
{
    reader r = {.path = request->customers, .given = request->given};
    vikt_invoices invoices = {.request = request, .profile = profile, .listener = listener};
    vikt_code rc = VIKT_OK;

    *out = NULL;
    allocator = allocator ? allocator : vikt_allocator_default();
    r.holder = holder_new(r.path, allocator);
    if (!r.holder)
        return vikt_fail_memory(err);
    invoices.import = &r.holder->import;
    invoices.pool = &r.holder->pool;
    if (request->customers)
        rc = read_file(&r, &invoices, err);
    if (rc == VIKT_OK && request->invoices)
        rc = vikt_invoices_open(&invoices, err);
    vikt_load_clear(&r.load);
    vikt_roster_clear(&r.roster, allocator);
    if (rc == VIKT_OK)
        *out = &r.holder->import;
    else
        vikt_import_free(&r.holder->import);
    return rc;
}

vikt_code vikt_import_read(const char *path, const vikt_profile *profile,
                           const vikt_listener *listener, const vikt_allocator *allocator,
                           vikt_import **out, vikt_error *err)
{
    const vikt_import_request request = {.customers = path};

    return vikt_import_sources(&request, profile, listener, allocator, out, err);
}

vikt_reading *vikt_import_add_reading(vikt_import *import)
{
    size_t count = import->reading_count;
    vikt_reading *readings = vikt_arena_new(&import->arena, count + 1, sizeof *readings);

    if (!readings)
        return NULL;
    if (count)
        memcpy(readings, import->readings, count * sizeof *readings);
    import->readings = readings;
    import->reading_count++;
    return &readings[count];
}

void vikt_import_free(vikt_import *import)
{
    holder *h = (holder *)import;
    const vikt_allocator *allocator;

    if (!import)
        return;
    allocator = import->arena.allocator;
    vikt_buffer_clear(&h->pool.grown);
    vikt_table_close(&h->table);
    vikt_arena_clear(&import->arena);
    vikt_release(allocator, h);
}

vikt_text vikt_heading_use(const vikt_heading *heading, const vikt_profile *profile)
{
    if (heading->part)
        return vikt_text_of(heading->part);
    return heading->field == VIKT_INDEX_NONE ? (vikt_text){NULL, 0}
                                             : profile->fields[heading->field].name;
}

size_t vikt_import_rows(const vikt_import *import)
{
    size_t count = 0;

    for (size_t i = 0; i < import->reading_count; i++)
        count += import->readings[i].rows;
    return count;
}

size_t vikt_import_rejected_rows(const vikt_import *import)
{
    size_t count = 0;

    for (size_t i = 0; i < import->reading_count; i++)
        count += import->readings[i].rejected_rows;
    return count;
}

size_t vikt_import_rejected_cells(const vikt_import *import)
{
    size_t count = 0;

    for (size_t i = 0; i < import->reading_count; i++)
        count += import->readings[i].rejected_cells;
    return count;
}
