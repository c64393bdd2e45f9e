/* SPDX-License-Identifier: MIT */
#include "core/run/batch_company.h"

#include <sys/stat.h>

#include "core/base/fail.h"
#include "core/run/resume.h"
#include "core/run/run.h"

typedef struct teller {
    int pipe;
    size_t told, left_out;
    vikt_error first; /* error that was told */
    bool has_first;
} teller;

static void put_message(teller *t, vikt_severity severity, const vikt_error *what)
{
    const vikt_batch_message message = {severity, *what};

    (void)vikt_batch_put(t->pipe, VIKT_PIECE_MESSAGE,
                         (vikt_text){(const char *)&message, sizeof message}, (vikt_text){NULL, 0});
}

/* One place is kept for what ends the run. */
static void hear(void *context, vikt_severity severity, const vikt_error *what)
{
    teller *t = context;

    if (severity == VIKT_ERROR && !t->has_first) {
        t->first = *what;
        t->has_first = true;
    }
    if (t->told + 1 < VIKT_BATCH_MESSAGES_MAX) {
        t->told++;
        put_message(t, severity, what);
    } else {
        t->left_out++;
    }
}

/* Unless it is among what was told already. */
static void put_error(teller *t, const vikt_error *error)
{
    bool known = t->has_first && t->first.place.line == error->place.line &&
                 strcmp(t->first.message, error->message) == 0;

    if (!known)
        put_message(t, VIKT_ERROR, error);
}

static void put_text(const teller *t, vikt_batch_piece piece, const char *text)
{
    (void)vikt_batch_put(t->pipe, piece, vikt_text_of(text), (vikt_text){NULL, 0});
}

static void put_class(const teller *t, const char *name, size_t customers)
{
    (void)vikt_batch_put(t->pipe, VIKT_PIECE_CLASS,
                         (vikt_text){(const char *)&customers, sizeof customers},
                         vikt_text_of(name));
}

static void put_classes(const teller *t, const vikt_run *run)
{
    size_t scheme = vikt_run_primary(run);

    if (scheme == vikt_run_schemes(run))
        return;
    put_text(t, VIKT_PIECE_SCHEME, vikt_run_scheme(run, scheme));
    for (size_t i = 0; i < vikt_run_classes(run, scheme); i++) {
        size_t customers = vikt_run_class_size(run, scheme, i);

        if (customers || i + 1 < vikt_run_classes(run, scheme))
            put_class(t, vikt_run_class(run, scheme, i), customers);
    }
}

static void put_run(const teller *t, const vikt_run *run, vikt_batch_ending *ending)
{
    put_text(t, VIKT_PIECE_DATABASE, run->database);
    put_classes(t, run);
    ending->run_id = vikt_run_id(run);
    ending->unchanged = vikt_run_unchanged(run);
    ending->customers = vikt_run_customers(run);
    ending->rejected = vikt_run_rejected(run);
    ending->unclassified = vikt_run_unclassified(run);
    ending->failures = vikt_run_failures(run);
}

/* A run that failed says nothing of its database any more. */
static void put_database(const teller *t, const vikt_run_options *options)
{
    char *database = NULL;

    if (vikt_run_database(options, &database, NULL) == VIKT_OK)
        put_text(t, VIKT_PIECE_DATABASE, database);
    vikt_release(vikt_allocator_default(), database);
}

static void put_newest(const teller *t, const vikt_newest_run *newest, vikt_batch_ending *ending)
{
    if (newest->scheme)
        put_text(t, VIKT_PIECE_SCHEME, newest->scheme);
    for (size_t i = 0; i < newest->class_count; i++)
        put_class(t, newest->classes[i].name, newest->classes[i].customers);
    ending->skipped = true;
    ending->run_id = newest->run_id;
    ending->customers = newest->customers;
    ending->rejected = newest->rejected;
    ending->unclassified = newest->unclassified;
    ending->failures = newest->failures;
}

static bool is_done(const teller *t, const vikt_batch_options *options, vikt_batch_ending *ending)
{
    vikt_newest_run newest;
    const char *database = NULL;
    vikt_arena arena;
    bool done;

    if (!options->done_since)
        return false;
    vikt_arena_init(&arena, NULL);
    done = vikt_resume_find(&options->run, options->done_since, &arena, &newest, &database);
    if (done) {
        put_text(t, VIKT_PIECE_DATABASE, database);
        put_newest(t, &newest, ending);
    }
    vikt_arena_clear(&arena);
    return done;
}

/* Data files of one folder would share the database that is made where the user stands. */
static vikt_code check_folder(const vikt_batch_options *options, vikt_error *err)
{
    const char *company = options->run.company;
    struct stat status;

    if (options->count == 1 || stat(company, &status) != 0 || S_ISDIR(status.st_mode))
        return VIKT_OK;
    return vikt_fail(err, VIKT_USAGE, vikt_place_of(company, 0, 0),
                     "is no folder; of several companies each is a folder with a vikt.ini");
}

void vikt_batch_run_company(const vikt_batch_options *options, int pipe)
{
    vikt_run *run = NULL;
    vikt_error error = {.code = VIKT_OK};
    teller t = {.pipe = pipe};
    vikt_listener listener = {hear, &t};
    vikt_batch_ending ending = {.code = VIKT_OK};

    ending.code = check_folder(options, &error);
    if (ending.code == VIKT_OK && !is_done(&t, options, &ending)) {
        ending.code = vikt_run_execute(&options->run, &listener, &run, &error);
        if (ending.code == VIKT_OK)
            put_run(&t, run, &ending);
    }
    if (ending.code != VIKT_OK) {
        put_database(&t, &options->run);
        put_error(&t, &error);
    }
    ending.left_out = t.left_out;
    (void)vikt_batch_put(pipe, VIKT_PIECE_ENDING, (vikt_text){(const char *)&ending, sizeof ending},
                         (vikt_text){NULL, 0});
    vikt_run_free(run);
}
