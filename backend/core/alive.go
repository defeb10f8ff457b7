package core

import (
	"context"
	"os"
	"strconv"
	"time"

	"sluice/backend/store"
	"sluice/backend/work"
)

const (
	// onItsWay is how much of what arrives just before the end may not have reached the door: the bus
	// gives no receipt.
	onItsWay = 100 * time.Millisecond
	// keepAlive is how often the sign of life goes to the disk too, for the case that the runtime
	// folder is gone after a power cut.
	keepAlive   = 10 * time.Minute
	settingLife = "aliveAt"
)

// beat leaves a sign of life, so that after a crash it is known until when we were seeing. It goes to
// the runtime folder, which is memory; rarely to the database too.
func (c *Core) beat(ctx context.Context) {
	now := c.o.Now()
	text := strconv.FormatInt(now.UnixMilli(), 10)
	if err := os.WriteFile(c.o.Profile.Alive(), []byte(text), 0o600); err != nil {
		c.log.Warn("leave a sign of life", "err", err)
	}
	if now.Sub(c.moment.kept).Abs() < keepAlive {
		return
	}
	c.moment.kept = now
	c.logged("keep a sign of life", c.store.Write(ctx, func(tx *store.Tx) error {
		return tx.SetSetting(settingLife, now.UnixMilli())
	}))
}

// noteGap opens a gap for every source that streams, from the last sign of life on, unless one is
// open since an orderly stop. In a new profile there is nothing to miss.
func (c *Core) noteGap(ctx context.Context) error {
	return c.store.Write(ctx, func(tx *store.Tx) error {
		lived, err := c.lastSign(tx)
		if err != nil || lived.IsZero() {
			return err
		}
		return c.openGaps(tx, work.Gap{From: lived.Add(-onItsWay), Why: work.GapKilled})
	})
}

// noteStop opens a gap from now on: the core is ended in order.
func (c *Core) noteStop(ctx context.Context) error {
	_ = os.Remove(c.o.Profile.Alive()) // a sign that stays does no harm: the gap is open
	return c.store.Write(ctx, func(tx *store.Tx) error {
		return c.openGaps(tx, work.Gap{From: c.o.Now(), Why: work.GapOff})
	})
}

func (c *Core) openGaps(tx *store.Tx, gap work.Gap) error {
	for _, each := range c.streamers() {
		gap.Source = each.Describe().ID
		open, err := tx.OpenGap(gap.Source)
		if err != nil {
			return err
		}
		if open {
			continue
		}
		if err := tx.AddGap(gap); err != nil {
			return err
		}
	}
	return nil
}

// lastSign is the last instant at which the core is known to have been running; never one ahead of
// the clock.
func (c *Core) lastSign(tx *store.Tx) (time.Time, error) {
	last, err := tx.LastReceived()
	if err != nil {
		return last, err
	}
	var kept int64
	if err := tx.Setting(settingLife, &kept); err != nil {
		return last, err
	}
	text, _ := os.ReadFile(c.o.Profile.Alive()) // missing after a stop in order or a power cut
	beat, _ := strconv.ParseInt(string(text), 10, 64)
	if sign := max(kept, beat); sign > 0 && time.UnixMilli(sign).After(last) {
		last = time.UnixMilli(sign)
	}
	if now := c.o.Now(); last.After(now) {
		last = now
	}
	return last, nil
}
