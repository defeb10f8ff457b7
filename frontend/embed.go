// Package frontend carries the built interface inside the program.
//
// The folder dist is made by "npm run build"; a fresh checkout has only a placeholder in it, so
// that everything compiles without Node.
package frontend

import (
	"embed"
	"io/fs"
)

//go:embed all:dist
var dist embed.FS

// Assets is the built interface with index.html at its root. It may be called any number of times.
func Assets() fs.FS {
	assets, err := fs.Sub(dist, "dist")
	if err != nil {
		panic(err) // "dist" is a valid path: fs.Sub has no other reason to fail
	}
	return assets
}

// Built says whether the interface was built before this program was. Without it there is no
// index.html, and whoever serves the assets should say so in words.
func Built() bool {
	_, err := fs.Stat(Assets(), "index.html")
	return err == nil
}
