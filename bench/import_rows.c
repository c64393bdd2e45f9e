/* SPDX-License-Identifier: MIT
 *
 * What does reading a file of customers cost beyond scanning and parsing it? vikt's import, with
 * recognition of headings, types and rejects, by the built-in profile, in turn with the floor's
 * reader on one thread; each in a process of its own. README.md says how to run it.
 *
 *   import_rows FILE [PAIRS]
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "bench/bench.h"
#include "bench/customers.h"
#include "core/import/import.h"

enum { PAIRS_MAX = 101, HEADER = 16 };

/* What one reading took. */
typedef struct reading {
    double ms;
    size_t rows;
    double bytes_a_customer; /* that stay in use; without the mapped file */
} reading;

/* Counts what is in use: each block knows its size. */
static void *count_memory(void *context, void *memory, size_t size)
{
    size_t *used = context, before = 0;
    char *block = memory ? (char *)memory - HEADER : NULL;

    if (block)
        memcpy(&before, block, sizeof before);
    *used += size - before;
    if (size == 0) {
        free(block);
        return NULL;
    }
    block = realloc(block, size + HEADER);
    if (!block)
        die("no memory");
    memcpy(block, &size, sizeof size);
    return block + HEADER;
}

static reading read_floor(const char *path)
{
    struct customers customers = {0};
    double begin = now_ms();
    reading out;

    customers_load(&customers, path, 1);
    out = (reading){.ms = now_ms() - begin, .rows = customers.rows};
    customers_free(&customers);
    return out;
}

static reading read_vikt(const char *path)
{
    size_t used = 0;
    vikt_allocator allocator = {count_memory, &used};
    vikt_profile_options options = {.ini = NULL};
    vikt_profile *profile;
    vikt_import *import;
    vikt_error err = {0};
    double begin;
    reading out;

    if (vikt_profile_load(&options, NULL, &profile, &err) != VIKT_OK)
        die("%s", err.message);
    begin = now_ms();
    if (vikt_import_read(path, profile, NULL, &allocator, &import, &err) != VIKT_OK)
        die("%s", err.message);
    out = (reading){.ms = now_ms() - begin, .rows = import->count};
    out.bytes_a_customer = (double)used / (double)import->count;
    vikt_import_free(import);
    vikt_profile_free(profile);
    return out;
}

/* In a child, so that neither finds the other's memory. */
static reading apart(reading (*read_file)(const char *path), const char *path)
{
    reading out;
    int ends[2], status;
    pid_t child;

    if (pipe(ends) != 0)
        die("no pipe");
    child = fork();
    if (child == 0) {
        out = read_file(path);
        _exit(write(ends[1], &out, sizeof out) == sizeof out ? 0 : 1);
    }
    if (child < 0 || waitpid(child, &status, 0) != child || status != 0 ||
        read(ends[0], &out, sizeof out) != sizeof out)
        die("a reading failed");
    close(ends[0]);
    close(ends[1]);
    return out;
}

static int compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

static double median(double *values, size_t count)
{
    qsort(values, count, sizeof *values, compare);
    return values[count / 2];
}

int main(int argc, char **argv)
{
    double floor_ms[PAIRS_MAX], vikt_ms[PAIRS_MAX], ratios[PAIRS_MAX], middle;
    size_t pairs = argc > 2 ? strtoul(argv[2], NULL, 10) : 5;
    reading last = {0};

    if (argc < 2 || pairs < 1 || pairs > PAIRS_MAX)
        die("usage: import_rows FILE [PAIRS]");
    for (size_t i = 0; i < pairs; i++) {
        floor_ms[i] = apart(read_floor, argv[1]).ms;
        last = apart(read_vikt, argv[1]);
        vikt_ms[i] = last.ms;
        ratios[i] = vikt_ms[i] / floor_ms[i];
    }
    middle = median(ratios, pairs);
    printf("| rows | floor ms | vikt ms | times the floor | bytes a customer |\n");
    printf("| --- | --- | --- | --- | --- |\n");
    printf("| %zu | %.1f | %.1f | %.3g (%.3g..%.3g) | %.0f |\n", last.rows, median(floor_ms, pairs),
           median(vikt_ms, pairs), middle, ratios[0], ratios[pairs - 1], last.bytes_a_customer);
    return 0;
}
