package store_test

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"sync"
	"testing"

	"sluice/backend/fault"
	"sluice/backend/store"
)

func TestErrorInsideWriteLeavesNothing(t *testing.T) {
	s := fresh(t)
	mine := errors.New("mine")
	err := s.Write(t.Context(), func(tx *store.Tx) error {
		if err := tx.SetSetting("colour", "blue"); err != nil {
			return err
		}
		return mine
	})
	if !errors.Is(err, mine) {
		t.Errorf("write gave %v", err)
	}
	if got := setting(t, s, "colour"); got != "" {
		t.Errorf("the setting stands as %q", got)
	}
}

func TestFaultInsideWritePassesUnchanged(t *testing.T) {
	err := fresh(t).Write(t.Context(), func(*store.Tx) error { return fault.New(fault.Conflict, "No.") })
	if fault.CodeOf(err) != fault.Conflict || fault.SentenceOf(err) != "No." {
		t.Errorf("write gave %v", err)
	}
}

func TestPanicInsideWriteLeavesNothing(t *testing.T) {
	s := fresh(t)
	func() {
		defer func() {
			if recover() == nil {
				t.Error("the panic was swallowed")
			}
		}()
		_ = s.Write(t.Context(), func(tx *store.Tx) error {
			if err := tx.SetSetting("colour", "blue"); err != nil {
				return err
			}
			panic("half way")
		})
	}()
	if got := setting(t, s, "colour"); got != "" {
		t.Errorf("the setting stands as %q", got)
	}
	write(t, s, func(tx *store.Tx) error { return tx.SetSetting("colour", "red") })
}

func TestReadMustNotWrite(t *testing.T) {
	err := fresh(t).Read(t.Context(), func(tx *store.Tx) error { return tx.SetSetting("colour", "blue") })
	if err == nil {
		t.Error("a read wrote")
	}
}

func TestReadSeesOneStateWhileAnotherWrites(t *testing.T) {
	s := fresh(t)
	read(t, s, func(tx *store.Tx) error {
		var before, after string
		if err := tx.Setting("colour", &before); err != nil {
			return err
		}
		write(t, s, func(tx *store.Tx) error { return tx.SetSetting("colour", "blue") })
		err := tx.Setting("colour", &after)
		if before != "" || after != "" {
			t.Errorf("one transaction read %q and then %q", before, after)
		}
		return err
	})
	if got := setting(t, s, "colour"); got != "blue" {
		t.Errorf("afterwards it is %q", got)
	}
}

// TestTransactionsAtOnceWait has two stores on one file, as the core and a second program would, each
// with several writers: none of them may fail because another one is writing.
func TestTransactionsAtOnceWait(t *testing.T) {
	path := filepath.Join(t.TempDir(), "sluice.db")
	const writers, writes = 3, 4
	var together sync.WaitGroup
	for n, s := range []*store.Store{open(t, path), open(t, path)} {
		for w := range writers {
			together.Go(func() {
				for i := range writes {
					if err := s.Write(context.Background(), func(tx *store.Tx) error { return increase(tx) }); err != nil {
						t.Errorf("store %d, writer %d, write %d: %v", n, w, i, err)
					}
				}
			})
		}
	}
	together.Wait()
	var count int
	read(t, open(t, path), func(tx *store.Tx) error { return tx.Setting("count", &count) })
	if want := 2 * writers * writes; count != want {
		t.Errorf("counted to %d, want %d", count, want)
	}
}

// increase reads before it writes, which fails where a transaction takes its lock only when it writes.
func increase(tx *store.Tx) error {
	var count int
	if err := tx.Setting("count", &count); err != nil {
		return err
	}
	return tx.SetSetting("count", count+1)
}

func TestEndedContext(t *testing.T) {
	s := fresh(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	err := s.Write(ctx, func(*store.Tx) error { return nil })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("write gave %v", err)
	}
}

func TestContextThatEndsInsideWriteLeavesNothing(t *testing.T) {
	s := fresh(t)
	ctx, cancel := context.WithCancel(t.Context())
	err := s.Write(ctx, func(tx *store.Tx) error {
		if err := tx.SetSetting("colour", "blue"); err != nil {
			return err
		}
		cancel()
		return nil
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("write gave %v", err)
	}
	if got := setting(t, s, "colour"); got != "" {
		t.Errorf("the setting stands as %q", got)
	}
}

func TestNotFoundIsAFault(t *testing.T) {
	s := fresh(t)
	for name, look := range map[string]func(tx *store.Tx) error{
		"item": func(tx *store.Tx) error { _, err := tx.Item(7); return err },
		"run":  func(tx *store.Tx) error { _, err := tx.Run(7); return err },
	} {
		t.Run(name, func(t *testing.T) {
			if err := s.Read(t.Context(), look); fault.CodeOf(err) != fault.NotFound {
				t.Errorf("gave %v", fmt.Sprint(err))
			}
		})
	}
}
