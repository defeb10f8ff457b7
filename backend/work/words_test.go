package work_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"sluice/backend/work"
)

func TestWordsAreMetWhole(t *testing.T) {
	for _, c := range []struct {
		text, phrase string
		want         bool
	}{
		{"The site is down", "down", true},
		{"DOWN: production", "down", true},
		{"Your download is ready", "down", false},
		{"The countdown", "down", false},
		{"down-time, down.", "down", true},
		{"download first, then it went down", "down", true},
		{"The  site is\nnot down", "not down", true},
		{"is it not downward", "not down", false},
		{"Überfällig: Rechnung", "überfällig", true},
		{"Unüberfällig", "überfällig", false},
		{"Größe", "größe", true},
		{"срочно!", "срочно", true},
		{"срочность", "срочно", false},
		{"サーバーが停止しました", "停止", true}, // no blanks part these words
		{"紧急通知", "紧急", true},
		{"서버장애입니다", "장애", true},
		{"release v2", "2", false},
		{"C++ and C#", "c#", true},
		{"anything", "", true},
		{"", "down", false},
	} {
		if got := work.HasWords(c.text, c.phrase); got != c.want {
			t.Errorf("%q in %q: %v", c.phrase, c.text, got)
		}
	}
}

func TestSendersAreNamed(t *testing.T) {
	for _, c := range []struct {
		sender, name string
		want         bool
	}{
		{"Ana", "ana", true},
		{"Ana Diaz", "Ana", true},
		{"Diaz, Ana", "Ana", true},
		{"Ana Diaz", "Ana Diaz", true},
		{"Ana Maria Diaz", "Ana Diaz", false},
		{"Juliana", "Ana", false},
		{"Banana Newsletter", "Ana", false},
		{"ana@acme.com", "ana@acme.com", true},
		{"Ana Diaz <Ana@Acme.com>", "ana@acme.com", true},
		{"Juliana <juliana@acme.com>", "ana@acme.com", false},
		{"ana@acme.com.evil.test", "ana@acme.com", false},
		{"ana@acme.com.evil.test", "@acme.com", false},
		{"Bea <bea@acme.com>", "@acme.com", true},
		{"bea@notacme.com", "@acme.com", false},
		{"bea@mail.acme.com", "@acme.com", true}, // what lies below a domain is its owner's
		{"bea@mail.eu.acme.com", "@acme.com", true},
		{"bea@acme.com", "@mail.acme.com", false},
		{"bea@mail.acme.com.evil.test", "@acme.com", false},
		{"bea@mail.notacme.com", "@acme.com", false},
		{"bea@acme.com", "@com", false},
		{"bea@acme.com", "ana@mail.acme.com", false},
		{"李娜", "李", true},
		{"anybody", "", true},
		{"", "Ana", false},
		{"", "", true},
		{"x", "@", false},
		{"Ana <ana@acme.com>", "ana <ana@acme.com>", true},
	} {
		if got := work.Named(c.sender, c.name); got != c.want {
			t.Errorf("%q named by %q: %v", c.sender, c.name, got)
		}
	}
}

// TestAWordIsMetWhereItStands puts a word among others, and into longer ones.
func TestAWordIsMetWhereItStands(t *testing.T) {
	word := rapid.StringMatching(`[a-zäöüßéøłа-я]{1,8}`)
	edge := rapid.SampledFrom([]string{" ", ", ", ". ", " (", "\n", "-", "/", "’"})
	rapid.Check(t, func(t *rapid.T) {
		wanted, before, after := word.Draw(t, "word"), word.Draw(t, "before"), word.Draw(t, "after")
		text := before + edge.Draw(t, "edge") + wanted + edge.Draw(t, "edge") + after
		if !work.HasWords(strings.ToUpper(text), wanted) && !strings.Contains(wanted, "ß") {
			t.Errorf("%q is not met in %q", wanted, text)
		}
		if longer := before + wanted + after; work.HasWords(longer, wanted) {
			t.Errorf("%q is met in %q", wanted, longer)
		}
	})
}

// TestAnAddressCountsAndNotWhatSomebodyCallsHimself has names that look like addresses, and senders of
// whom only the name is known.
func TestAnAddressCountsAndNotWhatSomebodyCallsHimself(t *testing.T) {
	for _, c := range []struct {
		arrival work.Arrival
		name    string
		want    bool
	}{
		{work.Arrival{From: "Ana Diaz", Address: "ana@acme.com"}, "@acme.com", true},
		{work.Arrival{From: "Ana Diaz", Address: "ana@mail.acme.com"}, "@acme.com", true},
		{work.Arrival{From: "ana@acme.com", Address: "mal@evil.test"}, "@acme.com", false},
		{work.Arrival{From: "ana@acme.com", Address: "mal@evil.test"}, "ana@acme.com", false},
		{work.Arrival{From: "Ana Diaz", Address: "ana@acme.com"}, "Ana", true},
		{work.Arrival{From: "Ana Diaz <ana@acme.com>"}, "@acme.com", true}, // a pop-up
		{work.Arrival{From: "Ana Diaz"}, "ana@acme.com", false},            // a chat: who she is there is not known
		{work.Arrival{From: "ana"}, "@acme.com", false},
	} {
		if got := c.arrival.IsFrom(c.name); got != c.want {
			t.Errorf("%+v is from %q: %v", c.arrival, c.name, got)
		}
	}
}
