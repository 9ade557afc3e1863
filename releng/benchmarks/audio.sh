#!/bin/bash
# Sound beside ffmpeg and, where it is installed, loudgain: levelling beside loudnorm's two passes, loudness beside ebur128, the outline
# beside showwavespic; whole programs, and the work alone in one that is warm. Some four minutes.
#   audio.sh [SECONDS] [ROUNDS]         600 s of music and speech, 2 rounds after one that is not counted
#   MATERIAL=mix.wav audio.sh           of one's own: 16-bit stereo WAV
#   FFMPEG=/usr/bin/ffmpeg audio.sh     beside another ffmpeg than the bundled one
# The material is made of Debian's wesnoth-1.16-music and asterisk-core-sounds-en-wav where apt can fetch them, else of noise.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
. "$here/product.sh"
seconds=${1:-600}
rounds=${2:-2}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
natives=$(find "${PODSTUDIO_HOME:-$HOME/.podstudio}/natives" -maxdepth 1 -name 'ffmpeg-*' -type d 2> /dev/null | head -n 1)
if [ -z "${FFMPEG:-}" ] && [ -n "$natives" ]; then
    export LD_LIBRARY_PATH=$natives:$(dirname "$natives")/stand-ins
fi
ffmpeg="${FFMPEG:-${natives:+$natives/ffmpeg}}"
ffmpeg="${ffmpeg:-ffmpeg} -nostdin -hide_banner -v error -y"

real() { # music and speech at three levels
    (cd "$work" && apt-get -q download wesnoth-1.16-music asterisk-core-sounds-en-wav) > /dev/null 2>&1 || return 1
    for package in "$work"/*.deb; do
        dpkg-deb -x "$package" "$work/src"
    done
    local music=$work/src/usr/share/games/wesnoth/1.16/data/core/music
    find "$work/src" -path '*sounds*' -name '*.wav' | LC_ALL=C sort | awk 'NR % 4 == 0' | head -n 60 | sed "s/.*/file '&'/" > "$work/speech"
    $ffmpeg -f concat -safe 0 -i "$work/speech" -ar 48000 -ac 2 "$work/speech.wav"
    $ffmpeg -i "$music/knalgan_theme.ogg" -i "$work/speech.wav" -i "$music/vengeful.ogg" -i "$music/the_dangerous_symphony.ogg" -filter_complex \
        "[0:a]atrim=0:200,aresample=48000[a];[1:a]atrim=0:90[s];[2:a]atrim=0:190,volume=-11dB,aresample=48000[b];[3:a]atrim=0:170,volume=-4dB,aresample=48000[c];[a][s][b][c]concat=n=4:v=0:a=1,aloop=-1:2e9,atrim=0:$seconds" \
        -ac 2 -c:a pcm_s16le "$1"
}
noise() {
    $ffmpeg -f lavfi -i "anoisesrc=d=$seconds:c=pink:a=0.7:seed=7:r=48000,tremolo=f=0.13:d=0.9[a];anoisesrc=d=$seconds:c=pink:a=0.7:seed=8:r=48000,tremolo=f=0.1:d=0.8[b];[a][b]amerge" -c:a pcm_s16le "$1"
}
mix=${MATERIAL:-$work/mix.wav}
[ -e "$mix" ] || real "$mix" || noise "$mix"
export PODSTUDIO_HOME=${PODSTUDIO_HOME:-$HOME/.podstudio}

. "$product/java-home.sh"

# theirs is what people type
two="loudnorm=I=-16:TP=-1.5:LRA=20"
cat > "$work/two.sh" << END
json=\$($ffmpeg -v info -i "$mix" -af $two:print_format=json -f null - 2>&1)
value() { echo "\$json" | sed -n "s/.*\"\$1\" : \"\(.*\)\".*/\1/p"; }
$ffmpeg -i "$mix" -af "$two:linear=true:measured_I=\$(value input_i):measured_TP=\$(value input_tp):measured_LRA=\$(value input_lra):measured_thresh=\$(value input_thresh)" -ar 48000 -c:a pcm_s16le "$work/two.wav"
END
echo "whole programs from their start to the end, $seconds s of sound: -16 LUFS below -1.5 dBTP"
"$here/compare.py" -n "$rounds" \
    "podstudio=rm -rf $work/n && $product/podstudio run normalize '$mix' --target-lufs=-16 --true-peak-dbtp=-1.5 --output-dir $work/n --quiet" \
    "loudnorm, two passes=bash $work/two.sh" \
    "ebur128, volume, ebur128=$ffmpeg -i $mix -af ebur128=framelog=quiet -f null - && $ffmpeg -i $mix -af volume=-1dB -c:a pcm_s16le $work/v.wav && $ffmpeg -i $work/v.wav -af ebur128=framelog=quiet -f null -"
echo "outline, 1800 x 300"
"$here/compare.py" -n "$rounds" \
    "podstudio=rm -rf $work/w && $product/podstudio run waveform '$mix' --width 1800 --height 300 --output-dir $work/w --quiet" \
    "showwavespic=$ffmpeg -i $mix -filter_complex showwavespic=s=1800x300 -frames:v 1 $work/w.png"
echo "the same work in a program that is warm, as a server and the window are"
"$(find_java_home 21 jdk)/bin/java" -Xmx1g --enable-native-access=ALL-UNNAMED \
    -cp "$(printf '%s\n' "$product"/plugins/*.jar | grep -v logback | paste -sd:)" "$here/Sound.java" "$mix" 2> /dev/null
peers=("ebur128 with peaks=$ffmpeg -i $mix -af ebur128=framelog=quiet:peak=true -f null -"
    "ebur128=$ffmpeg -i $mix -af ebur128=framelog=quiet -f null -"
    "showwavespic=$ffmpeg -i $mix -filter_complex showwavespic=s=1800x300 -frames:v 1 $work/w.png")
command -v loudgain > /dev/null && peers+=("loudgain=env -u LD_LIBRARY_PATH loudgain -q $mix")
"$here/compare.py" -n "$rounds" "${peers[@]}"
