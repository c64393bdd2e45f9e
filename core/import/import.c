/* SPDX-License-Identifier: MIT */
#include "core/import/import.h"

#include "core/base/fail.h"
#include "core/import/customers.h"
#include "core/import/invoices.h"

/* The import with what its texts point into. */
typedef struct holder {
    vikt_import import; /* first: the caller's pointer is also this one's */
    vikt_table table;
    vikt_pool pool;
} holder;

/* The file that is said to hold customers; it may be a ledger all the same. */
static vikt_code read_file(holder *h, const vikt_invoices *invoices, vikt_error *err)
{
    const vikt_import_request *request = invoices->request;
    const vikt_source_settings *settings = &invoices->profile->sources[VIKT_SOURCE_CUSTOMERS];
    const vikt_customers customers = {
        .path = request->customers,
        .profile = invoices->profile,
        .known = request->known ? &request->known[VIKT_SOURCE_CUSTOMERS] : NULL,
        .listener = invoices->listener,
        .import = &h->import,
        .pool = &h->pool};
    bool is_ledger = false;
    vikt_sheet sheet;
    vikt_code rc = vikt_table_open_given(request->customers, request->given, settings,
                                         h->import.arena.allocator, &h->table, err);

    if (rc != VIKT_OK)
        return rc;
    h->pool.mapped = h->table.text.at;
    rc = vikt_sheet_open(&h->table, settings, &h->import.arena, &sheet, err);
    if (rc != VIKT_OK)
        return rc;
    vikt_encoding_warn(&h->table.encoding, h->table.name, invoices->listener);
    vikt_table_warn(&h->table, invoices->listener);
    if (!request->invoices)
        rc = vikt_invoices_suspect(invoices, &h->table, &sheet, &is_ledger, err);
    if (rc != VIKT_OK)
        return rc;
    return is_ledger ? vikt_invoices_read(invoices, &h->table, &sheet, VIKT_SOURCE_CUSTOMERS, err)
                     : vikt_customers_read(&customers, &h->table, &sheet, err);
}

static holder *holder_new(const vikt_allocator *allocator)
{
    holder *h = vikt_acquire(allocator, 1, sizeof *h);

    if (!h)
        return NULL;
    vikt_arena_init(&h->import.arena, allocator);
    vikt_buffer_init(&h->pool.grown, allocator, SIZE_MAX / 2);
    h->table.source.allocator = allocator;
    return h;
}

vikt_import *vikt_import_new(const vikt_allocator *allocator, vikt_pool **pool)
{
    holder *h = holder_new(allocator ? allocator : vikt_allocator_default());

    if (!h)
        return NULL;
    *pool = &h->pool;
    return &h->import;
}

vikt_code vikt_import_sources(const vikt_import_request *request, const vikt_profile *profile,
                              const vikt_listener *listener, const vikt_allocator *allocator,
                              vikt_import **out, vikt_error *err)
{
    vikt_invoices invoices = {.request = request, .profile = profile, .listener = listener};
    holder *h = holder_new(allocator ? allocator : vikt_allocator_default());
    vikt_code rc = VIKT_OK;

    *out = NULL;
    if (!h)
        return vikt_fail_memory(err);
    invoices.import = &h->import;
    invoices.pool = &h->pool;
    if (request->customers)
        rc = read_file(h, &invoices, err);
    if (rc == VIKT_OK && request->invoices)
        rc = vikt_invoices_open(&invoices, err);
    if (rc == VIKT_OK)
        *out = &h->import;
    else
        vikt_import_free(&h->import);
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

bool vikt_heading_displace(vikt_heading *heading, vikt_arena *arena)
{
    vikt_heading *before = vikt_arena_new(arena, 1, sizeof *before);

    if (!before)
        return false;
    *before = *heading;
    heading->before = before;
    heading->field = VIKT_INDEX_NONE;
    heading->match = VIKT_HEADING_UNUSED;
    return true;
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
