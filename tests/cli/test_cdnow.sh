#!/bin/sh
# SPDX-License-Identifier: MIT
# Real purchases of 2,357 customers, read as a ledger: recency, orders and revenue of every one are those of SQL over
# the rows of the file.
. "$VIKT_SOURCE/tests/cli/lib.sh"

raw=$VIKT_SOURCE/tests/data/cdnow/CDNOW_sample.txt
awk 'BEGIN { OFS = ","; print 1, 2, 3, 4, 5 } { sub(/\r$/, ""); print $1, $2, $3, $4, $5 }' "$raw" > cdnow.csv
for name in recency orders tenure; do
    printf '[criterion %s]\nweight = 1\npoints = linear %s worst 0 best 1\n' $name $name
done > more.ini
vikt run cdnow.csv --set source.invoices.customer=2 --as-of 1998-06-30 --rules more.ini
expect_status 0
expect_equal "$(sql vikt.db "SELECT customers FROM runs_overview")" 2357

tail -n +2 cdnow.csv > rows.csv
sqlite3 r.db > /dev/null << 'SQL'
CREATE TABLE r (master TEXT, key TEXT, day TEXT, cds INTEGER, amount REAL);
.mode csv
.import rows.csv r
UPDATE r SET day = substr(day, 1, 4) || '-' || substr(day, 5, 2) || '-' || substr(day, 7, 2);
SQL
# A purchase is a row with an amount: some are of 0. Cents are added as integers.
sql r.db "SELECT key, cast(julianday('1998-06-30') - julianday(max(iif(amount > 0, day, NULL))) AS INTEGER),
    sum(day > '1997-06-30' AND amount > 0), printf('%.2f', sum(iif(day > '1997-06-30', cast(round(amount * 100) AS INTEGER), 0)) / 100.0)
    FROM r WHERE day <= '1998-06-30' GROUP BY key ORDER BY key" > expected
sql vikt.db "SELECT a.customer_key, cast(a.value AS INTEGER), cast(b.value AS INTEGER), printf('%.2f', c.value)
    FROM points a JOIN points b USING (customer_key) JOIN points c USING (customer_key)
    WHERE a.criterion = 'recency' AND b.criterion = 'orders' AND c.criterion = 'revenue' ORDER BY 1" > got
expect_equal "$(wc -l < got)" 2357
cmp expected got || { diff expected got | head; fail "customers differ from SQL"; }
