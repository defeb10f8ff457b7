package remote

import (
	"context"
	"fmt"
	"io"
	"net/http"

	"sluice/backend/fault"
)

// Stream asks for a path below /api/v1 and copies the answer to out as it comes. Errors are those of
// Ask; where the answer broke off, what was copied is not whole, and the fault is Unreachable.
func (c *Client) Stream(ctx context.Context, path string, out io.Writer) error {
	request, err := newRequest(ctx, http.MethodGet, path, nil)
	if err != nil {
		return fmt.Errorf("ask the core: %w", err)
	}
	response, err := c.http.Do(request)
	if err != nil {
		return asFault(err)
	}
	defer func() { _ = response.Body.Close() }()
	if response.StatusCode >= http.StatusBadRequest {
		answer, err := io.ReadAll(response.Body)
		if err != nil {
			return asFault(err)
		}
		return refusal(response.StatusCode, answer)
	}
	to := &writing{to: out}
	if _, err := io.Copy(to, response.Body); err != nil && to.err == nil {
		return fault.Wrap(err, fault.Unreachable, "Sluice's core broke off in the middle of its answer. Try again.")
	}
	return to.err
}

// writing remembers an error of writing, to tell it from one of reading.
type writing struct {
	to  io.Writer
	err error
}

func (w *writing) Write(text []byte) (int, error) {
	n, err := w.to.Write(text)
	w.err = err
	return n, err
}
