package capture

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strconv"
	"time"

	"github.com/godbus/dbus/v5"
)

const (
	// openWithin bounds how long the bus may take over its answers while a link is opened.
	openWithin = 10 * time.Second
	// lastWords is how long the monitor is read on after the other connection was lost.
	lastWords = 200 * time.Millisecond
)

var errLookupsGone = errors.New("the connection for look-ups is gone")

// link is one time of being connected to the bus: a monitor, and a second connection for
// questions, since a monitor can ask nothing.
type link struct {
	box     *outbox
	monitor *monitor
	lookups *dbus.Conn
	corr    *correlator

	messages chan *message // closed at the end of the monitor
	readErr  error         // why; set before messages is closed
	answers  chan *dbus.Call
	underWay int // questions whose answer is not yet taken from answers
}

// openLink connects. The link ends with ctx, and has to be closed.
func openLink(ctx context.Context, address string, o Options, box *outbox) (*link, error) {
	l := &link{box: box, messages: make(chan *message, 256), answers: make(chan *dbus.Call, maxLookups)}
	conns, abandon := context.WithCancel(ctx)
	opening := time.AfterFunc(openWithin, abandon)
	err := l.connect(conns, address, o)
	if !opening.Stop() && err == nil {
		err = errors.New("the session bus does not answer")
	}
	if err != nil {
		abandon()
		return nil, err
	}
	go l.read()
	return l, nil
}

// connect opens the monitor first, so that what is asked about afterwards is not older than what is
// heard from then on.
func (l *link) connect(ctx context.Context, address string, o Options) error {
	monitor, err := openMonitor(ctx, address, o.Log)
	if err != nil {
		return err
	}
	l.monitor = monitor
	lookups, err := dbus.Dial(address, dbus.WithContext(ctx))
	if err != nil {
		return fmt.Errorf("dial the session bus for look-ups: %w", err)
	}
	l.lookups = lookups
	if err := lookups.Auth([]dbus.Auth{dbus.AuthExternal(strconv.Itoa(os.Geteuid()))}); err != nil {
		return fmt.Errorf("authenticate for look-ups: %w", err)
	}
	if err := lookups.Hello(); err != nil {
		return fmt.Errorf("greet the session bus for look-ups: %w", err)
	}
	return l.learn(o)
}

func (l *link) close() {
	_ = l.monitor.conn.Close()
	_ = l.lookups.Close()
	for range l.messages { // until the reader has ended
	}
}

func (l *link) read() {
	defer close(l.messages)
	for {
		m, err := l.monitor.read()
		if err != nil {
			l.readErr = err
			return
		}
		if m.means != kindNone {
			l.messages <- m // everybody takes until it is closed
		}
	}
}

// run hands over what is read until the bus or ctx is gone, and then what still waits.
func (l *link) run(ctx context.Context) error {
	timer := time.NewTimer(patience)
	defer timer.Stop()
	for {
		if err := l.step(ctx, timer); err != nil {
			l.drain()
			l.put(l.corr.flush(time.Now()))
			return err
		}
		l.put(l.corr.release(time.Now()))
		if next, waits := l.corr.next(); waits {
			timer.Reset(time.Until(next))
		} else {
			timer.Stop()
		}
	}
}

// drain takes in what the bus said before it was lost. The monitor ends by itself when the bus or
// ctx is gone; it is made to end when only the other connection is.
func (l *link) drain() {
	closing := time.AfterFunc(lastWords, func() { _ = l.monitor.conn.Close() })
	defer closing.Stop()
	for m := range l.messages {
		l.corr.take(m, time.Now())
	}
}

// step waits for the next thing that happens.
func (l *link) step(ctx context.Context, timer *time.Timer) error {
	select {
	case m, open := <-l.messages:
		if !open {
			return l.readErr
		}
		l.corr.take(m, time.Now())
	case call := <-l.answers:
		l.answered(call)
	case <-timer.C:
	case <-l.lookups.Context().Done():
		return errLookupsGone
	case <-ctx.Done():
		return ctx.Err()
	}
	return nil
}

func (l *link) put(events []event) {
	for _, e := range events {
		l.box.put(e)
	}
}
