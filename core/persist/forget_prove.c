/* SPDX-License-Identifier: MIT
 *
 * Whether anything still names a customer who was forgotten: every text of every table, by SQL, and
 * every byte of the file for a word that is no part of another text.
 */
#include "core/base/fail.h"
#include "core/persist/forget.h"

enum { QUERY_MAX = 1 << 16 };

static void add_place(vikt_forgotten *f, const vikt_forgotten_spot *place)
{
    vikt_forgotten_spot *grown =
        vikt_arena_grow(&f->arena, f->places, f->place_count, &f->place_capacity, sizeof *grown);

    f->failed |= !grown || !place->place.at;
    if (!grown)
        return;
    f->places = grown;
    f->places[f->place_count++] = *place;
}

static void add_printed(vikt_forgotten *f, const char *place, int64_t rows)
{
    add_place(f, &(vikt_forgotten_spot){.place = vikt_text_of(place), .rows = rows});
    f->failed |= !place;
}

/* ---- the profile's text, line by line ---- */

static void add_line(vikt_forgotten *f, vikt_text path, size_t line, int64_t run)
{
    const char *place = vikt_arena_print(&f->arena, "%.*s:%zu", VIKT_SHOW(path), line);

    f->failed |= !place;
    for (size_t i = 0; place && i < f->place_count; i++) {
        if (!f->places[i].is_profile || !vikt_text_is(f->places[i].place, place))
            continue;
        f->places[i].rows++;
        f->places[i].run = run;
        return;
    }
    if (place)
        add_place(f, &(vikt_forgotten_spot){vikt_text_of(place), true, 1, run});
}

static bool is_named(const vikt_forgotten *f, vikt_text text)
{
    for (size_t i = 0; i < f->sought.count; i++)
        if (vikt_mention_find(text, 0, f->sought.words[i].text, VIKT_MENTION_PLAIN) != SIZE_MAX)
            return true;
    return false;
}

static bool take_file(void *context, const vikt_datum *c, size_t count)
{
    vikt_forgotten *f = context;
    vikt_text rest = c[2].text;

    (void)count;
    for (size_t line = 1; rest.length > 0 && !f->failed; line++)
        if (is_named(f, vikt_text_cut(&rest, '\n')))
            add_line(f, c[1].text, line, c[0].integer);
    return !f->failed;
}

static vikt_code read_profiles(vikt_forgotten *f, vikt_store *store, vikt_error *err)
{
    vikt_code code = vikt_store_run(
        store,
        "SELECT u.run_id, p.value ->> '$.path', p.value ->> '$.text' FROM run u,"
        " json_each(u.profile_text) p WHERE named(p.value ->> '$.text', 0) ORDER BY u.run_id",
        NULL, 0, take_file, f, err);

    return code == VIKT_OK && f->failed ? vikt_fail_memory(err) : code;
}

/* ---- the texts of a table: all columns in one pass ---- */

typedef struct table {
    vikt_forgotten *f;
    vikt_text name;
    vikt_text columns[VIKT_STORE_COLUMNS_MAX];
    size_t count;
} table;

static bool take_column(void *context, const vikt_datum *c, size_t count)
{
    table *t = context;

    (void)count;
    if (t->count == VIKT_STORE_COLUMNS_MAX)
        return false;
    t->columns[t->count] = vikt_text_copy(&t->f->arena, c[0].text);
    t->f->failed |= !t->columns[t->count++].at;
    return !t->f->failed;
}

/* The lines of the profile are told one by one. */
static bool is_profile(const table *t, vikt_text column)
{
    return vikt_text_is(t->name, "run") && vikt_text_is(column, "profile_text");
}

static bool take_counts(void *context, const vikt_datum *c, size_t count)
{
    table *t = context;

    for (size_t i = 0; i < count && i < t->count; i++)
        if (c[i].integer > 0 && !is_profile(t, t->columns[i]))
            add_printed(t->f,
                        vikt_arena_print(&t->f->arena, "%.*s.%.*s", VIKT_SHOW(t->name),
                                         VIKT_SHOW(t->columns[i])),
                        c[i].integer);
    return false;
}

static void write_name(vikt_buffer *sql, vikt_text name)
{
    vikt_buffer_byte(sql, '"');
    for (size_t i = 0; i < name.length; i++) {
        if (name.at[i] == '"')
            vikt_buffer_byte(sql, '"');
        vikt_buffer_byte(sql, name.at[i]);
    }
    vikt_buffer_byte(sql, '"');
}

static vikt_code count_named(table *t, vikt_store *store, vikt_error *err)
{
    vikt_buffer sql;
    vikt_code code = VIKT_OK;

    vikt_buffer_init(&sql, NULL, QUERY_MAX);
    vikt_buffer_string(&sql, "SELECT ");
    for (size_t i = 0; i < t->count; i++) {
        vikt_buffer_string(&sql, i ? ", sum(named(" : "sum(named(");
        write_name(&sql, t->columns[i]);
        vikt_buffer_string(&sql, ", 0))");
    }
    vikt_buffer_string(&sql, " FROM ");
    write_name(&sql, t->name);
    vikt_buffer_byte(&sql, '\0');
    if (sql.failed)
        code = vikt_fail_memory(err);
    else if (t->count > 0)
        code = vikt_store_run(store, sql.at, NULL, 0, take_counts, t, err);
    vikt_buffer_clear(&sql);
    return code == VIKT_OK && t->f->failed ? vikt_fail_memory(err) : code;
}

/* Numbers of our own tables are no texts; a foreign table may keep anything anywhere. */
static vikt_code read_table(vikt_forgotten *f, vikt_store *store, vikt_text name, vikt_error *err)
{
    table t = {.f = f, .name = name};
    vikt_datum value = vikt_datum_text(name);
    vikt_code code =
        vikt_store_run(store,
                       "SELECT name FROM pragma_table_info(?) WHERE type NOT IN ('INTEGER', 'REAL')"
                       " ORDER BY cid",
                       &value, 1, take_column, &t, err);

    if (code == VIKT_OK && f->failed)
        return vikt_fail_memory(err);
    return code == VIKT_OK ? count_named(&t, store, err) : code;
}

/* ---- all tables ---- */

typedef struct tables {
    vikt_forgotten *f;
    vikt_text *names;
    size_t count, capacity;
} tables;

static bool take_table(void *context, const vikt_datum *c, size_t count)
{
    tables *t = context;
    vikt_text *grown =
        vikt_arena_grow(&t->f->arena, t->names, t->count, &t->capacity, sizeof *grown);

    (void)count;
    t->f->failed |= !grown;
    if (!grown)
        return false;
    t->names = grown;
    grown[t->count] = vikt_text_copy(&t->f->arena, c[0].text);
    t->f->failed |= !grown[t->count++].at;
    return !t->f->failed;
}

static vikt_code read_tables(vikt_forgotten *f, vikt_store *store, vikt_error *err)
{
    tables t = {.f = f};
    vikt_code code = vikt_store_run(store,
                                    "SELECT name FROM sqlite_schema WHERE type = 'table'"
                                    " UNION ALL SELECT 'sqlite_schema'",
                                    NULL, 0, take_table, &t, err);

    if (code == VIKT_OK && f->failed)
        return vikt_fail_memory(err);
    for (size_t i = 0; i < t.count && code == VIKT_OK; i++)
        code = read_table(f, store, t.names[i], err);
    f->tables = t.count;
    return code;
}

vikt_code vikt_forget_prove(vikt_forgotten *f, vikt_store *store, vikt_error *err)
{
    vikt_text found = {NULL, 0};
    vikt_code code;

    for (size_t i = 0; i < f->sought.count; i++)
        f->sought.words[i].seen = false; /* in what is gone now */
    code = read_tables(f, store, err);

    if (code == VIKT_OK)
        code = read_profiles(f, store, err);
    if (code == VIKT_OK)
        code = vikt_sought_in_bytes(store, &f->sought, &f->bytes, &found, err);
    if (code == VIKT_OK && found.at)
        return vikt_fail(err, VIKT_STORE, vikt_place_of(f->database.at, 0, 0),
                         "\"%.*s\" is deleted and in no table, but still among the bytes of the "
                         "file; write it anew: sqlite3 FILE VACUUM",
                         VIKT_SHOW(found));
    return code;
}
