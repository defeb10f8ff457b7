package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"time"

	"golang.org/x/sync/errgroup"

	"sluice/backend/api"
	"sluice/backend/api/remote"
	"sluice/backend/core"
	"sluice/backend/demo"
	"sluice/backend/desktop/dnd"
	probe "sluice/backend/desktop/idle"
	"sluice/backend/desktop/notify"
	"sluice/backend/desktop/secret"
	"sluice/backend/desktop/wake"
	"sluice/backend/fault"
	"sluice/backend/profile"
	"sluice/backend/source"
	"sluice/backend/source/all"
	"sluice/backend/source/desktop"
	"sluice/backend/work"
	"sluice/frontend"
)

type coreCommand struct {
	HTTP string `name:"http" help:"Serve the interface to a browser on this machine too, for example at 127.0.0.1:0." placeholder:"ADDR"`
}

// Run runs the core until it is told to stop.
func (k coreCommand) Run(c *call) error {
	release, log, err := k.prepare(c.profile)
	if err != nil {
		return err
	}
	defer release()
	desk := newDesk(c.profile, log)
	defer desk.notifier.Close()
	desk.samples = samples{ctx: c.ctx}
	running, err := core.Open(c.ctx, desk.options())
	if err != nil {
		return err
	}
	desk.core = running
	go desk.watchSleep(c.ctx)
	upgrade := newUpgrade()
	if err := k.serve(c, running, upgrade, log); err != nil {
		return err
	}
	switch wanted := running.ToRestore(); {
	case wanted.Path != "":
		putInPlace(c.profile, wanted, log)
	case !upgrade.due:
		return nil
	default:
		log.Info("start anew: the program was replaced", "program", upgrade.path)
	}
	release()
	return again(upgrade.path)
}

// prepare takes the profile for this process alone and opens its log.
func (coreCommand) prepare(p profile.Profile) (release func(), log *slog.Logger, err error) {
	if err := p.Prepare(); err != nil {
		return nil, nil, err
	}
	unlock, err := p.Lock()
	if err != nil {
		return nil, nil, err
	}
	file, err := openLog(p.Log())
	if err != nil {
		unlock()
		return nil, nil, fault.Wrap(err, fault.ReadOnly, "Sluice may not write to %s. "+
			"Give yourself permission to write there, or use another profile with --profile.", p.Log())
	}
	return func() { unlock(); _ = file.Close() }, slog.New(slog.NewTextHandler(file, nil)), nil
}

// maxLog is how long the log may be when a core starts; the one before is kept beside it.
const maxLog = 4 << 20

func openLog(path string) (*os.File, error) {
	if info, err := os.Stat(path); err == nil && info.Size() > maxLog {
		_ = os.Rename(path, path+".1") // a log that cannot be moved goes on growing
	}
	return os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_APPEND, 0o600)
}

// desk is what the core has on this computer's desktop.
type desk struct {
	profile  profile.Profile
	log      *slog.Logger
	notifier *notify.Notifier
	core     *core.Core
	samples  samples
	woke     chan struct{} // gives a value when the computer woke
}

// watchSleep notes when the computer comes out of sleep, until ctx ends.
func (d *desk) watchSleep(ctx context.Context) {
	address := cmp.Or(os.Getenv("DBUS_SYSTEM_BUS_ADDRESS"), "unix:path=/run/dbus/system_bus_socket")
	err := wake.Watch(ctx, address, func() {
		select {
		case d.woke <- struct{}{}:
		default: // it is known already
		}
	})
	if err != nil {
		d.log.Warn("listen for waking", "err", err)
	}
}

func newDesk(p profile.Profile, log *slog.Logger) *desk {
	d := &desk{profile: p, log: log, woke: make(chan struct{}, 1)}
	d.notifier = notify.New(notify.Options{
		Address: os.Getenv("DBUS_SESSION_BUS_ADDRESS"), AppName: "Sluice", DesktopEntry: "sluice", Log: log,
		Activated: func(group, _, token string) { d.core.Activated(group, token) },
	})
	return d
}

func (d *desk) options() core.Options {
	return core.Options{
		Profile: d.profile, Sources: d.sources(), Kinds: all.Kinds(), Notifier: d.notifier, Log: d.log, Version: remote.Version,
		Starter:    entryOf(d.profile),
		Woke:       d.woke,
		Idle:       probe.New(probe.FromEnvironment()),
		Keys:       secret.New(filepath.Join(d.profile.Dir(), "secrets"), d.profile.Dir()),
		Sample:     demo.Is(d.profile),
		OpenSample: d.samples.open,
		OpenWindow: func(item work.ItemID, token string) error { return openWindow(d.profile, token, itemFlag(item)) },
		Silencer: func(held func(context.Context) []dnd.Held) core.Silencer {
			return dnd.New(dnd.Options{
				Address: os.Getenv("DBUS_SESSION_BUS_ADDRESS"), Journal: d.profile.Journal(), Held: held, Log: d.log,
			})
		},
	}
}

// sources are all that there are. Sample data stay by themselves: the user's own messages do not mix in.
func (d *desk) sources() []source.Source {
	if demo.Is(d.profile) {
		return nil
	}
	return all.Sources(desktop.Options{
		Own: d.notifier.Own, Shown: d.notifier.HasShown, Mark: d.profile.Mark(), Log: d.log,
		Database: func() bool {
			settings, err := d.core.Queue.Settings(context.Background())
			return err == nil && settings.ReadCentre
		},
	})
}

// serve runs the core and answers for it, until the context ends or something fails.
func (k coreCommand) serve(c *call, running *core.Core, upgrade *upgrade, log *slog.Logger) error {
	handler := api.New(running, remote.Version, frontend.Assets())
	ended, quit := context.WithCancel(c.ctx)
	defer quit()
	leave := leaving(running, quit)
	group, ctx := errgroup.WithContext(ended)
	browser := &browserDoor{address: k.HTTP}
	ready := make(chan struct{})
	group.Go(func() error { return running.Run(ctx, func() { close(ready) }) })
	socket, err := listen(c.ctx, c.profile.Socket())
	if err == nil {
		group.Go(func() error {
			return answer(ctx, socket, upgrade.asking(quitting(browser.linking(handler), leave)), log)
		})
		err = browser.open(ctx, group, handler, log)
	}
	group.Go(func() error { return err })
	inbound := inboundDoor{profile: c.profile, core: running, handler: handler, log: log}
	group.Go(func() error { inbound.follow(ctx); return nil })
	keys := keyboard{core: running, log: log, open: func(token string, place ...string) error {
		return openWindow(c.profile, token, place...)
	}}
	group.Go(func() error { keys.follow(ctx); return nil })
	group.Go(func() error {
		select {
		case <-running.Quitting():
			quit()
		case <-ctx.Done():
		}
		return nil
	})
	group.Go(func() error { upgrade.watch(ctx, running, quit); return nil })
	group.Go(func() error {
		runTray(ctx, trayIcon{
			core: running, quit: leave, log: log,
			open: func(place ...string) error { return openWindow(c.profile, "", place...) }, //nolint:contextcheck // the window outlives this process
		})
		return nil
	})
	select {
	case <-ready:
		c.printf("Sluice %s is running.\n", remote.Version)
		if link := browser.link(); link != "" {
			c.printf("Open %s\n", link)
		}
	case <-ctx.Done():
	}
	return group.Wait()
}

// listen takes the socket. The profile is locked, so one that is there is left over and goes.
func listen(ctx context.Context, path string) (net.Listener, error) {
	if err := os.Remove(path); err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, fault.Wrap(err, fault.ReadOnly, "The socket %s cannot be taken: remove it and start again.", path)
	}
	listener, err := listenPrivately(ctx, path)
	if err != nil {
		return nil, fault.Wrap(err, fault.ReadOnly, "The socket %s cannot be opened: its folder must be there and yours.", path)
	}
	return listener, nil
}

// closing is how long requests may take to end when the core does.
const closing = 2 * time.Second

func answer(ctx context.Context, listener net.Listener, handler http.Handler, log *slog.Logger) error {
	server := &http.Server{
		Handler: handler, ReadHeaderTimeout: 10 * time.Second, IdleTimeout: 5 * time.Minute,
		ErrorLog:    slog.NewLogLogger(log.Handler(), slog.LevelWarn),
		BaseContext: func(net.Listener) context.Context { return ctx }, // ends the event streams
	}
	stop := context.AfterFunc(ctx, func() {
		bounded, cancel := context.WithTimeout(context.WithoutCancel(ctx), closing)
		defer cancel()
		_ = server.Shutdown(bounded)
	})
	defer stop()
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("answer at %s: %w", listener.Addr(), err)
	}
	return nil
}
