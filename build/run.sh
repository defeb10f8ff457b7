#!/usr/bin/env bash
# Builds and starts Sluice: the window where there is a display, else the core with a link to open.
set -euo pipefail
cd "$(dirname "$0")/.."

# A Mac always has a display, and no variable that says so.
if [ "$(uname)" = Darwin ] || [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
	build/packages.sh run
	make --no-print-directory build
	exec build/bin/sluice-window
fi
build/packages.sh core
make --no-print-directory core
echo "There is no display here: open the link in a browser. Ctrl+C ends Sluice."
exec build/bin/sluice core --http 127.0.0.1:0
