#!/bin/sh
# SPDX-License-Identifier: MIT
# Databases that cannot be used: exit status 5, a clear reason, and not a byte changed.
. "$VIKT_SOURCE/tests/cli/lib.sh"

printf 'Kundnr;Namn;Omsättning\n1;A;100\n2;B;50\n' > good.csv
vikt run good.csv --db d.db --as-of 2026-01-01 && expect_status 0

# FILE TEXT
refused() {
    before=$(bytes "$1")
    vikt run good.csv --db "$1" --as-of 2026-02-01
    expect_status 5
    expect_err "$1"
    expect_err "$2"
    expect_equal "$(bytes "$1")" "$before"
}

echo "no database at all, but long enough to have a header of a hundred bytes, which is what the file format asks for, and more" > text.db
refused text.db "not a database"
sqlite3 foreign.db "CREATE TABLE other(x); INSERT INTO other VALUES (1)"
refused foreign.db "another program"
cp d.db newer.db && sqlite3 newer.db "PRAGMA user_version = 999"
refused newer.db "newer"

# Somebody else is writing.
cp d.db locked.db
mkfifo pipe
sqlite3 locked.db < pipe > held 2> /dev/null &
holder=$!
exec 3> pipe
printf 'BEGIN EXCLUSIVE;\nSELECT 1;\n' >&3
until [ -s held ]; do sleep 0.1; done
refused locked.db "in use"
exec 3>&-
wait $holder

vikt run good.csv --db nowhere/d.db --as-of 2026-02-01
expect_status 5
expect_err "nowhere/d.db"
mkdir folder.db
vikt run good.csv --db folder.db --as-of 2026-02-01
expect_status 5

# Read-only: root may write everywhere, so another user runs it when we are root and can become one.
cp d.db readonly.db && chmod 444 readonly.db
mkdir closed && cp d.db closed/d.db && chmod 555 closed
if [ "$(id -u)" != 0 ]; then
    refused readonly.db "read-only"
    refused closed/d.db "closed/d.db"
elif command -v setpriv > /dev/null; then
    chmod 755 "$work"
    for db in readonly.db closed/d.db; do
        before=$(bytes "$db")
        command="vikt as nobody on $db"
        setpriv --reuid=65534 --regid=65534 --clear-groups "$VIKT" run good.csv --db "$db" --as-of 2026-02-01 > .out 2> .err
        status=$?
        expect_status 5
        expect_err "$db"
        expect_equal "$(bytes "$db")" "$before"
    done
fi

# A full disk: a file may not grow beyond 64 KiB; the signal is ignored, so that the write fails as on a full disk.
{ printf 'Kundnr;Namn;Omsättning\n'; i=0; while [ $i -lt 3000 ]; do i=$((i + 1)); printf '%d;Customer number %d;%d\n' $i $i $i; done; } > big.csv
cp d.db full.db
before=$(bytes full.db)
command="vikt run on a full disk"
(trap '' XFSZ; ulimit -f 128; exec "$VIKT" run big.csv --db full.db --as-of 2026-02-01 --force) > .out 2> .err
status=$?
expect_status 5
expect_err "full.db"
expect_equal "$(sql full.db 'SELECT count(*) FROM runs_overview; PRAGMA integrity_check')" "1
ok"
expect_equal "$(bytes full.db)" "$before"
(trap '' XFSZ; ulimit -f 128; exec "$VIKT" run big.csv --db fullnew.db --as-of 2026-02-01) > .out 2> .err
status=$?
expect_status 5
expect_no_file fullnew.db

# Without a database there is nothing to explain.
vikt explain 1 --db none.db
expect_status 5
expect_err "none.db"
vikt runs --db none.db
expect_status 5
expect_no_file none.db
