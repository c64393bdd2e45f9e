#!/bin/sh
# SPDX-License-Identifier: MIT
# Data flows one way: a file in core/ includes from its own folder and those before it. Each dependency has one door.
# usage: includes.sh SOURCE_DIR
set -eu
cd "$1"
order="base profile store import population criteria score classify persist run report"
bad=$(mktemp)
trap 'rm -f "$bad"' EXIT

place() { # FOLDER: its place in the order
    n=0
    for folder in $order; do
        n=$((n + 1))
        [ "$folder" = "$1" ] && echo $n && return
    done
    echo 0
}

for folder in core/*/; do
    folder=$(basename "$folder")
    own=$(place "$folder")
    [ "$own" -gt 0 ] || echo "core/$folder has no place in the order" >> "$bad"
    for included in $(sed -n 's|^#include "core/\([a-z]*\)/.*|\1|p' core/"$folder"/*.[ch] | sort -u); do
        [ "$(place "$included")" -le "$own" ] || echo "core/$folder includes core/$included, which comes after it" >> "$bad"
    done
    if grep -n '#include "\(bindings\|cli\|tests\)/' core/"$folder"/*.[ch] >> "$bad"; then :; fi
done

door() { # HEADER ALLOWED_PATTERN
    grep -rlE "#include [<\"]($1)[>\"]" core bindings cli include 2> /dev/null | grep -vE "$2" |
        while read -r file; do echo "$file includes $1, which has another door"; done >> "$bad"
}
door 'sqlite3\.h' '^core/store/'
door 'ini\.h' '^core/profile/profile_ini\.c$'
door 'lua\.h|lauxlib\.h|lualib\.h' '^bindings/lua/'
door 'xxhash\.h' '^core/base/(digest|map)\.c$'
door '(minizip/)?unzip\.h|expat\.h|zlib\.h' '^core/import/format_'
door 'xlsxwriter\.h' '^core/report/workbook(_run)?\.c$'
door 'criterion/.*' '^$'

# The library asks for no clock, locale, environment or randomness (but how long a worker process has been at work).
grep -nwE 'time|clock|clock_gettime|localtime|setlocale|getenv|rand|random|srand|printf|puts|exit|abort' core/*/*.c |
    grep -E ':[^*/]*\b(time|clock|clock_gettime|localtime|setlocale|getenv|rand|random|srand|printf|puts|exit|abort)\(' |
    grep -v '^core/base/process\.c:.*clock_gettime(clock, &used)' >> "$bad" || :

if [ -s "$bad" ]; then
    cat "$bad"
    exit 1
fi
