/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <vikt/vikt.h>

#include "cli/command.h"
#include "cli/company.h"
#include "core/base/fail.h"
#include "core/base/nearest.h"

enum { PATH_BYTES_MAX = 4096 };

/* X(format, its name, ending of a file that means it; NULL: none) */
static const struct {
    vikt_export_format format;
    const char *name, *ending;
} formats[] = {{VIKT_EXPORT_CSV, "csv", ".csv"},
               {VIKT_EXPORT_EXCEL, "excel", NULL},
               {VIKT_EXPORT_JSONL, "jsonl", ".jsonl"},
               {VIKT_EXPORT_XLSX, "xlsx", ".xlsx"}};

/* "a.xls" or "a.pdf" with CSV in it would only be found out by who opens it. */
static vikt_code knows_ending(const char *path, vikt_error *err)
{
    const char *folder = path ? strrchr(path, '/') : NULL;
    const char *dot = path ? strrchr(folder ? folder : path, '.') : NULL;

    if (!dot || vikt_text_ends(vikt_text_of(path), ".txt"))
        return VIKT_OK;
    return vikt_fail(
        err, VIKT_USAGE, vikt_place_of(path, 0, 0),
        "the ending \"%.20s\" tells no format; .csv, .jsonl, .xlsx, or say --format csv, "
        "excel, jsonl, xlsx",
        dot);
}

/* As told, else as the file is called, else CSV. */
static vikt_code find_format(const cli_options *options, vikt_export_format *out, vikt_error *err)
{
    vikt_nearest nearest = {.wanted = vikt_text_of(options->format)};
    char hint[96];

    *out = VIKT_EXPORT_CSV;
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        bool meant = options->format
                         ? strcmp(options->format, formats[i].name) == 0
                         : options->out && formats[i].ending &&
                               vikt_text_ends(vikt_text_of(options->out), formats[i].ending);

        vikt_nearest_offer(&nearest, vikt_text_of(formats[i].name));
        if (meant) {
            *out = formats[i].format;
            return VIKT_OK;
        }
    }
    if (!options->format)
        return knows_ending(options->out, err);
    return vikt_fail(err, VIKT_USAGE, VIKT_NOWHERE,
                     "--format \"%.40s\" is none of csv, excel, jsonl, xlsx%s", options->format,
                     vikt_nearest_hint(&nearest, hint, sizeof hint));
}

static bool write_bytes(void *context, const char *bytes, size_t length)
{
    return fwrite(bytes, 1, length, context) == length;
}

static vikt_code fail_output(const char *path, vikt_error *err)
{
    return vikt_fail(err, VIKT_STORE, vikt_place_of(path, 0, 0), "cannot be written: %s",
                     strerror(errno));
}

/* Whoever looks at the file sees it whole or not at all. */
static vikt_code put_in_place(const char *part, const cli_options *options, vikt_error *err)
{
    if (options->force ? rename(part, options->out) == 0 : link(part, options->out) == 0) {
        unlink(part); /* of a link; of a renamed file there is none */
        return VIKT_OK;
    }
    vikt_code rc = errno == EEXIST
                       ? vikt_fail(err, VIKT_STORE, vikt_place_of(options->out, 0, 0),
                                   "is there already; another name, or --force to replace it")
                       : fail_output(options->out, err);
    unlink(part);
    return rc;
}

static vikt_code write_file(vikt_export_options wanted, const cli_options *options,
                            size_t *customers, vikt_error *err)
{
    char part[PATH_BYTES_MAX];
    FILE *file;
    int fd;
    if (snprintf(part, sizeof part, "%s.%ld.part", options->out, (long)getpid()) >=
        (int)sizeof part)
        return vikt_fail(err, VIKT_USAGE, VIKT_NOWHERE, "--out has too long a name");
    wanted.path = part;
    if (wanted.format == VIKT_EXPORT_XLSX) {
        vikt_code rc = vikt_export_run(&wanted, customers, err);
        return rc == VIKT_OK ? put_in_place(part, options, err) : rc;
    }
    fd = open(part, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600); /* customers are personal */
    file = fd < 0 ? NULL : fdopen(fd, "wb");
    if (!file)
        return fail_output(options->out, err);
    wanted.context = file;
    vikt_code rc = vikt_export_run(&wanted, customers, err);
    if (fclose(file) != 0 && rc == VIKT_OK)
        rc = fail_output(options->out, err);
    if (rc != VIKT_OK)
        unlink(part);
    return rc == VIKT_OK ? put_in_place(part, options, err) : rc;
}

static vikt_code export(vikt_export_options *wanted, const cli_options *options, vikt_error *err)
{
    size_t customers = 0;
    vikt_code rc = find_format(options, &wanted->format, err);
    if (rc == VIKT_OK && !options->out && wanted->format == VIKT_EXPORT_XLSX)
        rc = vikt_fail(err, VIKT_USAGE, VIKT_NOWHERE, "a workbook needs a name: --out FILE.xlsx");
    if (rc != VIKT_OK)
        return rc;
    if (!options->out) {
        wanted->context = stdout;
        rc = vikt_export_run(wanted, &customers, err);
        return rc == VIKT_OK && fflush(stdout) != 0 ? fail_output("stdout", err) : rc;
    }
    rc = write_file(*wanted, options, &customers, err);
    if (rc == VIKT_OK && !options->quiet)
        printf("Wrote %s: %zu %s\n", options->out, customers,
               vikt_plural(customers, "customer", "customers"));
    return rc;
}

int cli_cmd_export(const cli_options *options, cli_output *output)
{
    vikt_error err = {0};
    int status = 0;
    char *database = cli_company_database(options, options->word_count ? options->words[0] : NULL,
                                          output, &status);
    if (!database)
        return status;
    vikt_export_options wanted = {.database = database, .run = options->run, .write = write_bytes};
    if (export(&wanted, options, &err) != VIKT_OK)
        status = cli_output_error(output, &err);
    vikt_report_free(database);
    return status;
}
