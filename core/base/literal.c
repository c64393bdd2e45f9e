/* SPDX-License-Identifier: MIT */
#include "core/base/literal.h"

#include "core/base/date.h"

bool vikt_literal_same(vikt_text a, vikt_text b)
{
    const char *i, *j, *a_end, *b_end;

    a = vikt_text_trim(a);
    b = vikt_text_trim(b);
    if (a.length == 0 || b.length == 0)
        return a.length == b.length;
    i = a.at, a_end = vikt_text_end(a);
    j = b.at, b_end = vikt_text_end(b);
    while (i < a_end && j < b_end)
        if (vikt_text_lower(vikt_text_next(&i, a_end)) !=
            vikt_text_lower(vikt_text_next(&j, b_end)))
            return false;
    return i == a_end && j == b_end;
}

static double truth_number(vikt_text text, double number)
{
    if (vikt_literal_same(text, VIKT_TEXT("yes")) || vikt_literal_same(text, VIKT_TEXT("true")))
        return 1;
    if (vikt_literal_same(text, VIKT_TEXT("no")) || vikt_literal_same(text, VIKT_TEXT("false")))
        return 0;
    return number;
}

double vikt_literal_number(vikt_text text, double number, vikt_type type)
{
    vikt_date date;

    switch (type) {
    case VIKT_TYPE_DATE:
        return vikt_date_read(vikt_text_trim(text), &date) ? (double)date : NAN;
    case VIKT_TYPE_TRUTH:
        return truth_number(text, number);
    case VIKT_TYPE_UNKNOWN:
    case VIKT_TYPE_NUMBER:
    case VIKT_TYPE_TEXT:
        break;
    }
    return number;
}
