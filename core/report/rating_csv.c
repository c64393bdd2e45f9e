/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "core/base/defuse.h"
#include "core/base/fail.h"
#include "core/report/rating_sheet.h"

static void put(FILE *file, vikt_text text)
{
    fputc('"', file);
    for (size_t i = 0; i < text.length; i++) {
        if (vikt_defuse_at(text.at, text.at + i, vikt_text_end(text)))
            fputc('\'', file);
        if (text.at[i] == '"')
            fputc('"', file);
        fputc(text.at[i], file);
    }
    fputc('"', file);
}

static void put_headings(const vikt_rating_sheet *sheet, FILE *file)
{
    fputs("\xef\xbb\xbf", file);
    put(file, vikt_text_of(sheet->key));
    if (sheet->has_names) {
        fputc(',', file);
        put(file, vikt_text_of(sheet->name));
    }
    for (size_t i = 0; i < sheet->column_count; i++) {
        fputc(',', file);
        put(file, vikt_text_of(sheet->columns[i].heading));
    }
    fputc(',', file);
    put(file, vikt_text_of(sheet->comment));
    fputs("\r\n", file);
}

static void put_customer(const vikt_rating_sheet *sheet, size_t row, FILE *file)
{
    put(file, vikt_column_text(sheet->customers->keys, row));
    if (sheet->has_names) {
        fputc(',', file);
        put(file, vikt_column_text(sheet->customers->names, row));
    }
    for (size_t i = 0; i <= sheet->column_count; i++)
        fputc(',', file);
    fputs("\r\n", file);
}

static vikt_code fail(const char *path, vikt_error *err)
{
    return vikt_fail(err, VIKT_STORE, vikt_place_of(path, 0, 0), "cannot be written: %s",
                     strerror(errno));
}

vikt_code vikt_rating_sheet_csv(const vikt_rating_sheet *sheet, const char *path, vikt_error *err)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    FILE *file = fd < 0 ? NULL : fdopen(fd, "wb");
    bool failed;

    if (!file)
        return fail(path, err);
    put_headings(sheet, file);
    for (size_t i = 0; i < sheet->customers->count; i++)
        put_customer(sheet, sheet->order[i], file);
    failed = ferror(file) != 0;
    failed |= fclose(file) != 0;
    if (failed) {
        unlink(path);
        return fail(path, err);
    }
    return VIKT_OK;
}
