#!/usr/bin/env bash
# Lays out what a Linux package installs. Usage: build/linux/stage.sh VERSION FOLDER
set -euo pipefail
cd "$(dirname "$0")/../.."
version=$1 root=$2/usr

install -Dm755 -t "$root/bin" build/bin/sluice build/bin/sluice-window
install -Dm644 -t "$root/share/applications" build/linux/sluice.desktop
mkdir -p "$root/share/metainfo" "$root/share/icons"
sed -e "s/@VERSION@/$version/" -e "s/@DATE@/$(date -u -d "@$SOURCE_DATE_EPOCH" +%F)/" \
	build/linux/metainfo.xml >"$root/share/metainfo/app.sluice.Sluice.metainfo.xml"
cp -r build/linux/icons "$root/share/icons/hicolor"

# The program itself knows its commands.
for shell in bash:bash-completion/completions/sluice zsh:zsh/site-functions/_sluice fish:fish/vendor_completions.d/sluice.fish; do
	mkdir -p "$(dirname "$root/share/${shell#*:}")"
	build/bin/sluice completion "${shell%%:*}" >"$root/share/${shell#*:}"
done
# Debian's zsh looks here too, and not in site-functions.
install -Dm644 "$root/share/zsh/site-functions/_sluice" "$root/share/zsh/vendor-completions/_sluice"
mkdir -p "$root/share/man/man1"
build/bin/sluice manual | gzip -9n >"$root/share/man/man1/sluice.1.gz"

install -Dm644 -t "$root/share/doc/sluice" README.md CHANGELOG.md
install -Dm644 LICENSE "$root/share/doc/sluice/copyright"
install -Dm644 build/out/licences/linux.txt "$root/share/doc/sluice/third-party.txt"
find "$root" -type f -exec chmod go+r {} + -exec touch -d "@$SOURCE_DATE_EPOCH" {} +
