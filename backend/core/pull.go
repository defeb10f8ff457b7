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
	p := &pulling{core: c, account: a, source: s, mine: mine, at: at}
	for p.pages < pages && !p.over {
		if err := p.on(ctx); err != nil {
			return p.hint, err
		}
	}
	if !p.over {
		c.accounts.mu.Lock()
		a.again = true
		c.accounts.mu.Unlock()
	}
	return p.hint, nil
}

// pulling is how far an account was pulled.
type pulling struct {
	core    *Core
	account *account
	source  *work.Source
	mine    source.Account
	at      source.Cursor
	hint    source.Hint
	anew    bool // the service had forgotten the cursor
	pages   int
	over    bool // there is no more
}

// on pulls a batch, or as many as the source gives over one connection.
func (p *pulling) on(ctx context.Context) error {
	budget := budgetOf(*p.source)
	if p.anew {
		budget.Since = p.source.ImportSince // what was left out at first is left out again
	}
	before := p.pages
	err := p.core.speak(ctx, p.account.kind, &p.mine, func(mine source.Account) error {
		return pull(ctx, p.account.kind, mine, p.at, budget, func(batch source.Batch) (bool, error) { return p.take(ctx, batch) })
	})
	if source.ClassOf(err) == source.CursorExpired && !p.anew {
		p.at, p.anew = "", true
		return nil
	}
	if err == nil && p.pages == before {
		p.over = true // it gave nothing at all
	}
	return err
}

// take keeps a batch, and says whether another one is wanted.
func (p *pulling) take(ctx context.Context, batch source.Batch) (more bool, err error) {
	p.hint = p.hint.Later(batch.Hint)
	if err := p.core.takeBatch(ctx, p.account, p.source, batch); err != nil {
		return false, err
	}
	if batch.Next != "" {
		p.at = batch.Next
	}
	p.pages++
	p.over = !batch.More
	return p.pages < pages, nil
}

func budgetOf(s work.Source) source.Budget {
	budget := source.Budget{Requests: perPull, Events: perBatch}
	if s.ImportedAt.IsZero() {
		budget.Since = s.ImportSince
	}
	return budget
}

// pull asks a source, and hands take what it gives: as many batches as it has over one connection, else
// one. A source that panics is in trouble, and nobody else is.
func pull(
	ctx context.Context, kind source.Puller, a source.Account, at source.Cursor, b source.Budget, take func(source.Batch) (bool, error),
) error {
	if pager, can := kind.(source.Pager); can {
		return guarded(func() error { return pager.Pages(ctx, a, at, b, take) })
	}
	var batch source.Batch
	err := guarded(func() (err error) {
		batch, err = kind.Pull(ctx, a, at, b)
		return err
	})
	if err == nil {
		_, err = take(batch)
	}
	return err
}

// guarded makes a panic of a source's its trouble.
func guarded(do func() error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = stumbled(p)
		}
	}()
	return do()
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
