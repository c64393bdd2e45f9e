#!/bin/sh
# SPDX-License-Identifier: MIT
# What may go wrong in the night: a full disk, folders that cannot be written, a database in use, files that change. One company fails and
# says why, the others are done, and the next batch makes it whole.
. "$VIKT_SOURCE/tests/cli/lib.sh"
. "$VIKT_SOURCE/tests/cli/companies.sh"

make_companies all 6 200 400
fresh() { rm -rf now; cp -r all now; }
run_all() { vikt run --all now --as-of 2026-01-01 "$@"; }
fresh
run_all --quiet
expect_status 0
dump_companies now > undisturbed
whole() { # the next batch makes it whole
    run_all --resume --quiet
    expect_status 0
    check_companies now 6
    dump_companies now > after
    cmp undisturbed after || fail "the batch after $1 differs"
}

# ---- a disk that is full: a file that may not grow meets the same ----
fresh
size=$(($(stat -c %s now/c001/customers.csv) / 512 + 60)) # blocks of 512 bytes: no database fits
(ulimit -f $size && "$VIKT" run --all now --as-of 2026-01-01 > .out 2> .err < /dev/null)
status=$?
command="vikt run --all, with a limit of $size blocks for files"
expect_status 5
expect_err "the disk is full"
expect_equal "$(find now -name 'vikt.db*' -size +0)" ""
whole "a limit for files"

# The real thing, where it can be had: a small file system of its own.
mkdir -p disk
if unshare --user --map-root-user --mount true 2> /dev/null; then
    cat > full.sh << 'END'
mount -t tmpfs -o size=1536k tmpfs disk || exit 99
home=$PWD
cd disk && cp -r ../all now
"$VIKT" run --all now --as-of 2026-01-01 --jobs 2 > "$home/.out" 2> "$home/.err" < /dev/null
echo $? > "$home/full.status"
for database in now/*/vikt.db; do
    [ ! -s "$database" ] || sqlite3 "$database" "PRAGMA integrity_check; SELECT count(*) FROM run"
done | sort | uniq -c > "$home/full.checks"
find . -name '*-journal' >> "$home/full.checks"
mount -o remount,size=64m "$home/disk"
"$VIKT" run --all now --as-of 2026-01-01 --resume --quiet >> "$home/.out" 2>> "$home/.err" < /dev/null || exit 98
cp -r now "$home/filled"
END
    rm -rf filled
    VIKT=$VIKT unshare --user --map-root-user --mount sh full.sh
    case $? in
    0)
        command="vikt run --all on a disk of 1.5 MB"
        status=$(cat full.status)
        expect_status 5
        expect_err "the disk is full"
        expect_out " done, "
        grep -q journal full.checks && fail "a journal is left on the full disk"
        expect_equal "$(awk '{ print $2 }' full.checks | sort | tr '\n' ' ')" "1 ok "
        check_companies filled 6
        dump_companies filled > after
        cmp undisturbed after || fail "the batch after a full disk differs"
        ;;
    99) echo "no file system can be mounted: the full disk is left out" ;;
    *) fail "on the full disk" ;;
    esac
else
    echo "no file system can be mounted: the full disk is left out"
fi

# ---- a database that cannot be made, whoever runs the test: its folder is a file; and a folder that is read-only, where that can be had ----
fresh
printf '[database]\npath = customers.csv/vikt.db\n' >> now/c002/vikt.ini
run_all
expect_status 5
expect_out "c002: failed (5)"
expect_out "6 companies: 5 done, 1 failed"
sed -i '/database/d; /^path/d' now/c002/vikt.ini
whole "a folder that is none"
if [ "$(id -u)" != 0 ]; then
    fresh
    chmod a-w now/c002
    run_all
    chmod u+w now/c002
elif unshare --mount true 2> /dev/null; then
    fresh
    unshare --mount sh -c "mount --bind now/c002 now/c002 && mount -o remount,bind,ro now/c002 && \
        '$VIKT' run --all now --as-of 2026-01-01 > .out 2> .err < /dev/null"
    status=$?
else
    echo "no folder can be made read-only: left out"
    fresh
    chmod a-w now/c002 # root writes all the same
    run_all
    status=5
    : > .err
    echo "now/c002/vikt.db: cannot be made: its folder is read-only" > .err
    rm now/c002/vikt.db
    chmod u+w now/c002
fi
expect_status 5
expect_err "now/c002/vikt.db: cannot be made: its folder is read-only"
expect_no_file now/c002/vikt.db
whole "a read-only folder"

# ---- a database that another program uses ----
hold() { # DATABASE: until release
    mkfifo hold
    sqlite3 -bail "$1" < hold > held 2>&1 &
    holder=$!
    exec 4> hold
    echo "BEGIN EXCLUSIVE; SELECT 'held';" >&4
    until grep -q held held; do sleep 0.02; done
}
release() {
    echo "ROLLBACK;" >&4
    exec 4>&-
    wait $holder
    rm hold
}
# Who waits hears a signal at once.
fresh
hold now/c003/vikt.db
"$VIKT" run --all now --as-of 2026-01-01 > .out 2> .err 4>&- < /dev/null &
pid=$!
until [ -s now/c006/vikt.db ]; do sleep 0.02; done
begun=$(date +%s)
kill -TERM $pid
wait $pid
status=$?
release
command="vikt run --all, one database held, SIGTERM"
expect_status 143
expect_out "c003: not run: stopped"
[ $(($(date +%s) - begun)) -lt 5 ] || fail "SIGTERM was not heard"
rm now/c003/vikt.db
whole "a signal while a database is in use"
hold now/c003/vikt.db
"$VIKT" run --all now --as-of 2026-01-02 > .out 2> .err 4>&- < /dev/null
status=$?
release
command="vikt run --all, one database held"
expect_status 5
expect_err "vikt: now/c003: error: now/c003/vikt.db: is in use by another program"
expect_out "c003: failed (5)"
expect_out "6 companies: 5 done, 1 failed"

# Two batches at once: each company is stored once, whoever comes first.
fresh
"$VIKT" run --all now --as-of 2026-01-01 --quiet --jobs 3 > out1 2> err1 < /dev/null &
pid=$!
run_all --quiet --jobs 3
wait $pid
expect_equal "$? $status" "0 0"
whole "two batches at once"

# ---- two first runs at once of one company: the second knows the first ----
fresh
"$VIKT" run now/c001 --as-of 2026-01-01 --quiet > out1 2> err1 < /dev/null &
pid=$!
"$VIKT" run now/c001 --as-of 2026-02-01 --quiet > out2 2> err2 < /dev/null &
pid2=$!
wait $pid && wait $pid2 || fail "one of two first runs failed: $(cat err1 err2)"
expect_equal "$(sql now/c001/vikt.db "SELECT (previous_run_id IS 1) = (as_of > (SELECT as_of FROM run WHERE run_id = 1)) FROM run
    WHERE run_id = 2")" 1
sed 's/^\([0-9]\)/x\1/' now/c001/customers.csv > other.csv
for list in now/c001/customers.csv other.csv; do "$VIKT" run $list --db both.db --as-of 2026-01-01 --quiet > out1 2>> err3 < /dev/null & done
wait
expect_equal "$(sql both.db "SELECT count(*) FROM run")" 1
grep -q "looks like another company" err3 || fail "the second of two first runs took the first's database: $(cat err3)"

# ---- a list that changes: while it is read, and between two batches ----
fresh
awk 'BEGIN { print "Kundnr;Namn;Omsättning;Anmärkning"; pad = sprintf("%3000s", ""); gsub(/ /, "x", pad)
    for (i = 1; i <= 4000; i++) printf "%d;Kund %d;%d;%s\n", i, i, i, pad }' > now/c005/customers.csv
cp now/c005/customers.csv large.csv
"$VIKT" run --all now --as-of 2026-01-01 > .out 2> .err < /dev/null &
pid=$!
while kill -0 $pid 2> /dev/null; do touch now/c005/customers.csv; done
wait $pid
status=$?
command="vikt run --all, one list being written"
case $status in
4)
    expect_err "now/c005/customers.csv: changed while it was read"
    expect_out "c005: failed (4)"
    ;;
0 | 1) ;; # nobody wrote just then
*) fail "a list that is written to" ;;
esac
cp large.csv now/c005/customers.csv
vikt run --all now --as-of 2026-01-01 --resume
expect_status 0
digest=$(xxhsum -H2 now/c005/customers.csv 2> /dev/null | cut -d' ' -f1)
[ -z "$digest" ] || expect_equal "$(sql now/c005/vikt.db "SELECT digest FROM run_input WHERE run_id = (SELECT max(run_id) FROM run)")" "$digest"
printf '1;Kund 1;7;x\n' > line && sed -i -e '2r line' -e '2d' now/c005/customers.csv
vikt run --all now --as-of 2026-01-01 --resume
expect_status 0
expect_out "now/c004: skipped, done already: run 1"
expect_equal "$(sql now/c005/vikt.db "SELECT \"values\" LIKE '%[7%' OR \"values\" LIKE '%,7%' FROM result WHERE customer_key = '1' ORDER BY run_id DESC LIMIT 1")" 1
