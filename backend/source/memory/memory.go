// Package memory is a source that hands over what it is told to: for tests, and for sample data.
package memory

import (
	"context"
	"time"

	"sluice/backend/source"
	"sluice/backend/work"
)

// Source hands over what Send is given.
type Source struct {
	id     work.SourceID
	events chan sending
}

type sending struct {
	events []source.Event
	kept   chan error
}

// New gives a source with a name of its own.
func New(id work.SourceID) *Source {
	return &Source{id: id, events: make(chan sending)}
}

// Describe says what the source is.
func (s *Source) Describe() source.Descriptor {
	return source.Descriptor{ID: s.id, Name: "Sample data"}
}

// Send hands events over and returns when they are durable. It waits for the source to be streaming.
func (s *Source) Send(ctx context.Context, events ...source.Event) error {
	sending := sending{events: events, kept: make(chan error, 1)}
	select {
	case s.events <- sending:
	case <-ctx.Done():
		return ctx.Err()
	}
	select {
	case err := <-sending.kept:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

// Stream hands over what is sent, until ctx ends.
func (s *Source) Stream(ctx context.Context, door source.Door) error {
	if err := door.Seeing(ctx, time.Time{}); err != nil {
		return err
	}
	door.Health(source.Health{Condition: source.OK})
	for {
		select {
		case <-ctx.Done():
			return nil
		case sending := <-s.events:
			sending.kept <- door.Hand(ctx, sending.events)
		}
	}
}
