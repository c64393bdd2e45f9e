#!/bin/sh
# SPDX-License-Identifier: MIT
# No mutable variable at file scope, in library or program: their objects have neither .data nor .bss. The one exception is what a
# signal handler can reach, in cli/stop.c.
# usage: statics.sh BUILD_DIR
set -eu
objects=$(find "$1/CMakeFiles" -name '*.c.o' | grep -E '/(vikt_[a-z]+|vikt)\.dir/' | grep -v '/vikt\.dir/cli/stop\.c\.o$')
[ -n "$objects" ] || { echo "no objects in $1"; exit 1; }
# shellcheck disable=SC2086
bad=$(for object in $objects; do
    size -A "$object" | awk -v o="$object" '($1 == ".data" || $1 == ".bss" || $1 ~ /^\.(data|bss)\.[^r]/) && $2 > 0 { print o ": " $1 " holds " $2 " bytes" }'
done)
if [ -n "$bad" ]; then
    echo "$bad"
    exit 1
fi
