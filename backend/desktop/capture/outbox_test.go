package capture

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func noted(id string, number uint32) event {
	return event{kind: eventNotified, note: Notification{ID: id, DaemonID: number}}
}

func gone(number uint32) event {
	return event{kind: eventClosed, closed: Closed{DaemonID: number}}
}

func answered(number uint32) event {
	return event{kind: eventAnswered, answer: Answer{DaemonID: number}}
}

func words(events []event) string {
	said := make([]string, len(events))
	for i, e := range events {
		switch e.kind {
		case eventNotified:
			said[i] = fmt.Sprint("note ", e.note.ID)
		case eventClosed:
			said[i] = fmt.Sprint("closed ", e.closed.DaemonID)
		case eventAnswered:
			said[i] = fmt.Sprint("answer ", e.answer.DaemonID)
		case eventReady:
			said[i] = "ready"
		case eventGone:
			said[i] = "gone"
		}
	}
	return strings.Join(said, ", ")
}

func TestArrange(t *testing.T) {
	ready := event{kind: eventReady}
	for _, c := range []struct {
		name   string
		events []event
		want   string
	}{
		{"nothing", nil, ""},
		{
			"a burst whose answers come late",
			[]event{noted("a", 0), noted("b", 0), answered(1), noted("c", 0), answered(2), answered(3)},
			"note a, note b, note c, answer 1, answer 2, answer 3",
		},
		{
			"a number that is used again",
			[]event{noted("a", 5), gone(5), noted("b", 6), noted("c", 5), gone(6)},
			"note a, note b, closed 5, note c, closed 6",
		},
		{
			"nothing passes the bus being there again",
			[]event{noted("a", 1), gone(1), ready, noted("b", 2), gone(2), noted("c", 3)},
			"note a, closed 1, ready, note b, note c, closed 2",
		},
	} {
		if got := words(arrange(c.events)); got != c.want {
			t.Errorf("%s: got %s; want %s", c.name, got, c.want)
		}
	}
}

// TestArrangeKeepsWhatBelongsTogether has a pop-up's number mean the same after arranging: who had it
// last, and whether it was closed since.
func TestArrangeKeepsWhatBelongsTogether(t *testing.T) {
	number := rapid.Uint32Range(1, 4)
	rapid.Check(t, func(t *rapid.T) {
		var events []event
		for i := range rapid.IntRange(0, 30).Draw(t, "how many") {
			switch rapid.IntRange(0, 3).Draw(t, "kind") {
			case 0:
				events = append(events, gone(number.Draw(t, "number")))
			case 1:
				events = append(events, answered(number.Draw(t, "number")))
			default:
				events = append(events, noted(fmt.Sprint(i), number.Draw(t, "number")))
			}
		}
		arranged := arrange(events)
		if len(arranged) != len(events) {
			t.Fatalf("of %s came %s", words(events), words(arranged))
		}
		for n := uint32(1); n <= 4; n++ {
			if before, after := words(about(n, events)), words(about(n, arranged)); before != after {
				t.Errorf("about %d: %s became %s", n, before, after)
			}
		}
	})
}

func about(number uint32, events []event) (some []event) {
	for _, e := range events {
		if max(e.note.DaemonID, e.closed.DaemonID, e.answer.DaemonID) == number {
			some = append(some, e)
		}
	}
	return some
}
