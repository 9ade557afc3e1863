#!/bin/bash
# Shake that is left by our own stabiliser and by vidstab of an ffmpeg on the path, at a smoothing of 10 and of 30, and CPU seconds of each, seeing and
# measuring included. Of a PHOTO six seconds of shaky film are made.
#   stabilize.sh PHOTO|FILM (in-jvm.sh tells what has to be built)
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
film=$(realpath "$1")
case $film in
*.jpg | *.png)
    x='(iw-1920)/2+90*sin(t*0.9)+14*sin(n*1.1)+9*sin(n*2.7)+22*sin(n*0.37)'
    y='(ih-1080)/2+60*sin(t*0.6)+12*sin(n*1.3)+8*cos(n*2.1)+18*sin(n*0.29)'
    ffmpeg -hide_banner -loglevel error -framerate 30 -loop 1 -t 6 -i "$film" -vf "scale=2600:-2,format=rgb24,rotate=a='0.006*sin(n*0.9)+0.004*sin(n*1.7)':bilinear=1,\
crop=1920:1080:x='$x':y='$y',noise=alls=6:allf=t,format=yuv420p" -c:v libx264 -crf 16 -preset veryfast "$work/shaky.mp4"
    film=$work/shaky.mp4
    ;;
esac
"$(dirname "$0")/in-jvm.sh" stabilize StabilizeBenchmark "$film" "$work"
