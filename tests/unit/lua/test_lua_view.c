/* SPDX-License-Identifier: MIT */
#include "rules.h"

#include "core/population/population.h"
#include "core/population/previous.h"

/* The company with everything that a rule may read. */
typedef struct outcome_company {
    company company;
    vikt_import import;
    vikt_column *columns[FIELDS];
    vikt_population *population;
    vikt_previous previous;
    uint8_t known[ROWS], classes[ROWS];
    double previous_score[ROWS], previous_risk[ROWS];
    uint8_t *by_scheme[2];
    double *previous_points[2];
    double risk[ROWS], score[ROWS], coverage[ROWS];
    const double *points[2];
} outcome_company;

static vikt_text class_of(const void *context, size_t scheme, size_t row)
{
    static const char *const names[] = {"A", "B", "?", "C"};

    (void)context;
    return scheme == 1 ? VIKT_TEXT("C") : vikt_text_of(names[row]);
}

static void make(outcome_company *o)
{
    static const double risk[ROWS] = {2, 3, NAN, 5}, score[ROWS] = {3.5, 4, NAN, 1},
                        coverage[ROWS] = {1, 0.5, 0, 1};
    static const uint8_t known[ROWS] = {1, 1, 0, 1}, classes[ROWS] = {1, VIKT_NO_CLASS, 0, 2};
    const vikt_presence presence = {0};
    vikt_error err = {0};
    company *c = &o->company;

    memset(o, 0, sizeof *o);
    company_make(c);
    for (size_t i = 0; i < FIELDS; i++)
        o->columns[i] = i == 5 ? NULL : &c->columns[i];
    o->import = (vikt_import){
        .count = ROWS, .columns = o->columns, .keys = &c->columns[2], .names = &c->columns[2]};
    cr_assert_eq(vikt_population_new(&c->profile, &presence, &o->import, c->data.today, NULL, NULL,
                                     &o->population, &err),
                 VIKT_OK, "%s", err.message);
    memcpy(o->risk, risk, sizeof risk);
    memcpy(o->score, score, sizeof score);
    memcpy(o->coverage, coverage, sizeof coverage);
    memcpy(o->known, known, sizeof known);
    memcpy(o->classes, classes, sizeof classes);
    o->previous_score[0] = 4.5;
    o->previous_score[1] = NAN;
    o->previous_risk[0] = 1;
    o->by_scheme[0] = o->classes;
    o->previous_points[0] = o->previous_risk;
    o->points[0] = o->risk;
    o->previous = (vikt_previous){.run_id = 7,
                                  .known = o->known,
                                  .score = o->previous_score,
                                  .points = o->previous_points,
                                  .classes = o->by_scheme};
    c->data.population = o->population;
    c->data.previous = &o->previous;
    c->data.points = o->points;
    c->data.score = o->score;
    c->data.coverage = o->coverage;
    c->data.class_of = class_of;
}

static void run(outcome_company *o, const char *source, outcome *out)
{
    rules *r = rules_load(source);

    memset(out, 0, sizeof *out);
    cr_assert_eq(r->errors, 0, "%s", r->heard.errors[0].message);
    call_setting(&r->engine, &o->company, &r->draft, 0, "value", VIKT_WANT_VALUE, out);
    rules_free(r);
}

static void assert_shows(const char *parameter, const char *expression, const char *expected)
{
    outcome_company *o = malloc(sizeof *o);
    outcome out;
    char source[512];

    make(o);
    snprintf(source, sizeof source, "measure \"m\" (function(%s) return tostring(%s) end)",
             parameter, expression);
    run(o, source, &out);
    cr_assert_eq(out.failures, 0, "%s: %s", expression, out.failed[0].message);
    cr_assert_str_eq(out.texts[0], expected, "%s: %s, not %s", expression, out.texts[0], expected);
    vikt_population_free(o->population);
    free(o);
}

static void assert_refused(const char *parameter, const char *expression, const char *message)
{
    outcome_company *o = malloc(sizeof *o);
    outcome out;
    char source[512];

    make(o);
    snprintf(source, sizeof source, "measure \"m\" (function(%s) return tostring(%s) end)",
             parameter, expression);
    run(o, source, &out);
    cr_assert_eq(out.failures, ROWS, "%s", expression);
    cr_assert(strstr(out.failed[0].message, message), "%s: %s", expression, out.failed[0].message);
    vikt_population_free(o->population);
    free(o);
}

/* Revenues 1000.5, 2000, missing, 0: total 3000.5, mean 1000.1666..., median 1000.5. */
Test(lua_view, population_has_figures_of_every_number_field)
{
    assert_shows("population", "population.count", "4");
    assert_shows("population", "population.revenue.count", "3");
    assert_shows("population", "population.revenue.total", "3000.5");
    assert_shows("population", "population.revenue.min", "0");
    assert_shows("population", "population.revenue.max", "2000");
    assert_shows("population", "population.revenue.median", "1000.5");
    assert_shows("population", "(\"%.4f\"):format(population.revenue.mean)", "1000.1667");
    /* sd of the population: sqrt(((0.3333)^2 + 999.8333^2 + 1000.1667^2) / 3) = 816.4966 */
    assert_shows("population", "(\"%.3f\"):format(population.revenue.sd)", "816.497");
    assert_shows("population", "population.orders.total", "12");
    assert_shows("population", "population.nowhere", "nil");
    assert_shows("population", "population.revenue == population.revenue", "true");
}

Test(lua_view, population_fields_have_quantiles_ranks_and_shares)
{
    /* sorted 0, 1000.5, 2000: type 7 at 0.25 is halfway between the first two */
    assert_shows("population", "population.revenue:quantile(0.25)", "500.25");
    assert_shows("population", "population.revenue:quantile(0.25, \"nearest\")", "0");
    assert_shows("population", "population.revenue:quantile(1)", "2000");
    assert_shows("population, revenue", "population.revenue:rank(revenue)", "2");
    assert_shows("population", "population.revenue:rank(5000)", "1");
    assert_shows("population", "population.revenue:rank(2000)", "1");
    assert_shows("population", "population.revenue:rank(0)", "3");
    assert_shows("population", "population.revenue:rank(nil)", "nil");
    assert_shows("population, orders", "(\"%.4f\"):format(population.orders:share(orders))",
                 "0.4167");
    assert_shows("population", "population.revenue:share(nil)", "nil");
}

Test(lua_view, what_a_population_has_not_is_named)
{
    assert_refused("population", "population.revenu",
                   "population has no \"revenu\"; did you mean \"revenue\"?");
    assert_refused("population", "population.revenue.totl", "did you mean \"total\"?");
    assert_refused("population", "population.region", "its values are texts");
    assert_refused("population", "population.revenue:quantile(2)", "between 0 and 1");
    assert_refused("population", "population.revenue:quantile(0.5, \"next\")", "invalid option");
    assert_refused("population", "population.revenue.rank(5)", "with a colon");
    assert_refused("population", "population.revenue.rank(population, 5)", "with a colon");
    assert_refused("population", "population[1]", "expected a name");
    assert_refused("population", "pcall(function() population.x = 1 end) or population.x()",
                   "has no \"x\"");
}

Test(lua_view, previous_shows_the_last_run_and_nil_for_new_customers)
{
    outcome_company *o = malloc(sizeof *o);
    outcome out;

    make(o);
    run(o,
        "measure \"m\" (function(previous)\n"
        "  local p = previous.points\n"
        "  return tostring(previous.class) .. \" \" .. tostring(previous.score) .. \" \" ..\n"
        "    tostring(p and p.risk) .. tostring(p and p.potential)\nend)",
        &out);
    cr_assert_eq(out.failures, 0, "%s", out.failed[0].message);
    cr_assert_str_eq(out.texts[0], "B 4.5 1nil");
    cr_assert_str_eq(out.texts[1], "nil nil 0nil");
    cr_assert_str_eq(out.texts[2], "nil nil nilnil");
    cr_assert_str_eq(out.texts[3], "C 0 0nil");
    o->company.data.previous = NULL;
    run(o,
        "measure \"m\" (function(previous) return tostring(previous.class) .. "
        "tostring(previous.points) end)",
        &out);
    cr_assert_str_eq(out.texts[0], "nilnil");
    vikt_population_free(o->population);
    free(o);
    assert_refused("previous", "previous.clas",
                   "previous has no \"clas\"; did you mean \"class\"?");
    assert_refused("previous", "previous.points.rsk", "did you mean \"risk\"?");
    assert_shows("previous", "previous.classes and previous.classes.class", "B");
    assert_shows("previous", "previous.classes and previous.classes.abc", "nil");
}

Test(lua_view, result_shows_points_score_and_classes)
{
    outcome_company *o = malloc(sizeof *o);
    outcome out;

    make(o);
    run(o,
        "measure \"m\" (function(result)\n"
        "  return tostring(result.points.risk) .. tostring(result.points.potential) .. \" \" ..\n"
        "    tostring(result.score) .. \" \" .. tostring(result.coverage) .. \" \" ..\n"
        "    tostring(result.class) .. tostring(result.classes.abc) .. "
        "tostring(result.classes.class)\nend)",
        &out);
    cr_assert_eq(out.failures, 0, "%s", out.failed[0].message);
    cr_assert_str_eq(out.texts[0], "2nil 3.5 1 ACA");
    cr_assert_str_eq(out.texts[1], "3nil 4 0.5 BCB");
    cr_assert_str_eq(out.texts[2], "nilnil nil 0 nilCnil"); /* ? is nil */
    vikt_population_free(o->population);
    free(o);
    assert_refused("result", "result.clas", "did you mean \"class\"?");
    assert_refused("result", "result.points.rsk", "did you mean \"risk\"?");
    assert_refused("result", "result.classes.klass", "did you mean \"class\"?");
}

Test(lua_view, what_is_not_known_yet_is_an_error)
{
    outcome out;

    run_function("measure \"m\" (function(result) return result.score end)", VIKT_WANT_VALUE, &out);
    cr_assert_str_eq(out.failed[0].message,
                     "the score is not known yet where this function is called");
    run_function("measure \"m\" (function(result) return result.class end)", VIKT_WANT_VALUE, &out);
    cr_assert_str_eq(out.failed[0].message,
                     "the class is not known yet where this function is called");
    run_function("measure \"m\" (function(result) return result.points.risk end)", VIKT_WANT_VALUE,
                 &out);
    cr_assert_str_eq(out.failed[0].message,
                     "the points are not known yet where this function is called");
    run_function("measure \"m\" (function(population) return population.revenue end)",
                 VIKT_WANT_VALUE, &out);
    cr_assert(strstr(out.failed[0].message, "the population is not known yet"));
}

/* An object of one call shows the next call's customers and figures, never old ones. */
Test(lua_view, figures_are_looked_up_anew_in_every_call)
{
    outcome_company *a = malloc(sizeof *a), *b = malloc(sizeof *b);
    rules *r = rules_load("measure \"m\" (function(population) return population.revenue.max end)");
    outcome out = {0};

    make(a);
    make(b);
    vikt_population_free(b->population);
    b->company.revenue[1] = 5000;
    cr_assert_eq(vikt_population_new(&b->company.profile, &(vikt_presence){0}, &b->import, 0, NULL,
                                     NULL, &b->population, NULL),
                 VIKT_OK);
    b->company.data.population = b->population;
    call_setting(&r->engine, &a->company, &r->draft, 0, "value", VIKT_WANT_VALUE, &out);
    cr_assert_eq(out.numbers[0], 2000);
    vikt_population_free(a->population);
    free(a);
    call_setting(&r->engine, &b->company, &r->draft, 0, "value", VIKT_WANT_VALUE, &out);
    cr_assert_eq(out.numbers[0], 5000);
    vikt_population_free(b->population);
    free(b);
    rules_free(r);
}
