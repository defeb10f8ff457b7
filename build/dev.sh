#!/usr/bin/env bash
# The interface with live reload, against a core in a profile of its own (build/out/dev).
set -euo pipefail
cd "$(dirname "$0")/.."

mkdir -p build/out
build/bin/sluice core --profile build/out/dev --http 127.0.0.1:8480 &
core=$!
trap 'kill "$core" 2>/dev/null || true' EXIT
cd frontend
SLUICE_CORE=http://127.0.0.1:8480 npm run dev
