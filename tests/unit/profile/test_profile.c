/* SPDX-License-Identifier: MIT */
#include "tests/unit/profile/profile_helper.h"

#include "core/base/digest.h"
#include "core/profile/default_ini.h"
#include "tests/unit/profile/fake_language.h"

/* ---- files on top of each other ---- */

typedef struct loaded {
    vikt_profile *profile;
    vikt_code rc;
    vikt_error error;
    heard all;
} loaded;

static loaded load_in(const folder *in, const char *ini, const char *rules,
                      const vikt_override *overrides, size_t count)
{
    char ini_path[256], rules_path[256];
    loaded out = {0};
    vikt_listener listener = {hear_line, &out.all};
    vikt_profile_options options = {.ini = ini ? folder_file(in, ini, ini_path) : NULL,
                                    .rules = rules ? folder_file(in, rules, rules_path) : NULL,
                                    .overrides = overrides,
                                    .override_count = count,
                                    .language = &fake_language};

    out.rc = vikt_profile_load(&options, &listener, &out.profile, &out.error);
    cr_assert_eq(out.rc == VIKT_OK, out.profile != NULL);
    cr_assert_eq(out.rc, out.error.code);
    return out;
}

Test(profile, default_then_ini_then_rules_then_overrides)
{
    folder in = folder_new();
    const vikt_override overrides[] = {{"weight.risk", "7"},
                                       {"profile.min_weight", "0.3"},
                                       {"scheme.class.hysteresis", "0.2"},
                                       {"criterion.revenue.points", "bands revenue 10 20"},
                                       {"database.path", "x.db"}};
    loaded got;

    folder_write(&in, "vikt.ini",
                 "[profile]\nname = Acme\ncurrency = SEK\n[criterion revenue]\nweight = 40\n"
                 "[criterion risk]\nweight = 40\n[sources]\ncustomers = kunder.csv\n"
                 "[remove criterion growth]\n");
    folder_write(&in, "rules.ini",
                 "[criterion revenue]\nweight = 50\n[criterion risk]\nweight = 50\n");
    got = load_in(&in, "vikt.ini", "rules.ini", overrides, 5);
    cr_assert_str_eq(got.all.text, "");
    cr_assert_eq(criterion_of(got.profile, "revenue")->weight, 50);
    cr_assert(!criterion_of(got.profile, "revenue")->builtin);
    cr_assert(criterion_of(got.profile, "admin_time")->builtin);
    cr_assert_eq(criterion_of(got.profile, "risk")->weight, 7);
    cr_assert(text_is(criterion_of(got.profile, "revenue")->points.text, "bands revenue 10 20"));
    cr_assert_null(criterion_of(got.profile, "growth"));
    cr_assert_eq(got.profile->min_weight, 0.3);
    cr_assert_eq(got.profile->schemes[0].hysteresis, 0.2);
    cr_assert_str_eq(vikt_profile_name(got.profile), "Acme");
    cr_assert(text_is(got.profile->currency, "SEK"));
    cr_assert(text_is(got.profile->customers, "kunder.csv"));
    cr_assert(text_is(got.profile->database, "x.db"));
    cr_assert_eq(got.profile->file_count, 4);
    cr_assert(text_is(got.profile->files[0].path, "default"));
    cr_assert_eq(got.profile->files[0].text.length, vikt_default_ini_size);
    cr_assert(text_is(got.profile->files[3].path, "--set"));
    cr_assert_eq(memcmp(got.profile->files[3].text.at, "weight.risk = 7\n", 16), 0);
    vikt_profile_free(got.profile);
    folder_done(&in);
}

Test(profile, the_digest_changes_with_every_byte_and_not_with_the_folder)
{
    folder one = folder_new(), two = folder_new();
    const vikt_override override = {"weight.risk", "15"};
    char digests[4][VIKT_DIGEST_SIZE];
    loaded got;

    folder_write(&one, "vikt.ini", "[profile]\nname = Acme\n");
    folder_write(&two, "vikt.ini", "[profile]\nname = Acme\n");
    got = load_in(&one, "vikt.ini", NULL, NULL, 0);
    memcpy(digests[0], got.profile->digest, VIKT_DIGEST_SIZE);
    vikt_profile_free(got.profile);
    got = load_in(&two, "vikt.ini", NULL, NULL, 0);
    memcpy(digests[1], got.profile->digest, VIKT_DIGEST_SIZE);
    vikt_profile_free(got.profile);
    got = load_in(&two, "vikt.ini", NULL, &override, 1);
    memcpy(digests[2], got.profile->digest, VIKT_DIGEST_SIZE);
    vikt_profile_free(got.profile);
    folder_write(&two, "vikt.ini", "[profile]\nname = Acmf\n");
    got = load_in(&two, "vikt.ini", NULL, NULL, 0);
    memcpy(digests[3], got.profile->digest, VIKT_DIGEST_SIZE);
    vikt_profile_free(got.profile);
    cr_assert_eq(strlen(digests[0]), 32);
    cr_assert_str_eq(digests[0], digests[1]);
    cr_assert_str_neq(digests[0], digests[2]);
    cr_assert_str_neq(digests[0], digests[3]);
    folder_done(&one);
    folder_done(&two);
}

Test(profile, a_field_that_the_company_touches_stays_optional_until_it_says_otherwise)
{
    vikt_profile *profile =
        load_right("[field revenue]\ncolumn = Oms\n[field risk]\noptional = no\n"
                   "[field potential]\nrequired = yes\n[field region]\n");

    cr_assert(field_of(profile, "revenue")->optional);
    cr_assert(!field_of(profile, "revenue")->builtin);
    cr_assert(text_is(field_of(profile, "revenue")->column, "Oms"));
    cr_assert(!field_of(profile, "risk")->optional);
    cr_assert(field_of(profile, "potential")->required &&
              !field_of(profile, "potential")->optional);
    cr_assert(!field_of(profile, "region")->optional && !field_of(profile, "region")->required);
    cr_assert_eq(field_of(profile, "region")->type, VIKT_TYPE_UNKNOWN);
    vikt_profile_free(profile);
}

Test(profile, extends_none_begins_with_nothing)
{
    vikt_profile *profile =
        load_right("[profile]\nextends = none\n[field f]\n[scheme s]\ntype = by_value\n"
                   "field = f\nclasses = A 10, B 0\n");

    cr_assert_eq(profile->field_count, 1);
    cr_assert_eq(profile->criterion_count, 0);
    cr_assert_eq(profile->scheme_count, 1);
    cr_assert_eq(profile->file_count, 1);
    cr_assert_eq(vikt_profile_key_slot(profile), VIKT_SLOT_NONE);
    cr_assert_str_eq(vikt_profile_name(profile), "vikt");
    vikt_profile_free(profile);
}

Test(profile, extends_takes_a_file_beside_this_one_before_it)
{
    folder in = folder_new();
    loaded got;

    folder_write(&in, "base.ini",
                 "[criterion revenue]\nweight = 1\n[criterion risk]\nweight = 1\n");
    folder_write(&in, "vikt.ini", "[profile]\nextends = base.ini\n[criterion risk]\nweight = 2\n");
    folder_write(&in, "rules.lua", "criterion c points revenue\n");
    got = load_in(&in, "vikt.ini", "rules.lua", NULL, 0);
    cr_assert_eq(got.rc, VIKT_OK, "%s", got.error.message);
    cr_assert_eq(got.profile->file_count, 4);
    cr_assert_eq(criterion_of(got.profile, "revenue")->weight, 1);
    cr_assert_eq(criterion_of(got.profile, "risk")->weight, 2);
    cr_assert_not_null(criterion_of(got.profile, "c"));
    cr_assert(got.profile->has_engine);
    vikt_profile_free(got.profile);
    folder_done(&in);
}

/* The rules' `extends` decides; a file that is both base and the company's ini is read once. */
Test(profile, the_topmost_extends_decides_the_base)
{
    folder in = folder_new();
    loaded got;

    folder_write(&in, "vikt.ini", "[profile]\nextends = none\n[criterion risk]\nweight = 2\n");
    folder_write(&in, "rules.lua", "extends default\ncriterion c points revenue\n");
    got = load_in(&in, "vikt.ini", "rules.lua", NULL, 0);
    cr_assert_eq(got.rc, VIKT_OK, "%s", got.error.message);
    cr_assert_eq(got.profile->file_count, 3);
    vikt_profile_free(got.profile);
    folder_write(&in, "vikt.ini", "[criterion risk]\nweight = 2\n");
    folder_write(&in, "rules.lua", "extends vikt.ini\ncriterion c points revenue\n");
    got = load_in(&in, "vikt.ini", "rules.lua", NULL, 0);
    cr_assert_eq(got.rc, VIKT_OK, "%s", got.error.message);
    cr_assert_eq(got.profile->file_count, 3);
    vikt_profile_free(got.profile);
    folder_done(&in);
}

Test(profile, the_ini_may_name_its_rule_file)
{
    folder in = folder_new();
    loaded got;

    folder_write(&in, "vikt.ini", "[sources]\nrules = rules.lua\n");
    folder_write(&in, "rules.lua", "criterion c points revenue\n");
    folder_write(&in, "rules.ini", "[criterion d]\nweight = 1\npoints = rating risk\n");
    got = load_in(&in, "vikt.ini", NULL, NULL, 0);
    cr_assert_eq(got.rc, VIKT_OK, "%s", got.error.message);
    cr_assert_not_null(criterion_of(got.profile, "c"));
    vikt_profile_free(got.profile);
    got = load_in(&in, "vikt.ini", "rules.ini", NULL, 0);
    cr_assert_null(criterion_of(got.profile, "c"));
    cr_assert_not_null(criterion_of(got.profile, "d"));
    vikt_profile_free(got.profile);
    folder_done(&in);
}

static void expect_extends(const char *extends, const char *told)
{
    folder in = folder_new();
    char text[300];
    loaded got;

    snprintf(text, sizeof text, "[profile]\nextends = %s\n", extends);
    folder_write(&in, "vikt.ini", text);
    got = load_in(&in, "vikt.ini", NULL, NULL, 0);
    cr_expect_eq(got.rc, VIKT_PROFILE);
    cr_expect_str_eq(got.all.text, told);
    folder_done(&in);
}

Test(profile, extends_does_not_leave_the_folder)
{
    expect_extends("../base.ini",
                   "vikt.ini:2: extends = \"../base.ini\" is not a file beside this one\n");
    expect_extends("a/../../b.ini",
                   "vikt.ini:2: extends = \"a/../../b.ini\" is not a file beside this one\n");
    expect_extends("/etc/x.ini",
                   "vikt.ini:2: extends = \"/etc/x.ini\" is not a file beside this one\n");
    expect_extends("..\\b.ini",
                   "vikt.ini:2: extends = \"..\\b.ini\" is not a file beside this one\n");
    expect_extends("defualt",
                   "vikt.ini:2: extends = \"defualt\" is neither default, none nor an .ini or "
                   ".lua file beside this one; did you mean \"default\"?\n");
}

/* Nobody but these files could hold what the other lines speak of. */
Test(profile, a_file_that_is_named_but_not_there_hides_no_other_error)
{
    folder in = folder_new();
    char path[256];
    loaded got;

    folder_write(&in, "vikt.ini",
                 "[profile]\nextends = base.ini\n[criterion revenue]\nweight = -1\n"
                 "[criterion of base]\nweight = 3\n[rule r]\nwhen = margin > 3\nat_most = X\n"
                 "[action a]\nscheme = s\nclass = D\ntext = {margin}\n[sources]\n"
                 "rules = rules.lua\n");
    got = load_in(&in, "vikt.ini", NULL, NULL, 0);
    cr_assert_eq(got.rc, VIKT_PROFILE);
    cr_assert_str_eq(
        got.all.text,
        "vikt.ini:2: extends = \"base.ini\" cannot be read: No such file or directory\n"
        "vikt.ini:4: criterion \"revenue\": weight = -1 is below 0\n"
        "vikt.ini:15: rules = \"rules.lua\" cannot be read: No such file or directory\n");
    mkdir(folder_file(&in, "other.ini", path), 0700);
    folder_write(&in, "a.ini", "[profile]\nextends = other.ini\n");
    folder_write(&in, "vikt.ini", "[profile]\nextends = a.ini\n[rule r]\nwhen = margin > 3\n");
    got = load_in(&in, "vikt.ini", NULL, NULL, 0);
    cr_assert_eq(got.rc, VIKT_PROFILE);
    cr_assert_str_eq(got.all.text,
                     "a.ini:2: extends = \"other.ini\" cannot be read: Is a directory\n");
    rmdir(path);
    folder_write(&in, "vikt.ini", "[sources]\nrules = rules.txt\n[rule r]\nwhen = margin > 3\n");
    got = load_in(&in, "vikt.ini", NULL, NULL, 0);
    cr_assert_eq(got.rc, VIKT_PROFILE);
    cr_assert_str_eq(got.all.text,
                     "vikt.ini:2: rules = \"rules.txt\" is neither an .ini nor a .lua file\n");
    folder_done(&in);
}

Test(profile, without_a_name_of_its_own_it_has_that_of_the_topmost_file)
{
    static const char from_nothing[] = "[profile]\nextends = none\n[field f]\n[scheme s]\n"
                                       "type = by_value\nfield = f\nclasses = A 10, B 0\n";
    folder in = folder_new();
    loaded got;

    folder_write(&in, "vikt.ini", from_nothing);
    folder_write(&in, "rules.ini", "");
    got = load_in(&in, "vikt.ini", "rules.ini", NULL, 0);
    cr_assert_str_eq(vikt_profile_name(got.profile), "rules");
    vikt_profile_free(got.profile);
    folder_write(&in, "rules.ini", "[profile]\nname = Acme\n");
    got = load_in(&in, "vikt.ini", "rules.ini", NULL, 0);
    cr_assert_str_eq(vikt_profile_name(got.profile), "Acme");
    vikt_profile_free(got.profile);
    folder_write(&in, "vikt.ini", "[profile]\nlanguage = sv\n");
    got = load_in(&in, "vikt.ini", NULL, NULL, 0);
    cr_assert_str_eq(vikt_profile_name(got.profile), "Default");
    vikt_profile_free(got.profile);
    folder_done(&in);
}

Test(profile, files_that_extend_each_other_are_named)
{
    folder in = folder_new();
    loaded got;
    size_t last;

    folder_write(&in, "vikt.ini", "[profile]\nextends = a.ini\n");
    folder_write(&in, "a.ini", "[profile]\nextends = b.ini\n");
    folder_write(&in, "b.ini", "[profile]\n\nextends = a.ini\n");
    got = load_in(&in, "vikt.ini", NULL, NULL, 0);
    cr_assert_eq(got.rc, VIKT_PROFILE);
    cr_assert_eq(got.error.place.line, 3);
    cr_assert_not_null(
        strstr(got.all.text, "b.ini:3: the files extend each other in a circle: /tmp/"));
    last = strlen(got.all.text);
    cr_assert_str_eq(got.all.text + last - 7, "/a.ini\n");
    folder_done(&in);
}

Test(profile, sixteen_files_may_extend_each_other)
{
    folder in = folder_new();
    char name[16], text[64];
    loaded got;

    for (int i = 0; i < 18; i++) {
        snprintf(name, sizeof name, "f%d.ini", i);
        snprintf(text, sizeof text, "[profile]\nextends = f%d.ini\n", i + 1);
        folder_write(&in, name, i == 17 ? "" : text);
    }
    got = load_in(&in, "f1.ini", NULL, NULL, 0); /* f2 to f17: 16 files */
    cr_assert_eq(got.rc, VIKT_OK, "%s", got.error.message);
    cr_assert_eq(got.profile->file_count, 18);
    vikt_profile_free(got.profile);
    got = load_in(&in, "f0.ini", NULL, NULL, 0);
    cr_assert_eq(got.rc, VIKT_PROFILE);
    cr_assert_str_eq(got.all.text, "f16.ini:2: more than 16 files extend each other\n");
    for (int i = 0; i < 18; i++) {
        char path[256];

        snprintf(name, sizeof name, "f%d.ini", i);
        unlink(folder_file(&in, name, path));
    }
    folder_done(&in);
}

Test(profile, errors_of_all_files_come_in_the_order_of_files_and_lines)
{
    folder in = folder_new();
    loaded got;

    folder_write(&in, "vikt.ini", "[criterion revenue]\nweight = -1\nweigth = 3\n[rule r]\n");
    folder_write(&in, "rules.ini", "[criterion risk]\nweight = -1\nx\n");
    got = load_in(&in, "vikt.ini", "rules.ini", NULL, 0);
    cr_assert_eq(got.rc, VIKT_PROFILE);
    cr_assert_str_eq(
        got.all.text,
        "vikt.ini:2: criterion \"revenue\": weight = -1 is below 0\n"
        "vikt.ini:3: criterion \"revenue\": weigth is not a key of a criterion; did you mean "
        "\"weight\"?\n"
        "vikt.ini:4: rule \"r\": it has no when, such as when = days_late > 45\n"
        "vikt.ini:4: rule \"r\": it needs one of at_most, at_least and exactly\n"
        "rules.ini:2: criterion \"risk\": weight = -1 is below 0\n"
        "rules.ini:3: expected \"key = value\" or \"[section]\", not \"x\"\n");
    cr_assert_str_eq(got.error.message, "criterion \"revenue\": weight = -1 is below 0");
    folder_done(&in);
}

static void expect_override(const char *name, const char *value, const char *told)
{
    folder in = folder_new();
    const vikt_override override = {name, value};
    loaded got = load_in(&in, NULL, NULL, &override, 1);

    cr_expect_eq(got.rc, VIKT_USAGE);
    cr_expect_str_eq(got.all.text, told);
    folder_done(&in);
}

Test(profile, wrong_overrides_are_wrong_use)
{
    expect_override("weight.revenu", "4",
                    "--set:0: \"weight.revenu\": there is no criterion \"revenu\"; did you mean "
                    "\"revenue\"?\n");
    expect_override("weight.revenue", "much",
                    "--set:0: \"weight.revenue\": \"much\" is not a number\n");
    expect_override("weight.revenue", "", "--set:0: \"weight.revenue\": a value is missing\n");
    expect_override("weight.revenue", "-4",
                    "--set:0: criterion \"revenue\": weight = -4 is below 0\n");
    expect_override(
        "weigth.revenue", "4",
        "--set:0: \"weigth.revenue\": weigth cannot be set; did you mean \"weight\"?\n");
    expect_override("nothing.revenue", "4",
                    "--set:0: \"nothing.revenue\": nothing cannot be set\n");
    expect_override(
        "scheme.class.hysteresys", "4",
        "--set:0: \"scheme.class.hysteresys\": hysteresys is not a key of a scheme; did you "
        "mean \"hysteresis\"?\n");
    expect_override("profile.extends", "none",
                    "--set:0: \"profile.extends\" can only be written in a file\n");
    expect_override("weight", "4",
                    "--set:0: \"weight\" is not a name such as weight.NAME, profile.KEY, "
                    "criterion.NAME.KEY or scheme.NAME.KEY\n");
    expect_override(
        "criterion.revenue", "4",
        "--set:0: \"criterion.revenue\" is not a name such as weight.NAME, profile.KEY, "
        "criterion.NAME.KEY or scheme.NAME.KEY\n");
}

Test(profile, files_that_cannot_be_read_are_wrong_input)
{
    folder in = folder_new();
    char *large = malloc(1024 * 1024 + 1);
    char path[256];
    loaded got = load_in(&in, "vikt.ini", NULL, NULL, 0);

    cr_assert_eq(got.rc, VIKT_INPUT);
    cr_assert_str_eq(got.all.text, "vikt.ini:0: cannot be read: No such file or directory\n");
    mkdir(folder_file(&in, "other.ini", path), 0700);
    got = load_in(&in, "other.ini", NULL, NULL, 0);
    cr_assert_eq(got.rc, VIKT_INPUT);
    cr_assert_str_eq(got.error.message, "cannot be read: Is a directory");
    rmdir(path);
    memset(large, '#', 1024 * 1024 + 1);
    for (size_t i = 99; i < 1024 * 1024 + 1; i += 100)
        large[i] = '\n';
    folder_write_bytes(&in, "vikt.ini", large, 1024 * 1024);
    got = load_in(&in, "vikt.ini", NULL, NULL, 0);
    cr_assert_eq(got.rc, VIKT_OK);
    vikt_profile_free(got.profile);
    folder_write_bytes(&in, "vikt.ini", large, 1024 * 1024 + 1);
    got = load_in(&in, "vikt.ini", NULL, NULL, 0);
    cr_assert_eq(got.rc, VIKT_INPUT);
    cr_assert_str_eq(got.error.message, "is larger than 1 MiB, too large for a profile");
    folder_write(&in, "rules.txt", "");
    got = load_in(&in, NULL, "rules.txt", NULL, 0);
    cr_assert_eq(got.rc, VIKT_USAGE);
    cr_assert_str_eq(got.error.message, "is neither an .ini nor a .lua file");
    folder_write(&in, "empty.ini", "");
    got = load_in(&in, "empty.ini", NULL, NULL, 0);
    cr_assert_eq(got.rc, VIKT_OK);
    vikt_profile_free(got.profile);
    free(large);
    folder_done(&in);
}

/* ---- memory ---- */

typedef struct budget {
    size_t left, used;
} budget;

static void *spend(void *context, void *memory, size_t size)
{
    budget *b = context;

    if (size == 0) {
        free(memory);
        return NULL;
    }
    if (b->left == 0)
        return NULL;
    b->left--;
    b->used++;
    return realloc(memory, size);
}

Test(profile, any_allocation_may_fail_and_nothing_is_lost)
{
    folder in = folder_new();
    const vikt_override override = {"weight.risk", "4"};
    char ini[256], rules[256];
    size_t failures = 0;
    vikt_code rc = VIKT_MEMORY;

    folder_write(
        &in, "vikt.ini",
        "[profile]\nname = x\nextends = base.ini\n[rule r]\nwhen = risk > 3\nat_most = B\n");
    folder_write(
        &in, "base.ini",
        "[criterion c]\nweight = 1\npoints = lookup name a 1 b 2\n[remove criterion growth]\n");
    folder_write(&in, "rules.lua", "criterion d points revenue\nmeasure m value revenue\n");
    for (size_t limit = 0; rc == VIKT_MEMORY && limit < 5000; limit++) {
        budget left = {limit, 0};
        vikt_allocator allocator = {spend, &left};
        vikt_profile_options options = {.ini = folder_file(&in, "vikt.ini", ini),
                                        .rules = folder_file(&in, "rules.lua", rules),
                                        .overrides = &override,
                                        .override_count = 1,
                                        .language = &fake_language,
                                        .allocator = &allocator};
        vikt_profile *profile;
        vikt_error error = {0};

        rc = vikt_profile_load(&options, NULL, &profile, &error);
        failures += rc == VIKT_MEMORY;
        cr_assert_eq(profile == NULL, rc != VIKT_OK);
        vikt_profile_free(profile);
    }
    cr_assert_eq(rc, VIKT_OK);
    cr_assert(failures > 10);
    folder_done(&in);
}
