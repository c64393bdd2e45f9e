/* SPDX-License-Identifier: MIT */
#include "company.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void give_up(const char *what)
{
    perror(what);
    exit(2);
}

static void write_file(const char *path, const char *text, size_t length)
{
    FILE *file = fopen(path, "wb");

    if (!file || fwrite(text, 1, length, file) != length || fclose(file) != 0)
        give_up(path);
}

static bool make(company *c, const char *where)
{
    if (!where || snprintf(c->folder, sizeof c->folder, "%s/vikt-attack-XXXXXX", where) >= 200)
        return false;
    return mkdtemp(c->folder) != NULL;
}

/* In memory where that is possible: every run waits for its database to be on the disk. */
void company_open(company *c)
{
    static const char settings[] = "[profile]\nname = Attacked\n"
                                   "[sources]\ncustomers = customers.csv\nrules = rules.lua\n"
                                   "[field attack]\ncolumn = attack\ntype = number\n"
                                   "[field region]\ncolumn = region\ntype = text\n"
                                   "[field orders]\ncolumn = orders\ntype = number\n",
                      secret[] = "criterion \"secret\" { weight = 1, points = bands(\"revenue\", { "
                                 "1, 2, 3, 4 }) }\nreturn { secret = \"seen\" }\n";

    if (!make(c, getenv("TMPDIR")) && !make(c, "/dev/shm") && !make(c, "/tmp"))
        give_up("no folder for the company");
    if (chdir(c->folder) != 0 || mkdir("outside", 0700) != 0 || mkdir("company", 0700) != 0)
        give_up(c->folder);
    write_file("outside/secret.lua", secret, strlen(secret));
    write_file("company/vikt.ini", settings, strlen(settings));
    write_file("company/compiled.lua", "\x1bLuaT", 5);
    if (symlink("../outside/secret.lua", "company/link.lua") != 0 ||
        symlink("../outside", "company/linked") != 0)
        give_up("a symbolic link");
}

static int throw_away(const char *path, const struct stat *status, int kind, struct FTW *ftw)
{
    (void)status;
    (void)kind;
    (void)ftw;
    return remove(path);
}

void company_close(company *c)
{
    if (chdir("/") != 0 || nftw(c->folder, throw_away, 16, FTW_DEPTH | FTW_PHYS) != 0)
        give_up(c->folder);
}

void company_rules(const char *text, size_t length)
{
    write_file("company/rules.lua", text, length);
}

/* Revenue 1000, 1500, 2000 ...; the attacker is in the middle. */
void company_customers(size_t count, bool attacked, bool all)
{
    FILE *file = fopen("company/customers.csv", "wb");

    if (!file)
        give_up("customers.csv");
    fprintf(file, "id,name,revenue,orders,region,attack\n");
    for (size_t i = 0; i < count; i++) {
        bool attacker = i == count / 2;

        if (attacker)
            fprintf(file, "attacker,Attacker");
        else
            fprintf(file, "%c%zu,Customer %zu", i < count / 2 ? 'a' : 'c', i + 1, i + 1);
        fprintf(file, ",%zu,%zu,%s,%d\n", 1000 + 500 * i, i % 7,
                i % 2 ? "Norra"
                      : "S\xc3\xb6"
                        "dra",
                attacked && (all || attacker));
    }
    if (fclose(file) != 0)
        give_up("customers.csv");
}
