/* SPDX-License-Identifier: MIT
 *
 * Version 2 of the database: the marks of several raters.
 */
#ifndef VIKT_SCHEMA_2_H
#define VIKT_SCHEMA_2_H

extern const char *const vikt_schema_2[];

#endif
