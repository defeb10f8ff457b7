#!/usr/bin/env bash
# Installs the system's packages that are missing, after naming them.
# Usage: build/packages.sh core|run|test|package|platforms|icons
# Debian and its children are what the tests run on. Fedora, Arch and macOS are known for core and run.
# A Mac brings bash 3.2, so nothing newer is used here.
set -euo pipefail

# packages SYSTEM GROUP lists the packages of a group as a system calls them; none: it has no such group.
packages() {
	case $1:$2 in
	apt:core) echo ca-certificates git ;;
	# The window: GTK, WebKit and a C compiler to link them.
	apt:run) packages apt core && echo gcc libc6-dev libgtk-3-dev libwebkit2gtk-4.1-dev pkg-config ;;
	# The tests: a private desktop with the daemons that people really have.
	apt:test)
		packages apt run
		echo at-spi2-core chromium cinnamon-desktop-data dbus dbus-daemon dbus-x11 dconf-cli dconf-gsettings-backend \
			dconf-service dovecot-imapd dunst fonts-dejavu-core gnome-keyring gsettings-desktop-schemas imagemagick \
			isync libglib2.0-bin libnotify-bin mako-notifier mate-notification-daemon nginx-light openbox openssl poppler-utils postfix radicale sway \
			sway-notification-center x11-utils xdg-utils xdotool \
			xfce4-notifyd xfce4-panel xfconf xvfb
		;;
	# What makes packages for the three systems.
	apt:package) packages apt run && echo binutils nsis xz-utils zip ;;
	# What looks into them and runs them: a clean Debian, wine, shells with their completion, GNOME itself.
	apt:platforms)
		packages apt test && packages apt package
		echo appstream bash-completion bsdutils desktop-file-utils fish gcc-mingw-w64-x86-64 gjs gnome-shell icoutils man-db mandoc \
			mmdebstrap p7zip-full rpm shellcheck wine64 zsh
		;;
	# What draws the icons anew.
	apt:icons) echo icnsutils icoutils librsvg2-bin ;;

	dnf:core | pacman:core) echo ca-certificates git make ;;
	dnf:run) packages dnf core && echo gcc glibc-devel gtk3-devel pkgconf-pkg-config webkit2gtk4.1-devel ;;
	pacman:run) packages pacman core && echo base-devel gtk3 webkit2gtk-4.1 ;;
	# Homebrew's Go and Node are new enough, and a Mac has no others; the window needs Apple's tools alone.
	brew:core | brew:run) echo go node ;;
	esac
}

# system names the package manager of this machine; empty: none that is known. The system itself says what
# it is, since a Fedora may have Debian's tools as well: https://www.freedesktop.org/software/systemd/man/os-release.html
system() {
	if [ "$(uname)" = Darwin ]; then
		managers=brew
	else
		managers=
		# shellcheck source=/dev/null # what it holds is the system's affair
		for name in $(. "${OS_RELEASE:-/etc/os-release}" 2>/dev/null && echo "${ID:-}" "${ID_LIKE:-}"); do
			case $name in
			debian | ubuntu) managers="$managers apt" ;;
			fedora | rhel) managers="$managers dnf" ;;
			arch) managers="$managers pacman" ;;
			esac
		done
	fi
	for manager in $managers; do
		command=$manager
		[ "$manager" != apt ] || command=apt-get
		if command -v "$command" >/dev/null; then
			echo "$manager"
			return
		fi
	done
}

# has SYSTEM PACKAGE: is it installed?
has() {
	case $1 in
	apt) [ "$(dpkg-query --show --showformat='${db:Status-Status}' "$2" 2>/dev/null | head -c 9)" = installed ] ;;
	dnf) rpm --quiet -q --whatprovides "$2" ;;
	pacman) pacman -Qq "$2" >/dev/null 2>&1 || pacman -Qqg "$2" >/dev/null 2>&1 ;;
	brew) command -v "$2" >/dev/null || brew list --versions "$2" >/dev/null 2>&1 ;;
	esac
}

# get SYSTEM PACKAGE... installs them.
get() {
	system=$1
	shift
	case $system in
	apt)
		export DEBIAN_FRONTEND=noninteractive
		as_root apt-get -q -o DPkg::Lock::Timeout=300 update </dev/null
		unstarted as_root apt-get -q -o DPkg::Lock::Timeout=300 install -y --no-install-recommends "$@" </dev/null
		;;
	dnf) as_root dnf install -y "$@" ;;
	pacman) as_root pacman -S --needed --noconfirm "$@" ;;
	brew) brew install "$@" ;;
	esac
}

# unstarted COMMAND...: what it installs starts no service of this machine. Tests start their own.
unstarted() {
	policy=/usr/sbin/policy-rc.d
	if [ -e "$policy" ]; then
		"$@"
		return
	fi
	printf '#!/bin/sh\nexit 101\n' | as_root tee "$policy" >/dev/null
	as_root chmod 755 "$policy"
	"$@" || { as_root rm -f "$policy"; return 1; }
	as_root rm -f "$policy"
}

as_root() {
	if [ "$(id -u)" -eq 0 ]; then
		"$@"
	elif command -v sudo >/dev/null; then
		sudo --preserve-env=DEBIAN_FRONTEND "$@"
	else
		echo "There is no sudo here. As root, run: $*" >&2
		exit 1
	fi
}

group=${1:?core, run, test, package, platforms or icons}
if [ -z "$(packages apt "$group")" ]; then
	echo "There is no group $group: core, run, test, package, platforms or icons." >&2
	exit 2
fi
system=$(system)
if [ "$(uname)" = Darwin ] && ! xcode-select --print-path >/dev/null 2>&1; then
	echo "The window needs Apple's command line tools: run xcode-select --install, then this again." >&2
	exit 1
fi
wanted=$(packages "$system" "$group")
if [ -z "$wanted" ] && [ "$(uname)" = Darwin ]; then
	echo "There is no Homebrew here, so nothing is installed: Go and Node have to be there already."
	exit 0
fi
if [ -z "$wanted" ]; then
	echo "What this needs is known for Debian alone; if it stops, install what Debian calls:"
	packages apt "$group"
	exit 0
fi

missing=
for package in $wanted; do
	has "$system" "$package" || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

echo "Installing packages with $system:$missing"
# shellcheck disable=SC2086 # names of packages hold no spaces
get "$system" $missing
