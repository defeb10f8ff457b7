package tray

import (
	"cmp"
	"fmt"
	"strings"
	"unicode/utf16"
)

// row is what one row of the menu shows.
type row struct {
	text   string
	off    bool // cannot be clicked
	ticked bool
	hidden bool
}

// place is a row's place in the menu, from above.
type place int

const (
	sentence place = iota
	session
	open
	checkIn
	startShield
	endShield
	startSession
	stopSession
	capture
	clients
	quit
	places
)

// look is what a state looks like: all that is sent to the desktop, and no more.
type look struct {
	gate    Gate
	tooltip string
	rows    [places]row
	choices [10]row // below clients, by the client's number; all of them first
}

// lookOf draws a state in words.
func lookOf(w Words, s State) look {
	l := look{gate: s.Gate.drawn(), tooltip: tooltip(w, s)}
	l.rows = [places]row{
		sentence:     {text: oneLine(s.Sentence), off: true, hidden: s.Sentence == ""},
		session:      {text: oneLine(s.Session), off: true, hidden: s.Session == ""},
		open:         {text: w.Open + counted(s)},
		checkIn:      {text: w.CheckInNow, off: s.ShieldUp},
		startShield:  {text: w.StartShield, hidden: s.ShieldUp},
		endShield:    {text: w.EndShield, hidden: !s.ShieldUp},
		startSession: {text: w.StartSession + ": " + oneLine(s.Begin), hidden: s.Begin == "" || s.Session != ""},
		stopSession:  {text: w.StopSession, hidden: s.Session == ""},
		capture:      {text: w.Capture},
		clients:      {text: w.Clients + ": " + oneLine(cmp.Or(s.Client, w.All)), hidden: len(s.Clients) == 0},
		quit:         {text: w.Quit},
	}
	l.choose(w, s)
	return l
}

// choose fills the rows of the clients. Each client has the row of its number, so that a click means the
// client that was on the row, also when the list has changed meanwhile.
func (l *look) choose(w Words, s State) {
	for number := range l.choices {
		l.choices[number].hidden = true
	}
	l.choices[0] = row{text: w.All, ticked: s.Client == ""}
	for _, c := range s.Clients {
		if c.Number >= 1 && c.Number < len(l.choices) {
			l.choices[c.Number] = row{text: oneLine(c.Name), ticked: s.Client != "" && c.Name == s.Client}
		}
	}
}

// tooltip is the sentence, and below it the active client and the number, where there is one to show.
func tooltip(w Words, s State) string {
	lines := []string{oneLine(s.Sentence)}
	if s.Client != "" || counted(s) != "" {
		lines = append(lines, oneLine(cmp.Or(s.Client, w.All))+counted(s))
	}
	return clip(strings.TrimSpace(strings.Join(lines, "\n")))
}

func counted(s State) string {
	if !s.ShowNum || s.Count <= 0 {
		return ""
	}
	return fmt.Sprintf(" (%d)", s.Count)
}

// oneLine keeps a text from breaking a row. A NUL would end the program on its way to the desktop.
func oneLine(text string) string {
	text = strings.ToValidUTF8(strings.ReplaceAll(text, "\x00", ""), "\uFFFD")
	return strings.Join(strings.Fields(text), " ")
}

// clip keeps a tooltip within what Windows has room for, 127 units of UTF-16.
func clip(text string) string {
	const room = 127
	if len(utf16.Encode([]rune(text))) <= room {
		return text
	}
	units := 1 // of the ellipsis
	for at, r := range text {
		if units += utf16.RuneLen(r); units > room {
			return text[:at] + "…"
		}
	}
	return text
}
