#!/usr/bin/env bash
# Lays out Sluice.app: the core, and in it the window as an application of its own.
# Usage: build/darwin/bundle.sh VERSION CORE WINDOW LICENCES FOLDER. Signing and the .dmg need a Mac: see sign.sh.
set -euo pipefail
version=$1 core=$2 window=$3 licences=$4 app=$5/Sluice.app
cd "$(dirname "$0")"

short=${version%%[-+]*} # Apple's versions are three numbers
helper="$app/Contents/Helpers/Sluice Window.app"

# lay BUNDLE PLIST PROGRAM NAME
lay() {
	mkdir -p "$1/Contents/MacOS" "$1/Contents/Resources"
	sed "s/@SHORT@/$short/" "$2" >"$1/Contents/Info.plist"
	install -m755 "$3" "$1/Contents/MacOS/$4"
	cp sluice.icns "$1/Contents/Resources/sluice.icns"
}

rm -rf "$app"
lay "$app" Info.plist "$core" sluice
lay "$helper" Window.plist "$window" sluice-window
cp ../../LICENSE "$app/Contents/Resources/LICENSE"
cp "$licences" "$app/Contents/Resources/THIRD-PARTY.txt"
