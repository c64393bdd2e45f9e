#!/bin/sh
# SPDX-License-Identifier: MIT
# Decision tables from a run to its explanation: in INI, in Lua and from a CSV file; hit policies that fail; the twin.
. "$VIKT_SOURCE/tests/cli/lib.sh"
cat > c.csv <<'X'
key,name,recency,orders,region,revenue,days_late
1,Ann,10,20,North,100000,0
2,Bo,40,3,east,20000,5
3,Cy,400,1,South,3000,50
4,Di,,1,North,2000000,50
X
fields='[field recency]
column = recency
type = number
[field orders]
column = orders
type = number
[field region]
column = region
type = text'
cat > rows.ini <<X
$fields
[criterion terms]
weight = 10
points = decision_table hit collect_sum
row 1 = always: 1
row 2 = days_late <= 10: 2.5
[scheme segment]
type = decision_table
hit = first
row 1 = recency <= 30 and orders >= 12: Champion
row 2 = recency 31..90 and region in North, East: Call this month
row 3 = recency > 90: Gone
X
run() { vikt run c.csv --rules "$1" --db "$1.db" --as-of 2026-06-30 --json --force; } # stored, whatever has changed

run rows.ini
expect_status 0
expect_err 'rows.ini:15: scheme "segment": no row of its decision table holds for 1 customer, first 4'
expect_equal "$(sql rows.ini.db "SELECT group_concat(class, '|') FROM (SELECT * FROM classes WHERE scheme = 'segment' ORDER BY customer_key)")" \
    'Champion|Call this month|Gone|?'
vikt explain 2 --db rows.ini.db
expect_out 'decision table; row 2: recency 31..90 and region in North, East'
expect_out 'rows 1, 2: 1 + 2.5'
vikt explain 2 --db rows.ini.db --json
expect_out '"reason":"row 2: recency 31..90 and region in North, East"'
vikt explain 4 --db rows.ini.db
expect_out 'no_row'

# The Lua twin gives the same to the letter.
vikt convert rows.ini
cp .out rows.lua
run rows.lua
expect_status 0
for key in 1 2 3 4; do
    vikt explain $key --db rows.ini.db
    cp .out ini.txt
    vikt explain $key --db rows.lua.db
    cmp .out ini.txt || fail "the twin differs for $key"
done

# The same table in a file: stored with the run, and a part of the digest.
cat > file.ini <<X
$fields
[scheme segment]
type = decision_table
file = tables/segments.csv
X
mkdir tables
printf 'recency;orders;region;class\n<= 30;>= 12;;Champion\n31..90;-;North, East;Call this month\n> 90;;;Gone\n' > tables/segments.csv
run file.ini
expect_status 0
expect_equal "$(sql file.ini.db "SELECT group_concat(class, '|') FROM (SELECT * FROM classes WHERE scheme = 'segment' ORDER BY customer_key)")" \
    'Champion|Call this month|Gone|?'
vikt convert file.ini
cp .out file.lua
run file.lua
expect_status 0

# As Excel saves it in Western Europe: told by its bytes, stored and shown as UTF-8.
for to in UTF-8 WINDOWS-1252; do
    printf 'region;class\nNorth;Återför – säljare\n-;Övriga\n' | iconv -f UTF-8 -t $to > tables/segments.csv
    run file.ini
    expect_status 0
    expect_out '"segment":{"Återför – säljare":2,"Övriga":2}'
done
last="(SELECT * FROM run ORDER BY run_id DESC LIMIT 2)"
expect_equal "$(sql file.ini.db "SELECT count(DISTINCT profile_digest), min(instr(profile_text, 'Återför – säljare') > 0) FROM $last")" '1|1'
vikt check --rules file.ini
expect_out 'segments.csv: is read as Windows-1252'
printf '\357\273\277region;class\nNorth;X\n-;Y\n' > tables/segments.csv
run file.ini
expect_out '"segment":{"X":2,"Y":2}'
printf 'region;class\nNorth;X\n-;Y\n' | iconv -f UTF-8 -t UTF-16LE > tables/segments.csv
vikt check --rules file.ini
expect_status 0
expect_out 'segments.csv: is read as UTF-16LE'
run file.ini
expect_out '"segment":{"X":2,"Y":2}'

# A list may be as long as it likes: nothing of it is lost, here or on the way to Lua.
printf 'region;class\n%s, North;Listed\n-;Not listed\n' "$(seq -s ', ' -f 'Region%g' 1 3000)" > tables/segments.csv
sed -i '/^hit = /d' file.ini
run file.ini
expect_status 0
expect_out '"segment":{"Listed":2,"Not listed":2}'
vikt convert file.ini
cp .out file.lua
run file.lua
expect_status 0
expect_out '"segment":{"Listed":2,"Not listed":2}'

# Two rows under unique: both are named, and the customer; nothing is stored.
sed 's/^hit = first/hit = unique/; s/^row 3 .*/row 3 = orders < 5: Small/' rows.ini > unique.ini
run unique.ini
expect_status 3
expect_err 'unique.ini:20: scheme "segment": rows 2 and 3 both hold for customer 2; under hit = unique only one may'
expect_equal "$(sql unique.ini.db 'SELECT count(*) FROM runs_overview' 2> /dev/null || echo 0)" 0

# Rows that contradict each other under any, and a sum off the scale, cost that customer.
sed 's/^hit = first/hit = any/; s/^row 3 .*/row 3 = orders < 5: Small/; s/: 2.5$/: 7/' rows.ini > any.ini
run any.ini
expect_status 1
expect_err 'customer "2": rows 2 and 3 hold, but do not say the same'
expect_err 'customer "1" and 1 more: the rows that hold add up to 8, which is off the scale 1 to 5'

# Links lead out of the folder.
ln -s "$work/tables/segments.csv" link.csv
sed 's|tables/segments.csv|link.csv|' file.ini > link.ini
vikt check --rules link.ini
expect_status 3
expect_out 'the decision table "link.csv" cannot be read'
