#!/bin/bash
# Plays a film that `podstudio run abr` has cut, in headless Chromium, by hls.js and by dash.js: each size is chosen and must come, in one go, without a stall
# and without a gap. Needs npm and a Chromium (Debian: apt-get install chromium); the players come from npm.
#   abr-players.sh FOLDER [SCREENSHOT.png]
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
work=${PLAYERS:-$(mktemp -d)}
[ -n "${PLAYERS:-}" ] || trap 'rm -rf "$work"' EXIT
[ -d "$work/node_modules" ] || npm install --silent --ignore-scripts --no-audit --no-fund --prefix "$work" hls.js@1.7.4 dashjs@5.2.1 puppeteer-core@24.43.1
NODE_PATH=$work/node_modules exec node "$here/abr-players.cjs" "$@"
