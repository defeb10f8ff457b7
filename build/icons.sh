#!/usr/bin/env bash
# Draws every icon from the one drawing, build/appicon.svg. The results are kept in the repository, so
# that a build needs none of this: rsvg-convert, icotool, png2icns (packages of the group icons).
set -euo pipefail
cd "$(dirname "$0")"

draw() { rsvg-convert --width "$1" --height "$1" --output "$2" appicon.svg; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

draw 1024 appicon.png
for size in 16 22 24 32 48 64 128 256 512; do
	mkdir -p "linux/icons/${size}x$size/apps"
	draw "$size" "linux/icons/${size}x$size/apps/sluice.png"
done
mkdir -p linux/icons/scalable/apps
cp appicon.svg linux/icons/scalable/apps/sluice.svg

for size in 16 24 32 48 64 128 256 512 1024; do draw "$size" "$work/$size.png"; done
# 256 pixels are kept as PNG, as Windows itself does; the smaller ones as bitmaps, which all readers know.
icotool --create --output windows/icon.ico "$work"/{16,24,32,48,64,128}.png --raw "$work/256.png"
png2icns darwin/sluice.icns "$work"/{16,32,48,128,256,512,1024}.png >/dev/null
