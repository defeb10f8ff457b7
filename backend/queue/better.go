package queue

import (
	"fmt"
	"slices"
	"time"

	"sluice/backend/replay"
	"sluice/backend/store"
	"sluice/backend/work"
)

// What it takes to propose another time for a check-in.
const (
	moveCases = 40               // messages that waited for check-ins
	moveGain  = 0.2              // of their waiting, on average
	moveStep  = 15               // minutes
	moveMost  = 120              // minutes to either side
	moveApart = work.Clock(60)   // minutes from the next check-in
	aDay      = work.Clock(1440) // minutes
)

// arrived is something that waited for a check-in: its local time of day.
type arrived []work.Clock

// movesFor proposes the time to which one check-in would move that everything waits for least, where
// that is much less than now. It looks at a fortnight; that it would have been so, and that no longest
// wait would have been broken more often, is found by letting it happen again. Behind a wall only the
// client's own check-ins are moved.
func (q *Queue) movesFor(tx *store.Tx, s *Situation, wall Wall) ([]Proposed, error) {
	from := s.Now.AddDate(0, 0, -trialDays)
	before, err := q.world(tx, s, from)
	if err != nil {
		return nil, err
	}
	best, now, found := s.bestMove(before, from, wall)
	if !found {
		return nil, nil
	}
	rule := now
	rule.At, rule.From = best.To, time.Time{}
	then, routed, err := s.changed(before, Changes{AddCheckIns: []work.CheckIn{rule}, RemoveCheckIns: []work.CheckInID{now.ID}}, from)
	if err != nil {
		return nil, err
	}
	wasWaiting, waits, n := waiting(before, then, from, wall)
	if n < moveCases || float64(waits) > (1-moveGain)*float64(wasWaiting) || breaksMore(before, then, routed, from, wall) {
		return nil, nil
	}
	whose := "The"
	if client, own := s.Clients[now.Client]; own {
		whose = client.Name + "’s"
	}
	minutes := func(sum time.Duration) int { return int((sum / time.Duration(n)).Round(time.Minute) / time.Minute) }
	return []Proposed{{
		Key: fmt.Sprintf("move/%d/%s", now.ID, best.To), topic: fmt.Sprintf("move/%d", now.ID), N: n, Move: best,
		Sentence: fmt.Sprintf("%s check-in at %s moves to %s.", whose, now.At, best.To),
		Evidence: fmt.Sprintf("In two weeks %d waited %d minutes on average. They would have waited %d.", n, minutes(wasWaiting), minutes(waits)),
	}}, nil
}

// bestMove reckons by the times of day alone: which check-in would be waited for least at which other
// time. What arrives after the last one waits for the first.
func (s *Situation) bestMove(w replay.World, from time.Time, wall Wall) (best CheckInMove, of work.CheckIn, found bool) {
	least := 1 - moveGain
	for _, rule := range s.Plan.CheckIns {
		if !rule.Once.IsZero() || wall.Up && rule.Client != wall.Client {
			continue
		}
		times, came := s.timesBeside(rule), s.cameFor(rule, w, from)
		if len(came) < moveCases {
			continue
		}
		present := came.wait(append(slices.Clone(times), rule.At))
		for to := max(rule.At-moveMost, 0); to <= min(rule.At+moveMost, aDay-1); to += moveStep {
			crowded := slices.ContainsFunc(times, func(at work.Clock) bool { return at-to < moveApart && to-at < moveApart })
			if crowded || to == rule.At {
				continue
			}
			if share := float64(came.wait(append(slices.Clone(times), to))) / float64(present); share < least {
				least, best, of, found = share, CheckInMove{CheckIn: rule.ID, To: to}, rule, true
			}
		}
	}
	return best, of, found
}

// timesBeside gives the times of the other check-ins that deliver for the same.
func (s *Situation) timesBeside(rule work.CheckIn) (times []work.Clock) {
	for _, other := range s.Plan.CheckIns {
		if other.ID != rule.ID && other.Client == rule.Client && other.Once.IsZero() && other.Days&rule.Days != 0 {
			times = append(times, other.At)
		}
	}
	return times
}

// cameFor gives what was held lately for those whom a check-in delivers for, while somebody could have
// looked at it: in the user's hours, on its days.
func (s *Situation) cameFor(rule work.CheckIn, w replay.World, from time.Time) (came arrived) {
	zone, _ := s.Plan.Zones.For(rule)
	own := s.Plan.Own(s.Now)
	for _, a := range w.Arrivals {
		mine := a.Client == rule.Client
		if rule.Client == work.Unassigned {
			mine = !own[a.Client]
		}
		local := a.ReceivedAt.In(zone)
		later := a.Outcome == work.OutcomeDelivered && a.OutcomeAt.After(a.ReceivedAt)
		if mine && later && !a.ReceivedAt.Before(from) && rule.Days.Has(local.Weekday()) && s.Plan.Hours.In(a.ReceivedAt, s.Zone) {
			came = append(came, work.Clock(local.Hour()*60+local.Minute()))
		}
	}
	return came
}

// wait is how many minutes all of it waits together for the next of some times of day.
func (came arrived) wait(times []work.Clock) (minutes int) {
	slices.Sort(times)
	for _, at := range came {
		next := times[0] + aDay
		if i, _ := slices.BinarySearch(times, at); i < len(times) {
			next = times[i]
		}
		minutes += int(next - at)
	}
	return minutes
}

// waiting is for how long what arrived waited together for check-ins, and would have, and how much that
// was: of what waits in both.
func waiting(before, then replay.World, from time.Time, wall Wall) (now, would time.Duration, n int) {
	present, other := replay.Run(before), replay.Run(then)
	for i, a := range before.Arrivals {
		was, is := present.Fates[i], other.Fates[i]
		if a.ReceivedAt.Before(from) || wall.Up && wall.Client != a.Client || was.Outcome != work.OutcomeDelivered || is.Outcome != was.Outcome {
			continue
		}
		if now, would = now+was.At.Sub(a.ReceivedAt), would+is.At.Sub(a.ReceivedAt); was.At.After(a.ReceivedAt) {
			n++
		}
	}
	return now, would, n
}

// breaksMore says whether more longest waits would have been broken.
func breaksMore(before, then replay.World, routed []work.ClientID, from time.Time, wall Wall) bool {
	trial := PlanTrial{From: from}
	trial.compare(before, then, routed, wall)
	return slices.ContainsFunc(trial.Waits, func(w TrialWait) bool { return w.BrokenThen > w.BrokenBefore })
}
