package capture

import (
	"cmp"
	"context"
	"os"
	"time"
)

// Here is where notifications are read on this system.
const Here = OnBus

const (
	firstDelay = 300 * time.Millisecond // before the bus is tried again
	maxDelay   = 5 * time.Second
)

func run(ctx context.Context, o Options, r Receiver) error {
	box := newOutbox(o.Buffer)
	delivered := make(chan struct{})
	go func() {
		defer close(delivered)
		box.deliver(r)
	}()
	watch(ctx, o, box)
	box.close()
	<-delivered
	return nil
}

// watch opens one link to the bus after another until ctx ends.
func watch(ctx context.Context, o Options, box *outbox) {
	delay, cause := firstDelay, ""
	for {
		established, err := attempt(ctx, o, box)
		if ctx.Err() != nil {
			return
		}
		if established {
			delay, cause = firstDelay, ""
		}
		if err.Error() != cause {
			cause = err.Error()
			o.Log.Warn("capture is gone", "cause", err)
			box.put(event{kind: eventGone, at: time.Now().UTC().Round(0), cause: err})
		}
		if !wait(ctx, delay) {
			return
		}
		delay = min(delay*3/2, maxDelay)
	}
}

// attempt captures until the bus or ctx is gone. established says whether it got as far as Ready.
func attempt(ctx context.Context, o Options, box *outbox) (established bool, err error) {
	address := cmp.Or(o.Address, os.Getenv("DBUS_SESSION_BUS_ADDRESS"))
	if address == "" {
		return false, ErrNoBus
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	s, err := openLink(ctx, address, o, box)
	if err != nil {
		return false, err
	}
	defer s.close()
	box.put(event{kind: eventReady, at: time.Now().UTC().Round(0)})
	o.Log.Info("capture is ready")
	return true, s.run(ctx)
}
