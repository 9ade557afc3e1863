#!/bin/bash
# Jobs that do nothing, through the engine and its database, through Celery on Redis, and through an embedded Artemis, in turns; and through
# the bare database, which is the floor of ours. The product and the tests of the engine and the store must be built.
#   queue.sh [N] [ROUNDS]        ONLY=podstudio leaves the others out
# For Celery: apt-get install python3-celery python3-redis redis-server. What is not there is left out.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
here=$root/releng/benchmarks/queue
count=${1:-10000}
rounds=${2:-3}
product=$root/product/target/products/org.podstudio.product/linux/gtk/x86_64/podstudio
. "$product/java-home.sh"
java=$(find_java_home 21)/bin/java
work=$(mktemp -d)
redis=
celery=
finish() {
    for pid in $celery $redis; do kill "$pid" 2> /dev/null || true; done
    wait 2> /dev/null || true
    rm -rf "$work"
}
trap finish EXIT

podstudio() { # PHASE...
    local folder
    folder=$(mktemp -d "$work/project-XXXX")
    # the collector is the product's
    "$java" -XX:+UseSerialGC -XX:SurvivorRatio=2 -XX:-UsePerfData --enable-native-access=ALL-UNNAMED -Dlogback.configurationFile="$product/logback.xml" -Dpodstudio.logs="$folder" \
        -cp "$root/bundles/org.podstudio.engine/target/test-classes:$product/plugins/*" org.podstudio.engine.QueueBenchmark "$folder" "$count" "$@" \
        2> "$work/err" | grep ^podstudio || { cat "$work/err" >&2; exit 1; }
    rm -rf "$folder"
}
floor() {
    local folder
    folder=$(mktemp -d "$work/floor-XXXX")
    "$java" -XX:+UseSerialGC -XX:SurvivorRatio=2 -XX:-UsePerfData -Dlogback.configurationFile="$product/logback.xml" -Dpodstudio.logs="$folder" \
        -cp "$root/bundles/org.podstudio.store/target/test-classes:$product/plugins/*" org.podstudio.store.QueueFloor "$folder" "$count" 3 2> "$work/err" \
        || cat "$work/err" >&2
    rm -rf "$folder"
}
artemis() { # ROUNDS [RATE]
    "$java" -cp "$work/classes:$work/lib/*" ArtemisQueue "$(mktemp -d "$work/artemis-XXXX")" "$@" 2> "$work/err" || cat "$work/err" >&2
}
celery() { # N [RATE]
    (cd "$here" && PYTHONDONTWRITEBYTECODE=1 /usr/bin/python3 celery_run.py "$@")
}

if [ "${ONLY:-}" != podstudio ]; then
    JAVA_HOME=${java%/bin/java} "$root/mvnw" -q -f "$here/pom.xml" org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies -DoutputDirectory="$work/lib"
    "${java%java}javac" -d "$work/classes" -cp "$work/lib/*" "$here/ArtemisQueue.java"
    if command -v redis-server > /dev/null && /usr/bin/python3 -c "import celery, redis" 2> /dev/null; then
        REDIS_PORT=$(/usr/bin/python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
        export REDIS_PORT
        redis-server --port "$REDIS_PORT" --bind 127.0.0.1 --save '' --dir "$work" > /dev/null &
        redis=$!
        sleep 1
        (cd "$here" && PYTHONDONTWRITEBYTECODE=1 exec /usr/bin/python3 -m celery -A celery_tasks worker -c 2 --without-gossip --without-mingle \
            --without-heartbeat -l ERROR > "$work/celery.log" 2>&1) &
        celery=$!
        sleep 5
    fi
fi
for ((round = 0; round < rounds; round++)); do
    # the first one still has the compiler beside it
    podstudio warm batch batch batch burst files
    floor
    if [ -d "$work/lib" ]; then artemis "$count" 2; fi
    if [ -n "$celery" ]; then celery "$count"; fi
done
podstudio warm paced
if [ -d "$work/lib" ]; then artemis 1600 1 200; fi
if [ -n "$celery" ]; then celery 1600 200; fi
podstudio warm waiting
