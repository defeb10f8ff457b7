package app

import (
	"context"
	"encoding/json"
	"log/slog"
	"net/http"
	"net/http/httputil"
	"net/url"
	"strings"

	"sluice/backend/api/remote"
	"sluice/backend/fault"
	"sluice/backend/profile"
)

// startCore is remote.Start, or what a test puts in its place.
type startCore func(context.Context, profile.Profile) error

// handler passes every request of the page to the core, so that interface and API are one origin.
// Asking for the page itself starts the core where none runs; that is what Retry does as well.
type handler struct {
	profile profile.Profile
	start   startCore
	proxy   *httputil.ReverseProxy
}

func newHandler(p profile.Profile, start startCore) *handler {
	core, err := url.Parse(remote.Base)
	if err != nil {
		panic(err) // a constant of ours
	}
	return &handler{profile: p, start: start, proxy: &httputil.ReverseProxy{
		Rewrite:       func(r *httputil.ProxyRequest) { r.SetURL(core) },
		Transport:     remote.Transport(p),
		FlushInterval: -1, // events must come one by one
		ErrorHandler:  cannot,
	}}
}

// ServeHTTP answers as the core does, or says why it cannot.
func (h *handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if isPage(r) {
		if err := h.start(r.Context(), h.profile); err != nil {
			cannot(w, r, err)
			return
		}
	}
	h.proxy.ServeHTTP(w, r)
}

// isPage says whether the window asks for a page to show, rather than a page for its parts.
func isPage(r *http.Request) bool {
	return r.Method == http.MethodGet && (strings.HasSuffix(r.URL.Path, "/") || strings.HasSuffix(r.URL.Path, ".html"))
}

// cannot answers in the core's stead: a page where one was asked for, else a problem document.
func cannot(w http.ResponseWriter, r *http.Request, err error) {
	slog.Warn("the core gave no answer", "path", r.URL.Path, "err", err)
	if isPage(r) {
		servePlain(w, fault.SentenceOf(err))
		return
	}
	w.Header().Set("Content-Type", "application/problem+json")
	w.WriteHeader(http.StatusBadGateway)
	_ = json.NewEncoder(w).Encode(remote.Problem{ // the page may have gone meanwhile
		Title:  http.StatusText(http.StatusBadGateway),
		Status: http.StatusBadGateway,
		Detail: fault.SentenceOf(err),
		Code:   fault.CodeOf(err),
	})
}
