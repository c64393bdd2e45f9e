/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <string.h>

#include <vikt/vikt.h>

#include "cli/command.h"
#include "cli/company.h"
#include "cli/machine.h"
#include "core/base/fail.h"
#include "core/base/json.h"

enum { SAID_BYTES_MAX = 1 << 16 };

static int say(const cli_options *options, const char *path, size_t customers, cli_output *output)
{
    vikt_buffer said;
    vikt_json json;
    vikt_buffer_init(&said, NULL, SAID_BYTES_MAX);
    if (options->json) {
        vikt_json_init(&json, &said);
        vikt_json_object(&json, NULL);
        vikt_json_count(&json, "version", 1);
        vikt_json_string(&json, "file", path);
        vikt_json_count(&json, "customers", customers);
        vikt_json_end(&json, '}');
        vikt_buffer_byte(&said, '\n');
    } else if (!options->quiet) {
        vikt_buffer_print(&said,
                          "Wrote %s: %zu %s\n"
                          "Next: a copy for each rater, such as ratings-anna%s, and "
                          "ratings = ratings-*%s under [sources] in vikt.ini\n",
                          path, customers, vikt_plural(customers, "customer", "customers"),
                          strrchr(path, '.'), strrchr(path, '.'));
    }
    int status = said.at ? cli_output_result(output, said.at) : 0;
    vikt_buffer_clear(&said);
    return status;
}

int cli_cmd_ratings(const cli_options *options, cli_output *output)
{
    vikt_error err = {0};
    vikt_run_options wanted;
    vikt_listener listener = cli_output_listener(output);
    const char *path = options->out ? options->out : "ratings.xlsx";
    size_t customers;
    cli_now now;
    if (strcmp(options->words[0], "sheet") != 0) {
        vikt_fail(&err, VIKT_USAGE, VIKT_NOWHERE,
                  "\"%.40s\" is not what vikt ratings does; expected vikt ratings sheet",
                  options->words[0]);
        return cli_output_error(output, &err);
    }
    cli_company_options(options, options->word_count > 1 ? options->words[1] : NULL, &wanted);
    if (!cli_machine_now(&now))
        return vikt_code_exit_status(VIKT_BUG);
    wanted.today = now.today;
    if (vikt_ratings_sheet(&wanted, path, options->fields, &listener, &customers, &err) != VIKT_OK)
        return cli_output_error(output, &err);
    return say(options, path, customers, output);
}
