package dnd

import "context"

// Check looks whether things are still as we left them. It lifts what is over, sees when the user
// switched by hand (and leaves that alone until the gate changes), and switches again at a daemon that
// was started anew. It is called every few seconds while engaged; where the system tells of changes it
// is called at once besides.
func (g *Guard) Check(ctx context.Context) State {
	ctx, done := g.begin(ctx)
	defer done()
	switch {
	case g.closed || g.lifted:
		return g.State()
	case g.wanted:
		return g.look(ctx)
	case g.claim != nil:
		return g.release(ctx) // an earlier release failed
	}
	return g.State()
}

func (g *Guard) look(ctx context.Context) State {
	if g.over() {
		return g.release(ctx)
	}
	d, err := g.system.daemon(ctx, false)
	if err != nil {
		return g.say(failed(err))
	}
	if d.backend == nil {
		return g.say(noSwitch(d))
	}
	if !d.same(g.daemon) && !g.hand {
		return g.engage(ctx)
	}
	g.daemon = d
	value, err := d.backend.get(ctx)
	if err != nil {
		return g.say(failed(err))
	}
	return g.compare(d, value)
}

// compare tells our value from the user's.
func (g *Guard) compare(d daemon, value string) State {
	on := value == d.backend.traits().on
	switch {
	case on && g.claim != nil:
		return g.say(confirmed(d))
	case on:
		g.hand = false // if a restart of the daemon loses it, silence is wanted still
		return g.say(usersOwn(d))
	case g.claim != nil:
		g.forget()
	}
	g.hand = true
	return g.say(usersOff(d))
}
