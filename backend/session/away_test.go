package session_test

import (
	"testing"

	"sluice/backend/fault"
	"sluice/backend/session"
	"sluice/backend/store"
	"sluice/backend/work"
)

func (d *desk) away(from, until string) work.Away {
	d.Helper()
	if noted, err := d.Note(d.Context(), at(d.T, from), at(d.T, until)); err != nil || !noted {
		d.Fatalf("it was not noted (%v)", err)
	}
	aways, err := d.Aways(d.Context(), everybody)
	if err != nil || len(aways) == 0 {
		d.Fatalf("asked about is %v (%v)", aways, err)
	}
	return aways[len(aways)-1]
}

func TestAnswersToATimeAway(t *testing.T) {
	for _, test := range []struct {
		answer        session.Verdict
		running, over string // the day, where the session runs on, and where it ended at 12:30
	}{
		{session.Keep, "Acme 09:00-", "Acme 09:00-12:30"},
		{session.Drop, "Acme 09:00-10:00, Acme 11:00-", "Acme 09:00-10:00, Acme 11:00-12:30"},
		{session.Split, "Acme 09:00-10:00, Acme 10:00-11:00, Acme 11:00-", "Acme 09:00-10:00, Acme 10:00-11:00, Acme 11:00-12:30"},
	} {
		for _, over := range []bool{false, true} {
			d := sitDown(t)
			d.start(d.acme, "09:00")
			away := d.away("10:00", "11:00")
			want, before := test.running, "Acme 09:00-"
			if over {
				if _, _, err := d.Stop(t.Context(), at(t, "12:30"), everybody, session.End{}); err != nil {
					t.Fatal(err)
				}
				want, before = test.over, "Acme 09:00-12:30"
			}
			if _, err := d.Answer(t.Context(), at(t, "13:00"), everybody, away.ID, test.answer); err != nil {
				t.Fatal(err)
			}
			d.expect(want)
			if aways, err := d.Aways(t.Context(), everybody); err != nil || len(aways) != 0 {
				t.Errorf("still asked: %v (%v)", aways, err)
			}
			_, err := d.Answer(t.Context(), at(t, "13:00"), everybody, away.ID, test.answer)
			refused(t, err, fault.NotFound, "There is no time away 1, or it was answered already.")
			if test.answer != session.Keep {
				d.undo()
				d.expect(before)
			}
		}
	}
}

// Nothing is kept of a time in which no session was running, nor of more than the session.
func TestOnlyTimeInSessionsIsNoted(t *testing.T) {
	d := sitDown(t)
	if noted, err := d.Note(t.Context(), at(t, "08:00"), at(t, "09:00")); noted || err != nil {
		t.Errorf("it was noted (%v)", err)
	}
	d.add(d.acme, "10:00", "11:00")
	if noted, err := d.Note(t.Context(), at(t, "11:00"), at(t, "12:00")); noted || err != nil {
		t.Errorf("it was noted (%v)", err)
	}
	away := d.away("09:30", "10:30")
	if !away.From.Equal(at(t, "10:00")) || !away.Until.Equal(at(t, "10:30")) {
		t.Errorf("noted is %v", away)
	}
}

// A session that was corrected since is cut only where it still lies.
func TestATimeAwayOfACorrectedSession(t *testing.T) {
	d := sitDown(t)
	one := d.add(d.acme, "09:00", "12:00")
	away := d.away("10:00", "11:00")
	one.EndedAt = at(t, "10:30")
	if _, _, err := d.Save(t.Context(), at(t, "13:00"), everybody, one); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Answer(t.Context(), at(t, "13:00"), everybody, away.ID, session.Drop); err != nil {
		t.Fatal(err)
	}
	d.expect("Acme 09:00-10:00")
}

func TestTheWallHidesTimesAway(t *testing.T) {
	d := sitDown(t)
	d.start(d.acme, "09:00")
	away := d.away("10:00", "11:00")
	beta := store.Of{One: true, Client: d.beta}
	if aways, err := d.Aways(t.Context(), beta); err != nil || len(aways) != 0 {
		t.Errorf("told is %v (%v)", aways, err)
	}
	_, err := d.Answer(t.Context(), at(t, "12:00"), beta, away.ID, session.Drop)
	refused(t, err, fault.NotFound, "There is no session 1.")
}

func TestATimeAwayGoesWithItsSession(t *testing.T) {
	d := sitDown(t)
	one := d.start(d.acme, "09:00")
	d.away("10:00", "11:00")
	if _, err := d.Remove(t.Context(), noon, everybody, one.Session.ID); err != nil {
		t.Fatal(err)
	}
	if aways, err := d.Aways(t.Context(), everybody); err != nil || len(aways) != 0 {
		t.Errorf("asked about is %v (%v)", aways, err)
	}
}
