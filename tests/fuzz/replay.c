/* SPDX-License-Identifier: MIT
 *
 * Runs a fuzz target on files and on the files of folders, so that its corpus is an ordinary test.
 * usage: replay_TARGET FILE | FOLDER ...
 */
#include <dirent.h>
#include <string.h>

#include "tests/fuzz/target.h"

enum { INPUT_MAX = 1 << 20 };

static int replay(const char *path, uint8_t *bytes)
{
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

static int replay_all(const char *path, uint8_t *bytes)
{
    int count = 0;
    struct dirent *entry;
    DIR *folder = opendir(path);
    if (!folder)
        return replay(path, bytes);
    while ((entry = readdir(folder))) {
        char name[1024];
        snprintf(name, sizeof name, "%s/%s", path, entry->d_name);
        if (entry->d_name[0] != '.')
            count += replay(name, bytes);
    }
    closedir(folder);
    return count;
}

int main(int argc, char **argv)
{
    int count = 0;
    uint8_t *bytes = malloc(INPUT_MAX);
    if (!bytes)
        return 1;
    for (int i = 1; i < argc; i++)
        count += replay_all(argv[i], bytes);
    free(bytes);
    printf("%d inputs\n", count);
    return count < 3;
}
