#!/bin/bash
# Photographs to WebP of quality 85 beside cwebp -m 4 (Debian: webp), and to AVIF beside avifenc -s 8 (libavif-bin), in whole processes.
#   convert.sh PHOTOS [N] [ROUNDS]        a folder that photos.sh made; 6 of them, 1 round
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
. "$here/product.sh"
photos=$(cd "${1:?a folder of photographs}" && pwd)
count=${2:-6}
work=$(mktemp -d)
export PODSTUDIO_HOME=$work/home
trap 'rm -rf "$work"' EXIT
mkdir "$work/in" "$work/cwebp" "$work/avifenc"
find "$photos" -maxdepth 1 -name '*.jpg' | sort | awk 'NR % 8 == 4' | head -n "$count" > "$work/list"
xargs cp -t "$work/in" < "$work/list"
ours="$product/podstudio run convert $work/in --force --quiet --output-dir $work"
"$here/compare.py" -n "${3:-1}" -u "$count" "podstudio webp=$ours/webp --format webp --level 85" \
    "cwebp -m 4 -P2=xargs -P2 -I{} sh -c 'cwebp -quiet -m 4 -q 85 {} -o $work/cwebp/\$(basename {} .jpg).webp' < $work/list"
"$here/compare.py" -n "${3:-1}" -u "$count" "podstudio avif=$ours/avif --format avif --level ${LEVEL:-60} --effort ${EFFORT:-1}" \
    "avifenc -s 8=xargs -I{} sh -c 'avifenc -s 8 -j 2 -y 420 --min ${MIN:-20} --max ${MAX:-32} {} $work/avifenc/\$(basename {} .jpg).avif' < $work/list"
du -cb "$work"/webp/*.webp | tail -n 1 | sed 's/total/bytes of WebP, podstudio/'
du -cb "$work"/cwebp/*.webp | tail -n 1 | sed 's/total/bytes of WebP, cwebp/'
du -cb "$work"/avif/*.avif | tail -n 1 | sed 's/total/bytes of AVIF, podstudio/'
du -cb "$work"/avifenc/*.avif | tail -n 1 | sed 's/total/bytes of AVIF, avifenc/'
if command -v avifdec > /dev/null; then
    for who in avif avifenc; do
        for file in "$work/$who"/*.avif; do avifdec "$file" "$file.png" > /dev/null; done
    done
    /usr/bin/python3 - "$work" << 'EOF'
import glob, math, os, sys
from PIL import Image, ImageChops, ImageStat
work = sys.argv[1]
for who in ("avif", "avifenc"):
    decibels = []
    for line in open(work + "/list"):
        name = os.path.splitext(os.path.basename(line.strip()))[0]
        made = Image.open(glob.glob("%s/%s/%s*.png" % (work, who, name))[0]).convert("RGB")
        squares = ImageStat.Stat(ImageChops.difference(made, Image.open(line.strip()).convert("RGB"))).sum2
        decibels.append(10 * math.log10(255 * 255 * 3 * made.size[0] * made.size[1] / sum(squares)))
    print("%-10s %.2f dB" % (who, sum(decibels) / len(decibels)))
EOF
fi
