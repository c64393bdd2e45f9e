/* SPDX-License-Identifier: MIT
 *
 * Writing JSON into a buffer. Commas and nesting are kept here; text is escaped here.
 */
#ifndef VIKT_JSON_H
#define VIKT_JSON_H

#include "core/base/text.h"

enum { VIKT_JSON_DEPTH = 32 };

typedef struct vikt_json {
    vikt_buffer *out;
    unsigned depth;
    bool first[VIKT_JSON_DEPTH]; /* nothing written on this level yet */
} vikt_json;

void vikt_json_init(vikt_json *json, vikt_buffer *out);
/* name is NULL inside an array or at the top. */
void vikt_json_object(vikt_json *json, const char *name);
void vikt_json_array(vikt_json *json, const char *name);
void vikt_json_end(vikt_json *json, char bracket); /* '}' or ']' */
/* none: null; bytes that are not UTF-8 become U+FFFD. */
void vikt_json_text(vikt_json *json, const char *name, vikt_text value);
void vikt_json_string(vikt_json *json, const char *name, const char *value); /* NULL: null */
void vikt_json_number(vikt_json *json, const char *name, double value); /* NaN, infinity: null */
void vikt_json_count(vikt_json *json, const char *name, uint64_t value);
void vikt_json_truth(vikt_json *json, const char *name, bool value);
/** The same as vikt_json_object and so on for names that are not NUL-terminated. */
void vikt_json_name(vikt_json *json, vikt_text name); /* then one value call with name NULL */

#endif
