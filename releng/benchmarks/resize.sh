#!/bin/bash
# Photographs of 24 megapixels to 1920 pixels, JPEG of quality 85, in whole processes, beside vipsthumbnail (Debian: libvips-tools) and sharp (npm, in
# the folder SHARP names); then how near each is to Lanczos of all pixels as Pillow (Debian: python3-pil) makes it.
#   resize.sh PHOTOS [N] [ROUNDS]        a folder that photos.sh made; 12 of them, 3 rounds
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
. "$here/product.sh"
photos=$(cd "${1:?a folder of photographs}" && pwd)
count=${2:-12}
work=$(mktemp -d)
export PODSTUDIO_HOME=$work/home
trap 'rm -rf "$work"' EXIT
mkdir "$work/podstudio" "$work/vips" "$work/sharp"
find "$photos" -maxdepth 1 -name '*.jpg' | sort | awk 'NR % 8 == 4 || NR % 8 == 6 || NR % 8 == 0' | head -n "$count" > "$work/list"
commands=("podstudio=$product/podstudio thumbs --quiet --force --size 1920 --out $work/podstudio --list $work/list")
if command -v vipsthumbnail > /dev/null; then
    commands+=("vipsthumbnail -P2=VIPS_CONCURRENCY=1 xargs -P2 -n2 vipsthumbnail -s 1920 -o $work/vips/%s-1920.jpg[Q=85,strip] < $work/list")
fi
if [ -d "${SHARP:-}/node_modules/sharp" ]; then
    commands+=("sharp, two at a time=SHARP=$SHARP node $here/sharp.mjs 1920 $work/sharp $work/list")
fi
"$here/compare.py" -n "${3:-3}" -u "$count" "${commands[@]}"
/usr/bin/python3 - "$work" << 'EOF'
import glob, math, os, sys
from PIL import Image, ImageChops, ImageStat
work = sys.argv[1]
for who in ("podstudio", "vips", "sharp"):
    decibels = []
    for line in open(work + "/list"):
        name = os.path.splitext(os.path.basename(line.strip()))[0]
        made = glob.glob("%s/%s/%s*" % (work, who, name))
        if made:
            small = Image.open(made[0]).convert("RGB")
            best = Image.open(line.strip()).convert("RGB").resize(small.size, Image.LANCZOS)
            squares = ImageStat.Stat(ImageChops.difference(small, best)).sum2
            decibels.append(10 * math.log10(255 * 255 * 3 * small.size[0] * small.size[1] / sum(squares)))
    if decibels:
        print("%-10s %.2f dB" % (who, sum(decibels) / len(decibels)))
EOF
