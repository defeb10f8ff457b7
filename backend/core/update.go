package core

import (
	"context"
	"fmt"
	"sync"
	"time"

	"sluice/backend/bus"
	"sluice/backend/fault"
	"sluice/backend/source"
	"sluice/backend/store"
	"sluice/backend/update"
)

const (
	// askAgain is how long after an answer a feed is asked again.
	askAgain = 24 * time.Hour
	// askLater is how long after no answer: the machine may just have been offline.
	askLater = time.Hour
	// settingRelease is what the feed said last.
	settingRelease = "release"
)

// release is what is known of the newest version.
type release struct {
	Feed    string        `json:"feed"` // who said so
	Answer  update.Answer `json:"answer"`
	AskedAt time.Time     `json:"askedAt"`
}

// updates looks for newer versions, where the user switched that on. Without that it asks nobody.
type updates struct {
	mu       sync.Mutex
	next     time.Time // when to look whether to ask; zero: now
	underway bool
	newest   update.Release // zero: none is known, or it is not to be told
}

// lookForUpdates has the clock look soon whether the feed is to be asked.
func (c *Core) lookForUpdates() {
	c.updates.mu.Lock()
	defer c.updates.mu.Unlock()
	c.updates.next = time.Time{}
}

// seekUpdate asks the feed where that is due, when nothing else is.
func (c *Core) seekUpdate(ctx context.Context) {
	now := c.o.Now()
	if time.Since(c.began) < settledAfter || !c.updates.begin(now) {
		return
	}
	c.shows.Go(func() {
		next, newest, err := c.askFeed(ctx, now)
		if ctx.Err() != nil {
			return
		}
		if err != nil {
			c.log.Warn("ask for a newer version", "err", err)
		}
		if c.updates.end(next, newest) {
			c.Bus.Tell(bus.Gate)
		}
	})
}

// begin says whether to look now. A clock that was set back does not put it off for long.
func (u *updates) begin(now time.Time) bool {
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.underway || now.Before(u.next) && u.next.Sub(now) <= askAgain {
		return false
	}
	u.underway = true
	return true
}

// end notes what is known, and says whether that is something else than before.
func (u *updates) end(next time.Time, newest update.Release) (changed bool) {
	u.mu.Lock()
	defer u.mu.Unlock()
	changed = newest != u.newest
	u.underway, u.next, u.newest = false, next, newest
	return changed
}

// askFeed asks the feed if the user wants it and a day has passed. next is when to look again.
func (c *Core) askFeed(ctx context.Context, now time.Time) (next time.Time, newest update.Release, err error) {
	next = now.Add(askAgain) // switched off, it is lookForUpdates that brings us back
	settings, err := c.Queue.Settings(ctx)
	if err != nil || !settings.Updates {
		return next, newest, err
	}
	known, err := c.knownRelease(ctx, settings.Feed())
	if err != nil {
		return next, newest, err
	}
	if due := known.AskedAt.Add(askAgain); now.Before(due) && !known.AskedAt.After(now) {
		return due, known.Answer.Release, nil
	}
	answer, err := update.Asker{Web: c.o.Web}.Ask(ctx, known.Feed, known.Answer)
	if fault.CodeOf(err) == fault.Unreachable {
		return now.Add(askLater), known.Answer.Release, err
	}
	known.Answer, known.AskedAt = answer, now
	errKeep := c.store.Write(ctx, func(tx *store.Tx) error { return tx.SetSetting(settingRelease, known) })
	if err == nil {
		err = errKeep
	}
	return next, answer.Release, err
}

// knownRelease gives what a feed said last; what another one said does not count.
func (c *Core) knownRelease(ctx context.Context, feed string) (known release, err error) {
	err = c.store.Read(ctx, func(tx *store.Tx) error { return tx.Setting(settingRelease, &known) })
	if known.Feed != feed {
		known = release{Feed: feed}
	}
	return known, err
}

// notice tells of a newer version, in the place where troubles stand; found is false where none is known.
func (u *updates) notice(running string) (notice source.Health, found bool) {
	u.mu.Lock()
	defer u.mu.Unlock()
	if !u.newest.Newer(running) {
		return source.Health{}, false
	}
	sentence := fmt.Sprintf("Sluice %s is out; this is %s.", u.newest.Version, running)
	if u.newest.Page != "" {
		sentence += " " + u.newest.Page
	}
	return source.Health{Condition: source.Degraded, Code: "update_available", Sentence: sentence}, true
}
