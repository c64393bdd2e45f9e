#!/bin/sh
# SPDX-License-Identifier: MIT
# What vikt writes and a spreadsheet program opens, fills in and saves comes back as what it was. Needs LibreOffice.
command -v soffice > /dev/null || exit 77
. "$VIKT_SOURCE/tests/cli/lib.sh"

convert() { # ENDING FILE [OPTION]: FILE with another ending
    HOME=$work soffice --headless ${3:+"$3"} --convert-to "$1" "$2" > /dev/null 2>&1 || fail "soffice does not convert $2"
    [ -s "${2%.*}.$1" ] || fail "soffice made no ${2%.*}.$1"
}

printf 'Kundnr;Namn;Omsättning\n007;"Öst, ""Väst"" AB";10\n-12;=1+1 AB;30\n20;Dal AB;20\n1.5;Komma;5\n' > kunder.csv
printf '1e3;"Acme;=1+1";4\n@1;"=HYPERLINK(""http://x"")";3\n+1;+1;2\n' >> kunder.csv
vikt ratings sheet kunder.csv --out betyg-anna.xlsx
expect_status 0

# Filled in as Anna does: marks as numbers, one as text, an x, one customer left out; then saved as a workbook again.
convert fods betyg-anna.xlsx
mark() { # FIELD NTH TYPE VALUE
    awk -v wanted="<table:table-cell table:content-validation-name=\"val$1\"/>" -v nth="$2" -v type="$3" -v value="$4" '
        index($0, wanted) && ++seen == nth {
            print "<table:table-cell office:value-type=\"" type "\" " (type == "float" ? "office:value=\"" value "\"" : "") \
                "><text:p>" value "</text:p></table:table-cell>"
            next
        }
        { print }' betyg-anna.fods > filled && mv filled betyg-anna.fods
}
for row in 1 1 1 1 1 1; do mark 1 $row float 4; done
mark 2 1 float 2
mark 2 1 string 3
mark 2 1 string x
rm betyg-anna.xlsx
convert xlsx betyg-anna.fods
vikt run kunder.csv --ratings betyg-anna.xlsx --db back.db --as-of 2026-01-01
expect_status 0
expect_out 'betyg-anna.xlsx: 7 rows, Excel workbook, sheet "Ratings"'
expect_out "1 rater (betyg-anna)"
expect_equal "$(sql back.db "SELECT group_concat(customer_key, ' ') FROM ratings WHERE field = 'potential' AND mark = 4")" "-12 007 1.5 1e3 20 @1"
expect_equal "$(sql back.db "SELECT group_concat(customer_key || ' ' || mark, ', ') FROM ratings WHERE field = 'risk'")" "-12 2.0, 20 3.0"
expect_equal "$(sql back.db "SELECT count(*) FROM rejects")" 0

# As rows of text: nothing is computed, wherever cells are parted; and filled in and saved again all are found.
vikt ratings sheet kunder.csv --out text.csv
for separator in 44 59; do
    convert fods text.csv "--infilter=CSV:$separator,34,76,1,,0,true"
    grep -q 'table:formula' text.fods && fail "a formula in text.csv with separator $separator"
    mv text.fods "text-$separator.fods"
done
mv text-44.fods text-per.fods
sed 's|<table:table-cell table:number-columns-repeated="3"/>|<table:table-cell office:value-type="float" office:value="5"/><table:table-cell table:number-columns-repeated="2"/>|' \
    text-per.fods > filled && mv filled text-per.fods
convert xlsx text-per.fods
vikt run kunder.csv --ratings text-per.xlsx --db text.db --as-of 2026-01-01
expect_status 0
expect_equal "$(sql text.db "SELECT group_concat(customer_key, ' ') FROM ratings WHERE mark = 5")" "+1 -12 007 1.5 1e3 20 @1"
