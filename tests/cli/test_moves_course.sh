#!/bin/sh
# SPDX-License-Identifier: MIT
# What moved customers by decision tables and functions: the step at which the class changed, and of the data the value that did it.
. "$VIKT_SOURCE/tests/cli/lib.sh"

cat > vikt.ini << 'INI'
[profile]
name = Course
extends = none
[sources]
customers = customers.csv
rules = rules.lua
[database]
path = c.db
[field key]
type = text
[field revenue]
type = number
[field status]
type = text
[field visited]
type = date
[criterion place]
weight = 1
points = quantiles revenue 5
[scheme segment]
type = decision_table
row 1 = status = blocked: Blocked
row 2 = revenue >= 500: Large
row 3 = points.place >= 4: Upper
row 4 = always: Rest
INI
cat > rules.lua << 'LUA'
scheme "life" {
  classes = { "Key", "Active", "Asleep", "Lost" },
  class = function(revenue, visited, today, previous, population)
    if revenue > 2 * population.revenue.median then return "Key" end
    if days_between(visited, today) <= 40 then return "Active" end
    local before = previous.classes and previous.classes.life
    return (before == "Asleep" or before == "Lost") and "Lost" or "Asleep"
  end,
}
LUA
as_of() { # DATE, customers.csv on stdin
    cat > customers.csv
    vikt run . --as-of "$1" --quiet
    expect_status 0
}
moves() { # SCHEME ARGUMENTS...: of each mover key, from, to and why, in .moves
    scheme=$1
    shift
    vikt moves "$@" --scheme "$scheme" --json --limit 0
    expect_status 0
    # shellcheck disable=SC2016
    sql :memory: "SELECT json_extract(m.value, '\$.key') || ' ' || json_extract(m.value, '\$.from') || ' ' || json_extract(m.value, '\$.to') || ' ' || json_extract(m.value, '\$.cause') || ': ' || json_extract(m.value, '\$.why')
        FROM json_each(readfile('.out'), '\$.schemes') s, json_each(s.value, '\$.movers') m WHERE json_extract(s.value, '\$.scheme') = '$scheme' ORDER BY 1" > .moves
}

as_of 2026-01-31 << 'CSV'
key;revenue;status;visited
a;100;ok;2026-01-20
b;200;ok;2026-01-20
c;300;ok;2026-01-20
d;400;ok;2026-01-20
e;490;ok;2026-01-10
f;150;ok;2025-11-01
o;320;ok;2025-11-01
p;330;ok;2026-01-10
CSV
as_of 2026-02-28 << 'CSV'
key;revenue;status;visited
a;100;blocked;2026-02-20
b;700;ok;2026-02-20
c;300;ok;2026-02-20
d;400;ok;2026-02-20
e;490;ok;2026-01-10
f;690;blocked;2025-11-01
g;170;ok;2026-02-20
h;170;ok;2026-02-20
i;170;ok;2026-02-20
j;170;ok;2026-02-20
k;170;ok;2026-02-20
l;170;ok;2026-02-20
m;170;ok;2026-02-20
n;170;ok;2026-02-20
o;320;ok;2025-11-01
p;330;ok;2026-01-10
q;170;ok;2026-02-20
CSV
# By hand. a and f were blocked, whatever f brings; b grew past 500; c and o are the third and fourth of eight in January (3 points),
# and above ten of seventeen in February (4 points), with the same revenue.
moves segment
expect_equal "$(cat .moves)" 'a Rest Blocked data: status "ok" -> "blocked"
b Rest Large data: revenue 200 -> 700
c Rest Upper population: the other customers
f Rest Blocked data: status "ok" -> "blocked"
o Rest Upper population: the other customers'
vikt moves --scheme segment
expect_out "Of the 5 who moved: 3 by data, 2 by population"

# Twice the median of January is 620: b and f are above it by what they bring themselves. That of February is 340: d and e are above
# it because of the others, though e was not seen for 49 days at the end of February, where 21 had passed at that of January. p is
# not above it: the date alone. o was asleep before, in the same clothes.
moves life
expect_equal "$(cat .moves)" 'b Active Key data: revenue 200 -> 700
d Active Key population: the other customers
e Active Key population: the other customers
f Asleep Key data: revenue 150 -> 690
o Asleep Lost data: what the run before said
p Active Asleep data: the date'

# Other rules: c, d and p by them alone; e by its revenue, which either table calls large.
sed -i 's/^row 2 = revenue >= 500: Large/row 2 = revenue >= 300: Large/' vikt.ini
sed 's/^e;490/e;600/; s/^o;320/o;290/; s/^a;100;blocked/a;0.25;ok/; s/^p;330;ok;.*/p;330;ok;/' customers.csv > next.csv
as_of 2026-03-15 < next.csv
moves segment
expect_equal "$(cat .moves)" 'a Blocked Rest data: status "blocked" -> "ok"
c Upper Large rules: the rules
d Upper Large rules: the rules
e Upper Large data: revenue 490 -> 600
p Upper Large rules: the rules'
vikt moves 1 3 --scheme segment
expect_out "Of the 7 who moved: 3 by data, 3 by rules, 1 by population"
# Who was seen is not known of p any more: not the rules took its class, though they are others.
moves life
expect_equal "$(grep '^p' .moves)" "p Asleep ? data: no class: missing_value"

# ---- a table whose rows must not hold twice: what one run's rows make of the other's figures ends nothing ----

rm rules.lua
cat > vikt.ini << 'INI'
[profile]
name = Unique
extends = none
[sources]
customers = customers.csv
[database]
path = u.db
[field key]
type = text
[field revenue]
type = number
[criterion size]
weight = 1
points = decision_table hit unique
row 1 = revenue < 100: 1
row 2 = revenue >= 60: 3
[scheme class]
type = by_score
classes = A 3, B 1
[scheme segment]
type = decision_table
hit = unique
row 1 = revenue < 100: Small
row 2 = revenue >= 60: Large
INI
printf 'key;revenue\na;50\nb;150\n' | as_of 2026-01-31
sed -i 's/revenue < 100:/revenue < 60:/' vikt.ini
printf 'key;revenue\na;70\nb;150\n' | as_of 2026-02-28
# By the rows of January, a would be both.
moves segment
expect_equal "$(cat .moves)" 'a Small Large rules: the rules'
moves class
expect_equal "$(cat .moves)" 'a B A rules: the rules'
