/* SPDX-License-Identifier: MIT */
#include "outcome.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void hear(void *context, vikt_severity severity, const vikt_error *what)
{
    outcome *out = context;

    if (out->heard_count < OUTCOME_HEARD_MOST)
        out->heard[out->heard_count++] = (outcome_message){severity, *what};
}

static void read_database(outcome *out, const char *path)
{
    FILE *file = fopen(path, "rb");
    size_t size = 0;

    if (!file)
        return;
    for (size_t got = 1; got > 0; out->length += got) {
        if (size - out->length < 65536) {
            size = 2 * size + 131072;
            out->database = realloc(out->database, size);
            if (!out->database)
                abort();
        }
        got = fread(out->database + out->length, 1, 65536, file);
    }
    fclose(file);
}

outcome *outcome_of(const vikt_run_options *options)
{
    const vikt_report_options json = {.json = true};
    outcome *out = calloc(1, sizeof *out);
    vikt_listener listener = {hear, out};
    vikt_run *run = NULL;
    vikt_error err;

    if (!out)
        abort();
    remove(options->database);
    out->code = vikt_run_execute(options, &listener, &run, &out->err);
    if (out->code == VIKT_OK) {
        out->failures = vikt_run_failures(run);
        if (vikt_report_run(run, &json, &out->report, &err) != VIKT_OK)
            abort();
        read_database(out, options->database);
    }
    vikt_run_free(run);
    return out;
}

void outcome_free(outcome *out)
{
    if (!out)
        return;
    vikt_report_free(out->report);
    free(out->database);
    free(out);
}

static bool same_error(const vikt_error *a, const vikt_error *b)
{
    return a->code == b->code && a->place.line == b->place.line &&
           a->place.column == b->place.column && strcmp(a->place.source, b->place.source) == 0 &&
           strcmp(a->message, b->message) == 0;
}

const char *outcome_difference(const outcome *a, const outcome *b)
{
    if (a->code != b->code || !same_error(&a->err, &b->err))
        return "another error";
    if (a->heard_count != b->heard_count)
        return "more or fewer messages";
    for (size_t i = 0; i < a->heard_count; i++) {
        if (a->heard[i].severity != b->heard[i].severity ||
            !same_error(&a->heard[i].what, &b->heard[i].what))
            return "another message";
    }
    if (!a->report != !b->report || (a->report && strcmp(a->report, b->report) != 0))
        return "another report";
    if (a->length != b->length ||
        (a->length > 0 && memcmp(a->database, b->database, a->length) != 0))
        return "another database";
    return NULL;
}
