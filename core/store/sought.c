/* SPDX-License-Identifier: MIT */
#include "core/store/sought.h"

#include "core/base/fail.h"
#include "core/store/handle.h"

enum { TEXT_MAX = 1 << 30, PIECE = 1 << 20, BYTES_LEAST = 4 };

bool vikt_sought_add(vikt_sought *sought, vikt_arena *arena, vikt_text word)
{
    vikt_sought_word *grown;

    if (word.length == 0)
        return true;
    for (size_t i = 0; i < sought->count; i++)
        if (vikt_text_equal(sought->words[i].text, word))
            return true;
    grown = vikt_arena_grow(arena, sought->words, sought->count, &sought->capacity, sizeof *grown);
    if (!grown)
        return false;
    sought->words = grown;
    grown[sought->count++] = (vikt_sought_word){.text = word};
    return true;
}

/* ---- in texts ---- */

static vikt_text text_of(sqlite3_value *value)
{
    const char *at = (const char *)sqlite3_value_text(value);

    return (vikt_text){at, at ? (size_t)sqlite3_value_bytes(value) : 0};
}

static void named(sqlite3_context *out, int count, sqlite3_value **values)
{
    vikt_sought *sought = sqlite3_user_data(out);
    vikt_text text = text_of(values[0]);
    vikt_mention_trust trust =
        sqlite3_value_int(values[1]) ? VIKT_MENTION_CELL : VIKT_MENTION_PLAIN;
    bool is_named = false;

    (void)count;
    for (size_t i = 0; i < sought->count; i++) {
        if (!vikt_mention_holds(text, sought->words[i].text))
            continue;
        sought->words[i].seen = true;
        is_named |= vikt_mention_find(text, 0, sought->words[i].text, trust) != SIZE_MAX;
    }
    sqlite3_result_int(out, is_named);
}

/* The first mention from `from` on, of one place the longest. */
static size_t first_mention(const vikt_sought *sought, vikt_text text, size_t from, size_t *length)
{
    size_t first = SIZE_MAX;

    *length = 0;
    for (size_t i = 0; i < sought->count; i++) {
        size_t at = vikt_mention_find(text, from, sought->words[i].text, VIKT_MENTION_PLAIN);

        if (at < first ||
            (at == first && at != SIZE_MAX && sought->words[i].text.length > *length)) {
            first = at;
            *length = sought->words[i].text.length;
        }
    }
    return first;
}

static void masked(sqlite3_context *out, int count, sqlite3_value **values)
{
    const vikt_sought *sought = sqlite3_user_data(out);
    vikt_text text = text_of(values[0]);
    size_t from = 0, at, length;
    vikt_buffer buffer;

    (void)count;
    if (!text.at) {
        sqlite3_result_null(out);
        return;
    }
    vikt_buffer_init(&buffer, NULL, TEXT_MAX);
    for (; (at = first_mention(sought, text, from, &length)) != SIZE_MAX; from = at + length) {
        vikt_buffer_add(&buffer, text.at + from, at - from);
        vikt_buffer_string(&buffer, VIKT_SOUGHT_MASK);
    }
    vikt_buffer_add(&buffer, text.at + from, text.length - from);
    if (buffer.failed)
        sqlite3_result_error_nomem(out);
    else
        sqlite3_result_text64(out, buffer.at ? buffer.at : "", buffer.length, SQLITE_TRANSIENT,
                              SQLITE_UTF8);
    vikt_buffer_clear(&buffer);
}

vikt_code vikt_sought_begin(vikt_store *store, vikt_sought *sought, vikt_error *err)
{
    const int flags = SQLITE_UTF8 | SQLITE_DIRECTONLY; /* no view of a foreign schema calls them */
    int rc = sqlite3_create_function(store->db, "named", 2, flags, sought, named, NULL, NULL);

    if (rc == SQLITE_OK)
        rc = sqlite3_create_function(store->db, "masked", 1, flags, sought, masked, NULL, NULL);
    return rc == SQLITE_OK ? VIKT_OK : vikt_store_fail(store, rc, "named", err);
}

/* ---- in bytes ---- */

static size_t longest(const vikt_sought *sought)
{
    size_t length = 1;

    for (size_t i = 0; i < sought->count; i++)
        if (sought->words[i].text.length > length)
            length = sought->words[i].text.length;
    return length;
}

bool vikt_sought_is_in_bytes(const vikt_sought *sought, size_t i)
{
    return !sought->words[i].seen && sought->words[i].text.length >= BYTES_LEAST;
}

static vikt_text find_any(const vikt_sought *sought, vikt_text bytes)
{
    for (size_t i = 0; i < sought->count; i++)
        if (vikt_sought_is_in_bytes(sought, i) && vikt_mention_holds(bytes, sought->words[i].text))
            return sought->words[i].text;
    return (vikt_text){NULL, 0};
}

/* Pieces overlap by what could stand across their border. */
static int search(sqlite3_file *file, const vikt_sought *sought, char *piece, int64_t size,
                  vikt_text *found)
{
    int64_t overlap = (int64_t)longest(sought) - 1;
    int rc = SQLITE_OK;

    for (int64_t at = 0; at < size && rc == SQLITE_OK && !found->at; at += PIECE) {
        int64_t length = size - at < PIECE + overlap ? size - at : PIECE + overlap;

        rc = file->pMethods->xRead(file, piece, (int)length, at);
        if (rc == SQLITE_OK)
            *found = find_any(sought, (vikt_text){piece, (size_t)length});
    }
    return rc;
}

/* Through SQLite's own handle: whoever closes any handle of a file lets go of all locks on it. */
vikt_code vikt_sought_in_bytes(vikt_store *store, const vikt_sought *sought, int64_t *bytes,
                               vikt_text *found, vikt_error *err)
{
    sqlite3_file *file = NULL;
    sqlite3_int64 size = 0;
    char *piece = vikt_acquire(NULL, 1, PIECE + longest(sought));
    int rc = sqlite3_file_control(store->db, "main", SQLITE_FCNTL_FILE_POINTER, &file);

    *found = (vikt_text){NULL, 0};
    if (!piece)
        return vikt_fail_memory(err);
    if (rc == SQLITE_OK)
        rc = file->pMethods->xFileSize(file, &size);
    if (rc == SQLITE_OK)
        rc = search(file, sought, piece, size, found);
    *bytes = size;
    vikt_release(NULL, piece);
    return rc == SQLITE_OK ? VIKT_OK : vikt_store_fail(store, rc, "read", err);
}
