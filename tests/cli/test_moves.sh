#!/bin/sh
# SPDX-License-Identifier: MIT
# Two runs beside each other: the sums of the matrix are the runs', the movers are SQL's.
. "$VIKT_SOURCE/tests/cli/lib.sh"

cat > first.csv << 'CSV'
key;name;revenue
1;Alfa;700
2;Beta;200
3;Gamma;60
4;Delta;40
CSV
cat > second.csv << 'CSV'
key;name;revenue
1;Alfa;100
2;Beta;700
3;Gamma;20
5;Epsilon;40
CSV
vikt run first.csv --db m.db --as-of 2026-01-31
expect_status 0
vikt moves --db m.db
expect_status 2
expect_err "there is no run of an earlier date to compare run 1 with"
vikt run second.csv --db m.db --as-of 2026-02-28
expect_status 0

# By hand: Alfa A to B, Beta B to A, Gamma stays in C; Delta is gone, Epsilon is new.
vikt moves --db m.db --scheme abc
expect_status 0
expect_out "run 1, as of 2026-01-31, 4 customers"
expect_out "abc: 2 of 3 moved, 1 up, 1 down; 33.3 % kept their class"
expect_out "from \ to  A  B  C  ?  gone  run 1"
expect_out "A  .  1  .  .     .      1"
expect_out "new  .  .  1  .     .      ."
expect_out "run 2  1  1  2  0     1"
expect_out "2    Beta  B     A"
vikt moves 1 2 --db m.db --scheme abb
expect_status 2
expect_err 'did you mean "abc"?'
vikt moves 2 2 --db m.db
expect_status 2
vikt moves 9 --db m.db
expect_status 2

# The run itself has told, the list of runs says what each was compared with, and each customer since when it has its class.
vikt run second.csv --db m.db --as-of 2026-02-28
expect_out "Since run 1 (2026-01-31) 2 of 3 customers moved in abc, 1 up and 1 down; 1 is new, 1 is gone; see vikt moves"
vikt run second.csv --db m.db --as-of 2026-02-28 --json
expect_out '"customers":3,"moved":2,"up":1,"down":1,"new":1,"gone":1'
vikt run first.csv --db first.db --as-of 2026-01-31
expect_no_out "Since run"
vikt runs --db m.db
expect_out "before  its profile"
expect_out "     1  same"
vikt runs --db m.db --json
expect_out '"previous_run_id":null,"same_profile":null}'
expect_out '"previous_run_id":1,"same_profile":true}'
vikt explain 1 --db m.db
expect_out "Class B since 2026-02-28 (run 2); A from 2026-01-31"
vikt explain 3 --db m.db
expect_out "Class C since 2026-01-31 (run 1)"
vikt explain 5 --db m.db
expect_no_out "since"
vikt explain 1 --db m.db --run 1
expect_no_out "since"
vikt explain 1 --db m.db --json
expect_out '"history":[{"run_id":1,"as_of":"2026-01-31","class":"A"},{"run_id":2,"as_of":"2026-02-28","class":"B"}]'

# In whatever order the runs are told, the earlier one is the earlier.
vikt moves 1 2 --db m.db --json
cp .out a.json
vikt moves 2 1 --db m.db --json
cmp a.json .out || fail "the order of the words matters"

expect_equal "$(sql m.db "SELECT customer_key || old_class || new_class FROM moves WHERE scheme = 'abc' ORDER BY 1")" "1AB
2BA"
expect_equal "$(sql m.db "SELECT old_class, new_class, customers, revenue FROM migration WHERE scheme = 'abc' ORDER BY 1, 2")" "A|B|1|100.0
B|A|1|700.0
C|C|1|20.0
C|gone|1|40.0
new|C|1|40.0"
