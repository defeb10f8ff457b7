package store

import (
	"encoding/json"
	"time"

	"sluice/backend/work"
)

// The rows as they lie in the database; the nouns of work are made from them. Instants are in
// milliseconds since 1970 UTC, 0 for none.

type itemRow struct {
	ID       int64 `gorm:"primaryKey"`
	Source   string
	ClientID int64
	Thread   string
	Kind     string
	State    string
	App      string
	Sender   string
	Title    string
	Body     string
	URL      string `gorm:"column:url"`
	DueAt    int64
	Urgency  int
	Score    float64
	Reasons  string
	Arrivals int
	FirstAt  int64
	LastAt   int64
}

func (itemRow) TableName() string { return "items" }

type arrivalRow struct {
	ID         int64 `gorm:"primaryKey"`
	Source     string
	RemoteID   string
	ItemID     int64
	MergedInto int64
	ReceivedAt int64
	SentAt     int64
	App        string
	Sender     string
	Kind       string
	Title      string
	Body       string
	URL        string `gorm:"column:url"`
	DueAt      int64
	Urgency    int
	Outcome    string
	OutcomeAt  int64
	Reason     string
	RunID      int64
	Withdrawn  bool
}

func (arrivalRow) TableName() string { return "arrivals" }

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
		Title: item.Title, Body: item.Body, URL: item.URL, DueAt: millis(item.DueAt), Urgency: int(item.Urgency),
		Score: item.Score, Reasons: string(reasons), Arrivals: item.Arrivals,
		FirstAt: millis(item.FirstAt), LastAt: millis(item.LastAt),
	}
}

func (r itemRow) item() work.Item {
	var reasons []work.Reason
	_ = json.Unmarshal([]byte(r.Reasons), &reasons) // an unreadable reason is shown as none
	return work.Item{
		ID: work.ItemID(r.ID), Source: work.SourceID(r.Source), Client: work.ClientID(r.ClientID), Thread: r.Thread,
		Kind: work.Kind(r.Kind), State: work.State(r.State), App: r.App, From: r.Sender,
		Title: r.Title, Body: r.Body, URL: r.URL, DueAt: instant(r.DueAt), Urgency: work.Urgency(r.Urgency),
		Score: r.Score, Reasons: reasons, Arrivals: r.Arrivals,
		FirstAt: instant(r.FirstAt), LastAt: instant(r.LastAt),
	}
}

func itemsOf(rows []itemRow) []work.Item {
	items := make([]work.Item, len(rows))
	for i, row := range rows {
		items[i] = row.item()
	}
	return items
}

func rowOfArrival(a work.Arrival, mergedInto work.ArrivalID) arrivalRow {
	return arrivalRow{
		ID: int64(a.ID), Source: string(a.Source), RemoteID: a.RemoteID, ItemID: int64(a.Item),
		MergedInto: int64(mergedInto), ReceivedAt: millis(a.ReceivedAt), SentAt: millis(a.SentAt),
		App: a.App, Sender: a.From, Kind: string(a.Kind), Title: a.Title, Body: a.Body, URL: a.URL,
		DueAt: millis(a.DueAt), Urgency: int(a.Urgency), Outcome: string(a.Outcome),
		OutcomeAt: millis(a.OutcomeAt), Reason: a.Reason, RunID: int64(a.Run), Withdrawn: a.Withdrawn,
	}
}

func (r arrivalRow) arrival() work.Arrival {
	return work.Arrival{
		ID: work.ArrivalID(r.ID), Source: work.SourceID(r.Source), RemoteID: r.RemoteID, Item: work.ItemID(r.ItemID),
		ReceivedAt: instant(r.ReceivedAt), SentAt: instant(r.SentAt), App: r.App, From: r.Sender,
		Kind: work.Kind(r.Kind), Title: r.Title, Body: r.Body, URL: r.URL, DueAt: instant(r.DueAt),
		Urgency: work.Urgency(r.Urgency), Outcome: work.Outcome(r.Outcome), OutcomeAt: instant(r.OutcomeAt),
		Reason: r.Reason, Run: work.RunID(r.RunID), Withdrawn: r.Withdrawn,
	}
}

func arrivalsOf(rows []arrivalRow) []work.Arrival {
	arrivals := make([]work.Arrival, len(rows))
	for i, row := range rows {
		arrivals[i] = row.arrival()
	}
	return arrivals
}
