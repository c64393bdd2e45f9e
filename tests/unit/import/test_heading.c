/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <criterion/parameterized.h>

#include "core/import/heading.h"

typedef struct sample {
    char heading[48], full[40], bare[40], plain[40];
    long year;
} sample;

ParameterizedTestParameters(heading, words_are_what_is_left)
{
    static sample samples[] = {
        {"Revenue", "revenue", "revenue", "revenue", 0},
        {"OMSÄTTNING_FG", "omsättning fg", "omsättning fg", "omsättning fg", 0},
        {"*Kund-nr.", "kund nr", "kund nr", "kund nr", 0},
        {"Omsättning 2024", "omsättning", "omsättning", "omsättning", 2024},
        {"2023 Sales / 2024", "sales", "sales", "sales", 2024},
        {"Omsättning 2023/2024", "omsättning", "omsättning", "omsättning", 2024},
        {"Omsättning 2023/24", "omsättning", "omsättning", "omsättning", 2024},
        {"Oms 23/24", "oms", "oms", "oms", 2024},
        {"Oms 99/00", "oms", "oms", "oms", 2000},
        {"Oms 2025-01-02", "oms 01 02", "oms 01 02", "oms 01 02", 2025},
        {"Oms 23/25", "oms 23 25", "oms 23 25", "oms 23 25", 0},
        {"Sales FY25", "sales", "sales", "sales", 2025},
        {"FY2024 Sales", "sales", "sales", "sales", 2024},
        {"Fylke", "fylke", "fylke", "fylke", 0},
        {"Omsättning (SEK)", "omsättning sek", "omsättning", "omsättning", 0},
        {"TB kr", "tb kr", "tb", "tb", 0},
        {"TG%", "tg %", "tg %", "tg", 0},
        {"Potential (1-5)", "potential", "potential", "potential", 0},
        {"Trivsel [1 – 10]", "trivsel", "trivsel", "trivsel", 0},
        {"Risk (5 = låg)", "risk", "risk", "risk", 0},
        {"Risk (låg = 5)", "risk", "risk", "risk", 0},
        {"Risk (1-5, 5 är hög)", "risk", "risk", "risk", 0},
        {"Oms (12 mån)", "oms 12 mån", "oms 12 mån", "oms 12 mån", 0},
        {"Omsättning (tkr)", "omsättning tkr", "omsättning", "omsättning", 0},
        {"a\xcc\x8angstrom", "ångstrom", "ångstrom", "ångstrom", 0},
        {"Sni 12345", "sni 12345", "sni 12345", "sni 12345", 0},
        {"Code 1899", "code 1899", "code 1899", "code 1899", 0},
        {"Summa av Omsättning", "omsättning", "omsättning", "omsättning", 0},
        {"Sum of 2024", "", "", "", 2024},
        {"Summe von Umsatz (EUR)", "umsatz eur", "umsatz", "umsatz", 0},
        {"Sum af Oms", "oms", "oms", "oms", 0},
        {"Summer av Salg", "salg", "salg", "salg", 0},
        {"Antal av Omsättning", "antal av omsättning", "antal av omsättning", "antal av omsättning",
         0},
        {"Count of Sales", "count of sales", "count of sales", "count of sales", 0},
        {"Sum of", "sum of", "sum of", "sum of", 0},
        {"", "", "", "", 0},
    };

    return cr_make_param_array(sample, samples, sizeof samples / sizeof *samples);
}

ParameterizedTest(sample *s, heading, words_are_what_is_left)
{
    vikt_arena arena;
    vikt_words words;

    vikt_arena_init(&arena, NULL);
    cr_assert(vikt_heading_words(&arena, vikt_text_of(s->heading), &words));
    cr_assert(vikt_text_is(words.full, s->full), "%.*s", VIKT_SHOW(words.full));
    cr_assert(vikt_text_is(words.bare, s->bare), "%.*s", VIKT_SHOW(words.bare));
    cr_assert(vikt_text_is(words.plain, s->plain), "%.*s", VIKT_SHOW(words.plain));
    cr_assert_eq(words.year, s->year);
    vikt_arena_clear(&arena);
}

static vikt_fit fit_of(const char *heading, const char *spelling)
{
    vikt_arena arena;
    vikt_words words;
    vikt_fit fit;

    vikt_arena_init(&arena, NULL);
    cr_assert(vikt_heading_words(&arena, vikt_text_of(heading), &words));
    fit = vikt_heading_fits(&words, vikt_text_of(spelling));
    vikt_arena_clear(&arena);
    return fit;
}

Test(heading, fits_a_spelling_with_or_without_currency_and_percent)
{
    cr_assert_eq(fit_of("Netto (SEK)", "netto"), VIKT_FIT_EXACT);
    cr_assert_eq(fit_of("TB %", "tb %"), VIKT_FIT_EXACT);
    cr_assert_eq(fit_of("Rabatt %", "rabatt"), VIKT_FIT_EXACT);
    cr_assert_eq(fit_of("Nettobelopp", "netto"), VIKT_FIT_NONE);
    cr_assert_eq(fit_of("", "netto"), VIKT_FIT_NONE);
}

Test(heading, fits_a_spelling_when_its_letters_are_written_in_ascii)
{
    cr_assert_eq(fit_of("Forfallodatum", "förfallodatum"), VIKT_FIT_FOLDED);
    cr_assert_eq(fit_of("Foerfallodatum", "förfallodatum"), VIKT_FIT_FOLDED);
    cr_assert_eq(fit_of("Waehrung", "währung"), VIKT_FIT_FOLDED);
    cr_assert_eq(fit_of("OMSAETNING", "omsætning"), VIKT_FIT_FOLDED);
    cr_assert_eq(fit_of("Belob", "beløb"), VIKT_FIT_FOLDED);
    cr_assert_eq(fit_of("Strasse", "straße"), VIKT_FIT_FOLDED);
    cr_assert_eq(fit_of("Strase", "straße"), VIKT_FIT_NONE);
    cr_assert_eq(fit_of("Revenue", "revenue"), VIKT_FIT_EXACT);
    cr_assert_eq(fit_of("Foerfallodag", "förfallodatum"), VIKT_FIT_NONE);
}

/* By which they are looked for: it must not differ where folded words are equal. */
Test(heading, equal_words_have_one_key)
{
    static const char *const pairs[][2] = {{"ändrad", "aendrad"},
                                           {"århundrade", "aarhundrade"},
                                           {"öppen", "oeppen"},
                                           {"überfällig", "ueberfaellig"},
                                           {"é", "e"},
                                           {"allmänna å", "allmaenna aa"},
                                           {"größe", "groesse"},
                                           {"spaß", "spass"},
                                           {"aae", "aä"},
                                           {"invoice date", "invoicedate"},
                                           {"a e", "ae"},
                                           {"ø", "oe"},
                                           {"æ", "a"},
                                           {"ü", "ue"}};

    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        cr_assert_eq(vikt_heading_key(vikt_text_of(pairs[i][0])),
                     vikt_heading_key(vikt_text_of(pairs[i][1])), "%s", pairs[i][0]);
    cr_assert(vikt_heading_key(VIKT_TEXT("netto")) != vikt_heading_key(VIKT_TEXT("brutto")));
    cr_assert(vikt_heading_key((vikt_text){NULL, 0}) < VIKT_HEADING_KEYS);
}
