#!/bin/sh
# SPDX-License-Identifier: MIT
# Hysteresis over six runs, worked by hand: A from 3.8, B from 2.6, margin 0.15, a class that has lasted 28 days is given in any case.
. "$VIKT_SOURCE/tests/cli/lib.sh"

mkdir acme
cat > acme/vikt.ini <<'END'
[profile]
name = Acme
extends = none
[sources]
customers = kunder.csv
[field potential]
type = number
[criterion potential]
weight = 100
points = rating potential
[scheme class]
type = by_score
classes = A 3.8, B 2.6, C 1
hysteresis = 0.15
streak_days = 28
END
run() { # DATE MARGIN JUMP STREAK RESET DECIDED: a score each
    printf 'Kundnr,potential\nm,%s\nj,%s\nk,%s\nr,%s\nd,%s\n' "$2" "$3" "$4" "$5" "$6" > acme/kunder.csv
    vikt run acme --as-of "$1"
    expect_status 0
}
classes() { # of the latest run, raw and effective: "k AB" is raw A, but B
    sql acme/vikt.db "SELECT group_concat(customer_key || ' ' || raw_class || class, ', ') FROM (SELECT * FROM classes
        WHERE run_id = (SELECT max(run_id) FROM run) ORDER BY customer_key)"
}
note() { # KEY TEXT
    vikt explain "$1" acme
    expect_out "$2"
}

# The first run is raw.
run 2026-03-01 3.90 3.00 3.70 3.70 3.70
expect_equal "$(classes)" "d BB, j BB, k BB, m AA, r BB"
expect_no_out "Since run"

# 3.65 is not below 3.8 - 0.15; 3.85 is not 3.8 + 0.15, but 0.85 more than 3.00.
run 2026-04-01 3.65 3.85 3.85 3.70 3.85
expect_equal "$(classes)" "d AB, j AA, k AB, m BA, r BB"
expect_out "Since run 1 (2026-03-01) 1 of 5 customers moved in class, 1 up and 0 down; 3 would have but for the margin"
note m "would be B, kept A by the margin of 0.15"
note k "would be A, kept B by the margin of 0.15"
note j "moved at once: the score changed by 0.75 or more"
vikt decide d C acme --by Anna --reason "no future"
expect_status 0

# 27 days are not enough; 3.64 is below. What was decided is not what the next run goes on from: from C to A it would move at once.
run 2026-04-28 3.64 3.85 3.85 3.70 3.85
expect_equal "$(classes)" "d AC, j AA, k AB, m BB, r BB"
expect_equal "$(sql acme/vikt.db 'SELECT own_class FROM run_decision WHERE run_id = 3')" B
vikt explain m acme
expect_no_out "margin"
vikt run acme --as-of 2026-04-28 --force # the same date again: compared with the same run, the same comes out
expect_equal "$(classes)" "d AC, j AA, k AB, m BB, r BB"

# 28 days are, with another run in between.
run 2026-04-29 3.64 3.85 3.85 3.85 3.85
expect_equal "$(classes)" "d AC, j AA, k AA, m BB, r AB"
expect_equal "$(sql acme/vikt.db 'SELECT own_class FROM run_decision WHERE run_id = 5')" A
note k "A at two dates 28 days apart: 2026-04-01 and 2026-04-29"
note d "by decision of Anna"
note d "the engine says A"

# 28 days later, by another profile: what lasted under the old one does not count.
echo '# a word' >> acme/vikt.ini
run 2026-05-27 3.64 3.85 3.85 3.85 3.85
expect_equal "$(classes)" "d AC, j AA, k AA, m BB, r AB"
expect_out "Since run 5 (2026-04-29), by another profile and the data together, 0 of 5 customers moved in class; 1 would have but for the margin; the days that a class has lasted count anew"
note r "would be A, kept B by the margin of 0.15; the days of A count anew: the profile has changed"

run 2026-06-24 3.64 3.85 3.85 3.85 3.85
expect_equal "$(classes)" "d AC, j AA, k AA, m BB, r AA"
note r "A at two dates 28 days apart: 2026-05-27 and 2026-06-24"
vikt run acme --as-of 2026-07-01 --dry-run --json
expect_out '"since":{"run_id":7,"as_of":"2026-06-24","same_profile":true,"customers":5,"moved":0,"up":0,"down":0,"new":0,"gone":0,"moved_by_decision":0,"kept":0}'

# An earlier run that is put in between says B of k: it counts for runs that are made again, one after the other, and changes no stored one.
run 2026-04-10 3.64 3.85 3.70 3.70 3.85
expect_equal "$(sql acme/vikt.db "SELECT previous_run_id FROM run WHERE run_id = 8")" 2
run 2026-04-29 3.64 3.85 3.85 3.85 3.85 # after the stored run of 2026-04-28, in which A had lasted since 2026-04-01
expect_equal "$(sql acme/vikt.db "SELECT class FROM classes WHERE run_id = 9 AND customer_key = 'k'")" B # by the profile as it is now
sed -i '$d' acme/vikt.ini
run 2026-04-29 3.64 3.85 3.85 3.85 3.85
expect_equal "$(sql acme/vikt.db "SELECT class FROM classes WHERE run_id = 10 AND customer_key = 'k'")" A
run 2026-04-10 3.64 3.85 3.70 3.70 3.85
run 2026-04-28 3.64 3.85 3.85 3.70 3.85
run 2026-04-29 3.64 3.85 3.85 3.85 3.85
expect_equal "$(sql acme/vikt.db "SELECT previous_run_id || class FROM classes JOIN run USING (run_id) WHERE run_id = 13 AND customer_key = 'k'")" 12B
expect_equal "$(sql acme/vikt.db "SELECT class FROM classes WHERE run_id = 5 AND customer_key = 'k'")" A
