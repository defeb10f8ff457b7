// Package clickup is the source of ClickUp: tasks that are assigned to the user, what is said at them,
// comments that wait for him, and chat that is for him. ClickUp has no inbox to be asked, so it is put
// together from these. A task that was closed, or given to somebody else, is done here.
package clickup

import (
	"context"
	"slices"
	"strings"
	"time"

	"sluice/backend/source"
)

// Source reads workspaces.
type Source struct{}

// address is where ClickUp answers; there is no other.
const address = "https://api.clickup.com"

// Describe says what the source is.
func (Source) Describe() source.Descriptor {
	return source.Descriptor{
		ID: "clickup", Name: "ClickUp", Service: "clickup",
		Sentence: "Tasks that are assigned to you, comments at them and assigned to you, and chat that is for you.",
		Form: []source.Field{
			{Key: "token", Type: source.FieldSecret, Label: "Personal token", Required: true, Example: "pk_…"},
			{
				Key: "workspace", Type: source.FieldText, Label: "Only this workspace", Example: "Acme",
				Help: "Its name or number. Empty: all that you are in.",
			},
			{Key: "chat", Type: source.FieldToggle, Label: "Chat too", Help: "Direct messages, and messages that mention you."},
		},
		Help: source.Help{
			Where: "In ClickUp: your picture, Settings, Apps, API Token, Generate.",
			May:   "ClickUp's personal tokens may do everything that you may; they cannot be narrowed.",
			URL:   "https://developer.clickup.com/docs/authentication",
			Note:  "Mentions at tasks that are not yours cannot be asked for: let ClickUp mail them, and connect that mail.",
		},
		Hosts:    []string{"api.clickup.com"},
		Writes:   []source.Verb{source.VerbDone, source.VerbReply, source.VerbResolve},
		DoneVerb: source.VerbDone,
		Can:      source.Can{Vanish: true, Edits: true},
		Interval: source.Interval{Least: time.Minute, Usual: 2 * time.Minute},
	}
}

// Check asks who the user is, and in which workspaces.
func (Source) Check(ctx context.Context, a source.Account) (source.Identity, error) {
	client := newClient(a)
	me, err := client.user(ctx)
	if err != nil {
		return source.Identity{}, err
	}
	teams, err := client.teams(ctx, a.Settings["workspace"])
	if err != nil {
		return source.Identity{}, err
	}
	identity := source.Identity{Who: me.called()}
	for _, team := range teams {
		tasks, _, err := client.tasks(ctx, team.ID, me.ID, 0)
		if err != nil {
			return source.Identity{}, err
		}
		identity.Finds = append(identity.Finds, source.Found(len(tasks), "%d open task of yours in %s", "%d open tasks of yours in %s", team.Name))
	}
	return identity, nil
}

// Pull reads the tasks that are assigned to the user, what is new at those that changed, and the chat.
func (Source) Pull(ctx context.Context, a source.Account, at source.Cursor, b source.Budget) (source.Batch, error) {
	var known cursor
	if err := at.Read(cursorVersion, &known); err != nil {
		return source.Batch{}, err
	}
	if at == "" {
		known.Since = milliseconds(b.Since)
	}
	p := pull{client: newClient(a), account: a, budget: b, cursor: known}
	if err := p.read(ctx); err != nil {
		return source.Batch{}, err
	}
	return p.end()
}

// Offers says that tasks can be closed, and comments that wait for the user resolved; all can be answered.
func (Source) Offers(_ source.Values, target source.Target, verb source.Verb) bool {
	isTask := strings.HasPrefix(target.Thread, taskPrefix)
	switch verb {
	case source.VerbDone:
		return isTask
	case source.VerbResolve:
		return isTask && slices.ContainsFunc(target.Assigned, isComment)
	case source.VerbReply:
		return isTask || strings.HasPrefix(target.Thread, chatPrefix)
	}
	return false
}

func isComment(remoteID string) bool { return strings.HasPrefix(remoteID, commentPrefix) }

// Write closes a task, comments at it or answers in chat, or resolves a comment.
func (Source) Write(ctx context.Context, a source.Account, w source.Write) error {
	client := newClient(a)
	newest := ""
	if n := len(w.Target.RemoteIDs); n > 0 {
		newest = w.Target.RemoteIDs[n-1]
	}
	task, isTask := strings.CutPrefix(w.Target.Thread, taskPrefix)
	comment, saysSo := strings.CutPrefix(newest, commentPrefix)
	switch {
	case w.Verb == source.VerbDone && isTask:
		return client.closeTask(ctx, task)
	case w.Verb == source.VerbResolve && isTask:
		return client.resolveAll(ctx, w.Target.Assigned)
	case w.Verb == source.VerbReply && saysSo:
		return client.replyTo(ctx, comment, w.Text)
	case w.Verb == source.VerbReply && isTask:
		return client.comment(ctx, task, w.Text)
	case w.Verb == source.VerbReply:
		return client.say(ctx, strings.TrimPrefix(w.Target.Thread, chatPrefix), w.Text)
	}
	return source.NewTrouble(source.NotThere, "ClickUp cannot do this with what is no task.")
}
