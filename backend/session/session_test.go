package session_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"sluice/backend/bus"
	"sluice/backend/fault"
	"sluice/backend/queue"
	"sluice/backend/session"
	"sluice/backend/store"
	"sluice/backend/store/storetest"
	"sluice/backend/work"
)

// noon is the moment at which tests begin: a Wednesday.
var noon = time.Date(2026, 6, 10, 12, 0, 0, 0, time.UTC)

var everybody store.Of

// desk is sessions on a real store, with two clients and a project of the user's own.
type desk struct {
	*testing.T
	*session.Sessions
	store           *store.Store
	queue           *queue.Queue
	acme, beta, own work.ClientID
}

func sitDown(t *testing.T) *desk {
	t.Helper()
	s, b := storetest.Open(t), &bus.Bus{}
	zone := func() *time.Location { return time.UTC }
	d := &desk{T: t, Sessions: session.New(s, b, zone), store: s, queue: queue.New(s, b, zone)}
	for i, name := range []string{"Acme", "Beta", "Garden"} {
		saved, _, err := d.queue.SaveClient(t.Context(), noon, work.Client{Name: name, Number: i + 1, Colour: i + 1, Own: name == "Garden"})
		if err != nil {
			t.Fatal(err)
		}
		*[]*work.ClientID{&d.acme, &d.beta, &d.own}[i] = saved.ID
	}
	return d
}

// at is a time of day, in UTC on the day of noon.
func at(t *testing.T, text string) time.Time {
	t.Helper()
	clock, err := time.Parse("15:04", text)
	if err != nil {
		t.Fatal(err)
	}
	return noon.Truncate(24 * time.Hour).Add(time.Duration(clock.Hour())*time.Hour + time.Duration(clock.Minute())*time.Minute)
}

func (d *desk) start(client work.ClientID, clock string) session.Started {
	d.Helper()
	started, err := d.Start(d.Context(), at(d.T, clock), everybody, session.Begin{Client: client})
	if err != nil {
		d.Fatal(err)
	}
	return started
}

func (d *desk) add(client work.ClientID, from, until string) work.Session {
	d.Helper()
	saved, _, err := d.Save(d.Context(), at(d.T, "23:00"), everybody, work.Session{Client: client, StartedAt: at(d.T, from), EndedAt: at(d.T, until)})
	if err != nil {
		d.Fatal(err)
	}
	return saved
}

func (d *desk) undo() {
	d.Helper()
	if _, err := d.queue.Undo(d.Context(), at(d.T, "23:30")); err != nil {
		d.Fatal(err)
	}
}

// told is the day as one line: "Acme 09:00-10:00, Beta 10:00-".
func (d *desk) told() (line string) {
	d.Helper()
	sessions, err := d.List(d.Context(), at(d.T, "00:00"), at(d.T, "00:00").AddDate(0, 0, 1), everybody)
	if err != nil {
		d.Fatal(err)
	}
	names := map[work.ClientID]string{d.acme: "Acme", d.beta: "Beta", d.own: "Garden"}
	for i, one := range sessions {
		if i > 0 {
			line += ", "
		}
		line += names[one.Client] + " " + one.StartedAt.Format("15:04") + "-"
		if !one.Running() {
			line += one.EndedAt.Format("15:04")
		}
	}
	return line
}

func (d *desk) expect(want string) {
	d.Helper()
	if got := d.told(); got != want {
		d.Errorf("the day is %q, not %q", got, want)
	}
}

func refused(t *testing.T, err error, code fault.Code, sentence string) {
	t.Helper()
	if fault.CodeOf(err) != code || fault.SentenceOf(err) != sentence {
		t.Errorf("it says %s: %s\nnot %s: %s", fault.CodeOf(err), fault.SentenceOf(err), code, sentence)
	}
}

func TestOneRunsAtMost(t *testing.T) {
	d := sitDown(t)
	d.start(d.acme, "09:00")
	started := d.start(d.beta, "10:30")
	if started.Ended == nil || started.Ended.Client != d.acme {
		t.Errorf("what ended is %v", started.Ended)
	}
	d.expect("Acme 09:00-10:30, Beta 10:30-")
	d.undo()
	d.expect("Acme 09:00-")
	d.undo()
	d.expect("")
}

func TestASessionSurvivesARestart(t *testing.T) {
	d := sitDown(t)
	d.start(d.acme, "09:00")
	again := session.New(d.store, &bus.Bus{}, func() *time.Location { return time.UTC })
	running, found, err := again.Running(t.Context(), everybody)
	if err != nil || !found || !running.StartedAt.Equal(at(t, "09:00")) {
		t.Errorf("what runs is %v (%v, %v)", running, found, err)
	}
}

func TestStop(t *testing.T) {
	d := sitDown(t)
	_, _, err := d.Stop(t.Context(), noon, everybody, session.End{})
	refused(t, err, fault.Conflict, "No session is running.")
	d.start(d.acme, "09:00")
	_, _, err = d.Stop(t.Context(), noon, everybody, session.End{At: at(t, "08:59")})
	refused(t, err, fault.Invalid, "It started at 09:00. End it later than that.")
	_, _, err = d.Stop(t.Context(), noon, everybody, session.End{At: at(t, "12:02")})
	refused(t, err, fault.Invalid, "A session is time that was worked: it neither starts nor ends in the future.")
	stopped, act, err := d.Stop(t.Context(), noon, everybody, session.End{At: at(t, "11:45"), Resume: "  the address form\n"})
	if err != nil || stopped.Resume != "the address form" || act.Sentence != "Stopped: Acme, 2 h 45 min" {
		t.Errorf("it stopped as %v, %q (%v)", stopped, act.Sentence, err)
	}
	left, err := d.Left(t.Context(), d.acme)
	if err != nil || left.Session.Resume != "the address form" {
		t.Errorf("where it was left: %v (%v)", left, err)
	}
	d.undo()
	d.expect("Acme 09:00-")
}

// A clock that was set back must not keep anybody from stopping, or starting something else.
func TestAClockSetBack(t *testing.T) {
	d := sitDown(t)
	d.start(d.acme, "12:00")
	d.start(d.beta, "11:00")
	d.expect("Acme 12:00-12:00, Beta 12:00-")
	if _, _, err := d.Stop(t.Context(), at(t, "11:01"), everybody, session.End{}); err != nil {
		t.Error(err)
	}
	d.expect("Acme 12:00-12:00, Beta 12:00-12:00")
}

func TestStartInThePast(t *testing.T) {
	for _, test := range []struct{ name, from, want, refused string }{
		{"ends the running one then", "10:00", "Acme 08:00-09:00, Beta 09:30-10:00, Garden 10:00-", ""},
		{"before the running one", "09:15", "", "A session has been running since 09:30. Choose a later time, or correct that one first."},
		{"as the running one started", "09:30", "Acme 08:00-09:00, Beta 09:30-09:30, Garden 09:30-", ""},
		{"in the future", "12:05", "", "A session is time that was worked: it neither starts nor ends in the future."},
	} {
		t.Run(test.name, func(t *testing.T) {
			d := sitDown(t)
			d.add(d.acme, "08:00", "09:00")
			d.start(d.beta, "09:30")
			before := d.told()
			started, err := d.Start(t.Context(), noon, everybody, session.Begin{Client: d.own, At: at(t, test.from)})
			if test.refused != "" {
				if fault.SentenceOf(err) != test.refused {
					t.Errorf("it says %q", fault.SentenceOf(err))
				}
				d.expect(before)
				return
			}
			if err != nil || started.Session.Billable {
				t.Errorf("started %v (%v); the user's own project is billed to nobody", started, err)
			}
			d.expect(test.want)
			d.undo()
			d.expect(before)
		})
	}
}

func TestOverlapsAreRefused(t *testing.T) {
	for _, test := range []struct{ from, until, refused string }{
		{"10:00", "11:00", ""}, // they may touch
		{"08:00", "09:00", ""},
		{"08:00", "09:01", "09:00–10:00 is taken by another session. Choose another time, or correct that one first."},
		{"09:15", "09:30", "09:00–10:00 is taken by another session. Choose another time, or correct that one first."},
		{"08:00", "11:00", "09:00–10:00 is taken by another session. Choose another time, or correct that one first."},
		{"11:30", "12:30", "A session has been running since 12:00. Choose a later time, or correct that one first."},
		{"11:00", "11:00", "A session ends after it starts."},
		{"11:00", "10:30", "A session ends after it starts."},
	} {
		t.Run(test.from+"-"+test.until, func(t *testing.T) {
			d := sitDown(t)
			d.add(d.acme, "09:00", "10:00")
			d.start(d.beta, "12:00")
			_, _, err := d.Save(t.Context(), at(t, "13:00"), everybody, work.Session{
				Client: d.acme, StartedAt: at(t, test.from), EndedAt: at(t, test.until),
			})
			if got := fault.SentenceOf(err); got != test.refused {
				t.Errorf("it says %q, not %q", got, test.refused)
			}
		})
	}
}

func TestCorrect(t *testing.T) {
	d := sitDown(t)
	one := d.add(d.acme, "09:00", "10:00")
	d.add(d.beta, "10:00", "11:00")
	want := one
	want.Client, want.Project, want.Note, want.StartedAt = d.beta, "  Shop \n relaunch ", "called Ana", at(t, "08:30")
	saved, act, err := d.Save(t.Context(), noon, everybody, want)
	if err != nil || saved.Project != "Shop relaunch" || act.Sentence != "Corrected: Beta" {
		t.Errorf("it is %v, %q (%v)", saved, act.Sentence, err)
	}
	want.EndedAt = at(t, "10:01")
	_, _, err = d.Save(t.Context(), noon, everybody, want)
	refused(t, err, fault.Conflict, "10:00–11:00 is taken by another session. Choose another time, or correct that one first.")
	want.EndedAt = time.Time{}
	_, _, err = d.Save(t.Context(), noon, everybody, want)
	refused(t, err, fault.Conflict, "10:00–11:00 is taken by another session. Choose another time, or correct that one first.")
	d.undo()
	sessions, err := d.List(t.Context(), at(t, "00:00"), noon, everybody)
	if err != nil || len(sessions) != 2 {
		t.Fatalf("there are %v (%v)", sessions, err)
	}
	if diff := cmp.Diff(one, sessions[0]); diff != "" {
		t.Errorf("undone it is another one: %s", diff)
	}
	if _, act, err := d.Save(t.Context(), noon, everybody, one); err != nil || act.ID != 0 {
		t.Errorf("what changes nothing is no act to undo: %v (%v)", act, err)
	}
}

func TestRemove(t *testing.T) {
	d := sitDown(t)
	one := d.add(d.acme, "09:00", "10:00")
	if _, err := d.Remove(t.Context(), noon, everybody, one.ID); err != nil {
		t.Fatal(err)
	}
	d.expect("")
	_, err := d.Remove(t.Context(), noon, everybody, one.ID)
	refused(t, err, fault.NotFound, "There is no session 1.")
	d.undo()
	d.expect("Acme 09:00-10:00")
}

// What was corrected later than an act stays when the act is undone; undo goes from the last one on.
func TestUndoStepByStep(t *testing.T) {
	d := sitDown(t)
	days := []string{""}
	note := func() { days = append(days, d.told()) }
	d.start(d.acme, "09:00")
	note()
	d.start(d.beta, "10:00")
	note()
	if _, _, err := d.Stop(t.Context(), at(t, "11:00"), everybody, session.End{}); err != nil {
		t.Fatal(err)
	}
	note()
	one := d.add(d.own, "11:30", "12:00")
	note()
	if _, err := d.Remove(t.Context(), at(t, "12:00"), everybody, one.ID); err != nil {
		t.Fatal(err)
	}
	for i := len(days) - 1; i >= 0; i-- {
		d.undo()
		d.expect(days[i])
	}
}

func TestTheWallHidesSessions(t *testing.T) {
	d := sitDown(t)
	theirs := d.add(d.acme, "09:00", "10:00")
	d.start(d.acme, "11:00")
	beta := store.Of{One: true, Client: d.beta}
	if _, found, err := d.Running(t.Context(), beta); found || err != nil {
		t.Errorf("it tells what runs for another (%v)", err)
	}
	if sessions, err := d.List(t.Context(), at(t, "00:00"), noon, beta); len(sessions) != 0 || err != nil {
		t.Errorf("it lists %v (%v)", sessions, err)
	}
	_, err := d.Remove(t.Context(), noon, beta, theirs.ID)
	refused(t, err, fault.NotFound, "There is no session 1.")
	_, _, err = d.Stop(t.Context(), noon, beta, session.End{})
	refused(t, err, fault.Conflict, "No session is running.")
	_, _, err = d.Save(t.Context(), noon, beta, work.Session{Client: d.beta, StartedAt: at(t, "09:30"), EndedAt: at(t, "10:30")})
	refused(t, err, fault.Conflict, "Something else was worked at that time already. Look under All, and choose another time.")
	started, err := d.Start(t.Context(), noon, beta, session.Begin{Client: d.beta})
	if err != nil || started.Ended != nil {
		t.Errorf("what it ended is told: %v (%v)", started, err)
	}
	d.expect("Acme 09:00-10:00, Acme 11:00-12:00, Beta 12:00-")
}

func TestAClientThatIsNotThere(t *testing.T) {
	d := sitDown(t)
	_, err := d.Start(t.Context(), noon, everybody, session.Begin{Client: 99})
	refused(t, err, fault.NotFound, "There is no client 99.")
	one := d.add(d.acme, "09:00", "10:00")
	if _, err := d.queue.RemoveClient(t.Context(), noon, d.acme); err != nil {
		t.Fatal(err)
	}
	one.Note = "still to be corrected"
	if _, _, err := d.Save(t.Context(), noon, everybody, one); err != nil {
		t.Errorf("what was worked for a removed client cannot be corrected: %v", err)
	}
}
