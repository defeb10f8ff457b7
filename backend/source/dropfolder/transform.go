package dropfolder

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"sluice/backend/source"
)

// arrival is one as a file has it.
type arrival struct {
	source.Handed

	SentAt    *time.Time `json:"sentAt"`
	UpdatedAt *time.Time `json:"updatedAt"`
	Priority  int        `json:"priority"` // -1 to 2
}

// eventsOf turns the arrivals of a file into events. Without keys of their own they are known by the
// file's name and their place in it.
func eventsOf(arrivals []arrival, file found) ([]source.Event, error) {
	var events []source.Event
	var untitled error
	for i, a := range arrivals {
		if strings.TrimSpace(a.Title) == "" {
			untitled = errors.New("an arrival needs a title")
			continue
		}
		event := a.Event(fmt.Sprintf("%s/%d", file.name, i))
		event.SentAt, event.UpdatedAt = source.InUTC(a.SentAt), source.InUTC(a.UpdatedAt)
		if event.SentAt.IsZero() {
			event.SentAt = file.written.UTC()
		}
		event.Priority = max(-1, min(2, a.Priority))
		events = append(events, event)
	}
	return events, untitled
}
