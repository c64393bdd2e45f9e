/* SPDX-License-Identifier: MIT
 *
 * Registers and ratings cut short; ledgers are in test_truncated_ledger, to run beside this.
 */
#include "truncated.h"

static const char *const samples[] = {
    "01-fortnox-like-kundregister.csv",
    "04-excel-sv-kundlista.csv",
    "05-lime-like-foretag-utf16le.txt",
    "06-hubspot-like-companies.csv",
    "07-businesscentral-like-kunder.tsv",
    "08-economic-like-debitorer-da.csv",
    "09-bedomning-1-5.csv",
};

Test(truncated, a_register_cut_anywhere_gets_an_answer)
{
    truncated_everywhere(samples, sizeof samples / sizeof *samples);
}

/* The customers that the ratings are of. */
static vikt_import *read_customers(const truncated *t)
{
    vikt_import_request request = {.customers =
                                       VIKT_TEST_DATA "/samples/01-fortnox-like-kundregister.csv"};
    vikt_import *import = NULL;
    vikt_error err = {.code = VIKT_OK};

    cr_assert(vikt_import_sources(&request, t->profile, NULL, NULL, &import, &err) == VIKT_OK, "%s",
              err.message);
    return import;
}

Test(truncated, ratings_cut_anywhere_get_an_answer)
{
    static char bytes[DATA_FILE_MAX];
    size_t size = data_file_load("samples", "09-bedomning-1-5.csv", bytes), read = 0;
    truncated t;

    truncated_begin(&t);
    for (size_t cut = 0; cut <= size; cut += truncated_step()) {
        const vikt_rating_file file = {t.path, VIKT_TEXT("anna")};
        vikt_import *import = read_customers(&t);
        vikt_error err = {.code = VIKT_OK};
        vikt_code rc;

        truncated_write(&t, bytes, cut);
        rc = vikt_ratings_read(import, t.profile, &file, 1, NULL, NULL, &err);
        cr_assert(rc == VIKT_OK || (rc == VIKT_INPUT && err.message[0]), "cut at %zu: %d %s", cut,
                  (int)rc, err.message);
        cr_assert((rc == VIKT_OK) == (import->ratings != NULL));
        read += rc == VIKT_OK;
        vikt_import_free(import);
    }
    cr_assert(read * truncated_step() > size / 2); /* all that hold a row */
    truncated_end(&t);
}

Test(truncated, a_run_on_a_cut_sample_gets_an_answer)
{
    static char bytes[DATA_FILE_MAX];
    size_t size = data_file_load("samples", samples[1], bytes);
    truncated t;

    truncated_begin(&t);
    for (size_t cut = 0; cut <= size; cut += 49) {
        vikt_run_options options = {.company = t.path, .dry_run = true, .today = "2025-01-31"};
        vikt_error err = {.code = VIKT_OK};
        vikt_run *run = NULL;
        vikt_code rc;

        truncated_write(&t, bytes, cut);
        rc = vikt_run_execute(&options, NULL, &run, &err);
        cr_assert(rc == VIKT_OK || ((rc == VIKT_INPUT || rc == VIKT_PROFILE) && err.message[0]),
                  "cut at %zu: %d %s", cut, (int)rc, err.message);
        cr_assert((rc == VIKT_OK) == (run != NULL));
        vikt_run_free(run);
    }
    truncated_end(&t);
}
