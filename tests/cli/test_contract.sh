#!/bin/sh
# SPDX-License-Identifier: MIT
# The views are a contract: their columns, and that figures add up, on both examples.
. "$VIKT_SOURCE/tests/cli/lib.sh"

columns() { sql "$1" "SELECT group_concat(name) FROM pragma_table_info('$2')"; }

for example in wholesale verkstad; do
    cp -r "$examples/$example" $example
    vikt run $example --db $example.db --json
    [ "$status" -le 1 ] || fail "does not run"
    db=$example.db
    command="views of $example"
    expect_equal "$(columns $db runs_overview)" "run_id,as_of,started_at,status,profile,customers,rejected,unclassified"
    expect_equal "$(columns $db current_results)" "customer_key,name,score,coverage,class"
    expect_equal "$(columns $db classes)" "run_id,customer_key,scheme,class,raw_class"
    expect_equal "$(columns $db points)" "run_id,customer_key,criterion,value,points,weight,contribution,reason"
    expect_equal "$(columns $db plan)" "run_id,customer_key,action,text,owner,every"
    expect_equal "$(columns $db rejects)" "run_id,source,row,column,customer_key,value,reason"
    expect_equal "$(columns $db ratings)" "run_id,customer_key,field,rater,mark,used,range"
    expect_equal "$(columns $db agreement)" "run_id,field,raters,units,alpha,common,w,overlap"

    n=$(sql $db "SELECT customers FROM runs_overview")
    [ "$n" -gt 50 ] || fail "only $n customers"
    expect_equal "$(sql $db "SELECT count(*) FROM current_results")" "$n"
    # contributions add up to the score, and are weight times points
    expect_equal "$(sql $db "SELECT count(*) FROM (SELECT customer_key, sum(contribution) AS s FROM points GROUP BY customer_key)
        JOIN current_results USING (customer_key) WHERE score IS NOT NULL AND abs(s - score) > 1e-12")" 0
    expect_equal "$(sql $db "SELECT count(*) FROM points WHERE points IS NOT NULL AND abs(contribution - weight * points) > 1e-12")" 0
    expect_equal "$(sql $db "SELECT count(*) FROM (SELECT sum(weight) AS w FROM points GROUP BY customer_key) WHERE abs(w - 1) > 1e-12")" 0
    [ "$(sql $db "SELECT count(*) FROM current_results WHERE score IS NOT NULL")" -gt 50 ] || fail "nobody has a score"
    # every customer has a class in every scheme
    expect_equal "$(sql $db "SELECT count(*) FROM (SELECT scheme, count(*) AS c FROM classes GROUP BY scheme) WHERE c <> $n")" 0
    [ "$(sql $db "SELECT count(DISTINCT scheme) FROM classes")" -ge 2 ] || fail "fewer than two schemes"
    expect_equal "$(sql $db "SELECT count(*) FROM current_results r JOIN classes c USING (customer_key)
        JOIN run_scheme s ON s.name = c.scheme AND s.is_primary WHERE r.class <> c.class")" 0
    expect_equal "$(sql $db "SELECT rejected FROM runs_overview")" "$(sql $db "SELECT count(*) FROM rejects")"
    [ "$(sql $db "SELECT count(*) FROM plan")" -gt 0 ] || fail "nobody has a plan"
    # F-01: the curve ends at exactly 100 %
    expect_equal "$(sql $db "SELECT count(*) || ' ' || min(last_share ->> '$[#-1]') || ' ' || max(last_share ->> '$[#-1]')
        FROM run_scheme WHERE kind = 'by_cumulative_share'")" "1 1 1"
    # the JSON says the same
    for class in A B C; do
        in_db=$(sql $db "SELECT count(*) FROM classes WHERE scheme = 'abc' AND class = '$class'")
        grep -q "\"abc\":{[^}]*\"$class\":$in_db[,}]" .out || fail "JSON and database differ in class $class of abc"
    done
    # one customer is found by key, without reading the others
    sql $db "EXPLAIN QUERY PLAN SELECT * FROM points WHERE run_id = 1 AND customer_key = '1'" | grep -q "SEARCH result USING PRIMARY KEY (run_id=? AND customer_key=?)" ||
        sql $db "EXPLAIN QUERY PLAN SELECT * FROM points WHERE run_id = 1 AND customer_key = '1'" | grep -q "SEARCH r USING PRIMARY KEY (run_id=? AND customer_key=?)" || fail "points of one customer reads all"
done

# ... and so it does for amounts that binary fractions cannot hold, in any order, with a limit reached exactly: 7 x 0.1 of 1.
{ echo 'id,revenue'; for i in 1 2 3 4 5 6 7 8 9 10; do echo "$i,0.1"; done; } > tenths.csv
printf '[scheme abc]\nties = by_key\n' > by_key.ini
vikt run tenths.csv --rules by_key.ini --db tenths.db --as-of 2026-01-01 --quiet
expect_status 0
expect_equal "$(sql tenths.db "SELECT last_share FROM run_scheme WHERE name = 'abc'")" "[0.7,0.9,1]"
expect_equal "$(sql tenths.db "SELECT group_concat(n) FROM (SELECT count(*) AS n FROM classes WHERE scheme = 'abc' GROUP BY class ORDER BY class)")" "7,2,1"

# F-01 worked out in SQL over the raw file: class A is who starts before 70 % of all spending.
sqlite3 check.db <<X
.mode csv
.import wholesale/wholesale_customers.csv raw
X
sql check.db "CREATE TABLE c AS SELECT client, Fresh+Milk+Grocery+Frozen+Detergents_Paper+Delicassen AS r FROM raw;
    CREATE TABLE s AS SELECT client, r, sum(r) OVER (ORDER BY r DESC RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW EXCLUDE GROUP) AS before FROM c" > /dev/null
for class in A B C; do
    case $class in A) low=-1 high=0.7 ;; B) low=0.7 high=0.9 ;; C) low=0.9 high=2 ;; esac
    want=$(sql check.db "SELECT count(*) FROM s, (SELECT sum(r) AS t FROM c) WHERE ifnull(before, 0) >= $low * t AND ifnull(before, 0) < $high * t")
    expect_equal "$(sql wholesale.db "SELECT count(*) FROM classes WHERE scheme = 'abc' AND class = '$class'")" "$want"
done
