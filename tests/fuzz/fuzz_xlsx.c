/* SPDX-License-Identifier: MIT
 *
 * Any bytes as a workbook; and, behind a first byte of '0' to '4', as one of the parts of a sound
 * one, which few changes of a compressed archive would ever reach.
 */
#include <string.h>

#include <minizip/zip.h>

#include "tests/fuzz/target.h"

enum { PARTS = 5 };

static const char *const names[PARTS] = {"xl/worksheets/sheet1.xml", "xl/sharedStrings.xml",
                                         "xl/styles.xml", "xl/workbook.xml",
                                         "xl/_rels/workbook.xml.rels"};

static const char *const parts[PARTS] = {
    "<worksheet><sheetData>"
    "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c></row>"
    "<row r=\"2\"><c r=\"A2\" s=\"1\"><v>1</v></c><c r=\"B2\" s=\"2\"><v>0.5</v></c></row>"
    "<row r=\"3\"><c r=\"A3\"><v>2</v></c><c r=\"B3\" s=\"3\"><v>45365</v></c></row>"
    "</sheetData></worksheet>",
    "<sst><si><t>id</t></si><si><t>revenue</t></si><si><r><t>a</t></r></si></sst>",
    "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"0000\"/></numFmts><cellXfs>"
    "<xf numFmtId=\"0\"/><xf numFmtId=\"164\"/><xf numFmtId=\"9\"/><xf numFmtId=\"14\"/>"
    "</cellXfs></styleSheet>",
    "<workbook><workbookPr date1904=\"0\"/><sheets><sheet name=\"K\" sheetId=\"1\" r:id=\"a\"/>"
    "</sheets></workbook>",
    "<Relationships>"
    "<Relationship Id=\"a\" Type=\"x/worksheet\" Target=\"worksheets/sheet1.xml\"/>"
    "<Relationship Id=\"b\" Type=\"x/sharedStrings\" Target=\"sharedStrings.xml\"/>"
    "<Relationship Id=\"c\" Type=\"x/styles\" Target=\"styles.xml\"/></Relationships>"};

static void must(int state)
{
    if (state != ZIP_OK)
        abort(); /* the machine's fault, not the input's */
}

/* The part `which` holds the bytes, the others are sound; stored, so that it is quick. */
static void write_workbook(const char *path, size_t which, const uint8_t *bytes, size_t size)
{
    zipFile zip = zipOpen64(path, APPEND_STATUS_CREATE);

    if (!zip)
        abort();
    for (size_t i = 0; i < PARTS; i++) {
        const void *part = i == which ? (const void *)bytes : parts[i];

        must(zipOpenNewFileInZip64(zip, names[i], NULL, NULL, 0, NULL, 0, NULL, 0, 0, 0));
        must(zipWriteInFileInZip(zip, part, (unsigned)(i == which ? size : strlen(parts[i]))));
        must(zipCloseFileInZip(zip));
    }
    must(zipClose(zip, NULL));
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    char path[64];

    fuzz_path(path, ".xlsx");
    if (size && bytes[0] >= '0' && bytes[0] < '0' + PARTS)
        write_workbook(path, (size_t)(bytes[0] - '0'), bytes + 1, size - 1);
    else
        fuzz_write(path, bytes, size);
    fuzz_file(path);
    unlink(path);
    return 0;
}
