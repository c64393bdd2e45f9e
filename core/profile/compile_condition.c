/* SPDX-License-Identifier: MIT
 *
 * "days_late > 45 and points.risk <= 2": comparisons that must all hold. No parser is needed: `and`
 * and an operator outside quotes divide the text.
 */
#include "core/base/number.h"
#include "core/profile/compile.h"

enum { COMPARISONS_MAX = 32 };

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

static bool compile_operand(vikt_compiler *c, const vikt_setting *setting, vikt_text name,
                            vikt_comparison *out)
{
    static const char points[] = "points.";
    size_t length = sizeof points - 1;

    if (vikt_text_is(name, "score") || vikt_text_is(name, "coverage")) {
        out->operand = vikt_text_is(name, "score") ? VIKT_OPERAND_SCORE : VIKT_OPERAND_COVERAGE;
        return true;
    }
    if (name.length > length && !memcmp(name.at, points, length)) {
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

static bool compile_comparison(vikt_compiler *c, const vikt_setting *setting, vikt_text text,
                               vikt_comparison *out)
{
    size_t at;
    const struct operator_name *found = find_operator(text, &at);
    vikt_text left, right;

    if (!found) {
        WRONG(c, setting, "expected a comparison such as days_late > 45, not \"%.*s\"",
              VIKT_SHOW(text));
        return false;
    }
    left = part(text, 0, at);
    right = part(text, at + strlen(found->sign), text.length);
    if (!left.length || !right.length) {
        WRONG(c, setting, "nothing stands %s the %s in \"%.*s\"", left.length ? "behind" : "before",
              found->sign, VIKT_SHOW(text));
        return false;
    }
    out->operator_ = found->operator_;
    return compile_operand(c, setting, left, out) && compile_right(c, setting, left, right, out);
}

static bool compile_text(vikt_compiler *c, const vikt_setting *setting, vikt_condition *out)
{
    vikt_text rest = vikt_text_trim(setting->value.text);
    bool good = true;

    if (!rest.length) {
        WRONG(c, setting, "%s", "the condition is empty");
        return false;
    }
    out->text = rest;
    out->comparisons = vikt_compile_new(c, COMPARISONS_MAX, sizeof *out->comparisons);
    if (!out->comparisons)
        return false;
    do {
        size_t at = find_outside(rest, " and ");
        vikt_text text = part(rest, 0, at);

        if (out->count == COMPARISONS_MAX) {
            WRONG(c, setting, "more than %d comparisons", COMPARISONS_MAX);
            return false;
        }
        good = compile_comparison(c, setting, text, &out->comparisons[out->count]) && good;
        out->count++;
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
