package main

import (
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"sluice/backend/api/wire"
	"sluice/backend/fault"
	"sluice/backend/work"
)

type recordsCommand struct {
	List    recordsList    `cmd:"" default:"withargs" help:"Decisions, blockers, baton notes and notes."`
	Add     recordsAdd     `cmd:"" help:"Write something down."`
	Change  recordsChange  `cmd:"" help:"Change what a record says."`
	Resolve recordsResolve `cmd:"" help:"A blocker is gone, a note is dealt with."`
	Remove  recordsRemove  `cmd:"" help:"Remove a record."`
}

type recordsList struct {
	Query    []string    `arg:"" optional:"" help:"Words, and in: before: after:."`
	Kind     string      `help:"Only decision, blocker, baton or note." enum:",decision,blocker,baton,note" default:"" placeholder:"KIND"`
	Item     work.ItemID `help:"Those of an item." placeholder:"N"`
	Standing bool        `help:"Only those that are not resolved."`
	Client   string      `help:"Whose: a client, or all; the active client without it." placeholder:"NAME"`
}

func (l recordsList) Run(c *call) error {
	query := url.Values{"q": {strings.Join(l.Query, " ")}, "standing": {strconv.FormatBool(l.Standing)}}
	for name, value := range map[string]string{"kind": l.Kind, "client": l.Client} {
		if value != "" {
			query.Set(name, value)
		}
	}
	if l.Item != 0 {
		query.Set("item", fmt.Sprint(l.Item))
	}
	var records wire.Records
	if err := c.get("/records?"+query.Encode(), &records); err != nil {
		return err
	}
	return c.say(records, func() {
		if len(records.Records) == 0 {
			c.printf("Nothing is written down.\n")
		}
		for _, record := range records.Records {
			c.printf("%5d  %s\n", record.ID, c.record(record))
		}
	})
}

// record tells people of a record in two lines: what it says, and what it is.
func (c *call) record(r wire.Record) string {
	first, _, more := strings.Cut(strings.TrimSpace(r.Text), "\n")
	if more {
		first += " …"
	}
	about := []string{r.Kind}
	if r.On != "" {
		about = append(about, "on "+plain(r.On))
	}
	if r.Since != nil {
		about = append(about, "since "+c.when(*r.Since))
	}
	if r.Client != "" {
		about = append(about, plain(r.Client))
	}
	if r.Item != 0 {
		about = append(about, fmt.Sprint("item ", r.Item))
	}
	if r.ResolvedAt != nil {
		about = append(about, "resolved "+c.when(*r.ResolvedAt))
	}
	return plain(first) + "\n       " + strings.Join(append(about, c.when(r.CreatedAt)), " · ")
}

type recordsAdd struct {
	Kind   string      `arg:"" help:"decision, blocker, baton or note." enum:"decision,blocker,baton,note"`
	Text   []string    `arg:"" help:"What it says, in Markdown."`
	Item   work.ItemID `help:"The item that it belongs to." placeholder:"N"`
	On     string      `help:"Of a blocker: on whom." placeholder:"NAME"`
	Client string      `help:"Whose it is; the item's or the active client's without it." placeholder:"NAME"`
}

func (a recordsAdd) Run(c *call) error {
	body := map[string]any{
		"kind": a.Kind, "text": strings.Join(a.Text, " "), "item": a.Item, "on": a.On, "client": a.Client,
	}
	var record wire.Record
	if err := c.post("/records", body, &record); err != nil {
		return err
	}
	return c.say(record, func() { c.printf("Record %d. `sluice undo` takes it back.\n", record.ID) })
}

type recordsChange struct {
	ID     work.RecordID `arg:"" help:"The number of the record."`
	Text   []string      `arg:"" help:"What it says from now on."`
	Client string        `help:"Whose it is: a client, or all; the active client's without it." placeholder:"NAME"`
}

func (r recordsChange) Run(c *call) error {
	return c.changeRecord(r.ID, r.Client, map[string]any{"text": strings.Join(r.Text, " ")}, "Changed.")
}

type recordsResolve struct {
	ID     work.RecordID `arg:"" help:"The number of the record."`
	Not    bool          `help:"It stands again."`
	Client string        `help:"Whose it is: a client, or all; the active client's without it." placeholder:"NAME"`
}

func (r recordsResolve) Run(c *call) error {
	said := "Resolved."
	if r.Not {
		said = "It stands again."
	}
	return c.changeRecord(r.ID, r.Client, map[string]any{"resolved": !r.Not}, said)
}

func (c *call) changeRecord(id work.RecordID, client string, body map[string]any, said string) error {
	var record wire.Record
	if err := c.put(fmt.Sprintf("/records/%d%s", id, clientQuery(client)), body, &record); err != nil {
		return err
	}
	return c.say(record, func() { c.printf("%s `sluice undo` takes it back.\n", said) })
}

func (c *call) put(path string, body, into any) error {
	return c.client.Ask(c.ctx, http.MethodPut, path, body, into)
}

type recordsRemove struct {
	ID     work.RecordID `arg:"" help:"The number of the record."`
	Client string        `help:"Whose it is: a client, or all; the active client's without it." placeholder:"NAME"`
}

func (r recordsRemove) Run(c *call) error {
	return c.remove(fmt.Sprintf("/records/%d%s", r.ID, clientQuery(r.Client)))
}

// remove removes something and says what it was.
func (c *call) remove(path string) error {
	var answer acted
	if err := c.delete(path, &answer); err != nil {
		return err
	}
	return c.say(answer, func() { c.printf("%s. `sluice undo` takes it back.\n", plain(answer.Act.Sentence)) })
}

type viewsCommand struct {
	List   viewsList   `cmd:"" default:"1" help:"The saved searches."`
	Show   viewsShow   `cmd:"" help:"What a saved search finds."`
	Add    viewsAdd    `cmd:"" help:"Save a search."`
	Remove viewsRemove `cmd:"" help:"Remove a saved search."`
}

type viewsList struct{}

func (viewsList) Run(c *call) error {
	views, err := c.views()
	if err != nil {
		return err
	}
	return c.say(views, func() {
		if len(views.Views) == 0 {
			c.printf("There are no saved searches. Save one: sluice views add NAME QUERY\n")
		}
		for _, view := range views.Views {
			c.printf("%5d  %s: %s\n", view.ID, plain(view.Name), plain(view.Query))
		}
	})
}

func (c *call) views() (views wire.Views, err error) { return views, c.get("/views", &views) }

type viewsShow struct {
	Name string `arg:"" help:"Its name or number."`
}

func (s viewsShow) Run(c *call) error {
	views, err := c.views()
	if err != nil {
		return err
	}
	for _, view := range views.Views {
		if !strings.EqualFold(view.Name, s.Name) && fmt.Sprint(view.ID) != s.Name {
			continue
		}
		query := url.Values{"q": {view.Query}}
		if view.Client != "" {
			query.Set("client", view.Client)
		}
		return c.search("/search?" + query.Encode())
	}
	return fault.New(fault.NotFound, "There is no saved search %q.", s.Name)
}

type viewsAdd struct {
	Name   string   `arg:"" help:"Its name."`
	Query  []string `arg:"" optional:"" help:"What it looks for, as for search; the whole queue without it."`
	Key    int      `help:"The key that opens it, 1 to 9." placeholder:"N"`
	Group  string   `help:"By client, source or person." enum:",client,source,person" default:"" placeholder:"WHAT"`
	Order  string   `help:"newest, oldest or due; the most important first without it." enum:",newest,oldest,due" default:"" placeholder:"WHAT"`
	Client string   `help:"Of one client alone; it shows for all without it." placeholder:"NAME"`
}

func (a viewsAdd) Run(c *call) error {
	view := wire.View{
		Name: a.Name, Query: strings.Join(a.Query, " "), Number: a.Key, Group: a.Group, Order: a.Order, Client: a.Client,
	}
	if err := c.post("/views", view, &view); err != nil {
		return err
	}
	return c.say(view, func() { c.printf("Search %d saved.\n", view.ID) })
}

type viewsRemove struct {
	ID work.ViewID `arg:"" help:"Its number."`
}

func (r viewsRemove) Run(c *call) error { return c.remove(fmt.Sprintf("/views/%d", r.ID)) }
