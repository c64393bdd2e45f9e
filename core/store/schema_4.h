/* SPDX-License-Identifier: MIT
 *
 * Version 4 of the database: moves between runs, decisions of people, and what a run is checked by.
 */
#ifndef VIKT_SCHEMA_4_H
#define VIKT_SCHEMA_4_H

extern const char *const vikt_schema_4[];

#endif
