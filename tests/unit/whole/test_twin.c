/* SPDX-License-Identifier: MIT
 *
 * The Lua twin of an INI profile is the same profile: several hundred profiles made by chance give
 * the same messages, the same results and the same explanations in both forms.
 */
#include <criterion/criterion.h>

#include <ctype.h>
#include <stdlib.h>
#include <unistd.h>

#include <vikt/vikt.h>

#include "tests/unit/whole/ini_maker.h"

enum { SAID_MAX = 1 << 20, MESSAGES_MAX = 400, PATH_BYTES = 128, EXPLAINED_EVERY = 10 };

static const char customers[] =
    "Customer id,Name,Region,Branch,Revenue,Revenue prev,Potential,Product groups,Admin hours,Risk,"
    "Days late,Gross margin,Orders,Last order,Customer since,Newsletter,Fasteners,Tools,Chemicals\n"
    "1,Ål & "
    "Söner,North,Boats,1507200,1320000,5,6,6,1,0,443600,106,2026-06-22,2009-03-01,yes,620500,"
    "410200,180600\n"
    "2,Birch,North,Metal work,146200,139000,2,4,3.5,2,4,45900,21,2026-06-18,2014-09-15,yes,48800,"
    "61300,30000\n"
    "3,Cedar,East,Joinery,933500,,4,4,8,,0,224400,121,2026-06-25,2011-05-20,yes,540100,310800,0\n"
    "4,\"Dove, Ltd\",South,ÅÄÖ,,341000,3,3,12,2,9,,28,2026-06-11,2016-01-11,no,210300,95900,22000\n"
    "5,Eastgate,South,Boats,3492300,3105000,,6,31,3,52,738100,456,,2007-10-02,yes,1450300,880000,-"
    "5\n"
    "6,Fern,No. <1>,Bygg,155500,131000,3,,2,1,0,47400,10,2026-06-03,2018-04-09,no,72400,,18200\n"
    "7,Gorse,South,end,-68400,74000,1,3,17,4,38,-16200,0,2026-05-29,2019-11-25,no,,,\n"
    "8,Holly,,,0,0,1,0,0,5,0,0,0,2025-11-20,2013-05-13,no,0,0,0\n";

typedef struct both {
    char folder[PATH_BYTES], data[PATH_BYTES], ini[PATH_BYTES], lua[PATH_BYTES];
    char database[2][PATH_BYTES];
} both;

static void open_both(both *b)
{
    FILE *file;

    snprintf(b->folder, sizeof b->folder, "/tmp/vikt-twin-XXXXXX");
    cr_assert(mkdtemp(b->folder));
    snprintf(b->data, sizeof b->data, "%.40s/customers.csv", b->folder);
    snprintf(b->ini, sizeof b->ini, "%.40s/twin.ini", b->folder);
    snprintf(b->lua, sizeof b->lua, "%.40s/twin.lua", b->folder);
    snprintf(b->database[0], sizeof b->database[0], "%.40s/ini.db", b->folder);
    snprintf(b->database[1], sizeof b->database[1], "%.40s/lua.db", b->folder);
    file = fopen(b->data, "wb");
    cr_assert(file && fputs(customers, file) >= 0 && fclose(file) == 0);
}

static void close_both(const both *b)
{
    unlink(b->data);
    unlink(b->ini);
    unlink(b->lua);
    cr_assert_eq(rmdir(b->folder), 0);
}

/* ---- what is said, without the file's ending and its lines ---- */

static void strip_places(char *text)
{
    char *to = text;

    for (const char *from = text; *from;) {
        if (strncmp(from, "twin.ini", 8) != 0 && strncmp(from, "twin.lua", 8) != 0) {
            *to++ = *from++;
            continue;
        }
        from += 8;
        while (*from == ':' && isdigit((unsigned char)from[1]))
            from += 1 + strspn(from + 1, "0123456789");
    }
    *to = '\0';
}

typedef struct messages {
    char *at[MESSAGES_MAX];
    size_t count;
} messages;

static void hear(void *context, vikt_severity severity, const vikt_error *what)
{
    messages *m = context;
    char text[sizeof what->message + sizeof what->place.source + 64];

    if (m->count == MESSAGES_MAX)
        return;
    snprintf(text, sizeof text, "%d ", (int)severity);
    vikt_error_format(what, text + 2, sizeof text - 2);
    strip_places(text);
    m->at[m->count++] = strdup(text);
}

static int compare(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* In the order of their texts: the keys of a Lua table have an order of their own. */
static char *joined(messages *m)
{
    char *text = calloc(1, SAID_MAX);

    cr_assert(text);
    qsort(m->at, m->count, sizeof *m->at, compare);
    for (size_t i = 0, length = 0; i < m->count; i++) {
        length += (size_t)snprintf(text + length, SAID_MAX - length, "%s\n", m->at[i]);
        free(m->at[i]);
    }
    return text;
}

/* ---- one profile in both forms ---- */

/* Everything that comes out of a run: messages, JSON, and for some also the explanations. */
static char *outcome(const both *b, const char *rules, const char *database)
{
    messages heard = {0};
    vikt_listener listener = {hear, &heard};
    vikt_error err = {0};
    vikt_run *run = NULL;
    vikt_report_options json = {.json = true};
    vikt_run_options options = {.company = b->data,
                                .rules = rules,
                                .database = database ? database : "/tmp/vikt-twin-no-database",
                                .dry_run = !database,
                                .today = "2026-06-30",
                                .language = vikt_lua()};
    vikt_code rc = vikt_run_execute(&options, &listener, &run, &err);
    char *said = joined(&heard), *text = NULL;
    size_t length = strlen(said);

    length += (size_t)snprintf(said + length, SAID_MAX - length, "code %d\n", (int)rc);
    for (size_t i = 0; run && i < vikt_run_customers(run); i++)
        for (size_t s = 0; s < vikt_run_schemes(run); s++)
            length += (size_t)snprintf(said + length, SAID_MAX - length, "%s %.17g\n",
                                       vikt_run_class_of(run, s, i), vikt_run_score(run, i));
    for (size_t i = 0; run && i <= vikt_run_customers(run); i++) {
        char key[20];

        if (i && !database)
            break;
        snprintf(key, sizeof key, "%zu", i);
        rc = i ? vikt_report_customer(database, 0, key, &json, &text, &err)
               : vikt_report_run(run, &json, &text, &err);
        /* a customer may have been rejected */
        length += (size_t)snprintf(said + length, SAID_MAX - length, "%s",
                                   rc == VIKT_OK ? text : err.message);
        vikt_report_free(text);
    }
    cr_assert(length < SAID_MAX);
    vikt_run_free(run);
    strip_places(said);
    return said;
}

static void show_difference(const char *a, const char *b, const char *ini, uint64_t seed)
{
    size_t at = 0, from;
    char command[300];

    while (a[at] == b[at])
        at++;
    from = at > 150 ? at - 150 : 0;
    snprintf(command, sizeof command, "cat %s >&2", ini);
    cr_expect(system(command) == 0);
    cr_assert_fail("profile %llu: the forms differ at\nINI: %.400s\nLua: %.400s",
                   (unsigned long long)seed, a + from, b + from);
}

/* What convert says of a wrong file is among what a run says of it. */
static void assert_refused_alike(const both *b, messages *converting, uint64_t seed)
{
    char *ini = outcome(b, b->ini, NULL);

    cr_assert(converting->count > 0);
    for (size_t i = 0; i < converting->count; i++) {
        cr_assert(strstr(ini, converting->at[i]), "profile %llu: only convert says: %s",
                  (unsigned long long)seed, converting->at[i]);
        free(converting->at[i]);
    }
    free(ini);
}

/* Whether the profile had a twin. */
static bool check_profile(const both *b, uint64_t seed)
{
    maker m = {.state = seed * 0x9e3779b97f4a7c15u + 1, .careless = seed % 3 == 0};
    messages converting = {0};
    vikt_listener listener = {hear, &converting};
    vikt_error err = {0};
    char *text = NULL, *ini, *lua;
    bool explained = seed % EXPLAINED_EVERY == 1;

    m.out = fopen(b->ini, "wb");
    cr_assert(m.out);
    make_ini(&m);
    fclose(m.out);
    if (vikt_profile_convert(b->ini, &listener, &text, &err) != VIKT_OK) {
        cr_assert_eq(err.code, VIKT_PROFILE, "%s", err.message);
        assert_refused_alike(b, &converting, seed);
        return false;
    }
    m.out = fopen(b->lua, "wb");
    cr_assert(m.out && fputs(text, m.out) >= 0 && fclose(m.out) == 0);
    vikt_profile_text_free(text);
    for (size_t i = 0; i < converting.count; i++)
        free(converting.at[i]);
    ini = outcome(b, b->ini, explained ? b->database[0] : NULL);
    lua = outcome(b, b->lua, explained ? b->database[1] : NULL);
    if (strcmp(ini, lua) != 0)
        show_difference(ini, lua, b->ini, seed);
    free(ini);
    free(lua);
    unlink(b->database[0]);
    unlink(b->database[1]);
    return true;
}

static void check_profiles(uint64_t from, uint64_t count)
{
    size_t converted = 0;
    both b;

    open_both(&b);
    for (uint64_t seed = from; seed < from + count; seed++)
        converted += check_profile(&b, seed);
    close_both(&b);
    cr_assert(converted > count / 2, "only %zu profiles had a twin", converted);
}

Test(twin, profiles_made_by_chance_are_the_same_in_both_forms)
{
    const char *wanted = getenv("VIKT_TWINS"); /* FROM COUNT, to look at some, or at many */
    unsigned long long from = 1, count = 250;

    if (wanted)
        cr_assert_eq(sscanf(wanted, "%llu %llu", &from, &count), 2);
    check_profiles(from, count);
}
