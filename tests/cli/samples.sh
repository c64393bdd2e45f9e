# SPDX-License-Identifier: MIT
# Sourced by tests/cli/test_samples*.sh: one sample after the other through vikt sniff and vikt run. A check stands under the name
# of the trap that tests/data/samples/README.md lists for it.
. "$VIKT_SOURCE/tests/cli/lib.sh"
samples=$VIKT_SOURCE/tests/data/samples

sample() { # FILE: looks at it; what comes next is about it
    file=$1
    rm -f vikt.ini run.db
    cp "$samples/$file" .
    vikt sniff "$file" --json
    expect_status 0
    expect_silent
    cp "$work/.out" sniffed.json
    vikt sniff "$file"
    expect_status 0
    expect_silent
}

query() { # SQL on the JSON of vikt sniff, called j
    sqlite3 :memory: "WITH s(j) AS (SELECT CAST(readfile('sniffed.json') AS TEXT)) $1"
}

told() { # PATH... EXPECTED: what the JSON has there, separated by blanks
    paths=
    while [ $# -gt 1 ]; do
        paths="$paths${paths:+ || ' ' ||} coalesce(json_extract(j, '\$.$1'), '-')"
        shift
    done
    expect_equal "$file: $(query "SELECT $paths FROM s")" "$file: $1"
}

column() { # HEADING KEY... EXPECTED: of the column with that heading
    heading=$1
    shift
    keys=
    while [ $# -gt 1 ]; do
        keys="$keys${keys:+ || ' ' ||} coalesce(c.value ->> '$1', '-')"
        shift
    done
    expect_equal "$file, $heading: $(query "SELECT $keys FROM s, json_each(j, '\$.columns') c WHERE c.value ->> 'heading' = '$heading'")" \
        "$file, $heading: $1"
}

first() { # ROW FIELD EXPECTED: a value of the first rows as understood; ROW 1 to 3
    expect_equal "$file, row $1, $2: $(query "SELECT json_extract(j, '\$.first_rows[$(($1 - 1))].values.$2') FROM s")" "$file, row $1, $2: $3"
}

as_of=2025-01-31

run_sample() { # OPTIONS...: stored in run.db, and once more with the settings that sniff gave: the same, and nothing is asked
    vikt run "$file" --as-of $as_of --db run.db "$@"
    [ "$status" -le 1 ] || fail "a run of $file"
    query "SELECT json_extract(j, '\$.settings') FROM s" > vikt.ini
    rm -f kept.db
    vikt run "$file" --as-of $as_of --db kept.db "$@"
    [ "$status" -le 1 ] || fail "a run of $file with its settings"
    vikt sniff "$file" "$@"
    expect_no_out Questions
    for view in "points ORDER BY customer_key, criterion" "rejects ORDER BY row, column" "current_results ORDER BY customer_key"; do
        expect_equal "$(sql kept.db "SELECT * FROM $view")" "$(sql run.db "SELECT * FROM $view")"
    done
    rm vikt.ini
}

value_of() { # KEY CRITERION: its value in the run
    sql run.db "SELECT value FROM points WHERE customer_key = '$1' AND criterion = '$2'"
}
