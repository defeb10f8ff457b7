package schedule

import (
	"errors"
	"time"

	"sluice/backend/work"
)

// lookahead is how far Next looks, in steps: most plans answer within the first.
var lookahead = [...]time.Duration{2 * day, 14 * day, 366 * day}

// Next is the first moment strictly after an instant that concerns a client (work.Unassigned: what
// has no client), looking a year ahead. False: there is none.
func (p Plan) Next(after time.Time, client work.ClientID) (Moment, bool) {
	return p.next(after, func(m Moment) bool { return p.Concerns(m, client) })
}

// NextAny is the first moment strictly after an instant, whomever it concerns, looking a year ahead.
func (p Plan) NextAny(after time.Time) (Moment, bool) {
	return p.next(after, func(Moment) bool { return true })
}

func (p Plan) next(after time.Time, wanted func(Moment) bool) (Moment, bool) {
	from := after.Add(1)
	for _, ahead := range lookahead {
		until := after.Add(ahead)
		for _, m := range p.Moments(from, until) {
			if wanted(m) {
				return m, true
			}
		}
		from = until
	}
	return Moment{}, false
}

// Shield says whether a shield is up at an instant and from when until when, taking shields that
// overlap or touch as one. The end is the actual one where it was ended early.
func (p Plan) Shield(at time.Time) (from, until time.Time, up bool) {
	s, up := covering(unite(p.Shields), at)
	return s.from, s.until, up
}

// Check names what the plan cannot follow to the letter: zones that are not known, whose rules are
// read in the user's zone, and hours that make no sense. It is nil for a sound plan.
func (p Plan) Check() error {
	errs := []error{p.Hours.Check()}
	for _, rule := range p.CheckIns {
		_, err := p.Zones.For(rule)
		errs = append(errs, err)
	}
	return errors.Join(errs...)
}
