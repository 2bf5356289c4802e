#!/bin/sh
# Installs what is missing on Debian 12, builds with sanitizers and runs all tests.
set -eu
cd "$(dirname "$0")/.."
sh scripts/packages.sh g++ cmake ninja-build pkg-config libfmt-dev libyaml-dev libsimdjson-dev nettle-dev coinor-libcbc-dev \
  nlohmann-json3-dev libcli11-dev catch2 jq
cmake --preset dev
cmake --build --preset dev
exec ctest --preset dev -j "$(nproc)"
