/* SPDX-License-Identifier: MIT */
#include "core/import/cursor.h"

#include "core/base/decimal.h"
#include "core/base/fail.h"

vikt_code vikt_cursor_fail(const vikt_cursor *r, const char *at, const char *what)
{
    long line = 1;
    const char *begin = r->text.at;

    for (const char *i = r->text.at; i < at; i++)
        if (*i == '\n') {
            line++;
            begin = i + 1;
        }
    return vikt_fail(
        r->err, VIKT_INPUT,
        vikt_place_of(r->name, line,
                      (long)vikt_text_width((vikt_text){begin, (size_t)(at - begin)}) + 1),
        "is no sound JSON: %s", what);
}

vikt_code vikt_cursor_fail_here(const vikt_cursor *r, const char *what)
{
    return vikt_cursor_fail(
        r, r->at, r->at == r->end ? "the file ends too early, it may be cut short" : what);
}

char vikt_cursor_peek(vikt_cursor *r)
{
    while (r->at < r->end && memchr(" \t\r\n", *r->at, 4))
        r->at++;
    return r->at < r->end ? *r->at : '\0';
}

bool vikt_cursor_accept(vikt_cursor *r, char c)
{
    if (vikt_cursor_peek(r) != c || r->at == r->end)
        return false;
    r->at++;
    return true;
}

static vikt_code read_hex(vikt_cursor *r, uint32_t *out)
{
    *out = 0;
    for (int i = 0; i < 4; i++) {
        char c = r->at < r->end ? vikt_lower(*r->at) : '\0';

        if (!vikt_is_digit(c) && (c < 'a' || c > 'f'))
            return vikt_cursor_fail_here(r, "\\u needs four hexadecimal digits");
        *out = *out * 16 + (uint32_t)(vikt_is_digit(c) ? c - '0' : c - 'a' + 10);
        r->at++;
    }
    return VIKT_OK;
}

/* Behind "\u"; what is half a pair becomes U+FFFD. */
static vikt_code read_unicode(vikt_cursor *r, vikt_buffer *out)
{
    uint32_t code, low;
    char bytes[4];
    vikt_code rc = read_hex(r, &code);

    if (rc == VIKT_OK && code >= 0xd800 && code < 0xdc00 && r->end - r->at >= 2 &&
        r->at[0] == '\\' && r->at[1] == 'u') {
        r->at += 2;
        rc = read_hex(r, &low);
        if (low >= 0xdc00 && low < 0xe000)
            code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
    }
    if (code >= 0xd800 && code < 0xe000)
        code = 0xfffd;
    vikt_buffer_add(out, bytes, vikt_text_put(bytes, code));
    return rc;
}

static vikt_code read_escape(vikt_cursor *r, vikt_buffer *out)
{
    static const char names[] = "\"\\/bfnrt", means[] = "\"\\/\b\f\n\r\t";
    const char *found = r->at < r->end ? memchr(names, *r->at, sizeof names - 1) : NULL;

    if (r->at < r->end && *r->at == 'u') {
        r->at++;
        return read_unicode(r, out);
    }
    if (!found)
        return vikt_cursor_fail_here(r, "there is no such escape");
    vikt_buffer_byte(out, means[found - names]);
    r->at++;
    return VIKT_OK;
}

vikt_code vikt_cursor_string(vikt_cursor *r, vikt_buffer *out)
{
    const char *opened = r->at - 1;
    vikt_code rc = VIKT_OK;

    while (rc == VIKT_OK) {
        const char *begin = r->at;

        while (r->at < r->end && (unsigned char)*r->at >= ' ' && *r->at != '"' && *r->at != '\\')
            r->at++;
        vikt_buffer_add(out, begin, (size_t)(r->at - begin));
        if (r->at == r->end || (unsigned char)*r->at < ' ')
            return vikt_cursor_fail(r, opened, "this text has no closing quote on its line");
        if (*r->at++ == '"')
            break;
        rc = read_escape(r, out);
    }
    if (rc == VIKT_OK && out->failed)
        return vikt_fail_memory(r->err);
    return rc;
}

static bool skip_digits(vikt_cursor *r)
{
    const char *begin = r->at;

    while (r->at < r->end && vikt_is_digit(*r->at))
        r->at++;
    return r->at > begin;
}

static vikt_code read_number(vikt_cursor *r)
{
    bool sound;

    if (*r->at == '-')
        r->at++;
    sound = skip_digits(r);
    if (sound && r->at < r->end && *r->at == '.') {
        r->at++;
        sound = skip_digits(r);
    }
    if (sound && r->at < r->end && vikt_lower(*r->at) == 'e') {
        r->at++;
        if (r->at < r->end && (*r->at == '-' || *r->at == '+'))
            r->at++;
        sound = skip_digits(r);
    }
    return sound ? VIKT_OK : vikt_cursor_fail_here(r, "a number lacks digits here");
}

static vikt_code read_word(vikt_cursor *r)
{
    static const char *const words[] = {"true", "false", "null"};

    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t length = strlen(words[i]);

        if ((size_t)(r->end - r->at) >= length && memcmp(r->at, words[i], length) == 0) {
            r->at += length;
            return VIKT_OK;
        }
    }
    return vikt_cursor_fail_here(r, "expected a value");
}

/* By counting brackets, not recursion. */
vikt_code vikt_cursor_skip(vikt_cursor *r)
{
    size_t open = 0;

    do {
        vikt_code rc = VIKT_OK;
        char c = vikt_cursor_peek(r);

        if (c == '"') {
            r->at++;
            r->scrap.length = 0;
            rc = vikt_cursor_string(r, &r->scrap);
        } else if (c == '{' || c == '[') {
            open++;
            r->at++;
        } else if (open && (c == '}' || c == ']')) {
            open--;
            r->at++;
        } else if (open && (c == ',' || c == ':')) {
            r->at++;
        } else {
            rc = c == '-' || vikt_is_digit(c) ? read_number(r) : read_word(r);
        }
        if (rc != VIKT_OK)
            return rc;
    } while (open);
    return VIKT_OK;
}
