#!/bin/bash
# Runs a class of a processor's tests with the classes of the product, both built before.
#   in-jvm.sh PROCESSOR CLASS ARGUMENT...       in-jvm.sh abr AbrBenchmark ...
#   PODSTUDIO_CLASSPATH=...                     takes other classes than the product's
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
. "$root/features/org.podstudio.launch.feature/rootfiles/unix/java-home.sh"
product=${PODSTUDIO_PRODUCT:-$root/product/target/products/org.podstudio.product/linux/gtk/x86_64/podstudio}
bundle=org.podstudio.processors.$1
class=$bundle.$2
shift 2
exec "$(find_java_home 21)/bin/java" --enable-native-access=ALL-UNNAMED "-Dlogback.configurationFile=$root/releng/benchmarks/logback.xml" \
    -cp "$root/bundles/$bundle/target/test-classes:$root/bundles/org.podstudio.testkit/target/classes:${PODSTUDIO_CLASSPATH:-$product/plugins/*}" \
    "$class" "$@"
