#!/bin/sh
# SPDX-License-Identifier: MIT
# Files as people drag them in: lists of SAP, Pipedrive, Xero and DATEV, headings of several lines, streams.
. "$VIKT_SOURCE/tests/cli/lib.sh"

piped() { # COMMAND: of vikt, with stream.csv on a pipe
    command="cat stream.csv | vikt $*"
    cat stream.csv | "$VIKT" "$@" > "$work/.out" 2> "$work/.err"
    status=$?
}

# A stream is looked at as a file is, though it can be read once only.
printf 'Kundnr;Kund;Omsättning\n1;A AB;100,50\n2;B AB;50,25\n3;C AB;20,75\n' > stream.csv
piped sniff -
expect_status 0
expect_no_out "Questions"
expect_no_out "is empty"
sed 1d .out > .piped
vikt sniff stream.csv
sed -e 1d -e '/\[sources\]/,/^$/d' .out > .named
expect_equal "$(cat .piped)" "$(cat .named)"
printf 'Kundnr;Kund;Fakturanr;Fakturadatum;Netto\n1;A;7;2024-01-31;10,5\n1;A;8;2024-02-28;20,5\n2;B;9;2024-03-31;5,5\n' > stream.csv
piped sniff -
expect_out "It is a ledger"
expect_no_out "Questions"
piped run - --db piped.db
expect_status 0

# The settings to keep do not answer what is still asked.
printf 'Kundnr;Kund;Omsättning\n1;A AB;1.100\n2;B AB;2.137\n3;C AB;3.174\n' > fraga.csv
vikt sniff fraga.csv
expect_out "can be read two ways"
expect_no_out "decimal = point"
# Nor is a date of unknown order one that cannot be read.
printf 'Kundnr;Kund;Omsättning;Last order\n1;A AB;1;01/02/2024\n2;B AB;2;03/04/2024\n3;C AB;3;05/06/2024\n' > datum.csv
vikt sniff datum.csv
expect_out "can be read in two ways"
expect_no_out "not read"

# A heading of several lines is one line wherever it is shown, and can be told.
printf '"Kund\nnr";"Namn";"Omsättning\r\n2024\n(kr)"\n1;A AB;1\n2;B AB;2\n3;C AB;3\n' > rader.csv
vikt run rader.csv --db rader.db
expect_out "Columns: Kund nr = key, Namn = name, Omsättning 2024 (kr) = revenue"
vikt sniff rader.csv
expect_out "column = Omsättning 2024 (kr)"

# The total of a list from SAP, marked by asterisks, is no customer; nor is an empty column worth a word.
cat > sap.txt <<'END'
Umsatzliste Debitoren                 31.01.2025
--------------------------------------------------
|Debitor   |Name 1              |     Umsatz EUR|
--------------------------------------------------
|0000100000|Müller GmbH         |      12.345,67|
|0000100001|Öhman AG            |      24.345,67|
|0000100002|Schäfer KG          |      34.345,67|
--------------------------------------------------
|**        |Summe               |      71.037,01|
--------------------------------------------------
END
vikt run sap.txt --db sap.db
expect_out "Read sap.txt: 3 rows"
expect_out "1 total"
expect_out "Columns: Debitor = key, Name 1 = name, Umsatz EUR = revenue"
expect_no_out "Not used"
printf 'Kundnr;;Kund;Omsättning\n1;;A AB;1\n2;x;B AB;2\n3;;C AB;3\n' > tom.csv
vikt run tom.csv --db tom.db
expect_out "Not used: column 2 (no heading)"

# A CRM's object before its columns, by a dash; columns named by a program.
printf 'Organization - ID,Organization - Name,Organization - Won deals value\n1,A,10.5\n2,B,20.5\n3,C,30.5\n' > crm.csv
vikt run crm.csv --db crm.db
expect_out "Columns: Organization - ID = key, Organization - Name = name, Organization - Won deals value = revenue"
printf '*ContactName,*InvoiceNumber,*InvoiceDate,LineAmount,Status\nA,I-1,2024-01-13,10.50,Paid\nA,I-2,2024-02-13,20.50,Voided\nB,I-3,2024-03-13,30.50,Paid\n' > invoices.csv
vikt run invoices.csv --db invoices.db
expect_status 0
expect_out "is read as a ledger of invoices"
expect_out "1 cancelled row is left out"
expect_out "*ContactName = name, *InvoiceNumber = invoice, *InvoiceDate = date, LineAmount = net, Status = status"

# What a warning counts is counted once, when the column is read a second time.
awk 'BEGIN { print "Kundnr;Kund;Omsättning"; for (i = 1; i <= 9000; i++)
    printf "%d;K %d;%s\n", i, i, i == 8999 ? "1.234.567" : i % 900 + 1 ".137" }' > lang.csv
vikt run lang.csv --db lang.db
expect_status 0
expect_no_err "another way"

# Keys that repeat may be invoices: the error says so.
printf 'Kundnr;Kund;Omsättning\n1;A AB;1\n1;A AB;2\n3;C AB;3\n' > dubbel.csv
vikt run dubbel.csv --db dubbel.db
expect_status 4
expect_err "give the file as --invoices FILE"

# Two columns for one field are a question, and then nothing is said not to be understood.
printf 'Kundnr;Kund;Omsättning;Försäljning\n1;A AB;1;2\n2;B AB;2;3\n3;C AB;3;4\n' > tva.csv
vikt sniff tva.csv
expect_out "write the right one as column under [field revenue]"
expect_no_out "Not understood"

# A heading row that was told, none or one, is no news.
printf '1;A AB;1,5\n2;B AB;2,5\n3;C AB;3,5\n' > utan.csv
vikt run utan.csv --db utan.db
expect_out "is read as data"
vikt run utan.csv --heading 0 --db utan2.db
expect_no_out "is read as data"

# The settings to keep tell two columns of one name apart.
printf 'Kundnr;Namn;Belopp;Belopp;Omsättning;Omsättning\n1;A AB;1,5;2,5;10,5;20,5\n2;B AB;1,5;2,5;30,5;40,5\n' > lika.csv
vikt run lika.csv --db lika.db
expect_status 4
expect_err "write column = 5 or column = 6 under [field revenue]"
vikt sniff lika.csv --set field.revenue.column=6
expect_out "column = 6"
vikt run lika.csv --db lika.db --set field.revenue.column=6
expect_status 0
expect_equal "$(sql lika.db "SELECT total FROM run_scheme WHERE name = 'abc'")" "61.0"

# K behind an amount is no thousand where others end in D: the sides of an account, in lists and in ledgers.
printf 'Kundnr;Namn;Omsättning\n1;A AB;1 200,00 D\n2;B AB;200,00 K\n3;C AB;500,00 D\n' > sidor.csv
printf 'Kundnr;Fakturadatum;Fakturanr;Belopp\n1;2026-01-03;1;1 200,00 D\n1;2026-02-03;2;200,00 K\n' > reskontra.csv
for file in sidor.csv reskontra.csv; do
    vikt run $file --db sidor.db
    expect_status 4
    expect_err "end in K, which is credit beside those that end in D or S, or a thousand"
    expect_no_file sidor.db
done
sed -i 's/ D$/ T kr/' sidor.csv
vikt run sidor.csv --db sidor.db
expect_status 0
expect_equal "$(sql sidor.db "SELECT total FROM run_scheme WHERE name = 'abc'")" "1900000.0"
# A stray letter beside sizes that say what they are is a reject of its cell, as any other.
printf 'Kundnr;Namn;Omsättning\n1;A AB;1 200 tkr\n2;B AB;200 tkr\n3;C AB;500 D\n' > tkr.csv
vikt run tkr.csv --db tkr.db
expect_status 1
expect_out 'row 4, Omsättning: "500 D" is not a number'
