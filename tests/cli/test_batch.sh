#!/bin/sh
# SPDX-License-Identifier: MIT
# Many companies in one command: a line each in the order given, whatever becomes of the others; total, exit status, log.
. "$VIKT_SOURCE/tests/cli/lib.sh"

company() { # FOLDER: three customers
    mkdir -p "$1"
    printf '[sources]\ncustomers = customers.csv\n' > "$1/vikt.ini"
    printf 'Kundnr;Namn;Revenue\n1;A;100\n2;B;50\n3;C;20\n' > "$1/customers.csv"
}
for name in beta alpha gamma .hidden; do company clients/$name; done
mkdir clients/none
echo text > clients/readme.txt

# Words: as many as the shell gives, in their order.
vikt run clients/gamma/ clients/alpha/ clients/beta/ --as-of 2026-01-01 --quiet
expect_status 0
expect_silent
[ ! -s .out ] || fail "quiet said something"
vikt run clients/gamma/ clients/alpha/ clients/beta/ --as-of 2026-01-02
expect_status 0
expect_equal "$(cat .out)" "clients/gamma: run 2, 3 customers: A 2, B 1, C 0
clients/alpha: run 2, 3 customers: A 2, B 1, C 0
clients/beta: run 2, 3 customers: A 2, B 1, C 0
3 companies: 3 done, 0 failed; 9 customers, 0 rejected"
grep -q "^vikt: clients/alpha: warning: " .err || fail "a warning does not name its company"

vikt run clients/gamma clients/alpha --as-of 2026-01-02
expect_out "clients/gamma: nothing has changed since run 2, 3 customers: A 2, B 1, C 0"

# A folder of companies: in bytewise order, with a vikt.ini, not hidden.
vikt run --all clients --as-of 2026-01-03
expect_status 0
expect_equal "$(cut -d: -f1 .out | tr '\n' ' ')" "clients/alpha clients/beta clients/gamma 3 companies "
vikt run --all clients/alpha
expect_status 4
expect_err "has no company"
vikt run --all nowhere
expect_status 4
vikt run --all clients clients/alpha
expect_status 2

# One whose vikt.ini cannot be read is not left out in silence.
company torn/a
mkdir torn/b torn/c torn/c/vikt.ini torn/d
ln -s /nowhere/vikt.ini torn/b/vikt.ini
vikt run --all torn --as-of 2026-01-03
expect_status 4
expect_equal "$(cut -d: -f1 .out | tr '\n' ' ')" "torn/a torn/b torn/c 3 companies "
expect_err "vikt: torn/b: error: torn/b: has no vikt.ini"

# Whatever a folder is called, a line is a line, and nothing steers the terminal.
odd=$(printf 'odd/a\nb\033[31m\377')
company "$odd"
company odd/c
echo '[nonsense]' >> "$odd/vikt.ini"
vikt run --all odd --as-of 2026-01-03
expect_status 3
expect_equal "$(cut -d: -f1 .out | head -n 2)" "odd/a?b?[31m?
odd/c"
expect_err "vikt: odd/a?b?[31m?: error: odd/a?b?[31m?/vikt.ini:3: "
LC_ALL=C grep -q "$(printf '[\033\377]')" .out .err && fail "a name steers the terminal"

# One that fails stops no other; the exit status is the worst, and rejects count like in a single run.
rm clients/alpha/customers.csv
printf '4;D;x\n' >> clients/beta/customers.csv
vikt run --all clients --as-of 2026-01-04 --log log.jsonl
expect_status 4
expect_out "clients/alpha: failed (4)"
expect_out "clients/beta: run 4, 4 customers: A 2, B 1, C 0, ? 1; 1 rejected"
expect_out "3 companies: 2 done, 1 failed; 7 customers, 1 rejected"
expect_err "vikt: clients/alpha: error: clients/alpha/customers.csv: cannot be opened"
company clients/alpha
vikt run --all clients --as-of 2026-01-05 --log log.jsonl
expect_status 1
company clients/beta

# The log: a line a company and batch, each an object.
expect_equal "$(wc -l < log.jsonl)" 6
expect_equal "$(head -n 3 log.jsonl | sort | sed 's/.*"company":"\([^"]*\)","database":"\([^"]*\)","started_at":"20[^"]*","status":"\([a-z]*\)","exit_status":\([0-9]\),"run_id":\([^,]*\),.*/\1 \2 \3 \4 \5/')" \
    "clients/alpha clients/alpha/vikt.db failed 4 null
clients/beta clients/beta/vikt.db done 1 4
clients/gamma clients/gamma/vikt.db done 0 4"
grep '"company":"clients/alpha"' log.jsonl | grep -qF '"messages":[{"severity":"error","source":"clients/alpha/customers.csv","line":0,"column":0,"text":"cannot be opened: there is no such file"}]' ||
    fail "the log lacks the error"
while read -r line; do sql :memory: "SELECT json_valid('$(echo "$line" | sed "s/'/''/g")')"; done < log.jsonl > valid
expect_equal "$(sort -u valid)" 1
vikt run --all clients --log no/such/folder/log
expect_status 5
vikt run clients/alpha --log one.jsonl --as-of 2026-01-06
expect_status 0
expect_equal "$(wc -l < one.jsonl)" 1

# JSON: one object for all.
vikt run --all clients --as-of 2026-01-07 --json --quiet
expect_status 0
expect_equal "$(sql :memory: "SELECT json_extract(readfile('.out'), '\$.total.customers')")" 9
expect_equal "$(sql :memory: "SELECT json_extract(readfile('.out'), '\$.companies[2].company')")" clients/gamma

# As many at once as one likes: the same lines.
vikt run --all clients --as-of 2026-01-08 --dry-run --jobs 1
cp .out one
vikt run --all clients --as-of 2026-01-08 --dry-run --jobs 7
cmp -s .out one || fail "the number of jobs shows"
vikt run --all clients --jobs 0
expect_status 2

# What can only be meant for one of them.
for option in "--db x.db" "--invoices x.csv" "--ratings x.csv"; do
    # shellcheck disable=SC2086
    vikt run clients/alpha clients/beta $option
    expect_status 2
done
vikt run clients/alpha -
expect_status 2
vikt run clients/alpha clients/readme.txt --dry-run
expect_status 2
expect_out "clients/alpha: not stored, 3 customers"
expect_err "clients/readme.txt: is no folder"

# A folder that is named twice, by whatever path, is run once, and that is said.
company twice/a
company "twice/b ö"
ln -s a twice/z
vikt run twice/a ./twice/a/ "twice/b ö" twice/z --as-of 2026-01-03 --log twice.jsonl
expect_status 0
expect_equal "$(cat .out)" "twice/a: run 1, 3 customers: A 2, B 1, C 0
twice/b ö: run 1, 3 customers: A 2, B 1, C 0
2 companies: 2 done, 0 failed; 6 customers, 0 rejected"
expect_err 'vikt: twice/a: warning: is named again, as "twice/z": run once'
expect_equal "$(grep -c '"run_id":1' twice.jsonl)" 2
grep '"twice/a"' twice.jsonl | grep -qF '"text":"is named again, as \"twice/z\": run once"' || fail "the log does not say so"
vikt run --all twice --as-of 2026-01-04
expect_equal "$(cut -d: -f1 .out | tr '\n' ' ')" "twice/a twice/b ö 2 companies "
rm twice/a/customers.csv
vikt run twice/a twice/z --as-of 2026-01-05
expect_status 4
expect_err 'vikt: twice/a: warning: is named again, as "twice/z": run once'
expect_err "vikt: twice/a: error: twice/a/customers.csv: cannot be opened"

# Nobody hears what is written to a full disk: said once, and all are run.
if [ -c /dev/full ]; then
    company twice/a
    command="vikt run --all twice > /dev/full"
    "$VIKT" run --all twice --as-of 2026-02-01 > /dev/full 2> .err
    status=$?
    expect_status 5
    expect_equal "$(grep -c 'standard output cannot be written' .err)" 1
    expect_equal "$(sql "twice/b ö/vikt.db" "SELECT max(as_of) FROM run")" 2026-02-01
fi
