package slack_test

import (
	"context"
	"encoding/json"
	"net/http"

	"github.com/coder/websocket"
)

// listen plays the far end of Socket Mode: it greets, tells of what is put in, and takes what is
// acknowledged.
func (s *server) listen(w http.ResponseWriter, r *http.Request) {
	ctx := context.WithoutCancel(r.Context()) // it goes on after the request
	socket, err := websocket.Accept(w, r, nil)
	if err != nil {
		return
	}
	defer func() { _ = socket.CloseNow() }()
	s.mu.Lock()
	s.sockets = append(s.sockets, socket)
	s.mu.Unlock()
	if socket.Write(ctx, websocket.MessageText, []byte(`{"type":"hello","num_connections":1}`)) != nil {
		return
	}
	for {
		_, text, err := socket.Read(ctx)
		if err != nil {
			return
		}
		var said struct {
			ID string `json:"envelope_id"`
		}
		if json.Unmarshal(text, &said) == nil {
			s.mu.Lock()
			s.acknowledged = append(s.acknowledged, said.ID)
			s.mu.Unlock()
		}
	}
}
