#!/bin/sh
# SPDX-License-Identifier: MIT
# A run that rests on the same as the newest one of its date is not stored again; whatever matters makes it another one.
. "$VIKT_SOURCE/tests/cli/lib.sh"

mkdir acme
printf 'Kundnr;Namn;Omsättning;Risk\n1;A;100;2\n2;B;50;3\n3;C;5;4\n' > acme/kunder.csv
printf '[sources]\ncustomers = kunder.csv\n[criterion revenue]\nweight = 60\n' > acme/vikt.ini
runs=0
stored() { # OPTIONS...: one more run
    vikt run acme "$@"
    expect_status 0
    runs=$((runs + 1))
    expect_out "Stored as run $runs in"
    expect_equal "$(sql acme/vikt.db 'SELECT count(*) || " " || max(run_id) FROM run')" "$runs $runs"
}
unchanged() { # RUN OPTIONS...
    before=$(bytes acme/vikt.db)
    of=$1
    shift
    vikt run acme "$@"
    expect_status 0
    expect_out "Nothing has changed since run $of in acme/vikt.db: not stored again; --force stores it"
    expect_no_out "Stored as run"
    expect_equal "$(bytes acme/vikt.db)" "$before"
}

stored --as-of 2026-01-31
unchanged 1 --as-of 2026-01-31
unchanged 1 --as-of 2026-01-31 --workers 0
(cd acme && "$VIKT" run . --as-of 2026-01-31 > ../.out) # the same company from another place
expect_out "Nothing has changed since run 1"
vikt run acme --as-of 2026-01-31 --json
expect_out '"run_id":1,"unchanged":true'
expect_out '"customers":3'
vikt run acme --as-of 2026-01-31 --dry-run --json
expect_out '"run_id":null,"unchanged":false'

# What is told aside from the files: a weight, the date, a field's column.
stored --as-of 2026-01-31 --set weight.revenue=61
unchanged 2 --as-of 2026-01-31 --set weight.revenue=61
stored --as-of 2026-01-31 # not the newest any more
stored --as-of 2026-02-28
unchanged 4 --as-of 2026-02-28
unchanged 3 --as-of 2026-01-31

# One byte of the customers, then of the profile: a comment too, for its words are kept.
sed -i 's/;50;/;51;/' acme/kunder.csv
stored --as-of 2026-02-28
unchanged 5 --as-of 2026-02-28
echo '# a word' >> acme/vikt.ini
stored --as-of 2026-02-28
unchanged 6 --as-of 2026-02-28

# A run before it, which is another one than it was.
stored --as-of 2026-02-15
stored --as-of 2026-02-28
unchanged 8 --as-of 2026-02-28

# ... but not one that is only a copy of what it was.
stored --as-of 2026-02-15 --force
unchanged 8 --as-of 2026-02-28

# Ledgers and ratings count, and whose the ratings are.
printf 'Kundnr;Datum;Belopp\n1;2026-01-05;70\n2;2026-01-06;30\n' > acme/order.csv
stored --as-of 2026-02-28 --invoices acme/order.csv
unchanged 10 --as-of 2026-02-28 --invoices acme/order.csv
sed -i 's/;30/;31/' acme/order.csv
stored --as-of 2026-02-28 --invoices acme/order.csv
printf 'Kundnr;Risk\n1;5\n2;1\n' > acme/betyg-anna.csv
stored --as-of 2026-02-28 --ratings 'acme/betyg-*.csv'
unchanged 12 --as-of 2026-02-28 --ratings 'acme/betyg-*.csv'
mv acme/betyg-anna.csv acme/betyg-bo.csv
stored --as-of 2026-02-28 --ratings 'acme/betyg-*.csv'

# Another version of the program, and a run that an earlier version has stored.
sql acme/vikt.db "UPDATE run SET fingerprint = NULL WHERE run_id = 13"
stored --as-of 2026-02-28 --ratings 'acme/betyg-*.csv'
unchanged 14 --as-of 2026-02-28 --ratings 'acme/betyg-*.csv'

# What could not be used is told by the exit status, stored or not.
rm acme/vikt.db
printf '4;D;12,5o;2\n5;E;7;2\n6;F;8;2\n7;G;9;1\n' >> acme/kunder.csv
vikt run acme --as-of 2026-03-31
expect_status 1
vikt run acme --as-of 2026-03-31
expect_status 1
expect_out "Nothing has changed since run 1 "

# --force stores it again.
vikt run acme --as-of 2026-03-31 --force
expect_out "Stored as run 2 "
vikt run acme --as-of 2026-03-31
expect_out "Nothing has changed since run 2 "

# Two first runs at once: both see that there is no database; one stores.
for round in 1 2 3; do
    rm -f acme/vikt.db
    "$VIKT" run acme --as-of 2026-03-31 --json > one.json 2> one.err & first=$!
    "$VIKT" run acme --as-of 2026-03-31 --json > two.json 2> two.err & second=$!
    wait $first; expect_equal $? 1
    wait $second; expect_equal $? 1
    command="two first runs at once, round $round"
    expect_equal "$(sql acme/vikt.db 'SELECT count(*) FROM run')" 1
    expect_equal "$(cat one.json two.json | grep -o '"run_id":1,"unchanged":[a-z]*' | sort | tr "\n" " ")" \
        '"run_id":1,"unchanged":false "run_id":1,"unchanged":true '
done
