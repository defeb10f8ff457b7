#!/usr/bin/env bash
# Prints a version as Windows counts it, in four numbers: 1.2.3+4.g0123abc is 1.2.3.4.
set -euo pipefail
[[ $1 =~ ^([0-9]+\.[0-9]+\.[0-9]+)([-+]([0-9]+)\.)? ]] || { echo "$1 is no version" >&2; exit 1; }
echo "${BASH_REMATCH[1]}.${BASH_REMATCH[3]:-0}"
