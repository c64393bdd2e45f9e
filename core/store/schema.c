/* SPDX-License-Identifier: MIT */
#include "core/store/schema.h"

#include <stdio.h>

#include "core/base/fail.h"
#include "core/store/handle.h"
#include "core/store/schema_1.h"
#include "core/store/schema_2.h"
#include "core/store/schema_3.h"
#include "core/store/schema_4.h"

static const char *const *const steps[] = {vikt_schema_1, vikt_schema_2, vikt_schema_3,
                                           vikt_schema_4};

const vikt_schema *vikt_schema_newest(void)
{
    static const vikt_schema newest = {steps, sizeof steps / sizeof *steps};

    return &newest;
}

/* The version of a database of ours; 0 for one that has no tables yet. */
static vikt_code version_of(vikt_store *store, const vikt_schema *schema, int64_t *version,
                            vikt_error *err)
{
    int64_t application = 0, tables = 0;
    vikt_code code = vikt_store_integer(store, "PRAGMA application_id", &application, err);

    if (code == VIKT_OK)
        code = vikt_store_integer(store, "SELECT count(*) FROM sqlite_schema", &tables, err);
    if (code == VIKT_OK)
        code = vikt_store_integer(store, "PRAGMA user_version", version, err);
    if (code != VIKT_OK)
        return code;
    if (application != VIKT_APPLICATION_ID && (application != 0 || tables != 0 || *version != 0))
        return vikt_file_foreign(store->path, err);
    if (*version < 0 || (size_t)*version > schema->version)
        return vikt_fail(err, VIKT_STORE, vikt_place_of(store->path, 0, 0),
                         "was written by a newer vikt (schema version %lld, this one knows %zu); "
                         "use the newer program",
                         (long long)*version, schema->version);
    return VIKT_OK;
}

vikt_code vikt_schema_check(vikt_store *store, const vikt_schema *schema, vikt_error *err)
{
    int64_t version = 0;
    vikt_code code = version_of(store, schema, &version, err);

    if (code != VIKT_OK || (size_t)version == schema->version)
        return code;
    if (version == 0)
        return vikt_fail(err, VIKT_STORE, vikt_place_of(store->path, 0, 0),
                         "holds no runs yet; \"vikt run\" makes the first");
    return vikt_fail(err, VIKT_STORE, vikt_place_of(store->path, 0, 0),
                     "has the older schema version %lld; the next \"vikt run\" brings it to %zu",
                     (long long)version, schema->version);
}

static vikt_code take_step(vikt_store *store, const char *const *statements, size_t version,
                           vikt_error *err)
{
    char mark[96];
    vikt_code code = VIKT_OK;

    for (; *statements && code == VIKT_OK; statements++)
        code = vikt_store_execute(store, *statements, err);
    if (code != VIKT_OK)
        return code;
    snprintf(mark, sizeof mark, "PRAGMA user_version = %zu; PRAGMA application_id = %d;", version,
             VIKT_APPLICATION_ID);
    return vikt_store_execute(store, mark, err);
}

vikt_code vikt_schema_raise(vikt_store *store, const vikt_schema *schema, bool *raised,
                            vikt_error *err)
{
    int64_t version = 0;
    vikt_code code;

    *raised = false;
    code = version_of(store, schema, &version, err);
    for (size_t i = (size_t)version; code == VIKT_OK && i < schema->version; i++) {
        code = take_step(store, schema->steps[i], i + 1, err);
        *raised = true;
    }
    return code;
}
