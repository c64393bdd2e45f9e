/* SPDX-License-Identifier: MIT
 *
 * Numbers and comparisons in the functions of rule files: each is changed in the text, and the
 * profile is loaded again.
 */
#include <stdio.h>

#include "core/base/fail.h"
#include "core/base/number.h"
#include "core/run/mutant.h"

enum { TOKEN_MAX = 64 };

typedef struct source {
    vikt_mutator *m;
    const vikt_profile_file *file;
} source;

/* The text with another token in the place of one of its own. */
static bool edit(const source *s, vikt_text token, const char *with, vikt_buffer *out)
{
    vikt_text text = s->file->text;
    size_t at = (size_t)(token.at - text.at);

    vikt_buffer_init(out, s->m->profile->arena.allocator, text.length + TOKEN_MAX);
    vikt_buffer_add(out, text.at, at);
    vikt_buffer_string(out, with);
    vikt_buffer_add(out, vikt_text_end(token), text.length - at - token.length);
    return !out->failed;
}

/* A change that makes no profile, or other tests, is none. */
static void try_text(const source *s, vikt_text token, long line, const char *with)
{
    vikt_mutator *m = s->m;
    vikt_profile *profile = NULL;
    vikt_buffer text;
    vikt_error error = {0};
    vikt_code rc = VIKT_MEMORY;
    char from[TOKEN_MAX];

    if (!vikt_mutants_more(m))
        return;
    if (edit(s, token, with, &text)) {
        vikt_profile_file edited = {s->file->path, vikt_buffer_view(&text)};

        rc = vikt_profile_load_with(m->options, &edited, NULL, NULL, &profile, &error);
    }
    if (rc == VIKT_MEMORY) {
        m->rc = vikt_fail_memory(m->err);
    } else if (rc != VIKT_OK || profile->test_count != m->profile->test_count) {
        m->out->skipped++;
    } else {
        m->out->tried++;
        snprintf(from, sizeof from, "%.*s", VIKT_SHOW(token));
        if (!vikt_mutants_noticed(m, profile) && m->rc == VIKT_OK)
            vikt_mutants_keep(m, vikt_place_of(s->file->path.at, line, 0), "in a function", from,
                              with);
    }
    vikt_profile_free(profile);
    vikt_buffer_clear(&text);
}

static const char *other_comparison(vikt_text token)
{
    static const char *const pairs[][2] = {
        {"<", "<="}, {"<=", "<"}, {">", ">="}, {">=", ">"}, {"==", "~="}, {"~=", "=="},
    };

    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        if (vikt_text_is(token, pairs[i][0]))
            return pairs[i][1];
    }
    return NULL;
}

/* Hexadecimal numbers are nobody's thresholds. */
static void try_number(const source *s, vikt_text token, long line)
{
    char written[TOKEN_MAX], to[VIKT_NUMBER_MAX];
    double number, step;

    if (token.length >= sizeof written || !vikt_number_parse(token, &number))
        return;
    snprintf(written, sizeof written, "%.*s", VIKT_SHOW(token));
    step = vikt_mutants_step(number, written);
    for (int sign = -1; sign <= 1; sign += 2) {
        vikt_number_write(vikt_mutants_round(number + sign * step), to);
        try_text(s, token, line, to);
    }
}

static bool hear(void *context, vikt_text token, long line)
{
    const source *s = context;
    const char *other = other_comparison(token);

    if (other)
        try_text(s, token, line, other);
    else
        try_number(s, token, line);
    return s->m->rc == VIKT_OK && !s->m->out->cut;
}

static bool is_rules(const vikt_profile_file *file, const char *extension)
{
    size_t length = strlen(extension);

    return file->path.length > length &&
           !memcmp(file->path.at + file->path.length - length, extension, length);
}

void vikt_mutants_try_source(vikt_mutator *m)
{
    const vikt_rule_language *language = m->options->language;

    for (size_t i = 0; language && language->scan && i < m->profile->file_count; i++) {
        source s = {m, &m->profile->files[i]};

        if (m->rc == VIKT_OK && is_rules(s.file, language->extension))
            language->scan(s.file->text, hear, &s);
    }
}
