/* SPDX-License-Identifier: MIT */
#include "core/run/resume.h"

#include "core/import/source.h"
#include "core/run/prepare.h"

typedef struct inputs {
    const vikt_newest_run *newest;
    size_t count; /* compared so far */
} inputs;

static bool same_bytes(const char *path, const char *digest)
{
    char now[VIKT_DIGEST_SIZE] = "";
    vikt_source source;

    if (vikt_source_open(path, vikt_allocator_default(), &source, NULL) != VIKT_OK)
        return false;
    vikt_digest_of(source.bytes, now);
    if (vikt_source_check(&source, NULL) != VIKT_OK)
        now[0] = '\0';
    vikt_source_close(&source);
    return strcmp(now, digest) == 0;
}

/* The next of the inputs that the newest run read. */
static bool is_next(inputs *in, const char *path)
{
    const vikt_newest_input *input = &in->newest->inputs[in->count];

    return in->count++ < in->newest->input_count && strcmp(path, input->source) == 0 &&
           same_bytes(path, input->digest);
}

static bool same_inputs(vikt_run *run, const vikt_run_options *options,
                        const vikt_newest_run *newest)
{
    inputs in = {newest, 0};
    vikt_company_file *ratings;
    size_t rating_count;

    if (run->customers && !is_next(&in, run->customers))
        return false;
    if (run->invoices && !is_next(&in, run->invoices))
        return false;
    if (vikt_prepare_ratings(run, options, &ratings, &rating_count, NULL) != VIKT_OK)
        return false;
    for (size_t i = 0; i < rating_count; i++)
        if (!is_next(&in, ratings[i].path))
            return false;
    return in.count == newest->input_count;
}

/* A date that is not told is today's, or the ledger's newest: of the same bytes since this morning
 * the same. */
static bool is_done(vikt_run *run, const vikt_run_options *options, const char *since,
                    const vikt_newest_run *newest)
{
    char as_of[11];

    vikt_date_write(run->as_of, as_of);
    return newest->run_id && strcmp(newest->started_at, since) >= 0 &&
           strcmp(newest->profile_digest, run->profile->digest) == 0 &&
           strcmp(newest->engine_version, VIKT_VERSION) == 0 && newest->dated == run->dated &&
           (!run->dated || strcmp(newest->as_of, as_of) == 0) && !newest->decided_since &&
           same_inputs(run, options, newest);
}

bool vikt_resume_find(const vikt_run_options *options, const char *since, vikt_arena *arena,
                      vikt_newest_run *out, const char **database)
{
    vikt_store *store = NULL;
    bool done = false;
    vikt_run *run = vikt_run_new(options, NULL);

    *database = NULL;
    if (!run)
        return false;
    if (vikt_prepare_run(run, options, NULL) == VIKT_OK && !run->made &&
        vikt_store_open(run->database, VIKT_STORE_READ, &store, NULL) == VIKT_OK &&
        vikt_newest_run_read(store, arena, out, NULL) == VIKT_OK)
        done = is_done(run, options, since, out);
    vikt_store_close(store);
    if (done)
        *database = vikt_arena_copy(arena, run->database, strlen(run->database));
    vikt_run_free(run);
    return done;
}
