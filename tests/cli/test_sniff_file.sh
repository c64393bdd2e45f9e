#!/bin/sh
# SPDX-License-Identifier: MIT
# What vikt sniff says of a file; the settings that it gives make a run read the file in the same way.
. "$VIKT_SOURCE/tests/cli/lib.sh"
samples=$VIKT_SOURCE/tests/data/samples

json() { # PATH: of what stands in .out
    sqlite3 :memory: "SELECT json_extract(CAST(readfile('$work/.out') AS TEXT), '$1')"
}

said() { # TEXT: on stdout, however wide its columns are
    tr -s ' ' < "$work/.out" | grep -qF -- "$1" || fail "stdout lacks: $1"
}

cp "$samples/04-excel-sv-kundlista.csv" kunder.csv
vikt sniff kunder.csv
expect_status 0
expect_silent
expect_out "kunder.csv: 1 253 bytes, CSV, Windows-1252 (as in \"Åkerbergs Plåt & Svets AB\"), line ends CRLF"
expect_out "Separated by semicolon, headings in row 1, 11 rows of data, 10 columns"
expect_out "It is a register of customers"
said " 1 Kund key by content text such as 1001; 11 distinct"
said " 2 Namn name exact text such as"
said " 6 Omsättning 2024 revenue by year number -1250 to 2310900, decimal comma"
said " revenue 1845200.5 912300 148750.25"
expect_no_file vikt.db

vikt sniff kunder.csv --json
expect_status 0
expect_equal "$(json '$.version')" 1
expect_equal "$(json '$.bytes')" 1253
expect_equal "$(json '$.encoding') $(json '$.separator') $(json '$.decimal') $(json '$.line_ends')" "Windows-1252 semicolon comma CRLF"
expect_equal "$(json '$.rows') $(json '$.heading_row') $(json '$.kind')" "11 1 customers"
expect_equal "$(json '$.columns[5].taken_for') $(json '$.columns[5].certainty')" "revenue by year"
expect_equal "$(json '$.columns[9].type') $(json '$.columns[9].least') $(json '$.columns[9].greatest')" "date 2023-12-16 2024-12-20"
expect_equal "$(json '$.first_rows[0].values.key') $(json '$.first_rows[0].values.revenue')" "1001 1845200.5"
expect_equal "$(json '$.questions')" "[]"

# The settings, kept in vikt.ini, give the same run, and nothing was guessed.
vikt run kunder.csv --as-of 2025-01-01 --db before.db
expect_status 0
expect_out "the year before"
vikt sniff kunder.csv --json
json '$.settings' > settings
mv settings vikt.ini
vikt run kunder.csv --as-of 2025-01-01 --db after.db
expect_status 0
expect_no_out "the year before"
for table in points rejects classes; do
    expect_equal "$(sql after.db "SELECT * FROM $table")" "$(sql before.db "SELECT * FROM $table")"
done
vikt sniff kunder.csv
expect_out "told"
expect_no_out "by year"
expect_no_out "by content"
# They are a company's: its folder runs.
vikt run . --as-of 2025-01-01 --db folder.db
expect_status 0
expect_equal "$(sql folder.db "SELECT * FROM points")" "$(sql before.db "SELECT * FROM points")"
rm vikt.ini

# Reading options count, and a question is no failure: it is asked, with what answers it.
printf 'Kundnr;Namn;Oms\n1;A;10\n1;B;20\n' > twice.csv
vikt sniff twice.csv
expect_status 0
expect_out "Questions, which a run stops at"
expect_out "every customer needs a key of its own"
expect_out "rows 2 and 3 have the same key"
vikt sniff twice.csv --encoding cp850
expect_status 0
expect_out "CP850"

# A column that can be read in two ways is asked about once, and the option answers.
printf 'Kundnr;Namn;Omsättning;TB\n1;A;1.234;2.345\n2;B;5.678;3.456\n' > two.csv
vikt sniff two.csv
expect_status 0
said "number 1.234 to 5.678, decimal point; 2 distinct, can be read in two ways"
expect_out "--decimal"
expect_equal "$(grep -c -- --decimal "$work/.out")" 1
vikt sniff two.csv --decimal comma
said "number 1234 to 5678"
expect_no_out Questions
expect_out "  decimal = comma"
printf 'Kundnr;Namn;Omsättning;Senaste köp\n1;A;1;03/04/2024\n' > days.csv
vikt sniff days.csv --dates dmy --json
expect_equal "$(json '$.columns[3].least')" 2024-04-03
json '$.settings' | grep -qx 'dates = dmy' || fail "the order of dates is not kept"

# What a run rejects is told in advance.
printf 'Kundnr;Namn;Omsättning\n1;A;10\n2;B;zehn\n3;C;x\n4\n' > bad.csv
vikt sniff bad.csv
expect_out '  2 cells of Omsättning: row 3, "zehn" is not a number'
expect_out '  1 row: row 5, "4" has 1 cell, expected 3'

# Personal numbers are masked, also where no field takes them.
vikt sniff "$samples/01-fortnox-like-kundregister.csv"
expect_status 0
expect_no_out 750231-0241
printf 'Kundnr;Personnr\n1;750231-0241\n' > person.csv
vikt sniff person.csv
expect_out "750231-****"
vikt sniff person.csv --json
expect_no_out 750231-0241
expect_equal "$(json '$.columns[1].personal')" 1
vikt sniff person.csv --set profile.personal=keep
expect_out 750231-0241

# No data: what it is.
printf '[profile]\nname = X\n' > x.ini
vikt sniff x.ini
expect_status 4
expect_err "is a profile"
vikt sniff nothing.csv
expect_status 4
vikt sniff .
expect_status 4
expect_err "data file"
vikt sniff
expect_status 2

# What is too much for a run is shown all the same.
(echo "Kundnr;Namn;Omsättning" && echo "2;Bo;5" && yes ";a;x" | head -1000001) > wrong.csv
vikt sniff wrong.csv
expect_status 0
said "3 Omsättning revenue exact number 5, whole numbers; 1 distinct; 1000001 not read: row 3, \"x\" is not a number"
expect_out "rows and cells cannot be used, and at most 1000000 may be"

# Of two tables the first one is shown, and it is asked which one is meant.
printf 'Kundnr;Namn;Omsättning\n1;Anna;10\n2;Bo;20\n3;Cia;5\n\nArtikel;Text;Antal\nA1;Skruv;5\nA2;Mutter;6\nA3;Spik;7\n' > two.csv
vikt sniff two.csv
expect_status 0
expect_out "headings in row 1, 3 rows of data, 3 columns"
expect_out "two.csv:6: is the heading of another table; say which one is meant: --heading 1 reads down to there"
expect_no_out "heading = "
vikt sniff two.csv --heading 6
expect_status 0
expect_no_out "another table"
expect_out "heading = 6"

# Percent without a sign, 31 for 31 %, are shares under the settings that are kept too.
printf 'Kundnr;Namn;Omsättning;Share of wallet\n1;Anna;10;31\n2;Bo;20;28\n3;Cia;5;45\n' > share.csv
printf '[criterion wallet]\nweight = 10\npoints = linear share_of_wallet worst 0 best 1\n' > share.ini
vikt sniff share.csv --rules share.ini
said "share_of_wallet 0.31 0.28 0.45"
sed '1,/^Settings to keep/d; s/^  //' .out >> share.ini
vikt run share.csv --rules share.ini --as-of 2025-01-01 --db share.db --json
expect_out '"rejected":0'
vikt sniff share.csv --rules share.ini
said "share_of_wallet 0.31 0.28 0.45"
expect_out "\"Share of wallet\": holds numbers up to 100, so they are read as percent"

# ---- months of a ledger are shown as they stand, and nothing in them is wrong ----
printf 'Kundnr;Period;Netto\n1;2025-03;10,50\n1;2025-02;1,00\n' > months.csv
vikt sniff months.csv
expect_status 0
expect_out "It is a ledger of invoices or orders"
expect_out "text such as 2025-03"
expect_no_out "not a date"

# Rows that lack cells of a column without a heading.
printf 'Kundnr;Namn;Omsättning;\n1;a;5;x\n2;b;6;y\n3;c;7\n4;d;8\n5;e;9;\n' > short.csv
vikt sniff short.csv --json
expect_status 0
expect_equal "$(json '$.rows') $(json '$.ragged_rows')" "5 0"
expect_equal "$(json '$.columns[3].filled') $(json '$.columns[3].empty')" "2 3"
