#!/bin/sh
# SPDX-License-Identifier: MIT
# A stored run for spreadsheets and programs: every format says what the database does, and computes nothing.
. "$VIKT_SOURCE/tests/cli/lib.sh"

cat > customers.csv << 'CSV'
key,name,revenue,first_order,active,region
007,"=HYPERLINK(""http://x"")",1234.5,2020-02-29,yes,"Nord; Väst"
K2,"Acme, ""Bob"" & Co",99,2021-01-01,no,@home
K3,Åsa,,2022-12-31,yes,-
CSV
cat > rules.ini << 'INI'
[field first_order]
type = date
[field active]
type = yes/no
[field region]
type = text
[measure age]
value = days_since first_order
[criterion age]
weight = 10
points = linear age worst 0 best 3000
[criterion active]
weight = 5
points = lookup active yes 5 no 1
[criterion region]
weight = 5
points = lookup region Nord 5 otherwise 2
INI
vikt run customers.csv --rules rules.ini --as-of 2026-01-31 --db e.db
[ "$status" -le 1 ] || fail "status is $status"

vikt export --db e.db
expect_status 0
expect_equal "$(head -n 1 .out | cut -d, -f1-3)" "key,name,class"
expect_out "007,\"'=HYPERLINK(\"\"http://x\"\")\",?,A,"
expect_out '"Nord; Väst"'
expect_out "'@home"
expect_out "2020-02-29"

# The columns are the database's: scores and points too (SQLite itself reads 17 digits with an error in the last).
sqlite3 csv.db > /dev/null << 'SQL'
.import --csv .out e
ATTACH 'e.db' AS v;
CREATE TABLE wrong AS SELECT e.key FROM e JOIN v.current_results r ON r.customer_key = e.key
    WHERE abs(e.score - r.score) > 1e-12 OR abs(e.coverage - r.coverage) > 1e-12 OR e.abc <> r.class
    OR abs(e."points age" - (SELECT points FROM v.points p WHERE p.customer_key = e.key AND p.criterion = 'age')) > 1e-12;
SQL
expect_equal "$(sql csv.db 'SELECT count(*) FROM e')" 3
expect_equal "$(sql csv.db 'SELECT count(*) FROM wrong')" 0

# A Swedish Excel's: byte order mark, semicolons, decimal comma, CR and line feed.
vikt export --db e.db --format excel
expect_status 0
expect_equal "$(head -c 3 .out | od -An -tx1 | tr -d ' ')" efbbbf
expect_equal "$(grep -c "$(printf '\r')" .out)" 4
expect_out ";1234,5;"
cp .out excel.csv
vikt run excel.csv --db back.db --as-of 2026-01-31
expect_equal "$(sql back.db "SELECT group_concat(customer_key) FROM current_results")" "007,K2,K3"

vikt export --db e.db --format jsonl
expect_status 0
expect_equal "$(wc -l < .out)" 3
head -n 1 .out > one.json
expect_equal "$(sqlite3 :memory: "SELECT j ->> 'name', j -> '\$.values' ->> 'active', j ->> '\$.values.first_order', j ->> '\$.values.revenue' FROM (SELECT readfile('one.json') AS j)")" \
    '=HYPERLINK("http://x")|1|2020-02-29|1234.5'

# A workbook, which keeps leading zeros and texts as they are; it is there whole or not at all.
vikt export --db e.db --format xlsx
expect_status 2
expect_err "--out FILE.xlsx"
vikt export --db e.db --out e.xlsx
expect_status 0
expect_out "Wrote e.xlsx: 3 customers"
vikt run e.xlsx --db book.db --as-of 2026-01-31
expect_equal "$(sql book.db "SELECT customer_key, name FROM current_results ORDER BY 1 LIMIT 1")" '007|=HYPERLINK("http://x")'
before=$(bytes e.xlsx)
vikt export --db e.db --out e.xlsx
expect_status 5
expect_err "is there already"
expect_equal "$(bytes e.xlsx)" "$before"
vikt export --db e.db --out e.xlsx --force
expect_status 0
expect_equal "$(bytes e.xlsx)" "$before"
[ -z "$(ls | grep part)" ] || fail "a part is left"

vikt export --db e.db --out no/such/e.csv
expect_status 5
vikt export --db e.db --run 7
expect_status 2
vikt export --db e.db --format exel
expect_status 2
expect_err 'did you mean "excel"?'
if [ -e /dev/full ]; then
    "$VIKT" export --db e.db > /dev/full 2> .err
    expect_equal $? 5
fi

# An ending that tells no format is asked about; --format answers.
vikt export --db e.db --out other.xls
expect_status 2
expect_err 'other.xls: the ending ".xls" tells no format; .csv, .jsonl, .xlsx, or say --format csv'
expect_no_file other.xls
vikt export --db e.db --out other.xls --format csv
expect_status 0
