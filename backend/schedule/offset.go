package schedule

import "time"

// Offset is by how much a zone's clocks are ahead of UTC, from an instant on.
type Offset struct {
	From  time.Time // UTC
	Ahead time.Duration
}

// Offsets gives what holds in a zone from an instant on, and each change before another, in their order.
// There is always one. The zone must not be nil.
func Offsets(zone *time.Location, from, until time.Time) []Offset {
	d := &dial{zone: zone}
	part := d.stretch(from)
	found := []Offset{{From: from.UTC(), Ahead: part.offset}}
	for !part.until.IsZero() && part.until.Before(until) {
		at := part.until
		if part = d.stretch(at); part.offset != found[len(found)-1].Ahead {
			found = append(found, Offset{From: at, Ahead: part.offset})
		}
	}
	return found
}
