package wire

import (
	"fmt"
	"time"

	"sluice/backend/queue"
	"sluice/backend/work"
)

// PlanTrial is what would have happened lately under another plan and other rules, beside what the
// present ones make of the same arrivals.
type PlanTrial struct {
	From     time.Time     `json:"from"`
	Until    time.Time     `json:"until"`
	Looked   int           `json:"looked" doc:"Arrivals looked at; behind a wall the client's"`
	Before   TrialCounts   `json:"before" doc:"Under the present plan and rules"`
	Then     TrialCounts   `json:"then" doc:"Under the changed ones"`
	Effects  []TrialEffect `json:"effects" doc:"Only what would have gone otherwise"`
	Waits    []TrialWait   `json:"waits" doc:"Of the clients that are promised a longest wait"`
	Sentence string        `json:"sentence"`
}

// TrialCounts count what becomes of arrivals.
type TrialCounts struct {
	BrokeThrough int `json:"brokeThrough"`
	Held         int `json:"held" doc:"For a check-in"`
	AtOnce       int `json:"atOnce" doc:"In a check-in that was open, or put in by hand"`
	Muted        int `json:"muted"`
	Other        int `json:"other" doc:"Merged or expired"`
	CheckIns     int `json:"checkIns" doc:"Check-ins that delivered something, of all clients; 0 behind a wall"`
}

// TrialEffect is one way in which arrivals would have gone otherwise.
type TrialEffect struct {
	Kind     string         `json:"kind" enum:"through,held,muted,unmuted,later,sooner"`
	N        int            `json:"n"`
	Examples []TrialExample `json:"examples" doc:"The newest, three at most"`
}

// TrialExample is an arrival that would have gone otherwise.
type TrialExample struct {
	Item   int64     `json:"item"`
	Client string    `call:"client" json:"client"`
	Title  string    `call:"dots" json:"title" doc:"Empty: it is held, and does not show"`
	From   string    `call:"hide" json:"from"`
	App    string    `json:"app"`
	CameAt time.Time `json:"cameAt"`
	Before Instant   `json:"before" doc:"When it comes through under the present plan; null: not"`
	Then   Instant   `json:"then" doc:"When it would have; null: not"`
}

// TrialWait is how long a client would have waited inside its hours, against its longest wait.
type TrialWait struct {
	Client               string         `call:"client" json:"client"`
	PromiseMinutes       int            `json:"promiseMinutes"`
	LongestBeforeMinutes int            `json:"longestBeforeMinutes"`
	LongestThenMinutes   int            `json:"longestThenMinutes"`
	BrokenBefore         int            `json:"brokenBefore" doc:"Waits longer than promised, under the present plan"`
	BrokenThen           int            `json:"brokenThen"`
	Examples             []TrialExample `json:"examples" doc:"Of those that would have been longer, three at most"`
}

// PlanTrialOf gives a trial for the wire.
func PlanTrialOf(t queue.PlanTrial, clients map[work.ClientID]work.Client) PlanTrial {
	wired := PlanTrial{
		From: t.From, Until: t.Until, Looked: t.Looked, Before: TrialCounts(t.Before), Then: TrialCounts(t.Then),
		Effects: []TrialEffect{}, Waits: []TrialWait{},
	}
	for _, e := range t.Effects {
		wired.Effects = append(wired.Effects, TrialEffect{Kind: string(e.Kind), N: e.N, Examples: examplesOf(e.Examples, clients)})
	}
	broken := 0
	for _, w := range t.Waits {
		broken += w.BrokenThen
		wired.Waits = append(wired.Waits, TrialWait{
			Client: clients[w.Client].Name, PromiseMinutes: wholeMinutes(w.Promise), LongestBeforeMinutes: wholeMinutes(w.LongestBefore),
			LongestThenMinutes: wholeMinutes(w.LongestThen), BrokenBefore: w.BrokenBefore, BrokenThen: w.BrokenThen,
			Examples: examplesOf(w.Examples, clients),
		})
	}
	wired.Sentence = trialSentence(t.Then, broken)
	return wired
}

func trialSentence(then queue.TrialCounts, broken int) string {
	said := fmt.Sprintf("In the last 14 days this would have let %d through at once and held %d", then.BrokeThrough, then.Held)
	switch broken {
	case 0:
		return said + "."
	case 1:
		return said + "; one wait would have been longer than promised."
	}
	return fmt.Sprintf("%s; %d waits would have been longer than promised.", said, broken)
}

func wholeMinutes(d time.Duration) int { return int(d / time.Minute) }

func examplesOf(examples []queue.Example, clients map[work.ClientID]work.Client) []TrialExample {
	wired := make([]TrialExample, len(examples))
	for i, e := range examples {
		wired[i] = TrialExample{
			Item: int64(e.Item), Client: clients[e.Client].Name, Title: e.Title, From: e.From, App: e.App,
			CameAt: e.CameAt, Before: At(e.Before), Then: At(e.Then),
		}
	}
	return wired
}
