package github

import (
	"context"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"sluice/backend/source"
	"sluice/backend/source/httpx"
)

// perPage is the most that GitHub gives of notifications.
const perPage = 50

// client speaks the REST API, https://docs.github.com/en/rest/activity/notifications.
type client struct {
	http *httpx.Client
	base string
}

func newClient(a source.Account) client {
	c := client{http: httpx.New(a).Bearer(a.Secrets["token"]), base: apiAt(a.Settings["address"])}
	c.http.Header.Set("Accept", "application/vnd.github+json")
	c.http.Header.Set("X-GitHub-Api-Version", "2022-11-28")
	return c
}

// apiAt gives the address of the API by what the user entered: Enterprise Server has it below the address
// at which people know it, and what runs at GitHub's has a host for it.
func apiAt(entered string) string {
	entered = strings.TrimRight(strings.TrimSpace(entered), "/")
	address, err := url.Parse(entered)
	if err != nil || strings.Trim(address.Path, "/") != "" {
		return entered
	}
	switch host := address.Hostname(); {
	case host == "github.com" || host == "www.github.com":
		return "https://" + theAPI
	case host == theAPI, strings.HasPrefix(host, "api.") && strings.HasSuffix(host, ".ghe.com"):
		return entered
	}
	return entered + "/api/v3"
}

// theAPI is where github.com answers programs.
const theAPI = "api.github.com"

// query is which notifications are asked for.
type query struct {
	page          int
	participating bool
	since         time.Time
}

// page is what the headers say of a page.
type page struct {
	more       bool
	unchanged  bool
	validators httpx.Validators
	hint       source.Hint
}

func (c client) user(ctx context.Context) (me user, err error) {
	_, err = c.http.JSON(ctx, httpx.Request{URL: c.base + "/user"}, &me)
	return me, err
}

func (c client) notifications(ctx context.Context, q query, known httpx.Validators) ([]thread, page, error) {
	values := url.Values{"per_page": {strconv.Itoa(perPage)}, "page": {strconv.Itoa(q.page)}}
	if q.participating {
		values.Set("participating", "true")
	}
	if !q.since.IsZero() {
		values.Set("since", q.since.UTC().Format(time.RFC3339))
	}
	var threads []thread
	request := httpx.Request{URL: c.base + "/notifications?" + values.Encode(), Known: known}
	response, err := c.http.JSON(ctx, request, &threads)
	return threads, page{
		more: strings.Contains(response.Header.Get("Link"), `rel="next"`), unchanged: response.Unchanged,
		validators: response.Validators, hint: response.Hint,
	}, err
}

func (c client) thread(ctx context.Context, id string) (t thread, err error) {
	_, err = c.http.JSON(ctx, httpx.Request{URL: c.base + "/notifications/threads/" + url.PathEscape(id)}, &t)
	return t, err
}

// latest fetches the newest comment of a thread, or what it began with. Some kinds of threads have
// neither.
func (c client) latest(ctx context.Context, t thread) (s said, err error) {
	address := t.Subject.LatestCommentURL
	if address == "" {
		address = t.Subject.URL
	}
	if !strings.HasPrefix(address, c.base+"/") {
		return said{}, nil
	}
	_, err = c.http.JSON(ctx, httpx.Request{URL: address}, &s)
	return s, err
}

func (c client) change(ctx context.Context, method, path string, body any, fine ...int) error {
	request := httpx.Request{Method: method, URL: c.base + path, Body: body, Accept: fine}
	if method == http.MethodPatch {
		request.Accept = append(request.Accept, http.StatusResetContent)
	}
	_, err := c.http.Send(ctx, request)
	return err
}
