package api

import (
	"context"
	"net/http"

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
)

var eventOf = map[bus.Topic]any{
	bus.Queue: queueEvent{}, bus.Gate: gateEvent{}, bus.Sources: sourcesEvent{},
	bus.Sessions: sessionsEvent{}, bus.Meetings: meetingsEvent{},
}

func (a *API) registerEvents(api huma.API) {
	sse.Register(api, huma.Operation{
		OperationID: "events", Method: http.MethodGet, Path: "/api/v1/events",
		Summary: "What changes, as it changes: each event says what to ask for again",
	}, map[string]any{
		"hello": helloEvent{}, "queue": queueEvent{}, "gate": gateEvent{}, "sources": sourcesEvent{},
		"sessions": sessionsEvent{}, "meetings": meetingsEvent{},
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
