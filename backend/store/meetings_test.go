package store_test

import (
	"strings"
	"testing"
	"time"

	"sluice/backend/store"
	"sluice/backend/store/storetest"
	"sluice/backend/work"
)

// A source's meetings in a span are replaced as a whole: what is gone there is gone here, what is known
// keeps its number, and nothing of others or of other times is touched.
func TestReplaceMeetings(t *testing.T) {
	s := storetest.Open(t)
	day := time.Date(2026, 6, 10, 0, 0, 0, 0, time.UTC)
	meeting := func(id string, hour int) work.Meeting {
		return work.Meeting{RemoteID: id, Title: id, From: day.Add(time.Duration(hour) * time.Hour), Until: day.Add(time.Duration(hour+1) * time.Hour)}
	}
	replace := func(source work.SourceID, meetings ...work.Meeting) {
		t.Helper()
		err := s.Write(t.Context(), func(tx *store.Tx) error { return tx.ReplaceMeetings(source, day, day.AddDate(0, 0, 1), meetings) })
		if err != nil {
			t.Fatal(err)
		}
	}
	listed := func() (names string, ids map[string]work.MeetingID) {
		t.Helper()
		ids = map[string]work.MeetingID{}
		err := s.Read(t.Context(), func(tx *store.Tx) error {
			meetings, err := tx.Meetings(day.AddDate(0, 0, -1), day.AddDate(0, 0, 3), store.Of{})
			for _, m := range meetings {
				names += string(m.Source) + "/" + m.Title + m.From.Format("@15 ")
				ids[m.RemoteID] = m.ID
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return strings.TrimSpace(names), ids
	}
	replace("other", meeting("theirs", 9))
	replace("cal", meeting("a", 10), meeting("b", 12), meeting("tomorrow", 34))
	_, before := listed()
	replace("cal", meeting("b", 8), meeting("c", 15))
	names, after := listed()
	if want := "cal/b@08 other/theirs@09 cal/c@15 cal/tomorrow@10"; names != want {
		t.Errorf("there are %s, not %s", names, want)
	}
	if before["b"] != after["b"] {
		t.Error("what is known got another number")
	}
	replace("cal")
	if names, _ := listed(); names != "other/theirs@09 cal/tomorrow@10" {
		t.Errorf("after none there are %s", names)
	}
}
