// Package gitlab is the source of GitLab's to-do list, on gitlab.com and on servers of one's own: what
// was assigned to the user, mentions him, asks for his review or failed. A to-do that was dealt with
// there is done here.
package gitlab

import (
	"context"
	"fmt"
	"maps"
	"net/http"
	"strconv"
	"time"

	"sluice/backend/source"
)

// Source reads to-do lists.
type Source struct{}

// Describe says what the source is.
func (Source) Describe() source.Descriptor {
	return source.Descriptor{
		ID: "gitlab", Name: "GitLab", Service: "gitlab",
		Sentence: "Your to-do list: issues and merge requests that are assigned to you, mention you or ask for your review.",
		Form: []source.Field{
			{
				Key: "address", Type: source.FieldAddress, Label: "Address", Required: true,
				Example: "https://gitlab.example.org", Default: "https://gitlab.com", Help: "Of your GitLab, with the path where it has one.",
			},
			{Key: "token", Type: source.FieldSecret, Label: "Personal access token", Required: true},
		},
		Help: source.Help{
			Where: "In GitLab: your picture, Edit profile, Access tokens, Add new token.",
			May:   "The scope read_api is enough to read. To mark to-dos as done and to comment from here it takes the scope api.",
			URL:   "https://docs.gitlab.com/user/profile/personal_access_tokens/",
			Note:  "GitLab itself ends a to-do when you comment, label or react at the source; it is then done here too.",
		},
		Hosts:    []string{"{address}"},
		Writes:   []source.Verb{source.VerbDone, source.VerbReply},
		DoneVerb: source.VerbDone,
		Can:      source.Can{Vanish: true},
		Interval: source.Interval{Least: time.Minute, Usual: 3 * time.Minute},
	}
}

const cursorVersion = 1

// cursor is how far the list has been read. GitLab has no way to ask for what is new, so the whole
// list of what is pending is read each time, page by page.
type cursor struct {
	Known   map[int64]bool `json:"known"`             // to-dos that were handed over and are pending still
	Page    int            `json:"page,omitempty"`    // the next page of a list that is being read; 0: from the beginning
	Threads []string       `json:"threads,omitempty"` // of the pages before
	Pending []int64        `json:"pending,omitempty"` // the to-dos on the pages before
}

// Check asks who the user is, and how much is pending.
func (Source) Check(ctx context.Context, a source.Account) (source.Identity, error) {
	client := newClient(a)
	user, err := client.user(ctx)
	if err != nil {
		return source.Identity{}, err
	}
	_, page, err := client.todos(ctx, 1)
	if err != nil {
		return source.Identity{}, err
	}
	identity := source.Identity{Who: fmt.Sprintf("@%s, %s", user.Username, user.Name)}
	if total, err := strconv.Atoi(page.total); err == nil {
		identity.Finds = []source.Find{source.Found(total, "%d pending to-do", "%d pending to-dos")}
	}
	return identity, nil
}

// Pull reads the pending to-dos and gives those that are new.
func (Source) Pull(ctx context.Context, a source.Account, at source.Cursor, b source.Budget) (source.Batch, error) {
	var read cursor
	if err := at.Read(cursorVersion, &read); err != nil {
		return source.Batch{}, err
	}
	client, batch := newClient(a), source.Batch{}
	for range max(1, b.Requests) {
		todos, page, err := client.todos(ctx, max(1, read.Page))
		if err != nil {
			return source.Batch{}, err
		}
		batch.Hint = batch.Hint.Later(page.hint)
		read.take(todos, &batch)
		if read.Page = page.next; page.next == 0 {
			break
		}
		if b.Events > 0 && len(batch.Events) >= b.Events {
			break
		}
	}
	pending := set(read.Pending)
	if batch.More = read.Page != 0; !batch.More {
		if len(batch.Events) == 0 && maps.Equal(pending, read.Known) {
			return source.Batch{Hint: batch.Hint, Skipped: batch.Skipped}, nil // as it was: nothing is to be kept
		}
		batch.Whole = &source.Whole{Threads: read.Threads}
		read = cursor{Known: pending}
	}
	var err error
	batch.Next, err = source.NewCursor(cursorVersion, read)
	return batch, err
}

// take takes a page in.
func (c *cursor) take(todos []todo, batch *source.Batch) {
	if c.Known == nil {
		c.Known = map[int64]bool{}
	}
	for _, each := range todos {
		event, says := eventOf(each)
		if !says {
			batch.Skipped++
			continue
		}
		c.Threads, c.Pending = append(c.Threads, event.Thread), append(c.Pending, each.ID)
		if event.ThreadWas != "" {
			c.Threads = append(c.Threads, event.ThreadWas)
		}
		if !c.Known[each.ID] {
			c.Known[each.ID] = true
			batch.Events = append(batch.Events, event)
		}
	}
}

func set(ids []int64) map[int64]bool {
	known := make(map[int64]bool, len(ids))
	for _, id := range ids {
		known[id] = true
	}
	return known
}

// Offers says that only issues and merge requests can be answered.
func (Source) Offers(_ source.Values, target source.Target, verb source.Verb) bool {
	_, answers := notesOf(target.Thread)
	return verb != source.VerbReply || answers
}

// Write marks the to-dos of a thread as done, or comments on its issue or merge request.
func (Source) Write(ctx context.Context, a source.Account, w source.Write) error {
	client := newClient(a)
	switch w.Verb {
	case source.VerbDone:
		for _, id := range w.Target.RemoteIDs {
			// One that is done already, or gone with its project, is what was wanted.
			if err := client.post(ctx, "/todos/"+id+"/mark_as_done", nil, http.StatusNotFound); err != nil {
				return err
			}
		}
		return nil
	case source.VerbReply:
		notes, found := notesOf(w.Target.Thread)
		if !found {
			return source.NewTrouble(source.NotThere, "This cannot be answered from here: only issues and merge requests can.")
		}
		return client.post(ctx, notes, note{Body: w.Text})
	}
	return source.NewTrouble(source.Refused, "GitLab cannot do this from here.")
}
