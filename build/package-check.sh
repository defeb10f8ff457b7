#!/usr/bin/env bash
# Makes the packages once more, from a copy of the sources in another folder and with an empty cache of
# compiled code, and compares every byte. Usage: build/package-check.sh VERSION PACKAGES
set -euo pipefail
cd "$(dirname "$0")/.."
version=$1 packages=$PWD/$2
again=$(mktemp -d)
trap 'chmod -R u+w "$again"; rm -rf "$again"' EXIT

git ls-files -z --cached --others --exclude-standard | tar --null --files-from=- --ignore-failed-read -cf - | tar -xf - -C "$again"
mkdir -p "$again/build/bin" "$again/build/stamps"
ln -s "$PWD/build/bin/tools" "$again/build/bin/tools"
ln -s "$PWD/frontend/node_modules" "$again/frontend/node_modules"
touch "$again/build/stamps/npm" "$again/build/stamps/toolchain"
GOCACHE=$again/cache make --no-print-directory -C "$again" VERSION="$version" package-linux package-windows >"$again/log" 2>&1 || {
	tail -n 40 "$again/log" >&2
	exit 1
}
differ=0
for made in "$again"/build/out/package/*; do
	if cmp -s "$made" "$packages/${made##*/}"; then
		echo "the same: ${made##*/}"
	else
		echo "DIFFERENT: ${made##*/}"
		differ=1
	fi
done
exit "$differ"
