# Sourced: find_java_home MIN [jdk] prints the home of a Java of at least that version, the newest there is, JAVA_HOME first; with "jdk" one
# that has a compiler.
java_version() {
    [ -x "$1/bin/java" ] || return 1
    if [ -f "$1/release" ]; then
        sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
    else
        "$1/bin/java" -version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p' | head -n 1
    fi
}

java_fits() {
    version=$(java_version "$1") && [ "${version:-0}" -ge "$2" ] && { [ "$3" != jdk ] || [ -x "$1/bin/javac" ]; }
}

find_java_home() {
    java_fits "${JAVA_HOME:-/nowhere}" "$1" "${2:-}" && { echo "$JAVA_HOME"; return 0; }
    on_path=$(command -v java) && on_path=$(dirname "$(dirname "$(readlink -f "$on_path")")")
    best= best_version=0
    for home in "${on_path:-/nowhere}" /usr/lib/jvm/* /opt/java/* /opt/jdk* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* \
            /Library/Java/JavaVirtualMachines/*/Contents/Home; do
        java_fits "$home" "$1" "${2:-}" && [ "$version" -gt "$best_version" ] && best=$home best_version=$version
    done
    [ -n "$best" ] && echo "$best"
}
