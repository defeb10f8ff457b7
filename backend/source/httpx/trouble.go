package httpx

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"

	"sluice/backend/source"
)

// classes of the statuses that say what is the matter.
var classes = map[int]source.Class{
	http.StatusUnauthorized:    source.AuthExpired,
	http.StatusForbidden:       source.Scope,
	http.StatusNotFound:        source.NotThere,
	http.StatusGone:            source.GoneAPI,
	http.StatusTooManyRequests: source.RateLimited,
}

// troubleOf says what is the matter with an answer; nil: nothing is.
func troubleOf(answer *http.Response, accept []int, now time.Time) error {
	status := answer.StatusCode
	if status >= 200 && status < 300 || status == http.StatusNotModified || slices.Contains(accept, status) {
		return nil
	}
	class, known := classes[status]
	until := HintOf(answer.Header, now).NotBefore
	switch {
	case status == http.StatusForbidden && !until.IsZero():
		class = source.RateLimited // some say 403 where they mean 429
	case !known:
		class = source.Upstream
	}
	trouble := source.NewTrouble(class, "")
	trouble.Until = until
	if class == source.Upstream {
		trouble.Detail = strings.TrimSpace(fmt.Sprintf("It answered %d %s", status, http.StatusText(status))) + "."
	}
	return trouble
}

// trouble says what went wrong before there was an answer, or in it, without a secret. An ended
// context stays recognisable.
func (c *Client) trouble(err error) error {
	var trouble *source.Trouble
	if errors.As(err, &trouble) {
		return trouble
	}
	text := errors.New(c.redact(err.Error()))
	if errors.Is(err, context.Canceled) {
		return source.WrapTrouble(errors.Join(context.Canceled, text), source.Offline, "")
	}
	offline := source.WrapTrouble(text, source.Offline, "")
	var network *net.OpError
	offline.Unsent = errors.As(err, &network) && network.Op == "dial"
	return offline
}

var addresses = regexp.MustCompile(`[a-z+]+://[^\s"'<>]+`)

// redact takes out of a text whatever is secret: the account's secrets, and what stands in addresses
// behind the path or before the host.
func (c *Client) redact(text string) string { return Redact(text, c.account.Secrets) }

// shortest is how long a secret is at least that is looked for: "a" would be found everywhere.
const shortest = 4

// Redact takes secrets out of a text, and of addresses in it what often is one: user, query and
// fragment.
func Redact(text string, secrets source.Secrets) string {
	text = addresses.ReplaceAllStringFunc(text, func(address string) string {
		parsed, err := url.Parse(address)
		if err != nil {
			return "(address)"
		}
		parsed.User, parsed.RawQuery, parsed.Fragment = nil, "", ""
		return parsed.String()
	})
	for _, secret := range secrets {
		if len(secret) < shortest {
			continue
		}
		for _, form := range []string{secret, url.QueryEscape(secret), url.PathEscape(secret)} {
			text = strings.ReplaceAll(text, form, "(secret)")
		}
	}
	return text
}
