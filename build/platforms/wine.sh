#!/usr/bin/env bash
# Runs a Windows program under wine64: for `go test -exec`. The Windows that it runs in lies in
# build/out/platforms/wine and is made on first use.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
export WINEPREFIX=${WINEPREFIX:-$(cd "$here/../.." && pwd)/build/out/platforms/wine}
export WINEDEBUG=-all WINEDLLOVERRIDES='mscoree=;mshtml=' DISPLAY=
wine=/usr/lib/wine/wine64

make_windows() {
	[ -e "$WINEPREFIX/ready" ] && return
	mkdir -p "$WINEPREFIX"
	"$wine" wineboot --init >/dev/null 2>&1
	"$wine" reg add 'HKCU\Software\Wine' /v Version /d win10 /f >/dev/null # its own idea is Windows 7
	# Go programs want a library that this wine lacks.
	x86_64-w64-mingw32-gcc -shared -o "$WINEPREFIX/drive_c/windows/system32/bcryptprimitives.dll" \
		"$here/testdata/bcryptprimitives.c" -ladvapi32
	touch "$WINEPREFIX/ready"
}

mkdir -p "$(dirname "$WINEPREFIX")"
exec 9>"$WINEPREFIX.lock"
flock 9
make_windows
exec 9>&-

# What wine leaves running in the background must not hold the pipe that `go test` waits on.
said=$(mktemp)
trap 'rm -f "$said"' EXIT
code=0
"$wine" "$@" >"$said" 2>&1 || code=$?
cat "$said"
exit "$code"
