/* SPDX-License-Identifier: MIT
 *
 * Databases with runs of the invented company, and their rows as text.
 */
#ifndef VIKT_TEST_STORED_RUNS_H
#define VIKT_TEST_STORED_RUNS_H

#include "../store/opened.h"
#include "company.h"
#include "core/base/number.h"

static inline int64_t write_run(const char *path, const company *c)
{
    vikt_error err = {0};
    vikt_store *store = opened(path, VIKT_STORE_WRITE);
    int64_t run_id = 0;

    cr_assert_eq(vikt_history_write(store, &c->record, &run_id, &err), VIKT_OK, "%s", err.message);
    vikt_store_close(store);
    return run_id;
}

/* A folder with one run of a company, opened for reading. */
typedef struct fixture {
    test_folder folder;
    company *company;
    vikt_store *store;
} fixture;

static inline fixture stored(size_t count)
{
    fixture f = {.folder = test_folder_make(), .company = company_make(count, "2026-05-12")};

    cr_assert_eq(write_run(f.folder.database, f.company), 1);
    f.store = opened(f.folder.database, VIKT_STORE_READ);
    return f;
}

static inline void release(fixture *f)
{
    vikt_store_close(f->store);
    company_free(f->company);
    test_folder_remove(&f->folder);
}

/* Rows as text, for comparing with what was worked out by hand. */
static inline bool add_row(void *context, const vikt_datum *columns, size_t count)
{
    vikt_buffer *out = context;
    char number[VIKT_NUMBER_MAX];

    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            vikt_buffer_byte(out, '|');
        switch (columns[i].kind) {
        case VIKT_DATUM_NULL:
            vikt_buffer_string(out, "NULL");
            break;
        case VIKT_DATUM_INTEGER:
            vikt_buffer_print(out, "%lld", (long long)columns[i].integer);
            break;
        case VIKT_DATUM_REAL:
            vikt_buffer_add(out, number, vikt_number_write(columns[i].real, number));
            break;
        case VIKT_DATUM_TEXT:
            vikt_buffer_text(out, columns[i].text);
            break;
        }
    }
    vikt_buffer_byte(out, '\n');
    return true;
}

static inline void gives(vikt_store *store, const char *sql, const char *expected)
{
    vikt_error err = {0};
    vikt_buffer out;

    vikt_buffer_init(&out, NULL, 1 << 20);
    cr_assert_eq(vikt_store_run(store, sql, NULL, 0, add_row, &out, &err), VIKT_OK, "%s",
                 err.message);
    cr_assert_str_eq(out.at ? out.at : "", expected);
    vikt_buffer_clear(&out);
}

static inline bool is(vikt_text text, const char *expected)
{
    return expected ? vikt_text_is(text, expected) : text.length == 0;
}

#endif
