/* SPDX-License-Identifier: MIT
 *
 * inih cuts long lines and values, knows no line numbers and keeps silent about much. So this
 * module takes the lines itself, checks each one's form, and hands inih only lines that it cannot
 * misread: a section as "[s]", a setting as "key =" and its value as continuation lines between two
 * U+001F, which keep spaces, semicolons and length safe.
 */
#include "core/profile/profile_ini.h"

#include <ini.h>

#include "core/base/fail.h"
#include "core/base/nearest.h"
#include "core/profile/spec.h"

#define GUARD '\x1f'

enum {
    LINE_MAX_BYTES = 64 * 1024,
    NAME_MAX_BYTES = 200,
    KEY_MAX_BYTES = 32,
    CHUNK_MAX = 180, /* of a value; inih's line holds 200 */
    LINE_ROOM = 64   /* what "key =" needs of inih's line at least */
};

typedef enum section { SECTION_NONE, SECTION_WRONG, SECTION_OPEN } section;

typedef struct reader {
    const char *path;
    vikt_text rest; /* lines not taken yet */
    long line;      /* number of the line taken last */
    vikt_draft *draft;
    const vikt_listener *listener;
    size_t *errors;
    bool no_memory;

    section section;
    vikt_statement *statement; /* of an open section: the draft's last one */
    vikt_text value;           /* what inih has still to be given of a value */
    const vikt_spec *spec;     /* of the setting that is being read; NULL between settings */
    char key[KEY_MAX_BYTES];   /* its key, which need not be the spec's: "row 12" */
    vikt_buffer joined;        /* its value, as inih gave it back */
} reader;

static vikt_place here(const reader *r)
{
    return vikt_place_of(r->path, r->line, 0);
}

/* 'criterion "risk": ' for messages. */
static const char *label(const reader *r, char *text, size_t size)
{
    const vikt_statement *statement = r->statement;
    vikt_buffer out;

    vikt_buffer_init(&out, r->draft->arena.allocator, size - 1);
    vikt_buffer_string(&out, vikt_statement_word(statement->kind));
    if (statement->name.length)
        vikt_buffer_print(&out, " \"%.*s\"", VIKT_SHOW(statement->name));
    memcpy(text, out.at ? out.at : "", out.length);
    text[out.length] = '\0';
    vikt_buffer_clear(&out);
    return text;
}

#define WRONG(r, ...)                                                                              \
    (++*(r)->errors, vikt_tell((r)->listener, VIKT_ERROR, VIKT_PROFILE, here(r), __VA_ARGS__))

/* Whether the bytes of a line may stand in a profile; tells if not. */
static bool good_bytes(reader *r, vikt_text line)
{
    size_t bad;

    if (line.length > LINE_MAX_BYTES) {
        WRONG(r, "the line is longer than %d bytes", LINE_MAX_BYTES);
        return false;
    }
    if (!vikt_text_valid(line, &bad)) {
        WRONG(r, "byte %zu of the line is not UTF-8; save the file as UTF-8", bad + 1);
        return false;
    }
    for (size_t i = 0; i < line.length; i++) {
        unsigned char byte = (unsigned char)line.at[i];

        if ((byte < 0x20 && byte != '\t') || byte == 0x7f) {
            WRONG(r, "byte %zu of the line is a control character (%d)", i + 1, byte);
            return false;
        }
    }
    return true;
}

static void wrong_section_word(reader *r, vikt_text word)
{
    char hint[160];

    WRONG(r, "[%.*s] is no section%s", VIKT_SHOW(word),
          vikt_statement_hint(word, hint, sizeof hint));
}

/* [criterion revenue]: adds a statement. */
static void open_section(reader *r, vikt_text line)
{
    vikt_text name, word;
    vikt_statement_kind kind = VIKT_STATEMENT_COUNT;
    bool named;

    r->section = SECTION_WRONG;
    if (line.at[line.length - 1] != ']') {
        WRONG(r, "the section %.*s lacks its \"]\" at the end of the line", VIKT_SHOW(line));
        return;
    }
    name = vikt_text_trim((vikt_text){line.at + 1, line.length - 2});
    word = vikt_text_cut(&name, ' ');
    name = vikt_text_trim(name);
    if (!vikt_statement_kind_of(word, &kind)) {
        wrong_section_word(r, word);
        return;
    }
    /* There is one profile; its name is a setting. */
    named = vikt_statement_named(kind) && kind != VIKT_STATEMENT_PROFILE;
    if (named && !name.length) {
        WRONG(r, "[%.*s] lacks a name: [%.*s NAME]", VIKT_SHOW(word), VIKT_SHOW(word));
    } else if (!named && name.length) {
        WRONG(r, "[%.*s] takes no name (\"%.*s\")%s", VIKT_SHOW(word), VIKT_SHOW(name),
              kind == VIKT_STATEMENT_PROFILE ? "; write name = ... below it" : "");
    } else if (name.length > NAME_MAX_BYTES) {
        WRONG(r, "the name is longer than %d bytes", NAME_MAX_BYTES);
    } else {
        r->statement = vikt_draft_add(r->draft, kind, name, here(r));
        r->no_memory = !r->statement;
        r->section = SECTION_OPEN;
    }
}

static void wrong_form(reader *r, vikt_text line)
{
    if (memchr(line.at, ':', line.length))
        WRONG(r, "expected \"key = value\", not \"%.*s\" (\":\" is no \"=\")", VIKT_SHOW(line));
    else
        WRONG(r, "expected \"key = value\" or \"[section]\", not \"%.*s\"", VIKT_SHOW(line));
}

/* A misspelt key stays as a wrong one: what the statement seems to lack may be that. */
static void wrong_key(reader *r, vikt_text key)
{
    vikt_value wrong = vikt_value_wrong();
    char hint[160], name[256];

    if (r->statement->kind == VIKT_STATEMENT_REMOVE)
        WRONG(r, "%s: nothing can stand below it", label(r, name, sizeof name));
    else
        WRONG(r, "%s: %.*s is not a key of %s%s", label(r, name, sizeof name), VIKT_SHOW(key),
              vikt_spec_owner(r->statement->kind),
              vikt_spec_hint(r->statement->kind, key, hint, sizeof hint));
    if (!vikt_draft_set(r->draft, r->statement, key, &wrong, here(r)))
        r->no_memory = true;
}

/* key = value: true when it is to be passed on. */
static bool begin_setting(reader *r, vikt_text line, vikt_text *key)
{
    vikt_text value = line;
    char name[256];

    *key = vikt_text_trim(vikt_text_cut(&value, '='));
    value = vikt_text_trim(value);
    if (!memchr(line.at, '=', line.length) || !key->length) {
        wrong_form(r, line);
        return false;
    }
    if (r->section == SECTION_NONE)
        WRONG(r, "%.*s stands before the first [section]", VIKT_SHOW(*key));
    if (r->section != SECTION_OPEN)
        return false;
    r->spec = vikt_spec_find(r->statement->kind, *key);
    if (!r->spec) {
        wrong_key(r, *key);
    } else if (!value.length) {
        WRONG(r, "%s: %.*s lacks its value", label(r, name, sizeof name), VIKT_SHOW(*key));
        r->spec = NULL;
    }
    if (r->spec) {
        r->value = value;
        memcpy(r->key, key->at, key->length); /* a key of our table is short and plain */
        r->key[key->length] = '\0';
    }
    return r->spec != NULL;
}

/* The setting is complete: its text becomes a value, or a mark that it was wrong. */
static void finish_setting(reader *r)
{
    vikt_error error = {0};
    vikt_value value;
    char name[256];

    if (!r->spec)
        return;
    if (r->joined.failed ||
        vikt_profile_ini_value(r->draft, (int)r->spec->kind, vikt_buffer_view(&r->joined), here(r),
                               &value, &error) == VIKT_MEMORY) {
        r->no_memory = true;
        return;
    }
    if (error.code != VIKT_OK) {
        WRONG(r, "%s: %s: %s", label(r, name, sizeof name), r->key, error.message);
        value = vikt_value_wrong();
    }
    if (!vikt_draft_set(r->draft, r->statement, vikt_text_of(r->key), &value, here(r)))
        r->no_memory = true;
    r->spec = NULL;
    r->joined.length = 0;
}

static bool take_line(reader *r, vikt_text *line)
{
    if (!r->rest.length)
        return false;
    *line = vikt_text_cut(&r->rest, '\n');
    if (line->length && line->at[line->length - 1] == '\r')
        line->length--;
    r->line++;
    return true;
}

static char *pass_chunk(reader *r, char *out)
{
    size_t length = r->value.length < CHUNK_MAX ? r->value.length : CHUNK_MAX;
    const char *comment = length > 1 ? memchr(r->value.at + 1, ';', length - 1) : NULL;

    /* A chunk may begin with ';' behind its guard, but not hold one: after a space inih would cut
     * there. */
    if (comment)
        length = (size_t)(comment - r->value.at);
    out[0] = ' ';
    out[1] = GUARD;
    memcpy(out + 2, r->value.at, length);
    out[2 + length] = GUARD;
    out[3 + length] = '\n';
    out[4 + length] = '\0';
    r->value.at += length;
    r->value.length -= length;
    return out;
}

/* inih's source of lines: like fgets. */
static char *next_line(char *out, int room, void *context)
{
    reader *r = context;
    vikt_text line, key;

    if (r->value.length && room >= CHUNK_MAX + 8)
        return pass_chunk(r, out);
    finish_setting(r);
    while (!r->no_memory && room >= LINE_ROOM && take_line(r, &line)) {
        if (!good_bytes(r, line))
            continue;
        line = vikt_text_trim(line);
        if (!line.length || line.at[0] == '#' || line.at[0] == ';')
            continue;
        if (line.at[0] == '[') {
            open_section(r, line);
            memcpy(out, "[s]\n", sizeof "[s]\n");
            return out;
        }
        if (begin_setting(r, line, &key)) {
            memcpy(out, key.at, key.length);
            memcpy(out + key.length, " =\n", sizeof " =\n");
            return out;
        }
    }
    return NULL;
}

/* inih's answer: a new setting with an empty value, then the chunks of its value. */
static int hear_setting(void *context, const char *section_name, const char *key, const char *value)
{
    reader *r = context;
    size_t length = strlen(value);

    (void)section_name;
    if (!r->spec || strcmp(key, r->key) != 0)
        return 0;
    if (length >= 2)
        vikt_buffer_add(&r->joined, value + 1, length - 2);
    return 1;
}

vikt_code vikt_profile_ini_read(const char *path, vikt_text source, vikt_draft *draft,
                                const vikt_listener *listener, size_t *errors, vikt_error *err)
{
    reader r = {
        .path = path, .rest = source, .draft = draft, .listener = listener, .errors = errors};
    int failed;

    if (source.length >= 3 && memcmp(source.at, "\xef\xbb\xbf", 3) == 0)
        r.rest = (vikt_text){source.at + 3, source.length - 3};
    vikt_buffer_init(&r.joined, draft->arena.allocator, LINE_MAX_BYTES);
    failed = ini_parse_stream(next_line, &r, hear_setting, &r);
    vikt_buffer_clear(&r.joined);
    if (r.no_memory)
        return vikt_fail_memory(err);
    if (failed || r.rest.length)
        return vikt_fail(err, VIKT_BUG, vikt_place_of(path, r.line, 0),
                         "the INI parser did not take a line that was checked");
    return VIKT_OK;
}
