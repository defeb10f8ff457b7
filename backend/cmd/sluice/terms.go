package main

import (
	"net/url"
	"time"

	"sluice/backend/api/wire"
	"sluice/backend/fault"
	"sluice/backend/work"
)

// termsFlags are what was agreed on with a client.
type termsFlags struct {
	Rate     *string        `help:"What an hour brings, such as '85.50 EUR'; empty for none." placeholder:"AMOUNT"`
	Promised *time.Duration `help:"Hours promised a week, such as 20h." placeholder:"DURATION"`
	Answer   *string        `help:"How soon an answer was promised, in your words."`
}

// agree puts the terms that were given into a client.
func (t termsFlags) agree(client *wire.Client) error {
	if t.Rate != nil {
		client.Rate = nil
		if *t.Rate != "" {
			rate, err := work.ParseMoney(*t.Rate)
			if err != nil {
				return fault.Wrap(err, fault.Invalid, "%s.", err)
			}
			client.Rate = wire.MoneyOf(rate)
			client.Rate.Text = ""
		}
	}
	if t.Promised != nil {
		client.PromisedMinutes = int(*t.Promised / time.Minute)
	}
	if t.Answer != nil {
		client.ResponsePromise = *t.Answer
	}
	return nil
}

// aboutTerms tells of what was agreed on.
func aboutTerms(client wire.Client) (about string) {
	if client.Rate != nil {
		about += ", " + client.Rate.Text + " an hour"
	}
	if client.PromisedMinutes > 0 {
		about += ", " + wire.Hours(time.Duration(client.PromisedMinutes)*time.Minute) + " a week"
	}
	if client.ResponsePromise != "" {
		about += ", answers " + plain(client.ResponsePromise)
	}
	return about
}

type clientsAgree struct {
	Name string `arg:"" help:"Its name or number."`
	termsFlags
}

func (a clientsAgree) Run(c *call) error {
	var clients wire.Clients
	if err := c.get("/clients?client="+url.QueryEscape(a.Name), &clients); err != nil {
		return err
	}
	if len(clients.Clients) != 1 {
		return fault.New(fault.NotFound, "There is no client %q.", a.Name)
	}
	client := clients.Clients[0]
	if client.Rate != nil {
		client.Rate.Text = "" // for people alone
	}
	if err := a.agree(&client); err != nil {
		return err
	}
	var saved wire.SavedClient
	if err := c.post("/clients", client, &saved); err != nil {
		return err
	}
	return c.say(saved, func() { c.printf("%s%s\n", plain(saved.Client.Name), aboutClient(saved.Client)) })
}
