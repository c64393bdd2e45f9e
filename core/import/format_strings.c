/* SPDX-License-Identifier: MIT */
#include "core/import/format_strings.h"

#include "core/base/decimal.h"
#include "core/base/fail.h"
#include "core/import/format_xml.h"
#include "core/import/source.h"

static int hex_digit(char c)
{
    if (vikt_is_digit(c))
        return c - '0';
    c = vikt_lower(c);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The code of "_xHHHH_" at `at`; -1 when it is none that could stand for itself. */
static int32_t escaped(const char *at, size_t left)
{
    enum { LENGTH = 7, SURROGATES = 0xd800, BEHIND_SURROGATES = 0xe000 };
    int32_t code = 0;

    if (left < LENGTH || at[0] != '_' || at[1] != 'x' || at[LENGTH - 1] != '_')
        return -1;
    for (int i = 2; i < LENGTH - 1; i++) {
        int digit = hex_digit(at[i]);

        if (digit < 0)
            return -1;
        code = code * 16 + digit;
    }
    return code == 0 || (code >= SURROGATES && code < BEHIND_SURROGATES) ? -1 : code;
}

size_t vikt_strings_unescape(char *text, size_t length)
{
    size_t out = 0;

    for (size_t i = 0; i < length;) {
        int32_t code = escaped(text + i, length - i);

        if (code < 0) {
            text[out++] = text[i++];
            continue;
        }
        out += vikt_text_put(text + out, (uint32_t)code); /* at most 3 bytes for 7 */
        i += 7;
    }
    return out;
}

void vikt_strings_gather(vikt_xml *xml, const char *element, bool begins)
{
    if (strcmp(element, "rPh") == 0)
        xml->aside = begins;
    else if (strcmp(element, "t") == 0)
        xml->gather = begins && !xml->aside;
}

static void add(vikt_xml *xml, vikt_strings *out)
{
    if (out->count == out->capacity) {
        size_t capacity = out->capacity ? out->capacity * 2 : 1024;
        size_t *ends = vikt_resize(out->text.allocator, out->ends, capacity, sizeof *ends);

        if (!ends) {
            vikt_xml_stop(xml, vikt_fail_memory(xml->err));
            return;
        }
        out->ends = ends;
        out->capacity = capacity;
    }
    xml->text.length = vikt_strings_unescape(xml->text.at, xml->text.length);
    vikt_buffer_text(&out->text, vikt_buffer_view(&xml->text));
    if (out->text.failed)
        vikt_xml_stop(xml, vikt_fail_memory(xml->err));
    out->ends[out->count++] = out->text.length;
}

static void on_start(vikt_xml *xml, const char *element, const char **attributes)
{
    (void)attributes;
    if (strcmp(element, "si") == 0)
        xml->text.length = 0;
    vikt_strings_gather(xml, element, true);
}

static void on_end(vikt_xml *xml, const char *element)
{
    vikt_strings_gather(xml, element, false);
    if (strcmp(element, "si") == 0)
        add(xml, xml->context);
}

vikt_code vikt_strings_read(vikt_zip *zip, const char *part, const vikt_allocator *allocator,
                            vikt_strings *out, vikt_error *err)
{
    vikt_xml xml = {.context = out, .start = on_start, .end = on_end};

    vikt_buffer_init(&out->text, allocator, VIKT_STREAM_MAX);
    return vikt_xml_read(&xml, zip, part, allocator, err);
}

void vikt_strings_clear(vikt_strings *strings)
{
    vikt_release(strings->text.allocator, strings->ends);
    vikt_buffer_clear(&strings->text);
    strings->ends = NULL;
    strings->count = strings->capacity = 0;
}

vikt_text vikt_strings_at(const vikt_strings *strings, size_t i)
{
    size_t begin = i ? strings->ends[i - 1] : 0, end = strings->ends[i];

    return (vikt_text){strings->text.at + begin, end - begin};
}
