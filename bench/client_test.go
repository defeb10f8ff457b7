//go:build linux && bench

package bench

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"sluice/backend/api/remote"
	"sluice/backend/api/wire"
	"sluice/proof/desk"
)

// client asks a core over its socket, on a connection that stays, as the window does.
type client struct {
	t    *testing.T
	http *http.Client
}

func newClient(d *desk.Desk) *client {
	d.T.Helper()
	sockets, err := filepath.Glob(filepath.Join(d.Dir, "run", "sluice-*.sock"))
	if err != nil || len(sockets) != 1 {
		d.T.Fatalf("the sockets are %v, %v", sockets, err)
	}
	transport := &http.Transport{DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
		var dialer net.Dialer
		return dialer.DialContext(ctx, "unix", sockets[0])
	}}
	d.T.Cleanup(transport.CloseIdleConnections)
	return &client{t: d.T, http: &http.Client{Transport: transport}}
}

// ask sends a request and reads the answer to its end. It gives the answer and how long that took.
func (c *client) ask(method, path string, body any) ([]byte, time.Duration) {
	c.t.Helper()
	text, err := json.Marshal(body)
	if err != nil {
		c.t.Fatal(err)
	}
	begun := time.Now()
	request, err := http.NewRequestWithContext(c.t.Context(), method, remote.Base+"/api/v1"+path, bytes.NewReader(text))
	if err != nil {
		c.t.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/json")
	response, err := c.http.Do(request)
	if err != nil {
		c.t.Fatal(err)
	}
	defer response.Body.Close()
	answer, err := io.ReadAll(response.Body)
	if err != nil || response.StatusCode != http.StatusOK {
		c.t.Fatalf("%s %s: %s, %v\n%.500s", method, path, response.Status, err, answer)
	}
	return answer, time.Since(begun)
}

// get asks for something and decodes it.
func (c *client) get(into any, path string) {
	c.t.Helper()
	answer, _ := c.ask(http.MethodGet, path, nil)
	if err := json.Unmarshal(answer, into); err != nil {
		c.t.Fatal(err)
	}
}

func (c *client) receipt() (r wire.Receipt) {
	c.t.Helper()
	c.get(&r, "/receipt?client=all")
	return r
}

// listen keeps an event stream open and reads it, until the test ends.
func (c *client) listen() {
	c.t.Helper()
	request, err := http.NewRequestWithContext(c.t.Context(), http.MethodGet, remote.Base+"/api/v1/events", nil)
	if err != nil {
		c.t.Fatal(err)
	}
	response, err := c.http.Do(request)
	if err != nil {
		c.t.Fatal(err)
	}
	go func() {
		_, _ = io.Copy(io.Discard, response.Body) // ends with the test
		_ = response.Body.Close()
	}()
}

// percentile is the time within which a share of the requests was answered.
func percentile(times []time.Duration, share float64) time.Duration {
	sorted := slices.Sorted(slices.Values(times))
	return sorted[min(len(sorted)-1, int(share*float64(len(sorted))))]
}

func milliseconds(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }
