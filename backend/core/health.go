package core

import (
	"context"
	"slices"
	"sync"
	"time"

	"sluice/backend/bus"
	"sluice/backend/source"
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

// trouble gives what is not well, in a fixed order, but for sources that are hidden.
func (h *health) trouble(hidden func(work.SourceID) bool) []source.Health {
	h.mu.Lock()
	defer h.mu.Unlock()
	var ids []work.SourceID
	for id, each := range h.by {
		if each.Condition != source.OK && !hidden(id) {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	trouble := make([]source.Health, len(ids))
	for i, id := range ids {
		trouble[i] = h.by[id]
	}
	return trouble
}
