#!/bin/sh
# SPDX-License-Identifier: MIT
# Personal numbers: nothing that is shown or stored holds one in full, also when it is the key.
. "$VIKT_SOURCE/tests/cli/lib.sh"

hidden() { # NUMBER FILE...: no file holds the number, with or without its hyphen
    digits=$(printf %s "$1" | tr -d -)
    shift
    for file in "$@"; do
        tr -d - < "$file" | grep -aqF "$digits" && fail "$file holds $digits"
    done
    :
}

# A field, a rule function that prints and returns it, a row too short, a cell that is no text.
cat > rules.lua << 'END'
profile "Personal" { extends = "none" }
field "key" { column = "Kundnr", type = "text" }
field "org" { column = "Orgnr", type = "number" }
field "revenue" { column = "Oms", type = "number" }
criterion "revenue" {
  weight = 1,
  points = function(revenue, org)
    print(org)
    return 3, "organisation " .. org
  end,
}
scheme "class" (by_score { A = 3, B = 1 })
END
printf 'Kundnr;Orgnr;Oms\n1;750231-0241;10\n2;559999-0016;20\n750231-0258\n4;7502310241;30\n' > data.csv
for form in "" --json; do
    vikt run data.csv --rules rules.lua --as-of 2025-01-01 --db "p$form.db" $form
    expect_status 1
    hidden 750231-0241 "$work/.out" "$work/.err" "p$form.db"
    hidden 750231-0258 "$work/.out" "$work/.err" "p$form.db"
done
expect_equal "$(sql p.db "SELECT reason FROM points WHERE customer_key = '1'")" "organisation 750231-****"
expect_equal "$(sql p.db "SELECT reason FROM points WHERE customer_key = '2'")" "organisation 559999-0016"
expect_equal "$(sql p.db "SELECT value FROM rejects")" "750231-****"
vikt explain 1 --db p.db
expect_out "750231-****"
hidden 750231-0241 "$work/.out"

# Kept when the profile says so, in either form.
vikt run data.csv --rules rules.lua --as-of 2025-01-01 --db keep.db --set profile.personal=keep --set field.org.type=text
expect_equal "$(sql keep.db "SELECT reason FROM points WHERE customer_key = '1'")" "organisation 750231-0241"
printf '[profile]\npersonal = hide\n' > bad.ini
vikt check data.csv --rules bad.ini
expect_status 3
expect_out "mask"

# The key: two customers of one birth date stay two, and each is found by the full number.
printf 'Personnummer;Namn;Omsättning\n750231-0241;Karin;100\n750231-0258;Kim;200\n559999-0016;AB;300\n' > key.csv
cat > vikt.ini << 'END'
[field key]
column = Personnummer
END
vikt run key.csv --as-of 2025-01-01 --db key.db
expect_status 0
expect_err '"Personnummer" is the key and holds 2 personal numbers'
hidden 750231-0241 "$work/.out" "$work/.err" key.db
hidden 750231-0258 "$work/.out" "$work/.err" key.db
expect_equal "$(sql key.db "SELECT count(DISTINCT customer_key) FROM current_results WHERE customer_key LIKE '750231-****#______'")" 2
vikt explain 750231-0258 --db key.db
expect_status 0
expect_out Kim
expect_no_out Karin
hidden 750231-0258 "$work/.out"
vikt explain 750231-0241 --db key.db --json
expect_status 0
hidden 750231-0241 "$work/.out"

# A number that is nobody's is not said again either; a run of the next quarter knows the customers.
vikt explain 750231-0266 --db key.db
expect_status 2
expect_err "750231-****"
hidden 750231-0266 "$work/.err"
vikt run key.csv --as-of 2025-04-01 --db key.db
expect_status 0

# Twice the same person is twice the same key, told without the number.
printf 'Personnummer;Omsättning\n750231-0241;100\n750231-0241;200\n' > twice.csv
vikt run twice.csv --as-of 2025-01-01 --db twice.db
expect_status 4
expect_err "750231-****#"
hidden 750231-0241 "$work/.out" "$work/.err"

# Keys and invoice numbers of ten digits are no persons.
rm vikt.ini
printf 'Kundnr;Namn;Omsättning\n7502310241;A;1\n7502310258;B;2\n' > ten.csv
vikt run ten.csv --as-of 2025-01-01 --db ten.db
expect_status 0
expect_no_err personal
expect_equal "$(sql ten.db "SELECT min(customer_key) FROM current_results")" 7502310241
# With hyphen and check digit they are, whatever the heading calls them.
printf 'Kundnr;Namn;Omsättning\n750231-0241;A;1\n1002;B;2\n' > hyphen.csv
vikt run hyphen.csv --as-of 2025-01-01 --db hyphen.db
expect_status 0
expect_err "holds 1 personal number:"
hidden 750231-0241 "$work/.out" "$work/.err" hyphen.db

# Rows that are rejected are stored as they stand: numbers in columns that nothing reads, and in cells that slipped.
printf 'Kundnr;Organisationsnummer;Omsättning\n1001;556036-0793;5\n1002;750231-0241;6;7;x\n1003;;750231-0241\n' > slipped.csv
vikt run slipped.csv --as-of 2025-01-01 --db slipped.db
hidden 750231-0241 "$work/.out" "$work/.err" slipped.db
vikt sniff slipped.csv
hidden 750231-0241 "$work/.out" "$work/.err"
printf 'Kundnr;Fakturanr;Fakturadatum;Belopp exkl moms\n1;1;2024-01-01;5\n1;2;2024-02-01;750231-0241\n' > slipped-ledger.csv
vikt run slipped-ledger.csv --db slipped-ledger.db
hidden 750231-0241 "$work/.out" "$work/.err" slipped-ledger.db

# A row that is rejected whole is masked too, whether or not anything reads the column; so are the keys of a ledger's rejects.
printf 'Kundnr;Namn;Orgnr;Omsättning\n1;A;811218-9876;3\n2;B;811218-9876\n' > short.csv
printf 'Kundnr;Datum;Netto\n811218-9876;2025-01-01;10\n811218-9876;2025-01-02;x\n811218-9876;2025-01-02\n' > ledger.csv
for file in short ledger; do
    vikt run $file.csv --db $file.db --as-of 2026-01-01
    expect_status 1
    expect_no_out 811218-9876
    expect_no_err 811218-9876
    sql $file.db .dump > dump
    grep -qF '811218-****' dump || fail "$file.db has no masked number"
    ! grep -qF 811218-9876 dump || fail "$file.db has the whole number"
done
