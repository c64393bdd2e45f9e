#!/bin/sh
# SPDX-License-Identifier: MIT
# Runs every command in the ```sh blocks of README.md and docs/database.md, in order, in a folder as a user has it.
# Those of the examples' READMEs run in tests/cli/test_examples.sh.
. "$VIKT_SOURCE/tests/cli/lib.sh"
mkdir bin
ln -s "$VIKT" bin/vikt
PATH=$work/bin:$PATH
unset -f vikt

commands() { # FILE: the lines of its sh blocks
    awk '/^```sh$/ { inside = 1; next } /^```/ { inside = 0 } inside && NF && !/^#/' "$1"
}

ran=0
for page in README.md docs/database.md; do
    rm -rf tree && mkdir tree && cp -r "$VIKT_SOURCE/rules" "$VIKT_SOURCE/docs" "$VIKT_SOURCE/README.md" tree
    find tree -name '*.db' -delete
    cd tree || exit 1
    commands "$VIKT_SOURCE/$page" > "$work/commands"
    while IFS= read -r command; do
        case $command in tools/*) continue ;; esac # these two build and test; this is one of the tests
        sh -c "$command" > "$work/.out" 2> "$work/.err" < /dev/null
        status=$?
        # 1: stored, with rejects: the Swedish example has one on purpose
        [ "$status" -le 1 ] || fail "$page: $command"
        case $command in *" > "*) ;; *) [ -s "$work/.out" ] || fail "$page: prints nothing: $command" ;; esac
        ran=$((ran + 1))
    done < "$work/commands"
    cd "$work" || exit 1
done
[ "$ran" -ge 10 ] || fail "only $ran commands found"

# The picture of the output in the README is what the program prints.
awk '/^```text$/ { inside = 1; next } /^```/ { inside = 0 } inside' "$VIKT_SOURCE/README.md" > picture
[ "$(wc -l < picture)" -gt 15 ] || fail "the README has no picture"
cp -r "$VIKT_SOURCE/rules/examples/wholesale" wholesale
rm -f wholesale/*.db
"$work/bin/vikt" run wholesale > printed 2> /dev/null
while IFS= read -r line; do
    case $line in *"..."* | *wholesale/* | '$ '* | '') continue ;; esac
    grep -qxF -- "$line" printed || { echo "README shows: $line"; exit 1; }
done < picture
