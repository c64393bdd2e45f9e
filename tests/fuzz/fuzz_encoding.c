/* SPDX-License-Identifier: MIT
 *
 * Any bytes in any encoding: the first byte says which is told. What comes out is UTF-8, or said
 * not to be; what does not come out has a reason.
 */
#include "tests/fuzz/target.h"

#include "core/base/encoding.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    vikt_error err = {0};
    vikt_encoding out;
    vikt_charset told;
    vikt_text text;
    vikt_code rc;

    if (size == 0)
        return 0;
    told = (vikt_charset)(bytes[0] % (VIKT_CHARSET_MAC_ROMAN + 1));
    text = (vikt_text){(const char *)bytes + 1, size - 1};
    rc = vikt_encoding_as("fuzz", text, told, vikt_allocator_default(), &out, &err);
    if (rc == VIKT_OK ? !out.has_invalid && !vikt_text_valid(out.text, NULL) : !err.message[0])
        abort();
    if (rc == VIKT_OK && !vikt_text_valid(vikt_encoding_proof(&out), NULL) && !out.has_invalid)
        abort();
    vikt_encoding_clear(&out, vikt_allocator_default());
    return 0;
}
