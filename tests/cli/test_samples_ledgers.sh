#!/bin/sh
# SPDX-License-Identifier: MIT
# Ledgers as systems export them, each enough to run on.
. "$VIKT_SOURCE/tests/cli/samples.sh"

# ---- 02: invoices ----
sample 02-fortnox-like-fakturor.csv
told encoding line_ends separator decimal rows kind "UTF-8 with BOM CRLF semicolon comma 44 invoices"
# net and gross columns
column Netto taken_for type least greatest "net number -4200 90007.2"
column Totalt taken_for type "gross number"
# three unpaid rows
column Slutbetald taken_for type empty "paid date 3"
column Kundnr taken_for distinct "customer 11"
column Makulerad taken_for "cancelled"
first 1 date 2024-01-08
# three EUR rows: asked about, with the setting that answers
told "questions[0]" "$(query "SELECT json_extract(j, '\$.questions[0]') FROM s")"
expect_out "3 in EUR"
expect_out "profile.rates"
vikt run "$file" --as-of 2025-11-26 --db run.db
expect_status 4
expect_err "profile.rates"
as_of=2025-11-26
run_sample --set "profile.currency=SEK" --set "profile.rates=EUR 11.42"
expect_out "1 cancelled row is left out"
# credit invoice (row 18), cancelled invoice (row 23), EUR rows (13, 26, 39): the twelve months by SQL
sed 's/\([0-9]\),\([0-9]\)/\1.\2/g' "$file" > plain.csv
cat > expected.sql << 'END'
.mode csv
.separator ;
.import plain.csv t
.mode list
.separator |
SELECT Kundnr, round(sum(Netto * iif(Valuta = 'EUR', 11.42, 1)), 2) FROM t
 WHERE Makulerad = 'Nej' AND Fakturadatum > '2024-11-26' GROUP BY Kundnr ORDER BY Kundnr;
END
sed -i 's/^\xef\xbb\xbf//' plain.csv
expect_equal "$(sql run.db "SELECT customer_key, round(value, 2) FROM points WHERE criterion = 'revenue' ORDER BY customer_key")" \
    "$(sqlite3 :memory: < expected.sql)"
# payments from 3 days early to 75 days late: paid early is no day late
expect_equal "$(sql run.db "SELECT count(*) FROM points WHERE criterion = 'risk' AND value < 0")" 0

# ---- 03: a ledger printed to a file; its subtotals are what the customers' rows add up to ----
sample 03-visma-like-reskontra.txt
told kind rows "invoices 12"
column Fakt.nr taken_for "invoice"
column Fakturabelopp taken_for "gross"
column Restbelopp taken_for "balance"
as_of=2025-01-31
run_sample
expect_equal "$(sql run.db "SELECT customer_key || ' ' || round(value, 2) FROM points WHERE criterion = 'revenue' ORDER BY customer_key")" \
    "1001 16928.63
1002 70003.48
1003 10311.24
1004 21950.8
1005 24907.18
1006 19804.23"

# ---- 10: SIE 4 ----
sample 10-sie4-exempel.se
told kind rows encoding "invoices 4 CP437"
# customer as object in reserved dimension 8; revenue on account 3001 with credit sign; one credit voucher
column "amount excl vat" taken_for least greatest "net -600 12500"
as_of=2024-12-31
run_sample
expect_equal "$(value_of 1001 revenue) $(value_of 1002 revenue) $(value_of 1003 revenue) $(value_of 1004 revenue)" "12500 8400.5 1999 -600"
expect_equal "$(sql run.db "SELECT name FROM current_results WHERE customer_key = '1003'")" "Café Ålgården HB"

# A personal number as the key of a ledger is masked as in a list of customers.
printf 'Fakturanr;Kundnr;Fakturadatum;Netto\n1;750231-0241;2024-01-08;100,00\n2;750231-0258;2024-02-08;50,00\n3;750231-0241;2024-03-08;25,00\n' > person.csv
vikt run person.csv --db person.db
expect_status 0
expect_err "is the key and holds personal numbers"
expect_equal "$(sql person.db "SELECT count(*) FROM current_results WHERE customer_key LIKE '750231-****#______'")" 2
for out in "$work/.out" "$work/.err" person.db; do
    grep -aqE '750231-?02(41|58)' "$out" && fail "$out holds a number in full"
done
vikt explain 750231-0241 --db person.db
expect_status 0
expect_out "125"
