/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "core/base/digits.h"

/* The text at the end of bytes that are its own, behind others that must not count. */
static bool read(const char *text, char mark, vikt_digits *out)
{
    char bytes[64] = "77777777,7777777";
    size_t length = strlen(text);
    char *at = bytes + VIKT_DIGITS_BEFORE;
    vikt_digits slow;
    bool done;

    memcpy(at, text, length + 1);
    done = vikt_digits_read(at, at + length, mark, out);
    cr_assert_eq(vikt_digits_read_slowly(at, at + length, mark, &slow), done, "\"%s\"", text);
    if (done)
        cr_assert(out->mantissa == slow.mantissa && out->whole == slow.whole &&
                      out->decimals == slow.decimals,
                  "\"%s\"", text);
    return done;
}

Test(digits, digits_with_at_most_one_mark_between_them_are_read)
{
    vikt_digits d;

    cr_assert(read("7", ',', &d));
    cr_assert(d.mantissa == 7 && d.whole == 1 && d.decimals == 0);
    cr_assert(read("45612,2", ',', &d));
    cr_assert(d.mantissa == 456122 && d.whole == 5 && d.decimals == 1);
    cr_assert(read("123456789012345", '.', &d)); /* all that have room */
    cr_assert(d.mantissa == 123456789012345 && d.whole == 15 && d.decimals == 0);
    cr_assert(read("1.2345678901234", '.', &d));
    cr_assert(d.mantissa == 12345678901234 && d.whole == 1 && d.decimals == 13);
    cr_assert(read("9999999999999.9", '.', &d));
    cr_assert(d.mantissa == 99999999999999 && d.whole == 13 && d.decimals == 1);
}

Test(digits, anything_else_is_not)
{
    static const char *const others[] = {",",    ",5",    "5,",    "1,2,3", "1.5",
                                         "-5",   "1 000", "12a",   "a12",   "1:2",
                                         "1/2",  "\xb3",  "1\xb2", "5,\n",  "1234567,890123,",
                                         ",,,,", "0x1",   "1e3",   "+1",    ",12345678901234"};
    vikt_digits d;

    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        cr_assert_not(read(others[i], ',', &d), "\"%s\"", others[i]);
}

/* Any byte at any place of any length: both ways read the same. */
Test(digits, no_byte_is_taken_for_a_digit)
{
    for (size_t length = 1; length <= VIKT_DIGITS_MAX; length++) {
        for (size_t place = 0; place < length; place++) {
            for (int byte = 1; byte < 256; byte++) {
                char text[VIKT_DIGITS_MAX + 1] = "90817263544536";
                vikt_digits d;

                memset(text + strlen(text), '1', VIKT_DIGITS_MAX - strlen(text));
                text[length] = '\0';
                text[place] = (char)byte;
                cr_assert_eq(read(text, '.', &d),
                             (byte >= '0' && byte <= '9') ||
                                 (byte == '.' && place > 0 && place < length - 1));
            }
        }
    }
}

Test(digits, what_may_be_thousands_is_open)
{
    vikt_digits d;

    cr_assert(read("1.234", '.', &d) && vikt_digits_are_open(d));
    cr_assert(read("123.456", '.', &d) && vikt_digits_are_open(d));
    cr_assert(read("1234.567", '.', &d) && !vikt_digits_are_open(d));
    cr_assert(read("1.23", '.', &d) && !vikt_digits_are_open(d));
    cr_assert(read("123", '.', &d) && !vikt_digits_are_open(d));
}

Test(digits, their_value_is_a_quotient)
{
    vikt_digits d;

    cr_assert(read("0.1", '.', &d));
    cr_assert(vikt_digits_signed(d, false) / vikt_digits_powers[d.decimals] == 0.1);
    cr_assert(vikt_digits_signed(d, true) / vikt_digits_powers[d.decimals] == -0.1);
    cr_assert(vikt_digits_powers[VIKT_DIGITS_MAX + 1] == 1e16);
    cr_assert(read("0.0", '.', &d));
    cr_assert_eq(1 / vikt_digits_signed(d, true), 1.0 / 0.0); /* not -0 */
}
