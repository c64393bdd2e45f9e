#!/bin/sh
# SPDX-License-Identifier: MIT
# A mapped file whose bytes are cut away while the run still needs them: an error, and no crash.
. "$VIKT_SOURCE/tests/cli/lib.sh"

# 9 MiB, so that it is mapped. The run has read it when it opens the pipe with the invoices, and needs its names after that.
awk 'BEGIN { print "Kundnr;Namn;Anm\303\244rkning"; pad = sprintf("%3000s", ""); gsub(/ /, "x", pad)
    for (i = 1; i <= 3100; i++) printf "%d;Kund %d;%s\n", i, i, pad }' > kunder.csv
[ "$(wc -c < kunder.csv)" -gt 9000000 ] || fail "kunder.csv is too small"
mkfifo fakturor
exec 3<> fakturor
"$VIKT" run kunder.csv --invoices fakturor --db cut.db --as-of 2026-01-01 > .out 2> .err 3>&- &
pid=$!
# A shell that has not become vikt yet has the pipe open too.
until [ "$(cat /proc/$pid/comm)" = "$(basename "$VIKT")" ] && ls -l /proc/$pid/fd 2> /dev/null | grep -q fakturor; do
    kill -0 $pid 2> /dev/null || fail "vikt ended early"
    sleep 0.05
done
: > kunder.csv
printf 'Fakturanr;Kundnr;Fakturadatum;Belopp exkl moms\n1;1;2025-05-01;100\n2;3100;2025-06-01;100\n' >&3
exec 3>&-
wait $pid
status=$?
expect_status 4
expect_err "a file became shorter or unreadable while it was read"
expect_equal "$(wc -l < .err)" 1

# Nothing of it is in the database.
[ ! -s cut.db ] || expect_equal "$(sql cut.db "SELECT count(*) FROM runs_overview")" 0
