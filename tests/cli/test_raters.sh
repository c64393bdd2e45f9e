#!/bin/sh
# SPDX-License-Identifier: MIT
# Several raters' sheets beside a customer list: found, joined, made into one value, compared, stored and explained.
. "$VIKT_SOURCE/tests/cli/lib.sh"

cp -r "$VIKT_SOURCE/tests/data/ratings" acme
touch acme/.ratings-x.csv acme/ratings-old.csv~
mkdir acme/ratings-folder.csv

# Anna counts double: customer 1 has (2 x 5 + 3) / 3.
vikt run acme --as-of 2026-01-01
expect_status 1
expect_out "2 raters (anna 2, per); a customer's rating is the weighted mean of the marks"
expect_out 'Rejected: 3 (2 rows, 1 cell)'
expect_out 'acme/ratings-per.csv, row 3, Risk: "7" is outside 1..5'
expect_out "acme/ratings-anna.csv, row 6: \"9\" is no customer's key"
expect_out 'acme/ratings-per.csv, row 5: "Samma AB" is the name of several customers; give the key'
expect_out "1 Norrland Timber AB, potential: anna 5, per 3"
expect_err '"Pär" is no rater'
expect_out 'column "potential" is not used'
db=acme/vikt.db
expect_equal "$(sql $db "SELECT round(value, 4) FROM points WHERE customer_key = '1' AND criterion = 'development_potential'")" 4.3333
expect_equal "$(sql $db "SELECT group_concat(rater || ' ' || mark || ' ' || round(used, 2) || ' ' || \"range\", ', ') FROM ratings
    WHERE customer_key = '1' AND field = 'potential'")" "anna 5.0 4.33 2.0, per 3.0 4.33 2.0"
expect_equal "$(sql $db "SELECT group_concat(rater || ' ' || mark) FROM ratings WHERE customer_key = '4'")" "anna 3.0"
expect_equal "$(sql $db "SELECT field || ' ' || raters || ' ' || units || ' ' || common FROM agreement ORDER BY field")" \
"potential 2 3 3
risk 2 2 2"
expect_equal "$(sql $db "SELECT group_concat(name || ' ' || weight) FROM run_rater")" "anna 2.0,per 1.0"
expect_equal "$(sql $db "SELECT count(*) FROM run_input")" 3
expect_equal "$(sql $db "SELECT count(*) FROM run_input WHERE source LIKE '%ratings-per.csv' AND rows = 4")" 1
# F-12 in SQL: ordinal alpha of potential over the three customers with two marks.
# Marks (5,3) (1,2) (4,4): mid-ranks from 0 of 1 2 3 4 4 5: 0 1 2 3.5 3.5 5. Within: 9 + 1 + 0, twice, by m - 1 = 1;
# all pairs: n sum of squares - sum squared = 6 x 54.5 - 225 = 102, twice. alpha = 1 - 5 x 20 / 204 = 0.5098.
expect_equal "$(sql $db "SELECT round(alpha, 4) FROM agreement WHERE field = 'potential'")" 0.5098
expect_out "The raters do not agree on potential"

vikt explain 1 acme
expect_status 0
expect_out "potential 4.33333: anna 5, per 3; to be discussed"
expect_out "risk 2: anna 2, per 2"
vikt explain 1 acme --json
expect_out '"ratings":[{"field":"potential","rater":"anna","mark":5,'

# The same by median, as JSON, and with the marks in one sheet; a bare list takes its ratings from the command line.
{ echo 'id,Rater,Potential'; echo '1,anna,5'; echo '1,per,3'; echo '2,per,2'; } > all.csv
cp acme/customers.csv list.csv
vikt run list.csv --ratings all.csv --db all.db --as-of 2026-01-01 --json
expect_status 0
expect_out '"ratings":{"combine":"median","raters":[{"name":"anna","weight":1},{"name":"per","weight":1}],"fields":[{"field":"potential","used":true,"customers":2,'
expect_out '"to_discuss":1,"discuss":[{"key":"1","field":"potential","range":2,"marks":{"anna":5,"per":3}}]'
expect_equal "$(sql all.db "SELECT value FROM points WHERE customer_key = '1' AND criterion = 'development_potential'")" 4
vikt run list.csv --ratings 'acme/ratings-*.csv' --dry-run --as-of 2026-01-01
expect_status 1
expect_out "2 raters (anna, per); a customer's rating is the median of the marks"

# A column that the profile names comes before the ratings.
printf '[field potential]\ncolumn = potential\n' > named.ini
vikt run list.csv --rules named.ini --ratings all.csv --db named.db --as-of 2026-01-01
expect_status 0
expect_out "the raters' marks are not used"
expect_equal "$(sql named.db "SELECT value FROM points WHERE customer_key = '3' AND criterion = 'development_potential'")" 2
expect_equal "$(sql named.db "SELECT count(*) FROM ratings WHERE used IS NULL")" 3

# What cannot be used is told before anything is computed.
vikt run list.csv --ratings 'none-*.csv' --dry-run --as-of 2026-01-01
expect_status 4
expect_err "ratings: no file fits this pattern"
vikt run list.csv --ratings '*-*.csv' --dry-run --as-of 2026-01-01
expect_status 4
expect_err "a pattern has one *"
vikt run list.csv --ratings gone.csv --dry-run --as-of 2026-01-01
expect_status 4
expect_err "there is no such file"
vikt run acme --set source.ratings.combine=median --dry-run --as-of 2026-01-01
expect_status 3
expect_err "they need combine = mean"
printf '[source ratings]\nweights = anna -1\n' > wrong.ini
vikt run acme --rules wrong.ini --dry-run --as-of 2026-01-01
expect_status 3
expect_err "a number from 0 up"
printf '[source customers]\ncombine = mean\n' > wrong.ini
vikt run list.csv --rules wrong.ini --dry-run --as-of 2026-01-01
expect_status 3
expect_err "combine is for ratings only"

# The direction of a scale may stand in the heading: a 4 where 5 is low is a 2.
printf 'id,Risk (5 = låg)\n1,4\n2,5\n' > turned.csv
vikt run list.csv --ratings turned.csv --db turned.db --as-of 2026-01-01
expect_status 0
expect_equal "$(sql turned.db "SELECT group_concat(customer_key || ' ' || mark) FROM ratings")" "1 2.0,2 1.0"

# The sheet of the source texts beside the list of a spreadsheet: joined by name.
vikt run "$VIKT_SOURCE/tests/data/samples/04-excel-sv-kundlista.csv" --db samples.db --as-of 2025-01-01 \
    --ratings "$VIKT_SOURCE/tests/data/samples/09-bedomning-1-5.csv"
expect_status 0
expect_out "09-bedomning-1-5.csv: 9 rows, UTF-8, semicolon"
expect_equal "$(sql samples.db "SELECT count(DISTINCT customer_key) FROM ratings")" 9
expect_equal "$(sql samples.db "SELECT mark FROM ratings WHERE customer_key = '1004' AND field = 'risk'")" 3.0
expect_equal "$(sql samples.db "SELECT mark FROM ratings WHERE customer_key = '1001' AND field = 'risk'")" 2.0
expect_equal "$(sql samples.db "SELECT count(*) FROM ratings WHERE customer_key = '1007' AND field = 'fit'")" 0
expect_equal "$(sql samples.db "SELECT count(*) FROM ratings WHERE customer_key = '1008' AND field = 'risk'")" 0

# A pattern means files: a pipe that nobody writes to would never end.
cp -r "$VIKT_SOURCE/tests/data/ratings" piped
mkfifo piped/ratings-pipe.csv
vikt run piped --as-of 2026-01-01
expect_status 1
expect_out "2 raters"
