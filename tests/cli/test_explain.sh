#!/bin/sh
# SPDX-License-Identifier: MIT
# explain: class, score, each criterion's value, points, weight, contribution and reason; rules that held; what to do.
. "$VIKT_SOURCE/tests/cli/lib.sh"

cat > rules.lua <<'X'
profile "Explained" { extends = "none" }
field "key"       { column = "id" }
field "name"      { column = "name" }
field "revenue"   { column = "revenue", type = "number" }
field "risk"      { column = "risk", type = "number", optional = true }
field "days_late" { column = "days_late", type = "number" }
criterion "revenue" { weight = 3, points = bands("revenue", { 100, 1000 }) }
criterion "risk"    { weight = 1, points = rating("risk", { best = "low" }), missing = 2 }
criterion "payment" { weight = 1, points = function(days_late) return days_late > 30 and 1 or 5, "late by " .. days_late .. " days" end }
scheme "class" (by_score { A = 4, B = 2, C = 1 })
rule "late payers are never A" { when = function(days_late) return days_late > 30 end, at_most = "B" }
action "lift" { class = "B", text = "{name}: {weakest_criterion}, {gap} to A", owner = "hunter", every = "1 month" }
X
# Anna: (3 x 5 + 1 x 4 + 1 x 1) / 5 = 4.00, an A but for the rule; loses most by payment (4 x 1/5)
# Bert: (3 x 3 + 1 x 2 + 1 x 5) / 5 = 3.20; no risk, so 2 stands in; 0.8 to A
printf 'id,name,revenue,risk,days_late\n1,Anna,5000,2,40\n2,Bert,100,,0\n' > c.csv
vikt run c.csv --rules rules.lua --db x.db --as-of 2026-01-01 --quiet
expect_status 0
vikt explain 1 --db x.db
expect_status 0
expect_out "Anna (1): Explained, run 1 as of 2026-01-01"
expect_out "Score 4.00 on the scale 1..5, from 100 % of the weight"
expect_out "class (primary)  B      -       by score: A 4, B 2, C 1; alone: A; late payers are never A"
expect_out "revenue     5000    5.00  60.0 %         3.000  step 3 of 3: bands revenue 100 1000"
expect_out "risk           2    4.00  20.0 %         0.800  the rating, turned round: rating risk best low"
expect_out "payment       40    1.00  20.0 %         0.200  late by 40 days"
expect_out "score                                    4.000"
expect_out "  late payers are never A"
expect_out "  lift: Anna: payment,"
vikt explain Bert --db x.db
expect_out "Score 3.20 on the scale 1..5, from 80 % of the weight"
expect_out "no value, stands in for it: rating risk best low"
expect_out "  lift: Bert: revenue, 0.80 to A (hunter, every 1 month)"
vikt explain 2 --db x.db --json
expect_out '"criterion":"risk","value":null,"points":2,"weight":0.2,"contribution":0.4'

# The run before, and an older run by number.
printf 'id,name,revenue,risk,days_late\n1,Anna,50,2,0\n2,Bert,100,,0\n' > c.csv
vikt run c.csv --rules rules.lua --db x.db --as-of 2026-02-01 --quiet
vikt explain 1 --db x.db
expect_out "class (primary)  B      B       by score"
vikt explain 1 --db x.db --run 1
expect_out "run 1 as of 2026-01-01"

# Limits as they were written: amounts in full, and the rest.
printf '[scheme top]\ntype = by_rank\nfield = revenue\nclasses = T 1, R rest\n[scheme size]\ntype = by_value\nfield = revenue\nclasses = L 1000000, S 0.5\n' > top.ini
printf 'id,name,revenue\n1,Anna,5000\n2,Bert,100\n' > t.csv
vikt run t.csv --rules top.ini --db t.db --as-of 2026-01-01
vikt explain 1 --db t.db
expect_out "by rank of revenue: T 1, R rest"
expect_out "by value of revenue: L 1000000, S 0.5"

# Of a share the reason says the share that was judged: 300000 of 400000, the negative amount left out; for the one
# without revenue, 4 of 5 that stand in for it. Of -8000 it is -2 %.
printf '[criterion share]\nweight = 10\npoints = share_bands revenue 20 %% 10 %% 5 %%\nor_points = share_bands potential 0.95\n' > share.ini
printf 'id,name,revenue,potential\n1,Anna,300000,1\n2,Bert,100000,\n3,Cia,-8000,\n4,Dan,,4\n' > s.csv
vikt run s.csv --rules share.ini --db s.db --as-of 2026-01-01
expect_out 'criterion "share": total of revenue 400000, total of potential 5'
vikt explain 1 --db s.db
expect_out '75.0 % of the total: step 1 of 4: share_bands revenue 0.2 0.1 0.05'
vikt explain 3 --db s.db
expect_out '-2.0 % of the total: step 4 of 4: share_bands revenue'
vikt explain 4 --db s.db
expect_out '80.0 % of the total: step 1 of 2: share_bands potential'

# A group's cap cuts weights, and explain says so: 3 + 1 of 5 are 80 %, cut to 50 %; payment takes the rest.
sed 's/weight = 3,/weight = 3, group = "money",/; s/weight = 1, points = rating/weight = 1, group = "money", points = rating/' rules.lua > capped.lua
echo 'group "money" { cap = 0.5 }' >> capped.lua
printf 'id,name,revenue,risk,days_late\n1,Anna,5000,2,0\n' > c.csv
vikt run c.csv --rules capped.lua --db cap.db --as-of 2026-01-01
expect_status 0
vikt explain 1 --db cap.db
expect_out "37.5 %         1.875  step 3 of 3: bands revenue 100 1000; group money holds at most 50 %"
expect_out "payment        0    5.00  50.0 %"

# Points are carried from a run of at most twelve months ago, unless told.
printf '[criterion risk]\nmissing = carry\n[criterion development_potential]\nmissing = carry\ncarry_months = 0\n' > carry.ini
printf 'id,revenue,risk,potential\n1,10,2,3\n2,5,3,4\n3,1,1,1\n' > full.csv
printf 'id,revenue,risk,potential\n1,10,,\n2,5,3,4\n3,1,1,1\n' > gaps.csv
carried() { sql carry.db "SELECT group_concat(ifnull(points, 'none')) FROM points WHERE customer_key = '1' AND run_id = $1 AND criterion IN ('risk', 'development_potential')"; }
vikt run full.csv --rules carry.ini --db carry.db --as-of 2026-01-15 --quiet
vikt run gaps.csv --rules carry.ini --db carry.db --as-of 2027-01-15 --quiet
expect_equal "$(carried 2)" "3,4"
rm carry.db
vikt run full.csv --rules carry.ini --db carry.db --as-of 2026-01-15 --quiet
vikt run gaps.csv --rules carry.ini --db carry.db --as-of 2027-01-16 --quiet
expect_equal "$(carried 2)" "3,none"

# Names from a file cannot steer the terminal.
printf 'id,name,revenue,risk,days_late\n1,"A\033[31m\302\233X\342\200\256",50,2,0\n' > c.csv
vikt run c.csv --rules rules.lua --db y.db --as-of 2026-02-01
expect_no_out "$(printf '\033')"
vikt explain 1 --db y.db --color=always
expect_out "$(printf '\033[1mA?[31m??X???\033[0m (1)')"

# A long value is rounded, and written as short ones are
printf 'Kundnr;Namn;Omsättning;Order\n1;A;1000000;7\n2;B;30000;2\n' > long.csv
printf '[field orders]\ncolumn = Order\n[measure order]\nvalue = ratio revenue orders\n[criterion order]\nweight = 9\npoints = percentile order\n' > long.ini
vikt run long.csv --rules long.ini --db long.db
vikt explain 1 --db long.db
expect_out '  revenue      1000000'
expect_out '  order    142857.1429'
