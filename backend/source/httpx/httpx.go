// Package httpx is how sources speak HTTP: politely, within the limits that their descriptor declares,
// and without ever telling a secret. What goes wrong comes back as a source.Trouble.
package httpx

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"

	"sluice/backend/source"
)

const (
	// DefaultLimit is how long an answer may be, in bytes, decompressed, where nothing else is said.
	DefaultLimit = 1 << 20
	// timeout is how long one request may take with everything.
	timeout = 30 * time.Second
)

// Client speaks to one service for one account. It keeps nothing of an answer.
type Client struct {
	Header  http.Header // goes along with every request, the authorisation say
	account source.Account
}

// New gives a client that goes through the account's own limits.
func New(account source.Account) *Client {
	return &Client{Header: http.Header{}, account: account}
}

// Bearer has every request carry a token.
func (c *Client) Bearer(token string) *Client {
	c.Header.Set("Authorization", "Bearer "+token)
	return c
}

// Basic has every request carry a name and a password.
func (c *Client) Basic(name, password string) *Client {
	request := http.Request{Header: http.Header{}}
	request.SetBasicAuth(name, password)
	c.Header.Set("Authorization", request.Header.Get("Authorization"))
	return c
}

// Request is one request. Only URL is needed.
type Request struct {
	Method string // empty: GET
	URL    string
	Header http.Header
	Body   any        // sent as JSON; an io.Reader as it is; nil: none
	Known  Validators // of the answer that is known already
	Limit  int64      // how long the answer may be, in bytes; 0: DefaultLimit
	Accept []int      // further statuses that are no trouble
	// Timeout is how long it may take with everything; 0: 30 seconds. A long poll needs more.
	Timeout time.Duration
}

// Validators tell one state of an answer from another. They are sent back exactly as they came.
type Validators struct {
	ETag         string `json:"etag,omitempty"`
	LastModified string `json:"modified,omitempty"`
}

// Response is an answer that is no trouble.
type Response struct {
	Status     int
	Header     http.Header
	Body       []byte
	URL        string // where it came from in the end, after redirects
	Unchanged  bool   // 304: it is as it was known; Body is empty
	Validators Validators
	Hint       source.Hint
}

// Send sends a request and reads the whole answer. A status other than 2xx, 304 and those that the
// request accepts is a source.Trouble.
func (c *Client) Send(ctx context.Context, r Request) (Response, error) {
	if r.Timeout == 0 {
		r.Timeout = timeout
	}
	ctx, cancel := context.WithTimeout(ctx, r.Timeout)
	defer cancel()
	request, err := c.request(ctx, r)
	if err != nil {
		return Response{}, c.trouble(err)
	}
	answer, err := c.account.HTTP.Do(request)
	if err != nil {
		return Response{}, c.trouble(err)
	}
	defer func() { _ = answer.Body.Close() }()
	now := c.account.Now()
	response := Response{
		Status: answer.StatusCode, Header: answer.Header, URL: answer.Request.URL.String(),
		Unchanged: answer.StatusCode == http.StatusNotModified, Hint: HintOf(answer.Header, now),
		Validators: Validators{ETag: answer.Header.Get("ETag"), LastModified: answer.Header.Get("Last-Modified")},
	}
	if response.Unchanged {
		response.Validators = r.Known
	}
	if trouble := troubleOf(answer, r.Accept, now); trouble != nil {
		return response, trouble
	}
	if response.Body, err = read(answer.Body, r.Limit); err != nil {
		return response, c.trouble(err)
	}
	return response, nil
}

// JSON sends a request and reads the answer into what it points to. An answer that is no JSON, or
// another, is Malformed.
func (c *Client) JSON(ctx context.Context, r Request, into any) (Response, error) {
	if r.Header == nil {
		r.Header = http.Header{}
	}
	if r.Header.Get("Accept") == "" {
		r.Header.Set("Accept", "application/json")
	}
	response, err := c.Send(ctx, r)
	if err != nil || response.Unchanged || into == nil || response.Status == http.StatusNoContent {
		return response, err
	}
	if err := json.Unmarshal(response.Body, into); err != nil {
		return response, source.WrapTrouble(errors.New(c.redact(err.Error())), source.Malformed, "")
	}
	return response, nil
}

func (c *Client) request(ctx context.Context, r Request) (*http.Request, error) {
	body, isJSON, err := bodyOf(r.Body)
	if err != nil {
		return nil, err
	}
	if r.Method == "" {
		r.Method = http.MethodGet
	}
	request, err := http.NewRequestWithContext(ctx, r.Method, r.URL, body)
	if err != nil {
		return nil, source.NewTrouble(source.Setting, "The address cannot be read.")
	}
	for _, header := range []http.Header{c.Header, r.Header} {
		for name, values := range header {
			request.Header[name] = values
		}
	}
	if isJSON && request.Header.Get("Content-Type") == "" {
		request.Header.Set("Content-Type", "application/json")
	}
	if r.Known.ETag != "" {
		request.Header.Set("If-None-Match", r.Known.ETag)
	}
	if r.Known.LastModified != "" {
		request.Header.Set("If-Modified-Since", r.Known.LastModified)
	}
	return request, nil
}

func bodyOf(body any) (reader io.Reader, isJSON bool, err error) {
	switch body := body.(type) {
	case nil:
		return nil, false, nil
	case io.Reader:
		return body, false, nil
	}
	text, err := json.Marshal(body)
	return bytes.NewReader(text), true, err
}

func read(body io.Reader, limit int64) ([]byte, error) {
	if limit == 0 {
		limit = DefaultLimit
	}
	text, err := io.ReadAll(io.LimitReader(body, limit+1))
	if err != nil {
		return nil, err
	}
	if int64(len(text)) > limit {
		return nil, source.NewTrouble(source.Malformed, "The answer is longer than %s.", size(limit))
	}
	return text, nil
}

func size(bytes int64) string {
	if bytes < 1<<20 {
		return fmt.Sprintf("%d kB", bytes>>10)
	}
	return fmt.Sprintf("%d MB", bytes>>20)
}
