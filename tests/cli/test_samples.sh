#!/bin/sh
# SPDX-License-Identifier: MIT
# Registers of customers as systems export them; the ledgers and sheets of ratings are in test_samples_ledgers.sh.
. "$VIKT_SOURCE/tests/cli/samples.sh"

# ---- 01: a register without any amount ----
sample 01-fortnox-like-kundregister.csv
told encoding line_ends separator "UTF-8 with BOM CRLF semicolon"
told kind rows heading_row "customers 12 1"
# BOM before the first heading: it is no part of the key's
column Kundnr taken_for certainty distinct "key exact 12"
# comma inside an unquoted name (row 6), doubled quotes (row 9)
column Namn taken_for distinct "name 12"
# decimal comma in a percentage
column "Rabatt %" taken_for type least greatest form "discount number 0 0.1 decimal comma, percent"
# a sole trader with a person-shaped number (row 12)
column Organisationsnummer taken_for personal "org_no 1"
expect_no_out 750231-0241
grep -q 0241 sniffed.json && fail "the number is in the JSON"
# one inactive customer
column Aktiv taken_for type distinct "active yes/no 2"
# no amount: it is understood, and nobody can be classified by it
run_sample
expect_equal "$(sql run.db "SELECT name FROM current_results WHERE customer_key = '1006'")" "Lindqvist, Söner & Co AB"
expect_equal "$(sql run.db "SELECT name FROM current_results WHERE customer_key = '1009'")" '"Den Gröna Verkstaden" AB'
grep -aq 750231-0241 run.db && fail "the number is in the database"
cat > org.lua << 'END'
criterion "org" { weight = 1, points = function(org_no, active) return active and 3 or 2, org_no end }
END
vikt run "$file" --as-of 2025-01-31 --rules org.lua --db org.db
expect_status 0
expect_equal "$(sql org.db "SELECT reason FROM points WHERE customer_key = '1012' AND criterion = 'org'")" "750231-****"
expect_equal "$(sql org.db "SELECT points FROM points WHERE customer_key = '1011' AND criterion = 'org'")" 2
grep -aq 750231-0241 org.db && fail "the number is in the database"

# ---- 04: a list from Excel ----
sample 04-excel-sv-kundlista.csv
told encoding line_ends separator decimal rows "Windows-1252 CRLF semicolon comma 11"
# thousands by NBSP, decimal comma, suffix kr
column "TB kr" taken_for type least greatest form "margin number 0 572012.16 decimal comma, thousands by blank"
# suffix %, #DIVISION/0!
column "TG %" taken_for least greatest formula_errors "margin_percent 0.18 0.44 1"
# two revenue years
column "Omsättning 2023" taken_for "revenue_prev"
column "Omsättning 2024" taken_for least greatest "revenue -1250 2310900"
# Kund holds the number and Namn the name
column Kund taken_for certainty "key by content"
column Namn taken_for "name"
# negative revenue and an empty score (row 11)
column "Potential (1-5)" taken_for least greatest empty "potential 1 5 1"
run_sample
expect_equal "$(value_of 1001 revenue)" 1845200.5
expect_equal "$(value_of 1011 revenue)" -1250
expect_equal "$(value_of 1011 development_potential)" ""

# ---- 06: the export of a sales system ----
sample 06-hubspot-like-companies.csv
told encoding line_ends separator decimal rows "UTF-8 LF comma point 8"
# Annual Revenue is the customer's own turnover, Total Revenue is ours
column "Annual Revenue" taken_for "company_turnover"
column "Total Revenue" taken_for least greatest "revenue 0 450900"
# empty numbers
column "Recent Deal Amount" type empty "number 2"
# timestamps
column "Last Activity Date" taken_for type least greatest "last_contact date 2024-05-10 2024-12-03"
run_sample
expect_equal "$(value_of 90010000 revenue)" 120450.75
# comma inside names
expect_equal "$(sql run.db "SELECT name FROM current_results WHERE customer_key = '90010001'")" "Beacon Tooling, Inc."

# ---- 07: tab separated, with suffixes ----
sample 07-businesscentral-like-kunder.tsv
told encoding line_ends separator decimal rows "UTF-8 CRLF tab comma 11"
# the bare heading Nr is recognised by content; ids of letters and zeros stay text
column Nr taken_for certainty type distinct "key by content text 11"
first 1 key K01001
# suffix (BVA); thousands by narrow no-break space
column "Försäljning (BVA)" taken_for least greatest form "revenue -1250 2310900 decimal comma, thousands by blank"
column "Förfallet belopp (BVA)" taken_for "overdue"
column "Kreditgräns (BVA)" taken_for least "credit_limit 200000"
run_sample
expect_equal "$(value_of K01001 revenue)" 1845200.5
# unquoted quote
expect_equal "$(sql run.db "SELECT name FROM current_results WHERE customer_key = 'K01009'")" '"Den Gröna Verkstaden" AB'

# ---- 08: Danish ----
sample 08-economic-like-debitorer-da.csv
told encoding line_ends separator decimal rows "Windows-1252 CRLF semicolon comma 6"
# Danish vocabulary
column "Debitornr." taken_for "key"
column Navn taken_for "name"
first 1 name "Ærø Bådebyg ApS"
# thousands by point with decimal comma
column "Omsætning 2024" taken_for least greatest form "revenue 8120 1430000 decimal comma, thousands by point"
# DD-MM-YYYY
column "Seneste faktura" taken_for type least greatest form "last_purchase date 2024-03-07 2024-12-31 D-M-Y"
# payment terms as text
column Betalingsbetingelser taken_for type "payment_terms text"
# missing CVR
column CVR-nr. taken_for filled empty personal "org_no 5 1 0"
# negative contribution
column Dækningsbidrag taken_for least "margin -900"
run_sample
expect_equal "$(value_of 7001 revenue)" 912300.5
