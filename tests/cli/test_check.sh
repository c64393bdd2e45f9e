#!/bin/sh
# SPDX-License-Identifier: MIT
# vikt check: all errors of a file with their lines, the source line and a caret, findings on data, JSON for editors.
. "$VIKT_SOURCE/tests/cli/lib.sh"

# FILE: what its "expect" comments say is told, each at its line and nowhere else. In INI the comment stands on the line before.
all_told() {
    cp "$VIKT_SOURCE/tests/rules/bad/$1" .
    awk -v name="$1" '{
        at = index($0, "expect: ")
        if (!at) next
        ahead = name ~ /ini$/ ? 1 : 0
        print NR + ahead "\t" substr($0, at + 8)
    }' "$1" > expected
    vikt check "$1"
    expect_status 3
    expect_silent
    grep '^error: ' .out > told || fail "no error"
    expect_equal "$(wc -l < expected)" 20
    expect_equal "$(wc -l < told)" 20
    expect_equal "$(grep -cE '^ +\| [	 ]*\^~*$' .out)" 20
    number=1
    while IFS='	' read -r line text; do
        sed -n "${number}p" told > one
        grep -qE "^error: $1:$line:([0-9]+:)? " one || fail "error $number is not at line $line: $(cat one)"
        grep -qF -- "$text" one || fail "error $number lacks: $text"
        number=$((number + 1))
    done < expected
}
all_told twenty.lua
all_told twenty.ini

# The caret stands below the key of a long table, behind letters of two bytes and tabs.
printf 'profile { extends = "none" }\nfield "x" { type = "number" }\ncriterion "Lönsamhet" {\n\tpoints = rating("x"), --[[ å ]]\twho = 1,\n\tweight = 1,\n}\n' > caret.lua
vikt check caret.lua
expect_status 3
printf 'error: caret.lua:3: criterion "Lönsamhet": who is not a key of a criterion\n  4 | \tpoints = rating("x"), --[[ å ]]\twho = 1,\n    | \t                               \t^~~\n1 error, 0 warnings\n' > expected
cmp -s .out expected || fail "the caret stands elsewhere"

# A syntax error: near what.
printf 'criterion "x" { weight = 1\npoints = 3 }\n' > syntax.lua
vikt check syntax.lua
expect_status 3
expect_out "$(printf '  2 | points = 3 }\n    | ^~~~~~\n')"

# For editors: where to underline, and the line of the statement.
vikt check caret.lua --json
expect_status 3
expect_out '"severity":"error","source":"caret.lua","line":4,"column":34,"end_column":37,"statement_line":3,'
expect_out '"statement":"criterion \"Lönsamhet\""'
expect_out '"errors":1,"warnings":0,"notes":0}'
printf '[criterion revenue]\nwieght = 3\n' > hint.ini
vikt check hint.ini --json
expect_out '"suggestion":"weight"'

# ---- on data ----

cat > customers.csv <<'X'
Kundnr;Omsättning;Region;Poäng
1;100;North;3
2;200;North;3
3;300;East;3
4;400;;3
X
cat > rules.lua <<'X'
profile { extends = "none" }
field "key" { column = "Kundnr", type = "text" }
field "revenue" { column = "Omsättning", type = "number" }
field "region" { column = "Region", type = "text" }
field "same" { column = "Poäng", type = "number" }
field "margin" { type = "number", optional = true }

criterion "revenue" { weight = 3, points = bands("revenue", { 150, 250, 1000, 5000 }) }
criterion "region" { weight = 1, points = lookup("region", { North = 5, South = 1, East = 3 }) }
criterion "same" { weight = 1, points = rating("same") }
criterion "judge" {
  weight = 1,
  points = function(revenue, margin_or_nil, customer)
    if revenue == 300 then error("three") end
    return margin_or_nil and customer.margin or (revenue > 200 and 4 or 2)
  end,
}

scheme "class" (by_score { A = 4.9, B = 2, C = 1 })
rule "never" { when = function(revenue) return revenue < 0 end, at_most = "B" }
action "call" { class = "A", text = "Call" }
X
vikt check customers.csv --rules rules.lua
expect_status 0
expect_silent
expect_out 'warning: rules.lua:8:73: criterion "revenue": no customer reaches step 4 of 5, from 1000; step 5 of 5, from 5000'
expect_out 'warning: rules.lua:9:73: criterion "region": no customer reaches value "South"'
expect_out 'criterion "same": all 4 customers with points get 3, so it tells nobody apart'
expect_out 'criterion "judge": its function reads "margin", which the data lacks, so it is always missing'
expect_equal "$(grep -c 'reads "margin"' .out)" 1
expect_out 'warning: rules.lua:14:5: criterion "judge": customer "3": three'
expect_out 'scheme "class": no customer reaches class "A"'
expect_out 'rule "never": holds for no customer'
expect_out 'action "call": applies to no customer'
expect_out '0 errors, 8 warnings'
expect_no_file vikt.db

# Quiet: errors alone. The same profile without data has nothing to say.
vikt check customers.csv --rules rules.lua --quiet
expect_status 0
expect_equal "$(bytes .out)" "$(printf '' | cksum)"
vikt check rules.lua
expect_status 0
expect_out '0 errors, 0 warnings'

# A value that lookup does not know; all weight in groups whose caps leave some over.
cat > caps.ini <<'X'
[profile]
extends = none
[field key]
column = Kundnr
[field revenue]
column = Omsättning
type = number
[field region]
column = Region
type = text
[group a]
cap = 0.3
[group b]
cap = 0.4
[criterion revenue]
weight = 1
points = percentile revenue
group = a
[criterion region]
weight = 2
points = lookup region North 5 South 2
group = b
[scheme class]
type = by_score
classes = A 4, B 2, C 1
X
vikt check caps.ini
expect_status 0
expect_out 'all weight is in groups whose caps add up to 0.7, less than 1, so the caps cannot hold'
vikt check customers.csv --rules caps.ini
expect_status 0
expect_out 'criterion "region": 1 customer has a value of region that lookup does not know, first "East"'
expect_out 'criterion "region": all 2 customers with points get 5, so it tells nobody apart'

# Decision tables: rows that are never met, rows that overlap, inputs that no row covers, also without data.
cat > table.lua <<'X'
profile { extends = "none" }
field "key" { column = "Kundnr", type = "text" }
field "revenue" { column = "Omsättning", type = "number" }
scheme "size" (decision_table {
  hit = "first",
  { revenue = at_least(100), class = "Large" },
  { revenue = at_least(1000), class = "Huge" },
})
X
vikt check table.lua
expect_status 0
expect_out 'scheme "size": row 2 can never be reached: row 1 comes first'
expect_out 'scheme "size": no row covers revenue < 100'
vikt check customers.csv --rules table.lua
expect_status 0
expect_out 'scheme "size": no customer reaches class "Huge"; row 2: revenue >= 1000'
sed 's/hit = "first"/hit = "unique"/' table.lua > unique.lua
vikt check unique.lua
expect_status 0
expect_out 'scheme "size": rows 1 and 2 overlap'

# Rows are as long as they like.
long=$(seq -s ', ' -f 'Region%g' 1 60)
cat > long.ini <<X
[profile]
extends = none
[field key]
column = Kundnr
[field region]
type = text
[field revenue]
type = number
[criterion c]
weight = 1
points = decision_table hit unique
row 1 = region in $long: 5
row 2 = region in $long and revenue > 3: 4
[scheme class]
type = by_score
classes = A 4, B 1
X
vikt check long.ini
expect_status 0
expect_out 'criterion "c": rows 1 and 2 overlap'

# What only the built-in profile says is nobody's to mend.
vikt check customers.csv
expect_status 0
expect_no_out 'reaches'

# A function that fails for everybody is one line, and hides no other that fails too.
printf 'key,revenue\n1,5\n2,6\n3,7\n' > three.csv
cat > fails.lua <<'X'
criterion "a" { weight = 1, points = function(revenue) return revenue.x end }
criterion "b" { weight = 1, points = function(revenue, population) local p = population return p.revenue.totl end }
X
vikt check three.csv --rules fails.lua
expect_out 'criterion "a": customer "1" and 2 more: attempt to index'
expect_out 'criterion "b": customer "1" and 2 more: a field of the population has no "totl"; did you mean "total"?'
[ "$(grep -c 'customer "' .out)" = 2 ] || fail "a failure is told twice"

# A column of the data that no field is stated for; a field's name in other letters, and its synonym.
printf 'key,Revenue,Sales Area,Calls\n1,5,North,1\n2,6,South,2\n' > area.csv
cat > area.lua <<'X'
criterion "a" { weight = 1, points = lookup("sales_area", { North = 5, South = 3 }) }
criterion "b" { weight = 1, points = function(calls) return calls end }
criterion "c" { weight = 1, points = percentile("Revenue") }
criterion "d" { weight = 1, points = percentile("turnover") }
criterion "e" { weight = 1, points = percentile("call") }
X
printf '[criterion a]\nweight = 1\npoints = lookup sales_area North 5\n' > area.ini
vikt check area.csv --rules area.lua
expect_status 3
expect_out 'there is no field or measure "sales_area"; the data has a column "Sales Area": state field "sales_area" { type = "text" }'
expect_out 'the parameter calls is no field or measure; the data has a column "Calls": state field "calls" { type = "number" }'
expect_out 'there is no field or measure "Revenue"; did you mean "revenue"?'
expect_out 'there is no field or measure "turnover"; did you mean "revenue"?'
expect_no_out '"call"; the data'
vikt check area.csv --rules area.ini
expect_out 'the data has a column "Sales Area": state [field sales_area] with type = text'
vikt run area.csv --rules area.ini --dry-run
expect_err 'the data has a column "Sales Area"'
vikt check --rules area.ini
expect_no_out 'the data has'
mkdir folder
cp area.csv folder
printf '[sources]\ncustomers = area.csv\n[criterion a]\npoints = lookup sales_area North 5\n' > folder/vikt.ini
vikt check folder
expect_out 'the data has a column "Sales Area"'

# Members that there are none of, also without data; what may be another's name is left to the run.
cat > members.lua <<'X'
criterion "a" { weight = 1, points = function(revenue, population) return population.revenu.total end }
criterion "b" { weight = 1, points = function(population)
  return population.revenue.totl + population.revenue:quantil(0.5)
end }
rule "r" { at_most = "B", when = function(result, previous, customer)
  return result.points.riks == 1 or previous.clas == "A" or customer.reveneu or result.classes.clas == "A"
end }
rule "right" { at_most = "B", when = function(result, previous, customer, population)
  local text = "result.points.riks" .. population.count .. customer.revenue -- result.scor
  return previous.points.b or result.classes.class or population.revenue:share(1) or text.result.scor
end }
rule "hidden" { at_most = "B", when = function(result)
  local function score(result) return result.scor end
  return score({ scor = result.score }) > 4
end }
criterion "own" { weight = 1, points = function(revenue, customer)
  local customer = { scor = revenue }
  return customer.scor
end }
X
vikt check members.lua
expect_status 3
expect_out 'members.lua:1:86: criterion "a": population has no "revenu"; did you mean "revenue"?'
expect_out 'criterion "b": population.revenue has no "totl"; did you mean "total"?'
expect_out 'criterion "b": population.revenue has no "quantil"; did you mean "quantile"?'
expect_out 'rule "r": result.points has no "riks"; did you mean "risk"?'
expect_out 'rule "r": previous has no "clas"; did you mean "class"?'
expect_out 'rule "r": customer has no "reveneu"; did you mean "revenue"?'
expect_out 'rule "r": result.classes has no "clas"; did you mean "class"?'
expect_out '7 errors, 0 warnings'

# Examples are in the language of the file.
printf 'criterion "a" { weight = 1 }\nrule "r" { at_most = "B" }\ntest "t" { expect = { class = "A" } }\ntest "u" { customer = { revenue = 1 } }\n' > forms.lua
vikt check forms.lua
expect_out 'such as points = percentile("revenue")'
expect_out 'such as when = "days_late > 45"'
expect_out 'such as customer = { revenue = 9000000, days_late = 60 }'
expect_out 'such as expect = { class = "B", points = { risk = 2 } }'

# What common mistakes mean.
hint() { printf "$1" > "hint.$2"; vikt check "hint.$2"; expect_status 3; expect_out "$3"; }
hint 'criterion "x" { weight = 1 points = 3 }\n' lua "is a comma missing before it?"
hint 'rule "r" { when = function(risk) return risk > 1, at_most = "B" }\n' lua 'hint.lua:1:59: '
hint 'criterion "x" { weight = 1, points = rating(risk) }\n' lua 'there is no name "risk"; a text, also the name of a field or class, stands in quotation marks'
hint '[rule r]\nwhen = days_late => 45\nat_most = B\n' ini 'operators are written <, <=, >, >=, = and !='
hint '[criterion revenue]\nweight = 30 %%\n' ini 'write it without %'
hint '[criterion revenue]\nweight = 30 # much\n' ini 'a comment stands on a line of its own'
hint '[criterion revenue]\nmissing = 2,5\n' ini 'write 2.5'
hint '[criterion revenue]\npoints = bands revenue 5, 6\n' ini '"5," is not a number; write 5, without the comma'
hint '[criterion revenue]\npoints = linear revenue worst=1 best=5\n' ini 'it takes worst best, a space and its value'
hint '[group a]\ncap = 30 %%\n[criterion revenue]\ngroup = b\n' ini 'there is no group "b"'
[ "$(grep -c '^error' .out)" = 1 ] || fail "a cap in percent is refused"

# The run names the column that is missing, not one that is there.
printf 'criterion "risk" { weight = 15, points = function(revenue, days_late) return 3 end }\n' > wanted.lua
vikt run three.csv --rules wanted.lua --dry-run
grep 'For more' .out | grep -q days_late || fail "the missing column is not named"
if grep 'For more' .out | grep -q revenue,; then fail "a column that is there is wanted"; fi

# A list of long names is cut between characters.
mkdir long && cd long
printf 'Customer ID;Region\n1;North\n2;North\n3;South\n' > customers.csv
long=$(printf '\303\266%.0s' $(seq 95))
for first in a bb; do
    cat > rules.lua <<X2
field "region" { type = "text" }
criterion "region" {
  weight = 1,
  points = lookup("region", { North = 5, South = 1, ["$first$long"] = 3, ["z$long"] = 4 }),
}
X2
    vikt check customers.csv --rules rules.lua
    expect_out 'criterion "region": no customer reaches value "'
    if grep 'no customer reaches' "$work/.out" | grep -qF '?'; then fail "a character is cut"; fi
done

# What the factor library says of itself is nobody's fault here.
cat > factor.ini <<'X'
[profile]
require = factors.growth
X
printf 'id,revenue,revenue_prev\n1,100,101\n2,200,202\n3,300,303\n' > grown.csv
vikt check grown.csv --rules factor.ini
expect_status 0
expect_no_out 'factors.growth'
cat >> factor.ini <<'X'
[criterion growth]
points = bands growth_symmetric -0.5 0.5 0.7
X
vikt check grown.csv --rules factor.ini
expect_out 'factor.ini:3:1: criterion "growth": all 3 customers with points get'
