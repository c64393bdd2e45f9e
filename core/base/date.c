/* SPDX-License-Identifier: MIT */
#include "core/base/date.h"

enum { DAYS_TO_1970 = 719468, DAYS_IN_400_YEARS = 146097 }; /* from 0000-03-01 */

static bool is_leap(long year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static long days_in(long year, long month)
{
    static const char days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    return days[month - 1] + (month == 2 && is_leap(year));
}

/* Years that begin in March put the leap day last. Howard Hinnant, "chrono-compatible low-level
 * date algorithms": days_from_civil, civil_from_days. Years are 1..9999, so nothing is negative. */
bool vikt_date_of(long year, long month, long day, vikt_date *out)
{
    long of_era, of_year;

    if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > days_in(year, month))
        return false;
    year -= month <= 2;
    of_era = year % 400;
    of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    *out = year / 400 * DAYS_IN_400_YEARS + of_era * 365 + of_era / 4 - of_era / 100 + of_year -
           DAYS_TO_1970;
    return true;
}

void vikt_date_split(vikt_date date, long *year, long *month, long *day)
{
    long shifted = date + DAYS_TO_1970, of_era = shifted % DAYS_IN_400_YEARS;
    long of_400 = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    long of_year = of_era - (365 * of_400 + of_400 / 4 - of_400 / 100);
    long from_march = (5 * of_year + 2) / 153;

    *day = of_year - (153 * from_march + 2) / 5 + 1;
    *month = from_march < 10 ? from_march + 3 : from_march - 9;
    *year = of_400 + shifted / DAYS_IN_400_YEARS * 400 + (*month <= 2);
}

/* `count` digits at text.at + from; -1 when they are not all there. */
static long digits(vikt_text text, size_t from, size_t count)
{
    long value = 0;

    if (text.length < from + count)
        return -1;
    for (size_t i = from; i < from + count; i++) {
        if (text.at[i] < '0' || text.at[i] > '9')
            return -1;
        value = value * 10 + (text.at[i] - '0');
    }
    return value;
}

/* Thh:mm, Thh:mm:ss, either with fraction or zone; a space for the T as spreadsheets write it. */
static bool is_time(vikt_text text)
{
    static const char marks[] = "0123456789:.,+-Z";
    long hour = digits(text, 1, 2), minute = digits(text, 4, 2);

    if ((text.at[0] != 'T' && text.at[0] != ' ') || hour < 0 || hour > 24 || minute < 0 ||
        minute > 59 || text.at[3] != ':')
        return false;
    for (size_t i = 6; i < text.length; i++)
        if (!memchr(marks, text.at[i], sizeof marks - 1))
            return false;
    return true;
}

bool vikt_date_read(vikt_text text, vikt_date *out)
{
    if (text.length == 8)
        return vikt_date_of(digits(text, 0, 4), digits(text, 4, 2), digits(text, 6, 2), out);
    if (text.length < 10 || text.at[4] != '-' || text.at[7] != '-')
        return false;
    if (text.length > 10 && !is_time((vikt_text){text.at + 10, text.length - 10}))
        return false;
    return vikt_date_of(digits(text, 0, 4), digits(text, 5, 2), digits(text, 8, 2), out);
}

void vikt_date_write(vikt_date date, char text[11])
{
    long year, month, day;

    vikt_date_split(date, &year, &month, &day);
    for (int i = 3; i >= 0; i--, year /= 10)
        text[i] = (char)('0' + year % 10);
    text[4] = '-';
    text[5] = (char)('0' + month / 10);
    text[6] = (char)('0' + month % 10);
    text[7] = '-';
    text[8] = (char)('0' + day / 10);
    text[9] = (char)('0' + day % 10);
    text[10] = '\0';
}
