// Command still serves the sample data at a moment that stands still, so that every picture of the
// interface is the same as the last one. It is built for tests only, and belongs to no package.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"
	_ "time/tzdata" // zones also where the system has none

	"golang.org/x/sync/errgroup"

	"sluice/backend/api"
	"sluice/backend/core"
	"sluice/backend/demo"
	"sluice/backend/desktop/autostart"
	"sluice/backend/desktop/dnd"
	"sluice/backend/desktop/notify"
	"sluice/backend/profile"
	"sluice/backend/queue"
	"sluice/backend/source"
	"sluice/backend/source/all"
	"sluice/frontend"
)

// version is what the interface shows: one that no release changes.
const version = "0.1.0"

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := run(ctx, os.Args[1:])
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// still is what is asked for.
type still struct {
	at      time.Time
	zone    *time.Location
	profile profile.Profile
	socket  string
	bare    bool // no sample data: as on the first start
}

func run(ctx context.Context, args []string) error {
	s, err := read(args)
	if err != nil {
		return err
	}
	if err := s.profile.Prepare(); err != nil {
		return err
	}
	if !s.bare {
		if _, err := demo.Make(ctx, s.profile, s.at, s.zone, true); err != nil {
			return err
		}
	}
	running, err := core.Open(ctx, s.options())
	if err != nil {
		return err
	}
	return s.serve(ctx, running)
}

func read(args []string) (still, error) {
	flags := flag.NewFlagSet("still", flag.ContinueOnError)
	zone := flags.String("zone", "Europe/Berlin", "the zone of the user")
	at := flags.String("at", "2026-03-04T12:18", "the moment, local in the zone")
	dir := flags.String("profile", "", "an empty folder for the profile")
	socket := flags.String("socket", "", "where the test asks the core")
	bare := flags.Bool("bare", false, "no sample data: as on the first start")
	if err := flags.Parse(args); err != nil {
		return still{}, err
	}
	location, err := time.LoadLocation(*zone)
	if err != nil {
		return still{}, fmt.Errorf("read --zone: %w", err)
	}
	moment, err := time.ParseInLocation("2006-01-02T15:04", *at, location)
	if err != nil {
		return still{}, fmt.Errorf("read --at: %w", err)
	}
	p, err := profile.Find(*dir)
	return still{at: moment, zone: location, profile: p, socket: *socket, bare: *bare}, err
}

func (s still) options() core.Options {
	o := core.Options{
		Profile: s.profile, Kinds: all.Kinds(), Version: version, Sample: !s.bare,
		Now: func() time.Time { return s.at }, Zone: fixed{s.zone},
		Silencer: func(func(context.Context) []dnd.Held) core.Silencer { return desktop{} },
		Notifier: desktop{}, Starter: starter{},
	}
	if s.bare { // sample data are read from no desktop
		o.Sources = []source.Source{reading{}}
	}
	return o
}

// serve answers a browser at a link that it prints, and the test at a socket.
func (s still) serve(ctx context.Context, running *core.Core) error {
	handler := api.New(running, version, frontend.Assets())
	door, err := (&net.ListenConfig{}).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	socket, err := (&net.ListenConfig{}).Listen(ctx, "unix", s.socket)
	if err != nil {
		return err
	}
	guard := api.NewBrowser(door.Addr().String(), handler)
	group, ctx := errgroup.WithContext(ctx)
	answer(ctx, group, door, guard)
	answer(ctx, group, socket, handler)
	group.Go(func() error {
		return running.Run(ctx, func() { fmt.Printf("Open %s\n", guard.Link()) })
	})
	return group.Wait()
}

func answer(ctx context.Context, group *errgroup.Group, at net.Listener, handler http.Handler) {
	server := &http.Server{
		Handler: handler, ReadHeaderTimeout: 10 * time.Second,
		BaseContext: func(net.Listener) context.Context { return ctx }, // ends the event streams
		ErrorLog:    log.New(io.Discard, "", 0),                        // the browser hangs up as it likes
	}
	context.AfterFunc(ctx, func() { _ = server.Close() })
	group.Go(func() error {
		if err := server.Serve(at); ctx.Err() == nil {
			return fmt.Errorf("answer at %s: %w", at.Addr(), err)
		}
		return nil
	})
}

// fixed is a zone that never changes.
type fixed struct{ zone *time.Location }

func (f fixed) Now() *time.Location { return f.zone }
func (fixed) Look() bool            { return false }

// desktop is one that does as it is asked, and shows nothing.
type desktop struct{}

func (desktop) Recover(context.Context) error               { return nil }
func (desktop) Engage(context.Context, time.Time) dnd.State { return silent }

func (desktop) Release(context.Context) dnd.State { return silent }

func (desktop) Check(context.Context) dnd.State { return silent }

func (desktop) State() dnd.State                                                    { return silent }
func (desktop) Close() error                                                        { return nil }
func (desktop) Through(ctx context.Context, show func(context.Context) error) error { return show(ctx) }

func (desktop) Show(context.Context, notify.Message) (notify.Shown, error) {
	return notify.Shown{}, nil
}

// reading sees notifications, and none comes.
type reading struct{}

func (reading) Describe() source.Descriptor { return source.Descriptor{ID: queue.Popups} }

func (reading) Stream(ctx context.Context, door source.Door) error { //nolint:unparam // as every source's
	door.Health(source.Health{Condition: source.OK})
	<-ctx.Done()
	return nil
}

// starter is an entry that is not there, and stays so.
type starter struct{}

func (starter) State() (autostart.State, error)   { return autostart.State{}, nil }
func (starter) Set(bool) (autostart.State, error) { return autostart.State{}, nil }

var silent = dnd.State{Verdict: dnd.Confirmed, Backend: "dunst", Sentence: "Do Not Disturb is on: Dunst withholds pop-ups."}
