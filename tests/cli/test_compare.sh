#!/bin/sh
# SPDX-License-Identifier: MIT
# Two sets of rules on the same data: who would move, how much, and nothing stored.
. "$VIKT_SOURCE/tests/cli/lib.sh"

mkdir acme
cat > acme/kunder.csv << 'CSV'
key;name;revenue;risk;care
1;Alfa;700;1;4
2;Beta;200;5;4
3;Gamma;60;3;1
4;Delta;40;4;2
CSV
cat > acme/vikt.ini << 'INI'
[profile]
name = acme
extends = none
as_of = 2026-01-31
currency = SEK
[sources]
customers = kunder.csv
[field key]
[field name]
[field revenue]
type = number
[field risk]
type = number
[field care]
type = number
[criterion risk]
weight = 3
points = rating risk
[criterion care]
weight = 1
points = rating care
[scheme class]
type = by_score
classes = A 4, B 2, C 1
INI
vikt run acme
expect_status 0
before=$(bytes acme/vikt.db)

# Scores: Alfa (3*1 + 4)/4 = 1.75 C, Beta 4.75 A, Gamma 2.5 B, Delta 3.5 B. With equal weights: Alfa 2.5 B, Beta 4.5 A,
# Gamma 2 B, Delta 3 B.
cat > equal.ini << 'INI'
[criterion risk]
weight = 1
INI
vikt compare equal.ini acme
expect_status 0
expect_silent
expect_out "From acme/vikt.ini, as of 2026-01-31, 4 customers"
expect_out "to   equal.ini, as of 2026-01-31, 4 customers"
expect_out "class: 1 of 4 moved, 1 up, 0 down; 75.0 % kept their class"
expect_out "revenue moved: 700 SEK, 70.0 %"
expect_out "1    Alfa  C     B"
cp .out first.txt

# The same by --set, and with the rules before them named too.
vikt compare --set weight.risk=1 acme
expect_out "acme/vikt.ini with --set weight.risk=1"
expect_out "class: 1 of 4 moved, 1 up, 0 down"
vikt compare acme/vikt.ini equal.ini acme
expect_status 0
cmp -s .out first.txt || fail "a company's own profile is another one when named"
vikt compare equal.ini acme/vikt.ini acme
expect_out "class: 1 of 4 moved, 0 up, 1 down"

# Equal rules move nobody.
vikt compare equal.ini equal.ini acme
expect_status 0
expect_out "class: 0 of 4 moved; 100.0 % kept their class"

# Each side is what a run by its rules would be.
vikt run acme --rules equal.ini --dry-run --json
expect_out '"schemes":{"class":{"A":1,"B":3,"C":0}}'

# JSON says the same.
vikt compare equal.ini acme --json
expect_status 0
expect_equal "$(sql :memory: "SELECT json_extract(readfile('.out'), '$.version', '$.schemes[0].moved', '$.schemes[0].money_moved',
  '$.schemes[0].movers[0].key', '$.money_total', '$.second.rules')")" '[1,1,700,"1",1000,"equal.ini"]'

# A stored run by the rules of today: the data has changed since, and that is not counted.
cp acme/vikt.ini kept.ini
sed 's/^1;.*/1;Alfa;700;5;5/' acme/kunder.csv > new.csv && mv new.csv acme/kunder.csv
vikt compare --run 1 acme
expect_status 0
expect_out "From run 1, as of 2026-01-31, 4 customers"
expect_out "class: 0 of 4 moved"
vikt compare --run 1 equal.ini acme
expect_out "class: 1 of 4 moved, 1 up, 0 down"
sed 's/A 4, B 2/A 4.5, B 3/' kept.ini > acme/vikt.ini
vikt compare --run 1 acme
expect_out "class: 1 of 4 moved, 0 up, 1 down"
expect_out "3    Gamma  B     C"

# Nothing of all this is stored.
expect_equal "$(bytes acme/vikt.db)" "$before"
expect_equal "$(ls acme)" "kunder.csv
vikt.db
vikt.ini"

# What is wrong is told as check tells it.
printf '[criterion risk]\nweigth = 1\n' > wrong.ini
vikt check --rules wrong.ini acme
told=$(sed -n 's/^error: wrong.ini:2:1: //p' .out)
vikt compare wrong.ini acme
expect_status 3
expect_err "wrong.ini:2: $told"
vikt compare acme
expect_status 2
expect_err "nothing to compare with"
vikt compare equal.ini --scheme clas acme
expect_status 2
expect_err 'did you mean "class"?'
vikt compare --run 9 acme
expect_status 2
vikt compare equal.ini -
expect_status 2
expect_err "standard input"
vikt compare a.ini b.ini --run 1 acme
expect_status 2
printf '[sources]\ninvoices = more.csv\n' > more.ini
printf 'customer;date;amount\n1;2026-01-01;5\n' > acme/more.csv
vikt compare more.ini acme
expect_status 2
expect_err 'only one of the two reads "acme/more.csv"'
