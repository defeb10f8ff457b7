package queue_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"

	"sluice/backend/queue"
	"sluice/backend/source"
	"sluice/backend/store"
	"sluice/backend/work"
)

// told are the ways in which Ana's message is told.
func popup(text string) source.Event {
	return source.Event{Title: "Ana Ruiz", Body: text, App: "Slack", Thread: "Slack\nana", ThreadEnds: true}
}

func slack(thread, text string) source.Event {
	return source.Event{
		Title: "Ana Ruiz in #billing", Body: text, App: "Acme workspace", Service: "slack", From: "Ana Ruiz", Thread: thread,
		URL: "https://acme.slack.test/archives/1", Reach: work.ReachMention,
	}
}

func mail(id, client string) source.Event {
	return source.Event{Title: "Invoice 12 " + client, Body: "Please pay.", App: "Mail", From: "Ben", Thread: id, Same: []string{source.SameMessage(id)}}
}

// item gives the item that an arrival belongs to, and the arrival.
func (d *desk) item(id work.ArrivalID) (item work.Item, a work.Arrival) {
	d.Helper()
	d.write(func(tx *store.Tx) (err error) {
		if a, _, err = tx.ArrivalOf(id); err == nil {
			item, err = tx.Item(a.Item)
		}
		return err
	})
	return item, a
}

// "A Slack message and its pop-up: one item", whichever comes first, and it says what the message says.
func TestAMessageAndItsPopUpAreOneItem(t *testing.T) {
	for name, popupFirst := range map[string]bool{"the pop-up first": true, "the message first": false} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t).at("12:00")
			events := map[bool]func() work.ArrivalID{
				true:  func() work.ArrivalID { return d.arriveFrom("desktop", popup("Ana Ruiz: Is it live? Yes or no")) },
				false: func() work.ArrivalID { return d.arriveFrom("slack-1", slack("t1", "Is it live? *Yes* or no")) },
			}
			events[popupFirst]()
			d.after(time.Minute)
			_, late := d.item(events[!popupFirst]())
			if late.Outcome != work.OutcomeMerged || late.Twin == work.NoTwin {
				t.Errorf("the second one is %+v", late)
			}
			d.at("13:00").release()
			d.wantTitles("Ana Ruiz in #billing")
			d.wantOutcome(work.OutcomeMerged, 1)
			item, shown, err := d.queue.Item(ctx, queue.Wall{}, d.items()[0].ID)
			d.must(err)
			if item.URL == "" || len(shown) != 1 || shown[0].Newest.URL == "" || len(shown[0].Twins) != 1 {
				t.Errorf("the item is %+v, and shown %+v", item, shown)
			}
			d.after(time.Minute).arriveFrom("slack-1", slack("t1", "Hello?"))
			d.after(4 * time.Hour).release()
			if items := d.items(); len(items) != 1 || items[0].Arrivals != 2 {
				t.Errorf("after an answer in the thread the queue is %+v", items)
			}
		})
	}
}

func TestWhatOnlyLooksAlikeStaysApart(t *testing.T) {
	d := newDesk(t).at("12:00")
	acme, dune := d.client("Acme", 1, 0), d.client("Dune", 2, 0)
	d.arriveFrom("slack-1", of(acme, slack("t1", "ok")))
	cases := map[string]func() work.ArrivalID{
		"another client's": func() work.ArrivalID { return d.arriveFrom("slack-2", of(dune, slack("t1", "ok"))) },
		"another's": func() work.ArrivalID {
			return d.arriveFrom("desktop", source.Event{Title: "Ben", Body: "ok", App: "Slack"})
		},
		"another service's": func() work.ArrivalID {
			return d.arriveFrom("desktop", source.Event{Title: "Ana Ruiz", Body: "ok", App: "Teams"})
		},
		"the same source's": func() work.ArrivalID { return d.arriveFrom("slack-1", of(acme, slack("t2", "ok"))) },
		"later": func() work.ArrivalID {
			d.after(3 * time.Minute)
			return d.arriveFrom("desktop", popup("ok"))
		},
	}
	for _, name := range []string{"another client's", "another's", "another service's", "the same source's", "later"} {
		if _, a := d.item(cases[name]()); a.Outcome != work.OutcomeHeld {
			t.Errorf("%s is %s", name, a.Outcome)
		}
	}
	first := d.arriveFrom("mail-1", of(acme, mail("<1@x.test>", "")))
	other := d.arriveFrom("mail-2", of(dune, mail("<1@x.test>", "")))
	if _, a := d.item(other); a.Outcome != work.OutcomeHeld {
		t.Errorf("one mail to accounts of two clients is %s", a.Outcome)
	}
	d.after(24 * time.Hour)
	if item, a := d.item(d.arriveFrom("mail-3", of(acme, mail("<1@x.test>", "")))); a.Outcome != work.OutcomeMerged || a.Item == 0 {
		t.Errorf("one mail to two accounts of a client is %s in %+v (%d)", a.Outcome, item, first)
	}
}

func TestALateTwinNeverReopens(t *testing.T) {
	d := newDesk(t).at("12:00")
	d.arriveFrom("desktop", popup("Is it live?"))
	d.at("13:00").release()
	d.act(d.queue.Done(ctx, d.now, one(d.items()[0].ID)))
	late := slack("t1", "Is it live?")
	late.SentAt = d.now.Add(-time.Hour)
	item, a := d.item(d.arriveFrom("slack-1", late))
	if a.Outcome != work.OutcomeMerged || item.State != work.StateDone {
		t.Errorf("the late one is %s, and the item %s", a.Outcome, item.State)
	}
	d.at("16:30").release()
	d.wantTitles()
}

func TestAnAccountDecidesTheClientOfItsPopUp(t *testing.T) {
	d := newDesk(t).at("12:00")
	acme := d.client("Acme", 1, 0)
	d.arriveFrom("desktop", popup("Is it live?"))
	item, _ := d.item(d.arriveFrom("slack-1", of(acme, slack("t1", "Is it live?"))))
	if item.Client != acme.ID || item.Source != "desktop" {
		t.Errorf("the item is %+v", item)
	}
}

func TestAPopUpMakesWayForTheThreadOfItsMessage(t *testing.T) {
	d := newDesk(t).at("12:00")
	d.arriveFrom("slack-1", slack("t1", "Is it live?"))
	d.after(10*time.Minute).arriveFrom("desktop", popup("Hello?"))
	d.arriveFrom("slack-1", slack("t1", "Hello?"))
	d.at("13:00").release()
	if items := d.items(); len(items) != 1 || items[0].Arrivals != 2 {
		t.Errorf("the queue is %+v", items)
	}
	d.wantOutcome(work.OutcomeDelivered, 3)
}

func TestABreakThroughIsNoTwinOfWhatIsHeld(t *testing.T) {
	d := newDesk(t).at("12:00")
	d.rule(work.Rule{Kind: work.RuleBreakThrough, Match: work.Match{App: "Acme workspace"}})
	d.arriveFrom("desktop", popup("Is it live?"))
	item, a := d.item(d.arriveFrom("slack-1", slack("t1", "Is it live?")))
	if a.Outcome != work.OutcomeBrokeThrough || item.State != work.StateQueued || item.Source != "desktop" {
		t.Errorf("it is %s, and the item %+v", a.Outcome, item)
	}
}

func TestATwinCanBeSplitAndTheReceiptStaysTrue(t *testing.T) {
	d := newDesk(t).at("12:00")
	d.arriveFrom("desktop", popup("Is it live?"))
	twin := d.arriveFrom("slack-1", slack("t1", "Is it live?"))
	d.at("13:00").release()
	id := d.items()[0].ID
	d.act(d.queue.Split(ctx, d.now, queue.Wall{}, id, twin))
	if items := d.items(); len(items) != 2 {
		t.Errorf("after the split the queue is %+v", items)
	}
	d.wantOutcome(work.OutcomeDelivered, 2)
	_, err := d.queue.Split(ctx, d.now, queue.Wall{}, id, twin)
	d.wantCode(err, "not_found")
	if item, _ := d.item(d.arriveFrom("slack-1", slack("t1", "Hello?"))); item.Source != "slack-1" {
		t.Errorf("what comes in its thread then goes to %+v", item)
	}
	d.act(d.queue.Undo(ctx, d.now))
	d.wantOutcome(work.OutcomeMerged, 1)
}

// TestWhateverIsToldTwiceTheReceiptAddsUp lets several sources of two clients tell the same few things
// at random, in any order, while the user works.
func TestWhateverIsToldTwiceTheReceiptAddsUp(t *testing.T) {
	d := newDesk(t)
	acme, dune := d.client("Acme", 1, 0), d.client("Dune", 2, 0)
	clients := map[work.SourceID]work.Client{"slack-1": acme, "slack-2": dune, "mail-1": acme, "mail-2": dune, "desktop": {}}
	rapid.Check(t, func(rt *rapid.T) {
		w := walk{desk: d, rt: rt}
		var twins []work.ArrivalID
		rt.Repeat(map[string]func(*rapid.T){
			"tell": func(rt *rapid.T) {
				from := rapid.SampledFrom([]work.SourceID{"slack-1", "slack-2", "mail-1", "mail-2", "desktop"}).Draw(rt, "source")
				text := rapid.SampledFrom([]string{"ok", "Is it live?", "Please pay."}).Draw(rt, "text")
				event := slack(rapid.SampledFrom([]string{"", "t1", "t2"}).Draw(rt, "thread"), text)
				if from == "desktop" {
					event = popup(text)
				}
				if rapid.Bool().Draw(rt, "with an id") {
					event.Same = []string{source.SameMessage(fmt.Sprint(rapid.IntRange(1, 3).Draw(rt, "id"), "@x.test"))}
				}
				before := w.states()
				id := d.arriveFrom(from, of(clients[from], event))
				item, a := d.item(id)
				if a.Twin != work.NoTwin {
					twins = append(twins, id)
					if was := before[item.ID]; was != item.State {
						rt.Fatalf("a twin made an item %s that was %s", item.State, was)
					}
				}
			},
			"minute":   func(*rapid.T) { d.after(time.Minute); w.tick(rt) },
			"check in": func(rt *rapid.T) { w.opensCheckIn(rt) },
			"done":     w.done,
			"undo": func(rt *rapid.T) {
				if act, found, err := d.queue.LastAct(ctx); err == nil && found && act.Verb == "done" {
					w.undo(rt)
				}
			},
			"split": func(rt *rapid.T) {
				if len(twins) > 0 {
					id := rapid.SampledFrom(twins).Draw(rt, "twin")
					item, _ := d.item(id)
					_, err := d.queue.Split(context.Background(), d.now, queue.Wall{}, item.ID, id)
					w.mayBe(err, "not_found")
				}
			},
			"": func(rt *rapid.T) { w.check(); w.apart(rt, clients) },
		})
	})
}

// states gives the states of all items.
func (w *walk) states() map[work.ItemID]work.State {
	states := map[work.ItemID]work.State{}
	w.write(func(tx *store.Tx) error {
		return tx.EachItem(store.Of{}, func(item work.Item) error { states[item.ID] = item.State; return nil })
	})
	return states
}

// apart says whether clients stay apart, and no source is its own twin.
func (w *walk) apart(rt *rapid.T, clients map[work.SourceID]work.Client) {
	of, told := map[work.ItemID]work.ClientID{}, map[string]bool{}
	w.write(func(tx *store.Tx) error {
		return tx.EachArrival(store.Of{}, func(a work.Arrival, into work.ArrivalID) error {
			client := clients[a.Source].ID
			if before := of[a.Item]; client != 0 && before != 0 && before != client {
				rt.Fatalf("item %d has something of two clients", a.Item)
			}
			of[a.Item] = max(of[a.Item], client)
			if pair := fmt.Sprint(into, a.Source); a.Twin != work.NoTwin {
				if told[pair] {
					rt.Fatalf("%s is a twin of arrival %d twice", a.Source, into)
				}
				told[pair] = true
			}
			return nil
		})
	})
}

// A source that calls its threads otherwise by now: what was stored before stays itself, takes what comes,
// and is dealt with elsewhere by the new name too.
func TestAThreadThatIsCalledOtherwiseByNowStaysOneItem(t *testing.T) {
	d := newDesk(t).at("12:00")
	before, _ := d.item(d.arriveFrom("mail-1", mail("re:first", "Acme")))
	renamed := func(now, was string) source.Event {
		event := mail(now, "Acme")
		event.Thread, event.ThreadWas, event.Same, event.Body = now, was, nil, "In "+now+" and "+was
		return event
	}
	for _, was := range []string{"re:first", "re:another"} {
		if item, _ := d.item(d.arriveFrom("mail-1", renamed("gm:1", was))); item.ID != before.ID {
			t.Errorf("what was called %q came to another item", was)
		}
	}
	if item, _ := d.item(d.arriveFrom("mail-1", renamed("gm:2", "re:elsewhere"))); item.ID == before.ID {
		t.Error("another conversation came to the same item")
	}
	elsewhere := renamed("gm:1", "re:first")
	elsewhere.Body = "Of another account."
	if item, _ := d.item(d.arriveFrom("mail-2", elsewhere)); item.ID == before.ID {
		t.Error("another account's conversation came to the same item")
	}
	d.at("13:00").release()
	d.write(func(tx *store.Tx) error {
		return tx.AddVanished(store.Vanished{Source: "mail-1", Gone: []string{"gm:1"}})
	})
	d.must(d.queue.NoteVanished(ctx, d.now))
	for _, item := range d.items() {
		if item.ID == before.ID {
			t.Error("what was dealt with elsewhere by its new name is open")
		}
	}
	if left := len(d.items()); left != 2 {
		t.Errorf("%d items are left", left)
	}
}
