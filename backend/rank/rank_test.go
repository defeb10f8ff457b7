package rank_test

import (
	"math"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"sluice/backend/rank"
	"sluice/backend/work"
)

var noon = time.Date(2026, 3, 4, 12, 0, 0, 0, time.UTC)

func plain() rank.Facts {
	return rank.Facts{Now: noon, Zone: time.UTC, Kind: work.KindMessage, App: "Chat", Title: "Hello", Arrivals: 1}
}

// said gives the words of the term, empty where it does not apply.
func said(f rank.Facts, term string) string {
	_, reasons := rank.Score(f)
	for _, reason := range reasons {
		if reason.Term == term {
			return reason.Text
		}
	}
	return ""
}

func TestWordsOfTheTerms(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(f *rank.Facts)
		term   string
		want   string
	}{
		{"a program", func(*rank.Facts) {}, "app", "Chat notified you"},
		{"an unknown program", func(f *rank.Facts) { f.App = "" }, "app", "A program notified you"},
		{"a person", func(f *rank.Facts) { f.From = "Ana" }, "person", "Ana wrote to you"},
		{"the user", func(f *rank.Facts) { f.ByUser, f.From = true, "Ana" }, "captured", "You captured it"},
		{"a break-through", func(f *rank.Facts) { f.BrokeThrough = true }, "brokeThrough", "It broke through"},
		{"critical", func(f *rank.Facts) { f.Urgency = work.UrgencyCritical }, "urgency", "marked critical by its sender"},
		{"low", func(f *rank.Facts) { f.Urgency = work.UrgencyLow }, "urgency", "marked unimportant by its sender"},
		{"overdue", func(f *rank.Facts) { f.DueAt = noon.Add(-time.Minute) }, "due", "overdue"},
		{"today", func(f *rank.Facts) { f.DueAt = noon.Add(90 * time.Minute) }, "due", "due today at 13:30"},
		{"tomorrow", func(f *rank.Facts) { f.DueAt = noon.Add(12 * time.Hour) }, "due", "due tomorrow"},
		{"in a week", func(f *rank.Facts) { f.DueAt = noon.AddDate(0, 0, 7) }, "due", ""},
		{"tomorrow elsewhere", func(f *rank.Facts) {
			f.Zone, f.DueAt = time.FixedZone("east", 13*3600), noon.Add(-time.Hour+12*time.Hour)
		}, "due", "due today at 12:00"},
		{"a question", func(f *rank.Facts) { f.Body = "Can you look?" }, "asks", "asks you something"},
		{"a question in another script", func(f *rank.Facts) { f.Title = "いつ？" }, "asks", "asks you something"},
		{"a deadline", func(f *rank.Facts) { f.Title = "Needed ASAP!" }, "deadline", "says “asap”"},
		{"a deadline at the start of the body", func(f *rank.Facts) { f.Body = "Urgent" }, "deadline", "says “urgent”"},
		{"no deadline", func(f *rank.Facts) { f.Title = "Insurgents of yesterday’s todays" }, "deadline", ""},
		{"twice", func(f *rank.Facts) { f.Arrivals = 2 }, "again", "came twice"},
		{"once", func(*rank.Facts) {}, "again", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := plain()
			c.change(&f)
			if got := said(f, c.term); got != c.want {
				t.Errorf("the term %q says %q, want %q", c.term, got, c.want)
			}
		})
	}
}

// TestOrderOfImportance ranks what people would rank the same way.
func TestOrderOfImportance(t *testing.T) {
	change := func(do func(f *rank.Facts)) float64 { f := plain(); do(&f); score, _ := rank.Score(f); return score }
	falling := []float64{
		change(func(f *rank.Facts) { f.DueAt, f.From = noon.Add(-time.Hour), "Ana" }),
		change(func(f *rank.Facts) { f.DueAt, f.From = noon.Add(time.Hour), "Ana" }),
		change(func(f *rank.Facts) { f.Body, f.From = "Can you?", "Ana" }),
		change(func(f *rank.Facts) { f.From = "Ana" }),
		change(func(*rank.Facts) {}),
		change(func(f *rank.Facts) { f.Urgency = work.UrgencyLow }),
	}
	for i := 1; i < len(falling); i++ {
		if falling[i] >= falling[i-1] {
			t.Errorf("number %d does not come after the one before: %v", i, falling)
		}
	}
}

func TestScoreIsTheSumOfItsReasons(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := rank.Facts{
			Now: noon, Zone: time.UTC, Kind: work.KindMessage,
			App: rapid.String().Draw(t, "app"), From: rapid.SampledFrom([]string{"", "Ana"}).Draw(t, "from"),
			Title:        rapid.SampledFrom([]string{"", "Hello", "urgent?", "\xff"}).Draw(t, "title"),
			Body:         rapid.String().Draw(t, "body"),
			Urgency:      work.Urgency(rapid.IntRange(-1, 1).Draw(t, "urgency")),
			Arrivals:     rapid.IntRange(0, 10_000).Draw(t, "arrivals"),
			ByUser:       rapid.Bool().Draw(t, "byUser"),
			BrokeThrough: rapid.Bool().Draw(t, "brokeThrough"),
		}
		if rapid.Bool().Draw(t, "hasDue") {
			f.DueAt = noon.Add(time.Duration(rapid.IntRange(-100, 100).Draw(t, "due")) * time.Hour)
		}
		score, reasons := rank.Score(f)
		again, same := rank.Score(f)
		if score != again || cmp.Diff(reasons, same) != "" {
			t.Errorf("the same facts gave %v and %v", reasons, same)
		}
		holds(t, score, reasons)
	})
}

func holds(t *rapid.T, score float64, reasons []work.Reason) {
	sum := 0.0
	for _, reason := range reasons {
		sum += reason.Weight
		if reason.Term == "" || reason.Text == "" || reason.Weight == 0 {
			t.Errorf("%+v is no reason", reason)
		}
	}
	if len(reasons) == 0 || math.IsNaN(score) || math.IsInf(score, 0) || math.Abs(sum-score) > 1e-9 {
		t.Errorf("the score %v is not the sum of %v", score, reasons)
	}
	falls := slices.IsSortedFunc(reasons, func(a, b work.Reason) int {
		switch {
		case math.Abs(a.Weight) > math.Abs(b.Weight):
			return -1
		case math.Abs(a.Weight) < math.Abs(b.Weight):
			return 1
		}
		return 0
	})
	if !falls {
		t.Errorf("the weightiest is not first: %v", reasons)
	}
}
