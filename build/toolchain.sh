#!/usr/bin/env bash
# Says in one sentence what is missing of Go and Node, and where to get it.
set -euo pipefail
cd "$(dirname "$0")/.."

# at_least WANT HAVE: is HAVE the same version or a later one?
at_least() { [ "$(printf '%s\n%s\n' "$1" "$2" | sort -V | head -n 1)" = "$1" ]; }

# A Go since 1.21 fetches the version that go.mod names by itself; ask inside the module.
go=$(go env GOVERSION 2>/dev/null || true)
if ! at_least 1.26 "${go#go}" || [ -z "$go" ]; then
	echo "Sluice needs Go 1.26 or later${go:+ (found ${go#go})}: get it from https://go.dev/dl/ and put its bin folder into PATH." >&2
	exit 1
fi
node=$(node --version 2>/dev/null || true)
if ! at_least 20.19 "${node#v}" || [ -z "$node" ]; then
	echo "Sluice needs Node 20.19 or later with npm${node:+ (found ${node#v})}: get it from https://nodejs.org/en/download." >&2
	exit 1
fi
if ! command -v npm >/dev/null; then
	echo "Sluice needs npm beside Node ${node#v}: get both from https://nodejs.org/en/download." >&2
	exit 1
fi
