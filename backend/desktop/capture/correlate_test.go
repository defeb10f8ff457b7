package capture

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"
)

var startOfTime = time.Date(2026, 3, 29, 12, 0, 0, 0, time.UTC)

// bench is a correlator with a clock and a bus to play on. Processes are known at once: that of
// ":1.7" is 7.
type bench struct {
	*correlator
	t    *testing.T
	now  time.Time
	mute bool // nobody says which process a sender is
}

const (
	theDaemon  = ":1.100"
	thePortal  = ":1.50"
	theBackend = ":1.51"
	own        = ":1.99"
)

func newBench(t *testing.T) *bench {
	t.Helper()
	b := &bench{t: t, now: startOfTime}
	isOwn := func(sender string, pid uint32) bool { return sender == own || pid == 99 }
	b.correlator = newCorrelator("g", 100, isOwn, func(sender string) {
		if !b.mute {
			b.process(sender, uint32(sender[len(sender)-1]-'0'))
		}
	})
	b.owner(fdoInterface, theDaemon)
	return b
}

func (b *bench) take(m *message) []event {
	b.correlator.take(m, b.now)
	return b.release(b.now)
}

func (b *bench) later(d time.Duration) []event {
	b.now = b.now.Add(d)
	return b.release(b.now)
}

// expect checks what is handed over, in short words.
func (b *bench) expect(what string, events []event, want ...string) {
	b.t.Helper()
	var got []string
	for _, e := range events {
		got = append(got, inShort(e))
	}
	if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
		b.t.Errorf("%s: %s", what, diff)
	}
}

func inShort(e event) string {
	switch e.kind {
	case eventNotified:
		if e.note.Replaces != "" {
			return e.note.Summary + " for " + e.note.Replaces
		}
		return e.note.Summary
	case eventClosed:
		if e.closed.BySender {
			return "withdrawn " + e.closed.ID
		}
		return "closed " + e.closed.ID
	case eventAnswered:
		return "answered " + e.answer.ID
	}
	return "?"
}

func notifyCall(sender string, serial uint32, summary string, replaces uint32) *message {
	return &message{
		header: header{kind: methodCall, sender: sender, serial: serial, destination: theDaemon},
		means:  kindNotify, note: Notification{App: "app", Summary: summary, ReplacesID: replaces},
	}
}

func answerTo(sender string, serial, id uint32) *message {
	return &message{
		header: header{kind: methodReturn, sender: theDaemon, destination: sender, replySerial: serial},
		means:  kindReply, id: id,
	}
}

func closedSignal(sender string, id, reason uint32) *message {
	return &message{header: header{kind: signal, sender: sender}, means: kindClosed, id: id, reason: reason}
}

func closeCall(sender string, id uint32) *message {
	return &message{header: header{kind: methodCall, sender: sender}, means: kindClose, id: id}
}

func TestANotificationWaitsForItsAnswer(t *testing.T) {
	b := newBench(t)
	b.expect("the call", b.take(notifyCall(":1.7", 4, "hello", 0)))
	events := b.take(answerTo(":1.7", 4, 12))
	b.expect("the answer", events, "hello")
	want := Notification{
		ID: "g/:1.7/4", At: startOfTime, App: "app", Summary: "hello", SenderPID: 7, Daemon: "g/" + theDaemon, DaemonID: 12,
	}
	if diff := cmp.Diff(want, events[0].note); diff != "" {
		t.Error(diff)
	}
}

func TestANotificationWaitsNoLongerThanPatience(t *testing.T) {
	b := newBench(t)
	b.expect("the call", b.take(notifyCall(":1.7", 4, "hello", 0)))
	if until, waits := b.next(); !waits || !until.Equal(startOfTime.Add(patience)) {
		t.Errorf("next is %v, %v", until, waits)
	}
	b.expect("too early", b.later(patience-1))
	b.expect("after patience", b.later(1), "hello")
	b.expect("the late answer", b.take(answerTo(":1.7", 4, 12)), "answered g/:1.7/4")
	b.expect("an update of it", b.take(notifyCall(":1.7", 5, "again", 12)))
	b.expect("its answer", b.take(answerTo(":1.7", 5, 12)), "again for g/:1.7/4")
}

func TestTheOrderIsThatOfTheCalls(t *testing.T) {
	b := newBench(t)
	b.take(notifyCall(":1.7", 1, "slow", 0))
	b.take(notifyCall(":1.8", 1, "quick", 0))
	b.expect("the quick one's answer", b.take(answerTo(":1.8", 1, 2)))
	b.expect("the quick one is closed", b.take(closedSignal(theDaemon, 2, ReasonExpired)))
	b.expect("after patience", b.later(patience), "slow", "quick", "closed g/:1.8/1")
}

func TestNobodyAnswersACallThatWantsNoAnswer(t *testing.T) {
	b := newBench(t)
	call := notifyCall(":1.7", 1, "hello", 0)
	call.noReply = true
	b.expect("the call", b.take(call), "hello")
}

func TestAnErrorIsAnAnswerToo(t *testing.T) {
	b := newBench(t)
	b.take(notifyCall(":1.7", 1, "hello", 0))
	refusal := answerTo(":1.7", 1, 0)
	refusal.kind = methodError
	b.expect("the refusal", b.take(refusal), "hello")
}

func TestTheProcessMayBeUnknown(t *testing.T) {
	b := newBench(t)
	b.mute = true
	call := notifyCall(":1.7", 1, "hello", 0)
	call.claimed = 77
	b.take(call)
	b.expect("answered, process unknown", b.take(answerTo(":1.7", 1, 3)))
	b.process(":1.7", 0)
	events := b.later(0)
	b.expect("the bus does not know", events, "hello")
	if events[0].note.SenderPID != 77 {
		t.Errorf("process %d, want what the sender claims", events[0].note.SenderPID)
	}
}

func TestUpdates(t *testing.T) {
	b := newBench(t)
	b.take(notifyCall(":1.7", 1, "first", 0))
	b.take(answerTo(":1.7", 1, 5))
	b.take(notifyCall(":1.8", 1, "second", 5))
	b.expect("of another process of the same application", b.take(answerTo(":1.8", 1, 5)), "second for g/:1.7/1")
	b.take(notifyCall(":1.7", 2, "third", 5))
	b.expect("of an update", b.take(answerTo(":1.7", 2, 5)), "third for g/:1.8/1")

	foreign := notifyCall(":1.6", 1, "foreign", 5)
	foreign.note.App = "other"
	b.take(foreign)
	b.expect("of another application's", b.take(answerTo(":1.6", 1, 5)), "foreign")
	b.expect("it is closed", b.take(closedSignal(theDaemon, 5, ReasonDismissed)), "closed g/:1.6/1")
	b.take(notifyCall(":1.7", 3, "fourth", 5))
	b.expect("of one that is closed", b.take(answerTo(":1.7", 3, 6)), "fourth")
}

func TestClosing(t *testing.T) {
	b := newBench(t)
	for serial := uint32(1); serial <= 4; serial++ {
		b.take(notifyCall(":1.7", serial, "n", 0))
		b.take(answerTo(":1.7", serial, serial))
	}
	b.take(closeCall(":1.7", 1))
	b.expect("its sender asked", b.take(closedSignal(theDaemon, 1, ReasonClosed)), "withdrawn g/:1.7/1")
	b.take(closeCall(":1.8", 2))
	b.expect("another asked", b.take(closedSignal(theDaemon, 2, ReasonClosed)), "closed g/:1.7/2")
	b.take(closeCall(":1.7", 3))
	b.expect("it expired just before", b.take(closedSignal(theDaemon, 3, ReasonExpired)), "closed g/:1.7/3")
	b.expect("a stranger's signal", b.take(closedSignal(":1.66", 4, ReasonExpired)))
	b.expect("one from before our time", b.take(closedSignal(theDaemon, 44, ReasonExpired)), "closed ")
}

func TestOurOwnAreDropped(t *testing.T) {
	b := newBench(t)
	b.take(notifyCall(own, 1, "ours by name", 0))
	b.expect("by name", b.take(answerTo(own, 1, 1)))
	b.expect("closing it", b.take(closedSignal(theDaemon, 1, ReasonExpired)))
	b.process(":1.8", 99)
	b.take(notifyCall(":1.8", 1, "ours by process", 0))
	b.expect("by process", b.take(answerTo(":1.8", 1, 2)))
}

func TestGnomesSecondSightIsDropped(t *testing.T) {
	b := newBench(t)
	b.take(notifyCall(":1.7", 1, "hello", 0))
	b.expect("the shell's own call", b.take(notifyCall(theDaemon, 9, "hello", 0)))
	b.expect("the answer", b.take(answerTo(":1.7", 1, 1)), "hello")
	b.take(&message{means: kindOwner, name: fdoInterface, owner: ":1.200"})
	b.take(notifyCall(theDaemon, 10, "it is somebody else now", 0))
	b.expect("after patience", b.later(patience), "it is somebody else now")
}

func portalCall(means messageKind, sender, app, key, summary string) *message {
	return &message{
		header: header{kind: methodCall, sender: sender, serial: 1, destination: backendNames + ".desktop.gtk"},
		means:  means, app: app, key: key, note: Notification{Summary: summary, DesktopEntry: app},
	}
}

func TestThePortalsThreeSightsAreOne(t *testing.T) {
	b := newBench(t)
	b.expect("(1) asked", b.take(portalCall(kindAsked, ":1.7", "", "chat", "hello")))
	b.expect("(2) relayed", b.take(portalCall(kindRelayed, thePortal, "org.app", "chat", "hello")))
	b.take(&message{means: kindOwner, name: backendNames + ".desktop.gtk", owner: theBackend})
	b.expect("(3) at org.gtk", b.take(portalCall(kindGtk, theBackend, "org.app", "chat", "hello")))
	b.expect("(4) at the daemon", b.take(notifyCall(theBackend, 3, "hello", 0)))
	events := b.take(answerTo(theBackend, 3, 8))
	b.expect("the answer", events, "hello")
	if n := events[0].note; n.DaemonID != 8 || n.SenderPID != 7 || n.DesktopEntry != "org.app" {
		t.Errorf("got %+v", n)
	}
	b.take(notifyCall(theBackend, 4, "the backend's own", 0))
	b.expect("not the portal's", b.take(answerTo(theBackend, 4, 9)), "the backend's own")
	b.take(closeCall(theBackend, 8))
	b.expect("removed", b.take(closedSignal(theDaemon, 8, ReasonClosed)), "withdrawn g/:1.50/1")
}

func TestPortalUpdatesAndRemovals(t *testing.T) {
	b := newBench(t)
	add := func(serial uint32, app, summary string) {
		m := portalCall(kindRelayed, thePortal, app, "chat", summary)
		m.serial = serial
		b.take(m)
	}
	add(1, "org.app", "first")
	add(2, "org.other", "other")
	add(3, "org.app", "second")
	b.expect("no daemon answers", b.later(patience), "first", "other", "second for g/:1.50/1")
	b.expect("removed", b.take(portalCall(kindRemove, thePortal, "org.app", "chat", "")), "withdrawn g/:1.50/3")
	b.expect("removed twice", b.take(portalCall(kindRemove, thePortal, "org.app", "chat", "")))
}

func TestOneCallSeenTwiceIsOne(t *testing.T) {
	b := newBench(t)
	b.take(notifyCall(":1.7", 1, "hello", 0))
	b.take(notifyCall(":1.7", 1, "hello", 0))
	other := notifyCall(":1.7", 1, "other", 0)
	b.take(other)
	events := b.later(patience)
	b.expect("after patience", events, "hello", "other")
	if id := events[1].note.ID; id != "g/:1.7/1/1" {
		t.Errorf("a serial used for another call gives the id %q", id)
	}
}

func TestAFloodDoesNotWait(t *testing.T) {
	b := newBench(t)
	var out int
	for serial := uint32(1); serial <= 150; serial++ {
		out += len(b.take(notifyCall(":1.7", serial, "n", 0)))
	}
	if out != 50 {
		t.Errorf("%d were handed over before their answers, want those beyond the limit", out)
	}
	if rest := b.flush(b.now); len(rest) != 100 {
		t.Errorf("%d were left", len(rest))
	}
}

// Whatever comes in whatever order, each call is handed over once, in the order of the calls.
func TestEveryCallIsHandedOverOnce(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		b := newBench(t)
		b.mute = rapid.Bool().Draw(rt, "mute")
		var events []event
		serial := uint32(0)
		for range rapid.IntRange(1, 60).Draw(rt, "steps") {
			some := uint32(rapid.IntRange(1, 10).Draw(rt, "some"))
			switch rapid.IntRange(0, 5).Draw(rt, "what") {
			case 0, 1:
				serial++
				events = append(events, b.take(notifyCall(":1.7", serial, fmt.Sprint(serial), some%4))...)
			case 2:
				events = append(events, b.take(answerTo(":1.7", some, some%4))...)
			case 3:
				events = append(events, b.take(closedSignal(theDaemon, some%4, some%5))...)
			case 4:
				b.process(":1.7", some)
			case 5:
				events = append(events, b.later(time.Duration(some)*5*time.Millisecond)...)
			}
		}
		handed := uint32(0)
		for _, e := range append(events, b.flush(b.now)...) {
			if e.kind == eventNotified {
				if handed++; e.note.Summary != fmt.Sprint(handed) {
					rt.Fatalf("%s is handed over as number %d", e.note.Summary, handed)
				}
			}
		}
		if handed != serial {
			rt.Fatalf("%d of %d calls were handed over", handed, serial)
		}
	})
}

func TestBoundedForgetsTheOldest(t *testing.T) {
	m := newBounded[int, string](2)
	m.put(1, "a")
	m.put(2, "b")
	m.put(1, "c")
	m.put(3, "d")
	if _, found := m.get(2); found {
		t.Error("the oldest is still there")
	}
	if value, _ := m.get(1); value != "c" {
		t.Errorf("got %q", value)
	}
}
