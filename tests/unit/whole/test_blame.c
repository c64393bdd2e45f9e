/* SPDX-License-Identifier: MIT
 *
 * Why a customer's score moved (F-15): data, rules and population, in billionths of a point.
 */
#include "core/run/blame.h"

#include "tests/unit/whole/chance.h"

#define POINTS(x) ((int64_t)llround((x)*1e9))

typedef struct asked {
    stored s;
    vikt_store *store;
    vikt_arena arena;
    vikt_blame blame;
} asked;

static void ask_for(asked *a, int64_t earlier, int64_t later, vikt_blame_keys keys)
{
    vikt_run_options options = {.language = vikt_lua()};
    vikt_error err = {0};

    a->store = stored_store(&a->s);
    vikt_arena_init(&a->arena, NULL);
    cr_assert_eq(
        vikt_blame_stored(a->store, earlier, later, keys, &options, &a->arena, &a->blame, &err),
        VIKT_OK, "%s", err.message);
}

static void ask(asked *a, int64_t earlier, int64_t later)
{
    ask_for(a, earlier, later, (vikt_blame_keys){NULL, 0});
}

static void ask_clear(asked *a)
{
    vikt_blame_clear(&a->blame);
    vikt_arena_clear(&a->arena);
    vikt_store_close(a->store);
}

static const vikt_blamed *item_of(const vikt_blame *blame, const char *key)
{
    for (size_t i = 0; i < blame->count; i++)
        if (vikt_text_is(vikt_column_text(blame->later->import->keys, blame->items[i].later), key))
            return &blame->items[i];
    return NULL;
}

static void expect_parts(const vikt_blame *blame, const char *key, double data, double rules,
                         double population)
{
    const vikt_blamed *item = item_of(blame, key);

    cr_assert(item && item->scored, "%s", key);
    cr_assert_eq(item->data, POINTS(data), "%s: data %lld", key, (long long)item->data);
    cr_assert_eq(item->rules, POINTS(rules), "%s: rules %lld", key, (long long)item->rules);
    cr_assert_eq(item->population, POINTS(population), "%s: population %lld", key,
                 (long long)item->population);
}

static void expect_sums(const vikt_blame *blame)
{
    for (size_t i = 0; i < blame->count; i++) {
        const vikt_blamed *item = &blame->items[i];
        double before = blame->earlier->score.score[item->earlier];
        double after = blame->later->score.score[item->later];

        cr_assert_eq(item->scored, !isnan(before) && !isnan(after));
        if (item->scored)
            cr_assert_eq(item->data + item->rules + item->population,
                         POINTS(after) - POINTS(before));
    }
}

/* ---- worked by hand ---- */

#define HEAD                                                                                       \
    "[profile]\nname = Blame\nextends = none\n[sources]\ncustomers = customers.csv\n"              \
    "[field key]\ncolumn = Key\ntype = text\n[field revenue]\ncolumn = Revenue\ntype = number\n"   \
    "[field margin]\ncolumn = Margin\ntype = number\noptional = true\n"                            \
    "[scheme class]\ntype = by_score\nclasses = A 3.5, B 2.5, C 1\n"
#define REVENUE "[criterion revenue]\nweight = 1\npoints = linear revenue worst 0 best 4000\n"
#define MARGIN  "[criterion margin]\nweight = 1\npoints = linear margin worst 0 best 4000\n"

/* Two runs of a profile; the second one with other customers, or rules, or both; NULL: the same. */
static void run_twice(asked *a, const char *const profiles[2], const char *const customers[2])
{
    stored_open(&a->s);
    for (size_t i = 0; i < 2; i++) {
        if (profiles[i])
            stored_write(&a->s, "vikt.ini", profiles[i]);
        if (customers[i])
            stored_write(&a->s, "customers.csv", customers[i]);
        cr_assert_eq(stored_add(&a->s, i ? "2026-06-30" : "2026-03-31"), (int64_t)i + 1);
    }
    ask(a, 1, 2);
    expect_sums(&a->blame);
}

static void end(asked *a)
{
    ask_clear(a);
    stored_close(&a->s);
}

Test(blame, only_its_own_data_moved_a_customer)
{
    static const char *const profiles[2] = {HEAD REVENUE MARGIN, NULL};
    static const char *const customers[2] = {
        "Key,Revenue,Margin\na,1000,2000\nb,2000,2000\n",
        "Key,Revenue,Margin\na,2000,2000\nb,2000,2000\n",
    };
    const vikt_blamed *item;
    asked a;

    /* a: revenue 2 to 3 points, half of the weight */
    run_twice(&a, profiles, customers);
    expect_parts(&a.blame, "a", 0.5, 0, 0);
    expect_parts(&a.blame, "b", 0, 0, 0);
    item = item_of(&a.blame, "a");
    cr_assert(vikt_text_is(a.blame.earlier->profile->criteria[item->criterion].name, "revenue"));
    cr_assert(item->points[0] == 2 && item->points[1] == 3 && item->contribution == 0.5);
    cr_assert(
        vikt_text_is(vikt_profile_slot_name(a.blame.later->profile, a.blame.value), "revenue"));
    cr_assert(item->value[0] == 1000 && item->value[1] == 2000);
    cr_assert_eq(item_of(&a.blame, "b")->criterion, VIKT_INDEX_NONE);
    end(&a);
}

Test(blame, only_a_weight_moved_a_customer)
{
    static const char *const profiles[2] = {
        HEAD REVENUE MARGIN,
        HEAD REVENUE "[criterion margin]\nweight = 3\npoints = linear margin worst 0 best 4000\n"};
    static const char *const customers[2] = {"Key,Revenue,Margin\na,2000,4000\nb,2000,2000\n",
                                             NULL};
    asked a;

    /* a: (3 + 5) / 2 = 4, then (3 + 15) / 4 = 4.5 */
    run_twice(&a, profiles, customers);
    expect_parts(&a.blame, "a", 0, 0.5, 0);
    expect_parts(&a.blame, "b", 0, 0, 0);
    end(&a);
}

Test(blame, only_the_others_moved_a_customer)
{
    static const char *const profiles[2] = {
        HEAD "[criterion revenue]\nweight = 1\npoints = percentile revenue\n", NULL};
    static const char *const customers[2] = {"Key,Revenue\na,10\nb,20\nc,30\nd,40\n",
                                             "Key,Revenue\na,10\nb,5\nc,6\nd,7\n"};
    asked a;

    /* a: the lowest of four, 1/8 of the way from 1 to 5; then the highest, 7/8 */
    run_twice(&a, profiles, customers);
    expect_parts(&a.blame, "a", 0, 0, 3);
    end(&a);
}

Test(blame, all_at_once_adds_up)
{
    static const char *const profiles[2] = {
        HEAD "[criterion revenue]\nweight = 1\npoints = percentile revenue\n" MARGIN,
        HEAD "[criterion revenue]\nweight = 1\npoints = percentile revenue\n"
             "[criterion margin]\nweight = 3\npoints = linear margin worst 0 best 4000\n"};
    static const char *const customers[2] = {
        "Key,Revenue,Margin\na,10,1000\nb,20,0\nc,30,0\nd,40,0\n",
        "Key,Revenue,Margin\na,30,3000\nb,35,0\nc,50,0\ne,60,0\n"};
    asked a;

    /* a: 1.5 and 2 points: 1.75. Its own 30 among 10, 20, 30, 40: 5/8, 3.5 and 4 points: 3.75. By
     * the new weights 15.5 / 4 = 3.875. Among 30, 35, 50, 60: 1.5 and 4 points: 13.5 / 4 = 3.375 */
    run_twice(&a, profiles, customers);
    cr_assert_eq(a.blame.count, 3u); /* d is gone, e is new */
    expect_parts(&a.blame, "a", 2, 0.125, -0.5);
    cr_assert_null(item_of(&a.blame, "e"));
    end(&a);
}

Test(blame, a_field_that_only_one_run_had_is_not_data)
{
    static const char *const profiles[2] = {HEAD REVENUE MARGIN, NULL};
    static const char *const customers[2] = {"Key,Revenue\na,1000\nb,2000\n",
                                             "Key,Revenue,Margin\na,2000,4000\nb,2000,2000\n"};
    asked a;

    /* a: 2 by revenue alone; its own data make 3 of it; with margin's 5 points 4 */
    run_twice(&a, profiles, customers);
    expect_parts(&a.blame, "a", 1, 1, 0);
    expect_parts(&a.blame, "b", 0, 0, 0);
    ask_clear(&a);
    ask(&a, 2, 1); /* and back: the margin that was there stands in for the one that is not */
    expect_sums(&a.blame);
    expect_parts(&a.blame, "a", -0.5, -1.5, 0); /* 4; (2 + 5) / 2 = 3.5; 2 */
    end(&a);
}

Test(blame, a_field_of_another_type_is_another_field)
{
    static const char *const profiles[2] = {
        HEAD REVENUE "[field size]\ncolumn = Size\n"
                     "[criterion size]\nweight = 1\npoints = lookup size large 5 small 1\n",
        HEAD REVENUE "[field size]\ncolumn = Size\n"
                     "[criterion size]\nweight = 1\npoints = linear size worst 0 best 8\n"};
    static const char *const customers[2] = {"Key,Revenue,Size\na,1000,large\nb,1000,small\n",
                                             "Key,Revenue,Size\na,1000,4\nb,1000,0\n"};
    asked a;

    /* a: 2 and 5 points, then 2 and 3 */
    run_twice(&a, profiles, customers);
    expect_parts(&a.blame, "a", 0, -1, 0);
    end(&a);
}

/* ---- rules that read more than the customer ---- */

#define LUA_HEAD                                                                                   \
    "profile { extends = \"none\" }\nfield \"key\" { column = \"Key\", type = \"text\" }\n"        \
    "field \"revenue\" { column = \"Revenue\", type = \"number\" }\n"                              \
    "scheme \"class\" (by_score { A = 3.5, B = 2.5, C = 1 })\n"

static void run_lua(asked *a, const char *rules, const char *const customers[2])
{
    static const char *const profiles[2] = {
        "[sources]\ncustomers = customers.csv\nrules = rules.lua\n", NULL};

    stored_open(&a->s);
    stored_write(&a->s, "rules.lua", rules);
    stored_write(&a->s, "vikt.ini", profiles[0]);
    for (size_t i = 0; i < 2; i++) {
        stored_write(&a->s, "customers.csv", customers[i]);
        stored_add(&a->s, i ? "2026-06-30" : "2026-03-31");
    }
    ask(a, 1, 2);
    expect_sums(&a->blame);
}

Test(blame, functions_see_the_population_of_the_step)
{
    static const char *const customers[2] = {"Key,Revenue\na,10\nb,40\n",
                                             "Key,Revenue\na,20\nb,20\nc,20\n"};
    asked a;

    /* a: 1 + 4 * 10 / 40 = 2; its own 20 of 40: 3; of 20: 5 */
    run_lua(&a,
            LUA_HEAD "criterion \"part\" { weight = 1, points = function(revenue, population)\n"
                     "  return 1 + 4 * revenue / population.revenue.max end }\n",
            customers);
    expect_parts(&a.blame, "a", 1, 0, 2);
    end(&a);
    run_lua(&a,
            LUA_HEAD "criterion \"many\" { weight = 1, points = function(population)\n"
                     "  return population.count end }\n",
            customers);
    expect_parts(&a.blame, "a", 0, 0, 1);
    end(&a);
}

Test(blame, the_run_before_is_the_customers_own)
{
    static const char *const customers[2] = {"Key,Revenue\na,10\nb,40\n",
                                             "Key,Revenue\na,10\nb,40\n"};
    asked a;

    /* 2 at first, one more each run: the second run sees 2 and gives 3 */
    run_lua(&a,
            LUA_HEAD "criterion \"steady\" { weight = 1, points = function(revenue, previous)\n"
                     "  return math.min(5, (previous.score or 1) + 1) end }\n",
            customers);
    expect_parts(&a.blame, "a", 1, 0, 0);
    end(&a);
}

Test(blame, points_that_were_carried_did_not_move)
{
    static const char *const profiles[2] = {HEAD REVENUE
                                            "[criterion margin]\nweight = 1\npoints = linear "
                                            "margin worst 0 best 4000\nmissing = carry\n",
                                            NULL};
    static const char *const customers[2] = {"Key,Revenue,Margin\na,1000,4000\nb,0,0\n",
                                             "Key,Revenue,Margin\na,1000,\nb,0,0\n"};
    asked a;

    run_twice(&a, profiles, customers);
    expect_parts(&a.blame, "a", 0, 0, 0);
    end(&a);
}

/* ---- what is asked for ---- */

Test(blame, without_a_score_there_are_values_alone)
{
    static const char *const profiles[2] = {
        "[profile]\nname = Shares\nextends = none\n[sources]\ncustomers = customers.csv\n"
        "[field key]\ncolumn = Key\ntype = text\n[field sales]\ncolumn = Sales\ntype = number\n"
        "[scheme abc]\ntype = by_cumulative_share\nfield = sales\nclasses = A 70%, B 90%, C 100%\n",
        NULL};
    static const char *const customers[2] = {"Key,Sales\na,10\nb,40\n", "Key,Sales\na,90\nb,\n"};
    const vikt_blamed *item;
    asked a;

    run_twice(&a, profiles, customers);
    item = item_of(&a.blame, "a");
    cr_assert_not(item->scored);
    cr_assert(item->value[0] == 10 && item->value[1] == 90);
    cr_assert(item->data == 0 && item->rules == 0 && item->population == 0);
    cr_assert(isnan(item_of(&a.blame, "b")->value[1]));
    end(&a);
}

Test(blame, some_customers_alone_get_what_they_get_among_all)
{
    const vikt_override override = {"weight.channel", "40"};
    vikt_text names[] = {VIKT_TEXT("86"), VIKT_TEXT("nobody"), VIKT_TEXT("1"), VIKT_TEXT("86")};
    vikt_blamed all[2];
    asked a;

    stored_open(&a.s);
    a.s.company = VIKT_SOURCE "/rules/examples/wholesale";
    stored_add(&a.s, "2026-03-31");
    a.s.overrides = &override;
    a.s.override_count = 1;
    stored_add(&a.s, "2026-06-30");
    ask(&a, 1, 2);
    cr_assert_eq(a.blame.count, 440u);
    expect_sums(&a.blame);
    all[0] = *item_of(&a.blame, "1");
    all[1] = *item_of(&a.blame, "86");
    cr_assert(all[1].rules != 0 && all[1].data == 0 && all[1].population == 0);
    ask_clear(&a);
    ask_for(&a, 1, 2, (vikt_blame_keys){names, 4});
    cr_assert_eq(a.blame.count, 2u);
    for (size_t i = 0; i < 2; i++)
        cr_assert(a.blame.items[i].later == all[i].later && a.blame.items[i].data == all[i].data &&
                  a.blame.items[i].rules == all[i].rules &&
                  a.blame.items[i].population == all[i].population);
    end(&a);
}

Test(blame, two_runs_in_memory_on_the_same_data_differ_by_rules_alone)
{
    const vikt_override override = {"weight.margin", "3"};
    vikt_run_options options = {.language = vikt_lua()};
    vikt_run *runs[2];
    vikt_error err = {0};
    asked a;

    stored_open(&a.s);
    stored_write(&a.s, "vikt.ini", HEAD REVENUE MARGIN);
    stored_write(&a.s, "customers.csv", "Key,Revenue,Margin\na,2000,4000\nb,2000,2000\n");
    runs[0] = stored_run(&a.s, "2026-03-31");
    a.s.overrides = &override;
    a.s.override_count = 1;
    runs[1] = stored_run(&a.s, "2026-03-31");
    vikt_arena_init(&a.arena, NULL);
    cr_assert_eq(vikt_blame_runs(runs[0], runs[1], NULL, (vikt_blame_keys){NULL, 0}, &options,
                                 &a.arena, &a.blame, &err),
                 VIKT_OK);
    expect_parts(&a.blame, "a", 0, 0.5, 0);
    vikt_blame_clear(&a.blame);
    vikt_arena_clear(&a.arena);
    vikt_run_free(runs[0]);
    vikt_run_free(runs[1]);
    stored_close(&a.s);
}

/* ---- profiles made by chance ---- */

/* Another customer 1, another profile. */
static const char *changed_customers(char text[4000])
{
    snprintf(text, 4000, "%s", chance_customers);
    memcpy(strstr(text, "1507200"), " 300100", 7);
    memcpy(strstr(text, "146200"), "946200", 6);
    return text;
}

/* By rules that judge the same customers on the same day; not when one lets fewer of them in. */
static void expect_rules_alone(const vikt_blame *blame)
{
    if (blame->earlier->import->count != blame->later->import->count)
        return;
    for (size_t i = 0; i < blame->count; i++)
        cr_assert(blame->items[i].data == 0 && blame->items[i].population == 0,
                  "customer %zu: data %lld, population %lld", i, (long long)blame->items[i].data,
                  (long long)blame->items[i].population);
}

static bool check_chance(uint64_t seed, bool changed)
{
    char path[STORED_PATH], data[STORED_PATH], text[4000];
    vikt_run *runs[2] = {NULL, NULL};
    vikt_error err = {0};
    asked a;

    stored_open(&a.s);
    a.s.company = stored_path(&a.s, "customers.csv", data);
    a.s.rules = path;
    for (size_t i = 0; i < 2; i++) {
        stored_write(&a.s, "customers.csv",
                     i && changed ? changed_customers(text) : chance_customers);
        if (chance_profile(&a.s, seed + i, (seed + i) % 2, path))
            runs[i] = stored_try(&a.s, i && changed ? "2026-06-30" : "2026-03-31", &err);
    }
    if (runs[0] && runs[1]) {
        ask(&a, 1, 2);
        expect_sums(&a.blame);
        if (!changed)
            expect_rules_alone(&a.blame);
        ask_clear(&a);
    }
    vikt_run_free(runs[0]);
    vikt_run_free(runs[1]);
    stored_close(&a.s);
    return runs[0] && runs[1];
}

Test(blame, of_any_two_profiles_adds_up)
{
    const char *wanted = getenv("VIKT_RECALLS"); /* FROM COUNT, to look at some, or at many */
    unsigned long long from = 1, count = 16;
    size_t ran = 0;

    if (wanted)
        cr_assert_eq(sscanf(wanted, "%llu %llu", &from, &count), 2);
    for (uint64_t seed = from; seed < from + count; seed++)
        ran += check_chance(seed, seed % 2);
    cr_assert(ran > count / 8, "only %zu pairs of profiles ran", ran);
}
