/* SPDX-License-Identifier: MIT */
#include "core/profile/presence.h"
#include "tests/unit/profile/fake_language.h"
#include "tests/unit/profile/profile_helper.h"

typedef struct asked {
    vikt_arena arena;
    vikt_presence out;
    vikt_code rc;
    vikt_error error;
    heard all;
} asked;

/* What profile can do with the fields of `names`, separated by spaces. */
static void ask(const vikt_profile *profile, const char *names, asked *out)
{
    bool have[VIKT_FIELDS_MAX] = {false};
    vikt_listener listener = {hear_line, &out->all};

    memset(out, 0, sizeof *out);
    for (size_t i = 0; i < profile->field_count; i++) {
        char name[128], words[512];

        snprintf(name, sizeof name, " %.*s ", VIKT_SHOW(profile->fields[i].name));
        snprintf(words, sizeof words, " %s ", names);
        have[i] = strstr(words, name) != NULL;
    }
    vikt_arena_init(&out->arena, NULL);
    out->rc = vikt_presence_of(profile, have, &listener, &out->arena, &out->out, &out->error);
    cr_assert_eq(out->rc, out->error.code);
}

/* "note: default:151: criterion ..." becomes "criterion ...": the built-in profile's lines may
 * move. */
static void without_places(char *text)
{
    char *out = text;

    while (*text) {
        size_t length = strcspn(text, "\n") + 1;
        const char *message = strstr(strchr(text + 6, ':') + 1, ": ") + 2;
        size_t kept = length - (size_t)(message - text);

        memmove(out, message, kept);
        out += kept;
        text += length;
    }
    *out = '\0';
}

static const char every[] =
    "key name revenue revenue_prev potential product_groups admin_hours risk days_late";

Test(presence, nothing_is_left_out_when_all_is_there)
{
    vikt_profile *profile = load_right("");
    asked got;

    ask(profile, every, &got);
    cr_assert_eq(got.rc, VIKT_OK);
    cr_assert_str_eq(got.all.text, "");
    cr_assert_eq(got.out.weight, 100);
    cr_assert_eq(got.out.weight_known, 100);
    cr_assert(!got.out.thin);
    cr_assert_eq(got.out.primary, 0);
    cr_assert(!got.out.use_or[4]);
    vikt_arena_clear(&got.arena);
    vikt_profile_free(profile);
}

/* Only revenue, 30 of 100: below min_weight 0.5, so the share scheme is the primary one. */
Test(presence, with_revenue_alone_the_score_is_thin_and_shares_are_primary)
{
    vikt_profile *profile = load_right("");
    asked got;

    ask(profile, "name revenue", &got);
    cr_assert_eq(got.rc, VIKT_OK);
    cr_assert(got.out.thin);
    cr_assert_eq(got.out.weight_known, 30);
    cr_assert(got.out.schemes[0]);
    cr_assert(got.out.schemes[1]);
    cr_assert(!got.out.schemes[2]);
    cr_assert_eq(got.out.primary, 1);
    cr_assert(got.out.actions[0]);
    cr_assert(!got.out.actions[1] && !got.out.actions[2] && !got.out.actions[4]);
    without_places(got.all.text);
    cr_assert_str_eq(
        got.all.text,
        "criterion \"development_potential\" (25 % of the weight) is left out: no column for "
        "\"potential\"\n"
        "criterion \"product_mix\" (15 % of the weight) is left out: no column for "
        "\"product_groups\"\n"
        "criterion \"admin_time\" (15 % of the weight) is left out: no column for "
        "\"admin_hours\"\n"
        "criterion \"risk\" (15 % of the weight) is left out: no column for \"risk\" or "
        "\"days_late\"\n"
        "criterion \"growth\" (0 % of the weight) is left out: no column for "
        "\"revenue_prev\"\n"
        "scheme \"matrix\" is left out: there are no points for "
        "\"development_potential\"\n"
        "action \"lift\" is left out: there are no points to the next class in scheme \"abc\"\n"
        "action \"develop\" is left out: there are no points for "
        "\"development_potential\"\n"
        "action \"release\" is left out: there are no points for "
        "\"development_potential\"\n");
    vikt_arena_clear(&got.arena);
    vikt_profile_free(profile);
}

/* 30 + 20 of 100 is not below 0.5; 30 + 19 of 99 is. */
Test(presence, min_weight_itself_is_enough)
{
    const char *text = "[criterion development_potential]\nweight = %d\n";
    char ini[200];
    vikt_profile *profile;
    asked got;

    snprintf(ini, sizeof ini, text, 20);
    strcat(ini, "[criterion admin_time]\nweight = 20\n");
    profile = load_right(ini); /* 30 20 15 20 15: 100 */
    ask(profile, "revenue potential", &got);
    cr_assert_eq(got.out.weight, 100);
    cr_assert_eq(got.out.weight_known, 50);
    cr_assert(!got.out.thin);
    cr_assert_eq(got.out.primary, 0);
    vikt_arena_clear(&got.arena);
    vikt_profile_free(profile);
    snprintf(ini, sizeof ini, text, 19);
    strcat(ini, "[criterion admin_time]\nweight = 20\n");
    profile = load_right(ini);
    ask(profile, "revenue potential", &got);
    cr_assert(got.out.thin);
    cr_assert_eq(got.out.primary, 1);
    vikt_arena_clear(&got.arena);
    vikt_profile_free(profile);
}

Test(presence, the_second_scale_stands_in_for_the_first)
{
    vikt_profile *profile = load_right("");
    asked got;

    ask(profile, "revenue revenue_prev potential product_groups admin_hours days_late", &got);
    cr_assert_str_eq(got.all.text, "");
    cr_assert(got.out.criteria[4]);
    cr_assert(got.out.use_or[4]);
    cr_assert_eq(got.out.weight_known, 100);
    vikt_arena_clear(&got.arena);
    vikt_profile_free(profile);
}

Test(presence, nothing_at_all_classifies_nobody)
{
    vikt_profile *profile = load_right("");
    asked got;

    ask(profile, "name", &got);
    cr_assert_eq(got.rc, VIKT_OK);
    cr_assert_eq(got.out.primary, VIKT_INDEX_NONE);
    cr_assert(!got.out.schemes[0]);
    cr_assert(!got.out.actions[0]);
    cr_assert_not_null(strstr(got.all.text, "scheme \"class\" is left out: there is no score\n"));
    cr_assert_not_null(
        strstr(got.all.text, "scheme \"abc\" is left out: no column for \"revenue\"\n"));
    vikt_arena_clear(&got.arena);
    vikt_profile_free(profile);
}

Test(presence, a_needed_field_that_no_source_has_is_an_error)
{
    vikt_profile *profile = load_right("[field silence]\n"
                                       "[field region]\n"
                                       "type = text\n"
                                       "[field unused]\n"
                                       "[field must]\n"
                                       "required = yes\n"
                                       "[measure m]\n"
                                       "value = ratio revenue silence\n"
                                       "[criterion a]\n"
                                       "weight = 1\n"
                                       "points = percentile silence\n"
                                       "[criterion b]\n"
                                       "weight = 1\n"
                                       "points = percentile m\n"
                                       "[rule r]\n"
                                       "when = region = North\n"
                                       "at_most = B\n"
                                       "[scheme s]\n"
                                       "type = by_value\n"
                                       "field = silence\n"
                                       "classes = A 1, B 0\n");
    asked got;

    ask(profile, every, &got);
    cr_assert_eq(got.rc, VIKT_PROFILE);
    cr_assert_str_eq(
        got.all.text,
        "vikt.ini:5: field \"must\" is required, but no source has it\n"
        "vikt.ini:7: measure \"m\" needs the field \"silence\", which no source has\n"
        "vikt.ini:9: criterion \"a\" needs the field \"silence\", which no source has\n"
        "vikt.ini:18: scheme \"s\" needs the field \"silence\", which no source has\n"
        "vikt.ini:15: rule \"r\" needs the field \"region\", which no source has\n");
    cr_assert_eq(got.error.place.line, 5);
    vikt_arena_clear(&got.arena);
    ask(profile, "revenue silence region must", &got);
    cr_assert_eq(got.rc, VIKT_OK);
    vikt_arena_clear(&got.arena);
    vikt_profile_free(profile);
}

Test(presence, sums_make_do_with_what_is_there_and_ratios_do_not)
{
    vikt_profile *profile = load_right("[measure s]\nvalue = sum revenue admin_hours\n"
                                       "[measure r]\nvalue = ratio revenue admin_hours\n"
                                       "[measure t]\nvalue = difference r revenue\n"
                                       "[criterion c]\nweight = 50\npoints = percentile t\n");
    vikt_slot s = vikt_profile_slot(profile, VIKT_TEXT("s"));
    asked got;

    ask(profile, "revenue", &got);
    cr_assert_eq(got.rc, VIKT_OK);
    cr_assert(got.out.slots[s]);
    cr_assert(!got.out.slots[s + 1]);
    cr_assert(!got.out.slots[s + 2]);
    cr_assert_not_null(strstr(got.all.text,
                              "criterion \"c\" (33.3 % of the weight) is left out: no column for "
                              "\"admin_hours\"\n"));
    vikt_arena_clear(&got.arena);
    vikt_profile_free(profile);
}

Test(presence, rules_follow_the_runs_primary_scheme)
{
    vikt_profile *profile =
        load_right("[scheme class]\nclasses = A 4, B 3, B- 2, C 1\n"
                   "[rule only class has it]\nwhen = revenue > 1\nat_most = B-\n"
                   "[rule both have it]\nwhen = revenue > 1\nat_most = B\n"
                   "[rule needs risk]\nwhen = risk > 3 and revenue > 1\nat_most = B\n"
                   "[rule needs points]\nwhen = points.risk < 2\nexactly = B\n");
    asked got;

    ask(profile, "revenue", &got); /* thin: abc is primary */
    cr_assert_eq(got.rc, VIKT_OK);
    cr_assert_eq(got.out.primary, 1);
    cr_assert(!got.out.rules[0]);
    cr_assert(got.out.rules[1]);
    cr_assert(!got.out.rules[2]);
    cr_assert(!got.out.rules[3]);
    cr_assert_not_null(strstr(got.all.text,
                              "rule \"only class has it\" is left out: its class is not in scheme "
                              "\"abc\"\n"));
    cr_assert_not_null(
        strstr(got.all.text, "rule \"needs risk\" is left out: no column for \"risk\"\n"));
    cr_assert_not_null(strstr(
        got.all.text, "rule \"needs points\" is left out: there are no points for \"risk\"\n"));
    vikt_arena_clear(&got.arena);
    vikt_profile_free(profile);
}

Test(presence, a_function_needs_its_parameters_but_not_those_that_may_be_nil)
{
    folder in = folder_new();
    char path[256];
    vikt_profile_options options = {.rules = folder_file(&in, "rules.lua", path),
                                    .language = &fake_language};
    vikt_profile *profile;
    asked got;

    folder_write(&in, "rules.lua",
                 "measure m value revenue risk_or_nil\n"
                 "criterion a points m potential_or_nil\n"
                 "criterion b points admin_hours\n"
                 "scheme s class result\n");
    cr_assert_eq(vikt_profile_load(&options, NULL, &profile, NULL), VIKT_OK);
    ask(profile, "revenue", &got);
    cr_assert_eq(got.rc, VIKT_OK);
    cr_assert(got.out.criteria[6]);
    cr_assert(!got.out.criteria[7]);
    cr_assert(got.out.schemes[3]);
    vikt_arena_clear(&got.arena);
    vikt_profile_free(profile);
    folder_done(&in);
}

/* With all data the score is there, but abc is not made from it. */
Test(presence, actions_that_speak_of_the_score_need_one)
{
    vikt_profile *profile = load_right("[action weak]\n"
                                       "class = A\n"
                                       "text = Look at {weakest_criterion}\n"
                                       "[action weak abc]\n"
                                       "scheme = abc\n"
                                       "class = A\n"
                                       "text = Look at {weakest_criterion}\n"
                                       "[action gap abc]\n"
                                       "scheme = abc\n"
                                       "class = B\n"
                                       "text = {gap} to A\n"
                                       "[action gap class]\n"
                                       "scheme = class\n"
                                       "class = B\n"
                                       "text = {gap} to A\n");
    asked got;

    ask(profile, every, &got);
    cr_assert(got.out.actions[1]);
    cr_assert(got.out.actions[8] && got.out.actions[9]);
    cr_assert(!got.out.actions[10] && got.out.actions[11]);
    cr_assert_str_eq(got.all.text,
                     "note: vikt.ini:8: action \"gap abc\" is left out: there are no points to the "
                     "next class in scheme \"abc\"\n");
    vikt_arena_clear(&got.arena);
    ask(profile, "revenue", &got);
    for (size_t i = 8; i < 12; i++)
        cr_assert(!got.out.actions[i]);
    for (size_t i = 0; i < 2; i++) {
        static const char *const told[] = {"\"weak\"", "\"weak abc\""};
        char line[200];

        snprintf(line, sizeof line,
                 "action %s is left out: it speaks of the score, for which too little is known\n",
                 told[i]);
        cr_assert_not_null(strstr(got.all.text, line));
    }
    cr_assert_not_null(strstr(got.all.text, "action \"gap class\" is left out: it speaks of the "
                                            "score, for which too little is known\n"));
    vikt_arena_clear(&got.arena);
    vikt_profile_free(profile);
}

#define TABLES                                                                                     \
    "[field region]\ntype = text\noptional = yes\n[field orders]\ntype = number\noptional = yes\n" \
    "[scheme s]\ntype = decision_table\nrow 1 = region = North: A\nrow 2 = orders > 3: B\n"        \
    "row 3 = always: C\n[criterion c]\nweight = 0\npoints = decision_table\n"                      \
    "row 1 = region = North: 5\nrow 2 = always: 1\n"

/* Of the scheme two rows are left, of the criterion only one that asks nothing. */
Test(presence, rows_of_a_table_are_left_out_like_rules_and_then_the_table)
{
    vikt_profile *profile = load_right(TABLES);
    asked got;
    char names[200];

    snprintf(names, sizeof names, "%s orders", every);
    ask(profile, names, &got);
    cr_assert_eq(got.rc, VIKT_OK);
    without_places(got.all.text);
    cr_assert_str_eq(got.all.text,
                     "criterion \"c\" (0 % of the weight) is left out: no column for \"region\"\n"
                     "row 1 of scheme \"s\" is left out: no column for \"region\"\n");
    cr_assert(got.out.schemes[profile->scheme_count - 1]);
    cr_assert(!got.out.criteria[profile->criterion_count - 1]);
    vikt_arena_clear(&got.arena);
    ask(profile, every, &got);
    cr_assert(!got.out.schemes[profile->scheme_count - 1]);
    vikt_arena_clear(&got.arena);
    vikt_profile_free(profile);
}

Test(presence, a_row_that_needs_a_field_that_must_be_there_is_an_error)
{
    vikt_profile *profile = load_right("[field calls]\ntype = number\n[scheme s]\ntype = "
                                       "decision_table\nrow 1 = calls > 3: B\nrow 2 = calls < 2: "
                                       "C\nrow 3 = revenue > 3: C\n");
    asked got;

    ask(profile, every, &got);
    cr_assert_eq(got.rc, VIKT_PROFILE);
    cr_assert_eq(got.all.errors, 1);
    cr_assert_str_eq(got.error.message,
                     "scheme \"s\" needs the field \"calls\", which no source has");
    vikt_arena_clear(&got.arena);
    vikt_profile_free(profile);
}
