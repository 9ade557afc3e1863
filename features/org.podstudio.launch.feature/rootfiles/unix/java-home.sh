# Sourced: find_java_home MIN prints the home of a JDK or JRE of at least that version, the newest there is, JAVA_HOME first.
java_version() {
    [ -x "$1/bin/java" ] || return 1
    if [ -f "$1/release" ]; then
        sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
    else
        "$1/bin/java" -version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p' | head -n 1
    fi
}

find_java_home() {
    minimum=$1
    version=$(java_version "${JAVA_HOME:-/nowhere}") && [ "${version:-0}" -ge "$minimum" ] && { echo "$JAVA_HOME"; return 0; }
    on_path=$(command -v java) && on_path=$(dirname "$(dirname "$(readlink -f "$on_path")")")
    best= best_version=0
    for home in "${on_path:-/nowhere}" /usr/lib/jvm/* /opt/java/* /opt/jdk* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* \
            /Library/Java/JavaVirtualMachines/*/Contents/Home; do
        version=$(java_version "$home") || continue
        [ "${version:-0}" -ge "$minimum" ] && [ "$version" -gt "$best_version" ] && best=$home best_version=$version
    done
    [ -n "$best" ] && echo "$best"
}
