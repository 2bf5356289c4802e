#!/bin/sh
# Builds the release on Debian 12, without tests, and puts the program into PREFIX/bin (default /usr/local). Where it is there
# already, perhaps out of a cache, only the libraries are installed that it runs with. Needs root, or sudo, for packages.
#   scripts/install.sh [PREFIX]
set -eu
prefix=${1:-/usr/local}
mkdir -p "$prefix"
prefix=$(cd "$prefix" && pwd)
cd "$(dirname "$0")/.."
if [ -x "$prefix/bin/eksplan" ]; then
  sh scripts/packages.sh run
  exit 0
fi
sh scripts/packages.sh build
cmake --preset release -DBUILD_TESTING=OFF >&2
cmake --build --preset release --target eksplan >&2
cmake --install build/release --prefix "$prefix" >&2
