#!/bin/sh
# SPDX-License-Identifier: MIT
# Real purchases of 2,357 customers, the file as it was published, read as a ledger: recency, orders and revenue of every
# one are those of SQL over its rows.
. "$VIKT_SOURCE/tests/cli/lib.sh"

raw=$VIKT_SOURCE/tests/data/cdnow/CDNOW_sample.txt
for name in recency orders tenure; do
    printf '[criterion %s]\nweight = 1\npoints = linear %s worst 0 best 1\n' $name $name
done > more.ini

# Two columns tell the customers apart, and a third may: a question, and its answer.
vikt run "$raw" --as-of 1998-06-30 --db asked.db
expect_status 4
expect_err "it may be one of 1, 2, 4"
expect_no_file asked.db
vikt run "$raw" --heading 0 --set source.invoices.customer=2 --as-of 1998-06-30 --rules more.ini --db told.db
expect_status 0

# The answer kept beside the file; the newest purchase is of the same day.
mkdir cdnow
cp "$raw" cdnow/
printf '[sources]\ninvoices = CDNOW_sample.txt\n[source invoices]\ncustomer = 2\n' > cdnow/vikt.ini
cmp "$raw" cdnow/CDNOW_sample.txt || fail "the file is another"
vikt run cdnow --rules more.ini
expect_status 0
expect_out "as of 1998-06-30"
expect_out "6 919 rows"
expect_equal "$(sql cdnow/vikt.db "SELECT customers FROM runs_overview")" 2357

# The fields are as wide everywhere.
sqlite3 r.db > /dev/null << SQL
CREATE TABLE line (text TEXT);
.mode list
.separator "\t"
.import "$raw" line
CREATE TABLE r AS SELECT substr(text, 8, 4) AS key,
    substr(text, 13, 4) || '-' || substr(text, 17, 2) || '-' || substr(text, 19, 2) AS day,
    cast(round(trim(substr(text, 25), ' ' || char(13)) * 100) AS INTEGER) AS cents FROM line;
SQL
expect_equal "$(sql r.db "SELECT count(*) || ' ' || count(DISTINCT key) FROM r")" "6919 2357"
# A purchase is a row with an amount: some are of 0. Cents are added as integers.
sql r.db "SELECT key, cast(julianday('1998-06-30') - julianday(max(iif(cents > 0, day, NULL))) AS INTEGER),
    sum(day > '1997-06-30' AND cents > 0), printf('%.2f', sum(iif(day > '1997-06-30', cents, 0)) / 100.0)
    FROM r WHERE day <= '1998-06-30' GROUP BY key ORDER BY key" > expected
for db in cdnow/vikt.db told.db; do
    sql $db "SELECT a.customer_key, cast(a.value AS INTEGER), cast(b.value AS INTEGER), printf('%.2f', c.value)
        FROM points a JOIN points b USING (customer_key) JOIN points c USING (customer_key)
        WHERE a.criterion = 'recency' AND b.criterion = 'orders' AND c.criterion = 'revenue' ORDER BY 1" > got
    expect_equal "$(wc -l < got)" 2357
    cmp expected got || { diff expected got | head; fail "customers differ from SQL"; }
done
