#!/bin/bash
# A ladder: one decode (podstudio's own command), the whole job with everything it checks, and a command for each size with the same
# encoder and settings. CPU seconds of all children, in turns. The product and the tests of the processor must be built.
#   abr.sh FILM [LARGEST] [ROUNDS]            PODSTUDIO_CLASSPATH=… takes other classes
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
. "$root/features/org.podstudio.launch.feature/rootfiles/unix/java-home.sh"
classes=${PODSTUDIO_CLASSPATH:-$root/product/target/products/org.podstudio.product/linux/gtk/x86_64/podstudio/plugins/*}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$(find_java_home 21)/bin/java" -cp "$root/bundles/org.podstudio.processors.abr/target/test-classes:$root/bundles/org.podstudio.testkit/target/classes:$classes" \
    org.podstudio.processors.abr.AbrBenchmark "$(realpath "$1")" "${2:-720}" "$work" "${3:-3}"
