#!/bin/sh
# Makes the caches of classes of a product (docs/adr/0005-start.md), one for short commands and one for those that work on pictures.
#   train.sh PRODUCT
product=${1:?the folder of a product}
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
export PODSTUDIO_HOME="$home" PODSTUDIO_TRAIN=1
"$product/podstudio" processors --json > /dev/null 2>&1
"$product/podstudio" run crop "$product/samples/rocket.jpg" --width 320 --output-dir "$home" > /dev/null 2>&1
