package queue_test

import (
	"slices"
	"testing"
	"time"

	"sluice/backend/fault"
	"sluice/backend/queue"
	"sluice/backend/work"
)

// workdays are nine to five, Monday to Friday.
func workdays() (hours work.Hours) {
	for day := time.Monday; day <= time.Friday; day++ {
		hours.Week[day] = []work.Range{{Start: 9 * 60, End: 17 * 60}}
	}
	return hours
}

// "Longest wait is a guarantee: checked when a plan is saved (the gap is named before saving)."
func TestCheckInsAreProposedThatKeepALongestWait(t *testing.T) {
	d := newDesk(t)
	acme := work.Client{Name: "Acme", Colour: 1, LongestWait: 3 * time.Hour, Hours: workdays()}
	breach, err := d.queue.Breaches(ctx, d.now, acme)
	d.must(err)
	var added []string
	for _, c := range breach.Added {
		added = append(added, c.At.String()+" "+c.Days.String())
	}
	if want := []string{"12:30 weekdays", "16:00 weekdays"}; !slices.Equal(added, want) {
		t.Errorf("proposed are %v, want %v", added, want)
	}
	if breach.Inside != 210*time.Minute || len(breach.Trimmed) != 0 {
		t.Errorf("got %s and the shields %+v", breach.Inside, breach.Trimmed)
	}
	_, left, err := d.queue.SaveClientMending(ctx, d.now, acme, queue.MendCheckIn)
	d.must(err)
	if left != nil {
		t.Errorf("mended, the plan still breaks it: %+v", left)
	}
	d.wantMoments("Wed 12:30", "Wed 13:00", "Wed 16:00", "Wed 16:30", "Thu 09:30", "Thu 12:30", "Thu 13:00", "Thu 16:00", "Thu 16:30")
	_, err = d.queue.Undo(ctx, d.now)
	d.must(err)
	d.wantMoments("Wed 13:00", "Wed 16:30", "Thu 09:30", "Thu 13:00", "Thu 16:30")
	if clients, err := d.queue.Clients(ctx); err != nil || len(clients) != 0 {
		t.Errorf("after one undo there are %v (%v)", clients, err)
	}
}

func TestACheckInOfTheClientsOwnIsProposedBesideItsOthers(t *testing.T) {
	d := newDesk(t)
	acme := d.client("Acme", 1, 0)
	for _, at := range []work.Clock{10 * 60, 15 * 60} {
		_, err := d.queue.AddCheckIn(ctx, d.now, work.CheckIn{Client: acme.ID, At: at, Days: work.Weekdays})
		d.must(err)
	}
	acme.LongestWait, acme.Hours = 4*time.Hour, workdays()
	breach, err := d.queue.Breaches(ctx, d.now, acme)
	d.must(err)
	if len(breach.Added) != 1 || breach.Added[0].Client != acme.ID || breach.Added[0].At != 14*60 {
		t.Errorf("proposed are %+v, want one of its own at 14:00", breach.Added)
	}
}

func TestAShieldThatBreaksALongestWaitEndsEarlier(t *testing.T) {
	d := newDesk(t)
	rule, err := d.queue.AddShieldRule(ctx, d.now, work.ShieldRule{Days: work.Weekdays, At: 12*60 + 30, Length: 150 * time.Minute})
	d.must(err)
	acme := work.Client{Name: "Acme", Colour: 1, LongestWait: 4 * time.Hour, Hours: workdays()}
	breach, err := d.queue.Breaches(ctx, d.now, acme)
	d.must(err)
	if len(breach.Trimmed) != 1 || breach.Trimmed[0].Until.Format("15:04") != "13:30" || breach.Trimmed[0].Shield.Rule != rule.ID {
		t.Fatalf("proposed is %+v, want an end at 13:30 on all days", breach.Trimmed)
	}
	if len(breach.Added) != 0 {
		t.Errorf("check-ins inside the shield are proposed: %+v", breach.Added)
	}
	_, left, err := d.queue.SaveClientMending(ctx, d.now, acme, queue.MendShield)
	d.must(err)
	if left != nil {
		t.Errorf("mended, the plan still breaks it: %+v", left)
	}
	d.wantShields("12:30–13:30 ")
	_, err = d.queue.Undo(ctx, d.now)
	d.must(err)
	d.must(d.queue.MakeShields(ctx, d.now))
	rules, err := d.queue.ShieldRules(ctx)
	d.must(err)
	if len(rules) != 1 || rules[0].Length != 150*time.Minute {
		t.Errorf("after one undo there are %+v", rules)
	}
}

func TestASingleShieldEndsEarlierAlone(t *testing.T) {
	d := newDesk(t)
	noon := time.Date(2026, 3, 5, 12, 0, 0, 0, time.UTC)
	_, err := d.queue.PlanShield(ctx, d.now, noon, noon.Add(3*time.Hour), "Report")
	d.must(err)
	acme := work.Client{Name: "Acme", Colour: 1, LongestWait: 4 * time.Hour, Hours: workdays()}
	_, left, err := d.queue.SaveClientMending(ctx, d.now, acme, queue.MendShield)
	d.must(err)
	if left != nil {
		t.Errorf("mended, the plan still breaks it: %+v", left)
	}
	d.now = noon.Add(-time.Hour)
	d.wantShields("12:00–13:30 Report")
}

func TestAWayThatThePlanDoesNotHaveIsRefused(t *testing.T) {
	d := newDesk(t)
	acme := work.Client{Name: "Acme", Colour: 1, LongestWait: 3 * time.Hour, Hours: workdays()}
	_, _, err := d.queue.SaveClientMending(ctx, d.now, acme, queue.MendShield)
	d.wantCode(err, fault.Invalid)
	if clients, err := d.queue.Clients(ctx); err != nil || len(clients) != 0 {
		t.Errorf("it was stored all the same: %v (%v)", clients, err)
	}
	acme.LongestWait = 4 * time.Hour // kept anyway
	_, breach, err := d.queue.SaveClientMending(ctx, d.now, acme, queue.MendShield)
	d.must(err)
	if breach != nil {
		t.Errorf("got %+v", breach)
	}
}
