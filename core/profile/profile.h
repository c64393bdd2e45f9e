/* SPDX-License-Identifier: MIT
 *
 * The plan: what a run is told, resolved and checked. Immutable once compiled; every stage reads
 * it, none asks which form it was written in. Knows nothing of data: presence.h tells what of it a
 * given input can feed.
 */
#ifndef VIKT_PROFILE_PLAN_H
#define VIKT_PROFILE_PLAN_H

#include <vikt/profile.h>

#include "core/base/charset.h"
#include "core/base/column.h"
#include "core/base/date_form.h"
#include "core/profile/engine.h"

/** Fields and measures share one numbering: fields first, then measures. */
typedef size_t vikt_slot;
#define VIKT_SLOT_NONE  ((vikt_slot)-1)
#define VIKT_INDEX_NONE ((size_t)-1)

enum {
    VIKT_FIELDS_MAX = 256,
    VIKT_MEASURES_MAX = 256,
    VIKT_CRITERIA_MAX = 64, /* a customer's criteria fit into one mask */
    VIKT_SCHEMES_MAX = 32,
    VIKT_RULES_MAX = 64,
    VIKT_ACTIONS_MAX = 250,
    VIKT_CLASSES_MAX = 100,
    VIKT_TESTS_MAX = 4096,
    VIKT_TEST_CUSTOMERS_MAX = 1000,
    VIKT_INPUTS_MAX = 32, /* parameters of a function, inputs of a decision table */
    VIKT_ROWS_MAX = 1000, /* of a decision table */
    VIKT_SCALE_END_MAX = 1000000000 /* points, either way: billionths of them fit into 64 bits */
};

/** One parameter of a script function. */
typedef enum vikt_input_kind {
    VIKT_INPUT_SLOT,
    VIKT_INPUT_CUSTOMER,
    VIKT_INPUT_TODAY,
    VIKT_INPUT_POPULATION,
    VIKT_INPUT_PREVIOUS,
    VIKT_INPUT_RESULT
} vikt_input_kind;

typedef struct vikt_input {
    vikt_input_kind kind;
    vikt_slot slot;
    bool or_nil; /* called with nil when missing, instead of not at all */
} vikt_input;

typedef struct vikt_function {
    int id;           /* the engine's number */
    const char *what; /* 'criterion "risk"', for messages */
    vikt_place place;
    vikt_input *inputs;
    size_t input_count;
} vikt_function;

/** What a mark means. */
typedef struct vikt_anchor {
    double mark;
    vikt_text text;
} vikt_anchor;

typedef struct vikt_field {
    vikt_text name;
    vikt_text column; /* the heading told by the profile; none: by name and synonyms */
    vikt_text *synonyms;
    size_t synonym_count;
    vikt_anchor *anchors; /* for those who give marks */
    size_t anchor_count;
    vikt_type type; /* UNKNOWN: the data tells */
    bool optional, required;
    bool builtin;    /* only the built-in profile speaks of it */
    double min, max; /* a number outside is off its scale: missing, and a reject; -INFINITY,
                        INFINITY: no limit */
    vikt_place place;
} vikt_field;

typedef enum vikt_measure_kind {
    VIKT_MEASURE_FUNCTION,
    VIKT_MEASURE_SUM,              /* of the inputs that are there; all missing: missing */
    VIKT_MEASURE_RATIO,            /* a / b; b 0: missing */
    VIKT_MEASURE_DIFFERENCE,       /* a - b */
    VIKT_MEASURE_GROWTH,           /* (now - before) / before for before > 0, else missing (F-06) */
    VIKT_MEASURE_SYMMETRIC_GROWTH, /* 2 (now - before) / (now + before); both 0 or one negative:
                                      missing (F-06) */
    VIKT_MEASURE_MIX, /* effective number exp(H) of the groups (F-07); a negative group counts as 0;
                         nothing bought: missing */
    VIKT_MEASURE_EVENNESS,       /* H / ln K over K groups (F-07); fewer than two: missing */
    VIKT_MEASURE_COUNT_POSITIVE, /* how many of the inputs are > 0 */
    VIKT_MEASURE_DAYS_SINCE      /* as-of date - date */
} vikt_measure_kind;

typedef struct vikt_measure {
    vikt_text name;
    vikt_measure_kind kind;
    vikt_slot *inputs; /* of a native measure */
    size_t input_count;
    vikt_function *function; /* of a script measure */
    bool builtin;
    vikt_place place;
} vikt_measure;

/** A condition: comparisons that must all hold, or a script function. A missing operand makes it
 * false. */
typedef enum vikt_operand_kind {
    VIKT_OPERAND_SLOT,
    VIKT_OPERAND_POINTS,
    VIKT_OPERAND_SCORE,
    VIKT_OPERAND_COVERAGE
} vikt_operand_kind;
typedef enum vikt_operator {
    VIKT_LESS,
    VIKT_AT_MOST,
    VIKT_EQUAL,
    VIKT_UNEQUAL,
    VIKT_AT_LEAST,
    VIKT_GREATER,
    VIKT_ONE_OF
} vikt_operator;

/** Whether `x operator y`; of several right sides, one by one. NaN only differs. */
static inline bool vikt_operator_holds(vikt_operator operator_, double x, double y)
{
    switch (operator_) {
    case VIKT_LESS:
        return x < y;
    case VIKT_AT_MOST:
        return x <= y;
    case VIKT_EQUAL:
    case VIKT_ONE_OF:
        return x == y;
    case VIKT_UNEQUAL:
        return x != y;
    case VIKT_AT_LEAST:
        return x >= y;
    case VIKT_GREATER:
        return x > y;
    }
    return false;
}

/** A value written in a profile. */
typedef struct vikt_literal {
    double number;  /* NaN when it is only text */
    vikt_text text; /* as written, without quotes */
} vikt_literal;

typedef struct vikt_comparison {
    vikt_operand_kind operand;
    size_t index; /* slot or criterion */
    vikt_operator operator_;
    double number;         /* NaN when the right side is only text */
    vikt_text text;        /* the right side as written, without quotes */
    vikt_literal *choices; /* of VIKT_ONE_OF, which has no other right side */
    size_t choice_count;
} vikt_comparison;

/** How many right sides there are, at least 1, and each of them. */
static inline size_t vikt_comparison_rights(const vikt_comparison *comparison)
{
    return comparison->choice_count ? comparison->choice_count : 1;
}

static inline vikt_literal vikt_comparison_right(const vikt_comparison *comparison, size_t i)
{
    return comparison->choice_count ? comparison->choices[i]
                                    : (vikt_literal){comparison->number, comparison->text};
}

typedef struct vikt_condition {
    vikt_comparison *comparisons;
    size_t count;            /* 0, without a function: always */
    vikt_function *function; /* or NULL */
    vikt_text text;          /* as written; "always", "function" */
} vikt_condition;

/** What a decision table gives a customer who meets several of its rows. */
typedef enum vikt_hit {
    VIKT_HIT_FIRST,
    VIKT_HIT_UNIQUE,   /* that must not happen: it ends the run */
    VIKT_HIT_ANY,      /* they must all say the same, or the customer fails */
    VIKT_HIT_PRIORITY, /* the best class, the most points */
    VIKT_HIT_COLLECT_SUM,
    VIKT_HIT_COLLECT_MIN,
    VIKT_HIT_COLLECT_MAX
} vikt_hit;

typedef struct vikt_decision_row {
    vikt_condition when;
    size_t class_index; /* of a scheme's table */
    double points;      /* of a criterion's table */
    vikt_place place;
} vikt_decision_row;

typedef struct vikt_decision_input {
    vikt_operand_kind operand;
    size_t index; /* slot or criterion */
} vikt_decision_input;

/** Rows are counted from 1 where they are spoken of. */
typedef struct vikt_decision {
    vikt_hit hit;
    vikt_decision_row *rows;
    size_t row_count;
    vikt_decision_input *inputs; /* what the conditions ask for, each once */
    size_t input_count;
    vikt_function *failing; /* never called: names the statement where a customer's result fails */
} vikt_decision;

typedef enum vikt_scale_kind {
    VIKT_SCALE_FUNCTION,
    VIKT_SCALE_BANDS,
    VIKT_SCALE_LINEAR,
    VIKT_SCALE_PERCENTILE,
    VIKT_SCALE_QUANTILES,
    VIKT_SCALE_RATING,
    VIKT_SCALE_LOOKUP,
    VIKT_SCALE_SHARE_BANDS,
    VIKT_SCALE_SCALED,
    VIKT_SCALE_DECISION_TABLE
} vikt_scale_kind;

typedef enum vikt_scaling {
    VIKT_SCALED_MAX,
    VIKT_SCALED_MINMAX,
    VIKT_SCALED_SUM,
    VIKT_SCALED_VECTOR
} vikt_scaling;

typedef struct vikt_lookup {
    vikt_text text;
    double number; /* text as a number, NaN if it is none: for fields that hold numbers */
    double points;
} vikt_lookup;

typedef struct vikt_scale {
    vikt_scale_kind kind;
    vikt_slot slot;   /* of a native scale; of a decision table: its input when it has only one */
    bool low_is_best; /* percentile, quantiles, rating */
    double *edges;    /* bands, share_bands: strictly monotone */
    size_t edge_count;
    double worst, best; /* linear */
    size_t groups;      /* quantiles */
    vikt_scaling scaling;
    vikt_lookup *lookups;
    size_t lookup_count;
    double otherwise; /* lookup: NaN when not given */
    vikt_function *function;
    vikt_decision *decision;
    vikt_text text;   /* as the INI form writes it: "bands revenue 50000 250000"; "function" */
    vikt_place place; /* of the setting */
} vikt_scale;

typedef enum vikt_missing {
    VIKT_MISSING_SKIP,
    VIKT_MISSING_WORST,
    VIKT_MISSING_MIDDLE,
    VIKT_MISSING_CARRY,  /* the previous run's points */
    VIKT_MISSING_POINTS, /* a number */
    VIKT_MISSING_REJECT  /* the customer is rejected from schemes by score: class ? */
} vikt_missing;

typedef struct vikt_criterion {
    vikt_text name;
    double weight; /* >= 0, as given */
    vikt_scale points;
    bool has_or; /* or_points: for customers without a value for points, and when points has no data
                    at all */
    vikt_scale or_points;
    vikt_missing missing;
    double missing_points;
    long carry_months; /* how old the run may be that points are carried from; 0: any age */
    size_t group;      /* VIKT_INDEX_NONE */
    bool builtin;
    vikt_place place;
    vikt_place weight_place, missing_place, carry_place; /* of the settings */
} vikt_criterion;

typedef struct vikt_group {
    vikt_text name;
    double cap; /* share of the weight, 0..1 */
    bool builtin;
    vikt_place place;
} vikt_group;

typedef enum vikt_scheme_kind {
    VIKT_SCHEME_BY_SCORE,
    VIKT_SCHEME_BY_CUMULATIVE_SHARE,
    VIKT_SCHEME_BY_RANK_SHARE,
    VIKT_SCHEME_BY_RANK,
    VIKT_SCHEME_BY_VALUE,
    VIKT_SCHEME_MATRIX,
    VIKT_SCHEME_DECISION_TABLE,
    VIKT_SCHEME_FUNCTION
} vikt_scheme_kind;

typedef enum vikt_boundary {
    VIKT_BOUNDARY_START,
    VIKT_BOUNDARY_END,
    VIKT_BOUNDARY_NEAREST
} vikt_boundary;
typedef enum vikt_split_kind {
    VIKT_SPLIT_NUMBER,
    VIKT_SPLIT_SHARE,
    VIKT_SPLIT_PERCENTILE,
    VIKT_SPLIT_MEDIAN
} vikt_split_kind;

typedef struct vikt_axis {
    bool is_points; /* of a criterion; else a slot */
    size_t index;   /* criterion or slot */
    vikt_split_kind split;
    double value; /* number, share or q */
    vikt_place split_place;
} vikt_axis;

/** Cells of a matrix, in the order of its classes. */
enum { VIKT_HIGH_HIGH, VIKT_HIGH_LOW, VIKT_LOW_HIGH, VIKT_LOW_LOW }; /* y first, then x */

typedef struct vikt_scheme {
    vikt_text name;
    vikt_scheme_kind kind;
    vikt_text *classes; /* best first */
    double *limits;     /* by class: score, share, rank (INFINITY: rest) or amount; NULL for matrix,
                           decision table and function */
    size_t class_count;
    bool ordered; /* a matrix is not; by decision table or function only with `ordered = true` */
    bool by_score_order; /* by_cumulative_share order = "score"; by_rank_share and by_rank over
                            "score" */
    vikt_slot slot;      /* VIKT_SLOT_NONE when only the score is used */
    vikt_boundary boundary;
    bool ties_by_key;
    bool base_net;     /* base = "net": zero and negative values stay in */
    double hysteresis; /* NaN: not stated */
    long streak_days;
    vikt_axis y, x;
    vikt_function *function;
    vikt_decision *decision;
    bool builtin;
    vikt_place place;
    vikt_place classes_place, hysteresis_place, streak_place; /* of the settings */
} vikt_scheme;

typedef enum vikt_rule_kind {
    VIKT_RULE_AT_MOST,
    VIKT_RULE_AT_LEAST,
    VIKT_RULE_EXACTLY
} vikt_rule_kind;

typedef struct vikt_rule {
    vikt_text name;
    vikt_condition when;
    vikt_rule_kind kind;
    size_t scheme; /* VIKT_INDEX_NONE: the run's primary one, which is then profile->schemes[0] for
                      checking */
    vikt_text class_name;
    bool builtin;
    vikt_place place, when_place;
} vikt_rule;

typedef struct vikt_action {
    vikt_text name, class_name, text, owner, every;
    size_t scheme; /* as in a rule; compiled actions name their scheme or follow the run's primary
                      one */
    bool has_when;
    vikt_condition when;
    bool builtin;
    vikt_place place, when_place;
} vikt_action;

/** A value that a test gives a customer. */
typedef struct vikt_given {
    size_t field;
    vikt_type type; /* of the value as it is written; a date is a text that can be read as one */
    double number;  /* NaN for a text; the day of a date, 1 or 0 for yes and no */
    vikt_text text; /* of a text or date */
} vikt_given;

typedef struct vikt_test_customer {
    vikt_text key, name;
    vikt_given *given;
    size_t given_count;
} vikt_test_customer;

/** What a test expects of its customer, one thing at a time. */
typedef enum vikt_expectation_kind {
    VIKT_EXPECT_CLASS, /* in scheme index; VIKT_INDEX_NONE: the primary one */
    VIKT_EXPECT_SCORE,
    VIKT_EXPECT_POINTS,           /* for criterion index */
    VIKT_EXPECT_REASON,           /* text among all reasons and the names of the rules that held */
    VIKT_EXPECT_CRITERION_REASON, /* text in the reasons of criterion index */
    VIKT_EXPECT_SCHEME_REASON,    /* text in the reasons of scheme index */
    VIKT_EXPECT_ACTION            /* action index applies */
} vikt_expectation_kind;

typedef struct vikt_expectation {
    vikt_expectation_kind kind;
    size_t index;
    double number;  /* of a score or points; NaN: there are none */
    vikt_text text; /* of a class ("?": none) or reason */
} vikt_expectation;

typedef struct vikt_test {
    vikt_text name;
    vikt_place place;
    vikt_test_customer *customers; /* the first one is looked at, the others are the population */
    size_t customer_count;
    bool has_as_of;
    vikt_date as_of;
    bool has_previous;
    bool has_previous_as_of;
    vikt_date previous_as_of;
    double previous_score;       /* NaN: none */
    double *previous_points;     /* by criterion; NaN: none */
    vikt_text previous_class;    /* in the primary scheme; none: not given */
    vikt_text *previous_classes; /* by scheme; none: not given */
    double tolerance;            /* of score and points */
    vikt_expectation *expectations;
    size_t expectation_count;
} vikt_test;

/** What a company's data comes from. */
typedef enum vikt_source_kind {
    VIKT_SOURCE_CUSTOMERS,
    VIKT_SOURCE_INVOICES,
    VIKT_SOURCE_RATINGS,
    VIKT_SOURCE_KINDS
} vikt_source_kind;

/** "customers", "invoices", "ratings". */
const char *vikt_source_word(vikt_source_kind kind);

/** The columns of a ledger of invoices or orders. */
typedef enum vikt_ledger_part {
    VIKT_LEDGER_CUSTOMER, /* the key, or a name where there is no key */
    VIKT_LEDGER_NAME,
    VIKT_LEDGER_INVOICE, /* number of the invoice or order */
    VIKT_LEDGER_DATE,
    VIKT_LEDGER_DUE,
    VIKT_LEDGER_PAID,
    VIKT_LEDGER_NET,    /* amount without VAT */
    VIKT_LEDGER_GROSS,  /* with VAT */
    VIKT_LEDGER_AMOUNT, /* with or without: the heading does not say */
    VIKT_LEDGER_VAT,
    VIKT_LEDGER_BALANCE, /* what is still to be paid */
    VIKT_LEDGER_CURRENCY,
    VIKT_LEDGER_GROUP, /* of products */
    VIKT_LEDGER_CANCELLED,
    VIKT_LEDGER_CREDIT, /* yes: the row is a credit note */
    VIKT_LEDGER_STATUS, /* words that may say that it is cancelled, or a credit note */
    VIKT_LEDGER_TYPE,   /* the same: a ledger may have both */
    VIKT_LEDGER_QUANTITY,
    VIKT_LEDGER_PRICE,    /* of one */
    VIKT_LEDGER_DEBIT,    /* what customers owe, where there are two columns of amounts */
    VIKT_LEDGER_CREDITED, /* and what they no longer owe: paid, or credit notes */
    VIKT_LEDGER_REFUNDED, /* how much of the row's amount was paid back */
    VIKT_LEDGER_PARTS
} vikt_ledger_part;

/** The setting that names a part's column: "customer", "product_group". */
const char *vikt_ledger_word(vikt_ledger_part part);

/** What the credit column of a ledger holds. */
typedef enum vikt_credited {
    VIKT_CREDITED_UNKNOWN,
    VIKT_CREDITED_PAYMENTS,
    VIKT_CREDITED_NOTES
} vikt_credited;

/** How a source is to be read where it shall not be found by looking. All zeros: look. */
typedef struct vikt_source_settings {
    vikt_charset charset;
    char separator; /* ';', ',', '\t', '|' or ' ' (any number of blanks) */
    char decimal;   /* '.' or ',' */
    vikt_date_order dates;
    bool has_heading; /* heading is told */
    size_t heading;   /* record of the heading, 1 and up; 0: there is none, columns are "1", "2" */
    vikt_text sheet;  /* of a workbook: its name, or its number from 1 */
    vikt_text table;  /* of a SQLite file; or */
    vikt_text query;  /* a SELECT on it */
    vikt_credited credits;                /* of a ledger */
    vikt_text columns[VIKT_LEDGER_PARTS]; /* headings of a ledger's columns; none: look */
} vikt_source_settings;

/** What one rater's marks count. */
typedef struct vikt_rater_weight {
    vikt_text name;
    double weight; /* >= 0 */
} vikt_rater_weight;

/** How the marks of several raters become one (F-12). */
typedef struct vikt_combining {
    bool is_mean;               /* by weight; else the median */
    vikt_rater_weight *weights; /* of raters that are not named: 1 */
    size_t weight_count;
    vikt_place place; /* of the weights */
} vikt_combining;

/** A file that the profile was read from. */
typedef struct vikt_profile_file {
    vikt_text path; /* as given; "default" for the built-in one, "--set" for overrides */
    vikt_text text;
} vikt_profile_file;

/** What one unit of a foreign currency is worth in the profile's. */
typedef struct vikt_rate {
    vikt_text currency;
    double rate; /* > 0 */
} vikt_rate;

struct vikt_profile {
    vikt_arena arena;
    vikt_text name, language, currency;
    double lo, hi; /* the scale */
    double min_coverage, min_weight;
    size_t max_failures;
    bool has_as_of;
    vikt_date as_of;
    vikt_rate *rates;
    size_t rate_count;
    bool keeps_personal; /* personal numbers are not masked */

    vikt_field *fields;
    size_t field_count;
    vikt_measure *measures; /* in statement order */
    size_t measure_count;
    size_t *measure_order; /* an order in which every measure comes after its inputs */
    vikt_criterion *criteria;
    size_t criterion_count;
    vikt_group *groups;
    size_t group_count;
    vikt_scheme *schemes;
    size_t scheme_count;
    vikt_rule *rules;
    size_t rule_count;
    vikt_action *actions;
    size_t action_count;
    vikt_test *tests;
    size_t test_count;

    vikt_text customers; /* [sources] customers, as written; none if not given */
    vikt_text invoices;  /* the same of invoices */
    vikt_text ratings;   /* and of ratings: a name, or a pattern with * */
    vikt_source_settings sources[VIKT_SOURCE_KINDS];
    vikt_combining combining; /* of the ratings */
    vikt_text database;       /* [database] path */
    vikt_profile_file *files; /* in order of precedence, lowest first */
    size_t file_count;
    char digest[33]; /* of all files' texts */
    vikt_statement *statements; /* of all files together, as they were written */
    size_t statement_count;

    bool has_engine;
    vikt_engine engine; /* owned */
};

/** What is asked about the data while the profile is compiled, for messages alone. */
typedef struct vikt_columns {
    /** What the column for a field of that name looks like, VIKT_TYPE_UNKNOWN when there is none;
     * profile: as far as it is compiled, with [sources]. */
    vikt_type (*find)(void *context, const vikt_profile *profile, vikt_text name,
                      vikt_text *heading);
    void *context;
} vikt_columns;

/**
 * vikt_profile_load() with more than its options.
 *
 * @param edited   other text in the place of one of the files, lent until the profile is freed;
 *                 NULL: none
 * @param columns  of the data; NULL: there is none
 */
vikt_code vikt_profile_load_with(const vikt_profile_options *options,
                                 const vikt_profile_file *edited, const vikt_columns *columns,
                                 const vikt_listener *listener, vikt_profile **out,
                                 vikt_error *err);

/**
 * Compiles a profile again from the texts of its files, as `files` of a profile kept them: no file
 * is read, and the built-in profile and the factors are those among the texts, not today's. Its
 * tests are left out.
 *
 * @param files  in their order, lowest first, "--set" last; each path has a NUL behind it
 */
vikt_code vikt_profile_recall(const vikt_profile_file *files, size_t count,
                              const vikt_rule_language *language, const vikt_allocator *allocator,
                              const vikt_listener *listener, vikt_profile **out, vikt_error *err);

/** Whether what stands at a place, a statement or one setting of it, is the user's own: not what
 * the built-in profile or the library of factors says. */
bool vikt_profile_owns(vikt_place place);

/** Name of a slot. */
vikt_text vikt_profile_slot_name(const vikt_profile *profile, vikt_slot slot);

/** The slot of a field or measure, or VIKT_SLOT_NONE. */
vikt_slot vikt_profile_slot(const vikt_profile *profile, vikt_text name);

/** The built-in fields that import treats apart: "key" and "name"; VIKT_SLOT_NONE if the profile
 * lacks one. */
vikt_slot vikt_profile_key_slot(const vikt_profile *profile);
vikt_slot vikt_profile_name_slot(const vikt_profile *profile);

/** The class's place in the scheme, or VIKT_INDEX_NONE. */
size_t vikt_scheme_class(const vikt_scheme *scheme, vikt_text name);

#endif
