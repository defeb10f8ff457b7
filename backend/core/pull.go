package core

import (
	"context"
	"fmt"
	"reflect"
	"runtime/debug"

	"sluice/backend/bus"
	"sluice/backend/intake"
	"sluice/backend/source"
	"sluice/backend/store"
	"sluice/backend/work"
)

// pullAll pulls batch after batch. What it got is kept even where a later batch goes wrong.
func (c *Core) pullAll(ctx context.Context, a *account, s *work.Source) (source.Hint, error) {
	at, err := c.cursor(ctx, s.ID)
	if err != nil {
		return source.Hint{}, err
	}
	mine, err := c.account(ctx, a.kind, *s)
	if err != nil {
		return source.Hint{}, err
	}
	var hint source.Hint
	anew := false
	for range pages {
		budget := budgetOf(*s)
		if anew {
			budget.Since = s.ImportSince // what was left out at first is left out again
		}
		var batch source.Batch
		err := c.speak(ctx, a.kind, &mine, func(mine source.Account) (err error) {
			batch, err = pull(ctx, a.kind, mine, at, budget)
			return err
		})
		if source.ClassOf(err) == source.CursorExpired && !anew {
			at, anew = "", true
			continue
		}
		if err != nil {
			return hint, err
		}
		hint = hint.Later(batch.Hint)
		if err := c.takeBatch(ctx, a, s, batch); err != nil {
			return hint, err
		}
		if batch.Next != "" {
			at = batch.Next
		}
		if !batch.More {
			return hint, nil
		}
	}
	c.accounts.mu.Lock()
	a.again = true
	c.accounts.mu.Unlock()
	return hint, nil
}

func budgetOf(s work.Source) source.Budget {
	budget := source.Budget{Requests: perPull, Events: perBatch}
	if s.ImportedAt.IsZero() {
		budget.Since = s.ImportSince
	}
	return budget
}

// pull asks a source. One that panics is in trouble, and nobody else is.
func pull(ctx context.Context, kind source.Puller, a source.Account, at source.Cursor, b source.Budget) (batch source.Batch, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = stumbled(p)
		}
	}()
	return kind.Pull(ctx, a, at, b)
}

// stumbled is the trouble of a source that panics. Only the log says where.
func stumbled(p any) error {
	return source.WrapTrouble(fmt.Errorf("panic: %v\n%s", p, debug.Stack()), source.Malformed, "It stumbled over what it was told.")
}

// takeBatch keeps what a pull gave. A batch that changes nothing is not written down at all.
func (c *Core) takeBatch(ctx context.Context, a *account, s *work.Source, batch source.Batch) error {
	imported := s.ImportedAt.IsZero() && !batch.More // the first import is over with it
	if saysNothing(batch) && !imported {
		return nil
	}
	for i := range batch.Events {
		if batch.Events[i].Service == "" {
			batch.Events[i].Service = a.kind.Describe().Service
		}
	}
	saved := *s
	_, err := c.intake.Pulled(ctx, *s, batch, func(tx *store.Tx, p intake.Pulled) error {
		saved = counted(*s, batch, p)
		if imported {
			saved.ImportedAt, saved.Older = c.o.Now(), max(0, saved.Older)
		}
		if reflect.DeepEqual(saved, *s) {
			return nil
		}
		if err := tx.SaveSource(saved); err != nil || !imported || saved.Filed == 0 {
			return err
		}
		return c.Queue.NoteFiled(tx, c.o.Now(), saved, saved.Filed)
	})
	if err != nil {
		return err
	}
	*s = saved
	c.Bus.Tell(bus.Sources)
	c.accounts.mu.Lock()
	defer c.accounts.mu.Unlock()
	a.source.Arrived, a.source.Filed, a.source.Older = s.Arrived, s.Filed, s.Older
	a.source.Skipped, a.source.ImportedAt = s.Skipped, s.ImportedAt
	return nil
}

// saysNothing says whether a batch changes nothing.
func saysNothing(b source.Batch) bool {
	return len(b.Events) == 0 && len(b.Gone) == 0 && b.Whole == nil && b.Meetings == nil && b.Next == "" && b.Older == 0 && b.Skipped == 0
}

// counted is an account after a batch.
func counted(s work.Source, batch source.Batch, p intake.Pulled) work.Source {
	s.Arrived += p.New
	s.Filed += p.Filed
	s.Older += batch.Older
	if s.ImportedAt.IsZero() && s.ImportSince.Equal(s.CreatedAt) {
		s.Older += len(batch.Events) - p.New // it was cancelled; what came before that was taken off already
	}
	s.Skipped += batch.Skipped
	return s
}

func (c *Core) cursor(ctx context.Context, id work.SourceID) (at source.Cursor, err error) {
	err = c.store.Read(ctx, func(tx *store.Tx) error {
		text, err := tx.Cursor(id)
		at = source.Cursor(text)
		return err
	})
	return at, err
}
