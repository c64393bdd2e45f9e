/* SPDX-License-Identifier: MIT */
/*
 * gen_customers - deterministic test customers as CSV.
 *
 *   ./gen_customers -n 1000000 > customers.csv           ',' and '.'
 *   ./gen_customers -n 1000000 -f sv > customers_sv.csv  ';' and decimal comma
 *
 * Row i depends on (seed, i) alone and only on integer arithmetic: the same
 * options give the same bytes on every machine, a shorter file is a prefix of
 * a longer one, and -f only changes the notation, never the values.
 *
 * Every random draw is a statement of its own: C leaves the order of calls
 * within an expression open, and another order would be another population.
 */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) ((uint32_t)(sizeof(array) / sizeof((array)[0])))
#define PICK(random, array) ((array)[below((random), COUNT(array))])

static const char *const places[] = {
    "Åmål", "Östersund", "Malmö", "Göteborg", "Luleå", "Umeå", "Växjö",
    "Örebro", "Skövde", "Borås", "Gävle", "Härnösand", "Ängelholm",
    "Norrköping", "Linköping", "Kiruna", "Visby", "Falun", "Mora",
    "Kalmar", "Karlstad", "Sundsvall", "Halmstad", "Lund", "Södertälje",
    "Västerås", "Nyköping", "Trollhättan", "Jönköping", "Åre",
};
static const char *const surnames[] = {
    "Åkesson", "Öberg", "Lindström", "Söderberg", "Björk", "Nyström",
    "Sjögren", "Hägglund", "Strömqvist", "Ekdahl", "Wåhlin", "Lönn",
    "Karlsson", "Persson", "Holmgren", "Ångström", "Rydén", "Fält",
    "Lagerlöf", "Mårtensson", "Bergqvist", "Hjort", "Ståhl", "Ödman",
};
static const char *const trades[] = {
    "Åkeri", "Bygg", "Måleri", "Rör", "El", "Mekaniska", "Livsmedel",
    "Träförädling", "Redovisning", "Fastigheter", "Städ", "Möbler",
    "Plåtslageri", "Kök & Bad", "Trädgård", "Bil", "Däck", "Glas",
    "Tryckeri", "Data", "Järn", "Färg", "Vård", "Hotell", "Konditori",
    "Sågverk",
};
static const char *const forms[] = {"AB", "AB", "AB", "AB", "HB", "KB", "Ek. för."};
static const char *const industries[] = {
    "Bygg och anläggning", "Handel", "Tillverkning", "Transport",
    "Hotell och restaurang", "Vård och omsorg", "Utbildning", "IT",
    "Fastighet", "Jordbruk", "Skogsbruk", "Energi", "Vatten och avlopp",
    "Ekonomi och juridik", "Bemanning", "Kultur och nöje", "Gruvdrift",
    "Livsmedel", "Textil", "Kemi", "Metall", "Elektronik", "Möbler",
    "Övrigt",
};
static const char *const firstnames[] = {
    "Åsa", "Örjan", "Märta", "Göran", "Björn", "Anna", "Lars", "Karin",
    "Erik", "Eva", "Nils", "Sofia", "Jörgen", "Pär", "Linnéa", "Håkan",
};
static const char *const orgnr_series[] = {"556", "559", "916", "969", "769", "556"};

/* Revenue as a piecewise linear quantile function: millionths of the customers -> öre. */
static const struct {
    uint32_t quantile;
    uint64_t ore;
} revenue_knots[] = {
    {0, 0},                 {20000, 0},
    {20001, 150000},        {100000, 900000},
    {250000, 3000000},      {500000, 11000000},
    {750000, 42000000},     {900000, 155000000},
    {950000, 330000000},    {990000, 1500000000},
    {999000, 8000000000},   {999900, 32000000000},
    {1000000, 120000000000},
};

/* ---- random numbers ---- */

struct random {
    uint64_t state;
};

static uint64_t mix(uint64_t z)
{
    z += 0x9e3779b97f4a7c15u;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

/* Evenly 0..n-1. */
static uint32_t below(struct random *r, uint32_t n)
{
    r->state += 0x9e3779b97f4a7c15u;
    return (uint32_t)(((mix(r->state) >> 32) * n) >> 32);
}

static uint64_t draw_revenue(struct random *r)
{
    uint32_t u = below(r, 1000000), k = 1;
    while (u >= revenue_knots[k].quantile)
        k++;
    uint64_t low = revenue_knots[k - 1].ore;
    uint32_t from = revenue_knots[k - 1].quantile;
    uint64_t step = (revenue_knots[k].ore - low) / (revenue_knots[k].quantile - from);
    uint64_t value = low + step * (u - from);
    return step ? value + below(r, (uint32_t)(step > 4000000000u ? 4000000000u : step)) : value;
}

/* ---- one customer ---- */

struct customer {
    uint64_t id;
    char name[160], seller[64], orgnr[12];
    const char *industry;
    uint64_t revenue_ore, revenue_prev_ore, hours_hundredths;
    uint32_t product_lines, days_late;
    uint32_t potential, risk;       /* 0 = missing */
    uint32_t fault;                 /* 0..999: which broken row -d makes of it */
};

static void draw_name(struct random *r, char *out, size_t size)
{
    uint32_t kind = below(r, 200);
    const char *place = PICK(r, places), *surname = PICK(r, surnames);
    const char *trade = PICK(r, trades), *form = PICK(r, forms);
    if (kind == 0)                  /* quotes and both separators inside a name */
        snprintf(out, size, "Firma \"%s\"; %s, %s %s", surname, place, trade, form);
    else if (kind < 80)
        snprintf(out, size, "%s %s %s", place, trade, form);
    else if (kind < 150)
        snprintf(out, size, "%ss %s %s", surname, trade, form);
    else
        snprintf(out, size, "Bröderna %s %s %s", surname, trade, form);
}

/* NNNNNN-NNNN with a valid check digit (Luhn). */
static void draw_orgnr(struct random *r, char out[12])
{
    const char *series = PICK(r, orgnr_series);
    int digit[10], sum = 0;
    for (int i = 0; i < 9; i++) {
        digit[i] = i < 3 ? series[i] - '0' : (int)below(r, 10);
        int weighted = digit[i] * (i % 2 == 0 ? 2 : 1);
        sum += weighted > 9 ? weighted - 9 : weighted;
    }
    digit[9] = (10 - sum % 10) % 10;
    for (int i = 0; i < 10; i++)
        out[i + (i > 5)] = (char)('0' + digit[i]);
    out[6] = '-';
    out[11] = 0;
}

static uint32_t draw_product_lines(struct random *r)
{
    uint32_t a = below(r, 3), b = below(r, 3), c = below(r, 3), d = below(r, 4);
    return 1 + a + b * c + d;
}

static uint64_t draw_hours(struct random *r)
{
    uint32_t a = below(r, 400), b = below(r, 400), c = below(r, 12);
    uint64_t tenths = a + b * c;
    return tenths * 10 / 4 * 5;     /* at most two decimals */
}

static uint32_t draw_days_late(struct random *r)
{
    if (below(r, 100) < 70)
        return 0;
    uint32_t a = below(r, 30), b = below(r, 4), c = below(r, 30);
    return a + b * c;
}

static void draw_customer(struct customer *c, uint64_t seed, uint64_t row)
{
    struct random r = {mix(seed ^ mix(row + 1))};
    c->id = 100001 + row;
    draw_name(&r, c->name, sizeof c->name);
    c->industry = PICK(&r, industries);
    uint32_t seller = below(&r, 24);
    snprintf(c->seller, sizeof c->seller, "%s %s", firstnames[seller % COUNT(firstnames)],
             surnames[(seller * 7 + 3) % COUNT(surnames)]);
    c->revenue_ore = draw_revenue(&r);
    uint32_t percent = below(&r, 80), ore = below(&r, 100);
    c->revenue_prev_ore = c->revenue_ore / 100 * (60 + percent) + ore;
    c->product_lines = draw_product_lines(&r);
    c->hours_hundredths = draw_hours(&r);
    c->days_late = draw_days_late(&r);
    c->potential = 1 + below(&r, 5);
    c->risk = 1 + below(&r, 5);
    if (below(&r, 1000) < 20)
        c->potential = 0;
    if (below(&r, 1000) < 50)
        c->risk = 0;
    c->fault = below(&r, 1000);     /* drawn always: -d leaves the other rows as they are */
    draw_orgnr(&r, c->orgnr);
}

/* ---- month after month ---- */

/*
 * What a month has made of the customer: its figures walk a step a month, so that neighbouring
 * months are alike. Draws of its own: month 0 is the customer as it was drawn. False when it is not
 * a customer yet, or not any more: some four of a hundred come in the first 36 months, and four go.
 */
static bool live(struct customer *c, uint64_t seed, uint64_t row, uint32_t month)
{
    struct random r = {mix(seed ^ mix(~row))};
    uint32_t came = below(&r, 1000), left = below(&r, 1000);
    if ((came < 36 && month <= came) || (left < 36 && month > left))
        return false;
    for (uint32_t m = 0; m < month; m++) {
        uint32_t percent = 95 + below(&r, 11), jump = below(&r, 50), late = below(&r, 20);
        if (jump == 0)
            percent = 50 + below(&r, 101);
        c->revenue_ore = c->revenue_ore / 100 * percent;
        if (late == 0)
            c->days_late = draw_days_late(&r);
        if (late == 1 && c->risk)
            c->risk = 1 + below(&r, 5);
    }
    return true;
}

/* ---- CSV ---- */

struct options {
    uint64_t rows, seed;
    char separator, mark;
    const char *line_end;
    int bom, quote_all, thousands, swedish_header;
    uint32_t broken;                /* of 1000 rows */
    uint32_t month;                 /* 0: as drawn */
};

static char *put(char *p, const char *text)
{
    size_t n = strlen(text);
    memcpy(p, text, n);
    return p + n;
}

static char *put_integer(char *p, uint64_t value)
{
    char digits[20];
    int n = 0;
    do
        digits[n++] = (char)('0' + value % 10);
    while (value /= 10);
    while (n)
        *p++ = digits[--n];
    return p;
}

/* Hundredths as a decimal number, optionally with U+00A0 between thousands. */
static char *put_hundredths(char *p, const struct options *o, uint64_t value)
{
    char digits[20];
    size_t n = (size_t)(put_integer(digits, value / 100) - digits);
    for (size_t i = 0; i < n; i++) {
        if (o->thousands && i && (n - i) % 3 == 0)
            p = put(p, "\xc2\xa0");
        *p++ = digits[i];
    }
    uint64_t fraction = value % 100;
    if (fraction) {
        *p++ = o->mark;
        *p++ = (char)('0' + fraction / 10);
        if (fraction % 10)
            *p++ = (char)('0' + fraction % 10);
    }
    return p;
}

static char *put_text(char *p, const struct options *o, const char *text)
{
    if (!o->quote_all && !strchr(text, o->separator) && !strchr(text, '"'))
        return put(p, text);
    *p++ = '"';
    for (; *text; text++) {
        if (*text == '"')
            *p++ = '"';
        *p++ = *text;
    }
    *p++ = '"';
    return p;
}

enum fault { TEXT_FOR_NUMBER, NEGATIVE_COUNT, COLUMN_TOO_FEW, OUT_OF_SCALE, NOT_UTF8, SOUND };

static char *put_row(char *p, const struct options *o, const struct customer *c)
{
    enum fault fault = c->fault < o->broken ? (enum fault)(c->fault % 5) : SOUND;
    p = put_integer(p, c->id);
    *p++ = o->separator;
    p = put_text(p, o, c->name);
    *p++ = o->separator;
    p = put(p, c->orgnr);
    *p++ = o->separator;
    p = put_text(p, o, c->industry);
    *p++ = o->separator;
    p = put_text(p, o, c->seller);
    *p++ = o->separator;
    p = fault == TEXT_FOR_NUMBER ? put(p, "okänd") : put_hundredths(p, o, c->revenue_ore);
    *p++ = o->separator;
    p = put_hundredths(p, o, c->revenue_prev_ore);
    *p++ = o->separator;
    if (fault == NEGATIVE_COUNT)
        *p++ = '-';
    p = put_integer(p, c->product_lines);
    *p++ = o->separator;
    p = put_hundredths(p, o, c->hours_hundredths);
    *p++ = o->separator;
    if (fault != COLUMN_TOO_FEW) {
        p = put_integer(p, c->days_late);
        *p++ = o->separator;
    }
    if (c->potential)
        p = put_integer(p, fault == OUT_OF_SCALE ? 9 : c->potential);
    *p++ = o->separator;
    if (c->risk)
        p = put_integer(p, c->risk);
    if (fault == NOT_UTF8)
        p = put(p, "\xff");
    return put(p, o->line_end);
}

static char *put_header(char *p, const struct options *o)
{
    static const char *const names[2][12] = {
        {"id", "name", "orgnr", "industry", "seller", "revenue", "revenue_prev",
         "product_lines", "admin_hours", "days_late", "potential", "risk"},
        {"kundnr", "namn", "orgnr", "bransch", "säljare", "omsättning", "omsättning_fg",
         "produktlinjer", "adm_timmar", "dagar_sen", "potential", "risk"},
    };
    if (o->bom)
        p = put(p, "\xef\xbb\xbf");
    for (int i = 0; i < 12; i++) {
        if (i)
            *p++ = o->separator;
        p = put(p, names[o->swedish_header][i]);
    }
    return put(p, o->line_end);
}

static int write_all(const struct options *o)
{
    enum { BUFFER = 1 << 20, LONGEST_ROW = 4096 };
    static char buffer[BUFFER];
    char *p = put_header(buffer, o);
    for (uint64_t row = 0; row < o->rows; row++) {
        struct customer customer;
        draw_customer(&customer, o->seed, row);
        if (o->month && !live(&customer, o->seed, row, o->month))
            continue;
        p = put_row(p, o, &customer);
        if (p - buffer > BUFFER - LONGEST_ROW) {
            fwrite(buffer, 1, (size_t)(p - buffer), stdout);
            p = buffer;
        }
    }
    fwrite(buffer, 1, (size_t)(p - buffer), stdout);
    return fflush(stdout) || ferror(stdout);
}

static _Noreturn void usage(void)
{
    fputs("usage: gen_customers -n ROWS [-s SEED] [-f en|sv] [-b] [-c] [-q] [-t] [-d N] [-S] [-m N]\n"
          "  -f en  ',' and decimal point (default); -f sv  ';' and decimal comma\n"
          "  -b BOM   -c CRLF   -q quote every text   -t no-break space between thousands\n"
          "  -d N     N of 1000 rows broken (5 kinds)   -S Swedish header\n"
          "  -m N     what N months have made of them: other figures, some new, some gone\n", stderr);
    exit(2);
}

int main(int argc, char **argv)
{
    struct options o = {.seed = 1, .separator = ',', .mark = '.', .line_end = "\n"};
    for (int i = 1; i < argc; i++) {
        const char *option = argv[i], *value = i + 1 < argc ? argv[i + 1] : "";
        if (option[0] != '-' || !option[1] || option[2])
            usage();
        if (strchr("nsfdm", option[1]) && (++i == argc || !*value))
            usage();
        switch (option[1]) {
        case 'n': o.rows = strtoull(value, NULL, 10); break;
        case 's': o.seed = strtoull(value, NULL, 10); break;
        case 'm': o.month = (uint32_t)strtoul(value, NULL, 10); break;
        case 'd': o.broken = (uint32_t)strtoul(value, NULL, 10); break;
        case 'f':
            if (strcmp(value, "sv") && strcmp(value, "en"))
                usage();
            o.separator = *value == 's' ? ';' : ',';
            o.mark = *value == 's' ? ',' : '.';
            break;
        case 'b': o.bom = 1; break;
        case 'c': o.line_end = "\r\n"; break;
        case 'q': o.quote_all = 1; break;
        case 't': o.thousands = 1; break;
        case 'S': o.swedish_header = 1; break;
        default: usage();
        }
    }
    if (!o.rows)
        usage();
    return write_all(&o);
}
