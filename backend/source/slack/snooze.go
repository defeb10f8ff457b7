package slack

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

// snoozeField is the toggle by which the user has Slack's own notifications snoozed during shields.
const snoozeField = "snooze"

// snooze is what Slack says of snoozing, https://docs.slack.dev/reference/methods/dnd.info.
type snooze struct {
	Enabled bool  `json:"snooze_enabled"`
	Ends    int64 `json:"snooze_endtime"` // seconds since 1970
}

func (s snooze) until() time.Time {
	if !s.Enabled || s.Ends <= 0 {
		return time.Time{}
	}
	return time.Unix(s.Ends, 0).UTC()
}

// Snoozed asks until when Slack's own notifications are snoozed. The hours in which the user wants none
// day by day are another thing, and are not looked at.
func (Source) Snoozed(ctx context.Context, a source.Account) (time.Time, error) {
	return newClient(a).snoozed(ctx)
}

func (c client) snoozed(ctx context.Context) (time.Time, error) {
	var said snooze
	_, err := c.get(ctx, "dnd.info", nil, &said)
	return said.until(), err
}

// Snooze snoozes them. A snooze is all that it sets: neither presence nor status.
func (Source) Snooze(ctx context.Context, a source.Account, minutes int) (time.Time, error) {
	var said snooze
	err := newClient(a).form(ctx, "dnd.setSnooze", url.Values{"num_minutes": {strconv.Itoa(minutes)}}, &said)
	if err == nil && said.until().IsZero() {
		err = source.NewTrouble(source.Upstream, "It did not snooze its notifications.")
	}
	return said.until(), err
}

// EndSnooze ends that.
func (Source) EndSnooze(ctx context.Context, a source.Account) error {
	return newClient(a).form(ctx, "dnd.endSnooze", nil, nil)
}

// form posts parameters, which some methods take in no other way.
func (c client) form(ctx context.Context, method string, values url.Values, into any) error {
	header := http.Header{"Content-Type": {"application/x-www-form-urlencoded"}}
	_, err := c.call(ctx, httpx.Request{Method: http.MethodPost, URL: base + method, Header: header, Body: strings.NewReader(values.Encode())}, into)
	if err != nil && strings.Contains(source.TroubleOf(err).Detail, `"snooze_not_active"`) {
		return nil
	}
	return err
}
