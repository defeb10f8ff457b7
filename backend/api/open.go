package api

import (
	"context"

	"sluice/backend/desktop/link"
	"sluice/backend/work"
)

type openInput struct {
	Walled
	ID   int64 `path:"id"`
	Body struct {
		Link string `json:"link,omitempty" maxLength:"4096" doc:"One in its messages; without it the item's own"`
	}
}

type openedLink struct {
	Opened bool `json:"opened" doc:"False: its client has no command, so that who asks opens it"`
}

// open opens a link with what the user named for the item's client. The command comes from the profile
// alone: nothing that is asked for, and nothing that arrived, names a program.
func (a *API) open(ctx context.Context, input *openInput) (*answer[openedLink], error) {
	wall, err := a.wall(ctx, input.Walled)
	if err != nil {
		return nil, err
	}
	item, _, err := a.core.Queue.Item(ctx, wall, work.ItemID(input.ID))
	if err != nil {
		return nil, err
	}
	asked := input.Body.Link
	if asked == "" {
		asked = item.URL
	}
	if _, err := link.Allowed(asked); err != nil {
		return nil, err
	}
	clients, err := a.core.Queue.Clients(ctx)
	command := clients[item.Client].OpenWith
	if err != nil || command == "" {
		return &answer[openedLink]{}, err
	}
	return &answer[openedLink]{Body: openedLink{Opened: true}}, link.OpenWith(command, asked)
}
