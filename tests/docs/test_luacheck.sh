#!/bin/sh
# SPDX-License-Identifier: MIT
# Every rule file of the tree and every ```lua example of docs/rules.md that is not about an error passes the standard that
# `vikt init` writes, and editors' definitions are Lua.
. "$VIKT_SOURCE/tests/cli/lib.sh"
command -v luacheck > /dev/null || { echo "luacheck is not installed"; exit 1; }
cp "$VIKT_SOURCE/rules/init/.luacheckrc" .
find "$VIKT_SOURCE/rules" "$VIKT_SOURCE/docs" -name '*.lua' | while read -r file; do
    cp "$file" "$(echo "${file#"$VIKT_SOURCE"/}" | tr / -)"
done
cp "$VIKT_SOURCE/bindings/lua/vikt.meta.lua" .
awk '
    /^```lua$/ { n++; file = sprintf("example%03d.lua", n); inside = 1; line = NR
                 print "-- docs/rules.md:" NR > file; next }
    /^```/ { if (inside) close(file); inside = 0 }
    inside { print > file }' "$VIKT_SOURCE/docs/rules.md"
[ "$(find . -name 'example*.lua' | wc -l)" -ge 15 ] || fail "hardly any examples"
command=luacheck
luacheck --no-color . > .out 2>&1 || { grep -B 3 ':[0-9]*:' .out; fail "see above"; }
