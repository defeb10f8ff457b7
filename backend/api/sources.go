package api

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"sluice/backend/api/wire"
	"sluice/backend/core"
	"sluice/backend/fault"
	"sluice/backend/queue"
	"sluice/backend/source"
	"sluice/backend/work"
)

func (a *API) registerSources(api huma.API) {
	get(api, "sources", "/sources", "What is connected, and how it does", a.sources)
	get(api, "source-kinds", "/sources/kinds", "What can be connected, with the forms", a.sourceKinds)
	change(api, http.MethodPost, "try-source", "/sources/try", "Who the user would be and what would be found; nothing is stored", a.trySource)
	change(api, http.MethodPost, "connect-source", "/sources/connect", "Begin to connect an account in the browser: gives the page to open", a.connectSource)
	get(api, "connecting-source", "/sources/connect/{connection}", "How far connecting in the browser has come", a.connecting)
	change(api, http.MethodDelete, "end-connecting", "/sources/connect/{connection}", "Wait no longer for the browser", a.endConnecting)
	change(api, http.MethodPost, "add-source", "/sources", "Connect an account, after it was checked", a.addSource)
	change(api, http.MethodPut, "change-source", "/sources/{id}", "Change an account; secrets that are left out stay", shownWhole(a, a.changeSource))
	change(api, http.MethodDelete, "remove-source", "/sources/{id}", "Remove an account; what it brought stays", a.removeSource)
	change(api, http.MethodPost, "check-source", "/sources/{id}/check", "Who the user is there and what would be found", a.checkSource)
	change(api, http.MethodPost, "sync-source", "/sources/{id}/sync", "Ask an account for what is new, now", a.syncSource)
	change(api, http.MethodPost, "pause-source", "/sources/{id}/pause", "Ask an account no longer, also in the middle of its first import", a.pauseSource)
	change(api, http.MethodPost, "resume-source", "/sources/{id}/resume", "Go on asking an account", a.resumeSource)
	change(api, http.MethodPost, "cancel-import", "/sources/{id}/cancel-import", "End the first import: what came stays, the rest is left at the service", a.cancelImport)
	get(api, "whole-item", "/items/{id}/whole", "The whole of an item whose source told only its beginning, fetched now", a.whole)
	get(api, "outbox", "/outbox", "What is to be written at services, and the last that was", a.outbox)
	change(api, http.MethodPost, "retry-write", "/outbox/{id}/retry", "Send again what failed", a.retryWrite)
	change(api, http.MethodPost, "withdraw-write", "/outbox/{id}/withdraw", "Take back what is not sent", a.withdrawWrite)
	change(api, http.MethodPost, "reply", "/items/{id}/reply", "Answer where an item came from, after 10 seconds", a.reply)
	change(api, http.MethodPost, "write", "/items/{id}/write", "Do something where an item came from, after 10 seconds", a.write)
	change(api, http.MethodPost, "open", "/items/{id}/open", "Open a link of an item with its client's command, on the core's machine", a.open)
	change(api, http.MethodPost, "unlock", "/sources/unlock", "Give the passphrase that locks the passwords, or choose it", a.unlock)
}

func (a *API) sources(ctx context.Context, asked *Walled) (*answer[wire.Sources], error) {
	wall, err := a.wall(ctx, *asked)
	if err != nil {
		return nil, err
	}
	views, err := a.core.Sources(ctx, wall)
	if err != nil {
		return nil, err
	}
	clients, err := a.core.Queue.Clients(ctx)
	body := wire.Sources{Sources: make([]wire.Source, len(views)), Secrets: a.core.SecretsIn(ctx)}
	for i, view := range views {
		body.Sources[i] = wiredSource(view, clients)
	}
	return &answer[wire.Sources]{Body: body}, err
}

func wiredSource(view core.SourceView, clients map[work.ClientID]work.Client) wire.Source {
	s := wire.SourceOf(view.Source, view.Health, clients)
	s.Hosts = slices.Concat([]string{}, view.Hosts)
	s.NextAt, s.Busy, s.Watching, s.Importing = wire.At(view.NextAt), view.Busy, view.Watching, view.Importing
	return s
}

func (a *API) sourceOf(ctx context.Context, view core.SourceView, err error) (*answer[wire.Source], error) {
	if err != nil {
		return nil, err
	}
	clients, err := a.core.Queue.Clients(ctx)
	return &answer[wire.Source]{Body: wiredSource(view, clients)}, err
}

func (a *API) sourceKinds(context.Context, *struct{}) (*answer[wire.Kinds], error) {
	body := wire.Kinds{Kinds: []wire.Kind{}}
	for _, d := range a.core.Kinds() {
		body.Kinds = append(body.Kinds, wire.KindOf(d))
	}
	return &answer[wire.Kinds]{Body: body}, nil
}

// NewSource is an account as it is entered. It is exported since the API's description passes over
// embedded types that are not.
type NewSource struct {
	Name     string            `json:"name,omitempty" maxLength:"100" doc:"Without it, as the service calls the user"`
	Client   string            `json:"client,omitempty" maxLength:"200" doc:"A client's name or number, or none, where routing rules decide; without it a new account is the active client's"`
	Settings map[string]string `json:"settings,omitempty" doc:"By the keys of the form; a toggle is true or empty"`
	Secrets  map[string]string `json:"secrets,omitempty" doc:"By the keys of the form; they are never given back"`
	Minutes  int               `json:"minutes,omitempty" minimum:"0" maximum:"10080" doc:"How often it is asked; 0: as its kind says"`
	DoneToo  bool              `json:"doneToo,omitempty" doc:"What is done here is done there"`
	// Connection is what was connected in the browser.
	Connection string `json:"connection,omitempty" maxLength:"100" doc:"What was connected in the browser before"`
	Days       int    `json:"days,omitempty" minimum:"0" maximum:"3650" doc:"How far back its first import goes; 0: 14 days"`
}

type newSourceInput struct {
	Walled
	Body struct {
		NewSource
		Kind string `json:"kind"`
	}
}

func (a *API) entered(ctx context.Context, kind string, n NewSource) (core.NewSource, error) {
	entered := core.NewSource{
		Kind: kind, Name: n.Name, Settings: n.Settings, Secrets: source.Secrets(n.Secrets),
		Interval: time.Duration(n.Minutes) * time.Minute, DoneToo: n.DoneToo, Days: n.Days, Connection: n.Connection,
	}
	if n.Client == "" {
		return entered, nil
	}
	client, err := a.client(ctx, n.Client)
	entered.Client = client.ID
	return entered, err
}

func (a *API) trySource(ctx context.Context, input *newSourceInput) (*answer[wire.Checked], error) {
	entered, err := a.entered(ctx, input.Body.Kind, input.Body.NewSource)
	if err != nil {
		return nil, err
	}
	identity, err := a.core.Try(ctx, entered)
	return &answer[wire.Checked]{Body: wire.CheckedOf(identity)}, err
}

// addSource gives an account of which nobody said whose it is to the client that is worked for.
func (a *API) addSource(ctx context.Context, input *newSourceInput) (*answer[wire.Source], error) {
	entered, err := a.entered(ctx, input.Body.Kind, input.Body.NewSource)
	if err == nil && input.Body.Client == "" {
		var wall queue.Wall
		wall, err = a.wall(ctx, input.Walled)
		entered.Client = wall.Client
	}
	if err != nil {
		return nil, err
	}
	view, err := a.core.AddSource(ctx, entered)
	return a.sourceOf(ctx, view, err)
}

type sourceInput struct {
	Walled
	ID string `path:"id"`
}

type changeSourceInput struct {
	Walled
	ID   string `path:"id"`
	Body NewSource
}

func (a *API) changeSource(ctx context.Context, input *changeSourceInput) (*answer[wire.Source], error) {
	wall, err := a.wall(ctx, input.Walled)
	if err != nil {
		return nil, err
	}
	entered, err := a.entered(ctx, "", input.Body)
	if err != nil {
		return nil, err
	}
	view, err := a.core.ChangeSource(ctx, wall, work.SourceID(input.ID), entered)
	return a.sourceOf(ctx, view, err)
}

func (a *API) removeSource(ctx context.Context, input *sourceInput) (*answer[wire.Removed], error) {
	wall, err := a.wall(ctx, input.Walled)
	if err != nil {
		return nil, err
	}
	arrivals, open, err := a.core.RemoveSource(ctx, wall, work.SourceID(input.ID))
	return &answer[wire.Removed]{Body: wire.Removed{
		Arrivals: arrivals, Open: open,
		Sentence: fmt.Sprintf("What it brought stays: %d arrivals, %d items of them open. Its password is forgotten.", arrivals, open),
	}}, err
}

func (a *API) checkSource(ctx context.Context, input *sourceInput) (*answer[wire.Checked], error) {
	wall, err := a.wall(ctx, input.Walled)
	if err != nil {
		return nil, err
	}
	identity, err := a.core.CheckSource(ctx, wall, work.SourceID(input.ID))
	return &answer[wire.Checked]{Body: wire.CheckedOf(identity)}, err
}

func (a *API) syncSource(ctx context.Context, input *sourceInput) (*answer[wire.Source], error) {
	wall, err := a.wall(ctx, input.Walled)
	if err != nil {
		return nil, err
	}
	view, err := a.core.SyncSource(ctx, wall, work.SourceID(input.ID))
	return a.sourceOf(ctx, view, err)
}

func (a *API) pauseSource(ctx context.Context, input *sourceInput) (*answer[wire.Source], error) {
	return a.setPaused(ctx, input, true)
}

func (a *API) resumeSource(ctx context.Context, input *sourceInput) (*answer[wire.Source], error) {
	return a.setPaused(ctx, input, false)
}

func (a *API) cancelImport(ctx context.Context, input *sourceInput) (*answer[wire.Source], error) {
	wall, err := a.wall(ctx, input.Walled)
	if err != nil {
		return nil, err
	}
	view, err := a.core.CancelImport(ctx, wall, work.SourceID(input.ID))
	return a.sourceOf(ctx, view, err)
}

func (a *API) setPaused(ctx context.Context, input *sourceInput, paused bool) (*answer[wire.Source], error) {
	wall, err := a.wall(ctx, input.Walled)
	if err != nil {
		return nil, err
	}
	view, err := a.core.PauseSource(ctx, wall, work.SourceID(input.ID), paused)
	return a.sourceOf(ctx, view, err)
}

type unlockInput struct {
	Body struct {
		Passphrase string `json:"passphrase" minLength:"1" maxLength:"1000"`
	}
}

func (a *API) unlock(ctx context.Context, input *unlockInput) (*answer[wire.Sources], error) {
	if err := a.core.Unlock(ctx, input.Body.Passphrase); err != nil {
		return nil, err
	}
	return a.sources(ctx, &Walled{})
}

type connectInput struct {
	Walled
	Body struct {
		NewSource
		Kind   string `json:"kind"`
		Source string `json:"source,omitempty" maxLength:"100" doc:"The account that signs in again; secrets that are left out are as it has them"`
	}
}

func (a *API) connectSource(ctx context.Context, input *connectInput) (*answer[wire.Connecting], error) {
	wall, err := a.wall(ctx, input.Walled)
	if err != nil {
		return nil, err
	}
	entered, err := a.entered(ctx, input.Body.Kind, input.Body.NewSource)
	if err != nil {
		return nil, err
	}
	c, err := a.core.Connect(ctx, wall, work.SourceID(input.Body.Source), entered)
	return &answer[wire.Connecting]{Body: connectingOf(c)}, err
}

type connectingInput struct {
	Connection string `path:"connection"`
}

func (a *API) connecting(_ context.Context, input *connectingInput) (*answer[wire.Connecting], error) {
	c, err := a.core.Connected(input.Connection)
	return &answer[wire.Connecting]{Body: connectingOf(c)}, err
}

func (a *API) endConnecting(_ context.Context, input *connectingInput) (*answer[wire.Connecting], error) {
	a.core.EndConnecting(input.Connection)
	return &answer[wire.Connecting]{Body: wire.Connecting{Connection: input.Connection, State: "ended"}}, nil
}

func connectingOf(c core.Connecting) wire.Connecting {
	wired := wire.Connecting{Connection: c.ID, URL: c.URL, State: "waiting", Sentence: fault.SentenceOf(c.Err)}
	switch {
	case c.Err != nil:
		wired.State = "failed"
	case c.Done:
		wired.State = "done"
	}
	return wired
}
