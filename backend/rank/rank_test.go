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
	return rank.Facts{
		Now: noon, Zone: time.UTC,
		Item: work.Item{Kind: work.KindMessage, App: "Chat", Title: "Hello", Arrivals: 1},
	}
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
		{"an unknown program", func(f *rank.Facts) { f.Item.App = "" }, "app", "A program notified you"},
		{"a person", func(f *rank.Facts) { f.Item.From = "Ana" }, "person", "Ana wrote to you"},
		{"the user", func(f *rank.Facts) { f.Item.Kind = work.KindTask }, "captured", "You captured it"},
		{"a break-through", func(f *rank.Facts) { f.BrokeThrough = true }, "brokeThrough", "Broke through"},
		{"critical", func(f *rank.Facts) { f.Item.Urgency = work.UrgencyCritical }, "urgency", "marked critical by its sender"},
		{"low", func(f *rank.Facts) { f.Item.Urgency = work.UrgencyLow }, "urgency", "marked unimportant by its sender"},
		{"overdue", func(f *rank.Facts) { f.Item.DueAt = noon.Add(-time.Minute) }, "due", "overdue"},
		{"today", func(f *rank.Facts) { f.Item.DueAt = noon.Add(90 * time.Minute) }, "due", "due today at 13:30"},
		{"tomorrow", func(f *rank.Facts) { f.Item.DueAt = noon.Add(12 * time.Hour) }, "due", "due tomorrow"},
		{"in a week", func(f *rank.Facts) { f.Item.DueAt = noon.AddDate(0, 0, 7) }, "due", ""},
		{"tomorrow elsewhere", func(f *rank.Facts) {
			f.Zone, f.Item.DueAt = time.FixedZone("east", 13*3600), noon.Add(-time.Hour+12*time.Hour)
		}, "due", "due today at 12:00"},
		{"a question", func(f *rank.Facts) { f.Item.Body = "Can you look?" }, "asks", "asks you something"},
		{"a question in another script", func(f *rank.Facts) { f.Item.Title = "いつ？" }, "asks", "asks you something"},
		{"a deadline", func(f *rank.Facts) { f.Item.Title = "Needed ASAP!" }, "deadline", "says “asap”"},
		{"a deadline at the start of the body", func(f *rank.Facts) { f.Item.Body = "Urgent" }, "deadline", "says “urgent”"},
		{"no deadline", func(f *rank.Facts) { f.Item.Title = "Insurgents of yesterday’s todays" }, "deadline", ""},
		{"directly", func(f *rank.Facts) { f.Item.Reach, f.Item.From = work.ReachDirect, "Ana" }, "direct", "Ana wrote to you directly"},
		{"a mention", func(f *rank.Facts) { f.Item.Reach, f.Item.From = work.ReachMention, "Ana" }, "mention", "Ana mentions you"},
		{"assigned", func(f *rank.Facts) { f.Item.Reach = work.ReachAssigned }, "assigned", "Assigned to you"},
		{"a review", func(f *rank.Facts) { f.Item.Reach, f.Item.From = work.ReachReview, "Ines" }, "review", "Ines asks for your review"},
		{"a copy", func(f *rank.Facts) { f.Item.Reach = work.ReachCopy }, "copy", "You are in copy"},
		{"a list", func(f *rank.Facts) { f.Item.Reach = work.ReachList }, "list", "Sent to a list"},
		{"pinned", func(f *rank.Facts) { f.Item.Pinned = true }, "pinned", "You pinned it"},
		{"stuck", func(f *rank.Facts) { f.Item.Blocked = "Noor" }, "blocked", "Noor is stuck on you"},
		{"stuck for long", func(f *rank.Facts) { f.Item.Blocked, f.BlockedFor = "Noor", 4*time.Hour+8*time.Minute }, "blocked", "Noor is stuck on you"},
		{"less than half of the wait", func(f *rank.Facts) {
			f.Client, f.Waited = work.Client{Name: "Acme", LongestWait: 4 * time.Hour}, time.Hour
		}, "waited", ""},
		{"most of the wait", func(f *rank.Facts) {
			f.Client, f.Waited = work.Client{Name: "Acme", LongestWait: 4 * time.Hour}, 3*time.Hour
		}, "waited", "has waited 3 h of Acme’s 4 h"},
		{"more than the wait", func(f *rank.Facts) {
			f.Client, f.Waited = work.Client{Name: "Acme", LongestWait: 4 * time.Hour}, 5*time.Hour
		}, "waited", "has waited longer than Acme’s 4 h"},
		{"urgent there", func(f *rank.Facts) { f.Item.Priority = 2 }, "priority", "urgent at the source"},
		{"marked up", func(f *rank.Facts) { f.Shift = 0.5 }, "marked", "you marked Chat as more important"},
		{"marked down", func(f *rank.Facts) { f.Shift = -0.5 }, "marked", "you marked Chat as less important"},
		{"to be asked again", func(f *rank.Facts) { f.AskAgain, f.Item.WaitingOn = true, "Bea" }, "askAgain", "you wanted to ask Bea again"},
		{"own project", func(f *rank.Facts) { f.Client.Own = true }, "own", "your own project"},
		{"twice", func(f *rank.Facts) { f.Item.Arrivals = 2 }, "again", "came twice"},
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
		change(func(f *rank.Facts) { f.Item.DueAt, f.Item.From = noon.Add(-time.Hour), "Ana" }),
		change(func(f *rank.Facts) { f.Item.DueAt, f.Item.From = noon.Add(time.Hour), "Ana" }),
		change(func(f *rank.Facts) { f.Item.Body, f.Item.From = "Can you?", "Ana" }),
		change(func(f *rank.Facts) { f.Item.From = "Ana" }),
		change(func(*rank.Facts) {}),
		change(func(f *rank.Facts) { f.Item.Urgency = work.UrgencyLow }),
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
			Now: noon, Zone: time.UTC,
			Item: work.Item{
				Kind: rapid.SampledFrom([]work.Kind{work.KindMessage, work.KindTask}).Draw(t, "kind"),
				App:  rapid.String().Draw(t, "app"), From: rapid.SampledFrom([]string{"", "Ana"}).Draw(t, "from"),
				Title:    rapid.SampledFrom([]string{"", "Hello", "urgent?", "\xff"}).Draw(t, "title"),
				Body:     rapid.String().Draw(t, "body"),
				Urgency:  work.Urgency(rapid.IntRange(-1, 1).Draw(t, "urgency")),
				Arrivals: rapid.IntRange(0, 10_000).Draw(t, "arrivals"),
				Priority: rapid.IntRange(-1, 2).Draw(t, "priority"), Pinned: rapid.Bool().Draw(t, "pinned"),
				Blocked: rapid.SampledFrom([]string{"", "Noor"}).Draw(t, "blocked"),
			},
			Client:       work.Client{LongestWait: time.Duration(rapid.IntRange(0, 600).Draw(t, "wait")) * time.Minute},
			Waited:       time.Duration(rapid.IntRange(0, 6000).Draw(t, "waited")) * time.Minute,
			BlockedFor:   time.Duration(rapid.IntRange(0, 6000).Draw(t, "stuck")) * time.Minute,
			Shift:        float64(rapid.IntRange(-10, 10).Draw(t, "marks")) * 0.5,
			BrokeThrough: rapid.Bool().Draw(t, "brokeThrough"),
		}
		if rapid.Bool().Draw(t, "hasDue") {
			f.Item.DueAt = noon.Add(time.Duration(rapid.IntRange(-100, 100).Draw(t, "due")) * time.Hour)
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

// How long somebody has been stuck is said by the instant since when: it is true whenever it is read.
func TestStuckSaysSinceWhen(t *testing.T) {
	f := plain()
	f.Item.Blocked, f.BlockedSince, f.BlockedFor = "Noor", noon.Add(-4*time.Hour), 2*time.Hour
	_, reasons := rank.Score(f)
	at := slices.IndexFunc(reasons, func(r work.Reason) bool { return r.Term == "blocked" })
	if at < 0 || reasons[at].Since == nil || !reasons[at].Since.Equal(f.BlockedSince) || reasons[at].Text != "Noor is stuck on you" {
		t.Errorf("the reasons are %+v", reasons)
	}
	f.BlockedSince = time.Date(20000, 1, 1, 0, 0, 0, 0, time.UTC)
	if _, reasons := rank.Score(f); reasons[slices.IndexFunc(reasons, func(r work.Reason) bool { return r.Term == "blocked" })].Since != nil {
		t.Error("a year without a form in JSON was given")
	}
}
