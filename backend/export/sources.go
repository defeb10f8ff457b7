package export

import (
	"sluice/backend/store"
	"sluice/backend/work"
)

type (
	sourceLine struct {
		Type        string            `json:"type"` // source
		ID          string            `json:"id"`
		Kind        string            `json:"kind"`
		Name        string            `json:"name"`
		ClientID    int64             `json:"clientId"`
		Settings    map[string]string `json:"settings"`
		Who         string            `json:"who"`
		Minutes     float64           `json:"minutes"`
		DoneVerb    string            `json:"doneVerb"`
		Paused      bool              `json:"paused"`
		Condition   string            `json:"condition"`
		Code        string            `json:"code"`
		Sentence    string            `json:"sentence"`
		ImportSince instant           `json:"importSince"`
		ImportedAt  instant           `json:"importedAt"`
		Arrived     int               `json:"arrived"`
		Filed       int               `json:"filed"`
		Older       int               `json:"older"`
		Skipped     int               `json:"skipped"`
		CreatedAt   instant           `json:"createdAt"`
		RemovedAt   instant           `json:"removedAt"`
	}
	writeLine struct {
		Type      string  `json:"type"` // write
		ID        int64   `json:"id"`
		Source    string  `json:"source"`
		Item      int64   `json:"item"`
		Verb      string  `json:"verb"`
		Text      string  `json:"text"`
		State     string  `json:"state"`
		Code      string  `json:"code"`
		Sentence  string  `json:"sentence"`
		Tries     int     `json:"tries"`
		CreatedAt instant `json:"createdAt"`
		DueAt     instant `json:"dueAt"`
		SentAt    instant `json:"sentAt"`
	}
)

func lineOfSource(o store.OrRemoved[work.Source]) sourceLine {
	s := o.Thing
	if s.Settings == nil {
		s.Settings = map[string]string{}
	}
	return sourceLine{
		Type: "source", ID: string(s.ID), Kind: s.Kind, Name: s.Name, ClientID: int64(s.Client), Settings: s.Settings, Who: s.Who,
		Minutes: s.Interval.Minutes(), DoneVerb: s.DoneVerb, Paused: s.Paused, Condition: s.Condition, Code: s.Code,
		Sentence: s.Sentence, ImportSince: at(s.ImportSince), ImportedAt: at(s.ImportedAt), Arrived: s.Arrived, Filed: s.Filed,
		Older: s.Older, Skipped: s.Skipped, CreatedAt: at(s.CreatedAt), RemovedAt: at(o.RemovedAt),
	}
}

func lineOfWrite(w work.Write) writeLine {
	return writeLine{
		Type: "write", ID: int64(w.ID), Source: string(w.Source), Item: int64(w.Item), Verb: w.Verb, Text: w.Text, State: string(w.State),
		Code: w.Code, Sentence: w.Sentence, Tries: w.Tries, CreatedAt: at(w.CreatedAt), DueAt: at(w.DueAt), SentAt: at(w.SentAt),
	}
}
