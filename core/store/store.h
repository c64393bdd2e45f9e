/* SPDX-License-Identifier: MIT
 *
 * A company's database file. Knows columns, statements and transactions, no customers. The only
 * folder that knows SQLite.
 */
#ifndef VIKT_STORE_H
#define VIKT_STORE_H

#include <math.h>
#include <vikt/stop.h>
#include <vikt/store.h>

#include "core/base/text.h"

typedef enum vikt_store_mode {
    VIKT_STORE_READ, /* must exist; never changed (but what an interrupted run left is rolled back)
                      */
    VIKT_STORE_WRITE, /* made when missing (mode 0600), brought to the newest schema version */
    VIKT_STORE_CHANGE /* the same, but must exist */
} vikt_store_mode;

/**
 * Opens a database. A file that is not SQLite, or SQLite of another program, is never touched
 * (application_id); a newer schema version is an error that says so. For writing, a symbolic link
 * is refused, and the file is locked until the first commit or rollback, or until it is closed.
 * Waits for others that use the file: 10 seconds for writing, 2 for reading.
 * @return VIKT_OK; VIKT_STORE with the reason (missing, read-only, locked, foreign, not a database,
 * full disk); VIKT_MEMORY
 */
VIKT_MUST_CHECK vikt_code vikt_store_open(const char *path, vikt_store_mode mode, vikt_store **out,
                                          vikt_error *err);

/** The same for somebody who may want to end it, while it waits for others and until the first
 * commit or rollback: VIKT_STOPPED, and nothing is changed. stop is lent until then; NULL: nobody.
 */
VIKT_MUST_CHECK vikt_code vikt_store_open_until(const char *path, vikt_store_mode mode,
                                                const vikt_stop *stop, vikt_store **out,
                                                vikt_error *err);
void vikt_store_close(vikt_store *store);

/** One transaction at a time. A store closed in the middle of one is as it was before; a new file
 * that was made for it and is still empty is removed again. A commit that fails has rolled back. */
vikt_code vikt_store_begin(vikt_store *store, vikt_error *err);
vikt_code vikt_store_commit(vikt_store *store, vikt_error *err);
void vikt_store_rollback(vikt_store *store);

/** A value bound to or read from a statement. */
typedef enum vikt_datum_kind {
    VIKT_DATUM_NULL,
    VIKT_DATUM_INTEGER,
    VIKT_DATUM_REAL,
    VIKT_DATUM_TEXT
} vikt_datum_kind;

typedef struct vikt_datum {
    vikt_datum_kind kind;
    int64_t integer;
    double real;
    vikt_text text; /* lent until the next step */
} vikt_datum;

static inline vikt_datum vikt_datum_null(void)
{
    return (vikt_datum){.kind = VIKT_DATUM_NULL};
}

static inline vikt_datum vikt_datum_integer(int64_t value)
{
    return (vikt_datum){.kind = VIKT_DATUM_INTEGER, .integer = value};
}

/** NaN and infinity have no place in a database: they are NULL. */
static inline vikt_datum vikt_datum_real(double value)
{
    return isfinite(value) ? (vikt_datum){.kind = VIKT_DATUM_REAL, .real = value}
                           : vikt_datum_null();
}

/** None is NULL. */
static inline vikt_datum vikt_datum_text(vikt_text value)
{
    return value.at ? (vikt_datum){.kind = VIKT_DATUM_TEXT, .text = value} : vikt_datum_null();
}

enum { VIKT_STORE_COLUMNS_MAX = 64 };

/** Runs one statement with bound values; rows (may be NULL) hears each row and returns false to
 * stop. The text of the SQL names itself in errors. At most VIKT_STORE_COLUMNS_MAX columns. */
vikt_code vikt_store_run(vikt_store *store, const char *sql, const vikt_datum *values, size_t count,
                         bool (*row)(void *context, const vikt_datum *columns, size_t count),
                         void *context, vikt_error *err);

/** The same with one number as the only value. */
static inline vikt_code vikt_store_run_with(vikt_store *store, const char *sql, int64_t value,
                                            bool (*row)(void *context, const vikt_datum *columns,
                                                        size_t count),
                                            void *context, vikt_error *err)
{
    vikt_datum datum = vikt_datum_integer(value);

    return vikt_store_run(store, sql, &datum, 1, row, context, err);
}

/** Rowid of the last insert. */
int64_t vikt_store_last_id(const vikt_store *store);

/** Rows that the last INSERT, UPDATE or DELETE itself has changed. */
int64_t vikt_store_changes(const vikt_store *store);

/** Size of the database in bytes, as this transaction sees it. */
vikt_code vikt_store_bytes(vikt_store *store, int64_t *out, vikt_error *err);

/** From now on what is deleted is overwritten with zeros. */
vikt_code vikt_store_delete_for_good(vikt_store *store, vikt_error *err);

/** Writes the file anew without gaps; outside transactions. On failure it is as it was. */
vikt_code vikt_store_compact(vikt_store *store, vikt_error *err);

/** A source of rows for a bulk insert; `column` fills *out for one cell. Cells are asked for row by
 * row; text is lent until a cell of another row is asked for, so nothing is copied on the way into
 * the file. */
typedef struct vikt_rows {
    size_t count; /* rows */
    size_t width; /* columns */
    bool (*column)(void *context, size_t row, size_t column,
                   vikt_datum *out); /* false: out of memory */
    void *context;
} vikt_rows;

/** INSERT INTO table SELECT * from a virtual table over the rows, in their order. table has width
 * columns. */
vikt_code vikt_store_insert(vikt_store *store, const char *table, const vikt_rows *rows,
                            vikt_error *err);

#endif
