#!/bin/bash
# From the command to the answer of `podstudio processors --json`, warm: our start script beside the plain Equinox launcher on the same product.
#   start.sh [ROUNDS]
set -euo pipefail
. "$(dirname "$0")/product.sh"
PODSTUDIO_HOME=$(mktemp -d)
export PODSTUDIO_HOME
trap 'rm -rf "$PODSTUDIO_HOME"' EXIT
. "$product/java-home.sh"
java=$(find_java_home 21)/bin/java
"$product/podstudio" processors --json > /dev/null
"$root/releng/benchmarks/ab.sh" "${1:-11}" \
    "plain-launcher=$java -Djava.awt.headless=true -jar $(echo "$product"/plugins/org.eclipse.equinox.launcher_*.jar) -nosplash -data @none -application org.podstudio.cli.app processors --json" \
    "podstudio=$product/podstudio processors --json"
