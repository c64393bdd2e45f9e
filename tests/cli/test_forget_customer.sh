#!/bin/sh
# SPDX-License-Identifier: MIT
# A customer taken out of a database for good: everywhere, with a proof, and nothing else changed.
. "$VIKT_SOURCE/tests/cli/lib.sh"

cp -r "$VIKT_SOURCE/tests/data/stored/acme" acme
db=acme/vikt.db
month() { # MONTH
    cp "acme/customers-$1.csv" acme/customers.csv
    vikt run acme --as-of "2026-0$1-28" --ratings 'acme/ratings-*.csv'
    expect_status 1
}
gone() { # WORD...: in no table, in no byte, in no other file of the database
    sql $db .dump > dump
    for word in "$@"; do
        grep -qF -- "$word" dump && fail "\"$word\" is in a table"
        grep -qaF -- "$word" $db && fail "\"$word\" is in the file"
    done
    expect_no_file $db-journal
    expect_equal "$(sql $db 'PRAGMA integrity_check; PRAGMA foreign_key_check; PRAGMA freelist_count')" "ok
0"
}
others() { # what the database says of others than K-106 and K-112
    sql $db "SELECT * FROM result WHERE customer_key NOT IN ('K-106', 'K-112')"
    sql $db "SELECT * FROM run_rating WHERE customer_key NOT IN ('K-106', 'K-112')"
    sql $db "SELECT * FROM classes WHERE customer_key NOT IN ('K-106', 'K-112')"
    sql $db "SELECT * FROM points WHERE customer_key NOT IN ('K-106', 'K-112')"
    sql $db "SELECT * FROM plan WHERE customer_key NOT IN ('K-106', 'K-112')"
    sql $db "SELECT * FROM run_print"
}

vikt forget K-106 acme
expect_status 5
expect_err "does not exist"
expect_no_file $db
month 1; month 2; month 3
before=$(bytes $db)

# Letter by letter: there is no way back.
for word in K-10 k-106 "forsbergs rör" Forsberg nobody; do
    vikt forget "$word" acme
    expect_status 2
    expect_err "no run knows a customer \"$word\""
    expect_equal "$(bytes $db)" "$before"
done
vikt forget K-16 acme
expect_err 'did you mean "K-106"?'
vikt forget
expect_status 2

# A dry run tells what would go.
vikt forget K-106 acme --dry-run
expect_status 0
expect_out 'Would forget "K-106", Forsbergs Rör, in acme/vikt.db: results of 3 runs'
expect_out "result: 3 rows deleted"
expect_out "failure: 3 rows deleted"
expect_out "run_notice: 3 rows masked"
expect_equal "$(bytes $db)" "$before"

# A full disk leaves everything as it was.
command="vikt forget on a full disk"
(trap '' XFSZ; ulimit -f 16; exec "$VIKT" forget K-106 acme) > .out 2> .err
status=$?
expect_status 5
expect_err "the disk is full"
expect_no_file $db-journal
expect_equal "$(bytes $db)" "$before"

# A decision of another customer that names this one, and one of its own.
vikt decide K-101 B acme --reason "goes with Forsbergs Rör" --by Eva
vikt decide K-106 C acme --reason "no" --by Eva
vikt run acme --as-of 2026-04-28 --ratings 'acme/ratings-*.csv'
others > others.before

# There is room for the rows, but not for the file once more: zeros are in their place all the same.
cp $db small.db
command="vikt forget with no room for the file once more"
(trap '' XFSZ; ulimit -f $(($(wc -c < small.db) / 512)); exec "$VIKT" forget K-106 --db small.db) > .out 2> .err
status=$?
expect_status 0
expect_out "It could not be written anew"
expect_out 'Neither "K-106" nor "Forsbergs Rör" is in'
grep -qaF "Forsbergs" small.db && fail "the file still has the name"

vikt forget K-106 acme
expect_status 0
expect_out 'Forgot "K-106", Forsbergs Rör, in acme/vikt.db: results of 4 runs'
expect_out "decision: 1 row masked"
expect_out "run_notice: 4 rows masked"
expect_out "Neither \"K-106\" nor \"Forsbergs Rör\" is in $(sql $db "SELECT count(*) + 1 FROM sqlite_schema WHERE type = 'table'") tables or $(wc -c < $db | sed 's/\(...\)$/ \1/') bytes any more"
expect_out "the next run that is stored takes the customer up again"
gone K-106 Forsbergs
# The cell that proved the encoding of one file was Lund Åkeri's.
vikt forget "Lund Åkeri" acme
expect_status 0
expect_out "run_input: 2 rows masked"
gone K-112 Lund
expect_equal "$(sql $db "SELECT count(*) FROM run_input WHERE reading ->> '$.proof' IS NULL AND source LIKE '%customers.csv'")" 2
others > others.after
cmp others.before others.after || fail "other customers have changed"
expect_equal "$(sql $db "SELECT text FROM run_notice WHERE run_id = 1 AND text LIKE 'acme/rules.lua:10%'")" \
    'acme/rules.lua:10: criterion "order_size": customer "(forgotten)": orders cannot be right'
expect_equal "$(sql $db "SELECT group_concat(reason) FROM decision")" "goes with (forgotten)"

# The counts are those of the run; how many are gone is told beside them. Nothing numbered is left over.
expect_equal "$(sql $db "SELECT group_concat(customers || ' ' || forgotten, ', ') FROM run")" "11 2, 11 2, 11 2, 11 2"
expect_equal "$(sql $db "SELECT count(*) FROM outcome_class o WHERE NOT EXISTS
    (SELECT 1 FROM result r WHERE r.run_id = o.run_id AND r.outcome = o.outcome)")" 0
expect_equal "$(sql $db "SELECT count(*) FROM basis b WHERE NOT EXISTS
    (SELECT 1 FROM result r WHERE r.run_id = b.run_id AND r.basis = b.basis)")" 0
for words in "runs acme" "moves acme" "explain K-101 acme"; do
    vikt $words
    expect_status 0
done
for run in 1 2 3 4; do
    vikt verify $run acme
    expect_status 0
    expect_out "All seals are whole"
    expect_out "2 customers have been forgotten"
done
vikt explain K-106 acme
expect_status 2
vikt forget K-106 acme
expect_status 2

# Who was only ever rejected is there too; so is a mark of somebody who was no customer any more.
vikt forget K-111 acme
expect_status 0
expect_out 'Forgot "K-111" in acme/vikt.db: results of 0 runs'
expect_out '"K-111" is not in'
gone K-111 Kvarnen
vikt forget K-102 acme --json
expect_status 0
expect_out '{"version":1,"database":"acme/vikt.db","dry_run":false,"key":"K-102","names":["Beta Bygg AB"],"results":2,'
expect_out '{"table":"reject","deleted":'
expect_out '"changed_before":[]'
expect_out '"in_bytes":["K-102","Beta Bygg AB"],"named":[]}}'
gone K-102 "Beta Bygg"

# A run whose seals did not hold does not get new ones.
sql $db "UPDATE result SET score = 5 WHERE run_id = 2 AND customer_key = 'K-104'"
seals=$(sql $db "SELECT * FROM seal WHERE run_id = 2")
vikt forget K-107 acme
expect_status 0
expect_out "Run 2 had been changed before: its seals are left as they are"
expect_no_out "Run 3 had been"
expect_equal "$(sql $db "SELECT * FROM seal WHERE run_id = 2")" "$seals"

# What is told and not changed: the profile's own words, and what other customers have of it.
printf -- '-- Holm & Co pays late\n' >> acme/rules.lua
printf 'Customer no;Name;Revenue;Risk;Orders;Active\nK-1;Holm & Co Norr;9000;2;3;yes\n' >> acme/customers.csv
sed -i '/^K-111/d; 1!{/^Customer/d}' acme/customers.csv
vikt run acme --as-of 2026-05-28
vikt forget K-108 acme
expect_status 0
expect_out "any more, but for what is not changed:"
expect_out "rules.lua:15: the profile, as stored with 1 run, last with run 5"
expect_out "result.name: 1 row that is not the customer's"
expect_out '"Holm & Co" is short or a part of other texts'
expect_equal "$(sql $db "SELECT name FROM result WHERE customer_key = 'K-1'")" "Holm & Co Norr"

# Numbers are no names: a key of digits is not taken for an amount. Two of one name need a key.
printf 'Kundnr;Namn;Omsättning\n1007;Alfa;500\n1008;Beta;1007\n1009;Beta;30\n10071;Gamma;1\n1007;kort\n' > list.csv
vikt run list.csv --db list.db --as-of 2026-01-01
vikt forget Beta --db list.db
expect_status 2
expect_err '2 customers are called "Beta"; give a key, such as "1008"'
vikt forget 1007 --db list.db
expect_status 0
expect_out "reject: 1 row deleted"
expect_out '"1007" is short or a part of other texts'
expect_out "tables any more"
expect_out '"Alfa" is not in'
expect_equal "$(sql list.db "SELECT count(*), (SELECT value FROM points WHERE customer_key = '1008' AND criterion = 'revenue') FROM result")" "3|1007"

# A personal number in full finds what is kept of it, and is not said again.
printf 'Personnummer;Namn;Omsättning\n750231-0241;Karin;100\n750231-0258;Kim;200\n' > person.csv
printf '[field key]\ncolumn = Personnummer\n' > own.ini
vikt run person.csv --rules own.ini --db person.db --as-of 2026-01-01
vikt forget 750231-0266 --db person.db
expect_status 2
expect_no_err 750231-0266
vikt forget 750231-0258 --db person.db
expect_status 0
expect_out "Kim"
expect_no_out 750231-0258
expect_equal "$(sql person.db "SELECT group_concat(name) FROM result")" Karin

# The next run that is stored takes the customer up again; one that rests on the same is not stored.
vikt run person.csv --rules own.ini --db person.db --as-of 2026-01-01
expect_out "Nothing has changed since run 1"
expect_equal "$(sql person.db "SELECT count(*) FROM result")" 1
vikt run person.csv --rules own.ini --db person.db --as-of 2026-02-01
expect_equal "$(sql person.db "SELECT count(*) FROM result WHERE run_id = 2 AND name IN ('Karin', 'Kim')")" 2

# An older database is brought up to date with it.
for version in 1 2 3; do
    gunzip < "$VIKT_SOURCE/tests/data/stored/version-$version.db.gz" > $db
    vikt forget K-106 acme
    expect_status 0
    expect_out "results of 2 runs"
    gone K-106 Forsbergs
done
