#!/bin/sh
# SPDX-License-Identifier: MIT
# How headings were understood is kept in the database: the next file with the same headings is read in the same way and in silence.
. "$VIKT_SOURCE/tests/cli/lib.sh"

printf 'Kund;Namn;Omsattnin;Risk (5 = låg)\n1001;Alfa;1000;4\n1002;Beta;500;2\n1003;Gamma;50;3\n' > first.csv
vikt run first.csv --db v.db --as-of 2026-01-01
expect_status 0
expect_out '"Kund" is taken for the key'
expect_out '"Omsattnin" is taken for field "revenue", as it is nearly'
expect_out '"Risk (5 = låg)" is turned round'
expect_equal "$(sql v.db "SELECT group_concat(field || ' ' || match || coalesce(' ' || turn, ''), ', ') FROM mapping")" \
    'key content, name synonym, revenue near, risk name scale'
expect_equal "$(sql v.db "SELECT value FROM points WHERE customer_key = '1001' AND criterion = 'risk'")" 2

# The same headings: silent, and the key stays the key although now a name stands in it.
printf 'Kund;Namn;Omsattnin;Risk (5 = låg)\n1001;Alfa;1000;4\n1002;Beta;500;2\nGamma AB;Gamma;50;3\n' > second.csv
vikt run second.csv --db v.db --as-of 2026-02-01
expect_status 0
expect_no_out 'is taken for'
expect_no_out 'turned round'
expect_out 'Kund = key'
expect_equal "$(sql v.db "SELECT value FROM points WHERE run_id = 2 AND customer_key = '1001' AND criterion = 'risk'")" 2
expect_equal "$(sql v.db 'SELECT count(*) || " " || min(run_id) FROM mapping')" '4 2'

# A dry run reads what is kept and keeps nothing.
vikt run second.csv --db v.db --as-of 2026-03-01 --dry-run
expect_no_out 'is taken for'
expect_equal "$(sql v.db 'SELECT max(run_id) FROM mapping')" 2

# Other headings: found anew, and what changed is said.
printf 'Kund;Namn;Omsattnin;Omsättning\n1001;Alfa;1000;4000\n1002;Beta;500;2000\n1003;Gamma;50;3000\n' > third.csv
vikt run third.csv --db v.db --as-of 2026-04-01
expect_status 0
expect_out '"Omsattnin" was field "revenue" in the last file and is not used now, because the headings have changed'
expect_equal "$(sql v.db 'SELECT count(DISTINCT fingerprint) FROM mapping')" 2

# What the profile says goes before what is kept.
printf '[field revenue]\ncolumn = Omsattnin\n' > own.ini
vikt run third.csv --db v.db --rules own.ini --as-of 2026-05-01
expect_status 0
expect_out 'Omsattnin = revenue'

# What a heading says of its scale is part of it: with another word it is found anew.
printf 'Kund;Namn;Omsattnin;Risk (5 = hög)\n1001;Alfa;1000;4\n1002;Beta;500;2\n1003;Gamma;50;3\n' > scale.csv
vikt run first.csv --db s.db --as-of 2026-01-01
vikt run scale.csv --db s.db --as-of 2026-02-01
expect_status 0
expect_equal "$(sql s.db "SELECT group_concat(value) FROM points WHERE customer_key = '1001' AND criterion = 'risk'")" "2,4"

# The newest mapping is the one that other headings are held against.
printf 'Kund;Namn;Omsattnin\n1001;Alfa;1000\n1002;Beta;500\n1003;Gamma;50\n' > short.csv
printf 'Nr;Namn;Omsattnin\n1001;Alfa;1000\n1002;Beta;500\n1003;Gamma;50\n' > nr.csv
for order in "third short nr" "short third nr"; do
    rm -f n.db
    for file in $order; do
        vikt run $file.csv --db n.db --as-of 2026-01-01
        expect_status 0
    done
    case $order in
    third*) expect_no_out '"Omsattnin" was' ;;
    *) expect_out '"Omsattnin" was not used in the last file and is field "revenue" now' ;;
    esac
done

# A field whose own column is missing is not what was kept, and what the profile newly calls a field is.
printf '[field revenue]\ncolumn = Intäkt\noptional = yes\n' > gone.ini
vikt run first.csv --db s.db --rules gone.ini --as-of 2026-03-01
expect_no_out 'Omsattnin = revenue'
printf '[field other]\nsynonyms = omsattnin\n[criterion other]\nweight = 1\npoints = linear other worst 0 best 1\n' > named.ini
vikt run first.csv --db s.db --rules named.ini --as-of 2026-04-01
expect_out 'Omsattnin = other'

# Two columns for a field that nothing reads are no question.
printf 'Kundnr;Namn;Omsättning;Säljare;Kundansvarig\n1;A;1;x;y\n2;B;2;x;y\n' > unread.csv
vikt run unread.csv --dry-run --as-of 2026-01-01
expect_status 0

# Without a database everything is as it was.
vikt run first.csv --db new.db --as-of 2026-01-01
expect_out '"Kund" is taken for the key'
