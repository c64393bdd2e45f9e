# SPDX-License-Identifier: MIT
# Sourced by tests of many companies: makes them, the same ones each time.

# FOLDER COUNT LEAST MOST: companies of so many customers; every third has a rule function, every fourth a ledger.
make_companies() {
    awk -v folder="$1" -v count="$2" -v least="$3" -v most="$4" '
    function next_number() { state = (state * 1103515245 + 12345) % 2147483648; return state }
    BEGIN {
        state = 20260512
        for (c = 1; c <= count; c++) {
            home = sprintf("%s/c%03d", folder, c)
            system("mkdir -p " home)
            ini = home "/vikt.ini"
            print "[sources]\ncustomers = customers.csv" > ini
            if (c % 4 == 0) print "invoices = invoices.csv" > ini
            if (c % 3 == 0) {
                print "rules = rules.lua" > ini
                print "rule \"late\" { at_most = \"B\", when = function(customer) return customer.days_late > 55 end }" > (home "/rules.lua")
                close(home "/rules.lua")
            }
            close(ini)
            customers = least + next_number() % (most - least + 1)
            list = home "/customers.csv"; ledger = home "/invoices.csv"
            print (c % 4 ? "Kundnr;Namn;Omsättning;Dagar sen" : "Kundnr;Namn;Dagar sen") > list
            if (c % 4 == 0) print "Fakturanr;Kundnr;Fakturadatum;Belopp exkl moms" > ledger
            for (i = 1; i <= customers; i++) {
                late = int(next_number() / 65536) % 60
                money = int(next_number() / 256) % 1000000
                if (c % 4) printf "%d;Kund %d;%d;%d\n", i, i, money, late > list
                else {
                    printf "%d;Kund %d;%d\n", i, i, late > list
                    printf "%d;%d;2025-%02d-%02d;%d\n", i, i, 1 + i % 12, 1 + i % 28, money > ledger
                }
            }
            close(list); close(ledger)
        }
    }'
}

# FOLDER: everything that is stored of its companies, but for the time of the run.
dump_companies() {
    for database in "$1"/*/vikt.db; do
        echo "== ${database#"$1"/}"
        sqlite3 -bail "$database" "UPDATE run SET started_at = ''; DELETE FROM seal WHERE \"table\" = 'run.started_at'" .dump || return 1
    done
}

# FOLDER COUNT: as many databases as companies, each sound, with one whole run.
check_companies() {
    expect_equal "$(ls -d "$1"/*/vikt.db | wc -l)" "$2"
    for database in "$1"/*/vikt.db; do
        expect_equal "$database $(sql "$database" "PRAGMA integrity_check; PRAGMA foreign_key_check;
            SELECT count(*), sum(customers = (SELECT count(*) FROM result r WHERE r.run_id = u.run_id)) FROM run u")" "$database ok
1|1"
    done
    left=$(find "$1" -name '*-journal')
    expect_equal "$left" ""
}
