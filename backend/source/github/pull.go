package github

import (
	"context"
	"errors"
	"slices"
	"time"

	"sluice/backend/source"
)

// pull is one reading of an account.
type pull struct {
	client        client
	whole         bool // everything unread is read each time, to tell what is not any more
	participating bool
	budget        source.Budget
	batch         source.Batch
	asked         int
}

// read reads pages until there is no more or the budget is used up.
func (p *pull) read(ctx context.Context, c *cursor) error {
	if c.Reading == nil {
		c.Reading = &reading{Page: 1, Seen: map[string]time.Time{}, Newest: c.Since}
	}
	for {
		more, err := p.page(ctx, c)
		switch {
		case errors.Is(err, errUnchanged):
			c.Reading = nil
			return nil
		case err != nil:
			return err
		case !more:
			p.end(c)
			return nil
		case p.asked >= p.budget.Requests || p.budget.Events > 0 && len(p.batch.Events) >= p.budget.Events:
			p.batch.More = true
			return nil
		}
	}
}

var errUnchanged = errors.New("nothing changed")

// page reads one page.
func (p *pull) page(ctx context.Context, c *cursor) (more bool, err error) {
	r := c.Reading
	q := query{page: r.Page, participating: p.participating}
	if !p.whole && !c.Since.IsZero() {
		q.since = c.Since.Add(-overlap)
	}
	known := c.Before
	if r.Page > 1 {
		known.ETag, known.LastModified = "", ""
	}
	p.asked++
	threads, got, err := p.client.notifications(ctx, q, known)
	p.batch.Hint = p.batch.Hint.Later(got.hint)
	switch {
	case err != nil:
		return false, err
	case got.unchanged:
		return false, errUnchanged
	case r.Page == 1:
		r.Now = got.validators
	}
	for _, thread := range threads {
		if err := p.take(ctx, c, thread); err != nil {
			return false, err
		}
	}
	r.Page++
	return got.more, nil
}

// take takes a thread in. Who wrote last is fetched where the budget has room; else it is when the user
// looks.
func (p *pull) take(ctx context.Context, c *cursor, t thread) error {
	r := c.Reading
	if t.ID == "" {
		p.batch.Skipped++
		return nil
	}
	r.Seen[t.ID] = t.UpdatedAt
	r.Threads = append(r.Threads, t.ID)
	if t.UpdatedAt.After(r.Newest) {
		r.Newest = t.UpdatedAt
	}
	if before, known := c.Known[t.ID]; known && before.Equal(t.UpdatedAt) {
		return nil
	}
	var said said
	if p.asked < p.budget.Requests {
		p.asked++
		var err error
		if said, err = p.client.latest(ctx, t); err != nil && mustEnd(err) {
			return err
		}
	}
	p.batch.Events = append(p.batch.Events, eventOf(t, said))
	return nil
}

// mustEnd says whether trouble with one comment is trouble with the account. A comment that was
// deleted, or that the token may not read, is not.
func mustEnd(err error) bool {
	switch source.ClassOf(err) {
	case source.NotThere, source.Scope, source.Malformed, source.GoneAPI, source.Refused:
		return false
	}
	return true
}

// end ends a reading: the next one begins where it did.
func (p *pull) end(c *cursor) {
	r := c.Reading
	slices.Reverse(p.batch.Events) // GitHub gives the newest first
	if p.whole {
		p.batch.Whole = &source.Whole{Threads: r.Threads}
	}
	*c = cursor{Known: r.Seen, Since: r.Newest, Before: r.Now}
}
