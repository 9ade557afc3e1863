#!/bin/bash
# From the command to the answer of `podstudio processors --json`, warm: our start script beside the plain Equinox launcher on the same product.
#   start.sh [ROUNDS]
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
product=$root/product/target/products/org.podstudio.product/linux/gtk/x86_64/podstudio
PODSTUDIO_HOME=$(mktemp -d)
export PODSTUDIO_HOME
trap 'rm -rf "$PODSTUDIO_HOME"' EXIT
. "$product/java-home.sh"
java=$(find_java_home 21)/bin/java
[ -n "$(find "$product/configuration" -name '*.aot')" ] || PODSTUDIO_TRAIN=1 "$product/podstudio" processors --json > /dev/null 2>&1
"$product/podstudio" processors --json > /dev/null
"$root/releng/benchmarks/ab.sh" "${1:-11}" \
    "plain-launcher=$java -Djava.awt.headless=true -jar $(echo "$product"/plugins/org.eclipse.equinox.launcher_*.jar) -nosplash -data @none -application org.podstudio.cli.app processors --json" \
    "podstudio=$product/podstudio processors --json"
