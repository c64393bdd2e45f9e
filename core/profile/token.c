/* SPDX-License-Identifier: MIT */
#include "core/profile/token.h"

bool vikt_token_in_name(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= '0' && byte <= '9') || byte == '_' || (byte & 0x80);
}

static bool starts(const char *at, const char *end, const char *with)
{
    size_t length = strlen(with);

    return (size_t)(end - at) >= length && memcmp(at, with, length) == 0;
}

/* Behind a text in long brackets, [==[ ... ]==]; NULL where none begins. */
static const char *end_of_long(const char *at, const char *end)
{
    size_t level = 0;

    if (at == end || *at != '[')
        return NULL;
    for (at++; at < end && *at == '='; at++)
        level++;
    if (at == end || *at != '[')
        return NULL;
    for (at++; at < end; at++) {
        size_t same = 0;

        while (*at == ']' && at + same + 1 < end && at[same + 1] == '=')
            same++;
        if (*at == ']' && same == level && at + same + 1 < end && at[same + 1] == ']')
            return at + same + 2;
    }
    return end;
}

/* Behind white space and comments; *breaks tells of line ends. */
static const char *skip_space(const char *at, const char *end, bool *breaks)
{
    while (at < end) {
        if (starts(at, end, "--")) {
            const char *behind = end_of_long(at + 2, end);

            at = behind ? behind : at;
            while (!behind && at < end && *at != '\n')
                at++;
        } else if (*at == ' ' || (*at >= '\t' && *at <= '\r')) {
            *breaks |= *at == '\n';
            at++;
        } else {
            break;
        }
    }
    return at;
}

static const char *end_of_text(const char *at, const char *end)
{
    const char quote = *at++;

    while (at < end && *at != quote && *at != '\n')
        at += *at == '\\' && at + 1 < end ? 2 : 1;
    return at < end && *at == quote ? at + 1 : at;
}

vikt_token vikt_token_next(const char **at, const char *end)
{
    vikt_token out = {.kind = VIKT_TOKEN_END};
    const char *from = *at = skip_space(*at, end, &out.breaks);

    if (from == end)
        return out;
    if (end_of_long(from, end)) {
        out.kind = VIKT_TOKEN_TEXT;
        *at = end_of_long(from, end);
    } else if (*from == '"' || *from == '\'') {
        out.kind = VIKT_TOKEN_TEXT;
        *at = end_of_text(from, end);
    } else if (vikt_token_in_name(*from)) {
        out.kind = VIKT_TOKEN_NAME;
        while (*at < end && vikt_token_in_name(**at))
            ++*at;
    } else {
        out.kind = VIKT_TOKEN_SIGN;
        ++*at;
    }
    out.all = out.content = (vikt_text){from, (size_t)(*at - from)};
    if (out.kind == VIKT_TOKEN_TEXT && out.all.length >= 2)
        out.content = (vikt_text){from + 1, out.all.length - 2};
    return out;
}

/* ---- how far the statement goes ---- */

static int depth_of(const vikt_token *t)
{
    static const char *const in[] = {"(", "{", "[", "function", "do", "if", "repeat"};
    static const char *const out[] = {")", "}", "]", "end", "until"};

    if (t->kind == VIKT_TOKEN_TEXT)
        return 0;
    for (size_t i = 0; i < sizeof in / sizeof *in; i++)
        if (vikt_text_is(t->all, in[i]))
            return 1;
    for (size_t i = 0; i < sizeof out / sizeof *out; i++)
        if (vikt_text_is(t->all, out[i]))
            return -1;
    return 0;
}

vikt_text vikt_token_statement(const char *at, const char *end)
{
    const char *from = at, *last = at;
    int depth = 0;

    for (size_t i = 0;; i++) {
        vikt_token t = vikt_token_next(&at, end);
        bool goes_on = depth > 0 || vikt_text_is(t.all, "{") || vikt_text_is(t.all, "(");

        if (t.kind == VIKT_TOKEN_END || (i > 0 && t.breaks && !goes_on))
            return (vikt_text){from, (size_t)(last - from)};
        depth += depth_of(&t);
        last = at;
    }
}
