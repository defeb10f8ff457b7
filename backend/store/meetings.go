package store

import (
	"time"

	"gorm.io/gorm/clause"

	"sluice/backend/work"
)

type meetingRow struct {
	ID       int64 `gorm:"primaryKey"`
	Source   string
	RemoteID string
	ClientID int64
	Title    string
	FromAt   int64
	UntilAt  int64
	URL      string `gorm:"column:url"`
	Place    string
	Answer   string
	AllDay   bool
	Free     bool
}

func (meetingRow) TableName() string { return "meetings" }

func rowOfMeeting(m work.Meeting) meetingRow {
	return meetingRow{
		Source: string(m.Source), RemoteID: m.RemoteID, ClientID: int64(m.Client), Title: m.Title,
		FromAt: millis(m.From), UntilAt: millis(m.Until), URL: m.URL, Place: m.Place, Answer: string(m.Answer),
		AllDay: m.AllDay, Free: m.Free,
	}
}

func (r meetingRow) meeting() work.Meeting {
	return work.Meeting{
		ID: work.MeetingID(r.ID), Source: work.SourceID(r.Source), RemoteID: r.RemoteID, Client: work.ClientID(r.ClientID),
		Title: r.Title, From: instant(r.FromAt), Until: instant(r.UntilAt), URL: r.URL, Place: r.Place,
		Answer: work.Answer(r.Answer), AllDay: r.AllDay, Free: r.Free,
	}
}

// Meetings gives the meetings that lie at least in part between two instants, by their start.
func (tx *Tx) Meetings(from, until time.Time, of Of) ([]work.Meeting, error) {
	var rows []meetingRow
	err := tx.db.Raw(`SELECT * FROM meetings WHERE until_at > ? AND from_at < ? AND (NOT ? OR client_id = ?)
		ORDER BY from_at, until_at, id`, millis(from), millis(until), of.One, of.Client).Scan(&rows).Error
	return all(rows, meetingRow.meeting), err
}

// ReplaceMeetings puts meetings in the place of all that a source had beginning between two instants:
// what is not among them is gone. Those with a remote id that is known keep their number, also where
// they began outside before.
func (tx *Tx) ReplaceMeetings(source work.SourceID, from, until time.Time, meetings []work.Meeting) error {
	known := []string{""} // a list in SQL is not empty
	rows := make([]meetingRow, len(meetings))
	for i, m := range meetings {
		m.Source = source
		rows[i] = rowOfMeeting(m)
		known = append(known, m.RemoteID)
	}
	err := tx.db.Exec(`DELETE FROM meetings WHERE source = ? AND from_at >= ? AND from_at < ? AND remote_id NOT IN ?`,
		source, millis(from), millis(until), known).Error
	if err != nil || len(rows) == 0 {
		return err
	}
	return tx.db.Clauses(clause.OnConflict{
		Columns: []clause.Column{{Name: "source"}, {Name: "remote_id"}},
		DoUpdates: clause.AssignmentColumns([]string{
			"client_id", "title", "from_at", "until_at", "url", "place", "answer", "all_day", "free",
		}),
	}).CreateInBatches(rows, sessionsAtOnce).Error
}

// EachMeeting walks through the meetings.
func (tx *Tx) EachMeeting(of Of, do func(work.Meeting) error) error {
	return each(tx.db.Raw(`SELECT * FROM meetings WHERE NOT ? OR client_id = ? ORDER BY from_at, id`, of.One, of.Client), func(r meetingRow) error {
		return do(r.meeting())
	})
}
