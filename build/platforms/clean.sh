#!/usr/bin/env bash
# Makes a clean Debian of this machine's own release, with nothing but apt, as a tar archive.
# Usage: build/platforms/clean.sh ARCHIVE. Needs root.
set -euo pipefail
archive=$1
. /etc/os-release
# shellcheck disable=SC2016 # the format is apt's
mirror=$(apt-get indextargets --format '$(SITE)' 'Created-By: Packages' "Codename: $VERSION_CODENAME" | sort -u | head -n 1)
mkdir -p "$(dirname "$archive")"
mmdebstrap --quiet --variant=apt --mode=root --components=main --skip=cleanup/apt/lists --format=tar \
	"$VERSION_CODENAME" "$archive.part" "${mirror:-http://deb.debian.org/debian}"
mv "$archive.part" "$archive"
