/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/folder.h"

static char root[64];

static void make(const char *name)
{
    char path[128];
    FILE *file;

    snprintf(path, sizeof path, "%s/%s", root, name);
    file = fopen(path, "w");
    cr_assert(file);
    fclose(file);
}

static void begin(void)
{
    snprintf(root, sizeof root, "/tmp/vikt_folder_XXXXXX");
    cr_assert(mkdtemp(root));
    make("kunder.csv");
    make("lists.csv");
    make("lista.csv");
    make(".hidden.csv");
}

static void end(void)
{
    static const char *const names[] = {"kunder.csv", "lists.csv", "lista.csv", ".hidden.csv"};
    char path[128];

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        snprintf(path, sizeof path, "%s/%s", root, names[i]);
        unlink(path);
    }
    rmdir(root);
}

TestSuite(folder, .init = begin, .fini = end);

static const char *meant(const char *name, char hint[64])
{
    char path[128];

    snprintf(path, sizeof path, "%s/%s", root, name);
    return vikt_folder_hint(path, hint, 64);
}

Test(folder, the_nearest_name_beside_is_meant)
{
    char hint[64];

    cr_assert_str_eq(meant("kundr.csv", hint), "; did you mean \"kunder.csv\"?");
    cr_assert_str_eq(meant("Kunder.cvs", hint), "; did you mean \"kunder.csv\"?");
    cr_assert_str_eq(meant("fakturor.csv", hint), "");
}

Test(folder, of_equals_the_first_by_bytes_is_meant)
{
    char hint[64];

    cr_assert_str_eq(meant("listx.csv", hint), "; did you mean \"lista.csv\"?");
}

Test(folder, a_name_that_is_there_is_not_corrected)
{
    char hint[64];

    cr_assert_str_eq(meant("lists.csv", hint), "");
}

Test(folder, a_hidden_file_is_not_meant)
{
    char hint[64];

    cr_assert_str_eq(meant(".hiden.csv", hint), "");
}

Test(folder, a_folder_that_is_not_there_has_no_names)
{
    char hint[64];

    cr_assert_str_eq(meant("none/kunder.csv", hint), "");
    cr_assert_str_eq(vikt_folder_hint("", hint, sizeof hint), "");
}
