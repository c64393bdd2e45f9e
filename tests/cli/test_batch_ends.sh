#!/bin/sh
# SPDX-License-Identifier: MIT
# A batch that is ended, killed, or meets what goes wrong in the night: nothing is lost, nothing is half, and --resume makes it whole.
# VIKT_BATCH_FULL=1: 200 companies of 1,000 to 20,000 customers and 200 kills; else small and few.
. "$VIKT_SOURCE/tests/cli/lib.sh"
. "$VIKT_SOURCE/tests/cli/companies.sh"

if [ "${VIKT_BATCH_FULL:-}" ]; then companies=200 least=1000 most=20000 kills=200
else companies=20 least=100 most=2000 kills=20; fi
make_companies all $companies $least $most
fresh() { rm -rf now; cp -r all now; }
run_all() { vikt run --all now --as-of 2026-01-01 --quiet "$@"; }
nap() { sleep "$(awk -v least="$1" -v most="$2" -v i="$3" 'BEGIN { srand(i); print least + rand() * (most - least) }')"; }
rate() { awk -v a="$1" -v b="$2" 'BEGIN { print a * b }'; }

# ---- undisturbed ----
fresh
begun=$(date +%s%N)
run_all --log log.jsonl
took=$(awk -v a="$begun" -v b="$(date +%s%N)" 'BEGIN { print (b - a) / 1e9 }')
expect_status 0
expect_equal "$(wc -l < log.jsonl)" $companies
check_companies now $companies
dump_companies now > undisturbed

# ---- killed at any moment ----
fresh
killed=0
i=0
while [ $i -lt $kills ]; do
    i=$((i + 1))
    setsid "$VIKT" run --all now --as-of 2026-01-01 --quiet --resume > .out 2> .err < /dev/null &
    pid=$!
    nap 0.002 "$(rate "$took" 0.15)" $i
    kill -KILL $pid 2> /dev/null && killed=$((killed + 1))
    wait $pid 2> /dev/null
    # its children go with it
    tries=0
    while pgrep -s $pid -r D,R,S > /dev/null && [ $tries -lt 200 ]; do sleep 0.01; tries=$((tries + 1)); done
    [ $tries -lt 200 ] || fail "children of a killed batch are at work"
    if [ $((i % 10)) = 0 ]; then # begin again, so that kills meet every stage
        for database in now/*/vikt.db; do
            [ -e "$database" ] || continue
            expect_equal "$database $(sql "$database" "PRAGMA integrity_check" 2>&1)" "$database ok"
        done
        rm -f now/*/vikt.db now/*/vikt.db-journal
    fi
done
[ $killed -gt $((kills / 10)) ] || fail "only $killed of $kills kills met a batch at work"
"$VIKT" run --all now --as-of 2026-01-01 --quiet --resume > .out 2> .err < /dev/null &
pid=$!
nap "$(rate "$took" 0.3)" "$(rate "$took" 0.6)" 7
kill -KILL $pid 2> /dev/null
wait $pid 2> /dev/null
run_all --resume
expect_status 0
check_companies now $companies
dump_companies now > resumed
cmp undisturbed resumed || fail "a batch that was killed and resumed differs"
echo "$killed of $kills kills met a batch at work; an undisturbed one took $took s"

# ---- ended by a signal ----
for signal in INT TERM; do
    fresh
    env --default-signal=INT,TERM "$VIKT" run --all now --as-of 2026-01-01 > .out 2> .err < /dev/null &
    pid=$!
    until [ "$(find now -name vikt.db -size +0 | wc -l)" -ge 2 ] || ! kill -0 $pid; do sleep 0.005; done
    command="vikt run --all, SIG$signal"
    kill -$signal $pid 2> /dev/null
    wait $pid
    status=$?
    expect_status $([ $signal = INT ] && echo 130 || echo 143)
    expect_out "not run: stopped"
    expect_err "vikt: ended by SIG$signal: "
    expect_equal "$(tail -n 1 .out | cut -d: -f1)" "$companies companies"
    expect_equal "$(find now -name '*-journal' -o -name vikt.db -size 0)" ""
    run_all --resume
    expect_status 0
    check_companies now $companies
    dump_companies now > resumed
    cmp undisturbed resumed || fail "a batch that was ended by SIG$signal and resumed differs"
done

# ---- one company, in the middle of its run, with and without workers ----
mkdir one
printf '[sources]\ncustomers = customers.csv\nrules = rules.lua\n' > one/vikt.ini
awk 'BEGIN { print "Kundnr;Namn;Revenue"; for (i = 1; i <= 60000; i++) printf "%d;Kund %d;%d\n", i, i, i % 1000 }' > one/customers.csv
cat > one/rules.lua << 'END'
rule "slow" { at_most = "B", when = function(customer)
  local sum = 0
  for i = 1, 5000 do sum = sum + i % 7 end
  return sum < 0
end }
END
for workers in 0 2; do
    env --default-signal=INT "$VIKT" run one --as-of 2026-01-01 --workers $workers > .out 2> .err < /dev/null &
    pid=$!
    until [ -e one/vikt.db ] || ! kill -0 $pid; do sleep 0.01; done
    sleep 0.2
    kill -INT $pid
    wait $pid
    status=$?
    command="vikt run one --workers $workers, SIGINT"
    expect_status 130
    expect_err "vikt: error: stopped; nothing was stored"
    expect_equal "$(ls one)" "customers.csv
rules.lua
vikt.ini"
done
