#!/bin/sh
# SPDX-License-Identifier: MIT
# The factor library: every factor's own tests pass and reach all of it; each can be taken in alone, in both languages, and all
# together; its synonyms find their columns; docs/factors.md tells of every one.
. "$VIKT_SOURCE/tests/cli/lib.sh"
library=$VIKT_SOURCE/rules/factors
page=$VIKT_SOURCE/docs/factors.md
printf 'Key,Revenue\n1,100\n2,200\n' > small.csv

n=0
: > all.lua
: > fields
list=
for file in "$library"/*.lua; do
    name=$(basename "$file" .lua)
    n=$((n + 1))
    vikt test "$file" --min-coverage 100
    expect_status 0
    expect_no_out " 0 tests"

    # Alone, with nothing else, in Lua and INI.
    printf 'profile "P" { extends = "none" }\nrequire "factors.%s"\n' "$name" > one.lua
    printf '[profile]\nname = P\nextends = none\nrequire = factors.%s\n' "$name" > one.ini
    printf 'field "key" {}\nscheme "s" (by_score { A = 4, B = 1 })\n' >> one.lua
    printf '[field key]\n[scheme s]\ntype = by_score\nclasses = A 4, B 1\n' >> one.ini
    for one in one.lua one.ini; do
        vikt check small.csv --rules $one
        expect_status 0
        expect_out "0 errors,"
    done

    # On a scale of another length, where everything that is stated in points would be wrong.
    printf 'profile "P" { extends = "none", scale = { 0, 100 } }\nrequire "factors.%s"\n' "$name" > hundred.lua
    printf 'field "key" {}\nscheme "s" (by_score { A = 75, B = 0 })\n' >> hundred.lua
    vikt check small.csv --rules hundred.lua
    expect_status 0

    printf 'require "factors.%s"\n' "$name" >> all.lua
    list="$list, factors.$name"
    weight=$(sed -n 's/.*weight = \([0-9]*\),.*/\1/p' "$file" | head -n 1)
    row=$(grep "^| \`$name\` |" "$page") || fail "docs/factors.md lacks $name"
    case $row in *"| $weight |") ;; *) fail "docs/factors.md: the weight of $name is $weight" ;; esac
    # FIELD TYPE SYNONYM,SYNONYM,...: statements over several lines on one.
    awk '/^field / { on = 1; text = "" } on { text = text $0 } on && (/^}/ || / }$/) { print text; on = 0 }' "$file" > stated
    while IFS= read -r statement; do
        field=$(echo "$statement" | sed 's/^field "\([a-z_]*\)".*/\1/')
        case $row in *"\`$field\`"*) ;; *) fail "docs/factors.md: $name needs $field" ;; esac
        type=$(echo "$statement" | sed 's/.*type = "\([a-z]*\)".*/\1/')
        words=$(echo "$statement" | sed -n 's/.*synonyms = {\([^}]*\)}.*/\1/p' | sed 's/^ *"//; s/",* *$//; s/", *"/|/g')
        echo "$field;$type;$words" >> fields
    done < stated
done
expect_equal "$n" 28
expect_equal "$(grep -c '^| `' "$page")" 28

# A field is the same in every factor that states it, and no synonym means two fields.
sort -u fields > stated
expect_equal "$(cut -d';' -f1 stated | uniq -d)" ""
expect_equal "$(cut -d';' -f3 stated | tr '|' '\n' | sed '/^$/d' | tr '[:upper:]' '[:lower:]' | sort | uniq -d)" ""

# Each field under its name, then under its first, second, ... synonym: all factors find what they need.
for i in 0 1 2 3 4 5 6 7; do
    awk -F';' -v i=$i '
        { count = split($3, words, "|"); head = head "," (i && i <= count ? words[i] : $1)
          one = one "," ($2 == "date" ? "2025-01-31" : 1) }
        END { print "Key" head; print "1" one; print "2" one }' stated > full.csv
    vikt check full.csv --rules all.lua
    expect_status 0
    expect_no_out "note: factors."
    expect_out "0 errors,"
done

# INI takes in the same, in the same order, and converts to what says the same.
printf '[profile]\nrequire = %s\n' "${list#, }" > all.ini
vikt convert all.ini
expect_status 0
mv .out twin.lua
for rules in all.lua all.ini twin.lua; do
    vikt run full.csv --rules $rules --dry-run --as-of 2025-12-31 --json
    expect_status 0
    sed 's/"digest":"[^"]*"//; s/"[^"]*all[.a-z]*"//g; s/"[^"]*twin.lua"//g' .out > $rules.json
done
cmp -s all.lua.json all.ini.json || fail "INI and Lua differ"
cmp -s all.ini.json twin.lua.json || fail "vikt convert says something else"

# A stored run keeps the text of what it required.
vikt run small.csv --rules one.lua --db kept.db --as-of 2025-12-31
expect_status 0
expect_equal "$(sql kept.db "SELECT count(*) FROM run, json_each(profile_text) WHERE json_extract(value, '$.path') = 'factors.unsold_potential'
    AND json_extract(value, '$.text') LIKE '%measure \"unsold_potential\"%'")" 1

# The states of growth (F-06).
cat > growth.lua <<'EOF'
require "factors.growth"
scheme "state" {
  classes = { "New", "returned", "lost", "known" },
  class = function(growth_state) return growth_state == "new" and "New" or growth_state end
}
local function try(customer, class)
  test(class .. tostring(customer.earlier_revenue)) { customer = customer, expect = { classes = { state = class } } }
end
try({ revenue = 5, revenue_prev = 5 }, "known")
try({ revenue = 5, revenue_prev = 0 }, "New")
try({ revenue = 5, revenue_prev = 0, earlier_revenue = 0 }, "New")
try({ revenue = 5, revenue_prev = 0, earlier_revenue = 5 }, "returned")
try({ revenue = 0, revenue_prev = 5 }, "lost")
try({ revenue = 0, revenue_prev = 0 }, "?")
EOF
vikt test growth.lua
expect_status 0
expect_out "6 tests, 0 failed"

# What the pages of net_margin, recency and mix_breadth say about other data.
cat > other.lua <<'EOF'
require "factors.net_margin"
require "factors.recency"
require "factors.mix_breadth"
remove "measure" "net_margin"
field "net_margin" { column = "TB", type = "number" }
field "recency"    { column = "Days", type = "number" }
field "tools"      { type = "number" }
field "steel"      { type = "number" }
measure "mix_breadth" (mix("tools", "steel"))
EOF
printf 'Key,TB,Days,Tools,Steel\n1,10,30,5,5\n2,20,31,5,0\n' > other.csv
vikt run other.csv --rules other.lua --db other.db --as-of 2025-12-31
expect_status 0
expect_equal "$(sql other.db "SELECT group_concat(customer_key || ' ' || criterion || ' ' || points, ', ') FROM (SELECT * FROM points
    WHERE criterion IN ('net_margin', 'recency', 'mix_breadth') ORDER BY 1, 2)" | tr ',' '\n' | sed 's/^ //' | sort | tr '\n' ',')" \
    "1 mix_breadth 4,1 net_margin 2,1 recency 5,2 mix_breadth 2,2 net_margin 4,2 recency 4,"

# Invoices alone feed those that judge how a customer buys. Days between purchases 10, 10, 10: variation 0; the last one 5 days ago.
printf 'Invoice no,Date,Account,Net amount\n' > ledger.csv
for day in 01 11 21 31; do printf '7%s,2025-01-%s,K1,100\n8%s,2025-01-%s,K2,50\n' $day $day $day $day; done >> ledger.csv
printf '[profile]\nrequire = factors.recency, factors.tenure, factors.regularity\n' > ledger.ini
vikt run ledger.csv --rules ledger.ini --db ledger.db --as-of 2025-02-05
expect_status 0
expect_equal "$(sql ledger.db "SELECT group_concat(criterion || ' ' || points, ', ') FROM (SELECT * FROM points
    WHERE customer_key = 'K1' AND criterion IN ('recency', 'tenure', 'regularity') ORDER BY criterion)")" \
    "recency 5, regularity 5, tenure 1"
