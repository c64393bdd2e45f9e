/* SPDX-License-Identifier: MIT
 *
 * Version 1 of the database: its statements, in order, up to a NULL. What they mean is in
 * docs/database.md.
 */
#ifndef VIKT_SCHEMA_1_H
#define VIKT_SCHEMA_1_H

extern const char *const vikt_schema_1[];

#endif
