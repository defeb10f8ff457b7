package intake_test

import (
	"context"
	"database/sql"
	"errors"
	"net/url"
	"testing"
	"testing/synctest"
	"time"

	_ "github.com/glebarez/go-sqlite"
	"github.com/google/go-cmp/cmp"

	"sluice/backend/source"
	"sluice/backend/work"
)

// jam makes the database refuse whatever comes to the door, by a rule that a second program puts in,
// and gives the way to let go.
func (h *hall) jam() (release func()) {
	h.Helper()
	return h.rule(`BEFORE INSERT ON door BEGIN SELECT RAISE(ABORT, 'jammed'); END`)
}

// refuse makes the database refuse to place arrivals with a title, and gives the way to let go.
func (h *hall) refuse(title string) (release func()) {
	h.Helper()
	return h.rule(`BEFORE INSERT ON arrivals WHEN new.title = '` + title + `' BEGIN SELECT RAISE(ABORT, 'refused'); END`)
}

// rule has a second program put a rule into the database, and gives the way to take it out.
func (h *hall) rule(text string) (release func()) {
	h.Helper()
	db, err := sql.Open("sqlite", "file:"+(&url.URL{Path: h.path}).EscapedPath())
	h.must(err)
	_, err = db.Exec(`CREATE TRIGGER jam ` + text)
	h.must(err)
	return func() {
		_, err := db.Exec(`DROP TRIGGER jam`)
		h.must(errors.Join(err, db.Close()))
	}
}

var oneEvent = []source.Event{{RemoteID: "a", Title: "A"}}

func TestHandInsistsAndSaysSo(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := newHall(t)
		release := h.jam()
		handed := make(chan error, 1)
		go func() { handed <- h.intake.Door(memory).Hand(t.Context(), oneEvent) }()
		if told := <-h.told; told.Condition != source.Degraded || told.Code == "" || told.Sentence == "" {
			t.Errorf("it said %+v", told)
		}
		h.wantAccount(0)
		release()
		if err := <-handed; err != nil {
			t.Fatal(err)
		}
		h.wantAccount(1)
		if last := h.health[len(h.health)-1]; last != (source.Health{Condition: source.OK}) {
			t.Errorf("afterwards it says %+v", last)
		}
	})
}

// TestPausesGrow has the pauses between the tries: they double up to five seconds.
func TestPausesGrow(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := newHall(t)
		release := h.jam()
		defer release()
		ctx, cancel := context.WithCancel(t.Context())
		handed := make(chan error, 1)
		go func() { handed <- h.intake.Door(memory).Hand(ctx, oneEvent) }()
		var pauses []time.Duration
		<-h.told
		for last := time.Now(); len(pauses) < 7; last = time.Now() {
			<-h.told
			pauses = append(pauses, time.Since(last))
		}
		cancel()
		if err := <-handed; !errors.Is(err, context.Canceled) {
			t.Errorf("after the end of its context it gave %v", err)
		}
		const ms = time.Millisecond
		want := []time.Duration{250 * ms, 500 * ms, 1000 * ms, 2000 * ms, 4000 * ms, 5000 * ms, 5000 * ms}
		if diff := cmp.Diff(want, pauses); diff != "" {
			t.Error(diff)
		}
		h.wantAccount(0)
	})
}

func TestEndedContextIsGiven(t *testing.T) {
	h := newHall(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	door := h.intake.Door(memory)
	for name, do := range map[string]func() error{
		"hand":     func() error { return door.Hand(ctx, oneEvent) },
		"withdraw": func() error { return door.Withdraw(ctx, "a") },
		"seeing":   func() error { return door.Seeing(ctx, time.Now()) },
	} {
		if err := do(); !errors.Is(err, context.Canceled) {
			t.Errorf("%s gave %v", name, err)
		}
	}
	if len(h.health) > 0 {
		t.Errorf("the end of a context is no trouble, but it said %+v", h.health)
	}
}

// TestOneThatCannotBePlacedHoldsUpNoOther plants a fault in the database that refuses one title.
func TestOneThatCannotBePlacedHoldsUpNoOther(t *testing.T) {
	h := newHall(t)
	defer h.refuse("poison")()
	for _, title := range []string{"before", "poison", "after"} {
		h.writeDown(title, `{"Title": "`+title+`"}`)
	}
	h.must(h.intake.Place(t.Context()))
	for _, title := range []string{"before", "after"} {
		if a := h.arrival(title); a.Title != title {
			t.Errorf("%s is %+v", title, a)
		}
	}
	if a := h.arrival("poison"); a.Title != "(unreadable)" || a.Outcome != work.OutcomeHeld {
		t.Errorf("the culprit is %+v", a)
	}
	h.wantAccount(3)
}
