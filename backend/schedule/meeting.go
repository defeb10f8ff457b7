package schedule

import (
	"slices"
	"time"

	"sluice/backend/work"
)

// MeetingPatience is how long meetings put a check-in off at most: what is held waits no longer for
// people who talk all day. A client's longest wait is kept besides, by the extra check-in that opens in
// time whether or not there is a meeting.
const MeetingPatience = 2 * time.Hour

// barriers gives the spans in which a check-in moves to their end: shields, and meetings that take the
// user's time. A meeting works like a shield, but for Do Not Disturb and for at most MeetingPatience;
// meetings that overlap or touch are one.
func (p Plan) barriers() []span {
	meetings := unite(blocks(p.Meetings))
	if len(meetings) == 0 {
		return unite(p.Shields)
	}
	all := slices.Clone(p.Shields)
	for _, m := range meetings {
		all = append(all, work.Shield{From: m.from, Until: work.Earlier(m.until, m.from.Add(MeetingPatience))})
	}
	return unite(all)
}

// blocks gives the meetings that take the user's time as shields.
func blocks(meetings []work.Meeting) []work.Shield {
	var shields []work.Shield
	for _, m := range meetings {
		if m.Takes() {
			shields = append(shields, work.Shield{From: m.From, Until: m.Until})
		}
	}
	return shields
}
