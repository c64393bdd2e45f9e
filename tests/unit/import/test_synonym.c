/* SPDX-License-Identifier: MIT
 *
 * The headings that the built-in profile knows, as people write them.
 */
#include <criterion/criterion.h>
#include <criterion/parameterized.h>

#include <vikt/profile.h>

#include "sample_profile.h"

typedef struct sample {
    char heading[48], field[24];
} sample;

/* A file of one row with this heading and one that is always known. */
static vikt_import *read_with(const char *heading, const vikt_profile *profile)
{
    sample_profile whole = {.profile = *profile};
    char text[200];
    vikt_import *import;
    vikt_error err = {.code = VIKT_OK};

    snprintf(text, sizeof text, "%s;Potential\n1;2\n", heading);
    cr_assert_eq(sample_read(&whole, text, NULL, &import, &err), VIKT_OK, "%s", err.message);
    return import;
}

static vikt_profile *built_in(void)
{
    vikt_profile_options options = {.ini = NULL};
    vikt_profile *profile;
    vikt_error err = {.code = VIKT_OK};

    cr_assert_eq(vikt_profile_load(&options, NULL, &profile, &err), VIKT_OK, "%s", err.message);
    return profile;
}

ParameterizedTestParameters(synonym, headings_mean_their_field)
{
    static sample samples[] = {
        {"Omsättning fg år", "revenue_prev"},
        {"Omsättning ex. moms", "revenue"},
        {"Försäljning 12 mån", "revenue"},
        {"omsattning", "revenue"},
        {"Turnover (EUR)", "revenue"},
        {"Net Revenue", "revenue"},
        {"Adm. timmar", "admin_hours"},
        {"Adm.tid", "admin_hours"},
        {"Administrationstid (h)", "admin_hours"},
        {"Admin hours per year", "admin_hours"},
        {"Support hrs", "admin_hours"},
        {"Prod.grupper", "product_groups"},
        {"Product groups count", "product_groups"},
        {"Sena dagar", "days_late"},
        {"Dagar sen betalning", "days_late"},
        {"Betalningsförsening (dagar)", "days_late"},
        {"Days past due", "days_late"},
        {"Customer #", "key"},
        {"Cust. no.", "key"},
        {"Annual Revenue", "company_turnover"},
        {"Omsättning (tkr)", "company_turnover"},
        {"Omsättning MSEK", "revenue"},
    };

    return cr_make_param_array(sample, samples, sizeof samples / sizeof *samples);
}

ParameterizedTest(sample *s, synonym, headings_mean_their_field)
{
    vikt_profile *profile = built_in();
    vikt_import *im = read_with(s->heading, profile);
    size_t field = im->readings[0].headings[0].field;
    vikt_text name = field == VIKT_INDEX_NONE ? (vikt_text){NULL, 0} : profile->fields[field].name;

    cr_assert(vikt_text_is(name, s->field), "%s is %.*s", s->heading, VIKT_SHOW(name));
    vikt_import_free(im);
    vikt_profile_free(profile);
}
