/* SPDX-License-Identifier: MIT
 *
 * A small profile made by hand, and reading into a listener that remembers: what the tests of
 * import share.
 */
#ifndef VIKT_TEST_SAMPLE_PROFILE_H
#define VIKT_TEST_SAMPLE_PROFILE_H

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/import/import.h"

enum { SAMPLE_FIELDS = 24 };

typedef struct sample_profile {
    vikt_profile profile;
    vikt_field fields[SAMPLE_FIELDS];
    vikt_text synonyms[SAMPLE_FIELDS][8];
} sample_profile;

/* synonyms: separated by '|'; NULL: none. */
static inline vikt_field *sample_field(sample_profile *p, const char *name, vikt_type type,
                                       const char *synonyms)
{
    size_t i = p->profile.field_count++;
    vikt_field *field = &p->fields[i];
    vikt_text rest = vikt_text_of(synonyms);

    *field = (vikt_field){.name = vikt_text_of(name), .type = type, .optional = true};
    field->min = -INFINITY;
    field->max = INFINITY;
    field->synonyms = p->synonyms[i];
    while (rest.length)
        field->synonyms[field->synonym_count++] = vikt_text_cut(&rest, '|');
    p->profile.fields = p->fields;
    return field;
}

static inline void sample_profile_init(sample_profile *p)
{
    vikt_field *rating;

    memset(p, 0, sizeof *p);
    sample_field(p, "key", VIKT_TYPE_TEXT, "kundnr|kund nr|record id|debitornr|id|customer id");
    sample_field(p, "name", VIKT_TYPE_TEXT, "namn|kund|kundnamn|company name|navn|customer");
    sample_field(p, "revenue", VIKT_TYPE_NUMBER,
                 "omsättning|försäljning|försäljning bva|total revenue|oms|omsætning");
    sample_field(p, "revenue_prev", VIKT_TYPE_NUMBER, "omsättning_fg|omsättning föregående år");
    rating = sample_field(p, "potential", VIKT_TYPE_NUMBER, NULL);
    rating->min = 1;
    rating->max = 5;
    sample_field(p, "industry", VIKT_TYPE_TEXT, "bransch");
    sample_field(p, "margin", VIKT_TYPE_NUMBER, "tg %");
    sample_field(p, "last_order", VIKT_TYPE_DATE, "senaste köp");
    sample_field(p, "active", VIKT_TYPE_TRUTH, "aktiv");
    sample_field(p, "extra", VIKT_TYPE_UNKNOWN, NULL);
    rating = sample_field(p, "risk", VIKT_TYPE_NUMBER, NULL);
    rating->min = 1;
    rating->max = 5;
    sample_field(p, "admin_hours", VIKT_TYPE_NUMBER, "adm_timmar");
    sample_field(p, "days_late", VIKT_TYPE_NUMBER, "dagar_sen");
    sample_field(p, "product_lines", VIKT_TYPE_NUMBER, "produktlinjer");
    sample_field(p, "seller", VIKT_TYPE_TEXT, "säljare");
}

static inline size_t sample_index(const sample_profile *p, const char *name)
{
    for (size_t i = 0; i < p->profile.field_count; i++)
        if (vikt_text_is(p->fields[i].name, name))
            return i;
    abort();
}

enum { HEARD_MAX = 64 };

typedef struct heard {
    size_t count, errors, warnings, notes;
    vikt_error all[HEARD_MAX];
    vikt_severity severity[HEARD_MAX];
} heard;

static inline void hear(void *context, vikt_severity severity, const vikt_error *what)
{
    heard *h = context;

    h->errors += severity == VIKT_ERROR;
    h->warnings += severity == VIKT_WARNING;
    h->notes += severity == VIKT_NOTE;
    if (h->count < HEARD_MAX) {
        h->all[h->count] = *what;
        h->severity[h->count] = severity;
    }
    h->count++;
}

/* Whether something of that severity was said that has the text in it. */
static inline bool heard_of(const heard *h, vikt_severity severity, const char *text)
{
    for (size_t i = 0; i < h->count && i < HEARD_MAX; i++)
        if (h->severity[i] == severity && strstr(h->all[i].message, text))
            return true;
    return false;
}

/* Writes bytes to a file in the test's own directory below /tmp and reads it. */
static inline vikt_code sample_read_bytes(const sample_profile *p, const char *bytes, size_t size,
                                          heard *h, vikt_import **out, vikt_error *err)
{
    char path[] = "/tmp/vikt-import-XXXXXX";
    vikt_listener listener = {hear, h};
    int fd = mkstemp(path);
    FILE *file = fd < 0 ? NULL : fdopen(fd, "wb");
    vikt_code rc;

    if (!file || fwrite(bytes, 1, size, file) != size || fclose(file) != 0)
        abort();
    rc = vikt_import_read(path, &p->profile, h ? &listener : NULL, NULL, out, err);
    remove(path);
    return rc;
}

static inline vikt_code sample_read(const sample_profile *p, const char *text, heard *h,
                                    vikt_import **out, vikt_error *err)
{
    return sample_read_bytes(p, text, strlen(text), h, out, err);
}

#endif
