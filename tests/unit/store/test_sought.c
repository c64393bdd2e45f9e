/* SPDX-License-Identifier: MIT */
#include "core/store/sought.h"
#include "opened.h"

static bool take_text(void *context, const vikt_datum *columns, size_t count)
{
    (void)count;
    snprintf(context, 200, "%.*s", VIKT_SHOW(columns[0].text));
    return false;
}

static const char *masked(vikt_store *store, const char *text, char *out)
{
    vikt_datum value = vikt_datum_text(vikt_text_of(text));

    cr_assert_eq(vikt_store_run(store, "SELECT masked(?)", &value, 1, take_text, out, NULL),
                 VIKT_OK);
    return out;
}

Test(sought, every_word_is_there_once)
{
    vikt_sought sought = {.count = 0};
    vikt_arena arena;
    char names[200][8];

    vikt_arena_init(&arena, NULL);
    for (size_t i = 0; i < 200; i++) {
        snprintf(names[i], sizeof names[i], "N%zu", i);
        cr_assert(vikt_sought_add(&sought, &arena, vikt_text_of(names[i])));
        cr_assert(vikt_sought_add(&sought, &arena, vikt_text_of(names[i / 2])));
    }
    cr_assert(vikt_sought_add(&sought, &arena, VIKT_TEXT("")));
    cr_assert_eq(sought.count, 200);
    cr_assert(vikt_text_is(sought.words[199].text, "N199"));
    vikt_arena_clear(&arena);
}

Test(sought, words_are_named_and_masked_in_texts)
{
    test_folder folder = test_folder_make();
    vikt_store *store = opened(folder.database, VIKT_STORE_WRITE);
    vikt_sought_word words[] = {
        {.text = VIKT_TEXT("Alfa")}, {.text = VIKT_TEXT("Alfa AB")}, {.text = VIKT_TEXT("7")}};
    vikt_sought sought = {.words = words, .count = 3};
    char out[200];

    cr_assert_eq(vikt_sought_begin(store, &sought, NULL), VIKT_OK);
    cr_assert_eq(integer(store, "SELECT named('to Alfa', 0)"), 1);
    cr_assert_eq(integer(store, "SELECT named('line 7 of 9', 0)"), 0);
    cr_assert_eq(integer(store, "SELECT named('7;x', 1)"), 1);
    cr_assert_eq(integer(store, "SELECT named(NULL, 0)"), 0);
    cr_assert_str_eq(masked(store, "Alfa AB, Alfa, Alfabet, \"7\" and 7", out),
                     "(forgotten), (forgotten), Alfabet, \"(forgotten)\" and 7",
                     "the longest word of a place");
    cr_assert_str_eq(masked(store, "", out), "");
    cr_assert_eq(integer(store, "SELECT masked(NULL) IS NULL"), 1);
    vikt_store_close(store);
    test_folder_remove(&folder);
}

/* A word across the border of two pieces of a mebibyte; one that was seen is not looked for. */
Test(sought, bytes_are_looked_through_to_the_last)
{
    test_folder folder = test_folder_make();
    vikt_store *store = opened(folder.database, VIKT_STORE_WRITE);
    vikt_sought_word words[] = {{.text = VIKT_TEXT("Needle")}, {.text = VIKT_TEXT("abc")}};
    vikt_sought sought = {.words = words, .count = 2};
    int64_t bytes;
    vikt_text found;
    test_bytes file;
    FILE *out;

    cr_assert_eq(vikt_store_begin(store, NULL), VIKT_OK);
    run(store, "CREATE TABLE t (x); INSERT INTO t VALUES (zeroblob(3000000))");
    run(store, "INSERT INTO t VALUES (zeroblob(3000000))");
    cr_assert_eq(vikt_store_commit(store, NULL), VIKT_OK);
    cr_assert_eq(vikt_sought_in_bytes(store, &sought, &bytes, &found, NULL), VIKT_OK);
    cr_assert(bytes > 3000000);
    cr_assert_null(found.at);

    out = fopen(folder.database, "r+b");
    cr_assert(out);
    fseek(out, (1 << 20) - 3, SEEK_SET);
    fwrite("Needle", 1, 6, out);
    fseek(out, 5000, SEEK_SET);
    fwrite("abc", 1, 3, out);
    fclose(out);
    cr_assert_eq(vikt_sought_in_bytes(store, &sought, &bytes, &found, NULL), VIKT_OK);
    cr_assert(vikt_text_is(found, "Needle"));
    words[0].seen = true;
    cr_assert_eq(vikt_sought_in_bytes(store, &sought, &bytes, &found, NULL), VIKT_OK);
    cr_assert_null(found.at, "three bytes may be anything");
    vikt_store_close(store);
    file = test_bytes_of(folder.database);
    cr_assert_eq((int64_t)file.length, bytes);
    free(file.at);
    test_folder_remove(&folder);
}
