//go:build linux

package desk

import (
	"bufio"
	"context"
	"encoding/json"
	"net"
	"net/http"
	"path/filepath"
	"strings"
	"time"

	"sluice/backend/api/remote"
)

// Do runs a command of the command line that has to work, and gives what it said.
func (c *Core) Do(args ...string) string {
	c.desk.T.Helper()
	out, errs, code := c.Sluice(args...)
	if code != 0 {
		c.desk.T.Fatalf("sluice %s: exit %d\n%s%s", strings.Join(args, " "), code, out, errs)
	}
	return out
}

// Get asks the API for something below /api/v1 and decodes the answer; the test fails where it is
// refused.
func (c *Core) Get(into any, path string) {
	c.desk.T.Helper()
	ctx, cancel := context.WithTimeout(c.desk.ctx, Patience)
	defer cancel()
	response := c.open(ctx, path)
	defer func() { _ = response.Body.Close() }()
	if err := json.NewDecoder(response.Body).Decode(into); err != nil {
		c.desk.T.Fatalf("decode what %s answered: %v", path, err)
	}
}

// Await asks at once and then whenever the core says that something changed, until it is so. The test
// fails with the sentence when that takes longer than within, or when the core ends.
func (c *Core) Await(sentence string, within time.Duration, so func() bool) {
	c.desk.T.Helper()
	ctx, cancel := context.WithTimeout(c.desk.ctx, within)
	defer cancel()
	response := c.open(ctx, "/events")
	defer func() { _ = response.Body.Close() }()
	// The first event is a greeting: what changes after it is not missed.
	for events := bufio.NewScanner(response.Body); events.Scan(); {
		if strings.HasPrefix(events.Text(), "data:") && so() {
			return
		}
	}
	c.desk.T.Fatalf("it never came true that %s", sentence)
}

// open asks for a path. The connection is that of the answer alone, since the core may be killed next.
func (c *Core) open(ctx context.Context, path string) *http.Response {
	c.desk.T.Helper()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, remote.Base+"/api/v1"+path, nil)
	if err != nil {
		c.desk.T.Fatal(err)
	}
	response, err := (&http.Transport{DialContext: c.dial, DisableKeepAlives: true}).RoundTrip(request)
	if err != nil {
		c.desk.T.Fatalf("ask the core for %s: %v", path, err)
	}
	if response.StatusCode != http.StatusOK {
		_ = response.Body.Close()
		c.desk.T.Fatalf("the core answered %s with %s", path, response.Status)
	}
	return response
}

// dial finds the socket on the desk. Package profile would look in the runtime folder that the test's
// own environment names, and tests that run side by side have one environment.
func (c *Core) dial(ctx context.Context, _, _ string) (net.Conn, error) {
	sockets, err := filepath.Glob(c.desk.path("run/sluice-*.sock"))
	if err != nil || len(sockets) != 1 {
		return nil, net.UnknownNetworkError("no socket in the runtime folder")
	}
	var dialer net.Dialer
	return dialer.DialContext(ctx, "unix", sockets[0])
}
