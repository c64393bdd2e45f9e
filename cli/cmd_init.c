/* SPDX-License-Identifier: MIT */
#include <vikt/vikt.h>

#include "cli/command.h"
#include "core/base/json.h"

enum { SAID_BYTES_MAX = 1 << 16 };

static void say_json(vikt_buffer *out, const char *folder)
{
    vikt_json json;
    const char *file;
    vikt_json_init(&json, out);
    vikt_json_object(&json, NULL);
    vikt_json_count(&json, "version", 1);
    vikt_json_string(&json, "folder", folder);
    vikt_json_array(&json, "files");
    for (size_t i = 0; (file = vikt_starter_file(i)); i++)
        vikt_json_string(&json, NULL, file);
    vikt_json_end(&json, ']');
    vikt_json_end(&json, '}');
    vikt_buffer_byte(out, '\n');
}

static void say_text(vikt_buffer *out, const char *folder)
{
    const char *file;
    vikt_buffer_print(out, "Wrote into %s:", folder);
    for (size_t i = 0; (file = vikt_starter_file(i)); i++)
        vikt_buffer_print(out, "%s %s", i ? "," : "", file);
    vikt_buffer_print(out,
                      "\nNext: vikt run %s, and vikt test %s\n"
                      "Then put your own list in the place of customers.csv, and go through "
                      "vikt.ini and rules.lua\n",
                      folder, folder);
}

int cli_cmd_init(const cli_options *options, cli_output *output)
{
    vikt_error err = {0};
    vikt_buffer said;
    const char *folder = options->words[0];
    if (vikt_starter_write(folder, &err) != VIKT_OK)
        return cli_output_error(output, &err);
    vikt_buffer_init(&said, NULL, SAID_BYTES_MAX);
    if (options->json)
        say_json(&said, folder);
    else if (!options->quiet)
        say_text(&said, folder);
    int status = said.at ? cli_output_result(output, said.at) : 0;
    vikt_buffer_clear(&said);
    return status;
}
