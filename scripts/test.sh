#!/bin/sh
# Installs what is missing on Debian 12, builds with sanitizers and runs all tests.
set -eu
cd "$(dirname "$0")/.."
sh scripts/packages.sh build test
cmake --preset dev
cmake --build --preset dev
exec ctest --preset dev -j "$(nproc)"
