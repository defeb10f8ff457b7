package export

import (
	"encoding/json"
	"time"

	"sluice/backend/work"
)

// The lines, one type of them for each noun. Every field is always there: an instant that is unknown or
// does not apply is null, a text is empty, a number is 0. docs/export.md says what each means.
type (
	clientLine struct {
		Type               string     `json:"type"` // client
		ID                 int64      `json:"id"`
		Name               string     `json:"name"`
		Number             int        `json:"number"`
		Colour             int        `json:"colour"`
		Zone               string     `json:"zone"`
		Hours              work.Hours `json:"hours"`
		LongestWaitMinutes int        `json:"longestWaitMinutes"`
		Own                bool       `json:"own"`
		OpenWith           string     `json:"openWith"`
		RateMinor          int64      `json:"rateMinor"`
		Currency           string     `json:"currency"`
		PromisedMinutes    int        `json:"promisedMinutes"`
		ResponsePromise    string     `json:"responsePromise"`
		RemovedAt          instant    `json:"removedAt"`
	}
	checkInLine struct {
		Type      string  `json:"type"` // checkIn
		ID        int64   `json:"id"`
		ClientID  int64   `json:"clientId"`
		Days      string  `json:"days"`
		At        string  `json:"at"`
		Zone      string  `json:"zone"`
		Once      string  `json:"once"`
		From      instant `json:"from"`
		CreatedAt instant `json:"createdAt"`
		OffAt     instant `json:"offAt"`
		RemovedAt instant `json:"removedAt"`
	}
	ruleLine struct {
		Type      string     `json:"type"` // rule
		ID        int64      `json:"id"`
		Kind      string     `json:"kind"`
		ClientID  int64      `json:"clientId"`
		Builtin   string     `json:"builtin"`
		Match     work.Match `json:"match"`
		CreatedAt instant    `json:"createdAt"`
		OffAt     instant    `json:"offAt"`
		RemovedAt instant    `json:"removedAt"`
	}
	shieldRuleLine struct {
		Type      string  `json:"type"` // rule
		ID        int64   `json:"id"`
		Kind      string  `json:"kind"` // shield
		Days      string  `json:"days"`
		At        string  `json:"at"`
		Minutes   int     `json:"minutes"`
		Zone      string  `json:"zone"`
		Note      string  `json:"note"`
		From      instant `json:"from"`
		OffAt     instant `json:"offAt"`
		RemovedAt instant `json:"removedAt"`
	}
	itemLine struct {
		Type         string        `json:"type"` // item
		ID           int64         `json:"id"`
		Source       string        `json:"source"`
		ClientID     int64         `json:"clientId"`
		Thread       string        `json:"thread"`
		Kind         string        `json:"kind"`
		State        string        `json:"state"`
		App          string        `json:"app"`
		From         string        `json:"from"`
		Title        string        `json:"title"`
		Body         string        `json:"body"`
		URL          string        `json:"url"`
		DueAt        instant       `json:"dueAt"`
		ExpiresAt    instant       `json:"expiresAt"`
		Urgency      int           `json:"urgency"`
		Reach        string        `json:"reach"`
		Priority     int           `json:"priority"`
		Blocked      string        `json:"blocked"`
		BlockedAt    instant       `json:"blockedAt"`
		Score        float64       `json:"score"`
		Reasons      []work.Reason `json:"reasons"`
		Arrivals     int           `json:"arrivals"`
		FirstAt      instant       `json:"firstAt"`
		LastAt       instant       `json:"lastAt"`
		SnoozeUntil  instant       `json:"snoozeUntil"`
		WaitingOn    string        `json:"waitingOn"`
		WaitingSince instant       `json:"waitingSince"`
		AskAt        instant       `json:"askAt"`
		Pinned       bool          `json:"pinned"`
		DoneAt       instant       `json:"doneAt"`
	}
	arrivalLine struct {
		Type       string  `json:"type"` // arrival
		ID         int64   `json:"id"`
		Item       int64   `json:"item"`
		Source     string  `json:"source"`
		RemoteID   string  `json:"remoteId"`
		ReceivedAt instant `json:"receivedAt"`
		SentAt     instant `json:"sentAt"`
		App        string  `json:"app"`
		Entry      string  `json:"entry"`
		From       string  `json:"from"`
		Address    string  `json:"address"`
		Kind       string  `json:"kind"`
		Title      string  `json:"title"`
		Body       string  `json:"body"`
		URL        string  `json:"url"`
		DueAt      instant `json:"dueAt"`
		ExpiresAt  instant `json:"expiresAt"`
		Urgency    int     `json:"urgency"`
		Reach      string  `json:"reach"`
		Priority   int     `json:"priority"`
		Blocked    string  `json:"blocked"`
		BlockedAt  instant `json:"blockedAt"`
		Outcome    string  `json:"outcome"`
		OutcomeAt  instant `json:"outcomeAt"`
		Reason     string  `json:"reason"`
		Run        int64   `json:"run"`
		MergedInto int64   `json:"mergedInto"`
		Withdrawn  bool    `json:"withdrawn"`
	}
	recordLine struct {
		Type       string  `json:"type"` // record
		ID         int64   `json:"id"`
		Kind       string  `json:"kind"`
		ClientID   int64   `json:"clientId"`
		Item       int64   `json:"item"`
		Text       string  `json:"text"`
		On         string  `json:"on"`
		Since      instant `json:"since"`
		CreatedAt  instant `json:"createdAt"`
		ChangedAt  instant `json:"changedAt"`
		ResolvedAt instant `json:"resolvedAt"`
		RemovedAt  instant `json:"removedAt"`
	}
	viewLine struct {
		Type      string  `json:"type"` // view
		ID        int64   `json:"id"`
		ClientID  int64   `json:"clientId"`
		Name      string  `json:"name"`
		Query     string  `json:"query"`
		Group     string  `json:"group"`
		Order     string  `json:"order"`
		Number    int     `json:"number"`
		CreatedAt instant `json:"createdAt"`
		RemovedAt instant `json:"removedAt"`
	}
	runLine struct {
		Type       string          `json:"type"` // run
		ID         int64           `json:"id"`
		Planned    bool            `json:"planned"`
		Extra      bool            `json:"extra"`
		ClientIDs  []work.ClientID `json:"clientIds"`
		DueAt      instant         `json:"dueAt"`
		OpenedAt   instant         `json:"openedAt"`
		EndsAt     instant         `json:"endsAt"`
		EndedAt    instant         `json:"endedAt"`
		Ending     string          `json:"ending"`
		Delivered  int             `json:"delivered"`
		Late       bool            `json:"late"`
		NotifiedAt instant         `json:"notifiedAt"`
		Budget     int             `json:"budgetItems"`
	}
	shieldLine struct {
		Type    string  `json:"type"` // shield
		ID      int64   `json:"id"`
		From    instant `json:"from"`
		Until   instant `json:"until"`
		EndedAt instant `json:"endedAt"`
		Note    string  `json:"note"`
	}
	gapLine struct {
		Type   string  `json:"type"` // gap
		Source string  `json:"source"`
		From   instant `json:"from"`
		Until  instant `json:"until"`
		Why    string  `json:"why"`
		Lost   int     `json:"lost"`
	}
	sessionLine struct {
		Type         string  `json:"type"` // session
		ID           int64   `json:"id"`
		ClientID     int64   `json:"clientId"`
		Project      string  `json:"project"`
		Billable     bool    `json:"billable"`
		Coordination bool    `json:"coordination"`
		StartedAt    instant `json:"startedAt"`
		EndedAt      instant `json:"endedAt"`
		Note         string  `json:"note"`
		Resume       string  `json:"resume"`
		RemovedAt    instant `json:"removedAt"`
	}
	meetingLine struct {
		Type     string  `json:"type"` // meeting
		ID       int64   `json:"id"`
		Source   string  `json:"source"`
		RemoteID string  `json:"remoteId"`
		ClientID int64   `json:"clientId"`
		Title    string  `json:"title"`
		From     instant `json:"from"`
		Until    instant `json:"until"`
		URL      string  `json:"url"`
		Place    string  `json:"place"`
		Answer   string  `json:"answer"`
		AllDay   bool    `json:"allDay"`
		Free     bool    `json:"free"`
	}
	worthLine struct {
		Type    string  `json:"type"` // worth
		Arrival int64   `json:"arrival"`
		Worth   bool    `json:"worth"`
		At      instant `json:"at"`
	}
	closingLine struct {
		Type     string `json:"type"` // closing
		Run      int64  `json:"run"`
		ClientID int64  `json:"clientId"`
		Handled  int    `json:"handled"`
		Carried  int    `json:"carried"`
	}
	switchLine struct {
		Type         string  `json:"type"` // switch
		At           instant `json:"at"`
		FromClientID int64   `json:"fromClientId"`
		ToClientID   int64   `json:"toClientId"`
	}
	actLine struct {
		Type     string        `json:"type"` // act
		ID       int64         `json:"id"`
		At       instant       `json:"at"`
		Verb     string        `json:"verb"`
		Sentence string        `json:"sentence"`
		Items    []work.ItemID `json:"items"`
		UndoneAt instant       `json:"undoneAt"`
	}
	settingLine struct {
		Type  string          `json:"type"` // setting
		Name  string          `json:"name"`
		Value json.RawMessage `json:"value"`
	}
)

// instant is a moment in UTC; nil where there is none.
type instant *time.Time

func at(t time.Time) instant {
	if t.IsZero() {
		return nil
	}
	t = t.UTC()
	return &t
}
