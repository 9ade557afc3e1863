#!/bin/bash
# Thumbnails of many photographs in whole processes, beside vipsthumbnail (Debian: libvips-tools) and sharp (npm, in the folder SHARP names), which are
# left out where they are missing.
#   thumbs.sh PHOTOS [N] [ROUNDS]        a folder that photos.sh made; 200 of them, 3 rounds
#   SIZES=200,1024,1920 thumbs.sh …      several of each photo; vipsthumbnail then runs once for each size
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
. "$here/product.sh"
photos=$(cd "${1:?a folder of photographs}" && pwd)
count=${2:-200}
sizes=${SIZES:-200}
work=$(mktemp -d)
export PODSTUDIO_HOME=$work/home
trap 'rm -rf "$work"' EXIT
mkdir "$work/ours" "$work/vips" "$work/sharp"
find "$photos" -maxdepth 1 -name '*.jpg' | sort | awk -v n="$count" '{ all[NR] = $0 } END { for (i = 0; i < n && i < NR; i++) print all[1 + int(i * NR / n)] }' > "$work/list"
commands=("podstudio=$product/podstudio thumbs --quiet --force --size $sizes --out $work/ours --list $work/list")
if command -v vipsthumbnail > /dev/null; then
    vips=
    for size in ${sizes//,/ }; do
        vips+="VIPS_CONCURRENCY=1 xargs -P2 -n5 vipsthumbnail -s $size -o $work/vips/%s-$size.jpg[Q=85,strip] < $work/list; "
    done
    commands+=("vipsthumbnail -P2=$vips")
fi
if [ -d "${SHARP:-}/node_modules/sharp" ]; then
    commands+=("sharp, two at a time=SHARP=$SHARP node $here/sharp.mjs $sizes $work/sharp $work/list")
fi
"$here/compare.py" -n "${3:-3}" -u "$count" "${commands[@]}"
