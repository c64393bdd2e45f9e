/* SPDX-License-Identifier: MIT */
#include "core/import/glance.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <unistd.h>

static void write_file(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");

    cr_assert_not_null(file);
    fputs(text, file);
    fclose(file);
}

static vikt_type find(const char *path, const char *name, char heading[64])
{
    vikt_glance glance = {0};
    vikt_text found = {0};
    vikt_type type;

    vikt_arena_init(&glance.arena, NULL);
    type = vikt_glance_find(&glance, path, NULL, vikt_text_of(name), &found);
    snprintf(heading, 64, "%.*s", VIKT_SHOW(found));
    vikt_glance_clear(&glance);
    return type;
}

Test(glance, a_column_is_found_by_the_words_of_its_heading)
{
    char path[] = "/tmp/glance-XXXXXX", heading[64];
    int fd = mkstemp(path);

    cr_assert(fd >= 0);
    close(fd);
    write_file(path,
               "Nr;Sales area;Visits;First order\n1;North;3;2024-01-05\n2;South;;2025-02-01\n");
    cr_assert_eq(find(path, "sales_area", heading), VIKT_TYPE_TEXT);
    cr_assert_str_eq(heading, "Sales area");
    cr_assert_eq(find(path, "visits", heading), VIKT_TYPE_NUMBER);
    cr_assert_eq(find(path, "first_order", heading), VIKT_TYPE_DATE);
    cr_assert_eq(find(path, "visit", heading), VIKT_TYPE_UNKNOWN);
    cr_assert_eq(find(path, "", heading), VIKT_TYPE_UNKNOWN);
    unlink(path);
}

Test(glance, what_cannot_be_read_has_no_columns)
{
    char path[] = "/tmp/glance-XXXXXX", heading[64];
    int fd = mkstemp(path);

    cr_assert(fd >= 0);
    close(fd);
    cr_assert_eq(find(path, "a", heading), VIKT_TYPE_UNKNOWN); /* nothing in it */
    write_file(path, "a,b\n\"1,2\n");
    cr_assert_eq(find(path, "a", heading), VIKT_TYPE_UNKNOWN);
    unlink(path);
    cr_assert_eq(find(path, "a", heading), VIKT_TYPE_UNKNOWN);
    cr_assert_eq(find("-", "a", heading), VIKT_TYPE_UNKNOWN);
    cr_assert_eq(find("/dev/null", "a", heading), VIKT_TYPE_UNKNOWN);
}
