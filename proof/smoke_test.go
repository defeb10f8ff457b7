//go:build linux

package proof

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"sluice/proof/desk"
)

// journey is a walk through the window by keyboard alone. What is on the screen is asked as a screen
// reader asks it, so that each step proves the access as well.
type journey struct {
	*desk.Desk
	t      *testing.T
	access *desk.Access
	core   *desk.Core
}

// middle is the part of the screen in which every screen shows something.
const middle = "1200x700+130+130"

// press presses keys one after another; then sees says what must come of them.
func (j *journey) press(keys ...string) *journey {
	j.t.Helper()
	j.Keys(keys...)
	return j
}

// sees waits until a part of a role whose name begins so is on the screen, and keeps a picture of the
// screen and what a screen reader is told of it.
func (j *journey) sees(picture, role, begins string) desk.Part {
	j.t.Helper()
	var screen desk.Screen
	var part desk.Part
	j.Eventually("the window shows a "+role+" “"+begins+"” after “"+picture+"”", func() (found bool) {
		screen = j.access.Screen()
		part, found = screen.Find(role, begins)
		return found
	})
	j.Shot(picture)
	j.Keep(picture, screen)
	if _, blank := j.Look(middle); blank {
		j.t.Errorf("the window is blank at %q", picture)
	}
	return part
}

// leaves waits until no such part is on the screen any more.
func (j *journey) leaves(role, begins string) {
	j.t.Helper()
	j.Eventually("the window no longer shows a "+role+" “"+begins+"”", func() bool {
		_, found := j.access.Screen().Find(role, begins)
		return !found
	})
}

// TestTheWindowByKeyboard walks over every screen of the real window with sample data, works there by
// keyboard, and asks each time what a screen reader is told. The page may complain of nothing.
func TestTheWindowByKeyboard(t *testing.T) {
	t.Parallel()
	d := desk.New(t)
	j := &journey{Desk: d, t: t, access: d.Access(), core: d.Demo()}
	d.WindowOf(d.Program("proof/sluice-window"))
	j.sees("opened", "list box", "Open items, most important first")
	j.everyScreen()
	j.everySetting()
	j.itemByKey()
	j.gateByKey()
	j.clientByKey()
	j.foundByKey()
	for _, complaint := range complaints(t, "TestTheWindowByKeyboard") {
		t.Errorf("the page complains: %s", complaint)
	}
	addsUp(t, j.core)
}

func (j *journey) everyScreen() {
	j.press("g", "t").sees("today", "landmark", "The day")
	j.press("g", "k").sees("check-in", "heading", "Check-in")
	j.press("g", "c").sees("clients", "button", "Birchwood Ctrl 2")
	j.press("g", "h").sees("time", "table", "The week")
	j.press("g", "i").sees("insights", "table", "Longest waits")
	j.press("g", "r").sees("rules", "landmark", "Check-ins")
	j.press("g", "s").sees("settings", "landmark", "Accounts")
	j.press("g", "q").sees("queue", "list box", "Open items, most important first")
}

// everySetting goes to each page of the settings by the palette.
func (j *journey) everySetting() {
	pages := []struct{ name, heading string }{
		{"Accounts", "Accounts"},
		{"Desktop capture", "Desktop capture"},
		{"Hours", "Your hours"},
		{"Do Not Disturb", "Do Not Disturb"},
		{"Notifications", "Notifications"},
		{"Appearance", "Appearance"},
		{"Keys", "Keys"},
		{"This computer", "Start"},
		{"Scripts", "Scripts"},
		{"Backup", "Backups"},
		{"Privacy", "Privacy"},
		{"About", "About"},
	}
	for _, page := range pages {
		j.press("ctrl+k")
		j.Type("settings " + page.name)
		j.press("Return").sees("settings-"+strings.ReplaceAll(page.name, " ", "-"), "heading", page.heading)
		if at, _ := j.access.Screen().Find("button", page.name); !at.Focused {
			j.t.Errorf("after the palette the focus is not at %s: %s", page.name, at)
		}
	}
	j.press("g", "q").sees("queue-again", "list box", "Open items")
}

var clock = regexp.MustCompile(`\b\d\d:\d\d$`)

func (j *journey) itemByKey() {
	first, _ := j.access.Screen().Find("list item", "Acme. Checkout: which address")
	if !first.Selected || !first.Focused {
		j.t.Errorf("the first item is not where the keys go: %s", first)
	}
	if !clock.MatchString(first.Name) { // formats of dates are not the same in every engine
		j.t.Errorf("the first item, which is of these days, does not say at what time it came: %s", first)
	}
	j.press("Return").sees("open", "landmark", "Checkout: which address format")
	before := status(j.core).Queued
	j.press("e").sees("done", "paragraph", "Done. Z undoes it")
	if now := status(j.core).Queued; now != before-1 {
		j.t.Errorf("after done %d items are queued, before %d", now, before)
	}
	j.press("z").sees("undone", "paragraph", "Undone: “Done: Checkout")
	j.press("h").sees("snooze", "dialog", "Snooze: Checkout")
	j.press("slash")
	j.Type("fri 9am")
	if field := j.sees("snooze-typed", "entry", "Until a time in words"); field.Text != "fri 9am" {
		j.t.Errorf("what was typed is %q", field.Text)
	}
	j.press("Return").sees("snoozed", "paragraph", "Snoozed. Z undoes it")
	j.press("z").sees("unsnoozed", "paragraph", "Undone: “Snoozed")
	if now := status(j.core).Queued; now != before {
		j.t.Errorf("after all was undone %d items are queued, before %d", now, before)
	}
	j.textStays()
}

// textStays leaves what was written half-way, and comes back to it.
//
// UX: "Esc: back; never loses text".
func (j *journey) textStays() {
	j.t.Helper()
	j.press("d").sees("decide", "dialog", "Write down")
	j.Type("We take ours")
	j.sees("decide-typed", "entry", "What is to be written down")
	j.press("Escape").leaves("dialog", "Write down")
	j.press("d")
	if field := j.sees("decide-again", "entry", "What is to be written down"); field.Text != "We take ours" {
		j.t.Errorf("Esc lost what was typed: %q", field.Text)
	}
	j.press("Escape").leaves("dialog", "Write down")
}

func (j *journey) gateByKey() {
	j.press("f").sees("shield-asked", "menu item", "25 minutes")
	j.press("Return").sees("shield", "timer", "2")
	if state := status(j.core).State; state != "shield" {
		j.t.Errorf("the gate is %q", state)
	}
	j.press("f").sees("shield-ended", "paragraph", "Deep work has ended")

	client := status(j.core).Session.Client // the sample data have one running
	j.press("t").sees("session-left", "dialog", "You leave "+client)
	j.Type("The second line, then the tests")
	j.press("Return").sees("session-ended", "paragraph", "The session for "+client+" has ended")
	j.press("t").sees("session-asked", "dialog", "A session for "+client)
	j.press("Return").sees("session", "button", "Session: "+client)
	if session := status(j.core).Session; session == nil || session.Client != client {
		j.t.Errorf("the session is %+v", session)
	}
}

func (j *journey) clientByKey() {
	number, name := "1", "Acme"
	if status(j.core).Session.Client == name {
		number, name = "2", "Birchwood"
	}
	j.press("ctrl+"+number).sees("client-left", "dialog", "You leave ")
	j.press("Return").sees("client", "list item", name+". ")
	for _, part := range j.access.Screen() {
		if strings.Contains(part.Name+part.Text, "Corvid") {
			j.t.Errorf("with %s active the window shows: %s", name, part)
		}
	}
	j.press("ctrl+0").sees("all-clients", "list item", "Corvid Labs.")
}

func (j *journey) foundByKey() {
	j.press("slash").sees("search", "combo box", "Search items")
	j.Type("fr")
	j.sees("search-prefix", "list item", "from:")
	j.press("Down", "Return")
	j.Type("noo")
	j.sees("search-sender", "list item", "from:Noor")
	j.press("Down", "Return")
	j.press("Return").sees("search-found", "list box", "Found items")
	j.press("Escape").leaves("list box", "Found items")
	j.press("ctrl+k").sees("palette", "dialog", "Commands")
	j.Type("sn")
	j.sees("palette-found", "list item", "Snooze until the next check-in")
	j.press("Escape").leaves("dialog", "Commands")
	j.press("question").sees("keys", "dialog", "Keys")
	j.press("Escape").leaves("dialog", "Keys")
	j.press("c").sees("capture", "dialog", "Note something for later")
	j.press("Escape").leaves("dialog", "Note something for later")
}

// complaints gives the errors and warnings of the page in a test's window, which WebKit writes to the
// window's log.
func complaints(t *testing.T, test string) (found []string) {
	t.Helper()
	log, err := os.ReadFile(filepath.Join(desk.Root(t), "build", "out", test+"-window.log"))
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(log)) {
		if strings.Contains(line, "CONSOLE") && (strings.Contains(line, "ERROR") || strings.Contains(line, "WARN")) {
			found = append(found, strings.TrimSpace(line))
		}
	}
	return found
}

// TestAPageCannotComplainUnheard proves that what complaints looks for would be there.
func TestAPageCannotComplainUnheard(t *testing.T) {
	d := desk.New(t)
	playCore(t, d, pages(`setTimeout(() => { throw new Error("nobody catches this") })`, func(string) {}))
	d.WindowOf(d.Program("proof/sluice-window"))
	d.Eventually("the error is in the window's log", func() bool {
		found := complaints(t, "TestAPageCannotComplainUnheard")
		return len(found) > 0 && strings.Contains(found[0], "nobody catches this")
	})
}
