package dnd

import (
	"context"
	"time"
)

// lone is a system with one switch of its own, which no daemon takes along: Windows and macOS.
type lone struct {
	only  backend
	apart string // what people are told when it does not answer
	me    func() owner
	lives func(owner) bool
}

// doubter is a switch that may be on and withhold nothing, for all that it can tell.
type doubter interface {
	doubt(ctx context.Context) string
}

// timed is a switch that the system itself turns off at an instant; zero: nobody knows when.
type timed interface {
	setUntil(ctx context.Context, value string, until time.Time) error
}

// setUntil switches, with an end where the switch takes one.
func setUntil(ctx context.Context, b backend, value string, until time.Time) error {
	if t, takes := b.(timed); takes {
		return t.setUntil(ctx, value, until)
	}
	return b.set(ctx, value)
}

// prolong moves the end of a switch that has one.
func prolong(ctx context.Context, b backend, value string, until time.Time) error {
	if t, takes := b.(timed); takes {
		return t.setUntil(ctx, value, until)
	}
	return nil
}

func (l lone) daemon(ctx context.Context, _ bool) (daemon, error) {
	t := l.only.traits()
	if _, err := l.only.get(ctx); err != nil {
		return daemon{}, sentence{l.apart, err}
	}
	d := daemon{id: t.name, title: t.title, backend: l.only}
	if doubted, may := l.only.(doubter); may {
		d.doubt = doubted.doubt(ctx)
	}
	return d, nil
}

func (l lone) backend(_ context.Context, name string) (backend, bool, error) {
	return l.only, name == l.only.traits().name, nil
}

// closeHeld has nothing to do: neither system shows at once what it withheld.
func (lone) closeHeld(context.Context, daemon, []Held) error { return nil }

func (l lone) self() owner        { return l.me() }
func (l lone) alive(o owner) bool { return l.lives(o) }
func (lone) own(string) bool      { return false }
func (lone) close() error         { return nil }
