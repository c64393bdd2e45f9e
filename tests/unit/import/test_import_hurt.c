/* SPDX-License-Identifier: MIT
 *
 * Damaged files: every sample cut at every byte and with bits turned. Nothing is expected but an
 * answer; the sanitizers watch.
 */
#include <criterion/criterion.h>

#include "tests/unit/data_file.h"

#include "sample_profile.h"

static const char *const samples[] = {
    "01-fortnox-like-kundregister.csv",
    "02-fortnox-like-fakturor.csv",
    "03-visma-like-reskontra.txt",
    "04-excel-sv-kundlista.csv",
    "05-lime-like-foretag-utf16le.txt",
    "06-hubspot-like-companies.csv",
    "07-businesscentral-like-kunder.tsv",
    "08-economic-like-debitorer-da.csv",
    "09-bedomning-1-5.csv",
};

enum { SAMPLES = sizeof samples / sizeof *samples };

static void expect_answer(const sample_profile *p, const char *bytes, size_t size)
{
    vikt_import *import = NULL;
    vikt_error err = {.code = VIKT_OK};
    vikt_code rc = sample_read_bytes(p, bytes, size, NULL, &import, &err);

    if (rc == VIKT_OK) {
        const vikt_reading *reading = &import->readings[0];
        size_t customers = reading->rows - reading->rejected_rows;

        if (reading->kind == VIKT_SOURCE_CUSTOMERS)
            cr_assert(import->count == customers);
        else
            cr_assert(import->count > 0 && import->count <= customers);
        for (size_t i = 0; i < import->count; i++)
            cr_assert(vikt_text_valid(vikt_column_text(import->keys, i), NULL));
        for (size_t i = 0; i < import->reject_count; i++)
            cr_assert(vikt_text_valid(import->rejects[i].value, NULL));
        vikt_import_free(import);
        return;
    }
    cr_assert(rc == VIKT_INPUT && import == NULL && err.message[0] != '\0');
}

Test(import_hurt, files_cut_at_every_byte_get_an_answer)
{
    static char bytes[DATA_FILE_MAX];
    sample_profile p;

    sample_profile_init(&p);
    for (size_t i = 0; i < SAMPLES; i++) {
        size_t size = data_file_load("import", samples[i], bytes);

        for (size_t cut = 0; cut < size; cut++)
            expect_answer(&p, bytes, cut);
    }
}

Test(import_hurt, files_with_turned_bits_get_an_answer)
{
    static char bytes[DATA_FILE_MAX];
    static const char signs[] = {'"', '\n', ';', '\0', '\r', ',', '\xff', '\xc3'};
    sample_profile p;

    sample_profile_init(&p);
    for (size_t i = 0; i < SAMPLES; i++) {
        size_t size = data_file_load("import", samples[i], bytes);

        for (size_t at = 0; at < size; at += 3) {
            char was = bytes[at];

            bytes[at] = (char)(was ^ 1 << at % 8);
            expect_answer(&p, bytes, size);
            bytes[at] = signs[at % sizeof signs];
            expect_answer(&p, bytes, size);
            bytes[at] = was;
        }
    }
}

/* Without memory at the n-th request, for every n until it succeeds. */
typedef struct scarce {
    size_t left;
} scarce;

static void *scarce_reallocate(void *context, void *memory, size_t size)
{
    scarce *s = context;

    if (size == 0) {
        free(memory);
        return NULL;
    }
    if (s->left == 0)
        return NULL;
    s->left--;
    return realloc(memory, size);
}

Test(import_hurt, every_failed_allocation_is_told_and_leaks_nothing)
{
    char path[512];
    sample_profile p;
    vikt_code rc = VIKT_MEMORY;

    sample_profile_init(&p);
    for (size_t i = 0; i < SAMPLES; i++) {
        snprintf(path, sizeof path, "%s/import/%s", VIKT_TEST_DATA, samples[i]);
        rc = VIKT_MEMORY;
        for (size_t n = 0; rc == VIKT_MEMORY && n < 1000; n++) {
            scarce s = {n};
            vikt_allocator allocator = {scarce_reallocate, &s};
            vikt_import *import = NULL;
            vikt_error err = {.code = VIKT_OK};

            rc = vikt_import_read(path, &p.profile, NULL, &allocator, &import, &err);
            cr_assert_eq(rc, err.code);
            s.left = 1000;
            vikt_import_free(import);
        }
        cr_assert(rc == VIKT_OK || rc == VIKT_INPUT, "%s", samples[i]);
    }
}
