package store

import (
	"encoding/json"
	"time"

	"gorm.io/gorm"

	"sluice/backend/fault"
	"sluice/backend/work"
)

// The rows as they lie in the database; the nouns of work are made from them. Instants are in
// milliseconds since 1970 UTC, 0 for none.

// Items and arrivals come with their numbers, so that gorm need not ask for them.
type itemRow struct {
	ID        int64 `gorm:"primaryKey;autoIncrement:false"`
	Source    string
	ClientID  int64
	Thread    string
	Kind      string
	State     string
	App       string
	Sender    string
	Title     string
	Body      string
	URL       string `gorm:"column:url"`
	DueAt     int64
	ExpiresAt int64
	Urgency   int
	Score     float64
	Reasons   string
	Arrivals  int
	FirstAt   int64
	LastAt    int64

	Reach        string
	Priority     int
	Blocked      string
	BlockedSince int64
	SnoozeUntil  int64 // -1: the next check-in
	WaitingOn    string
	WaitingSince int64
	AskAt        int64
	Pinned       bool
	DoneAt       int64
	RunID        int64
	ElsewhereAt  int64
	Filed        string
}

func (itemRow) TableName() string { return "items" }

// move is what changes of an item that moves on without saying anything new.
type move struct {
	ID          int64
	State       string
	Score       float64
	Reasons     string
	Arrivals    int
	FirstAt     int64
	LastAt      int64
	SnoozeUntil int64
	DoneAt      int64
	RunID       int64
}

func (r itemRow) move() move {
	return move{
		ID: r.ID, State: r.State, Score: r.Score, Reasons: r.Reasons, Arrivals: r.Arrivals, FirstAt: r.FirstAt,
		LastAt: r.LastAt, SnoozeUntil: r.SnoozeUntil, DoneAt: r.DoneAt, RunID: r.RunID,
	}
}

// movedFrom says whether nothing but the fields of a move changed.
func (r itemRow) movedFrom(was itemRow) bool {
	was.State, was.Score, was.Reasons, was.Arrivals = r.State, r.Score, r.Reasons, r.Arrivals
	was.FirstAt, was.LastAt, was.SnoozeUntil, was.DoneAt, was.RunID = r.FirstAt, r.LastAt, r.SnoozeUntil, r.DoneAt, r.RunID
	return r == was
}

// optionalOfItem are the fields whose columns have an empty default.
var optionalOfItem = []string{
	"ClientID", "App", "Sender", "Body", "URL", "DueAt", "ExpiresAt", "Urgency", "Reach", "Priority", "Blocked", "BlockedSince",
	"SnoozeUntil", "WaitingOn", "WaitingSince", "AskAt", "Pinned", "DoneAt", "RunID", "ElsewhereAt", "Filed",
}

type arrivalRow struct {
	ID         int64 `gorm:"primaryKey;autoIncrement:false"`
	Source     string
	RemoteID   string
	ItemID     int64
	MergedInto int64
	ReceivedAt int64
	SentAt     int64
	App        string
	Sender     string
	Address    string
	Kind       string
	Title      string
	Body       string
	URL        string `gorm:"column:url"`
	DueAt      int64
	ExpiresAt  int64
	Urgency    int
	Outcome    string
	OutcomeAt  int64
	Reason     string
	RunID      int64
	Withdrawn  bool

	Entry        string
	Reach        string
	Priority     int
	Blocked      string
	BlockedSince int64
	UpdatedAt    int64 `gorm:"autoUpdateTime:false"`
	Twin         int
	RuleID       int64
}

func (arrivalRow) TableName() string { return "arrivals" }

// optionalOfArrival are the fields whose columns have an empty default.
var optionalOfArrival = []string{
	"MergedInto", "SentAt", "App", "Sender", "Address", "Body", "URL", "DueAt", "ExpiresAt", "Urgency", "Reason", "RunID", "Withdrawn",
	"Entry", "Reach", "Priority", "Blocked", "BlockedSince", "UpdatedAt", "Twin", "RuleID",
}

func millis(at time.Time) int64 {
	if at.IsZero() {
		return 0
	}
	return at.UnixMilli()
}

func instant(ms int64) time.Time {
	if ms == 0 {
		return time.Time{}
	}
	return time.UnixMilli(ms).UTC()
}

func rowOfItem(item work.Item) itemRow {
	reasons, _ := json.Marshal(item.Reasons) // strings and finite numbers only: it cannot go wrong
	return itemRow{
		ID: int64(item.ID), Source: string(item.Source), ClientID: int64(item.Client), Thread: item.Thread,
		Kind: string(item.Kind), State: string(item.State), App: item.App, Sender: item.From,
		Title: item.Title, Body: item.Body, URL: item.URL, DueAt: millis(item.DueAt), ExpiresAt: millis(item.ExpiresAt), Urgency: int(item.Urgency),
		Score: item.Score, Reasons: string(reasons), Arrivals: item.Arrivals,
		FirstAt: millis(item.FirstAt), LastAt: millis(item.LastAt),
		Reach: string(item.Reach), Priority: item.Priority, Blocked: item.Blocked, BlockedSince: millis(item.BlockedAt),
		SnoozeUntil: snooze(item), WaitingOn: item.WaitingOn, WaitingSince: millis(item.WaitingSince),
		AskAt: millis(item.AskAt), Pinned: item.Pinned, DoneAt: millis(item.DoneAt), RunID: int64(item.Run),
		ElsewhereAt: millis(item.ElsewhereAt), Filed: string(item.FiledBy),
	}
}

// nextCheckIn stands, where the end of a snooze is kept, for whenever the next check-in is.
const nextCheckIn = -1

func snooze(item work.Item) int64 {
	if item.State == work.StateSnoozed && item.SnoozeUntil.IsZero() {
		return nextCheckIn
	}
	return millis(item.SnoozeUntil)
}

func (r itemRow) item() work.Item {
	var reasons []work.Reason
	_ = json.Unmarshal([]byte(r.Reasons), &reasons) // an unreadable reason is shown as none
	return work.Item{
		ID: work.ItemID(r.ID), Source: work.SourceID(r.Source), Client: work.ClientID(r.ClientID), Thread: r.Thread,
		Kind: work.Kind(r.Kind), State: work.State(r.State), App: r.App, From: r.Sender,
		Title: r.Title, Body: r.Body, URL: r.URL, DueAt: instant(r.DueAt), ExpiresAt: instant(r.ExpiresAt), Urgency: work.Urgency(r.Urgency),
		Score: r.Score, Reasons: reasons, Arrivals: r.Arrivals,
		FirstAt: instant(r.FirstAt), LastAt: instant(r.LastAt),
		Reach: work.Reach(r.Reach), Priority: r.Priority, Blocked: r.Blocked, BlockedAt: instant(r.BlockedSince),
		SnoozeUntil: instant(max(0, r.SnoozeUntil)), WaitingOn: r.WaitingOn, WaitingSince: instant(r.WaitingSince),
		AskAt: instant(r.AskAt), Pinned: r.Pinned, DoneAt: instant(r.DoneAt), Run: work.RunID(r.RunID),
		ElsewhereAt: instant(r.ElsewhereAt), FiledBy: work.SourceID(r.Filed),
	}
}

func itemsOf(rows []itemRow) []work.Item {
	return all(rows, itemRow.item)
}

func rowOfArrival(a work.Arrival, mergedInto work.ArrivalID) arrivalRow {
	return arrivalRow{
		ID: int64(a.ID), Source: string(a.Source), RemoteID: a.RemoteID, ItemID: int64(a.Item),
		MergedInto: int64(mergedInto), ReceivedAt: millis(a.ReceivedAt), SentAt: millis(a.SentAt),
		App: a.App, Sender: a.From, Address: a.Address, Kind: string(a.Kind), Title: a.Title, Body: a.Body, URL: a.URL,
		DueAt: millis(a.DueAt), ExpiresAt: millis(a.ExpiresAt), Urgency: int(a.Urgency), Outcome: string(a.Outcome),
		OutcomeAt: millis(a.OutcomeAt), Reason: a.Reason, RunID: int64(a.Run), Withdrawn: a.Withdrawn,
		Entry: a.Entry, Reach: string(a.Reach), Priority: a.Priority, Blocked: a.Blocked, BlockedSince: millis(a.BlockedAt),
		UpdatedAt: millis(a.UpdatedAt), Twin: int(a.Twin),
		RuleID: int64(a.Rule),
	}
}

func (r arrivalRow) arrival() work.Arrival {
	return work.Arrival{
		ID: work.ArrivalID(r.ID), Source: work.SourceID(r.Source), RemoteID: r.RemoteID, Item: work.ItemID(r.ItemID),
		ReceivedAt: instant(r.ReceivedAt), SentAt: instant(r.SentAt), App: r.App, From: r.Sender, Address: r.Address,
		Kind: work.Kind(r.Kind), Title: r.Title, Body: r.Body, URL: r.URL, DueAt: instant(r.DueAt), ExpiresAt: instant(r.ExpiresAt),
		Urgency: work.Urgency(r.Urgency), Outcome: work.Outcome(r.Outcome), OutcomeAt: instant(r.OutcomeAt),
		Reason: r.Reason, Run: work.RunID(r.RunID), Withdrawn: r.Withdrawn, Entry: r.Entry,
		Reach: work.Reach(r.Reach), Priority: r.Priority, Blocked: r.Blocked, BlockedAt: instant(r.BlockedSince),
		UpdatedAt: instant(r.UpdatedAt), Twin: work.Twin(r.Twin),
		Rule: work.RuleID(r.RuleID),
	}
}

func arrivalsOf(rows []arrivalRow) []work.Arrival {
	return all(rows, arrivalRow.arrival)
}

// one scans a single row, and says whether there was one.
func one(db *gorm.DB, into any) (bool, error) {
	found := db.Scan(into)
	return found.RowsAffected > 0, found.Error
}

// all gives what rows stand for.
func all[Row, Thing any](rows []Row, thing func(Row) Thing) []Thing {
	things := make([]Thing, len(rows))
	for i, row := range rows {
		things[i] = thing(row)
	}
	return things
}

// hit gives what came of a change of one thing: a NotFound fault with the sentence where there is none.
func hit(change *gorm.DB, sentence string, id any) error {
	if change.Error == nil && change.RowsAffected == 0 {
		return fault.New(fault.NotFound, sentence, id)
	}
	return change.Error
}
