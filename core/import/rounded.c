/* SPDX-License-Identifier: MIT */
#include "core/import/rounded.h"

static size_t digits(vikt_text *rest)
{
    size_t count = 0;

    while (count < rest->length && rest->at[count] >= '0' && rest->at[count] <= '9')
        count++;
    rest->at += count;
    rest->length -= count;
    return count;
}

static bool take(vikt_text *rest, char a, char b)
{
    if (rest->length == 0 || (*rest->at != a && *rest->at != b))
        return false;
    rest->at++;
    rest->length--;
    return true;
}

bool vikt_key_is_rounded(vikt_text key)
{
    if (digits(&key) != 1)
        return false;
    if (take(&key, '.', ',') && digits(&key) == 0)
        return false;
    return take(&key, 'E', 'e') && take(&key, '+', '+') && digits(&key) >= 2 && key.length == 0;
}
