#!/usr/bin/env bash
# Makes a package of a version that is yet to come: the same sources with one more migration, so that an
# upgrade really changes the database and a way back really meets a newer one.
# Usage: build/platforms/newer.sh NFPM FOLDER; it writes FOLDER/older.deb and FOLDER/newer.deb.
set -euo pipefail
cd "$(dirname "$0")/../.."
nfpm=$1 folder=$PWD/$2
mkdir -p "$folder"

cat >"$folder/newer.sql" <<SQL
-- +goose Up
CREATE TABLE newer (id INTEGER PRIMARY KEY) STRICT;
-- +goose Down
DROP TABLE newer;
SQL
cat >"$folder/overlay.json" <<JSON
{"Replace": {"$PWD/backend/store/migrations/9000_newer.sql": "$folder/newer.sql"}}
JSON

# pack NAME VERSION CORE
pack() {
	rm -rf "${folder:?}/$1"
	build/linux/stage.sh "$2" "$folder/$1"
	install -m755 "$3" "$folder/$1/usr/bin/sluice"
	# Packed lightly: what counts here is what happens, not the size.
	sed 's/compression: xz/compression: none/' build/linux/nfpm.yaml >"$folder/nfpm.yaml"
	VERSION=$2 ARCH=$(go env GOARCH) STAGE=$folder/$1 LIBC=$(build/linux/libc.sh build/bin/sluice-window) \
		"$nfpm" package --config "$folder/nfpm.yaml" --packager deb --target "$folder/$1.deb" >/dev/null
}

for version in older:1.0.0 newer:1.1.0; do
	overlay=()
	[ "${version%%:*}" = older ] || overlay=(-overlay "$folder/overlay.json")
	CGO_ENABLED=0 go build "${overlay[@]}" -ldflags "-s -w -X sluice/backend/api/remote.Version=${version#*:}" \
		-o "$folder/sluice-${version%%:*}" ./backend/cmd/sluice
	pack "${version%%:*}" "${version#*:}" "$folder/sluice-${version%%:*}"
done
