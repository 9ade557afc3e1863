#!/bin/sh
# Makes the caches of classes with which this product starts in half the time (docs/adr/0005-start.md): one for short commands, one for those
# that work. Once for each Java it runs with; from Java 25 on.
here=$(cd "$(dirname "$(readlink -f "$0")")" && pwd)
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
export PODSTUDIO_HOME="$home" PODSTUDIO_TRAIN=1
"$here/podstudio" processors --json > /dev/null 2>&1
# A picture of 24 x 16 pixels: with more of them the loops over pixels would become hot here, and stay with the first compiler for good.
base64 -d > "$home/tiny.jpg" << 'END'
/9j/4AAQSkZJRgABAQAAAQABAAD//gAcY21wMy4xMC4zLjJMcTMgMHg3NTZmZmJmNwD/2wBDABsSFBcUERsXFhceHBsgKEIrKCUlKFE6PTBCYFVlZF9VXVtqeJmBanGQc1tdhbWGkJ6jq62r
Z4C8ybqmx5moq6T/2wBDARweHigjKE4rK06kbl1upKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKT/wAARCAAQABgDASIAAhEBAxEB/8QAGQAA
AgMBAAAAAAAAAAAAAAAAAAUBAgME/8QAHhAAAgICAgMAAAAAAAAAAAAAAQIAAxEhEjEEYYH/xAAWAQEBAQAAAAAAAAAAAAAAAAABAgP/xAAXEQEBAQEAAAAAAAAAAAAAAAAAEQES/9oA
DAMBAAIRAxEAPwBQtck16zidFXB00fX2XKBvHLL0G3NOsTNL3TEJraOLFTojsQhTH//Z
END
"$here/podstudio" run crop "$home/tiny.jpg" --width 16 --output-dir "$home" > /dev/null 2>&1
ls "$here"/configuration/*.aot > /dev/null 2>&1 ||
    echo "No cache was made: that takes Java 25 or newer, and a folder of PODStudio that may be written to." >&2
