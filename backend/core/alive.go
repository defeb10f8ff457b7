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
// the runtime folder, which is memory; rarely to the database too. While something waits to be kept,
// as on a full disk, none is left: a crash would take what waits along, and the gap must hold it.
func (c *Core) beat(ctx context.Context) {
	if c.intake.Busy() {
		return
	}
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
	return c.openGaps(ctx, work.GapKilled, func(tx *store.Tx, from work.SourceID) (time.Time, error) {
		lived, err := c.lastSign(tx, from)
		if err != nil || lived.IsZero() {
			return lived, err
		}
		return lived.Add(-onItsWay), nil
	})
}

// noteStop opens a gap from now on: the core is ended in order. What could not be kept is given up now
// as by a crash, so the next start reckons the gap from the last sign of life.
func (c *Core) noteStop(ctx context.Context) error {
	if c.intake.Busy() {
		return nil
	}
	err := c.openGaps(ctx, work.GapOff, func(*store.Tx, work.SourceID) (time.Time, error) { return c.o.Now(), nil })
	if err == nil {
		_ = os.Remove(c.o.Profile.Alive()) // a sign that stays does no harm: the gap is open
	}
	return err
}

// beginning gives when the gap of a source begins; zero: there is none.
type beginning func(tx *store.Tx, of work.SourceID) (time.Time, error)

// openGaps opens a gap for every source that streams and has none open.
func (c *Core) openGaps(ctx context.Context, why work.GapReason, since beginning) error {
	return c.store.Write(ctx, func(tx *store.Tx) error {
		for _, each := range c.streamers() {
			if err := openGap(tx, each.Describe().ID, why, since); err != nil {
				return err
			}
		}
		return nil
	})
}

func openGap(tx *store.Tx, id work.SourceID, why work.GapReason, since beginning) error {
	open, err := tx.OpenGap(id)
	if err != nil || open {
		return err
	}
	from, err := since(tx, id)
	if err != nil || from.IsZero() {
		return err
	}
	return tx.AddGap(work.Gap{Source: id, From: from, Why: why})
}

// lastSign is the last instant at which the core is known to have been seeing what a source sends;
// never one ahead of the clock. A source that streams hands over in the order of what it sees, and its
// events say when it saw them: when they were kept may be later.
func (c *Core) lastSign(tx *store.Tx, from work.SourceID) (time.Time, error) {
	last, err := tx.LastSeen(from)
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
