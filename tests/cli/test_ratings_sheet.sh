#!/bin/sh
# SPDX-License-Identifier: MIT
# The sheet to be filled in with marks: what stands in it, and that what comes back is read without being told how.
. "$VIKT_SOURCE/tests/cli/lib.sh"

printf 'Kundnr;Namn;Omsättning\n007;"Öst, ""Väst"" AB";10\n-12;=1+1 AB;30\nC;Ctrl AB;\n20;Dal AB;30\n' > kunder.csv

# By falling revenue, then by key; texts that a spreadsheet would compute are kept from it.
vikt ratings sheet kunder.csv --out blank.csv
expect_status 0
expect_out "Wrote blank.csv: 4 customers"
printf '\357\273\277"Customer no","Customer name","Potential (1-5)","Risk (1 = low, 5 = high)","Comment"\r\n' > wanted.csv
printf '"'"'"'-12","'"'"'=1+1 AB",,,\r\n"20","Dal AB",,,\r\n"007","Öst, ""Väst"" AB",,,\r\n"C","Ctrl AB",,,\r\n' >> wanted.csv
cmp -s blank.csv wanted.csv || fail "blank.csv is not as wanted: $(cat blank.csv)"

# Filled in it comes back: key, name, marks.
sed -e 's/ AB",,,/ AB",4,2,well/' -e '3s/,4,2,/,x,,/' blank.csv > betyg-anna.csv
sed -e 's/ AB",,,/ AB",5,1,/' blank.csv > betyg-per.csv
vikt run kunder.csv --ratings 'betyg-*.csv' --db back.db --as-of 2026-01-01
expect_status 0
expect_equal "$(sql back.db "SELECT group_concat(customer_key || ' ' || field || ' ' || used, ', ') FROM ratings WHERE rater = 'anna'")" \
    "-12 potential 4.5, -12 risk 1.5, 007 potential 4.5, 007 risk 1.5, C potential 4.5, C risk 1.5"
expect_equal "$(sql back.db "SELECT count(*) FROM rejects")" 0

# Nothing is overwritten.
vikt ratings sheet kunder.csv --out betyg-anna.csv
expect_status 5
expect_err "is there already, and marks in it would be lost"
grep -q well betyg-anna.csv || fail "it was overwritten"

# A workbook: marks to choose from, what they mean, no computing, and the same bytes each time.
vikt ratings sheet kunder.csv
expect_status 0
[ -s ratings.xlsx ] || fail "no ratings.xlsx"
part() { unzip -p ratings.xlsx "xl/worksheets/sheet$1.xml"; }
part 1 > marks.xml
part 2 > meanings.xml
grep -q '<dataValidations count="2"><dataValidation type="list" allowBlank="1"' marks.xml || fail "no choice of marks"
grep -q 'sqref="C2:C5"><formula1>"1,2,3,4,5"</formula1>' marks.xml || fail "the choice is not for all customers"
grep -q 'prompt="1 none&#xA;2 a little' marks.xml || fail "no meaning of the marks where they are chosen"
grep -q 'state="frozen"' marks.xml || fail "the heading moves away"
grep -q '<t>Öst, "Väst" AB</t>' marks.xml || fail "the name is not there"
grep -q '<t>=1+1 AB</t>' marks.xml || fail "the name that looks like a formula is not text"
grep -q '<f>' marks.xml && fail "there is a formula"
grep -q '<t>Risk (1 = low, 5 = high)</t>' meanings.xml || fail "no meanings of risk"
grep -q '5  we may lose money or the customer' meanings.xml || fail "no meaning of a 5"
cp ratings.xlsx first.xlsx
rm ratings.xlsx
vikt ratings sheet kunder.csv --quiet
expect_equal "$(unzip -p ratings.xlsx | cksum)" "$(unzip -p first.xlsx | cksum)"

# Of its two sheets the one with the customers is read, and as long as it is blank it takes nothing away.
vikt run kunder.csv --ratings ratings.xlsx --dry-run --as-of 2026-01-01
expect_status 0
expect_out 'sheet "Ratings"'
expect_out "Potential (1-5) = potential, Risk (1 = low, 5 = high) = risk"
expect_out "potential (not used)"

# The profile's fields, words and language; fields by name; customers without names.
printf '[profile]\nlanguage = sv\n[field service]\nmin = 1\nmax = 3\nanchors = 1 sällan, 3 "ofta, gärna"\n' > sv.ini
vikt ratings sheet kunder.csv --rules sv.ini --fields service,fit --out sv.csv --json
expect_status 0
expect_out '{"version":1,"file":"sv.csv","customers":4}'
expect_equal "$(head -n 1 sv.csv | tr -d '\r')" "$(printf '\357\273\277"Kundnr","Kundnamn","Service (1-3)","Trivsel (1-5)","Kommentar"')"
printf 'Customer,revenue\nA,1\nB,2\n' > bare.csv
vikt ratings sheet bare.csv --fields potential --out bare-blank.csv
expect_status 0
expect_equal "$(tr -d '\r' < bare-blank.csv | tail -n 1)" '"A",,'
sed 's/,,/,3,/' bare-blank.csv > bare-anna.csv
vikt run bare.csv --ratings bare-anna.csv --db bare.db --as-of 2026-01-01
expect_equal "$(sql bare.db "SELECT group_concat(customer_key || ' ' || mark) FROM ratings")" "A 3.0,B 3.0"

vikt ratings sheet kunder.csv --fields potental --out no.csv
expect_status 2
expect_err 'is no field with a scale of at most 10 whole marks; did you mean "potential"?'
expect_no_file no.csv
vikt ratings sheet kunder.csv --out no.ods
expect_status 2
vikt ratings list kunder.csv
expect_status 2
expect_err "expected vikt ratings sheet"
vikt ratings sheet kunder.csv --out none/no.csv
expect_status 5
vikt ratings sheet kunder.csv --out none/no.xlsx
expect_status 5
printf '[field potential]\nanchors = 6 too much\n' > wrong.ini
vikt ratings sheet kunder.csv --rules wrong.ini --out no.csv
expect_status 3
expect_err "anchors: 6 is outside the field's min and max"

# Customers whose names would be computed: kept from it in rows of text, text in a workbook, and found again.
printf 'Kundnr;Namn;Omsättning\n1;"=HYPERLINK(""http://x"";""y"")";10\n+2;+1;20\n-3;-1;30\n@4;@SUM(A1);40\n5;"Acme;=1+1";50\n6;'"'"'=6;60\n' > hurtful.csv
vikt ratings sheet hurtful.csv --out hurtful-blank.csv
expect_status 0
# As a spreadsheet reads it, whichever of the two it takes for the separator: no cell begins a formula.
tail -n +2 hurtful-blank.csv | tr ',;' '\n\n' | grep -E '^"?[=+@-]' && fail "a cell would be computed"
vikt ratings sheet hurtful.csv --out hurtful.xlsx
expect_status 0
unzip -p hurtful.xlsx xl/worksheets/sheet1.xml | grep -q '<f>' && fail "there is a formula in the workbook"
sed -e 's/,,,\r$/,4,2,\r/' hurtful-blank.csv > hurtful-anna.csv
vikt run hurtful.csv --ratings hurtful-anna.csv --db hurtful.db --as-of 2026-01-01
expect_status 0
expect_equal "$(sql hurtful.db "SELECT group_concat(customer_key || ' ' || mark, ', ') FROM ratings WHERE field = 'potential'")" \
    "+2 4.0, -3 4.0, 1 4.0, 5 4.0, 6 4.0, @4 4.0"
# By name alone too; "@SUM(A1)" without a key is a total, which is told.
cut -d, -f2- hurtful-anna.csv | grep -v Acme > named-anna.csv
vikt run hurtful.csv --ratings named-anna.csv --db named.db --as-of 2026-01-01
expect_equal "$(sql named.db "SELECT group_concat(customer_key) FROM ratings WHERE field = 'potential'")" "+2,-3,1,6"
expect_out "Skipped: 1 total"
