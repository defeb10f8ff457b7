#!/usr/bin/env bash
# Runs the workflow beside it in n8n without a screen, in a folder of its own that is removed afterwards:
# twice, so that one sees that twice is once. Sluice runs, with its address for scripts switched on:
#   sluice inbound --at 127.0.0.1:7411
# Usage: docs/recipes/n8n.sh N8N, the program, such as node_modules/.bin/n8n. SLUICE names another sluice.
set -euo pipefail
n8n=$(realpath "${1:?name the program n8n}")
sluice=${SLUICE:-sluice}
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export N8N_USER_FOLDER=$folder N8N_DIAGNOSTICS_ENABLED=false N8N_VERSION_NOTIFICATIONS_ENABLED=false \
	N8N_TEMPLATES_ENABLED=false N8N_RUNNERS_BROKER_PORT=${N8N_RUNNERS_BROKER_PORT:-7479}
umask 077

address=$("$sluice" inbound --json | sed -n 's/.*"address": "\(.*\)".*/\1/p')
secret=$("$sluice" inbound --json | sed -n 's/.*"secret": "\(.*\)".*/\1/p')
[ -n "$secret" ] || { echo "Switch the address on first: sluice inbound --at 127.0.0.1:7411"; exit 1; }

cat >"$folder/credentials.json" <<JSON
[{"id": "sluiceSecret001", "name": "Sluice", "type": "httpHeaderAuth",
  "data": {"name": "Authorization", "value": "Bearer $secret"}}]
JSON
sed "s/127\.0\.0\.1:7411/$address/" "$here/n8n-workflow.json" >"$folder/workflow.json"
"$n8n" import:credentials --input="$folder/credentials.json" | tail -1
"$n8n" import:workflow --input="$folder/workflow.json" | tail -1
for time in first second; do
	echo "The $time time:"
	"$n8n" execute --id=sluiceArrival01 --rawOutput | tr ',' '\n' | grep -E '"(outcome|new|reason|key|sentence)"' || true
done
