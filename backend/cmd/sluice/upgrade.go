package main

import (
	"context"
	"net/http"
	"os"
	"time"

	"sluice/backend/api/remote"
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

	asked chan struct{} // to look now
}

func newUpgrade() *upgrade {
	u := &upgrade{asked: make(chan struct{}, 1)}
	path, err := os.Executable()
	if err != nil {
		return u
	}
	if was, err := os.Stat(path); err == nil {
		u.path, u.was = path, was
	}
	return u
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
		case <-u.asked:
		}
		if u.replaced() && idle(ctx, c) {
			u.due = true
			quit()
			return
		}
	}
}

// asking lets others ask for a look, and hands on everything else.
func (u *upgrade) asking(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/api/v1"+remote.RenewPath || r.Method != http.MethodPost {
			next.ServeHTTP(w, r)
			return
		}
		select {
		case u.asked <- struct{}{}:
		default: // somebody asked already
		}
		w.WriteHeader(http.StatusAccepted)
	})
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
