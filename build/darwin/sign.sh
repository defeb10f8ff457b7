#!/usr/bin/env bash
# Signs Sluice.app and makes the .dmg. Runs on a Mac alone. Without an identity in SLUICE_IDENTITY the
# signature is one of nobody (ad hoc), which macOS lets run on Apple silicon after the user agreed.
# Usage: build/darwin/sign.sh FOLDER TARGET.dmg
set -euo pipefail
folder=$1 target=$2
identity=${SLUICE_IDENTITY:--}

options=(--force --timestamp=none --sign "$identity")
[ "$identity" = - ] || options=(--force --timestamp --options runtime --sign "$identity")
codesign "${options[@]}" "$folder/Sluice.app/Contents/Helpers/Sluice Window.app" # from within outwards
codesign "${options[@]}" "$folder/Sluice.app"
codesign --verify --deep --strict "$folder/Sluice.app"

ln -sfn /Applications "$folder/Applications"
hdiutil create -volname Sluice -srcfolder "$folder" -format UDZO -ov "$target"
