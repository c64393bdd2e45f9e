/* SPDX-License-Identifier: MIT */
#include "core/persist/standing.h"

#include "core/base/fail.h"
#include "core/base/number.h"
#include "core/classify/classification.h"
#include "core/import/import.h"
#include "core/persist/result_row.h"

typedef struct reading {
    vikt_arena *arena;
    vikt_standing *out;
    size_t stand_capacity, class_capacity;
    size_t capacity;       /* customers that there is room for */
    size_t money_position; /* among the values; SIZE_MAX: there is no money */
    uint8_t *outcome;      /* by outcome, then scheme: number of the class */
    uint8_t *raw_outcome;
    size_t outcome_count, outcome_max;
    size_t *value_position; /* by scheme: of its value among the values; SIZE_MAX: it has none */
    size_t value_capacity;
    const char *wrong; /* what no run has written; NULL: nothing */
    bool failed;       /* no memory */
} reading;

static bool is_wrong(reading *r, const char *what)
{
    r->wrong = what;
    return false;
}

static vikt_text kept(reading *r, const vikt_datum *datum)
{
    return vikt_text_keep(r->arena, datum->text, &r->failed);
}

static size_t position_of(const vikt_datum *datum)
{
    return datum->kind == VIKT_DATUM_INTEGER && datum->integer >= 0 ? (size_t)datum->integer
                                                                    : SIZE_MAX;
}

/* ---- the run ---- */

static bool take_run(void *context, const vikt_datum *c, size_t count)
{
    reading *r = context;
    vikt_standing *out = r->out;

    (void)count;
    if (!vikt_date_read(c[0].text, &out->as_of))
        return is_wrong(r, "as_of");
    if (c[6].integer < 0 || c[6].integer > VIKT_CUSTOMERS_MAX || c[7].integer < 0 ||
        c[7].integer > VIKT_CUSTOMERS_MAX)
        return is_wrong(r, "customers");
    out->profile = kept(r, &c[1]);
    out->digest = kept(r, &c[2]);
    out->currency = kept(r, &c[3]);
    out->money_name = kept(r, &c[4]);
    r->money_position = position_of(&c[5]);
    r->capacity = (size_t)c[6].integer;
    r->outcome_max = (size_t)(c[6].integer + c[7].integer);
    return false;
}

/* Runs of earlier versions do not say what their money is. A measure may have the name of a field,
 * and lies behind it. */
static const char select_run[] =
    "SELECT as_of, profile, profile_digest, currency, v.name, v.position, customers, forgotten "
    "FROM run u"
    " LEFT JOIN run_value v ON v.run_id = u.run_id AND v.name = coalesce(u.money, 'revenue')"
    " WHERE u.run_id = ? ORDER BY v.position DESC LIMIT 1";

/* ---- schemes ---- */

static vikt_stand *add_stand(reading *r, const vikt_datum *c)
{
    vikt_standing *out = r->out;
    vikt_stand *stand;

    out->stands = vikt_arena_grow(r->arena, out->stands, out->stand_count, &r->stand_capacity,
                                  sizeof *out->stands);
    r->value_position = vikt_arena_grow(r->arena, r->value_position, out->stand_count,
                                        &r->value_capacity, sizeof *r->value_position);
    if (!out->stands || !r->value_position)
        return NULL;
    r->value_position[out->stand_count] = position_of(&c[6]);
    stand = &out->stands[out->stand_count++];
    *stand = (vikt_stand){.name = kept(r, &c[0]),
                          .primary = c[1].integer != 0,
                          .ordered = c[2].integer != 0,
                          .statement = kept(r, &c[4]),
                          .field = kept(r, &c[5])};
    r->class_capacity = 0;
    return stand;
}

static bool take_class(void *context, const vikt_datum *c, size_t count)
{
    reading *r = context;
    vikt_standing *out = r->out;
    vikt_stand *stand = out->stand_count ? &out->stands[out->stand_count - 1] : NULL;

    (void)count;
    if (!stand || !vikt_text_equal(stand->name, c[0].text))
        stand = add_stand(r, c);
    if (stand)
        stand->classes = vikt_arena_grow(r->arena, stand->classes, stand->class_count,
                                         &r->class_capacity, sizeof *stand->classes);
    if (!stand || !stand->classes) {
        r->failed = true;
        return false;
    }
    stand->classes[stand->class_count++] = kept(r, &c[3]);
    return !r->failed;
}

static const char select_classes[] =
    "SELECT s.name, s.is_primary, s.ordered, k.value, s.kind || coalesce(s.field, '') || s.classes"
    " || coalesce(s.limits, ''), s.field, (SELECT max(v.position)"
    " FROM run_value v WHERE v.run_id = s.run_id AND v.name = s.field)"
    " FROM run_scheme s, json_each(s.classes) k"
    " WHERE s.run_id = ? AND s.present ORDER BY s.position, k.key";

/* ---- outcomes ---- */

/* Some customer has each, or had it. */
static bool take_outcome_count(void *context, const vikt_datum *c, size_t count)
{
    reading *r = context;

    (void)count;
    if (c[0].integer < 0 || (uint64_t)c[0].integer > r->outcome_max)
        return is_wrong(r, "outcome");
    r->outcome_count = (size_t)c[0].integer;
    return false;
}

static const char select_outcome_count[] =
    "SELECT coalesce(max(outcome) + 1, 0) FROM outcome_class WHERE run_id = ?";

static uint8_t class_number(const vikt_stand *stand, vikt_text name)
{
    for (size_t i = 0; name.at && i < stand->class_count && i < VIKT_NO_CLASS; i++)
        if (vikt_text_equal(stand->classes[i], name))
            return (uint8_t)i;
    return VIKT_NO_CLASS;
}

static bool take_outcome(void *context, const vikt_datum *c, size_t count)
{
    reading *r = context;
    vikt_standing *out = r->out;
    size_t outcome = (size_t)c[0].integer;

    (void)count;
    for (size_t i = 0; outcome < r->outcome_count && i < out->stand_count; i++) {
        if (!vikt_text_equal(out->stands[i].name, c[1].text))
            continue;
        r->outcome[outcome * out->stand_count + i] = class_number(&out->stands[i], c[2].text);
        r->raw_outcome[outcome * out->stand_count + i] = class_number(&out->stands[i], c[3].text);
        out->stands[i].verdicts[outcome] =
            (vikt_verdict){.rule = kept(r, &c[4]),
                           .why = kept(r, &c[5]),
                           .kept = (c[6].integer & VIKT_FLAG_KEPT) != 0};
    }
    return !r->failed;
}

static const char select_outcomes[] =
    "SELECT o.outcome, s.name, o.class, o.raw_class, o.rule, o.why, o.flags FROM outcome_class o"
    " JOIN run_scheme s ON s.run_id = o.run_id AND s.position = o.position WHERE o.run_id = ?";

static bool make_outcomes(reading *r)
{
    size_t size = r->outcome_count * r->out->stand_count;

    r->outcome = vikt_arena_blank(r->arena, size, 1);
    r->raw_outcome = vikt_arena_blank(r->arena, size, 1);
    if (!r->outcome || !r->raw_outcome)
        return false;
    memset(r->outcome, VIKT_NO_CLASS, size);
    memset(r->raw_outcome, VIKT_NO_CLASS, size);
    for (size_t i = 0; i < r->out->stand_count; i++) {
        vikt_stand *stand = &r->out->stands[i];

        /* One more, for customers of an outcome that is not there. */
        stand->verdicts = vikt_arena_new(r->arena, r->outcome_count + 1, sizeof *stand->verdicts);
        if (!stand->verdicts)
            return false;
    }
    return true;
}

/* ---- customers ---- */

static bool make_room(reading *r)
{
    vikt_standing *out = r->out;
    bool made;

    out->keys = vikt_arena_blank(r->arena, r->capacity, sizeof *out->keys);
    out->names = vikt_arena_blank(r->arena, r->capacity, sizeof *out->names);
    out->score = vikt_arena_blank(r->arena, r->capacity, sizeof *out->score);
    out->money = vikt_arena_blank(r->arena, r->capacity, sizeof *out->money);
    out->outcome = vikt_arena_blank(r->arena, r->capacity, sizeof *out->outcome);
    made = out->keys && out->names && out->score && out->money && out->outcome;
    for (size_t i = 0; made && i < out->stand_count; i++) {
        vikt_stand *stand = &out->stands[i];

        stand->of = vikt_arena_blank(r->arena, r->capacity, 1);
        stand->raw = vikt_arena_blank(r->arena, r->capacity, 1);
        if (r->value_position[i] != SIZE_MAX)
            stand->value = vikt_arena_blank(r->arena, r->capacity, sizeof *stand->value);
        made = stand->of && stand->raw && (stand->value || r->value_position[i] == SIZE_MAX);
    }
    return made;
}

/* Behind one value of a list of values, a text with its quotes: where the comma or bracket is. */
static size_t value_end(vikt_text json, size_t at)
{
    bool quoted = false;

    for (; at < json.length; at++) {
        char c = json.at[at];

        if (quoted && c == '\\')
            at++;
        else if (c == '"')
            quoted = !quoted;
        else if (!quoted && (c == ',' || c == ']'))
            return at;
    }
    return json.length;
}

/* One number of "[1,null,\"a\"]"; SQL would read the whole list as a tree. */
static double number_at(vikt_text json, size_t position)
{
    size_t begin = 1, end = value_end(json, 1);
    double number;

    for (size_t i = 0; i < position && end < json.length; i++) {
        begin = end + 1;
        end = value_end(json, begin);
    }
    if (end >= json.length ||
        !vikt_number_parse((vikt_text){json.at + begin, end - begin}, &number))
        return NAN;
    return number;
}

static void take_classes(reading *r, size_t row, size_t outcome, vikt_text values)
{
    vikt_standing *out = r->out;

    for (size_t i = 0; i < out->stand_count; i++) {
        vikt_stand *stand = &out->stands[i];
        size_t position = r->value_position[i], at = outcome * out->stand_count + i;
        bool known = outcome < r->outcome_count;

        stand->of[row] = known ? r->outcome[at] : VIKT_NO_CLASS;
        stand->raw[row] = known ? r->raw_outcome[at] : VIKT_NO_CLASS;
        if (stand->value)
            stand->value[row] =
                position == r->money_position ? out->money[row] : number_at(values, position);
    }
    out->outcome[row] = (uint32_t)(outcome < r->outcome_count ? outcome : r->outcome_count);
}

static bool take_customer(void *context, const vikt_datum *c, size_t count)
{
    reading *r = context;
    vikt_standing *out = r->out;
    size_t row = out->count, outcome = (size_t)c[3].integer;

    (void)count;
    if (row == r->capacity)
        return is_wrong(r, "customers");
    if (fabs(c[2].real) > VIKT_STORED_SCORE_MAX)
        return is_wrong(r, "score");
    out->keys[row] = kept(r, &c[0]);
    out->names[row] = kept(r, &c[1]);
    out->score[row] = c[2].kind == VIKT_DATUM_REAL ? c[2].real : NAN;
    out->money[row] = r->money_position == SIZE_MAX ? NAN : number_at(c[4].text, r->money_position);
    take_classes(r, row, outcome, c[4].text);
    out->count++;
    return !r->failed;
}

static const char select_customers[] =
    "SELECT customer_key, name, score, outcome, \"values\" FROM result"
    " WHERE run_id = ? ORDER BY customer_key";

/* ---- all of it ---- */

static vikt_code read_rows(vikt_store *store, const char *sql, reading *r,
                           bool (*row)(void *context, const vikt_datum *columns, size_t count),
                           vikt_error *err)
{
    vikt_code code = vikt_store_run_with(store, sql, r->out->run_id, row, r, err);

    if (code != VIKT_OK || (!r->failed && !r->wrong))
        return code;
    return r->failed ? vikt_fail_memory(err)
                     : vikt_fail(err, VIKT_STORE, VIKT_NOWHERE,
                                 "run %lld is damaged: \"%s\" is not what a run writes; \"vikt "
                                 "verify\" tells more",
                                 (long long)r->out->run_id, r->wrong);
}

vikt_code vikt_standing_read(vikt_store *store, int64_t run_id, vikt_arena *arena,
                             vikt_standing *out, vikt_error *err)
{
    reading r = {.arena = arena, .out = out, .money_position = SIZE_MAX};
    vikt_code code;

    *out = (vikt_standing){.run_id = run_id};
    code = read_rows(store, select_run, &r, take_run, err);
    if (code == VIKT_OK)
        code = read_rows(store, select_classes, &r, take_class, err);
    if (code == VIKT_OK)
        code = read_rows(store, select_outcome_count, &r, take_outcome_count, err);
    if (code == VIKT_OK && !make_outcomes(&r))
        code = vikt_fail_memory(err);
    if (code == VIKT_OK)
        code = read_rows(store, select_outcomes, &r, take_outcome, err);
    if (code == VIKT_OK && !make_room(&r))
        code = vikt_fail_memory(err);
    return code == VIKT_OK ? read_rows(store, select_customers, &r, take_customer, err) : code;
}

const vikt_stand *vikt_standing_stand(const vikt_standing *standing, vikt_text name)
{
    for (size_t i = 0; i < standing->stand_count; i++) {
        const vikt_stand *stand = &standing->stands[i];

        if (name.at ? vikt_text_equal(stand->name, name) : stand->primary)
            return stand;
    }
    return NULL;
}

vikt_text vikt_stand_class(const vikt_stand *stand, size_t customer)
{
    return vikt_stand_name(stand, stand->of[customer]);
}

vikt_text vikt_stand_name(const vikt_stand *stand, uint8_t number)
{
    return number < stand->class_count ? stand->classes[number] : VIKT_TEXT("?");
}

/* ---- the numbers of one field ---- */

typedef struct numbers {
    double *at;
    size_t count, capacity;
    size_t position;
} numbers;

static bool take_position(void *context, const vikt_datum *c, size_t count)
{
    numbers *n = context;

    (void)count;
    n->position = position_of(&c[0]);
    return false;
}

static bool take_number(void *context, const vikt_datum *c, size_t count)
{
    numbers *n = context;

    (void)count;
    if (n->count == n->capacity)
        return false;
    n->at[n->count++] = number_at(c[0].text, n->position);
    return true;
}

vikt_code vikt_standing_numbers(vikt_store *store, const vikt_standing *standing, vikt_text name,
                                vikt_arena *arena, double **out, vikt_error *err)
{
    vikt_datum values[] = {vikt_datum_integer(standing->run_id), vikt_datum_text(name)};
    numbers n = {.capacity = standing->count, .position = SIZE_MAX};
    vikt_code code =
        vikt_store_run(store, "SELECT max(position) FROM run_value WHERE run_id = ? AND name = ?",
                       values, 2, take_position, &n, err);

    *out = NULL;
    if (code != VIKT_OK || n.position == SIZE_MAX)
        return code;
    n.at = vikt_arena_blank(arena, n.capacity, sizeof *n.at);
    if (!n.at)
        return vikt_fail_memory(err);
    code = vikt_store_run(store,
                          "SELECT \"values\" FROM result WHERE run_id = ? ORDER BY customer_key",
                          values, 1, take_number, &n, err);
    while (n.count < n.capacity)
        n.at[n.count++] = NAN;
    *out = n.at;
    return code;
}
