#!/bin/bash
# Peak resident memory of a command with all its children, sampled every 50 ms from /proc.
#   memory.sh COMMAND...
set -euo pipefail
"$@" &
command=$!
tree() {
    local pid
    echo "$1"
    for pid in $(cat /proc/"$1"/task/*/children 2> /dev/null); do tree "$pid"; done
}
peak=0
while kill -0 "$command" 2> /dev/null; do
    sum=0
    for pid in $(tree "$command"); do
        # proportional set size, so that pages shared by parent and child count once
        kib=$(awk '/^Pss:/ { print $2 }' /proc/"$pid"/smaps_rollup 2> /dev/null || true)
        sum=$((sum + ${kib:-0}))
    done
    ((sum > peak)) && peak=$sum
    sleep 0.05
done
status=0
wait "$command" || status=$?
echo "peak of the process tree: $((peak / 1024)) MiB" >&2
exit $status
