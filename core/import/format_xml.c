/* SPDX-License-Identifier: MIT */
#include "core/import/format_xml.h"

#include <expat.h>

#include "core/base/fail.h"
#include "core/import/import.h"

enum { DEPTH_MAX = 64 };

static const char *local_name(const char *name)
{
    const char *colon = strchr(name, ':');

    return colon ? colon + 1 : name;
}

void vikt_xml_stop(vikt_xml *xml, vikt_code rc)
{
    if (xml->rc != VIKT_OK)
        return;
    xml->rc = rc;
    (void)XML_StopParser(xml->parser, XML_FALSE);
}

void vikt_xml_fail(vikt_xml *xml, const char *what)
{
    if (xml->rc != VIKT_OK)
        return;
    vikt_xml_stop(xml, vikt_fail(xml->err, VIKT_INPUT, vikt_place_of(xml->name, 0, 0),
                                 "its part %.100s is damaged: line %lu, %.200s", xml->part,
                                 (unsigned long)XML_GetCurrentLineNumber(xml->parser), what));
}

static void XMLCALL on_start(void *context, const XML_Char *element, const XML_Char **attributes)
{
    vikt_xml *xml = context;

    if (xml->rc != VIKT_OK) /* expat may still tell of what it has read */
        return;
    if (++xml->depth > DEPTH_MAX)
        vikt_xml_fail(xml, "elements are nested too deep");
    else
        xml->start(xml, local_name(element), attributes);
}

static void XMLCALL on_end(void *context, const XML_Char *element)
{
    vikt_xml *xml = context;

    if (xml->rc != VIKT_OK)
        return;
    xml->depth--;
    xml->end(xml, local_name(element));
}

static void XMLCALL on_text(void *context, const XML_Char *text, int length)
{
    vikt_xml *xml = context;

    if (xml->rc != VIKT_OK || !xml->gather)
        return;
    vikt_buffer_add(&xml->text, text, (size_t)length);
    if (!xml->text.failed)
        return;
    if (xml->text.length + (size_t)length > xml->text.maximum)
        vikt_xml_fail(xml, "a text is too long");
    else
        vikt_xml_stop(xml, vikt_fail_memory(xml->err));
}

/* No workbook has a document type; those who make bombs do. */
static void XMLCALL on_document_type(void *context, const XML_Char *name, const XML_Char *system,
                                     const XML_Char *public, int has_subset)
{
    (void)name;
    (void)system;
    (void)public;
    (void)has_subset;
    vikt_xml_fail(context, "it declares a document type, which is not allowed");
}

static bool parse(vikt_xml *xml, const char *bytes, size_t length, bool is_final)
{
    if (XML_Parse(xml->parser, bytes, (int)length, is_final) == XML_STATUS_OK)
        return true;
    if (XML_GetErrorCode(xml->parser) == XML_ERROR_NO_MEMORY)
        vikt_xml_stop(xml, vikt_fail_memory(xml->err));
    else
        vikt_xml_fail(xml, XML_ErrorString(XML_GetErrorCode(xml->parser)));
    return false;
}

static bool take(void *context, const char *bytes, size_t length)
{
    return parse(context, bytes, length, false);
}

vikt_code vikt_xml_read(vikt_xml *xml, vikt_zip *zip, const char *part,
                        const vikt_allocator *allocator, vikt_error *err)
{
    const vikt_zip_listener listener = {take, xml};
    vikt_code rc;

    xml->name = zip->name;
    xml->part = part;
    xml->err = err;
    vikt_buffer_init(&xml->text, allocator, VIKT_ROW_BYTES_MAX);
    xml->parser = XML_ParserCreate(NULL);
    if (!xml->parser)
        return vikt_fail_memory(err);
    XML_SetUserData(xml->parser, xml);
    XML_SetElementHandler(xml->parser, on_start, on_end);
    XML_SetCharacterDataHandler(xml->parser, on_text);
    XML_SetStartDoctypeDeclHandler(xml->parser, on_document_type);
    rc = vikt_zip_read(zip, part, &listener, err);
    if (rc == VIKT_OK && xml->rc == VIKT_OK)
        (void)parse(xml, "", 0, true);
    rc = rc == VIKT_OK ? xml->rc : rc;
    XML_ParserFree(xml->parser);
    vikt_buffer_clear(&xml->text);
    return rc;
}

const char *vikt_xml_value(const char **attributes, const char *name)
{
    for (size_t i = 0; attributes[i]; i += 2)
        if (strcmp(local_name(attributes[i]), name) == 0)
            return attributes[i + 1];
    return NULL;
}
