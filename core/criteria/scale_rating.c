/* SPDX-License-Identifier: MIT
 *
 * Values that are points already.
 */
#include "core/base/fail.h"
#include "core/criteria/scale_task.h"

static vikt_code give(const vikt_scale_task *task)
{
    const double lo = task->lo, hi = task->hi, *numbers = task->column->numbers;
    size_t off = 0;

    for (size_t row = 0; row < task->column->count; row++) {
        double x = numbers[row];

        if (x >= lo && x <= hi)
            task->points[row] = task->scale->low_is_best ? lo + hi - x : x;
        else
            off += isnan(x) ? 0 : 1;
    }
    if (off > 0)
        vikt_tell(task->listener, VIKT_WARNING, VIKT_INPUT, task->place,
                  "%s: %zu customer%s %.*s off the scale %g to %g, which counts as missing",
                  task->statement, off, off == 1 ? " has a" : "s have a", VIKT_SHOW(task->name), lo,
                  hi);
    return VIKT_OK;
}

static void say(const vikt_scale_said *said, vikt_buffer *out)
{
    static const vikt_text turned = {"best low", sizeof "best low" - 1};
    vikt_text arguments = said->arguments;
    bool low = arguments.length >= turned.length &&
               memcmp(vikt_text_end(arguments) - turned.length, turned.at, turned.length) == 0;

    vikt_buffer_string(out, low ? "the rating, turned round" : "the rating itself");
}

const vikt_scale_giver vikt_scale_gives_rating = {.give = give, .say = say};
