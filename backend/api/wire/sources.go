package wire

import (
	"slices"
	"time"

	"sluice/backend/source"
	"sluice/backend/work"
)

// Sources are what is connected.
type Sources struct {
	Sources []Source `json:"sources"`
	Secrets string   `json:"secrets" enum:"keyring,file,session,locked" doc:"Where passwords are kept; session: until Sluice ends; locked: the passphrase is needed"`
}

// Source is an account, or what is always there, such as the desktop.
type Source struct {
	ID        string            `json:"id"`
	Kind      string            `json:"kind"`
	Name      string            `call:"dots" json:"name"`
	Client    string            `call:"client" json:"client" doc:"Empty: routing rules decide"`
	Account   bool              `json:"account" doc:"False: it is always there and cannot be removed"`
	Settings  map[string]string `call:"hide" json:"settings"`
	SecretIn  string            `json:"secretIn" doc:"keyring, file, session; empty: it has none"`
	Minutes   int               `json:"minutes" doc:"How often it is asked; 0: as its kind says"`
	DoneToo   bool              `json:"doneToo" doc:"What is done here is done there"`
	Paused    bool              `json:"paused"`
	Condition string            `json:"condition" enum:"ok,degraded,needs_you"`
	Code      string            `json:"code"`
	Sentence  string            `call:"dots" json:"sentence" doc:"What is the matter, with a next step; empty: nothing is"`
	Who       string            `call:"dots" json:"who" doc:"Who the user is there"`
	LastOK    Instant           `json:"lastOk" doc:"When it last answered well"`
	NextAt    Instant           `json:"nextAt" doc:"When it is asked next; null: it is not"`
	Busy      bool              `json:"busy" doc:"It is asked at this moment"`
	Watching  bool              `json:"watching" doc:"It tells at once what is new"`
	Importing bool              `json:"importing" doc:"Its first import is not over"`
	Arrived   int               `json:"arrived"`
	Filed     int               `json:"filed" doc:"Of these, older ones that the first import filed as done"`
	Older     int               `json:"older" doc:"Older ones that the first import left at the service"`
	Skipped   int               `json:"skipped" doc:"What could not be understood"`
	Hosts     []string          `call:"dots" json:"hosts" doc:"Those that it reaches"`
	CreatedAt Instant           `json:"createdAt"`
}

// SourceOf gives an account for the wire.
func SourceOf(s work.Source, health source.Health, clients map[work.ClientID]work.Client) Source {
	settings := s.Settings
	if settings == nil {
		settings = map[string]string{}
	}
	if health.Condition == "" {
		health.Condition = source.OK
	}
	return Source{
		ID: string(s.ID), Kind: s.Kind, Name: s.Name, Client: clients[s.Client].Name, Account: !s.CreatedAt.IsZero(),
		Settings: settings, SecretIn: string(s.SecretIn), Minutes: int(s.Interval / time.Minute), DoneToo: s.DoneVerb != "",
		Paused: s.Paused, Condition: string(health.Condition), Code: health.Code, Sentence: health.Sentence, Who: s.Who,
		LastOK: At(s.LastOK), Arrived: s.Arrived, Filed: s.Filed, Older: s.Older, Skipped: s.Skipped, CreatedAt: At(s.CreatedAt),
	}
}

// Kinds are what accounts can be connected of.
type Kinds struct {
	Kinds []Kind `json:"kinds"`
}

// Kind is a sort of source, with the form that connects an account.
type Kind struct {
	Kind     string   `json:"kind"`
	Name     string   `json:"name"`
	Sentence string   `json:"sentence" doc:"What it brings"`
	Form     []Field  `json:"form"`
	Where    string   `json:"where" doc:"Where to get the token"`
	May      string   `json:"may" doc:"What it may do"`
	HelpURL  string   `json:"helpUrl"`
	Note     string   `json:"note" doc:"A limit to know of beforehand"`
	Hosts    []string `json:"hosts" doc:"All hosts that it reaches; {address}: the host in that field"`
	Writes   []string `json:"writes" doc:"What it can do there, at an act of the user's alone"`
	DoneToo  bool     `json:"doneToo" doc:"It can do there what is done here"`
	OAuth    bool     `json:"oauth" doc:"Accounts are connected in the browser"`
	Watches  bool     `json:"watches" doc:"It tells at once what is new"`
	Vanishes bool     `json:"vanishes" doc:"It tells what was dealt with elsewhere"`
	Snoozes  string   `json:"snoozes" doc:"The field of the form with which the service's own notifications are snoozed during shields; empty: they cannot be"`
	Least    int      `json:"least" doc:"It is never asked more often than this, in minutes"`
	Usual    int      `json:"usual" doc:"How often it is asked, in minutes"`
}

// Field is one field of a form.
type Field struct {
	Key      string   `json:"key"`
	Type     string   `json:"type" enum:"text,secret,choice,address,file,toggle"`
	Label    string   `json:"label"`
	Help     string   `json:"help"`
	Example  string   `json:"example"`
	Default  string   `json:"default"`
	Required bool     `json:"required"`
	Choices  []Choice `json:"choices"`
	Only     *Only    `json:"only,omitempty" doc:"It is asked for with these values of that choice alone; left out: always"`
}

// Only is a choice of the form, by its key, and its values.
type Only struct {
	Choice string   `json:"choice"`
	Values []string `json:"values"`
}

// Choice is one value of a choice.
type Choice struct {
	Value string `json:"value"`
	Label string `json:"label"`
	// Browser: without such a choice, a kind that can be is always connected in the browser.
	Browser bool `json:"browser,omitempty" doc:"With it the account is connected in the browser"`
}

// KindOf gives a kind for the wire.
func KindOf(d source.Descriptor) Kind {
	kind := Kind{
		Kind: string(d.ID), Name: d.Name, Sentence: d.Sentence, Where: d.Help.Where, May: d.Help.May, HelpURL: d.Help.URL,
		Note: d.Help.Note, Hosts: slices.Concat([]string{}, d.Hosts), DoneToo: d.DoneVerb != "", OAuth: d.Can.OAuth,
		Watches: d.Can.Watch, Vanishes: d.Can.Vanish, Snoozes: d.Snoozes, Form: []Field{}, Writes: []string{},
		Least: minutes(d.Interval.Least), Usual: minutes(d.Interval.Usual),
	}
	for _, verb := range d.Writes {
		kind.Writes = append(kind.Writes, string(verb))
	}
	for _, f := range d.Form {
		field := Field{
			Key: f.Key, Type: string(f.Type), Label: f.Label, Help: f.Help, Example: f.Example, Default: f.Default,
			Required: f.Required, Choices: []Choice{},
		}
		for _, choice := range f.Choices {
			field.Choices = append(field.Choices, Choice(choice))
		}
		if f.Only.Choice != "" {
			field.Only = &Only{Choice: f.Only.Choice, Values: f.Only.Values}
		}
		kind.Form = append(kind.Form, field)
	}
	return kind
}

// minutes rounds up.
func minutes(d time.Duration) int { return int((d + time.Minute - 1) / time.Minute) }

// Checked is who the user is at a service, and what would be found.
type Checked struct {
	Who   string   `call:"dots" json:"who"`
	Finds []string `call:"dots" json:"finds"`
}

// CheckedOf gives an identity for the wire.
func CheckedOf(i source.Identity) Checked {
	checked := Checked{Who: i.Who, Finds: make([]string, len(i.Finds))}
	for n, find := range i.Finds {
		checked.Finds[n] = string(find)
	}
	return checked
}

// Removed says what stays of an account that was removed.
type Removed struct {
	Arrivals int    `json:"arrivals"`
	Open     int    `json:"open" doc:"Items that are not done"`
	Sentence string `json:"sentence"`
}

// Outbox is what is to be written at services.
type Outbox struct {
	Writes []Write `json:"writes" doc:"What is not done with first"`
}

// Write is something to be written at a service.
type Write struct {
	ID        int64   `json:"id"`
	Source    string  `json:"source"`
	Item      int64   `json:"item"`
	Verb      string  `json:"verb"`
	Text      string  `call:"dots" json:"text" doc:"Of a reply"`
	State     string  `json:"state" enum:"waiting,sending,sent,failed,unsure,withdrawn" doc:"unsure: whether it arrived is not known"`
	Code      string  `json:"code"`
	Sentence  string  `call:"dots" json:"sentence" doc:"What is the matter, with a next step; empty: nothing is"`
	Tries     int     `json:"tries"`
	CreatedAt Instant `json:"createdAt"`
	DueAt     Instant `json:"dueAt" doc:"When it is sent; until then undo withdraws it"`
	SentAt    Instant `json:"sentAt"`
}

// WriteOf gives an entry of the outbox for the wire.
func WriteOf(w work.Write) Write {
	return Write{
		ID: int64(w.ID), Source: string(w.Source), Item: int64(w.Item), Verb: w.Verb, Text: w.Text, State: string(w.State),
		Code: w.Code, Sentence: w.Sentence, Tries: w.Tries, CreatedAt: At(w.CreatedAt), DueAt: At(w.DueAt), SentAt: At(w.SentAt),
	}
}

// Connecting is an account that is being connected in the browser.
type Connecting struct {
	Connection string `json:"connection" doc:"Goes along when the account is added or changed"`
	URL        string `json:"url" doc:"The page to open; given once"`
	State      string `json:"state" enum:"waiting,done,failed,ended"`
	Sentence   string `json:"sentence" doc:"What went wrong, with a next step; empty: nothing"`
}

// Whole is the whole of an item, as its source tells it.
type Whole struct {
	Title string `json:"title"`
	Body  string `json:"body"`
	From  string `json:"from"`
	URL   string `json:"url"`
}
