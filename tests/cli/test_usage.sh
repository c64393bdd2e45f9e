#!/bin/sh
# SPDX-License-Identifier: MIT
# The command line itself: help, versions, wrong words, quiet, JSON and colour.
. "$VIKT_SOURCE/tests/cli/lib.sh"

vikt --version
expect_status 0
expect_out "vikt 0."
vikt help
expect_status 0
for verb in run check explain runs convert help; do expect_out "$verb"; done
vikt help run
expect_status 0
for option in --db --rules --as-of --set --workers --dry-run --json --quiet --color; do expect_out "$option"; done
vikt run --help
expect_status 0
expect_out "--dry-run"
vikt
expect_status 2
vikt rnu
expect_status 2
expect_err 'did you mean "run"?'
vikt run --dyr-run x.csv
expect_status 2
expect_err 'did you mean "--dry-run"?'
vikt run --workers many x.csv
expect_status 2
vikt run --db
expect_status 2
expect_err "needs a value"
vikt runs a b
expect_status 2
expect_err '"b" is one word too many'
vikt run --all . a
expect_status 2
vikt run --db x.db a b
expect_status 2
vikt run
expect_status 2
vikt explain
expect_status 2

printf 'Kundnr;Namn;Omsättning\n1;A;100\n2;B;50\n' > good.csv
vikt run good.csv --as-of 2026-13-01
expect_status 2
expect_err "2026-13-01"
expect_no_file vikt.db
vikt run good.csv --as-of 2026-01-01 --dry-run
expect_status 0
expect_out "dry run"
expect_no_file vikt.db
vikt run good.csv --as-of 2026-01-01 --quiet
expect_status 0
expect_silent
[ ! -s .out ] || fail "quiet said something"
expect_equal "$(sql vikt.db 'SELECT as_of FROM runs_overview')" "2026-01-01"
expect_equal "$(stat -c %a vikt.db)" 600
vikt run good.csv --as-of 2026-02-01 --json --quiet
expect_status 0
expect_out '{"version":1,"run_id":2,'
expect_out '"customers":2,'
expect_out '"schemes":{'
vikt run good.csv --as-of 2026-03-01 --color=always --dry-run
expect_out "$(printf '\033[')"
vikt run good.csv --as-of 2026-03-01 --color=never --dry-run
expect_no_out "$(printf '\033[')"

# Words that look like something else
vikt run good.csv --color always --dry-run --as-of 2026-03-01
expect_status 0
expect_out "$(printf '\033[1m')"
vikt run good.csv --db= --as-of 2026-03-01
expect_status 2
expect_err "empty value"
vikt run -h
expect_status 0
expect_out "--dry-run"
vikt explain 1 --run 0
expect_status 2

# An output that is full: the run is stored, and that is said.
command="vikt run > /dev/full"
"$VIKT" run good.csv --db full.db --as-of 2026-01-01 > /dev/full 2> .err
status=$?
expect_status 5
expect_err "stored all the same, as run 1"

# A run of an older date: the next command names it.
vikt run good.csv --db old.db --as-of 2026-05-01
expect_no_out "--run"
vikt run good.csv --db old.db --as-of 2026-04-01
expect_out "--db old.db --run 2"

# check takes a company by its vikt.ini too
cp -r "$examples/wholesale" company
vikt check company/vikt.ini
expect_status 0
expect_out "0 errors"
(cd company && "$VIKT" check vikt.ini) > .out 2> .err || fail "check vikt.ini"

# standard input
command="vikt run -"
"$VIKT" run - --db stdin.db --as-of 2026-01-01 --json < good.csv > .out 2> .err
status=$?
expect_status 0
expect_out '"customers":2,'

vikt runs
expect_status 0
expect_out "2026-02-01"
vikt runs --json
expect_out '"run_id":2'
vikt explain 1
expect_status 0
expect_out "A (1)"
vikt explain B --json
expect_status 0
expect_out '"key":"2"'
vikt explain 11
expect_status 2
expect_err 'did you mean "1"?'
vikt explain 1 --run 9
expect_status 2

# Help: every text stands in its column, within the page; what an option says is said of no other
for verb in "" $("$VIKT" help | sed -n 's/^  \([a-z]*\) .*/\1/p'); do
    vikt help $verb
    expect_status 0
    expect_equal "$(awk 'length > 80' .out)" ""
done
vikt help test
expect_out "  --min-coverage PERCENT  fail when the tests reach less of the profile"
expect_out "  --rules FILE            a rule file"
vikt help
expect_out "  decisions  the classes given by hand: in force, expired, withdrawn"
expect_out "  sniff      what a data file is, how it is read and why, and the settings to"
expect_out "             keep"
vikt run good.csv --set weigth.revenue=3
expect_status 2
expect_err 'weigth cannot be set; did you mean "weight"?'
printf '[source costumers]\ndecimal = comma\n' > near.ini
vikt run good.csv --rules near.ini
expect_status 3
expect_err 'near.ini:1: source "costumers": is none of customers, invoices, ratings; did you mean "customers"?'
