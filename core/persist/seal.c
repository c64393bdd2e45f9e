/* SPDX-License-Identifier: MIT */
#include "core/persist/seal.h"

#include <math.h>

enum { ROW_BYTES_MAX = 1 << 30, NUMBER_BYTES = 9, TEXT_BYTES = 5 };

void vikt_seal_init(vikt_seal *seal, const vikt_allocator *allocator)
{
    *seal = (vikt_seal){0};
    vikt_buffer_init(&seal->row, allocator, ROW_BYTES_MAX);
}

void vikt_seal_clear(vikt_seal *seal)
{
    vikt_buffer_clear(&seal->row);
}

/* The lowest byte first on every machine. */
static uint64_t in_order(uint64_t bits)
{
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    bits = __builtin_bswap64(bits);
#endif
    return bits;
}

static char *put(char *at, char kind, uint64_t bits)
{
    bits = in_order(bits);
    *at = kind;
    memcpy(at + 1, &bits, sizeof bits);
    return at + NUMBER_BYTES;
}

/* A column of reals keeps 3 as 3, and gives 3.0. */
static char *put_real(char *at, double real)
{
    uint64_t bits;
    bool small = fabs(real) < 9007199254740992.0;

    if (small && (double)(int64_t)real == real)
        return put(at, 'i', (uint64_t)(int64_t)real);
    memcpy(&bits, &real, sizeof bits);
    return put(at, 'r', bits);
}

/* A row is shorter than what four bytes can count, so the upper half of the length is free. */
static char *put_text(char *at, vikt_text text)
{
    put(at, 't', text.length);
    if (text.length)
        memcpy(at + TEXT_BYTES, text.at, text.length);
    return at + TEXT_BYTES + text.length;
}

static char *put_cell(char *at, const vikt_datum *cell)
{
    switch (cell->kind) {
    case VIKT_DATUM_NULL:
        *at = 'n';
        return at + 1;
    case VIKT_DATUM_INTEGER:
        return put(at, 'i', (uint64_t)cell->integer);
    case VIKT_DATUM_REAL:
        return put_real(at, cell->real);
    case VIKT_DATUM_TEXT:
        return put_text(at, cell->text);
    }
    return at;
}

bool vikt_seal_add(vikt_seal *seal, const vikt_datum *cells, size_t count)
{
    vikt_digest digest;
    size_t size = 0;
    char *begin, *at;

    while (count > 0 && cells[count - 1].kind == VIKT_DATUM_NULL)
        count--;
    for (size_t i = 0; i < count; i++)
        size += NUMBER_BYTES + (cells[i].kind == VIKT_DATUM_TEXT ? cells[i].text.length : 0);
    seal->row.length = 0;
    begin = at = vikt_buffer_room(&seal->row, size);
    if (!begin)
        return false;
    for (size_t i = 0; i < count; i++)
        at = put_cell(at, &cells[i]);
    digest = vikt_digest_number((vikt_text){begin, (size_t)(at - begin)});
    seal->sum.low += digest.low;
    seal->sum.high += digest.high;
    seal->rows++;
    return true;
}

vikt_code vikt_seal_keep(const vikt_seal *seal, vikt_store *store, int64_t run_id,
                         const char *table, vikt_error *err)
{
    char digest[VIKT_DIGEST_SIZE];
    vikt_datum values[] = {vikt_datum_integer(run_id), vikt_datum_text(vikt_text_of(table)),
                           vikt_datum_integer(seal->rows),
                           vikt_datum_text((vikt_text){digest, VIKT_DIGEST_SIZE - 1})};

    vikt_digest_write(seal->sum, digest);
    return vikt_store_run(store, "INSERT OR REPLACE INTO seal VALUES (?, ?, ?, ?)", values, 4, NULL,
                          NULL, err);
}
