package queue_test

import (
	"testing"
	"time"

	"sluice/backend/gate"
	"sluice/backend/queue"
	"sluice/backend/source"
	"sluice/backend/work"
)

func said(who, text string) source.Event {
	event := thread("t", text)
	event.From = who
	return event
}

func mailOf(who, address string) source.Event {
	event := said(who, "by mail")
	event.Address = address
	return event
}

// waitsOn puts an item with one message aside until somebody answers.
func (d *desk) waitsOn(whom string) {
	d.Helper()
	d.arrive(said("Bob", "question"))
	d.at("13:00").tick()
	d.act(d.queue.Wait(ctx, d.now, whom, time.Time{}, one(d.items()[0].ID)))
	d.wantTitles()
	d.at("14:00").tick()
}

// "Waiting: an answer from the awaited person ends the waiting at the next check-in, others join."
func TestWaitingEndsWithAnyAnswerOfTheAwaited(t *testing.T) {
	for _, c := range []struct {
		rule, whom string
		came       []source.Event
		ends       bool
	}{
		{"an answer", "Ana", []source.Event{said("Ana", "answer")}, true},
		{"an answer with others before and behind", "Ana", []source.Event{said("Bob", "so?"), said("Ana", "answer"), said("Bob", "thanks")}, true},
		{"by her whole name", "Ana", []source.Event{said("Ana Diaz", "answer")}, true},
		{"by her address", "ana@acme.test", []source.Event{said("Ana Diaz <ana@acme.test>", "answer")}, true},
		{"by her address beside her name", "@acme.test", []source.Event{mailOf("Ana Diaz", "ana@acme.test")}, true},
		{"others alone", "Ana", []source.Event{said("Bob", "so?"), said("Carl", "well")}, false},
		{"somebody whose name has hers in it", "Ana", []source.Event{said("Juliana", "I am not her")}, false},
	} {
		t.Run(c.rule, func(t *testing.T) {
			d := newDesk(t)
			d.waitsOn(c.whom)
			for _, event := range c.came {
				d.arrive(event)
			}
			d.at("16:30").tick()
			if got := len(d.items()) == 1; got != c.ends {
				t.Errorf("the waiting ended: %v", got)
			}
		})
	}
}

func TestAnAnswerFromBeforeTheWaitingDoesNotEndIt(t *testing.T) {
	d := newDesk(t)
	d.arrive(said("Ana", "I will look"))
	d.at("13:00").tick()
	d.act(d.queue.Wait(ctx, d.now, "Ana", time.Time{}, one(d.items()[0].ID)))
	d.at("14:00").tick()
	d.arrive(said("Bob", "so?"))
	d.at("16:30").tick()
	d.wantTitles()
}

// "The gate decides for each arrival", a newer form of what is held among them.
func TestANewerFormMeetsTheGate(t *testing.T) {
	hello := source.Event{RemoteID: "a", Title: "Ana", Body: "hello", App: "Signal"}
	urgent := source.Event{RemoteID: "b", Replaces: "a", Title: "Ana", Body: "urgent: production is down", App: "Signal"}
	for name, rule := range map[string]work.Rule{
		"a word":           {Kind: work.RuleBreakThrough, Match: work.Match{Words: "urgent"}},
		"a second message": {Kind: work.RuleBreakThrough, Builtin: gate.BuiltinAgain},
	} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t)
			d.tick()
			d.rule(rule)
			d.arriveFrom("desktop", hello)
			d.wantTitles()
			d.after(2*time.Minute).arriveFrom("desktop", urgent)
			d.wantTitles("Ana")
			d.wantOutcome(work.OutcomeBrokeThrough, 1)
			d.wantOutcome(work.OutcomeHeld, 1)
			d.at("13:00").tick()
			items := d.items()
			_, shown, err := d.queue.Item(ctx, queue.Wall{}, items[0].ID)
			d.must(err)
			if len(items) != 1 || items[0].Body != urgent.Body || len(shown) != 2 || shown[0].Body != "hello" {
				t.Errorf("the item is %+v with %+v", items, shown)
			}
		})
	}
}

// TestAnEditedMessageIsNoSecondOne has the same event again, changed.
func TestAnEditedMessageIsNoSecondOne(t *testing.T) {
	d := newDesk(t)
	d.tick()
	d.rule(work.Rule{Kind: work.RuleBreakThrough, Builtin: gate.BuiltinAgain})
	d.arrive(source.Event{RemoteID: "a", Thread: "t", Title: "a typo", Revision: "1"})
	d.after(time.Minute).arrive(source.Event{RemoteID: "a\n2", Replaces: "a", Thread: "t", Title: "no typo", Revision: "2"})
	d.wantTitles()
	d.wantOutcome(work.OutcomeMerged, 1)
}

// TestEarlierFormsStayInTheThread has what a program said before it said otherwise.
func TestEarlierFormsStayInTheThread(t *testing.T) {
	d := newDesk(t)
	d.arrive(source.Event{RemoteID: "a", Title: "Ana", Body: "hello"})
	d.arrive(source.Event{RemoteID: "b", Replaces: "a", Title: "Ana", Body: "hello"})
	d.arrive(source.Event{RemoteID: "c", Replaces: "b", Title: "Ana", Body: "are you there?"})
	d.arrive(source.Event{RemoteID: "d", Replaces: "c", Title: "Ana", Body: "forget it"})
	d.at("13:00").tick()
	_, shown, err := d.queue.Item(ctx, queue.Wall{}, d.items()[0].ID)
	d.must(err)
	if len(shown) != 1 || shown[0].Newest.Body != "forget it" || len(shown[0].Earlier) != 2 ||
		shown[0].Earlier[0].Body != "hello" || shown[0].Earlier[1].Body != "are you there?" {
		t.Errorf("shown is %+v", shown)
	}
}

// TestTryAndGateAgree tries matches on what came, and lets the same come again with the rule on.
func TestTryAndGateAgree(t *testing.T) {
	came := []source.Event{
		said("Ana", "the site is down"), said("Juliana", "your download is ready"), said("Banana Newsletter", "countdown"),
		said("Ana Diaz <ana@acme.test>", "not down"), said("bea@acme.test", "Überfällig"), said("李娜", "服务器停止"),
		mailOf("Juliana", "ana@acme.test"), mailOf("Carl", "carl@dune.test"),
	}
	for _, match := range []work.Match{
		{Words: "down"},
		{Words: "not down, überfällig"},
		{From: "Ana"},
		{From: "@acme.test"},
		{From: "ana@acme.test"},
		{Words: "停止"},
		{From: "李"},
		{From: "Ana", Words: "site"},
		{Words: "nothing"},
	} {
		d := newDesk(t)
		d.tick()
		for i, event := range came {
			event.Thread = string(rune('a' + i))
			d.arrive(event)
		}
		trial, err := d.queue.Try(ctx, d.now, queue.Wall{}, match)
		d.must(err)
		d.rule(work.Rule{Kind: work.RuleBreakThrough, Match: match})
		through, err := d.queue.TryPlan(ctx, d.now.Add(time.Minute), queue.Wall{}, queue.Changes{})
		d.must(err)
		for i, event := range came {
			event.Thread = string(rune('A' + i))
			d.arrive(event)
		}
		if n := d.receipt().Outcomes[work.OutcomeBrokeThrough]; n != trial.Matched || n != through.Then.BrokeThrough {
			t.Errorf("%+v: %d were tried, %d replayed, %d broke through", match, trial.Matched, through.Then.BrokeThrough, n)
		}
	}
}
