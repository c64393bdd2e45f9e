#!/bin/sh
# SPDX-License-Identifier: MIT
# On a terminal a batch that takes more than a second says how far it is, and wipes that out again.
. "$VIKT_SOURCE/tests/cli/lib.sh"
script -qec true typescript > /dev/null 2>&1 < /dev/null || { echo "skipped: no program \"script\" makes a terminal here"; exit 0; }
export NO_COLOR=1 TERM=xterm

for name in a b c; do
    mkdir -p clients/$name
    printf '[sources]\ncustomers = customers.csv\n' > clients/$name/vikt.ini
    printf 'Kundnr;Namn;Revenue\n1;A;100\n2;B;50\n3;C;20\n' > clients/$name/customers.csv
done
vikt run clients/b --as-of 2026-01-01 --quiet
expect_status 0

# The second of the three waits for its database until two seconds and a half have passed.
terminal() { # ARGUMENTS...: into .seen, an escape as ^ and a carriage return as <
    rm -f locked
    sqlite3 clients/b/vikt.db "BEGIN EXCLUSIVE" ".system touch locked; sleep 2.5" "ROLLBACK" &
    while [ ! -e locked ]; do sleep 0.05; done
    command="script: vikt $*"
    script -qec "$VIKT $*" typescript > .out 2> .err < /dev/null
    status=$?
    wait $!
    grep -v '^Script ' typescript | tr '\033\r' '^<' > .seen
}

terminal run --all clients --jobs 1 --as-of 2026-01-02
expect_status 0
expect_equal "$(sed 's/.*^\[K//' .seen | grep -v '^vikt:' | tr -d '<')" "clients/a: run 1, 3 customers: A 2, B 1, C 0
clients/b: run 2, 3 customers: A 2, B 1, C 0
clients/c: run 1, 3 customers: A 2, B 1, C 0
3 companies: 3 done, 0 failed; 9 customers, 0 rejected"
grep -qF '<^[K2 of 3 companies<^[K' .seen || fail "no progress: $(cat .seen)"

# What goes to a file leaves it standing until the next company has ended (on a slow machine the first may show, too).
terminal "run --all clients --jobs 1 --as-of 2026-01-03 --json > json"
expect_status 0
expect_equal "$(sed 's/vikt: .*//' .seen | tr -d '<\n' | sed 's/.*1 of 3 companies//')" "^[K2 of 3 companies^[K^[K2 of 3 companies^[K3 of 3 companies^[K^[K3 of 3 companies^[K"
expect_equal "$(sql :memory: "SELECT json_extract(readfile('json'), '\$.total.done')")" 3

# With --quiet, and where nobody looks, there is none.
terminal run --all clients --jobs 1 --as-of 2026-01-04 --quiet
expect_status 0
expect_equal "$(cat .seen)" ""
