/* SPDX-License-Identifier: MIT
 *
 * Runs a fuzz target on the files of its corpus, so that the corpus is an ordinary test.
 * usage: replay_TARGET FOLDER
 */
#include <dirent.h>
#include <string.h>

#include "tests/fuzz/target.h"

enum { INPUT_MAX = 1 << 20 };

static int replay(const char *folder, const char *name, uint8_t *bytes)
{
    char path[1024];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "rb");
    if (!file)
        return 0;
    size_t size = fread(bytes, 1, INPUT_MAX, file);
    fclose(file);
    LLVMFuzzerTestOneInput(bytes, size);
    for (size_t cut = 0; cut < size; cut += 1 + size / 40) /* and cut short */
        LLVMFuzzerTestOneInput(bytes, cut);
    return 1;
}

int main(int argc, char **argv)
{
    int count = 0;
    struct dirent *entry;
    DIR *folder = argc == 2 ? opendir(argv[1]) : NULL;
    uint8_t *bytes = malloc(INPUT_MAX);
    if (!folder || !bytes)
        return fprintf(stderr, "usage: replay FOLDER\n"), 2;
    while ((entry = readdir(folder)))
        if (entry->d_name[0] != '.')
            count += replay(argv[1], entry->d_name, bytes);
    closedir(folder);
    free(bytes);
    printf("%d inputs\n", count);
    return count < 3;
}
