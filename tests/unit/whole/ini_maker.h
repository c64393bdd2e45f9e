/* SPDX-License-Identifier: MIT
 *
 * Makes INI profiles by chance, from a seed: every statement, key and scale, numbers in all
 * spellings, awkward names and texts. Most are right; some have a mistake.
 */
#ifndef VIKT_TEST_INI_MAKER_H
#define VIKT_TEST_INI_MAKER_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

typedef struct maker {
    uint64_t state;
    FILE *out;
    unsigned made; /* names given so far */
    bool careless; /* makes mistakes */
} maker;

/* xorshift64*: the same everywhere */
static inline unsigned roll(maker *m, unsigned sides)
{
    m->state ^= m->state >> 12;
    m->state ^= m->state << 25;
    m->state ^= m->state >> 27;
    return (unsigned)((m->state * 2685821657736338717u) >> 33) % sides;
}

#define PICK(m, list)   ((list)[roll((m), sizeof(list) / sizeof *(list))])
#define CHANCE(m, in)   (roll((m), (in)) == 0)
#define MISTAKE(m)      ((m)->careless && CHANCE((m), 12))
#define PUT(m, ...)     fprintf((m)->out, __VA_ARGS__)
#define SAY(m, in, ...) (CHANCE((m), (in)) ? PUT((m), __VA_ARGS__) : 0)

/* Fields and measures that hold numbers; all are there in every profile that is made. */
static const char *const maker_numbers[] = {
    "revenue", "revenue_prev", "potential", "product_groups", "admin_hours", "risk", "days_late",
    "growth",  "margin",       "orders",    "\"två ord\"",    "bågar",       "if",   "\"it's\""};

static const char *const maker_awkward[] = {"plain",
                                            "Åkeri & Söner",
                                            "with \"quotes\"",
                                            "back\\slash\\n",
                                            "it's",
                                            "100 % sure",
                                            "a;b # c",
                                            "= 5",
                                            "[x]",
                                            "]]--",
                                            "end",
                                            "nil",
                                            "7",
                                            "1e3",
                                            "{name}",
                                            "%s%n",
                                            "a, b",
                                            "tab\there",
                                            "日本",
                                            "yes",
                                            "rest",
                                            "name",
                                            "function"};

/* Class names, also those that are options, letters out of order, or numbers. */
static const char *const maker_classes[] = {
    "A",       "B",     "C",       "Guld",  "Silver", "D",     "Övriga", "Call now", "type",
    "x",       "high",  "classes", "field", "No. 1",  "\"q\"", "2",      "end",      "Best",
    "ordered", "split", "1e3",     "names", "y",      "C\\D",  "class"};

/* A field or measure that holds numbers; now and then a misspelt one. */
static inline const char *number_field(maker *m)
{
    static const char *const wrong[] = {"revenu", "branch", "\"två  ord\"", "", "started"};

    return MISTAKE(m) ? PICK(m, wrong) : PICK(m, maker_numbers);
}

/* A number in one of its spellings. */
static inline void put_number(maker *m, double x)
{
    static const char *const wrong[] = {"1,5", "x", "0x10", "1e999", "nan", "1 000", "--1", "5 %%"};
    static const char *const forms[] = {"%.10g", "%.17g", "%e", "%.1f", "%.12f", "%.3e", "%G"};

    if (MISTAKE(m))
        PUT(m, "%s", PICK(m, wrong));
    else
        PUT(m, PICK(m, forms), x);
}

static inline double some(maker *m, double lo, double hi)
{
    return lo + (hi - lo) * roll(m, 1001) / 1000;
}

static inline void put_name(maker *m, const char *kind)
{
    if (MISTAKE(m))
        PUT(m, "\n[%s same]\n", kind);
    else
        PUT(m, "\n[%s %s %u]\n", kind, PICK(m, maker_awkward), ++m->made);
}

static inline void put_edges(maker *m, double lo, double hi)
{
    unsigned count = 1 + roll(m, 5);
    bool falls = CHANCE(m, 2);

    for (unsigned i = 0; i < count; i++) {
        unsigned place = falls ? count - i : i + 1;

        PUT(m, " ");
        put_number(m, lo + (hi - lo) * (place + some(m, -0.3, 0.3)) / (count + 1));
    }
}

static inline void put_scale(maker *m)
{
    static const char *const how[] = {"max", "minmax", "sum", "vector", "vector"};
    static const char *const best[] = {"", " best low", " best high", ""};
    static const char *const words[] = {
        "Boats", "\"Metal work\"", "Joinery", "Bygg", "\"a, b\"", "otherwise_", "ÅÄÖ", "end", "7",
        "best"};
    const char *field = number_field(m);

    switch (roll(m, MISTAKE(m) ? 9 : 8)) {
    case 0:
        PUT(m, "bands %s", field);
        put_edges(m, -1, 100);
        break;
    case 1:
        PUT(m, "linear %s", field);
        for (unsigned i = 0, first = roll(m, 2); i < (MISTAKE(m) ? 1 : 2); i++) {
            PUT(m, i == first ? " worst " : "  best ");
            put_number(m, some(m, -5, 50));
        }
        break;
    case 2:
        PUT(m, "percentile %s%s", field, PICK(m, best));
        break;
    case 3:
        PUT(m, "quantiles %s", field);
        if (CHANCE(m, 2))
            PUT(m, " %u", 2 + roll(m, 9));
        PUT(m, "%s", PICK(m, best));
        break;
    case 4:
        PUT(m, "rating %s%s", field, PICK(m, best));
        break;
    case 5:
        PUT(m, "lookup %s",
            CHANCE(m, 3)   ? "newsletter"
            : CHANCE(m, 2) ? "product_groups"
                           : "branch");
        for (unsigned i = 0, count = 1 + roll(m, 4), at = roll(m, 10); i < count; i++) {
            PUT(m, " %s ", words[(at + i * 3) % 10]);
            put_number(m, some(m, 1, 5));
        }
        if (CHANCE(m, 2)) {
            PUT(m, " otherwise ");
            put_number(m, some(m, 1, 5));
        }
        break;
    case 6:
        PUT(m, "share_bands %s", field);
        put_edges(m, 0, CHANCE(m, 2) ? 0.2 : 0.9);
        break;
    case 7:
        PUT(m, "scaled %s %s", field, PICK(m, how));
        break;
    default:
        PUT(m, "%s", CHANCE(m, 2) ? "sum revenue" : "bandz revenue 1 2");
    }
}

/* ---- statements ---- */

/* What every profile can speak of: the columns of the data under names of all kinds. */
static inline void put_fields(maker *m)
{
    PUT(m, "[field margin]\ncolumn = Gross margin\ntype = number\n");
    PUT(m, "[field två ord]\nsynonyms = Fasteners, \"Nails\"\n");
    PUT(m, "[field bågar]\ncolumn = Tools\nmax = ");
    put_number(m, 700000);
    PUT(m, "\n[field if]\ncolumn = Chemicals\nmin = ");
    put_number(m, -1);
    PUT(m, "\n[field orders]\ntype = number\noptional = %s\n", CHANCE(m, 2) ? "yes" : "ON");
    PUT(m, "[field branch]\ntype = text\n[field region]\ncolumn = \"Region\"\ntype = text\n");
    PUT(m, "[field newsletter]\ntype = yes/no\nrequired = %s\n", CHANCE(m, 9) ? "1" : "No");
    PUT(m, "[field last]\ncolumn = Last order\ntype = date\n");
    PUT(m, "[field started]\ncolumn = Customer since\ntype = date\n");
    PUT(m, "[field nowhere å]\noptional = true\ncolumn = There is no such column\n");
    PUT(m, "[measure it's]\nvalue = sum revenue \"två ord\" bågar\n");
}

static inline void put_measure(maker *m)
{
    static const char *const two[] = {"ratio", "difference", "growth", "symmetric_growth"};
    static const char *const many[] = {"sum", "mix", "evenness", "count_positive"};

    put_name(m, "measure");
    if (MISTAKE(m))
        return;
    if (CHANCE(m, 5)) {
        PUT(m, "value = days_since %s\n", CHANCE(m, 2) ? "last" : "started");
    } else if (CHANCE(m, 2)) {
        PUT(m, "value = %s %s ", PICK(m, two), number_field(m));
        PUT(m, "%s\n", number_field(m));
    } else {
        PUT(m, "value = %s", PICK(m, many));
        for (unsigned i = 0, count = 1 + roll(m, 5); i < count; i++)
            PUT(m, "  %s", number_field(m));
        PUT(m, "\n");
    }
}

static inline void put_condition(maker *m, bool early)
{
    static const char *const right[] = {
        "region = South",        "branch != \"Boats and Metal\"",
        "newsletter = yes",      "last >= 2026-06-01",
        "score < 3.25",          "coverage >= 0.5",
        "points.risk <= 3",      "region ~= \"No. <1>\"",
        "started == 2019-11-25", "newsletter != no",
        "orders 5..100",         "region in North, \"No. <1>\", East",
        "potential in 1, 3, 5",  "started 2009-01-01..2015-12-31",
        "points.risk 1..2.5",    "branch in \"a, b\", end"};

    for (unsigned i = 0, count = 1 + roll(m, 3); i < count; i++) {
        PUT(m, "%s", i ? " and " : "");
        if (CHANCE(m, 2)) {
            PUT(m, "%s > ", maker_numbers[roll(m, 10)]);
            put_number(m, some(m, 0, 60));
        } else if (CHANCE(m, 4)) {
            PUT(m, "%s in ", maker_numbers[roll(m, 10)]);
            put_number(m, some(m, 0, 6));
            PUT(m, ", 5");
        } else {
            PUT(m, "%s", MISTAKE(m) ? "revenue >" : early ? right[roll(m, 4)] : PICK(m, right));
        }
    }
}

/* Rows of a decision table; of a criterion's with points, else with classes. */
static inline void put_rows(maker *m, bool points)
{
    unsigned count = 1 + roll(m, 4);

    for (unsigned row = 1; row <= count; row++) {
        PUT(m, "row %u = ", MISTAKE(m) ? row + 1 : row);
        if (CHANCE(m, 5))
            PUT(m, "always");
        else
            put_condition(m, points);
        PUT(m, ": ");
        if (points)
            put_number(m, some(m, 1, 5));
        else
            PUT(m, "%s", PICK(m, maker_awkward));
        PUT(m, "\n");
    }
}

static inline void put_criterion(maker *m)
{
    static const char *const missing[] = {"skip",   "worst", "middle", "carry",
                                          "reject", "2.5",   "4e0"};

    static const char *const hits[] = {"", " hit first", " hit collect_min", " hit priority"};

    put_name(m, "criterion");
    PUT(m, "weight = ");
    put_number(m, some(m, 0, 40));
    if (CHANCE(m, 6)) {
        PUT(m, "\npoints = decision_table%s\n", PICK(m, hits));
        put_rows(m, true);
        return;
    }
    PUT(m, "\npoints = ");
    put_scale(m);
    if (CHANCE(m, 4)) {
        PUT(m, "\nor_points = ");
        put_scale(m);
    }
    SAY(m, 3, "\nmissing = %s", MISTAKE(m) ? "wrost" : PICK(m, missing));
    SAY(m, 5, "\ncarry_months = %u", roll(m, 30));
    SAY(m, 9, "\ngroup = %s", MISTAKE(m) ? "nobody" : "pengar");
    if (MISTAKE(m))
        SAY(m, 4, "\nwieght = 3");
    PUT(m, "\n");
}

static inline void put_classes(maker *m, const char *type)
{
    enum { CLASSES = sizeof maker_classes / sizeof *maker_classes };
    unsigned count = 2 + roll(m, 4), at = roll(m, CLASSES);
    bool share = strcmp(type, "by_cumulative_share") == 0 || strcmp(type, "by_rank_share") == 0;
    bool rank = strcmp(type, "by_rank") == 0, percent = share && CHANCE(m, 2);

    PUT(m, "classes = ");
    for (unsigned i = 0; i < count; i++) {
        double part = (i + 1.0) / count;

        PUT(m, "%s%s ", i ? ", " : "", MISTAKE(m) ? "A" : maker_classes[(at + i * 7) % CLASSES]);
        if (rank && i + 1 == count && CHANCE(m, 2))
            PUT(m, "rest");
        else if (rank)
            PUT(m, "%u", 3 * (i + 1));
        else if (share)
            put_number(m, i + 1 < count ? (percent ? 100 : 1) * (int)(part * 8) / 8.0
                          : percent     ? 100
                                        : 1);
        else if (strcmp(type, "by_score") == 0)
            put_number(m, 5 - 4 * part);
        else
            put_number(m, 2e6 - 2e6 * part);
        PUT(m, "%s", percent ? " %" : "");
    }
    PUT(m, "\n");
}

static inline void put_axis(maker *m, const char *axis)
{
    static const char *const values[] = {"median", "share 0.8", "share 80 %", "percentile 0.66"};
    bool value = CHANCE(m, 2);

    if (value)
        PUT(m, "%s = value %s\n", axis, number_field(m));
    else
        PUT(m, "%s = points %s\n", axis, CHANCE(m, 2) ? "revenue" : "risk");
    if (CHANCE(m, 2))
        PUT(m, "split_%s = %s\n", axis, value ? PICK(m, values) : "3.5");
}

static inline void put_matrix(maker *m)
{
    put_axis(m, "x");
    put_axis(m, "y");
    PUT(m, "low_low = %s!\n", PICK(m, maker_awkward));
    PUT(m, "high_high = \"%u\"\nhigh_low = h;l\n", roll(m, 9));
    if (!MISTAKE(m))
        PUT(m, "low_high = Låg, hög\n");
}

static inline void put_decision(maker *m)
{
    static const char *const hits[] = {"first", "priority", "any"};

    put_name(m, "scheme");
    PUT(m, "type = decision_table\n");
    SAY(m, 2, "hit = %s\n", PICK(m, hits));
    put_rows(m, false);
}

static inline void put_scheme(maker *m)
{
    static const char *const types[] = {
        "by_score", "by_cumulative_share", "by_rank_share", "by_rank", "by_value", "matrix"};
    static const char *const share[] = {"boundary = end", "boundary = nearest", "ties = by_key",
                                        "base = net",     "order = score",      "ties = together"};
    const char *type = PICK(m, types);
    bool ranks = strncmp(type, "by_rank", 7) == 0;

    put_name(m, "scheme");
    if (!MISTAKE(m))
        PUT(m, "type = %s\n", type);
    if (strcmp(type, "matrix") == 0)
        put_matrix(m);
    else
        put_classes(m, type);
    if (strcmp(type, "matrix") != 0 && strcmp(type, "by_score") != 0)
        PUT(m, "field = %s\n", ranks && CHANCE(m, 2) ? "score" : "margin");
    if (strcmp(type, "by_cumulative_share") == 0)
        SAY(m, 2, "%s\n", PICK(m, share));
    if (strcmp(type, "by_score") == 0 || strcmp(type, "by_cumulative_share") == 0)
        SAY(m, 3, "hysteresis = 0.%u\nstreak_days = %u\n", roll(m, 9), 1 + roll(m, 90));
}

static inline void put_rule(maker *m)
{
    static const char *const what[] = {"at_most", "at_least", "exactly"};

    put_name(m, "rule");
    PUT(m, "when = ");
    put_condition(m, false);
    PUT(m, "\n%s = %s\n", PICK(m, what), MISTAKE(m) ? "A-" : CHANCE(m, 2) ? "B" : "C");
    SAY(m, 4, "scheme = %s\n", CHANCE(m, 2) ? "abc" : "class");
}

static inline void put_action(maker *m)
{
    put_name(m, "action");
    PUT(m, "class = %s\n", CHANCE(m, 2) ? "A" : "C");
    PUT(m, "text = %s {name} ", PICK(m, maker_awkward));
    PUT(m, "%s {gap} {revenue} {två ord}\n", PICK(m, maker_awkward));
    SAY(m, 2, "owner = %s\n", PICK(m, maker_awkward));
    SAY(m, 2, "every = \"%u months\"\n", 1 + roll(m, 12));
    if (CHANCE(m, 3)) {
        PUT(m, "when = ");
        put_condition(m, false);
        PUT(m, "\n");
    }
}

static inline void put_test(maker *m)
{
    put_name(m, "test");
    PUT(m, "customer = revenue ");
    put_number(m, some(m, 0, 1e6));
    PUT(m, ", region \"North, East\", newsletter yes, last 2026-05-%02u, \"två ord\" 7 %%\n",
        1 + roll(m, 28));
    SAY(m, 2, "population = revenue 5, key \"7\" | branch Boats | key \"9\" , name \"a | b\"\n");
    SAY(m, 2, "previous = class B, score 3.5, points.risk 2, classes.abc A\n");
    PUT(m, "as_of = 2026-06-%02u\n", 1 + roll(m, 30));
    SAY(m, 2, "points = risk missing, revenue 3\n");
    SAY(m, 2, "classes = abc A, class ?\n");
    SAY(m, 3, "reasons = risk step 2, \"any, where\", %s\n", "late");
    SAY(m, 3, "score = %s\ntolerance = 0.5\n", CHANCE(m, 2) ? "missing" : "3.25");
    SAY(m, 3, "actions = keep\n");
    PUT(m, "class = %s\n", MISTAKE(m) ? "Z" : "B");
}

/* Changes of the built-in profile, key by key. */
static inline void put_change(maker *m)
{
    static const char *const changes[] = {
        "[criterion revenue]\nweight = 4e1\n",
        "[criterion risk]\npoints = rating risk best low\nmissing = middle\n",
        "[criterion growth]\nweight = 5\n",
        "[scheme class]\nhysteresis = 0.25\n",
        "[scheme class]\nclasses = A 4, B 2.5, C 1\n",
        "[scheme abc]\nties = by_key\nboundary = end\n",
        "[scheme matrix]\nsplit_x = 3\n",
        "[scheme matrix]\nlow_low = Resten; \"alla\"\n",
        "[action keep]\ntext = Håll i {name}\n",
        "[field revenue]\nrequired = yes\nmin = -1e7\n",
        "[field risk]\nmax = 3\n",
        "[remove criterion admin_time]\n",
        "[remove  scheme matrix]\n",
        "[remove action lift]\n",
        "[group odd \"one\"]\ncap = 25e-2\n",
        "[measure growth]\nvalue = symmetric_growth revenue revenue_prev\n"};
    static const char *const wrong[] = {"[remove criterion rsik]\n",
                                        "[grupp x]\n",
                                        "weight\n",
                                        "[criterion revenue\n",
                                        "[remove profile]\n",
                                        "[scheme class]\nclasses = A 2, B 3, C 1\n"};

    PUT(m, "\n%s", MISTAKE(m) ? PICK(m, wrong) : PICK(m, changes));
}

static inline void put_profile(maker *m)
{
    PUT(m, "\n[profile]\nname = %s\n", PICK(m, maker_awkward));
    SAY(m, 3, "language = sv\n");
    SAY(m, 3, "currency = \"SEK\"\n");
    SAY(m, 3, "min_coverage = 0.%u\n", roll(m, 10));
    SAY(m, 4, "min_weight = .25\n");
    SAY(m, 6, "extends = default\n");
    SAY(m, 6, "require = factors.payment\n");
    SAY(m, 4, "as_of = 2026-07-01\nmax_failures = 5\n");
    SAY(m, 9, "scale = %s\n", MISTAKE(m) ? "0 100" : "1 5.0");
}

static inline void make_ini(maker *m)
{
    static void (*const statements[])(maker *) = {
        put_measure, put_criterion, put_criterion, put_scheme,    put_rule,
        put_action,  put_test,      put_scheme,    put_criterion, put_decision};

    put_fields(m);
    PUT(m, "[group pengar]\ncap = 0.3\n");
    if (CHANCE(m, 2))
        put_profile(m);
    for (unsigned i = 0, count = 2 + roll(m, 14); i < count; i++)
        PICK(m, statements)(m);
    if (CHANCE(m, 2)) /* two of them may be about the same statement, which is a mistake */
        put_change(m);
}

#endif
