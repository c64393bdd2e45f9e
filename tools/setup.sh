# SPDX-License-Identifier: MIT
# Sourced by tools/demo, tools/test and tools/fuzz: installs what is missing on Debian, and says what is needed elsewhere.

packages_build="gcc libc6-dev cmake ninja-build pkg-config liblua5.4-dev libsqlite3-dev libinih-dev libxxhash-dev libminizip-dev libexpat1-dev zlib1g-dev libxlsxwriter-dev"
packages_fuzz="clang libclang-rt-14-dev"
packages_test="g++ clang clang-tidy binutils libcriterion-dev lua-check sqlite3 git locales unzip libreoffice-calc-nogui"

missing_packages() { # PACKAGES...
    for package in "$@"; do
        state=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2> /dev/null) || state=none
        [ "$state" = installed ] || printf '%s ' "$package"
    done
}

# Elsewhere packages have other names: what can be seen is whether their tools and libraries are there.
missing_things() {
    for tool in cc cmake ninja pkg-config; do
        command -v $tool > /dev/null || printf '%s ' $tool
    done
    for library in lua5.4 sqlite3 inih libxxhash minizip expat zlib xlsxwriter; do
        pkg-config --exists $library 2> /dev/null || printf '%s ' $library
    done
}

need() { # PACKAGES...
    if ! command -v apt-get > /dev/null || ! command -v dpkg-query > /dev/null; then
        missing=$(missing_things)
        [ -n "$missing" ] || return 0
        echo "$0: this machine has no apt-get, and lacks: $missing" >&2
        echo "Install what stands for these packages of Debian 12, then run it again:" >&2
        echo "  $*" >&2
        exit 1
    fi
    missing=$(missing_packages "$@")
    [ -n "$missing" ] || return 0
    as_root=
    if [ "$(id -u)" != 0 ]; then
        if ! command -v sudo > /dev/null; then
            echo "$0: needs root, or sudo, to install: $missing" >&2
            exit 1
        fi
        as_root=sudo
    fi
    echo "Installing $missing"
    # shellcheck disable=SC2086
    { $as_root apt-get update -q && $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $missing; } \
        > build/setup.log 2>&1 || { tail -n 20 build/setup.log >&2; echo "$0: could not install: $missing" >&2; exit 1; }
}
