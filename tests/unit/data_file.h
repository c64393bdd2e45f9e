/* SPDX-License-Identifier: MIT
 *
 * The bytes of a file of tests/data.
 */
#ifndef VIKT_TEST_DATA_FILE_H
#define VIKT_TEST_DATA_FILE_H

#include <criterion/criterion.h>
#include <stdio.h>

enum { DATA_FILE_MAX = 65536 };

/** @param bytes  room for DATA_FILE_MAX */
static inline size_t data_file_load(const char *folder, const char *name, char *bytes)
{
    char path[512];
    FILE *file;
    size_t size;

    snprintf(path, sizeof path, "%s/%s/%s", VIKT_TEST_DATA, folder, name);
    file = fopen(path, "rb");
    cr_assert(file != NULL, "%s", path);
    size = fread(bytes, 1, DATA_FILE_MAX, file);
    fclose(file);
    cr_assert(size > 0 && size < DATA_FILE_MAX);
    return size;
}

#endif
