package main

import (
	"fmt"
	"io"
	"os"
	"strings"

	"sluice/backend/api/wire"
	"sluice/backend/fault"
)

type replyCommand struct {
	Item int64    `arg:"" help:"The number of the item."`
	Text []string `arg:"" optional:"" help:"The answer; without it, it is read from the standard input."`
}

// Run puts an answer into the outbox, where it waits ten seconds.
func (r replyCommand) Run(c *call) error {
	text := strings.Join(r.Text, " ")
	if text == "" {
		const longest = 64 << 10
		read, err := io.ReadAll(io.LimitReader(os.Stdin, longest))
		if err != nil {
			return fault.Wrap(err, fault.Invalid, "The answer cannot be read.")
		}
		text = strings.TrimSpace(string(read))
	}
	var answer acted
	if err := c.post(fmt.Sprintf("/items/%d/reply", r.Item), map[string]string{"text": text}, &answer); err != nil {
		return err
	}
	return c.say(answer, func() {
		c.printf("%s. It is sent in 10 seconds; `sluice undo` takes it back.\n", plain(answer.Act.Sentence))
	})
}

type splitCommand struct {
	Item    int64 `arg:"" help:"The number of the item."`
	Arrival int64 `arg:"" help:"The number of the arrival that was taken for the same."`
}

func (s splitCommand) Run(c *call) error {
	var answer acted
	if err := c.post(fmt.Sprintf("/items/%d/split", s.Item), map[string]int64{"arrival": s.Arrival}, &answer); err != nil {
		return err
	}
	return c.say(answer, func() { c.printf("%s.\n", plain(answer.Act.Sentence)) })
}

type outboxCommand struct {
	List     outboxList     `cmd:"" default:"1" help:"What is to be written at services, and the last that was."`
	Retry    outboxRetry    `cmd:"" help:"Send again what failed."`
	Withdraw outboxWithdraw `cmd:"" help:"Take back what is not sent."`
}

type outboxList struct{}

func (outboxList) Run(c *call) error {
	var outbox wire.Outbox
	if err := c.get("/outbox", &outbox); err != nil {
		return err
	}
	return c.say(outbox, func() {
		for _, w := range outbox.Writes {
			c.sayWrite(w)
		}
		if len(outbox.Writes) == 0 {
			c.printf("Nothing is to be written anywhere.\n")
		}
	})
}

func (c *call) sayWrite(w wire.Write) {
	c.printf("%5d  %-9s %-8s item %d at %s  %s\n", w.ID, w.State, w.Verb, w.Item, w.Source, plain(w.Sentence))
}

type outboxRetry struct {
	ID int64 `arg:"" help:"The number of the entry."`
}

func (o outboxRetry) Run(c *call) error { return c.writeAct(o.ID, "retry") }

type outboxWithdraw struct {
	ID int64 `arg:"" help:"The number of the entry."`
}

func (o outboxWithdraw) Run(c *call) error { return c.writeAct(o.ID, "withdraw") }

func (c *call) writeAct(id int64, verb string) error {
	var w wire.Write
	if err := c.post(fmt.Sprintf("/outbox/%d/%s", id, verb), nil, &w); err != nil {
		return err
	}
	return c.say(w, func() { c.sayWrite(w) })
}
