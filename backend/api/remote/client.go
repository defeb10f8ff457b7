package remote

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"sluice/backend/fault"
	"sluice/backend/profile"
)

// Client asks the core of a profile. It may be used from several goroutines.
type Client struct {
	http    http.Client
	profile profile.Profile
}

// NewClient gives a client. It connects when it is first asked to.
func NewClient(p profile.Profile) *Client {
	return &Client{http: http.Client{Transport: Transport(p)}, profile: p}
}

// Ask sends a request to a path below /api/v1, with body as JSON where it is not nil, and reads the
// answer into the last argument where that is not nil. What the core refuses comes back as the fault that it gave;
// without a core it is a NotRunning fault.
//
// What changes something has a key, so that it happens once: where the core ends in the midst of it and
// comes back at once, as after an upgrade, it is asked again. fault.Acted says that it was done then, and
// that its answer is lost.
func (c *Client) Ask(ctx context.Context, method, path string, body, into any) error {
	var key string
	if method != http.MethodGet {
		key = rand.Text()
	}
	status, answer, err := c.send(ctx, method, path, key, body)
	if key != "" && fault.CodeOf(err) == fault.Unreachable && c.back(ctx) {
		status, answer, err = c.send(ctx, method, path, key, body)
	}
	switch {
	case err != nil:
		return err
	case status >= http.StatusBadRequest:
		return refusal(status, answer)
	case into == nil:
		return nil
	}
	if err := json.Unmarshal(answer, into); err != nil {
		return fault.Wrap(err, fault.OtherVersion, "The core gave an answer that this version does not understand.")
	}
	return nil
}

// send sends a request and reads its answer whole.
func (c *Client) send(ctx context.Context, method, path, key string, body any) (status int, answer []byte, err error) {
	request, err := newRequest(ctx, method, path, body)
	if err != nil {
		return 0, nil, fmt.Errorf("ask the core: %w", err)
	}
	if key != "" {
		request.Header.Set("Idempotency-Key", key)
	}
	response, err := c.http.Do(request)
	if err != nil {
		return 0, nil, asFault(err)
	}
	defer func() { _ = response.Body.Close() }()
	if answer, err = io.ReadAll(response.Body); err != nil {
		return 0, nil, asFault(err)
	}
	return response.StatusCode, answer, nil
}

// back waits for a core that ended to come back, and says whether it did.
func (c *Client) back(ctx context.Context) bool {
	ctx, cancel := context.WithTimeout(ctx, answerWithin)
	defer cancel()
	for !Running(ctx, c.profile) {
		select {
		case <-ctx.Done():
			return false
		case <-time.After(askEvery):
		}
	}
	return true
}

func newRequest(ctx context.Context, method, path string, body any) (*http.Request, error) {
	var content io.Reader
	if body != nil {
		text, err := json.Marshal(body)
		if err != nil {
			return nil, err
		}
		content = bytes.NewReader(text)
	}
	request, err := http.NewRequestWithContext(ctx, method, Base+"/api/v1"+path, content)
	if err != nil {
		return nil, err
	}
	request.Header.Set("Content-Type", "application/json")
	return request, nil
}

func refusal(status int, answer []byte) error {
	var problem Problem
	if err := json.Unmarshal(answer, &problem); err != nil || problem.Detail == "" {
		return fault.New(fault.OtherVersion, "The core answered with %d %s, which this version does not understand.", status, http.StatusText(status))
	}
	sentences := append([]string{problem.Detail}, problem.Errors...)
	return fault.New(problem.Code, "%s", strings.Join(sentences, "\n  "))
}
