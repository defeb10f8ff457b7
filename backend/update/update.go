// Package update asks a release feed whether there is a newer version of Sluice. It tells of one and
// does no more: nothing is downloaded, nothing replaced.
package update

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	"golang.org/x/mod/semver"

	"sluice/backend/fault"
)

// Feed is the address that is asked where the user names none. It is empty in what is built from
// source; whoever publishes packages sets it: -ldflags "-X sluice/backend/update.Feed=https://…".
// It answers like the newest release of a repository at GitHub, Gitea or Forgejo:
// {"tag_name": "v1.2.3", "html_url": "https://…"}.
var Feed string

const (
	patience     = 20 * time.Second
	maxAnswer    = 1 << 20 // bytes; such an answer holds the notes of one release
	maxRedirects = 5
)

// Release is a version that was published.
type Release struct {
	Version string `json:"version"` // by Semantic Versioning, without the v
	Page    string `json:"page"`    // where it is described, https; may be empty
}

// Newer says whether the release is newer than a version. A version that is none, of a build by hand
// say, is older than nothing.
func (r Release) Newer(version string) bool {
	mine, theirs := "v"+strings.TrimPrefix(version, "v"), "v"+r.Version
	return semver.IsValid(mine) && semver.IsValid(theirs) && semver.Compare(theirs, mine) > 0
}

// Answer is what a feed said, to be given back at the next question.
type Answer struct {
	Release Release `json:"release"`
	Tag     string  `json:"tag"` // by which the server knows what it said (ETag)
}

// Check says in an Invalid fault what is wrong with a feed's address. It must be https: nothing else
// tells who answers.
func Check(feed string) error {
	address, err := url.Parse(feed)
	if err != nil || address.Scheme != "https" || address.Host == "" || address.User != nil {
		return fault.New(fault.Invalid, "%q is not the address of a release feed: it begins with https:// and holds no password.", feed)
	}
	return nil
}

// Asker asks feeds.
type Asker struct {
	Web http.RoundTripper // nil: http.DefaultTransport
}

// Ask asks a feed for its newest release. before is the last answer of the same feed, or zero; where
// nothing changed since it comes back as it is. Nothing about the user or this version is told. Errors
// are faults: fault.Unreachable where no answer came, fault.Invalid for an answer that makes no sense.
func (a Asker) Ask(ctx context.Context, feed string, before Answer) (Answer, error) {
	if err := Check(feed); err != nil {
		return before, err
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, feed, nil)
	if err != nil {
		return before, fault.Wrap(err, fault.Invalid, "%q is not the address of a release feed.", feed)
	}
	request.Header.Set("Accept", "application/json")
	request.Header.Set("User-Agent", "Sluice") // some servers want one
	if before.Tag != "" {
		request.Header.Set("If-None-Match", before.Tag)
	}
	client := http.Client{Transport: a.Web, Timeout: patience, CheckRedirect: safely}
	response, err := client.Do(request)
	if err != nil {
		return before, fault.Wrap(err, fault.Unreachable, "The release feed %s does not answer.", feed)
	}
	defer func() { _ = response.Body.Close() }()
	return read(response, before)
}

// safely follows a redirect as long as it stays with https.
func safely(request *http.Request, via []*http.Request) error {
	if request.URL.Scheme != "https" {
		return errors.New("the feed leads away from https")
	}
	if len(via) >= maxRedirects {
		return errors.New("the feed leads in circles")
	}
	return nil
}

func read(response *http.Response, before Answer) (Answer, error) {
	switch response.StatusCode {
	case http.StatusNotModified:
		return before, nil
	case http.StatusOK:
	default:
		return before, fault.New(fault.Unreachable, "The release feed answers with %s.", response.Status)
	}
	var said struct {
		Version    string `json:"tag_name"`
		Page       string `json:"html_url"`
		Draft      bool   `json:"draft"`
		Prerelease bool   `json:"prerelease"`
	}
	body := io.LimitReader(response.Body, maxAnswer)
	if err := json.NewDecoder(body).Decode(&said); err != nil {
		return before, fault.Wrap(err, fault.Invalid, "The release feed's answer makes no sense.")
	}
	release, err := releaseOf(said.Version, said.Page)
	if err != nil || said.Draft || said.Prerelease {
		return before, err
	}
	return Answer{Release: release, Tag: response.Header.Get("ETag")}, nil
}

// releaseOf takes no text as it is: the version must be one, and a page that is not https is left out.
func releaseOf(version, page string) (Release, error) {
	version = "v" + strings.TrimPrefix(version, "v")
	if !semver.IsValid(version) {
		return Release{}, fault.New(fault.Invalid, "The release feed names no version.")
	}
	release := Release{Version: semver.Canonical(version)[1:]}
	if address, err := url.Parse(page); err == nil && address.Scheme == "https" && address.Host != "" && address.User == nil {
		release.Page = address.String()
	}
	return release, nil
}
