#!/bin/sh
# Made the files beside this one with libjpeg-turbo 2.1: a real photograph in every way of writing it, and what djpeg makes of it at the scale 1/8.
# usage: fixtures.sh PHOTO.ppm      (releng/samples/coffee.png, 403 x 267 pixels from its middle)
for way in "420 -sample 2x2" "422 -sample 2x1" "440 -sample 1x2" "444 -sample 1x1" "grey -grayscale" "progressive -sample 2x2 -progressive" \
    "progressive444 -sample 1x1 -progressive" "restart -sample 2x2 -restart 3B" "restarts -sample 2x2 -progressive -restart 1B" "optimised -sample 2x2 -optimize"; do
    name=${way%% *}
    cjpeg -quality 88 ${way#* } -outfile "$name.jpg" "$1"
    djpeg -scale 1/8 -grayscale -outfile "$name.pgm" "$name.jpg"
done
djpeg -scale 1/8 -outfile 444.ppm 444.jpg
