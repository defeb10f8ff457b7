package queue

import (
	"cmp"
	"context"
	"slices"
	"time"

	"sluice/backend/schedule"
	"sluice/backend/store"
	"sluice/backend/work"
)

// Planned is a change of the plan that is thought of: a check-in that moves, or a shield that moves
// or is new. What has no number is not in it.
type Planned struct {
	CheckIn work.CheckInID
	At      work.Clock
	Only    work.Date // zero: on all its days

	Shield work.Shield // an empty span: none; without a number: a new one
}

// foreseeAhead is how far ahead a change is looked at: a week, and the days off beside it.
const foreseeAhead = 8 * 24 * time.Hour

// Foresee says which clients' longest waits a change would break that the plan keeps as it stands, or
// breaks by less, with the widest time without a check-in then. Behind a wall only the client's own is
// told. Nothing is stored.
func (q *Queue) Foresee(ctx context.Context, now time.Time, change Planned, wall Wall) (breaches map[work.ClientID]Breach, clients map[work.ClientID]work.Client, err error) {
	now = stamp(now)
	breaches = map[work.ClientID]Breach{}
	err = q.store.Read(ctx, func(tx *store.Tx) error {
		s, err := q.Situation(tx, now)
		if err != nil {
			return err
		}
		clients = s.Clients
		after, err := q.foreseen(tx, s.Plan, now, change)
		for id, client := range clients {
			if wall.HidesOf(id) || client.LongestWait <= 0 {
				continue
			}
			if breach, worse := worsened(s.Plan, after, client, now); worse {
				breaches[id] = breach
			}
		}
		return err
	})
	return breaches, clients, err
}

func worsened(before, after schedule.Plan, client work.Client, now time.Time) (Breach, bool) {
	zone, _ := before.Zones.Named(client.Zone) // an unknown zone is read as the user's
	hours, until := schedule.Hours(client.Hours), now.Add(foreseeAhead)
	was := before.Widest(client.ID, hours, zone, now, until)
	gap := after.Widest(client.ID, hours, zone, now, until)
	if gap.Inside <= client.LongestWait || gap.Inside <= was.Inside {
		return Breach{}, false
	}
	return Breach{
		From: gap.From, Until: gap.Until, Inside: gap.Inside, Wait: client.LongestWait,
		AddAt: schedule.Latest(gap.From, client.LongestWait, hours, zone),
	}, true
}

// foreseen gives the plan as it would be.
func (q *Queue) foreseen(tx *store.Tx, plan schedule.Plan, now time.Time, change Planned) (schedule.Plan, error) {
	if change.CheckIn != 0 {
		rule, err := checkInOf(tx, change.CheckIn)
		if err != nil {
			return plan, err
		}
		parts, err := q.moved(rule, now, change.At, change.Only)
		if err != nil {
			return plan, err
		}
		plan.CheckIns = slices.DeleteFunc(slices.Clone(plan.CheckIns), func(c work.CheckIn) bool { return c.ID == rule.ID })
		for i := range parts { // numbers of their own, or they would be one occurrence
			parts[i].ID = -work.CheckInID(i + 1)
		}
		plan.CheckIns = append(plan.CheckIns, parts...)
	}
	if change.Shield.Until.After(change.Shield.From) {
		plan.Shields = slices.DeleteFunc(slices.Clone(plan.Shields), func(s work.Shield) bool {
			return change.Shield.ID != 0 && s.ID == change.Shield.ID
		})
		plan.Shields = append(plan.Shields, change.Shield)
	}
	slices.SortFunc(plan.CheckIns, func(a, b work.CheckIn) int { return cmp.Compare(a.At, b.At) })
	return plan, nil
}
