package core

import (
	"context"
	"slices"
	"time"

	"sluice/backend/fault"
	"sluice/backend/queue"
	"sluice/backend/source"
	"sluice/backend/store"
	"sluice/backend/work"
)

const (
	// fetchFor is how long the rest of an item may take: somebody is looking.
	fetchFor = 10 * time.Second
	// freshFor is for how long it is not fetched again, and keptWholes of how many items it is kept.
	freshFor, keptWholes = 5 * time.Minute, 50
)

// wholes are the rests of items that were fetched lately. They are not stored.
type wholes struct {
	kept []whole
}

type whole struct {
	item   work.ItemID
	at     time.Time
	latest work.ArrivalID // up to which arrival
	detail source.Detail
}

// Whole gives the whole of an item whose source told only its beginning, fetched as the user looks. An
// item of no source that can tell more is an Unsupported fault.
func (c *Core) Whole(ctx context.Context, wall queue.Wall, item work.ItemID) (source.Detail, error) {
	if _, _, err := c.Queue.Item(ctx, wall, item); err != nil {
		return source.Detail{}, err
	}
	s, kind, target, latest, err := c.tellsMore(ctx, item)
	if err != nil {
		return source.Detail{}, err
	}
	if detail, fresh := c.whole(item, latest); fresh {
		return detail, nil
	}
	if s.NotBefore.After(c.o.Now()) {
		return source.Detail{}, fault.New(fault.Unreachable, "%s asks for patience. Look again later, or open it there.", s.Name)
	}
	mine, err := c.account(ctx, kind, s)
	if err != nil {
		return source.Detail{}, refusal(s.Name, err)
	}
	ctx, cancel := context.WithTimeout(ctx, fetchFor)
	defer cancel()
	var detail source.Detail
	err = c.speak(ctx, kind, &mine, func(mine source.Account) (err error) {
		detail, err = hydrate(ctx, kind, mine, target)
		return err
	})
	if err != nil {
		return source.Detail{}, refusal(s.Name, err)
	}
	detail.Title, detail.From = source.Line(detail.Title, source.MaxLine), source.Line(detail.From, source.MaxLine)
	detail.Body = source.Text(detail.Body, source.MaxBody)
	c.keepWhole(whole{item: item, at: c.o.Now(), latest: latest, detail: detail})
	return detail, nil
}

// tellsMore finds the account that an item came from last and that can tell the rest of it.
func (c *Core) tellsMore(ctx context.Context, item work.ItemID) (
	s work.Source, kind source.Hydrator, target source.Target, latest work.ArrivalID, err error,
) {
	err = c.store.Read(ctx, func(tx *store.Tx) error {
		shown, err := tx.ItemShown(item)
		for _, one := range slices.Backward(shown) {
			if latest == 0 {
				latest = one.Newest.ID
			}
			var known bool
			if s, known, err = tx.Source(one.Newest.Source); err != nil || !known {
				continue
			}
			puller, _ := c.kind(s.Kind)
			if hydrator, can := puller.(source.Hydrator); can && s.RemovedAt.IsZero() {
				kind = hydrator
				target, err = targetOf(tx, item, s.ID, c.o.Now())
				return err
			}
		}
		if err == nil {
			err = fault.New(fault.Unsupported, "Where this item came from there is no more to be fetched.")
		}
		return err
	})
	return s, kind, target, latest, err
}

func hydrate(ctx context.Context, kind source.Hydrator, a source.Account, target source.Target) (detail source.Detail, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = stumbled(p)
		}
	}()
	return kind.Hydrate(ctx, a, target)
}

func (c *Core) whole(item work.ItemID, latest work.ArrivalID) (source.Detail, bool) {
	c.accounts.mu.Lock()
	defer c.accounts.mu.Unlock()
	for _, one := range c.wholes.kept {
		if one.item == item && one.latest == latest && c.o.Now().Sub(one.at).Abs() < freshFor {
			return one.detail, true
		}
	}
	return source.Detail{}, false
}

func (c *Core) keepWhole(one whole) {
	c.accounts.mu.Lock()
	defer c.accounts.mu.Unlock()
	kept := slices.DeleteFunc(c.wholes.kept, func(old whole) bool { return old.item == one.item })
	c.wholes.kept = append(kept[max(0, len(kept)-keptWholes+1):], one)
}
