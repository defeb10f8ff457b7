package core

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"errors"
	"io"
	"net"
	"net/http"
	"net/url"
	"sync"
	"time"

	"sluice/backend/fault"
	"sluice/backend/queue"
	"sluice/backend/source"
	"sluice/backend/source/httpx"
	"sluice/backend/work"
)

const (
	// answerWithin is how long the user has to answer in the browser.
	answerWithin = 5 * time.Minute
	// atOnce is how many accounts may be connected in the browser at a time.
	atOnce = 5
)

// asking are the accounts that are being connected in the browser.
type asking struct {
	mu sync.Mutex
	by map[string]*connecting
}

// connecting is one account that is being connected in the browser.
type connecting struct {
	kind    source.Puller
	oauth   source.OAuth
	account source.Account

	redirect string
	state    string
	verifier string
	server   *http.Server
	end      context.CancelFunc // waits no longer

	done    bool
	secrets source.Secrets
	err     error
}

// Connecting is how far connecting in the browser has come.
type Connecting struct {
	ID   string
	URL  string // the page at which the user is asked
	Done bool
	Err  error // what went wrong; nil: nothing
}

// Connect begins to connect an account in the browser: it gives the page to open, and waits at the
// loopback for what the browser brings back. Of a kind that has no such way it is an Unsupported fault.
// of is the account that signs in again, whose secrets are as they are kept where they were left out;
// empty: it is a new one.
func (c *Core) Connect(ctx context.Context, wall queue.Wall, of work.SourceID, n NewSource) (Connecting, error) {
	n, err := c.again(ctx, wall, of, n)
	if err != nil {
		return Connecting{}, err
	}
	kind, known := c.kind(n.Kind)
	oauther, connects := kind.(source.OAuther)
	if !known || !connects {
		return Connecting{}, fault.New(fault.Unsupported, "Accounts of this kind are not connected in the browser. Enter a token.")
	}
	o, err := oauther.OAuth(n.Settings)
	if err != nil {
		return Connecting{}, refusal(kind.Describe().Name, err)
	}
	listener, redirect, err := listenFor(ctx, o.Redirect)
	if err != nil {
		return Connecting{}, fault.Wrap(err, fault.Conflict, "The browser's answer cannot be awaited: %s is taken. End the program that has it.", o.Redirect)
	}
	mine := source.Account{ID: "connect", Name: kind.Describe().Name, Settings: n.Settings, Secrets: n.Secrets, Now: c.o.Now}
	waiting, end := context.WithTimeout(c.running, answerWithin)
	one := &connecting{
		end: end, kind: kind, oauth: o, account: httpx.Limit(kind.Describe(), mine, c.o.Outside), redirect: redirect,
		state: rand.Text(), verifier: httpx.Verifier(),
	}
	id := rand.Text()
	if err := c.asking.begin(id, one); err != nil {
		end()
		return Connecting{}, errors.Join(err, listener.Close())
	}
	c.await(waiting, id, one, listener) //nolint:contextcheck // it outlives the request
	return Connecting{ID: id, URL: httpx.AuthURL(o, redirect, one.state, one.verifier)}, nil
}

// again is an account as it was entered, with what is kept of it where it is there already.
func (c *Core) again(ctx context.Context, wall queue.Wall, of work.SourceID, n NewSource) (NewSource, error) {
	if of == "" {
		return n, nil
	}
	view, err := c.Source(ctx, wall, of)
	if err != nil {
		return n, err
	}
	n.Kind = view.Kind
	return c.withKept(ctx, view.Source, n)
}

func (a *asking) begin(id string, one *connecting) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.by == nil {
		a.by = map[string]*connecting{}
	}
	if len(a.by) >= atOnce {
		return fault.New(fault.Conflict, "Too many accounts are being connected. Answer in the browser, or wait five minutes.")
	}
	a.by[id] = one
	return nil
}

// listenFor listens at the loopback, where a redirect leads.
func listenFor(ctx context.Context, redirect string) (net.Listener, string, error) {
	if redirect == "" {
		redirect = "http://127.0.0.1"
	}
	wanted, err := url.Parse(redirect)
	if err != nil {
		return nil, "", err
	}
	port := wanted.Port()
	if port == "" {
		port = "0"
	}
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", net.JoinHostPort("127.0.0.1", port))
	if err != nil {
		return nil, "", err
	}
	_, taken, _ := net.SplitHostPort(listener.Addr().String())
	wanted.Host = net.JoinHostPort(wanted.Hostname(), taken)
	return listener, wanted.String(), nil
}

// await serves the redirect until it was answered or ctx is over.
func (c *Core) await(ctx context.Context, id string, one *connecting, listener net.Listener) {
	one.server = &http.Server{
		ReadHeaderTimeout: 10 * time.Second,
		Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if c.answered(ctx, one, w, r) {
				one.end()
			}
		}),
	}
	c.accounts.all.Go(func() { _ = one.server.Serve(listener) })
	c.accounts.all.Go(func() {
		defer one.end()
		<-ctx.Done()
		bounded, stop := context.WithTimeout(context.WithoutCancel(ctx), time.Second)
		defer stop()
		_ = one.server.Shutdown(bounded)
		c.asking.mu.Lock()
		defer c.asking.mu.Unlock()
		if !one.done {
			one.done, one.err = true, fault.New(fault.Unreachable, "The browser did not answer in time. Try it again.")
		}
	})
	time.AfterFunc(2*answerWithin, func() {
		c.asking.mu.Lock()
		defer c.asking.mu.Unlock()
		delete(c.asking.by, id)
	})
}

// answered takes what the browser brings, and says whether that was it.
func (c *Core) answered(ctx context.Context, one *connecting, w http.ResponseWriter, r *http.Request) bool {
	w.Header().Set("Content-Security-Policy", "default-src 'none'")
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Referrer-Policy", "no-referrer")
	host, _ := url.Parse(one.redirect)
	query := r.URL.Query()
	if r.Method != http.MethodGet || r.Host != host.Host || subtle.ConstantTimeCompare([]byte(query.Get("state")), []byte(one.state)) != 1 {
		w.WriteHeader(http.StatusBadRequest)
		_, _ = io.WriteString(w, "This is not what Sluice asked for.\n")
		return false
	}
	secrets, err := source.Secrets(nil), error(source.NewTrouble(source.SignIn, ""))
	if code := query.Get("code"); code != "" {
		secrets, err = httpx.Exchange(ctx, one.account, one.oauth, one.redirect, code, one.verifier)
	}
	c.asking.mu.Lock()
	one.done, one.secrets, one.err = true, secrets, notAgreed(one.account.Name, err)
	c.asking.mu.Unlock()
	if err != nil {
		_, _ = io.WriteString(w, "It did not work. Sluice says why. You can close this page.\n")
	} else {
		_, _ = io.WriteString(w, "It worked. You can close this page and go back to Sluice.\n")
	}
	return true
}

// notAgreed is why signing in came to nothing. It was tried just now: nothing has ended.
func notAgreed(name string, err error) error {
	if source.ClassOf(err) == source.SignIn {
		return fault.Wrap(err, fault.Denied, "You did not agree in the browser, or the service did not. Try it again.")
	}
	return refusal(name, err)
}

// Connected says how far connecting in the browser has come.
func (c *Core) Connected(id string) (Connecting, error) {
	c.asking.mu.Lock()
	defer c.asking.mu.Unlock()
	one, known := c.asking.by[id]
	if !known {
		return Connecting{}, fault.New(fault.NotFound, "This account is not being connected, or not any more. Begin anew.")
	}
	return Connecting{ID: id, Done: one.done, Err: one.err}, nil
}

// EndConnecting waits no longer for the browser, and forgets what it brought. Of one that is over it
// does nothing.
func (c *Core) EndConnecting(id string) {
	c.asking.mu.Lock()
	defer c.asking.mu.Unlock()
	if one, known := c.asking.by[id]; known {
		one.end()
		delete(c.asking.by, id)
	}
}

// brought gives the secrets that the browser brought, and forgets them here.
func (c *Core) brought(id string) (source.Secrets, error) {
	c.asking.mu.Lock()
	defer c.asking.mu.Unlock()
	one, known := c.asking.by[id]
	switch {
	case !known:
		return nil, fault.New(fault.NotFound, "This account is not being connected, or not any more. Begin anew.")
	case !one.done:
		return nil, fault.New(fault.Conflict, "The browser has not answered yet.")
	case one.err != nil:
		return nil, one.err
	}
	return one.secrets, nil
}

// settled forgets an account that was connected in the browser.
func (c *Core) settled(id string) {
	c.asking.mu.Lock()
	defer c.asking.mu.Unlock()
	delete(c.asking.by, id)
}
