#!/bin/sh
# SPDX-License-Identifier: MIT
# vikt verify: a stored run comes out again as it was stored, from its files or from its values; whatever was changed is named.
. "$VIKT_SOURCE/tests/cli/lib.sh"

cp -r "$VIKT_SOURCE/tests/data/ledger" acme # a list, a ledger, sheets of ratings
for date in 2026-01-31 2026-02-28 2026-03-31; do
    vikt run acme --as-of $date --quiet
done
db=acme/vikt.db
right() { # ARGUMENTS...
    vikt verify "$@"
    expect_status 0
    expect_out "right"
    expect_no_out "problem"
    expect_silent
}
before=$(bytes $db)
right acme
expect_out "Run 3, as of 2026-03-31: right"
expect_no_out "Run 2"
expect_out "All seals are whole"
expect_out "Computed again from its input files"
right --all acme
expect_equal "$(grep -c ': right' .out)" 3
right 2 acme --workers 0
expect_out "Run 2, as of 2026-02-28: right"
(cd acme && "$VIKT" verify > ../.out) || fail "verify in the folder"
expect_out "Computed again from its input files"
vikt verify acme --quiet
expect_equal "$status $(wc -c < .out)" "0 0"
expect_equal "$(bytes $db)" "$before"
vikt verify acme --json
expect_out '"problems":0,"damage":[],"form":[],"runs":[{"run_id":3,"as_of":"2026-03-31"'
expect_out '"computed_from":"files"'
vikt verify 9 acme
expect_status 2
expect_err "there is no run 9"

# The database alone, then a file that has changed: the stored values answer.
mkdir alone
cp $db alone/vikt.db
mv acme elsewhere
right --all --db alone/vikt.db
expect_out "Computed again from the values that it stored, for acme/kunder.csv is not there"
mv elsewhere acme
cp acme/kunder.csv kept.csv
printf '99;Ny AB;5\n' >> acme/kunder.csv
right acme
expect_out "acme/kunder.csv has changed"
cp kept.csv acme/kunder.csv

# A class given by hand is computed again as such.
cp -r acme decided
key=$(sql $db "SELECT min(customer_key) FROM result")
vikt decide "$key" C decided --reason "a test" --by anna
expect_status 0
for date in 2026-04-30 2026-05-31; do
    vikt run decided --as-of $date --quiet
done
expect_equal "$(sql decided/vikt.db 'SELECT count(*) FROM run_decision')" 2
right --all decided
expect_equal "$(grep -c 'from its input files' .out)" 5
cp decided/vikt.db alone/vikt.db
sql alone/vikt.db "UPDATE run_decision SET author = 'bo' WHERE run_id = 5"
vikt verify decided --db alone/vikt.db
expect_status 1
expect_out "run_decision has changed since it was sealed"
mv decided gone
right --all --db gone/vikt.db --workers 0
mv gone/kunder.csv gone/k.csv
right --all --db gone/vikt.db
expect_out "kunder.csv is not there"

# One thing changed at a time, each in a copy of its own.
changed() { # SQL RUN TEXT...: what is told of the run
    cp $db alone/vikt.db
    sql alone/vikt.db "$1"
    vikt verify "$2" acme --db alone/vikt.db
    expect_status 1
    expect_out "Run $2, as of"
    expect_out "problem"
    shift 2
    for text in "$@"; do expect_out "$text"; done
}
key=$(sql $db "SELECT max(customer_key) FROM result")
changed "UPDATE result SET score = score + 0.001 WHERE run_id = 2 AND customer_key = '$key'" 2 \
    "result has changed since it was sealed" "result, customer $key, score: stored" "1 difference"
right 3 --db alone/vikt.db
changed "UPDATE outcome_class SET class = 'X' WHERE run_id = 1 AND outcome = 0 AND position = 0" 1 \
    'outcome_class, outcome 0, position 0, class: stored "X"'
changed "UPDATE result SET points = replace(points, '[', '[1') WHERE run_id = 3 AND customer_key = '$key'" 3 \
    "result, customer $key, points: stored"
changed "DELETE FROM result WHERE run_id = 3 AND customer_key = '$key'" 3 'rows were sealed, there are' \
    "result, customer $key: stored nothing"
changed "UPDATE run_criterion SET weight = weight + 1 WHERE run_id = 3 AND position = 0" 3 'run_criterion, position 0, weight: stored'
changed "UPDATE run_input SET bytes = 1 WHERE run_id = 3 AND position = 1" 3 'run_input, position 1, bytes: stored "1"'
changed "UPDATE run_rating SET mark = mark + 1 WHERE run_id = 3" 3 "run_rating has changed" "run_rating, row 1, mark: stored"
changed "UPDATE run SET customers = 7 WHERE run_id = 3" 3 'run, customers: stored "7"'
changed "UPDATE run SET started_at = 'x' WHERE run_id = 3" 3 "run.started_at has changed since it was sealed" "0 differences"
changed "UPDATE run SET previous_run_id = 1 WHERE run_id = 3" 3 "run.previous_run_id has changed"
changed "UPDATE run_notice SET text = text || '!' WHERE run_id = 3 AND position = 0" 3 "run_notice has changed"
changed "DELETE FROM seal WHERE run_id = 3 AND \"table\" = 'reject'" 3 "The seal of reject is lost"
changed "UPDATE run SET profile_text = replace(profile_text, 'weight', 'weihgt') WHERE run_id = 3" 3 "run has changed since it was sealed" "Not computed again: default:"

# Rows of a run that is not there, and a view that is another one; what others have added is theirs.
cp $db alone/vikt.db
sql alone/vikt.db "UPDATE reject SET run_id = 77 WHERE run_id = 1; DROP VIEW plan; CREATE VIEW mine AS SELECT 1"
vikt verify --db alone/vikt.db
expect_status 1
expect_out 'view "plan" is not as vikt makes it'
expect_no_out mine
[ "$(sql $db 'SELECT count(*) FROM reject WHERE run_id = 1')" = 0 ] || expect_out 'table "reject" has'

# A trigger of others could undo in silence what is written: it is named, and nothing is written.
cp $db alone/vikt.db
sql alone/vikt.db "CREATE TRIGGER t BEFORE DELETE ON result BEGIN SELECT raise(ignore); END"
vikt verify --db alone/vikt.db
expect_status 1
expect_out 'trigger "t" is not vikt'
before=$(bytes alone/vikt.db)
vikt prune --keep 1 --db alone/vikt.db
expect_status 5
expect_err 'has a trigger "t"'
expect_equal "$(bytes alone/vikt.db)" "$before"


# A run of an earlier version has no seals; one whose run before was dropped is compared in what does not rest on it.
cp $db alone/vikt.db
sql alone/vikt.db "DELETE FROM seal WHERE run_id = 3"
vikt verify --db alone/vikt.db
expect_status 1
expect_out "The seal of run is lost"
sql alone/vikt.db "UPDATE run SET fingerprint = NULL WHERE run_id = 3"
right --db alone/vikt.db
expect_out "It has no seals: it was stored by an earlier version"
sql alone/vikt.db "UPDATE run SET engine_version = '0.0.1' WHERE run_id = 3"
right --db alone/vikt.db
expect_out "It was stored by vikt 0.0.1, and this is"
cp $db alone/vikt.db
sql alone/vikt.db "PRAGMA foreign_keys = ON; DELETE FROM run WHERE run_id = 2"
right 3 --db alone/vikt.db
cp -r "$examples/verkstad" steady
for date in 2026-01-31 2026-02-28; do
    vikt run steady --as-of $date --quiet --set scheme.class.hysteresis=0.2
done
right --all steady
steady=$(ls steady/*.db)
sql "$steady" "PRAGMA foreign_keys = ON; DELETE FROM run WHERE run_id = 1"
right steady
expect_out "The run before it is gone: classes were not compared"

# Who was forgotten is counted, and the rest compared.
cp -r "$examples/verkstad" private
for date in 2026-01-31 2026-02-28; do
    vikt run private --as-of $date --quiet
done
vikt forget 1017 private
right --all private
expect_out "1 customer has been forgotten; values, points and scores of the rest were compared"
sql private/verkstad.db "UPDATE run SET forgotten = 5 WHERE run_id = 2"
vikt verify private
expect_status 1
expect_out 'run, forgotten: stored "5", computed "1"'
mv private/kunder.csv private/other.csv
vikt verify private
expect_status 1
expect_out 'run, forgotten: stored "5", computed "1"'

# A damaged file.
head -c 100000 $db > alone/cut.db
vikt verify --db alone/cut.db
expect_status 5
cp $db alone/hole.db
printf 'XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX' | dd of=alone/hole.db bs=1 seek=$((16384 * 3)) conv=notrunc 2> /dev/null
vikt verify --db alone/hole.db
expect_status 5

# ---- the time machine: an earlier date on the same ledger finds its place, and what came later stays as it was ----
{ echo 'Kundnr;Namn;Datum;Fakturanr;Netto'
  for i in 1 2 3 4 5 6 7 8; do echo "$i;Kund $i;2025-0$i-10;$i;$((i * 100))"; echo "$i;Kund $i;2025-11-0$i;1$i;$((900 - i * 100))"; done; } > ledger.csv
mkdir shop && mv ledger.csv shop/
printf '[sources]\ninvoices = ledger.csv\n[scheme class]\nhysteresis = 0.2\n' > shop/vikt.ini
for date in 2025-12-31 2026-03-31; do
    vikt run shop --as-of $date --quiet
    expect_status 0
done
later() {
    for table in run result outcome_class run_cut seal moves migration; do
        sql shop/vikt.db "SELECT * FROM $table WHERE run_id IN (1, 2)"
    done
}
later > before
vikt run shop --as-of 2025-06-30 --quiet
expect_status 0
later > now
cmp before now || fail "an earlier run changed what came later"
expect_equal "$(sql shop/vikt.db 'SELECT group_concat(run_id || " " || coalesce(previous_run_id, "-"), ", ") FROM (SELECT * FROM run ORDER BY as_of)')" \
    "3 -, 1 -, 2 1"
expect_equal "$(sql shop/vikt.db "SELECT count(*) FROM result WHERE run_id = 3")" 6
right --all shop
expect_equal "$(grep -c ': right' .out)" 3

# The next run takes it into account.
vikt run shop --as-of 2025-09-30 --quiet
expect_equal "$(sql shop/vikt.db 'SELECT previous_run_id FROM run WHERE run_id = 4')" 3
right --all shop

# ---- a database whose runs were taken out by other means: nothing to compute again, and not sound ----
sql shop/vikt.db "DELETE FROM run"
vikt verify --all shop
expect_status 1
expect_out 'rows of a run that is not there'

# ---- a field of the company's own that nothing reads is not kept, and not missed ----
mkdir idle
printf 'key;revenue;colour\n1;100;red\n2;300;blue\n3;700;red\n' > idle/customers.csv
cat > idle/vikt.ini << 'INI'
[profile]
name = Idle
extends = none
[sources]
customers = customers.csv
[field key]
type = text
[field revenue]
type = number
[field colour]
type = text
[scheme size]
type = by_value
field = revenue
classes = Large 500, Small 0
INI
vikt run idle --as-of 2026-01-31 --quiet
expect_status 0
right idle
printf '4;50;\n' >> idle/customers.csv
right idle
expect_out "Computed again from the values"
