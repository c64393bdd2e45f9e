#!/bin/sh
# SPDX-License-Identifier: MIT
# A scale, scheme or native measure is its line in a header and the file that computes it. Nothing else asks for one by
# its kind: it asks for what the line says. (That marks are given on ratings is asked in one place.)
# usage: kinds.sh SOURCE_DIR
set -eu
cd "$1"
kinds() { # FILE PREFIX: the enumerators of the lines X(NAME, word, ...)
    sed -n "s/^ *X(\\([A-Z_]*\\), [a-z_]*,.*/$2_\\1/p" "core/profile/$1.h"
}
all=$({ kinds scale VIKT_SCALE; kinds scheme VIKT_SCHEME; kinds measure VIKT_MEASURE; } | tr '\n' '|')
[ "$(echo "$all" | tr -cd '|' | wc -c)" -ge 25 ] || { echo "found only $all"; exit 1; }
if grep -nwE "${all%|}" core/*/*.[ch] bindings/*/*.[ch] cli/*.[ch] | grep -v '^core/profile/rated\.c:'; then
    exit 1
fi
