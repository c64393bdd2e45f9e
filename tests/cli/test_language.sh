#!/bin/sh
# SPDX-License-Identifier: MIT
# The rule language as a whole: a consultant's rule file runs as it stands, and what functions may ask for gives what is worked
# out by hand here.
. "$VIKT_SOURCE/tests/cli/lib.sh"

# ---- a whole rule file ----
cp "$VIKT_SOURCE/tests/rules/acme.lua" "$VIKT_SOURCE/tests/data/language/acme.csv" .
vikt check acme.csv --rules acme.lua
expect_status 0
vikt run acme.csv --rules acme.lua --db acme.db --as-of 2026-06-30
expect_status 0
expect_out 'Acme Industri AB, as of 2026-06-30, profile acme.lua'
expect_out 'Scores rest on 100 % of the weight'
vikt explain 2 --db acme.db
expect_out '79 % of all revenue comes from this customer' # 40 of 50.9 million
vikt explain 1 --db acme.db
expect_out 'late payers are never A' # 60 days
expect_equal "$(sql acme.db "SELECT class FROM classes WHERE scheme = 'segment' ORDER BY customer_key" | tr '\n' ',')" \
    'Champion,Call this month,Others,Call this month,Champion,'
vikt test acme.csv --rules acme.lua
expect_status 0
expect_out '1 test, 0 failed'
sed 's/at_most = "B"/at_most = "A-"/' acme.lua > wrong.lua
vikt check acme.csv --rules wrong.lua
expect_status 3
expect_out 'wrong.lua:35: rule "late payers are never A": at_most = "A-" is not a class of scheme "class" (A, B, C); did you mean "A"?'

# ---- files that extend each other ----
printf '[profile]\nextends = b.ini\n' > a.ini
printf '[profile]\nextends = c.lua\n' > b.ini
printf 'profile "C" { extends = "a.ini" }\n' > c.lua
vikt check acme.csv --rules a.ini
expect_status 3
expect_out 'c.lua:1:1: the files extend each other in a circle: a.ini -> b.ini -> c.lua -> a.ini'

# ---- what functions may ask for ----
cat > small.csv << 'END'
id;Name;Revenue;Revenue prev;Potential;Orders;Region
1;A;4000000;8000000;5;20;North
2;B;1000000;30000000;3;9;East
3;C;2000000;;2;3;West
4;D;3000000;100000;4;1;
END
cat > small.lua << 'END'
profile { min_coverage = 0.1 }
field "orders" { column = "Orders", type = "number" }
field "region" { column = "Region", type = "text" }
for _, name in ipairs { "product_mix", "admin_time", "risk", "growth" } do remove "criterion" (name) end

group "money" { cap = 0.30 }
criterion "revenue" { weight = 70, points = rating("potential"), group = "money" }
criterion "development_potential" { weight = 30 }

measure "known" (function(customer)
  local count = 0
  for _, name in ipairs { "revenue", "orders", "region", "revenue_prev" } do
    if customer[name] ~= nil then count = count + 1 end
  end
  return count
end)
measure "before" (function(revenue_prev_or_nil) return revenue_prev_or_nil or -1 end)
measure "day" (function(today) return days_between("2026-06-01", today) end)

criterion "figures" {
  weight = 0,
  points = function(revenue, population)
    local r, curve = population.revenue, { { 0, 1 }, { 10, 5 } }
    print(population.count, r.count, r.total, r.mean, r.min, r.max, r.median, ("%.3f"):format(r.sd))
    print(r:quantile(0.4), r:quantile(0.4, "nearest"), r:rank(revenue), r:share(revenue))
    local words = {}
    for key, value in pairs { b = 1, a = 2, 10, 20, [1.5] = 3 } do words[#words + 1] = key .. "=" .. value end
    print(table.concat(words, " "))
    print(clamp(9, 1, 5), clamp(-9, 1, 5), clamp(nil, 1, 5))
    print(interpolate(5, curve), interpolate(-5, curve), interpolate(50, curve), interpolate(nil, curve))
    return 3
  end,
}
criterion "last time" {
  weight = 0,
  points = function(previous)
    if not previous.points then return 1, "new" end
    return 2, previous.class .. " " .. previous.score .. " " .. previous.points.revenue .. " " .. previous.classes.abc
  end,
}
scheme "desk" {
  classes = { "Big", "Small" }, ordered = true,
  class = function(revenue) return revenue > 1e6 and "Big" or "Small", "by hand" end,
}
rule "B is small" { scheme = "desk", when = function(result) return result.class == "B" end, at_most = "Small" }
END
vikt run small.csv --rules small.lua --db small.db --as-of 2026-06-30
expect_status 0
# Of 4, 1, 2 and 3 million: the standard deviation is the root of (1.5^2 + 1.5^2 + 0.5^2 + 0.5^2) / 4 = 1.25, 1.118034; the 0.4
# quantile lies at place 3 x 0.4 = 1.2 from 0, 2.2; the nearest rank is the ceil(1.6) = 2nd. Numbers come before words.
expect_equal "$(sql small.db "SELECT text FROM run_print WHERE run_id = 1 AND customer_key = '2' ORDER BY position" | sed 's/^[^:]*: //')" \
    '4 4 10000000 2500000 1000000 4000000 2500000 1118033.989
2200000 2000000 4 0.1
1=10 1.5=3 2=20 a=2 b=1
5 1 nil
3 1 5 nil'
vikt explain 3 --db small.db --json
expect_out '"criterion":"revenue","value":"2","points":2,"weight":0.3,' # cut from 0.7
expect_out '"scheme":"desk","primary":false,"class":"Big"'
expect_out '"reason":"new"'
vikt explain 3 --db small.db
for line in 'known +3$' 'before +-1$' 'day +29$'; do grep -qE "^ *$line" .out || fail "no $line"; done
vikt explain 2 --db small.db
expect_out 'B is small'
vikt run small.csv --rules small.lua --db small.db --as-of 2026-07-31
expect_status 0
vikt explain 2 --db small.db --json
expect_out '"reason":"B 3 3 C"' # class, score and points of the run before, and the last tenth of all revenue
