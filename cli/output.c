/* SPDX-License-Identifier: MIT */
#include "cli/output.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <vikt/report.h>

#include "core/base/printable.h"

static bool wants_color(cli_color color, int stream)
{
    const char *none = getenv("NO_COLOR");
    if (color != CLI_COLOR_AUTO)
        return color == CLI_COLOR_ALWAYS;
    return isatty(stream) && !(none && *none);
}

void cli_output_init(cli_output *output, const cli_options *options)
{
    *output = (cli_output){.color_out = wants_color(options->color, STDOUT_FILENO),
                           .color_err = wants_color(options->color, STDERR_FILENO),
                           .quotes = isatty(STDERR_FILENO) != 0,
                           .quiet = options->quiet};
}

/* A folder's name may hold any byte; it is one line all the same. NULL: nobody's, or no memory. */
static char *shown_name(const char *company)
{
    char *name = company ? strdup(company) : NULL;
    if (name)
        vikt_printable_make(name, strlen(name), "");
    return name;
}

/* company: whose it is, or NULL */
static void say(const cli_output *output, const char *company, vikt_severity severity,
                const vikt_error *what)
{
    static const char *const words[] = {"note", "warning", "error"};
    static const char *const colors[] = {"", "\033[33m", "\033[31m"};
    char text[sizeof what->message + sizeof what->place.source + 64];
    vikt_error_format(what, text, sizeof text);
    char *name = shown_name(company);
    fprintf(stderr, "vikt: %s%s%s%s:%s %s\n", name ? name : "", name ? ": " : "",
            output->color_err ? colors[severity] : "", words[severity],
            output->color_err ? "\033[0m" : "", text);
    free(name);
    if (severity == VIKT_ERROR && output->quotes) {
        vikt_mark_format(&what->mark, text, sizeof text);
        fputs(text, stderr);
    }
}

static void hear(void *context, vikt_severity severity, const vikt_error *what)
{
    cli_output *output = context;
    if (severity == VIKT_ERROR && output->told++ == 0)
        output->first = *what;
    cli_output_of(output, NULL, severity, what);
}

void cli_output_of(const cli_output *output, const char *company, vikt_severity severity,
                   const vikt_error *what)
{
    if (severity == VIKT_ERROR || (severity == VIKT_WARNING && !output->quiet))
        say(output, company, severity, what);
}

vikt_listener cli_output_listener(cli_output *output)
{
    return (vikt_listener){hear, output};
}

int cli_output_error(cli_output *output, const vikt_error *error)
{
    const vikt_error *first = &output->first;
    bool told = output->told && first->place.line == error->place.line &&
                strcmp(first->message, error->message) == 0;
    if (!told)
        say(output, NULL, VIKT_ERROR, error);
    return vikt_code_exit_status(error->code);
}

int cli_output_result(cli_output *output, const char *text)
{
    if (fputs(text, stdout) >= 0 && fflush(stdout) == 0)
        return 0;
    vikt_error error = {.code = VIKT_STORE};
    snprintf(error.message, sizeof error.message, "standard output cannot be written: %s",
             strerror(errno));
    return cli_output_error(output, &error);
}

int cli_output_take(cli_output *output, vikt_code code, char *text, const vikt_error *error)
{
    int status =
        code == VIKT_OK ? cli_output_result(output, text) : cli_output_error(output, error);
    vikt_report_free(text);
    return status;
}
