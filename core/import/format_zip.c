/* SPDX-License-Identifier: MIT */
#include "core/import/format_zip.h"

#include <minizip/unzip.h>

#include "core/base/fail.h"
#include "core/import/format.h"

enum {
    PIECE = 1 << 16,
    ANY_CASE = 2,
    READINGS = 4 /* a sheet is read up to three times, and the others once */
};

/* ---- the bytes as minizip's file ---- */

static voidpf open_bytes(voidpf opaque, const void *name, int mode)
{
    (void)name;
    (void)mode;
    return opaque;
}

static uLong read_bytes(voidpf opaque, voidpf stream, void *to, uLong size)
{
    vikt_zip *zip = stream;
    size_t left = zip->bytes.length - zip->at, count = size < left ? size : left;

    (void)opaque;
    if (count)
        memcpy(to, zip->bytes.at + zip->at, count);
    zip->at += count;
    return count;
}

static ZPOS64_T tell_bytes(voidpf opaque, voidpf stream)
{
    const vikt_zip *zip = stream;

    (void)opaque;
    return zip->at;
}

static long seek_bytes(voidpf opaque, voidpf stream, ZPOS64_T offset, int origin)
{
    vikt_zip *zip = stream;
    size_t from = 0;

    (void)opaque;
    if (origin == ZLIB_FILEFUNC_SEEK_CUR)
        from = zip->at;
    if (origin == ZLIB_FILEFUNC_SEEK_END)
        from = zip->bytes.length;
    if (offset > zip->bytes.length - from)
        return -1;
    zip->at = from + offset;
    return 0;
}

static int close_bytes(voidpf opaque, voidpf stream)
{
    (void)opaque;
    (void)stream;
    return 0;
}

vikt_code vikt_zip_open(const char *name, vikt_text bytes, vikt_zip *out, vikt_error *err)
{
    zlib_filefunc64_def functions = {.zopen64_file = open_bytes,
                                     .zread_file = read_bytes,
                                     .ztell64_file = tell_bytes,
                                     .zseek64_file = seek_bytes,
                                     .zclose_file = close_bytes,
                                     .zerror_file = close_bytes,
                                     .opaque = out};

    *out = (vikt_zip){.name = name, .bytes = bytes, .limit = vikt_format_limit(bytes.length)};
    out->left = READINGS * out->limit;
    out->file = unzOpen2_64(name, &functions);
    if (out->file)
        return VIKT_OK;
    return vikt_fail(err, VIKT_INPUT, vikt_place_of(name, 0, 0),
                     "is a zip archive or workbook that is damaged or cut short");
}

void vikt_zip_close(vikt_zip *zip)
{
    if (zip->file)
        unzClose(zip->file);
    zip->file = NULL;
}

bool vikt_zip_has(vikt_zip *zip, const char *part)
{
    return unzLocateFile(zip->file, part, ANY_CASE) == UNZ_OK;
}

/* ---- a part ---- */

static vikt_code fail(const vikt_zip *zip, const char *part, const char *what, vikt_error *err)
{
    return vikt_fail(err, VIKT_INPUT, vikt_place_of(zip->name, 0, 0), "its part %.100s %s", part,
                     what);
}

static vikt_code fail_limit(const vikt_zip *zip, const char *part, vikt_error *err)
{
    return vikt_fail(err, VIKT_LIMIT, vikt_place_of(zip->name, 0, 0),
                     "its part %.100s unpacks to more than %zu MiB, the limit for a file of its "
                     "size",
                     part, zip->limit >> 20);
}

/* One part that stands for a thousand sheets, or parts that share their bytes. */
static vikt_code fail_left(const vikt_zip *zip, vikt_error *err)
{
    return vikt_fail(err, VIKT_LIMIT, vikt_place_of(zip->name, 0, 0),
                     "its parts together unpack to more than %zu MiB, the limit for a file of its "
                     "size",
                     READINGS * zip->limit >> 20);
}

static vikt_code open_part(vikt_zip *zip, const char *part, vikt_error *err)
{
    enum { ENCRYPTED = 1, STORED = 0 };
    unz_file_info64 info;

    if (!vikt_zip_has(zip, part))
        return fail(zip, part, "is missing; the file is damaged", err);
    if (unzGetCurrentFileInfo64(zip->file, &info, NULL, 0, NULL, 0, NULL, 0) != UNZ_OK)
        return fail(zip, part, "is damaged", err);
    if (info.flag & ENCRYPTED)
        return fail(zip, part, "is encrypted; save the file without a password", err);
    if (info.compression_method != STORED && info.compression_method != Z_DEFLATED)
        return fail(zip, part, "is compressed in an unusual way; save the file anew", err);
    if (info.uncompressed_size > zip->limit)
        return fail_limit(zip, part, err);
    if (unzOpenCurrentFile(zip->file) != UNZ_OK)
        return fail(zip, part, "is damaged", err);
    return VIKT_OK;
}

vikt_code vikt_zip_read(vikt_zip *zip, const char *part, const vikt_zip_listener *listener,
                        vikt_error *err)
{
    vikt_code rc = open_part(zip, part, err);
    size_t total = 0;
    int count = 0;
    bool more = true;

    while (rc == VIKT_OK && more) {
        char piece[PIECE];

        count = unzReadCurrentFile(zip->file, piece, PIECE);
        if (count < 0)
            rc = fail(zip, part, "is damaged", err);
        if (count <= 0)
            break;
        total += (size_t)count;
        if (total > zip->limit)
            rc = fail_limit(zip, part, err);
        else if ((size_t)count > zip->left)
            rc = fail_left(zip, err);
        else
            more = listener->take(listener->context, piece, (size_t)count);
        zip->left -= rc == VIKT_OK ? (size_t)count : 0;
    }
    /* The checksum is only known when everything has been read. */
    if (unzCloseCurrentFile(zip->file) == UNZ_CRCERROR && rc == VIKT_OK && more)
        rc = fail(zip, part, "is damaged: its checksum is wrong", err);
    return rc;
}
