package queue_test

import (
	"strings"
	"testing"

	"sluice/backend/fault"
	"sluice/backend/queue"
)

func TestChosenKeysAreKeptAndGoWithUndo(t *testing.T) {
	d := newDesk(t)
	chosen, err := d.queue.Settings(ctx)
	d.must(err)
	chosen.Keys = queue.Keys{"done": {"y", "g d"}, "snooze": {}}
	d.act(d.queue.SetSettings(ctx, d.now, chosen))
	kept, err := d.queue.Settings(ctx)
	d.must(err)
	if strings.Join(kept.Keys["done"], ",") != "y,g d" || len(kept.Keys["snooze"]) != 0 || len(kept.Keys) != 2 {
		t.Errorf("kept %v", kept.Keys)
	}
	d.act(d.queue.Undo(ctx, d.now))
	kept, err = d.queue.Settings(ctx)
	d.must(err)
	if len(kept.Keys) != 0 {
		t.Errorf("after undo there is %v", kept.Keys)
	}
}

func TestKeysThatNobodyCouldChooseAreRefused(t *testing.T) {
	d := newDesk(t)
	for name, keys := range map[string]queue.Keys{
		"no name":       {"": {"e"}},
		"long name":     {strings.Repeat("x", 61): {"e"}},
		"no key":        {"done": {""}},
		"long key":      {"done": {strings.Repeat("x", 61)}},
		"too many keys": {"done": {"1", "2", "3", "4", "5", "6", "7"}},
	} {
		chosen, err := d.queue.Settings(ctx)
		d.must(err)
		chosen.Keys = keys
		_, err = d.queue.SetSettings(ctx, d.now, chosen)
		t.Log(name)
		d.wantCode(err, fault.Invalid)
	}
}
