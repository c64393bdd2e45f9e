/* SPDX-License-Identifier: MIT
 *
 * usage: attack FOLDER [PART PARTS | NAME.lua]
 *
 * Runs every rule file of a folder on a small company: what its head says must happen, everybody
 * but the attacker must fare as if nobody had attacked, and any number of runs with any number of
 * workers must give the same bytes. VIKT_ATTACK_RUNS: how often for each number of workers (5).
 * VIKT_ATTACK_FULL: with the limits that users have also for what uses them up (minutes).
 */
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "company.h"
#include "language.h"
#include "outcome.h"
#include "script.h"

static const unsigned workers[] = {0, 1, 2, 5};

enum { WORKERS = sizeof workers / sizeof *workers, RUNS = 5 };

/* ---- what is wrong ---- */

typedef struct suite {
    const char *folder;
    size_t run, bad;
    int runs;  /* for each number of workers */
    bool full; /* the limits that users have */
    const script *now;
} suite;

static void complain(suite *all, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    printf("%s: ", all->now->name);
    vprintf(format, arguments);
    printf("\n");
    va_end(arguments);
    all->bad++;
}

static void complain_heard(suite *all, const outcome *out)
{
    for (size_t i = 0; i < out->heard_count; i++)
        if (out->heard[i].severity != VIKT_NOTE)
            complain(all, "  told: %s:%ld: %s", out->heard[i].what.place.source,
                     out->heard[i].what.place.line, out->heard[i].what.message);
    if (out->code != VIKT_OK)
        complain(all, "  error %d: %s:%ld: %s", (int)out->code, out->err.place.source,
                 out->err.place.line, out->err.message);
}

/* ---- one run ---- */

static outcome *run(const vikt_rule_language *language, unsigned count)
{
    const vikt_run_options options = {.company = "company",
                                      .database = "vikt.db",
                                      .as_of = "2026-05-12",
                                      .today = "2026-05-12",
                                      .workers = count,
                                      .language = language};

    return outcome_of(&options);
}

/* What loops for ever does so no better with large limits. */
static const vikt_rule_language *language_of(const suite *all)
{
    static const char spent[] = "used more than";

    if (!all->full && strncmp(all->now->says, spent, strlen(spent)) == 0)
        return language_quick();
    return language_full();
}

static bool is_about(const outcome_message *heard, const script *s)
{
    const char *source = heard->what.place.source;
    size_t length = strlen(source), end = strlen(s->file);

    return length >= end && strcmp(source + length - end, s->file) == 0 &&
           heard->what.place.line == s->line && strstr(heard->what.message, s->says);
}

static void check_told(suite *all, const outcome *out, const outcome_message *heard)
{
    if (is_about(heard, all->now))
        return;
    complain(all, "was to be told at line %ld: \"%s\"", all->now->line, all->now->says);
    complain_heard(all, out);
}

/* One of the errors of a file that was refused. */
static void check_load_error(suite *all, const outcome *out)
{
    bool told = false;

    for (size_t i = 0; i < out->heard_count; i++)
        told = told || (out->heard[i].severity == VIKT_ERROR && is_about(&out->heard[i], all->now));
    if (out->code == VIKT_PROFILE && told)
        return;
    complain(all, "was to be refused at line %ld: \"%s\"", all->now->line, all->now->says);
    complain_heard(all, out);
}

static bool names_a_customer(const outcome_message *heard)
{
    return heard->severity == VIKT_WARNING && strstr(heard->what.message, "customer \"");
}

static void check_customers(suite *all, const outcome *out, size_t expected)
{
    if (out->code != VIKT_OK || out->failures != expected) {
        complain(all, "%zu customers were to fail, not %zu", expected, out->failures);
        complain_heard(all, out);
    }
    for (size_t i = 0; i < out->heard_count && out->code == VIKT_OK; i++) {
        if (!names_a_customer(&out->heard[i]))
            continue;
        check_told(all, out, &out->heard[i]);
        if (!all->now->all && !strstr(out->heard[i].what.message, "customer \"attacker\""))
            complain(all, "it cost somebody else: %s", out->heard[i].what.message);
    }
}

static void check_limit(suite *all, const outcome *out)
{
    if (out->code == VIKT_LIMIT && strstr(out->err.message, all->now->says))
        return;
    complain(all, "was to end with a limit");
    complain_heard(all, out);
}

static void check(suite *all, const outcome *out)
{
    switch (all->now->must) {
    case MUST_LOAD_ERROR:
        check_load_error(all, out);
        return;
    case MUST_CUSTOMER_ERROR:
        check_customers(all, out, all->now->all ? all->now->customers : 1);
        return;
    case MUST_RUN:
        check_customers(all, out, 0);
        return;
    case MUST_LIMIT:
        check_limit(all, out);
        return;
    }
}

/* ---- the others ---- */

static char *account(const char *key)
{
    const vikt_report_options json = {.json = true};
    char *text = NULL;
    vikt_error err;

    if (vikt_report_customer("vikt.db", 0, key, &json, &text, &err) != VIKT_OK)
        return NULL;
    return text;
}

static void key_of(size_t i, size_t count, char key[32])
{
    if (i == count / 2)
        snprintf(key, 32, "attacker");
    else
        snprintf(key, 32, "%c%zu", i < count / 2 ? 'a' : 'c', i + 1);
}

/* What is stored of every customer but the attacker. */
static char **accounts(size_t count)
{
    char **texts = calloc(count, sizeof *texts);

    for (size_t i = 0; texts && i < count; i++) {
        char key[32];

        key_of(i, count, key);
        texts[i] = i == count / 2 ? NULL : account(key);
    }
    return texts;
}

static void free_accounts(char **texts, size_t count)
{
    for (size_t i = 0; i < count; i++)
        vikt_report_free(texts[i]);
    free(texts);
}

/* Everybody but the attacker fares as if nobody had attacked. */
static void compare_others(suite *all, char *const *attacked)
{
    char **peaceful = accounts(all->now->customers);

    for (size_t i = 0; i < all->now->customers; i++) {
        if (i == all->now->customers / 2)
            continue;
        if (!peaceful[i] || !attacked[i] || strcmp(peaceful[i], attacked[i]) != 0) {
            complain(all, "customer %zu fares otherwise than without the attack:\n%s%s", i + 1,
                     attacked[i] ? attacked[i] : "?\n", peaceful[i] ? peaceful[i] : "?\n");
            break;
        }
    }
    free_accounts(peaceful, all->now->customers);
}

static void check_others(suite *all)
{
    char **attacked = accounts(all->now->customers);
    outcome *peace;

    company_customers(all->now->customers, false, false);
    peace = run(language_of(all), all->now->kills);
    if (peace->code != VIKT_OK || peace->failures > 0) {
        complain(all, "fails also without an attack");
        complain_heard(all, peace);
    } else {
        compare_others(all, attacked);
    }
    outcome_free(peace);
    free_accounts(attacked, all->now->customers);
    company_customers(all->now->customers, true, false);
}

/* ---- again and again ---- */

static void repeat(suite *all, const vikt_rule_language *language)
{
    outcome *first = NULL;

    for (int i = 0; i < all->runs; i++) {
        for (size_t w = 0; w < WORKERS; w++) {
            const char *differs;
            outcome *out;

            if (workers[w] == 0 && all->now->kills)
                continue;
            out = run(language, workers[w]);
            differs = first ? outcome_difference(first, out) : NULL;
            if (differs) {
                complain(all, "run %d with %u workers gave %s", i + 1, workers[w], differs);
                complain_heard(all, first);
                complain_heard(all, out);
            }
            if (first)
                outcome_free(out);
            else
                first = out;
        }
    }
    outcome_free(first);
}

static void attack(suite *all, const char *name)
{
    script s;
    outcome *out;

    script_read(&s, all->folder, name);
    all->now = &s;
    company_rules(s.text, s.length);
    company_customers(s.customers, true, s.all);
    out = run(language_of(all), s.kills);
    check(all, out);
    if (out->code == VIKT_OK && !s.all)
        check_others(all);
    outcome_free(out);
    repeat(all, language_of(all));
    script_clear(&s);
    all->run++;
}

int main(int argc, char **argv)
{
    size_t part = argc == 4 ? strtoul(argv[2], NULL, 10) : 0;
    size_t parts = argc == 4 ? strtoul(argv[3], NULL, 10) : 1;
    const char *runs = getenv("VIKT_ATTACK_RUNS");
    suite all = {.full = getenv("VIKT_ATTACK_FULL") != NULL,
                 .runs = runs ? (int)strtol(runs, NULL, 10) : RUNS};
    char **names, *folder = argc > 1 ? realpath(argv[1], NULL) : NULL;
    company ours;

    if (!folder || parts == 0)
        return fprintf(stderr, "usage: attack FOLDER [PART PARTS | NAME.lua]\n"), 2;
    all.folder = folder;
    names = script_names(folder);
    company_open(&ours);
    for (size_t i = 0; names[i]; i++) {
        if (argc == 3 ? strcmp(names[i], argv[2]) == 0 : i % parts == part)
            attack(&all, names[i]);
        free(names[i]);
    }
    free(names);
    free(folder);
    company_close(&ours);
    printf("%zu scripts, %zu complaints\n", all.run, all.bad);
    return all.bad > 0 || all.run == 0;
}
