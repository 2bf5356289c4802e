#!/bin/sh
# Installs what is missing of the Debian 12 packages named as arguments. Needs root, or sudo.
set -eu
missing=""
for package in "$@"; do
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
