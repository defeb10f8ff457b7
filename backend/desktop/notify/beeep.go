package notify

import (
	"context"
	"fmt"
	"sync"

	"github.com/gen2brain/beeep"
)

// beeepName guards beeep's one global variable.
var beeepName sync.Mutex

// viaBeeep shows a message through beeep. It gives no number and no click, and the context only ends
// the waiting, since beeep itself cannot be stopped.
func viaBeeep(ctx context.Context, app string, m Message, send func(title, body string, icon any) error) error {
	done := make(chan error, 1)
	go func() {
		beeepName.Lock()
		defer beeepName.Unlock()
		beeep.AppName = app
		done <- send(harmless(m.Title), harmless(m.Body), m.Icon)
	}()
	select {
	case err := <-done:
		if err != nil {
			return fmt.Errorf("show notification: %w", err)
		}
		return nil
	case <-ctx.Done():
		return fmt.Errorf("show notification: %w", ctx.Err())
	}
}
