/* SPDX-License-Identifier: MIT */
#include <vikt/starter.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <criterion/criterion.h>

enum { PATH_BYTES = 512, TEXT_BYTES = 1 << 17 };

static char *join(char path[PATH_BYTES], const char *folder, const char *name)
{
    cr_assert(snprintf(path, PATH_BYTES, "%s/%s", folder, name) < PATH_BYTES);
    return path;
}

/* The text of a file, new; NULL when there is none. */
static char *text_of(const char *path)
{
    FILE *file = fopen(path, "rb");
    char *text = file ? calloc(1, TEXT_BYTES) : NULL;

    if (text)
        cr_assert(fread(text, 1, TEXT_BYTES, file) < TEXT_BYTES);
    if (file)
        fclose(file);
    return text;
}

static void put(const char *path, const char *text)
{
    FILE *file = fopen(path, "wb");

    cr_assert(file && fputs(text, file) >= 0 && fclose(file) == 0);
}

static void make_folder(char folder[PATH_BYTES])
{
    strcpy(folder, "/tmp/vikt-starter-XXXXXX");
    cr_assert(mkdtemp(folder));
}

/* Takes away what was written, and the folders: they must hold nothing else. */
static void remove_all(const char *folder)
{
    char path[PATH_BYTES];
    const char *file;

    for (size_t i = 0; (file = vikt_starter_file(i)) != NULL; i++)
        unlink(join(path, folder, file));
    rmdir(join(path, folder, ".vikt"));
    cr_assert_eq(rmdir(folder), 0, "%s holds something else", folder);
}

static void assert_fails(const char *folder, const char *part)
{
    vikt_error err = {0};

    cr_assert_eq(vikt_starter_write(folder, &err), VIKT_STORE);
    cr_assert(strstr(err.message, part), "\"%s\" is not in \"%s\"", part, err.message);
}

Test(starter, writes_the_files_of_the_source_tree_as_they_stand)
{
    char folder[PATH_BYTES], path[PATH_BYTES];
    vikt_error err = {0};
    const char *name;
    size_t files = 0;

    make_folder(folder);
    cr_assert_eq(rmdir(folder), 0); /* a new one */
    cr_assert_eq(vikt_starter_write(folder, &err), VIKT_OK, "%s", err.message);
    for (; (name = vikt_starter_file(files)) != NULL; files++) {
        bool meta = strcmp(name, ".vikt/vikt.meta.lua") == 0;
        char *written = text_of(join(path, folder, name));
        char *source =
            text_of(join(path, meta ? VIKT_SOURCE "/bindings/lua" : VIKT_SOURCE "/rules/init",
                         meta ? "vikt.meta.lua" : name));

        cr_assert(written && source && strlen(source) > 100, "%s", name);
        cr_assert_str_eq(written, source);
        free(written);
        free(source);
    }
    cr_assert_eq(files, 6);
    remove_all(folder);
}

Test(starter, takes_a_folder_that_is_there)
{
    char folder[PATH_BYTES], path[PATH_BYTES];

    make_folder(folder);
    put(join(path, folder, "kunder.csv"), "mine");
    cr_assert_eq(vikt_starter_write(folder, NULL), VIKT_OK);
    cr_assert_eq(access(join(path, folder, "vikt.ini"), F_OK), 0);
    cr_assert_eq(unlink(join(path, folder, "kunder.csv")), 0);
    remove_all(folder);
}

Test(starter, names_all_that_is_there_and_overwrites_nothing)
{
    char folder[PATH_BYTES], path[PATH_BYTES], *left;

    make_folder(folder);
    put(join(path, folder, "rules.lua"), "mine");
    cr_assert_eq(symlink("/nowhere", join(path, folder, ".luacheckrc")), 0);
    assert_fails(folder, "has rules.lua, .luacheckrc already");
    left = text_of(join(path, folder, "rules.lua"));
    cr_assert_str_eq(left, "mine");
    free(left);
    cr_assert_neq(access(join(path, folder, "vikt.ini"), F_OK), 0);
    cr_assert_neq(access(join(path, folder, ".vikt"), F_OK), 0);
    remove_all(folder);
}

/* .vikt is a file, so its file cannot be made: the others, which could, are not left either. */
Test(starter, leaves_nothing_behind_when_it_fails)
{
    char folder[PATH_BYTES], path[PATH_BYTES];

    make_folder(folder);
    put(join(path, folder, ".vikt"), "mine");
    assert_fails(folder, "is no folder");
    cr_assert_neq(access(join(path, folder, "vikt.ini"), F_OK), 0);
    assert_fails(join(path, folder, ".vikt"), "is no folder");
    cr_assert_eq(unlink(join(path, folder, ".vikt")), 0);
    assert_fails(join(path, folder, "a/b"), "cannot be made: No such file or directory");
    remove_all(folder);
}

Test(starter, takes_back_what_it_wrote_before_it_failed)
{
    char folder[PATH_BYTES], path[PATH_BYTES];
    struct stat status;

    make_folder(folder);
    /* the folder of the last file is there, but nothing can be made in it: a link to nowhere's
     * folder would be followed, /proc takes no files even from root */
    cr_assert_eq(symlink("/proc", join(path, folder, ".vikt")), 0);
    if (stat("/proc/self", &status) == 0) {
        assert_fails(folder, "cannot be made");
        cr_assert_neq(access(join(path, folder, "vikt.ini"), F_OK), 0);
        cr_assert_neq(access(join(path, folder, ".luacheckrc"), F_OK), 0);
    }
    cr_assert_eq(unlink(join(path, folder, ".vikt")), 0);
    remove_all(folder);
}
