#!/bin/sh
# SPDX-License-Identifier: MIT
# Each example of docs/rules.md and docs/factors.md is checked and run: blocks of ini and lua must pass on data that has the fields; a block headed
# ```lua fails TEXT (or ini) must be refused with that text; one headed ```lua file NAME is a file that others require.
. "$VIKT_SOURCE/tests/cli/lib.sh"
cp "$VIKT_SOURCE"/tests/data/docs/*.csv .
awk '
    /^```lua file / { file = $3; printf "" > file; inside = 1; next }
    /^```(ini|lua)/ { kind = $1; sub(/^```/, "", kind); n++; file = sprintf("example%03d.%s", n, kind)
                      text = $0; fails = sub(/^```(ini|lua) fails /, "", text) ? text : ""
                      page = FILENAME; sub(/.*\//, "docs/", page)
                      printf "%s\t%s:%d\t%s\n", file, page, FNR, fails > "list"; printf "" > file; inside = 1; next }
    /^```/ { if (inside) close(file); inside = 0 }
    inside { print > file }' "$VIKT_SOURCE/docs/rules.md" "$VIKT_SOURCE/docs/factors.md"
n=0
while IFS="$(printf '\t')" read -r file line fails; do
    n=$((n + 1))
    vikt check customers.csv --rules "$file"
    command="$line: vikt check --rules $file"
    if [ -n "$fails" ]; then
        expect_status 3
        expect_out "$fails"
        continue
    fi
    expect_status 0
    vikt run customers.csv --rules "$file" --dry-run --as-of 2026-06-30 --json
    command="$line: vikt run --rules $file"
    expect_status 0
    expect_out '"failures":0,'
    vikt test "$file"
    command="$line: vikt test $file"
    expect_status 0
done < list
[ "$n" -ge 20 ] || fail "only $n examples found"
