package core

import (
	"context"
	"io"

	"sluice/backend/export"
	"sluice/backend/queue"
	"sluice/backend/store"
)

// Export writes everything that the profile holds, or what is behind a wall, as JSON Lines; see
// package export. What is between door and queue is placed first. Where it gives an error, what was
// written is not whole.
func (c *Core) Export(ctx context.Context, wall queue.Wall, out io.Writer) error {
	if err := c.placeAll(ctx); err != nil {
		return err
	}
	return c.store.Read(ctx, func(tx *store.Tx) error {
		return export.Write(tx, store.Of{One: wall.Up, Client: wall.Client}, out)
	})
}
