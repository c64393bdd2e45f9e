/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <string.h>

#include <vikt/vikt.h>

#include "cli/command.h"
#include "cli/company.h"
#include "cli/machine.h"
#include "core/base/json.h"

enum { PROBLEMS_BYTES_MAX = 1 << 24 };

/* Everything that the check has to say, written as it is heard. */
typedef struct problems {
    vikt_buffer text;
    vikt_json json;
    bool as_json;
    bool quiet;
    size_t counts[3]; /* by severity */
} problems;

static const char *const words[] = {"note", "warning", "error"};

/* With the column where the mark is on the line that the place names, and the line below it. */
static void write_text(problems *p, vikt_severity severity, const vikt_error *what)
{
    char text[sizeof what->message + sizeof what->place.source + 64];
    vikt_error placed = *what;
    if (!placed.place.column && what->mark.line == what->place.line)
        placed.place.column = what->mark.column;
    vikt_error_format(&placed, text, sizeof text);
    vikt_buffer_print(&p->text, "%s: %s\n", words[severity], text);
    if (severity == VIKT_NOTE)
        return;
    vikt_mark_format(&what->mark, text, sizeof text);
    vikt_buffer_string(&p->text, text);
}

/* 'criterion "risk": ...': what a message is about stands before its first colon. */
static void write_statement(problems *p, const char *message)
{
    const char *quote = strchr(message, '"'), *end = quote ? strstr(quote, "\": ") : NULL;
    size_t word = strspn(message, "abcdefghijklmnopqrstuvwxyz");
    if (word && end && message + word + 1 == quote)
        vikt_json_text(&p->json, "statement", (vikt_text){message, (size_t)(end - message) + 1});
}

static void write_suggestion(problems *p, const char *message)
{
    const char *meant = strstr(message, "; did you mean \"");
    const char *at = meant ? strchr(meant, '"') + 1 : NULL, *end = at ? strchr(at, '"') : NULL;
    if (end)
        vikt_json_text(&p->json, "suggestion", (vikt_text){at, (size_t)(end - at)});
}

/* An editor underlines what is marked; the line of the statement is there beside it. */
static void write_json(problems *p, vikt_severity severity, const vikt_error *what)
{
    const vikt_mark *mark = &what->mark;
    long line = mark->line ? mark->line : what->place.line;
    vikt_json_object(&p->json, NULL);
    vikt_json_string(&p->json, "severity", words[severity]);
    vikt_json_string(&p->json, "source", what->place.source[0] ? what->place.source : NULL);
    vikt_json_count(&p->json, "line", (uint64_t)line);
    vikt_json_count(&p->json, "column", (uint64_t)(mark->line ? mark->column : what->place.column));
    vikt_json_count(&p->json, "end_column", (uint64_t)mark->end_column);
    vikt_json_count(&p->json, "statement_line", (uint64_t)what->place.line);
    vikt_json_string(&p->json, "message", what->message);
    write_statement(p, what->message);
    write_suggestion(p, what->message);
    vikt_json_end(&p->json, '}');
}

static void hear(void *context, vikt_severity severity, const vikt_error *what)
{
    problems *p = context;
    p->counts[severity]++;
    if (p->as_json)
        write_json(p, severity, what);
    else if (!p->quiet || severity == VIKT_ERROR)
        write_text(p, severity, what);
}

static void begin(problems *p, const cli_options *options)
{
    *p = (problems){.as_json = options->json, .quiet = options->quiet};
    vikt_buffer_init(&p->text, NULL, PROBLEMS_BYTES_MAX);
    if (!p->as_json)
        return;
    vikt_json_init(&p->json, &p->text);
    vikt_json_object(&p->json, NULL);
    vikt_json_count(&p->json, "version", 1);
    vikt_json_array(&p->json, "problems");
}

static int finish(problems *p, const cli_options *options, cli_output *output)
{
    if (p->as_json) {
        vikt_json_end(&p->json, ']');
        vikt_json_count(&p->json, "errors", p->counts[VIKT_ERROR]);
        vikt_json_count(&p->json, "warnings", p->counts[VIKT_WARNING]);
        vikt_json_count(&p->json, "notes", p->counts[VIKT_NOTE]);
        vikt_json_end(&p->json, '}');
        vikt_buffer_byte(&p->text, '\n');
    } else if (!options->quiet) {
        vikt_buffer_print(&p->text, "%zu %s, %zu %s\n", p->counts[VIKT_ERROR],
                          p->counts[VIKT_ERROR] == 1 ? "error" : "errors", p->counts[VIKT_WARNING],
                          p->counts[VIKT_WARNING] == 1 ? "warning" : "warnings");
    }
    return p->text.at ? cli_output_result(output, p->text.at) : 0;
}

int cli_cmd_check(const cli_options *options, cli_output *output)
{
    problems p;
    char folder[CLI_FOLDER_MAX];
    vikt_error err = {0};
    vikt_run_options wanted;
    vikt_listener listener = {hear, &p};
    size_t errors = 0;
    cli_now now;
    const char *word = options->word_count ? options->words[0] : NULL;
    cli_company_or_profile(options, word, folder, &wanted);
    if (!cli_machine_now(&now))
        return vikt_code_exit_status(VIKT_BUG);
    wanted.today = now.today;
    wanted.workers = cli_machine_workers(options);
    begin(&p, options);
    vikt_code rc = vikt_run_check(&wanted, &listener, &errors, &err);
    if (rc != VIKT_OK && !errors)
        hear(&p, VIKT_ERROR, &err);
    int status = finish(&p, options, output);
    vikt_buffer_clear(&p.text);
    return rc != VIKT_OK ? vikt_code_exit_status(rc) : status;
}
