/* SPDX-License-Identifier: MIT */
#include "cli/machine.h"

#include <time.h>
#include <unistd.h>

#include "core/base/process.h"

bool cli_machine_now(cli_now *out)
{
    time_t clock = time(NULL);
    struct tm local, utc;
    if (!localtime_r(&clock, &local) || !gmtime_r(&clock, &utc))
        return false;
    return strftime(out->today, sizeof out->today, "%Y-%m-%d", &local) > 0 &&
           strftime(out->utc, sizeof out->utc, "%Y-%m-%dT%H:%M:%SZ", &utc) > 0;
}

unsigned cli_machine_workers(const cli_options *options)
{
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    long wanted = options->workers >= 0 ? options->workers : cores;
    if (wanted < 0)
        return 0;
    return wanted > VIKT_WORKERS_MAX ? VIKT_WORKERS_MAX : (unsigned)wanted;
}
