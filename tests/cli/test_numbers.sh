#!/bin/sh
# SPDX-License-Identifier: MIT
# Numbers and dates as files have them: what is understood, the questions where a column can be read in two ways, and what answers
# them.
. "$VIKT_SOURCE/tests/cli/lib.sh"

samples=$VIKT_SOURCE/tests/data/samples
run() { rm -f n.db; vikt run "$@" --db "$work/n.db" --as-of 2025-01-01; }
value() { # KEY FIELD
    sql n.db "SELECT value FROM points WHERE customer_key = '$1' AND criterion = '$2' ORDER BY run_id DESC LIMIT 1"
}

# A question, and each of its answers.
printf 'Kundnr;Omsättning\n1;1.234\n2;5.500\n' > kunder.csv
run kunder.csv
expect_status 4
expect_err 'kunder.csv:1:2: "Omsättning" can be read two ways: 1.234 is 1.234 or 1234; say --decimal point or --decimal comma (or decimal = comma under [source customers])'
expect_no_file n.db
run kunder.csv --decimal comma
expect_status 0
expect_out "UTF-8, semicolon, decimal comma"
expect_no_err "two ways"
expect_equal "$(value 1 revenue)" 1234
run kunder.csv --decimal point
expect_equal "$(value 1 revenue)" 1.234
mkdir firma
cp kunder.csv firma
printf '[sources]\ncustomers = kunder.csv\n[source customers]\ndecimal = comma\n' > firma/vikt.ini
run firma
expect_status 0
expect_equal "$(value 2 revenue)" 5500

# A column that plays no part asks nothing.
printf 'Kundnr;Omsättning;Kreditgräns;Fritt\n1;1000;1.234;1.234\n2;2000;5.500;5.500\n' > kunder.csv
run kunder.csv
expect_status 0
expect_no_err "two ways"

# Another column of the file decides.
printf 'Kundnr;Omsättning;Adm timmar\n1;1.234;2,5\n2;5.500;3\n' > kunder.csv
run kunder.csv
expect_status 0
expect_out 'numbers such as 1.234 in "Omsättning" can be read two ways: taken as 1234, as in other columns of the file'
expect_equal "$(value 1 revenue)" 1234

# Dates.
printf '[field last_order]\ntype = date\n[measure age]\nvalue = days_since last_order\n[criterion age]\nweight = 5\npoints = percentile age best low\n' > d.ini
printf 'id,revenue,last_order\n1,5,01/02/2024\n2,6,03/04/2024\n' > d.csv
run d.csv --rules d.ini
expect_status 4
expect_err 'd.csv:1:3: "last_order" can be read two ways: 01/02/2024 is 2024-02-01 (dmy) or 2024-01-02 (mdy); say --dates dmy, mdy or ymd (or dates = dmy under [source customers])'
run d.csv --rules d.ini --dates dmy
expect_status 0
expect_equal "$(value 1 age)" 335
run d.csv --rules d.ini --dates mdy
expect_equal "$(value 1 age)" 365
printf '3,7,13/02/2024\n' >> d.csv
run d.csv --rules d.ini
expect_status 0
expect_equal "$(value 1 age)" 335

# Sizes in the heading, errors of formulas, minus behind.
printf 'Kundnr;Försäljning (tkr)\n1;12,5\n2;#DIVISION/0!\n3;7,5-\n4;2 mkr\n' > tkr.csv
run tkr.csv
expect_status 0
expect_err 'tkr.csv:3:2: 1 cell of "Försäljning (tkr)" has a formula'
expect_equal "$(value 1 revenue)" 12500
expect_equal "$(value 2 revenue)" ""
expect_equal "$(value 3 revenue)" -7500
expect_equal "$(value 4 revenue)" 2000000

# The samples: no-break spaces and an error of Excel, narrow no-break spaces, Danish points.
printf '[field tg]\ncolumn = TG %%\n[criterion tg]\nweight = 5\npoints = percentile tg\n' > tg.ini
run "$samples/04-excel-sv-kundlista.csv" --rules tg.ini
expect_status 0
expect_equal "$(value 1001 tg)" 0.31
expect_err '1 cell of "TG %" has a formula'
expect_equal "$(value 1001 revenue)" 1845200.5
expect_equal "$(value 1011 revenue)" -1250
run "$samples/07-businesscentral-like-kunder.tsv"
expect_status 0
expect_equal "$(value K01001 revenue)" 1845200.5
run "$samples/08-economic-like-debitorer-da.csv"
expect_status 0
expect_equal "$(value 7005 revenue)" 1430000
expect_equal "$(value 7001 revenue)" 912300.5

# Every invoice of a ledger as if it were a customer: trailing minus, dates as YYMMDD.
iconv -f windows-1252 -t utf-8 "$samples/03-visma-like-reskontra.txt" | tr -d '\r' |
    awk -F '\t' 'BEGIN { print "id\trevenue\tlast_order" } $3 ~ /^[0-9]+$/ { print $3 "\t" $7 "\t" $4 }' > fakturor.tsv
run fakturor.tsv --rules d.ini
expect_status 0
expect_equal "$(value 5000 revenue)" 7653.25
expect_equal "$(sql n.db "SELECT count(*) FROM points WHERE run_id = (SELECT max(run_id) FROM points) AND criterion = 'revenue' AND value = -1292.74")" 1
expect_equal "$(value 5000 age)" 52
