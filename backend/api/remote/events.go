package remote

import (
	"bytes"
	"context"
	"strings"

	"sluice/backend/fault"
)

// QuitPath is where a core is told to end, below /api/v1 and over its socket only.
const QuitPath = "/quit"

// maxLine bounds a line of the event stream: what the core sends is short.
const maxLine = 64 << 10

// Events reads the core's stream of events, and calls each with the name and the data of every one,
// from this goroutine, until ctx ends or the stream breaks off. The error says which.
func (c *Client) Events(ctx context.Context, each func(name, data string)) error {
	return c.Stream(ctx, "/events", &eventReader{each: each})
}

// eventReader reads server-sent events as they come.
// https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation
type eventReader struct {
	each func(name, data string)
	rest []byte // of a line that has not ended yet

	name string
	data []string
}

// Write takes the next piece of the stream.
func (r *eventReader) Write(piece []byte) (int, error) {
	r.rest = append(r.rest, piece...)
	for {
		line, rest, whole := bytes.Cut(r.rest, []byte("\n"))
		if !whole {
			break
		}
		r.line(strings.TrimSuffix(string(line), "\r"))
		r.rest = rest
	}
	if len(r.rest) > maxLine {
		return 0, fault.New(fault.OtherVersion, "The core sent events that this version does not understand.")
	}
	return len(piece), nil
}

func (r *eventReader) line(line string) {
	if line == "" {
		if len(r.data) > 0 {
			name := r.name
			if name == "" {
				name = "message"
			}
			r.each(name, strings.Join(r.data, "\n"))
		}
		r.name, r.data = "", nil
		return
	}
	field, value, _ := strings.Cut(line, ":")
	value = strings.TrimPrefix(value, " ")
	switch field {
	case "event":
		r.name = value
	case "data":
		r.data = append(r.data, value)
	}
}
