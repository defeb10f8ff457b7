package httpx

import (
	"bufio"
	"context"
	"errors"
	"time"

	"sluice/backend/source"
)

// Lines sends a request whose answer does not end and gives its lines as they come, without their
// breaks. It returns nil when ctx ends, the error that do gives, and else what broke the connection:
// its end, a line longer than the request's limit, or nothing at all for as long as the request's
// Timeout, 0: 30 seconds.
func (c *Client) Lines(ctx context.Context, r Request, do func(line []byte) error) error {
	if r.Timeout == 0 {
		r.Timeout = timeout
	}
	if r.Limit == 0 {
		r.Limit = DefaultLimit
	}
	reading, cancel := context.WithCancel(ctx)
	defer cancel()
	silence := time.AfterFunc(r.Timeout, cancel)
	defer silence.Stop()
	err := c.lines(reading, r, func(line []byte) error {
		silence.Reset(r.Timeout)
		return do(line)
	})
	switch {
	case ctx.Err() != nil:
		return nil
	case reading.Err() != nil:
		return source.NewTrouble(source.Offline, "")
	}
	return err
}

func (c *Client) lines(ctx context.Context, r Request, do func(line []byte) error) error {
	request, err := c.request(ctx, r)
	if err != nil {
		return c.trouble(err)
	}
	answer, err := c.account.HTTP.Do(request)
	if err != nil {
		return c.trouble(err)
	}
	defer func() { _ = answer.Body.Close() }()
	if trouble := troubleOf(answer, r.Accept, c.account.Now()); trouble != nil {
		return trouble
	}
	lines := bufio.NewScanner(answer.Body)
	lines.Buffer(nil, int(r.Limit))
	for lines.Scan() {
		if err := do(lines.Bytes()); err != nil {
			return err
		}
	}
	if errors.Is(lines.Err(), bufio.ErrTooLong) {
		return source.NewTrouble(source.Malformed, "A line of its answer is longer than %s.", size(r.Limit))
	}
	if lines.Err() != nil {
		return c.trouble(lines.Err())
	}
	return source.NewTrouble(source.Offline, "") // it ended
}
