#!/bin/bash
# Makes photographs to measure with: DIR/IMG_0000.jpg and so on, 12 to 24 megapixels each, the same ones everywhere.
#   photos.sh DIR [N]        200 of them take 1.1 GB and some minutes
# They are made of the photographs of Debian's lomiri-wallpapers (CC-BY, CC-BY-SA, CC0, see their copyright files), cut, turned and grained; needs
# python3-pil and python3-numpy.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "${1:?a folder}"
cd "$1"
mkdir -p .src
if [ ! -d .src/base ]; then
    mkdir .src/base
    (cd .src && apt-get download lomiri-wallpapers-16.04 lomiri-wallpapers-20.04 > /dev/null)
    for package in .src/*.deb; do dpkg-deb -x "$package" .src/x; done
    cp .src/x/usr/share/backgrounds/*.jpg .src/base/
fi
/usr/bin/python3 "$here/photos.py" .src/base . "${2:-200}"
