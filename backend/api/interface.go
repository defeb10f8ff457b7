package api

import (
	"bytes"
	"encoding/json"
	"fmt"
	"html"
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
// The page brings along what it asks first, as asked would answer it.
func (a *API) interfaceHandler(files fs.FS, asked http.Handler) http.Handler {
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
			w.Header().Set("Cache-Control", "no-store")
			a.servePage(w, r, files, asked)
			return
		case asset:
			w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
		}
		server.ServeHTTP(w, r)
	})
}

// plainRoot is how the page begins as it was built.
const plainRoot = `<html lang="en">`

// askedFirst is what the interface asks when it begins; frontend/src/first.ts takes the answers.
var askedFirst = []string{
	"/api/v1/status",
	"/api/v1/settings",
	"/api/v1/clients",
	"/api/v1/queue?state=queued&offset=0&limit=400&brief=true",
}

// servePage serves the page, with the language and the look that the user chose at its root: it must
// speak and look so before its first request could be answered. At its end stand the answers to what it
// asks first, while the browser loads what the beginning names.
func (a *API) servePage(w http.ResponseWriter, r *http.Request, files fs.FS, asked http.Handler) {
	page, err := fs.ReadFile(files, "index.html")
	if err != nil {
		http.Error(w, "The interface cannot be read.", http.StatusInternalServerError)
		return
	}
	chosen, err := a.core.Queue.Settings(r.Context())
	if err == nil { // else as the system has it
		page = bytes.Replace(page, []byte(plainRoot), []byte(root(chosen)), 1)
	}
	page = bytes.Replace(page, []byte("</head>"), []byte(words(files, chosen.Language, r.Header.Get("Accept-Language"))+"</head>"), 1)
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	start, end, whole := bytes.Cut(page, []byte("</body>"))
	_, _ = w.Write(start) // the page may have gone meanwhile
	if !whole || r.Method == http.MethodHead {
		return
	}
	_ = http.NewResponseController(w).Flush()
	_, _ = w.Write(append(answersTo(r, asked), "</body>"...))
	_, _ = w.Write(end)
}

// answersTo gives the answers to what the page asks first, as parts of it that are no programs. What
// cannot be answered is left out: the page asks itself, and says what is wrong.
func answersTo(r *http.Request, asked http.Handler) []byte {
	var told bytes.Buffer
	for _, path := range askedFirst {
		request, err := http.NewRequestWithContext(r.Context(), http.MethodGet, path, nil)
		if err != nil {
			continue
		}
		kept := &kept{header: http.Header{}, status: http.StatusOK}
		asked.ServeHTTP(kept, request)
		if kept.status != http.StatusOK {
			continue
		}
		fmt.Fprintf(&told, `<script type="application/json" data-asked=%q>`, html.EscapeString(path))
		json.HTMLEscape(&told, kept.body.Bytes()) // a message can then not end the part it stands in
		told.WriteString("</script>")
	}
	return told.Bytes()
}

// kept is an answer that is kept rather than sent.
type kept struct {
	header http.Header
	status int
	body   bytes.Buffer
}

func (k *kept) Header() http.Header               { return k.header }
func (k *kept) WriteHeader(status int)            { k.status = status }
func (k *kept) Write(content []byte) (int, error) { return k.body.Write(content) }

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

// words names the file with the words of the page's language, so that it is fetched beside the program,
// which asks for it when it runs. Without a choice that is the first that the browser asks for; should the
// program see that otherwise, a file was fetched in vain.
func words(files fs.FS, chosen, accepted string) string {
	asked := []string{chosen}
	if chosen == "" || chosen == "system" {
		asked = append(strings.Split(accepted, ","), "en")
	}
	for _, language := range asked {
		if name, _, _ := strings.Cut(strings.TrimSpace(language), "-"); name == "en" || name == "de" {
			if found, _ := fs.Glob(files, "assets/"+name+"-*.js"); len(found) == 1 {
				return fmt.Sprintf(`<link rel="modulepreload" crossorigin href="/%s">`, found[0])
			}
		}
	}
	return ""
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
