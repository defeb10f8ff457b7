package main

import (
	"context"
	"os"
	"time"

	"sluice/backend/core"
)

// lookForUpgrade is how often the core looks whether its own program was replaced. An upgrade is no
// emergency.
const lookForUpgrade = time.Minute

// upgrade has the core start anew, as the program that is there now, after its own was replaced.
type upgrade struct {
	path string // where the program lay when this process began
	was  os.FileInfo
	due  bool
}

func newUpgrade() *upgrade {
	path, err := os.Executable()
	if err != nil {
		return &upgrade{}
	}
	was, err := os.Stat(path)
	if err != nil {
		return &upgrade{}
	}
	return &upgrade{path: path, was: was}
}

// watch waits for an upgrade and then calls quit, outside a shield and a check-in.
func (u *upgrade) watch(ctx context.Context, c *core.Core, quit func()) {
	if u.was == nil {
		return
	}
	ticker := time.NewTicker(lookForUpgrade)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
			if u.replaced() && idle(ctx, c) {
				u.due = true
				quit()
				return
			}
		}
	}
}

// replaced says whether another program lies where ours did.
func (u *upgrade) replaced() bool {
	now, err := os.Stat(u.path)
	return err == nil && (!os.SameFile(now, u.was) || !now.ModTime().Equal(u.was.ModTime())) && now.Size() > 0
}

func idle(ctx context.Context, c *core.Core) bool {
	status, err := c.Status(ctx)
	return err == nil && status.State != core.Shield && status.State != core.CheckIn
}
