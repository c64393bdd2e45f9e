/* SPDX-License-Identifier: MIT */
#include <vikt/vikt.h>

#include "cli/command.h"

int cli_cmd_convert(const cli_options *options, cli_output *output)
{
    vikt_error err = {0};
    char *text = NULL;
    vikt_listener listener = cli_output_listener(output);
    const char *path = options->word_count ? options->words[0] : NULL;
    if (vikt_profile_convert(path, &listener, &text, &err) != VIKT_OK)
        return cli_output_error(output, &err);
    int status = cli_output_result(output, text);
    vikt_profile_text_free(text);
    return status;
}
