/* SPDX-License-Identifier: MIT
 *
 * Samples cut short, through everything that reads them: an error or a result, and the sanitizers
 * watch. The profile is loaded once; all the same a look takes milliseconds, so files are cut at
 * every 29th byte, and at every one with VIKT_TRUNCATE_FULL set. The import alone is cut at every
 * byte in test_import_hurt.
 */
#ifndef VIKT_TEST_TRUNCATED_H
#define VIKT_TEST_TRUNCATED_H

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <vikt/vikt.h>

#include "core/import/ratings.h"
#include "core/run/prepare.h"
#include "core/run/sniff_work.h"
#include "tests/unit/data_file.h"

typedef struct truncated {
    char folder[32], path[64];
    vikt_profile *profile;
} truncated;

/* Prime to the lengths of rows. */
static inline size_t truncated_step(void)
{
    return getenv("VIKT_TRUNCATE_FULL") ? 1 : 29;
}

static inline void truncated_begin(truncated *t)
{
    vikt_run_options options = {.company = NULL};
    vikt_run *run = vikt_run_new(&options, NULL);

    cr_assert(vikt_prepare_profile(run, &options, NULL) == VIKT_OK);
    t->profile = run->profile;
    run->profile = NULL; /* moved */
    vikt_run_free(run);
    strcpy(t->folder, "/tmp/vikt_truncated_XXXXXX");
    cr_assert(mkdtemp(t->folder) != NULL);
    snprintf(t->path, sizeof t->path, "%s/data", t->folder);
}

static inline void truncated_end(truncated *t)
{
    vikt_profile_free(t->profile);
    unlink(t->path);
    rmdir(t->folder);
}

static inline void truncated_write(const truncated *t, const char *bytes, size_t size)
{
    FILE *file = fopen(t->path, "wb");

    cr_assert(file != NULL && fwrite(bytes, 1, size, file) == size && fclose(file) == 0);
}

/* Looks at the file and reads it as a run does, as customers or as a ledger. */
static inline void truncated_look(const truncated *t, const char *sample, size_t cut)
{
    vikt_run_options options = {.company = t->path};
    vikt_report_options report = {.json = true};
    vikt_error err = {.code = VIKT_OK};
    vikt_sniff_work *work = vikt_sniff_new(&options, NULL);
    vikt_run *run = work->sniff.run;
    char *text = NULL;
    vikt_code rc = vikt_company_find(t->path, &run->arena, &run->company, &err);

    cr_assert(rc == VIKT_OK, "%s", err.message);
    run->profile = t->profile;
    run->notices.profile = t->profile;
    rc = vikt_sniff_look(work, &options, &err);
    cr_assert(rc == VIKT_OK || (rc == VIKT_INPUT && err.message[0]), "%s cut at %zu: %d %s", sample,
              cut, (int)rc, err.message);
    if (rc == VIKT_OK) {
        cr_assert(vikt_report_sniff(&work->sniff, &report, &text, &err) == VIKT_OK, "%s",
                  err.message);
        cr_assert(text[0] == '{');
        vikt_report_free(text);
        cr_assert(run->import || work->sniff.kind == VIKT_SOURCE_RATINGS ||
                  vikt_sniff_questions(&work->sniff) > 0);
    }
    run->profile = NULL; /* lent */
    vikt_sniff_free(&work->sniff);
}

static inline void truncated_everywhere(const char *const *samples, size_t count)
{
    static char bytes[DATA_FILE_MAX];
    truncated t;

    truncated_begin(&t);
    for (size_t i = 0; i < count; i++) {
        size_t size = data_file_load("samples", samples[i], bytes);

        for (size_t cut = 0; cut <= size; cut += truncated_step()) {
            truncated_write(&t, bytes, cut);
            truncated_look(&t, samples[i], cut);
        }
    }
    truncated_end(&t);
}

#endif
