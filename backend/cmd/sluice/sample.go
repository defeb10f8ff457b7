package main

import (
	"bytes"
	"context"
	"net/http"
	"os"
	"os/exec"
	"sync"
	"time"

	"sluice/backend/api/remote"
	"sluice/backend/demo"
	"sluice/backend/fault"
	"sluice/backend/profile"
)

const (
	sampleWithin = 30 * time.Second // making the data included
	sampleEvery  = 50 * time.Millisecond
	sampleGrace  = 5 * time.Second // for its end, before it is killed
)

// samples runs a core on the sample data, in a process and a profile of its own, for as long as this
// core runs.
type samples struct {
	ctx context.Context //nolint:containedctx // the life of the core that they end with
	one sync.Mutex      // open at a time
}

// open runs them where they do not run yet, and opens a window on them or gives a link.
func (s *samples) open(ctx context.Context, window bool) (link string, err error) {
	s.one.Lock()
	defer s.one.Unlock()
	p, err := profile.FindDemo("")
	if err != nil {
		return "", err
	}
	if err := demo.Check(p); err != nil {
		return "", err
	}
	if !remote.Running(ctx, p) {
		if err := s.run(ctx, p); err != nil {
			return "", err
		}
	}
	if window {
		return "", openWindow(p, "") //nolint:contextcheck // the window outlives this process
	}
	var answer linkAnswer
	if err := remote.NewClient(p).Ask(ctx, http.MethodGet, "/browser-link", nil, &answer); err != nil {
		return "", err
	}
	if answer.Link == "" {
		return "", fault.New(fault.Conflict,
			"The sample data are open already, but not for browsers. End them, or open their window with: sluice --profile %s open", p.Dir())
	}
	return answer.Link, nil
}

// run starts the demo and waits until it answers.
func (s *samples) run(ctx context.Context, p profile.Profile) error {
	self, err := os.Executable()
	if err != nil {
		return fault.Wrap(err, fault.Unsupported, "Sluice cannot find out where it is installed.")
	}
	ctx, cancel := context.WithTimeout(ctx, sampleWithin)
	defer cancel()
	var said bytes.Buffer
	command := exec.CommandContext(s.ctx, self, "demo", "--http", "127.0.0.1:0", "--profile", p.Dir()) //nolint:contextcheck,gosec // this program itself; it goes on after the request
	command.Stderr = &said
	command.Cancel = func() error { return command.Process.Signal(os.Interrupt) }
	command.WaitDelay = sampleGrace
	if err := command.Start(); err != nil {
		return fault.Wrap(err, fault.NotRunning, "The sample data cannot be started.")
	}
	ended := make(chan struct{})
	go func() { _ = command.Wait(); close(ended) }()
	tick := time.NewTicker(sampleEvery)
	defer tick.Stop()
	for !remote.Running(ctx, p) {
		select {
		case <-ended:
			return fault.New(fault.NotRunning, "The sample data could not be started. %s", plain(said.String()))
		case <-ctx.Done():
			return fault.Wrap(ctx.Err(), fault.Unreachable, "The sample data did not get ready in time.")
		case <-tick.C:
		}
	}
	return nil
}
