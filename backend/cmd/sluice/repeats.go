package main

import (
	"strings"
	"time"

	"sluice/backend/api/wire"
)

// The shields that repeat.

type shieldList struct{}

func (shieldList) Run(c *call) error {
	var rules wire.ShieldRules
	if err := c.get("/shields/rules", &rules); err != nil {
		return err
	}
	return c.say(rules, func() {
		for _, rule := range rules.Rules {
			c.printf("%5d  %s  %s\n", rule.ID, rule.At, strings.Join(aboutShield(rule), "  "))
		}
		if len(rules.Rules) == 0 {
			c.printf("No shield repeats.\n")
		}
	})
}

func aboutShield(rule wire.ShieldRule) []string {
	about := []string{wire.Hours(time.Duration(rule.Minutes) * time.Minute), rule.Days}
	if rule.Zone != "" {
		about = append(about, rule.Zone)
	}
	if rule.Note != "" {
		about = append(about, plain(rule.Note))
	}
	if rule.Off {
		about = append(about, "off")
	}
	return about
}

type shieldOff struct {
	ID int64 `arg:"" help:"The number of the shield, as list shows it."`
}

func (o shieldOff) Run(c *call) error { return c.turn("/shields/rules/%d/switch", o.ID, false) }

type shieldOn struct {
	ID int64 `arg:"" help:"The number of the shield, as list shows it."`
}

func (o shieldOn) Run(c *call) error { return c.turn("/shields/rules/%d/switch", o.ID, true) }
