#!/bin/sh
# SPDX-License-Identifier: MIT
# vikt init writes a folder that runs as it stands, and never overwrites anything.
. "$VIKT_SOURCE/tests/cli/lib.sh"

vikt init acme
expect_status 0
expect_silent
expect_out 'Next: vikt run acme, and vikt test acme'
expect_equal "$(cd acme && find . -type f | LC_ALL=C sort | tr '\n' ' ')" \
    './.luacheckrc ./.luarc.json ./.vikt/vikt.meta.lua ./customers.csv ./rules.lua ./vikt.ini '

# Everything that a beginner tries next works, without a warning.
vikt check acme
expect_status 0
expect_out '0 errors, 0 warnings'
vikt run acme --as-of 2026-06-30
expect_status 0
expect_silent
expect_out 'My company, as of 2026-06-30, profile acme/vikt.ini + acme/rules.lua'
expect_out 'Read acme/customers.csv: 20 rows'
expect_out 'Scores rest on 100 % of the weight'
expect_no_out 'Not used'
expect_no_out 'left out'
vikt run acme --as-of 2026-06-30 --dry-run --json
expect_out '"failures":0,'
vikt explain 106 acme
expect_status 0
expect_out '26 % of all revenue comes from this customer'
expect_out 'Go through the 9 complaints with Fenwick Hotels (customer service, every 1 month)'
vikt test acme
expect_status 0
expect_out '5 tests, 0 failed'
sed 's/return 1, "more/return 2, "more/' acme/rules.lua > changed.lua && cp changed.lua acme/changed.lua
vikt test acme --rules acme/changed.lua
expect_status 1
expect_out 'many complaints are worth one point'
rm acme/changed.lua
vikt convert acme/vikt.ini
expect_status 0
cp .out acme/settings.lua
vikt check acme/customers.csv --rules acme/settings.lua
expect_status 0

# The standard that it wrote takes the rules and the twin of the settings, and finds a misspelt word.
if command -v luacheck > /dev/null; then
    (cd acme && luacheck --quiet . ) > "$work/.out" 2>&1 || fail "luacheck does not take what was written"
    echo 'criterion "x" { weight = wieght, points = rating("x") } os.exit() math.random()' > acme/bad.lua
    (cd acme && luacheck --no-color . ) > .out 2>&1 && fail "luacheck finds nothing"
    expect_out "accessing undefined variable"
    for name in wieght os random; do grep -q "$name" .out || fail "luacheck does not find $name"; done
    rm acme/bad.lua
fi

# A second time: all that is there is named, and nothing changes.
before=$(cat acme/vikt.ini acme/rules.lua acme/customers.csv | cksum)
rm acme/.luarc.json
vikt init acme
expect_status 5
expect_err 'acme: has vikt.ini, rules.lua, customers.csv, .luacheckrc, .vikt/vikt.meta.lua already; nothing was written'
expect_equal "$(cat acme/vikt.ini acme/rules.lua acme/customers.csv | cksum)" "$before"
expect_no_file acme/.luarc.json

# Beside other files, in the folder at hand.
mkdir here && cd here && echo mine > kunder.csv
vikt init . --json
expect_status 0
grep -qxF '{"version":1,"folder":".","files":["vikt.ini","rules.lua","customers.csv",".luarc.json",".luacheckrc",".vikt/vikt.meta.lua"]}' \
    "$work/.out" || fail "JSON"
vikt run --dry-run
expect_status 0
expect_equal "$(cat kunder.csv)" mine
cd ..

# Where nothing can be made.
vikt init acme/rules.lua
expect_status 5
expect_err 'acme/rules.lua: is no folder'
vikt init not/there
expect_status 5
expect_err 'not/there: cannot be made: No such file or directory'
vikt init /proc/vikt
expect_status 5
vikt init
expect_status 2
expect_err 'usage: vikt init FOLDER'
vikt init a b
expect_status 2
if [ "$(id -u)" != 0 ]; then
    mkdir locked && chmod 500 locked
    vikt init locked
    expect_status 5
    expect_equal "$(ls -A locked)" ''
fi
vikt init quiet --quiet
expect_status 0
[ -s "$work/.out" ] && fail "not quiet"
exit 0
