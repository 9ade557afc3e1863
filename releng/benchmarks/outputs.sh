#!/bin/bash
# Three results of each of four JPEGs of 24 megapixels: as jobs with three outputs, and as three times as many jobs. CPU seconds of the program
# that works them off, interleaved. The product must be built.
#   outputs.sh [ROUNDS]
set -euo pipefail
export LC_ALL=C
. "$(dirname "$0")/product.sh"
rounds=${1:-3}
work=$(mktemp -d)
export PODSTUDIO_HOME=$work/home
trap 'rm -rf "$work"' EXIT
. "$product/java-home.sh"
"$(find_java_home 21)/bin/java" -Djava.awt.headless=true "$root/releng/benchmarks/Large.java" "$root/releng/samples/rocket.jpg" "$work"/{1,2,3,4}.jpg

studio() { "$product/podstudio" "$@" > "$work/log" 2>&1 || { cat "$work/log" >&2; exit 1; }; }
order() { studio run crop $(find Library -name '*.jpg') --no-wait "$@"; }
together() { order --output width=1920 --output width=800 --output width=200; }
apart() { order --width=1920; order --width=800; order --width=200; }

measure() { # NAME: appends user and system seconds to the file of that name
    mkdir "$work/project"
    cd "$work/project"
    studio init .
    studio import ../*.jpg
    $1
    TIMEFORMAT='%U %S'
    { time studio jobs watch --until-done; } 2>&1 | awk '{ print $1 + $2 }' >> "$work/$1.cpu"
    [ "$(find Work -name '*.jpg' | wc -l)" -eq 12 ] || { cat "$work/log" >&2; exit 1; }
    cd "$work"
    rm -rf "$work/project"
}
for ((round = 0; round < rounds; round++)); do
    measure together
    measure apart
done
median() { sort -n "$work/$1.cpu" | sed -n "$((rounds / 2 + 1))p"; }
awk -v t="$(median together)" -v a="$(median apart)" 'BEGIN {
    printf "12 results: 4 jobs with 3 outputs %.2f s of CPU, 12 jobs %.2f s, %.2f times as much\n", t, a, a / t }'
