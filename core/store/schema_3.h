/* SPDX-License-Identifier: MIT
 *
 * Version 3 of the database: how headings were understood.
 */
#ifndef VIKT_SCHEMA_3_H
#define VIKT_SCHEMA_3_H

extern const char *const vikt_schema_3[];

#endif
