package main

import (
	"context"
	"net/http"
	"time"

	"sluice/backend/api/remote"
	"sluice/backend/bus"
	"sluice/backend/core"
	"sluice/backend/fault"
)

type quitCommand struct{}

const (
	// quitWithin is how long a core may take to end: it restores Do Not Disturb and writes what it has.
	quitWithin = 15 * time.Second
	// askWhetherEnded is how often it is asked meanwhile.
	askWhetherEnded = 50 * time.Millisecond
)

// Run ends the core and its windows, and returns when the core has gone.
func (quitCommand) Run(c *call) error {
	if err := c.post(remote.QuitPath, nil, nil); err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(c.ctx, quitWithin)
	defer cancel()
	tick := time.NewTicker(askWhetherEnded)
	defer tick.Stop()
	for remote.Running(ctx, c.profile) {
		select {
		case <-ctx.Done():
			return fault.New(fault.Unreachable, "Sluice's core was told to end and has not ended yet. Its log is %s.", c.profile.Log())
		case <-tick.C:
		}
	}
	return c.say(struct{}{}, func() { c.printf("Sluice has ended.\n") })
}

// leaving gives what ends the program for the user: its windows are told, then the core ends.
func leaving(c *core.Core, quit func()) func() {
	return func() {
		c.Bus.Tell(bus.Quit)
		quit()
	}
}

// quitting lets the core be told to end, and hands on everything else.
func quitting(next http.Handler, leave func()) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/api/v1"+remote.QuitPath || r.Method != http.MethodPost {
			next.ServeHTTP(w, r)
			return
		}
		w.WriteHeader(http.StatusAccepted)
		leave()
	})
}
