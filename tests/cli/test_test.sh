#!/bin/sh
# SPDX-License-Identifier: MIT
# test: ok or FAILED, expected against got in columns, places, exit statuses, JSON, JUnit, filter, coverage.
. "$VIKT_SOURCE/tests/cli/lib.sh"

# The examples' own tests.
for example in wholesale verkstad; do
    vikt test "$examples/$example"
    expect_status 0
    expect_out ", 0 failed"
    expect_silent
done

cat > rules.lua <<'X'
profile "Tried" { extends = "none" }
field "revenue"   { type = "number" }
field "days_late" { type = "number", optional = true }
criterion "revenue" { weight = 3, points = bands("revenue", { 100, 1000 }) }
criterion "payment" { weight = 1, points = function(days_late) return days_late > 30 and 1 or 5, "late by " .. days_late end }
scheme "class" (by_score { A = 4, B = 2, C = 1 })
rule "late payers are never A" { when = function(days_late) return days_late > 30 end, at_most = "B" }
test "a good one" {
  customer = { revenue = 5000, days_late = 0 },
  expect   = { class = "A", score = 5, points = { payment = 5 } },
}
X
vikt test rules.lua
expect_status 0
expect_out "ok      a good one"
expect_out "1 test, 0 failed"
# criteria 2, steps 3, classes 3, rule 1; an A reaches the criteria, the last step and its class
expect_out "Coverage: 4 of 9 parts of the profile, 44.4 %"
expect_out '  rules.lua:4: criterion "revenue": step 2 of 3, from 100'
expect_out '  rules.lua:7: rule "late payers are never A"'
vikt test rules.lua --min-coverage 44
expect_status 0
vikt test rules.lua --min-coverage 45
expect_status 1
expect_err "the tests cover 44.4 % of the profile, less than 45 %"
vikt test rules.lua --min-coverage 101
expect_status 2

# (3 x 5 + 1 x 1) / 4 = 4, an A but for the rule
cat >> rules.lua <<'X'
test "a <late> & \"large\" one" {
  customer = { revenue = 5000, days_late = 31 },
  expect   = { class = "A", score = 4.5, points = { payment = 1 }, reasons = { payment = "early", "never A" } },
}
X
vikt test rules.lua --junit out.xml
expect_status 1
expect_out 'FAILED  rules.lua:12: a <late> & "large" one'
expect_out '  class                A         B'
expect_out '  score                4.5       4'
expect_out '  reason of "payment"  early     late by 31'
expect_no_out 'points of'
expect_out "2 tests, 1 failed"
grep -qF '<testsuite name="Tried" tests="2" failures="1" errors="0">' out.xml || fail "junit counts"
grep -qF 'name="a &lt;late&gt; &amp; &quot;large&quot; one" file="rules.lua" line="12"><failure message="3 not as expected">' out.xml || fail "junit escapes"
if command -v xmllint > /dev/null; then
    xmllint --noout out.xml || fail "junit is not well-formed"
fi
vikt test rules.lua --json
expect_status 1
expect_out '"count":2,"failed":1,"tests":[{"name":"a good one","source":"rules.lua","line":8,"ok":true,"differences":[]}'
expect_out '{"what":"score","expected":"4.5","got":"4"}'
vikt test rules.lua --quiet
expect_status 1
expect_equal "$(cat .out)" ""
vikt test rules.lua --filter good
expect_status 0
expect_out "1 test, 0 failed"
vikt test rules.lua --filter bad
expect_status 2
expect_err 'there is no test with "bad" in its name'
vikt test rules.lua --junit /no/such/folder/out.xml
expect_status 5
vikt test rules.lua --set weight.payment=0
expect_out '  score                4.5       5'

# A function that fails on a test's customer fails the test, at its line; others go on.
cat > broken.lua <<'X'
criterion "revenue" { points = function(revenue) return revenue.x end }
test "a" { customer = { revenue = 1, potential = 2 }, expect = { class = "C" } }
test "b" { customer = { potential = 2 }, expect = { points = { revenue = false } } }
X
vikt test broken.lua --junit out.xml
expect_status 1
expect_out 'broken.lua:1: criterion "revenue": customer "customer": '
expect_out "ok      b"
grep -qF 'failures="0" errors="1"' out.xml || fail "junit counts errors"

# A wrong profile, a missing one, none at all.
printf '[test a]\ncustomer = revenu 1\nclass = A\n' > wrong.ini
vikt test wrong.ini
expect_status 3
expect_err 'wrong.ini:2: test "a": customer: there is no field "revenu"; did you mean "revenue"?'
vikt test no.lua
expect_status 4
printf '[criterion revenue]\nweight = 20\n' > vikt.ini
vikt test
expect_status 0
expect_out "Default has no tests"
vikt test --min-coverage 1
expect_status 1
vikt test --json
expect_out '"count":0,"failed":0,"tests":[],"coverage":{"share":0,'

# A folder's own tests and its rule file's both run; those of a file that is extended do not. A run does not look at tests.
printf '[profile]\nextends = base.ini\n[sources]\ncustomers = c.csv\n[test ours]\ncustomer = revenue 5, potential 1\npoints = development_potential 1\n' > vikt.ini
printf '[test theirs]\ncustomer = revenue 5\nclass = A\n' > base.ini
printf 'id,revenue,potential\n1,5,1\n' > c.csv
vikt test .
expect_status 0
expect_out "ok      ours"
expect_no_out theirs
vikt test c.csv
expect_out "1 test, 0 failed"
printf '[test more]\ncustomer = revenue 5, potential 2\npoints = development_potential 2\n' > more.ini
vikt test vikt.ini --rules more.ini
expect_status 0
expect_out "2 tests, 0 failed"
vikt run . --dry-run --as-of 2026-01-01
expect_status 0

# The twin says the same.
printf '[test a large one]\ncustomer = revenue 9000000, days_late 60, potential 5\npopulation = revenue 40000000, days_late 3 | revenue 1000000\nprevious = class B, score 3.1, points.risk 2\nas_of = 2026-06-30\nclass = C\nscore = 1\npoints = risk 2, growth missing\nreasons = "a, b", late\n' > a.ini
vikt test a.ini --json
expect_status 1
sed 's/a\.ini/FILE/g; s/"line":[0-9]*/LINE/g' .out > ini.json
vikt convert a.ini
cp .out a.lua
vikt test a.lua --json
expect_status 1
sed 's/a\.lua/FILE/g; s/"line":[0-9]*/LINE/g' .out > lua.json
cmp ini.json lua.json || fail "the twin's tests differ"

# Changes that no test notices: of the plan, and of numbers and comparisons in functions. They do not change the exit status.
cat > changed.lua <<'X'
profile "Changed" { extends = "none" }
field "revenue"   { type = "number" }
field "days_late" { type = "number" }
local limit = 30 -- not in a function
local function late(days)
  return days > 31
end
criterion "payment" { weight = 1, points = function(days_late)
  return late(days_late) and 1 or 5
end }
scheme "class" (by_score { A = 4, B = 1 })
test "late"     { customer = { days_late = 32 }, expect = { class = "B", score = 1 } }
test "not late" { customer = { days_late = 30 }, expect = { class = "A", points = { payment = 5 } } }
X
# weight to 0, A to 3 and 5; > to >=, 31 to 30 and 32, 1 to 0 and 2, 5 to 4 and 6
vikt test changed.lua --mutate
expect_status 0
expect_out "Changes: 10 tried, 6 noticed, 60.0 %"
expect_out '  changed.lua:11: scheme "class": limit of "A": 4 into 3'
expect_out "  changed.lua:6: in a function: > into >="
expect_out "  changed.lua:6: in a function: 31 into 30"
vikt test changed.lua --mutate --json
expect_status 0
expect_out '"changes":{"tried":10,"skipped":0,"cut":false,"not_noticed":[{"source":"changed.lua","line":11,"what":"scheme \"class\": limit of \"A\"","from":"4","to":"3"}'
cp .out once
vikt test changed.lua --mutate --json
cmp once .out || fail "the changes differ from one time to the next"
# `x < y` of an attribute is no comparison: what comes out is no program.
sed 's/return days > 31/local most <const> = 31; return days > most/' changed.lua > const.lua
vikt test const.lua --mutate
expect_status 0
expect_out "10 tried"
expect_out "2 more make no profile"
# Tests that fail notice everything, so they are left out.
sed 's/score = 1/score = 2/; s/payment = 5/payment = 4/' changed.lua > fails.lua
vikt test fails.lua --mutate
expect_status 1
expect_out "Changes: none tried"

# Of a factor that is taken in and weighed anew, the edges stay the factor's: only the weight is tried (15 and 0), and the
# only part to reach is the criterion as a whole.
printf '[profile]\nrequire = factors.payment\n[criterion payment]\nweight = 10\n[test a]\ncustomer = days_late 0\npoints = payment 5\n' > factor.ini
vikt test factor.ini --mutate --json
expect_status 0
expect_out '"tried":2,'
vikt test factor.ini --mutate
expect_no_out ": edge"
expect_out "Coverage: 1 of 1 parts"
