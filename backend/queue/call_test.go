package queue_test

import (
	"context"
	"testing"
	"time"

	"sluice/backend/fault"
)

// TestEndingACallThatIsOverIsNoAct: undo takes back what was done before.
func TestEndingACallThatIsOverIsNoAct(t *testing.T) {
	d := newDesk(t)
	ctx := context.Background()
	started, err := d.queue.StartCall(ctx, d.now, d.now.Add(30*time.Minute))
	d.must(err)
	d.at("15:00")
	if _, err := d.queue.EndCall(ctx, d.now); fault.CodeOf(err) != fault.Conflict {
		t.Errorf("it is over already, but ending it gives %v", err)
	}
	undone, err := d.queue.Undo(ctx, d.now)
	d.must(err)
	if undone.ID != started.ID {
		t.Errorf("undo took back %+v", undone)
	}
}
