package main

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"sluice/backend/core"
	"sluice/backend/desktop/shortcut"
	"sluice/backend/fault"
	"sluice/backend/queue"
	"sluice/backend/source"
	"sluice/backend/work"
)

// keyboard waits for the shortcuts that the user chose; by default there are none, and nobody is asked.
type keyboard struct {
	core *core.Core
	open func(token string, place ...string) error
	log  *slog.Logger

	chosen [2]string // what is waited for
	stop   context.CancelFunc
}

// What the shortcuts are for.
const (
	keyCapture = "capture"
	keyShield  = "shield"
)

// keysHealth is under which trouble with shortcuts is told.
const keysHealth work.SourceID = "shortcuts"

// follow waits for other keys whenever the settings name others, until the context ends.
func (k *keyboard) follow(ctx context.Context) {
	changes := k.core.Bus.Listen()
	defer changes.Close()
	k.stop = func() {}
	for {
		settings, err := k.core.Queue.Settings(ctx)
		if chosen := [2]string{settings.CaptureKey, settings.ShieldKey}; err == nil && chosen != k.chosen {
			k.stop()
			k.chosen = chosen
			k.begin(ctx, settings)
		}
		select {
		case <-ctx.Done():
			k.stop()
			return
		case <-changes.Wake():
			changes.Take()
		}
	}
}

// begin waits for keys in the background, until it is stopped.
func (k *keyboard) begin(ctx context.Context, settings queue.Settings) {
	ctx, k.stop = context.WithCancel(ctx)
	wishes := wishesOf(settings)
	if len(wishes) == 0 {
		k.core.Report(keysHealth, source.Health{Condition: source.OK})
		return
	}
	o := shortcut.FromEnvironment()
	o.Log = k.log
	o.Ready = func() { k.core.Report(keysHealth, source.Health{Condition: source.OK}) }
	o.Pressed = func(id, token string) { k.pressed(ctx, id, token) }
	ended := make(chan struct{})
	cancel := k.stop
	k.stop = func() { cancel(); <-ended } // the keys are free again before others are asked for
	go func() {
		defer close(ended)
		if err := shortcut.Run(ctx, o, wishes); err != nil && ctx.Err() == nil {
			k.log.Warn("wait for shortcuts", "err", err)
			k.core.Report(keysHealth, keyTrouble(err))
		}
	}()
}

func wishesOf(settings queue.Settings) []shortcut.Wish {
	var wishes []shortcut.Wish
	for _, each := range []shortcut.Wish{{ID: keyCapture, Label: "Note something down"}, {ID: keyShield, Label: "Start or end a shield"}} {
		text := map[string]string{keyCapture: settings.CaptureKey, keyShield: settings.ShieldKey}[each.ID]
		keys, err := shortcut.Parse(text)
		if text != "" && err == nil { // the settings take no others
			each.Keys = keys
			wishes = append(wishes, each)
		}
	}
	return wishes
}

// keyTrouble puts an error into words, with what works everywhere.
func keyTrouble(err error) source.Health {
	health := source.Health{
		Condition: source.NeedsYou, Code: "shortcuts_failed",
		Sentence: "The shortcuts do not work: the desktop does not take them. Have its own keyboard settings run “sluice open --capture” or “sluice shield toggle”.",
	}
	switch {
	case fault.CodeOf(err) == fault.Conflict:
		health.Code, health.Sentence = "shortcut_taken", fault.SentenceOf(err)
	case errors.Is(err, shortcut.ErrUnsupported):
		health.Code = "shortcuts_unsupported"
	}
	return health
}

// pressed does what a shortcut is for. What goes wrong is in the log: there is nobody to tell.
func (k *keyboard) pressed(ctx context.Context, id, token string) {
	var err error
	if id == keyCapture {
		err = k.open(token, "--capture")
	} else {
		err = k.toggleShield(ctx)
	}
	if err != nil {
		k.log.Error("do what a shortcut is for", "shortcut", id, "err", err)
	}
}

func (k *keyboard) toggleShield(ctx context.Context) error {
	status, err := k.core.Status(ctx)
	if err != nil {
		return err
	}
	if status.State == core.Shield {
		_, err = core.Do(ctx, k.core, func(now time.Time) (work.Act, error) { return k.core.Queue.EndShield(ctx, now) })
		return err
	}
	_, _, err = k.core.StartShield(ctx, k.core.Now().Add(shieldLength), "")
	return err
}
