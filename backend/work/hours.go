package work

import "encoding/json"

// Hours are working hours: for each day of the week the ranges that are open, and the local dates
// that are off. None at all means always, but for the days off.
type Hours struct {
	Week [7][]Range `json:"week"` // by time.Weekday, Sunday first; sorted, apart from each other
	Off  []Date     `json:"off"`
}

// Range is a piece of a day, from its start up to, not including, its end.
type Range struct {
	Start Clock `json:"start"`
	End   Clock `json:"end"` // 1440 is the end of the day
}

// MarshalJSON writes days without ranges as empty lists, so that nobody who reads it meets a null.
func (h Hours) MarshalJSON() ([]byte, error) {
	type plain Hours // without this method
	for day, ranges := range h.Week {
		if ranges == nil {
			h.Week[day] = []Range{}
		}
	}
	if h.Off == nil {
		h.Off = []Date{}
	}
	return json.Marshal(plain(h))
}
