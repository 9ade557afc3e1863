#!/bin/bash
# What transcoding costs beside the bare ffmpeg command: CPU seconds (user + system) and wall time, side by side.
# usage: video.sh PRODUCT [SECONDS [ROUNDS]]     PRODUCT: an unpacked product that has the transcode feature installed
set -euo pipefail
product=$(cd "$1" && pwd); seconds=${2:-60}; rounds=${3:-3}
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
natives=$(ls -d "${PODSTUDIO_HOME:-$HOME/.podstudio}"/natives/ffmpeg-* | head -1)
ffmpeg() { LD_LIBRARY_PATH="$natives:${natives%/*}/stand-ins" "$natives/ffmpeg" -hide_banner -nostdin -y -v error "$@" 2>/dev/null; }
export -f ffmpeg; export natives

# 1080p30 of moving noise and shapes, so that the encoder has something to do
ffmpeg -f lavfi -i "testsrc2=s=1920x1080:r=30:d=$seconds,noise=alls=6:allf=t" -f lavfi -i "sine=d=$seconds" \
    -c:v libopenh264 -rc_mode bitrate -b:v 12M -pix_fmt yuv420p -c:a aac "$work/film.mp4"

measure() { # name command...: prints wall and CPU seconds
    local name=$1; shift
    TIMEFORMAT="$name wall %R cpu %U %S"
    { time "$@" > "$work/said" 2>&1; } 2>&1
}

bare() { # the command that transcode gives for its defaults with the LGPL build
    ffmpeg -i "$work/film.mp4" -filter_complex \
        "[0:0]scale=w=1920:h=1080:flags=bicubic:out_range=tv,setsar=sar=1,format=pix_fmts=yuv420p,setparams=color_primaries=bt709:color_trc=bt709:colorspace=bt709[v0]" \
        -map "[v0]" -map 0:1 -c:0 libopenh264 -rc_mode:0 bitrate -b:0 200000000 -qmin:0 23 -qmax:0 23 -g:0 120 -profile:0 high \
        -c:1 aac -b:1 80000 -movflags +faststart -f mp4 "$work/bare.mp4"
}

for round in $(seq "$rounds"); do
    measure bare bare
    measure podstudio "$product/podstudio" run transcode "$work/film.mp4" --output-dir "$work/out$round"
done | awk -v film="$seconds" '{ print; wall[$1] += $3; cpu[$1] += $5 + $6; n[$1]++ }
    END { for (k in n) printf "%s: wall %.2f s, cpu %.2f s, %.2f x real time\n", k, wall[k] / n[k], cpu[k] / n[k], film * n[k] / wall[k];
          printf "cpu of the job / bare: %.3f\n", cpu["podstudio"] / cpu["bare"] }'
