package sourcetest

import (
	"slices"
	"time"

	"sluice/backend/source"
	"sluice/backend/work"
)

// meetings looks for an appointment that was made, and that it is gone once it was called off. Where the
// source says that it tells none, it is to tell none.
func (e *examinee) meetings() {
	const title = "Title of the meeting"
	from := time.Now().UTC().Truncate(time.Second).Add(2 * time.Hour)
	if service, meets := e.service.(Meeter); meets {
		service.Meet("the meeting", title, from, from.Add(time.Hour))
	} else {
		e.put("the meeting")
	}
	told, at := e.lastMeetings("")
	if !e.Source.Describe().Can.Meetings {
		if told != nil {
			e.Errorf("it says that it tells no meetings, and told %+v", told)
		}
		return
	}
	if told == nil {
		e.Fatal("it says that it tells meetings, and told none")
	}
	found := slices.IndexFunc(told.All, func(m work.Meeting) bool { return m.Title == title })
	if found < 0 {
		e.Fatalf("the meeting is not among %+v", told.All)
	}
	m := told.All[found]
	if m.RemoteID == "" || !m.Until.After(m.From) || m.From.Before(told.From) || !m.From.Before(told.Until) {
		e.Errorf("of the days from %s to %s it told %+v", told.From, told.Until, m)
	}
	service, removes := e.service.(Remover)
	if !removes {
		e.Fatal("the exam's service cannot call a meeting off")
	}
	service.Remove("the meeting")
	told, _ = e.lastMeetings(at)
	if told == nil || slices.ContainsFunc(told.All, func(m work.Meeting) bool { return m.Title == title }) {
		e.Errorf("called off, the meeting is still told: %+v", told)
	}
}

// lastMeetings pulls until there is no more, and gives the meetings that were told last; nil: nothing was.
func (e *examinee) lastMeetings(at source.Cursor) (*source.Meetings, source.Cursor) {
	e.Helper()
	var told *source.Meetings
	for range turns {
		batch, err := e.pull(e.Context(), at)
		if err != nil {
			e.Fatalf("the pull gave %v", err)
		}
		if batch.Meetings != nil {
			told = batch.Meetings
		}
		if batch.Next != "" {
			at = batch.Next
		}
		if !batch.More {
			return told, at
		}
	}
	e.Fatalf("after %d pages there was still more", turns)
	return nil, ""
}
