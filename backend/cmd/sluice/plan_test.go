package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"strconv"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// TestPlanAgainstAnOracle compares "checkin plan" with a reckoning that knows nothing of ours: it walks
// through the nights in which clocks change, minute by minute, and looks at the clock on the wall.
func TestPlanAgainstAnOracle(t *testing.T) {
	at := []string{"00:00", "00:30", "02:00", "02:30", "03:00", "12:00", "23:30"}
	for _, c := range []struct{ zone, from string }{
		{"Europe/Berlin", "2026-03-27"},
		{"Europe/Berlin", "2026-10-23"},
		{"America/New_York", "2026-03-06"},
		{"America/New_York", "2026-10-30"},
		{"Australia/Lord_Howe", "2026-04-03"}, // by half an hour
		{"Australia/Lord_Howe", "2026-10-02"},
		{"America/Sao_Paulo", "2018-02-16"}, // back over midnight
		{"America/Sao_Paulo", "2018-11-02"}, // a day without its first hour
		{"America/Havana", "2026-03-06"},
		{"America/Havana", "2026-10-30"},
		{"Asia/Kathmandu", "2026-03-27"}, // never
	} {
		t.Run(c.zone+" "+c.from, func(t *testing.T) {
			const days = 4
			args := []string{"--json", "checkin", "plan", "--from", c.from, "--days", strconv.Itoa(days), "--zone", c.zone}
			for _, clock := range at {
				args = append(args, "--at", clock)
			}
			if diff := cmp.Diff(oracle(t, c.zone, c.from, days, at), planned(t, args)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func planned(t *testing.T, args []string) []string {
	t.Helper()
	t.Setenv("SLUICE_PROFILE", t.TempDir())
	var out, errs bytes.Buffer
	if code := run(context.Background(), args, &out, &errs); code != 0 {
		t.Fatalf("exit %d: %s", code, errs.String())
	}
	var answer struct{ Occurrences []string }
	if err := json.Unmarshal(out.Bytes(), &answer); err != nil {
		t.Fatal(err)
	}
	return answer.Occurrences
}

// oracle walks from minute to minute. A check-in happens at the first minute of its day at which the
// wall shows its time or a later one. Those that fall together are one.
func oracle(t *testing.T, zoneName, from string, days int, at []string) (instants []string) {
	t.Helper()
	zone, err := time.LoadLocation(zoneName)
	if err != nil {
		t.Fatal(err)
	}
	first, err := time.Parse(time.DateOnly, from)
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	begin, end := first.Add(-24*time.Hour), first.AddDate(0, 0, days+1)
	for now := begin; now.Before(end); now = now.Add(time.Minute) {
		local := now.In(zone)
		date := local.Format(time.DateOnly)
		if date < from || date >= first.AddDate(0, 0, days).Format(time.DateOnly) {
			continue
		}
		happens := false
		for _, clock := range at {
			if key := fmt.Sprint(date, clock); local.Format("15:04") >= clock && !seen[key] {
				seen[key], happens = true, true
			}
		}
		if happens {
			instants = append(instants, now.UTC().Format(time.RFC3339))
		}
	}
	return instants
}

func TestPlainIsHarmless(t *testing.T) {
	for text, want := range map[string]string{
		"Invoice 12":            "Invoice 12",
		"two\nlines\tand\ttabs": "two lines and tabs",
		"\x1b[31mred\x1b[0m":    "[31mred[0m",
		"a\u202eb\u2066c\u200f": "abc",
		"\u009b2Jcleared":       "2Jcleared",
		"שלום 🧾 ünï":            "שלום 🧾 ünï",
	} {
		if got := plain(text); got != want {
			t.Errorf("%q becomes %q, want %q", text, got, want)
		}
	}
}
