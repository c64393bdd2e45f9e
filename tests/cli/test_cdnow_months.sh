#!/bin/sh
# SPDX-License-Identifier: MIT
# Real purchases, classified by recency, frequency and money at the end of each of 16 months: the matrices add up to the
# runs, what moved each mover adds up to the difference of its score, and a second batch stores nothing.
. "$VIKT_SOURCE/tests/cli/lib.sh"

mkdir cdnow
cp "$VIKT_SOURCE/tests/data/cdnow/CDNOW_sample.txt" cdnow/
cat > cdnow/vikt.ini << 'INI'
[profile]
name = CDNOW
extends = none

[sources]
invoices = CDNOW_sample.txt

[source invoices]
customer = 2

[field recency]
type = number

[field orders]
type = number

[field revenue]
type = number

[criterion recency]
weight = 1
points = quantiles recency 5 best low

[criterion frequency]
weight = 1
points = quantiles orders 5

[criterion monetary]
weight = 1
points = quantiles revenue 5

[scheme class]
type = by_score
classes = A 4, B 2.5, C 1
hysteresis = 0.15

[scheme abc]
type = by_cumulative_share
field = revenue
classes = A 0.8, B 0.95, C 1
INI

months="1997-03-31 1997-04-30 1997-05-31 1997-06-30 1997-07-31 1997-08-31 1997-09-30 1997-10-31 1997-11-30 1997-12-31
1998-01-31 1998-02-28 1998-03-31 1998-04-30 1998-05-31 1998-06-30"
for month in $months; do
    vikt run cdnow --as-of "$month" --quiet
    expect_status 0
done
db=cdnow/vikt.db
expect_equal "$(sql $db "SELECT count(*), count(DISTINCT as_of), count(previous_run_id) FROM run")" "16|16|15"

# ---- the margins: a column is a class of the run, a row one of the run before, in customers and money ----

expect_equal "$(sql $db "
    WITH money AS (SELECT run_id, customer_key, (\"values\" ->> (SELECT position FROM run_value v
        WHERE v.run_id = r.run_id AND name = 'revenue')) AS revenue FROM result r),
    class AS (SELECT run_id, scheme, class, count(*) AS customers, sum(revenue) AS revenue FROM classes
        JOIN money USING (run_id, customer_key) GROUP BY run_id, scheme, class),
    later AS (SELECT run_id, scheme, new_class AS class, sum(customers) AS customers, sum(revenue) AS revenue FROM migration
        WHERE new_class <> 'gone' GROUP BY run_id, scheme, new_class),
    earlier AS (SELECT previous_run_id AS run_id, scheme, old_class AS class, sum(customers) AS customers FROM migration
        WHERE old_class <> 'new' GROUP BY run_id, scheme, old_class)
    SELECT (SELECT count(*) FROM class WHERE run_id > 1),
        (SELECT count(*) FROM class JOIN later USING (run_id, scheme, class, customers)
            WHERE abs(class.revenue - later.revenue) < 0.005),
        (SELECT count(*) FROM later),
        (SELECT count(*) FROM class WHERE run_id < 16),
        (SELECT count(*) FROM class JOIN earlier USING (run_id, scheme, class, customers)),
        (SELECT count(*) FROM earlier)")" "90|90|90|90|90|90"
# All of them bought before the first run.
expect_equal "$(sql $db "SELECT count(*) FROM migration WHERE old_class = 'new' OR new_class = 'gone'")" 0

# ---- what moved them: as vikt says it, the movers are the view's and every blame adds up, in whole billionths ----

run=2
while [ $run -le 16 ]; do
    vikt moves $run cdnow --json
    expect_status 0
    cp .out moves.$run.json
    run=$((run + 1))
done
cat > blame.sql << 'SQL'
CREATE TEMP TABLE mover AS SELECT j.run_id, s.value ->> 'scheme' AS scheme, m.value AS mover,
        s.value ->> 'moved' AS moved, s.value -> 'causes' AS causes
    FROM (SELECT value AS run_id, readfile('moves.' || value || '.json') AS text FROM generate_series(2, 16)) j,
        json_each(j.text, '$.schemes') s, json_each(s.value, '$.movers') m;
CREATE TEMP TABLE part AS SELECT mover ->> 'key' AS key, scheme, run_id, mover ->> 'from' AS old, mover ->> 'to' AS new,
        round((mover ->> 'later_score') * 1e9) - round((mover ->> 'earlier_score') * 1e9) AS score,
        round((mover ->> 'change') * 1e9) AS change, round((mover ->> 'data') * 1e9) AS data,
        round((mover ->> 'rules') * 1e9) AS rules, round((mover ->> 'population') * 1e9) AS population,
        mover ->> 'cause' AS cause, mover ->> 'why' AS why
    FROM mover;
-- as many as the view has, and the same
SELECT (SELECT count(*) FROM part) = (SELECT count(*) FROM moves),
    (SELECT count(*) FROM part) = (SELECT count(*) FROM part p JOIN moves m ON m.run_id = p.run_id AND m.scheme = p.scheme
        AND m.customer_key = p.key AND m.old_class = p.old AND m.new_class = p.new);
SELECT count(*) > 1000, sum(change IS NULL), sum(change <> score), sum(change <> data + rules + population), sum(rules <> 0),
    sum(why = ''), sum(data <> 0) > 0, sum(population <> 0) > 0 FROM part;
-- counted by cause
SELECT sum(c.value) = (SELECT count(*) FROM part) FROM (SELECT DISTINCT run_id, scheme, causes FROM mover) d, json_each(d.causes) c;
SQL
expect_equal "$(sqlite3 -bail -readonly $db < blame.sql)" "1|1
1|0|0|0|0|0|1|1
1"

# ---- a second batch ----

before=$(bytes $db)
for month in $months; do
    vikt run cdnow --as-of "$month" --json
    expect_status 0
    expect_out '"unchanged":true'
done
expect_equal "$(bytes $db)" "$before"
