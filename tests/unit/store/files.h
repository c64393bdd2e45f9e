/* SPDX-License-Identifier: MIT
 *
 * For the tests of stores: a folder of their own, and files as bytes.
 */
#ifndef VIKT_TEST_FILES_H
#define VIKT_TEST_FILES_H

#include <criterion/criterion.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct test_folder {
    char path[64];
    char database[96];
} test_folder;

static inline test_folder test_folder_make(void)
{
    test_folder folder;

    snprintf(folder.path, sizeof folder.path, "/tmp/vikt-store-XXXXXX");
    cr_assert(mkdtemp(folder.path));
    snprintf(folder.database, sizeof folder.database, "%s/vikt.db", folder.path);
    return folder;
}

/* Files in it. */
static inline int test_folder_count(const test_folder *folder)
{
    DIR *directory = opendir(folder->path);
    int count = 0;

    cr_assert(directory);
    for (struct dirent *entry; (entry = readdir(directory));)
        count += entry->d_name[0] != '.';
    closedir(directory);
    return count;
}

static inline void test_folder_remove(const test_folder *folder)
{
    char path[400];
    DIR *directory = opendir(folder->path);

    cr_assert(directory);
    for (struct dirent *entry; (entry = readdir(directory));) {
        snprintf(path, sizeof path, "%s/%s", folder->path, entry->d_name);
        unlink(path);
    }
    closedir(directory);
    rmdir(folder->path);
}

typedef struct test_bytes {
    char *at;
    size_t length;
} test_bytes;

static inline test_bytes test_bytes_of(const char *path)
{
    FILE *file = fopen(path, "rb");
    test_bytes bytes = {NULL, 0};

    cr_assert(file, "%s", path);
    fseek(file, 0, SEEK_END);
    bytes.length = (size_t)ftell(file);
    rewind(file);
    bytes.at = malloc(bytes.length + 1);
    cr_assert(bytes.at);
    cr_assert(fread(bytes.at, 1, bytes.length, file) == bytes.length);
    fclose(file);
    return bytes;
}

static inline void test_bytes_write(const char *path, const void *bytes, size_t length)
{
    FILE *file = fopen(path, "wb");

    cr_assert(file);
    cr_assert(fwrite(bytes, 1, length, file) == length);
    fclose(file);
}

/* Whether the file still holds these bytes, which are freed. */
static inline bool test_bytes_same(const char *path, test_bytes before)
{
    test_bytes now = test_bytes_of(path);
    bool same = now.length == before.length && memcmp(now.at, before.at, now.length) == 0;

    free(now.at);
    free(before.at);
    return same;
}

#endif
