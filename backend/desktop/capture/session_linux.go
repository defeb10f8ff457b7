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

// openWithin bounds how long the bus may take over its answers while a session is opened.
const openWithin = 10 * time.Second

var errLookupsGone = errors.New("the connection for look-ups is gone")

// session is one time of being connected to the bus: a monitor, and a second connection for
// questions, since a monitor can ask nothing.
type session struct {
	box     *outbox
	monitor *monitor
	lookups *dbus.Conn
	corr    *correlator

	messages chan *message // closed at the end of the monitor
	readErr  error         // why; set before messages is closed
	answers  chan *dbus.Call
	underWay int // questions whose answer is not yet taken from answers
}

// openSession connects. The session ends with ctx, and has to be closed.
func openSession(ctx context.Context, address string, o Options, box *outbox) (*session, error) {
	s := &session{box: box, messages: make(chan *message, 256), answers: make(chan *dbus.Call, maxLookups)}
	conns, abandon := context.WithCancel(ctx)
	opening := time.AfterFunc(openWithin, abandon)
	err := s.connect(conns, address, o)
	if !opening.Stop() && err == nil {
		err = errors.New("the session bus does not answer")
	}
	if err != nil {
		abandon()
		return nil, err
	}
	go s.read()
	return s, nil
}

// connect opens the monitor first, so that what is asked about afterwards is not older than what is
// heard from then on.
func (s *session) connect(ctx context.Context, address string, o Options) error {
	monitor, err := openMonitor(ctx, address, o.Log)
	if err != nil {
		return err
	}
	s.monitor = monitor
	lookups, err := dbus.Dial(address, dbus.WithContext(ctx))
	if err != nil {
		return fmt.Errorf("dial the session bus for look-ups: %w", err)
	}
	s.lookups = lookups
	if err := lookups.Auth([]dbus.Auth{dbus.AuthExternal(strconv.Itoa(os.Geteuid()))}); err != nil {
		return fmt.Errorf("authenticate for look-ups: %w", err)
	}
	if err := lookups.Hello(); err != nil {
		return fmt.Errorf("greet the session bus for look-ups: %w", err)
	}
	return s.learn(o)
}

func (s *session) close() {
	_ = s.monitor.conn.Close()
	_ = s.lookups.Close()
	for range s.messages { // until the reader has ended
	}
}

func (s *session) read() {
	defer close(s.messages)
	for {
		m, err := s.monitor.read()
		if err != nil {
			s.readErr = err
			return
		}
		if m.means != kindNone {
			s.messages <- m // everybody takes until it is closed
		}
	}
}

// run hands over what is read until the bus or ctx is gone, and then what still waits.
func (s *session) run(ctx context.Context) error {
	timer := time.NewTimer(patience)
	defer timer.Stop()
	for {
		if err := s.step(ctx, timer); err != nil {
			s.drain()
			s.put(s.corr.flush(time.Now()))
			return err
		}
		s.put(s.corr.release(time.Now()))
		if next, waits := s.corr.next(); waits {
			timer.Reset(time.Until(next))
		} else {
			timer.Stop()
		}
	}
}

// drain takes in what the bus said before it was lost. The monitor ends by itself when the bus or
// ctx is gone; it is made to end when only the other connection is.
func (s *session) drain() {
	closing := time.AfterFunc(time.Second, func() { _ = s.monitor.conn.Close() })
	defer closing.Stop()
	for m := range s.messages {
		s.corr.take(m, time.Now())
	}
}

// step waits for the next thing that happens.
func (s *session) step(ctx context.Context, timer *time.Timer) error {
	select {
	case m, open := <-s.messages:
		if !open {
			return s.readErr
		}
		s.corr.take(m, time.Now())
	case call := <-s.answers:
		s.answered(call)
	case <-timer.C:
	case <-s.lookups.Context().Done():
		return errLookupsGone
	case <-ctx.Done():
		return ctx.Err()
	}
	return nil
}

func (s *session) put(events []event) {
	for _, e := range events {
		s.box.put(e)
	}
}
