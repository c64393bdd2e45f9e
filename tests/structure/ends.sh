#!/bin/sh
# SPDX-License-Identifier: MIT
# Where a text ends is asked of vikt_text_end(): C17 lets nothing be added to the NULL of a text that is none, not even 0.
# usage: ends.sh SOURCE_DIR
set -eu
cd "$1"
bad=$(for pattern in '(\*|^ +|_)end = [a-z_.>-]+ \+ [a-z_.>-]+(\.|->)length[,;]' '\b([a-z_]+)\.at \+ \1\.length[,;)]'; do
    grep -nE -e "$pattern" core/*/*.[ch] bindings/*/*.[ch] cli/*.[ch] | grep -v '^core/base/text\.h:' || :
done)
if [ -n "$bad" ]; then
    echo "$bad"
    exit 1
fi
