#!/bin/sh
# SPDX-License-Identifier: MIT
# Installs vikt into an empty folder and builds a program outside the tree against it, with
# find_package and with pkg-config; the public headers as C++ too.
# usage: test.sh BUILD_DIR SOURCE_DIR COMPILER [C_FLAGS]
set -eu
build=$1 source=$2 flags=${4:-}
export CC="$3"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cmake --install "$build" --prefix "$work/prefix" > "$work/log"
data=$source/rules/examples/wholesale
cp -r "$data" "$work/company"

cmake -G Ninja -S "$source/tests/embed" -B "$work/build" -DCMAKE_PREFIX_PATH="$work/prefix" \
    -DCMAKE_C_FLAGS="$flags" -DCMAKE_EXE_LINKER_FLAGS="$flags" > "$work/log"
cmake --build "$work/build" > "$work/log" || { cat "$work/log"; exit 1; }
pc=$(find "$work/prefix" -name pkgconfig)
# shellcheck disable=SC2046,SC2086
$CC $flags -o "$work/by_pc" "$source/tests/embed/main.c" $(PKG_CONFIG_PATH=$pc pkg-config --cflags --libs vikt)
export LD_LIBRARY_PATH="${pc%/pkgconfig}"
expected=$("$work/prefix/bin/vikt" run "$work/company" --db "$work/x.db" --quiet && "$work/prefix/bin/vikt" explain 1 --db "$work/x.db" --json |
    sed 's/.*"primary":true,"class":"\([^"]*\)".*/\1/')
for program in build/embed build/embed_static by_pc; do
    got=$("$work/$program" "$work/company" 1)
    [ "$got" = "$expected" ] || { echo "$program says '$got', vikt says '$expected'"; exit 1; }
done

# A program that lives with the history of a company: what it says is what the command line finds in the database.
# shellcheck disable=SC2046,SC2086
$CC $flags -o "$work/history" "$source/tests/embed/history.c" $(PKG_CONFIG_PATH=$pc pkg-config --cflags --libs vikt)
"$work/history" "$work/company" "$work/h.db" 2014-01-31 2014-02-28 2014-03-31 > "$work/history.txt"
cat > "$work/history.expected" << 'X'
run 1: 440 customers, stored
run 2: 440 customers, stored
run 3: 440 customers, stored
run 3: 440 customers, nothing has changed
run 4: 440 customers, stored
from run 2 to 4: 1 moved, stability 0.998
  1: B to A
from run 2 to 4: 1 moved, stability 0.998
  1: B to A, decision by Eva Example
if revenue counted more, 15 would move
4 runs verified, 0 problems
440 lines for 440 customers
2 is forgotten in 4 runs
2 runs dropped, 2 kept
X
cmp "$work/history.expected" "$work/history.txt" || { cat "$work/history.txt"; exit 1; }

# Whatever locale the program has set: numbers have a decimal point, and texts are in the order of their bytes.
localedef -i sv_SE -f UTF-8 "$work/sv_SE.UTF-8"
cat > "$work/company/rules.lua" << 'X'
criterion "words" { weight = 1, points = function(key) return "Z" < "a" and 5 or 1, tostring(0.5) .. ("%.1f"):format(1.5) end }
X
"$work/build/embed" "$work/company" > "$work/plain.txt"
LOCPATH=$work LC_ALL=sv_SE.UTF-8 "$work/build/embed" "$work/company" > "$work/swedish.txt"
[ "$(head -n 1 "$work/swedish.txt")" = 0,5 ] || { echo "the Swedish locale was not taken"; exit 1; }
tail -n +2 "$work/plain.txt" > "$work/plain_report.txt"
tail -n +2 "$work/swedish.txt" | cmp - "$work/plain_report.txt"
# By hand: of 1 to 5 points for 0 to 400, 100 give 2.0 and 300 give 4.0.
mkdir "$work/two"
printf '[profile]\nextends = none\n[sources]\ncustomers = list.csv\n[database]\npath = two.db\n[field key]\n[field revenue]\ntype = number\n' > "$work/two/vikt.ini"
printf '[criterion revenue]\nweight = 1\npoints = linear revenue worst 0 best 400\n[scheme class]\ntype = by_score\nclasses = A 3, B 1\n' >> "$work/two/vikt.ini"
for revenue in 100 300; do
    printf 'key;revenue\na;%s\nb;50\n' $revenue > "$work/two/list.csv"
    "$work/prefix/bin/vikt" run "$work/two" --as-of 2026-01-0${revenue%00} --quiet
done
moves=$(LOCPATH=$work LC_ALL=sv_SE.UTF-8 "$work/build/embed" moves "$work/two/two.db")
[ "$moves" = "revenue 2.0 -> 4.0" ] || { echo "moves in a Swedish program: $moves"; exit 1; }

for header in "$work"/prefix/include/vikt/*.h; do
    echo "#include <vikt/$(basename "$header")>" > "$work/header.cpp"
    c++ -std=c++17 -Wall -Wextra -Werror -I"$work/prefix/include" -fsyntax-only "$work/header.cpp"
done
