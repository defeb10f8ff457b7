package main

import (
	"fmt"
	"net/url"
	"strings"
	"time"

	"sluice/backend/api/wire"
	"sluice/backend/work"
)

// items are the items that a verb is done to.
type items struct {
	Items  []work.ItemID `arg:"" help:"The numbers of the items."`
	Client string        `help:"Whose items: a client, or all; the active client without it." placeholder:"NAME"`
}

type acted struct {
	Act wire.Act `json:"act"`
}

// verb does a verb to the items, with what it needs besides.
func (i items) verb(c *call, path string, besides map[string]any) error {
	body := map[string]any{"items": i.Items}
	for name, value := range besides {
		body[name] = value
	}
	return c.act(path+clientQuery(i.Client), body)
}

// act does something and says what it did.
func (c *call) act(path string, body any) error {
	var answer acted
	if err := c.post(path, body, &answer); err != nil {
		return err
	}
	return c.say(answer, func() {
		said := plain(answer.Act.Sentence)
		if answer.Act.ID == 0 {
			c.printf("%s. Nothing changed.\n", said)
			return
		}
		c.printf("%s. `sluice undo` takes it back.\n", said)
	})
}

func clientQuery(client string) string {
	if client == "" {
		return ""
	}
	return "?" + url.Values{"client": {client}}.Encode()
}

// lastDays is the query for the last days, of a client or of whom it is without one.
func lastDays(days int, client string) string {
	query := url.Values{"days": {fmt.Sprint(days)}}
	if client != "" {
		query.Set("client", client)
	}
	return "?" + query.Encode()
}

type doneCommand struct{ items }

func (d doneCommand) Run(c *call) error { return d.verb(c, "/done", nil) }

type reopenCommand struct{ items }

func (r reopenCommand) Run(c *call) error { return r.verb(c, "/reopen", nil) }

type muteCommand struct{ items }

func (m muteCommand) Run(c *call) error { return m.verb(c, "/mute", nil) }

type pinCommand struct {
	items
	Off bool `help:"Unpin."`
}

func (p pinCommand) Run(c *call) error {
	return p.verb(c, "/pin", map[string]any{"pinned": !p.Off})
}

type snoozeCommand struct {
	items
	Until string `help:"Until when, in words such as 'fri 9am'; the next check-in without it." placeholder:"WHEN"`
}

func (s snoozeCommand) Run(c *call) error {
	return s.verb(c, "/snooze", map[string]any{"words": s.Until})
}

type waitCommand struct {
	items
	On  string `help:"On whom." required:"" placeholder:"NAME"`
	Ask string `help:"When to ask again, in words such as 'in 2 days'." placeholder:"WHEN"`
}

func (w waitCommand) Run(c *call) error {
	return w.verb(c, "/wait", map[string]any{"who": w.On, "words": w.Ask})
}

type assignCommand struct {
	items
	To string `help:"A client, or none." required:"" placeholder:"NAME"`
}

func (a assignCommand) Run(c *call) error {
	return a.verb(c, "/assign", map[string]any{"to": a.To})
}

type markCommand struct {
	Item   work.ItemID `arg:"" help:"The number of the item."`
	Less   bool        `help:"Less important, rather than more."`
	Client string      `help:"Whose item: a client, or all; the active client without it." placeholder:"NAME"`
}

func (m markCommand) Run(c *call) error {
	return c.act("/mark"+clientQuery(m.Client), map[string]any{"item": m.Item, "more": !m.Less})
}

type undoCommand struct{}

func (undoCommand) Run(c *call) error {
	var answer acted
	if err := c.post("/undo", nil, &answer); err != nil {
		return err
	}
	return c.say(answer, func() { c.printf("Taken back: %s\n", plain(answer.Act.Sentence)) })
}

type searchCommand struct {
	Query  []string `arg:"" help:"Words, and from: in: is: kind: why: before: after:."`
	Client string   `help:"Whose items: a client, or all; the active client without it." placeholder:"NAME"`
}

func (s searchCommand) Run(c *call) error {
	query := url.Values{"q": {strings.Join(s.Query, " ")}}
	if s.Client != "" {
		query.Set("client", s.Client)
	}
	path := "/search?" + query.Encode()
	if s.opens() {
		var found wire.Queue
		if err := c.post(path, nil, &found); err != nil {
			return err
		}
		return c.items(found, "Nothing is found.")
	}
	return c.search(path)
}

// search shows what a search finds.
func (c *call) search(path string) error {
	var found wire.Found
	if err := c.get(path, &found); err != nil {
		return err
	}
	if c.json {
		return c.say(found, nil)
	}
	for _, record := range found.Records {
		c.printf("%5s  %s\n", fmt.Sprint("r", record.ID), c.record(record))
	}
	if len(found.Records) > 0 && len(found.Items) == 0 {
		return nil
	}
	return c.items(wire.Queue{Items: found.Items}, "Nothing is found.")
}

// opens says whether the search asks for what is held, which opens a check-in early.
func (s searchCommand) opens() bool {
	for _, word := range strings.Fields(strings.ToLower(strings.Join(s.Query, " "))) {
		if word == "is:held" {
			return true
		}
	}
	return false
}

// list shows items.
func (c *call) list(path, none string) error {
	var queue wire.Queue
	if err := c.get(path, &queue); err != nil {
		return err
	}
	return c.items(queue, none)
}

func (c *call) items(queue wire.Queue, none string) error {
	return c.say(queue, func() {
		if len(queue.Items) == 0 {
			c.printf("%s\n", none)
		}
		for _, item := range queue.Items {
			c.printf("%5d  %s\n       %s\n", item.ID, plain(item.Title), c.about(item))
		}
	})
}

func (c *call) about(item wire.Item) string {
	parts := make([]string, 0, len(item.Reasons)+2)
	if item.Client != "" {
		parts = append(parts, plain(item.Client))
	}
	for _, reason := range item.Reasons {
		parts = append(parts, plain(spoken(reason, time.Now())))
	}
	return strings.Join(append(parts, c.when(item.LastAt)), " · ")
}

// spoken is what a reason says at a moment: with how long it has been so by then.
func spoken(reason work.Reason, now time.Time) string {
	if reason.Since == nil || now.Sub(*reason.Since) < time.Minute {
		return reason.Text
	}
	lasted := now.Sub(*reason.Since)
	if days := int(lasted / (24 * time.Hour)); days > 1 {
		return fmt.Sprintf("%s, for %d days", reason.Text, days)
	}
	return reason.Text + ", for " + wire.Hours(lasted.Truncate(time.Minute))
}

type pauseCommand struct {
	Until string `arg:"" optional:"" help:"Until when, in words such as 'monday 9am'."`
	End   bool   `help:"End the pause."`
}

func (p pauseCommand) Run(c *call) error {
	if p.End {
		return c.act("/resume", nil)
	}
	words := p.Until
	if words == "" {
		words = "tomorrow"
	}
	return c.act("/pause", map[string]any{"words": words})
}

type callCommand struct {
	On  callOn  `cmd:"" help:"Hide titles, senders, texts and clients' names, while others see your screen."`
	Off callOff `cmd:"" help:"Show them again."`
}

type callOn struct {
	For   time.Duration `help:"For how long, such as 45m or 2h; a day at most." default:"1h" placeholder:"LENGTH"`
	Until string        `help:"Or until when, in words such as 16:30." placeholder:"TIME"`
}

func (o callOn) Run(c *call) error {
	if o.Until != "" {
		return c.act("/call", map[string]any{"words": o.Until})
	}
	return c.act("/call", map[string]any{"minutes": max(1, int(o.For.Minutes()))})
}

type callOff struct{}

func (callOff) Run(c *call) error { return c.act("/call/end", nil) }

type clientsCommand struct {
	List   clientsList   `cmd:"" default:"1" help:"The clients."`
	Add    clientsAdd    `cmd:"" help:"Add a client."`
	Agree  clientsAgree  `cmd:"" help:"Say what was agreed on with a client: rate, hours a week, how soon you answer."`
	Remove clientsRemove `cmd:"" help:"Remove a client; its items stay."`

	Promise clientsPromise `cmd:"" help:"What a client may be told: when you read messages and how soon you answer."`
}

type clientsList struct{}

func (clientsList) Run(c *call) error {
	var clients wire.Clients
	if err := c.get("/clients", &clients); err != nil {
		return err
	}
	return c.say(clients, func() {
		if len(clients.Clients) == 0 {
			c.printf("There are no clients. Add one: sluice clients add NAME\n")
		}
		for _, client := range clients.Clients {
			c.printf("%2d  %s%s\n", client.Number, plain(client.Name), aboutClient(client))
		}
	})
}

func aboutClient(client wire.Client) string {
	about := ""
	if client.Zone != "" {
		about += ", " + plain(client.Zone)
	}
	if client.LongestWaitMinutes > 0 {
		about += ", longest wait " + wire.Hours(time.Duration(client.LongestWaitMinutes)*time.Minute)
	}
	about += aboutTerms(client)
	return about
}

type clientsAdd struct {
	Name        string        `arg:"" help:"Its name."`
	Number      int           `help:"The key that switches to it, 1 to 9; the first that is free without it." placeholder:"N"`
	Colour      int           `help:"1 to 9; as its number without it." placeholder:"N"`
	Zone        string        `help:"Its time zone; yours without it." placeholder:"ZONE"`
	LongestWait time.Duration `help:"The longest that it may wait, such as 4h." placeholder:"DURATION"`
	Like        string        `help:"Begin with a template: retainer, hourly, fixed, support, advice or own." placeholder:"TEMPLATE"`
	Own         bool          `help:"It is your own project."`
	termsFlags
}

func (a clientsAdd) Run(c *call) error {
	client, err := a.client(c)
	if err != nil {
		return err
	}
	var saved wire.SavedClient
	if err := c.post("/clients", client, &saved); err != nil {
		return err
	}
	if err := c.addCheckIns(a.Like, a.Name); err != nil {
		return err
	}
	return c.say(saved, func() {
		c.printf("%s has the number %d.\n", plain(saved.Client.Name), saved.Client.Number)
		if saved.Breach != nil {
			c.printf("! %s\n", plain(saved.Breach.Sentence))
		}
	})
}

// client gives the new client, with the first number that is free.
func (a clientsAdd) client(c *call) (wire.Client, error) {
	var clients wire.Clients
	if err := c.get("/clients?client=all", &clients); err != nil {
		return wire.Client{}, err
	}
	taken := map[int]bool{}
	for _, other := range clients.Clients {
		taken[other.Number] = true
	}
	for n := 1; n <= 9 && a.Number == 0; n++ {
		if !taken[n] {
			a.Number = n
		}
	}
	if a.Colour == 0 {
		a.Colour = max(1, a.Number)
	}
	template, err := c.template(a.Like)
	client := template.Client
	client.Name, client.Number, client.Colour, client.Zone = a.Name, a.Number, a.Colour, a.Zone
	client.Own = client.Own || a.Own
	if a.LongestWait != 0 {
		client.LongestWaitMinutes = int(a.LongestWait / time.Minute)
	}
	if err != nil {
		return client, err
	}
	return client, a.agree(&client)
}

type clientsRemove struct {
	Name string `arg:"" help:"Its name or number."`
}

func (r clientsRemove) Run(c *call) error {
	id, err := c.clientID(r.Name)
	if err != nil {
		return err
	}
	var answer acted
	if err := c.delete(fmt.Sprintf("/clients/%d", id), &answer); err != nil {
		return err
	}
	return c.say(answer, func() {
		c.printf("%s. Its items stay. `sluice undo` takes it back.\n", plain(answer.Act.Sentence))
	})
}

type switchCommand struct {
	Client string `arg:"" help:"A client's name or number; all for all."`
}

func (s switchCommand) Run(c *call) error {
	var status wire.Status
	if err := c.post("/switch", map[string]string{"client": s.Client}, &status); err != nil {
		return err
	}
	return c.say(status, func() {
		if status.Client == "" {
			c.printf("All clients.\n")
			return
		}
		c.printf("Now for %s.\n", plain(status.Client))
	})
}
