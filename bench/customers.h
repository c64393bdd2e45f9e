/* SPDX-License-Identifier: MIT */
/*
 * customers.h - the customers of one CSV file as typed columns. Knows the
 * layout that gen_customers writes, and nothing of rules or databases.
 */
#ifndef CUSTOMERS_H
#define CUSTOMERS_H

#include <stddef.h>
#include <stdint.h>

/* Distinct texts of a column, in order of first appearance. */
enum { DICTIONARY_MAX = 1023, DICTIONARY_SLOTS = 4096 };
struct dictionary {
    uint32_t count;
    const char *text[DICTIONARY_MAX];   /* not terminated; lies in the mapped file */
    uint32_t length[DICTIONARY_MAX];
    uint16_t slot[DICTIONARY_SLOTS];    /* code + 1, or 0 for a free slot */
};

struct mapped_file {
    const char *bytes;
    size_t size;
    size_t mapped;                      /* size and the zeroed tail behind it */
};

struct customers {
    size_t rows, capacity;
    int64_t *id;
    uint64_t *name_at, *orgnr_at;       /* byte offsets in the file */
    uint16_t *name_length;
    uint16_t *industry, *seller;        /* codes of the dictionaries below */
    double *revenue, *revenue_prev, *admin_hours;
    int32_t *product_lines, *days_late;
    int8_t *potential, *risk;           /* 1 to 5; 0 = missing */
    struct dictionary industries, sellers;
    struct mapped_file file;
};

/* Maps a file for reading, with at least 64 readable zero bytes behind it. */
struct mapped_file file_map(const char *path);
void file_unmap(struct mapped_file *file);

/* How often byte occurs in [at, end). */
size_t count_byte(const char *at, const char *end, char byte);

/* Reads the file with 1 or 2 threads. Dies on anything but gen_customers' own layout. */
void customers_load(struct customers *customers, const char *path, int threads);
void customers_free(struct customers *customers);

/* The code of a text, which is added when it is new. */
uint16_t dictionary_code(struct dictionary *dictionary, const char *text, size_t length);

#endif
