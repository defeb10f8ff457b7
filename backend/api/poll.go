package api

import (
	"context"
	"time"

	"sluice/backend/api/wire"
)

// pollFor is how long a call for what changes waits: shorter than what lies between may wait for.
const pollFor = 25 * time.Second

type nextEventsInput struct {
	Run   string `query:"run" maxLength:"40" doc:"That of the call before; empty: there was none"`
	Since int64  `query:"since" minimum:"0" doc:"That of the call before"`
}

// nextEvents answers at once where something changed since the call before, and else as soon as it does.
// A caller of another run, or of none, is told at once where to begin.
func (a *API) nextEvents(ctx context.Context, input *nextEventsInput) (*answer[wire.NextEvents], error) {
	listener := a.core.Bus.Listen()
	defer listener.Close()
	next := wire.NextEvents{Version: a.version, Run: a.core.Bus.Run(), Topics: []string{}}
	ctx, cancel := context.WithTimeout(ctx, pollFor)
	defer cancel()
	for {
		topics, now := a.core.Bus.Since(input.Since)
		next.Since = now
		if input.Run != next.Run {
			return &answer[wire.NextEvents]{Body: next}, nil
		}
		for _, topic := range topics {
			next.Topics = append(next.Topics, string(topic))
		}
		if len(topics) > 0 {
			return &answer[wire.NextEvents]{Body: next}, nil
		}
		select {
		case <-ctx.Done(): // nothing happened, or the core ends
			return &answer[wire.NextEvents]{Body: next}, nil
		case <-listener.Wake():
			listener.Take()
		}
	}
}
