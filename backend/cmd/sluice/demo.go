package main

import (
	"strings"
	"time"

	"sluice/backend/demo"
	"sluice/backend/profile"
)

type demoCommand struct {
	coreCommand
	Fresh bool `help:"Make the sample data anew."`
}

// Run makes the demo where there is none, and runs the core on it.
func (d demoCommand) Run(c *call) error {
	p, err := profile.FindDemo(c.named)
	if err != nil {
		return err
	}
	made, err := d.make(c, p)
	if err != nil {
		return err
	}
	if made {
		c.printf("Made sample data in %s: four clients, a project of your own, a week of messages.\n", plain(p.Dir()))
	}
	c.printf("Open the window with: sluice --profile %s open\n", quoted(p.Dir()))
	if d.HTTP == "" {
		c.printf("For a browser start it with: sluice demo --http 127.0.0.1:0\n")
	}
	on := *c
	on.profile = p
	return d.coreCommand.Run(&on)
}

// make makes the demo. A core that serves it keeps others away by its lock.
func (d demoCommand) make(c *call, p profile.Profile) (bool, error) {
	if err := demo.Check(p); err != nil {
		return false, err
	}
	if err := p.Prepare(); err != nil {
		return false, err
	}
	unlock, err := p.Lock()
	if err != nil {
		return false, err
	}
	defer unlock()
	return demo.Make(c.ctx, p, time.Now(), c.zone(), d.Fresh)
}

// quoted is a path as a shell takes it.
func quoted(path string) string {
	if strings.ContainsAny(path, " '\"$&;()*?\\") {
		return "'" + strings.ReplaceAll(plain(path), "'", `'\''`) + "'"
	}
	return plain(path)
}
