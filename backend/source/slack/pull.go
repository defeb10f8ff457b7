package slack

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"sluice/backend/source"
	"sluice/backend/work"
)

// pull is one reading of an account.
type pull struct {
	client  client
	account source.Account
	budget  source.Budget
	cursor  cursor
	batch   source.Batch
}

// read takes steps until there are no more, or the budget is used up. Where one goes wrong, those before
// it are kept, and the next pull says what is the matter.
func (p *pull) read(ctx context.Context) error {
	if p.cursor.Reading == nil {
		if err := p.begin(ctx); err != nil {
			return err
		}
	}
	for done := 0; p.goesOn(); done++ {
		before, events, gone := p.save(), len(p.batch.Events), len(p.batch.Gone)
		next := p.cursor.Reading.Steps[0]
		p.cursor.Reading.Steps = p.cursor.Reading.Steps[1:]
		if err := p.take(ctx, next); err != nil {
			if done == 0 || ctx.Err() != nil {
				return err
			}
			p.cursor = cursor{}
			p.batch.Events, p.batch.Gone = p.batch.Events[:events], p.batch.Gone[:gone]
			return before.Read(cursorVersion, &p.cursor)
		}
	}
	return nil
}

func (p *pull) goesOn() bool {
	return len(p.cursor.Reading.Steps) > 0 && *p.client.asked < max(2, p.budget.Requests) &&
		(p.budget.Events == 0 || len(p.batch.Events) < p.budget.Events)
}

// save gives the cursor as it is.
func (p *pull) save() source.Cursor {
	saved, err := source.NewCursor(cursorVersion, p.cursor)
	if err != nil { // there is nothing in it that JSON has no form for
		panic(err)
	}
	return saved
}

// begin asks who the user is and plans to list his conversations.
func (p *pull) begin(ctx context.Context) error {
	me, err := p.client.me(ctx)
	if err != nil {
		return err
	}
	if len(p.cursor.Names) >= maxNames { // a memory that is full begins anew
		p.cursor.Names = nil
	}
	p.cursor.Reading = &reading{Me: me, Steps: []step{{List: firstPage}}, In: map[string]where{}}
	return nil
}

// firstPage stands for the page that needs no cursor of Slack's.
const firstPage = "-"

func (p *pull) take(ctx context.Context, next step) error {
	if p.cursor.Places == nil {
		p.cursor.Places = map[string]*place{}
	}
	switch {
	case next.List != "":
		return p.list(ctx, next)
	case next.Groups:
		return p.groups(ctx)
	case next.Search != "":
		return p.search(ctx, next)
	case next.Read != "":
		return p.look(ctx, next.Read)
	}
	return p.place(ctx, next)
}

// list takes in which conversations there are, and then plans to read them.
func (p *pull) list(ctx context.Context, next step) error {
	w := p.cursor.Reading
	conversations, more, err := p.client.conversations(ctx, strings.TrimPrefix(next.List, firstPage))
	if err != nil {
		return err
	}
	for _, each := range conversations {
		if each.ID != "" {
			direct := each.Direct || each.Group
			w.In[each.ID] = where{Channel: each.ID, Name: each.Name, Direct: direct, Site: w.Me.URL}
		}
	}
	if more != "" && more != next.List {
		w.Steps = slices.Insert(w.Steps, 0, step{List: more})
		return nil
	}
	p.plan()
	return nil
}

// plan plans the steps of a reading.
func (p *pull) plan() {
	w := p.cursor.Reading
	now := p.account.Now()
	if now.Sub(time.Unix(p.cursor.GroupsAt, 0)) >= 24*time.Hour {
		w.Steps = append(w.Steps, step{Groups: true})
	}
	w.Steps = append(w.Steps, step{Search: mentionOf(w.Me.ID), Page: 1}, step{Search: "to:me", Page: 1}, step{Search: "from:" + mentionOf(w.Me.ID), Page: 1, Own: true})
	var known, threads, fresh, checks []string
	for id := range w.In {
		if p.cursor.Places[id] == nil {
			fresh = append(fresh, id)
		} else {
			known = append(known, id)
		}
	}
	for key, each := range p.cursor.Places {
		channel, thread := split(key)
		at, isIn := w.In[channel]
		switch {
		case !isIn:
			delete(p.cursor.Places, key)
		case thread != "":
			threads = append(threads, key)
		case at.Direct && each.Open != "" && p.account.Settings.On("read"):
			checks = append(checks, key)
		}
	}
	slices.Sort(fresh)
	for _, key := range fresh {
		w.plan(key)
	}
	for _, group := range []struct {
		keys      []string
		hot, cold int
	}{{known, hotConversations, coldConversations}, {threads, hotThreads, coldThreads}} {
		picked, all := p.cursor.pick(group.keys, group.hot, group.cold)
		for _, key := range picked {
			w.plan(key)
			if !all {
				p.cursor.Places[key].Looked = now.Unix()
			}
		}
	}
	slices.SortFunc(checks, func(a, b string) int {
		return cmp.Or(cmp.Compare(p.cursor.Places[b].Open.micros(), p.cursor.Places[a].Open.micros()), cmp.Compare(a, b))
	})
	for _, key := range checks[:min(len(checks), maxReadChecks)] {
		w.Steps = append(w.Steps, step{Read: key})
	}
}

// plan plans to read a place, once.
func (w *reading) plan(key string) {
	if !slices.ContainsFunc(w.Steps, func(s step) bool { return s.Place == key }) {
		w.Steps = append(w.Steps, step{Place: key})
	}
}

// groups takes in which groups the user is in. A token that may not ask knows of none.
func (p *pull) groups(ctx context.Context) error {
	all, err := p.client.groups(ctx)
	if err != nil && !isLacking(err) {
		return err
	}
	p.cursor.Groups, p.cursor.GroupsAt = nil, p.account.Now().Unix()
	for _, each := range all {
		if slices.Contains(each.Users, p.cursor.Reading.Me.ID) {
			p.cursor.Groups = append(p.cursor.Groups, each.ID)
			p.name(each.ID, each.Handle)
		}
	}
	return nil
}

// What is searched for: what came to Slack's index late is found a little later.
const (
	late       = 10 * time.Minute
	maxSearch  = 3 // pages
	firstReach = 14 * 24 * time.Hour
)

// search takes in where the user was written to or mentioned, or said something. What he is a member of is then read;
// elsewhere what was found is all there is.
func (p *pull) search(ctx context.Context, next step) error {
	w := p.cursor.Reading
	matches, err := p.client.search(ctx, next.Search, next.Page)
	if isLacking(err) {
		return nil
	}
	if err != nil {
		return err
	}
	until := p.cursor.Began
	if p.cursor.Searched != "" {
		until = stampOf(p.cursor.Searched.time().Add(-late))
	}
	for _, each := range matches {
		if !each.Stamp.after(until) {
			return nil
		}
		if each.Stamp.after(w.Newest) {
			w.Newest = each.Stamp
		}
		if err := p.found(ctx, each, next); err != nil {
			return err
		}
	}
	if len(matches) == perSearch && next.Page < maxSearch {
		w.Steps = slices.Insert(w.Steps, 0, step{Search: next.Search, Page: next.Page + 1, Own: next.Own})
	}
	return nil
}

func (p *pull) found(ctx context.Context, f match, by step) error {
	w := p.cursor.Reading
	m := messageOf(f)
	at, isIn := w.In[f.Channel.ID]
	switch {
	case isIn:
		p.foundInside(m, at, by.Own)
		return nil
	case by.Search != mentionOf(w.Me.ID), m.User == w.Me.ID, f.Channel.ID == "":
		return nil
	}
	at = where{Channel: f.Channel.ID, Name: f.Channel.Name, Site: w.Me.URL}
	id := at.Channel + "/" + string(m.Stamp)
	if slices.Contains(p.cursor.Strangers, id) {
		return nil
	}
	p.cursor.Strangers = append(p.cursor.Strangers, id)
	p.cursor.Strangers = p.cursor.Strangers[max(0, len(p.cursor.Strangers)-maxStrangers):]
	return p.hand(ctx, m, at, work.ReachMention)
}

// foundInside plans to read the place of what was found. A thread in which the user said something is
// followed from there, one in which he was mentioned from that mention on.
func (p *pull) foundInside(m message, at where, own bool) {
	key, from := at.Channel, justBefore(m.Stamp)
	if own {
		from = m.Stamp
	}
	known := p.cursor.Places[key]
	if m.isAnswer() || own && !at.Direct {
		key = at.Channel + "/" + string(m.top())
		known = p.cursor.follow(key, from)
	}
	if known != nil && (own || m.Stamp.after(known.Last)) {
		p.cursor.Reading.plan(key)
	}
}

// hand hands a message over, with the names of those in it.
func (p *pull) hand(ctx context.Context, m message, at where, reach work.Reach) error {
	ids := mentioned(m.Text)
	if m.User != "" {
		ids = append(ids, m.User)
	}
	for _, id := range ids {
		if _, known := p.cursor.Names[id]; known {
			continue
		}
		person, err := p.client.user(ctx, id)
		if class := source.ClassOf(err); err != nil && class != source.NotThere && class != source.Scope {
			return err
		}
		p.name(id, person.called())
	}
	event := eventOf(m, at, reach, func(id string) string { return p.cursor.Names[id] })
	p.batch.Events = append(p.batch.Events, event)
	return nil
}

// name remembers what somebody is called.
func (p *pull) name(id, called string) {
	if p.cursor.Names == nil {
		p.cursor.Names = map[string]string{}
	}
	p.cursor.Names[id] = source.Line(called, maxName)
}

const maxName = 100

// look looks whether what is open in a conversation was read.
func (p *pull) look(ctx context.Context, channel string) error {
	known := p.cursor.Places[channel]
	if known == nil || known.Open == "" {
		return nil
	}
	is, err := p.client.info(ctx, channel)
	if err != nil && source.ClassOf(err) != source.NotThere {
		return err
	}
	if err == nil && !known.Open.after(is.LastRead) {
		p.batch.Gone = append(p.batch.Gone, channel)
		known.Open = ""
	}
	return nil
}

// end gives the batch.
func (p *pull) end(at source.Cursor) (source.Batch, error) {
	w := p.cursor.Reading
	p.batch.Hint = *p.client.hints
	p.batch.More = len(w.Steps) > 0
	if !p.batch.More {
		p.cursor.Reading, p.cursor.Begun = nil, true
		if w.Newest.after(p.cursor.Searched) {
			p.cursor.Searched = w.Newest
		}
	}
	slices.SortStableFunc(p.batch.Events, func(a, b source.Event) int { return a.SentAt.Compare(b.SentAt) })
	if p.batch.Next = p.save(); p.batch.Next == at && !p.batch.More {
		p.batch.Next = "" // as it was: nothing is to be kept
	}
	return p.batch, nil
}
