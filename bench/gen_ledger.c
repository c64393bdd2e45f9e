/* SPDX-License-Identifier: MIT */
/*
 * gen_ledger - a deterministic ledger of invoices as CSV.
 *
 *   ./gen_ledger -n 10000000 -c 1000000 > ledger.csv
 *
 * Row i depends on (seed, i) alone and only on integer arithmetic. Three years until 2026-06-30,
 * one line an invoice, in no order of customers or dates; 2 % are credits, 10 % are not paid.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DAYS = 1095, LAST = 20634 /* 2026-06-30 since 1970-01-01 */ };

/* splitmix64: Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014. */
static uint64_t next(uint64_t *state)
{
    uint64_t z = (*state += UINT64_C(0x9e3779b97f4a7c15));

    z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
    return z ^ z >> 31;
}

static uint32_t below(uint64_t *state, uint32_t limit)
{
    return (uint32_t)((next(state) >> 32) * limit >> 32);
}

/* Howard Hinnant, "chrono-compatible low-level date algorithms": civil_from_days. */
static void print_date(long days)
{
    long z = days + 719468, doe = z % 146097;
    long yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    long doy = doe - (365 * yoe + yoe / 4 - yoe / 100), mp = (5 * doy + 2) / 153;
    long month = mp < 10 ? mp + 3 : mp - 9;

    printf("%04ld-%02ld-%02ld", z / 146097 * 400 + yoe + (month <= 2), month,
           doy - (153 * mp + 2) / 5 + 1);
}

static void print_row(uint64_t seed, uint64_t row, uint32_t customers)
{
    static const char *const groups[] = {"Maskin", "Service", "Reservdelar", "Olja",
                                         "Filter", "Slang",   "Verktyg",     "Kurs"};
    uint64_t state = seed * UINT64_C(0x2545f4914f6cdd1d) + row;
    uint32_t customer = below(&state, customers), late = below(&state, 60);
    uint32_t ore = below(&state, 5000000) + 1, kind = below(&state, 100);
    long day = LAST - (long)below(&state, DAYS);

    printf("%llu;%u;", (unsigned long long)row + 1, 100000 + customer);
    print_date(day);
    putchar(';');
    print_date(day + 30);
    putchar(';');
    if (kind < 90)
        print_date(day + 10 + (long)late);
    printf(";%s%u,%02u;%s\n", kind < 2 ? "-" : "", ore / 100, ore % 100, groups[below(&state, 8)]);
}

int main(int argc, char **argv)
{
    uint64_t rows = 1000000, customers = 100000, seed = 1;

    for (int i = 1; i + 1 < argc; i += 2) {
        uint64_t value = strtoull(argv[i + 1], NULL, 10);

        if (strcmp(argv[i], "-n") == 0)
            rows = value;
        else if (strcmp(argv[i], "-c") == 0)
            customers = value;
        else if (strcmp(argv[i], "-s") == 0)
            seed = value;
        else
            return 2;
    }
    puts("Fakturanr;Kundnr;Fakturadatum;Förfallodatum;Betaldatum;Netto;Artikelgrupp");
    for (uint64_t row = 0; row < rows; row++)
        print_row(seed, row, (uint32_t)customers);
    return fflush(stdout) == 0 ? 0 : 1;
}
