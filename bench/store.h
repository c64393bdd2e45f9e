/* SPDX-License-Identifier: MIT */
/*
 * store.h - one row a customer into a new SQLite file, durable: one
 * transaction, rollback journal, full synchronisation, rows in key order.
 */
#ifndef STORE_H
#define STORE_H

#include "score.h"

enum store_method {
    STORE_NONE,
    STORE_PREPARED,     /* a prepared INSERT: bind, step, reset a row */
    STORE_VTAB          /* the rows as a virtual table, and one INSERT ... SELECT */
};

/* Replaces the file at path. Dies when SQLite reports an error. */
void store_results(enum store_method method, const char *path,
                   const struct customers *customers, const struct results *results);

#endif
