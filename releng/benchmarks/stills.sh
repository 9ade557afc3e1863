#!/bin/bash
# Ten stills of 640 pixels: a contact sheet by the processor, and ten calls of the same ffmpeg with -ss before -i. CPU seconds of the program and
# its children, in turns.
#   stills.sh FILM [ROUNDS] (in-jvm.sh tells what has to be built)
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$(dirname "$0")/in-jvm.sh" stills StillsBenchmark "$(realpath "$1")" "$work" "${2:-3}"
