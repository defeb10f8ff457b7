package core

import (
	"context"
	"maps"
	"slices"
	"time"

	"sluice/backend/bus"
	"sluice/backend/source"
	"sluice/backend/store"
	"sluice/backend/work"
)

// A service may show notifications of its own on other devices. Where the user switched that on for an
// account, and there alone, the service is asked to snooze them while a shield is up. It is noted in the
// store before anything is asked, so that also after a kill it is known what is ours: a snooze that the
// user set himself is never ended or changed.

const (
	// snoozeHealth is under which trouble with snoozing is told.
	snoozeHealth work.SourceID = "snooze"
	// snoozeAgain is after how long a service is asked again that did not answer.
	snoozeAgain = time.Minute
	// endWithin is how long the end of the core waits for services to end their snooze.
	endWithin = 3 * time.Second
	// about is by how much the end of a snooze may differ from what it is expected to be, where the
	// service's own word was not heard any more.
	about = 2 * time.Minute
)

// snoozing is what is noted in the store, of the goroutine of snooze alone.
type snoozing struct {
	read  bool
	noted map[work.SourceID]store.Snooze
}

// snooze has services follow the shields, until ctx ends. What ends with the core then ends there too.
func (c *Core) snooze(ctx context.Context) {
	changes := c.Bus.Listen(bus.Gate, bus.Sources)
	defer changes.Close()
	timer := time.NewTimer(0)
	defer timer.Stop()
	for {
		select {
		case <-ctx.Done():
			bounded, cancel := context.WithTimeout(context.WithoutCancel(ctx), endWithin)
			c.snoozeAll(bounded, time.Time{})
			cancel()
			return
		case <-timer.C:
		case <-changes.Wake():
			changes.Take()
		}
		timer.Stop()
		if c.snoozeAll(ctx, c.shieldEnd()) {
			timer.Reset(snoozeAgain)
		}
	}
}

// shieldEnd is when the present shield ends; zero: there is none.
func (c *Core) shieldEnd() time.Time {
	c.settling.Lock()
	defer c.settling.Unlock()
	return c.moment.gate.shieldUntil
}

// snoozeAll has every account's service follow a shield that ends at an instant, zero: none. It says
// whether one of them is to be asked again. Where nobody wants it, nothing is read and nobody asked.
func (c *Core) snoozeAll(ctx context.Context, until time.Time) (again bool) {
	wanted := c.snoozed(until)
	if err := c.readSnoozes(ctx); err != nil {
		c.log.Error("read what is snoozed", "err", err)
		return true
	}
	for id := range c.snoozing.noted {
		if _, known := wanted[id]; !known {
			wanted[id] = time.Time{}
		}
	}
	health := source.Health{Condition: source.OK}
	for _, id := range slices.Sorted(maps.Keys(wanted)) {
		err := c.snoozeOne(ctx, id, wanted[id])
		if err == nil || ctx.Err() != nil {
			continue
		}
		health = c.snoozeTrouble(id, err)
		again = again || health.Condition == source.Degraded
	}
	if _, told := c.health.of(snoozeHealth); told || health.Condition != source.OK {
		c.health.set(snoozeHealth, health)
	}
	return again
}

// snoozed are the accounts for which the user wants it, with the end of the shield.
func (c *Core) snoozed(until time.Time) map[work.SourceID]time.Time {
	wanted := map[work.SourceID]time.Time{}
	c.accounts.mu.Lock()
	defer c.accounts.mu.Unlock()
	for id, a := range c.accounts.by {
		key := a.kind.Describe().Snoozes
		if !until.IsZero() && key != "" && source.Values(a.source.Settings).On(key) && !a.source.Paused {
			wanted[id] = until
		}
	}
	return wanted
}

func (c *Core) readSnoozes(ctx context.Context) error {
	if c.snoozing.read {
		return nil
	}
	return c.store.Read(ctx, func(tx *store.Tx) error {
		all, err := tx.Snoozes()
		c.snoozing.noted = map[work.SourceID]store.Snooze{}
		for _, one := range all {
			c.snoozing.noted[one.Source] = one
		}
		c.snoozing.read = err == nil
		return err
	})
}

// snoozeOne has one service follow the shield.
func (c *Core) snoozeOne(ctx context.Context, id work.SourceID, until time.Time) error {
	noted, isNoted := c.snoozing.noted[id]
	now := c.o.Now()
	switch {
	case isSettled(noted, isNoted, until):
		return nil
	case until.IsZero() && isOver(noted, now):
		return c.forgetSnooze(ctx, id)
	}
	asks, err := c.snoozer(ctx, id)
	if err != nil {
		return err
	}
	if asks == nil { // it is not connected any more: what is snoozed there ends with the shield's time
		return c.forgetSnooze(ctx, id)
	}
	at, err := asks.until()
	if err != nil {
		return err
	}
	switch decideSnooze(noted, isNoted, until, at) {
	case snoozeLeave:
		return c.noteSnooze(ctx, store.Snooze{Source: id, Until: until})
	case snoozeSet:
		minutes := int((until.Sub(now) + time.Minute - 1) / time.Minute)
		one := store.Snooze{Source: id, Until: until, Ends: now.Add(time.Duration(minutes) * time.Minute)}
		if err := c.noteSnooze(ctx, one); err != nil {
			return err
		}
		if one.Ends, err = asks.set(minutes); err != nil {
			return err
		}
		one.Sure = true
		return c.noteSnooze(context.WithoutCancel(ctx), one)
	case snoozeEnd:
		if err := asks.end(); err != nil {
			return err
		}
	}
	return c.forgetSnooze(context.WithoutCancel(ctx), id)
}

// isSettled says whether nothing is left to do. What the user changes there meanwhile is his.
func isSettled(noted store.Snooze, isNoted bool, until time.Time) bool {
	if !isNoted {
		return until.IsZero()
	}
	return noted.Until.Equal(asKept(until)) && (noted.Sure || noted.Ends.IsZero())
}

// isOver says whether nothing of what is noted can be left at the service.
func isOver(noted store.Snooze, now time.Time) bool {
	return noted.Ends.IsZero() || now.After(noted.Ends.Add(about))
}

// What there is to do about a snooze.
type snoozeVerb int

const (
	snoozeForget snoozeVerb = iota // it is over, or it is the user's by now
	snoozeLeave                    // the user snoozes himself: it stays as it is while the shield is up
	snoozeSet
	snoozeEnd
)

// decideSnooze says what there is to do: until is the end of the shield, zero: there is none; at is until
// when the service says that it is snoozed, zero: it is not.
func decideSnooze(noted store.Snooze, isNoted bool, until, at time.Time) snoozeVerb {
	within := about
	if noted.Sure {
		within = time.Second
	}
	ours := isNoted && !noted.Ends.IsZero() && !at.IsZero() && at.Sub(noted.Ends).Abs() <= within
	switch {
	case until.IsZero() && ours:
		return snoozeEnd
	case until.IsZero():
		return snoozeForget
	case at.IsZero() || ours:
		return snoozeSet
	}
	return snoozeLeave
}

// snoozeAsks are the questions to the service of one account.
type snoozeAsks struct {
	until func() (time.Time, error)
	set   func(minutes int) (time.Time, error)
	end   func() error
}

// snoozer gives how the service of an account is asked; nil: it is not connected, or has no such way.
func (c *Core) snoozer(ctx context.Context, id work.SourceID) (*snoozeAsks, error) {
	c.accounts.mu.Lock()
	a, known := c.accounts.by[id]
	c.accounts.mu.Unlock()
	if !known {
		return nil, nil
	}
	snoozer, can := a.kind.(source.Snoozer)
	if !can {
		return nil, nil
	}
	mine, err := c.account(ctx, a.kind, a.source)
	if err != nil {
		return nil, err
	}
	ask := func(do func(ctx context.Context, mine source.Account) error) (err error) {
		bounded, cancel := context.WithTimeout(source.Acting(ctx), sendFor)
		defer cancel()
		defer func() {
			if p := recover(); p != nil {
				err = stumbled(p)
			}
		}()
		return c.speak(bounded, a.kind, &mine, func(mine source.Account) error { return do(bounded, mine) })
	}
	return &snoozeAsks{
		until: func() (at time.Time, err error) {
			err = ask(func(ctx context.Context, mine source.Account) error { at, err = snoozer.Snoozed(ctx, mine); return err })
			return at, err
		},
		set: func(minutes int) (at time.Time, err error) {
			err = ask(func(ctx context.Context, mine source.Account) error {
				at, err = snoozer.Snooze(ctx, mine, minutes)
				return err
			})
			return at, err
		},
		end: func() error { return ask(snoozer.EndSnooze) },
	}, nil
}

func (c *Core) noteSnooze(ctx context.Context, one store.Snooze) error {
	one.Until, one.Ends = asKept(one.Until), asKept(one.Ends)
	err := c.store.Write(ctx, func(tx *store.Tx) error { return tx.NoteSnooze(one) })
	if err == nil {
		c.snoozing.noted[one.Source] = one
	}
	return err
}

// asKept is an instant as the store keeps it.
func asKept(at time.Time) time.Time {
	if at.IsZero() {
		return at
	}
	return at.UTC().Truncate(time.Millisecond)
}

func (c *Core) forgetSnooze(ctx context.Context, id work.SourceID) error {
	if _, isNoted := c.snoozing.noted[id]; !isNoted {
		return nil
	}
	err := c.store.Write(ctx, func(tx *store.Tx) error { return tx.ForgetSnooze(id) })
	if err == nil {
		delete(c.snoozing.noted, id)
	}
	return err
}

// snoozeTrouble says that a service did not follow. It is told without a name, since it is told whoever
// the active client is; the account's own row says more.
func (c *Core) snoozeTrouble(id work.SourceID, err error) source.Health {
	c.log.Warn("snooze a service's notifications", "source", id, "err", err)
	health := source.HealthOf("It", err)
	return source.Health{
		Condition: health.Condition, Code: "not_snoozed",
		Sentence: "A service's own notifications could not be snoozed for the shield, or not ended. What it sends to other devices may come. " + health.Sentence,
	}
}
