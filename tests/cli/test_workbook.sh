#!/bin/sh
# SPDX-License-Identifier: MIT
# A workbook that a spreadsheet program wrote: Swedish text, dates, formulas, shares and both epochs come out as they are shown there.
# Also what a workbook may look like to its user: several sheets, another format, no workbook at all.
. "$VIKT_SOURCE/tests/cli/lib.sh"

# SETTINGS: a sheet of three customers, and one of notes.
flat_sheet() {
    cat << END
<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0" xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2"
 office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.spreadsheet">
<office:automatic-styles>
<number:percentage-style style:name="N1"><number:number number:decimal-places="1" number:min-integer-digits="1"/><number:text>%</number:text></number:percentage-style>
<number:date-style style:name="N2"><number:day/><number:text> </number:text><number:month number:textual="true"/><number:text> </number:text><number:year number:style="long"/></number:date-style>
<number:number-style style:name="N3"><number:number number:decimal-places="0" number:min-integer-digits="5"/></number:number-style>
<style:style style:name="share" style:family="table-cell" style:data-style-name="N1"/>
<style:style style:name="date" style:family="table-cell" style:data-style-name="N2"/>
<style:style style:name="zeros" style:family="table-cell" style:data-style-name="N3"/>
</office:automatic-styles>
<office:body><office:spreadsheet>$1
<table:table table:name="Noter"><table:table-row>$(text "Gjord i mars")</table:table-row></table:table>
<table:table table:name="Kunder åäö">
<table:table-row>$(text Kundnr)$(text Namn)$(text Omsättning)$(text "Senaste köp")$(text "TG %")</table:table-row>
<table:table-row>$(number zeros 17)$(text "Åkerbergs Plåt &amp; Svets; &quot;Syd&quot;")$(formula "[.A2]*1000+1.234" 17001.234)$(date 2024-03-14)$(share 0.315)</table:table-row>
<table:table-row/>
<table:table-row>$(number zeros 18)$(text "Ödåkra Bageri")$(formula "SUM([.C2:.C2])*2" 34002.468)$(date 2023-12-31)$(share 0.07)</table:table-row>
<table:table-row>$(number zeros 19)$(text "Café Ålgården")$(formula "1/0" 0)$(date 2024-02-29)$(share 1)</table:table-row>
</table:table>
</office:spreadsheet></office:body></office:document>
END
}
text() { printf '<table:table-cell office:value-type="string"><text:p>%s</text:p></table:table-cell>' "$1"; }
number() { printf '<table:table-cell table:style-name="%s" office:value-type="float" office:value="%s"/>' "$1" "$2"; }
formula() { printf '<table:table-cell table:formula="of:=%s" office:value-type="float" office:value="%s"/>' "$1" "$2"; }
date() { printf '<table:table-cell table:style-name="date" office:value-type="date" office:date-value="%s"/>' "$1"; }
share() { printf '<table:table-cell table:style-name="share" office:value-type="percentage" office:value="%s"/>' "$1"; }

flat_sheet "" > kunder.fods
flat_sheet '<table:calculation-settings><table:null-date table:date-value="1904-01-01"/></table:calculation-settings>' > kunder1904.fods
soffice "-env:UserInstallation=file://$work/office" --headless --convert-to xlsx kunder.fods kunder1904.fods > office.log 2>&1 ||
    { cat office.log; fail "LibreOffice made no workbook"; }

for file in kunder kunder1904; do
    vikt sniff $file.xlsx
    expect_status 0
    expect_out 'Excel workbook, sheet "Kunder åäö"'
    # 17 * 1000 + 1.234, and twice that; the error's row is that of the sheet, whose row 3 is empty.
    tr -s ' ' < .out > squeezed
    for line in "key 00017 00018 00019" 'name Åkerbergs Plåt & Svets; "Syd" Ödåkra Bageri Café Ålgården' \
        "revenue 17001.234 34002.468 -" "last_purchase 2024-03-14 2023-12-31 2024-02-29" "margin_percent 0.315 0.07 1"; do
        grep -qF " $line" squeezed || fail "the rows lack: $line"
    done
    expect_out "$file.xlsx:5:3: "
done

# The epochs are two: the same day has another number.
! cmp -s kunder.xlsx kunder1904.xlsx || fail "both workbooks are the same"

vikt run kunder.xlsx --as-of 2024-04-01
expect_status 0
expect_out 'Read kunder.xlsx: 3 rows, Excel workbook, sheet "Kunder åäö"'
expect_equal "$(sql vikt.db "SELECT value FROM points WHERE customer_key = '00018' AND criterion = 'revenue'")" "34002.468"

# By the sheet's name or number, also one that is not the likely one; a wrong name is told with the right ones.
vikt sniff kunder.xlsx --sheet Kunder
expect_status 4
expect_err 'there is no sheet "Kunder"; its sheets are "Noter", "Kunder åäö"'
vikt sniff kunder.xlsx --sheet 2
expect_out 'sheet "Kunder åäö"'
expect_out "17001.234"

# Its name says nothing, and it may come compressed through a pipe.
cp kunder.xlsx kunder.csv
vikt run kunder.csv --dry-run
expect_out "Excel workbook"
command="gzip -c kunder.xlsx | vikt run -"
gzip -c kunder.xlsx | "$VIKT" run - --dry-run --as-of 2024-04-01 > .out 2> .err
status=$?
expect_status 0
expect_out 'Read -: 3 rows, Excel workbook, sheet "Kunder åäö", gzip'

# Two sheets that may be it: vikt asks.
sed 's|<table:table-row>.*Gjord i mars.*</table:table-row>|<table:table-row>'"$(text Ort)$(text Antal)"'</table:table-row><table:table-row>'"$(text Ystad)$(number zeros 5)"'</table:table-row>|' \
    kunder.fods > two.fods
soffice "-env:UserInstallation=file://$work/office" --headless --convert-to xlsx two.fods > office.log 2>&1
vikt run two.xlsx
expect_status 4
expect_err 'has several sheets with rows: "Noter" (2 rows), "Kunder åäö" (4 rows); which one is it? --sheet NAME'
vikt run two.xlsx --dry-run --sheet "Kunder åäö"
expect_status 0

# What LibreOffice makes by itself, and what is cut short.
vikt run kunder.fods
expect_status 4
expect_err "HTML or XML"
soffice "-env:UserInstallation=file://$work/office" --headless --convert-to ods kunder.fods > office.log 2>&1
vikt run kunder.ods
expect_status 4
expect_err "is an OpenDocument file (.ods); save it as .xlsx or CSV"
head -c 3000 kunder.xlsx > cut.xlsx
vikt run cut.xlsx
expect_status 4
expect_err "damaged or cut short"

# A rater's sheet may be a workbook too; what the run says of it outlives the file.
printf 'Kundnr,Potential (1-5)\n00017,5\n00018,2\n' > ratings-anna.csv
soffice "-env:UserInstallation=file://$work/office" --headless --convert-to xlsx --infilter=CSV:44,34,76,1,1/2/2/1 ratings-anna.csv > office.log 2>&1
vikt run kunder.xlsx --ratings ratings-anna.xlsx --dry-run
expect_status 0
expect_out 'Read ratings-anna.xlsx: 2 rows, Excel workbook, sheet "ratings-anna"'
