package api

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"sluice/backend/api/wire"
	"sluice/backend/queue"
	"sluice/backend/store"
	"sluice/backend/work"
)

func (a *API) registerList(api huma.API) {
	get(api, "queue", "/queue", "A part of the queue, or of another list of items; the most important first", a.queue)
	get(api, "queue-all", "/queue/all", "The numbers of all items of such a list, to do something to all of them", a.queueAll)
	get(api, "queue-counts", "/queue/counts", "How many open items each client has", a.queueCounts)
}

// Listing says which items a list has. It is exported since the API's description passes over embedded
// types that are not.
type Listing struct {
	Walled
	State string `query:"state" enum:"queued,done,snoozed,waiting,muted,expired" doc:"Without it, queued, or what q says"`
	Query string `query:"q" maxLength:"500" doc:"What they say, as a search takes it"`
	Run   int64  `query:"run" minimum:"0" doc:"Only those that this check-in brought"`
}

func (a *API) view(ctx context.Context, input Listing) (queue.View, error) {
	wall, err := a.wall(ctx, input.Walled)
	return queue.View{Wall: wall, State: work.State(input.State), Text: input.Query, Run: work.RunID(input.Run)}, err
}

type queueInput struct {
	Listing
	Group  string `query:"group" enum:"client,source,person,kind" doc:"By what they stand together; without it, nothing"`
	Order  string `query:"order" enum:"newest,oldest,due" doc:"Without it, the most important first"`
	Limit  int    `query:"limit" minimum:"0" maximum:"100000" doc:"0: all"`
	Offset int    `query:"offset" minimum:"0"`
	Near   int64  `query:"near" minimum:"0" doc:"Where this item is in the list, the part lies around it"`
	Brief  bool   `query:"brief" doc:"Without the bodies, which may be long"`
}

func (a *API) queue(ctx context.Context, input *queueInput) (*answer[wire.Queue], error) {
	view, err := a.view(ctx, input.Listing)
	if err != nil {
		return nil, err
	}
	view.Order = work.ViewOrder(input.Order)
	view.Group, view.Limit, view.Offset, view.Near = store.Grouping(input.Group), input.Limit, input.Offset, work.ItemID(input.Near)
	listed, err := a.core.Queue.List(ctx, view)
	if err != nil {
		return nil, err
	}
	list, err := a.listed(ctx, listed.Items)
	if err != nil {
		return nil, err
	}
	if input.Brief {
		withoutBodies(list.Body.Items)
	}
	list.Body.Offset, list.Body.Total = listed.Offset, listed.Total
	list.Body.Groups, err = a.groups(ctx, view.Group, listed.Groups)
	return list, err
}

func withoutBodies(items []wire.Item) {
	for i := range items {
		items[i].Body = ""
	}
}

// groups gives groups by the names that people know.
func (a *API) groups(ctx context.Context, by store.Grouping, found []store.Group) ([]wire.Group, error) {
	clients, err := a.core.Queue.Clients(ctx)
	if err != nil {
		return nil, err
	}
	inCall, err := a.core.Queue.InCall(ctx, a.core.Now())
	groups := make([]wire.Group, len(found))
	for i, group := range found {
		groups[i] = wire.Group{Name: group.Name, Count: group.Count}
		if inCall && by == store.GroupPerson {
			groups[i].Name = fmt.Sprintf("Person %d", i+1)
		}
		if by == store.GroupClient {
			id, _ := strconv.ParseInt(group.Name, 10, 64) // the store gives numbers
			groups[i].Name = clients[work.ClientID(id)].Name
		}
	}
	return groups, err
}

type allInput struct{ Listing }

type allBody struct {
	Items   []int64  `json:"items"`
	Clients []string `call:"client" json:"clients" doc:"Whose they are, by name; empty: nobody's"`
}

func (a *API) queueAll(ctx context.Context, input *allInput) (*answer[allBody], error) {
	view, err := a.view(ctx, input.Listing)
	if err != nil {
		return nil, err
	}
	ids, owners, err := a.core.Queue.All(ctx, view)
	if err != nil {
		return nil, err
	}
	clients, err := a.core.Queue.Clients(ctx)
	body := allBody{Items: make([]int64, len(ids)), Clients: make([]string, len(owners))}
	for i, id := range ids {
		body.Items[i] = int64(id)
	}
	for i, id := range owners {
		body.Clients[i] = clients[id].Name
	}
	slices.Sort(body.Clients)
	return &answer[allBody]{Body: body}, err
}

type countsInput struct{ Walled }

type countsBody struct {
	Counts []wire.Group `json:"counts" doc:"By the clients' names; those of nobody have none"`
}

func (a *API) queueCounts(ctx context.Context, input *countsInput) (*answer[countsBody], error) {
	wall, err := a.wall(ctx, input.Walled)
	if err != nil {
		return nil, err
	}
	counts, err := a.core.Queue.Counts(ctx, wall, 0)
	if err != nil {
		return nil, err
	}
	clients, err := a.core.Queue.Clients(ctx)
	body := countsBody{Counts: make([]wire.Group, 0, len(counts.ByClient))}
	for id, count := range counts.ByClient {
		body.Counts = append(body.Counts, wire.Group{Name: clients[id].Name, Count: count})
	}
	slices.SortFunc(body.Counts, func(a, b wire.Group) int { return strings.Compare(a.Name, b.Name) })
	return &answer[countsBody]{Body: body}, err
}
