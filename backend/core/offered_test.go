package core_test

import (
	"context"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"sluice/backend/fault"
	"sluice/backend/queue"
	"sluice/backend/source"
	"sluice/backend/source/memory"
	"sluice/backend/work"
)

// talk is a source of one conversation, which can be answered and marked as read, not done with.
type talk struct {
	memory.Kind
	wrote *written
}

type written struct {
	mu  sync.Mutex
	all []source.Write
}

func (talk) Describe() source.Descriptor {
	d := memory.Kind{}.Describe()
	d.Writes = []source.Verb{source.VerbDone, source.VerbRead, source.VerbReply}
	return d
}

func (talk) Pull(ctx context.Context, a source.Account, at source.Cursor, b source.Budget) (source.Batch, error) {
	batch, err := memory.Kind{}.Pull(ctx, a, at, b)
	for i := range batch.Events {
		batch.Events[i].Thread = "talk"
	}
	return batch, err
}

func (talk) Offers(_ source.Values, _ source.Target, verb source.Verb) bool {
	return verb != source.VerbDone
}

func (k talk) Write(_ context.Context, _ source.Account, w source.Write) error {
	k.wrote.mu.Lock()
	defer k.wrote.mu.Unlock()
	k.wrote.all = append(k.wrote.all, w)
	return nil
}

func talking(t *testing.T) (*connected, *written) {
	t.Helper()
	w, wrote := newWorld(t), &written{}
	w.kinds = []source.Puller{talk{wrote: wrote}}
	return connectIn(t, w, nil), wrote
}

func TestAVerbThatIsNotOfferedIsRefusedAndDoneHereLeavesItThere(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, wrote := talking(t)
		defer c.end()
		item := c.queued()
		can, _, err := c.core.Writers(t.Context(), item.ID)
		if _, has := can[source.VerbDone]; err != nil || has || len(can) != 2 {
			t.Errorf("offered are %v (%v)", can, err)
		}
		if _, err := c.core.Send(t.Context(), queue.Wall{}, item.ID, source.VerbDone, ""); fault.CodeOf(err) != fault.Unsupported {
			t.Errorf("done there gave %v", err)
		}
		if _, err := c.core.Queue.Done(t.Context(), c.now(), queue.Pick{Items: []work.ItemID{item.ID}}); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Minute)
		if w := c.outbox(); len(w) != 1 || w[0].State != work.WriteWithdrawn || w[0].Sentence == "" || len(wrote.all) > 0 {
			t.Errorf("the outbox has %+v, and written was %+v", w, wrote.all)
		}
	})
}

func TestWhatIsHeldIsNotMarkedWithTheRestOfItsThread(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, wrote := talking(t)
		defer c.end()
		item := c.queued()
		c.endRun()
		c.put("two", time.Now())
		time.Sleep(10 * time.Minute)
		if _, err := c.core.Send(t.Context(), queue.Wall{}, item.ID, source.VerbRead, ""); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Minute)
		if len(wrote.all) != 1 || !slices.Equal(wrote.all[0].Target.RemoteIDs, []string{"one"}) {
			t.Errorf("written was %+v", wrote.all)
		}
		if c.status().Counts.Held != 1 {
			t.Errorf("held are %+v", c.status().Counts)
		}
	})
}
