package main

import (
	"net/url"
	"time"

	"sluice/backend/api/wire"
)

type insightsCommand struct {
	Show    insightsShow    `cmd:"" default:"withargs" help:"What the last days say."`
	Worth   insightsWorth   `cmd:"" help:"Say whether a break-through was worth it."`
	Accept  insightsAccept  `cmd:"" help:"Make a change that is proposed."`
	Decline insightsDecline `cmd:"" help:"Never propose it again."`
}

type insightsShow struct {
	Days   int    `help:"How many days." default:"14" placeholder:"N"`
	Client string `help:"Of a client, or all; of the active client without it." placeholder:"NAME"`
}

func (s insightsShow) Run(c *call) error {
	var in wire.Insights
	if err := c.get("/insights"+lastDays(s.Days, s.Client), &in); err != nil {
		return err
	}
	var proposed wire.ChangesProposed
	if err := c.get("/insights/proposals"+clientQuery(s.Client), &proposed); err != nil {
		return err
	}
	both := struct {
		wire.Insights
		wire.ChangesProposed
	}{in, proposed}
	return c.say(both, func() { c.insights(in, proposed) })
}

func (c *call) insights(in wire.Insights, proposed wire.ChangesProposed) {
	c.printf("%s: %d held first, %d broke through, %d muted.\n", plural(in.N, "arrival"), in.Held, in.BrokeThrough, in.Muted)
	c.printf("%s kept away while a shield was up or a session ran.\n", plural(in.KeptAway, "pop-up"))
	for _, w := range in.Waits {
		if w.TooFew {
			c.printf("  %s: too few to say\n", plain(w.Client))
			continue
		}
		c.printf("  %s waited %s at most, %d times longer than promised\n", plain(w.Client), wire.Hours(time.Duration(w.LongestMinutes)*time.Minute), w.Broken)
	}
	for _, p := range proposed.Proposals {
		c.printf("Proposed: %s %s\n  sluice insights accept %s\n", plain(p.Sentence), plain(p.Evidence), p.ID)
	}
}

type insightsWorth struct {
	Arrival int64 `arg:"" help:"The number of the arrival."`
	Not     bool  `help:"It was not."`
}

func (w insightsWorth) Run(c *call) error {
	return c.act("/insights/worth", map[string]any{"arrival": w.Arrival, "worth": !w.Not})
}

type insightsAccept struct {
	ID string `arg:"" help:"The proposal."`
}

func (a insightsAccept) Run(c *call) error {
	return c.act("/insights/proposals/"+url.PathEscape(a.ID)+"/accept", nil)
}

type insightsDecline struct {
	ID string `arg:"" help:"The proposal."`
}

func (d insightsDecline) Run(c *call) error {
	return c.act("/insights/proposals/"+url.PathEscape(d.ID)+"/decline", nil)
}
