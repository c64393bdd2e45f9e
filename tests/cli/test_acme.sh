#!/bin/sh
# SPDX-License-Identifier: MIT
# The rule file that uses the whole language: it runs on data with the client's own headings, its test passes, and a class that
# does not exist is told at the rule's line.
. "$VIKT_SOURCE/tests/cli/lib.sh"
cp "$VIKT_SOURCE/tests/rules/acme.lua" .
cat > kunder.csv <<'X'
Kundnr;Namn;Omsättning 12 mån;Omsättning föregående år;Dagar sedan order;Antal order;Region;Potential;Admin timmar;Produktgrupper;Dagar sent
1;Alfa;9000000;8000000;12;40;North;5;3;6;60
2;Beta;40000000;39000000;5;200;South;4;20;9;0
3;Gamma;1000000;900000;45;6;East;2;30;3;10
4;Delta;60000;80000;200;1;West;1;;1;
X
vikt check kunder.csv --rules acme.lua
expect_status 0
expect_out "0 errors"
vikt run kunder.csv --rules acme.lua --db a.db --as-of 2026-06-30
expect_status 0
classes() { sql a.db "SELECT group_concat(class) FROM (SELECT class FROM classes WHERE scheme = '$1' ORDER BY customer_key)"; }
# Alfa has the score of an A, and pays 60 days late.
expect_equal "$(sql a.db "SELECT raw_class FROM classes WHERE scheme = 'class' AND customer_key = '1'")" A
expect_equal "$(classes class)" B,A,B,C
# 12 days and 40 orders, 5 and 200; 45 days and East; neither.
expect_equal "$(classes segment)" "Champion,Champion,Call this month,Others"
# Beta begins at 0 of the total, Alfa at 40 of 50.06, the others behind 90 %.
expect_equal "$(classes abc)" B,A,C,C
expect_equal "$(sql a.db "SELECT points FROM points WHERE criterion = 'risk' AND customer_key = '2'")" 1
vikt explain 2 --db a.db
expect_out "80 % of all revenue comes from this customer"

vikt test acme.lua
expect_status 0
expect_out "ok      a large late payer is not an A"
expect_out "1 test, 0 failed"
vikt test acme.lua --mutate
expect_status 0
# 60 days are late by more than one.
expect_out "acme.lua:36: in a function: 45 into 46"
sed 's/points = { risk = 2 }/points = { risk = 4 }/' acme.lua > wrong.lua
vikt test wrong.lua
expect_status 1
expect_out 'points of "risk"  4         2'

sed 's/at_most = "B"/at_most = "A-"/' acme.lua > acme2.lua && mv acme2.lua acme.lua
vikt check acme.lua
expect_status 3
expect_out 'acme.lua:35: rule "late payers are never A": at_most = "A-" is not a class of scheme "class" (A, B, C); did you mean "A"?'
vikt run kunder.csv --rules acme.lua --db b.db
expect_status 3
expect_err 'acme.lua:35: rule "late payers are never A": at_most = "A-" is not a class of scheme "class" (A, B, C); did you mean "A"?'
expect_no_file b.db
