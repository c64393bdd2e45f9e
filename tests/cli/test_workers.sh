#!/bin/sh
# SPDX-License-Identifier: MIT
# Rule functions that reach their limits: each costs one customer, and nothing depends on the number of workers.
. "$VIKT_SOURCE/tests/cli/lib.sh"
awk 'BEGIN { print "key;name;revenue"; for (i = 1; i <= 20000; i++) printf "k%05d;n;%d\n", i, i }' > many.csv
cat > rules.lua <<'L'
local function deep(n) return 1 + deep(n + 1) end

criterion "dreadful" {
  weight = 1,
  points = function(revenue)
    if revenue == 100 then while true do end end
    if revenue == 5000 then local t = {} while true do t[#t + 1] = {} end end
    if revenue == 9000 then pcall(deep, 1) end
    if revenue == 12000 then for i = 1, 2e6 do end print("slow") end
    if revenue == 15000 then for i = 1, 1e6 do print("flood") end end
    if revenue == 19999 then error("wrong") end
    if revenue % 1000 == 0 then print("line") end
    return revenue % 5 + 1, "because"
  end,
}
rule "said" { when = function(revenue) return revenue % 7 == 0 end, at_most = "B" }
L
first=
some="0 1 2 5"
[ -z "${VIKT_SANITIZE:-}" ] || some="0 2" # slow
for workers in $some; do
    rm -f out.db
    vikt run many.csv --rules rules.lua --db out.db --json --as-of 2026-01-01 --workers $workers
    expect_status 1
    sqlite3 -bail out.db "UPDATE run SET started_at = ''; DELETE FROM seal WHERE \"table\" = 'run.started_at'" .dump > "$workers.sql"
    cp .out "$workers.json"
    [ -n "$first" ] || first=$workers
    cmp "$first.sql" "$workers.sql" || fail "the database is not that of $first workers"
    cmp "$first.json" "$workers.json" || fail "the summary is not that of $first workers"
done
command="failures"
expect_equal "$(sql out.db "SELECT count(*) FROM failure")" 5
