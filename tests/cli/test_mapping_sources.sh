#!/bin/sh
# SPDX-License-Identifier: MIT
# Ledgers and sheets of ratings are kept in the database as lists of customers are: headings that were read before are read in silence,
# others aloud, and what no longer holds what it did is said.
. "$VIKT_SOURCE/tests/cli/lib.sh"

# ---- a ledger: which is the amount, and what is in it ----

ledger() { # FILE HEADINGS VAT: rows of two customers, the VAT a fourth or a fifth of the amount
    printf '%s\n' "$2" > "$1"
    for day in 01 02 03 04; do
        printf '1001;Alfa;F%s1;2025-05-%s;1000;%s\n1002;Beta;F%s2;2025-06-%s;500;%s\n' $day $day "$3" $day $day "$4" >> "$1"
    done
}

ledger first.csv 'Kundnr;Namn;Fakturanr;Fakturadatum;Belopp;Moms' 250 125
vikt run --db l.db --invoices first.csv --as-of 2026-01-01
expect_status 0
expect_out 'amounts are those of "Belopp", which is without VAT; that "Moms" is on top of it tells'
expect_equal "$(sql l.db "SELECT group_concat(source || ' ' || coalesce(field, '-'), ', ') FROM mapping")" \
    'invoices customer, invoices name, invoices invoice, invoices date, invoices net, invoices vat'

vikt run --db l.db --invoices first.csv --as-of 2026-02-01
expect_status 0
expect_no_out 'amounts are those of'
expect_equal "$(sql l.db 'SELECT count(*) || " " || min(run_id) FROM mapping')" '6 2'

# As a list of customers the same file turns out to be a ledger, which was said the first time only.
vikt run first.csv --db l.db --as-of 2026-02-01
expect_status 0
expect_no_out 'is read as a ledger'
vikt run first.csv --db other.db --as-of 2026-02-01
expect_out 'is read as a ledger'
vikt run first.csv --db other.db --as-of 2026-02-01
expect_no_out 'is read as a ledger'

# The same headings above other cells: what was kept is no answer, and the change is said.
ledger turned.csv 'Kundnr;Namn;Fakturanr;Fakturadatum;Belopp;Moms' 200 100
vikt run --db l.db --invoices turned.csv --as-of 2026-03-01
expect_status 0
expect_out 'amounts are those of "Belopp" less the VAT'
expect_equal "$(sql l.db "SELECT field FROM mapping WHERE heading = 'Belopp'")" gross
vikt run --db l.db --invoices turned.csv --as-of 2026-04-01
expect_no_out 'amounts are those of'

# Other headings are looked at afresh, aloud.
ledger more.csv 'Kundnr;Namn;Nettobelopp;Fakturadatum;Belopp;Moms' 250 125
sed -i 's/;F0\(.\)./;10\1/' more.csv
vikt run --db l.db --invoices more.csv --as-of 2026-05-01
expect_status 0
expect_out '"Belopp" was the ledger'"'"'s gross in the last file and is the ledger'"'"'s amount now, because the headings have changed'

# Without headings: the columns are found by what stands in them.
printf '1001;2025-05-01;10.50\n1002;2025-05-02;20.50\n1001;2025-05-03;30.50\n' > bare.csv
vikt run --db h.db --invoices bare.csv --as-of 2026-01-01
expect_status 0
expect_out 'is read as data, not as a heading'
vikt run --db h.db --invoices bare.csv --as-of 2026-02-01
expect_status 0
expect_no_out 'is read as data'
expect_no_out 'amounts are those of'
printf '10.50;2025-05-01;1001\n20.50;2025-05-02;1002\n30.50;2025-05-03;1001\n' > swapped.csv
vikt run --db h.db --invoices swapped.csv --as-of 2026-03-01
expect_status 0
expect_out 'is read as data'
expect_out '"1" was the ledger'"'"'s customer in the last file and is the ledger'"'"'s amount now'
expect_equal "$(sql h.db "SELECT DISTINCT customer_key FROM points WHERE run_id = 3 ORDER BY 1" | tr '\n' ' ')" '1001 1002 '

# ---- a list of customers beside a ledger ----

printf 'Kundnr;Namn;Omsättning\n1001;Alfa;7000\n1002;Beta;6000\n1003;Gamma;10\n' > list.csv
vikt run list.csv --db both.db --invoices first.csv --as-of 2026-01-01
expect_status 0
expect_out 'is made of the invoices, not of "Omsättning"'
vikt run list.csv --db both.db --as-of 2026-02-01
expect_status 0
expect_out 'Omsättning = revenue'

# ---- sheets of ratings ----

printf 'Kundnr;Bedömare;Potentail;Risk (5 = låg)\n1001;anna;5;4\n1002;anna;1;2\n1003;anna;4;3\n' > marks.csv
vikt run list.csv --db r.db --ratings marks.csv --as-of 2026-01-01
expect_status 0
expect_out '"Potentail" is taken for field "potential"'
expect_out '"Risk (5 = låg)" is turned round'
expect_equal "$(sql r.db "SELECT group_concat(field || ' ' || match || coalesce(' ' || turn, ''), ', ') FROM mapping WHERE source = 'ratings'")" \
    'key synonym, rater synonym, potential near, risk name scale'
vikt run list.csv --db r.db --ratings marks.csv --as-of 2026-02-01
expect_status 0
expect_no_out 'is taken for field'
expect_no_out 'turned round'
for run in 1 2; do
    expect_equal "$(sql r.db "SELECT group_concat(rater || ' ' || field || ' ' || mark, ', ') FROM ratings
        WHERE run_id = $run AND customer_key = '1001'")" 'anna potential 5.0, anna risk 2.0'
done
printf 'Kundnr;Bedömare;Potentail;Säljare\n1001;anna;5;4\n1002;anna;1;2\n1003;anna;4;3\n' > marks2.csv
vikt run list.csv --db r.db --ratings marks2.csv --as-of 2026-03-01
expect_status 0
expect_out '"Potentail" is taken for field "potential"'

# ---- customers whose columns hold something else now ----

printf 'Kundnr;Namn;Omsattnin;Marginal\n1001;Alfa;1000;31\n1002;Beta;500;28\n1003;Gamma;50;12\n' > percent.csv
printf '[criterion margin]\nfield = margin\nweight = 10\npoints = linear margin worst 0 best 1000\n' > margin.ini
vikt run percent.csv --db m.db --as-of 2026-01-01
expect_status 0
expect_out '"Omsattnin" is taken for field "revenue"'
vikt run percent.csv --db m.db --as-of 2026-01-02
expect_no_out 'Omsattnin" is taken'
printf 'Kundnr;Namn;Omsattnin;Marginal\n1001;Alfa;stor;31\n1002;Beta;liten;28\n1003;Gamma;liten;12\n' > words.csv
vikt run words.csv --db m.db --as-of 2026-01-03
expect_out '"Omsattnin" was field "revenue" in the last file with these headings and does not hold it now: all headings are looked at afresh'
expect_no_out 'Omsattnin = revenue'
printf 'Kundnr;Namn;Omsattnin;Marginal\n1001;Alfa;;31\n1002;Beta;;28\n1003;Gamma;;12\n' > empty.csv
rm m.db
vikt run percent.csv --db m.db --as-of 2026-01-01
vikt run empty.csv --db m.db --as-of 2026-01-02
expect_out '"Omsattnin" was field "revenue" in the last file with these headings and does not hold it now'

# A field of the profile's own is turned round each time.
printf '[field risk]\nmin = 1\nmax = 5\n' > risk.ini
printf 'Kundnr;Namn;Omsättning;Risk (5 = låg)\n1001;Alfa;1000;4\n1002;Beta;500;2\n1003;Gamma;50;3\n' > risk.csv
for run in 1 2; do
    vikt run risk.csv --db k.db --rules risk.ini --as-of 2026-01-0$run
    expect_status 0
    expect_equal "$(sql k.db "SELECT value FROM points WHERE run_id = $run AND customer_key = '1001' AND criterion = 'risk'")" 2
done

# What the profile told is not remembered when it tells it no longer.
printf '[field revenue]\ncolumn = Namn2\n' > told.ini
printf 'Kundnr;Namn;Namn2\n1001;Alfa;100\n1002;Beta;50\n1003;Gamma;5\n' > told.csv
vikt run told.csv --db t.db --rules told.ini --as-of 2026-01-01
expect_out 'Namn2 = revenue'
vikt run told.csv --db t.db --as-of 2026-01-02
expect_no_out 'Namn2 = revenue'

# ---- settings that vikt sniff prints answer what was said ----

json() { # PATH: of what stands in .out
    sqlite3 :memory: "SELECT json_extract(CAST(readfile('$work/.out') AS TEXT), '$1')"
}

keep_settings() { # FILE: runs it with what sniff says to keep
    vikt sniff "$1" --json
    expect_status 0
    json '$.settings' > kept.ini
    mkdir -p kept
    rm -f kept/*
    cp "$1" kept/
    cp kept.ini kept/vikt.ini
    vikt run kept --dry-run --as-of 2026-01-01
    expect_status 0
}

for file in first.csv turned.csv bare.csv; do
    keep_settings $file
    expect_no_out 'is read as'
    expect_no_out 'amounts are those of'
    expect_no_out 'is taken'
done
printf 'Kundnr;Företag.Namn;Företag.Omsättning (tkr)\n1;A;52000\n2;B;81000\n3;C;3000\n' > crm.csv
vikt run crm.csv --dry-run --as-of 2026-01-01
expect_out "is taken for the customer's own turnover"
keep_settings crm.csv
expect_no_out 'is taken for'
