package main

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"slices"
	"strings"
	"time"

	"sluice/backend/api/wire"
	"sluice/backend/core"
	"sluice/backend/desktop/tray"
	"sluice/backend/queue"
	"sluice/backend/session"
	"sluice/backend/store"
	"sluice/backend/work"
)

// trayIcon keeps the tray true to the core. It is never the only door: where there is no tray, nothing
// depends on it.
type trayIcon struct {
	core *core.Core
	open func(place ...string) error
	quit func()
	log  *slog.Logger
	icon *tray.Tray
}

// runTray shows the icon until the context ends.
func runTray(ctx context.Context, t trayIcon) {
	t.icon = tray.New(tray.Options{Address: os.Getenv("DBUS_SESSION_BUS_ADDRESS"), Do: func(a tray.Act) { t.do(ctx, a) }, Log: t.log})
	go t.follow(ctx)
	if err := t.icon.Run(ctx); err != nil && !errors.Is(err, tray.ErrUnsupported) {
		t.log.Warn("run the tray", "err", err)
	}
}

// follow shows how things stand whenever that changes.
func (t trayIcon) follow(ctx context.Context) {
	changes := t.core.Bus.Listen()
	defer changes.Close()
	for {
		status, err := t.core.Status(ctx)
		if err == nil {
			t.icon.Set(t.state(status))
		} else if ctx.Err() == nil {
			t.log.Error("show how things stand in the tray", "err", err)
		}
		if !follows(ctx, time.After(often)) || !follows(ctx, changes.Wake()) {
			return
		}
		changes.Take()
	}
}

// often is how soon after another look the tray looks again: a burst changes more than an eye follows.
const often = 250 * time.Millisecond

// follows waits for something to come, and says whether it did before the context ended.
func follows[T any](ctx context.Context, coming <-chan T) bool {
	select {
	case <-ctx.Done():
		return false
	case <-coming:
		return true
	}
}

func (t trayIcon) state(s core.Status) tray.State {
	name := func(client work.Client) string { return client.Name }
	if !s.Gate.CallUntil.IsZero() { // others may see the screen
		name = queue.CallName
	}
	shown := tray.State{
		Gate: gateIcon(s), Sentence: t.sentence(s), ShieldUp: s.State == core.Shield,
		Count: s.Counts.Queued, ShowNum: s.Gate.Settings.ShowCounts,
	}
	if s.Session.ID != 0 {
		project := s.Session.Project
		if !s.Gate.CallUntil.IsZero() {
			project = ""
		}
		shown.Session = strings.Join(slices.DeleteFunc([]string{name(s.Gate.Clients[s.Session.Client]), project}, empty), ", ")
	}
	if s.Active.ID != work.Unassigned {
		shown.Client, shown.Begin = name(s.Active), name(s.Active)
		return shown // with a client active no other is named
	}
	for _, client := range s.Gate.Clients {
		if client.Number > 0 {
			shown.Clients = append(shown.Clients, tray.Client{Number: client.Number, Name: name(client)})
		}
	}
	slices.SortFunc(shown.Clients, func(a, b tray.Client) int { return a.Number - b.Number })
	return shown
}

func empty(text string) bool { return text == "" }

func gateIcon(s core.Status) tray.Gate {
	switch s.State {
	case core.Shield:
		return tray.Shield
	case core.CheckIn:
		return tray.Open
	case core.Off:
		return tray.Off
	}
	switch string(s.Silence.Verdict) {
	case "confirmed":
		return tray.Holding
	case "asked":
		return tray.Unsure
	}
	return tray.Collecting
}

func (t trayIcon) sentence(s core.Status) string {
	status := wire.Status{
		State: string(s.State), Silence: string(s.Silence.Verdict), NextCheckIn: wire.At(s.Gate.Next),
		ShieldUntil: wire.At(s.Gate.ShieldUntil), OffUntil: wire.At(s.Gate.QuietUntil()),
	}
	if s.Gate.Run.ID != 0 {
		status.Run = &wire.Run{Left: s.Counts.Left}
	}
	return gateSentence(status, func(at time.Time) string { return clockOf(at, t.core.Now(), t.core.Zone()) })
}

// do does what was clicked. What goes wrong is in the log: a tray has no place to say it.
func (t trayIcon) do(ctx context.Context, a tray.Act) {
	var err error
	switch a.Verb {
	case tray.DoOpen:
		err = t.open()
	case tray.DoCapture:
		err = t.open("--capture")
	case tray.DoCheckIn:
		err = t.checkIn(ctx)
	case tray.DoStartShield:
		_, _, err = t.core.StartShield(ctx, t.core.Now().Add(shieldLength), "")
	case tray.DoEndShield:
		_, err = core.Do(ctx, t.core, func(now time.Time) (work.Act, error) { return t.core.Queue.EndShield(ctx, now) })
	case tray.DoStartSession:
		err = t.startSession(ctx)
	case tray.DoStopSession:
		_, _, err = t.core.Sessions.Stop(ctx, t.core.Now(), store.Of{}, session.End{})
	case tray.DoSwitch:
		err = t.switchTo(ctx, a.Client)
	case tray.DoQuit:
		t.quit()
	}
	if err != nil {
		t.log.Error("do what was clicked in the tray", "verb", a.Verb, "err", err)
	}
}

// checkIn opens a check-in and shows it.
func (t trayIcon) checkIn(ctx context.Context) error {
	_, err := core.Do(ctx, t.core, func(now time.Time) (queue.Delivery, error) {
		return t.core.Queue.CheckInNow(ctx, now, queue.Wall{}, false, false)
	})
	return errors.Join(err, t.open())
}

// startSession goes on with what was worked on last for the active client.
func (t trayIcon) startSession(ctx context.Context) error {
	status, err := t.core.Status(ctx)
	if err != nil || status.Active.ID == work.Unassigned {
		return err
	}
	begin := session.Begin{Client: status.Active.ID}
	left, err := t.core.Sessions.Left(ctx, begin.Client)
	if err != nil {
		return err
	}
	if len(left.Projects) > 0 {
		begin.Project = left.Projects[0]
	}
	_, err = t.core.Sessions.Start(ctx, t.core.Now(), store.Of{One: true, Client: begin.Client}, begin)
	return err
}

func (t trayIcon) switchTo(ctx context.Context, number int) error {
	clients, err := t.core.Queue.Clients(ctx)
	if err != nil {
		return err
	}
	to := work.Unassigned
	for id, client := range clients {
		if number != 0 && client.Number == number {
			to = id
		}
	}
	return t.core.Queue.Switch(ctx, t.core.Now(), to)
}
