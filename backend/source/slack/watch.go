package slack

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strings"
	"time"

	"github.com/coder/websocket"

	"sluice/backend/source"
	"sluice/backend/source/httpx"
)

const (
	// silence is how long Slack, which pings twice a minute, may say nothing.
	silence = 3 * time.Minute
	// maxEnvelope is how long what Slack sends may be, in bytes.
	maxEnvelope = 1 << 20
)

// Watch listens by Socket Mode, https://docs.slack.dev/apis/events-api/using-socket-mode. Without an app
// token it is pulled at its interval.
func (Source) Watch(ctx context.Context, a source.Account, changed func()) error {
	if a.Secrets["app_token"] == "" {
		changed()
		<-ctx.Done()
		return nil
	}
	return ended(ctx, listen(ctx, a, changed))
}

// ended gives how watching ended: without an error where it was to.
func ended(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return nil //nolint:nilerr // that is what ended it
	}
	return err
}

func listen(ctx context.Context, a source.Account, changed func()) error {
	address, err := openSocket(ctx, a)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	quiet := time.AfterFunc(silence, cancel)
	defer quiet.Stop()
	socket, response, err := websocket.Dial(ctx, address, &websocket.DialOptions{
		HTTPClient:     a.HTTP,
		OnPingReceived: func(context.Context, []byte) bool { quiet.Reset(silence); return true },
	})
	if response != nil && response.Body != nil && err != nil {
		_ = response.Body.Close()
	}
	if err != nil {
		return lost(err, a)
	}
	defer func() { _ = socket.CloseNow() }()
	socket.SetReadLimit(maxEnvelope)
	for {
		_, text, err := socket.Read(ctx)
		if err != nil {
			return lost(err, a)
		}
		quiet.Reset(silence)
		if err := answer(ctx, socket, text, changed); err != nil {
			return lost(err, a)
		}
	}
}

// openSocket asks for the address to listen at. It is good once.
func openSocket(ctx context.Context, a source.Account) (string, error) {
	c := newClient(a)
	c.http.Bearer(a.Secrets["app_token"])
	var opened struct {
		URL string `json:"url"`
	}
	if _, err := c.call(ctx, httpx.Request{Method: http.MethodPost, URL: base + "apps.connections.open"}, &opened); err != nil {
		return "", err
	}
	if !strings.HasPrefix(opened.URL, "wss://") {
		return "", source.NewTrouble(source.Malformed, "")
	}
	return opened.URL, nil
}

// envelope is what Slack sends.
type envelope struct {
	Type   string `json:"type"` // hello, events_api, disconnect, …
	ID     string `json:"envelope_id"`
	Reason string `json:"reason"`
}

// errRenew is how a connection ends that Slack wants to be made anew, which it does every few hours.
var errRenew = errors.New("slack renews the connection")

// answer acknowledges an envelope, so that it is not sent again, and says that something is new, which
// is then pulled: so it is kept in the same way whether it came at once or not.
func answer(ctx context.Context, socket *websocket.Conn, text []byte, changed func()) error {
	var e envelope
	if err := json.Unmarshal(text, &e); err != nil {
		return source.WrapTrouble(err, source.Malformed, "")
	}
	if e.ID != "" {
		said, err := json.Marshal(map[string]string{"envelope_id": e.ID})
		if err != nil {
			return err
		}
		if err := socket.Write(ctx, websocket.MessageText, said); err != nil {
			return err
		}
	}
	switch e.Type {
	case "hello", "events_api":
		changed()
	case "disconnect":
		return errRenew
	}
	return nil
}

// lost is how it is said that the connection is gone. Its address is a secret.
func lost(err error, a source.Account) error {
	var trouble *source.Trouble
	if errors.As(err, &trouble) {
		return trouble
	}
	return source.WrapTrouble(errors.New(httpx.Redact(err.Error(), a.Secrets)), source.Offline, "")
}
