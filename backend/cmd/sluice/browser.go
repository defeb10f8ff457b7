package main

import (
	"context"
	"encoding/json"
	"log/slog"
	"net"
	"net/http"

	"golang.org/x/sync/errgroup"

	"sluice/backend/api"
	"sluice/backend/fault"
)

// browserDoor serves the interface to browsers on this machine, where that is switched on.
type browserDoor struct {
	address string // as asked for; empty: off
	guard   *api.Browser
}

// linkPath is where the command line gets a fresh link, over the socket only.
const linkPath = "/api/v1/browser-link"

func (b *browserDoor) open(ctx context.Context, group *errgroup.Group, handler http.Handler, log *slog.Logger) error {
	if b.address == "" {
		return nil
	}
	host, _, err := net.SplitHostPort(b.address)
	if ip := net.ParseIP(host); err != nil || ip == nil || !ip.IsLoopback() {
		return fault.New(fault.Invalid, "%q is not an address of this machine alone, such as 127.0.0.1:0.", b.address)
	}
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", b.address)
	if err != nil {
		return fault.Wrap(err, fault.Conflict, "%s cannot be listened at: something else may be there. Try 127.0.0.1:0.", b.address)
	}
	b.guard = api.NewBrowser(listener.Addr().String(), handler)
	group.Go(func() error { return answer(ctx, listener, b.guard, log) })
	return nil
}

func (b *browserDoor) link() string {
	if b.guard == nil {
		return ""
	}
	return b.guard.Link()
}

// linking answers for fresh links, and hands on everything else.
func (b *browserDoor) linking(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != linkPath || r.Method != http.MethodGet {
			next.ServeHTTP(w, r)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		_ = json.NewEncoder(w).Encode(linkAnswer{Link: b.link()})
	})
}

type linkAnswer struct {
	Link string `json:"link"`
}
