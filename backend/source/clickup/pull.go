package clickup

import (
	"context"
	"maps"
	"slices"

	"sluice/backend/source"
)

const cursorVersion = 1

// cursor is how far an account has been read. Times are milliseconds since 1970, as ClickUp has them.
type cursor struct {
	Known   map[string]int64 `json:"known"` // the open tasks of the user's, with their last change
	Since   int64            `json:"since"` // what was said before was read
	Reading *reading         `json:"reading,omitempty"`
}

// reading is one that is not at its end: its steps are done one after another, each by one request.
type reading struct {
	Steps   []step            `json:"steps"`
	Open    map[string]int64  `json:"open"`   // the tasks that were listed
	Newest  int64             `json:"newest"` // when the newest was said that was read
	Me      user              `json:"me"`
	Members map[string]string `json:"members,omitempty"` // names by number, for chat
}

// step is one thing to ask for. What stands in it says which.
type step struct {
	Team    string `json:"team,omitempty"` // list a workspace's tasks, from Page on
	Page    int    `json:"page,omitempty"`
	Task    string `json:"task,omitempty"`    // read the comments at a task
	Name    string `json:"name,omitempty"`    // what the task or channel is called
	Chat    string `json:"chat,omitempty"`    // list the channels of a workspace
	Channel string `json:"channel,omitempty"` // read a channel of the workspace in In
	In      string `json:"in,omitempty"`
	Direct  bool   `json:"direct,omitempty"` // everything in the channel is for the user
}

// pull is one reading of an account.
type pull struct {
	client  client
	account source.Account
	budget  source.Budget
	cursor  cursor
	batch   source.Batch
	asked   int
}

// read takes steps until there are no more, or the budget is used up.
func (p *pull) read(ctx context.Context) error {
	if p.cursor.Reading == nil {
		if err := p.begin(ctx); err != nil {
			return err
		}
	}
	w := p.cursor.Reading
	for len(w.Steps) > 0 && p.asked < max(1, p.budget.Requests) && (p.budget.Events == 0 || len(p.batch.Events) < p.budget.Events) {
		next := w.Steps[0]
		w.Steps = w.Steps[1:]
		p.asked++
		if err := p.take(ctx, next); err != nil {
			return err
		}
	}
	return nil
}

// begin asks who the user is and plans the steps.
func (p *pull) begin(ctx context.Context) error {
	me, err := p.client.user(ctx)
	if err != nil {
		return err
	}
	teams, err := p.client.teams(ctx, p.account.Settings["workspace"])
	if err != nil {
		return err
	}
	p.asked += 2
	w := &reading{Open: map[string]int64{}, Members: map[string]string{}, Me: me, Newest: p.cursor.Since}
	for _, team := range teams {
		w.Steps = append(w.Steps, step{Team: team.ID})
		if p.account.Settings.On("chat") {
			w.Steps = append(w.Steps, step{Chat: team.ID})
			for _, member := range team.Members {
				w.Members[member.User.ID.String()] = member.User.called()
			}
		}
	}
	p.cursor.Reading = w
	return nil
}

func (p *pull) take(ctx context.Context, next step) error {
	switch {
	case next.Team != "":
		return p.list(ctx, next)
	case next.Task != "":
		return p.comments(ctx, next)
	case next.Chat != "":
		return p.channels(ctx, next)
	}
	return p.channel(ctx, next)
}

// list takes a page of the user's tasks in.
func (p *pull) list(ctx context.Context, next step) error {
	w := p.cursor.Reading
	tasks, more, err := p.client.tasks(ctx, next.Team, w.Me.ID, next.Page)
	if err != nil {
		return err
	}
	if more {
		w.Steps = slices.Insert(w.Steps, 0, step{Team: next.Team, Page: next.Page + 1})
	}
	for _, each := range tasks {
		if each.ID == "" {
			p.batch.Skipped++
			continue
		}
		changed := each.Updated.ms()
		w.Open[each.ID] = changed
		if before, known := p.cursor.Known[each.ID]; known && before == changed {
			continue
		}
		p.batch.Events = append(p.batch.Events, eventOfTask(each, w.Me))
		w.Steps = append(w.Steps, step{Task: each.ID, Name: each.Name})
	}
	return nil
}

// comments takes in what is new at a task. ClickUp gives the newest 25, which is enough for one look.
func (p *pull) comments(ctx context.Context, next step) error {
	comments, err := p.client.comments(ctx, next.Task)
	if source.ClassOf(err) == source.NotThere {
		return nil // it was deleted meanwhile; the next list is without it
	}
	if err != nil {
		return err
	}
	w := p.cursor.Reading
	for _, each := range slices.Backward(comments) {
		said := each.Date.ms()
		if said <= p.cursor.Since || each.User.ID == w.Me.ID || each.ID == "" {
			continue
		}
		w.Newest = max(w.Newest, said)
		p.batch.Events = append(p.batch.Events, eventOfComment(each, next, w.Me))
	}
	return nil
}

// channels plans to read those in which something was said.
func (p *pull) channels(ctx context.Context, next step) error {
	channels, err := p.client.channels(ctx, next.Chat, p.cursor.Since)
	if err != nil {
		return err
	}
	for _, each := range channels {
		p.cursor.Reading.Steps = append(p.cursor.Reading.Steps, step{
			Channel: each.ID, In: next.Chat, Name: each.Name, Direct: each.Type != "CHANNEL",
		})
	}
	return nil
}

// channel takes in what is new in a channel and is for the user.
func (p *pull) channel(ctx context.Context, next step) error {
	messages, err := p.client.messages(ctx, next.In, next.Channel)
	if err != nil {
		return err
	}
	w := p.cursor.Reading
	for _, each := range slices.Backward(messages) {
		said := each.Date.ms()
		if said <= p.cursor.Since || each.UserID == w.Me.ID.String() || each.ID == "" {
			continue
		}
		w.Newest = max(w.Newest, said)
		forUser, err := p.isForUser(ctx, next, each)
		if err != nil {
			return err
		}
		if forUser {
			p.batch.Events = append(p.batch.Events, eventOfMessage(each, next, w.Members[each.UserID]))
		}
	}
	return nil
}

func (p *pull) isForUser(ctx context.Context, at step, m message) (bool, error) {
	if at.Direct || !m.mayMention() {
		return at.Direct, nil
	}
	p.asked++
	tagged, err := p.client.tagged(ctx, at.In, m.ID)
	return slices.ContainsFunc(tagged, func(u taggedUser) bool { return u.ID == p.cursor.Reading.Me.ID.String() }), err
}

// end gives the batch; at the end of a reading with what is not open any more.
func (p *pull) end() (source.Batch, error) {
	w := p.cursor.Reading
	p.batch.Hint = p.client.hint()
	if p.batch.More = len(w.Steps) > 0; !p.batch.More {
		if len(p.batch.Events) == 0 && maps.Equal(w.Open, p.cursor.Known) && w.Newest == p.cursor.Since {
			return source.Batch{Hint: p.batch.Hint, Skipped: p.batch.Skipped}, nil // as it was: nothing is to be kept
		}
		p.batch.Whole = &source.Whole{Prefix: taskPrefix}
		for id := range w.Open {
			p.batch.Whole.Threads = append(p.batch.Whole.Threads, taskPrefix+id)
		}
		p.cursor = cursor{Known: w.Open, Since: w.Newest}
	}
	var err error
	p.batch.Next, err = source.NewCursor(cursorVersion, p.cursor)
	return p.batch, err
}
