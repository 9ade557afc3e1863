#!/bin/bash
# Times commands side by side, interleaved, and prints the median of each and its ratio to the first.
#   ab.sh ROUNDS NAME=COMMAND NAME=COMMAND ...
set -euo pipefail
export LC_ALL=C # the decimal point of EPOCHREALTIME
rounds=$1
shift
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for ((round = 0; round < rounds; round++)); do
    for pair in "$@"; do
        begin=$EPOCHREALTIME
        bash -c "${pair#*=}" > /dev/null 2> "$work/err" || { cat "$work/err" >&2; exit 1; }
        end=$EPOCHREALTIME
        echo $(((${end/./} - ${begin/./}) / 1000)) >> "$work/${pair%%=*}"
    done
done
first=
for pair in "$@"; do
    name=${pair%%=*}
    median=$(sort -n "$work/$name" | sed -n "$((rounds / 2 + 1))p")
    least=$(sort -n "$work/$name" | head -n 1)
    first=${first:-$median}
    awk -v n="$name" -v m="$median" -v l="$least" -v f="$first" 'BEGIN { printf "%-28s median %5d ms  min %5d ms  ratio %.2f\n", n, m, l, f / m }'
done
