#!/bin/sh
# SPDX-License-Identifier: MIT
# Everything that can be wrong with a profile or rule file: FILE:LINE, what was expected, all at once, exit status 3.
. "$VIKT_SOURCE/tests/cli/lib.sh"

printf 'Kundnr;Namn;Omsättning;Potential\n1;A;100;5\n2;B;50;3\n3;C;10;1\n4;D;5;2\n' > good.csv
vikt run good.csv --db d.db --as-of 2026-01-01 && expect_status 0
before=$(bytes d.db)

# FILE TEXT...: both check and run say each TEXT, exit status 3, database untouched
refused() {
    file=$1
    shift
    vikt check good.csv --rules "$file"
    expect_status 3
    # FILE:LINE:COLUMN where the column is known
    sed -i 's/^\(error: [^ ]*:[0-9]*\):[0-9]*: /\1: /' .out
    for text in "$@"; do expect_out "$text"; done
    vikt run good.csv --rules "$file" --db d.db --as-of 2026-02-01
    expect_status 3
    for text in "$@"; do expect_err "$text"; done
    expect_equal "$(bytes d.db)" "$before"
}

cat > unknown.ini <<'X'
[profile]
name = Test
langage = sv

[critrion revenue]
weight = 30

[criterion revenue]
wieght = 30
weight = 40
weight = 50
X
refused unknown.ini 'unknown.ini:3: ' '"language"' 'unknown.ini:5: ' '"criterion"' 'unknown.ini:9: ' '"weight"' 'unknown.ini:11: '

cat > values.ini <<'X'
[criterion revenue]
weight = -1
[criterion risk]
weight = many
[scheme class]
classes = A 2, B 3, C 1
[criterion product_mix]
points = bands product_groups 5 3 4
X
refused values.ini 'values.ini:2: ' 'values.ini:4: ' 'values.ini:6: ' 'values.ini:8: '

cat > zero.ini <<'X'
[criterion revenue]
weight = 0
[criterion development_potential]
weight = 0
[criterion product_mix]
weight = 0
[criterion admin_time]
weight = 0
[criterion risk]
weight = 0
X
refused zero.ini 'zero.ini' 'weight'

printf 'profile "x" {\ncriterion "revenue" { weight = 1 )\n' > syntax.lua
refused syntax.lua 'syntax.lua:2:'
printf 'local x = 1\nwhile true do x = x + 1 end\n' > loop.lua
refused loop.lua 'loop.lua:2' 'instructions'
printf 'criterion "revenue" { weight = -1 }\ncriterion "growth" { points = bands("revnue", { 1, 2 }) }\nrule "r" { when = function(revenue) return revenue > 1 end, at_most = "A-" }\n' > names.lua
refused names.lua 'names.lua:1: ' 'names.lua:2: ' '"revenue"' 'names.lua:3: rule "r": at_most = "A-" is not a class of scheme "class" (A, B, C); did you mean "A"?'
printf 'criterion "revenue" { points = function(revenu) return 3 end }\n' > parameter.lua
refused parameter.lua 'parameter.lua:1: ' 'revenu' '"revenue"'

# Functions that fail for one customer cost that customer only.
cat > one.lua <<'X'
criterion "revenue" {
  points = function(revenue)
    if revenue == 50 then error("no fifties") end
    return 3
  end,
}
X
vikt run good.csv --rules one.lua --db one.db --as-of 2026-01-01
expect_status 1
expect_err 'one.lua:3: '
expect_err 'no fifties'
expect_err 'customer "2"'
expect_equal "$(sql one.db "SELECT class FROM classes WHERE scheme = 'class' AND customer_key = '2'")" "?"
expect_equal "$(sql one.db "SELECT count(*) FROM classes WHERE scheme = 'class' AND class <> '?'")" 3
vikt run good.csv --rules one.lua --db strict.db --as-of 2026-01-01 --strict
expect_status 3
expect_no_file strict.db

printf 'criterion "revenue" {\n  points = function(revenue)\n    while revenue == 50 do end\n    return 3\n  end }\n' > endless.lua
vikt run good.csv --rules endless.lua --db endless.db --as-of 2026-01-01
expect_status 1
expect_err 'endless.lua:2: '
expect_err 'instructions'
expect_equal "$(sql endless.db "SELECT count(*) FROM classes WHERE scheme = 'class' AND class = '?'")" 1

printf 'criterion "revenue" { points = function(revenue) return "five" end }\n' > type.lua
vikt run good.csv --rules type.lua --db type.db --as-of 2026-01-01
expect_status 1
expect_err 'type.lua:1'
printf 'criterion "revenue" { points = function(revenue) return 0/0 end }\n' > nan.lua
vikt run good.csv --rules nan.lua --db nan.db --as-of 2026-01-01
expect_status 1
expect_err 'NaN'
printf 'profile "x" { max_failures = 2 }\ncriterion "revenue" { points = function(revenue) return 7 end }\n' > many.lua
vikt run good.csv --rules many.lua --db many.db --as-of 2026-01-01
expect_status 6
expect_no_file many.db

# A company's own field that the data lacks is an error; an optional one is left out.
printf 'field "net_margin" { column = "TB kr", type = "number" }\ncriterion "margin" { weight = 5, points = percentile("net_margin") }\n' > lacks.lua
refused lacks.lua 'lacks.lua:1: ' 'TB kr'

# Overrides
vikt run good.csv --db d.db --set weight.revenu=40 --as-of 2026-02-01
expect_status 2
expect_err '"revenue"'
vikt run good.csv --db d.db --set weight.revenue=lots --as-of 2026-02-01
expect_status 2
expect_equal "$(bytes d.db)" "$before"

# A measure of yes or no stays one: false is not zero, which Lua takes for true.
cat > truth.lua <<'X'
measure "large" (function(revenue) return revenue >= 50 end)
criterion "revenue" { points = function(large) return large and 5 or 1 end }
X
vikt run good.csv --rules truth.lua --db truth.db --as-of 2026-01-01
expect_status 0
expect_equal "$(sql truth.db "SELECT group_concat(points) FROM (SELECT points FROM points WHERE criterion = 'revenue' ORDER BY customer_key)")" "5,5,1,1"

# An endless loop for everybody ends the run soon: each costs a budget.
{ echo 'Kundnr;Omsättning'; i=0; while [ $i -lt 60 ]; do i=$((i + 1)); echo "$i;$i"; done; } > sixty.csv
printf 'criterion "revenue" {\n  points = function(revenue)\n    while true do end\n  end }\n' > forever.lua
vikt run sixty.csv --rules forever.lua --db forever.db --as-of 2026-01-01
expect_status 6
expect_err 'forever.lua:2: more than 20 customers used up the budget'
expect_no_file forever.db

# State kept outside a function is seen before any data is.
printf 'local seen = {}\ncriterion "revenue" { points = function(revenue)\n  seen.n = revenue\n  counter = 1\n  return 3\nend }\n' > state.lua
vikt check good.csv --rules state.lua
expect_status 3
expect_out 'state.lua:3:3: assignment to "seen"'

# A rule file that is not there: what was meant lies beside it.
mkdir meant && printf '[rule r]\nwhen = revenue > 5\nat_most = B\n' > meant/rules.ini
printf 'id,revenue\n1,5\n' > meant/list.csv
vikt run meant/list.csv --rules meant/ruls.ini --dry-run
expect_err 'meant/ruls.ini: cannot be read: No such file or directory; did you mean "rules.ini"?'
printf '[sources]\ncustomers = list.csv\nrules = rule.ini\n' > meant/vikt.ini
vikt run meant --dry-run
expect_status 3
expect_err 'meant/vikt.ini:3: rules = "rule.ini" cannot be read: No such file or directory; did you mean "rules.ini"?'
