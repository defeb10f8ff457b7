#!/bin/sh
# Run when the package goes: dpkg says "remove" or "purge", rpm how many of it are left. Says what stays.
case "${1:-}" in
remove | 0)
	echo "Sluice is removed. Each user's data stay in ~/.local/share/sluice; delete that folder to be rid of them."
	echo "A core that still runs goes on until its user's session ends."
	;;
esac
