#!/bin/sh
# SPDX-License-Identifier: MIT
# The customers to look at first: each reason, in its order, five at most, nobody twice.
. "$VIKT_SOURCE/tests/cli/lib.sh"

cat > t.lua <<'X'
profile "T" { extends = "none" }
field "key"     { column = "id" }
field "revenue" { column = "revenue", type = "number" }
field "a"       { column = "a", type = "number" }
field "b"       { column = "b", type = "number" }
criterion "one" { weight = 1, points = rating("a") }
criterion "two" { weight = 1, points = rating("b") }
scheme "class" (by_score { A = 3.5, B = 2.5, C = 1 })
X
# 1 holds 35 % of 2,860; 3 is an A with 2 points; 4 lacks 0.2 to A; 5 has more revenue than the middle A (510) and no class.
printf 'id,revenue,a,b\n1,1000,5,5\n2,10,5,5\n3,20,5,2\n4,30,3.3,3.3\n5,700,,\n6,600,2.6,2.6\n7,500,2.6,2.6\n' > one.csv
sed 's/^2,10,5,5/2,10,1,1/' one.csv > two.csv

reasons() { sed 's/.*"look_at_first":\[\([^]]*\)\].*/\1/' .out | grep -o '"key":"[^"]*"\|"reason":"[^"]*"' | sed 's/.*:"//; s/"//' | paste -sd' '; }

vikt run one.csv --rules t.lua --db t.db --as-of 2026-01-01 --json
expect_status 0
expect_equal "$(reasons)" "1 large_share 3 weak_criterion 4 near_the_class_above 5 unclassified_but_large 6 largest"
vikt run two.csv --rules t.lua --db t.db --as-of 2026-02-01 --json
expect_status 0
expect_equal "$(reasons)" "2 fell_a_class 1 large_share 3 weak_criterion 4 near_the_class_above 5 unclassified_but_large"
expect_out "fell from A to C"
vikt run two.csv --rules t.lua --db t.db --as-of 2026-02-02
expect_out "35.0 % of all revenue comes from here"
expect_out "A, but only 2.0 points for two"
expect_out "0.20 points of score to A"
expect_out "has the revenue of A but no class"
expect_out "Next: vikt explain "

# A table of classes: customers, shares, revenue, mean score. A: 1 and 3; B: 4, 6, 7; C: 2; ?: 5.
expect_out "A                        2  28.6 %    1 020  35.7 %        4.25"
expect_out "?                        1  14.3 %      700  24.5 %           -"

# Two customers with five reasons are two lines.
printf 'id,revenue,a,b\n1,1000,5,2\n2,1000,3.4,3.4\n' > small.csv
vikt run small.csv --rules t.lua --db s.db --as-of 2026-01-01 --json
expect_equal "$(reasons)" "1 large_share 2 large_share"
