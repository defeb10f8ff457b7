// Package work holds the nouns of Sluice: client, source, arrival, item, check-in, shield, run, act,
// session and meeting. It says what each of them is and imports nothing else of the project.
//
// All instants are UTC; a zero time.Time means "none" or "unknown", as each field says.
package work

import (
	"slices"
	"time"
)

// The numbers by which things are known are given by the store, rise, and are never given twice. Each
// kind of thing has its own, so that one cannot be taken for another.
type (
	// ClientID is the number of a client.
	ClientID int64
	// ItemID is the number of an item.
	ItemID int64
	// ArrivalID is the number of an arrival, which it gets at the door.
	ArrivalID int64
	// CheckInID is the number of a check-in of the plan.
	CheckInID int64
	// ShieldID is the number of a shield.
	ShieldID int64
	// ShieldRuleID is the number of a shield that repeats.
	ShieldRuleID int64
	// RunID is the number of a check-in as it happened.
	RunID int64
	// ActID is the number of an act of the user's.
	ActID int64
	// RuleID is the number of a rule.
	RuleID int64
	// RecordID is the number of a record.
	RecordID int64
	// ViewID is the number of a saved search.
	ViewID int64
)

// SourceID names a source in this profile: "desktop", "inbound", later "mail-2".
type SourceID string

// Unassigned is the absence of a client: it follows the common plan and shows under All only.
const Unassigned ClientID = 0

// Client is somebody you work for, or your own project.
type Client struct {
	ID          ClientID
	Number      int // 1–9, the key that switches to it; 0: none
	Name        string
	Colour      int           // 1–9
	Zone        string        // IANA name; empty: the user's own
	Hours       Hours         // its working hours and days off, in its zone; none: always
	LongestWait time.Duration // within its hours; 0: none is promised
	Own         bool          // it is the user's own project
	OpenWith    string        // the command that opens its links, a browser profile say; empty: the system's

	Rate            Money         // for an hour; zero: none was agreed on
	Promised        time.Duration // hours promised a week, in whole minutes; 0: none
	ResponsePromise string        // how soon an answer was promised, in words
}

// Reach is how an arrival reached the user.
type Reach string

// The ways in which something reaches somebody, where the source knows.
const (
	ReachDirect   Reach = "direct"
	ReachMention  Reach = "mention"
	ReachAssigned Reach = "assigned"
	ReachReview   Reach = "review"
	ReachCopy     Reach = "copy"
	ReachList     Reach = "list"
)

// Kind says what sort of thing an arrival is.
type Kind string

// The kinds that the core itself gives; sources may give further ones of their own.
const (
	KindNotification Kind = "notification" // another program's pop-up
	KindTask         Kind = "task"         // something to do, captured by the user
	KindMessage      Kind = "message"
	KindAlert        Kind = "alert"
	KindCall         Kind = "call"    // somebody is calling
	KindAlarm        Kind = "alarm"   // a clock that the user set
	KindBattery      Kind = "battery" // the battery is low
	KindCode         Kind = "code"    // a one-time code, whose text is not kept
)

// Outcome is what became of an arrival. Every arrival has exactly one current outcome.
type Outcome string

// The outcomes, as a receipt counts them.
const (
	OutcomeHeld         Outcome = "held"
	OutcomeDelivered    Outcome = "delivered"
	OutcomeMerged       Outcome = "merged" // a newer form of, or a twin to, one that is counted already
	OutcomeMuted        Outcome = "muted"
	OutcomeExpired      Outcome = "expired"
	OutcomeBrokeThrough Outcome = "brokeThrough"
)

// Outcomes lists every outcome, in the order in which a receipt shows them.
func Outcomes() []Outcome {
	return []Outcome{
		OutcomeHeld, OutcomeDelivered, OutcomeMerged, OutcomeMuted, OutcomeExpired, OutcomeBrokeThrough,
	}
}

// CameThrough says whether the user may see an arrival with this outcome in the queue.
func (o Outcome) CameThrough() bool {
	return o == OutcomeDelivered || o == OutcomeBrokeThrough
}

// Arrival is one event from a source. What it says never changes; its outcome does.
type Arrival struct {
	ID         ArrivalID
	Source     SourceID
	RemoteID   string // its identity within the source: the same event twice has the same one
	Item       ItemID
	ReceivedAt time.Time // when it was durable at the door
	SentAt     time.Time // by the source's word; zero: unknown
	App        string    // the program or service that sent it, as people know it
	From       string    // the person, where the source knows one
	Address    string    // the person's mail address, where the source knows it besides; empty: it does not
	Kind       Kind
	Title      string
	Body       string
	URL        string    // its address at the source; empty: none
	DueAt      time.Time // by the source's word; zero: none
	ExpiresAt  time.Time // when it is over by the source's word, a meeting say; zero: never
	Urgency    Urgency
	Entry      string // the desktop entry of its program; empty: none
	Reach      Reach
	Priority   int    // at the source: -1 low, 0 normal, 1 high, 2 urgent
	Blocked    string // who cannot go on without the user, by the source's word; empty: nobody
	BlockedAt  time.Time
	Outcome    Outcome
	OutcomeAt  time.Time
	Reason     string // the gate's sentence for the outcome
	Rule       RuleID // the rule that let it through or muted it; 0: none did
	Run        RunID  // the check-in run that delivered it; 0: none
	Withdrawn  bool   // its sender took it back; it is delivered all the same
	UpdatedAt  time.Time
	Twin       Twin
}

// Twin says whether an arrival is the same thing told by another source.
type Twin int

// Whether and how an arrival was merged as a twin.
const (
	NoTwin Twin = iota
	TwinTellsMore
	TwinTellsLess // what the other one says is shown
)

// Urgency is how pressing the sender says it is. It is no break-through by itself.
type Urgency int

// The three urgencies of the desktop notification specification.
const (
	UrgencyLow      Urgency = -1
	UrgencyNormal   Urgency = 0
	UrgencyCritical Urgency = 1
)

// State is where an item stands in its life.
type State string

// The states of an item. Held, queued and done are the main line, the others are side states.
const (
	StateHeld    State = "held"
	StateQueued  State = "queued"
	StateDone    State = "done"
	StateSnoozed State = "snoozed"
	StateWaiting State = "waiting"
	StateMuted   State = "muted"
	StateExpired State = "expired"
)

// Item is what wants attention: one thread, made of arrivals. Title, body and score are those of
// the last time something of it came through; what is held does not change them.
type Item struct {
	ID        ItemID
	Source    SourceID
	Client    ClientID
	Thread    string // the key that later arrivals of the same thread carry
	Kind      Kind
	State     State
	App       string
	From      string
	Title     string
	Body      string
	URL       string
	DueAt     time.Time
	ExpiresAt time.Time // when all of it is over by its source's word; zero: never, or it expired
	Urgency   Urgency
	Score     float64 // log-odds, the sum of the reasons' terms
	Reasons   []Reason
	Arrivals  int // how many came through (of a held item: how many are held)
	FirstAt   time.Time
	LastAt    time.Time

	Reach     Reach
	Priority  int
	Blocked   string
	BlockedAt time.Time

	SnoozeUntil  time.Time // zero: not snoozed, or until the next check-in
	WaitingOn    string    // of an item that is waiting: on whom
	WaitingSince time.Time
	AskAt        time.Time // when to ask again; zero: not
	Pinned       bool
	DoneAt       time.Time
	Run          RunID // the check-in that brought it into the queue last; 0: none

	ElsewhereAt time.Time // when its source said that it was dealt with there; zero: it did not
	FiledBy     SourceID  // the source whose first import filed it as done; empty: none
}

// Reason is one term of an item's score, in words.
type Reason struct {
	Term   string  `json:"term"`   // stable name of the term, for programs
	Text   string  `json:"text"`   // the reason as people read it
	Weight float64 `json:"weight"` // its share of the score, in log-odds

	// Since when it is so, where the text leaves that to whoever reads it: how long it is by then changes
	// while one looks. Nil: it says nothing of a length.
	Since *time.Time `json:"since,omitempty" doc:"Since when it is so: how long that is by now stands behind the text"`
}

// CheckIn is a planned moment at which held items are delivered, as a rule that repeats.
type CheckIn struct {
	ID        CheckInID
	Client    ClientID // Unassigned: a common check-in
	Days      Days     // of a single one: none where it was planned for its date, else those of the one it is a day of
	At        Clock
	Zone      string    // IANA name; empty: the user's zone, followed live from the system
	From      time.Time // no occurrence before this instant belongs to the rule
	Once      Date      // for a single check-in: its only local date; zero: it repeats
	OffAt     time.Time // since when it is switched off: it is kept, and takes no part in anything; zero: it is on
	CreatedAt time.Time
}

// Shield is a deep-work block. It always has an end.
type Shield struct {
	ID      ShieldID
	From    time.Time
	Until   time.Time    // the planned end
	EndedAt time.Time    // the actual end where it was ended early; zero: not ended by hand
	Note    string       // what the block is for
	Rule    ShieldRuleID // what repeats and made it; 0: it is a single one
}

// ShieldRule is a shield that repeats. It makes a shield for each of its days, ahead of time.
type ShieldRule struct {
	ID     ShieldRuleID
	Days   Days
	At     Clock
	Length time.Duration // whole minutes
	Zone   string        // IANA name; empty: the user's zone, followed live from the system
	Note   string
	From   time.Time // no shield before this instant belongs to the rule
	OffAt  time.Time // since when it is switched off: it is kept, and makes no shields; zero: it is on
}

// End is the instant at which the shield ends or ended.
func (s Shield) End() time.Time {
	if !s.EndedAt.IsZero() && s.EndedAt.Before(s.Until) {
		return s.EndedAt
	}
	return s.Until
}

// Covers says whether the shield is up at the instant: from its start up to, not including, its end.
func (s Shield) Covers(at time.Time) bool {
	return !at.Before(s.From) && at.Before(s.End())
}

// RunEnd says why a check-in run ended.
type RunEnd string

// The ends of a check-in run.
const (
	RunEmptied RunEnd = "emptied"
	RunEnded   RunEnd = "ended" // by the user
	RunBudget  RunEnd = "budget"
	RunShield  RunEnd = "shield"
	RunNothing RunEnd = "nothing" // nothing was held, so it never opened
	RunNext    RunEnd = "next"    // the next check-in took its place
)

// Run is one check-in as it happened: what was delivered, and how long it stayed open.
type Run struct {
	ID         RunID
	Planned    bool      // false: opened by hand
	DueAt      time.Time // when the plan wanted it; for one opened by hand, when it was asked for
	OpenedAt   time.Time
	EndsAt     time.Time // when its budget has passed; zero: it stays open until ended
	EndedAt    time.Time // zero: open
	Ending     RunEnd
	Delivered  int        // arrivals delivered by it
	Late       bool       // a shield or sleep held it past its planned moment
	NotifiedAt time.Time  // when its one notification was shown; zero: not, or not yet
	Clients    []ClientID // whom it concerns, Unassigned among them; none listed: everybody
	Extra      bool       // opened just in time, because a client's longest wait was used up

	BudgetItems int // ends it once so many of its items are handled; 0: its budget is EndsAt
}

// Concerns says whether the run delivers what is held for a client.
func (r Run) Concerns(client ClientID) bool {
	return len(r.Clients) == 0 || slices.Contains(r.Clients, client)
}

// Gap is a span in which a source could not see what arrived.
type Gap struct {
	Source SourceID
	From   time.Time
	Until  time.Time // zero: it still lasts
	Why    GapReason
	Lost   int // how many are known to have been missed; 0: unknown
}

// GapReason says why there is a gap in the capture.
type GapReason string

// The reasons for a gap.
const (
	GapOff      GapReason = "off"      // the core was ended in order
	GapKilled   GapReason = "killed"   // the core ended without a word
	GapBus      GapReason = "bus"      // the session bus was gone
	GapOverflow GapReason = "overflow" // more came than could be taken
)

// Act is something the user did that can be undone.
type Act struct {
	ID       ActID
	At       time.Time
	Verb     string // "done", "shield.start"
	Sentence string // what it did, for people: "Done: Invoice 12"
	UndoneAt time.Time
}
