/* SPDX-License-Identifier: MIT */
#include "core/import/ledger_orders.h"

#include <stdlib.h>

#include "core/base/map.h"
#include "core/import/ledger.h"
#include "ledger_reading.h"

static bool add(vikt_orders *orders, int customer, int number, size_t room)
{
    char key[12], text[12];
    bool failed = false, is_new;

    snprintf(key, sizeof key, "%d", customer);
    snprintf(text, sizeof text, "%d", number);
    is_new = vikt_orders_add(orders, vikt_text_of(key), vikt_text_of(text), room, &failed);
    cr_assert_not(failed);
    return is_new;
}

/* ---- the set ---- */

Test(ledger_orders, a_number_is_new_once_a_customer)
{
    vikt_orders orders;

    vikt_orders_init(&orders, NULL);
    cr_assert(add(&orders, 1, 7, 64));
    cr_assert_not(add(&orders, 1, 7, 64));
    cr_assert(add(&orders, 2, 7, 64));
    cr_assert_not(orders.incomplete);
    vikt_orders_clear(&orders);
}

/* 56 of 64 places may be taken; one more, and only a half is counted. */
Test(ledger_orders, the_set_never_grows_beyond_its_room)
{
    vikt_orders orders;

    vikt_orders_init(&orders, NULL);
    for (int i = 0; i < 56; i++)
        cr_assert(add(&orders, 1, i, 64));
    cr_assert_not(orders.incomplete);
    (void)add(&orders, 1, 56, 64);
    cr_assert(orders.incomplete);
    for (int i = 57; i < 5000; i++) {
        (void)add(&orders, 1, i, 64);
        cr_assert_eq(orders.room, (size_t)64);
        cr_assert(orders.count <= 56);
    }
    cr_assert(orders.depth >= 6, "5000 / 56 are more than 64 parts: depth %u", orders.depth);
    vikt_orders_clear(&orders);
}

Test(ledger_orders, every_pair_is_of_one_part)
{
    vikt_orders orders;
    size_t count = 0;

    vikt_orders_init(&orders, NULL);
    orders.depth = 3;
    do {
        for (int i = 0; i < 1000; i++)
            count += add(&orders, i % 10, i, 4096);
    } while (vikt_orders_next(&orders));
    cr_assert_eq(count, (size_t)1000);
    cr_assert_eq(orders.part, (uint64_t)8);
    vikt_orders_clear(&orders);
}

Test(ledger_orders, room_is_by_customers)
{
    cr_assert_eq(vikt_orders_room(0), (size_t)65536);
    cr_assert_eq(vikt_orders_room(16384), (size_t)65536);
    cr_assert_eq(vikt_orders_room(16385), (size_t)131072);
    cr_assert(vikt_orders_room(1000000) * sizeof(uint64_t) <= 64 * 1000000);
}

/* Numbers whose hashes all belong to the first of 512 places: each is farther from its own. */
Test(ledger_orders, numbers_that_collide_by_design_are_counted_under_another_seed)
{
    enum { PLACE = 9, FAR = 5000 };
    vikt_orders orders;
    uint64_t seed = vikt_map_hash(vikt_text_of("1"), 0);
    int found = 0;

    vikt_orders_init(&orders, NULL);
    for (int i = 0; i < 20000 && orders.room < 32768; i++)
        (void)add(&orders, 2, i, 32768);
    for (int i = 0; !orders.closed && found < FAR; i++) {
        char text[12];

        snprintf(text, sizeof text, "%d", i);
        if ((vikt_map_hash(vikt_text_of(text), seed) & 32767) >> PLACE)
            continue;
        found++;
        (void)add(&orders, 1, i, 32768);
    }
    cr_assert(orders.closed && orders.incomplete);
    cr_assert_not(add(&orders, 3, 1, 32768));
    vikt_orders_restart(&orders);
    cr_assert_not(orders.closed || orders.incomplete);
    cr_assert_eq(orders.seed, (uint64_t)1);
    cr_assert(add(&orders, 3, 1, 32768));
    vikt_orders_clear(&orders);
}

/* ---- a ledger in several readings ---- */

enum { CUSTOMERS = 20, NUMBERS = 200, LINES = 1500 };

typedef struct line {
    int customer, number, day;
} line;

static int by_number(const void *left, const void *right)
{
    const line *a = left, *b = right;

    return a->number != b->number ? a->number - b->number : a->day - b->day;
}

static int by_customer(const void *left, const void *right)
{
    const line *a = left, *b = right;

    return a->customer != b->customer ? a->customer - b->customer : a->day - b->day;
}

/* Every seventh line is of the year before, every eleventh a credit, every thirteenth has no number
 * and is an order of its own. */
static char *written(const line *lines)
{
    char *all = malloc(LINES * 48 + 64), *at = all;

    at += sprintf(at, "Kundnr;Fakturanr;Datum;Netto\n");
    for (const line *l = lines; l < lines + LINES; l++) {
        at += sprintf(at, "%d;", 1000 + l->customer);
        if (l->day % 13)
            at += sprintf(at, "%d", 5000 + l->number);
        at += sprintf(at, ";%s;%s\n", l->day % 7 ? "2025-03-01" : "2024-03-01",
                      l->day % 11 ? "10,50" : "-10,50");
    }
    return all;
}

static void expect(const line *lines, uint32_t orders[CUSTOMERS])
{
    static bool known[CUSTOMERS][NUMBERS];

    memset(known, 0, sizeof known);
    memset(orders, 0, CUSTOMERS * sizeof *orders);
    for (const line *l = lines; l < lines + LINES; l++) {
        if (l->day % 7 == 0 || l->day % 11 == 0)
            continue;
        orders[l->customer] += l->day % 13 == 0 || !known[l->customer][l->number];
        known[l->customer][l->number] |= l->day % 13 != 0;
    }
}

static size_t read_lines(const line *lines, size_t room)
{
    sample_profile p;
    char *text = written(lines);
    uint32_t orders[CUSTOMERS];
    vikt_arena arena;
    vikt_table table;
    vikt_sheet sheet;
    vikt_ledger_columns columns;
    vikt_ledger_file file = {.kind = VIKT_SOURCE_INVOICES};
    vikt_ledger ledger;
    vikt_error err = {.message = ""};
    size_t readings;

    profile_init(&p);
    expect(lines, orders);
    vikt_arena_init(&arena, NULL);
    cr_assert_eq(vikt_table_open_given("f", vikt_text_of(text), NULL, NULL, &table, &err), VIKT_OK);
    cr_assert_eq(
        vikt_sheet_open(&table, &p.profile.sources[VIKT_SOURCE_INVOICES], &arena, &sheet, &err),
        VIKT_OK, "%s", err.message);
    cr_assert_eq(vikt_ledger_columns_of(&sheet, &p.profile, NULL, &arena, &columns, &err), VIKT_OK);
    file.table = &table;
    file.sheet = &sheet;
    file.profile = &p.profile;
    file.order_room = room;
    cr_assert_eq(vikt_ledger_read(&file, &columns, NULL, NULL, &arena, &ledger, &err), VIKT_OK,
                 "%s", err.message);
    cr_assert_eq(ledger.rows.count, (size_t)LINES);
    cr_assert_eq(ledger.used, (size_t)LINES);
    cr_assert_eq(vikt_accounts_count(&ledger.accounts), (size_t)CUSTOMERS);
    for (size_t i = 0; i < CUSTOMERS; i++) {
        const vikt_account *account = vikt_accounts_at(&ledger.accounts, i);
        vikt_text key = vikt_account_key(account);
        size_t customer = (size_t)(key.at[2] - '0') * 10 + (size_t)(key.at[3] - '0');

        cr_assert_eq(account->orders, orders[customer], "%u, not %u", account->orders,
                     orders[customer]);
    }
    readings = ledger.readings;
    vikt_ledger_clear(&ledger);
    vikt_table_close(&table);
    vikt_arena_clear(&arena);
    free(text);
    return readings;
}

static void make_lines(line lines[LINES])
{
    uint32_t state = 1;

    for (int i = 0; i < LINES; i++) {
        state = state * 1664525 + 1013904223;
        lines[i] = (line){(int)(state >> 8) % CUSTOMERS, (int)(state >> 16) % NUMBERS, i};
    }
}

Test(ledger_orders, any_order_of_rows_and_any_room_give_the_same_orders)
{
    line lines[LINES], back[LINES];
    size_t readings;

    make_lines(lines);
    for (int i = 0; i < LINES; i++)
        back[i] = lines[LINES - 1 - i];
    cr_assert_eq(read_lines(lines, 0), (size_t)0);
    readings = read_lines(lines, 128);
    cr_assert(readings >= 8, "some 900 orders, at most 112 at once: %zu readings", readings);
    cr_assert(read_lines(back, 128) >= 8);
    qsort(lines, LINES, sizeof *lines, by_customer);
    cr_assert_eq(read_lines(lines, 0), (size_t)0);
    cr_assert(read_lines(lines, 128) >= 8);
}

/* Of one number no more than the customers are kept. */
Test(ledger_orders, numbers_in_order_need_no_room)
{
    line lines[LINES], back[LINES];

    make_lines(lines);
    qsort(lines, LINES, sizeof *lines, by_number);
    for (int i = 0; i < LINES; i++)
        back[i] = lines[LINES - 1 - i];
    cr_assert_eq(read_lines(lines, 32), (size_t)0);
    cr_assert_eq(read_lines(back, 32), (size_t)0);
}
