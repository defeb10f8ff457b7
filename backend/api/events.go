package api

import (
	"context"
	"net/http"
	"slices"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/sse"

	"sluice/backend/bus"
)

// The events of the stream. But for the first they carry nothing: they say what to ask for again.
type (
	helloEvent struct {
		Version string `json:"version"`
	}
	queueEvent    struct{}
	gateEvent     struct{}
	sourcesEvent  struct{}
	sessionsEvent struct{}
	meetingsEvent struct{}
	quitEvent     struct{}
	outboxEvent   struct{}
)

var eventOf = map[bus.Topic]any{
	bus.Queue: queueEvent{}, bus.Gate: gateEvent{}, bus.Sources: sourcesEvent{},
	bus.Sessions: sessionsEvent{}, bus.Meetings: meetingsEvent{}, bus.Outbox: outboxEvent{},
	bus.Quit: quitEvent{},
}

func (a *API) registerEvents(api huma.API) {
	sse.Register(api, huma.Operation{
		OperationID: "events", Method: http.MethodGet, Path: "/api/v1/events",
		Summary: "What changes, as it changes: each event says what to ask for again",
	}, map[string]any{
		"hello": helloEvent{}, "queue": queueEvent{}, "gate": gateEvent{}, "sources": sourcesEvent{},
		"sessions": sessionsEvent{}, "meetings": meetingsEvent{}, "quit": quitEvent{}, "outbox": outboxEvent{},
	}, a.events)
}

func (a *API) events(ctx context.Context, _ *struct{}, send sse.Sender) {
	listener := a.core.Bus.Listen()
	defer listener.Close()
	if send.Data(helloEvent{Version: a.version}) != nil {
		return
	}
	for {
		select {
		case <-ctx.Done():
			a.farewell(listener, send)
			return
		case <-listener.Wake():
			for _, topic := range listener.Take() {
				if send.Data(eventOf[topic]) != nil {
					return
				}
			}
		}
	}
}

// farewell says that the user ends the program, where that is why the stream ends: a window goes then,
// and otherwise waits for the core to come back.
func (a *API) farewell(listener *bus.Listener, send sse.Sender) {
	if slices.Contains(listener.Take(), bus.Quit) {
		_ = send.Data(quitEvent{}) // the window may have gone already
	}
}
