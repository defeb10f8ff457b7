package main

import (
	"fmt"
	"net/url"
	"strconv"
	"time"

	"sluice/backend/api/wire"
	"sluice/backend/fault"
	"sluice/backend/schedule"
	"sluice/backend/work"
)

// Commands that only look.

type statusCommand struct{}

func (statusCommand) Run(c *call) error {
	var status wire.Status
	if err := c.get("/status", &status); err != nil {
		return err
	}
	return c.say(status, func() {
		c.printf("%s\n", gateSentence(status, c.when))
		c.printf("%s in the queue, %d held.\n", plural(status.Queued, "item"), status.Held)
		if status.CallUntil != nil {
			c.printf("Content is hidden until %s.\n", c.when(*status.CallUntil))
		}
		if status.SilenceNote != "" {
			c.printf("%s\n", status.SilenceNote)
		}
		for _, trouble := range status.Trouble {
			c.printf("! %s\n", trouble.Sentence)
		}
	})
}

// gateSentence is the one sentence that is always true. when tells people of an instant.
func gateSentence(s wire.Status, when func(time.Time) string) string {
	switch s.State {
	case "shield":
		return fmt.Sprintf("Deep work until %s.", when(*s.ShieldUntil))
	case "checkin":
		if s.Run == nil { // for others than the active client
			return "Check-in open."
		}
		return fmt.Sprintf("Check-in open, %d left.", s.Run.Left)
	case "off":
		if s.OffUntil != nil {
			return fmt.Sprintf("Off until %s.", when(*s.OffUntil))
		}
		return "Off."
	}
	next := "no check-in is planned"
	if s.NextCheckIn != nil {
		next = "next check-in " + when(*s.NextCheckIn)
	}
	switch s.Silence {
	case "confirmed":
		return "Holding, " + next + "."
	case "asked":
		return "Holding, not confirmed, " + next + "."
	}
	return "Collecting, not silencing, " + next + "."
}

type queueCommand struct {
	Limit  int    `help:"Show at most so many items." placeholder:"N"`
	State  string `help:"Those that are queued, done, snoozed, waiting, muted or expired." default:"queued" placeholder:"STATE"`
	Client string `help:"Whose items: a client, or all; the active client without it." placeholder:"NAME"`
}

func (q queueCommand) Run(c *call) error {
	query := url.Values{"limit": {fmt.Sprint(q.Limit)}, "state": {q.State}}
	if q.Client != "" {
		query.Set("client", q.Client)
	}
	return c.list("/queue?"+query.Encode(), "Nothing is waiting for you.")
}

type receiptCommand struct {
	From    string `help:"Begin with this date." placeholder:"DATE"`
	Until   string `help:"End with this date." placeholder:"DATE"`
	Checkin int64  `help:"The receipt of one check-in, by its number." placeholder:"N"`
	Client  string `help:"Of a client, or all; of the active client without it." placeholder:"NAME"`
}

func (r receiptCommand) Run(c *call) error {
	query, err := r.query(c)
	if err != nil {
		return err
	}
	var receipt wire.Receipt
	if err := c.get("/receipt?"+query.Encode(), &receipt); err != nil {
		return err
	}
	return c.say(receipt, func() {
		c.printf("%s: %d delivered, %d held, %d broke through, %d merged, %d muted, %d expired. Lost: %d.\n",
			plural(receipt.Arrived, "arrival"), receipt.Delivered, receipt.Held, receipt.BrokeThrough,
			receipt.Merged, receipt.Muted, receipt.Expired, receipt.Lost)
		for _, run := range receipt.CheckIns {
			c.printf("%5d  check-in %s: %s\n", run.ID, c.when(run.OpenedAt), plural(run.Delivered, "arrival"))
		}
		for _, gap := range receipt.Gaps {
			c.printf("       not seen: %s\n", c.gap(gap))
		}
	})
}

func (r receiptCommand) query(c *call) (url.Values, error) {
	query := url.Values{}
	if r.Client != "" {
		query.Set("client", r.Client)
	}
	if r.Checkin != 0 {
		query.Set("checkIn", strconv.FormatInt(r.Checkin, 10))
	}
	for name, text := range map[string]string{"from": r.From, "until": r.Until} {
		if text == "" {
			continue
		}
		date, err := work.ParseDate(text)
		if err != nil {
			return nil, fault.Wrap(err, fault.Invalid, "%s.", err)
		}
		if name == "until" {
			date = date.Add(1)
		}
		query.Set(name, schedule.Instant(date, 0, c.zone()).Format(time.RFC3339))
	}
	return query, nil
}

func (c *call) gap(gap wire.Gap) string {
	why := map[string]string{
		"off": "Sluice was not running", "killed": "Sluice was ended without warning",
		"bus": "the session bus was gone", "overflow": "more came than could be taken",
	}[gap.Why]
	until := "now"
	if gap.Until != nil {
		until = gap.Until.In(c.zone()).Format("15:04:05")
	}
	return fmt.Sprintf("%s to %s, %s", gap.From.In(c.zone()).Format("15:04:05"), until, why)
}

type doctorCommand struct{}

func (doctorCommand) Run(c *call) error {
	var findings wire.Findings
	if err := c.get("/doctor", &findings); err != nil {
		return err
	}
	err := c.say(findings, func() {
		for _, finding := range findings.Findings {
			mark := "ok "
			if !finding.OK {
				mark = "!  "
			}
			c.printf("%s %s\n", mark, finding.Sentence)
		}
	})
	if err == nil && !findings.OK {
		return errSaid
	}
	return err
}
