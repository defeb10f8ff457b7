// Package wire is what goes over the API as JSON: the types that the core answers with and that the
// command line and the window read. Instants are RFC 3339 in UTC; null or an empty string is none.
package wire

import (
	"time"

	"sluice/backend/queue"
	"sluice/backend/schedule"
	"sluice/backend/store"
	"sluice/backend/work"
)

// Instant is an instant on the wire; nil: none.
type Instant = *time.Time

// At gives an instant for the wire. One before the year 0 or after 9999, which a source may well have
// given as a due date, has no form there: it is none.
func At(at time.Time) Instant {
	at = at.UTC()
	if at.IsZero() || at.Year() < 0 || at.Year() > 9999 {
		return nil
	}
	return &at
}

// Status is how things stand.
type Status struct {
	State       string    `json:"state" enum:"holding,shield,checkin,off" doc:"What the gate does"`
	Silence     string    `json:"silence" enum:"confirmed,asked,off,impossible" doc:"Whether the system keeps pop-ups away"`
	SilenceNote string    `json:"silenceNote" doc:"The same in a sentence, with a next step where there is one"`
	Pages       []string  `json:"pages" enum:"notifications,access,shortcuts" doc:"The pages of the system's settings that help where it was not silenced for certain; most to the point first"`
	Held        int       `json:"held" doc:"Items of which something is held"`
	Queued      int       `json:"queued" doc:"Items in the queue"`
	NextCheckIn Instant   `json:"nextCheckIn" doc:"When the next check-in happens; null: none is planned"`
	ShieldUntil Instant   `json:"shieldUntil" doc:"When the shield ends; null: none is up"`
	ShieldFrom  Instant   `json:"shieldFrom" doc:"Since when it is up"`
	ShieldNote  string    `call:"hide" json:"shieldNote" doc:"What it is for"`
	OffUntil    Instant   `json:"offUntil" doc:"Outside hours or in a pause: until when nothing comes by itself; null: the gate is not off"`
	CallUntil   Instant   `json:"callUntil" doc:"Until when titles, senders, texts and clients' names are withheld, since others may see the screen; null: they are not"`
	Client      string    `call:"client" json:"client" doc:"The active client; empty: all"`
	Version     string    `json:"version"`
	Now         time.Time `json:"now" doc:"The core's clock"`
	Zone        string    `json:"zone" doc:"The user's time zone"`
	Offsets     []Offset  `json:"offsets" doc:"How that zone's clocks go for a year back and ahead, the first entry first"`
	Sample      bool      `json:"sample" doc:"These are sample data; nothing here is the user's own"`
	Run         *Run      `json:"run" doc:"The check-in that is open; null: none is, or it is for others than the active client"`
	Undo        *Act      `json:"undo" doc:"What undo would take back; null: nothing"`
	Trouble     []Trouble `json:"trouble" doc:"What is not well"`
	Session     *Session  `json:"session" doc:"The session that is running; null: none is"`
	Away        []Away    `json:"away" doc:"Times away during a session that are to be asked about"`
}

// Offset is by how much a zone's clocks are ahead of UTC from an instant on.
type Offset struct {
	From    time.Time `json:"from"`
	Minutes int       `json:"minutes"`
}

// Trouble is something that is not well, and what to do about it.
type Trouble struct {
	Code     string `json:"code"`
	Sentence string `json:"sentence"`
	Page     string `json:"page,omitempty" enum:"notifications,access,shortcuts" doc:"The page of the system's settings where the user mends it; left out: none does"`
}

// Act is something the user did.
type Act struct {
	ID       int64  `json:"id" doc:"0: nothing changed, so there is nothing to undo"`
	Sentence string `call:"plain" json:"sentence"`
	Plain    string `json:"-"` // the sentence during a call
}

// ActOf gives an act for the wire.
func ActOf(act work.Act) Act {
	return Act{ID: int64(act.ID), Sentence: act.Sentence, Plain: act.Plain()}
}

// Run is a check-in as it happened.
type Run struct {
	ID        int64     `json:"id"`
	Planned   bool      `json:"planned" doc:"False: opened by hand"`
	DueAt     time.Time `json:"dueAt"`
	OpenedAt  time.Time `json:"openedAt"`
	EndsAt    Instant   `json:"endsAt" doc:"When its budget has passed; null: it stays open until ended"`
	Items     int       `json:"budgetItems,omitempty" doc:"How many of its items are handled before it ends; 0: endsAt counts"`
	EndedAt   Instant   `json:"endedAt" doc:"Null: it is open"`
	Ending    string    `json:"ending" doc:"Why it ended: emptied, ended, budget, shield, next, nothing; empty: it is open"`
	Delivered int       `json:"delivered" doc:"Arrivals that it delivered"`
	Late      bool      `json:"late" doc:"A shield or sleep held it past its planned moment"`
	Total     int       `json:"total" doc:"Items that it delivered; of the open one only"`
	Left      int       `json:"left" doc:"Of these, how many are still queued"`
}

// RunOf gives a run for the wire.
func RunOf(r work.Run) Run {
	return Run{
		ID: int64(r.ID), Planned: r.Planned, DueAt: r.DueAt, OpenedAt: r.OpenedAt, EndsAt: At(r.EndsAt),
		EndedAt: At(r.EndedAt), Ending: string(r.Ending), Delivered: r.Delivered, Late: r.Late, Items: r.BudgetItems,
	}
}

// Item is what wants attention.
type Item struct {
	ID           int64         `json:"id"`
	Title        string        `call:"dots" json:"title"`
	Body         string        `call:"hide" json:"body"`
	From         string        `call:"hide" json:"from" doc:"Who wrote; empty: not known"`
	App          string        `json:"app" doc:"The program or service"`
	Client       string        `call:"client" json:"client" doc:"Empty: unassigned"`
	ClientNumber int           `json:"clientNumber" doc:"1 to 9; 0: unassigned"`
	Source       string        `json:"source"`
	Kind         string        `json:"kind"`
	State        string        `json:"state" enum:"held,queued,done,snoozed,waiting,muted,expired"`
	Score        float64       `json:"score" doc:"Log-odds; the sum of the reasons"`
	Reasons      []work.Reason `json:"reasons" doc:"Why it stands where it stands, the weightiest first"`
	Arrivals     int           `json:"arrivals" doc:"How many arrivals it is made of, of those that came through"`
	FirstAt      time.Time     `json:"firstAt"`
	LastAt       time.Time     `json:"lastAt"`
	DueAt        Instant       `json:"dueAt" doc:"When it is due at its source; null: not"`
	ExpiresAt    Instant       `json:"expiresAt,omitempty" doc:"When it is over by its source's word and is set aside as expired; null: not"`
	URL          string        `call:"hide" json:"url" doc:"Its address at the source; empty: none"`
	Pinned       bool          `json:"pinned"`
	Run          int64         `json:"run" doc:"The check-in that brought it into the queue last; 0: none"`
	SnoozeUntil  Instant       `json:"snoozeUntil" doc:"Of a snoozed one; null: until the next check-in"`
	WaitingOn    string        `call:"dots" json:"waitingOn" doc:"Of a waiting one: on whom"`
	WaitingSince Instant       `json:"waitingSince"`
	AskAt        Instant       `json:"askAt" doc:"Of a waiting one: when to ask again; null: not"`
	ElsewhereAt  Instant       `json:"elsewhereAt,omitempty" doc:"When it was seen to be dealt with at its source"`
	Filed        bool          `json:"filed,omitempty" doc:"A first import filed it as done"`
}

// ItemOf gives an item for the wire.
func ItemOf(item work.Item, clients map[work.ClientID]work.Client) Item {
	client := clients[item.Client]
	reasons := item.Reasons
	if reasons == nil {
		reasons = []work.Reason{}
	}
	return Item{
		ID: int64(item.ID), Title: item.Title, Body: item.Body, From: item.From, App: item.App,
		Client: client.Name, ClientNumber: client.Number, Source: string(item.Source), Kind: string(item.Kind),
		State: string(item.State), Score: item.Score, Reasons: reasons, Arrivals: item.Arrivals,
		FirstAt: item.FirstAt, LastAt: item.LastAt, DueAt: At(item.DueAt), ExpiresAt: At(item.ExpiresAt), URL: item.URL,
		Pinned: item.Pinned, Run: int64(item.Run), SnoozeUntil: At(item.SnoozeUntil), WaitingOn: item.WaitingOn,
		WaitingSince: At(item.WaitingSince), AskAt: At(item.AskAt), ElsewhereAt: At(item.ElsewhereAt), Filed: item.FiledBy != "",
	}
}

// ItemsOf gives items for the wire.
func ItemsOf(items []work.Item, clients map[work.ClientID]work.Client) []Item {
	wired := make([]Item, len(items))
	for i, item := range items {
		wired[i] = ItemOf(item, clients)
	}
	return wired
}

// Queue is a part of a list of items, the most important first, or in groups.
type Queue struct {
	Items  []Item  `json:"items"`
	Offset int     `json:"offset" doc:"How many of the list come before these"`
	Total  int     `json:"total" doc:"How long the whole list is"`
	Groups []Group `json:"groups" doc:"The groups of the whole list, in their order; empty: it has none"`
}

// Group is how many items of a list stand together.
type Group struct {
	Name  string `call:"client" json:"name" doc:"Whose they are, or what they are; empty: nobody's"`
	Count int    `json:"count"`
}

// Thread is an item with what came through of it.
type Thread struct {
	Item
	Thread []Arrival `json:"thread" doc:"The arrivals that came through, oldest first"`
	Can    []Can     `json:"can" doc:"What can be done where it came from"`
	Writes []Write   `json:"writes" doc:"What was, or is to be, done there, oldest first"`
}

// Can is something that can be done where an item came from, and the account that it is done with.
type Can struct {
	Verb    string `json:"verb" enum:"read,done,reply,resolve,accept,decline"`
	Account string `call:"dots" json:"account" doc:"As people call it"`
}

// Arrival is one event of a thread, in its newest form.
type Arrival struct {
	ID        int64     `json:"id"`
	At        time.Time `json:"at"`
	From      string    `call:"hide" json:"from"`
	App       string    `json:"app"`
	Title     string    `call:"dots" json:"title"`
	Body      string    `call:"hide" json:"body"`
	URL       string    `call:"hide" json:"url"`
	Outcome   string    `json:"outcome"`
	Reason    string    `call:"hide" json:"reason" doc:"Why it has its outcome, in a sentence"`
	Withdrawn bool      `json:"withdrawn" doc:"Its sender took it back"`
	Earlier   []Form    `json:"earlier,omitempty" doc:"What it said before its sender put this in the place, oldest first"`
	Twins     []Twin    `json:"twins,omitempty" doc:"The same, told by other sources; each can be split off"`
	Worth     *bool     `json:"worth" doc:"Of a break-through, whether it was worth the interruption; null: not said"`
}

// Form is an arrival as it was before a newer form took its place.
type Form struct {
	At    time.Time `json:"at"`
	Title string    `json:"title"`
	Body  string    `json:"body"`
}

func formsOf(arrivals []work.Arrival) []Form {
	var forms []Form
	for _, a := range arrivals {
		forms = append(forms, Form{At: a.ReceivedAt, Title: a.Title, Body: a.Body})
	}
	return forms
}

// Twin is the same thing, told by another source.
type Twin struct {
	ID     int64  `json:"id"`
	Source string `json:"source"`
	App    string `json:"app"`
	Title  string `json:"title"`
}

func twinsOf(arrivals []work.Arrival) []Twin {
	var twins []Twin
	for _, a := range arrivals {
		twins = append(twins, Twin{ID: int64(a.ID), Source: string(a.Source), App: a.App, Title: a.Title})
	}
	return twins
}

// ArrivalOf gives an arrival for the wire.
func ArrivalOf(s store.Shown) Arrival {
	return Arrival{
		ID: int64(s.ID), At: s.Newest.ReceivedAt, From: s.Newest.From, App: s.Newest.App, Title: s.Newest.Title,
		Body: s.Newest.Body, URL: s.Newest.URL, Outcome: string(s.Outcome), Reason: s.Reason,
		Withdrawn: s.Withdrawn || s.Newest.Withdrawn, Earlier: formsOf(s.Earlier), Twins: twinsOf(s.Twins), Worth: s.Worth,
	}
}

// Receipt accounts for what arrived in a span.
type Receipt struct {
	From         time.Time `json:"from"`
	Until        time.Time `json:"until"`
	Arrived      int       `json:"arrived"`
	Held         int       `json:"held"`
	Delivered    int       `json:"delivered"`
	Merged       int       `json:"merged"`
	Muted        int       `json:"muted"`
	Expired      int       `json:"expired"`
	BrokeThrough int       `json:"brokeThrough"`
	Lost         int       `json:"lost" doc:"What arrived less the sum of the others: 0 always"`
	CheckIns     []Run     `json:"checkIns"`
	Gaps         []Gap     `json:"gaps"`
}

// Gap is a span in which a source could not see what arrived.
type Gap struct {
	Source string    `json:"source"`
	From   time.Time `json:"from"`
	Until  Instant   `json:"until" doc:"Null: it still lasts"`
	Why    string    `json:"why" enum:"off,killed,bus,overflow"`
	Lost   int       `json:"lost" doc:"How many are known to have been missed; 0: unknown"`
}

// ReceiptOf gives a receipt for the wire.
func ReceiptOf(r queue.Receipt) Receipt {
	receipt := Receipt{
		From: r.From, Until: r.Until, Arrived: r.Arrived, Held: r.Outcomes[work.OutcomeHeld],
		Delivered: r.Outcomes[work.OutcomeDelivered], Merged: r.Outcomes[work.OutcomeMerged],
		Muted: r.Outcomes[work.OutcomeMuted], Expired: r.Outcomes[work.OutcomeExpired],
		BrokeThrough: r.Outcomes[work.OutcomeBrokeThrough], Lost: r.Lost,
		CheckIns: make([]Run, len(r.CheckIns)), Gaps: make([]Gap, len(r.Gaps)),
	}
	for i, run := range r.CheckIns {
		receipt.CheckIns[i] = RunOf(run)
	}
	for i, gap := range r.Gaps {
		receipt.Gaps[i] = Gap{
			Source: string(gap.Source), From: gap.From, Until: At(gap.Until), Why: string(gap.Why), Lost: gap.Lost,
		}
	}
	return receipt
}

// CheckIn is a check-in of the plan.
type CheckIn struct {
	ID     int64  `json:"id"`
	At     string `json:"at" doc:"Local time of day, such as 09:30"`
	Days   string `json:"days" doc:"daily, weekdays, or days such as mon,wed"`
	Zone   string `json:"zone" doc:"IANA name; empty: the user's, followed live"`
	Client string `call:"client" json:"client" doc:"Empty: common to all clients"`
	Once   string `json:"once" doc:"For a single one its date; empty: it repeats"`
	Off    bool   `json:"off,omitempty" doc:"It is switched off: kept, and without effect"`
}

// SavedCheckIn is a check-in that was added to the plan, and what that breaks.
type SavedCheckIn struct {
	CheckIn
	BrokenWaits
}

// CheckInOf gives a check-in for the wire.
func CheckInOf(c work.CheckIn, clients map[work.ClientID]work.Client) CheckIn {
	wired := CheckIn{
		ID: int64(c.ID), At: c.At.String(), Days: c.Days.String(), Zone: c.Zone, Client: clients[c.Client].Name,
		Off: !c.OffAt.IsZero(),
	}
	if !c.Once.IsZero() {
		wired.Once = c.Once.String()
	}
	return wired
}

// Plan is the plan and what comes of it.
type Plan struct {
	CheckIns []CheckIn `json:"checkIns"`
	Moments  []Moment  `json:"moments" doc:"The check-ins of the next week"`
}

// Moment is a check-in to come.
type Moment struct {
	At      time.Time `json:"at"`
	Planned time.Time `json:"planned" doc:"When the plan wanted it"`
	Moved   bool      `json:"moved" doc:"A shield moves it to its end"`

	Of []Occurrence `json:"of" doc:"The check-ins that it is made of; behind a wall without those of others"`
}

// Occurrence is a check-in of the plan on one of its days.
type Occurrence struct {
	CheckIn int64     `json:"checkIn"`
	Client  string    `call:"client" json:"client" doc:"Empty: common to all clients"`
	Planned time.Time `json:"planned"`
}

// MomentsOf gives moments for the wire.
func MomentsOf(moments []schedule.Moment, clients map[work.ClientID]work.Client) []Moment {
	wired := make([]Moment, len(moments))
	for i, m := range moments {
		wired[i] = Moment{At: m.At, Planned: m.Planned, Moved: m.Moved, Of: []Occurrence{}}
		for _, o := range m.Occurrences {
			wired[i].Of = append(wired[i].Of, Occurrence{CheckIn: int64(o.Rule), Client: clients[o.Client].Name, Planned: o.At})
		}
	}
	return wired
}

// Occurrences are the instants at which check-ins of a plan fall due.
type Occurrences struct {
	Occurrences []time.Time `json:"occurrences"`
}

// Shield is a deep-work block.
type Shield struct {
	ID          int64     `json:"id"`
	From        time.Time `json:"from"`
	Until       time.Time `json:"until"`
	Note        string    `call:"hide" json:"note"`
	Silence     string    `json:"silence" enum:"confirmed,asked,off,impossible"`
	SilenceNote string    `json:"silenceNote"`

	Broken []BrokenWait `json:"broken" doc:"Longest waits that it breaks"`
}

// ShieldOf gives a shield for the wire.
func ShieldOf(s work.Shield, silence, note string, broken []BrokenWait) Shield {
	if broken == nil {
		broken = []BrokenWait{}
	}
	return Shield{
		ID: int64(s.ID), From: s.From, Until: s.Until, Note: s.Note, Silence: silence, SilenceNote: note, Broken: broken,
	}
}

// PlannedShields are shields of a span of time.
type PlannedShields struct {
	Shields []PlannedShield `json:"shields"`
}

// PlannedShield is a shield that was up, is up or is planned.
type PlannedShield struct {
	ID    int64     `json:"id"`
	From  time.Time `json:"from"`
	Until time.Time `json:"until" doc:"When it ends or ended"`
	Cut   bool      `json:"cut" doc:"It was ended before its planned end"`
	Note  string    `call:"hide" json:"note"`
	Rule  int64     `json:"rule" doc:"The repeating shield that made it; 0: it is a single one"`
}

// PlannedShieldsOf gives shields for the wire.
func PlannedShieldsOf(shields []work.Shield) PlannedShields {
	list := PlannedShields{Shields: make([]PlannedShield, len(shields))}
	for i, s := range shields {
		list.Shields[i] = PlannedShield{
			ID: int64(s.ID), From: s.From, Until: s.End(), Cut: s.End().Before(s.Until), Note: s.Note, Rule: int64(s.Rule),
		}
	}
	return list
}

// BrokenWaits are longest waits that a change of the plan breaks.
type BrokenWaits struct {
	Broken []BrokenWait `json:"broken" doc:"Longest waits that it breaks"`
}

// BrokenWait is a longest wait that a change of the plan breaks.
type BrokenWait struct {
	Client   string    `call:"client" json:"client"`
	At       time.Time `json:"at" doc:"By when something would have to come through"`
	Sentence string    `call:"dots" json:"sentence"`
	Breach   *Breach   `json:"breach,omitempty" doc:"How the plan would break it, and what would keep it; null: of a shield that begins at once"`
}

// Mending is what shall be done about a client's longest wait that a change of the plan breaks.
type Mending struct {
	Client string `json:"client" doc:"Its name or number"`
	Way    string `json:"way" enum:"check-ins,shields,longer,extra" doc:"Add check-ins, end shields earlier, promise a longer wait, or let an extra check-in come just in time, as happens without a word"`
}

// ShieldRules are the shields that repeat.
type ShieldRules struct {
	Rules []ShieldRule `json:"rules"`
}

// ShieldRule is a shield that repeats.
type ShieldRule struct {
	ID      int64  `json:"id"`
	At      string `json:"at"`
	Minutes int    `json:"minutes"`
	Days    string `json:"days"`
	Zone    string `json:"zone"`
	Note    string `call:"hide" json:"note"`
	Off     bool   `json:"off,omitempty" doc:"It is switched off: kept, and without effect"`
}

// SavedShieldRule is a repeating shield that was added or changed, and what that breaks.
type SavedShieldRule struct {
	ShieldRule
	BrokenWaits
}

// ShieldRuleOf gives a repeating shield for the wire.
func ShieldRuleOf(r work.ShieldRule) ShieldRule {
	return ShieldRule{
		ID: int64(r.ID), At: r.At.String(), Minutes: int(r.Length / time.Minute), Days: r.Days.String(), Zone: r.Zone, Note: r.Note,
		Off: !r.OffAt.IsZero(),
	}
}

// Opened is what opening a check-in by hand gave.
type Opened struct {
	Delivered int    `json:"delivered" doc:"Items of which something was delivered"`
	Sentence  string `json:"sentence"`
	Run       *Run   `json:"run" doc:"Null: nothing was held, so nothing was opened"`
}

// Added is where something that was put in is now.
type Added struct {
	Item    int64  `json:"item"`
	Arrival int64  `json:"arrival"`
	New     bool   `json:"new" doc:"False: the same key had put it in before"`
	Outcome string `json:"outcome"`
	Reason  string `json:"reason"`
}

// Findings are what a check of the profile found.
type Findings struct {
	OK       bool      `json:"ok"`
	Findings []Finding `json:"findings"`
}

// Finding is one thing that a check looked at.
type Finding struct {
	OK       bool   `json:"ok"`
	Code     string `json:"code"`
	Sentence string `json:"sentence"`
}

// Problem is an error, after RFC 9457.
type Problem struct { //nolint:errname // it is what RFC 9457 calls it
	Type   string   `json:"type"`
	Title  string   `json:"title"`
	Status int      `json:"status"`
	Detail string   `json:"detail" doc:"A sentence for people, with a next step"`
	Code   string   `json:"code" doc:"Stable, for programs"`
	Errors []string `json:"errors,omitempty" doc:"What is wrong with each field"`
}

// Error gives the sentence.
func (p *Problem) Error() string { return p.Detail }

// GetStatus gives the HTTP status.
func (p *Problem) GetStatus() int { return p.Status }

// ContentType says that it is a problem document.
func (p *Problem) ContentType(string) string { return "application/problem+json" }
