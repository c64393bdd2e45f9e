/* SPDX-License-Identifier: MIT */
#include "bindings/lua/lua_watch.h"

#include <string.h>

/*
 * Two looks that see the same customer: it has been at work for one to two of these. A budget of
 * 50 million instructions takes 20 ms on the fastest machines, so it is never used up unseen. Not
 * processor time: that is looked at 100 to 1000 times a second, as the kernel was built.
 */
enum { LOOK_NS = 2500 * 1000 };

static void look(int number, siginfo_t *info, void *context)
{
    vikt_lua_watch *watch = info->si_value.sival_ptr;

    (void)number;
    (void)context;
    if (info->si_code != SI_TIMER)
        return;
    if (watch->seen == watch->turn) {
        watch->late = 1;
        /* allowed in a signal handler; looked at in each function, jump and call */
        lua_sethook(watch->L, watch->stop, LUA_MASKCALL | LUA_MASKRET | LUA_MASKCOUNT, 1);
    }
    watch->seen = watch->turn;
}

bool vikt_lua_watch_begin(vikt_lua_watch *watch, lua_State *L, lua_Hook stop)
{
    const struct itimerspec often = {{0, LOOK_NS}, {0, LOOK_NS}};
    struct sigaction action = {.sa_sigaction = look, .sa_flags = SA_SIGINFO | SA_RESTART};
    struct sigevent event;

    *watch = (vikt_lua_watch){.L = L, .stop = stop, .turn = 1};
    memset(&event, 0, sizeof event);
    event.sigev_notify = SIGEV_SIGNAL;
    event.sigev_signo = SIGALRM;
    event.sigev_value.sival_ptr = watch;
    sigemptyset(&action.sa_mask);
    lua_sethook(L, NULL, 0, 0);
    if (sigaction(SIGALRM, &action, NULL) != 0 ||
        timer_create(CLOCK_MONOTONIC, &event, &watch->timer) != 0)
        return false;
    if (timer_settime(watch->timer, 0, &often, NULL) == 0)
        return true;
    (void)timer_delete(watch->timer);
    return false;
}

void vikt_lua_watch_end(vikt_lua_watch *watch)
{
    (void)timer_delete(watch->timer);
    lua_sethook(watch->L, NULL, 0, 0);
}
