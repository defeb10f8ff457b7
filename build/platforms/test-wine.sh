#!/usr/bin/env bash
# The core's tests as a Windows program under wine64: what needs no socket, which this wine lacks. Of
# the desktop it is what decides: the guard of silence, what is read from a notification centre, a toast's
# text; and the real registry for the start at sign-in. Usage: build/platforms/test-wine.sh GOTESTSUM
set -euo pipefail
cd "$(dirname "$0")/../.."
work=$PWD/build/out/platforms
mkdir -p "$work"

# wine 8 answers the way in which Go removes a folder with an error of its own, for which Go has no second
# way. The way that Go keeps for older Windows works: a copy of that one file of Go's takes it at once.
file=$(go env GOROOT)/src/internal/syscall/windows/at_windows.go
sed 's/if TestDeleteatFallback {/if true {/' "$file" >"$work/at_windows.go.txt"
cmp -s "$file" "$work/at_windows.go.txt" && { echo "Go's $file is not as expected" >&2; exit 1; }
echo "{\"Replace\": {\"$file\": \"$work/at_windows.go.txt\"}}" >"$work/wine.json"

trap 'WINEPREFIX="$work/wine" /usr/lib/wine/wineserver64 -k || true' EXIT # it may be gone already
ZONEINFO="Z:$(go env GOROOT | sed 's|/|\\\\|g')\lib\time\zoneinfo.zip" # this wine has no zones of its own
export ZONEINFO
packages=$(echo ./backend/{work,bus,address,schedule,gate,rank,promise,timesheet,update,profile,store,queue,session,intake,export} \
	./backend/timesheet/paper ./backend/source ./backend/source/{all,calendar,clickup,desktop,dropfolder,feed,github,gitlab,httpx,memory,ntfy,slack} \
	./backend/desktop/{autostart,capture,dnd,idle,link,notify,secret,shortcut} ./backend/foreign/{ioreg,sqlite,usernoted,wpn})
# What fails is tried once more and printed, as elsewhere.
GOOS=windows CGO_ENABLED=0 "$1" --format standard-quiet --rerun-fails=1 --rerun-fails-max-failures=3 --packages "$packages" -- \
	-overlay "$work/wine.json" -exec "$PWD/build/platforms/wine.sh" -count=1
