/* SPDX-License-Identifier: MIT */
#include "bindings/lua/lua_syntax.h"

#include <string.h>

#include "core/profile/draft.h"
#include "core/profile/token.h"

/* The text behind "near", without its quotes; nothing when it is not text of the file. */
static vikt_text near_of(const char *message)
{
    const char *at = strstr(message, "near '");
    size_t length = at ? strlen(at) : 0;

    return length > 7 ? (vikt_text){at + 6, length - 7} : (vikt_text){0};
}

/* Lua has taken one byte behind the word; the byte before that is its last. */
static const char *find_before(vikt_text source, size_t read, vikt_text word)
{
    size_t end = read && read <= source.length ? read - 1 : source.length;

    if (word.length > 1 && word.at[0] == '<' && word.at[1] == '\\') /* <\226>: a byte by itself */
        return end ? source.at + end - 1 : NULL;
    for (; word.length && end >= word.length; end--)
        if (!memcmp(source.at + end - word.length, word.at, word.length))
            return source.at + end - word.length;
    return NULL;
}

static const char *line_of(vikt_text source, const char *at)
{
    while (at > source.at && at[-1] != '\n')
        at--;
    return at;
}

/* The word that ends before `at`, with nothing but spaces in between; length 0 for none. */
static vikt_text word_before(vikt_text source, const char *at)
{
    vikt_text word;

    while (at > source.at && (at[-1] == ' ' || at[-1] == '\t'))
        at--;
    word = (vikt_text){at, 0};
    while (word.at > source.at && vikt_token_in_name(word.at[-1])) {
        word.at--;
        word.length++;
    }
    return word;
}

static bool follows(vikt_text source, const char *at, const char *with)
{
    size_t left = (size_t)(source.at + source.length - at);

    return left >= strlen(with) && !memcmp(at, with, strlen(with));
}

/* Word processors and mail programs write these where a rule file needs " or '. */
static bool is_curly_quote(vikt_text source, const char *at)
{
    static const char *const quotes[] = {"\u201c", "\u201d", "\u201e", "\u2018", "\u2019"};

    for (size_t i = 0; i < sizeof quotes / sizeof *quotes; i++)
        if (follows(source, at, quotes[i]))
            return true;
    return false;
}

static bool is_statement(vikt_text word)
{
    vikt_statement_kind kind;

    return word.length && (vikt_statement_kind_of(word, &kind) || vikt_text_is(word, "test"));
}

static const char *hint_of(vikt_text source, const char *at, vikt_text near, const char *message)
{
    bool name = vikt_token_in_name(*at) && (*at < '0' || *at > '9');

    if (is_curly_quote(source, at))
        return "; write plain quotation marks: \"";
    if (strstr(message, "'then' expected") && vikt_text_is(near, "="))
        return "; equal is ==";
    if (strstr(message, "'}' expected") && vikt_text_is(near, "="))
        return "; a key has no quotation marks and no spaces";
    if (strstr(message, "'}' expected") && (name || *at == '"' || *at == '{'))
        return "; is a comma missing before it?";
    if (strstr(message, "<name> expected") && at > source.at &&
        memchr(line_of(source, at), ':', (size_t)(at - line_of(source, at))))
        return "; between key and value stands =";
    if (strstr(message, "syntax error") && name && is_statement(word_before(source, at)))
        return "; the name of a statement stands in quotation marks";
    if (strstr(message, "unexpected symbol") && at == line_of(source, at)) {
        if (*at == '#' || *at == '/' || *at == ';')
            return "; a comment begins with --";
        if (*at == '[')
            return "; [sections] are for .ini files";
    }
    return "";
}

vikt_lua_syntax vikt_lua_syntax_explain(vikt_text source, size_t read, const char *message)
{
    vikt_text near = near_of(message);
    const char *at = near.length ? find_before(source, read, near) : NULL;
    const char *line = at ? line_of(source, at) : NULL;

    if (!at)
        return (vikt_lua_syntax){0, ""};
    return (vikt_lua_syntax){1 + (long)vikt_text_width((vikt_text){line, (size_t)(at - line)}),
                             hint_of(source, at, near, message)};
}
