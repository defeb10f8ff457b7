#!/usr/bin/env bash
# Gives a Windows program its icon, manifest and version. Usage: dress.sh GO-WINRES PROGRAM.exe ABOUT VERSION
set -euo pipefail
winres=$1 program=$2 about=$3 version=$4
here=$(cd "$(dirname "$0")" && pwd)

what=$(mktemp -p "$here" --suffix .json) # beside the icon: its path is taken from there
trap 'rm -f "$what"' EXIT
sed -e "s|@PROGRAM@|$(basename "$program" .exe)|; s|@ABOUT@|$about|; s|@ICON@|icon.ico|" "$here/winres.json" >"$what"
"$winres" patch --in "$what" --no-backup --file-version "$("$here/numbers.sh" "$version")" --product-version "$version" "$program"
