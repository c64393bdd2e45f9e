/* SPDX-License-Identifier: MIT */
#include "core/base/transcode.h"

#include "core/base/charset_page.h"

/* At most: every byte above 0x7f becomes two or three. */
static size_t size_of_page(vikt_text bytes)
{
    size_t size = bytes.length;

    for (size_t i = 0; i < bytes.length; i++)
        size += (size_t)((unsigned char)bytes.at[i] >> 7) * 2;
    return size;
}

static void convert_page(vikt_text bytes, const uint16_t *page, bool tolerant, vikt_transcoded *out)
{
    const char *at = bytes.at, *end = vikt_text_end(bytes);
    const char *nul = bytes.length ? memchr(at, '\0', bytes.length) : NULL;
    char *to = out->bytes;

    end = nul ? nul : end;
    while (at < end) {
        size_t plain = vikt_text_ascii(at, end);
        uint32_t code;

        memcpy(to, at, plain);
        to += plain;
        at += plain;
        if (at == end)
            break;
        code = page ? page[(unsigned char)*at - 0x80] : (unsigned char)*at;
        if (code == 0 && !tolerant)
            break;
        to += vikt_text_put(to, code ? code : (unsigned char)*at);
        at++;
    }
    out->length = (size_t)(to - out->bytes);
    out->stopped = (size_t)(at - bytes.at);
}

static uint32_t unit_at(const char *at, bool little)
{
    unsigned char low = (unsigned char)at[little ? 0 : 1], high = (unsigned char)at[little ? 1 : 0];

    return (uint32_t)high << 8 | low;
}

/* The code point at `at`; its bytes, 0 when there is none. */
static size_t next_utf16(const char *at, const char *end, bool little, uint32_t *code)
{
    uint32_t low;

    if (end - at < 2)
        return 0;
    *code = unit_at(at, little);
    if (*code < 0xd800 || *code > 0xdfff)
        return *code ? 2 : 0;
    if (*code > 0xdbff || end - at < 4)
        return 0;
    low = unit_at(at + 2, little);
    if (low < 0xdc00 || low > 0xdfff)
        return 0;
    *code = 0x10000 + ((*code - 0xd800) << 10) + (low - 0xdc00);
    return 4;
}

static void convert_utf16(vikt_text bytes, bool little, vikt_transcoded *out)
{
    const char *at = bytes.at, *end = vikt_text_end(bytes);
    char *to = out->bytes;
    uint32_t code;
    size_t size;

    while (at < end && (size = next_utf16(at, end, little, &code)) > 0) {
        to += vikt_text_put(to, code);
        at += size;
    }
    out->length = (size_t)(to - out->bytes);
    out->stopped = (size_t)(at - bytes.at);
}

bool vikt_transcode(vikt_text bytes, vikt_charset charset, bool tolerant,
                    const vikt_allocator *allocator, vikt_transcoded *out)
{
    bool is_wide = charset == VIKT_CHARSET_UTF16LE || charset == VIKT_CHARSET_UTF16BE;
    /* two bytes become three at most, and four of a pair four */
    size_t size = is_wide ? bytes.length / 2 * 3 : size_of_page(bytes);

    *out = (vikt_transcoded){.bytes = vikt_resize(allocator, NULL, size ? size : 1, 1)};
    if (!out->bytes)
        return false;
    if (is_wide)
        convert_utf16(bytes, charset == VIKT_CHARSET_UTF16LE, out);
    else
        convert_page(bytes, vikt_charset_page(charset), tolerant, out);
    return true;
}
