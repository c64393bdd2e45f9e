#!/bin/sh
# SPDX-License-Identifier: MIT
# The same data, profile and date give the same bytes: twenty times, with any number of workers, with shuffled rows.
. "$VIKT_SOURCE/tests/cli/lib.sh"
cp -r "$examples/wholesale" company
cd company || exit 1

# A dump without what may differ: the time of the run, with its seal. With `rows` also without input hashes and row numbers.
dump() { # DATABASE
    sqlite3 -bail "$1" "UPDATE run SET started_at = ''; DELETE FROM seal WHERE \"table\" = 'run.started_at'" .dump
}
dump_without_rows() { # DATABASE
    sqlite3 -bail "$1" "UPDATE run SET started_at = '', fingerprint = ''; UPDATE run_input SET digest = ''; UPDATE reject SET row = 0;
        DELETE FROM seal WHERE \"table\" IN ('run', 'run.started_at', 'run_input', 'reject')" .dump
}

# Every example: twenty runs, a few under sanitizers.
repeats="1 2 3 4 5"
[ -z "${VIKT_SANITIZE:-}" ] || repeats=1
for example in "$examples"/*/; do
    rm -f ../one.db
    "$VIKT" run "$example" --db ../one.db --as-of 2026-11-01 --json > ../one.json 2> ../one.err
    dump ../one.db > ../one.sql
    [ "$(grep -c '^INSERT INTO result ' ../one.sql)" -gt 20 ] || fail "the dump of $example has no results"
    for repeat in $repeats; do
        for workers in 0 1 2 5; do
            rm -f ../again.db
            command="run $repeat of $example with $workers workers"
            TZ=Pacific/Auckland "$VIKT" run "$example" --db ../again.db --as-of 2026-11-01 --json --workers $workers \
                > ../again.json 2> ../again.err
            cmp ../one.json ../again.json || fail "JSON differs"
            cmp ../one.err ../again.err || fail "what it says differs"
            dump ../again.db > ../again.sql
            cmp ../one.sql ../again.sql || fail "the dump differs"
        done
    done
done

"$VIKT" run . --db ../first.db --json > ../first.json 2> /dev/null
cp ../first.db ../first_rows.db
dump_without_rows ../first_rows.db > ../first_rows.sql

data=wholesale_customers.csv
for seed in 1 2 3; do
    head -n 1 $data > ../shuffled.csv
    tail -n +2 $data | awk -v seed=$seed 'BEGIN { srand(seed) } { printf "%.9f\t%s\n", rand(), $0 }' | sort | cut -f 2- >> ../shuffled.csv
    cmp -s $data ../shuffled.csv && fail "not shuffled"
    cp $data ../kept.csv
    cp ../shuffled.csv $data
    rm -f ../again.db
    command="run with shuffled rows, seed $seed"
    "$VIKT" run . --db ../again.db --json > ../again.json 2> /dev/null
    cp ../kept.csv $data
    cmp ../first.json ../again.json || fail "JSON differs"
    dump_without_rows ../again.db > ../again.sql
    cmp ../first_rows.sql ../again.sql || fail "the dump differs"
done

# The Swedish company has rejects and missing values.
cp -r "$examples/verkstad" ../verkstad
cd ../verkstad || exit 1
"$VIKT" run . --db ../v1.db --json > ../v1.json 2> /dev/null
{ head -n 1 kunder.csv; tail -n +2 kunder.csv | sort -r; } > ../k.csv
cp ../k.csv kunder.csv
"$VIKT" run . --db ../v2.db --json > ../v2.json 2> /dev/null
cmp ../v1.json ../v2.json || fail "JSON differs after reversing"
dump_without_rows ../v1.db > ../v1.sql
dump_without_rows ../v2.db > ../v2.sql
cmp ../v1.sql ../v2.sql || fail "the dump differs after reversing"

# A list, a ledger and sheets of ratings, each with its rows the other way round.
cp -r "$VIKT_SOURCE/tests/data/ledger" ../ledger
cd ../ledger || exit 1
"$VIKT" run . --db ../l1.db --json > ../l1.json 2> ../l1.err
for file in *.csv; do
    { head -n 1 $file; tail -n +2 $file | tac; } > ../turned.csv
    cmp -s $file ../turned.csv && fail "$file is as it was"
    cp ../turned.csv $file
done
"$VIKT" run . --db ../l2.db --json > ../l2.json 2> ../l2.err
cmp ../l1.json ../l2.json || fail "JSON of a ledger differs after reversing"
cmp ../l1.err ../l2.err || fail "what is said of a ledger differs after reversing"
dump_without_rows ../l1.db > ../l1.sql
dump_without_rows ../l2.db > ../l2.sql
cmp ../l1.sql ../l2.sql || fail "the dump of a ledger differs after reversing"
[ "$(sql ../l1.db 'SELECT count(*) FROM ratings')" -gt 4 ] || fail "there are no ratings"
cd ../verkstad || exit 1

# A second run on another date, then the same date again: the previous run is the one before that date.
"$VIKT" run . --db ../v1.db --as-of 2027-01-01 --json --force 2> /dev/null | sed 's/"run_id":[0-9]*//' > ../a.json
"$VIKT" run . --db ../v1.db --as-of 2027-01-01 --json --force 2> /dev/null | sed 's/"run_id":[0-9]*//' > ../b.json
cmp ../a.json ../b.json || fail "repeating a date changes the result"

# A criterion sees the class that the customer had before.
cat > ../previous.lua <<'X'
criterion "before" { weight = 1, points = function(previous) return previous.class == "A" and 5 or previous.class and 3 or 1 end }
X
"$VIKT" run kunder.csv --rules ../previous.lua --db ../p.db --as-of 2026-01-01 --quiet 2> /dev/null
"$VIKT" run kunder.csv --rules ../previous.lua --db ../p.db --as-of 2026-02-01 --quiet 2> /dev/null
command="previous.class"
expect_equal "$(sql ../p.db "SELECT group_concat(DISTINCT points) FROM points WHERE run_id = 1 AND criterion = 'before'")" "1"
expect_equal "$(sql ../p.db "SELECT count(*) FROM points p JOIN classes c ON c.run_id = 1 AND c.scheme = 'class' AND c.customer_key = p.customer_key
    WHERE p.run_id = 2 AND criterion = 'before' AND points <> CASE class WHEN 'A' THEN 5 ELSE 3 END")" 0
