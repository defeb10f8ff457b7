#!/usr/bin/env bash
# Installs the Debian packages that are missing, after naming them. Usage: build/packages.sh core|run|test
set -euo pipefail

core=(ca-certificates git)
# The window: GTK, WebKit and a C compiler to link them.
run=("${core[@]}" gcc libc6-dev libgtk-3-dev libwebkit2gtk-4.1-dev pkg-config)
# The tests: a private desktop with the daemons that people really have.
test=("${run[@]}" chromium cinnamon-desktop-data dbus dbus-daemon dbus-x11 dconf-cli dconf-gsettings-backend
	dconf-service dunst fonts-dejavu-core gsettings-desktop-schemas imagemagick libglib2.0-bin libnotify-bin
	mako-notifier mate-notification-daemon openbox sway sway-notification-center x11-utils xdg-utils xdotool
	xfce4-notifyd xfce4-panel xfconf xvfb)

declare -n wanted="${1:?core, run or test}"

if ! command -v dpkg-query >/dev/null; then
	echo "This is no Debian: if the build stops, install what these packages hold: ${wanted[*]}."
	exit 0
fi

missing=()
for package in "${wanted[@]}"; do
	state=$(dpkg-query --show --showformat='${db:Status-Status}' "$package" 2>/dev/null | head -c 9 || true)
	[ "$state" = installed ] || missing+=("$package")
done
[ "${#missing[@]}" -gt 0 ] || exit 0

echo "Installing Debian packages: ${missing[*]}"
as_root=()
if [ "$(id -u)" -ne 0 ]; then
	if ! command -v sudo >/dev/null; then
		echo "There is no sudo here. As root, run: apt-get install --no-install-recommends ${missing[*]}" >&2
		exit 1
	fi
	as_root=(sudo)
fi
apt() { "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=300 "$@" </dev/null; }
apt update
apt install -y --no-install-recommends "${missing[@]}"
