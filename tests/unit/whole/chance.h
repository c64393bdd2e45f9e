/* SPDX-License-Identifier: MIT
 *
 * Profiles made by chance, in both languages, for customers that are always the same.
 */
#ifndef VIKT_TEST_CHANCE_H
#define VIKT_TEST_CHANCE_H

#include "tests/unit/whole/ini_maker.h"
#include "tests/unit/whole/stored.h"

static const char chance_customers[] =
    "Customer id,Name,Region,Branch,Revenue,Revenue prev,Potential,Product groups,Admin hours,Risk,"
    "Days late,Gross margin,Orders,Last order,Customer since,Newsletter,Fasteners,Tools,Chemicals\n"
    "1,Ål & "
    "Söner,North,Boats,1507200,1320000,5,6,6,1,0,443600,106,2026-02-22,2009-03-01,yes,620500,"
    "410200,180600\n"
    "2,Birch,North,Metal work,146200,139000,2,4,3.5,2,4,45900,21,2026-02-18,2014-09-15,yes,48800,"
    "61300,30000\n"
    "3,Cedar,East,Joinery,933500,,4,4,8,,0,224400,121,2026-01-25,2011-05-20,yes,540100,310800,0\n"
    "4,\"Dove, Ltd\",South,ÅÄÖ,,341000,3,3,12,2,9,,28,2026-01-11,2016-01-11,no,210300,95900,22000\n"
    "5,Eastgate,South,Boats,3492300,3105000,,6,31,3,52,738100,456,,2007-10-02,yes,1450300,880000,-5"
    "\n"
    "7,,South,end,-68400,74000,1,3,17,4,38,-16200,0,2026-01-29,2019-11-25,no,,,\n"
    "8,Holly,,,0,0,1,0,0,5,0,0,0,2025-11-20,2013-05-13,no,0,0,0\n";

/* Its file's path; false when it has no twin in Lua. */
static inline bool chance_profile(const stored *s, uint64_t seed, bool lua, char path[STORED_PATH])
{
    maker m = {.state = seed * 0x9e3779b97f4a7c15u + 1};
    vikt_error err = {0};
    char *text = NULL;

    stored_path(s, "chance.ini", path);
    m.out = fopen(path, "wb");
    cr_assert(m.out);
    make_ini(&m);
    fclose(m.out);
    if (!lua)
        return true;
    if (vikt_profile_convert(path, NULL, &text, &err) != VIKT_OK)
        return false;
    stored_write(s, "chance.lua", text);
    stored_path(s, "chance.lua", path);
    vikt_profile_text_free(text);
    return true;
}

#endif
