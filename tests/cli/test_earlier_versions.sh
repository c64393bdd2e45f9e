#!/bin/sh
# SPDX-License-Identifier: MIT
# Databases that earlier versions have stored: told apart, brought up to date whole or not at all, and gone on with.
. "$VIKT_SOURCE/tests/cli/lib.sh"

stored=$VIKT_SOURCE/tests/data/stored
newest=4

begin() { # VERSION: acme as it was left, with the next month's list
    rm -rf acme
    cp -r "$stored/acme" acme
    cp acme/customers-3.csv acme/customers.csv
    gunzip < "$stored/version-$1.db.gz" > acme/vikt.db
    before=$(bytes acme/vikt.db)
}
untouched() {
    expect_no_file acme/vikt.db-journal
    expect_equal "$(bytes acme/vikt.db)" "$before"
}

# The rows of all tables, with the columns that they had then. A mapping is written again by the run that uses it.
selects() { # DATABASE: a SELECT a table
    sql "$1" "SELECT 'SELECT ''' || t.name || ''', ' || group_concat('quote(\"' || c.name || '\")', ', ') || ' FROM ' || t.name ||
            ' WHERE run_id <= 2 ORDER BY 2, 3, 4;'
        FROM pragma_table_list t JOIN pragma_table_info(t.name) c
        WHERE t.schema = 'main' AND t.type = 'table' AND t.name NOT LIKE 'sqlite_%' AND t.name <> 'mapping'
        GROUP BY t.name ORDER BY t.name"
}

for version in 1 2 3; do
    begin $version
    ratings=
    [ $version = 1 ] || ratings="--ratings acme/ratings-*.csv"
    expect_equal "$(sql acme/vikt.db 'PRAGMA user_version')" $version

    # What only reads says what to do.
    for words in "runs acme" "explain K-105 acme" "run acme --as-of 2026-03-28 --dry-run"; do
        vikt $words
        expect_status 5
        expect_err "acme/vikt.db: has the older schema version $version; the next \"vikt run\" brings it to $newest"
        untouched
    done

    # A run that comes to nothing leaves it as it was.
    mv acme/customers.csv acme/away.csv
    vikt run acme --as-of 2026-03-28
    expect_status 4
    untouched
    mv acme/away.csv acme/customers.csv

    # So does a full disk.
    command="vikt run on a full disk, version $version"
    (trap '' XFSZ; ulimit -f $(($(wc -c < acme/vikt.db) / 512)); exec "$VIKT" run acme --as-of 2026-03-28) > .out 2> .err
    status=$?
    expect_status 5
    expect_err "the disk is full"
    untouched

    # The next run brings it up to date, and every row is what it was.
    selects acme/vikt.db > selects
    [ "$(wc -l < selects)" -ge 17 ] || fail "few tables"
    sql acme/vikt.db ".read selects" > rows.before
    set -f
    vikt run acme --as-of 2026-03-28 $ratings
    expect_status 1
    expect_out "Stored as run 3 in acme/vikt.db"
    sql acme/vikt.db ".read selects" > rows.after
    cmp rows.before rows.after || fail "rows of version $version have changed"
    expect_equal "$(sql acme/vikt.db 'PRAGMA user_version; PRAGMA integrity_check; PRAGMA foreign_key_check')" "$newest
ok"
    expect_equal "$(sql acme/vikt.db "SELECT count(*), sum(field = 'revenue'), sum(run_id) FROM mapping WHERE source = 'customers'")" "6|1|18"
    [ $version -lt 3 ] || expect_out "Not used: Risk" # as it was then, when ratings stood for it

    # Its form is that of a new one.
    vikt run acme --as-of 2026-03-28 --db new.db
    for db in acme/vikt.db new.db; do
        sql $db "SELECT m.name, c.name, c.type, c.\"notnull\", c.dflt_value, c.pk FROM sqlite_schema m, pragma_table_info(m.name) c
            ORDER BY m.type, m.name, c.cid" > "form.$(basename $db)"
    done
    cmp form.vikt.db form.new.db || fail "version $version came out in another form"
    rm new.db

    # Views, and moves from a run of then to one of now.
    for view in $(sql acme/vikt.db "SELECT name FROM sqlite_schema WHERE type = 'view'"); do
        command="SELECT FROM $view"
        sql acme/vikt.db "SELECT count(*) FROM $view" > .out 2> .err || fail "$view"
    done
    expect_equal "$(sql acme/vikt.db 'SELECT run_id, customers FROM runs_overview')" "1|11
2|11
3|11"
    expect_equal "$(sql acme/vikt.db 'SELECT previous_run_id, previous_as_of FROM run WHERE run_id > 1')" "1|2026-01-28
2|2026-02-28"
    expect_equal "$(sql acme/vikt.db "SELECT old_class || new_class FROM moves WHERE run_id = 3 AND scheme = 'class' AND customer_key = 'K-107'")" BA
    expect_equal "$(sql acme/vikt.db "SELECT old_class, sum(customers) FROM migration WHERE run_id = 3 AND scheme = 'class' AND new_class = 'gone'")" "A|1"
    expect_equal "$(sql acme/vikt.db "SELECT sum(customers) FROM migration WHERE run_id = 3 AND scheme = 'class'")" 12
    vikt runs acme
    expect_status 0
    vikt explain K-105 acme --run 1
    expect_status 0
    expect_out "Ekhaga"
    for run in 1 2; do
        vikt verify $run acme
        expect_status 0
        expect_out "It has no seals: it was stored by an earlier version"
        expect_out "Computed again from the values that it stored, for the run is of an earlier version"
        expect_out ", 0 differences"
    done
    vikt run acme --as-of 2026-03-28 $ratings
    set +f
    expect_out "Nothing has changed since run 3"
done

# Hysteresis knows the classes of then: what was kept stays explained, and is what today's class is held against.
begin 1
vikt run acme --as-of 2026-02-28 --force
expect_equal "$(sql acme/vikt.db "SELECT previous_run_id FROM run WHERE run_id = 3")" 1
vikt explain K-105 acme --run 2
expect_out "kept A by the margin"
