#!/bin/bash
# Many real pictures at once through the product: how many a second, and how busy the cores are kept. The product must be built.
#   images.sh [N] [OPTION...]        N pictures made of the samples, cropped with these options
set -euo pipefail
. "$(dirname "$0")/product.sh"
count=${1:-1000}
shift || true
work=$(mktemp -d)
PODSTUDIO_HOME=$work/home
export PODSTUDIO_HOME
trap 'rm -rf "$work"' EXIT
. "$product/java-home.sh"
"$(find_java_home 21)/bin/java" -Djava.awt.headless=true "$root/releng/benchmarks/Pictures.java" "$root/releng/samples" "$work/in" "$count"
TIMEFORMAT='%R %U %S'
took=$({ time "$product/podstudio" run crop "$work/in" --output-dir "$work/out" "${@:---width=1200}" > "$work/log" 2>&1; } 2>&1) || { tail "$work/log"; exit 1; }
[ "$(ls "$work/out" | wc -l)" -eq "$count" ] || { tail "$work/log"; exit 1; }
echo "$took" | awk -v n="$count" -v c="$(nproc)" '{ printf "crop n=%d: jobs/s=%.1f, cores busy %.0f %% of %d (%.1f s, CPU %.1f s)\n", n, n / $1, 100 * ($2 + $3) / $1 / c, c, $1, $2 + $3 }'
