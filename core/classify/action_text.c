/* SPDX-License-Identifier: MIT
 *
 * The text of an action with its blanks filled in for one customer.
 */
#include "core/base/date.h"
#include "core/base/number.h"
#include "core/classify/classification.h"

static const char NOTHING[] = "?"; /* a known name without a value */

static char decimal_mark(const vikt_profile *profile)
{
    return vikt_text_is(profile->language, "sv") ? ',' : '.';
}

/* The counted criterion whose points cost the customer most of the score. */
static void add_weakest(const vikt_action_context *context, size_t row, vikt_buffer *out)
{
    const vikt_profile *profile = vikt_population_profile(context->population);
    double weights[VIKT_CRITERIA_MAX], most = -1;
    size_t weakest = VIKT_INDEX_NONE;

    vikt_score_weights(profile, context->presence, context->points, row, weights);
    for (size_t c = 0; c < profile->criterion_count; c++) {
        double loss;

        if (!(weights[c] > 0))
            continue;
        loss = weights[c] * (profile->hi - context->points->points[c][row]);
        if (loss > most) {
            most = loss;
            weakest = c;
        }
    }
    if (weakest == VIKT_INDEX_NONE)
        vikt_buffer_string(out, NOTHING);
    else
        vikt_buffer_text(out, profile->criteria[weakest].name);
}

/* Rounded up: a customer who gains as much as it says is in the next class. */
static void add_gap(const vikt_action_context *context, size_t scheme, size_t row, vikt_buffer *out)
{
    const vikt_profile *profile = vikt_population_profile(context->population);
    const vikt_scheme *plan = scheme == VIKT_INDEX_NONE ? NULL : &profile->schemes[scheme];
    uint8_t class_index =
        plan ? context->classification->schemes[scheme].effective[row] : VIKT_NO_CLASS;
    double score = context->score->score[row], gap = 0;
    char text[64];

    if (!plan || vikt_scheme_limit(plan) != VIKT_LIMIT_SCORE || class_index == VIKT_NO_CLASS ||
        isnan(score)) {
        vikt_buffer_string(out, NOTHING);
        return;
    }
    if (class_index > 0)
        gap = fmax(0, ceil((plan->limits[class_index - 1] - score) * 100 - 1e-9) / 100);
    vikt_number_show(gap, 2, decimal_mark(profile), text);
    vikt_buffer_string(out, text);
}

static void add_number(const vikt_profile *profile, const vikt_column *column, double value,
                       vikt_buffer *out)
{
    char text[64];

    if (column->share)
        value *= 100;
    vikt_number_show(value, value == nearbyint(value) ? 0 : 2, decimal_mark(profile), text);
    vikt_buffer_string(out, text);
    if (column->share)
        vikt_buffer_string(out, " %");
}

static void add_value(const vikt_action_context *context, vikt_slot slot, size_t row,
                      vikt_buffer *out)
{
    const vikt_column *column = vikt_population_column(context->population, slot);
    char date[11];

    if (!column || vikt_column_missing(column, row)) {
        vikt_buffer_string(out, NOTHING);
        return;
    }
    switch (column->type) {
    case VIKT_TYPE_TEXT:
        vikt_buffer_text(out, vikt_column_text(column, row));
        break;
    case VIKT_TYPE_DATE:
        vikt_date_write((vikt_date)column->numbers[row], date);
        vikt_buffer_string(out, date);
        break;
    case VIKT_TYPE_TRUTH:
        vikt_buffer_string(out, column->numbers[row] != 0 ? "yes" : "no");
        break;
    case VIKT_TYPE_UNKNOWN:
    case VIKT_TYPE_NUMBER:
        add_number(vikt_population_profile(context->population), column, column->numbers[row], out);
        break;
    }
}

/* False for a name that nobody knows. */
static bool add_blank(const vikt_action_context *context, size_t scheme, vikt_text name, size_t row,
                      vikt_buffer *out)
{
    const vikt_population *population = context->population;
    const vikt_profile *profile = vikt_population_profile(population);
    vikt_slot slot;

    if (vikt_text_is(name, "weakest_criterion"))
        add_weakest(context, row, out);
    else if (vikt_text_is(name, "gap"))
        add_gap(context, scheme, row, out);
    else if (vikt_text_is(name, "key"))
        vikt_buffer_text(out, vikt_population_key(population, row));
    else if (vikt_text_is(name, "name"))
        vikt_buffer_text(out, vikt_population_name(population, row));
    else if (vikt_text_is(name, "class") && scheme != VIKT_INDEX_NONE)
        vikt_buffer_text(out, vikt_class_of(profile, context->classification, scheme, row, true));
    else if ((slot = vikt_profile_slot(profile, name)) != VIKT_SLOT_NONE)
        add_value(context, slot, row, out);
    else
        return false;
    return true;
}

/* The next {name} at or behind `from`; false when there is none. open is the place of its brace. */
static bool next_blank(vikt_text text, size_t from, size_t *open, size_t *close)
{
    for (size_t i = from; i < text.length; i++) {
        const char *end;

        if (text.at[i] != '{')
            continue;
        end = memchr(text.at + i, '}', text.length - i);
        if (!end)
            return false;
        *open = i;
        *close = (size_t)(end - text.at);
        return true;
    }
    return false;
}

void vikt_action_text(const vikt_action_context *context, size_t action, size_t row,
                      vikt_buffer *out)
{
    const vikt_action *plan = &vikt_population_profile(context->population)->actions[action];
    size_t scheme = vikt_scheme_meant(context->presence, plan->scheme), done = 0, open, close;
    vikt_text text = plan->text;

    while (next_blank(text, done, &open, &close)) {
        vikt_text name = {text.at + open + 1, close - open - 1};

        vikt_buffer_add(out, text.at + done, open - done);
        done = open;
        if (add_blank(context, scheme, name, row, out))
            done = close + 1;
        else
            vikt_buffer_byte(out, text.at[done++]); /* the brace stays, and so does what follows */
    }
    if (done < text.length)
        vikt_buffer_add(out, text.at + done, text.length - done);
}

bool vikt_action_has_blanks(const vikt_action *action)
{
    size_t open, close;

    return next_blank(action->text, 0, &open, &close);
}
