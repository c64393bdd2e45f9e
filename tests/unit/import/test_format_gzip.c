/* SPDX-License-Identifier: MIT */
#include "format_file.h"

static file_bytes gzip_of(const char *text, size_t size)
{
    enum { GZIP = 16 };
    z_stream stream = {.zalloc = Z_NULL};
    file_bytes bytes;

    cr_assert(deflateInit2(&stream, 9, Z_DEFLATED, MAX_WBITS + GZIP, 9, Z_DEFAULT_STRATEGY) ==
              Z_OK);
    bytes.size = deflateBound(&stream, size);
    bytes.at = malloc(bytes.size);
    stream.next_in = (Bytef *)(uintptr_t)text;
    stream.avail_in = (unsigned)size;
    stream.next_out = (Bytef *)bytes.at;
    stream.avail_out = (unsigned)bytes.size;
    cr_assert(deflate(&stream, Z_FINISH) == Z_STREAM_END);
    bytes.size -= stream.avail_out;
    deflateEnd(&stream);
    return bytes;
}

static file_bytes gzip_of_text(const char *text)
{
    return gzip_of(text, strlen(text));
}

static file_bytes joined(file_bytes a, file_bytes b)
{
    file_bytes both = {malloc(a.size + b.size), a.size + b.size};

    memcpy(both.at, a.at, a.size);
    memcpy(both.at + a.size, b.at, b.size);
    free(a.at);
    free(b.at);
    return both;
}

Test(format_gzip, compressed_text_is_read)
{
    expect_table(gzip_of_text("id;oms\n1;2\n"), NULL, "CSV, gzip", "id;oms\n1;2\n");
}

Test(format_gzip, the_bytes_and_digest_are_those_of_the_file)
{
    file_bytes bytes = gzip_of_text("id;oms\n1;2\n");
    char digest[VIKT_DIGEST_SIZE];
    vikt_table table;

    vikt_digest_of((vikt_text){bytes.at, bytes.size}, digest);
    cr_assert(open_bytes(bytes.at, bytes.size, NULL, &table, NULL) == VIKT_OK);
    cr_assert(table.bytes == bytes.size);
    cr_assert_str_eq(table.digest, digest);
    vikt_table_close(&table);
    free(bytes.at);
}

Test(format_gzip, several_members_and_zeros_behind_them_are_one_file)
{
    file_bytes two = joined(gzip_of_text("id;oms\n1;2\n"), gzip_of_text("2;3\n"));
    file_bytes zeros = {calloc(512, 1), 512};

    expect_table(joined(two, zeros), NULL, "CSV, gzip", "id;oms\n1;2\n2;3\n");
}

Test(format_gzip, other_formats_within_are_read_one_level_deep)
{
    file_bytes inner = gzip_of_text("id;oms\n1;2\n");

    expect_table(gzip_of_text("{\"id\": 1}\n"), NULL, "JSON lines, gzip", "id\n1\n");
    expect_failure(gzip_of(inner.at, inner.size), NULL, VIKT_INPUT, "several times");
    free(inner.at);
    expect_failure(gzip_of_text(""), NULL, VIKT_INPUT, "is empty");
}

Test(format_gzip, damage_is_told)
{
    file_bytes bytes = gzip_of_text("id;oms\n1;2\n2;3\n");

    bytes.at[bytes.size - 6] ^= 1; /* in the checksum */
    expect_failure(bytes, NULL, VIKT_INPUT, "damaged");
    expect_failure(joined(gzip_of_text("a;b\n"), bytes_of("garbage")), NULL, VIKT_INPUT, "damaged");
}

Test(format_gzip, cut_anywhere_it_is_an_error)
{
    file_bytes bytes = gzip_of_text("id;oms\n1;2\n2;3\n4;5\n");

    for (size_t cut = 2; cut < bytes.size; cut++) {
        char *copy = malloc(cut);
        vikt_buffer out = {.allocator = NULL};
        vikt_error err;

        memcpy(copy, bytes.at, cut);
        cr_assert(vikt_format_gunzip("x", (vikt_text){copy, cut}, &out, &err) == VIKT_INPUT);
        cr_assert(strstr(err.message, "cut short"));
        vikt_buffer_clear(&out);
        free(copy);
    }
    free(bytes.at);
}

Test(format_gzip, limits_hold)
{
    static char blanks[80 << 20];

    cr_assert(vikt_format_limit(1) == (size_t)64 << 20);
    cr_assert(vikt_format_limit(1 << 20) == (size_t)100 << 20);
    cr_assert(vikt_format_limit((size_t)1 << 30) == VIKT_STREAM_MAX);
    cr_assert(vikt_format_limit(SIZE_MAX) == VIKT_STREAM_MAX);
    /* 80 MiB of zeros become 80 KB; a hundred times that is less than 64 MiB. */
    expect_failure(gzip_of(blanks, sizeof blanks), NULL, VIKT_LIMIT, "unpacks to more than 64 MiB");
}

Test(format_gzip, files_that_cannot_be_read_are_named)
{
    static const struct {
        const char *bytes, *part;
    } cases[] = {
        {"%PDF-1.7\n", "PDF"},       {"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 x", ".xls"},
        {"BZh91AY", "bzip2"},        {"\x28\xb5\x2f\xfd", "zstd"},
        {"  <html><table>", "HTML"}, {"\xef\xbb\xbf<?XML version=\"1.0\"?>", "HTML or XML"},
        {"PK\5\6", "empty zip"},     {"Rar!", "RAR"},
        {"{\\rtf1", "RTF"}};
    file_bytes locked = {calloc(600, 1), 600};

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        expect_failure(bytes_of(cases[i].bytes), NULL, VIKT_INPUT, cases[i].part);
    memcpy(locked.at, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8);
    memcpy(locked.at + 512, "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e", 31);
    expect_failure(locked, NULL, VIKT_INPUT, "password");
}
