package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"sluice/backend/api/wire"
	"sluice/backend/core"
	"sluice/backend/queue"
	"sluice/backend/work"
)

func (a *API) registerTriage(api huma.API) {
	change(api, http.MethodPost, "done", "/items/{id}/done", "Mark an item as done", a.doneOne)
	change(api, http.MethodPost, "done-many", "/done", "Mark items as done, as one act", a.done)
	change(api, http.MethodPost, "reopen", "/reopen", "Bring items back into the queue", a.reopen)
	change(api, http.MethodPost, "snooze", "/snooze", "Put items aside until a time, or the next check-in", a.snooze)
	change(api, http.MethodPost, "wait", "/wait", "Put items aside because somebody else has to act", a.wait)
	change(api, http.MethodPost, "pin", "/pin", "Pin items, or unpin them", a.pin)
	change(api, http.MethodPost, "mute", "/mute", "Keep items and their threads out of the queue", a.mute)
	change(api, http.MethodPost, "assign", "/assign", "Give items to a client", a.assign)
	change(api, http.MethodPost, "mark", "/mark", "Say that what its sender sends counts more or less", a.mark)
	change(api, http.MethodPost, "split", "/items/{id}/split", "Make an item of its own of what was taken for the same", a.split)
	change(api, http.MethodPost, "undo", "/undo", "Take back the last act", a.undo)
}

type acted struct {
	Act wire.Act `json:"act"`
}

func actedOf(act work.Act, err error) (*answer[acted], error) {
	return &answer[acted]{Body: acted{Act: wire.ActOf(act)}}, err
}

// doing does something that may change the gate, and answers with the act.
func (a *API) doing(ctx context.Context, do func(now time.Time) (work.Act, error)) (*answer[acted], error) {
	return actedOf(core.Do(ctx, a.core, do))
}

// Picked are items as they are asked for. It is exported since the API's description passes over embedded
// types that are not.
type Picked struct {
	Items []work.ItemID `json:"items" minItems:"1" maxItems:"100000"`
}

// picking does a verb to items behind the wall.
func (a *API) picking(
	ctx context.Context, asked Walled, items []work.ItemID, do func(now time.Time, pick queue.Pick) (work.Act, error),
) (*answer[acted], error) {
	wall, err := a.wall(ctx, asked)
	if err != nil {
		return nil, err
	}
	return a.doing(ctx, func(now time.Time) (work.Act, error) {
		return do(now, queue.Pick{Wall: wall, Items: items})
	})
}

type manyInput struct {
	Walled
	Body Picked
}

func (a *API) doneOne(ctx context.Context, input *itemInput) (*answer[acted], error) {
	return a.done(ctx, &manyInput{Walled: input.Walled, Body: Picked{Items: []work.ItemID{work.ItemID(input.ID)}}})
}

func (a *API) done(ctx context.Context, input *manyInput) (*answer[acted], error) {
	return a.picking(ctx, input.Walled, input.Body.Items, func(now time.Time, pick queue.Pick) (work.Act, error) {
		return a.core.Queue.Done(ctx, now, pick)
	})
}

func (a *API) reopen(ctx context.Context, input *manyInput) (*answer[acted], error) {
	return a.picking(ctx, input.Walled, input.Body.Items, func(now time.Time, pick queue.Pick) (work.Act, error) {
		return a.core.Queue.Reopen(ctx, now, pick)
	})
}

func (a *API) mute(ctx context.Context, input *manyInput) (*answer[acted], error) {
	return a.picking(ctx, input.Walled, input.Body.Items, func(now time.Time, pick queue.Pick) (work.Act, error) {
		return a.core.Queue.Mute(ctx, now, pick)
	})
}

type snoozeInput struct {
	Walled
	Body struct {
		Picked
		Until *time.Time `json:"until,omitempty" doc:"Without it, until the next check-in"`
		Words string     `json:"words,omitempty" maxLength:"100" doc:"Or in words, such as fri 9am, tomorrow, in 2 hours"`
	}
}

func (a *API) snooze(ctx context.Context, input *snoozeInput) (*answer[acted], error) {
	return a.picking(ctx, input.Walled, input.Body.Items, func(now time.Time, pick queue.Pick) (work.Act, error) {
		until, err := a.until(now, input.Body.Until, input.Body.Words)
		if err != nil {
			return work.Act{}, err
		}
		return a.core.Queue.Snooze(ctx, now, until, pick)
	})
}

type waitInput struct {
	Walled
	Body struct {
		Picked
		Who   string     `json:"who" minLength:"1" maxLength:"200"`
		AskAt *time.Time `json:"askAt,omitempty" doc:"When to ask again; without it never"`
		Words string     `json:"words,omitempty" maxLength:"100" doc:"Or in words"`
	}
}

func (a *API) wait(ctx context.Context, input *waitInput) (*answer[acted], error) {
	return a.picking(ctx, input.Walled, input.Body.Items, func(now time.Time, pick queue.Pick) (work.Act, error) {
		askAt, err := a.until(now, input.Body.AskAt, input.Body.Words)
		if err != nil {
			return work.Act{}, err
		}
		return a.core.Queue.Wait(ctx, now, input.Body.Who, askAt, pick)
	})
}

// until gives an instant that was asked for, in words or not; zero: none was.
func (a *API) until(now time.Time, at *time.Time, words string) (time.Time, error) {
	switch {
	case words != "":
		return when(words, now, a.core.Zone())
	case at != nil:
		return *at, nil
	}
	return time.Time{}, nil
}

type pinInput struct {
	Walled
	Body struct {
		Picked
		Pinned bool `json:"pinned"`
	}
}

func (a *API) pin(ctx context.Context, input *pinInput) (*answer[acted], error) {
	return a.picking(ctx, input.Walled, input.Body.Items, func(now time.Time, pick queue.Pick) (work.Act, error) {
		return a.core.Queue.Pin(ctx, now, input.Body.Pinned, pick)
	})
}

type assignInput struct {
	Walled
	Body struct {
		Picked
		To string `json:"to" doc:"A client's name or number; none for nobody"`
	}
}

func (a *API) assign(ctx context.Context, input *assignInput) (*answer[acted], error) {
	client, err := a.client(ctx, input.Body.To)
	if err != nil {
		return nil, err
	}
	return a.picking(ctx, input.Walled, input.Body.Items, func(now time.Time, pick queue.Pick) (work.Act, error) {
		return a.core.Queue.Assign(ctx, now, client, pick)
	})
}

type markInput struct {
	Walled
	Body struct {
		Item work.ItemID `json:"item"`
		More bool        `json:"more"`
	}
}

func (a *API) mark(ctx context.Context, input *markInput) (*answer[acted], error) {
	wall, err := a.wall(ctx, input.Walled)
	if err != nil {
		return nil, err
	}
	return a.doing(ctx, func(now time.Time) (work.Act, error) {
		return a.core.Queue.Mark(ctx, now, input.Body.More, wall, input.Body.Item)
	})
}

func (a *API) undo(ctx context.Context, _ *struct{}) (*answer[acted], error) {
	wall, err := a.wall(ctx, Walled{})
	if err != nil {
		return nil, err
	}
	return a.doing(ctx, func(now time.Time) (work.Act, error) {
		act, err := a.core.Queue.Undo(ctx, now)
		if wall.Up {
			act.Sentence = act.Plain()
		}
		return act, err
	})
}

type splitInput struct {
	Walled
	ID   int64 `path:"id"`
	Body struct {
		Arrival work.ArrivalID `json:"arrival" doc:"One of the twins of the item's arrivals"`
	}
}

func (a *API) split(ctx context.Context, input *splitInput) (*answer[acted], error) {
	wall, err := a.wall(ctx, input.Walled)
	if err != nil {
		return nil, err
	}
	return a.doing(ctx, func(now time.Time) (work.Act, error) {
		return a.core.Queue.Split(ctx, now, wall, work.ItemID(input.ID), input.Body.Arrival)
	})
}
