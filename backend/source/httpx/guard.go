package httpx

import (
	"context"
	"fmt"
	"maps"
	"net"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"sluice/backend/source"
	"sluice/backend/work"
)

// UserAgent is how Sluice names itself to services.
const UserAgent = "Sluice (a desktop program, for one person)"

// Outside is the way out of this machine. The zero value is the real one.
type Outside struct {
	HTTP  http.RoundTripper // nil: a transport that all accounts share
	Dial  func(ctx context.Context, network, address string) (net.Conn, error)
	Turns *Turns // nil: what was asked before does not count
}

// Turns are the rates of accounts at hosts, for as long as they are kept.
type Turns struct {
	mu sync.Mutex
	by map[turn]*rate.Limiter
}

// turn is one account at one host.
type turn struct {
	account work.SourceID
	host    string
}

// Forget drops the rates of an account that is not connected any more.
func (t *Turns) Forget(account work.SourceID) {
	t.mu.Lock()
	defer t.mu.Unlock()
	maps.DeleteFunc(t.by, func(each turn, _ *rate.Limiter) bool { return each.account == account })
}

func (t *Turns) of(account work.SourceID, host string) *rate.Limiter {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.by == nil {
		t.by = map[turn]*rate.Limiter{}
	}
	limiter, known := t.by[turn{account, host}]
	if !known {
		limiter = rate.NewLimiter(perSecond, burst)
		t.by[turn{account, host}] = limiter
	}
	return limiter
}

// connecting is how long a connection may take to come about.
const connecting = 15 * time.Second

// shared is the transport of all accounts. Few connections stay open, and not for long: most accounts
// are asked every few minutes.
var shared = sync.OnceValue(func() http.RoundTripper {
	return &http.Transport{
		Proxy:               http.ProxyFromEnvironment,
		DialContext:         (&net.Dialer{Timeout: connecting, KeepAlive: -1}).DialContext,
		TLSHandshakeTimeout: connecting,
		MaxIdleConns:        8,
		MaxIdleConnsPerHost: 1,
		IdleConnTimeout:     10 * time.Second,
		ForceAttemptHTTP2:   true,
	}
})

// Limit gives an account its ways out, within what the descriptor of its source declares: its hosts,
// reading only unless something is written for the user, and a rate for each host.
func Limit(d source.Descriptor, account source.Account, out Outside) source.Account {
	if out.HTTP == nil {
		out.HTTP = shared()
	}
	if out.Dial == nil {
		out.Dial = (&net.Dialer{Timeout: connecting, KeepAlive: 5 * time.Minute}).DialContext
	}
	if out.Turns == nil {
		out.Turns = &Turns{}
	}
	g := &guard{account: account.ID, hosts: d.HostsOf(account.Settings), posts: d.Posts, next: out.HTTP, turns: out.Turns}
	account.HTTP = &http.Client{Transport: g, CheckRedirect: g.redirect}
	account.Dial = func(ctx context.Context, network, address string) (net.Conn, error) {
		if err := g.reaches(source.HostOf(address)); err != nil {
			return nil, err
		}
		return out.Dial(ctx, network, address)
	}
	return account
}

// guard lets through what the descriptor declares.
type guard struct {
	account work.SourceID
	hosts   []string
	posts   []string
	next    http.RoundTripper
	turns   *Turns
}

// The rate of one account at one host: fast enough for a page of anything, slow enough for everybody.
const (
	perSecond = 5
	burst     = 20
)

// RoundTrip sends a request, or refuses it.
func (g *guard) RoundTrip(r *http.Request) (*http.Response, error) {
	if err := g.allows(r); err != nil {
		return nil, err
	}
	if err := g.turns.of(g.account, r.URL.Hostname()).Wait(r.Context()); err != nil {
		return nil, fmt.Errorf("wait for a turn: %w", err)
	}
	if r.Header.Get("User-Agent") == "" {
		r = r.Clone(r.Context())
		r.Header.Set("User-Agent", UserAgent)
	}
	return g.next.RoundTrip(r)
}

// reading are the methods that change nothing at a server.
var reading = []string{http.MethodGet, http.MethodHead, http.MethodOptions, "PROPFIND", "REPORT"}

func (g *guard) allows(r *http.Request) error {
	if r.URL.Scheme != "https" && r.URL.Scheme != "http" {
		return source.NewTrouble(source.Refused, "Its address is none of http or https.")
	}
	if err := g.reaches(r.URL.Hostname()); err != nil {
		return err
	}
	if slices.Contains(reading, r.Method) || source.IsActing(r.Context()) || isRenewing(r.Context()) ||
		r.Method == http.MethodPost && g.readsByPost(r.URL.Path) {
		return nil
	}
	return source.NewTrouble(source.Refused, "It would have changed something, by %s %s, without an act of yours.", r.Method, r.URL.Path)
}

func (g *guard) reaches(host string) error {
	if source.Reaches(g.hosts, host) {
		return nil
	}
	return source.NewTrouble(source.Refused, "It leads to %s.", host)
}

func (g *guard) readsByPost(path string) bool {
	return slices.ContainsFunc(g.posts, func(declared string) bool {
		beginning, isPrefix := strings.CutSuffix(declared, "*")
		return path == declared || isPrefix && strings.HasPrefix(path, beginning)
	})
}

// hops is how many redirects are followed.
const hops = 5

// redirect follows to hosts that may be reached, and never from a secured connection to an open one.
func (g *guard) redirect(next *http.Request, before []*http.Request) error {
	if len(before) > hops {
		return source.NewTrouble(source.Upstream, "It redirects in circles.")
	}
	if next.URL.Scheme != "https" && before[len(before)-1].URL.Scheme == "https" {
		return source.NewTrouble(source.Refused, "It leads from a secured address to an open one.")
	}
	return g.reaches(next.URL.Hostname())
}

type renewingKey struct{}

// isRenewing says whether a request renews a token.
func isRenewing(ctx context.Context) bool { return ctx.Value(renewingKey{}) != nil }
