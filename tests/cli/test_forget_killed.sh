#!/bin/sh
# SPDX-License-Identifier: MIT
# Forgetting and pruning killed at many moments: done or not done, never half.
. "$VIKT_SOURCE/tests/cli/lib.sh"

{ echo 'Customer no;Name;Revenue;Risk'; seq 20000 | sed 's/.*/K-&;Kund & AB;&00;3/'; } > list.csv
for month in 1 2; do
    vikt run list.csv --db big.db --as-of 2026-0$month-28
    expect_status 0
done
expect_equal "$(sql big.db "SELECT count(*) FROM result WHERE customer_key = 'K-777'")" 2

# What a killed program leaves is put right by whoever comes next. 2 results and none forgotten, or none and 2.
after() { # the journal of a run that had not begun to write may stay until the next one
    expect_equal "$(sql k.db 'PRAGMA integrity_check; PRAGMA foreign_key_check')" ok
}
for delay in 0.002 0.005 0.01 0.02 0.03 0.05 0.08 0.12 0.2; do
    cp big.db k.db
    command="vikt forget, killed after $delay s"
    "$VIKT" forget K-777 --db k.db > .out 2> .err & child=$!
    sleep $delay
    kill -9 $child 2> /dev/null
    wait $child 2> /dev/null
    after
    state=$(sql k.db "SELECT (SELECT count(*) FROM result WHERE customer_key = 'K-777') || ' ' || sum(forgotten) FROM run")
    case $state in
    "2 0") vikt forget K-777 --db k.db; expect_status 0 ;;
    "0 2") ;;
    *) fail "half forgotten: $state" ;;
    esac
    expect_equal "$(sql k.db "SELECT count(*) FROM result")" 39998

    cp big.db k.db
    command="vikt prune, killed after $delay s"
    "$VIKT" prune --keep 1 --db k.db > .out 2> .err & child=$!
    sleep $delay
    kill -9 $child 2> /dev/null
    wait $child 2> /dev/null
    after
    state=$(sql k.db "SELECT (SELECT count(*) FROM result) || ' ' || count(*) FROM run")
    case $state in "40000 2" | "20000 1") ;; *) fail "half pruned: $state" ;; esac
done
