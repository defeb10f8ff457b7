package work

import "time"

// RecordKind is what sort of thing the user wrote down.
type RecordKind string

// The kinds of records.
const (
	RecordDecision RecordKind = "decision" // what was decided, and why
	RecordBlocker  RecordKind = "blocker"  // what keeps work from going on, on whom and since when
	RecordBaton    RecordKind = "baton"    // where the user stopped, for whoever goes on
	RecordNote     RecordKind = "note"
)

// RecordKinds lists the kinds.
func RecordKinds() []RecordKind {
	return []RecordKind{RecordDecision, RecordBlocker, RecordBaton, RecordNote}
}

// Record is what the user wrote down, in Markdown that may have been pasted from anywhere: whoever shows
// it treats it as hostile. One that is linked to an item is whose the item is.
type Record struct {
	ID         RecordID
	Kind       RecordKind
	Client     ClientID
	Item       ItemID // 0: it is linked to none
	Text       string
	On         string    // of a blocker: on whom; empty: not known
	Since      time.Time // of a blocker: since when
	CreatedAt  time.Time
	ChangedAt  time.Time // zero: never
	ResolvedAt time.Time // zero: it stands
}

// View is a saved search.
type View struct {
	ID        ViewID
	Client    ClientID // whose it is; Unassigned: it shows for all
	Name      string
	Query     string    // as the search reads it
	Group     ViewGroup // by what its items stand together
	Order     ViewOrder
	Number    int // 1–9, the key that opens it; 0: none
	CreatedAt time.Time
}

// ViewGroup is by what the items of a view stand together.
type ViewGroup string

// The groupings of a view.
const (
	GroupNone   ViewGroup = ""
	GroupClient ViewGroup = "client"
	GroupSource ViewGroup = "source"
	GroupPerson ViewGroup = "person"
)

// ViewOrder is in which order the items of a view stand.
type ViewOrder string

// The orders of a view.
const (
	OrderRank   ViewOrder = "" // the most important first
	OrderNewest ViewOrder = "newest"
	OrderOldest ViewOrder = "oldest"
	OrderDue    ViewOrder = "due"
)
