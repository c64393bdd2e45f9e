/* SPDX-License-Identifier: MIT */
#include "core/persist/standing.h"

#include "core/base/fail.h"
#include "core/base/number.h"
#include "core/import/import.h"

typedef struct reading {
    vikt_arena *arena;
    vikt_standing *out;
    size_t stand_capacity, class_capacity;
    size_t capacity;       /* customers that there is room for */
    size_t money_position; /* among the values; SIZE_MAX: there is no money */
    uint8_t *outcome;      /* by outcome, then scheme: number of the class */
    uint8_t *raw_outcome;
    size_t outcome_count;
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
    vikt_text copy = {0};

    if (datum->kind != VIKT_DATUM_TEXT)
        return copy;
    copy = vikt_text_copy(r->arena, datum->text);
    r->failed |= !copy.at;
    return copy;
}

/* ---- the run ---- */

static bool take_run(void *context, const vikt_datum *c, size_t count)
{
    reading *r = context;
    vikt_standing *out = r->out;

    (void)count;
    if (!vikt_date_read(c[0].text, &out->as_of))
        return is_wrong(r, "as_of");
    if (c[6].integer < 0 || c[6].integer > VIKT_CUSTOMERS_MAX)
        return is_wrong(r, "customers");
    out->profile = kept(r, &c[1]);
    out->digest = kept(r, &c[2]);
    out->currency = kept(r, &c[3]);
    out->money_name = kept(r, &c[4]);
    r->money_position = c[5].kind == VIKT_DATUM_INTEGER ? (size_t)c[5].integer : SIZE_MAX;
    r->capacity = (size_t)c[6].integer;
    return false;
}

/* Runs of earlier versions do not say what their money is. A measure may have the name of a field,
 * and lies behind it. */
static const char select_run[] =
    "SELECT as_of, profile, profile_digest, currency, v.name, v.position, customers FROM run u"
    " LEFT JOIN run_value v ON v.run_id = u.run_id AND v.name = coalesce(u.money, 'revenue')"
    " WHERE u.run_id = ? ORDER BY v.position DESC LIMIT 1";

/* ---- schemes ---- */

static vikt_stand *add_stand(reading *r, const vikt_datum *c)
{
    vikt_standing *out = r->out;
    vikt_stand *stand;

    out->stands = vikt_arena_grow(r->arena, out->stands, out->stand_count, &r->stand_capacity,
                                  sizeof *out->stands);
    if (!out->stands)
        return NULL;
    stand = &out->stands[out->stand_count++];
    *stand = (vikt_stand){
        .name = kept(r, &c[0]), .primary = c[1].integer != 0, .ordered = c[2].integer != 0};
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
    "SELECT s.name, s.is_primary, s.ordered, k.value FROM run_scheme s, json_each(s.classes) k"
    " WHERE s.run_id = ? AND s.present ORDER BY s.position, k.key";

/* ---- outcomes ---- */

/* Some customer has each. */
static bool take_outcome_count(void *context, const vikt_datum *c, size_t count)
{
    reading *r = context;

    (void)count;
    if (c[0].integer < 0 || (uint64_t)c[0].integer > r->capacity)
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
    for (size_t i = 0; outcome < r->outcome_count && i < out->stand_count; i++)
        if (vikt_text_equal(out->stands[i].name, c[1].text)) {
            r->outcome[outcome * out->stand_count + i] = class_number(&out->stands[i], c[2].text);
            r->raw_outcome[outcome * out->stand_count + i] =
                class_number(&out->stands[i], c[3].text);
        }
    return true;
}

static const char select_outcomes[] =
    "SELECT o.outcome, s.name, o.class, o.raw_class FROM outcome_class o"
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
    made = out->keys && out->names && out->score && out->money;
    for (size_t i = 0; made && i < out->stand_count; i++) {
        out->stands[i].of = vikt_arena_blank(r->arena, r->capacity, 1);
        out->stands[i].raw = vikt_arena_blank(r->arena, r->capacity, 1);
        made = out->stands[i].of && out->stands[i].raw;
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

static bool take_customer(void *context, const vikt_datum *c, size_t count)
{
    reading *r = context;
    vikt_standing *out = r->out;
    size_t row = out->count, outcome = (size_t)c[3].integer;

    (void)count;
    if (row == r->capacity)
        return is_wrong(r, "customers");
    out->keys[row] = kept(r, &c[0]);
    out->names[row] = kept(r, &c[1]);
    out->score[row] = c[2].kind == VIKT_DATUM_REAL ? c[2].real : NAN;
    out->money[row] = r->money_position == SIZE_MAX ? NAN : number_at(c[4].text, r->money_position);
    for (size_t i = 0; i < out->stand_count; i++)
        out->stands[i].of[row] =
            outcome < r->outcome_count ? r->outcome[outcome * out->stand_count + i] : VIKT_NO_CLASS;
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
    vikt_datum run = vikt_datum_integer(r->out->run_id);
    vikt_code code = vikt_store_run(store, sql, &run, 1, row, r, err);

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
