#!/bin/sh
# Makes the caches of classes with which this product's commands start in half the time (docs/adr/0005-start.md): one for short commands, one
# for those that work. Once for each Java it runs with.
here=$(cd "$(dirname "$(readlink -f "$0")")" && pwd)
. "$here/java-home.sh"
java_home=$(find_java_home 21) && [ "$(java_version "$java_home")" -ge 25 ] || {
    echo "No caches were made, for they take Java 25 or newer; PODStudio works without." >&2
    exit
}
[ -w "$here/configuration" ] || {
    echo "error: The caches cannot be written to $here/configuration." >&2
    echo "  Run this as who may write there." >&2
    exit 1
}
home=$(mktemp -d) || exit 1
trap 'rm -rf "$home"' EXIT
trap 'exit 130' INT TERM
export PODSTUDIO_HOME="$home"

train() { # KIND COMMAND...
    kind=$1
    shift
    rm -f "$here/configuration/podstudio-$kind-"*.aot
    PODSTUDIO_TRAIN=1 "$here/podstudio" "$@" > /dev/null 2>&1
    # a JVM that must take the cache ends where it cannot
    ls "$here/configuration/podstudio-$kind-"*.aot > /dev/null 2>&1 &&
        PODSTUDIO_JAVA_OPTS=-XX:AOTMode=on "$here/podstudio" "$@" > /dev/null 2>&1 || {
        echo "error: Java made no cache of: podstudio $*" >&2
        echo "  PODStudio works without. Look whether that command ends well, and whether the disk is full." >&2
        exit 1
    }
}

train short processors
# A picture of 24 x 16 pixels: with more of them the loops over pixels would become hot here, and stay with the first compiler for good.
base64 --decode > "$home/tiny.jpg" << 'END' || exit 1
/9j/4AAQSkZJRgABAQAAAQABAAD//gAcY21wMy4xMC4zLjJMcTMgMHg3NTZmZmJmNwD/2wBDABsSFBcUERsXFhceHBsgKEIrKCUlKFE6PTBCYFVlZF9VXVtqeJmBanGQc1tdhbWGkJ6jq62r
Z4C8ybqmx5moq6T/2wBDARweHigjKE4rK06kbl1upKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKT/wAARCAAQABgDASIAAhEBAxEB/8QAGQAA
AgMBAAAAAAAAAAAAAAAAAAUBAgME/8QAHhAAAgICAgMAAAAAAAAAAAAAAQIAAxEhEjEEYYH/xAAWAQEBAQAAAAAAAAAAAAAAAAABAgP/xAAXEQEBAQEAAAAAAAAAAAAAAAAAEQES/9oA
DAMBAAIRAxEAPwBQtck16zidFXB00fX2XKBvHLL0G3NOsTNL3TEJraOLFTojsQhTH//Z
END
train work run crop "$home/tiny.jpg" --width 16 --force --output-dir "$home/made"
