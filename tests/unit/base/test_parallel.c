/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/fail.h"
#include "core/base/parallel.h"

enum { ROWS = 20 * VIKT_CHUNK_ROWS + 17 };

typedef struct job {
    unsigned char *seen;         /* a row each */
    unsigned workers;            /* allowed */
    bool busy[VIKT_WORKERS_MAX]; /* written by the worker of that number only */
    size_t fail_from;            /* chunks that hold this row or a later one fail */
} job;

static vikt_code mark(void *context, unsigned worker, size_t first, size_t last, vikt_error *err)
{
    job *all = context;

    if (worker >= all->workers || all->busy[worker] || first % VIKT_CHUNK_ROWS != 0 ||
        last - first > VIKT_CHUNK_ROWS || first >= last)
        return vikt_fail(err, VIKT_BUG, VIKT_NOWHERE, "worker %u got %zu..%zu", worker, first,
                         last);
    all->busy[worker] = true;
    for (size_t row = first; row < last; row++)
        all->seen[row]++;
    all->busy[worker] = false;
    if (last > all->fail_from)
        return vikt_fail(err, VIKT_INPUT, VIKT_NOWHERE, "chunk at %zu", first);
    return VIKT_OK;
}

static vikt_code run(unsigned workers, size_t rows, job *all, vikt_error *err)
{
    all->workers = workers ? workers : 1;
    all->seen = calloc(rows + 1, 1);
    cr_assert_not_null(all->seen);
    return vikt_parallel(workers, rows, mark, all, err);
}

Test(parallel, every_row_is_done_once_at_any_number_of_workers)
{
    static const unsigned workers[] = {0, 1, 2, 3, 8, 64, 1000};
    static const size_t counts[] = {0, 1, VIKT_CHUNK_ROWS, VIKT_CHUNK_ROWS + 1, ROWS};

    for (size_t w = 0; w < sizeof workers / sizeof *workers; w++)
        for (size_t c = 0; c < sizeof counts / sizeof *counts; c++) {
            job all = {.fail_from = SIZE_MAX};
            vikt_error err = {.code = VIKT_OK};

            cr_assert_eq(run(workers[w], counts[c], &all, &err), VIKT_OK, "%s", err.message);
            for (size_t row = 0; row < counts[c]; row++)
                cr_assert_eq(all.seen[row], 1);
            cr_assert_eq(err.code, VIKT_OK);
            free(all.seen);
        }
}

Test(parallel, the_first_failing_chunk_by_row_gives_the_error)
{
    for (int round = 0; round < 50; round++)
        for (unsigned workers = 1; workers <= 4; workers++) {
            job all = {.fail_from = 5 * VIKT_CHUNK_ROWS}; /* from the sixth chunk all fail */
            vikt_error err = {.code = VIKT_OK};

            cr_assert_eq(run(workers, ROWS, &all, &err), VIKT_INPUT);
            cr_assert_eq(err.code, VIKT_INPUT);
            cr_assert_str_eq(err.message, "chunk at 40960"); /* 5 * 8192 */
            for (size_t row = 0; row < 6 * VIKT_CHUNK_ROWS; row++)
                cr_assert_eq(all.seen[row], 1);
            free(all.seen);
        }
}

Test(parallel, an_error_object_is_optional)
{
    job all = {.fail_from = 0};

    cr_assert_eq(run(2, ROWS, &all, NULL), VIKT_INPUT);
    free(all.seen);
    cr_assert_eq(run(1, ROWS, &all, NULL), VIKT_INPUT);
    free(all.seen);
}
