package wire

import (
	"fmt"
	"time"

	"sluice/backend/gate"
	"sluice/backend/work"
)

// Clients are the clients.
type Clients struct {
	Clients []Client `json:"clients"`
}

// Client is somebody the user works for.
type Client struct {
	ID                 int64      `json:"id" doc:"0: a new one"`
	Number             int        `json:"number" minimum:"0" maximum:"9" doc:"The key that switches to it; 0: none"`
	Name               string     `call:"client" json:"name" minLength:"1" maxLength:"100"`
	Colour             int        `json:"colour" minimum:"1" maximum:"9"`
	Zone               string     `json:"zone,omitempty" doc:"IANA name; empty: the user's"`
	Hours              work.Hours `json:"hours,omitempty" doc:"Its working hours and days off; none: always"`
	LongestWaitMinutes int        `json:"longestWaitMinutes,omitempty" minimum:"0" doc:"Within its hours; 0: none"`
	Own                bool       `json:"own,omitempty" doc:"The user's own project"`
	OpenWith           string     `call:"hide" json:"openWith,omitempty" maxLength:"500" doc:"The command that opens its links"`
	Rate               *Money     `call:"hide" json:"rate,omitempty" doc:"For an hour; null: none was agreed on"`
	PromisedMinutes    int        `json:"promisedMinutes,omitempty" minimum:"0" maximum:"10080" doc:"Promised a week; 0: none"`
	ResponsePromise    string     `call:"hide" json:"responsePromise,omitempty" maxLength:"200" doc:"How soon an answer was promised, in words"`
}

// ClientOf gives a client for the wire.
func ClientOf(c work.Client) Client {
	return Client{
		ID: int64(c.ID), Number: c.Number, Name: c.Name, Colour: c.Colour, Zone: c.Zone, Hours: c.Hours,
		LongestWaitMinutes: int(c.LongestWait / time.Minute), Own: c.Own, OpenWith: c.OpenWith,
		Rate: MoneyOf(c.Rate), PromisedMinutes: int(c.Promised / time.Minute), ResponsePromise: c.ResponsePromise,
	}
}

// Work gives the client that is meant.
func (c Client) Work() work.Client {
	return work.Client{
		ID: work.ClientID(c.ID), Number: c.Number, Name: c.Name, Colour: c.Colour, Zone: c.Zone, Hours: c.Hours,
		LongestWait: time.Duration(c.LongestWaitMinutes) * time.Minute, Own: c.Own, OpenWith: c.OpenWith,
		Rate: c.Rate.Work(), Promised: time.Duration(c.PromisedMinutes) * time.Minute, ResponsePromise: c.ResponsePromise,
	}
}

// SavedClient is a client as it is now, and how the plan breaks its longest wait.
type SavedClient struct {
	Client Client  `json:"client"`
	Breach *Breach `json:"breach" doc:"Null: the plan keeps the wait"`
}

// Breach is a time in which a plan breaks a client's longest wait.
type Breach struct {
	From     time.Time `json:"from"`
	Until    time.Time `json:"until"`
	AddAt    time.Time `json:"addAt" doc:"A check-in that would mend it, or the first of several"`
	Sentence string    `call:"dots" json:"sentence"`

	HoldsMinutes int            `json:"holdsMinutes" doc:"The shortest longest wait that the plan keeps as it is"`
	CheckIns     []AddedCheckIn `json:"checkIns" doc:"Added to the plan, these would keep the wait; none: a few would not"`
	Shields      []EarlierEnd   `json:"shields" doc:"Ended earlier, these would keep the wait; none: no shield is at fault"`
}

// AddedCheckIn is a check-in that would be added.
type AddedCheckIn struct {
	At   string `json:"at" doc:"In the user's zone"`
	Days string `json:"days"`
	Own  bool   `json:"own" doc:"The client's own; else it is for all"`
	Once string `json:"once,omitempty" doc:"For a single one its date, where the user rests on that day; left out: it repeats"`
}

// EarlierEnd is a shield that would end earlier.
type EarlierEnd struct {
	From   time.Time `json:"from"`
	Until  time.Time `json:"until" doc:"As it is"`
	End    time.Time `json:"end" doc:"As it would be"`
	Note   string    `call:"dots" json:"note,omitempty"`
	Always bool      `json:"always" doc:"It repeats, and would end earlier on all its days to come"`
}

// Hours gives a length of time as people say it: "4 h", "35 min".
func Hours(d time.Duration) string {
	minutes := int(d.Round(time.Minute) / time.Minute)
	switch {
	case minutes < 60:
		return fmt.Sprintf("%d min", minutes)
	case minutes%60 == 0:
		return fmt.Sprintf("%d h", minutes/60)
	}
	return fmt.Sprintf("%d h %d min", minutes/60, minutes%60)
}

// Rules are rules of a kind, in their order.
type Rules struct {
	Rules []Rule `json:"rules"`
}

// Rule is one of the user's rules.
type Rule struct {
	ID      int64      `json:"id"`
	Kind    string     `json:"kind"`
	Client  string     `call:"client" json:"client" doc:"To whom it gives, or of whose arrivals it speaks; empty: nobody, all"`
	Builtin string     `json:"builtin" doc:"The name of a proposed rule; empty: the match counts"`
	Match   work.Match `json:"match"`

	Off      bool   `json:"off,omitempty" doc:"It is switched off: kept, and without effect"`
	Sentence string `call:"dots" json:"sentence,omitempty" doc:"What it does, as people read it; of one that is off it says so"`
}

// RuleOf gives a rule for the wire.
func RuleOf(r work.Rule, clients map[work.ClientID]work.Client) Rule {
	client := clients[r.Client].Name
	return Rule{
		Off: !r.OffAt.IsZero(),
		ID:  int64(r.ID), Kind: string(r.Kind), Client: client, Builtin: r.Builtin, Match: r.Match,
		Sentence: gate.Sentence(r, client),
	}
}

// Proposals are the break-through rules that are proposed.
type Proposals struct {
	Proposals []Proposal `json:"proposals"`
}

// Proposal is a rule that matches by itself.
type Proposal struct {
	Builtin  string `json:"builtin"`
	Sentence string `json:"sentence"`
}

// Trial is what a rule would have matched lately.
type Trial struct {
	Looked  int      `json:"looked"`
	Matched int      `json:"matched"`
	Titles  []string `call:"dots" json:"titles" doc:"Of the newest ones that came through"`
}

// Templates are clients to begin with.
type Templates struct {
	Templates []Template `json:"templates"`
}

// Template is a client as one of its sort usually is.
type Template struct {
	ID       string    `json:"id" doc:"Stable: retainer, hourly, fixed, support, advice, own"`
	Name     string    `json:"name"`
	About    string    `json:"about" doc:"When it fits, in a sentence"`
	Client   Client    `json:"client" doc:"Without name and number; its rate is the one that is usual with the user"`
	CheckIns []CheckIn `json:"checkIns" doc:"Its own check-ins; none: the common ones"`
}

// TemplateOf gives a template for the wire.
func TemplateOf(t work.Template) Template {
	wired := Template{ID: t.ID, Name: t.Name, About: t.About, Client: ClientOf(t.Client), CheckIns: []CheckIn{}}
	wired.Client.Colour = 1
	for _, rule := range t.CheckIns {
		wired.CheckIns = append(wired.CheckIns, CheckInOf(rule, nil))
	}
	return wired
}

// Promise is what a client may be told.
type Promise struct {
	Texts map[string]string `call:"hide" json:"texts" doc:"By language, en and de; an empty text: nothing is planned or promised"`
}
