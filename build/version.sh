#!/usr/bin/env bash
# Prints the version of these sources as Semantic Versioning has it, which dpkg, rpm and pacman order
# the same way: 1.2.3 for the tag v1.2.3, 1.2.3+4.g0123abc four commits later, 0.0.0+… before any tag.
set -euo pipefail
cd "$(dirname "$0")/.."

if ! described=$(git describe --tags --match 'v[0-9]*' --long --dirty --abbrev=7 2>/dev/null); then
	if ! count=$(git rev-list --count HEAD 2>/dev/null); then
		echo 0.0.0
		exit
	fi
	described=$(git describe --always --dirty --abbrev=7 --exclude '*')
	described=v0.0.0-$count-g$described
fi
dirty=
[[ $described != *-dirty ]] || dirty=dirty described=${described%-dirty}
hash=${described##*-} described=${described%-*}
since=${described##*-} tag=${described%-*}
version=${tag#v}
[ "$since" -eq 0 ] || version+="+$since.$hash"
if [ -n "$dirty" ]; then
	[[ $version == *+* ]] && version+=.dirty || version+=+dirty
fi
echo "$version"
