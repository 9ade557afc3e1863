#!/bin/bash
# Background removal beside IMG.LY's own package with the same weights, and upscaling beside ONNX Runtime alone on the same tiles, in turns.
# The product and the tests of both processors must be built, and the model imgly-isnet be fetched (its licence: AGPL-3.0).
#   neural.sh [ROUNDS]           ONLY=matting or ONLY=upscale leaves the other out; PICTURES="a.jpg b.jpg"; PODSTUDIO_CLASSPATH=… takes other classes
# For the peer: PEER=FOLDER in which `npm install --ignore-scripts @imgly/background-removal-node@1.4.5` was run, sharp overridden to 0.33.5.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
here=$root/releng/benchmarks
rounds=${1:-3}
product=$root/product/target/products/org.podstudio.product/linux/gtk/x86_64/podstudio
. "$root/features/org.podstudio.launch.feature/rootfiles/unix/java-home.sh"
java=$(find_java_home 21)/bin/java
models=${PODSTUDIO_HOME:-$HOME/.podstudio}/models
classes=${PODSTUDIO_CLASSPATH:-$product/plugins/*}
pictures=${PICTURES:-$(echo "$root"/releng/samples/*.png "$root"/releng/samples/*.jpg)}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

processor() { # NAME CLASS
    echo "$java --enable-native-access=ALL-UNNAMED -Djava.awt.headless=true -Xmx1g -XX:+UseSerialGC -XX:SurvivorRatio=2 ${TILE:+-Dtile=$TILE}" \
        "-cp '$root/bundles/org.podstudio.processors.$1/target/test-classes:$root/bundles/org.podstudio.testkit/target/classes:$classes'" \
        "org.podstudio.processors.$1.$2"
}

if [ "${ONLY:-matting}" = matting ]; then
    commands=("podstudio=$(processor bgremove CutOutBenchmark) $root/models/org.podstudio.models.catalogue/cards $models $work imgly-isnet $pictures")
    if [ -n "${PEER:-}" ]; then
        cp "$here/imgly.mjs" "$PEER/"
        commands+=("imgly=cd '$PEER' && exec node imgly.mjs $work $pictures")
    fi
    "$here/compare.py" -n "$rounds" -u "$(wc -w <<< "$pictures")" "${commands[@]}"
fi
if [ "${ONLY:-upscale}" = upscale ]; then
    cards="${CARDS:-$root/models/org.podstudio.models.realesr-animevideov3/cards} $models $work ${MODEL:-realesr-animevideov3}"
    program=$(processor upscale UpscaleBenchmark)
    "$here/compare.py" -n "$rounds" -u "$(wc -w <<< "$pictures")" "podstudio=$program whole $cards $pictures" "alone=$program alone $cards $pictures"
fi
