package work

import (
	"strings"
	"time"
)

// RuleKind is what a rule does with what it matches.
type RuleKind string

// The kinds of rules.
const (
	RuleRoute        RuleKind = "route"        // gives it to a client
	RuleBreakThrough RuleKind = "breakthrough" // lets it pass at once
	RuleMute         RuleKind = "mute"         // keeps it out of the queue
	RulePrivate      RuleKind = "private"      // never stores its text
)

// Rule is one of the user's rules. Rules of a kind are tried in their order; the first that matches
// counts.
type Rule struct {
	ID        RuleID
	Kind      RuleKind
	Client    ClientID // of a route: to whom; of others: of whose arrivals it speaks, Unassigned: of all
	Builtin   string   // the name of a proposed rule that matches by itself; empty: Match does
	Match     Match
	OffAt     time.Time // since when it is switched off: it is kept, and takes no part in anything; zero: it is on
	CreatedAt time.Time
}

// Concerns says whether a rule, other than a route, speaks of a client's arrivals.
func (r Rule) Concerns(client ClientID) bool { return r.Client == Unassigned || r.Client == client }

// Match is what an arrival must be like. Empty fields ask nothing; those that ask must all be met.
// Case does not count. Names, words and phrases are met as whole words: "Ana" is in "Ana Diaz", not in
// "Juliana".
type Match struct {
	Source string `json:"source,omitempty" doc:"The source, such as desktop"`
	App    string `json:"app,omitempty" doc:"The program's name, whole"`
	Entry  string `json:"entry,omitempty" doc:"The program's desktop entry, whole"`
	From   string `json:"from,omitempty" doc:"The sender, or whole words of the name, or the domain (@acme.com) with those below it; of the title where no sender is known. Addresses are known of mail alone"`
	Words  string `json:"words,omitempty" doc:"Whole words of title or text, also several; commas part alternatives"`
}

// Empty says whether the match asks nothing, so that it would match everything.
func (m Match) Empty() bool { return m == Match{} }

// Matches says whether an arrival is like that.
func (m Match) Matches(a Arrival) bool {
	if m.Empty() {
		return false
	}
	return same(m.Source, string(a.Source)) && same(m.App, a.App) && same(m.Entry, a.Entry) &&
		a.IsFrom(m.From) && m.saysOneOf(a.Title+"\n"+a.Body)
}

// IsFrom says whether an arrival is from somebody, by name or address, as Named reads it. The title tells
// the sender where nothing else does. Where the address is known it alone is asked for one, since anybody
// may call himself by another's. Where only names are known, as in chats, no address is met: that Ana is
// ana@acme.com would be a guess, and a guess may show one client's business to another. No name means everybody.
func (a Arrival) IsFrom(name string) bool {
	if strings.Contains(name, "@") && a.Address != "" {
		return Named(a.Address, name)
	}
	sender := a.From
	if sender == "" {
		sender = a.Title
	}
	return Named(sender, name)
}

func (m Match) saysOneOf(text string) bool {
	asked := false
	for alternative := range strings.SplitSeq(m.Words, ",") {
		if alternative = strings.TrimSpace(alternative); alternative == "" {
			continue
		}
		if asked = true; HasWords(text, alternative) {
			return true
		}
	}
	return !asked
}

func same(want, got string) bool { return want == "" || strings.EqualFold(want, got) }
