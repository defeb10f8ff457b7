package queue_test

import (
	"context"
	"reflect"
	"testing"
	"time"

	"sluice/backend/fault"
	"sluice/backend/gate"
	"sluice/backend/queue"
	"sluice/backend/source"
	"sluice/backend/store"
	"sluice/backend/work"
)

var ctx = context.Background()

// client adds a client with a longest wait, 0 for none.
func (d *desk) client(name string, number int, wait time.Duration) work.Client {
	d.Helper()
	saved, _, err := d.queue.SaveClient(ctx, d.now, work.Client{Name: name, Number: number, Colour: number, LongestWait: wait})
	d.must(err)
	return saved
}

func (d *desk) rule(rule work.Rule) work.Rule {
	d.Helper()
	added, err := d.queue.AddRule(ctx, d.now, rule)
	d.must(err)
	return added
}

func (d *desk) act(_ work.Act, err error) {
	d.Helper()
	d.must(err)
}

func (d *desk) tick() (queue.Delivery, bool) {
	d.Helper()
	d.must(d.queue.EndRunWhenOver(ctx, d.now))
	d.must(d.queue.ReturnDue(ctx, d.now))
	return d.release()
}

func (d *desk) after(span time.Duration) *desk {
	d.now = d.now.Add(span)
	return d
}

func of(client work.Client, event source.Event) source.Event {
	event.Client = client.ID
	return event
}

func behind(client work.Client) queue.Wall { return queue.Wall{Up: true, Client: client.ID} }

// "A client's own check-ins replace the common ones."
func TestAClientsOwnCheckInsReplaceTheCommonOnes(t *testing.T) {
	d := newDesk(t)
	acme, dune := d.client("Acme", 1, 0), d.client("Dune", 2, 0)
	_, err := d.queue.AddCheckIn(ctx, d.now, work.CheckIn{At: 15 * 60, Client: acme.ID})
	d.must(err)
	d.arrive(of(acme, message("for Acme")))
	d.arrive(of(dune, message("for Dune")))
	d.arrive(message("for nobody"))
	d.at("13:00").tick()
	d.wantTitles("for Dune", "for nobody")
	d.at("15:00").tick()
	d.wantTitles("for Acme", "for Dune", "for nobody")
}

// "Longest wait is a guarantee: enforced when it runs by an extra check-in just in time."
func TestALongestWaitIsKeptByAnExtraCheckIn(t *testing.T) {
	d := newDesk(t)
	acme, dune := d.client("Acme", 1, 2*time.Hour), d.client("Dune", 2, 0)
	d.at("13:30").tick()
	d.arrive(of(acme, message("for Acme")))
	d.arrive(of(dune, message("for Dune")))
	if _, due := d.after(2*time.Hour - time.Second).tick(); due {
		t.Error("the extra check-in came early")
	}
	delivery, due := d.after(time.Second).tick()
	if !due || !delivery.Run.Extra || delivery.Run.Late || !delivery.Run.Concerns(acme.ID) || delivery.Run.Concerns(dune.ID) {
		t.Errorf("got %+v, %v, want an extra check-in for Acme alone", delivery.Run, due)
	}
	d.wantTitles("for Acme")
}

// "Longest wait counts only inside the client's hours."
func TestALongestWaitCountsOnlyInsideTheClientsHours(t *testing.T) {
	d := newDesk(t)
	hours := work.Hours{}
	for day := time.Monday; day <= time.Friday; day++ {
		hours.Week[day] = []work.Range{{Start: 9 * 60, End: 17 * 60}}
	}
	acme, _, err := d.queue.SaveClient(ctx, d.now, work.Client{Name: "Acme", Colour: 1, LongestWait: 2 * time.Hour, Hours: hours})
	d.must(err)
	d.at("16:40").tick()
	d.arrive(of(acme, message("late on Wednesday")))
	if _, due := d.after(12 * time.Hour).tick(); due {
		t.Error("a night counted as waiting")
	}
	if delivery, due := d.at("09:30").tick(); !due || delivery.Run.Extra { // Thursday's own check-in comes first
		t.Errorf("got %+v, %v", delivery.Run, due)
	}
}

// "Precedence: break-through, shield, longest wait, check-in … what is overdue comes at its end and is
// marked late."
func TestAShieldBeatsALongestWaitWhichThenIsLate(t *testing.T) {
	d := newDesk(t)
	acme := d.client("Acme", 1, time.Hour)
	d.at("13:30").tick()
	d.arrive(of(acme, message("waits")))
	_, _, err := d.queue.StartShield(ctx, d.now, d.now.Add(2*time.Hour), "")
	d.must(err)
	if _, due := d.after(90 * time.Minute).tick(); due {
		t.Error("a longest wait came through a shield")
	}
	delivery, due := d.at("15:30").tick()
	if !due || !delivery.Run.Late || !delivery.Run.Extra {
		t.Errorf("got %+v, %v, want it late at the shield's end", delivery.Run, due)
	}
}

// "Checked when a plan is saved (the gap is named before saving)."
func TestAPlanThatBreaksALongestWaitIsNamed(t *testing.T) {
	d := newDesk(t)
	breach, err := d.queue.Breaches(ctx, d.now, work.Client{Name: "Acme", LongestWait: 2 * time.Hour})
	if err != nil || breach == nil || breach.Inside <= 2*time.Hour {
		t.Errorf("got %+v, %v, want the gap", breach, err)
	}
	breach, err = d.queue.Breaches(ctx, d.now, work.Client{Name: "Acme", LongestWait: 7 * 24 * time.Hour})
	if err != nil || breach != nil {
		t.Errorf("got %+v, %v, want none", breach, err)
	}
}

// "pause until stops everything."
func TestAPauseStopsEverythingUntilItsEnd(t *testing.T) {
	d := newDesk(t)
	d.arrive(message("waits"))
	d.act(d.queue.Pause(ctx, d.now, d.now.Add(3*time.Hour)))
	if _, due := d.at("13:00").tick(); due {
		t.Error("a check-in came in a pause")
	}
	if _, due := d.at("15:00").tick(); !due {
		t.Error("what waited for the pause did not come at its end")
	}
	_, err := d.queue.Resume(ctx, d.now)
	d.wantCode(err, fault.Conflict)
}

func TestRoutingRulesGiveNewThreadsToClients(t *testing.T) {
	d := newDesk(t)
	acme, dune := d.client("Acme", 1, 0), d.client("Dune", 2, 0)
	d.rule(work.Rule{Kind: work.RuleRoute, Client: acme.ID, Match: work.Match{App: "Slack", Words: "checkout, cart"}})
	d.rule(work.Rule{Kind: work.RuleRoute, Client: dune.ID, Match: work.Match{App: "Slack"}})
	d.arrive(source.Event{App: "Slack", Title: "The checkout is down"})
	d.arrive(source.Event{App: "slack", Title: "Lunch?"})
	d.arrive(source.Event{App: "Mail", Title: "Invoice"})
	d.at("13:00").tick()
	for _, item := range d.items() {
		want := map[string]work.ClientID{"The checkout is down": acme.ID, "Lunch?": dune.ID, "Invoice": work.Unassigned}[item.Title]
		if item.Client != want {
			t.Errorf("%q went to client %d, want %d", item.Title, item.Client, want)
		}
	}
	trial, err := d.queue.Try(ctx, d.now, queue.Wall{}, work.Match{App: "Slack"})
	if err != nil || trial.Looked != 3 || trial.Matched != 2 || len(trial.Titles) != 2 {
		t.Errorf("the trial gave %+v, %v", trial, err)
	}
}

// "With a client active, every surface carries that client only."
func TestBehindAWallOnlyOneClientIsSeen(t *testing.T) {
	d := newDesk(t)
	acme, dune := d.client("Acme", 1, 0), d.client("Dune", 2, 0)
	d.arrive(of(acme, message("Acme secret")))
	d.arrive(of(dune, message("Dune secret")))
	d.arrive(of(dune, message("Dune secret too")))
	d.at("13:00").tick()
	items, err := d.queue.Items(ctx, queue.View{Wall: behind(acme)})
	if err != nil || len(items) != 1 || items[0].Client != acme.ID {
		t.Errorf("got %+v, %v", items, err)
	}
	found, err := d.queue.Search(ctx, behind(acme), "secret", 10)
	if err != nil || len(found) != 1 || found[0].Client != acme.ID {
		t.Errorf("search found %+v, %v", found, err)
	}
	counts, err := d.queue.Counts(ctx, behind(acme), 1)
	if err != nil || counts.Queued != 1 || counts.Left != 1 || len(counts.ByClient) != 1 {
		t.Errorf("counts are %+v, %v", counts, err)
	}
	receipt, err := d.queue.Receipt(ctx, behind(acme), d.now.Add(-24*time.Hour), d.now.Add(time.Hour))
	if err != nil || receipt.Arrived != 1 || receipt.CheckIns[len(receipt.CheckIns)-1].Delivered != 1 {
		t.Errorf("the receipt is %+v, %v", receipt, err)
	}
	for _, item := range d.items() {
		if item.Client != dune.ID {
			continue
		}
		_, _, err := d.queue.Item(ctx, behind(acme), item.ID)
		d.wantCode(err, fault.NotFound)
		_, err = d.queue.Done(ctx, d.now, queue.Pick{Wall: behind(acme), Items: []work.ItemID{item.ID}})
		d.wantCode(err, fault.NotFound)
	}
}

// "snoozed: it joins and the snooze stands."
func TestASnoozeStandsUntilItsTime(t *testing.T) {
	d := newDesk(t)
	d.arrive(thread("t", "later"))
	d.at("13:00").tick()
	id := d.items()[0].ID
	d.act(d.queue.Snooze(ctx, d.now, d.now.Add(4*time.Hour), one(id)))
	d.wantTitles()
	d.at("14:00").arrive(thread("t", "more"))
	d.at("16:30").tick()
	d.wantTitles()
	d.at("17:00").tick()
	d.wantTitles("more")
}

func TestASnoozeUntilTheNextCheckInEndsWithIt(t *testing.T) {
	d := newDesk(t)
	d.arrive(message("later"))
	d.at("13:00").tick()
	d.act(d.queue.Snooze(ctx, d.now, time.Time{}, one(d.items()[0].ID)))
	d.at("16:29").tick()
	d.wantTitles()
	delivery, due := d.at("16:30").tick()
	if !due || delivery.Items != 1 || delivery.Run.Ending == work.RunNothing {
		t.Errorf("got %+v, %v", delivery, due)
	}
	d.wantTitles("later")
}

func TestNothingComesBackThroughAShield(t *testing.T) {
	d := newDesk(t)
	d.arrive(message("later"))
	d.at("13:00").tick()
	d.act(d.queue.Snooze(ctx, d.now, d.now.Add(30*time.Minute), one(d.items()[0].ID)))
	_, _, err := d.queue.StartShield(ctx, d.now, d.now.Add(time.Hour), "")
	d.must(err)
	d.at("13:30").tick()
	d.wantTitles()
	d.at("14:00").tick()
	d.wantTitles("later")
}

// "waiting: an answer from the awaited person ends the waiting at the next check-in, others join."
func TestAnAnswerFromTheAwaitedPersonEndsTheWaiting(t *testing.T) {
	d := newDesk(t)
	from := func(who, title string) source.Event {
		event := thread("t", title)
		event.From = who
		return event
	}
	d.arrive(from("Ana", "question"))
	d.at("13:00").tick()
	id := d.items()[0].ID
	d.act(d.queue.Wait(ctx, d.now, "Ana", time.Time{}, one(id)))
	d.at("14:00").arrive(from("Bea", "me too"))
	d.at("16:30").tick()
	d.wantTitles()
	d.after(time.Hour).tick()
	d.arrive(from("ana", "here it is"))
	d.wantTitles()
	d.now = d.now.AddDate(0, 0, 1)
	d.at("09:30").tick()
	d.wantTitles("here it is")
}

func TestWaitingComesBackWhenItIsTimeToAskAgain(t *testing.T) {
	d := newDesk(t)
	d.arrive(message("invoice"))
	d.at("13:00").tick()
	d.act(d.queue.Wait(ctx, d.now, "Bea", d.now.Add(2*time.Hour), one(d.items()[0].ID)))
	d.at("15:00").tick()
	items := d.items()
	if len(items) != 1 || items[0].Reasons[0].Text != "you wanted to ask Bea again" {
		t.Errorf("got %+v", items)
	}
}

// "muted: its outcome is muted", and "a break-through passes all states but muted".
func TestWhatIsMutedStaysOut(t *testing.T) {
	d := newDesk(t)
	d.rule(work.Rule{Kind: work.RuleBreakThrough, Match: work.Match{Words: "urgent"}})
	d.arrive(thread("t", "noise"))
	d.at("13:00").tick()
	d.act(d.queue.Mute(ctx, d.now, one(d.items()[0].ID)))
	d.arrive(thread("t", "urgent noise"))
	d.wantTitles()
	d.wantOutcome(work.OutcomeMuted, 1)
}

// "A break-through passes all states but muted", also a shield and a snooze.
func TestABreakThroughPassesShieldAndSnooze(t *testing.T) {
	d := newDesk(t)
	d.rule(work.Rule{Kind: work.RuleBreakThrough, Match: work.Match{From: "Noor"}})
	d.rule(work.Rule{Kind: work.RuleBreakThrough, Builtin: gate.BuiltinCalls})
	d.arrive(thread("t", "quiet"))
	d.at("13:00").tick()
	d.act(d.queue.Snooze(ctx, d.now, d.now.Add(time.Hour), one(d.items()[0].ID)))
	_, _, err := d.queue.StartShield(ctx, d.now, d.now.Add(2*time.Hour), "")
	d.must(err)
	loud := thread("t", "the site is down")
	loud.From = "Noor"
	d.arrive(loud)
	d.wantTitles("the site is down")
	d.wantOutcome(work.OutcomeBrokeThrough, 1)
	_, err = d.queue.AddRule(ctx, d.now, work.Rule{Kind: work.RuleBreakThrough})
	d.wantCode(err, fault.Invalid)
}

// "An item is what wants attention …": every verb can be undone, across a restart.
func TestEveryVerbCanBeUndone(t *testing.T) {
	verbs := map[string]func(d *desk, pick queue.Pick) (work.Act, error){
		"done":   func(d *desk, p queue.Pick) (work.Act, error) { return d.queue.Done(ctx, d.now, p) },
		"snooze": func(d *desk, p queue.Pick) (work.Act, error) { return d.queue.Snooze(ctx, d.now, time.Time{}, p) },
		"wait": func(d *desk, p queue.Pick) (work.Act, error) {
			return d.queue.Wait(ctx, d.now, "Ana", d.now.Add(time.Hour), p)
		},
		"pin":  func(d *desk, p queue.Pick) (work.Act, error) { return d.queue.Pin(ctx, d.now, true, p) },
		"mute": func(d *desk, p queue.Pick) (work.Act, error) { return d.queue.Mute(ctx, d.now, p) },
		"assign": func(d *desk, p queue.Pick) (work.Act, error) {
			return d.queue.Assign(ctx, d.now, work.Client{ID: 1, Name: "Acme"}, p)
		},
		"mark": func(d *desk, p queue.Pick) (work.Act, error) {
			return d.queue.Mark(ctx, d.now, true, p.Wall, p.Items[0])
		},
	}
	for name, verb := range verbs {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t)
			d.client("Acme", 1, 0)
			d.arrive(message("one"))
			d.at("13:00").tick()
			before := d.items()[0]
			d.act(verb(d, one(before.ID)))
			d.restart()
			d.act(d.queue.Undo(ctx, d.now))
			after := d.items()
			if len(after) != 1 || after[0].Score != before.Score || after[0].State != before.State ||
				after[0].Client != before.Client || after[0].Pinned || after[0].WaitingOn != "" {
				t.Errorf("before %+v, after the undo %+v", before, after)
			}
		})
	}
}

// "Outside a check-in … title, score and order do not change": what was done by mistake, or put aside,
// comes back where it stood, however much later.
func TestWhatComesBackByUndoStandsWhereItStood(t *testing.T) {
	d := newDesk(t)
	acme := d.client("Acme", 1, 4*time.Hour)
	d.arrive(of(acme, message("one")))
	d.at("13:00").tick()
	before := d.items()[0]
	d.after(2 * time.Hour)
	d.act(d.queue.Done(ctx, d.now, queue.Pick{Items: []work.ItemID{before.ID}}))
	d.act(d.queue.Undo(ctx, d.now))
	d.act(d.queue.Snooze(ctx, d.now, d.now.Add(time.Hour), queue.Pick{Items: []work.ItemID{before.ID}}))
	d.act(d.queue.Reopen(ctx, d.now, queue.Pick{Items: []work.ItemID{before.ID}}))
	if after := d.items()[0]; after.Score != before.Score || !reflect.DeepEqual(after.Reasons, before.Reasons) {
		t.Errorf("it stood for %v, and stands for %v", before.Reasons, after.Reasons)
	}
	d.act(d.queue.Pin(ctx, d.now, true, queue.Pick{Items: []work.ItemID{before.ID}}))
	if after := d.items()[0]; after.Score <= before.Score {
		t.Errorf("pinned, it stands for %v", after.Reasons)
	}
}

func TestAMarkShiftsItsSenderByAFixedStep(t *testing.T) {
	d := newDesk(t)
	d.arrive(message("one"))
	d.arrive(message("two"))
	d.at("13:00").tick()
	before := d.items()[0]
	d.act(d.queue.Mark(ctx, d.now, true, queue.Wall{}, before.ID))
	if after := d.items()[0]; after.Score-before.Score != queue.MarkStep {
		t.Errorf("the score went from %v to %v", before.Score, after.Score)
	}
	d.at("14:00").arrive(message("three"))
	d.at("16:30").tick()
	for _, item := range d.items() {
		if item.Title == "three" && item.Score-before.Score != queue.MarkStep {
			t.Errorf("the next from this sender scores %v", item.Score)
		}
	}
}

func TestSearchPrefixes(t *testing.T) {
	d := newDesk(t)
	acme := d.client("Acme", 1, 0)
	d.arrive(of(acme, source.Event{Title: "Address format?", From: "Noor", App: "Slack", Kind: work.KindMessage}))
	d.arrive(source.Event{Title: "Übersicht März", Body: "50% \"quoted\" a_b", From: "Léa", App: "Mail", Kind: work.KindMessage})
	d.at("13:00").tick()
	d.at("14:00").tick()
	d.arrive(source.Event{Title: "held address", Kind: work.KindMessage})
	for query, want := range map[string]int{
		"address": 1, "addr form": 1, "nothing": 0, "ubersicht": 1, "from:noor": 1, "from:lea": 0, "in:acme": 1,
		"is:queued": 2, "is:done": 0, "kind:message": 2, "why:asks": 1, "before:2026-03-05": 2, "after:2026-03-03": 2,
		"after:2026-03-04": 0, `"50% "`: 1, "from:100%": 0, "a_b": 1, `why:"asks you"`: 1, `from:"noor r"`: 0, `" OR title:x`: 0, "": 2, "12:30": 0,
	} {
		items, err := d.queue.Search(ctx, queue.Wall{}, query, 10)
		if err != nil || len(items) != want {
			t.Errorf("%q found %d (%v), want %d", query, len(items), err, want)
		}
	}
	_, err := d.queue.Search(ctx, queue.Wall{}, "is:lost", 10)
	d.wantCode(err, fault.Invalid)
}

// "What is held is absent from … search …: is:held asks for it, and that is recorded as opening early."
func TestAskingForWhatIsHeldOpensEarlyAndIsRecorded(t *testing.T) {
	d := newDesk(t)
	d.arrive(message("secret"))
	_, err := d.queue.Search(ctx, queue.Wall{}, "is:held", 10)
	d.wantCode(err, fault.Conflict)
	items, err := d.queue.OpenHeld(ctx, d.now, queue.Wall{}, "is:held", 10)
	if err != nil || len(items) != 1 {
		t.Errorf("got %+v, %v", items, err)
	}
	if runs := d.receipt().CheckIns; len(runs) != 1 || runs[0].Planned {
		t.Errorf("the receipt lists %+v", runs)
	}
	if again, err := d.queue.OpenHeld(ctx, d.now, queue.Wall{}, "is:held", 10); err != nil || len(again) != 0 {
		t.Errorf("with nothing held there is %+v, %v", again, err)
	}
}

func TestRemovingAClientKeepsItsItems(t *testing.T) {
	d := newDesk(t)
	acme := d.client("Acme", 1, 0)
	d.arrive(of(acme, message("stays")))
	d.at("13:00").tick()
	d.must(d.queue.Switch(ctx, d.now, acme.ID))
	d.act(d.queue.RemoveClient(ctx, d.now, acme.ID))
	d.wantTitles("stays")
	if wall, _, err := d.queue.Active(ctx); wall.Up || err != nil {
		t.Errorf("a client that is gone is still active (%v)", err)
	}
	d.act(d.queue.Undo(ctx, d.now))
	if clients, err := d.queue.Clients(ctx); len(clients) != 1 || err != nil {
		t.Errorf("got %+v, %v", clients, err)
	}
}

// What is left of a client that was removed follows the common plan, also where others have check-ins
// of their own, and so does what comes to its threads later.
func TestWhatIsHeldForARemovedClientComes(t *testing.T) {
	d := newDesk(t)
	acme, dune := d.client("Acme", 1, 0), d.client("Dune", 2, 0)
	_, err := d.queue.AddCheckIn(ctx, d.now, work.CheckIn{At: 18 * 60, Client: dune.ID, Days: work.EveryDay})
	d.must(err)
	d.tick() // 09:30 of today was missed and is over
	d.arrive(of(acme, thread("t", "for Acme")))
	d.act(d.queue.RemoveClient(ctx, d.now, acme.ID))
	delivery, _ := d.at("13:00").tick()
	if delivery.Items != 1 {
		t.Errorf("the check-in brought %d items, want 1", delivery.Items)
	}
	d.wantTitles("for Acme")
	d.arrive(thread("t", "more")) // while it is open
	d.wantTitles("more")
	d.must(d.queue.EndRunWhenOver(ctx, d.at("14:00").now))
	d.arrive(thread("t", "still more"))
	d.wantTitles("more")
	d.at("16:30").tick()
	d.wantTitles("still more")
	d.wantOutcome(work.OutcomeHeld, 0)
}

func TestClientsThatMakeNoSenseAreRefused(t *testing.T) {
	d := newDesk(t)
	d.client("Acme", 1, 0)
	for code, clients := range map[fault.Code][]work.Client{
		fault.Invalid: {
			{Name: " ", Colour: 1},
			{Name: "B", Colour: 0},
			{Name: "B", Colour: 1, Number: 10},
			{Name: "B", Colour: 1, Zone: "Europe/Atlantis"},
			{Name: "B", Colour: 1, Hours: work.Hours{Week: [7][]work.Range{{{Start: 60, End: 30}}}}},
		},
		fault.Conflict: {{Name: "acme", Colour: 1}, {Name: "B", Colour: 1, Number: 1}},
		fault.NotFound: {{ID: 99, Name: "B", Colour: 1}},
	} {
		for _, client := range clients {
			_, _, err := d.queue.SaveClient(ctx, d.now, client)
			d.wantCode(err, code)
		}
	}
}

func TestOutsideTheHoursTheGateIsOff(t *testing.T) {
	d := newDesk(t)
	chosen, err := d.queue.Settings(ctx)
	d.must(err)
	chosen.Hours.Week[time.Wednesday] = []work.Range{{Start: 9 * 60, End: 11 * 60}}
	chosen.Hours.Week[time.Thursday] = []work.Range{{Start: 9 * 60, End: 11 * 60}}
	d.act(d.queue.SetSettings(ctx, d.now, chosen))
	d.write(func(tx *store.Tx) error {
		s, err := d.queue.Situation(tx, d.now)
		if want := time.Date(2026, 3, 5, 9, 0, 0, 0, time.UTC); !s.OffUntil.Equal(want) {
			t.Errorf("off until %v, want %v", s.OffUntil, want)
		}
		return err
	})
}

// A pause has requests of its own: settings that are saved as they were read before it leave it alone.
func TestSavingSettingsLeavesAPauseAlone(t *testing.T) {
	d := newDesk(t)
	chosen, err := d.queue.Settings(ctx)
	d.must(err)
	wantPause := func(until time.Time) {
		t.Helper()
		d.write(func(tx *store.Tx) error {
			s, err := d.queue.Situation(tx, d.now)
			if !s.PausedUntil.Equal(until) {
				t.Errorf("paused until %s, want %s", s.PausedUntil, until)
			}
			return err
		})
	}
	until := d.now.Add(5 * time.Hour)
	d.act(d.queue.Pause(ctx, d.now, until))
	chosen.Appearance = "dark"
	d.act(d.queue.SetSettings(ctx, d.now, chosen))
	wantPause(until)
	paused, err := d.queue.Settings(ctx)
	d.must(err)
	d.act(d.queue.Resume(ctx, d.now))
	d.act(d.queue.SetSettings(ctx, d.now, paused))
	wantPause(time.Time{})
}

// A day off is a day off: what is held waits, and the status tells until when. What the user plans for
// just that day happens, and so does a check-in outside the hours of a working day.
func TestOnADayOffCheckInsDoNotOpen(t *testing.T) {
	d := newDesk(t)
	chosen, err := d.queue.Settings(ctx)
	d.must(err)
	for weekday := time.Monday; weekday <= time.Friday; weekday++ {
		chosen.Hours.Week[weekday] = []work.Range{{Start: 9 * 60, End: 12 * 60}}
	}
	today := work.DateOf(d.now, time.UTC)
	chosen.Hours.Off = []work.Date{today.Add(1)}
	d.act(d.queue.SetSettings(ctx, d.now, chosen))
	d.tick()
	d.arrive(message("today"))
	wantQuiet := func(until string) {
		t.Helper()
		d.write(func(tx *store.Tx) error {
			s, err := d.queue.Situation(tx, d.now)
			if got := s.QuietUntil().Format("Mon 15:04"); got != until {
				t.Errorf("it is quiet until %s, want %s", got, until)
			}
			return err
		})
	}
	wantQuiet("Wed 13:00") // which is planned, although the hours are over
	d.at("13:00").tick()
	d.wantTitles("today")
	d.must(d.queue.EndRunWhenOver(ctx, d.at("14:00").now))
	d.at("16:30").tick()
	d.arrive(message("later"))
	wantQuiet("Fri 09:00")
	for _, clock := range []string{"09:30", "13:00", "16:30"} {
		d.now = d.now.AddDate(0, 0, 1).Truncate(24 * time.Hour)
		if _, due := d.at(clock).tick(); due {
			t.Errorf("a check-in opened on a day off at %s", clock)
		}
		d.now = d.now.AddDate(0, 0, -1)
	}
	d.now = d.now.AddDate(0, 0, 1)
	_, err = d.queue.AddCheckIn(ctx, d.now, work.CheckIn{At: 18 * 60, Once: today.Add(1)})
	d.must(err)
	wantQuiet("Thu 18:00")
	d.at("18:00").tick()
	d.wantTitles("today", "later")
}
