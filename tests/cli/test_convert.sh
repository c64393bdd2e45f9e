#!/bin/sh
# SPDX-License-Identifier: MIT
# An INI profile and its Lua twin give the same results: the built-in one, those of all examples, and every example of
# docs/rules.md. tests/unit/whole/test_twin.c does the same with profiles made by chance.
. "$VIKT_SOURCE/tests/cli/lib.sh"

# All that a run stores of every customer, and what is explained to people, without the names of files and their lines.
results() { # DATABASE
    sqlite3 -bail "$1" "SELECT * FROM current_results; SELECT * FROM classes; SELECT * FROM points; SELECT * FROM plan; SELECT * FROM rejects"
    for key in $(sqlite3 -bail "$1" "SELECT customer_key FROM current_results ORDER BY 1 LIMIT 1"); do
        vikt explain "$key" --db "$1"
        expect_status 0
        cat "$work/.out"
    done
}
strip() { sed -E 's/(twin|example[0-9]*|default)\.(ini|lua)[:0-9]*/PROFILE/g'; }

same() { # NAME ARGUMENTS...: with NAME.ini and with NAME.lua, which {} stands for
    name=$1
    shift
    for form in ini lua; do
        rm -f "$form.db"
        # shellcheck disable=SC2046
        vikt run $(echo "$*" | sed "s|{}|$name.$form|g") --db "$form.db" --json
        [ "$status" -le 1 ] || fail "does not run"
        { cat "$work/.out" "$work/.err"; results "$form.db"; } | strip > "$form.txt"
    done
    [ "$(wc -l < ini.txt)" -gt 30 ] || fail "$name: hardly any results"
    grep -q '^Score ' ini.txt || fail "$name: nobody is explained"
    cmp ini.txt lua.txt || fail "$name: results differ: $(diff ini.txt lua.txt | head -n 6)"
}

convert() { # FROM TO
    vikt convert "$1"
    expect_status 0
    cp "$work/.out" "$2"
    grep -q '^-- Written by vikt convert from' "$2" || fail "no head"
}

# The examples. The profile of each is put into a file of its own, which what is left of vikt.ini extends.
tried=0
for example in "$examples"/*/; do
    [ -f "$example/vikt.ini" ] || continue
    rm -rf firm && cp -r "$example" firm && rm -f firm/*.db
    cd firm || exit 1
    mv vikt.ini twin.ini
    convert twin.ini twin.lua
    customers=$(sed -n 's/^customers *= *//p' twin.ini)
    rules=$(sed -n 's/^rules *= *\(.*\)/rules = \1/p' twin.ini)
    printf '[sources]\ncustomers = %s\n%s\n[database]\npath = unused.db\n' "$customers" "$rules" > rest
    for form in ini lua; do
        mkdir -p "../$form" && rm -rf "../$form"/* && cp -r . "../$form/firm"
        { printf '[profile]\nextends = twin.%s\n' "$form"; cat rest; } > "../$form/firm/vikt.ini"
    done
    cd ..
    for form in ini lua; do
        mv "$form/firm" here && cd here || exit 1
        rm -f ../"$form.db"
        vikt run . --db "../$form.db" --json --as-of 2026-06-30
        [ "$status" -le 1 ] || fail "$example does not run"
        { cat "$work/.out" "$work/.err"; results "../$form.db"; } | strip > "../$form.txt"
        cd .. && rm -rf here
    done
    cmp ini.txt lua.txt || fail "$example: results differ: $(diff ini.txt lua.txt | head -n 6)"
    [ "$(wc -l < ini.txt)" -gt 30 ] || fail "$example: hardly any results"
    tried=$((tried + 1))
done
[ "$tried" -ge 2 ] || fail "only $tried examples"

# The built-in profile.
cp "$VIKT_SOURCE/rules/default.ini" default.ini
cp "$examples/verkstad/kunder.csv" .
vikt convert
expect_status 0
expect_out 'criterion "development_potential" {'
cp .out default.lua
same default kunder.csv --rules '{}' --as-of 2026-01-31

# Every ini example of the reference.
cp "$VIKT_SOURCE"/tests/data/docs/*.csv .
awk '
    /^```ini$/ { n++; file = sprintf("example%03d.ini", n); inside = 1; next }
    /^```/ { if (inside) close(file); inside = 0 }
    inside { print > file }' "$VIKT_SOURCE/docs/rules.md"
tried=0
for file in example*.ini; do
    name=${file%.ini}
    convert "$file" "$name.lua"
    same "$name" customers.csv --rules '{}' --as-of 2026-06-30
    tried=$((tried + 1))
done
[ "$tried" -ge 20 ] || fail "only $tried examples in docs/rules.md"

# What is wrong in a file is told as everywhere.
vikt convert missing.ini
expect_status 4
printf '[criterion x]\nwieght = 3\n' > bad.ini
vikt convert bad.ini
expect_status 3
expect_err 'bad.ini:2'
