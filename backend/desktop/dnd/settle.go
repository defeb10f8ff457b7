package dnd

import (
	"context"
	"errors"
	"fmt"
)

// Recover restores what an earlier run left behind. It is called once at the start, before Engage.
// Without a journal it does nothing and asks nobody. A journal whose owner still runs is left to that
// owner. What the user switched since is left as it is. After an error the journal stays for the next
// try, except one that cannot be read, which is set aside under the name *.damaged.
func (g *Guard) Recover(ctx context.Context) error {
	ctx, done := g.begin(ctx)
	defer done()
	if g.closed || g.claim != nil {
		return nil
	}
	return g.recover(ctx)
}

func (g *Guard) recover(ctx context.Context) error {
	j, err := readJournal(g.o.Journal)
	if errors.Is(err, errDamaged) {
		return fmt.Errorf("recover do not disturb: %w", errors.Join(err, setAside(g.o.Journal)))
	}
	if err != nil {
		return sentence{"Sluice cannot read its own note of how Do Not Disturb was. Look at the profile's folder.", err}
	}
	if j == nil {
		return nil
	}
	// The program may have replaced itself in place: then the owner has our number, but is not us.
	if j.Owner != g.system.self() && g.system.alive(j.Owner) {
		return sentence{"Another running Sluice keeps Do Not Disturb for this profile.", nil}
	}
	g.o.Log.Info("restore do not disturb after a crash", "backend", j.Backend, "previous", j.Previous)
	if err := g.settle(ctx, *j); err != nil {
		return fmt.Errorf("recover do not disturb: %w", err)
	}
	return nil
}

// release ends the engagement and restores.
func (g *Guard) release(ctx context.Context) State {
	g.stopRenewal()
	g.wanted, g.hand, g.daemon = false, false, daemon{}
	if err := g.giveUp(ctx); err != nil {
		return g.say(stuck(err))
	}
	s := g.State()
	if s.Verdict != Off && s.ByUser {
		return g.say(leftOn(s.Backend))
	}
	return g.say(State{Verdict: Off})
}

// giveUp restores what we switched, or what an earlier run left when it could not be restored yet.
func (g *Guard) giveUp(ctx context.Context) error {
	if g.claim == nil {
		return g.recover(ctx)
	}
	if err := g.settle(ctx, *g.claim); err != nil {
		return err
	}
	g.claim = nil
	return nil
}

// settle restores what a journal tells of, then removes it. Killed anywhere in between it can be done
// again: closing twice is harmless, and a value that is no longer ours is not touched.
func (g *Guard) settle(ctx context.Context, j journal) error {
	d, err := g.holder(ctx, j)
	if err != nil {
		return err
	}
	if d.backend != nil {
		if err := g.restore(ctx, d, j); err != nil {
			return err
		}
	}
	return removeJournal(g.o.Journal)
}

// holder finds the switch that a journal tells of. The backend is nil when it died with its daemon.
func (g *Guard) holder(ctx context.Context, j journal) (daemon, error) {
	d, err := g.system.daemon(ctx, false)
	if err != nil {
		return daemon{}, err
	}
	if j.at(d) {
		return d, nil
	}
	b, known, err := g.system.backend(ctx, j.Backend)
	if err != nil {
		return daemon{}, err
	}
	if !known {
		return daemon{}, fmt.Errorf("the journal names the backend %q, which this version does not know", j.Backend)
	}
	return daemon{id: d.id, backend: b}, nil
}

// at tells whether the switch of a journal is the one of this daemon.
func (j journal) at(d daemon) bool {
	if d.backend == nil || d.backend.traits().name != j.Backend {
		return false
	}
	return d.id == j.Daemon || d.backend.traits().persistent
}

func (g *Guard) restore(ctx context.Context, d daemon, j journal) error {
	value, err := d.backend.get(ctx)
	if err != nil || value != j.Set {
		return err // the user switched it: theirs to keep
	}
	if d.backend.traits().floods {
		if err := g.system.closeHeld(ctx, d, g.o.Held(ctx)); err != nil {
			return fmt.Errorf("close what is held: %w", err)
		}
	}
	g.at("closed")
	if err := d.backend.set(ctx, j.Previous); err != nil {
		return fmt.Errorf("restore: %w", err)
	}
	g.at("restored")
	return g.verify(ctx, d, j)
}

func (g *Guard) verify(ctx context.Context, d daemon, j journal) error {
	value, err := d.backend.get(ctx)
	if err != nil {
		return fmt.Errorf("read back: %w", err)
	}
	if value == j.Set {
		return fmt.Errorf("%s keeps it on", d.backend.traits().title)
	}
	return nil
}
