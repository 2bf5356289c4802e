#!/bin/sh
# Installs what is missing on Debian 12, builds the release and estimates the example.
set -eu
cd "$(dirname "$0")/.."
sh scripts/packages.sh build
cmake --preset release -DBUILD_TESTING=OFF >/dev/null
cmake --build --preset release >&2
exec build/release/apps/eksplan/eksplan estimate examples/online-shop --region us-east-1
