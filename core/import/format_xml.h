/* SPDX-License-Identifier: MIT
 *
 * An XML part of a zip archive, element by element. Names are without their prefix, text is UTF-8.
 * No document types, and so no entities, are allowed; depth and length of texts have limits.
 */
#ifndef VIKT_FORMAT_XML_H
#define VIKT_FORMAT_XML_H

#include "core/import/format_zip.h"

typedef struct vikt_xml vikt_xml;

struct vikt_xml {
    const char *name, *part; /* for messages */
    void *context;
    /* attributes: name, value, ..., NULL. Both call vikt_xml_stop() to end with an error. */
    void (*start)(vikt_xml *xml, const char *element, const char **attributes);
    void (*end)(vikt_xml *xml, const char *element);
    vikt_buffer text; /* what the elements say while `gather`; the handlers empty it */
    bool gather;
    bool aside;   /* within something that the text leaves out */
    vikt_code rc; /* what it was stopped with */
    vikt_error *err;
    size_t depth;
    void *parser; /* expat's */
};

/** Reads a part. context, start and end are set, the rest zeros.
 * @return as vikt_zip_read(); VIKT_INPUT for what is not sound XML */
VIKT_MUST_CHECK vikt_code vikt_xml_read(vikt_xml *xml, vikt_zip *zip, const char *part,
                                        const vikt_allocator *allocator, vikt_error *err);

/** Ends reading with a code that err tells of already. */
void vikt_xml_stop(vikt_xml *xml, vikt_code rc);

/** Ends reading: the part is wrong at this line. */
void vikt_xml_fail(vikt_xml *xml, const char *what);

/** The value of an attribute, NULL when there is none; a prefix before the name is ignored. */
const char *vikt_xml_value(const char **attributes, const char *name);

#endif
