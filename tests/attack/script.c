/* SPDX-License-Identifier: MIT */
#include "script.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SIZE_MOST = 8 << 20, HEAD_MOST = 20, CUSTOMERS = 12 };

static void wrong(const char *name, const char *what)
{
    fprintf(stderr, "%s: %s\n", name, what);
    exit(2);
}

static char *read_file(const char *path, size_t *length)
{
    FILE *file = fopen(path, "rb");
    char *text = malloc(SIZE_MOST);

    if (!file || !text)
        wrong(path, "cannot be read");
    *length = fread(text, 1, SIZE_MOST - 1, file);
    text[*length] = 0;
    fclose(file);
    return text;
}

static script_must must_of(const char *name, const char *value)
{
    static const char *const words[] = {"load error", "customer error", "run", "limit"};

    for (int i = 0; i < 4; i++) {
        if (strcmp(value, words[i]) == 0)
            return (script_must)i;
    }
    wrong(name, "must: load error, customer error, run or limit");
    return MUST_RUN;
}

/* "1000 (": the text behind the number, so many times, in place of the mark. */
static void repeat(script *s, const char *value)
{
    static const char mark[] = "@REPEAT@";
    char *end, *at = strstr(s->text, mark), *text, *to;
    size_t count = strtoul(value, &end, 10), each = strlen(end + 1);
    size_t before = (size_t)(at - s->text), after = s->length - before - strlen(mark);

    if (!at || *end != ' ' || count * each > SIZE_MOST)
        wrong(s->name, "repeat: a number and a text, and @REPEAT@ in the file");
    text = malloc(s->length + count * each + 1);
    if (!text)
        wrong(s->name, "no memory");
    memcpy(text, s->text, before);
    to = text + before;
    for (size_t i = 0; i < count; i++, to += each)
        memcpy(to, end + 1, each);
    memcpy(to, at + strlen(mark), after + 1);
    s->length = before + count * each + after;
    free(s->text);
    s->text = text;
}

static bool is_key(const char *line, const char *key, const char **value)
{
    size_t length = strlen(key);

    if (strncmp(line, "-- ", 3) != 0 || strncmp(line + 3, key, length) != 0 ||
        strncmp(line + 3 + length, ": ", 2) != 0)
        return false;
    *value = line + length + 5;
    return true;
}

/* The head: lines from the first on, up to one that is no comment. */
static void take_line(script *s, const char *line, char *repeated, size_t size, bool *compiled)
{
    const char *value;

    if (is_key(line, "must", &value))
        s->must = must_of(s->name, value);
    else if (is_key(line, "line", &value))
        s->line = strtol(value, NULL, 10);
    else if (is_key(line, "says", &value))
        snprintf(s->says, sizeof s->says, "%s", value);
    else if (is_key(line, "file", &value))
        snprintf(s->file, sizeof s->file, "%.60s", value);
    else if (is_key(line, "customer", &value))
        s->all = strcmp(value, "all") == 0;
    else if (is_key(line, "customers", &value))
        s->customers = strtoul(value, NULL, 10);
    else if (is_key(line, "repeat", &value))
        snprintf(repeated, size, "%s", value);
    else if (is_key(line, "compiled", &value))
        *compiled = true;
    else if (is_key(line, "kills", &value))
        s->kills = true;
    else if (strncmp(line, "--", 2) == 0 && !is_key(line, "tries", &value) &&
             strncmp(line, "--  ", 4) != 0)
        wrong(s->name, line);
}

void script_read(script *s, const char *folder, const char *name)
{
    char path[512], repeated[256] = "";
    bool compiled = false, must = false;
    const char *at;

    *s = (script){.customers = CUSTOMERS, .file = "rules.lua"};
    snprintf(s->name, sizeof s->name, "%s", name);
    snprintf(path, sizeof path, "%s/%s", folder, name);
    s->text = read_file(path, &s->length);
    at = s->text;
    for (int i = 0; i < HEAD_MOST && strncmp(at, "--", 2) == 0; i++) {
        char line[256];
        size_t length = strcspn(at, "\n");

        snprintf(line, sizeof line, "%.*s", (int)length, at);
        must = must || strncmp(line, "-- must: ", 9) == 0;
        take_line(s, line, repeated, sizeof repeated, &compiled);
        at += length + (at[length] == '\n');
    }
    if (!must)
        wrong(name, "the head does not say what must happen");
    if (repeated[0])
        repeat(s, repeated);
    if (compiled)
        s->text[0] = 0x1b;
}

void script_clear(script *s)
{
    free(s->text);
    s->text = NULL;
}

static int compare(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

char **script_names(const char *folder)
{
    DIR *dir = opendir(folder);
    char **names = calloc(1000, sizeof *names);
    size_t count = 0;

    if (!dir || !names)
        wrong(folder, "cannot be read");
    for (const struct dirent *entry; (entry = readdir(dir)) != NULL && count < 999;) {
        const char *dot = strrchr(entry->d_name, '.');

        if (dot && strcmp(dot, ".lua") == 0)
            names[count++] = strdup(entry->d_name);
    }
    closedir(dir);
    qsort(names, count, sizeof *names, compare);
    return names;
}
