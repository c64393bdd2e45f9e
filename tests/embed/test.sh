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

for header in "$work"/prefix/include/vikt/*.h; do
    echo "#include <vikt/$(basename "$header")>" > "$work/header.cpp"
    c++ -std=c++17 -Wall -Wextra -Werror -I"$work/prefix/include" -fsyntax-only "$work/header.cpp"
done
