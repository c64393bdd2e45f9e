/* SPDX-License-Identifier: MIT */
#include <vikt/vikt.h>

const char *vikt_version(void)
{
    return VIKT_VERSION;
}
