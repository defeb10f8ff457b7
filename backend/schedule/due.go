package schedule

import (
	"time"

	"sluice/backend/work"
)

const (
	// Lookback is how long before the last waking a check-in that was not delivered is still thought
	// of; twice that time before now at most, so that no records are needed of what is older.
	Lookback = 14 * day
	// Punctual is how late a check-in may come and still count as on time; and by how much a record may
	// lie ahead of the clock without telling of a clock that was set back.
	Punctual = time.Minute
	// SetBack is by how much a clock may be set back without its being taken for one that was wrong: the
	// hour that is set by hand when summer time ends, and a little more.
	SetBack = 90 * time.Minute
	// nearly is how long after its planned time a check-in was delivered at that time: with others of
	// its group, or in the user's next pause.
	nearly = 10 * time.Minute
	// patience is how long missed check-ins wait for the next planned one, from the next hours on.
	patience = 7 * day
)

// Seen is what is known, besides the plan, when asking what is due.
type Seen struct {
	// Recorded holds for each occurrence that was delivered how it last was.
	Recorded map[Key]Record
	// Awake is since when the program has been running without a break: its start, the last time the
	// machine woke, or the last time the clock was found to have jumped forward. Zero: always.
	Awake time.Time
	// Grace is how much later than planned a check-in may come, besides Punctual, and still count as on
	// time: the user has it wait for a pause of his.
	Grace time.Duration
	// Since bounds the looking back: nothing planned before it is asked for. Zero: Lookback alone.
	Since time.Time
}

// Record is that an occurrence was delivered.
type Record struct {
	Planned time.Time // for when it was planned
	At      time.Time // when it was delivered, by the wall clock of that time
}

// Void says whether a record tells of a clock that was wrong, so that its occurrence is still to come:
// it was delivered later than now, and its time has not come yet. One whose time is over was delivered,
// whatever the clock said then; and one that was delivered at its time stands where the clock was set
// back by a little since. So neither comes twice.
func (r Record) Void(now time.Time) bool {
	if !r.At.After(now.Add(Punctual)) || !r.Planned.After(now) {
		return false
	}
	atItsTime := r.At.Sub(r.Planned) <= nearly
	return !atItsTime || r.At.After(now.Add(SetBack))
}

// Release is what is to be delivered now, as one.
type Release struct {
	// Moment has every occurrence to be recorded as delivered now. At is when the last of its moments
	// was to happen, Planned the earliest time planned.
	Moment
	// Late says that a shield or sleep held something past its planned moment.
	Late bool
	// Carried holds, when nothing is to be delivered now, the missed check-ins that wait for the next
	// planned one. There is nothing to do with them but to show them.
	Carried []Occurrence
}

// Due says what is to be delivered at an instant: everything that is due and not recorded, as one
// release, or false. It may be asked at any tick and gives the same answer until the occurrences of
// the release are recorded, all with the instant of delivery, over whatever record they had. While a
// shield is up nothing is due.
func (p Plan) Due(now time.Time, seen Seen) (Release, bool) {
	now = now.UTC() // without the monotonic reading: this is all about the wall clock
	if _, _, up := p.Shield(now); up {
		return Release{}, false
	}
	seen.Awake = work.Earlier(seen.Awake, now)
	missed := seen.Awake.Add(-Punctual)
	var release Release
	planned := false
	for _, m := range p.ripe(now, seen) {
		release.add(m, now, Punctual+seen.Grace)
		for _, o := range m.Occurrences {
			if due := work.Later(m.At, o.At); due.Before(missed) {
				release.Carried = append(release.Carried, o)
			} else if !due.After(now) {
				planned = true
			}
		}
	}
	if planned || len(release.Carried) > 0 && p.atOnce(now, seen.Awake) {
		release.Carried = nil
		return release, true
	}
	return Release{Carried: release.Carried}, false
}

func (r *Release) add(m Moment, now time.Time, punctual time.Duration) {
	if len(r.Occurrences) == 0 {
		r.Planned = m.Planned
	}
	r.At = m.At
	r.Planned = work.Earlier(r.Planned, m.Planned)
	r.Occurrences = append(r.Occurrences, m.Occurrences...)
	r.Moved = r.Moved || m.Moved
	r.Late = r.Late || m.Moved || now.Sub(m.At) > punctual
}

// ripe lists the moments up to now, made of what is not recorded. What was delivered takes no part
// in them: it neither anchors a group nor swallows anything.
func (p Plan) ripe(now time.Time, seen Seen) []Moment {
	var open []Occurrence
	for _, o := range p.Occurrences(seen.begin(now), now.Add(Swallow+1)) {
		if !seen.delivered(o, now) {
			open = append(open, o)
		}
	}
	all := moments(open, p.barriers())
	for i, m := range all {
		if m.At.After(now) {
			return all[:i]
		}
	}
	return all
}

// begin is how far back undelivered check-ins are looked for. It is counted from the last waking, so
// that what was missed then is not forgotten while it waits.
func (s Seen) begin(now time.Time) time.Time {
	return work.Later(work.Later(s.Awake, now.Add(-Lookback)).Add(-Lookback), s.Since)
}

// delivered says whether an occurrence has a record that counts.
func (s Seen) delivered(o Occurrence, now time.Time) bool {
	record, recorded := s.Recorded[o.Key()]
	return recorded && !record.Void(now)
}

// atOnce says whether missed check-ins come without waiting for a planned one. It judges the hours
// by the first chance there was after waking, so that the answer does not change as they begin.
func (p Plan) atOnce(now, awake time.Time) bool {
	chance := awake
	if _, until, up := p.Shield(awake); up {
		chance = until
	}
	if p.Hours.In(chance, p.Zones.user()) {
		return true
	}
	open := work.Later(chance, p.Hours.NextOpen(chance, p.Zones.user())) // a holiday may be longer than that
	return len(p.Moments(now.Add(1), open.Add(patience))) == 0
}
