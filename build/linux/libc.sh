#!/usr/bin/env bash
# Prints the newest version of the C library that a program asks for: no older one runs it.
set -euo pipefail
objdump -T "$1" | grep -oE 'GLIBC_[0-9.]+' | sort -Vu | tail -n 1 | cut -d_ -f2
