package remote

import (
	"context"
	"errors"
	"net"
	"net/http"
	"time"

	"sluice/backend/fault"
	"sluice/backend/profile"
)

// Transport carries requests to the profile's core, whatever host their address names; Base is the
// one to use. Where no core listens a request fails with fault.NotRunning, where the runtime folder
// is not ours with fault.Denied. It may be used from several goroutines and outlives restarts of the core.
func Transport(p profile.Profile) http.RoundTripper { return newTransport(p) }

func newTransport(p profile.Profile) *http.Transport {
	return &http.Transport{
		DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) { return dial(ctx, p) },
		// Packing would cost time and save nothing on a socket.
		DisableCompression: true,
		IdleConnTimeout:    30 * time.Second,
	}
}

// dial checks the folder each time: it may have appeared, and not by our hand, since the profile was found.
func dial(ctx context.Context, p profile.Profile) (net.Conn, error) {
	if err := p.Check(); err != nil {
		return nil, err
	}
	var dialer net.Dialer
	conn, err := dialer.DialContext(ctx, "unix", p.Socket())
	if err != nil {
		return nil, fault.Wrap(err, fault.NotRunning, "Sluice's core is not running. Start it with: sluice core")
	}
	return conn, nil
}

// asFault gives an error of the transport a code and a sentence, unless it has them.
func asFault(err error) error {
	var known *fault.Fault
	if errors.As(err, &known) {
		return known
	}
	return fault.Wrap(err, fault.Unreachable, "Sluice's core does not answer. If it stays so, end it and start it anew with: sluice core")
}
