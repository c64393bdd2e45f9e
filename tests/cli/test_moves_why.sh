#!/bin/sh
# SPDX-License-Identifier: MIT
# Why customers moved: the parts of the difference of a score, which add up as they are printed, and the reason in words.
. "$VIKT_SOURCE/tests/cli/lib.sh"

profile() { # DATABASE, what customers have besides a key and a revenue, and what is made of it, on stdin
    { cat << INI; cat; } > vikt.ini
[profile]
name = Why
extends = none
[sources]
customers = customers.csv
[database]
path = $1
[field key]
type = text
[field revenue]
type = number
INI
}
as_of() { # DATE, customers.csv on stdin
    cat > customers.csv
    vikt run . --as-of "$1" --quiet
    expect_status 0
}

# Points for revenue are 1 + revenue / 100, three quarters of the score; those for the place among all, the rest.
profile v.db << 'INI'
[field late]
type = number
[criterion revenue]
weight = 3
points = linear revenue worst 0 best 400
[criterion place]
weight = 1
points = quantiles revenue 5
[scheme class]
type = by_score
classes = A 4, B 2.5, C 1
hysteresis = 0.15
[scheme size]
type = by_value
field = revenue
classes = Large 300, Medium 100, Small 0
[scheme abc]
type = by_cumulative_share
field = revenue
classes = A 0.5, B 0.9, C 1
[rule late]
scheme = class
when = late > 30
at_most = B
INI

as_of 2026-01-31 << 'CSV'
key;revenue;late
a;400;0
b;390;40
c;100;0
d;90;0
e;80;0
f;260;0
CSV
as_of 2026-02-28 << 'CSV'
key;revenue;late
a;100;0
b;390;0
c;300;0
d;90;0
e;80;0
f;260;0
CSV

# By hand. a: 5 points for revenue and 5 for its place make 5; with 100, and the third place among the customers of January,
# 0.75 x 2 + 0.25 x 3 = 2.25. c: the same the other way: 2.25, and with 300 0.75 x 4 + 0.25 x 4 = 4. b: 4.9 and 4 make 4.675, but
# it was late; its place among those of February is 5: 4.925.
vikt moves 1 2
expect_status 0
expect_no_out "The profile is another one"
expect_out "class: 3 of 6 moved, 2 up, 1 down; 50.0 % kept their class"
expect_out "Of the 3 who moved: 3 by data"
expect_out "key  name  from  to  score  before  change   data  rules  population  revenue  why"
expect_out 'b    b     B     A    4.93    4.68    0.25   0.00   0.00        0.25      390  rule "late" no longer held'
expect_out "c    c     C     A    4.00    2.25    1.75   1.75   0.00        0.00      300  revenue 2.0 -> 4.0"
expect_out "a    a     A     C    2.25    5.00   -2.75  -2.75   0.00        0.00      100  revenue 5.0 -> 2.0"
vikt moves 1 2 --json
expect_out '"causes":{"data":3,"rules":0,"population":0,"margin":0,"decision":0}'
expect_out '"change":0.25,"data":0,"rules":0,"population":0.25}'

# A scheme over a field has that, and what share of the total lies above it, in the place of parts: 1320 in all, then 1220. In abc
# f (260) has 60 % above it (790 of 1320) and then 57 % (690 of 1220); a was first.
vikt moves 1 2 --scheme abc
expect_out "revenue  before   share  before  why"
expect_out "a    a     A     B       100     400  77.9 %   0.0 %  revenue 400 -> 100"
vikt moves 1 2 --scheme abc --json
expect_out '"earlier_value":400,"later_value":100,"earlier_share":0,"later_share":0.77'

# Another profile: what the rules moved is told apart from what the data did.
sed -i 's/^classes = A 4, B 2.5/classes = A 3, B 2/; s/^weight = 1/weight = 2/; s/Large 300, Medium 100/Large 300, Medium 90/' vikt.ini
sed 's/^e;80/e;280/' customers.csv > next.csv
as_of 2026-03-31 < next.csv
vikt moves
expect_out "The profile is another one: some moved because the rules did"
expect_out "by data"
expect_out "by rules"
expect_out "the limits moved"
vikt moves --scheme size
expect_out "d    d     Small  Medium       90      90"
expect_out "the limits moved"
expect_out "e    e     Small  Medium      280      80"
expect_out "revenue 80 -> 280"

# A decision is one, from the run on in which it held (and is told before all else).
sql v.db "INSERT INTO run_decision (run_id, customer_key, scheme, decision_id, class, reason, author, made_on)
    VALUES (2, 'a', 'class', 1, 'C', 'pays late', 'Anna', '2026-02-01'), (2, 'e', 'class', 2, 'C', 'small', 'Bo', '2026-02-01')"
vikt moves 1 2
expect_out "2 by data, 1 by decision"
expect_out "decision by Anna"
vikt moves 2 3
expect_out "the decision by Bo has ended"
# Where the engine says the same, that is told; and who is let go by such a decision moves by something else.
sql v.db "UPDATE run_decision SET own_class = class"
vikt moves 1 2
expect_out "2 by data, 1 by decision"
expect_out "decision by Anna; the engine agrees"
vikt moves 2 3
expect_no_out "has ended"
expect_out "280  revenue 1.8 -> 3.8"

# ---- no class, the margin, and the others ----

profile m.db << 'INI'
[criterion revenue]
weight = 1
points = linear revenue worst 0 best 400
[scheme class]
type = by_score
classes = A 4, B 2.5, C 1
hysteresis = 0.15
[scheme fifths]
type = by_rank_share
field = revenue
classes = Top 0.5, Tail 1
INI
# 290 is 3.9, kept A; 280 is 3.8, B.
printf 'key;revenue\na;310\nb;100\nc;20\nd;10\n' | as_of 2026-01-31
printf 'key;revenue\na;290\nb;100\nc;110\nd;\n' | as_of 2026-02-07
printf 'key;revenue\na;280\nb;100\nc;20\nd;10\n' | as_of 2026-02-14
vikt moves 1 2 --scheme class
expect_out "d    d     C     ?"
expect_out "no class: "
vikt moves 2 3 --scheme class
expect_out "kept until now by the margin"
expect_out "has a class now"
expect_out "1 by the margin"
vikt moves 1 2 --scheme fifths
expect_out "b    b     Top   Tail      100     100"
expect_out "the other customers"
expect_out "1 by population"

# ---- a profile that cannot be read any more hides why, not who ----

sql m.db "UPDATE run SET profile_text = replace(profile_text, 'by_rank_share', 'by_rank_chance') WHERE run_id = 1"
vikt moves 1 2 --scheme class
expect_status 0
expect_out "Why is not known: "
expect_out "d  "
vikt moves 1 2 --scheme class --json
expect_out '"unknown":"'
expect_no_out '"causes"'

# ---- other limits: what the score or the value alone would not have done ----

profile l.db << 'INI'
[criterion revenue]
weight = 1
points = linear revenue worst 0 best 400
[scheme class]
type = by_score
classes = A 4, B 2.5, C 1
hysteresis = 0.15
[scheme size]
type = by_value
field = revenue
classes = Large 250, Medium 150, Small 0
INI
printf 'key;revenue\nr;300\ns;80\nt;140\nu;140\nv;140\n' | as_of 2026-01-31
sed -i 's/B 2.5/B 2/; s/Large 250, Medium 150/Huge 250, Medium 142/' vikt.ini
printf 'key;revenue\nr;310\ns;160\nt;145\nu;160\nv;170\n' | as_of 2026-02-28
# By hand: 1 + revenue / 100. By the limits of January B began at 2.65 for t (2.45), u (2.60) and v (2.70); s moved by 0.8 and so
# came to B at once.
vikt moves --scheme class
expect_out "4 of 5 moved, 4 up, 0 down"
expect_out "Of the 4 who moved: 2 by data, 2 by rules"
expect_out "t    t     C     B    2.45    2.40    0.05  0.05   0.00        0.00      145  the limits moved"
expect_out "u    u     C     B    2.60    2.40    0.20  0.20   0.00        0.00      160  the limits moved"
expect_out "v    v     C     B    2.70    2.40    0.30  0.30   0.00        0.00      170  revenue 2.4 -> 2.7"
expect_out "s    s     C     B    2.60    1.80    0.80  0.80   0.00        0.00      160  revenue 1.8 -> 2.6"
vikt moves --scheme size
expect_out "there is no class Large any more"
expect_out "t    t     Small  Medium      145     140  84.7 %  37.5 %  the limits moved"
expect_out "u    u     Small  Medium      160     140  50.8 %  37.5 %  revenue 140 -> 160"

# ---- who is gone is said to be where it was ----

grep -v '^t;' customers.csv > fewer.csv
as_of 2026-03-31 < fewer.csv
vikt explain t .
expect_status 2
expect_err 'no customer "t" in run 3; the latest run with it is 2, as of 2026-02-28'
vikt explain t . --run 2
expect_status 0
vikt moves 1
expect_status 2
expect_err "there is no run of an earlier date to compare run 1 with"

# One who comes back has not had its class all the time.
printf 'key;revenue\nr;310\ns;160\nt;145\nu;160\nv;170\n' | as_of 2026-04-30
vikt explain t .
expect_out "Class B since 2026-04-30 (run 4); gone from 2026-03-31; B from 2026-02-28; C from 2026-01-31"
vikt explain r .
expect_out "Class A since 2026-01-31 (run 1)"

# ---- a matrix: neither the score nor a criterion that is on no axis moves anybody in it ----

profile x.db << 'INI'
[field potential]
type = number
[field hours]
type = number
[criterion potential]
weight = 1
points = rating potential
[criterion hours]
weight = 4
points = linear hours worst 40 best 0
[scheme portfolio]
type = matrix
y = value revenue
x = points potential
split_y = median
split_x = 4
high_high = Invest
high_low = Keep
low_high = Develop
low_low = Serve
INI
printf 'key;revenue;potential;hours\na;100;1;0\nb;200;1;0\nc;300;1;0\nd;400;4;0\ne;500;1;0\n' | as_of 2026-01-31
printf 'key;revenue;potential;hours\na;100;1;0\nb;600;1;40\nc;310;1;40\nd;400;3;40\ne;500;1;40\n' | as_of 2026-02-28
# By hand: high from 300, then from 400. b grew past that; c grew too, but the others did more; d has less potential.
vikt moves
expect_out "portfolio: 3 of 5 moved"
expect_out "Of the 3 who moved: 2 by data, 1 by population"
expect_out "600  revenue 200 -> 600"
expect_out "310  the other customers"
expect_out "400  potential 4.00 -> 3.00"
expect_no_out "hours"
sed -i 's/^split_x = 4/split_x = 3/' vikt.ini
cp customers.csv same.csv
as_of 2026-03-31 < same.csv
vikt moves
expect_out "1 by rules"
expect_out "400  the rules"
