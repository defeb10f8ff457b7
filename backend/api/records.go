package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"sluice/backend/api/wire"
	"sluice/backend/core"
	"sluice/backend/queue"
	"sluice/backend/store"
	"sluice/backend/work"
)

func (a *API) registerRecords(api huma.API) {
	get(api, "records", "/records", "Decisions, blockers, baton notes and notes: those that stand first, then the newest", a.records)
	change(api, http.MethodPost, "add-record", "/records", "Write something down", a.addRecord)
	change(api, http.MethodPut, "change-record", "/records/{id}", "Change a record: the fields that are given", shownWhole(a, a.changeRecord))
	change(api, http.MethodDelete, "remove-record", "/records/{id}", "Remove a record", a.removeRecord)
}

type recordsInput struct {
	Walled
	Kind     string `query:"kind" enum:"decision,blocker,baton,note" doc:"Without it all"`
	Item     int64  `query:"item" doc:"Those that are linked to an item"`
	Standing bool   `query:"standing" doc:"Only those that are not resolved"`
	Query    string `query:"q" maxLength:"500" doc:"Those that say something; in: before: after: narrow it"`
	Limit    int    `query:"limit" minimum:"1" maximum:"10000" default:"1000"`
}

func (a *API) records(ctx context.Context, input *recordsInput) (*answer[wire.Records], error) {
	wall, err := a.wall(ctx, input.Walled)
	if err != nil {
		return nil, err
	}
	records, err := a.core.Queue.Records(ctx, wall, store.RecordQuery{
		Kind: work.RecordKind(input.Kind), Item: work.ItemID(input.Item), Standing: input.Standing, Limit: input.Limit,
	}, input.Query)
	if err != nil {
		return nil, err
	}
	clients, err := a.core.Queue.Clients(ctx)
	return &answer[wire.Records]{Body: wire.Records{Records: wire.RecordsOf(records, clients)}}, err
}

type newRecordInput struct {
	Walled
	Body struct {
		Kind   string     `json:"kind" enum:"decision,blocker,baton,note"`
		Client string     `json:"client,omitempty" doc:"A client's name or number, or none; without it the item's, else the active one"`
		Item   int64      `json:"item,omitempty" doc:"The item that it is linked to"`
		Text   string     `json:"text" minLength:"1" maxLength:"65536" doc:"Markdown"`
		On     string     `json:"on,omitempty" maxLength:"200" doc:"Of a blocker: on whom"`
		Since  *time.Time `json:"since,omitempty" doc:"Of a blocker: since when; without it now"`
	}
}

func (a *API) addRecord(ctx context.Context, input *newRecordInput) (*answer[wire.Record], error) {
	wall, err := a.wall(ctx, input.Walled)
	if err != nil {
		return nil, err
	}
	client, err := a.owner(ctx, wall, input.Body.Client)
	if err != nil {
		return nil, err
	}
	record := work.Record{
		Kind: work.RecordKind(input.Body.Kind), Client: client, Item: work.ItemID(input.Body.Item),
		Text: input.Body.Text, On: input.Body.On,
	}
	if input.Body.Since != nil {
		record.Since = *input.Body.Since
	}
	return a.recorded(ctx, func(now time.Time) (work.Record, error) {
		return a.core.Queue.AddRecord(ctx, now, wall, record)
	})
}

// owner gives whose something is that is put in: who is named, else whom the wall is for.
func (a *API) owner(ctx context.Context, wall queue.Wall, named string) (work.ClientID, error) {
	if named == "" {
		return wall.Client, nil
	}
	client, err := a.client(ctx, named)
	return client.ID, err
}

func (a *API) recorded(ctx context.Context, do func(now time.Time) (work.Record, error)) (*answer[wire.Record], error) {
	record, err := core.Do(ctx, a.core, do)
	if err != nil {
		return nil, err
	}
	clients, err := a.core.Queue.Clients(ctx)
	return &answer[wire.Record]{Body: wire.RecordOf(record, clients)}, err
}

type recordChanges struct {
	Kind     *string    `json:"kind,omitempty" enum:"decision,blocker,baton,note"`
	Client   *string    `json:"client,omitempty" doc:"A client's name or number, or none"`
	Item     *int64     `json:"item,omitempty" doc:"0: it is linked to none any more"`
	Text     *string    `json:"text,omitempty" minLength:"1" maxLength:"65536"`
	On       *string    `json:"on,omitempty" maxLength:"200"`
	Since    *time.Time `json:"since,omitempty"`
	Resolved *bool      `json:"resolved,omitempty" doc:"It is resolved from now on, or stands again"`
}

type changedRecordInput struct {
	Walled
	ID   int64 `path:"id"`
	Body recordChanges
}

func (a *API) changeRecord(ctx context.Context, input *changedRecordInput) (*answer[wire.Record], error) {
	wall, err := a.wall(ctx, input.Walled)
	if err != nil {
		return nil, err
	}
	var client work.ClientID
	if named := input.Body.Client; named != nil {
		if client, err = a.owner(ctx, queue.Wall{}, *named); err != nil {
			return nil, err
		}
	}
	return a.recorded(ctx, func(now time.Time) (work.Record, error) {
		return a.core.Queue.ChangeRecord(ctx, now, wall, work.RecordID(input.ID), func(r *work.Record) {
			if input.Body.Client != nil {
				r.Client = client
			}
			input.Body.apply(r, now)
		})
	})
}

// apply changes what is asked for, but for the client.
func (c recordChanges) apply(r *work.Record, now time.Time) {
	give((*string)(&r.Kind), c.Kind)
	give((*int64)(&r.Item), c.Item)
	give(&r.Text, c.Text)
	give(&r.On, c.On)
	give(&r.Since, c.Since)
	switch {
	case c.Resolved == nil:
	case !*c.Resolved:
		r.ResolvedAt = time.Time{}
	case r.ResolvedAt.IsZero():
		r.ResolvedAt = now
	}
}

func give[T any](to, value *T) {
	if value != nil {
		*to = *value
	}
}

func (a *API) removeRecord(ctx context.Context, input *itemInput) (*answer[acted], error) {
	wall, err := a.wall(ctx, input.Walled)
	if err != nil {
		return nil, err
	}
	return a.doing(ctx, func(now time.Time) (work.Act, error) {
		return a.core.Queue.RemoveRecord(ctx, now, wall, work.RecordID(input.ID))
	})
}
