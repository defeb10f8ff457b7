package intake_test

import (
	"context"
	"fmt"
	"testing"

	"sluice/backend/source"
	"sluice/backend/work"
)

// BenchmarkTake takes in batches of 500 messages in threads of their own; an operation is a message.
func BenchmarkTake(b *testing.B) {
	const size = 500
	h := newHall(b)
	b.ReportAllocs()
	sent := 0
	for b.Loop() {
		if sent++; sent%size != 0 {
			continue
		}
		if _, err := h.intake.Take(context.Background(), memory, messages(sent, size)); err != nil {
			b.Fatal(err)
		}
	}
}

func messages(from, n int) []source.Event {
	events := make([]source.Event, n)
	for i := range events {
		events[i] = source.Event{
			RemoteID: fmt.Sprint(from + i), Thread: fmt.Sprintf("thread %d", from+i), App: "Chat", Kind: work.KindMessage,
			From: fmt.Sprintf("Person %d", i%50), Title: fmt.Sprintf("Can you look at build %d?", from+i),
			Body: "It went well yesterday, and since this morning the tests end half way through.",
		}
	}
	return events
}
