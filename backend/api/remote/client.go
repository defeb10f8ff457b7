package remote

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"

	"sluice/backend/fault"
	"sluice/backend/profile"
)

// Client asks the core of a profile. It may be used from several goroutines.
type Client struct {
	http http.Client
}

// NewClient gives a client. It connects when it is first asked to.
func NewClient(p profile.Profile) *Client {
	return &Client{http: http.Client{Transport: Transport(p)}}
}

// Ask sends a request to a path below /api/v1, with body as JSON where it is not nil, and reads the
// answer into the last argument where that is not nil. What the core refuses comes back as the fault that it gave;
// without a core it is a NotRunning fault.
func (c *Client) Ask(ctx context.Context, method, path string, body, into any) error {
	request, err := newRequest(ctx, method, path, body)
	if err != nil {
		return fmt.Errorf("ask the core: %w", err)
	}
	response, err := c.http.Do(request)
	if err != nil {
		return asFault(err)
	}
	defer func() { _ = response.Body.Close() }()
	if response.StatusCode >= http.StatusBadRequest {
		return refusal(response)
	}
	if into == nil {
		return nil
	}
	if err := json.NewDecoder(response.Body).Decode(into); err != nil {
		return fault.Wrap(err, fault.OtherVersion, "The core gave an answer that this version does not understand.")
	}
	return nil
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

func refusal(response *http.Response) error {
	var problem Problem
	if err := json.NewDecoder(response.Body).Decode(&problem); err != nil || problem.Detail == "" {
		return fault.New(fault.OtherVersion, "The core answered with %s, which this version does not understand.", response.Status)
	}
	sentences := append([]string{problem.Detail}, problem.Errors...)
	return fault.New(problem.Code, "%s", strings.Join(sentences, "\n  "))
}
