package gitlab

import (
	"context"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"sluice/backend/source"
	"sluice/backend/source/httpx"
)

// perPage is kept small: the list is dear to GitLab, and most people's fits.
const perPage = 50

// client speaks the REST API, https://docs.gitlab.com/api/todos/.
type client struct {
	http *httpx.Client
	base string
}

func newClient(a source.Account) client {
	return client{
		http: httpx.New(a).Bearer(a.Secrets["token"]),
		base: strings.TrimRight(a.Settings["address"], "/") + "/api/v4",
	}
}

// page is what the headers say of a page.
type page struct {
	next  int    // 0: it is the last
	total string // how many there are on all pages; empty: GitLab does not say
	hint  source.Hint
}

func (c client) user(ctx context.Context) (me user, err error) {
	_, err = c.http.JSON(ctx, httpx.Request{URL: c.base + "/user"}, &me)
	return me, err
}

func (c client) todos(ctx context.Context, number int) ([]todo, page, error) {
	query := url.Values{"state": {"pending"}, "per_page": {strconv.Itoa(perPage)}, "page": {strconv.Itoa(number)}}
	var todos []todo
	response, err := c.http.JSON(ctx, httpx.Request{URL: c.base + "/todos?" + query.Encode(), Limit: maxPage}, &todos)
	if err != nil {
		return nil, page{}, err
	}
	got := page{total: response.Header.Get("X-Total"), hint: response.Hint}
	if next, err := strconv.Atoi(response.Header.Get("X-Next-Page")); err == nil && next > number {
		got.next = next
	}
	return todos, got, nil
}

// maxPage is how long a page may be: each to-do carries the whole text of its issue.
const maxPage = 8 << 20

func (c client) post(ctx context.Context, path string, body any, fine ...int) error {
	_, err := c.http.JSON(ctx, httpx.Request{Method: http.MethodPost, URL: c.base + path, Body: body, Accept: fine}, nil)
	return err
}
