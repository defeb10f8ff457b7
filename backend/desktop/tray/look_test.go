package tray

import (
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func TestLook(t *testing.T) {
	both := []Client{{1, "Acme"}, {2, "Birchwood"}}
	cases := []struct {
		says  string
		state State
		at    place
		want  row
	}{
		{"no sentence, no row for it", State{}, sentence, row{off: true, hidden: true}},
		{"no session, no row for it", State{}, session, row{off: true, hidden: true}},
		{"nobody to switch to, no row for it", State{}, clients, row{text: "Client: All", hidden: true}},
		{"all are shown", State{Clients: both}, clients, row{text: "Client: All"}},
		{"one is active", State{Clients: both, Client: "Acme"}, clients, row{text: "Client: Acme"}},
		{"the number is not wanted", State{Count: 6}, open, row{text: "Open Sluice"}},
		{"the number is wanted", State{Count: 6, ShowNum: true}, open, row{text: "Open Sluice (6)"}},
		{"there is nothing to count", State{ShowNum: true}, open, row{text: "Open Sluice"}},
		{"a shield can be started", State{}, startShield, row{text: "Start a shield"}},
		{"a shield is up already", State{ShieldUp: true}, startShield, row{text: "Start a shield", hidden: true}},
		{"a shield can be ended", State{ShieldUp: true}, endShield, row{text: "End the shield"}},
		{"no check-in under a shield", State{ShieldUp: true}, checkIn, row{text: "Check in now", off: true}},
		{"with all shown no session can begin", State{}, startSession, row{text: "Start a session: ", hidden: true}},
		{"a session can begin", State{Begin: "Acme"}, startSession, row{text: "Start a session: Acme"}},
		{"a session runs already", State{Begin: "Acme", Session: "Acme 0:12"}, startSession, row{text: "Start a session: Acme", hidden: true}},
		{"a session can be stopped", State{Session: "Acme 0:12"}, stopSession, row{text: "Stop the session"}},
		{"no session, nothing to stop", State{}, stopSession, row{text: "Stop the session", hidden: true}},
		{"a sentence is one line", State{Sentence: " Off\nuntil\x00 9:00\t"}, sentence, row{text: "Off until 9:00", off: true}},
	}
	for _, c := range cases {
		t.Run(c.says, func(t *testing.T) {
			if got := lookOf(Words{}.withDefaults(), c.state).rows[c.at]; got != c.want {
				t.Errorf("the row is %+v, not %+v", got, c.want)
			}
		})
	}
}

func TestAGateThatNobodyKnowsIsDrawnAsOff(t *testing.T) {
	for gate, want := range map[Gate]Gate{"": Off, "ajar": Off, Unsure: Unsure, Open: Open} {
		if got := lookOf(Words{}, State{Gate: gate}).gate; got != want {
			t.Errorf("%q is drawn as %q", gate, got)
		}
	}
}

func TestClientsWithoutANumberAreNotOffered(t *testing.T) {
	l := lookOf(Words{}, State{Clients: []Client{{0, "Nobody"}, {10, "Tenth"}, {-1, "Odd"}, {9, "Ninth"}}})
	for number, r := range l.choices {
		if shown := number == 0 || number == 9; r.hidden == shown {
			t.Errorf("row %d is %+v", number, r)
		}
	}
}

// TestAnyStateFits: whatever the names and sentences are, the desktop gets lines that it can show, and
// the tooltip names no client but the active one.
func TestAnyStateFits(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.OneOf(rapid.String(), rapid.StringMatching(`[a-z\n🐟 ]{0,200}`))
		s := State{
			Sentence: text.Draw(t, "sentence"), Client: text.Draw(t, "client"), Session: text.Draw(t, "session"),
			Clients: []Client{{1, "Zebra & Co"}, {2, text.Draw(t, "other")}},
			Count:   rapid.IntRange(-1, 9999).Draw(t, "count"), ShowNum: rapid.Bool().Draw(t, "shown"),
		}
		l := lookOf(Words{}.withDefaults(), s)
		for _, r := range append(l.rows[:], l.choices[:]...) {
			if strings.ContainsAny(r.text, "\n\r\x00") || !utf8.ValidString(r.text) {
				t.Fatalf("a row of %q", r.text)
			}
		}
		if units := len(utf16.Encode([]rune(l.tooltip))); units > 127 || strings.Count(l.tooltip, "\n") > 1 {
			t.Fatalf("a tooltip of %d units: %q", units, l.tooltip)
		}
		if strings.Contains(l.tooltip, "Zebra") {
			t.Fatalf("the tooltip names another client: %q", l.tooltip)
		}
	})
}
