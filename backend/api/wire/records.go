package wire

import (
	"time"

	"sluice/backend/work"
)

// Records are records, those that stand first, then the newest.
type Records struct {
	Records []Record `json:"records"`
}

// Record is what the user wrote down.
type Record struct {
	ID         int64     `json:"id"`
	Kind       string    `json:"kind" enum:"decision,blocker,baton,note"`
	Client     string    `call:"client" json:"client" doc:"Whose it is; of one that is linked to an item, whose that is. Empty: nobody's"`
	Item       int64     `json:"item" doc:"The item that it is linked to; 0: none"`
	Text       string    `call:"dots" json:"text" doc:"Markdown, as it was written: treat it as hostile"`
	On         string    `call:"dots" json:"on" doc:"Of a blocker: on whom; empty: not known"`
	Since      Instant   `json:"since" doc:"Of a blocker: since when"`
	CreatedAt  time.Time `json:"createdAt"`
	ChangedAt  Instant   `json:"changedAt" doc:"Null: never"`
	ResolvedAt Instant   `json:"resolvedAt" doc:"Null: it stands"`
}

// RecordOf gives a record for the wire.
func RecordOf(r work.Record, clients map[work.ClientID]work.Client) Record {
	return Record{
		ID: int64(r.ID), Kind: string(r.Kind), Client: clients[r.Client].Name, Item: int64(r.Item), Text: r.Text, On: r.On,
		Since: At(r.Since), CreatedAt: r.CreatedAt, ChangedAt: At(r.ChangedAt), ResolvedAt: At(r.ResolvedAt),
	}
}

// RecordsOf gives records for the wire.
func RecordsOf(records []work.Record, clients map[work.ClientID]work.Client) []Record {
	wired := make([]Record, len(records))
	for i, r := range records {
		wired[i] = RecordOf(r, clients)
	}
	return wired
}

// Found is what a search finds.
type Found struct {
	Items   []Item   `json:"items" doc:"The most important first"`
	Records []Record `json:"records" doc:"Those that stand first, then the newest"`
}

// Views are the saved searches, by number and then name.
type Views struct {
	Views []View `json:"views"`
}

// View is a saved search.
type View struct {
	ID     int64  `json:"id" doc:"0: a new one" required:"false"`
	Client string `call:"client" json:"client,omitempty" doc:"Whose it is, by name or number; empty: it shows for all"`
	Name   string `json:"name" minLength:"1" maxLength:"200"`
	Query  string `json:"query" maxLength:"500" doc:"As the search reads it; empty: the whole queue"`
	Group  string `json:"group,omitempty" enum:",client,source,person" doc:"By what its items stand together; empty: nothing"`
	Order  string `json:"order,omitempty" enum:",newest,oldest,due" doc:"Empty: the most important first"`
	Number int    `json:"number" minimum:"0" maximum:"9" required:"false" doc:"The key that opens it; 0: none"`
}

// ViewOf gives a saved search for the wire.
func ViewOf(v work.View, clients map[work.ClientID]work.Client) View {
	return View{
		ID: int64(v.ID), Client: clients[v.Client].Name, Name: v.Name, Query: v.Query, Group: string(v.Group),
		Order: string(v.Order), Number: v.Number,
	}
}
