#!/bin/sh
# SPDX-License-Identifier: MIT
# Each example of docs/rules.md is checked and run: blocks of ini and lua must pass on data that has the fields; a block headed
# ```lua fails TEXT (or ini) must be refused with that text; one headed ```lua file NAME is a file that others require.
. "$VIKT_SOURCE/tests/cli/lib.sh"
cp "$VIKT_SOURCE/tests/data/docs/customers.csv" .
awk '
    /^```lua file / { file = $3; printf "" > file; inside = 1; next }
    /^```(ini|lua)/ { kind = $1; sub(/^```/, "", kind); n++; file = sprintf("example%03d.%s", n, kind)
                      text = $0; fails = sub(/^```(ini|lua) fails /, "", text) ? text : ""
                      printf "%s\t%d\t%s\n", file, NR, fails > "list"; printf "" > file; inside = 1; next }
    /^```/ { if (inside) close(file); inside = 0 }
    inside { print > file }' "$VIKT_SOURCE/docs/rules.md"
n=0
while IFS="$(printf '\t')" read -r file line fails; do
    n=$((n + 1))
    vikt check customers.csv --rules "$file"
    command="docs/rules.md:$line: vikt check --rules $file"
    if [ -n "$fails" ]; then
        expect_status 3
        expect_out "$fails"
        continue
    fi
    expect_status 0
    vikt run customers.csv --rules "$file" --dry-run --as-of 2026-06-30 --json
    command="docs/rules.md:$line: vikt run --rules $file"
    expect_status 0
    expect_out '"failures":0,'
    vikt test "$file"
    command="docs/rules.md:$line: vikt test $file"
    expect_status 0
done < list
[ "$n" -ge 20 ] || fail "only $n examples found"
