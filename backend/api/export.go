package api

import (
	"context"
	"encoding/json"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"sluice/backend/api/wire"
	"sluice/backend/queue"
)

func (a *API) registerExport(api huma.API) {
	change(api, http.MethodPost, "export-file", "/export/file", "The same into a new file in the user's folder for downloads", a.exportFile)
	huma.Register(api, huma.Operation{
		OperationID: "export", Method: http.MethodGet, Path: "/api/v1/export",
		Summary: "Everything as JSON Lines, or all that belongs to one client; docs/export.md describes the lines",
		Responses: map[string]*huma.Response{"200": {
			Description: "One object a line",
			Content:     map[string]*huma.MediaType{jsonLines: {Schema: &huma.Schema{Type: huma.TypeString}}},
		}},
	}, func(ctx context.Context, asked *Walled) (*huma.StreamResponse, error) {
		wall, err := a.wall(ctx, *asked)
		if err != nil {
			return nil, problem(err)
		}
		return &huma.StreamResponse{Body: func(c huma.Context) { a.export(ctx, c, wall) }}, nil
	})
}

// exportFile writes the file while it is asked for: who goes away cancels it, and no file is left.
func (a *API) exportFile(ctx context.Context, asked *Walled) (*answer[wire.ExportFile], error) {
	wall, err := a.wall(ctx, *asked)
	if err != nil {
		return nil, err
	}
	clients, err := a.core.Queue.Clients(ctx)
	if err != nil {
		return nil, err
	}
	path, err := a.core.ExportFile(ctx, wall, clients[wall.Client].Name)
	return &answer[wire.ExportFile]{Body: wire.ExportFile{Path: path}}, err
}

const jsonLines = "application/jsonl"

// export sends the lines as they are read. Trouble on the way breaks the connection, so that nobody
// takes a part for the whole.
func (a *API) export(ctx context.Context, c huma.Context, wall queue.Wall) {
	_, w := humago.Unwrap(c)
	out := &lines{to: w, control: http.NewResponseController(w)}
	err := a.core.Export(ctx, wall, out)
	switch {
	case err == nil:
		out.begin()
	case out.begun:
		panic(http.ErrAbortHandler)
	default:
		said := problemOf(err)
		w.Header().Set("Content-Type", said.ContentType(""))
		w.WriteHeader(said.Status)
		_ = json.NewEncoder(w).Encode(said)
	}
}

// stall is how long a reader may keep us waiting: while it does, the database keeps for it what others
// have changed since.
const stall = 30 * time.Second

// lines is where an export goes.
type lines struct {
	to      http.ResponseWriter
	control *http.ResponseController
	begun   bool
}

func (l *lines) begin() {
	if !l.begun {
		l.begun = true
		l.to.Header().Set("Content-Type", jsonLines)
		l.to.WriteHeader(http.StatusOK)
	}
}

func (l *lines) Write(text []byte) (int, error) {
	l.begin()
	_ = l.control.SetWriteDeadline(time.Now().Add(stall)) // a writer without deadlines has other means
	return l.to.Write(text)
}
