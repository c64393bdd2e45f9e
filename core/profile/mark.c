/* SPDX-License-Identifier: MIT */
#include "core/profile/mark.h"

#include <stdio.h>

#include "core/base/fail.h"
#include "core/base/printable.h"
#include "core/profile/draft.h"
#include "core/profile/token.h"

static vikt_text line_from(const char *at, const char *end)
{
    const char *stop = at < end ? memchr(at, '\n', (size_t)(end - at)) : NULL;
    vikt_text line = {at, (size_t)((stop ? stop : end) - at)};

    if (line.length && line.at[line.length - 1] == '\r')
        line.length--;
    return line;
}

/* ---- looking for a word ---- */

typedef struct search {
    bool ini;
    vikt_text region;
} search;

/* A word of an INI line, which has no quotes that must be there. */
static vikt_text find_plain(vikt_text region, vikt_text word)
{
    for (size_t i = 0; word.length && i + word.length <= region.length; i++) {
        bool left =
            i == 0 || !vikt_token_in_name(region.at[i - 1]) || !vikt_token_in_name(word.at[0]);
        size_t behind = i + word.length;
        bool right = behind == region.length || !vikt_token_in_name(region.at[behind]) ||
                     !vikt_token_in_name(word.at[word.length - 1]);

        if (left && right && memcmp(region.at + i, word.at, word.length) == 0)
            return (vikt_text){region.at + i, word.length};
    }
    return (vikt_text){0};
}

/* texts: also as a text of the file, not only as a name. */
static vikt_text find_word(const search *s, vikt_text word, bool texts)
{
    const char *at = s->region.at, *end = vikt_text_end(s->region);
    vikt_token t;

    if (s->ini)
        return find_plain(s->region, word);
    while ((t = vikt_token_next(&at, end)).kind != VIKT_TOKEN_END)
        if ((t.kind == VIKT_TOKEN_NAME || (texts && t.kind == VIKT_TOKEN_TEXT)) &&
            vikt_text_equal(t.content, word))
            return t.all;
    return (vikt_text){0};
}

/* ---- what the message names ---- */

/* Without 'criterion "risk": ' before it and the suggestion behind it. */
static vikt_text body_of(const char *message)
{
    vikt_text body = vikt_text_of(message), word = body;
    const char *meant = strstr(message, "; did you mean"), *label;
    vikt_statement_kind kind;

    if (meant)
        body.length = (size_t)(meant - message);
    word.length = strcspn(message, " :");
    if (!vikt_statement_kind_of(word, &kind) && !vikt_text_is(word, "test"))
        return body;
    label = message[word.length] == ':' ? message + word.length : strstr(message, "\": ");
    if (label && *label == '"')
        label++;
    /* A rule file's own error() may begin like ours and go on as it likes. */
    if (label && label[1] == ' ' && label + 2 <= vikt_text_end(body)) {
        body.length -= (size_t)(label + 2 - body.at);
        body.at = label + 2;
    }
    return body;
}

static vikt_text find_quoted(const search *s, vikt_text body)
{
    const char *at = body.at, *end = vikt_text_end(body);

    while (at < end) {
        const char *stop = NULL;

        if (*at == '"' || *at == '\'')
            stop = memchr(at + 1, *at, (size_t)(end - at - 1));
        if (stop) {
            vikt_text found = find_word(s, (vikt_text){at + 1, (size_t)(stop - at - 1)}, true);

            if (found.at)
                return found;
        }
        at = (stop ? stop : at) + 1;
    }
    return (vikt_text){0};
}

static bool is_keyword(vikt_text word)
{
    static const char *const words[] = {"and", "end", "for", "function", "if", "in", "local",
                                        "not", "or",  "do",  "while",    "is", "it", "a"};

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (vikt_text_is(word, words[i]))
            return true;
    return false;
}

/* The word of the statement is not what is wrong with it. */
static vikt_text find_bare(const search *s, vikt_text body)
{
    const char *at = body.at, *end = vikt_text_end(body), *region = s->region.at;
    const char *word = vikt_token_next(&region, region + s->region.length).all.at;
    vikt_statement_kind kind;
    vikt_token t;

    while ((t = vikt_token_next(&at, end)).kind != VIKT_TOKEN_END) {
        vikt_text found = {0};

        /* "y: ..." is a key; a letter further on may be anything, such as a class */
        if (t.kind == VIKT_TOKEN_NAME && !is_keyword(t.all) &&
            (t.all.length > 1 || t.all.at == body.at))
            found = find_word(s, t.all, false);
        if (found.at && (s->ini || found.at != word || !vikt_statement_kind_of(found, &kind)))
            return found;
    }
    return (vikt_text){0};
}

/* A statement's word and name; else the first line of it without its comment. */
static vikt_text head_of(const search *s)
{
    const char *at = s->region.at, *end = vikt_text_end(s->region);
    vikt_token first = vikt_token_next(&at, end), last = first, t = vikt_token_next(&at, end);
    bool named = first.kind == VIKT_TOKEN_NAME && t.kind == VIKT_TOKEN_TEXT;

    for (; t.kind != VIKT_TOKEN_END && !t.breaks; t = vikt_token_next(&at, end)) {
        last = t;
        if (named)
            break;
    }
    if (first.kind == VIKT_TOKEN_END)
        return (vikt_text){0};
    return (vikt_text){first.all.at, (size_t)(last.all.at + last.all.length - first.all.at)};
}

/* The text behind "near", which Lua's syntax errors end in, on the line itself. */
static vikt_text find_near(vikt_text line, vikt_text body)
{
    static const char near[] = "near '";

    for (size_t i = 0; i + sizeof near < body.length; i++)
        if (memcmp(body.at + i, near, sizeof near - 1) == 0) {
            size_t from = i + sizeof near - 1;
            const char *stop = memchr(body.at + from + 1, '\'', body.length - from - 1);

            return stop ? find_plain(line,
                                     (vikt_text){body.at + from, (size_t)(stop - body.at) - from})
                        : (vikt_text){0};
        }
    return (vikt_text){0};
}

/* ---- a column that is known ---- */

static const char *column_start(vikt_text line, long column)
{
    const char *at = line.at, *end = vikt_text_end(line);

    for (; at < end && column > 1; column--)
        do
            at++;
        while (at < end && (*at & 0xc0) == 0x80);
    return at;
}

/* The cell of a decision table's file, whose first line tells what parts the cells. */
static vikt_text find_cell(vikt_text source, vikt_text line, const char *at)
{
    vikt_text heading = line_from(source.at, vikt_text_end(source));
    bool commas =
        !memchr(heading.at, ';', heading.length) && !memchr(heading.at, '\t', heading.length);
    const char *stop = at, *end = vikt_text_end(line);
    bool quoted = false;

    for (; stop < end; stop++) {
        quoted ^= *stop == '"';
        if (!quoted && (*stop == (commas ? ',' : ';') || *stop == '\t'))
            break;
    }
    return vikt_text_trim((vikt_text){at, (size_t)(stop - at)});
}

static vikt_text find_at(vikt_text path, vikt_text source, vikt_text line, long column,
                         vikt_text body)
{
    const char *at = column_start(line, column), *end = vikt_text_end(line);
    vikt_text rest = {at, (size_t)(end - at)}, found;

    if (path.length > 4 && memcmp(path.at + path.length - 4, ".lua", 4) != 0)
        return find_cell(source, line, at);
    found = find_near(rest, body);
    if (found.at != at) { /* a byte that Lua does not know */
        found = (vikt_text){at, at < end};
        while (at + found.length < end && found.length && (at[found.length] & 0xc0) == 0x80)
            found.length++;
    }
    return found;
}

/* ---- the mark ---- */

/* The beginning of a line that the file may not have. */
static const char *line_start(vikt_text source, long line)
{
    const char *at = source.at, *end = vikt_text_end(source);

    for (long i = 1; at && i < line; i++) {
        const char *stop = at < end ? memchr(at, '\n', (size_t)(end - at)) : NULL;

        at = stop ? stop + 1 : NULL;
    }
    return at;
}

/* The part of the line that is shown: all of it, or as much as there is room for around the mark,
 * with "..." where something is left out. */
static void show(vikt_mark *mark, vikt_text line, size_t offset)
{
    enum { BEFORE = 40, DOTS = 3 };
    size_t room = sizeof mark->text - 1, from = 0, length;

    if (line.length > room && offset > BEFORE) {
        from = offset - BEFORE;
        while (from < line.length && (line.at[from] & 0xc0) == 0x80)
            from++;
    }
    mark->first = 1 + (long)vikt_text_width((vikt_text){line.at, from}) - (from ? DOTS : 0);
    length = line.length - from;
    room -= (from ? DOTS : 0);
    if (length > room) {
        length = room - DOTS;
        while (length && (line.at[from + length] & 0xc0) == 0x80)
            length--;
    }
    snprintf(mark->text, sizeof mark->text, "%s%.*s%s", from ? "..." : "", (int)length,
             line.at + from, from + length < line.length ? "..." : "");
    vikt_printable_make(mark->text, strlen(mark->text), "\t");
}

static void fill(vikt_mark *mark, vikt_text source, long line, vikt_text found)
{
    const char *start = line_start(source, line);
    vikt_text whole;

    for (const char *at = start; at < found.at; at++) {
        if (*at == '\n') {
            line++;
            start = at + 1;
        }
    }
    whole = line_from(start, vikt_text_end(source));
    mark->line = line;
    mark->column = 1 + (long)vikt_text_width((vikt_text){start, (size_t)(found.at - start)});
    mark->end_column = mark->column + (long)vikt_text_width(found);
    show(mark, whole, (size_t)(found.at - start));
}

void vikt_mark_find(vikt_text path, vikt_text source, vikt_error *error)
{
    const char *start, *end;
    vikt_text line, found, body = body_of(error->message);
    search s = {.ini = path.length > 4 && !memcmp(path.at + path.length - 4, ".ini", 4)};

    error->mark = (vikt_mark){0};
    if (!source.length)
        return;
    end = vikt_text_end(source);
    if (source.length >= 3 && !memcmp(source.at, "\xef\xbb\xbf", 3))
        source = (vikt_text){source.at + 3, source.length - 3};
    start = error->place.line > 0 ? line_start(source, error->place.line) : NULL;
    if (!start || start == end)
        return;
    line = line_from(start, end);
    s.region = s.ini ? line : vikt_token_statement(start, end);
    found = error->place.column > 0 ? find_at(path, source, line, error->place.column, body)
                                    : find_near(line, body);
    if (!found.length)
        found = find_quoted(&s, body);
    if (!found.at)
        found = find_bare(&s, body);
    if (!found.at)
        found = s.ini ? vikt_text_trim(line) : head_of(&s);
    if (found.length)
        fill(&error->mark, source, error->place.line, found);
}

static const vikt_profile_file *file_of(const vikt_profile_file *files, size_t count,
                                        const vikt_place *place)
{
    for (size_t i = 0; i < count; i++) {
        vikt_place path = vikt_place_of(files[i].path.at, 0, 0);

        if (strcmp(path.source, place->source) == 0)
            return &files[i];
    }
    return NULL;
}

void vikt_mark_find_in(const vikt_profile_file *files, size_t count, vikt_error *error)
{
    const vikt_profile_file *file = file_of(files, count, &error->place);

    if (file && !vikt_text_is(file->path, "default") && !vikt_text_is(file->path, "--set"))
        vikt_mark_find(file->path, file->text, error);
}

/* ---- members ---- */

vikt_text vikt_mark_statement(const vikt_profile_file *files, size_t count, const vikt_place *place)
{
    const vikt_profile_file *file = file_of(files, count, place);
    const char *at = file && file->text.length ? line_start(file->text, place->line) : NULL;

    return at ? vikt_token_statement(at, vikt_text_end(file->text)) : (vikt_text){0};
}

void vikt_mark_members(const vikt_profile_file *files, size_t count, const vikt_place *place,
                       void (*hear)(void *context, vikt_text owner, vikt_text name), void *context)
{
    vikt_text region = vikt_mark_statement(files, count, place);
    const char *at = region.at;
    vikt_token last[3] = {{VIKT_TOKEN_END, {0}, {0}, false}};

    if (!region.length)
        return;
    do {
        last[0] = last[1];
        last[1] = last[2];
        last[2] = vikt_token_next(&at, vikt_text_end(region));
        if (last[0].kind == VIKT_TOKEN_NAME && vikt_text_is(last[1].all, ".") &&
            last[2].kind == VIKT_TOKEN_NAME)
            hear(context, last[0].all, last[2].all);
    } while (last[2].kind != VIKT_TOKEN_END);
}
