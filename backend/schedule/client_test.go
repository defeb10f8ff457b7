package schedule_test

import (
	"testing"

	"sluice/backend/schedule"
	"sluice/backend/work"
)

// "A client's own check-ins replace the common ones." Unassigned "follows the common plan".
func TestOwnCheckInsReplaceTheCommonOnes(t *testing.T) {
	plan := daily(t, "09:00", "12:00", "15:00")
	plan.CheckIns[1].Client = 7                   // its own, every day
	plan.CheckIns[2].Client = 8                   // a single one, on top of the common ones
	plan.CheckIns[2].Once = date(t, "2026-06-10") //
	for client, want := range map[work.ClientID]string{
		work.Unassigned: "09:00=09:00",
		7:               "12:00=12:00",
		8:               "09:00=09:00 15:00=15:00",
		9:               "09:00=09:00",
	} {
		var mine []schedule.Moment
		for _, m := range plan.Moments(on(t, "00:00"), on(t, "23:00")) {
			if plan.Concerns(m, client) {
				mine = append(mine, m)
			}
		}
		if got := told(mine); got != want {
			t.Errorf("client %d: got %s, want %s", client, got, want)
		}
	}
}

func TestOwnCheckInsReplaceNothingBeforeTheyBegin(t *testing.T) {
	plan := daily(t, "09:00", "12:00")
	plan.CheckIns[1].Client = 7
	plan.CheckIns[1].From = on(t, "10:00").AddDate(0, 0, 1)
	m, found := plan.Next(on(t, "10:00"), 7)
	if want := on(t, "09:00").AddDate(0, 0, 1); !found || !m.At.Equal(want) {
		t.Errorf("got %v, want the common one at %s", m, want)
	}
	m, found = plan.Next(m.At, 7)
	if want := on(t, "12:00").AddDate(0, 0, 1); !found || !m.At.Equal(want) {
		t.Errorf("got %v, want its own at %s", m, want)
	}
}

func TestOneMomentForTwoClients(t *testing.T) {
	plan := daily(t, "09:00", "09:03")
	plan.CheckIns[1].Client = 7
	m, _ := plan.NextAny(on(t, "00:00"))
	own := plan.Own(m.At)
	if !m.At.Equal(on(t, "09:03")) || !m.Concerns(7, own) || !m.Concerns(work.Unassigned, own) || !m.Concerns(8, own) {
		t.Errorf("got %v, want one moment for all", m)
	}
}

func TestNextLooksAYearAhead(t *testing.T) {
	plan := daily(t, "09:00")
	plan.CheckIns[0].Once = date(t, "2027-06-10")
	m, found := plan.Next(on(t, "09:00"), work.Unassigned)
	if want := utc(t, "2027-06-10 09:00"); !found || !m.At.Equal(want) {
		t.Errorf("got %v, %v, want %s", m, found, want)
	}
	if m, found := plan.Next(m.At, work.Unassigned); found {
		t.Errorf("got %v after the last one", m)
	}
	if m, found := plan.Next(on(t, "09:00").AddDate(0, -1, 0), work.Unassigned); found {
		t.Errorf("got %v, which is more than a year ahead", m)
	}
}

func TestShieldUnites(t *testing.T) {
	plan := schedule.Plan{Shields: []work.Shield{
		shield(t, "11:00", "12:00"), shield(t, "09:00", "10:00"), shield(t, "10:00", "11:00:01"),
	}}
	from, until, up := plan.Shield(on(t, "10:30"))
	if !up || !from.Equal(on(t, "09:00")) || !until.Equal(on(t, "12:00")) {
		t.Errorf("got %s, %s, %v", from, until, up)
	}
	for _, at := range []string{"08:59:59", "12:00"} {
		if _, _, up := plan.Shield(on(t, at)); up {
			t.Errorf("a shield is up at %s", at)
		}
	}
}
