/* SPDX-License-Identifier: MIT */
#include "core/population/comparison.h"

#include "core/base/literal.h"

/* Equality of text does not regard case; size is bytewise. */
static bool compare_text(vikt_operator operator_, vikt_text a, vikt_text b)
{
    if (operator_ == VIKT_EQUAL || operator_ == VIKT_UNEQUAL || operator_ == VIKT_ONE_OF)
        return vikt_literal_same(a, b) == (operator_ != VIKT_UNEQUAL);
    return vikt_operator_holds(operator_, vikt_text_compare(vikt_text_trim(a), vikt_text_trim(b)),
                               0);
}

static bool number_holds(const vikt_comparison *comparison, vikt_type type, double value)
{
    for (size_t i = 0; i < vikt_comparison_rights(comparison); i++) {
        vikt_literal right = vikt_comparison_right(comparison, i);

        if (vikt_operator_holds(comparison->operator_, value,
                                vikt_literal_number(right.text, right.number, type)))
            return true;
    }
    return false;
}

static bool text_holds(const vikt_comparison *comparison, vikt_text value)
{
    for (size_t i = 0; i < vikt_comparison_rights(comparison); i++) {
        if (compare_text(comparison->operator_, value, vikt_comparison_right(comparison, i).text))
            return true;
    }
    return false;
}

/* Nearly all comparisons have one right side, which is read once. */
static void narrow_numbers(const vikt_operands *operands, const vikt_comparison *comparison,
                           const double *values, vikt_type type, uint8_t *held)
{
    size_t count = vikt_population_size(operands->population);
    double number = vikt_literal_number(comparison->text, comparison->number, type);

    for (size_t row = 0; row < count; row++) {
        if (!held[row])
            continue;
        if (isnan(values[row]))
            held[row] = 0;
        else if (comparison->choice_count)
            held[row] = number_holds(comparison, type, values[row]);
        else
            held[row] = vikt_operator_holds(comparison->operator_, values[row], number);
    }
}

static void narrow_texts(const vikt_operands *operands, const vikt_comparison *comparison,
                         const vikt_column *column, uint8_t *held)
{
    size_t count = vikt_population_size(operands->population);

    for (size_t row = 0; row < count; row++)
        if (held[row])
            held[row] = !vikt_column_missing(column, row) &&
                        text_holds(comparison, vikt_column_text(column, row));
}

static void nobody(const vikt_operands *operands, uint8_t *held)
{
    size_t count = vikt_population_size(operands->population);

    for (size_t row = 0; row < count; row++)
        held[row] = 0;
}

static void narrow_slot(const vikt_operands *operands, const vikt_comparison *comparison,
                        uint8_t *held)
{
    const vikt_column *column = vikt_population_column(operands->population, comparison->index);

    if (!column)
        nobody(operands, held);
    else if (column->numbers)
        narrow_numbers(operands, comparison, column->numbers, column->type, held);
    else
        narrow_texts(operands, comparison, column, held);
}

void vikt_comparison_narrow(const vikt_operands *operands, const vikt_comparison *comparison,
                            uint8_t *held)
{
    const double *values = NULL;

    switch (comparison->operand) {
    case VIKT_OPERAND_SLOT:
        narrow_slot(operands, comparison, held);
        return;
    case VIKT_OPERAND_POINTS:
        values = operands->points[comparison->index];
        break;
    case VIKT_OPERAND_SCORE:
        values = operands->score;
        break;
    case VIKT_OPERAND_COVERAGE:
        values = operands->coverage;
        break;
    }
    if (values)
        narrow_numbers(operands, comparison, values, VIKT_TYPE_NUMBER, held);
    else
        nobody(operands, held);
}

/* ---- failures behind a value ---- */

static void fail_slot(const vikt_operands *operands, vikt_slot slot, uint8_t *failed)
{
    const uint8_t *from = vikt_population_failures(operands->population, slot);
    size_t count = vikt_population_size(operands->population);

    for (size_t row = 0; from && row < count; row++)
        failed[row] |= from[row];
}

static void fail_points(const vikt_operands *operands, uint64_t mask, uint8_t *failed)
{
    const uint64_t *from = operands->failed_points;
    size_t count = vikt_population_size(operands->population);

    for (size_t row = 0; from && row < count; row++)
        if (from[row] & mask)
            failed[row] = 1;
}

void vikt_operand_failed(const vikt_operands *operands, vikt_operand_kind operand, size_t index,
                         uint8_t *failed)
{
    switch (operand) {
    case VIKT_OPERAND_SLOT:
        fail_slot(operands, index, failed);
        break;
    case VIKT_OPERAND_POINTS:
        fail_points(operands, UINT64_C(1) << index, failed);
        break;
    case VIKT_OPERAND_SCORE:
        fail_points(operands, operands->counted, failed);
        break;
    case VIKT_OPERAND_COVERAGE:
        break;
    }
}
