#!/bin/sh
# SPDX-License-Identifier: MIT
# Old runs dropped: which ones, completely, and what stays.
. "$VIKT_SOURCE/tests/cli/lib.sh"

cp -r "$VIKT_SOURCE/tests/data/stored/acme" acme
db=acme/vikt.db
run() { # MONTH
    cp "acme/customers-$(($1 % 3 + 1)).csv" acme/customers.csv
    vikt run acme --as-of "2026-0$1-28" --ratings 'acme/ratings-*.csv'
    expect_status 1
}
ids() { sql $db "SELECT group_concat(run_id, ' ') FROM (SELECT run_id FROM run ORDER BY run_id)"; }
orphans() { # rows of runs that are not there, in all tables
    sql $db "SELECT 'SELECT count(*) FROM \"' || m.name || '\" WHERE run_id NOT IN (SELECT run_id FROM run);' FROM sqlite_schema m,
        pragma_table_info(m.name) c WHERE m.type = 'table' AND c.name = 'run_id' AND m.name <> 'mapping'" > orphans.sql
    [ "$(wc -l < orphans.sql)" -ge 20 ] || fail "few tables"
    sql $db ".read orphans.sql" | sort -u
}

# It does not guess how many.
vikt prune acme
expect_status 2
expect_err "--keep 24"
vikt prune acme --keep 0
expect_status 2
vikt prune acme --keep 24
expect_status 5
expect_err "acme/vikt.db: does not exist"
expect_no_file $db

# Run 4 is of an earlier date than run 3: dates decide, then numbers.
run 1; run 3; run 5; run 2
expect_equal "$(ids)" "1 2 3 4"
sql $db "INSERT INTO decision VALUES (1, 'K-101', 'class', 'A', 'why', 'who', '2026-01-28', '2026-01-28', NULL, NULL, NULL, NULL)"
expect_equal "$(sql $db "SELECT previous_run_id || ' ' || previous_as_of FROM run WHERE run_id = 4")" "1 2026-01-28"
before=$(bytes $db)
vikt prune acme --keep 4
expect_status 0
expect_out "Nothing to drop: acme/vikt.db holds 4 runs"
expect_equal "$(bytes $db)" "$before"
vikt prune acme --keep 2 --dry-run
expect_status 0
expect_out "Would drop 2 runs from acme/vikt.db, 2 stay"
expect_equal "$(bytes $db)" "$before"

# A full disk leaves all of them.
command="vikt prune on a full disk"
(trap '' XFSZ; ulimit -f 16; exec "$VIKT" prune acme --keep 2) > .out 2> .err
status=$?
expect_status 5
expect_err "the disk is full"
expect_no_file $db-journal
expect_equal "$(bytes $db)" "$before"

# Runs 1 and 4 go. Decisions and how headings were understood stay; run 2 was compared with run 1.
mapping=$(sql $db "SELECT * FROM mapping")
size=$(wc -c < $db)
vikt prune acme --keep 2
expect_status 0
expect_out "Dropped 2 runs from acme/vikt.db, 2 stay"
expect_out "run 4, as of 2026-02-28"
expect_out "run 1, as of 2026-01-28"
expect_out "Of those that stay, 1 was compared with a run that is gone; its date is kept"
expect_equal "$(ids)" "2 3"
expect_equal "$(orphans)" 0
expect_equal "$(sql $db "SELECT coalesce(previous_run_id, '-') || ' ' || previous_as_of FROM run")" "- 2026-01-28
2 2026-03-28"
expect_equal "$(sql $db "SELECT * FROM mapping")" "$mapping"
expect_equal "$(sql $db "SELECT count(*) FROM decision")" 1
expect_equal "$(sql $db 'PRAGMA integrity_check; PRAGMA foreign_key_check; PRAGMA freelist_count; PRAGMA page_size')" "ok
0
16384"
[ "$(wc -c < $db)" -lt "$size" ] || fail "not smaller"
expect_equal "$(stat -c %a $db)" 600

# A number is not given twice, and the next run goes on from what stayed.
run 6
expect_out "Stored as run 5"
expect_equal "$(sql $db "SELECT previous_run_id FROM run WHERE run_id = 5")" 3
vikt explain K-101 acme
expect_status 0
vikt moves acme
expect_status 0
for run in 2 3 5; do # run 2 is without the one that it was compared with
    vikt verify $run acme
    expect_status 0
    expect_out "All seals are whole"
done

vikt prune acme --keep 1 --json
expect_status 0
expect_out '{"version":1,"database":"acme/vikt.db","dry_run":false,"kept":1,"dropped":[{"run_id":3,"as_of":"2026-05-28"},{"run_id":2,"as_of":"2026-03-28"}]'
expect_out '"compacted":true}'

# An older database is brought up to date with it, and keeps the date of what it was compared with.
gunzip < "$VIKT_SOURCE/tests/data/stored/version-1.db.gz" > $db
vikt prune acme --keep 1
expect_status 0
expect_equal "$(sql $db "SELECT run_id || ' ' || previous_as_of FROM run")" "2 2026-01-28"
expect_equal "$(orphans)" 0
