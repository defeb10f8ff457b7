package notify

import (
	"context"
	"errors"
	"fmt"

	"github.com/gen2brain/beeep"
)

// onlyShows is Windows: beeep shows a notification there, and that is all it can do.
type onlyShows struct{ app string }

func newVia(o Options) via { return onlyShows{o.AppName} }

func (v onlyShows) show(ctx context.Context, m Message) (Shown, error) {
	send := beeep.Notify
	if m.Urgent {
		send = beeep.Alert
	}
	return Shown{}, viaBeeep(ctx, v.app, m, send)
}

func (onlyShows) withdraw(context.Context, string) error {
	return fmt.Errorf("withdraw a notification on Windows: %w", errors.ErrUnsupported)
}

func (onlyShows) own(string) bool { return false }
func (onlyShows) close() error    { return nil }
