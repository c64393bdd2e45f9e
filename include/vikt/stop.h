/* SPDX-License-Identifier: MIT
 *
 * A way to end what takes long: the caller is asked now and then.
 */
#ifndef VIKT_STOP_H
#define VIKT_STOP_H

#include <stdbool.h>

#include <vikt/macros.h>

VIKT_BEGIN_C

/** Asked some times a second, in the calling thread, also while rows are stored: it must be quick
 * and use nothing of this library. All zeros: never ended. */
typedef struct vikt_stop {
    bool (*asked)(void *context); /* true: end */
    void *context;
} vikt_stop;

VIKT_END_C
#endif
