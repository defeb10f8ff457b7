package dnd

import (
	"context"
	"errors"
)

// engage switches at whichever daemon is there now, whatever was before.
func (g *Guard) engage(ctx context.Context) State {
	g.daemon = daemon{}
	d, err := g.system.daemon(ctx, true)
	if err != nil {
		return g.say(failed(err))
	}
	if d.backend == nil {
		return g.say(noSwitch(d))
	}
	kept, err := g.keep(ctx, d)
	if err != nil {
		return g.say(failed(err))
	}
	if kept {
		g.daemon = d
		return g.say(confirmed(d))
	}
	return g.switchOn(ctx, d)
}

// keep goes on with an engagement that still holds, under its new end, and clears away one that does
// not: it is true when nothing has to be switched.
func (g *Guard) keep(ctx context.Context, d daemon) (bool, error) {
	if g.claim == nil {
		return false, g.recover(ctx)
	}
	old := *g.claim
	if old.at(d) {
		value, err := d.backend.get(ctx)
		if err != nil {
			return false, err
		}
		if value == old.Set {
			old.Until, old.Daemon = g.until, d.id
			g.claim = &old
			if err := old.write(g.o.Journal); err != nil {
				return true, err
			}
			return true, prolong(ctx, d.backend, old.Set, g.until)
		}
	}
	return false, g.giveUp(ctx)
}

// switchOn notes what the user has, switches and reads back.
func (g *Guard) switchOn(ctx context.Context, d daemon) State {
	previous, err := d.backend.get(ctx)
	if err != nil {
		return g.say(failed(err))
	}
	on := d.backend.traits().on
	if previous == on {
		g.daemon = d
		return g.say(usersOwn(d))
	}
	j := journal{
		Backend: d.backend.traits().name, Daemon: d.id, Previous: previous, Set: on,
		Until: g.until, Owner: g.system.self(),
	}
	if err := j.write(g.o.Journal); err != nil {
		return g.say(failed(sentence{"Sluice could not note how Do Not Disturb was, so it did not switch it. Look at the free space in the profile's folder.", err}))
	}
	g.claim = &j
	g.at("journalled")
	err = setUntil(ctx, d.backend, on, g.until)
	g.at("switched")
	return g.judge(ctx, d, err)
}

// judge reads back what became of a switch. A refusal may come late, so the value counts and not the error.
func (g *Guard) judge(ctx context.Context, d daemon, refused error) State {
	value, err := d.backend.get(ctx)
	switch {
	case err == nil && value == g.claim.Set:
		g.daemon = d
		return g.say(confirmed(d))
	case err == nil:
		g.forget()
		return g.say(refusedBy(d, refused))
	case refused == nil:
		g.daemon = d
		return g.say(asked(d))
	}
	return g.say(failed(errors.Join(refused, err))) // the journal stays: it may have been switched
}

// forget drops what we had to restore, because it is restored or is no longer ours.
func (g *Guard) forget() {
	g.claim = nil
	if err := removeJournal(g.o.Journal); err != nil {
		g.o.Log.Warn("forget do not disturb", "err", err)
	}
}

// over tells whether the end of an engagement has passed.
func (g *Guard) over() bool {
	return !g.until.IsZero() && !g.o.Now().Round(0).Before(g.until)
}
