package queue

import (
	"slices"
	"time"

	"sluice/backend/rank"
	"sluice/backend/schedule"
	"sluice/backend/store"
	"sluice/backend/work"
)

// shifts knows the user's marks: a transaction does, and a batch.
type shifts interface {
	Shift(sender string) (float64, error)
}

// judge gives an item its score and reasons as they are at the moment.
func judge(marks shifts, s Situation, item *work.Item, brokeThrough bool) error {
	shift, err := marks.Shift(rank.Sender(*item))
	if err != nil {
		return err
	}
	client := s.Clients[item.Client]
	zone, _ := s.Plan.Zones.Named(client.Zone) // an unknown zone is read as the user's
	within := func(from time.Time) time.Duration {
		if from.IsZero() || !from.Before(s.Now) {
			return 0
		}
		return schedule.Hours(client.Hours).Within(from, s.Now, zone)
	}
	item.Score, item.Reasons = rank.Score(rank.Facts{
		Now: s.Now, Zone: s.Zone, Item: *item, Client: client, Shift: shift, BrokeThrough: brokeThrough,
		Waited: within(item.FirstAt), BlockedSince: item.BlockedAt, BlockedFor: within(item.BlockedAt),
		AskAgain: !item.AskAt.IsZero() && !item.AskAt.After(s.Now),
	})
	return nil
}

// judgeAgain judges a queued item as it is, at another time.
func judgeAgain(tx *store.Tx, s Situation, item work.Item) error {
	before := item.Score
	came := func(r work.Reason) bool { return r.Term == rank.TermBrokeThrough }
	if err := judge(tx, s, &item, slices.ContainsFunc(item.Reasons, came)); err != nil || item.Score == before {
		return err
	}
	return tx.SetScore(item.ID, item.Score, item.Reasons)
}

// counts says whether what changed about an item counts in its score. Only then is it judged anew: what
// is put aside and comes back stands where it stood, with the reasons that it had.
func counts(c store.Change) bool {
	return c.Thing == thingShift ||
		c.Thing == thingItem && (c.Name == string(store.FieldPinned) || c.Name == string(store.FieldClient))
}

// rescore judges items anew after the user changed something about them.
func (q *Queue) rescore(tx *store.Tx, now time.Time, ids ...work.ItemID) error {
	if len(ids) == 0 {
		return nil
	}
	s, err := q.Situation(tx, now)
	for i := 0; err == nil && i < len(ids); i++ {
		err = rescoreOne(tx, s, ids[i])
	}
	return err
}

func rescoreOne(tx *store.Tx, s Situation, id work.ItemID) error {
	item, err := tx.Item(id)
	if err != nil {
		return err
	}
	shown, err := tx.ItemShown(id)
	if err != nil || len(shown) == 0 {
		return err
	}
	if err := judge(tx, s, &item, shown[len(shown)-1].Outcome == work.OutcomeBrokeThrough); err != nil {
		return err
	}
	return tx.SetScore(id, item.Score, item.Reasons)
}
