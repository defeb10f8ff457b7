#!/usr/bin/env bash
# Writes the licences of what Sluice is made of, which have to go with it.
# Usage: build/licences.sh interface TARGET           what is in the page
#        build/licences.sh programs TARGET LICENCES INTERFACE PROGRAM...   all that is in programs
set -euo pipefail
cd "$(dirname "$0")/.."
what=$1 target=$2
shift 2
mkdir -p "$(dirname "$target")"
line=$(printf -- '-%.0s' {1..80})

# interface: Vite knows which packages it puts into the page, but for fonts. The page is thrown away.
interface() {
	page=$(mktemp -d)
	(cd frontend && node --input-type=module -e "
		import { build } from 'vite'
		const into = { outDir: process.argv[1], emptyOutDir: true, license: { fileName: 'licences.md' } }
		await build({ logLevel: 'error', build: into })
	" "$page") >&2
	cat "$page/licences.md"
	rm -r "$page"
	for font in frontend/node_modules/@fontsource*/*/; do
		printf '\n## %s\n\n' "$(basename "$font"), a typeface"
		cat "$font/LICENSE"
	done
}

programs() {
	licences=$1 page=$2
	shift 2
	echo "Sluice is made of the works of many others, which come under licences of their own:"
	printf '\n%s\n\n' "$line"
	"$licences" texts "$@"
	printf '\n%s\n\n' "$line"
	cat "$page"
}

"$what" "$@" >"$target.part"
mv "$target.part" "$target"
