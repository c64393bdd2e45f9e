/* SPDX-License-Identifier: MIT
 *
 * "days_late > 45 and revenue 1e5..1e6 and region in North, East": comparisons that must all hold.
 * No parser is needed: `and` and an operator, `in` or `..` outside quotes divide the text.
 */
#include "core/base/number.h"
#include "core/profile/compile.h"

static const struct operator_name {
    const char *sign; /* longer ones first */
    vikt_operator operator_;
} operators[] = {
    {"<=", VIKT_AT_MOST}, {">=", VIKT_AT_LEAST}, {"==", VIKT_EQUAL},  {"!=", VIKT_UNEQUAL},
    {"~=", VIKT_UNEQUAL}, {"<", VIKT_LESS},      {">", VIKT_GREATER}, {"=", VIKT_EQUAL},
};

#define WRONG(c, setting, format, ...)                                                             \
    vikt_compile_wrong(c, (setting)->place, "%.*s: " format, VIKT_SHOW((setting)->key), __VA_ARGS__)

/* Where a word stands in text outside double quotes, or the text's length. */
static size_t find_outside(vikt_text text, const char *word)
{
    size_t length = strlen(word);
    bool quoted = false;

    for (size_t i = 0; i < text.length; i++) {
        if (text.at[i] == '"')
            quoted = !quoted;
        else if (!quoted && i + length <= text.length && !memcmp(text.at + i, word, length))
            return i;
    }
    return text.length;
}

static vikt_text part(vikt_text text, size_t from, size_t to)
{
    return vikt_text_trim((vikt_text){text.at + from, to - from});
}

static const struct operator_name *find_operator(vikt_text text, size_t *at)
{
    const struct operator_name *found = NULL;

    *at = text.length;
    for (size_t i = 0; i < sizeof operators / sizeof *operators; i++) {
        size_t here = find_outside(text, operators[i].sign);

        if (here < *at) {
            *at = here;
            found = &operators[i];
        }
    }
    return found;
}

/* A criterion comes before all points. */
static bool has_results(vikt_compiler *c, const vikt_setting *setting, vikt_text name)
{
    if (c->statement->kind != VIKT_STATEMENT_CRITERION)
        return true;
    WRONG(c, setting, "a criterion asks for fields and measures only, not for %.*s",
          VIKT_SHOW(name));
    return false;
}

static bool compile_operand(vikt_compiler *c, const vikt_setting *setting, vikt_text name,
                            vikt_comparison *out)
{
    static const char points[] = "points.";
    size_t length = sizeof points - 1;
    bool by_points = name.length > length && !memcmp(name.at, points, length);
    bool by_score = vikt_text_is(name, "score") || vikt_text_is(name, "coverage");

    if ((by_points || by_score) && !has_results(c, setting, name))
        return false;
    if (by_score) {
        out->operand = vikt_text_is(name, "score") ? VIKT_OPERAND_SCORE : VIKT_OPERAND_COVERAGE;
        return true;
    }
    if (by_points) {
        out->operand = VIKT_OPERAND_POINTS;
        return vikt_compile_criterion(
            c, setting, (vikt_text){name.at + length, name.length - length}, &out->index);
    }
    out->operand = VIKT_OPERAND_SLOT;
    return vikt_compile_slot(c, setting, name, &out->index);
}

static bool unquote(vikt_text *text)
{
    if (text->length < 2 || text->at[0] != '"' || text->at[text->length - 1] != '"')
        return false;
    *text = (vikt_text){text->at + 1, text->length - 2};
    return true;
}

/* The right side as a number, if the left one says what it would mean: a date, yes/no. */
static double number_of(vikt_type type, vikt_text text)
{
    vikt_date date;
    double number;

    if (type == VIKT_TYPE_DATE)
        return vikt_date_read(text, &date) ? (double)date : NAN;
    if (type == VIKT_TYPE_TRUTH && (vikt_text_is(text, "yes") || vikt_text_is(text, "no")))
        return vikt_text_is(text, "yes") ? 1 : 0;
    return vikt_number_parse(text, &number) ? number : NAN;
}

static bool compile_right(vikt_compiler *c, const vikt_setting *setting, vikt_text left,
                          vikt_text right, vikt_comparison *out)
{
    bool slot = out->operand == VIKT_OPERAND_SLOT, quoted;
    vikt_type type = VIKT_TYPE_NUMBER;

    if (slot)
        type = out->index < c->profile->field_count ? c->profile->fields[out->index].type
                                                    : VIKT_TYPE_UNKNOWN;
    if (find_outside(right, " or ") < right.length) {
        WRONG(c, setting, "comparisons are joined by \"and\" only: \"%.*s\"", VIKT_SHOW(right));
        return false;
    }
    if (right.length && strchr("<>=", right.at[0])) {
        WRONG(c, setting, "%s", "operators are written <, <=, >, >=, = and !=");
        return false;
    }
    quoted = unquote(&right);
    out->text = right;
    out->number = quoted && type == VIKT_TYPE_TEXT ? NAN : number_of(type, right);
    if (!isnan(out->number) && type != VIKT_TYPE_TEXT)
        return true;
    if (out->operator_ != VIKT_EQUAL && out->operator_ != VIKT_UNEQUAL) {
        WRONG(c, setting, "\"%.*s\" cannot be compared with \"%.*s\" by size", VIKT_SHOW(left),
              VIKT_SHOW(right));
        return false;
    }
    if (type == VIKT_TYPE_NUMBER || type == VIKT_TYPE_DATE || type == VIKT_TYPE_TRUTH) {
        WRONG(c, setting, "\"%.*s\" is a %s, \"%.*s\" is not", VIKT_SHOW(left),
              vikt_type_name(type), VIKT_SHOW(right));
        return false;
    }
    return true;
}

/* ---- one comparison ---- */

/* The next comparison of a condition, or NULL when there are too many. */
static vikt_comparison *next_of(vikt_compiler *c, const vikt_setting *setting, vikt_condition *out)
{
    if (out->count == VIKT_COMPARISONS_MAX) {
        WRONG(c, setting, "more than %d comparisons", VIKT_COMPARISONS_MAX);
        return NULL;
    }
    return &out->comparisons[out->count++];
}

static bool compile_sides(vikt_compiler *c, const vikt_setting *setting, vikt_text left,
                          vikt_text right, vikt_operator operator_, vikt_condition *out)
{
    vikt_comparison *comparison = next_of(c, setting, out);

    if (!comparison)
        return false;
    comparison->operator_ = operator_;
    return compile_operand(c, setting, left, comparison) &&
           compile_right(c, setting, left, right, comparison);
}

/* 31..90: both ends are in. */
static bool compile_range(vikt_compiler *c, const vikt_setting *setting, vikt_text left,
                          vikt_text range, vikt_condition *out)
{
    size_t at = find_outside(range, "..");
    vikt_text from = part(range, 0, at);
    vikt_text to = at < range.length ? part(range, at + 2, range.length) : (vikt_text){0};
    const vikt_comparison *ends;

    if (!from.length || !to.length) {
        WRONG(c, setting, "\"%.*s\" lacks an end; a range is written 31..90", VIKT_SHOW(range));
        return false;
    }
    if (!compile_sides(c, setting, left, from, VIKT_AT_LEAST, out) ||
        !compile_sides(c, setting, left, to, VIKT_AT_MOST, out))
        return false;
    ends = &out->comparisons[out->count - 2];
    if (ends[0].number <= ends[1].number)
        return true;
    WRONG(c, setting, "the range \"%.*s\" ends before it begins", VIKT_SHOW(range));
    return false;
}

static size_t count_parts(vikt_text text, const char *divider)
{
    size_t count = 1, at;

    while ((at = find_outside(text, divider)) < text.length) {
        text = part(text, at + strlen(divider), text.length);
        count++;
    }
    return count;
}

/* in North, East */
static bool compile_choices(vikt_compiler *c, const vikt_setting *setting, vikt_text left,
                            vikt_text list, vikt_condition *out)
{
    vikt_comparison *comparison = next_of(c, setting, out);
    size_t count = count_parts(list, ",");

    if (!comparison || !compile_operand(c, setting, left, comparison))
        return false;
    comparison->choices = vikt_compile_new(c, count, sizeof *comparison->choices);
    for (size_t i = 0; i < count; i++) {
        size_t at = find_outside(list, ",");
        vikt_text item = part(list, 0, at);

        comparison->operator_ = VIKT_EQUAL;
        if (!item.length) {
            WRONG(c, setting, "a value of \"%.*s in\" is missing", VIKT_SHOW(left));
            return false;
        }
        if (!comparison->choices || !compile_right(c, setting, left, item, comparison))
            return false;
        comparison->choices[i] = (vikt_literal){comparison->number, comparison->text};
        list = at < list.length ? part(list, at + 1, list.length) : (vikt_text){0};
    }
    comparison->operator_ = VIKT_ONE_OF;
    comparison->choice_count = count;
    comparison->number = NAN;
    comparison->text = (vikt_text){0};
    return true;
}

static bool is_list(vikt_text test)
{
    return test.length >= 3 && !memcmp(test.at, "in", 2) &&
           (test.at[2] == ' ' || test.at[2] == '\t');
}

bool vikt_compile_room(vikt_compiler *c, size_t tests, vikt_condition *out)
{
    size_t count = tests > VIKT_COMPARISONS_MAX / 2 ? VIKT_COMPARISONS_MAX : tests * 2;

    out->comparisons = vikt_compile_new(c, count, sizeof *out->comparisons);
    return out->comparisons != NULL;
}

bool vikt_compile_test(vikt_compiler *c, const vikt_setting *setting, vikt_text left,
                       vikt_text test, vikt_condition *out)
{
    size_t at;
    const struct operator_name *found = find_operator(test, &at);
    vikt_text right;

    if (found && at == 0) {
        right = part(test, strlen(found->sign), test.length);
        if (left.length && right.length)
            return compile_sides(c, setting, left, right, found->operator_, out);
        WRONG(c, setting, "nothing stands %s the %s in \"%.*s%s%.*s\"",
              left.length ? "behind" : "before", found->sign, VIKT_SHOW(left),
              left.length ? " " : "", VIKT_SHOW(test));
        return false;
    }
    if (is_list(test))
        return compile_choices(c, setting, left, part(test, 3, test.length), out);
    return compile_range(c, setting, left, test, out);
}

/* Where the name ends: before an operator, before " in ", or before the word that begins a range.
 */
static bool divide(vikt_text text, size_t *end)
{
    if (find_operator(text, end))
        return true;
    *end = find_outside(text, " in ");
    if (*end < text.length)
        return true;
    *end = find_outside(text, "..");
    if (*end == text.length)
        return false;
    while (*end && (text.at[*end - 1] == ' ' || text.at[*end - 1] == '\t'))
        --*end;
    while (*end && text.at[*end - 1] != ' ' && text.at[*end - 1] != '\t')
        --*end;
    return *end > 0;
}

static bool compile_comparison(vikt_compiler *c, const vikt_setting *setting, vikt_text text,
                               vikt_condition *out)
{
    size_t end;

    if (divide(text, &end))
        return vikt_compile_test(c, setting, part(text, 0, end), part(text, end, text.length), out);
    WRONG(c, setting, "expected a comparison such as days_late > 45, not \"%.*s\"",
          VIKT_SHOW(text));
    return false;
}

/* ---- all of them ---- */

static bool compile_text(vikt_compiler *c, const vikt_setting *setting, vikt_condition *out)
{
    vikt_text rest = vikt_text_trim(setting->value.text);
    bool good = true;

    if (!rest.length) {
        WRONG(c, setting, "%s", "the condition is empty");
        return false;
    }
    out->text = rest;
    if (vikt_text_is(rest, "always"))
        return true;
    if (!vikt_compile_room(c, count_parts(rest, " and "), out))
        return false;
    do {
        size_t at = find_outside(rest, " and ");

        good = compile_comparison(c, setting, part(rest, 0, at), out) && good;
        if (!good && out->count == VIKT_COMPARISONS_MAX)
            break;
        rest = at < rest.length ? part(rest, at + 5, rest.length) : (vikt_text){0};
    } while (rest.length);
    return good;
}

bool vikt_compile_condition(vikt_compiler *c, const vikt_setting *setting, vikt_condition *out)
{
    *out = (vikt_condition){0};
    if (setting->value.kind == VIKT_VALUE_TEXT)
        return compile_text(c, setting, out);
    if (setting->value.kind == VIKT_VALUE_FUNCTION) {
        out->text = VIKT_TEXT("function");
        out->function = vikt_compile_function(c, setting);
        return out->function != NULL;
    }
    vikt_compile_wrong(c, setting->place,
                       "%.*s must be a condition such as \"days_late > 45\", or a function",
                       VIKT_SHOW(setting->key));
    return false;
}
