package core

import (
	"context"
	"sync"
	"time"

	"sluice/backend/fault"
	"sluice/backend/source"
	"sluice/backend/store"
	"sluice/backend/work"
)

const (
	// settledAfter is how long the core has been running before it tends to the profile: not while
	// everything else begins, too.
	settledAfter = time.Minute
	// elbowRoom is for how long nothing else may be due.
	elbowRoom = 30 * time.Second
	// tendAgain is how long after trouble it is tried again.
	tendAgain = 30 * time.Minute
	// settingTended is the last local day on which the profile was tended to.
	settingTended = "tendedOn"
	// tendHealth is under which trouble with it is told.
	tendHealth work.SourceID = "backup"
)

// tending is what is known of the daily tending.
type tending struct {
	mu       sync.Mutex
	on       work.Date // the day on which it was done, or begun
	again    time.Time // after trouble: when to try again; zero: there was none
	underway bool
}

// begin says whether the tending of a day is to begin, and keeps it from beginning twice.
func (t *tending) begin(today work.Date, now time.Time) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.underway || t.on == today && (t.again.IsZero() || now.Before(t.again)) {
		return false
	}
	t.on, t.underway = today, true
	return true
}

// end notes how it went, and says whether there was trouble before.
func (t *tending) end(now time.Time, err error) (before bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	before = !t.again.IsZero()
	t.again, t.underway = time.Time{}, false
	if err != nil {
		t.again = now.Add(tendAgain)
	}
	return before
}

// tend tends to the profile once a local day, when nothing else is due: it forgets the text of what
// was done long ago, and then makes the day's backup, so that the text is not in that either. The
// clock goes on meanwhile.
func (c *Core) tend(ctx context.Context) {
	now := c.o.Now()
	if time.Since(c.began) < settledAfter || !c.idle(now) {
		return
	}
	today := work.DateOf(now, c.Zone())
	if !c.tending.begin(today, now) {
		return
	}
	c.shows.Go(func() {
		err := c.tendTo(ctx, today)
		if ctx.Err() != nil {
			return // the core ends; the next one does it
		}
		c.tellTending(err, c.tending.end(c.o.Now(), err))
	})
}

// idle says whether the plan wants nothing for a while.
func (c *Core) idle(now time.Time) bool {
	c.settling.Lock()
	defer c.settling.Unlock()
	wanted := c.moment.wanted()
	return wanted.IsZero() || wanted.Sub(now) > elbowRoom
}

func (c *Core) tendTo(ctx context.Context, today work.Date) error {
	due, err := c.tendingDue(ctx, today)
	if err != nil || !due {
		return err
	}
	settings, err := c.Queue.Settings(ctx)
	if err != nil {
		return err
	}
	if _, err := c.store.ForgetText(ctx, c.o.Now().AddDate(0, 0, -settings.KeepDays)); err != nil {
		return err
	}
	c.backingUp.Lock()
	defer c.backingUp.Unlock()
	if _, err := c.store.Backup(ctx, c.o.Now(), store.ReasonDaily); err != nil {
		return err
	}
	return c.store.Write(ctx, func(tx *store.Tx) error { return tx.SetSetting(settingTended, today) })
}

// tendingDue says whether a day's tending is still to be done. Crossing a zone or a clock set back a
// little does not make a second one; a day that lies ahead was noted under a wrong clock.
func (c *Core) tendingDue(ctx context.Context, today work.Date) (due bool, err error) {
	err = c.store.Read(ctx, func(tx *store.Tx) error {
		var on work.Date
		err := tx.Setting(settingTended, &on)
		due = on.IsZero() || on.Before(today) || today.Add(1).Before(on)
		return err
	})
	return due, err
}

// tellTending tells of trouble, and that it is over.
func (c *Core) tellTending(err error, before bool) {
	switch {
	case err != nil:
		c.log.Error("tend to the profile", "err", err)
		c.health.set(tendHealth, source.Health{
			Condition: source.Degraded, Code: string(fault.CodeOf(err)),
			Sentence: "There is no backup of today yet. " + fault.SentenceOf(err),
		})
	case before:
		c.health.set(tendHealth, source.Health{Condition: source.OK})
	}
}
