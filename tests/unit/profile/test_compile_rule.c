/* SPDX-License-Identifier: MIT
 *
 * Rules, actions and conditions: what is wrong, told with its line, and what is kept.
 */
#include "tests/unit/profile/profile_helper.h"

Test(compile_rule, rules_and_their_classes_are_checked)
{
    EXPECT_WRONG(
        "[rule late payers are never A]\n"
        "when = days_late > 45\n"
        "at_most = A-\n"
        "[rule b]\n"
        "when = days_late > 45\n"
        "at_most = B\n"
        "exactly = C\n"
        "[rule c]\n"
        "at_most = B\n"
        "[rule d]\n"
        "when = days_late > 45\n"
        "[rule e]\n"
        "when = days_late > 45\n"
        "scheme = matrix\n"
        "at_most = 3\n"
        "[rule f]\n"
        "when = days_late > 45\n"
        "scheme = matirx\n"
        "exactly = 3\n",
        "vikt.ini:3: rule \"late payers are never A\": at_most = \"A-\" is not a class of scheme "
        "\"class\" (A, B, C); did you mean \"A\"?\n"
        "vikt.ini:4: rule \"b\": it needs only one of at_most, at_least and exactly\n"
        "vikt.ini:8: rule \"c\": it has no when, such as when = days_late > 45\n"
        "vikt.ini:10: rule \"d\": it needs one of at_most, at_least and exactly\n"
        "vikt.ini:15: rule \"e\": at_most needs a scheme with an order; \"matrix\" has none\n"
        "vikt.ini:18: rule \"f\": there is no scheme \"matirx\"; did you mean \"matrix\"?\n");
}

Test(compile_rule, conditions_are_checked)
{
    EXPECT_WRONG(
        "[field branch]\n"
        "type = text\n"
        "[field since]\n"
        "type = date\n"
        "[rule a]\n"
        "when = days_lat > 45\n"
        "at_most = B\n"
        "[rule b]\n"
        "when = days_late\n"
        "at_most = B\n"
        "[rule c]\n"
        "when = days_late > many\n"
        "at_most = B\n"
        "[rule d]\n"
        "when = points.riks < 2\n"
        "at_most = B\n"
        "[rule e]\n"
        "when = branch > Bygg\n"
        "at_most = B\n"
        "[rule f]\n"
        "when = days_late > 3 or risk > 2\n"
        "at_most = B\n"
        "[rule g]\n"
        "when = days_late >\n"
        "at_most = B\n"
        "[rule h]\n"
        "when = since = yesterday\n"
        "at_most = B\n"
        "[rule i]\n"
        "when = days_late > 3 and risc < 2\n"
        "at_most = A-\n",
        "vikt.ini:6: rule \"a\": when: there is no field or measure \"days_lat\"; did you mean "
        "\"days_late\"?\n"
        "vikt.ini:9: rule \"b\": when: expected a comparison such as days_late > 45, not "
        "\"days_late\"\n"
        "vikt.ini:12: rule \"c\": when: \"days_late\" cannot be compared with \"many\" by size\n"
        "vikt.ini:15: rule \"d\": when: there is no criterion \"riks\"; did you mean \"risk\"?\n"
        "vikt.ini:18: rule \"e\": when: \"branch\" cannot be compared with \"Bygg\" by size\n"
        "vikt.ini:21: rule \"f\": when: comparisons are joined by \"and\" only: \"3 or risk > "
        "2\"\n"
        "vikt.ini:24: rule \"g\": when: nothing stands behind the > in \"days_late >\"\n"
        "vikt.ini:27: rule \"h\": when: \"since\" is a date, \"yesterday\" is not\n"
        "vikt.ini:30: rule \"i\": when: there is no field or measure \"risc\"; did you mean "
        "\"risk\"?\n"
        "vikt.ini:31: rule \"i\": at_most = \"A-\" is not a class of scheme \"class\" (A, B, C); "
        "did you mean \"A\"?\n");
}

Test(compile_rule, actions_are_checked)
{
    EXPECT_WRONG(
        "[action a]\n"
        "text = x\n"
        "[action b]\n"
        "class = D\n"
        "[action c]\n"
        "class = 4\n"
        "text = x\n"
        "scheme = matrix\n",
        "vikt.ini:1: action \"a\": it has no class\n"
        "vikt.ini:3: action \"b\": it has no text\n"
        "vikt.ini:4: action \"b\": class = \"D\" is not a class of scheme \"class\" (A, B, C)\n"
        "vikt.ini:6: action \"c\": class = \"4\" is not a class of scheme \"matrix\" (1, 2 "
        "revenue, 2 potential, 3)\n");
}

/* Every letter is one edit away from every other one; only a in place of A is a slip. */
Test(compile_rule, names_of_one_letter_are_near_to_themselves_only)
{
    EXPECT_WRONG("[rule a]\n"
                 "when = risk > 3\n"
                 "exactly = ?\n"
                 "[rule b]\n"
                 "when = points.x > 3\n"
                 "at_most = b\n"
                 "[rule c]\n"
                 "when = risk > 3\n"
                 "at_most = \303\205\n",
                 "vikt.ini:3: rule \"a\": exactly = \"?\" is the lack of a class; expected a "
                 "class of scheme \"class\" (A, B, C)\n"
                 "vikt.ini:5: rule \"b\": when: there is no criterion \"x\"\n"
                 "vikt.ini:6: rule \"b\": at_most = \"b\" is not a class of scheme \"class\" "
                 "(A, B, C); did you mean \"B\"?\n"
                 "vikt.ini:9: rule \"c\": at_most = \"\303\205\" is not a class of scheme "
                 "\"class\" (A, B, C)\n");
}

Test(compile_rule, keys_have_their_owner_with_its_article)
{
    EXPECT_WRONG("[action keep]\n"
                 "ownr = me\n"
                 "[sources]\n"
                 "custmers = a.csv\n"
                 "[rule r]\n"
                 "z = 1\n"
                 "when = risk > 3\n"
                 "at_most = B\n",
                 "vikt.ini:2: action \"keep\": ownr is not a key of an action; did you mean "
                 "\"owner\"?\n"
                 "vikt.ini:4: sources: custmers is not a key of the sources; did you mean "
                 "\"customers\"?\n"
                 "vikt.ini:6: rule \"r\": z is not a key of a rule\n");
}

Test(compile_rule, blanks_that_nothing_fills_are_doubted)
{
    heard all;
    vikt_profile *profile;

    cr_assert_eq(load_text("[measure share]\n"
                           "value = ratio revenue revenue_prev\n"
                           "[action keep]\n"
                           "text = {name} {key} {class} {gap} {weakest_criterion} {risk} {share}\n"
                           "[action lift]\n"
                           "text = {weakest_criterio}: {{revenu} of {revenue}, } {} { {quite else} "
                           "{revenue\n",
                           &all, &profile),
                 VIKT_OK);
    cr_assert_str_eq(
        all.text,
        "warning: vikt.ini:6: action \"lift\": text: nothing fills {weakest_criterio}: there is no "
        "such field or measure; did you mean \"weakest_criterion\"?\n"
        "warning: vikt.ini:6: action \"lift\": text: nothing fills {revenu}: there is no such "
        "field "
        "or measure; did you mean \"revenue\"?\n"
        "warning: vikt.ini:6: action \"lift\": text: nothing fills {}: there is no such field or "
        "measure\n"
        "warning: vikt.ini:6: action \"lift\": text: nothing fills {quite else}: there is no such "
        "field or measure\n");
    vikt_profile_free(profile);
}

Test(compile_rule, conditions_know_numbers_texts_dates_and_points)
{
    vikt_profile *profile = load_right("[field branch]\ntype = text\noptional = yes\n"
                                       "[field since]\ntype = date\noptional = yes\n"
                                       "[field days to pay]\noptional = yes\n"
                                       "[rule a]\n"
                                       "when = days to pay >= 30 and branch ~= \"Bygg and el\" and "
                                       "since < 1970-01-11 and points.risk<=2 "
                                       "and score == 3 and coverage != 1\n"
                                       "at_least = B\n");
    const vikt_condition *when = &profile->rules[0].when;

    cr_assert_eq(when->count, 6);
    cr_assert_eq(when->comparisons[0].operator_, VIKT_AT_LEAST);
    cr_assert_eq(when->comparisons[0].number, 30);
    cr_assert_eq(when->comparisons[1].operator_, VIKT_UNEQUAL);
    cr_assert(text_is(when->comparisons[1].text, "Bygg and el"));
    cr_assert(isnan(when->comparisons[1].number));
    cr_assert_eq(when->comparisons[2].number, 10);
    cr_assert_eq(when->comparisons[2].operator_, VIKT_LESS);
    cr_assert_eq(when->comparisons[3].operand, VIKT_OPERAND_POINTS);
    cr_assert(text_is(profile->criteria[when->comparisons[3].index].name, "risk"));
    cr_assert_eq(when->comparisons[4].operand, VIKT_OPERAND_SCORE);
    cr_assert_eq(when->comparisons[4].operator_, VIKT_EQUAL);
    cr_assert_eq(when->comparisons[5].operand, VIKT_OPERAND_COVERAGE);
    cr_assert_eq(profile->rules[0].kind, VIKT_RULE_AT_LEAST);
    cr_assert_eq(profile->rules[0].scheme, VIKT_INDEX_NONE);
    vikt_profile_free(profile);
}
