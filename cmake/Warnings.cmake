# SPDX-License-Identifier: MIT
# Warnings are errors, in gcc and clang alike.
set(VIKT_WARNINGS -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wstrict-prototypes -Wmissing-prototypes
    -Wvla -Wswitch-enum -Werror)
