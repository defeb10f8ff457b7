package api

import (
	"context"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"sluice/backend/api/wire"
	"sluice/backend/core"
	"sluice/backend/fault"
	"sluice/backend/queue"
	"sluice/backend/source"
	"sluice/backend/work"
)

func (a *API) registerQueue(api huma.API) {
	get(api, "search", "/search", "Items and records that say something; from: in: is: kind: why: before: after: narrow it", a.search)
	change(api, http.MethodPost, "search-held", "/search", "The same with is:held, which opens a check-in early and is recorded", a.searchHeld)
	get(api, "item", "/items/{id}", "An item with its thread", a.item)
	change(api, http.MethodPost, "add", "/arrivals", "Put something in: it is held like everything else, unless asked otherwise", a.add)
}

// Walled is part of every question that could tell one client's business to another. It is exported
// since the API's description, and with it the reading of questions, passes over embedded types that
// are not.
type Walled struct {
	Client string `query:"client" doc:"A client's name or number, or all; without it the active client"`
}

// wall gives the wall that a question stands behind.
func (a *API) wall(ctx context.Context, asked Walled) (queue.Wall, error) {
	switch asked.Client {
	case "":
		wall, _, err := a.core.Queue.Active(ctx)
		return wall, err
	case "all":
		return queue.Wall{}, nil
	}
	client, err := a.client(ctx, asked.Client)
	return queue.Wall{Up: true, Client: client.ID}, err
}

// client finds a client by name or number; "none" is nobody.
func (a *API) client(ctx context.Context, named string) (work.Client, error) {
	if named == "none" {
		return work.Client{}, nil
	}
	clients, err := a.core.Queue.Clients(ctx)
	if err != nil {
		return work.Client{}, err
	}
	for _, client := range clients {
		if strings.EqualFold(client.Name, named) || client.Number != 0 && strconv.Itoa(client.Number) == named {
			return client, nil
		}
	}
	for _, client := range clients { // what it is called during a call
		if strings.EqualFold(queue.CallName(client), named) {
			return client, nil
		}
	}
	return work.Client{}, fault.New(fault.NotFound, "There is no client %q.", named)
}

func (a *API) listed(ctx context.Context, items []work.Item) (*answer[wire.Queue], error) {
	clients, err := a.core.Queue.Clients(ctx)
	list := wire.Queue{Items: wire.ItemsOf(items, clients), Total: len(items), Groups: []wire.Group{}}
	return &answer[wire.Queue]{Body: list}, err
}

type searchInput struct {
	Walled
	Query string `query:"q" maxLength:"500"`
	Limit int    `query:"limit" minimum:"1" maximum:"1000" default:"100"`
	Brief bool   `query:"brief" doc:"Without the bodies, which may be long"`
}

func (a *API) search(ctx context.Context, input *searchInput) (*answer[wire.Found], error) {
	wall, err := a.wall(ctx, input.Walled)
	if err != nil {
		return nil, err
	}
	items, err := a.core.Queue.Search(ctx, wall, input.Query, input.Limit)
	if err != nil {
		return nil, err
	}
	return a.found(ctx, wall, input, items)
}

// found adds to items the records that the search finds.
func (a *API) found(ctx context.Context, wall queue.Wall, input *searchInput, items []work.Item) (*answer[wire.Found], error) {
	records, err := a.core.Queue.FindRecords(ctx, wall, input.Query, input.Limit)
	if err != nil {
		return nil, err
	}
	clients, err := a.core.Queue.Clients(ctx)
	found := wire.Found{Items: wire.ItemsOf(items, clients), Records: wire.RecordsOf(records, clients)}
	if input.Brief {
		withoutBodies(found.Items)
	}
	return &answer[wire.Found]{Body: found}, err
}

func (a *API) searchHeld(ctx context.Context, input *searchInput) (*answer[wire.Queue], error) {
	wall, err := a.wall(ctx, input.Walled)
	if err != nil {
		return nil, err
	}
	items, err := core.Do(ctx, a.core, func(now time.Time) ([]work.Item, error) {
		return a.core.Queue.OpenHeld(ctx, now, wall, input.Query, input.Limit)
	})
	if err != nil {
		return nil, err
	}
	return a.listed(ctx, items)
}

type itemInput struct {
	Walled
	ID int64 `path:"id"`
}

func (a *API) item(ctx context.Context, input *itemInput) (*answer[wire.Thread], error) {
	wall, err := a.wall(ctx, input.Walled)
	if err != nil {
		return nil, err
	}
	item, shown, err := a.core.Queue.Item(ctx, wall, work.ItemID(input.ID))
	if err != nil {
		return nil, err
	}
	can, written, err := a.core.Writers(ctx, item.ID)
	if err != nil {
		return nil, err
	}
	clients, err := a.core.Queue.Clients(ctx)
	thread := wire.Thread{
		Item: wire.ItemOf(item, clients), Thread: make([]wire.Arrival, len(shown)),
		Can: []wire.Can{}, Writes: make([]wire.Write, len(written)),
	}
	for i, one := range shown {
		thread.Thread[i] = wire.ArrivalOf(one)
	}
	for _, verb := range slices.Sorted(maps.Keys(can)) {
		thread.Can = append(thread.Can, wire.Can{Verb: string(verb), Account: can[verb].Name})
	}
	for i, w := range written {
		thread.Writes[i] = wire.WriteOf(w)
	}
	return &answer[wire.Thread]{Body: thread}, err
}

type newArrival struct {
	Key       string     `json:"key,omitempty" maxLength:"200" doc:"Its identity: the same key again changes nothing"`
	Title     string     `json:"title" minLength:"1" maxLength:"1000"`
	Body      string     `json:"body,omitempty" maxLength:"65536"`
	From      string     `json:"from,omitempty" maxLength:"200"`
	App       string     `json:"app,omitempty" maxLength:"200"`
	URL       string     `json:"url,omitempty" maxLength:"4096"`
	Thread    string     `json:"thread,omitempty" maxLength:"200" doc:"What belongs together has the same"`
	Client    string     `json:"client,omitempty" maxLength:"200" doc:"A client's name or number; without it the routing rules decide"`
	DueAt     *time.Time `json:"dueAt,omitempty"`
	Due       string     `json:"due,omitempty" maxLength:"100" doc:"Or in words, such as fri 5pm"`
	ExpiresAt *time.Time `json:"expiresAt,omitempty" doc:"When it is over: what is not handled by then is set aside as expired"`
	Expires   string     `json:"expires,omitempty" maxLength:"100" doc:"Or in words, such as in 2 hours"`
	Now       bool       `json:"now,omitempty" doc:"Straight into the queue, past the gate: for what the user puts in himself"`
}

type addInput struct {
	Body struct {
		Arrivals []newArrival `json:"arrivals" minItems:"1"`
	}
}

type addedBody struct {
	Added []wire.Added `json:"added"`
}

func (a *API) add(ctx context.Context, input *addInput) (*answer[addedBody], error) {
	events := make([]source.Event, len(input.Body.Arrivals))
	for i, arrival := range input.Body.Arrivals {
		var err error
		if events[i], err = a.event(ctx, arrival); err != nil {
			return nil, err
		}
	}
	placed, err := a.core.Add(ctx, events...)
	body := addedBody{Added: make([]wire.Added, len(placed))}
	for i, p := range placed {
		body.Added[i] = addedOf(p)
	}
	return &answer[addedBody]{Body: body}, err
}

func (a *API) event(ctx context.Context, n newArrival) (source.Event, error) {
	event := source.Event{
		RemoteID: n.Key, Thread: n.Thread, App: n.App, From: n.From, Kind: work.KindMessage,
		Title: n.Title, Body: n.Body, URL: n.URL, AtOnce: n.Now,
	}
	if n.Now {
		event.Kind = work.KindTask
	}
	var err error
	if event.DueAt, err = a.until(a.core.Now(), n.DueAt, n.Due); err != nil {
		return event, err
	}
	if event.ExpiresAt, err = a.until(a.core.Now(), n.ExpiresAt, n.Expires); err != nil || n.Client == "" {
		return event, err
	}
	client, err := a.client(ctx, n.Client)
	event.Client = client.ID
	return event, err
}

func addedOf(p core.Placed) wire.Added {
	return wire.Added{
		Item: int64(p.Item), Arrival: int64(p.ID), New: p.IsNew, Outcome: string(p.Outcome), Reason: p.Reason,
	}
}
