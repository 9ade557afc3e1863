#!/bin/bash
# A ladder: one decode (podstudio's own command), the whole job with everything it checks, and a command for each size with the same
# encoder and settings. CPU seconds of all children, in turns.
#   abr.sh FILM [LARGEST] [ROUNDS] (in-jvm.sh tells what has to be built)
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$(dirname "$0")/in-jvm.sh" abr AbrBenchmark "$(realpath "$1")" "${2:-720}" "$work" "${3:-3}"
