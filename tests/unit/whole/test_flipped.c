/* SPDX-License-Identifier: MIT
 *
 * One byte of a database is changed, at a random place: verifying finds it, or SQLite does, or all
 * that the runs say is as it was. VIKT_VERIFY_FULL=1 tries a thousand.
 */
#include "core/base/number.h"
#include "tests/unit/whole/stored.h"

enum { CHANGES = 60, CHANGES_FULL = 1000 };

/* ---- bytes of a file ---- */

typedef struct bytes {
    unsigned char *at;
    size_t length;
} bytes;

static bytes read_file(const char *path)
{
    FILE *file = fopen(path, "rb");
    bytes all = {NULL, 0};
    long length;

    cr_assert(file && fseek(file, 0, SEEK_END) == 0);
    length = ftell(file);
    rewind(file);
    cr_assert(length > 0);
    all = (bytes){malloc((size_t)length), (size_t)length};
    cr_assert(all.at && fread(all.at, 1, all.length, file) == all.length);
    fclose(file);
    return all;
}

static void write_file(const char *path, const bytes *all)
{
    FILE *file = fopen(path, "wb");

    cr_assert(file && fwrite(all->at, 1, all->length, file) == all->length);
    cr_assert_eq(fclose(file), 0);
}

static uint64_t next_random(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state;
}

/* ---- all that the runs say ---- */

static bool add_row(void *context, const vikt_datum *columns, size_t count)
{
    vikt_buffer *out = context;
    char number[VIKT_NUMBER_MAX];

    for (size_t i = 0; i < count; i++) {
        vikt_buffer_print(out, "|%d ", (int)columns[i].kind);
        if (columns[i].kind == VIKT_DATUM_TEXT)
            vikt_buffer_text(out, columns[i].text);
        else if (columns[i].kind == VIKT_DATUM_REAL)
            vikt_buffer_add(out, number, vikt_number_write(columns[i].real, number));
        else if (columns[i].kind == VIKT_DATUM_INTEGER)
            vikt_buffer_print(out, "%lld", (long long)columns[i].integer);
    }
    vikt_buffer_byte(out, '\n');
    return true;
}

/* What is kept for later runs is not of a run. */
static const char tables[] = "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view')"
                             " AND name NOT IN ('mapping', 'decision', 'decisions') ORDER BY name";

/* false: SQLite or vikt refuses. */
static bool dump(const char *path, vikt_buffer *out)
{
    vikt_store *store = NULL;
    vikt_buffer names;
    vikt_text rest;
    bool ok = vikt_store_open(path, VIKT_STORE_READ, &store, NULL) == VIKT_OK;

    vikt_buffer_init(&names, NULL, 1 << 16);
    ok = ok && vikt_store_run(store, tables, NULL, 0, add_row, &names, NULL) == VIKT_OK;
    rest = vikt_buffer_view(&names);
    while (ok && rest.length > 0) {
        vikt_text name = vikt_text_cut(&rest, '\n');
        char sql[256];

        if (name.length < 4)
            continue;
        snprintf(sql, sizeof sql, "SELECT * FROM \"%.*s\"", (int)name.length - 3, name.at + 3);
        vikt_buffer_print(out, "%s\n", sql);
        ok = vikt_store_run(store, sql, NULL, 0, add_row, out, NULL) == VIKT_OK;
    }
    vikt_buffer_clear(&names);
    vikt_store_close(store);
    return ok;
}

/* ---- the changes ---- */

typedef enum outcome { REFUSED, FOUND, MEANINGLESS, MISSED, OUTCOMES } outcome;

static outcome verify(const char *path, vikt_text before)
{
    vikt_verify_options options = {.database = path, .all = true, .language = vikt_lua()};
    vikt_verification *verification = NULL;
    vikt_error err = {0};
    vikt_buffer now;
    outcome result = REFUSED;

    if (vikt_verify(&options, &verification, &err) != VIKT_OK)
        return REFUSED;
    if (vikt_verification_problems(verification)) {
        result = vikt_verification_damaged(verification) ? REFUSED : FOUND;
    } else {
        vikt_buffer_init(&now, NULL, 1 << 28);
        if (dump(path, &now))
            result = vikt_text_equal(vikt_buffer_view(&now), before) ? MEANINGLESS : MISSED;
        vikt_buffer_clear(&now);
    }
    vikt_verification_free(verification);
    return result;
}

static void tell(const size_t *counts)
{
    fprintf(stderr,
            "changes: SQLite refused %zu, vikt verify found %zu, %zu changed nothing, missed %zu\n",
            counts[REFUSED], counts[FOUND], counts[MEANINGLESS], counts[MISSED]);
}

Test(flipped, a_changed_byte_is_found_or_changes_nothing, .timeout = 900)
{
    bool full = getenv("VIKT_VERIFY_FULL") != NULL;
    size_t changes = full ? CHANGES_FULL : CHANGES, counts[OUTCOMES] = {0};
    uint64_t random = 20260512;
    vikt_buffer before;
    stored s;
    bytes all;

    stored_open(&s);
    s.company = VIKT_SOURCE "/rules/examples/verkstad";
    stored_add(&s, "2026-01-31");
    stored_add(&s, "2026-02-28");
    stored_add(&s, "2026-03-31");
    vikt_buffer_init(&before, NULL, 1 << 28);
    cr_assert(dump(s.database, &before));
    cr_assert_eq(verify(s.database, vikt_buffer_view(&before)), MEANINGLESS);
    all = read_file(s.database);
    for (size_t i = 0; i < changes; i++) {
        size_t at = next_random(&random) % all.length;
        unsigned char was = all.at[at];
        outcome result;

        all.at[at] ^= (unsigned char)(1 + next_random(&random) % 255);
        write_file(s.database, &all);
        result = verify(s.database, vikt_buffer_view(&before));
        cr_expect_neq(result, MISSED, "byte %zu, %d to %d", at, was, all.at[at]);
        counts[result]++;
        all.at[at] = was;
    }
    if (full)
        tell(counts);
    cr_assert(counts[FOUND] > 0 && counts[MEANINGLESS] > 0);
    free(all.at);
    vikt_buffer_clear(&before);
    stored_close(&s);
}
