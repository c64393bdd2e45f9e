# SPDX-License-Identifier: MIT
# Sourced by tests/cli/test_*.sh: runs vikt in an empty folder and checks what it says. A failed check ends the test.
set -u
export LC_ALL=C.UTF-8
work=$(mktemp -d)
trap 'chmod -R u+rwX "$work" 2> /dev/null; rm -rf "$work"' EXIT
cd "$work" || exit 1
examples=$VIKT_SOURCE/rules/examples

fail() {
    echo "FAILED: $*"
    echo "command: ${command:-}"
    echo "status:  ${status:-}"
    echo "--- stdout"; head -n 40 "$work/.out"
    echo "--- stderr"; head -n 40 "$work/.err"
    exit 1
}

vikt() { # ARGUMENTS...: sets $status; output in .out and .err
    command="vikt $*"
    "$VIKT" "$@" > "$work/.out" 2> "$work/.err" < /dev/null
    status=$?
}

expect_status() { [ "$status" = "$1" ] || fail "status is $status, expected $1"; }
expect_out() { grep -qF -- "$1" "$work/.out" || fail "stdout lacks: $1"; }
expect_err() { grep -qF -- "$1" "$work/.err" || fail "stderr lacks: $1"; }
expect_no_out() { grep -qF -- "$1" "$work/.out" && fail "stdout has: $1"; :; }
expect_no_err() { grep -qF -- "$1" "$work/.err" && fail "stderr has: $1"; :; }
expect_silent() { [ -s "$work/.err" ] && fail "stderr is not empty"; :; }
expect_equal() { [ "$1" = "$2" ] || fail "got '$1', expected '$2'"; } # GOT EXPECTED
expect_no_file() { [ ! -e "$1" ] || fail "$1 exists"; }
sql() { sqlite3 -bail "$1" "$2"; } # DATABASE QUERY

# Bytes of a file, to see that it was left alone.
bytes() { cksum < "$1"; }
