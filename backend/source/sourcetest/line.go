package sourcetest

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"time"

	"sluice/backend/source"
)

// fault is what goes wrong on the line.
type fault struct {
	status int                // the service answers with it
	header map[string]string  // beside the status
	body   string             // the service answers with it
	cut    bool               // the connection breaks in the middle of the answer
	gone   bool               // there is no connection
	silent bool               // the service never answers
	drip   bool               // the service answers a byte a minute
	began  context.CancelFunc // is called once the service is asked
}

// line is the network between a source and its service, on which the exam makes faults.
type line struct {
	handler http.Handler
	dialer  Dialer

	mu    sync.Mutex
	fault *fault
	asked []asked
}

// asked is a request that came through.
type asked struct {
	host   string
	method string
	acting bool
}

func (l *line) set(f *fault) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.fault = f
}

func (l *line) present() fault {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.fault == nil {
		return fault{}
	}
	return *l.fault
}

// errGone is what a missing network looks like.
var errGone = &net.OpError{Op: "dial", Err: errors.New("network is unreachable")}

// RoundTrip has the service's handler answer, or the fault.
func (l *line) RoundTrip(r *http.Request) (*http.Response, error) {
	l.mu.Lock()
	l.asked = append(l.asked, asked{r.URL.Hostname(), r.Method, source.IsActing(r.Context())})
	l.mu.Unlock()
	f := l.present()
	if f.began != nil {
		f.began()
	}
	switch {
	case l.handler == nil:
		return nil, errors.New("the service of this exam is not reached over HTTP")
	case f.gone:
		return nil, errGone
	case f.silent:
		<-r.Context().Done()
		return nil, r.Context().Err()
	case r.Header.Get("Upgrade") != "" && f.status == 0 && f.body == "":
		return l.upgrade(r)
	}
	answer := l.answer(r, f)
	answer.Request = r
	whole, _ := io.ReadAll(answer.Body)
	answer.Body = &body{ctx: r.Context(), rest: bytes.NewReader(whole), cutAt: -1, drip: f.drip}
	if f.cut {
		answer.Body = &body{ctx: r.Context(), rest: bytes.NewReader(whole), cutAt: len(whole) / 2}
	}
	return answer, nil
}

// upgrade has the service's handler answer on a connection of its own, which it may take over.
func (l *line) upgrade(r *http.Request) (*http.Response, error) {
	near, far := net.Pipe()
	server := &http.Server{Handler: l.handler, ReadHeaderTimeout: patience}
	go func() { _ = server.Serve(&single{conn: far}) }()
	dial := func(context.Context, string, string) (net.Conn, error) { return near, nil }
	way := &http.Transport{DialContext: dial, DialTLSContext: dial, DisableKeepAlives: true}
	return way.RoundTrip(r)
}

// single is a listener to whom one connection comes.
type single struct{ conn net.Conn }

func (s *single) Accept() (net.Conn, error) {
	conn := s.conn
	if s.conn = nil; conn == nil {
		return nil, net.ErrClosed
	}
	return conn, nil
}

func (*single) Close() error   { return nil }
func (*single) Addr() net.Addr { return &net.UnixAddr{Name: "the service", Net: "pipe"} }

func (l *line) answer(r *http.Request, f fault) *http.Response {
	recorder := httptest.NewRecorder()
	if f.status == 0 && f.body == "" {
		if r.Body == nil {
			r.Body = http.NoBody
		}
		asServer := r.Clone(r.Context())
		asServer.RequestURI = r.URL.RequestURI()
		asServer.Host = r.URL.Host
		l.handler.ServeHTTP(recorder, asServer)
		return recorder.Result()
	}
	for name, value := range f.header {
		recorder.Header().Set(name, value)
	}
	if f.status != 0 {
		recorder.WriteHeader(f.status)
	}
	_, _ = io.WriteString(recorder, f.body)
	return recorder.Result()
}

// body is an answer's body with what may happen to it on the way.
type body struct {
	ctx   context.Context //nolint:containedctx // a body is read without one, and ends with its request
	rest  *bytes.Reader
	read  int
	cutAt int
	drip  bool
}

func (b *body) Read(into []byte) (int, error) {
	switch {
	case b.ctx.Err() != nil:
		return 0, b.ctx.Err()
	case b.cutAt >= 0 && b.read >= b.cutAt:
		return 0, io.ErrUnexpectedEOF
	case b.cutAt >= 0:
		into = into[:min(len(into), b.cutAt-b.read)]
	case b.drip:
		select {
		case <-time.After(time.Minute):
		case <-b.ctx.Done():
			return 0, b.ctx.Err()
		}
		into = into[:min(len(into), 1)]
	}
	n, err := b.rest.Read(into)
	b.read += n
	return n, err
}

func (b *body) Close() error { return nil }

// Dial reaches the service, or the fault.
func (l *line) Dial(ctx context.Context, network, address string) (net.Conn, error) {
	f := l.present()
	switch {
	case l.dialer == nil:
		return nil, errors.New("the service of this exam is reached over HTTP")
	case f.gone:
		return nil, errGone
	case f.silent, f.drip:
		near, far := net.Pipe()
		context.AfterFunc(ctx, func() { _ = far.Close() })
		go drain(far, f.began)
		return near, nil
	case f.cut:
		near, far := net.Pipe()
		return near, far.Close()
	case f.body != "":
		near, far := net.Pipe()
		go func() {
			go drain(far, nil)
			_, _ = io.Copy(far, strings.NewReader(f.body))
			_ = far.Close()
		}()
		return near, nil
	}
	conn, err := l.dialer.Dial(ctx, network, address)
	if err == nil && f.began != nil {
		f.began()
	}
	return conn, err
}

// drain reads what the source says, and answers nothing.
func drain(far net.Conn, began func()) {
	if began != nil {
		began()
	}
	_, _ = io.Copy(io.Discard, far)
}

// written gives the requests that change something.
func (l *line) written() (written []asked) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, a := range l.asked {
		if a.acting && a.method != http.MethodGet && a.method != http.MethodHead {
			written = append(written, a)
		}
	}
	return written
}
