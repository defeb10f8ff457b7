package main

import (
	"fmt"

	"sluice/backend/api/wire"
)

type appsCommand struct {
	Days   int    `help:"Of how many days." default:"28" placeholder:"N"`
	Client string `help:"What came for a client, or all; the active client without it." placeholder:"NAME"`
}

func (a appsCommand) Run(c *call) error {
	var told wire.Apps
	if err := c.get("/apps"+lastDays(a.Days, a.Client), &told); err != nil {
		return err
	}
	return c.say(told, func() {
		c.printf("%s\n", captureLine(told.Capture))
		for _, app := range told.Apps {
			c.printf("%6d  %s, last %s%s\n", app.N, appName(app.App), c.when(app.Last), mutedOf(app))
		}
	})
}

// captureLine says how the reading of notifications stands.
func captureLine(of wire.Capture) string {
	switch {
	case of.Sentence != "":
		return plain(of.Sentence)
	case of.State == wire.CaptureNone:
		return "Nothing of this computer is captured here."
	case of.State == "starting":
		return "Capture is starting."
	}
	return "Other programs' notifications are captured."
}

func appName(name string) string {
	if name == "" {
		return "(without a name)"
	}
	return plain(name)
}

func mutedOf(app wire.App) string {
	if app.Muted == 0 {
		return ""
	}
	return fmt.Sprintf(", %d of them muted", app.Muted)
}
