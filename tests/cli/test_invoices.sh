#!/bin/sh
# SPDX-License-Identifier: MIT
# Invoices and orders: measures of customers as of a date, from a ledger alone and beside a list of customers. Figures
# are those of SQL over the same rows.
. "$VIKT_SOURCE/tests/cli/lib.sh"

samples=$VIKT_SOURCE/tests/data/samples
ledger=$samples/02-fortnox-like-fakturor.csv
measures="revenue revenue_prev orders recency tenure average_order regularity credits product_groups mix days_late
days_late_weighted late_share days_late_worst open_amount overdue"

# One criterion a measure, so that every one is stored.
for name in $measures; do
    printf '[criterion of %s]\nweight = 1\npoints = linear %s worst 0 best 1\n' "$name" "$name"
done > all.ini
printf '[criterion of growth_state]\nweight = 1\npoints = lookup growth_state known 3 otherwise 1\n' >> all.ini

# ---- foreign currency: an error that counts the rows, and the option that it names ----
vikt run "$ledger"
expect_status 4
expect_err "3 in EUR, 40 in SEK"
expect_err '--set "profile.rates=EUR NUMBER"'
expect_no_file vikt.db
vikt run "$ledger" --set "profile.rates=EUR 11.42" --rules all.ini --db a.db
expect_status 0
expect_out "as of 2025-11-26"
expect_out 'is read as a ledger of invoices, not as a list of customers: customers repeat beside "Fakturadatum" and "Netto"'
expect_out "3 rows are in EUR, each at 11.42"
expect_out "1 cancelled row is left out"
expect_out "Förfallodatum = due"
vikt run "$ledger" --set "profile.rates=EUR 11.42, SEK 1.5" --set profile.currency=NOK --db nok.db --rules all.ini
expect_status 0
expect_out "40 rows are in SEK, each at 1.5"
vikt run "$ledger" --set "profile.rates=SEK 0.0875" --db eur.db
expect_status 0
expect_out "40 rows are in SEK, each at 0.0875"

# ---- every measure, by SQL ----
tail -c +4 "$ledger" | tr -d '\r' > l.csv
sqlite3 l.db > /dev/null << 'SQL'
.mode csv
.separator ;
.import l.csv raw
CREATE TABLE d AS SELECT '2025-11-26' AS day, '2024-11-26' AS start, '2023-11-26' AS before;
CREATE TABLE l AS SELECT Kundnr AS key, Fakturanr AS no, Fakturadatum AS date, "Förfallodatum" AS due,
    nullif(Slutbetald, '') AS paid, Artikelgrupp AS grp, CASE Valuta WHEN 'EUR' THEN 11.42 ELSE 1 END AS rate,
    replace(Netto, ',', '.') * 1.0 AS net, replace(Totalt, ',', '.') * 1.0 AS gross, replace(Saldo, ',', '.') * 1.0 AS balance
    FROM raw WHERE Makulerad = 'Nej';
ALTER TABLE l ADD COLUMN amount REAL;
ALTER TABLE l ADD COLUMN late REAL;
ALTER TABLE l ADD COLUMN open REAL;
UPDATE l SET amount = net * rate, late = max(0, julianday(min(coalesce(paid, d.day), d.day)) - julianday(due)),
    open = iif(paid > d.day, gross, balance) * rate FROM d;
CREATE TABLE e (key, name, value);
INSERT INTO e SELECT key, 'revenue', sum(iif(date > start, amount, 0)) FROM l, d GROUP BY key;
INSERT INTO e SELECT key, 'revenue_prev', sum(iif(date <= start AND date > before, amount, 0)) FROM l, d GROUP BY key;
INSERT INTO e SELECT key, 'orders', count(DISTINCT iif(date > start AND amount > 0, no, NULL)) FROM l, d GROUP BY key;
INSERT INTO e SELECT key, 'recency', julianday(day) - julianday(max(date)) FROM l, d WHERE amount > 0 GROUP BY key;
INSERT INTO e SELECT key, 'tenure', julianday(day) - julianday(min(date)) FROM l, d WHERE amount > 0 GROUP BY key;
INSERT INTO e SELECT a.key, 'average_order', a.value / b.value FROM e a, e b
    WHERE a.key = b.key AND a.name = 'revenue' AND b.name = 'orders' AND b.value > 0;
INSERT INTO e SELECT key, 'credits', sum(iif(date > start AND amount < 0, -amount, 0)) FROM l, d GROUP BY key;
INSERT INTO e SELECT key, 'days_late', avg(late) FROM l WHERE amount > 0 GROUP BY key;
INSERT INTO e SELECT key, 'days_late_weighted', sum(late * amount) / sum(amount) FROM l WHERE amount > 0 GROUP BY key;
INSERT INTO e SELECT key, 'late_share', avg(late > 0) FROM l WHERE amount > 0 GROUP BY key;
INSERT INTO e SELECT key, 'days_late_worst', max(late) FROM l WHERE amount > 0 GROUP BY key;
INSERT INTO e SELECT key, 'open_amount', sum(open) FROM l GROUP BY key;
INSERT INTO e SELECT key, 'overdue', sum(iif(due < day, open, 0)) FROM l, d GROUP BY key;
INSERT INTO e SELECT key, 'regularity', sqrt(avg(gap * gap) - avg(gap) * avg(gap)) / avg(gap) FROM
    (SELECT key, julianday(date) - lag(julianday(date)) OVER (PARTITION BY key ORDER BY date) AS gap FROM
        (SELECT DISTINCT key, date FROM l, d WHERE amount > 0 AND date > before))
    WHERE gap IS NOT NULL GROUP BY key HAVING count(*) >= 2;
CREATE TABLE g AS SELECT key, grp, sum(amount) AS s FROM l, d WHERE date > start GROUP BY key, grp HAVING s > 0;
CREATE TABLE t AS SELECT key, sum(s) AS total FROM g GROUP BY key;
INSERT INTO e SELECT key, 'mix', exp(-sum(s / total * ln(s / total))) FROM g JOIN t USING (key) GROUP BY key;
INSERT INTO e SELECT key, 'product_groups', sum(s >= 0.01 * total) FROM g JOIN t USING (key) GROUP BY key;
SQL
sql l.db "SELECT key, name, printf('%.6f', round(value, 6)) FROM e ORDER BY 1, 2" > expected
sql a.db "SELECT customer_key, substr(criterion, 4), printf('%.6f', round(value, 6)) FROM points
    WHERE criterion LIKE 'of %' AND criterion <> 'of growth_state' AND value IS NOT NULL ORDER BY 1, 2" > got
expect_equal "$(wc -l < expected)" "$(wc -l < got)"
cmp expected got || { diff expected got | head -20; fail "measures are not those of SQL"; }
# 1007 bought last year and, but for a credit note, before; 1011 only in both years.
expect_equal "$(sql a.db "SELECT count(DISTINCT value) FROM points WHERE criterion = 'of growth_state'")" 1
expect_equal "$(sql a.db "SELECT DISTINCT value FROM points WHERE criterion = 'of growth_state'")" known

# ---- the order of the rows changes nothing ----
{ head -n 1 "$ledger"; tail -n +2 "$ledger" | sort -r; } > shuffled.csv
cp "$ledger" straight.csv
for name in straight shuffled; do
    vikt run $name.csv --set "profile.rates=EUR 11.42" --rules all.ini --db $name.db --json
    expect_status 0
    sql $name.db "SELECT * FROM result ORDER BY customer_key" > $name.txt
done
cmp straight.txt shuffled.txt || fail "the order of the rows matters"

# ---- another date: later rows are left out; what was paid later was open ----
vikt run "$ledger" --as-of 2025-09-30 --rules all.ini --db past.db --set "profile.rates=EUR 11.42"
expect_out "as of 2025-09-30"
expect_out "4 rows after 2025-09-30 are left out"
# 1007's invoice of 2025-09-23, 7077.09 with VAT, was paid on 2026-01-06; it fell due on 2025-10-23.
expect_equal "$(sql past.db "SELECT value FROM points WHERE customer_key = '1007' AND criterion = 'of open_amount'")" 7077.09
expect_equal "$(sql past.db "SELECT value FROM points WHERE customer_key = '1007' AND criterion = 'of overdue'")" 0
vikt run "$ledger" --as-of 2023-01-01 --set "profile.rates=EUR 11.42" --db none.db
expect_status 4
expect_err "all 43 rows are later than 2023-01-01"
head -n 2 "$ledger" > one.csv
vikt run one.csv --as-of 2023-01-01 --dry-run
expect_status 4
expect_err "the only row is later than 2023-01-01"

# ---- beside a list of customers ----
vikt run "$samples/01-fortnox-like-kundregister.csv" --invoices "$ledger" --set "profile.rates=EUR 11.42" --rules all.ini --db both.db
expect_status 0
expect_equal "$(sql both.db "SELECT count(*) FROM run_input")" 2
expect_equal "$(sql both.db "SELECT customers FROM runs_overview")" 12
expect_equal "$(sql both.db "SELECT value FROM points WHERE customer_key = '1012' AND criterion = 'of revenue'")" 0
expect_equal "$(sql both.db "SELECT coalesce(value, 'missing') FROM points WHERE customer_key = '1012' AND criterion = 'of recency'")" missing
sql both.db "SELECT customer_key, substr(criterion, 4), printf('%.6f', round(value, 6)) FROM points
    WHERE customer_key < '1012' AND criterion LIKE 'of %' AND criterion <> 'of growth_state' AND value IS NOT NULL ORDER BY 1, 2" > got
cmp expected got || fail "measures beside customers are others"
mkdir acme
cp "$samples/01-fortnox-like-kundregister.csv" acme/kunder.csv
cp "$ledger" acme/fakturor.csv
printf '[profile]\nrates = EUR 11.42\n[sources]\ncustomers = kunder.csv\ninvoices = fakturor.csv\n' > acme/vikt.ini
vikt run acme
expect_status 0
expect_equal "$(sql acme/vikt.db "SELECT customers FROM runs_overview")" 12
vikt check acme
expect_status 0
printf '[profile]\nrates = EUR 11.42\n[sources]\ninvoices = fakturor.csv\n' > acme/vikt.ini
vikt run acme --force
expect_status 0
expect_out "11"

# ---- precedence: a field's own column, then the ledger, then a column that is recognised ----
printf 'Kundnr;Namn;Egen;Omsättning\n1001;A;1;2\n1002;B;3;4\n9;C;5;6\n' > own.csv
printf 'Kundnr;Kundnamn;Fakturadatum;Fakturanr;Netto\n1001;A;2025-01-01;1;100\n1002;B;2025-01-01;2;200\n7;Ny;2025-01-01;3;50\n' > few.csv
vikt run own.csv --invoices few.csv --db p1.db
expect_status 0
expect_out 'field "revenue" is made of the invoices, not of "Omsättning" in own.csv'
expect_out "1 customer is not in own.csv and is added: 7"
revenues="SELECT group_concat(customer_key || ' ' || coalesce(value, '?'), ', ') FROM (SELECT * FROM points WHERE criterion = 'revenue' ORDER BY customer_key)"
expect_equal "$(sql p1.db "$revenues")" "1001 100, 1002 200, 7 50, 9 0"
expect_equal "$(sql p1.db "SELECT name FROM current_results WHERE customer_key = '7'")" Ny
vikt run own.csv --invoices few.csv --db p2.db --set field.revenue.column=Egen
expect_equal "$(sql p2.db "$revenues")" "1001 1, 1002 3, 7 ?, 9 5"

# ---- by name where there are no keys; capitals and blanks do not matter ----
printf 'Namn;Potential\nAlfa AB;3\nBeta  ab;4\nGamma AB;5\n' > names.csv
printf 'Kundnr;Kundnamn;Fakturadatum;Netto\n1;ALFA AB;2025-01-01;10\n1;ALFA AB;2025-01-02;10\n2;Beta AB;2025-01-01;30\n3;Delta;2025-01-01;1\n' > named.csv
vikt run names.csv --invoices named.csv --db names.db
expect_status 0
expect_equal "$(sql names.db "$revenues")" "Alfa AB 20, Beta  ab 30, Delta 1, Gamma AB 0"

# ---- what cannot be used is rejected with its reason ----
printf 'Kundnr;Fakturadatum;Netto\n1;2025-01-01;10\n;2025-01-01;10\n1;någon gång;10\n1;2025-02-01;tio\n1;2025-02-01;\n2;2025-01-01;5\n2;2025-03-01;5\n' > bad.csv
vikt run bad.csv --db bad.db
expect_status 1
expect_equal "$(sql bad.db 'SELECT "row" || coalesce("column", "") || reason FROM rejects ORDER BY 1')" "3Kundnrthe key is empty
4Fakturadatumis not a date
5Nettois not an amount
6Nettothe amount is empty"
expect_equal "$(sql bad.db "SELECT as_of FROM runs_overview")" 2025-03-01

# ---- keys that repeat without date and amount are still an error ----
printf 'Kundnr;Omsättning\n1;10\n1;20\n' > twice.csv
vikt run twice.csv
expect_status 4
expect_err "every customer needs a key of its own"

# ---- a column that may be the customer, in a file without headings: a question, and its answer ----
printf '1,2,3,4,5\n00004,0001,19970101,2,29.33\n00004,0001,19970118,2,29.73\n00021,0002,19970101,3,63.34\n' > bare.csv
vikt run bare.csv
expect_status 4
expect_err "it is not clear which column of this ledger is the customer"
expect_err "source.invoices.customer=COLUMN"
expect_err "1, 2, 4"
vikt run bare.csv --set source.invoices.customer=2
expect_status 0
expect_out "3 = date"
expect_out "5 = amount"

# ---- gross alone, and gross with VAT ----
printf 'Kundnr;Fakturanr;Fakturadatum;Totalt\n1;1;2025-01-01;125\n2;2;2025-01-01;250\n' > gross.csv
vikt run gross.csv --db g1.db
expect_out 'amounts are those of "Totalt", which is with VAT'
printf 'Kundnr;Fakturanr;Fakturadatum;Totalt;Moms\n1;1;2025-01-01;125;25\n2;2;2025-01-01;250;50\n' > vat.csv
vikt run vat.csv --db g2.db
expect_out 'amounts are those of "Totalt" less the VAT'
expect_equal "$(sql g2.db "$revenues")" "1 100, 2 200"

# ---- an amount beside VAT: told by the rates, and kept by the settings of sniff ----
mkdir rated
printf 'Fakturanr;Kundnr;Fakturadatum;Belopp;Moms\n1;1;2025-01-01;125,00;25,00\n2;2;2025-01-01;224,00;24,00\n' > rated/f.csv
vikt run rated/f.csv --db rated.db
expect_out 'amounts are those of "Belopp" less the VAT'
expect_equal "$(sql rated.db "$revenues")" "1 100, 2 200"
vikt sniff rated/f.csv
expect_out "gross = Belopp"
sed -n '/^Settings to keep/,$p' "$work/.out" | sed '1d;s/^  //' > rated/vikt.ini
vikt run rated
expect_equal "$(sql rated/vikt.db "$revenues")" "1 100, 2 200"
printf 'Invoice no,Customer no,Invoice date,Amount,VAT\n1,1,2025-01-01,100,20\n2,2,2025-01-01,200,40\n' > fifth.csv
vikt run fifth.csv --db fifth.db
expect_status 4
expect_err 'say net = Amount or gross = Amount under [source invoices]'
vikt run fifth.csv --db fifth.db --set source.invoices.net=Amount
expect_equal "$(sql fifth.db "$revenues")" "1 100, 2 200"

# ---- rates told in Lua are those of INI ----
vikt convert all.ini
expect_status 0
{ echo 'profile { rates = { EUR = 11.42 } }'; cat "$work/.out"; } > told.lua
vikt run "$ledger" --rules told.lua --db lua.db
expect_status 0
expect_out "3 rows are in EUR, each at 11.42"
points="SELECT customer_key, criterion, value, points FROM points ORDER BY 1, 2"
expect_equal "$(sql lua.db "$points")" "$(sql a.db "$points")"
echo 'profile { rates = { EUR = "much" } }' > much.lua
vikt run "$ledger" --rules much.lua --db much.db
expect_status 3
expect_err "much.lua:1: profile: rates: the price of one EUR must be a number"
expect_no_file much.db

# A list that names each customer once: what is not counted is said, with what would help. A stray row is only a reject.
printf 'Kundnr;Fakturadatum;Fakturanr;Belopp\n101;2026-01-03;1;1200\n;2026-02-03;2;200\n(tom);2026-02-05;3;250\n102;2026-03-01;4;500\n' > once.csv
vikt run once.csv --db once.db
expect_err "once.csv:1:1: 2 rows have no customer and are not counted; if they are of the customer above, repeat it in every row"
sed -i 3d once.csv
vikt run once.csv --db once.db
expect_no_err "have no customer"
