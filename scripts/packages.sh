#!/bin/sh
# Installs what is missing of the Debian 12 packages named as arguments; `build` stands for all that building wants, `test` for
# what tests want besides, `run` for what the program runs with. Needs root, or sudo.
set -eu
wanted=""
for word in "$@"; do
  case "$word" in
    build) wanted="$wanted g++ cmake ninja-build pkg-config libfmt-dev libyaml-dev libsimdjson-dev nettle-dev
      coinor-libcbc-dev liblapack-dev libbz2-dev zlib1g-dev nlohmann-json3-dev libcli11-dev libhowardhinnant-date-dev
      libcurl4-openssl-dev tzdata" ;;
    test) wanted="$wanted catch2 jq" ;;
    run) wanted="$wanted libfmt9 libyaml-0-2 libsimdjson14 libnettle8 libdate-tz3 libcurl4 liblapack3 libbz2-1.0 zlib1g tzdata" ;;
    *) wanted="$wanted $word" ;;
  esac
done
missing=""
for package in $wanted; do
  dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q '^install ok installed' || missing="$missing $package"
done
[ -n "$missing" ] || exit 0
as_root=""
[ "$(id -u)" -eq 0 ] || as_root="sudo"
echo "installing:$missing" >&2
export DEBIAN_FRONTEND=noninteractive
# shellcheck disable=SC2086  # a list of words
{
  $as_root apt-get update -q
  $as_root apt-get install -y -q --no-install-recommends $missing
} >&2
