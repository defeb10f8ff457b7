package api

import (
	"io/fs"
	"net/http"
	"strings"
)

// policy is what a page of ours may do: nothing that does not come from the core.
const policy = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; " +
	"form-action 'none'; frame-ancestors 'none'"

// headers tells every page to trust nothing but us, and browsers to guess nothing.
func headers(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Security-Policy", policy)
		w.Header().Set("X-Content-Type-Options", "nosniff")
		w.Header().Set("Referrer-Policy", "no-referrer")
		w.Header().Set("Cross-Origin-Opener-Policy", "same-origin")
		next.ServeHTTP(w, r)
	})
}

// interfaceHandler serves the interface's files. Names with a hash in them never change; the page
// itself is asked for anew each time. What is no file is a place in the interface: the page shows it.
func interfaceHandler(files fs.FS) http.Handler {
	server := http.FileServerFS(files)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		path := strings.TrimPrefix(r.URL.Path, "/")
		if strings.HasPrefix(path, "assets/") {
			w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
		} else {
			w.Header().Set("Cache-Control", "no-cache")
		}
		if _, err := fs.Stat(files, path); path != "" && err != nil && !strings.Contains(path, ".") {
			r.URL.Path = "/"
		}
		server.ServeHTTP(w, r)
	})
}
