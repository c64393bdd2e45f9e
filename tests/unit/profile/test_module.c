/* SPDX-License-Identifier: MIT */
#include "tests/unit/profile/profile_helper.h"

#include "core/profile/factors.h"
#include "tests/unit/profile/fake_language.h"

enum { NAMES_MAX = 80 };

/* A folder that remembers what was put into it. */
typedef struct shelf {
    folder in;
    char names[NAMES_MAX][64];
    size_t count;
} shelf;

static shelf *shelf_new(void)
{
    shelf *s = calloc(1, sizeof *s);

    cr_assert(s);
    s->in = folder_new();
    return s;
}

static void put(shelf *s, const char *name, const char *text)
{
    snprintf(s->names[s->count++], sizeof s->names[0], "%s", name);
    folder_write(&s->in, name, text);
}

static void put_folder(shelf *s, const char *name)
{
    char path[256];

    snprintf(s->names[s->count++], sizeof s->names[0], "%s", name);
    cr_assert_eq(mkdir(folder_file(&s->in, name, path), 0700), 0);
}

static void put_link(shelf *s, const char *name, const char *to)
{
    char path[256];

    snprintf(s->names[s->count++], sizeof s->names[0], "%s", name);
    cr_assert_eq(symlink(to, folder_file(&s->in, name, path)), 0);
}

static void put_pipe(shelf *s, const char *name)
{
    char path[256];

    snprintf(s->names[s->count++], sizeof s->names[0], "%s", name);
    cr_assert_eq(mkfifo(folder_file(&s->in, name, path), 0600), 0);
}

static void shelf_free(shelf *s)
{
    char path[256];

    while (s->count-- > 0) {
        if (unlink(folder_file(&s->in, s->names[s->count], path)) != 0)
            rmdir(path);
    }
    rmdir(s->in.path);
    free(s);
}

typedef struct loaded {
    vikt_profile *profile;
    vikt_code rc;
    heard all;
} loaded;

static loaded load(const shelf *s, const char *ini, const char *file)
{
    char ini_path[256], path[256];
    loaded out = {0};
    vikt_listener listener = {hear_line, &out.all};
    vikt_profile_options options = {.ini = ini ? folder_file(&s->in, ini, ini_path) : NULL,
                                    .rules = file ? folder_file(&s->in, file, path) : NULL,
                                    .language = &fake_language};

    out.rc = vikt_profile_load(&options, &listener, &out.profile, NULL);
    return out;
}

static loaded load_well(const shelf *s, const char *ini, const char *file)
{
    loaded got = load(s, ini, file);

    cr_assert_eq(got.rc, VIKT_OK, "%s", got.all.text);
    return got;
}

/* The profile's files, without folders: "default a.lua rules.lua". */
static void expect_files(const loaded *got, const char *expected)
{
    char text[1024] = "";
    size_t length = 0;

    for (size_t i = 0; i < got->profile->file_count; i++) {
        const char *path = got->profile->files[i].path.at, *name = strrchr(path, '/');

        length += (size_t)snprintf(text + length, sizeof text - length, "%s%s", i ? " " : "",
                                   name ? name + 1 : path);
    }
    cr_expect_str_eq(text, expected);
}

static void expect_told(shelf *s, const char *told)
{
    loaded got = load(s, NULL, "rules.lua");

    cr_expect_eq(got.rc, VIKT_PROFILE);
    cr_expect_str_eq(got.all.text, told);
    vikt_profile_free(got.profile);
    shelf_free(s);
}

Test(module, a_required_file_stands_below_the_file_that_requires_it)
{
    shelf *s = shelf_new();
    loaded got;

    put(s, "vikt.ini", "[criterion c]\nweight = 7\npoints = rating risk\n");
    put(s, "rules.lua", "rule r when revenue\nrequire a\n");
    put(s, "a.lua", "require b\nrule r when risk\ncriterion c points revenue\n");
    put(s, "b.lua", "measure b value revenue\n");
    got = load_well(s, "vikt.ini", "rules.lua");
    expect_files(&got, "default vikt.ini b.lua a.lua rules.lua");
    cr_assert_eq(criterion_of(got.profile, "c")->weight, 1); /* a.lua is above vikt.ini */
    cr_assert_eq(got.profile->rule_count, 1);
    cr_assert(strstr(got.profile->rules[0].place.source, "rules.lua"));
    vikt_profile_free(got.profile);
    shelf_free(s);
}

Test(module, is_loaded_once_and_stands_below_the_first_that_requires_it)
{
    shelf *s = shelf_new();
    loaded got;

    put(s, "vikt.ini", "[profile]\nrequire = b\n[sources]\nrules = rules.lua\n");
    put(s, "rules.lua", "require a\nrequire b\nrequire a\n");
    put(s, "a.lua", "require b\n");
    put(s, "b.lua", "measure b value revenue\n");
    got = load_well(s, "vikt.ini", NULL);
    expect_files(&got, "default b.lua vikt.ini a.lua rules.lua");
    cr_assert_eq(got.profile->measure_count, 2); /* growth and b */
    vikt_profile_free(got.profile);
    shelf_free(s);
}

Test(module, names_go_below_the_folder_of_the_file_that_says_them)
{
    shelf *s = shelf_new();
    loaded got;

    put_folder(s, "sub");
    put(s, "rules.lua", "require sub.a\n");
    put(s, "sub/a.lua", "require b\n");
    put(s, "sub/b.lua", "measure b value revenue\n");
    put(s, "b.lua", "not a statement\n");
    got = load_well(s, NULL, "rules.lua");
    expect_files(&got, "default b.lua a.lua rules.lua");
    vikt_profile_free(got.profile);
    shelf_free(s);
}

/* A file of one's own may be called as the library is. */
Test(module, a_rule_file_called_factors_is_no_factor)
{
    shelf *s = shelf_new();
    char before[256];
    loaded got = {0};
    vikt_profile_options options = {.rules = "factors.lua", .language = &fake_language};

    put(s, "factors.lua", "require a\n");
    put(s, "a.lua", "measure b value revenue\n");
    cr_assert(getcwd(before, sizeof before) && chdir(s->in.path) == 0);
    got.rc = vikt_profile_load(&options, NULL, &got.profile, NULL);
    cr_assert_eq(chdir(before), 0);
    cr_assert_eq(got.rc, VIKT_OK);
    expect_files(&got, "default a.lua factors.lua");
    vikt_profile_free(got.profile);
    shelf_free(s);
}

Test(module, what_a_file_extends_may_require_too)
{
    shelf *s = shelf_new();
    loaded got;

    put(s, "rules.lua", "extends base.ini\nrequire a\n");
    put(s, "base.ini", "[profile]\nrequire = a\n");
    put(s, "a.lua", "measure b value revenue\n");
    got = load_well(s, NULL, "rules.lua");
    expect_files(&got, "default a.lua base.ini rules.lua");
    vikt_profile_free(got.profile);
    shelf_free(s);
}

Test(module, its_text_is_part_of_the_digest)
{
    shelf *s = shelf_new();
    char digest[33];
    loaded got;

    put(s, "rules.lua", "require a\n");
    put(s, "a.lua", "measure b value revenue\n");
    got = load_well(s, NULL, "rules.lua");
    cr_assert(text_is(got.profile->files[1].text, "measure b value revenue\n"));
    memcpy(digest, got.profile->digest, sizeof digest);
    vikt_profile_free(got.profile);
    folder_write(&s->in, "a.lua", "measure b value risk\n");
    got = load_well(s, NULL, "rules.lua");
    cr_assert_str_neq(got.profile->digest, digest);
    vikt_profile_free(got.profile);
    shelf_free(s);
}

Test(module, its_tests_stay_with_it)
{
    shelf *s = shelf_new();
    loaded got;

    put(s, "vikt.ini", "[profile]\nextends = none\nrequire = a\n");
    put(s, "a.lua", "test t\n");
    got = load(s, "vikt.ini", NULL);
    cr_assert_null(strstr(got.all.text, "test"), "%s", got.all.text);
    vikt_profile_free(got.profile);
    shelf_free(s);
}

Test(module, speaks_of_no_company)
{
    shelf *s = shelf_new();

    put(s, "rules.lua", "require a\n");
    put(s, "a.lua", "measure b value revenue\nextends none\n");
    expect_told(s, "a.lua:2: profile cannot stand in a file that is required; it belongs to the "
                   "file that requires it\n");
}

Test(module, names_are_checked_and_the_nearest_factor_is_told)
{
    shelf *s = shelf_new();

    put(s, "rules.lua",
        "require factors.paymnt\nrequire payment\nrequire ../x\nrequire /etc/x\nrequire a..b\n"
        "require .a\nrequire a.\nrequire a-b\nrequire a.lua\nrequire factors\n");
#define NAME(name)                                                                                 \
    "\"" name "\" is not a name such as factors.payment, or of a .lua file in this file's "        \
    "folder (letters, digits and _; sub.name for sub/name.lua)"
    expect_told(
        s,
        "rules.lua:1: there is no factor \"paymnt\"; did you mean \"payment\"?\n"
        "rules.lua:2: payment.lua cannot be read: No such file or directory; did you "
        "mean \"factors.payment\"?\n"
        "rules.lua:3: " NAME(
            "../x") "\n"
                    "rules.lua:4: " NAME(
                        "/etc/x") "\n"
                                  "rules.lua:5: " NAME(
                                      "a..b") "\n"
                                              "rules.lua:6: " NAME(
                                                  ".a") "\n"
                                                        "rules.lua:7: " NAME(
                                                            "a.") "\n"
                                                                  "rules.lua:8: " NAME(
                                                                      "a-b") "\n"
                                                                             "rules.lua:9: "
                                                                             "a/lua.lua cannot be "
                                                                             "read: No such file "
                                                                             "or directory; leave "
                                                                             "out "
                                                                             ".lua\n"
                                                                             "rules.lua:10: "
                                                                             "factors.lua cannot "
                                                                             "be read: No such "
                                                                             "file or directory\n");
}

Test(module, no_link_is_followed)
{
    shelf *s = shelf_new();

    put_folder(s, "sub");
    put(s, "sub/a.lua", "measure b value revenue\n");
    put_link(s, "out.lua", "/etc/passwd");
    put_link(s, "in.lua", "sub/a.lua");
    put_link(s, "sub2", "sub");
    put_folder(s, "dir.lua");
    put_pipe(s, "pipe.lua");
    put(s, "rules.lua", "require out\nrequire in\nrequire sub2.a\nrequire dir\nrequire pipe\n");
#define BEHIND " cannot be read: lies behind a link, which is not followed\n"
    expect_told(s, "rules.lua:1: out.lua" BEHIND "rules.lua:2: in.lua" BEHIND
                   "rules.lua:3: sub2/a.lua" BEHIND
                   "rules.lua:4: dir.lua cannot be read: Is a directory\n"
                   "rules.lua:5: pipe.lua cannot be read: is not a plain file\n");
}

/* So it is with the other files that a file names. */
Test(module, extends_and_rules_follow_no_link_either)
{
    shelf *s = shelf_new();
    loaded got;

    put(s, "rules.lua", "measure b value revenue\n");
    put_link(s, "link.lua", "rules.lua");
    put(s, "vikt.ini", "[profile]\nextends = link.lua\n[sources]\nrules = link.lua\n");
    got = load(s, "vikt.ini", NULL);
    cr_assert_str_eq(got.all.text, "vikt.ini:2: extends = \"link.lua\"" BEHIND
                                   "vikt.ini:4: rules = \"link.lua\"" BEHIND);
    got = load_well(s, NULL, "link.lua"); /* the user's own word is another matter */
    vikt_profile_free(got.profile);
    shelf_free(s);
}

Test(module, a_circle_is_told_with_all_its_files)
{
    shelf *s = shelf_new();
    loaded got;
    const char *told;

    put(s, "rules.lua", "require a\n");
    put(s, "a.lua", "\nrequire b\n");
    put(s, "b.lua", "\n\nrequire a\n");
    got = load(s, NULL, "rules.lua");
    told = strstr(got.all.text, "b.lua:3: the files require each other in a circle: /tmp/");
    cr_assert(told, "%s", got.all.text);
    cr_assert(strstr(told, "/a.lua -> ") && strstr(told, "/b.lua -> "));
    cr_assert_str_eq(told + strlen(told) - 7, "/a.lua\n");
    cr_assert_eq(got.all.errors, 1);
    folder_write(&s->in, "b.lua", "require rules\n");
    got = load(s, NULL, "rules.lua");
    cr_assert(strstr(got.all.text, "b.lua:1: the files require each other in a circle: /tmp/"));
    shelf_free(s);
}

Test(module, at_most_64_are_required_and_16_deep)
{
    shelf *s = shelf_new();
    char text[65 * 16] = "", name[16], line[24];
    size_t length = 0;
    loaded got;

    for (int i = 0; i < 65; i++) {
        snprintf(name, sizeof name, "m%d.lua", i);
        snprintf(line, sizeof line, "require m%d\n", i + 1);
        put(s, name, i < 17 ? line : "");
        if (i >= 17)
            length += (size_t)snprintf(text + length, sizeof text - length, "require m%d\n", i);
    }
    put(s, "rules.lua", "require m2\n");
    vikt_profile_free(load_well(s, NULL, "rules.lua").profile); /* m2 to m17: 16 deep */
    folder_write(&s->in, "rules.lua", "require m1\n");
    got = load(s, NULL, "rules.lua");
    cr_assert_str_eq(got.all.text, "m16.lua:1: the files require each other more than 16 deep\n");
    snprintf(text + length, sizeof text - length, "require m2\n"); /* 48 and 15 */
    folder_write(&s->in, "rules.lua", text);
    got = load_well(s, NULL, "rules.lua");
    cr_assert_eq(got.profile->file_count, 1 + 63 + 1);
    vikt_profile_free(got.profile);
    snprintf(text + length, sizeof text - length, "require m1\nrequire m0\n");
    folder_write(&s->in, "rules.lua", text);
    got = load(s, NULL, "rules.lua");
    cr_assert_str_eq(got.all.text, "rules.lua:50: more than 64 files are required\n");
    shelf_free(s);
}

Test(module, an_ini_profile_lists_them)
{
    shelf *s = shelf_new();
    loaded got;

    put(s, "vikt.ini",
        "[profile]\nrequire = factors.nothing, b, ../b, missing\n"
        "[criterion of missing]\nweight = 3\n");
    put(s, "b.lua", "measure b value revenue\n");
    got = load(s, "vikt.ini", NULL);
    cr_assert_str_eq(
        got.all.text,
        "vikt.ini:2: profile: require: there is no factor \"nothing\"\n"
        "vikt.ini:2: profile: require: " NAME(
            "../b") "\n"
                    "vikt.ini:2: profile: require: missing.lua cannot be read: No such file or "
                    "directory\n");
    shelf_free(s);
}

Test(module, cannot_be_set_from_outside)
{
    const vikt_override override = {"profile.require", "factors.payment"};
    vikt_profile_options options = {.overrides = &override, .override_count = 1};
    vikt_profile *profile;
    vikt_error error = {0};

    cr_assert_eq(vikt_profile_load(&options, NULL, &profile, &error), VIKT_USAGE);
    cr_assert_str_eq(error.message, "\"profile.require\" can only be written in a file");
}

Test(module, the_library_is_in_the_order_of_its_names)
{
    for (size_t i = 1; i < vikt_factor_count; i++)
        cr_assert(strcmp(vikt_factors[i - 1].name, vikt_factors[i].name) < 0);
}
