#!/bin/sh
# Measures on this machine and writes what it finds into docs/performance.md, between the two markers there.
#   scripts/bench.sh            everything; takes a good while
#   scripts/bench.sh --packed   without the replayed scheduler in clusters of 10,000 pods and more
# Wants two idle cores. BUILD_DIR names a build folder to use (default build/release, made when missing).
set -eu
cd "$(dirname "$0")/.."
large=auto
[ "${1:-}" != --packed ] || large=0
build=${BUILD_DIR:-build/release}
sh scripts/packages.sh build test hyperfine python3-yaml
[ -f "$build/CMakeCache.txt" ] || cmake --preset release -B "$build" >/dev/null
cmake --build "$build" --target eksplan eksplan-bench eksplan-generate eksplan-offers eksplan-pack >&2
eksplan=$build/apps/eksplan/eksplan
tools=$build/tests/bench
work=$build/bench
document=docs/performance.md
mkdir -p "$work"
unset AWS_REGION AWS_DEFAULT_REGION
report=$work/report.md

generate() {  # name pods shapes seed
  "$tools/eksplan-generate" --pods "$2" --shapes "$3" --seed "$4" >"$work/$1.yaml"
}
generate 15-workloads 36 8 8
generate 1000-pods 1000 50 1
generate 10000-pods 10000 500 1
generate 100000-pods 100000 500 1
"$tools/eksplan-generate" --pods 100000 --shapes 500 --seed 1 --usage >"$work/100000-pods.tsv"

compare() {  # title input options...
  title=$1 input=$2
  shift 2
  echo "measuring: $title" >&2
  "$tools/eksplan-bench" --title "$title" --markdown --json "$work/$title.json" "$@" "$input"
  echo
}

# Mean wall and CPU time of each command, and how often the last one's it is.
time_commands() {  # heading hyperfine-options... -- commands...
  heading=$1
  shift
  echo "measuring: $heading" >&2
  hyperfine -N --style none --export-json "$work/times.json" "$@" >/dev/null 2>&1
  echo "| $heading | wall | CPU | CPU, times the last |"
  echo "|---|---:|---:|---:|"
  jq -r '(.results[-1] | .user + .system) as $last | .results[] |
    "| `\(.command)` | \(.mean * 1000 | round) ms | \((.user + .system) * 1000 | round) ms | \((.user + .system) / $last * 10 | round / 10) |"' \
    "$work/times.json" | sed "s#$work/##g; s#$tools/##g; s#$eksplan#eksplan#g"
  echo
}

efforts=quick,normal,max
{
  echo "Measured on $(nproc) cores, with a load of $(cut -d" " -f1 /proc/loadavg) at the start: more than 1 stretches wall times, less so CPU times."
  echo
  echo "### Against other ways to buy nodes"
  echo
  compare "online shop" examples/online-shop --efforts $efforts
  compare "15 workloads" "$work/15-workloads.yaml" --efforts $efforts
  compare "1,000 pods" "$work/1000-pods.yaml" --efforts $efforts
  compare "10,000 pods" "$work/10000-pods.yaml" --efforts $efforts --headroom $large
  compare "100,000 pods" "$work/100000-pods.yaml" --efforts $efforts --headroom $large
  echo "### Published packing instances"
  echo
  echo '```text'
  "$tools/eksplan-pack" --effort $efforts tests/bench/instances/*.vbp tests/bench/instances/*.mvp
  echo '```'
  echo
  echo "### From start to finish"
  echo
  time_commands "command" -w 2 -m 5 \
    "$eksplan estimate examples/online-shop" \
    "$eksplan estimate examples/online-shop --effort quick" \
    "$eksplan estimate $work/1000-pods.yaml --effort quick" \
    "$eksplan estimate $work/1000-pods.yaml" \
    "$eksplan --version"
  time_commands "command" -r 3 \
    "$eksplan estimate $work/10000-pods.yaml --effort quick" \
    "$eksplan estimate $work/10000-pods.yaml" \
    "$eksplan estimate $work/100000-pods.yaml --effort quick" \
    "$eksplan estimate $work/100000-pods.yaml" \
    "$eksplan --version"
  echo "### Usage"
  echo
  usage=$work/100000-pods.tsv
  echo "$(($(wc -l <"$usage") - 1)) rows of kube-resource-report's pods.tsv, $(($(wc -c <"$usage") / 1000)) kB: read, joined to workloads and"
  echo "judged, which is the difference of the first two; beside it adding up two of the columns by application:"
  echo
  time_commands "command" -r 5 \
    "$eksplan check $work/100000-pods.yaml -r us-east-1 --fail-on never --usage $usage" \
    "$eksplan check $work/100000-pods.yaml -r us-east-1 --fail-on never" \
    "awk -F\\t 'NR > 1 { cpu[\$5] += \$10; memory[\$5] += \$11 } END { for (name in cpu) print name, cpu[name], memory[name] }' $usage"
  echo "### Reading"
  echo
  yaml=$work/10000-pods.yaml
  echo "YAML, $(($(wc -c <"$yaml") / 1000)) kB in $(grep -c '^---' "$yaml") documents; read into eksplan's inventory:"
  echo
  set -- "python3 -c \"import yaml; list(yaml.load_all(open('$yaml'), yaml.CSafeLoader))\""
  if kubectl version --client >/dev/null 2>&1; then
    set -- "kubectl label --local -o name -f $yaml a=b" "$@"
  fi
  time_commands "reader" -w 1 -m 3 "$@" "$tools/eksplan-bench --read-only $yaml"
  json=$work/10000-pods.json
  python3 -c "
import json, sys, yaml
items = list(yaml.load_all(open(sys.argv[1]), yaml.CSafeLoader))
json.dump({'apiVersion': 'v1', 'kind': 'List', 'items': items}, open(sys.argv[2], 'w'), indent=4)" "$yaml" "$json"
  echo "JSON, the same objects as a list of $(($(wc -c <"$json") / 1000)) kB:"
  echo
  time_commands "reader" -w 1 -m 3 "jq length $json" "python3 -c \"import json; json.load(open('$json'))\"" \
    "$tools/eksplan-bench --read-only $json"
  echo "### Price lists"
  echo
  "$tools/eksplan-offers" write --mib 400 "$work/offers.json"
  "$tools/eksplan-offers" measure --runs 5 "$work/offers.json"
  rm "$work/offers.json"
  echo
} >"$report"

awk -v report="$report" '
  /<!-- measured: end/ { inside = 0 }
  !inside { print }
  /<!-- measured: begin/ { inside = 1; while ((getline line < report) > 0) print line }
' "$document" >"$work/document.md"
cp "$work/document.md" "$document"
echo "written: $document" >&2
