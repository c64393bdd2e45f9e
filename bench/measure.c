/* SPDX-License-Identifier: MIT */
/*
 * measure - runs a command and appends its wall time and peak memory to a file.
 *
 *   measure FILE COMMAND [ARGUMENT]...
 *
 * One line a run: milliseconds from before the fork to after the end, and the peak resident
 * memory in KiB of the largest process among the command and those it waited for. Exits with
 * the command's status, or 128 + the signal that ended it.
 */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec * 1e-6;
}

/* Runs argv; its wait status. The child of a fork counts as big as its parent: so be small. */
static int run(char **argv)
{
    int status = 0;
    pid_t child = fork();
    if (child == 0) {
        execvp(argv[0], argv);
        perror(argv[0]);
        _exit(127);
    }
    if (child < 0 || waitpid(child, &status, 0) != child) {
        perror("measure");
        exit(2);
    }
    return status;
}

int main(int argc, char **argv)
{
    if (argc < 3) {
        fputs("usage: measure FILE COMMAND [ARGUMENT]...\n", stderr);
        return 2;
    }
    double start = now_ms();
    int status = run(argv + 2);
    double ms = now_ms() - start;

    struct rusage usage;
    getrusage(RUSAGE_CHILDREN, &usage);
    FILE *file = fopen(argv[1], "a");
    if (!file || fprintf(file, "%.3f %ld\n", ms, usage.ru_maxrss) < 0 || fclose(file)) {
        perror(argv[1]);
        return 2;
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
