#!/bin/sh
# SPDX-License-Identifier: MIT
# Decisions: who decides what is checked, a decision outranks the engine at once and in later runs, is shown as what it is, ends by its date or
# by hand, and no run changes it.
. "$VIKT_SOURCE/tests/cli/lib.sh"

mkdir acme
printf 'Kundnr;Namn;Omsättning\n1;Alfa AB;100\n2;Beta AB;50\n3;Gamma AB;5\n' > acme/kunder.csv
cat > acme/vikt.ini <<'END'
[profile]
name = Acme
extends = none
[sources]
customers = kunder.csv
[field revenue]
type = number
[scheme abc]
type = by_cumulative_share
field = revenue
classes = A 70 %, B 95 %, C 100 %
[scheme size]
type = by_value
field = revenue
classes = big 60, small 0
[action visit]
scheme = abc
class = A
text = visit
END
run() { # DATE OPTIONS...
    date=$1
    shift
    vikt run acme --as-of "$date" "$@"
    expect_status 0
}
class() { sql acme/vikt.db "SELECT class FROM current_results WHERE customer_key = '$1'"; } # KEY
decide() { vikt decide "$@" --reason strategic --by 'Anna Berg'; }

# Nothing to decide upon yet.
decide 1 A acme
expect_status 5
expect_no_file acme/vikt.db
run 2026-05-01
expect_no_out "Decisions"
expect_equal "$(class 3)" C

# What is missing or unknown is told with the nearest.
refused() { # MESSAGE
    expect_status 2
    expect_err "$1"
    expect_equal "$(sql acme/vikt.db 'SELECT count(*) FROM decision')" 0
}
vikt decide 3 A acme --reason strategic; refused "--by NAME is missing"
vikt decide 3 A acme --by Anna; refused "--reason TEXT is missing"
vikt decide 3 A acme --by Anna --reason "$(printf ' \t ')"; refused "--reason TEXT is missing"
vikt decide 3 A acme --by Anna --reason "$(printf '%01001d' 1)"; refused "--reason TEXT is longer than 1000 bytes"
vikt decide 3; refused "needs a class"
decide 33 A acme; refused 'no customer "33"; did you mean "3"?'
decide 3 X acme; refused 'scheme "abc" has no class "X"; there are A, B, C'
decide 3 A acme --scheme sise; refused 'the latest run has no scheme "sise"; did you mean "size"?; there are abc, size'
decide 3 A acme --until 2026-04-30; refused "--until 2026-04-30 is before 2026-05-01"
decide 3 A acme --until 30.4.2026; refused '--until "30.4.2026" is not a date'
vikt decide 3 acme --withdraw --by Anna --reason x; refused 'customer "3" has no decision to withdraw'

# It counts at once, and says so: by name, in the view, in explain, in the list.
decide "Gamma AB" A acme --until 2026-05-31
expect_status 0
expect_out 'Gamma AB (3): class A in scheme abc by decision 1 of Anna Berg'
expect_out 'until 2026-05-31: "strategic"; the engine says C'
expect_out 'It holds for runs as of 2026-05-01 and later, until 2026-05-31'
expect_equal "$(class 3)" A
vikt explain 3 acme
expect_out 'by decision of Anna Berg'
expect_out 'the plan follows with the next run; the engine says C'
expect_no_out "What to do"
vikt explain 3 acme --json
expect_out '"class":"A","raw_class":"C","own_class":"C","decision":{"decision_id":1,"author":"Anna Berg"'
expect_out '"held_in_run":false'
vikt decisions acme
expect_out '1  in force  3         Gamma AB  abc     A      C       Anna Berg'
vikt decisions acme --json
expect_out '"decisions":[{"decision_id":1,"state":"in force","key":"3","name":"Gamma AB","scheme":"abc","class":"A","own_class":"C"'

# The next run follows it: class, plan, summary, views. A dry run too.
run 2026-05-15 --dry-run
expect_out 'Decisions: 1 holds'
run 2026-05-15
expect_out 'Decisions: 1 holds'
expect_out '  3: A in abc by decision of Anna Berg'
expect_out 'Since run 1 (2026-05-01) 1 of 3 customers moved in abc, 1 up and 0 down, 1 by decision'
expect_equal "$(sql acme/vikt.db "SELECT class || raw_class FROM classes WHERE run_id = 2 AND customer_key = '3' AND scheme = 'abc'")" AC
expect_equal "$(sql acme/vikt.db "SELECT class || own_class || decision_id FROM run_decision WHERE run_id = 2")" AC1
vikt explain 3 acme
expect_out '; the engine says C'
expect_no_out "next run"
expect_out "What to do"
vikt explain 3 acme --run 1
expect_no_out "decision"
run 2026-05-15 # the decision is part of what the run rests on: nothing has changed
expect_out "Nothing has changed since run 2"

# Another decision of the same customer and scheme takes its place; one of another scheme does not.
decide 3 B acme --until 2026-05-31
expect_out 'it replaces decision 1'
expect_equal "$(class 3)" B
decide 3 big acme --scheme size
expect_no_out 'replaces'
vikt decisions acme
expect_out 'withdrawn'
expect_out '"replaced by decision 2"'
run 2026-05-15
expect_out "Stored as run 3 in"
expect_out "Decisions: 2 hold"

# The last day, and the day after it.
run 2026-05-31
expect_out "Decisions: 2 hold"
expect_equal "$(class 3)" B
run 2026-06-01
expect_out "Decisions: 1 holds, 1 has expired since run 4"
expect_out "  3: B in abc has expired: by decision of Anna Berg"
expect_equal "$(class 3)" C
run 2026-06-02
expect_out "Decisions: 1 holds"
expect_no_out "expired"
run 2026-04-30 # before it was made
expect_no_out "Decisions"
vikt decisions acme
expect_out 'expired'

# The engine may come to agree.
sed -i 's/;5$/;65/' acme/kunder.csv
run 2026-06-03
expect_out "Decisions: 1 holds, with 1 of which the engine now agrees"
run 2026-06-03 --force --json
expect_out '"decisions":{"agreed":1,"idle":0,"held":[{"decision_id":3,"key":"3","scheme":"size","class":"big","own_class":"big"'

# Withdrawn: the engine's class counts again at once.
decide 2 C acme
run 2026-06-04
expect_equal "$(class 2)" C
vikt decide 2 acme --withdraw --by Bo --reason 'a mistake'
expect_status 0
expect_out 'Beta AB (2): decision 4, class C in scheme abc, is withdrawn by Bo'
expect_out 'the class is B, as the engine says'
expect_equal "$(class 2)" B
vikt explain 2 acme
expect_out 'decision 4 has been withdrawn'
run 2026-06-05
expect_equal "$(class 2)" B

# A customer, scheme or class that is gone: a warning, and the decision waits.
decide 2 C acme
run 2026-06-06
sed 's/^2;/4;/' acme/kunder.csv > other && mv acme/kunder.csv kept && mv other acme/kunder.csv
run 2026-06-07
expect_err '1 decision does not hold: decision 5 gives "2" the class "C" in scheme "abc", and there is no such customer'
vikt decisions acme
expect_out 'customer gone'
mv kept acme/kunder.csv
run 2026-06-08
expect_equal "$(class 2)" C
sed -i 's/, C 100 %/, D 100 %/' acme/vikt.ini
run 2026-06-09
expect_err 'and there is no such class'
expect_equal "$(class 2)" B
vikt decisions acme
expect_out 'class gone'
vikt decide 2 acme --withdraw --by Bo --reason 'no such class any more'
expect_status 0

# With decisions in two schemes, which one must be said; without --scheme the only one is meant.
decide 1 D acme
decide 1 small acme --scheme size
vikt decide 1 acme --withdraw --by Bo --reason x
expect_status 2
expect_err 'customer "1" has 2 decisions; say of which scheme by --scheme NAME'
vikt decide 1 acme --withdraw --by Bo --reason x --scheme size
expect_out 'class small in scheme size, is withdrawn'

# What was written is data: it steers no terminal, and ends no JSON.
vikt decide 2 A acme --reason "$(printf 'a "b" \033[31m\nc'), %s" --by "O'Neill; DROP TABLE run"
expect_status 0
expect_out 'a "b" ?[31m?c, %s'
expect_out "O'Neill; DROP TABLE run"
vikt decisions acme --json
expect_out '"reason":"a \"b\" ?[31m?c, %s"'
run 2026-06-10
expect_out 'a "b" ?[31m?c, %s'
