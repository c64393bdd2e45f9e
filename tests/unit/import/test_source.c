/* SPDX-License-Identifier: MIT */
#include "core/import/source.h"

#include <criterion/criterion.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "sample_profile.h"

/* A file that somebody writes to at the n-th time that memory is asked for. */
typedef struct hurried {
    char path[32];
    long at;
    long asked;
} hurried;

static void append(const char *path, const char *text)
{
    FILE *file = fopen(path, "ab");

    cr_assert(file && fputs(text, file) >= 0 && fclose(file) == 0);
}

static void *reallocate(void *context, void *memory, size_t size)
{
    hurried *h = context;

    if (size == 0) {
        free(memory);
        return NULL;
    }
    if (++h->asked == h->at)
        append(h->path, "9;9\n");
    return realloc(memory, size);
}

/* Two columns, at least `size` bytes. */
static hurried begin(size_t size, long at)
{
    hurried h = {"/tmp/vikt-source-XXXXXX", at, 0};
    int fd = mkstemp(h.path);
    FILE *file = fd < 0 ? NULL : fdopen(fd, "wb");

    cr_assert(file && fputs("id;revenue\n", file) >= 0);
    for (size_t i = 0; (size_t)ftell(file) < size; i++)
        fprintf(file, "%07zu;%0120zu\n", i, i);
    cr_assert(fclose(file) == 0);
    return h;
}

static vikt_code read_into(hurried *h, vikt_import **out, vikt_error *err)
{
    const vikt_allocator allocator = {reallocate, h};
    sample_profile p;

    sample_profile_init(&p);
    return vikt_import_read(h->path, &p.profile, NULL, &allocator, out, err);
}

Test(source, a_small_file_is_a_copy_and_a_large_one_is_not)
{
    hurried small = begin(100, -1), large = begin(VIKT_SOURCE_READ_MAX + 1, -1);
    vikt_error err = {.code = VIKT_OK};
    vikt_source source;

    cr_assert_eq(vikt_source_open(small.path, NULL, &source, &err), VIKT_OK);
    cr_assert(source.owned && !source.mapping);
    append(small.path, "9;9\n");
    cr_assert_eq(vikt_source_check(&source, &err), VIKT_OK);
    vikt_source_close(&source);
    cr_assert_eq(vikt_source_open(large.path, NULL, &source, &err), VIKT_OK);
    cr_assert(!source.owned && source.mapping);
    cr_assert_eq(vikt_source_check(&source, &err), VIKT_OK);
    append(large.path, "9;9\n");
    cr_assert_eq(vikt_source_check(&source, &err), VIKT_INPUT);
    cr_assert_str_eq(err.message, "changed while it was read; try again when nobody writes to it");
    cr_assert_str_eq(err.place.source, large.path);
    vikt_source_close(&source);
    remove(small.path);
    remove(large.path);
}

Test(source, a_time_of_change_alone_is_a_change)
{
    hurried h = begin(VIKT_SOURCE_READ_MAX + 1, -1);
    struct timespec times[2];
    vikt_error err = {.code = VIKT_OK};
    vikt_source source;

    cr_assert_eq(vikt_source_open(h.path, NULL, &source, &err), VIKT_OK);
    times[0] = times[1] = source.opened.st_mtim;
    times[1].tv_sec -= 10;
    cr_assert_eq(utimensat(AT_FDCWD, h.path, times, 0), 0);
    cr_assert_eq(vikt_source_check(&source, &err), VIKT_INPUT);
    times[1] = source.opened.st_mtim;
    times[1].tv_nsec = times[1].tv_nsec == 0;
    cr_assert_eq(utimensat(AT_FDCWD, h.path, times, 0), 0);
    cr_assert_eq(vikt_source_check(&source, &err), VIKT_INPUT);
    vikt_source_close(&source);
    remove(h.path);
}

/* Memory is asked for first when the size is known and nothing has been read. */
Test(source, a_small_file_that_grows_while_it_is_read_is_not_taken)
{
    hurried h = begin(100, 1);
    const vikt_allocator allocator = {reallocate, &h};
    vikt_error err = {.code = VIKT_OK};
    vikt_source source;

    cr_assert_eq(vikt_source_open(h.path, &allocator, &source, &err), VIKT_INPUT);
    cr_assert_str_eq(err.message, "changed while it was read; try again when nobody writes to it");
    cr_assert(source.bytes.length == 0 && !source.owned);
    remove(h.path);
}

Test(source, a_mapped_file_that_changes_during_the_import_is_not_taken)
{
    vikt_error err = {.code = VIKT_OK};
    vikt_import *import = NULL;
    hurried h = begin(VIKT_SOURCE_READ_MAX + 1, -1);

    cr_assert_eq(read_into(&h, &import, &err), VIKT_OK, "%s", err.message);
    vikt_import_free(import);
    h.at = h.asked; /* the last time that it asks */
    h.asked = 0;
    cr_assert_eq(read_into(&h, &import, &err), VIKT_INPUT);
    cr_assert_str_eq(err.message, "changed while it was read; try again when nobody writes to it");
    cr_assert(import == NULL);
    remove(h.path);
}

/* A pipe in an empty folder of its own. */
static void make_pipe(char folder[32], char path[48])
{
    strcpy(folder, "/tmp/vikt-pipe-XXXXXX");
    cr_assert(mkdtemp(folder));
    snprintf(path, 48, "%s/pipe", folder);
    cr_assert_eq(mkfifo(path, 0600), 0);
}

static void remove_pipe(const char *folder, const char *path)
{
    remove(path);
    rmdir(folder);
}

Test(source, a_pipe_that_nobody_writes_to_is_not_waited_for, .timeout = 10)
{
    char folder[32], path[48];
    vikt_error err = {.code = VIKT_OK};
    vikt_source source;

    make_pipe(folder, path);
    cr_assert_eq(vikt_source_open(path, NULL, &source, &err), VIKT_INPUT);
    cr_assert_str_eq(err.message,
                     "is a pipe to which nobody writes; start what writes to it first");
    remove_pipe(folder, path);
}

/* It opens the pipe and takes its time: nothing is there to be read at first, and after a piece. */
Test(source, a_slow_writer_is_waited_for, .timeout = 10)
{
    char folder[32], path[48];
    vikt_error err = {.code = VIKT_OK};
    vikt_source source;
    int keep, status;
    pid_t writer;

    make_pipe(folder, path);
    keep = open(path, O_RDWR);
    cr_assert(keep >= 0);
    writer = fork();
    if (writer == 0) {
        for (int i = 0; i < 2; i++) {
            (void)poll(NULL, 0, 100);
            if (write(keep, "a;b\n", 4) != 4)
                _exit(1);
        }
        _exit(0);
    }
    /* the writer alone keeps it open, once it is being read */
    close(keep);
    cr_assert_eq(vikt_source_open(path, NULL, &source, &err), VIKT_OK, "%s", err.message);
    cr_assert(vikt_text_is(source.bytes, "a;b\na;b\n"));
    vikt_source_close(&source);
    cr_assert(waitpid(writer, &status, 0) == writer && status == 0);
    remove_pipe(folder, path);
}
