#!/bin/bash
# Film, in six minutes of a quiet machine: what a job costs beside the bare ffmpeg command, an hour cut by copying, what is left after a cancel, a ladder
# beside a command a size, stills beside ten calls with -ss.
#   video.sh [SECONDS [ROUNDS]]     30 s of 1080p30, 2 rounds
#   PODSTUDIO_PRODUCT=...           another product; it has the transcode feature
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
export PODSTUDIO_PRODUCT=${PODSTUDIO_PRODUCT:-$here/../../product/target/products/org.podstudio.product/linux/gtk/x86_64/podstudio}
seconds=${1:-30}
rounds=${2:-2}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export PODSTUDIO_HOME=${PODSTUDIO_HOME:-$HOME/.podstudio}
natives=$(find "$PODSTUDIO_HOME/natives" -maxdepth 1 -name 'ffmpeg-*' -type d | head -n 1)
ffmpeg="env LD_LIBRARY_PATH=$natives:$(dirname "$natives")/stand-ins $natives/ffmpeg -nostdin -hide_banner -v error -y"
podstudio="$PODSTUDIO_PRODUCT/podstudio run --quiet --force --output-dir $work/out"

film() { # SECONDS KEY-FRAME-EVERY BITS FILTERS FILE
    $ffmpeg -f lavfi -i "testsrc2=s=1920x1080:r=30:d=$1$4" -f lavfi -i "sine=d=$1" -c:v libopenh264 -rc_mode bitrate -b:v "$3" -g "$2" \
        -pix_fmt yuv420p -c:a aac "$5" 2> /dev/null
}
grain=,noise=alls=6:allf=t
film "$seconds" 120 12M $grain "$work/film.mp4"
film 1 120 12M $grain "$work/moment.mp4"
film 12 30 20M $grain "$work/keys.mp4"
film 10 120 1M "" "$work/ten.mp4"
$ffmpeg -stream_loop 359 -i "$work/ten.mp4" -map 0 -c copy "$work/hour.mp4" 2> /dev/null

# the command that transcode gives for its defaults with the LGPL build
bare="$ffmpeg -i $work/film.mp4 -filter_complex \
'[0:0]scale=w=1920:h=1080:flags=bicubic:out_range=tv,setsar=sar=1,format=pix_fmts=yuv420p,setparams=color_primaries=bt709:color_trc=bt709:colorspace=bt709[v0]' \
-map '[v0]' -map 0:1 -c:0 libopenh264 -rc_mode:0 bitrate -b:0 200000000 -qmin:0 23 -qmax:0 23 -g:0 120 -profile:0 high -c:1 aac -b:1 80000 \
-movflags +faststart -f mp4 $work/bare.mp4"
echo "transcode, $seconds s of 1080p30 to H.264; a moment of it shows what the program itself takes"
"$here/compare.py" -n "$rounds" -u "$seconds" "bare=$bare" "podstudio=$podstudio transcode $work/film.mp4" \
    "moment=$podstudio transcode $work/moment.mp4" | tee "$work/table"
awk -v s="$seconds" '{ wall[$1] = $2; cpu[$1] = $3 } END {
    printf "bare: %.2f times real time; beside the start of the program the job takes %.1f %% more CPU, %.1f %% more time\n", s / wall["bare"],
        over(cpu, s), over(wall, s) }
    function over(of, s) { return 100 * ((of["podstudio"] - of["moment"]) / (of["bare"] * (s - 1) / s) - 1) }' "$work/table"

echo "an hour of 1080p, $(du -m "$work/hour.mp4" | cut -f 1) MB, cut by copying and verified; a moment is the start of the program"
"$here/compare.py" -n "$rounds" "hour=$podstudio video-trim $work/hour.mp4 --start=30 --end=3570" \
    "moment=$podstudio video-trim $work/moment.mp4 --end=0.5"

left() { # processes that work on our files
    pgrep -f "$work/[f]ilm.mp4" | grep -vx "$$" | wc -l
}
# what a shell starts in the background, or somebody started by nohup, hears no interrupt
env --default-signal=INT $podstudio transcode "$work/film.mp4" > /dev/null 2>&1 &
job=$!
until pgrep -f "ffmpeg.*$work/film.mp4.*transcoded" > /dev/null; do sleep 0.1; done
kill -INT "$job"
canceled=$(date +%s%N)
while [ "$(left)" -gt 0 ]; do sleep 0.05; done
echo "canceled: nothing left after $((($(date +%s%N) - canceled) / 1000000)) ms"
wait "$job" || true

"$here/abr.sh" "$work/ten.mp4" 1080 1
"$here/stills.sh" "$work/keys.mp4" "$rounds"
