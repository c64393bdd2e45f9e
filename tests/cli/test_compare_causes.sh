#!/bin/sh
# SPDX-License-Identifier: MIT
# Which statement would have moved whom: one statement at a time, in order.
. "$VIKT_SOURCE/tests/cli/lib.sh"

mkdir acme
cat > acme/kunder.csv << 'CSV'
key;name;revenue;risk;care
1;Alfa;700;1;4
2;Beta;200;5;4
3;Gamma;60;3;1
4;Delta;40;4;2
CSV
cat > acme/rules.lua << 'LUA'
profile { extends = "none", name = "acme", as_of = "2026-01-31" }
sources { customers = "kunder.csv" }
field "key" {}
field "name" {}
field "revenue" { type = "number" }
field "risk" { type = "number" }
field "care" { type = "number" }
measure "late"(function(risk)
  return 6 - risk
end)
criterion "risk" { weight = 3, points = rating("late", { best = "low" }) }
criterion "care" {
  weight = 1,
  points = function(care)
    return care
  end,
}
scheme "class" (by_score { A = 4, B = 2, C = 1 })
LUA
printf '[profile]\nextends = none\n[sources]\ncustomers = kunder.csv\nrules = rules.lua\n' > acme/vikt.ini

causes() { # CHANGED RULES: the causes that moved somebody, with customers, and the movers with theirs
    vikt compare "$@" acme --json
    expect_status 0
    sql :memory: "WITH j(x) AS (SELECT readfile('.out'))
      SELECT group_concat(json_extract(x, '\$.statements[' || json_extract(value, '\$.statement') || '].statement') || ' ' ||
        json_extract(value, '\$.customers'), ', ') FROM j, json_each(json_extract(x, '\$.schemes[0].moved_by'))"
    sql :memory: "SELECT json_extract(value, '\$.key') || json_extract(value, '\$.from') || json_extract(value, '\$.to') || ' ' ||
      json_extract(value, '\$.moved_by') FROM json_each(json_extract(readfile('.out'), '\$.schemes[0].movers'))"
    # What the statements changed a score by adds up to its change.
    expect_equal "$(sql :memory: "SELECT count(*) FROM json_each(json_extract(readfile('.out'), '\$.schemes[0].movers')) m
      WHERE abs(json_extract(m.value, '\$.later_score') - json_extract(m.value, '\$.earlier_score') -
        (SELECT total(json_extract(p.value, '\$.points')) FROM json_each(json_extract(m.value, '\$.score_parts')) p)) > 1.1e-9")" 0
}
changed() { # SED: the rules with something changed
    sed "$1" acme/rules.lua > changed.lua
    cmp -s changed.lua acme/rules.lua && fail "nothing was changed by $1"
}

# Scores as they are: Alfa (3 * 1 + 4) / 4 = 1.75 C, Beta (3 * 5 + 4) / 4 = 4.75 A, Gamma 2.5 B, Delta 3.5 B.

# The same rules.
vikt compare acme/rules.lua acme
expect_status 0
expect_out "Both have the same rules."
expect_out "class: 0 of 4 moved"

# A weight: Alfa (2 + 4) / 3 = 2, which is B; the others 14/3 A, 7/3 B, 10/3 B.
changed 's/weight = 3/weight = 2/'
expect_equal "$(causes changed.lua)" 'criterion "risk" 1
1CB [0]'
vikt compare changed.lua acme
expect_out 'criterion "risk"  weight 3 -> 2      1    700  acme/rules.lua:11 -> changed.lua:11'
expect_out 'criterion "risk" (+0.25)'

# A threshold, exactly at a score: Gamma has 2.5.
changed 's/B = 2,/B = 2.5,/'
expect_equal "$(causes changed.lua)" ''
changed 's/B = 2,/B = 2.6,/'
expect_equal "$(causes changed.lua)" 'scheme "class" 1
3BC [0]'

# Two statements of which each alone moves nobody: Gamma's 2.5 becomes (2.5 * 3 + 1) / 3.5 = 2.43, and the limit 2.45. The one at
# whose step the class changes has done it; the other shows in what it did to the score.
changed 's/weight = 3/weight = 2.5/'
expect_equal "$(causes changed.lua)" ''
changed 's/B = 2,/B = 2.45,/'
expect_equal "$(causes changed.lua)" ''
changed 's/weight = 3/weight = 2.5/; s/B = 2,/B = 2.45,/'
expect_equal "$(causes changed.lua)" 'scheme "class" 1
3BC [1]'
vikt compare changed.lua acme --json
expect_out '"score_parts":[{"statement":0,"points":-0.071428571}]'

# There and back: the weight lifts Alfa to B, the limit takes it back to C; nobody has moved.
changed 's/weight = 3/weight = 2/; s/B = 2,/B = 2.2,/'
expect_equal "$(causes changed.lua)" ''

# Rules: one that is added, and an action, which moves nobody.
{ cat acme/rules.lua; printf 'rule "low" { when = function(care) return care < 3 end, at_most = "C" }\n'
  printf 'action "call" { class = "A", text = "Ring" }\n'; } > changed.lua
expect_equal "$(causes changed.lua)" 'rule "low" 2
3BC [0]
4BC [0]'
vikt compare changed.lua acme
expect_out 'rule "low"     added                2    100  - -> changed.lua:19'
expect_out 'action "call"  added         no class'
expect_equal "$(causes changed.lua acme/rules.lua)" 'rule "low" 2
3CB [0]
4CB [0]'

# A function of a criterion: Gamma gets (9 + 4) / 4 = 3.25 instead of 2.5, Delta (12 + 5) / 4 = 4.25.
changed 's/return care$/return math.min(care + 3, 5)/'
expect_equal "$(causes changed.lua)" 'criterion "care" 2
1CB [0]
4BA [0]'
vikt compare changed.lua acme
expect_out 'points function changed'

# A measure, through the criterion whose statement is the same: Alfa (15 + 4) / 4 = 4.75, Beta (3 + 4) / 4, Delta 2.
changed 's/return 6 - risk/return risk/'
expect_equal "$(causes changed.lua)" 'measure "late" 2
1CA [0]
2AC [0]'
vikt compare changed.lua acme
expect_out 'measure "late"  value function changed'

# Another scale cannot be mixed: all at once. Points from 1 to 9: rating late gives 10 - late, 5 for Alfa: (15 + 4) / 4 is A.
changed 's/as_of/scale = { 1, 9 }, as_of/'
causes changed.lua > told
grep -q '^all together' told || fail "told: $(cat told)"
vikt compare changed.lua acme
expect_out "points on different scales cannot be mixed"

# What functions call is no statement of its own; a comment is nothing.
{ echo 'local more = 3'; cat changed.lua; } | sed 's/scale = { 1, 9 }, //; s/return care$/return math.min(care + more, 5)/' > helper.lua
sed 's/more = 3/more = 0/; s/^measure/-- as of today\n&/' helper.lua > other.lua
expect_equal "$(causes helper.lua other.lua)" 'no statement 2
1BC [1]
4AB [1]'
vikt compare helper.lua other.lua acme
expect_out "what functions call"
