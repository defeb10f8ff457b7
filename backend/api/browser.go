package api

import (
	"crypto/rand"
	"crypto/subtle"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"sync"

	"sluice/backend/fault"
)

// Browser lets a browser on this machine use the interface over loopback. A link that works once sets
// a cookie; whatever has no such cookie is refused, and so is whatever another page sends.
type Browser struct {
	host   string // "127.0.0.1:4711": what requests must name as their host
	cookie string // its name; with the port, for browsers keep one jar for all ports of a host
	next   http.Handler

	mu       sync.Mutex
	links    map[string]bool // not used yet
	sessions map[string]bool
}

// NewBrowser guards a handler that is served at host, an address of the loopback with its port.
func NewBrowser(host string, next http.Handler) *Browser {
	_, port, _ := net.SplitHostPort(host)
	return &Browser{host: host, cookie: "sluice-" + port, next: next, links: map[string]bool{}, sessions: map[string]bool{}}
}

// Link gives a link that opens the interface once.
func (b *Browser) Link() string {
	key := rand.Text()
	b.mu.Lock()
	defer b.mu.Unlock()
	b.links[key] = true
	return (&url.URL{Scheme: "http", Host: b.host, Path: openPath, RawQuery: url.Values{"key": {key}}.Encode()}).String()
}

const (
	openPath = "/open"
	// ours is a header that a page of another site cannot send without being asked whether it may.
	ours = "X-Sluice"
	// openPage leads on to the interface. It names the icon, or the browser asks for one that is not there.
	openPage = `<!doctype html><meta http-equiv="refresh" content="0;url=/"><title>Sluice</title>` +
		`<link rel="icon" href="/icon.svg" type="image/svg+xml"><a href="/">Sluice</a>`
)

// ServeHTTP answers what may be answered.
func (b *Browser) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	switch {
	case r.Host != b.host:
		refuse(w, http.StatusMisdirectedRequest, fault.Denied, "This address is not Sluice's.")
	case r.URL.Path == openPath && r.Method == http.MethodGet:
		b.open(w, r)
	case !b.knows(r):
		refuse(w, http.StatusUnauthorized, fault.Denied, "Open Sluice with a fresh link: sluice open --browser")
	case changes(r) && !b.sentByUs(r):
		refuse(w, http.StatusForbidden, fault.Denied, "Only Sluice's own page may change something.")
	default:
		b.next.ServeHTTP(w, r)
	}
}

// open takes a link's key and gives a cookie for it. The page that follows is reached from a page of
// ours, since a strict cookie does not go along with a redirect from elsewhere.
func (b *Browser) open(w http.ResponseWriter, r *http.Request) {
	key := r.URL.Query().Get("key")
	b.mu.Lock()
	defer b.mu.Unlock()
	if !b.links[key] {
		refuse(w, http.StatusUnauthorized, fault.Denied, "This link was used already. Ask for a fresh one: sluice open --browser")
		return
	}
	delete(b.links, key)
	session := rand.Text()
	b.sessions[session] = true
	http.SetCookie(w, &http.Cookie{
		Name: b.cookie, Value: session, Path: "/", HttpOnly: true, SameSite: http.SameSiteStrictMode,
	})
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("Content-Security-Policy", policy)
	w.Header().Set("Referrer-Policy", "no-referrer")
	fmt.Fprint(w, openPage)
}

func (b *Browser) knows(r *http.Request) bool {
	cookie, err := r.Cookie(b.cookie)
	if err != nil {
		return false
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.sessions[cookie.Value]
}

func changes(r *http.Request) bool { return r.Method != http.MethodGet && r.Method != http.MethodHead }

func (b *Browser) sentByUs(r *http.Request) bool {
	origin := []byte("http://" + b.host)
	return subtle.ConstantTimeCompare([]byte(r.Header.Get("Origin")), origin) == 1 && r.Header.Get(ours) != ""
}
