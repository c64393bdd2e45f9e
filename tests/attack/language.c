/* SPDX-License-Identifier: MIT */
#include "language.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/profile/profile.h"

enum { QUICK_INSTRUCTIONS = 1000000, QUICK_MEMORY = 16 << 20 };

static vikt_engine *inner(void *self)
{
    return self;
}

static vikt_code load(void *self, const char *path, vikt_text source, vikt_draft *draft,
                      const vikt_modules *modules, const vikt_listener *listener, size_t *errors,
                      vikt_error *err)
{
    return inner(self)->load(inner(self)->self, path, source, draft, modules, listener, errors,
                             err);
}

/* A worker that is ended by its rule file, or by the system because of it. */
static void die(vikt_text line)
{
    if (vikt_text_is(line, "die by SIGKILL"))
        kill(getpid(), SIGKILL);
    else if (vikt_text_is(line, "die by SIGSEGV"))
        kill(getpid(), SIGSEGV);
    else if (vikt_text_is(line, "die by SIGABRT"))
        kill(getpid(), SIGABRT);
    else if (vikt_text_is(line, "die by SIGSTOP"))
        kill(getpid(), SIGSTOP);
    else if (vikt_text_is(line, "exit 0"))
        _exit(0);
    else if (vikt_text_is(line, "exit 3"))
        _exit(3);
}

static bool hear_text(void *context, size_t row, vikt_text value)
{
    const vikt_engine_call *call = context;

    return call->text(call->context, row, value);
}

static bool hear_reason(void *context, size_t row, vikt_text reason)
{
    const vikt_engine_call *call = context;

    return call->reason(call->context, row, reason);
}

static bool hear_failed(void *context, size_t row, const vikt_error *error)
{
    const vikt_engine_call *call = context;

    return call->failed(call->context, row, error);
}

static bool hear_printed(void *context, size_t row, vikt_text line)
{
    const vikt_engine_call *call = context;

    die(line);
    return !call->printed || call->printed(call->context, row, line);
}

static vikt_code call(void *self, const vikt_engine_call *told, vikt_error *err)
{
    vikt_engine_call own = *told;

    own.text = told->text ? hear_text : NULL;
    own.reason = told->reason ? hear_reason : NULL;
    own.failed = told->failed ? hear_failed : NULL;
    own.printed = hear_printed;
    own.context = (void *)(uintptr_t)told; /* only read */
    return inner(self)->call(inner(self)->self, &own, err);
}

static void free_engine(void *self)
{
    if (self)
        inner(self)->free(inner(self)->self);
    free(self);
}

static vikt_code copy(void *self, vikt_engine *out, vikt_error *err);

/* Takes the engine, made or not. */
static vikt_code wrap(vikt_code rc, const vikt_engine *made, vikt_engine *out)
{
    vikt_engine *kept = rc == VIKT_OK ? malloc(sizeof *kept) : NULL;

    *out = (vikt_engine){0};
    if (!kept)
        return rc == VIKT_OK ? VIKT_MEMORY : rc;
    *kept = *made;
    *out = *made;
    out->self = kept;
    out->load = load;
    out->call = call;
    out->copy = copy;
    out->free = free_engine;
    return VIKT_OK;
}

static vikt_code copy(void *self, vikt_engine *out, vikt_error *err)
{
    vikt_engine made;
    vikt_code rc = inner(self)->copy(inner(self)->self, &made, err);

    return wrap(rc, &made, out);
}

static vikt_code open_full(const vikt_allocator *allocator, const vikt_engine_limits *limits,
                           vikt_engine *out, vikt_error *err)
{
    vikt_engine made;
    vikt_code rc = vikt_lua()->open(allocator, limits, &made, err);

    return wrap(rc, &made, out);
}

static vikt_code open_quick(const vikt_allocator *allocator, const vikt_engine_limits *limits,
                            vikt_engine *out, vikt_error *err)
{
    vikt_engine_limits quick = limits ? *limits : (vikt_engine_limits){0};

    quick.instructions = QUICK_INSTRUCTIONS;
    quick.memory = QUICK_MEMORY;
    return open_full(allocator, &quick, out, err);
}

const vikt_rule_language *language_full(void)
{
    static const vikt_rule_language full = {.extension = ".lua", .open = open_full};

    return &full;
}

const vikt_rule_language *language_quick(void)
{
    static const vikt_rule_language quick = {.extension = ".lua", .open = open_quick};

    return &quick;
}
