package app

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
)

// page notes what a page is told.
type page struct {
	mu   sync.Mutex
	told []string
	quit int
}

func (p *page) emit(_ context.Context, name string, data ...any) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.told = append(p.told, fmt.Sprint(append([]any{name}, data...)...))
}

func (p *page) take() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	told := p.told
	p.told = nil
	return told
}

// core is a stream that a test says things on.
func following(t *testing.T, passes bool) (*events, *page, chan string) {
	t.Helper()
	p, say := &page{}, make(chan string)
	e := &events{emit: p.emit, passes: passes, quit: func(context.Context) { p.quit++ }}
	e.stream = func(ctx context.Context, each func(name, data string)) error {
		each("hello", `{"version":"1"}`)
		for {
			select {
			case <-ctx.Done():
				return ctx.Err()
			case name := <-say:
				if name == "break" {
					return errors.New("broken off")
				}
				each(name, "{}")
			}
		}
	}
	return e, p, say
}

func TestThePageGetsTheEvents(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e, p, say := following(t, true)
		e.follow(t.Context())
		say <- "queue"
		synctest.Wait()
		want := []string{`sluice:eventhello{"version":"1"}`, "sluice:eventqueue{}"}
		if got := p.take(); !slices.Equal(got, want) {
			t.Errorf("it is told %q", got)
		}
		say <- "break"
		say <- "gate" // only the next stream takes it
		synctest.Wait()
		want = []string{"sluice:lost", `sluice:eventhello{"version":"1"}`, "sluice:eventgate{}"}
		if got := p.take(); !slices.Equal(got, want) {
			t.Errorf("after a break it is told %q", got)
		}
	})
}

func TestAPageThatBeginsAnewIsGreetedAnew(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e, p, say := following(t, true)
		e.follow(t.Context())
		synctest.Wait()
		e.follow(t.Context())
		synctest.Wait()
		say <- "queue"
		synctest.Wait()
		want := []string{`sluice:eventhello{"version":"1"}`, `sluice:eventhello{"version":"1"}`, "sluice:eventqueue{}"}
		if got := p.take(); !slices.Equal(got, want) {
			t.Errorf("it is told %q", got)
		}
	})
}

func TestTheWindowGoesWithSluice(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e, p, say := following(t, false)
		e.follow(t.Context())
		say <- "queue"
		say <- "quit"
		synctest.Wait()
		if told := p.take(); p.quit != 1 || len(told) > 0 {
			t.Errorf("it quits %d times, and the page is told %q", p.quit, told)
		}
	})
}
