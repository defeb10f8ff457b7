package dnd

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// Through lets one notification of ours through: where the daemon would swallow it, what we hold is
// closed, the silence lifted, show called, and the silence renewed five seconds after show returned.
// Elsewhere, and while not engaged, it only calls show. Show is always called, without any lock, and
// its error comes back; with it come ErrLeftAlone where the user's own Do Not Disturb would swallow it,
// and the reason when lifting failed.
func (g *Guard) Through(ctx context.Context, show func(context.Context) error) error {
	lifted, err := g.liftFor(ctx)
	if lifted {
		defer g.renewLater() //nolint:contextcheck // the renewal comes when this call has long returned
	}
	return errors.Join(show(ctx), err)
}

// liftFor lifts when that is needed. True means that renewLater has to follow.
func (g *Guard) liftFor(ctx context.Context) (bool, error) {
	ctx, done := g.begin(ctx)
	defer done()
	swallows := g.daemon.backend != nil && g.daemon.backend.traits().swallows
	switch {
	case g.closed || !g.wanted:
		return false, nil
	case g.lifted:
	case g.claim != nil && swallows:
		if err := g.giveUp(ctx); err != nil {
			return false, fmt.Errorf("lift for a break-through: %w", err)
		}
		g.lifted = true
		g.say(liftedAt(g.daemon))
	case swallows && g.State().ByUser && g.State().Verdict != Off:
		return false, ErrLeftAlone
	default:
		return false, nil
	}
	g.through++
	g.cancelTimer()
	return true, nil
}

// renewLater plans the renewal once the last break-through is on screen.
func (g *Guard) renewLater() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.through--
	if g.through > 0 || !g.lifted {
		return
	}
	g.cancelTimer()
	turn := g.turn
	g.timer = time.AfterFunc(renewAfter, func() { g.renew(turn) })
}

func (g *Guard) renew(turn int) {
	ctx, done := g.begin(context.Background())
	defer done()
	if turn != g.turn || !g.lifted {
		return
	}
	g.lifted = false
	if g.over() {
		g.release(ctx)
		return
	}
	g.engage(ctx)
}

// cancelTimer also makes a timer that is just going off know that it is too late.
func (g *Guard) cancelTimer() {
	g.turn++
	if g.timer != nil {
		g.timer.Stop()
	}
}

func (g *Guard) stopRenewal() {
	g.cancelTimer()
	g.lifted = false
}
