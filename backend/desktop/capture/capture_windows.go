package capture

import (
	"context"
	"runtime"

	"sluice/backend/desktop/com"
	"sluice/backend/foreign/wpn"
)

// Here is where notifications are read on this system.
const Here = InCentre

// run asks the notification listener, which is the documented way and needs the user's consent; where it
// refuses and the user allowed that, it reads the notification database.
func run(ctx context.Context, o Options, r Receiver) error {
	runtime.LockOSThread() // the listener's objects belong to a thread
	defer runtime.UnlockOSThread()
	joined := com.Join()
	return follow(ctx, o, r, func(ctx context.Context) (centre, error) {
		err := joined
		if err == nil {
			var heard centre
			if heard, err = openListener(ctx); err == nil {
				return heard, nil
			}
		}
		if o.Database == nil || !o.Database() {
			return nil, listenerRefusal(err)
		}
		return openWindows(ctx, wpn.Path())
	})
}
