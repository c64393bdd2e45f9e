#!/bin/sh
# SPDX-License-Identifier: MIT
# Samples in other encodings and shapes than a plain list, as vikt sniff sees them; and a sheet of ratings.
. "$VIKT_SOURCE/tests/cli/samples.sh"

# ---- 03: a report that was printed to a file ----
sample 03-visma-like-reskontra.txt
told encoding line_ends separator decimal rows "Windows-1252 CRLF tab comma 12"
# two title lines and a blank line before the heading
told titles heading_row "2 4"
# subtotal and total rows to skip; heading repeated in the middle
told totals repeated_headings "7 1"
expect_out "Skipped, as they are no data: 2 titles, 1 repeated heading, 7 totals"
# ordinary-space thousands; trailing minus
column Fakturabelopp type least greatest form "number -1292.74 56389.71 decimal comma, thousands by blank"
# dates YYMMDD
column Fakt.dat type least greatest form "date 2024-11-10 2024-11-15 YYMMDD"
column "Betalt dat" type empty "date 6"

# ---- 05: UTF-16 ----
sample 05-lime-like-foretag-utf16le.txt
told encoding line_ends separator rows kind "UTF-16LE with BOM CRLF tab 11 customers"
# headings prefixed Företag., key column marked *
column "*Företag.Kundnr" taken_for distinct "key 11"
# a name that starts with a quote but is not quoted
column Företag.Namn taken_for distinct "name 11"
# Omsättning (tkr) is the customer's own turnover, in thousands
column "Företag.Omsättning (tkr)" taken_for least greatest form "company_turnover 900000 310000000 in thousands"
expect_out "the customer's own turnover"
# two sites share one org. number: it is not the key
column Företag.Orgnr taken_for distinct "org_no 10"
run_sample
expect_equal "$(sql run.db "SELECT name FROM current_results WHERE customer_key = '1009'")" '"Den Gröna Verkstaden" AB'
expect_equal "$(sql run.db "SELECT count(*) FROM current_results")" 11

# ---- 07 again: empty Spärrad = active ----
sample 07-businesscentral-like-kunder.tsv
column Spärrad taken_for turned "active truth"
first 1 active yes

# ---- 09: a sheet of ratings ----
sample 09-bedomning-1-5.csv
told encoding line_ends separator rows kind "UTF-8 CRLF semicolon 9 ratings"
# en dash in headings
column "Lönsamhet (1–5)" taken_for least greatest "profitability 2 5"
# scale direction in the heading
column "Risk (5 = låg)" taken_for turned empty "risk scale 1"
first 1 risk 2
# an x
column "Trivsel (1–5)" taken_for not_read "fit $(query "SELECT c.value -> 'not_read' FROM s, json_each(j, '\$.columns') c WHERE c.value ->> 'heading' = 'Trivsel (1–5)'")"
expect_out 'row 8, "x"'
# ; inside a quoted comment
column Kommentar taken_for distinct "note 3"
# an x and an empty score are no marks; join by name
cp "$samples/04-excel-sv-kundlista.csv" kunder.csv
vikt run kunder.csv --ratings "$file" --as-of 2025-01-31 --db rated.db
expect_status 0
expect_out "Customers are found by name"
expect_equal "$(sql rated.db "SELECT count(*) FROM rejects")" 0
expect_equal "$(sql rated.db "SELECT value FROM points WHERE customer_key = '1001' AND criterion = 'risk'")" 2
expect_equal "$(sql rated.db "SELECT count(*) FROM points WHERE criterion = 'risk' AND value IS NOT NULL")" 8

# ---- 10: SIE 4 ----
sample 10-sie4-exempel.se
# CP437 (SIE "PC8"): Latin-1 or UTF-8 decoding would spoil the letters
told encoding rows "CP437 4"
expect_out "Exempelbolaget i Örebro AB"
first 3 name "Café Ålgården HB"
# customer as object in reserved dimension 8
first 1 customer 1001
