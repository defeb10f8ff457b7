package api

import (
	"bytes"
	"fmt"
	"io/fs"
	"net/http"
	"strings"

	"sluice/backend/queue"
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
func (a *API) interfaceHandler(files fs.FS) http.Handler {
	server := http.FileServerFS(files)
	return onlyLooking(func(w http.ResponseWriter, r *http.Request) {
		path := strings.TrimPrefix(r.URL.Path, "/")
		asset := strings.HasPrefix(path, "assets/")
		switch {
		case isFile(files, path):
		case asset || strings.Contains(path, "."):
			http.NotFound(w, r)
			return
		case !isFile(files, "index.html"):
			http.Error(w, "The interface is not part of this build. Build it with: make build", http.StatusServiceUnavailable)
			return
		default:
			path = "index.html"
		}
		w.Header().Set("Cache-Control", "no-cache")
		switch {
		case path == "index.html":
			a.servePage(w, r, files)
			return
		case asset:
			w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
		}
		server.ServeHTTP(w, r)
	})
}

// plainRoot is how the page begins as it was built.
const plainRoot = `<html lang="en">`

// servePage serves the page, with the language and the look that the user chose at its root: it must
// speak and look so before its first request could be answered.
func (a *API) servePage(w http.ResponseWriter, r *http.Request, files fs.FS) {
	page, err := fs.ReadFile(files, "index.html")
	if err != nil {
		http.Error(w, "The interface cannot be read.", http.StatusInternalServerError)
		return
	}
	if chosen, err := a.core.Queue.Settings(r.Context()); err == nil { // else as the system has it
		page = bytes.Replace(page, []byte(plainRoot), []byte(root(chosen)), 1)
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_, _ = w.Write(page) // the page may have gone meanwhile
}

// root is how the page begins for a user who chose so.
func root(chosen queue.Settings) string {
	text := `<html lang="en"`
	if chosen.Language == "en" || chosen.Language == "de" {
		text += fmt.Sprintf(" data-language=%q", chosen.Language)
	}
	if chosen.Appearance == "light" || chosen.Appearance == "dark" {
		text += fmt.Sprintf(" data-theme=%q", chosen.Appearance)
	}
	return text + ">"
}

func isFile(files fs.FS, path string) bool {
	info, err := fs.Stat(files, path)
	return err == nil && !info.IsDir()
}

func onlyLooking(next http.HandlerFunc) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			w.Header().Set("Allow", http.MethodGet)
			http.Error(w, "These files can only be looked at.", http.StatusMethodNotAllowed)
			return
		}
		next(w, r)
	})
}
