package schedule_test

import (
	"strings"
	"testing"
	"time"

	"sluice/backend/schedule"
	"sluice/backend/work"
)

func TestZonesFor(t *testing.T) {
	zones := schedule.Zones{User: zone(t, "Europe/Berlin")}
	for _, test := range []struct{ name, want, err string }{
		{"", "Europe/Berlin", ""},
		{"Asia/Kathmandu", "Asia/Kathmandu", ""},
		{"Atlantis/Centre", "Europe/Berlin", `read time zone "Atlantis/Centre": `},
		{"../../etc/passwd", "Europe/Berlin", `read time zone "../../etc/passwd": `},
		{"Local", "Europe/Berlin", `read time zone "Local": `},
	} {
		for range 2 { // the second answer comes from what is kept
			got, err := zones.For(work.CheckIn{Zone: test.name})
			if got.String() != test.want {
				t.Errorf("%q: got %s, want %s", test.name, got, test.want)
			}
			if (err == nil) != (test.err == "") || err != nil && !strings.HasPrefix(err.Error(), test.err) {
				t.Errorf("%q: got error %v, want %q", test.name, err, test.err)
			}
		}
	}
}

func TestWithoutAUsersZoneItIsUTC(t *testing.T) {
	if got, err := (schedule.Zones{}).For(work.CheckIn{}); got != time.UTC || err != nil {
		t.Errorf("got %s, %v", got, err)
	}
}

func TestCheckNamesWhatIsWrong(t *testing.T) {
	plan := daily(t, "09:00")
	if err := plan.Check(); err != nil {
		t.Errorf("a sound plan: %v", err)
	}
	plan.CheckIns[0].Zone = "Atlantis/Centre"
	plan.Hours.Week[time.Monday] = []schedule.Range{{Start: clock(t, "17:00"), End: clock(t, "09:00")}}
	err := plan.Check()
	for _, part := range []string{"Atlantis/Centre", "17:00–09:00 is not a part of a Monday"} {
		if err == nil || !strings.Contains(err.Error(), part) {
			t.Errorf("got %v, want %q in it", err, part)
		}
	}
}
