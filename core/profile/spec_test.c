/* SPDX-License-Identifier: MIT
 *
 * What Lua writes in a test's `expect = { ... }`, as the settings that INI writes.
 */
#include "core/base/fail.h"
#include "core/profile/spec.h"

static void tell_key(const vikt_statement *test, vikt_text key, const vikt_listener *listener)
{
    char hint[160];

    if (key.length)
        vikt_tell(listener, VIKT_ERROR, VIKT_PROFILE, test->place,
                  "test \"%.*s\": expect: %.*s is nothing that a test can expect%s",
                  VIKT_SHOW(test->name), VIKT_SHOW(key),
                  vikt_spec_hint(VIKT_STATEMENT_TEST, key, hint, sizeof hint));
    else
        vikt_tell(listener, VIKT_ERROR, VIKT_PROFILE, test->place,
                  "test \"%.*s\": expect: a value in its table has no key", VIKT_SHOW(test->name));
}

/* One wrong expectation stands for all of them, so that nothing else is told. */
static vikt_code set_wrong(vikt_draft *draft, vikt_statement *test, const vikt_value *table,
                           const vikt_listener *listener, size_t *errors, vikt_error *err)
{
    vikt_value wrong = vikt_value_wrong();

    if (!vikt_value_is_wrong(table)) {
        ++*errors;
        vikt_tell(listener, VIKT_ERROR, VIKT_PROFILE, test->place,
                  "test \"%.*s\": expect must be a table such as { class = \"B\" }",
                  VIKT_SHOW(test->name));
    }
    return vikt_draft_set(draft, test, VIKT_TEXT("class"), &wrong, test->place)
               ? VIKT_OK
               : vikt_fail_memory(err);
}

vikt_code vikt_spec_expect(vikt_draft *draft, vikt_statement *test, const vikt_value *table,
                           const vikt_listener *listener, size_t *errors, vikt_error *err)
{
    if (table->kind != VIKT_VALUE_LIST)
        return set_wrong(draft, test, table, listener, errors, err);
    for (size_t i = 0; i < table->count; i++) {
        const vikt_entry *entry = &table->entries[i];
        const vikt_spec *spec = vikt_spec_find(VIKT_STATEMENT_TEST, entry->key);

        if (!spec || !spec->only) {
            ++*errors;
            tell_key(test, entry->key, listener);
        } else if (!vikt_draft_set(draft, test, entry->key, &entry->value, test->place)) {
            return vikt_fail_memory(err);
        }
    }
    return VIKT_OK;
}
