package core

import (
	"context"
	"maps"
	"slices"
	"sync"
	"time"

	"sluice/backend/bus"
	"sluice/backend/queue"
	"sluice/backend/source"
	"sluice/backend/store"
	"sluice/backend/work"
)

// health keeps how each source is doing, and tells when that changes.
type health struct {
	bus *bus.Bus
	mu  sync.Mutex
	by  map[work.SourceID]source.Health

	changed chan struct{} // closed and made anew at each change
}

// patience is how long the start waits for sources to say how they are doing.
const patience = 2 * time.Second

// heard returns when every one of the sources has said how it is doing, after a while in any case.
func (h *health) heard(ctx context.Context, from []source.Streamer) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	for _, each := range from {
		for {
			known, changed := h.known(each.Describe().ID)
			if known {
				break
			}
			select {
			case <-ctx.Done():
				return
			case <-changed:
			}
		}
	}
}

func (h *health) known(id work.SourceID) (bool, <-chan struct{}) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.changed == nil {
		h.changed = make(chan struct{})
	}
	_, known := h.by[id]
	return known, h.changed
}

func (h *health) set(id work.SourceID, now source.Health) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if before, known := h.by[id]; known && before == now {
		return
	}
	if h.by == nil {
		h.by = map[work.SourceID]source.Health{}
	}
	h.by[id] = now
	if h.changed != nil {
		close(h.changed)
		h.changed = nil
	}
	h.bus.Tell(bus.Sources, bus.Gate)
}

// forget forgets a source that is no more.
func (h *health) forget(id work.SourceID) {
	h.mu.Lock()
	defer h.mu.Unlock()
	delete(h.by, id)
	h.bus.Tell(bus.Sources, bus.Gate)
}

// of gives how a source is doing, and whether it has said so.
func (h *health) of(id work.SourceID) (source.Health, bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	known, said := h.by[id]
	return known, said
}

// ill gives what is not well.
func (h *health) ill() map[work.SourceID]source.Health {
	h.mu.Lock()
	defer h.mu.Unlock()
	ill := map[work.SourceID]source.Health{}
	for id, each := range h.by {
		if each.Condition != source.OK {
			ill[id] = each
		}
	}
	return ill
}

// somewhere stands for the accounts that must not be named.
var somewhere = source.Health{
	Condition: source.NeedsYou, Code: "account", Sentence: "An account is in trouble. Look at your accounts, with all clients and no call.",
}

// trouble gives what is not well, in a fixed order. The sentences of accounts name them, so that those on
// the other side of the wall, and all of them during a call, are told of once and without a name.
func (c *Core) trouble(ctx context.Context, wall queue.Wall, call bool) ([]source.Health, error) {
	ill := c.health.ill()
	if len(ill) == 0 {
		return nil, nil
	}
	var accounts []work.Source
	err := c.store.Read(ctx, func(tx *store.Tx) (err error) {
		accounts, err = tx.Sources()
		return err
	})
	nameless := 0
	for _, account := range accounts {
		if _, known := ill[account.ID]; known && (call || wall.HidesOf(account.Client)) {
			delete(ill, account.ID)
			nameless++
		}
	}
	var trouble []source.Health
	for _, id := range slices.Sorted(maps.Keys(ill)) {
		trouble = append(trouble, ill[id])
	}
	if nameless > 0 {
		trouble = append(trouble, somewhere)
	}
	return trouble, err
}
