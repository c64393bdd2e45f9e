/* SPDX-License-Identifier: MIT */
/*
 * floor - the bare classification of one CSV file: what the machine allows.
 *
 *   floor DATA.csv [--engine c|lua-args|lua-record] [--store vtab|prepared|none]
 *                  [--db FILE] [--order score|revenue] [--threads 1|2]
 *
 * or one yardstick alone:
 *
 *   floor DATA.csv --yardstick insert|newlines|empty-call|one-function [--db FILE]
 *
 * Prints one line of JSON with milliseconds. It reads only what gen_customers
 * writes, reports no errors in the data and stores nothing of the run itself:
 * whatever a real program takes above it is the price of being a real program.
 */
#include "bench.h"
#include "rules_lua.h"
#include "score.h"
#include "store.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum engine { ENGINE_C, ENGINE_LUA_ARGS, ENGINE_LUA_RECORD };
enum yardstick { WHOLE_RUN, INSERT, NEWLINES, EMPTY_CALL, ONE_FUNCTION };

static const char *const engine_names[] = {"c", "lua-args", "lua-record", NULL};
static const char *const store_names[] = {"none", "prepared", "vtab", NULL};
static const char *const order_names[] = {"score", "revenue", NULL};
static const char *const thread_names[] = {"1", "2", NULL};
static const char *const yardstick_names[] = {"", "insert", "newlines", "empty-call",
                                              "one-function", NULL};

struct options {
    const char *csv, *db;
    enum engine engine;
    enum store_method store;
    enum order order;
    enum yardstick yardstick;
    int threads;
};

/* Everything of one run, so that a range of rows can be scored on any thread. */
struct pipeline {
    struct options options;
    struct customers customers;
    struct statistics statistics;
    struct results results;
};

static void score_range(void *context, size_t first, size_t last)
{
    struct pipeline *p = context;
    switch (p->options.engine) {
    case ENGINE_C:
        points_in_c(&p->customers, &p->statistics, &p->results, first, last);
        break;
    case ENGINE_LUA_ARGS:
        points_in_lua(LUA_ARGS, &p->customers, &p->statistics, &p->results, first, last);
        break;
    case ENGINE_LUA_RECORD:
        points_in_lua(LUA_RECORD, &p->customers, &p->statistics, &p->results, first, last);
        break;
    }
    score_rows(&p->results, first, last);
}

/* ---- a whole run ---- */

enum stage { LOAD, STATISTICS, POINTS, ORDER, CLASSIFY, STORE, STAGES };
static const char *const stage_names[STAGES] = {"load", "statistics", "points",
                                                "order", "classify", "store"};

/* Fills ms with the time of each stage. */
static void run_pipeline(struct pipeline *p, double ms[STAGES])
{
    const struct options *o = &p->options;
    double mark[STAGES + 1];

    mark[LOAD] = now_ms();
    customers_load(&p->customers, o->csv, o->threads);
    size_t rows = p->customers.rows;
    mark[STATISTICS] = now_ms();
    population_statistics(&p->customers, &p->statistics);
    mark[POINTS] = now_ms();
    results_init(&p->results, rows);
    run_halves(o->threads, rows, score_range, p);
    mark[ORDER] = now_ms();
    uint32_t *best_first = order_rows(&p->customers, &p->results, o->order, o->threads);
    mark[CLASSIFY] = now_ms();
    classify(&p->customers, &p->statistics, o->order, best_first, &p->results);
    pages_free(best_first, rows * sizeof *best_first);
    mark[STORE] = now_ms();
    store_results(o->store, o->db, &p->customers, &p->results);
    mark[STAGES] = now_ms();

    for (int s = 0; s < STAGES; s++)
        ms[s] = mark[s + 1] - mark[s];
}

static void pipeline_clear(struct pipeline *p)
{
    results_clear(&p->results);
    customers_free(&p->customers);
}

static void print_run(const struct pipeline *p, const double ms[STAGES])
{
    const struct options *o = &p->options;
    const struct results *r = &p->results;
    double total = 0;
    printf("{\"program\":\"floor\",\"rows\":%zu,\"engine\":\"%s\",\"store\":\"%s\","
           "\"order_by\":\"%s\",\"threads\":%d,\"ms\":{",
           r->rows, engine_names[o->engine], store_names[o->store], order_names[o->order],
           o->threads);
    for (int s = 0; s < STAGES; s++) {
        printf("\"%s\":%.2f,", stage_names[s], ms[s]);
        total += ms[s];
    }
    printf("\"total\":%.2f},\"peak_rss_kib\":%ld,\"classes\":{\"A\":%zu,\"B\":%zu,\"C\":%zu},"
           "\"score_sum\":%.4f}\n",
           total, peak_rss_kib(), r->class_count[0], r->class_count[1], r->class_count[2],
           r->score_sum);
}

/* ---- yardsticks ---- */

static double time_newlines(const char *path, size_t *lines)
{
    double start = now_ms();
    struct mapped_file file = file_map(path);
    *lines = count_byte(file.bytes, file.bytes + file.size, '\n');
    double ms = now_ms() - start;
    file_unmap(&file);
    return ms;
}

static double time_lua(struct pipeline *p, enum lua_form form)
{
    double ms[STAGES];
    run_pipeline(p, ms);        /* the population, and pages that are already there */
    double start = now_ms();
    points_in_lua(form, &p->customers, &p->statistics, &p->results, 0, p->customers.rows);
    return now_ms() - start;
}

static double time_insert(struct pipeline *p)
{
    double ms[STAGES];
    p->options.store = STORE_PREPARED;
    run_pipeline(p, ms);
    return ms[STORE];
}

static void run_yardstick(struct pipeline *p)
{
    double ms = 0;
    size_t rows = 0;
    p->options.store = STORE_NONE;
    p->options.engine = ENGINE_C;
    switch (p->options.yardstick) {
    case WHOLE_RUN: break;
    case NEWLINES: ms = time_newlines(p->options.csv, &rows); break;
    case INSERT: ms = time_insert(p); break;
    case EMPTY_CALL: ms = time_lua(p, LUA_EMPTY); break;
    case ONE_FUNCTION: ms = time_lua(p, LUA_ONE_FUNCTION); break;
    }
    if (p->results.rows) {
        rows = p->results.rows;
        pipeline_clear(p);
    }
    printf("{\"program\":\"floor\",\"yardstick\":\"%s\",\"rows\":%zu,\"ms\":%.2f}\n",
           yardstick_names[p->options.yardstick], rows, ms);
}

/* ---- options ---- */

static _Noreturn void usage(void)
{
    fputs("usage: floor DATA.csv [--engine c|lua-args|lua-record] [--store vtab|prepared|none]\n"
          "             [--db FILE] [--order score|revenue] [--threads 1|2]\n"
          "             [--yardstick insert|newlines|empty-call|one-function]\n", stderr);
    exit(2);
}

/* The place of value among names, or the end of the program. */
static int choice(const char *value, const char *const *names)
{
    for (int i = 0; names[i]; i++)
        if (*value && !strcmp(names[i], value))
            return i;
    usage();
}

static struct options read_options(int argc, char **argv)
{
    struct options o = {.db = "floor.db", .engine = ENGINE_C, .store = STORE_VTAB,
                        .order = BY_SCORE, .threads = 1};
    for (int i = 1; i < argc; i++) {
        const char *name = argv[i], *value = i + 1 < argc ? argv[i + 1] : "";
        if (strncmp(name, "--", 2)) {
            o.csv = name;
            continue;
        }
        i++;
        if (!strcmp(name, "--engine"))
            o.engine = (enum engine)choice(value, engine_names);
        else if (!strcmp(name, "--store"))
            o.store = (enum store_method)choice(value, store_names);
        else if (!strcmp(name, "--order"))
            o.order = (enum order)choice(value, order_names);
        else if (!strcmp(name, "--yardstick"))
            o.yardstick = (enum yardstick)choice(value, yardstick_names);
        else if (!strcmp(name, "--threads"))
            o.threads = 1 + choice(value, thread_names);
        else if (!strcmp(name, "--db") && *value)
            o.db = value;
        else
            usage();
    }
    if (!o.csv)
        usage();
    return o;
}

int main(int argc, char **argv)
{
    static struct pipeline pipeline;    /* 80 kB of dictionaries: not for the stack */
    pipeline.options = read_options(argc, argv);
    if (pipeline.options.yardstick != WHOLE_RUN) {
        run_yardstick(&pipeline);
        return 0;
    }
    double ms[STAGES];
    run_pipeline(&pipeline, ms);
    print_run(&pipeline, ms);
    pipeline_clear(&pipeline);
    return 0;
}
