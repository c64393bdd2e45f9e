/* SPDX-License-Identifier: MIT
 *
 * A folder of its own with a company that is run into a database there.
 */
#ifndef VIKT_TEST_STORED_H
#define VIKT_TEST_STORED_H

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <vikt/vikt.h>

#include "core/run/recall.h"

enum { STORED_PATH = 256 };

typedef struct stored {
    char folder[STORED_PATH], database[STORED_PATH];
    const char *company; /* NULL: the folder */
    const char *rules;
    const vikt_override *overrides;
    size_t override_count;
} stored;

static inline void stored_open(stored *s)
{
    *s = (stored){.company = NULL};
    snprintf(s->folder, sizeof s->folder, "/tmp/vikt-stored-XXXXXX");
    cr_assert(mkdtemp(s->folder));
    snprintf(s->database, sizeof s->database, "%.100s/vikt.db", s->folder);
}

static inline void stored_drop(const char *path)
{
    char command[STORED_PATH + 20];

    snprintf(command, sizeof command, "rm -rf '%s'", path);
    cr_assert_eq(system(command), 0);
}

static inline void stored_close(stored *s)
{
    stored_drop(s->folder);
}

static inline const char *stored_path(const stored *s, const char *name, char path[STORED_PATH])
{
    snprintf(path, STORED_PATH, "%.100s/%.100s", s->folder, name);
    return path;
}

static inline void stored_write(const stored *s, const char *name, const char *text)
{
    char path[STORED_PATH];
    FILE *file = fopen(stored_path(s, name, path), "wb");

    cr_assert(file && fputs(text, file) >= 0 && fclose(file) == 0, "%s", path);
}

static inline void stored_remove(const stored *s, const char *name)
{
    char path[STORED_PATH];

    cr_assert_eq(unlink(stored_path(s, name, path)), 0, "%s", path);
}

/* NULL when the run is refused. */
static inline vikt_run *stored_try(const stored *s, const char *as_of, vikt_error *err)
{
    vikt_run_options options = {.company = s->company ? s->company : s->folder,
                                .rules = s->rules,
                                .database = s->database,
                                .as_of = as_of,
                                .today = as_of,
                                .started_at = as_of,
                                .overrides = s->overrides,
                                .override_count = s->override_count,
                                .force = true,
                                .language = vikt_lua()};
    vikt_run *run = NULL;

    return vikt_run_execute(&options, NULL, &run, err) == VIKT_OK ? run : NULL;
}

static inline vikt_run *stored_run(const stored *s, const char *as_of)
{
    vikt_error err = {0};
    vikt_run *run = stored_try(s, as_of, &err);

    cr_assert(run, "%s:%ld: %s", err.place.source, err.place.line, err.message);
    return run;
}

/* Stores a run and frees it; its number. */
static inline int64_t stored_add(const stored *s, const char *as_of)
{
    vikt_run *run = stored_run(s, as_of);
    int64_t id = vikt_run_id(run);

    vikt_run_free(run);
    return id;
}

static inline vikt_store *stored_store(const stored *s)
{
    vikt_error err = {0};
    vikt_store *store = NULL;

    cr_assert_eq(vikt_store_open(s->database, VIKT_STORE_READ, &store, &err), VIKT_OK, "%s",
                 err.message);
    return store;
}

static inline vikt_run *stored_recall(const stored *s, int64_t run_id)
{
    vikt_run_options options = {.language = vikt_lua()};
    vikt_error err = {0};
    vikt_store *store = stored_store(s);
    vikt_run *run = NULL;

    cr_assert_eq(vikt_recall_run(store, run_id, &options, NULL, &run, &err), VIKT_OK, "%s",
                 err.message);
    vikt_store_close(store);
    return run;
}

#endif
