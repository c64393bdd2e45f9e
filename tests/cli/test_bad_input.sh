#!/bin/sh
# SPDX-License-Identifier: MIT
# Everything that can be wrong with a data file: a message with its place, the right exit status, and the database as it was.
. "$VIKT_SOURCE/tests/cli/lib.sh"

printf 'Kundnr;Namn;Omsättning;Potential\n1;A;100;5\n2;B;50;3\n3;C;10;1\n' > good.csv
vikt run good.csv --db d.db --as-of 2026-01-01 && expect_status 0
before=$(bytes d.db)

# FILE STATUS TEXT...: a run of FILE ends in STATUS, says each TEXT, and leaves an old and a new database alone
refused() {
    file=$1 want=$2
    shift 2
    vikt run "$file" --db d.db --as-of 2026-02-01
    expect_status "$want"
    for text in "$@"; do expect_err "$text"; done
    expect_equal "$(bytes d.db)" "$before"
    vikt run "$file" --db new.db --as-of 2026-02-01
    expect_status "$want"
    expect_no_file new.db
    expect_no_file new.db-journal
}

refused missing.csv 4 "missing.csv" "No such file"
: > empty.csv
refused empty.csv 4 "empty.csv" "empty"
printf 'Kundnr;Namn;Omsättning\n' > heading.csv
refused heading.csv 4 "heading.csv" "only a heading"
head -c 4096 /dev/urandom | tr 'a' '\000' > binary.csv
printf '\000\000' >> binary.csv
refused binary.csv 4 "binary.csv" "binary"
mkdir folder.csv
refused folder.csv 4 "folder.csv"
{ printf 'Kundnr;Namn;Omsättning\n1;'; head -c 10485760 /dev/zero | tr '\000' 'x'; printf ';5\n'; } > longline.csv
refused longline.csv 4 "longline.csv:2" "longer"
head -c 10485760 /dev/zero | tr '\000' 'x' > oneline.csv
refused oneline.csv 4 "oneline.csv:1" "longer"
printf 'Kundnr;Namn;Omsättning\n1;"A;100\n2;B;50\n' > quote.csv
refused quote.csv 4 "quote.csv:2:2" "quote"
printf 'Foo;Bar\n1;2\n' > nofield.csv
refused nofield.csv 4 "nofield.csv:1" "Foo" "Bar"
printf 'Kundnr;Omsättning;Försäljning\n1;2;3\n' > twocolumns.csv
refused twocolumns.csv 4 "twocolumns.csv:1" "Omsättning" "Försäljning" "revenue"
{ printf 'Kundnr;Omsättning\n'; for i in 1 2 3 4 5 6 7 8 9 10 11 12; do printf '%d;1\n%d;2\n' $i $i; done; } > double.csv
refused double.csv 4 "rows 2 and 3" "12" '"1"'
[ "$(grep -c 'have the same key' .err)" -le 11 ] || fail "more than ten pairs"

# Rejects alone are no company.
printf 'id,revenue\n1,2,3\n2,3,4\n' > rejects.csv
refused rejects.csv 4 "rejects.csv:2" "none of the 2 rows can be used"
printf 'id,revenue\n1,2,3\n' > reject.csv
refused reject.csv 4 "reject.csv:2" "the only row cannot be used"

# What can be kept is kept: rejects with row, column, value and reason; exit status 1.
printf 'Kundnr;Namn;Omsättning;Potential\n1;A;12,5o;5\n2;B;50;9\n3;C;NaN;1\n4;D;inf;2\n5;E;1\n;F;3;3\n7;G;5;5;7\n8;H;8;2\n9;I;9;3\n' > ragged.csv
vikt run ragged.csv --db r.db --as-of 2026-01-01
expect_status 1
expect_equal "$(sql r.db 'SELECT count(*) FROM rejects')" 7
expect_equal "$(sql r.db "SELECT value || '|' || \"column\" || '|' || customer_key FROM rejects WHERE row = 2")" "12,5o|Omsättning|1"
expect_equal "$(sql r.db "SELECT count(*) FROM rejects WHERE reason LIKE '%finite%'")" 2
expect_equal "$(sql r.db "SELECT reason LIKE '%1..5%' FROM rejects WHERE row = 3")" 1
expect_equal "$(sql r.db "SELECT reason LIKE '%cells%' FROM rejects WHERE row = 6")" 1
expect_equal "$(sql r.db "SELECT reason LIKE '%key%' FROM rejects WHERE row = 7")" 1
expect_equal "$(sql r.db 'SELECT customers, rejected FROM runs_overview')" "6|7"
expect_out "Rejected: 7 (3 rows, 4 cells)"

# A customer file of another company
printf 'Kundnr;Omsättning\nx1;100\nx2;5\n' > other.csv
refused_other() {
    vikt run other.csv --db d.db --as-of 2026-02-01
    expect_status 2
    expect_err "looks like another company"
    expect_err "--force"
    expect_equal "$(bytes d.db)" "$before"
}
refused_other
vikt run other.csv --db d.db --as-of 2026-02-01 --force && expect_status 0
printf 'Kundnr;Omsättning\nx1;100\ny;5\n' > half.csv
vikt run half.csv --db d.db --as-of 2026-03-01
expect_status 0 # half of the last run's keys are enough
expect_equal "$(sql d.db 'SELECT count(*) FROM runs_overview')" 3
printf 'Kundnr;Omsättning\nz;1\n' > single.csv
vikt run single.csv --db s.db --as-of 2026-01-01 && expect_status 0
vikt run half.csv --db s.db --as-of 2026-02-01
expect_err "0 of the last run's 1 customer are in half.csv"
: > empty.db
vikt run half.csv --db empty.db --as-of 2026-03-01 --dry-run
expect_status 0
expect_equal "$(bytes empty.db)" "$(: | cksum)"

# A name that is nearly that of a file beside it
printf 'id,revenue\n1,5\n' > kunder.csv
before=$(bytes d.db)
mkdir near && cp kunder.csv near && printf '[sources]\ncustomers = kundr.csv\n' > near/vikt.ini
refused kundre.csv 4 "kundre.csv" 'No such file or directory; did you mean "kunder.csv"?'
refused near 4 "near/kundr.csv" 'there is no such file; did you mean "kunder.csv"?'

# ---- the key of a reject stands, whatever texts are made after it ----
for k in $(seq 1 200); do printf '"K""%d";%s\n' "$k" "$([ "$k" -gt 3 ] && echo "$k" || echo wrong)"; done > body.csv
{ echo 'Kundnr;Kreditgräns'; cat body.csv; } > keys.csv
{ echo 'Kundnr;Fakturanr;Fakturadatum;Netto'; awk -F';' '{ print $1 ";" NR ";2025-03-01;10,50" }' body.csv; } > ledger.csv
printf '[field limit]\ncolumn = Kreditgräns\ntype = number\n[criterion limit]\nweight = 1\npoints = linear limit worst 0 best 9\n' > limit.ini
vikt run keys.csv --invoices ledger.csv --rules limit.ini --db keys.db --as-of 2025-06-30
expect_equal "$(sql keys.db 'SELECT group_concat(customer_key) FROM (SELECT customer_key FROM rejects ORDER BY 1)')" 'K"1,K"2,K"3'
