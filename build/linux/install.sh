#!/bin/sh
# Installs Sluice from this folder, for yourself into ~/.local or, as root, for everybody into /usr/local.
# Usage: ./install.sh [--prefix FOLDER] [--remove]
# It may be run again, with a newer version too: what runs goes on, and the core starts anew by itself.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
if [ "$(id -u)" -eq 0 ]; then prefix=/usr/local; else prefix=$HOME/.local; fi
remove=

while [ $# -gt 0 ]; do
	case $1 in
	--prefix)
		[ $# -gt 1 ] || { echo "Which folder? --prefix FOLDER" >&2; exit 2; }
		prefix=$2
		shift
		;;
	--remove) remove=yes ;;
	*)
		sed -n '2,3s/^# //p' "$0"
		[ "$1" = --help ] && exit 0
		exit 2
		;;
	esac
	shift
done
case $prefix in
/*) ;;
*) prefix=$PWD/$prefix ;;
esac

# What was installed is written down, so that removing takes that and nothing else.
list=$prefix/share/sluice/installed

# take removes what is written down, and the folders that are empty then and ours alone.
take() {
	[ -f "$list" ] || return 0
	while IFS= read -r file; do
		case $file in
		/* | *..*) ;; # nothing outside
		*) rm -f -- "$prefix/$file" ;;
		esac
	done <"$list"
	rm -f -- "$list"
	rmdir -- "$prefix/share/sluice" "$prefix/share/doc/sluice" 2>/dev/null || true
}

# tell has the desktop look again at its menus and icons, where it has the programs for that.
tell() {
	update-desktop-database -q "$prefix/share/applications" 2>/dev/null || true
	# One that nobody keeps up to date would hide other programs' icons: none is made.
	[ ! -e "$prefix/share/icons/hicolor/icon-theme.cache" ] ||
		gtk-update-icon-cache -q -f -t "$prefix/share/icons/hicolor" 2>/dev/null || true
}

if [ -n "$remove" ]; then
	[ -f "$list" ] || { echo "Sluice was not installed into $prefix by this script." >&2; exit 1; }
	[ ! -x "$prefix/bin/sluice" ] || "$prefix/bin/sluice" autostart off >/dev/null 2>&1 || true
	take
	tell
	echo "Sluice is removed. Your data stay in ~/.local/share/sluice; delete that folder to be rid of them."
	echo "A core that still runs goes on until your session ends."
	exit 0
fi

[ -x "$here/bin/sluice" ] || { echo "Run this in the folder that was unpacked: bin/sluice is not beside it." >&2; exit 1; }

# A running program is not written over: the new one takes its name.
put() {
	mkdir -p -- "$(dirname -- "$prefix/$1")"
	cp -- "$here/$1" "$prefix/$1.new"
	mv -f -- "$prefix/$1.new" "$prefix/$1"
}

before=$(mktemp)
now=$(mktemp)
trap 'rm -f -- "$before" "$now"' EXIT
[ ! -f "$list" ] || cat "$list" >"$before"
(cd "$here" && find bin share -type f | sort) >"$now"
while IFS= read -r file; do put "$file"; done <"$now"
# The menu finds it also where its folder is not in PATH.
PREFIX=$prefix awk '/^Exec=/ { split(substr($0, 6), words, " "); sub(/^[^ ]*/, "Exec=\"" ENVIRON["PREFIX"] "/bin/" words[1] "\"") } { print }' \
	"$here/share/applications/sluice.desktop" >"$prefix/share/applications/sluice.desktop"
while IFS= read -r file; do
	grep -qxF -- "$file" "$now" || rm -f -- "$prefix/$file" # of an older version
done <"$before"
mkdir -p -- "$(dirname -- "$list")"
cp -- "$here/install.sh" "$(dirname -- "$list")/install.sh"
{ cat "$now" && echo share/sluice/install.sh; } >"$list"
tell

echo "Sluice is installed in $prefix. To remove it: $prefix/share/sluice/install.sh --remove --prefix $prefix"
case :$PATH: in
*:"$prefix/bin":*) ;;
*) echo "Its commands are found once $prefix/bin is in PATH; the menu finds it already." ;;
esac
if command -v ldd >/dev/null && ldd "$prefix/bin/sluice-window" 2>/dev/null | grep -q 'not found'; then
	echo "The window needs GTK 3 and WebKitGTK 4.1 (Debian: libwebkit2gtk-4.1-0, Fedora: webkit2gtk4.1, Arch: webkit2gtk-4.1)."
	echo "Until then the same interface opens in a browser: sluice core --http 127.0.0.1:0"
fi
