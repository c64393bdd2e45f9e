#!/bin/sh
# SPDX-License-Identifier: MIT
# An INI profile and its Lua twin give the same results: the built-in one and the Swedish example's.
. "$VIKT_SOURCE/tests/cli/lib.sh"
cp "$examples/verkstad/kunder.csv" "$examples/verkstad/vikt.ini" .
mkdir data && mv kunder.csv data/

# What a run says of every customer, without the profile's own text.
results() { # DATABASE
    sqlite3 -bail "$1" "SELECT * FROM current_results; SELECT * FROM classes; SELECT * FROM points; SELECT * FROM plan; SELECT * FROM rejects"
}

twin() { # NAME: NAME.ini and NAME.lua
    for form in ini lua; do
        vikt run data/kunder.csv --rules "$1.$form" --db "$1.$form.db" --as-of 2026-01-31 --json
        [ "$status" -le 1 ] || fail "does not run"
        mv .out "$1.$form.json"
        results "$1.$form.db" > "$1.$form.txt"
    done
    [ "$(wc -l < "$1.ini.txt")" -gt 500 ] || fail "hardly any results"
    cmp "$1.ini.txt" "$1.lua.txt" || fail "$1: results differ"
    cmp "$1.ini.json" "$1.lua.json" || fail "$1: JSON differs"
}

vikt convert vikt.ini
expect_status 0
expect_out 'criterion "'
cp .out vikt.lua
mv vikt.ini firm.ini
mv vikt.lua firm.lua
twin firm

vikt convert
expect_status 0
expect_out 'criterion "development_potential" {'
cp .out default.lua
cp "$VIKT_SOURCE/rules/default.ini" default.ini
twin default

vikt convert missing.ini
expect_status 4
printf '[criterion x]\nwieght = 3\n' > bad.ini
vikt convert bad.ini
expect_status 3
expect_err 'bad.ini:2'
