#!/usr/bin/env bash
# Makes a clean Debian of this machine's own release, with nothing but apt, as a tar archive.
# Usage: build/platforms/clean.sh ARCHIVE. Needs root; for others it says so and makes nothing.
set -euo pipefail
archive=$1
if [ "$(id -u)" -ne 0 ]; then
	echo "A clean Debian wants root: the .deb will not be installed. sudo make test-platforms does it." >&2
	exit 0
fi
. /etc/os-release
# shellcheck disable=SC2016 # the format is apt's
mirror=$(apt-get indextargets --format '$(SITE)' 'Created-By: Packages' "Codename: $VERSION_CODENAME" | sort -u | head -n 1)
mirror=${mirror:-http://deb.debian.org/debian}

# The way to the mirror is this machine's: a proxy that apt knows, and whoever vouches for its address.
options=()
for name in Acquire::http::Proxy Acquire::https::Proxy; do
	eval "$(apt-config shell value "$name")"
	[ -z "${value:-}" ] || options+=(--aptopt="$name \"$value\"")
	unset value
done
if [[ $mirror == https:* ]]; then
	# shellcheck disable=SC2016 # mmdebstrap fills it in
	options+=(--include=ca-certificates
		'--customize-hook=cp /etc/ssl/certs/ca-certificates.crt "$1/etc/ssl/certs/"')
fi
# It lives for minutes: nothing need reach the disk before the next step. That halves the time.
options+=('--dpkgopt=force-unsafe-io')

mkdir -p "$(dirname "$archive")"
mmdebstrap --quiet --variant=apt --mode=root --components=main --skip=cleanup/apt/lists --format=tar "${options[@]}" \
	"$VERSION_CODENAME" "$archive.part" "$mirror"
mv "$archive.part" "$archive"
