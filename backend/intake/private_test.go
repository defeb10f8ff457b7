package intake_test

import (
	"log/slog"
	"testing"
	"time"

	"sluice/backend/gate"
	"sluice/backend/intake"
	"sluice/backend/source"
	"sluice/backend/store"
	"sluice/backend/work"
)

// take hands events over and gives what was stored of the last one.
func (h *hall) take(events ...source.Event) work.Arrival {
	h.Helper()
	_, err := h.intake.Take(h.Context(), memory, events)
	h.must(err)
	return h.arrival(events[len(events)-1].RemoteID)
}

func (h *hall) item(id work.ItemID) (item work.Item) {
	h.Helper()
	h.must(h.store.Read(h.Context(), func(tx *store.Tx) (err error) { item, err = tx.Item(id); return err }))
	return item
}

func (h *hall) rules(rules ...work.Rule) {
	h.Helper()
	for _, rule := range rules {
		_, err := h.queue.AddRule(h.Context(), time.Now(), rule)
		h.must(err)
	}
}

func TestOnlyTheFiguresOfACodeAreWithheld(t *testing.T) {
	h := newHall(t)
	code := source.Event{
		RemoteID: "a", Kind: work.KindMessage, From: "Acme", App: "Messages", Thread: "messages\nyour code is 482913",
		Title: "Your code is 482913", Body: "482913 is your verification code. Invoice 99120 stays.", URL: "https://acme.test/login",
	}
	got := h.take(code)
	if got.Title != "Your code is ••••••" || got.Body != "•••••• is your verification code. Invoice 99120 stays." {
		t.Errorf("stored was %q, %q", got.Title, got.Body)
	}
	if got.From != code.From || got.URL != code.URL || got.Kind != work.KindCode || got.Outcome != work.OutcomeHeld {
		t.Errorf("it is %+v", got)
	}
	if item := h.item(got.Item); item.Thread != "messages\nyour code is ••••••" {
		t.Errorf("its thread is %q", item.Thread)
	}
	code.RemoteID, code.URL = "b", "https://acme.test/login?code=482913"
	if got := h.take(code); got.URL != "" {
		t.Errorf("a link with the code was stored: %q", got.URL)
	}
}

// TestACodeBreaksThroughWithItsText has the rule on: the code is shown as it came, and stored without.
func TestACodeBreaksThroughWithItsText(t *testing.T) {
	h := newHall(t)
	h.rules(work.Rule{Kind: work.RuleBreakThrough, Builtin: gate.BuiltinCodes})
	var shown []source.Event
	h.intake = intake.New(intake.Options{
		Store: h.store, Queue: h.queue, Bus: h.bus, Now: time.Now, Health: h.hear, Log: slog.New(slog.DiscardHandler),
		Through: func(_ work.ArrivalID, e source.Event) { shown = append(shown, e) },
	})
	got := h.take(source.Event{RemoteID: "a", Title: "Acme", Body: "Your verification code is 482913"})
	if got.Outcome != work.OutcomeBrokeThrough || got.Body != "Your verification code is ••••••" {
		t.Errorf("it is %+v", got)
	}
	if len(shown) != 1 || shown[0].Body != "Your verification code is 482913" {
		t.Errorf("shown were %+v", shown)
	}
}

// TestOrdinaryMailIsStoredWhole is work that speaks of codes and has numbers in it.
func TestOrdinaryMailIsStoredWhole(t *testing.T) {
	h := newHall(t)
	h.rules(work.Rule{Kind: work.RuleBreakThrough, Builtin: gate.BuiltinCodes})
	review := source.Event{
		RemoteID: "a", Kind: work.KindMessage, From: "Ana", URL: "https://git.acme.test/acme/app/pull/4821",
		Title: "Review requested: refactor billing code (#4821)", Body: "Verify it before June 2026, please.",
	}
	got := h.take(review)
	if got.Title != review.Title || got.Body != review.Body || got.URL != review.URL || got.From != review.From ||
		got.Kind != review.Kind || got.Outcome != work.OutcomeHeld {
		t.Errorf("stored was %+v", got)
	}
}

// TestAPrivateRuleOfAClientIsTheClientsAlone has two clients in one program, told apart by a routing rule.
func TestAPrivateRuleOfAClientIsTheClientsAlone(t *testing.T) {
	h := newHall(t)
	acme, dune := h.client("Acme", 1), h.client("Dune", 2)
	h.rules(
		work.Rule{Kind: work.RuleRoute, Client: acme, Match: work.Match{From: "Ana"}},
		work.Rule{Kind: work.RulePrivate, Client: acme, Match: work.Match{App: "Signal"}},
		work.Rule{Kind: work.RulePrivate, Client: dune, Match: work.Match{Words: "salary"}},
	)
	signal := func(id, from, body string, client work.ClientID) source.Event {
		return source.Event{RemoteID: id, App: "Signal", From: from, Title: from, Body: body, Thread: "signal\n" + from, Client: client}
	}
	for _, c := range []struct {
		rule  string
		event source.Event
		whose work.ClientID
		body  string
	}{
		{"of Acme, by a routing rule", signal("a", "Ana", "the contract", work.Unassigned), acme, ""},
		{"of Dune", signal("b", "Bea", "the plan", dune), dune, "the plan"},
		{"of Dune, by the words of its own rule", signal("c", "Dan", "the salary", dune), dune, ""},
		{"of nobody", signal("d", "Carl", "the salary", work.Unassigned), work.Unassigned, "the salary"},
	} {
		got := h.take(c.event)
		if item := h.item(got.Item); got.Body != c.body || item.Client != c.whose || got.From != "" && c.body == "" {
			t.Errorf("%s: stored was %+v, of client %d", c.rule, got, item.Client)
		}
	}
}

func (h *hall) client(name string, number int) work.ClientID {
	h.Helper()
	saved, _, err := h.queue.SaveClient(h.Context(), time.Now(), work.Client{Name: name, Number: number, Colour: number})
	h.must(err)
	return saved.ID
}

// A rule that is off is as if it were not there.
func TestARuleThatIsOffWithholdsNothing(t *testing.T) {
	h := newHall(t)
	rule, err := h.queue.AddRule(h.Context(), time.Now(), work.Rule{Kind: work.RulePrivate, Match: work.Match{App: "Signal"}})
	h.must(err)
	if got := h.take(source.Event{RemoteID: "a", Title: "on", Body: "text", App: "Signal"}); got.Body != "" {
		t.Errorf("the text was stored: %+v", got)
	}
	_, err = h.queue.SwitchRule(h.Context(), time.Now(), rule.ID, false)
	h.must(err)
	if got := h.take(source.Event{RemoteID: "b", Title: "off", Body: "text", App: "Signal"}); got.Title != "off" || got.Body != "text" {
		t.Errorf("the text was not stored: %+v", got)
	}
}
