package main

import (
	"context"
	"log/slog"
	"net"
	"net/http"

	"sluice/backend/api"
	"sluice/backend/core"
	"sluice/backend/fault"
	"sluice/backend/profile"
	"sluice/backend/queue"
	"sluice/backend/source"
	"sluice/backend/work"
)

// inboundHealth is under which trouble with the scripts' address is told.
const inboundHealth work.SourceID = "inbound"

// inboundDoor lets scripts on this machine put arrivals in over loopback, while the user has that
// switched on.
type inboundDoor struct {
	profile profile.Profile
	core    *core.Core
	handler http.Handler
	log     *slog.Logger

	address string // where it listens; empty: nowhere
	stop    context.CancelFunc
}

// follow opens and closes the door as the settings say, until the context ends.
func (d *inboundDoor) follow(ctx context.Context) {
	changes := d.core.Bus.Listen()
	defer changes.Close()
	d.stop = func() {}
	for {
		settings, err := d.core.Queue.Settings(ctx)
		if err == nil && settings.Inbound != d.address {
			d.move(ctx, settings.Inbound)
		}
		select {
		case <-ctx.Done():
			d.stop()
			return
		case <-changes.Wake():
			changes.Take()
		}
	}
}

// move closes the door where it is and opens it elsewhere; an empty address only closes it.
func (d *inboundDoor) move(ctx context.Context, address string) {
	d.stop()
	d.address, d.stop = address, func() {}
	if address == "" {
		d.core.SetHealth(inboundHealth, source.Health{Condition: source.OK})
		return
	}
	health := source.Health{Condition: source.OK}
	if err := d.open(ctx, address); err != nil {
		d.log.Error("listen for scripts", "address", address, "err", err)
		health = source.Health{
			Condition: source.NeedsYou, Code: "inbound_closed",
			Sentence: "Scripts cannot send to " + address + ": something else may listen there. Choose another port under Settings, Scripts.",
		}
	}
	d.core.SetHealth(inboundHealth, health)
}

func (d *inboundDoor) open(ctx context.Context, address string) error {
	secret, err := api.Secret(d.profile.Secret())
	if err != nil {
		return err
	}
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", address)
	if err != nil {
		return err
	}
	ctx, d.stop = context.WithCancel(ctx)
	guard := api.NewInbound(listener.Addr().String(), secret, d.handler)
	go func() {
		if err := answer(ctx, listener, guard, d.log); err != nil {
			d.log.Error("answer scripts", "err", err)
		}
	}()
	return nil
}

type inboundCommand struct {
	At  string `help:"Listen at this address of the loopback, such as 127.0.0.1:7411." placeholder:"ADDR"`
	Off bool   `help:"Listen no longer."`
}

// inboundAnswer is where scripts send to, and with which secret.
type inboundAnswer struct {
	Address string `json:"address"` // empty: off
	Secret  string `json:"secret"`
}

// Run shows where scripts send to, and switches it on and off.
func (i inboundCommand) Run(c *call) error {
	var settings queue.Settings
	if err := c.get("/settings", &settings); err != nil {
		return err
	}
	if i.At != "" || i.Off {
		settings.Inbound = i.At
		if err := c.client.Ask(c.ctx, http.MethodPut, "/settings", settings, nil); err != nil {
			return err
		}
	}
	reply := inboundAnswer{Address: settings.Inbound}
	if reply.Address != "" {
		var err error
		if reply.Secret, err = api.Secret(c.profile.Secret()); err != nil {
			return fault.Wrap(err, fault.Internal, "The secret cannot be read.")
		}
	}
	return c.say(reply, func() {
		if reply.Address == "" {
			c.printf("Scripts may put things in over the socket only: sluice add. Switch on: sluice inbound --at 127.0.0.1:7411\n")
			return
		}
		c.printf("POST http://%s/api/v1/arrivals with Authorization: Bearer %s\n", reply.Address, reply.Secret)
	})
}
