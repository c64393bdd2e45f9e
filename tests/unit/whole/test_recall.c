/* SPDX-License-Identifier: MIT
 *
 * A stored run is computed again, bit by bit, out of its database alone.
 */
#include "tests/unit/whole/chance.h"

/* ---- two runs, bit by bit ---- */

static bool same_bytes(const void *a, const void *b, size_t bytes)
{
    return (!a && !b) || (a && b && (bytes == 0 || memcmp(a, b, bytes) == 0));
}

/* Missing is missing, whatever its bits. */
static bool same_numbers(const double *a, const double *b, size_t count)
{
    bool same = !a == !b;

    for (size_t i = 0; same && a && i < count; i++)
        same = isnan(a[i]) ? isnan(b[i]) : memcmp(&a[i], &b[i], sizeof *a) == 0;
    return same;
}

static bool same_notes(const vikt_notes *a, const vikt_notes *b)
{
    bool same = a->count == b->count;

    for (size_t i = 0; same && i < a->count; i++)
        same = a->items[i].row == b->items[i].row &&
               vikt_text_equal(a->items[i].text, b->items[i].text);
    return same;
}

static void assert_cuts(const vikt_cuts *a, const vikt_cuts *b)
{
    cr_assert_eq(a->count, b->count);
    for (size_t i = 0; i < a->count; i++)
        cr_assert(vikt_text_equal(a->items[i].name, b->items[i].name) &&
                  same_numbers(&a->items[i].value, &b->items[i].value, 1));
}

static void assert_points(const vikt_run *a, const vikt_run *b, size_t n)
{
    const vikt_profile *profile = a->profile;

    for (size_t c = 0; c < profile->criterion_count; c++) {
        cr_assert_eq(a->presence.criteria[c], b->presence.criteria[c]);
        cr_assert_eq(a->presence.use_or[c], b->presence.use_or[c]);
        cr_assert(same_numbers(a->points.points[c], b->points.points[c], n), "%.*s",
                  VIKT_SHOW(profile->criteria[c].name));
        cr_assert(same_notes(&a->points.reasons[c], &b->points.reasons[c]));
    }
    cr_assert(same_bytes(a->points.valued, b->points.valued, n * sizeof(uint64_t)));
    cr_assert(same_bytes(a->points.used_or, b->points.used_or, n * sizeof(uint64_t)));
    cr_assert(same_bytes(a->points.failed, b->points.failed, n * sizeof(uint64_t)));
    cr_assert(same_bytes(a->points.rejected, b->points.rejected, n * sizeof(uint64_t)));
    assert_cuts(&a->points.cuts, &b->points.cuts);
    cr_assert(same_numbers(a->score.score, b->score.score, n));
    cr_assert(same_numbers(a->score.coverage, b->score.coverage, n));
}

static void assert_schemes(const vikt_run *a, const vikt_run *b, size_t n)
{
    cr_assert_eq(a->presence.primary, b->presence.primary);
    for (size_t s = 0; s < a->profile->scheme_count; s++) {
        const vikt_scheme_result *x = &a->classification.schemes[s];
        const vikt_scheme_result *y = &b->classification.schemes[s];

        cr_assert_eq(x->present, y->present);
        cr_assert(same_bytes(x->raw, y->raw, n) && same_bytes(x->effective, y->effective, n));
        cr_assert(same_bytes(x->why, y->why, n) && same_bytes(x->flags, y->flags, n));
        cr_assert(same_bytes(x->rule, y->rule, n) &&
                  same_bytes(x->since, y->since, n * sizeof(int32_t)));
        cr_assert(same_notes(&x->reasons, &y->reasons));
        cr_assert(same_numbers(&x->total, &y->total, 1) &&
                  same_numbers(&x->outside, &y->outside, 1) &&
                  same_numbers(x->last_share, y->last_share, a->profile->schemes[s].class_count));
    }
    assert_cuts(&a->classification.cuts, &b->classification.cuts);
    for (size_t r = 0; r < a->profile->rule_count; r++)
        cr_assert(same_bytes(a->classification.rule_held[r], b->classification.rule_held[r], n));
}

static void assert_actions(const vikt_run *a, const vikt_run *b, size_t n)
{
    vikt_action_context of_a = {a->population, &a->presence, &a->points, &a->score,
                                &a->classification};
    vikt_action_context of_b = {b->population, &b->presence, &b->points, &b->score,
                                &b->classification};

    for (size_t i = 0; i < a->profile->action_count; i++)
        for (size_t row = 0; row < n; row++) {
            bool applies =
                vikt_action_applies(a->profile, &a->presence, &a->classification, i, row);
            vikt_buffer x, y;

            cr_assert_eq(applies,
                         vikt_action_applies(b->profile, &b->presence, &b->classification, i, row));
            if (!applies)
                continue;
            vikt_buffer_init(&x, NULL, 100000);
            vikt_buffer_init(&y, NULL, 100000);
            vikt_action_text(&of_a, i, row, &x);
            vikt_action_text(&of_b, i, row, &y);
            cr_assert(vikt_text_equal(vikt_buffer_view(&x), vikt_buffer_view(&y)),
                      "%.*s is not %.*s", VIKT_SHOW(vikt_buffer_view(&y)),
                      VIKT_SHOW(vikt_buffer_view(&x)));
            vikt_buffer_clear(&x);
            vikt_buffer_clear(&y);
        }
}

static void assert_equal(const vikt_run *a, const vikt_run *b)
{
    size_t n = vikt_run_customers(a);

    cr_assert_eq(vikt_run_customers(b), n);
    cr_assert_eq(b->id, a->id);
    cr_assert_eq(b->as_of, a->as_of);
    cr_assert_str_eq(b->profile->digest, a->profile->digest);
    cr_assert(vikt_text_equal(b->profile->name, a->profile->name));
    cr_assert_eq(b->previous.run_id, a->previous.run_id);
    for (size_t row = 0; row < n; row++)
        cr_assert(vikt_text_equal(vikt_population_key(a->population, row),
                                  vikt_population_key(b->population, row)) &&
                  vikt_text_equal(vikt_population_name(a->population, row),
                                  vikt_population_name(b->population, row)));
    assert_points(a, b, n);
    assert_schemes(a, b, n);
    assert_actions(a, b, n);
    cr_assert_eq(b->unclassified, a->unclassified);
    cr_assert_eq(b->money, a->money);
    cr_assert_eq(b->script.failure_count, a->script.failure_count);
}

static void assert_recalled(const stored *s, const vikt_run *run)
{
    vikt_run *recalled = stored_recall(s, run->id);

    assert_equal(run, recalled);
    vikt_run_free(recalled);
}

/* ---- the examples ---- */

/* As a run of an earlier version is, which does not say what fields there were. */
static void forget_fields(const stored *s)
{
    vikt_error err = {0};
    vikt_store *store = NULL;

    cr_assert_eq(vikt_store_open(s->database, VIKT_STORE_WRITE, &store, &err), VIKT_OK);
    cr_assert_eq(vikt_store_begin(store, &err), VIKT_OK);
    cr_assert_eq(vikt_store_run(store, "DELETE FROM run_field", NULL, 0, NULL, NULL, &err),
                 VIKT_OK);
    cr_assert_eq(vikt_store_commit(store, &err), VIKT_OK);
    vikt_store_close(store);
}

/* As it is; later with other weights; and with those again, so that what has lasted counts. */
static void check_example(const char *name)
{
    static const char *const dates[] = {"2026-06-30", "2026-07-31", "2026-09-30", "2026-10-01"};
    const vikt_override scale = {"profile.min_coverage", "0.4"};
    char company[STORED_PATH];
    vikt_run *runs[4];
    stored s;

    stored_open(&s);
    snprintf(company, sizeof company, VIKT_SOURCE "/rules/examples/%s", name);
    s.company = company;
    for (size_t i = 0; i < 4; i++) {
        s.overrides = i == 1 || i == 2 ? &scale : NULL;
        s.override_count = s.overrides != NULL;
        runs[i] = stored_run(&s, dates[i]);
    }
    for (size_t i = 0; i < 4; i++)
        assert_recalled(&s, runs[i]);
    forget_fields(&s);
    for (size_t i = 0; i < 4; i++) {
        assert_recalled(&s, runs[i]);
        vikt_run_free(runs[i]);
    }
    stored_close(&s);
}

Test(recall, every_example_comes_out_as_it_was)
{
    static const char *const names[] = {"abc",    "core", "five-criteria", "impact",   "loyalty",
                                        "matrix", "rfm",  "verkstad",      "wholesale"};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        check_example(names[i]);
}

/* ---- decisions ---- */

/* The first customer gets the worst class of the primary scheme, or that is withdrawn. */
static void decide(const stored *s, const vikt_run *run, bool withdraw)
{
    size_t primary = vikt_run_primary(run);
    char key[64];
    vikt_decision_options options = {
        .customer = key,
        .class_name = vikt_run_class(run, primary, vikt_run_classes(run, primary) - 2),
        .reason = "r",
        .author = "a",
        .today = "2026-11-01"};
    vikt_report_options json = {.json = true};
    vikt_error err = {0};
    char *text = NULL;

    snprintf(key, sizeof key, "%.*s", VIKT_SHOW(vikt_population_key(run->population, 0)));
    cr_assert_eq(withdraw ? vikt_decision_withdraw(s->database, &options, &json, &text, &err)
                          : vikt_decision_make(s->database, &options, &json, &text, &err),
                 VIKT_OK, "%s", err.message);
    vikt_report_free(text);
}

/* What a run was given is kept with it, whatever becomes of the decision. */
Test(recall, decisions_hold_as_they_did)
{
    vikt_run *before, *decided, *after;
    stored s;

    stored_open(&s);
    s.company = VIKT_SOURCE "/rules/examples/core";
    before = stored_run(&s, "2026-06-30");
    decide(&s, before, false);
    decided = stored_run(&s, "2026-07-31");
    decide(&s, decided, true);
    after = stored_run(&s, "2026-09-30");
    cr_assert_eq(vikt_run_decisions(before), 0);
    cr_assert_eq(vikt_run_decisions(decided), 1);
    cr_assert_eq(vikt_run_decisions(after), 0);
    cr_assert(vikt_run_is_decided(decided, vikt_run_primary(decided), 0));
    cr_assert_not(vikt_run_is_decided(decided, vikt_run_primary(decided), 1));
    cr_assert_str_eq(vikt_run_own_class(decided, vikt_run_primary(decided), 0),
                     vikt_run_class_of(before, vikt_run_primary(before), 0));
    cr_assert_str_neq(vikt_run_own_class(decided, vikt_run_primary(decided), 0),
                      vikt_run_class_of(decided, vikt_run_primary(decided), 0));
    cr_assert_str_eq(vikt_run_class_of(after, vikt_run_primary(after), 0),
                     vikt_run_class_of(before, vikt_run_primary(before), 0));
    assert_recalled(&s, before);
    assert_recalled(&s, decided);
    assert_recalled(&s, after);
    vikt_run_free(before);
    vikt_run_free(decided);
    vikt_run_free(after);
    stored_close(&s);
}

/* ---- a company with a bit of everything ---- */

static const char ini[] =
    "[profile]\nname = Alt\n[sources]\ncustomers = kunder.csv\n"
    "rules = rules.lua\n[database]\npath = vikt.db\n"
    "[field note]\ncolumn = Note\n[field phone]\ncolumn = Phone\ntype = text\n"
    "[field first_order]\ncolumn = First order\ntype = date\n[field extra]\ncolumn = "
    "Extra\nrequired = true\n"
    "[scheme class]\nhysteresis = 0.15\nclasses = A 3.5, B 2.5, C 1\n"
    "[scheme segment]\ntype = decision_table\nfile = segments.csv\n"
    "[action call]\nscheme = segment\nclass = Small\n"
    "text = Call {name} at {phone} about {weakest_criterion}\n";

static const char segments[] = "revenue,segment\n>= 1000,Large\n-,Small\n";

static const char late[] = "local late = {}\n"
                           "function late.points(days) return days > 30 and 2 or 4 end\n"
                           "return late\n";

static const char rules[] =
    "local late = require \"late\"\n"
    "measure \"size\" (function(revenue) return revenue > 1000 and \"large \\\"one\\\"\" or "
    "\"small\" end)\n"
    "measure \"unread\" (function(customer) return #(customer.note or \"\") end)\n"
    "criterion \"late\" { weight = 10, missing = \"carry\",\n"
    "  points = function(days_late) return late.points(days_late) end }\n"
    "criterion \"rank\" { weight = 10, points = percentile(\"revenue\") }\n"
    "criterion \"steady\" { weight = 10,\n"
    "  points = function(revenue, previous, population, customer)\n"
    "    local share = revenue / population.revenue.total\n"
    "    if not previous.score then return 1 + share, \"new: \" .. (customer.name or \"?\") end\n"
    "    return math.min(5, previous.score + share), previous.class\n"
    "  end }\n"
    "criterion \"kind\" { weight = 5,\n"
    "  points = lookup(\"size\", { [\"large \\\"one\\\"\"] = 5 }, 1.7) }\n"
    "rule \"old\" { at_most = \"B\", when = function(first_order, today)\n"
    "  return first_order and today - first_order > 1000 end }\n";

static void write_company(const stored *s)
{
    stored_write(s, "vikt.ini", ini);
    stored_write(s, "rules.lua", rules);
    stored_write(s, "late.lua", late);
    stored_write(s, "segments.csv", segments);
}

static void write_customers(const stored *s, const char *rows)
{
    char text[2000];

    snprintf(text, sizeof text,
             "Customer no,Name,Revenue,Days late,First order,Active,Note,Phone,Extra\n%s", rows);
    stored_write(s, "kunder.csv", text);
}

Test(recall, nothing_but_the_database_is_read)
{
    const vikt_override override = {"weight.rank", "35.5"};
    vikt_run *runs[3];
    stored s;

    stored_open(&s);
    write_company(&s);
    write_customers(&s, "1,\"Ål \"\"x\"\" \\ y\",1200.55,0,2020-01-31,yes,\"a\nb\",070,1\n"
                        "2,,0.1,40,2026-01-01,no,,08-1,2\n"
                        "3,Cedar,-5e3,,,,tab\there,,3\n");
    runs[0] = stored_run(&s, "2026-01-31");
    write_customers(&s, "1,Ål,900,,2020-01-31,yes,x,070,1\n2,,1e-7,41,2026-01-01,no,,08-1,2\n"
                        "4,New,123456789.123,3,2025-12-31,,,,\n");
    s.overrides = &override;
    s.override_count = 1;
    runs[1] = stored_run(&s, "2026-02-28");
    runs[2] = stored_run(&s, "2026-04-30");
    cr_assert_str_eq(vikt_run_scheme(runs[0], 0), "class");
    for (size_t i = 0; i < 2; i++) {
        stored_remove(&s, i ? "vikt.ini" : "kunder.csv");
        stored_remove(&s, i ? "rules.lua" : "late.lua");
    }
    stored_write(&s, "segments.csv", "wrong");
    for (size_t i = 0; i < 3; i++) {
        assert_recalled(&s, runs[i]);
        vikt_run_free(runs[i]);
    }
    stored_close(&s);
}

Test(recall, a_run_before_that_is_gone_is_told)
{
    vikt_error err = {0};
    vikt_store *store = NULL;
    vikt_run *run;
    int64_t id;
    stored s;

    stored_open(&s);
    write_company(&s);
    write_customers(&s, "1,A,1200,0,,,,,1\n2,B,10,40,,,,,2\n");
    stored_add(&s, "2026-01-31");
    id = stored_add(&s, "2026-02-28");
    run = stored_recall(&s, id);
    cr_assert_not(run->previous_gone);
    vikt_run_free(run);
    cr_assert_eq(vikt_store_open(s.database, VIKT_STORE_WRITE, &store, &err), VIKT_OK);
    cr_assert_eq(vikt_store_begin(store, &err), VIKT_OK);
    cr_assert_eq(
        vikt_store_run(store, "DELETE FROM run WHERE run_id = 1", NULL, 0, NULL, NULL, &err),
        VIKT_OK);
    cr_assert_eq(vikt_store_commit(store, &err), VIKT_OK);
    vikt_store_close(store);
    run = stored_recall(&s, id);
    cr_assert(run->previous_gone);
    vikt_run_free(run);
    stored_close(&s);
}

static void expect_damage(const stored *s, const char *sql, const char *message)
{
    vikt_run_options options = {.language = vikt_lua()};
    vikt_error err = {0};
    vikt_store *store = NULL;
    vikt_run *run = NULL;

    cr_assert_eq(vikt_store_open(s->database, VIKT_STORE_WRITE, &store, &err), VIKT_OK);
    cr_assert_eq(vikt_store_begin(store, &err), VIKT_OK);
    cr_assert_eq(vikt_store_run(store, sql, NULL, 0, NULL, NULL, &err), VIKT_OK, "%s", err.message);
    cr_assert_eq(vikt_recall_run(store, 1, &options, NULL, &run, &err), VIKT_STORE, "%s", sql);
    cr_assert(strstr(err.message, message), "%s: %s", sql, err.message);
    cr_assert_null(run);
    vikt_store_rollback(store);
    vikt_store_close(store);
}

Test(recall, what_no_run_has_written_is_damage)
{
    stored s;

    stored_open(&s);
    write_company(&s);
    write_customers(&s, "1,A,1200,0,,,,,1\n2,B,10,40,,,,,2\n");
    stored_add(&s, "2026-01-31");
    expect_damage(&s, "UPDATE run SET profile_text = replace(profile_text, '30 and 2', '31 and 2')",
                  "its profile is not the one it was made with");
    expect_damage(&s, "UPDATE run SET profile_text = '[]'", "\"profile_text\"");
    expect_damage(&s, "UPDATE run SET profile_text = '{}'", "\"profile_text\"");
    expect_damage(&s, "UPDATE result SET \"values\" = '[]' WHERE customer_key = '2'", "\"values\"");
    expect_damage(&s, "UPDATE result SET \"values\" = replace(\"values\", ']', ',1]')",
                  "\"values\"");
    expect_damage(&s, "UPDATE result SET \"values\" = replace(\"values\", '10,', '\"10\",')",
                  "\"values\"");
    expect_damage(&s, "UPDATE run SET customers = 1", "\"customers\"");
    expect_damage(&s, "UPDATE run SET as_of = 'soon'", "\"as_of\"");
    expect_damage(&s, "UPDATE run_value SET type = 'numbr'", "\"type\"");
    stored_close(&s);
}

Test(recall, a_run_that_is_not_there_is_wrong_use)
{
    vikt_run_options options = {.language = vikt_lua()};
    vikt_error err = {0};
    vikt_run *run = NULL;
    vikt_store *store;
    stored s;

    stored_open(&s);
    write_company(&s);
    write_customers(&s, "1,A,1200,0,,,,,1\n");
    stored_add(&s, "2026-01-31");
    store = stored_store(&s);
    cr_assert_eq(vikt_recall_run(store, 9, &options, NULL, &run, &err), VIKT_USAGE);
    options.language = NULL;
    cr_assert_eq(vikt_recall_run(store, 1, &options, NULL, &run, &err), VIKT_USAGE);
    vikt_store_close(store);
    stored_close(&s);
}

/* ---- profiles made by chance, in both languages ---- */

/* Two runs, the second one seeing the first. */
static bool check_chance(uint64_t seed)
{
    char path[STORED_PATH], data[STORED_PATH];
    vikt_run *first = NULL, *second = NULL;
    vikt_error err = {0};
    stored s;

    stored_open(&s);
    stored_write(&s, "customers.csv", chance_customers);
    s.company = stored_path(&s, "customers.csv", data);
    s.rules = path;
    if (chance_profile(&s, seed, seed % 2, path))
        first = stored_try(&s, "2026-03-31", &err);
    if (first)
        second = stored_run(&s, "2026-06-30");
    if (second) {
        assert_recalled(&s, first);
        assert_recalled(&s, second);
    }
    vikt_run_free(first);
    vikt_run_free(second);
    stored_close(&s);
    return second != NULL;
}

Test(recall, profiles_made_by_chance_come_out_as_they_were)
{
    const char *wanted = getenv("VIKT_RECALLS"); /* FROM COUNT, to look at some, or at many */
    unsigned long long from = 1, count = 12;
    size_t ran = 0;

    if (wanted)
        cr_assert_eq(sscanf(wanted, "%llu %llu", &from, &count), 2);
    for (uint64_t seed = from; seed < from + count; seed++)
        ran += check_chance(seed);
    cr_assert(ran > count / 4, "only %zu profiles ran", ran);
}
