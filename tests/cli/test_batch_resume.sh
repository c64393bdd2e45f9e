#!/bin/sh
# SPDX-License-Identifier: MIT
# --resume: who is done today with the same files and profile is skipped, and only that.
. "$VIKT_SOURCE/tests/cli/lib.sh"
. "$VIKT_SOURCE/tests/cli/companies.sh"

make_companies all 4 20 40
states() { # of the four companies, by the last --json
    sql :memory: "SELECT group_concat(json_extract(value, '\$.status') || ' ' || json_extract(value, '\$.run_id'), ', ')
        FROM json_each(json_extract(readfile('.out'), '\$.companies'))"
}
run_all() { vikt run --all all --json --quiet "$@"; }

run_all --resume
expect_status 0
expect_equal "$(states)" "done 1, done 1, done 1, done 1"
cp .out first
run_all --resume
expect_status 0
expect_equal "$(states)" "skipped 1, skipped 1, skipped 1, skipped 1"
expect_equal "$(sql :memory: "SELECT json_extract(readfile('.out'), '\$.companies[2].classes') = json_extract(readfile('first'), '\$.companies[2].classes')")" 1
expect_equal "$(sql :memory: "SELECT json_extract(readfile('.out'), '\$.total.customers') = json_extract(readfile('first'), '\$.total.customers')")" 1
run_all
expect_equal "$(sql :memory: "SELECT json_extract(readfile('.out'), '\$.companies[0].unchanged')")" 1

# Another list, another ledger, another rule: those run again.
sed -i '2s/.*/1;Kund 1;5000000;0/' all/c001/customers.csv
sed -i '2s/;[0-9]*$/;777/' all/c004/invoices.csv
sed -i 's/55/50/' all/c003/rules.lua
run_all --resume
expect_equal "$(states)" "done 2, skipped 1, done 2, done 2"

# A new sheet of ratings that fits the pattern.
printf 'ratings = ratings-*.csv\n' >> all/c002/vikt.ini
printf 'Kundnr;potential\n1;5\n2;4\n3;3\n' > all/c002/ratings-a.csv
run_all --resume
expect_equal "$(states)" "skipped 2, done 2, skipped 2, skipped 2"
printf 'Kundnr;potential\n1;5\n2;4\n3;2\n' > all/c002/ratings-b.csv
run_all --resume
expect_equal "$(states)" "skipped 2, done 3, skipped 2, skipped 2"
run_all --resume
expect_equal "$(states)" "skipped 2, skipped 3, skipped 2, skipped 2"

# Another date, and another profile by --set; a run of another date is not today's, though it is the newest, also of a ledger, which has
# its date by itself.
run_all --resume --as-of 2026-01-01
expect_equal "$(states)" "done 3, done 4, done 3, done 3"
run_all --resume --as-of 2026-01-01
expect_equal "$(states)" "skipped 3, skipped 4, skipped 3, skipped 3"
run_all --resume --as-of 2026-01-01 --set weight.revenue=50
expect_equal "$(states)" "done 4, done 5, done 4, done 4"
rm all/*/vikt.db
vikt run all/c004 --as-of 2025-06-30 --quiet
run_all --resume
expect_equal "$(states)" "done 1, done 1, done 1, done 2"

# What was done yesterday is not done today.
for database in all/*/vikt.db; do sql "$database" "UPDATE run SET started_at = '2020' || substr(started_at, 5)"; done
run_all --resume
expect_equal "$(sql :memory: "SELECT json_extract(readfile('.out'), '\$.total.skipped')")" 0

# A decision made or withdrawn since.
rm all/*/vikt.db
run_all
sql all/c001/vikt.db "INSERT INTO decision (customer_key, scheme, class, reason, author, made_on, since)
    SELECT '1', primary_scheme, 'A', 'why', 'who', '2026-01-01', '2020-01-01' FROM run"
sql all/c002/vikt.db "INSERT INTO decision (customer_key, scheme, class, reason, author, made_on, since)
    SELECT 'nobody', primary_scheme, 'A', 'why', 'who', '2026-01-01', '2020-01-01' FROM run"
run_all --resume
expect_equal "$(sql :memory: "SELECT group_concat(json_extract(value, '\$.status'), ' ') FROM json_each(json_extract(readfile('.out'), '\$.companies'))")" \
    "done skipped skipped skipped"

# One that cannot be read fails as ever; the others are skipped.
rm all/c002/customers.csv
run_all --resume
expect_status 4
expect_equal "$(sql :memory: "SELECT json_extract(readfile('.out'), '\$.total.failed')")" 1
