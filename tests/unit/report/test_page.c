/* SPDX-License-Identifier: MIT */
#include "core/report/page.h"

#include <criterion/criterion.h>

#include "core/report/table.h"

static const vikt_report_options plain, colored = {.color = true}, json = {.json = true};

static char *page_of(const char *text, const vikt_report_options *options)
{
    vikt_page page;
    vikt_error err = {.code = VIKT_OK};
    char *out;

    vikt_page_begin(&page);
    vikt_buffer_string(&page.text, text);
    cr_assert_eq(vikt_page_end(&page, VIKT_OK, options, &out, &err), VIKT_OK, "%s", err.message);
    return out;
}

static void expect(const char *text, const vikt_report_options *options, const char *wanted)
{
    char *out = page_of(text, options);

    cr_assert_str_eq(out, wanted);
    vikt_report_free(out);
}

Test(page, marks_become_colours_or_nothing)
{
    expect("a " VIKT_BOLD "b" VIKT_PLAIN "\n", &plain, "a b\n");
    expect("a " VIKT_BOLD "b" VIKT_PLAIN "\n", &colored, "a \033[1mb\033[0m\n");
}

Test(page, nothing_foreign_steers_the_terminal)
{
    expect("a\033[2Jb\n", &colored, "a?[2Jb\n");
}

Test(page, json_is_left_as_it_is)
{
    expect("{\"a\":\"\x7f\"}\n", &json, "{\"a\":\"\x7f\"}\n");
}

Test(page, what_failed_is_nobodys)
{
    vikt_page page;
    vikt_error err = {.code = VIKT_OK};
    char *out = "";

    vikt_page_begin(&page);
    vikt_buffer_string(&page.text, "half");
    cr_assert_eq(vikt_page_end(&page, VIKT_STORE, &plain, &out, &err), VIKT_STORE);
    cr_assert_null(out);
    cr_assert_eq(err.code, VIKT_OK, "whoever failed has told");

    vikt_page_begin(&page);
    vikt_buffer_string(&page.text, "half");
    page.text.failed = true;
    cr_assert_eq(vikt_page_end(&page, VIKT_OK, &plain, &out, &err), VIKT_MEMORY);
    cr_assert_null(out);
    cr_assert_eq(err.code, VIKT_MEMORY);
}
