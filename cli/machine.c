/* SPDX-License-Identifier: MIT */
#include "cli/machine.h"

#include <time.h>
#include <unistd.h>

#include "core/base/process.h"

static bool write_utc(time_t clock, char out[21])
{
    struct tm utc;
    return gmtime_r(&clock, &utc) && strftime(out, 21, "%Y-%m-%dT%H:%M:%SZ", &utc) > 0;
}

bool cli_machine_now(cli_now *out)
{
    time_t clock = time(NULL);
    struct tm local;
    if (!localtime_r(&clock, &local) ||
        strftime(out->today, sizeof out->today, "%Y-%m-%d", &local) == 0)
        return false;
    local.tm_hour = local.tm_min = local.tm_sec = 0;
    local.tm_isdst = -1;
    return write_utc(clock, out->utc) && write_utc(mktime(&local), out->dawn);
}

double cli_machine_seconds(void)
{
    struct timespec now;
    if (clock_gettime(CLOCK_MONOTONIC, &now) != 0)
        return 0;
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

unsigned cli_machine_cores(void)
{
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    if (cores < 1)
        return 1;
    return cores > VIKT_WORKERS_MAX ? VIKT_WORKERS_MAX : (unsigned)cores;
}

unsigned cli_machine_workers(const cli_options *options)
{
    return options->workers >= 0 ? (unsigned)options->workers : cli_machine_cores();
}
