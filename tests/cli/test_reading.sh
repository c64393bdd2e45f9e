#!/bin/sh
# SPDX-License-Identifier: MIT
# What a run says of a file that nobody prepared: how it was read, on how much of the weight the scores rest, which scheme is
# primary and why, and what to add for more.
. "$VIKT_SOURCE/tests/cli/lib.sh"

cp "$VIKT_SOURCE/tests/data/import/04-excel-sv-kundlista.csv" kunder.csv
vikt run kunder.csv --as-of 2025-01-01
expect_status 0
expect_out "Windows-1252, semicolon, decimal comma"
expect_out "Omsättning 2024 = revenue"
expect_out "Omsättning 2023 = revenue_prev"
expect_out "Potential (1-5) = potential"
expect_out "Kund = key"
expect_out "Known and not needed: Org nr, Säljare, TB kr, TG %, Senaste köp"
expect_out "Scores rest on 55 % of the weight"
expect_out "Primary scheme: class"
expect_out "admin_hours"
expect_equal "$(sql vikt.db 'SELECT customers FROM runs_overview')" 11
expect_equal "$(sql vikt.db "SELECT value FROM points WHERE customer_key = '1001' AND criterion = 'revenue'")" "1845200.5"

expect_out 'scheme "abc": A from 912300, B from 430120, C from 77410.9'
expect_out "Shares are of 7 951 652; outside it (not positive): -1 250"
vikt explain 1003
expect_out "from 55 % of the weight"
expect_out "ahead of 31.8 % of the customers: percentile revenue"
expect_out "the rating itself: rating potential"
expect_out "  admin_time (15 %)"

printf 'Kund;Omsättning\nAlfa AB;1000\nBeta AB;500\nGamma AB;20,5\n' > bare.csv
vikt run bare.csv --db bare.db --as-of 2025-01-01
expect_status 0
expect_out "UTF-8, semicolon, decimal comma"
expect_out "Scores rest on 30 % of the weight"
expect_out "thin_data"
expect_out "Primary scheme: abc"
expect_out "told apart by name"
expect_out "potential"
expect_equal "$(sql bare.db "SELECT class FROM current_results WHERE customer_key = 'Alfa AB'")" A
expect_equal "$(sql bare.db "SELECT count(*) FROM classes WHERE scheme = 'class' AND class <> '?'")" 0

# The example's numbers arrive as they were written.
printf '\357\273\277id,name,revenue\r\n"1","Say ""hi"", Ltd","1,234.50"\r\n"2","Two\nlines",7\r\n' > quoted.csv
vikt run quoted.csv --db q.db --as-of 2025-01-01
expect_status 0
expect_out "UTF-8 with BOM, comma"
expect_equal "$(sql q.db "SELECT name FROM current_results WHERE customer_key = '1'")" 'Say "hi", Ltd'
expect_equal "$(sql q.db "SELECT value FROM points WHERE customer_key = '1' AND criterion = 'revenue'")" "1234.5"

# F-05 by groups of companies where the file names the parent: A and B are 60 of 100.
printf 'id;revenue;Koncern\nA;30;Moder AB\nB;30;Moder AB\nC;40;\n' > groups.csv
vikt run groups.csv --db g.db --as-of 2025-01-01
expect_out "Koncern = parent"
expect_out "largest group of companies 60.0 %"
vikt run groups.csv --db g.db --as-of 2025-01-02 --json
expect_out '"concentration":{"of":"revenue","groups":2,"cr1":0.6,'
