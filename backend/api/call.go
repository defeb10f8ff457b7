package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"sluice/backend/api/wire"
	"sluice/backend/fault"
	"sluice/backend/queue"
	"sluice/backend/work"
)

func (a *API) registerCall(api huma.API) {
	change(api, http.MethodPost, "start-call", "/call", "Withhold titles, senders, texts and clients' names until a time, while others may see the screen", a.startCall)
	change(api, http.MethodPost, "end-call", "/call/end", "Show them again", a.endCall)
}

// callLength is how long a call lasts where nobody says.
const callLength = time.Hour

type callInput struct {
	Body struct {
		Until   *time.Time `json:"until,omitempty" doc:"Without it, words and minutes, in an hour"`
		Words   string     `json:"words,omitempty" maxLength:"100" doc:"Or in words, such as in 30 minutes"`
		Minutes int        `json:"minutes,omitempty" minimum:"1" maximum:"1440" doc:"Or how long it lasts"`
	}
}

func (a *API) startCall(ctx context.Context, input *callInput) (*answer[acted], error) {
	return a.doing(ctx, func(now time.Time) (work.Act, error) {
		until := now.Add(callLength)
		if input.Body.Minutes > 0 {
			until = now.Add(time.Duration(input.Body.Minutes) * time.Minute)
		}
		if input.Body.Until != nil || input.Body.Words != "" {
			var err error
			if until, err = a.until(now, input.Body.Until, input.Body.Words); err != nil {
				return work.Act{}, err
			}
		}
		return a.core.Queue.StartCall(ctx, now, until)
	})
}

func (a *API) endCall(ctx context.Context, _ *struct{}) (*answer[acted], error) {
	return a.doing(ctx, func(now time.Time) (work.Act, error) { return a.core.Queue.EndCall(ctx, now) })
}

// veil is the last that happens to each answer. Where it cannot be known whether a call is on, nothing
// is told.
func (a *API) veil(ctx huma.Context, _ string, body any) (any, error) {
	asked := context.WithoutCancel(ctx.Context()) // who hung up is no reason to stumble
	on, err := a.core.Queue.InCall(asked, a.core.Now())
	if err == nil && !on {
		return body, nil
	}
	clients, _ := a.core.AllClients(asked) // a name of nobody known is withheld
	called := make(map[string]string, len(clients))
	for _, client := range clients {
		called[client.Name] = queue.CallName(client)
	}
	return wire.Veil(body, called), nil
}

// shownWhole refuses, during a call, what stores a thing as a whole: who asks was not told all of it,
// and would store the dots.
func shownWhole[I, O any](a *API, do func(context.Context, *I) (*O, error)) func(context.Context, *I) (*O, error) {
	return func(ctx context.Context, input *I) (*O, error) {
		on, err := a.core.Queue.InCall(ctx, a.core.Now())
		if err == nil && on {
			err = fault.New(fault.Conflict, "A call is on, so that not all of this is shown. End it first, with sluice call off.")
		}
		if err != nil {
			return nil, err
		}
		return do(ctx, input)
	}
}
