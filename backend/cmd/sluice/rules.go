package main

import (
	"fmt"

	"sluice/backend/api/wire"
	"sluice/backend/work"
)

type rulesCommand struct {
	List   rulesList   `cmd:"" default:"withargs" help:"Your rules, by what they do; those that are off say so."`
	Add    rulesAdd    `cmd:"" help:"Add a rule."`
	Off    rulesOff    `cmd:"" help:"Switch a rule off: it is kept, and does nothing."`
	On     rulesOn     `cmd:"" help:"Switch a rule on again."`
	Remove rulesRemove `cmd:"" help:"Take a rule away."`
}

type rulesList struct {
	Kind string `help:"Only of this kind: ${enum}." enum:",route,breakthrough,mute,private" default:""`
}

func (l rulesList) Run(c *call) error {
	kinds := []string{"route", "breakthrough", "mute", "private"}
	if l.Kind != "" {
		kinds = []string{l.Kind}
	}
	all := wire.Rules{Rules: []wire.Rule{}}
	for _, kind := range kinds {
		var some wire.Rules
		if err := c.get("/rules?kind="+kind, &some); err != nil {
			return err
		}
		all.Rules = append(all.Rules, some.Rules...)
	}
	return c.say(all, func() {
		for _, rule := range all.Rules {
			c.printf("%5d  %s\n", rule.ID, plain(rule.Sentence))
		}
		if len(all.Rules) == 0 {
			c.printf("There is no rule.\n")
		}
	})
}

type rulesAdd struct {
	Kind   string `arg:"" enum:"route,breakthrough,mute,private" help:"What it does: ${enum}."`
	Client string `help:"To whom it gives, or of whose messages alone it speaks." placeholder:"NAME"`
	From   string `help:"The sender, or words of the name, or a domain such as @acme.com. Addresses are known of mail alone."`
	App    string `help:"The program's name."`
	Source string `help:"The source, such as desktop."`
	Words  string `help:"Whole words of title or text; commas part alternatives."`
}

func (a rulesAdd) Run(c *call) error {
	body := map[string]any{
		"kind": a.Kind, "client": a.Client,
		"match": work.Match{From: a.From, App: a.App, Source: a.Source, Words: a.Words},
	}
	var rule wire.Rule
	if err := c.post("/rules", body, &rule); err != nil {
		return err
	}
	return c.say(rule, func() { c.printf("Rule %d. %s\n", rule.ID, plain(rule.Sentence)) })
}

type rulesOff struct {
	ID int64 `arg:"" help:"The number of the rule."`
}

func (r rulesOff) Run(c *call) error { return c.turn("/rules/%d/switch", r.ID, false) }

type rulesOn struct {
	ID int64 `arg:"" help:"The number of the rule."`
}

func (r rulesOn) Run(c *call) error { return c.turn("/rules/%d/switch", r.ID, true) }

type rulesRemove struct {
	ID int64 `arg:"" help:"The number of the rule."`
}

func (r rulesRemove) Run(c *call) error {
	var answer acted
	if err := c.delete(fmt.Sprintf("/rules/%d", r.ID), &answer); err != nil {
		return err
	}
	return c.say(answer, func() { c.sayDone(answer.Act) })
}

// turned is what switching something did, and what it breaks.
type turned struct {
	acted
	wire.BrokenWaits
}

// turn switches what has a path and a number on or off.
func (c *call) turn(path string, id int64, on bool, mends ...wire.Mending) error {
	body := map[string]any{"on": on}
	if len(mends) > 0 {
		body["mend"] = mends
	}
	var answer turned
	if err := c.post(fmt.Sprintf(path, id), body, &answer); err != nil {
		return err
	}
	return c.say(answer, func() {
		c.sayDone(answer.Act)
		c.printBroken(answer.Broken)
	})
}

// sayDone says what an act did, and that undo takes it back where it did something.
func (c *call) sayDone(act wire.Act) {
	if act.ID == 0 {
		c.printf("%s already.\n", plain(act.Sentence))
		return
	}
	c.printf("%s. `sluice undo` takes it back.\n", plain(act.Sentence))
}
