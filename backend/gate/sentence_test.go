package gate_test

import (
	"testing"

	"sluice/backend/gate"
	"sluice/backend/work"
)

func TestEveryRuleIsOneSentence(t *testing.T) {
	const through, mute, route, private = work.RuleBreakThrough, work.RuleMute, work.RuleRoute, work.RulePrivate
	for _, c := range []struct {
		rule   work.Rule
		client string
		want   string
	}{
		{work.Rule{Kind: through, Match: work.Match{From: "Ana"}}, "", "Everything from “Ana” comes through at once."},
		{
			work.Rule{Kind: through, Match: work.Match{From: "Ana", App: "Slack", Words: "asap, down ,"}},
			"Acme",
			"Everything of Acme from “Ana” in Slack that says “asap” or “down” comes through at once.",
		},
		{work.Rule{Kind: through, Builtin: gate.BuiltinCalls}, "", "Calls come through."},
		{work.Rule{Kind: through, Builtin: gate.BuiltinAgain}, "Acme", "For Acme: a second message within 10 minutes comes through."},
		{work.Rule{Kind: mute, Match: work.Match{Source: "mail"}}, "", "Everything of the source mail is muted."},
		{work.Rule{Kind: route, Match: work.Match{Entry: "org.acme.Chat"}}, "Acme", "Everything by the program org.acme.Chat goes to Acme."},
		{work.Rule{Kind: private, Match: work.Match{App: "Signal"}}, "", "The text of everything in Signal is never stored."},
	} {
		if got := gate.Sentence(c.rule, c.client); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}
