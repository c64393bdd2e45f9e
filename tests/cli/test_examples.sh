#!/bin/sh
# SPDX-License-Identifier: MIT
# Every folder of rules/examples: its profile is free of errors and warnings, it runs, its tests pass, its README shows what is
# printed, and its classes are those that an independent computation in SQL gives (tests/cli/examples/FOLDER.sql).
. "$VIKT_SOURCE/tests/cli/lib.sh"
mkdir bin
ln -s "$VIKT" bin/vikt

# Lines of the blocks of one kind in a page.
blocks() { # KIND FILE
    awk -v kind="$1" '$0 == "```" kind { inside = 1; next } /^```/ { inside = 0 } inside && NF' "$2"
}

setting() { # KEY FILE
    sed -n "s/^$1 = //p" "$2" | head -n 1
}

# SCHEME|KEY|CLASS of every customer, from the data file alone.
by_sql() { # FOLDER SQL
    data=$1/$(setting customers "$1/vikt.ini")
    iconv -f utf-8 -t utf-8 "$data" > data.csv 2> /dev/null || iconv -f windows-1252 -t utf-8 "$data" > data.csv
    separator=,
    head -n 1 data.csv | grep -q ';' && separator=';'
    sqlite3 -bail :memory: '.mode csv' ".separator '$separator'" '.import data.csv customers' '.mode list' '.separator |' ".read $2" | sort
}

by_vikt() { # DATABASE SCHEMES
    sql "$1" "SELECT scheme, customer_key, class FROM classes WHERE run_id = 1 AND scheme IN ($2)" | sort
}

checked=0
for source in "$examples"/*/; do
    name=$(basename "$source")
    rm -rf tree && mkdir -p tree && cp -r "$VIKT_SOURCE/rules" tree
    find tree -name '*.db' -delete
    folder=tree/rules/examples/$name

    vikt check "$folder"
    expect_status 0
    expect_out "0 errors, 0 warnings"

    vikt test "$folder"
    expect_status 0
    expect_out " 0 failed"

    # Two cells of the Swedish workshop cannot be read, on purpose.
    wanted=0
    [ "$name" = verkstad ] && wanted=1
    vikt run "$folder" --dry-run --as-of "$(setting as_of "$folder/vikt.ini")"
    expect_status $wanted
    mv .out said

    # The commands of the page, and what it shows of their output.
    page=$folder/README.md
    blocks sh "$page" > commands
    [ -s commands ] || fail "$page has no commands"
    while IFS= read -r line; do
        (cd tree && PATH=$work/bin:$PATH sh -c "$line") > .out 2> .err < /dev/null
        status=$?
        command="$page: $line"
        [ $status -le $wanted ] || fail "the command fails"
        case $line in *" > "*) ;; *) [ -s .out ] || fail "the command prints nothing" ;; esac
        cat .out >> said
    done < commands
    blocks text "$page" > picture
    while IFS= read -r line; do
        case $line in *...*) continue ;; esac
        grep -qxF -- "$line" said || fail "$page shows what is not printed: $line"
    done < picture

    computation=$VIKT_SOURCE/tests/cli/examples/$name.sql
    [ -f "$computation" ] || continue
    command="$name: classes by SQL and by vikt"
    "$VIKT" run "$folder" --db sql.db --quiet > .out 2> .err
    by_sql "$folder" "$computation" > expected
    schemes=$(cut -d '|' -f 1 expected | sort -u | sed "s/.*/'&'/" | paste -sd ,)
    by_vikt sql.db "$schemes" > got
    rm -f sql.db
    [ -s expected ] || fail "the computation gives nothing"
    diff expected got > .out || fail "they differ"
    checked=$((checked + 1))
done
[ "$checked" -ge 8 ] || fail "only $checked examples were computed"

# A profile without criteria has no scores to speak of.
vikt run "$examples/abc" --dry-run
expect_no_out "Scores rest on"
expect_no_out "mean score"
