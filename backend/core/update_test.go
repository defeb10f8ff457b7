package core_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"sluice/backend/fault"
)

// web is the network as a core sees it: one feed, that may be out of reach.
type web struct {
	release string
	gone    bool
	asked   int
}

func (w *web) RoundTrip(r *http.Request) (*http.Response, error) {
	w.asked++
	if w.gone {
		return nil, errors.New("no route to host")
	}
	answer := &http.Response{StatusCode: http.StatusOK, Header: http.Header{"Etag": {w.release}}, Request: r}
	if r.Header.Get("If-None-Match") == w.release {
		answer.StatusCode = http.StatusNotModified
	}
	answer.Body = io.NopCloser(strings.NewReader(`{"tag_name": "` + w.release + `", "html_url": "https://example.org/` + w.release + `"}`))
	return answer, nil
}

func (w *world) lookForUpdates(on bool) {
	w.Helper()
	settings, err := w.core.Queue.Settings(context.Background())
	w.must(err)
	settings.Updates, settings.UpdateFeed = on, "https://example.org/latest"
	w.choose(settings)
	w.pass(2 * time.Minute)
}

func (w *world) pass(d time.Duration) {
	time.Sleep(d)
	synctest.Wait()
}

// days lets days pass: the computer sleeps through most of each.
func (w *world) days(n int) {
	for range n {
		w.setClock(aDay)
		w.pass(time.Minute)
	}
}

func (w *world) notice() string {
	w.Helper()
	for _, trouble := range w.status().Trouble {
		if trouble.Code == "update_available" {
			return trouble.Sentence
		}
	}
	return ""
}

func TestNobodyIsAskedForUpdatesUnlessTheUserSwitchedThatOn(t *testing.T) {
	inWorld(t, func(w *world) {
		w.web.release = "v1.3.0"
		w.days(3)
		if w.web.asked != 0 || w.notice() != "" {
			t.Errorf("asked %d times: %q", w.web.asked, w.notice())
		}
		w.lookForUpdates(true)
		if w.web.asked != 1 || w.notice() != "Sluice 1.3.0 is out; this is 1.2.0. https://example.org/v1.3.0" {
			t.Errorf("switched on: asked %d times: %q", w.web.asked, w.notice())
		}
		w.lookForUpdates(false)
		w.days(3)
		if w.web.asked != 1 || w.notice() != "" {
			t.Errorf("switched off: asked %d times: %q", w.web.asked, w.notice())
		}
	})
}

func TestAFeedIsAskedOnceADayAtMost(t *testing.T) {
	inWorld(t, func(w *world) {
		w.web.release = "v1.2.0"
		w.lookForUpdates(true)
		w.lookForUpdates(false)
		w.lookForUpdates(true)
		w.end()
		w.start()
		w.setClock(20 * time.Hour)
		w.pass(2 * time.Minute)
		if w.web.asked != 1 || w.notice() != "" {
			t.Errorf("on the first day asked %d times: %q", w.web.asked, w.notice())
		}
		w.web.release = "v1.2.1"
		w.days(10)
		if w.web.asked != 11 || w.notice() == "" {
			t.Errorf("in ten more days asked %d times: %q", w.web.asked, w.notice())
		}
		w.setClock(-5 * aDay) // wrong until now: it does not put the next question off
		w.pass(2 * time.Minute)
		if w.web.asked != 12 {
			t.Errorf("with the clock set back asked %d times", w.web.asked)
		}
	})
}

func TestANoticeOutlivesARestartAndAFeedOutOfReach(t *testing.T) {
	inWorld(t, func(w *world) {
		w.web.gone = true
		w.lookForUpdates(true)
		w.setClock(time.Hour)
		w.pass(time.Minute)
		if w.web.asked != 2 {
			t.Errorf("out of reach for an hour: asked %d times", w.web.asked)
		}
		w.web.gone, w.web.release = false, "v2.0.0"
		w.setClock(time.Hour)
		w.pass(time.Minute)
		w.end()
		w.start()
		w.web.gone = true
		w.days(2)
		if w.notice() == "" {
			t.Error("what is known was forgotten")
		}
		findings, err := w.core.Doctor(context.Background())
		w.must(err)
		for _, finding := range findings {
			if !finding.OK {
				t.Errorf("a newer version is no fault of this profile: %+v", finding)
			}
		}
	})
}

func TestUpdatesWantAFeed(t *testing.T) {
	inWorld(t, func(w *world) {
		settings, err := w.core.Queue.Settings(context.Background())
		w.must(err)
		settings.Updates = true
		_, err = w.core.Queue.SetSettings(context.Background(), w.now(), settings)
		if fault.CodeOf(err) != fault.Invalid {
			t.Errorf("without an address: %v", err)
		}
		settings.UpdateFeed = "http://example.org/"
		_, err = w.core.Queue.SetSettings(context.Background(), w.now(), settings)
		if fault.CodeOf(err) != fault.Invalid {
			t.Errorf("in the clear: %v", err)
		}
	})
}

var _ http.RoundTripper = (*web)(nil)
