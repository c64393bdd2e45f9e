/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/fail.h"
#include "core/run/batch_wire.h"

/* ---- what is heard of a process ---- */

static void put_all(int pipe)
{
    const vikt_batch_message message = {VIKT_WARNING, {.code = VIKT_INPUT, .message = "odd"}};
    const vikt_batch_ending ending = {.run_id = 7, .customers = 5, .rejected = 1};
    const size_t customers = 3;
    const vikt_text none = {NULL, 0};

    cr_assert(vikt_batch_put(pipe, VIKT_PIECE_MESSAGE,
                             (vikt_text){(const char *)&message, sizeof message}, none));
    cr_assert(vikt_batch_put(pipe, VIKT_PIECE_DATABASE, VIKT_TEXT("a/vikt.db"), none));
    cr_assert(vikt_batch_put(pipe, VIKT_PIECE_SCHEME, VIKT_TEXT("abc"), none));
    cr_assert(vikt_batch_put(pipe, VIKT_PIECE_CLASS,
                             (vikt_text){(const char *)&customers, sizeof customers},
                             VIKT_TEXT("A")));
    cr_assert(vikt_batch_put(pipe, VIKT_PIECE_ENDING,
                             (vikt_text){(const char *)&ending, sizeof ending}, none));
}

static size_t hear_all(char *bytes, size_t size)
{
    int ends[2];
    ssize_t length;

    cr_assert_eq(pipe(ends), 0);
    put_all(ends[1]);
    length = read(ends[0], bytes, size);
    close(ends[0]);
    close(ends[1]);
    cr_assert(length > 0);
    return (size_t)length;
}

Test(batch, what_a_process_told_is_taken_piece_by_piece)
{
    char bytes[8192];
    size_t length = hear_all(bytes, sizeof bytes);
    vikt_batch_company company = {.company = "a"};
    vikt_arena arena;
    bool ended;

    vikt_arena_init(&arena, NULL);
    cr_assert(vikt_batch_take((vikt_text){bytes, length}, &arena, &company, &ended));
    cr_assert(ended);
    cr_assert_eq(company.state, VIKT_BATCH_DONE);
    cr_assert_eq(company.exit_status, 1); /* one rejected */
    cr_assert_eq(company.run_id, 7);
    cr_assert_str_eq(company.database, "a/vikt.db");
    cr_assert_str_eq(company.scheme, "abc");
    cr_assert_eq(company.class_count, 1);
    cr_assert_str_eq(company.classes[0].name, "A");
    cr_assert_eq(company.classes[0].customers, 3);
    cr_assert_eq(company.message_count, 1);
    cr_assert_str_eq(company.messages[0].what.message, "odd");
    vikt_arena_clear(&arena);
}

Test(batch, a_process_that_died_within_a_piece_has_not_ended)
{
    char bytes[8192];
    size_t length = hear_all(bytes, sizeof bytes);

    for (size_t cut = 0; cut < length; cut++) {
        vikt_batch_company company = {.company = "a"};
        vikt_arena arena;
        bool ended;

        vikt_arena_init(&arena, NULL);
        cr_assert(vikt_batch_take((vikt_text){bytes, cut}, &arena, &company, &ended));
        cr_assert_not(ended);
        vikt_arena_clear(&arena);
    }
}

/* ---- companies ---- */

static void make_company(const char *folder, const char *name)
{
    char path[256];

    snprintf(path, sizeof path, "%s/%s", folder, name);
    cr_assert_eq(mkdir(path, 0700), 0);
    snprintf(path, sizeof path, "%s/%s/vikt.ini", folder, name);
    FILE *ini = fopen(path, "w");
    cr_assert(ini);
    fputs("[sources]\ncustomers = list.csv\n", ini);
    fclose(ini);
    snprintf(path, sizeof path, "%s/%s/list.csv", folder, name);
    FILE *list = fopen(path, "w");
    cr_assert(list);
    fputs("Kundnr;Namn;Revenue\n1;A;100\n2;B;50\n", list);
    fclose(list);
}

static void remove_all(const char *folder)
{
    char command[300];

    snprintf(command, sizeof command, "rm -r %s", folder);
    cr_assert_eq(system(command), 0);
}

static bool at_once(void *context)
{
    (void)context;
    return true;
}

typedef struct order {
    char text[64];
} order;

static void note(void *context, const vikt_batch_company *company)
{
    order *o = context;
    size_t length = strlen(o->text);

    snprintf(o->text + length, sizeof o->text - length, "%s ", strrchr(company->company, '/') + 1);
}

Test(batch, companies_of_a_folder_are_found_and_run_in_order)
{
    char folder[] = "/tmp/vikt-batch-XXXXXX";
    vikt_batch_names names;
    vikt_batch *batch = NULL;
    vikt_error err = {.code = VIKT_OK};
    order heard = {""};
    vikt_batch_listener listener = {NULL, note, &heard};

    cr_assert(mkdtemp(folder));
    cr_assert_eq(vikt_batch_find(folder, &names, &err), VIKT_INPUT);
    make_company(folder, "b");
    make_company(folder, "a");
    make_company(folder, ".c");
    cr_assert_eq(vikt_batch_find(folder, &names, &err), VIKT_OK);
    cr_assert_eq(names.count, 2);
    vikt_batch_options options = {.companies = (const char *const *)names.names,
                                  .count = names.count,
                                  .jobs = 2,
                                  .run = {.as_of = "2026-01-01", .dry_run = true}};
    cr_assert_eq(vikt_batch_execute(&options, &listener, &batch, &err), VIKT_OK);
    cr_assert_str_eq(heard.text, "a b ");
    cr_assert_eq(vikt_batch_total(batch).done, 2);
    cr_assert_eq(vikt_batch_total(batch).customers, 4);
    cr_assert_eq(vikt_batch_company_at(batch, 2), NULL);
    vikt_batch_free(batch);

    /* whoever is stopped has not begun */
    options.run.stop.asked = at_once;
    cr_assert_eq(vikt_batch_execute(&options, NULL, &batch, &err), VIKT_OK);
    cr_assert_eq(vikt_batch_total(batch).stopped, 2);
    cr_assert_eq(vikt_batch_total(batch).exit_status, 130);
    vikt_batch_free(batch);
    vikt_batch_names_free(&names);
    remove_all(folder);
}
