#!/bin/sh
# SPDX-License-Identifier: MIT
# Encodings and rows that are no data: what a run says of them, and what the options for them do.
. "$VIKT_SOURCE/tests/cli/lib.sh"

# Pages with titles, a repeated heading, subtotals and a total; customers whose names begin as totals do.
printf 'Kundlista;;\nUtskrivet 2025-01-31;;\n\nKundnr;Namn;Omsättning\n1;Ål AB;5000,5\n2;Total Energi AB;6000\n;Summa kund;11 000,5
Kundlista;;\nKundnr;Namn;Omsättning\n3;Summa Konsult AB;x\n----;----;----\nTotalt;;18 000,5\n' > pages.csv
vikt run pages.csv --as-of 2025-01-31
expect_status 1 # a reject
expect_out 'Read pages.csv: 3 rows, UTF-8, semicolon, decimal comma; letters as in "Ål AB"'
expect_out "  Skipped: 4 title rows, 1 repeated heading, 2 totals"
expect_equal "$(sql vikt.db "SELECT row FROM reject")" 10
expect_equal "$(sql vikt.db "SELECT group_concat(json_extract(reading, '\$.' || v), ' ') FROM run_input, (SELECT 'proof' AS v UNION ALL SELECT 'titles'
    UNION ALL SELECT 'repeated_headings' UNION ALL SELECT 'totals')")" "Ål AB 4 1 2"
vikt run pages.csv --as-of 2025-01-31 --db json.db --json
expect_out '"titles":4,"repeated_headings":1,"totals":2'

# A file without a heading; and one whose heading is told.
printf '1001;500\n1002;600\n' > bare.csv
vikt run bare.csv --as-of 2025-01-31
expect_err "bare.csv"
printf 'Lista;över;alla\n;;\nAlfa;Beta;Gamma\nKundnr;Namn;Omsättning\n1;A;5\n' > told.csv
vikt run told.csv --as-of 2025-01-31 --db told.db --heading 4
expect_status 0
expect_out "Skipped: 2 title rows"
vikt run told.csv --as-of 2025-01-31 --db told.db --heading 2
expect_status 4
expect_err "told.csv:2: is told to be the heading by --heading, but there is nothing in that row"

# The bytes tell, or the option; what is told is meant.
printf 'Kundnr;Namn;Omsättning\n1;Åkerbergs Plåt;5\n2;Kyl & Värme;6\n' > utf8.csv
for name in UTF-16LE UTF-16BE UTF-16 CP850 WINDOWS-1252 MACINTOSH; do
    iconv -f UTF-8 -t $name utf8.csv > coded.csv
    vikt run coded.csv --as-of 2025-01-31 --db coded-$name.db
    expect_status 0
    expect_out 'letters as in "Åkerbergs Plåt"'
done
iconv -f UTF-8 -t CP865 utf8.csv > coded.csv
vikt run coded.csv --as-of 2025-01-31 --db coded.db
expect_err "coded.csv: is read as CP850, an old DOS code page"
vikt run coded.csv --as-of 2025-01-31 --db coded.db --encoding cp865
expect_out "CP865, semicolon"
vikt run coded.csv --as-of 2025-01-31 --db coded.db --encoding utf-8
expect_status 4
expect_err "coded.csv:1:3: byte 0x84 at offset 15 is not UTF-8; name another with --encoding"
iconv -f UTF-8 -t UTF-16LE utf8.csv | head -c 65 > coded.csv
vikt run coded.csv --as-of 2025-01-31 --db coded.db
expect_status 4
expect_err "coded.csv:2:2: ends at offset 64 within a character of UTF-16LE"
