/* SPDX-License-Identifier: MIT
 *
 * Decision tables that lie in files of their own: each becomes a layer without statements, so that
 * its text is kept, stored and shown like that of the file that names it.
 */
#include "core/base/encoding.h"
#include "core/base/fail.h"
#include "core/profile/beside.h"
#include "core/profile/layers.h"
#include "core/profile/spec.h"
#include "core/profile/table_csv.h"

#define WRONG(layers, setting, ...)                                                                \
    (++(layers)->errors,                                                                           \
     vikt_tell(&(layers)->listener, VIKT_ERROR, VIKT_PROFILE, (setting)->place, __VA_ARGS__))

/* The setting that names a file, and the name; NULL when the statement has none. */
static const vikt_setting *file_of(const vikt_statement *statement, vikt_text *name)
{
    const vikt_setting *setting = NULL, *type = vikt_statement_find(statement, "type");

    if (type && !vikt_text_is(type->value.text, "decision_table"))
        return NULL; /* told by the compiler */
    if (statement->kind == VIKT_STATEMENT_SCHEME)
        setting = vikt_statement_find(statement, "file");
    else if (statement->kind == VIKT_STATEMENT_CRITERION)
        setting = vikt_statement_find(statement, "points");
    if (!setting)
        return NULL;
    if (statement->kind == VIKT_STATEMENT_SCHEME) {
        *name = setting->value.text;
        return setting->value.kind == VIKT_VALUE_TEXT ? setting : NULL;
    }
    if (setting->value.kind != VIKT_VALUE_CALL ||
        !vikt_text_is(setting->value.text, "decision_table"))
        return NULL;
    for (size_t i = 0; i < setting->value.count; i++) {
        const vikt_entry *entry = &setting->value.entries[i];

        *name = entry->value.text;
        if (!entry->key.length && entry->value.kind == VIKT_VALUE_TEXT)
            return setting;
    }
    return NULL;
}

static bool has_rows(const vikt_statement *statement)
{
    for (size_t i = 0; i < statement->count; i++) {
        if (vikt_spec_row(statement->settings[i].key))
            return true;
    }
    return false;
}

bool vikt_layers_is_table(vikt_text name)
{
    static const char *const endings[] = {".csv", ".tsv", ".txt"};

    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        if (name.length > 4 && !memcmp(name.at + name.length - 4, endings[i], 4))
            return true;
    }
    return false;
}

static vikt_code take_text(vikt_layers *layers, const vikt_encoding *encoding, const char *path,
                           vikt_text *out, vikt_error *err)
{
    if (encoding->text.length > VIKT_LAYER_BYTES_MAX)
        return vikt_fail(err, VIKT_INPUT, vikt_place_of(path, 0, 0),
                         "is larger than 1 MiB as UTF-8, too large for a profile");
    if (encoding->charset != VIKT_CHARSET_UTF8)
        vikt_tell(&layers->listener, VIKT_NOTE, VIKT_OK, vikt_place_of(path, 0, 0), "is read as %s",
                  encoding->name);
    vikt_encoding_warn(encoding, path, &layers->listener);
    *out = vikt_text_copy(layers->arena, encoding->text);
    return out->at ? VIKT_OK : vikt_fail_memory(err);
}

/* As UTF-8, whatever a spreadsheet has saved the file in. */
static vikt_code decode(vikt_layers *layers, const char *path, vikt_text *text, vikt_error *err)
{
    vikt_encoding encoding;
    vikt_code rc;

    if (!text->length)
        return VIKT_OK;
    rc = vikt_encoding_of(path, *text, layers->allocator, &encoding, err);
    if (rc == VIKT_OK)
        rc = take_text(layers, &encoding, path, text, err);
    vikt_encoding_clear(&encoding, layers->allocator);
    return rc;
}

/* The table's layer, read when it is met first; NULL in *out when it was told to be wrong. */
static vikt_code find_table(vikt_layers *layers, const vikt_layer *of, const vikt_setting *setting,
                            vikt_text name, vikt_layer **out, vikt_error *err)
{
    const char *path = vikt_beside_path(layers->arena, of->path, name);
    vikt_error why = {0};
    vikt_text text;
    vikt_code rc;

    *out = path ? vikt_layers_find(layers, path) : NULL;
    if (!path)
        return vikt_fail_memory(err);
    if (*out)
        return VIKT_OK;
    if (layers->count == VIKT_LAYERS_MAX) {
        WRONG(layers, setting, "more than %d files", VIKT_LAYERS_MAX);
        return VIKT_OK;
    }
    rc = vikt_layers_read(layers, of->path, name, &text, &why);
    if (rc == VIKT_OK)
        rc = decode(layers, path, &text, &why);
    if (rc == VIKT_OK) {
        *out = vikt_layers_push(layers, path, text, err);
        return *out ? VIKT_OK : VIKT_MEMORY;
    }
    if (rc == VIKT_MEMORY)
        return vikt_fail_memory(err);
    WRONG(layers, setting, "the decision table \"%.*s\" %s", VIKT_SHOW(name), why.message);
    return VIKT_OK;
}

static vikt_code read_table(vikt_layers *layers, size_t of, vikt_statement *statement,
                            const vikt_setting *setting, vikt_text name, vikt_error *err)
{
    const char *word = vikt_statement_word(statement->kind);
    vikt_layer *table = NULL;
    vikt_value wrong = vikt_value_wrong();
    vikt_code rc = VIKT_OK;

    if (has_rows(statement)) {
        WRONG(layers, setting, "%s \"%.*s\": its decision table has rows and a file; one is enough",
              word, VIKT_SHOW(statement->name));
        return VIKT_OK;
    }
    if (!vikt_beside_allows(name) || !vikt_layers_is_table(name))
        WRONG(layers, setting,
              "%s \"%.*s\": \"%.*s\" is not a .csv, .tsv or .txt file beside this one", word,
              VIKT_SHOW(statement->name), VIKT_SHOW(name));
    else
        rc = find_table(layers, &layers->items[of], setting, name, &table, err);
    if (rc == VIKT_OK && table)
        return vikt_table_csv_read(table->path.at, table->text, &layers->items[of].draft, statement,
                                   &layers->listener, &layers->errors, err);
    if (rc == VIKT_OK && !vikt_draft_set(&layers->items[of].draft, statement, VIKT_TEXT("row 1"),
                                         &wrong, statement->place))
        rc = vikt_fail_memory(err);
    return rc;
}

vikt_code vikt_layers_tables(vikt_layers *layers, vikt_error *err)
{
    size_t count = layers->count; /* tables are added behind */
    vikt_code rc = VIKT_OK;

    for (size_t i = 0; i < count; i++) {
        vikt_draft *draft = &layers->items[i].draft;

        for (size_t j = 0; rc == VIKT_OK && j < draft->count; j++) {
            vikt_text name = {0};
            const vikt_setting *setting = file_of(&draft->statements[j], &name);

            if (setting)
                rc = read_table(layers, i, &draft->statements[j], setting, name, err);
        }
    }
    return rc;
}
