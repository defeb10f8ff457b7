package httpx

import (
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"time"

	"sluice/backend/source"
	"sluice/backend/work"
)

// longestHint is as far as a server may send us away: more is taken for a mistake.
const longestHint = 24 * time.Hour

// HintOf reads what a server wants of the next request. It understands Retry-After in both forms, the
// many names of rate windows, X-Poll-Interval and max-age.
func HintOf(h http.Header, now time.Time) source.Hint {
	hint := source.Hint{NotBefore: retryAfter(h.Get("Retry-After"), now)}
	if hint.NotBefore.IsZero() {
		hint.NotBefore = window(h, now)
	}
	if seconds, err := strconv.Atoi(h.Get("X-Poll-Interval")); err == nil && seconds > 0 {
		hint.Interval = bounded(seconds)
	} else if found := maxAge.FindStringSubmatch(h.Get("Cache-Control")); found != nil {
		seconds, _ := strconv.Atoi(found[1])
		hint.Interval = bounded(seconds)
	}
	return hint
}

var maxAge = regexp.MustCompile(`(?:^|[ ,])max-age=(\d{1,9})`)

func bounded(seconds int) time.Duration {
	return min(longestHint, time.Duration(seconds)*time.Second)
}

// retryAfter reads seconds or a date, RFC 9110 10.2.3.
func retryAfter(text string, now time.Time) time.Time {
	if text == "" {
		return time.Time{}
	}
	if seconds, err := strconv.ParseFloat(text, 64); err == nil && seconds >= 0 {
		return now.Add(bounded(int(min(seconds, longestHint.Seconds())) + 1))
	}
	at, err := http.ParseTime(text)
	if err != nil || !at.After(now) {
		return time.Time{}
	}
	return work.Earlier(at, now.Add(longestHint))
}

// window gives when a rate window that is used up begins anew; zero: it is not used up, or not told.
func window(h http.Header, now time.Time) time.Time {
	for _, prefix := range []string{"X-RateLimit-", "RateLimit-", "X-RateLimit-Requests-"} {
		remaining, reset := h.Get(prefix+"Remaining"), h.Get(prefix+"Reset")
		if strings.TrimSpace(remaining) == "0" {
			return resetAt(reset, now)
		}
	}
	if all := h.Get("RateLimit"); all != "" { // the drafts' single header
		fields := map[string]string{}
		for _, field := range strings.FieldsFunc(all, func(r rune) bool { return r == ',' || r == ';' }) {
			name, value, _ := strings.Cut(strings.TrimSpace(field), "=")
			fields[name] = value
		}
		if fields["remaining"] == "0" || fields["r"] == "0" {
			return resetAt(fields["reset"]+fields["t"], now)
		}
	}
	return time.Time{}
}

// aDate is where a number of seconds stops being a span and is an instant: September 2001.
const aDate = 1_000_000_000

// resetAt reads an instant in seconds or milliseconds since 1970, or a span in seconds.
func resetAt(text string, now time.Time) time.Time {
	number, err := strconv.ParseFloat(strings.TrimSpace(text), 64)
	if err != nil || number < 0 || number > 1e15 {
		return time.Time{}
	}
	at := now.Add(bounded(int(min(number, longestHint.Seconds())) + 1))
	switch {
	case number >= 1000*aDate:
		at = time.UnixMilli(int64(number))
	case number >= aDate:
		at = time.Unix(int64(number)+1, 0)
	}
	if !at.After(now) {
		return time.Time{}
	}
	return work.Earlier(at, now.Add(longestHint)).UTC()
}
