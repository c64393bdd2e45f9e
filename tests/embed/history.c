/* SPDX-License-Identifier: MIT
 * A program outside the tree that lives with a company's history: runs it month by month, asks who
 * moved and why, decides a class, tries other rules, checks what is stored, exports it, and tidies
 * up. Everything that the command line does with runs can be done like this.
 *
 * usage: history COMPANY DATABASE DATE... */
#include <stdio.h>
#include <string.h>
#include <vikt/vikt.h>

static int fail(const vikt_error *err)
{
    return fprintf(stderr, "history: %s\n", err->message), 1;
}

/* A run that rests on the same as the one of that date is not stored again. */
static int run_month(const char *company, const char *database, const char *date)
{
    vikt_error err = {0};
    vikt_run *run = NULL;
    vikt_run_options options = {.company = company,
                                .database = database,
                                .as_of = date,
                                .today = date,
                                .language = vikt_lua()};

    if (vikt_run_execute(&options, NULL, &run, &err) != VIKT_OK)
        return fail(&err);
    printf("run %lld: %zu customers, %s\n", (long long)vikt_run_id(run), vikt_run_customers(run),
           vikt_run_unchanged(run) ? "nothing has changed" : "stored");
    vikt_run_free(run);
    return 0;
}

/* Who moved is known without the rule language in which a profile was written; why is not. */
static int show_moves(const char *database, const vikt_rule_language *language)
{
    vikt_error err = {0};
    vikt_moves *moves = NULL;
    vikt_moves_options options = {.database = database, .language = language};

    if (vikt_moves_find(&options, &moves, &err) != VIKT_OK)
        return fail(&err);
    printf("from run %lld to %lld: %zu moved, stability %.3f\n",
           (long long)vikt_moves_earlier(moves), (long long)vikt_moves_later(moves),
           vikt_moves_count(moves), vikt_moves_stability(moves));
    for (size_t i = 0; i < vikt_moves_count(moves); i++)
        printf("  %s: %s to %s%s%s\n", vikt_moves_key(moves, i), vikt_moves_old_class(moves, i),
               vikt_moves_new_class(moves, i), language ? ", " : "", vikt_moves_why(moves, i));
    vikt_moves_free(moves);
    return 0;
}

static int decide(const char *database, const char *key, const char *class_name, const char *date)
{
    vikt_error err = {0};
    vikt_report_options report = {.json = false};
    vikt_decision_options options = {.customer = key,
                                     .class_name = class_name,
                                     .reason = "a reference that others ask for",
                                     .author = "Eva Example",
                                     .today = date};
    char *said = NULL;

    if (vikt_decision_make(database, &options, &report, &said, &err) != VIKT_OK)
        return fail(&err);
    vikt_report_free(said);
    return 0;
}

static int try_weight(const char *company, const char *database, const char *date)
{
    vikt_error err = {0};
    vikt_compare *compare = NULL;
    vikt_override twice = {"weight.revenue", "60"};
    vikt_compare_options options = {.common = {.company = company,
                                               .database = database,
                                               .as_of = date,
                                               .today = date,
                                               .language = vikt_lua()},
                                    .second = {.overrides = &twice, .override_count = 1}};

    if (vikt_compare_execute(&options, NULL, &compare, &err) != VIKT_OK)
        return fail(&err);
    printf("if revenue counted more, %zu would move\n", vikt_compare_moved(compare));
    vikt_compare_free(compare);
    return 0;
}

static int verify(const char *database, const char *company)
{
    vikt_error err = {0};
    vikt_verification *verification = NULL;
    vikt_verify_options options = {
        .database = database, .folder = company, .all = true, .language = vikt_lua()};

    if (vikt_verify(&options, &verification, &err) != VIKT_OK)
        return fail(&err);
    printf("%zu runs verified, %zu problems\n", vikt_verification_runs(verification),
           vikt_verification_problems(verification));
    vikt_verification_free(verification);
    return 0;
}

static bool count_lines(void *context, const char *bytes, size_t length)
{
    size_t *lines = context;

    for (size_t i = 0; i < length; i++)
        *lines += bytes[i] == '\n';
    return true;
}

static int export(const char *database)
{
    vikt_error err = {0};
    size_t lines = 0, customers = 0;
    vikt_export_options options = {
        .database = database, .format = VIKT_EXPORT_JSONL, .write = count_lines, .context = &lines};

    if (vikt_export_run(&options, &customers, &err) != VIKT_OK)
        return fail(&err);
    printf("%zu lines for %zu customers\n", lines, customers);
    return 0;
}

static int forget(const char *database, const char *key)
{
    vikt_error err = {0};
    vikt_forgotten *forgotten = NULL;
    vikt_forget_options options = {.database = database, .customer = key};

    if (vikt_forget(&options, &forgotten, &err) != VIKT_OK)
        return fail(&err);
    printf("%s is forgotten in %zu runs\n", vikt_forgotten_key(forgotten),
           vikt_forgotten_results(forgotten));
    vikt_forgotten_free(forgotten);
    return 0;
}

static int tidy_up(const char *database, size_t keep)
{
    vikt_error err = {0};
    vikt_pruned *pruned = NULL;
    vikt_prune_options options = {.database = database, .keep = keep};

    if (vikt_prune(&options, &pruned, &err) != VIKT_OK)
        return fail(&err);
    printf("%zu runs dropped, %zu kept\n", vikt_pruned_count(pruned), vikt_pruned_kept(pruned));
    vikt_pruned_free(pruned);
    return 0;
}

int main(int argc, char **argv)
{
    const char *last = argc > 3 ? argv[argc - 1] : NULL;
    int status = 0;

    if (!last)
        return fprintf(stderr, "usage: history COMPANY DATABASE DATE...\n"), 2;
    for (int i = 3; i < argc && status == 0; i++)
        status = run_month(argv[1], argv[2], argv[i]);
    if (status == 0)
        status = run_month(argv[1], argv[2], last);
    if (status == 0)
        status = decide(argv[2], "1", "A", last);
    if (status == 0)
        status = run_month(argv[1], argv[2], last);
    if (status == 0)
        status = show_moves(argv[2], NULL);
    if (status == 0)
        status = show_moves(argv[2], vikt_lua());
    if (status == 0)
        status = try_weight(argv[1], argv[2], last);
    if (status == 0)
        status = verify(argv[2], argv[1]);
    if (status == 0)
        status = export(argv[2]);
    if (status == 0)
        status = forget(argv[2], "2");
    return status == 0 ? tidy_up(argv[2], 2) : status;
}
