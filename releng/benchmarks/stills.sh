#!/bin/bash
# Ten stills of 640 pixels: a contact sheet by the processor, and ten calls of the same ffmpeg with -ss before -i. CPU seconds of the program and
# its children, in turns. The product and the tests of the processor must be built.
#   stills.sh FILM [ROUNDS]            PODSTUDIO_CLASSPATH=… takes other classes
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
. "$root/features/org.podstudio.launch.feature/rootfiles/unix/java-home.sh"
classes=${PODSTUDIO_CLASSPATH:-$root/product/target/products/org.podstudio.product/linux/gtk/x86_64/podstudio/plugins/*}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$(find_java_home 21)/bin/java" -cp "$root/bundles/org.podstudio.processors.stills/target/test-classes:$root/bundles/org.podstudio.testkit/target/classes:$classes" \
    org.podstudio.processors.stills.StillsBenchmark "$(realpath "$1")" "$work" "${2:-3}"
