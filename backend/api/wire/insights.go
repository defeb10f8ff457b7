package wire

import (
	"time"

	"sluice/backend/queue"
	"sluice/backend/store"
	"sluice/backend/work"
)

// Insights are what the last days say. What is held is not in them.
type Insights struct {
	From            time.Time     `json:"from"`
	Until           time.Time     `json:"until"`
	Few             int           `json:"few" doc:"Below so many cases a figure says too little"`
	N               int           `json:"n" doc:"Arrivals that it rests on"`
	Held            int           `json:"held" doc:"Of these, how many were held for a check-in first"`
	Delivered       int           `json:"delivered"`
	BrokeThrough    int           `json:"brokeThrough"`
	Muted           int           `json:"muted"`
	KeptAway        int           `json:"keptAway" doc:"Interruptions avoided: other programs' pop-ups that came while a shield was up or a session ran, and came through later"`
	ShieldedMinutes int           `json:"shieldedMinutes" doc:"How long shields were up"`
	BreakThroughs   []Pierced     `json:"breakThroughs" doc:"The newest first, 50 at most"`
	ByRule          []RuleWorth   `json:"byRule" doc:"Break-throughs by the rule that let them through"`
	Waits           []LongestWait `json:"waits" doc:"Per client, inside its hours"`
	Noise           []Noise       `json:"noise" doc:"Who sends most, 50 at most"`
	Switches        []DaySwitches `json:"switches" doc:"How often one went over to a client, per day; empty behind a wall"`
}

// Pierced is an arrival that broke through.
type Pierced struct {
	Arrival int64     `json:"arrival"`
	Item    int64     `json:"item"`
	Client  string    `call:"client" json:"client"`
	Title   string    `call:"dots" json:"title"`
	From    string    `call:"hide" json:"from"`
	App     string    `json:"app"`
	At      time.Time `json:"at"`
	Reason  string    `call:"hide" json:"reason"`
	Worth   *bool     `json:"worth" doc:"Null: not said yet"`
}

// RuleWorth is what a break-through rule let through.
type RuleWorth struct {
	Rule     int64  `json:"rule" doc:"0: it is not known"`
	Sentence string `call:"dots" json:"sentence" doc:"Empty: the rule is gone"`
	N        int    `json:"n"`
	Worth    int    `json:"worth"`
	NotWorth int    `json:"notWorth"`
	TooFew   bool   `json:"tooFew" doc:"Too few were judged to say"`
}

// LongestWait is how long a client waited at most.
type LongestWait struct {
	Client         string `call:"client" json:"client"`
	PromiseMinutes int    `json:"promiseMinutes" doc:"0: none"`
	N              int    `json:"n" doc:"Deliveries looked at"`
	LongestMinutes int    `json:"longestMinutes"`
	Item           int64  `json:"item" doc:"That waited longest"`
	Broken         int    `json:"broken" doc:"Waits longer than promised"`
	TooFew         bool   `json:"tooFew"`
}

// Noise is how much came of one sender.
type Noise struct {
	Client       string  `call:"client" json:"client"`
	Source       string  `json:"source"`
	App          string  `json:"app"`
	From         string  `call:"dots" json:"from"`
	N            int     `json:"n"`
	BrokeThrough int     `json:"brokeThrough"`
	Muted        int     `json:"muted"`
	Dropped      int     `json:"dropped" doc:"Muted, or done within a minute of coming through"`
	Share        float64 `json:"share" doc:"Dropped of n"`
	TooFew       bool    `json:"tooFew"`
}

// DaySwitches is how often one went over to a client on a day.
type DaySwitches struct {
	Date string `json:"date"`
	N    int    `json:"n"`
}

const insightsMost = 50

// InsightsOf gives insights for the wire.
func InsightsOf(in queue.Insights, clients map[work.ClientID]work.Client) Insights {
	wired := Insights{
		From: in.From, Until: in.Until, Few: queue.Few, N: in.N, Held: in.Held, Delivered: in.Delivered,
		BrokeThrough: in.BrokeThrough, Muted: in.Muted, KeptAway: in.KeptAway, ShieldedMinutes: wholeMinutes(in.Shielded),
		BreakThroughs: []Pierced{}, ByRule: []RuleWorth{}, Waits: []LongestWait{}, Noise: []Noise{}, Switches: []DaySwitches{},
	}
	for _, p := range in.Pierced[:min(insightsMost, len(in.Pierced))] {
		wired.BreakThroughs = append(wired.BreakThroughs, piercedOf(p, clients))
	}
	for _, r := range in.ByRule {
		wired.ByRule = append(wired.ByRule, RuleWorth{
			Rule: int64(r.Rule), Sentence: r.Sentence, N: r.N, Worth: r.Worth, NotWorth: r.Not, TooFew: r.Worth+r.Not < queue.Few,
		})
	}
	for _, w := range in.Waits {
		wired.Waits = append(wired.Waits, LongestWait{
			Client: clients[w.Client].Name, PromiseMinutes: wholeMinutes(w.Promise), N: w.N, LongestMinutes: wholeMinutes(w.Longest),
			Item: int64(w.Item), Broken: w.Broken, TooFew: w.N < queue.Few,
		})
	}
	for _, n := range in.Noise[:min(insightsMost, len(in.Noise))] {
		wired.Noise = append(wired.Noise, Noise{
			Client: clients[n.Client].Name, Source: string(n.Source), App: n.App, From: n.From, N: n.N, BrokeThrough: n.Through,
			Muted: n.Muted, Dropped: n.Dropped, Share: float64(n.Dropped) / float64(n.N), TooFew: n.N < queue.Few,
		})
	}
	for _, day := range in.Switches {
		wired.Switches = append(wired.Switches, DaySwitches{Date: day.Date.String(), N: day.N})
	}
	return wired
}

func piercedOf(p store.Pierced, clients map[work.ClientID]work.Client) Pierced {
	return Pierced{
		Arrival: int64(p.ID), Item: int64(p.Item), Client: clients[p.Client].Name, Title: p.Title, From: p.From, App: p.App,
		At: p.ReceivedAt, Reason: p.Reason, Worth: p.Worth,
	}
}

// ChangesProposed are changes of the rules that the last four weeks speak for.
type ChangesProposed struct {
	Proposals []ChangeProposed `json:"proposals"`
}

// ChangeProposed is one of them.
type ChangeProposed struct {
	ID       string `json:"id" doc:"What it proposes; stable"`
	Sentence string `call:"dots" json:"sentence" doc:"What accepting does"`
	Evidence string `call:"dots" json:"evidence"`
	N        int    `json:"n" doc:"Cases that it rests on"`
}

// Closing is what came of a check-in.
type Closing struct {
	Run     Run     `json:"run"`
	Handled int     `json:"handled" doc:"Items that it brought and that are no longer queued"`
	Carried int     `json:"carried" doc:"Items that it brought and that still are: they stay in the queue"`
	Next    Instant `json:"next" doc:"The next check-in; null: none is planned"`
}
