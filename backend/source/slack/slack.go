// Package slack is the source of Slack: direct messages, mentions of the user and of his groups, and
// replies in threads that he is in. Slack has no inbox to be asked, so it is put together from the
// conversations, and from searching where the token may. The user installs an app of his own, from
// docs/slack-manifest.yaml; nothing is shared between users.
package slack

import (
	"context"
	"time"

	"sluice/backend/source"
)

// Source reads workspaces.
type Source struct{}

// base is where Slack answers; there is no other.
const base = "https://slack.com/api/"

// Describe says what the source is.
func (Source) Describe() source.Descriptor {
	return source.Descriptor{
		ID: "slack", Name: "Slack", Service: "slack",
		Sentence: "Direct messages, mentions of you and your groups, and replies in threads that you are in.",
		Form: []source.Field{
			{Key: "token", Type: source.FieldSecret, Label: "User token", Required: true, Example: "xoxp-…"},
			{
				Key: "app_token", Type: source.FieldSecret, Label: "App token", Example: "xapp-…",
				Help: "With it Sluice learns of news at once; without it, every few minutes.",
			},
			{
				Key: "read", Type: source.FieldToggle, Label: "Read there is done here",
				Help: "Direct messages that you read in Slack, and threads in which you had the last word, are done here.",
			},
			{
				Key: "quiet", Type: source.FieldToggle, Label: "Without @here and @channel",
				Help: "Leaves out messages to everybody in a channel.",
			},
			{
				Key: snoozeField, Type: source.FieldToggle, Label: "Snooze Slack's own notifications during a shield",
				Help: "On your phone and elsewhere. Slack shows a small “z” beside your name to others, and tells who writes to you that your notifications are paused. " +
					"It needs the rights dnd:read and dnd:write. A snooze of your own is left alone.",
			},
		},
		Help: source.Help{
			Where: "On api.slack.com/apps: Create New App, From a manifest, the manifest of Sluice's documentation, Install to Workspace. " +
				"Then OAuth & Permissions, User OAuth Token. The app token is under Basic Information, App-Level Tokens, with connections:write.",
			May: "It may read your conversations, names and groups, search, mark as read and write answers as you. " +
				"Leave off chat:write and the rights that end in :write to read only. " +
				"Marking as read marks a conversation up to that message, with what stands before it.",
			URL:  "https://docs.slack.dev/app-manifests/configuring-apps-with-app-manifests",
			Note: "Where a workspace lets its guests install no apps, let Slack mail its notifications, and connect that mail.",
		},
		Hosts:    []string{"slack.com", "*.slack.com"},
		Posts:    []string{"/api/apps.connections.open"},
		Writes:   []source.Verb{source.VerbRead, source.VerbReply},
		DoneVerb: source.VerbRead, Snoozes: snoozeField,
		Can:      source.Can{Watch: true, Vanish: true, Edits: true},
		Interval: source.Interval{Least: time.Minute, Usual: 2 * time.Minute},
	}
}

// Check asks who the user is, and in how many conversations.
func (Source) Check(ctx context.Context, a source.Account) (source.Identity, error) {
	client := newClient(a)
	me, err := client.me(ctx)
	if err != nil {
		return source.Identity{}, err
	}
	conversations, next, err := client.conversations(ctx, "")
	if err != nil {
		return source.Identity{}, err
	}
	found := source.Found(len(conversations), "%d conversation", "%d conversations")
	if next != "" {
		found = source.Found(len(conversations), "%d or more conversations", "%d or more conversations")
	}
	identity := source.Identity{Who: me.Name + ", " + me.Team, Finds: []source.Find{found}}
	if _, err := client.search(ctx, mentionOf(me.ID), 1); err == nil {
		identity.Finds = append(identity.Finds, "mentions of you, by searching")
	} else if !isLacking(err) {
		return source.Identity{}, err
	}
	if a.Settings.On(snoozeField) {
		if _, err := client.snoozed(ctx); err != nil {
			return source.Identity{}, err
		}
		identity.Finds = append(identity.Finds, "its notifications, to snooze them during a shield")
	}
	if a.Secrets["app_token"] == "" {
		return identity, nil
	}
	if _, err := openSocket(ctx, a); err != nil {
		return source.Identity{}, err
	}
	identity.Finds = append(identity.Finds, "news at once")
	return identity, nil
}

// Pull reads the conversations and threads in which something may be new.
func (Source) Pull(ctx context.Context, a source.Account, at source.Cursor, b source.Budget) (source.Batch, error) {
	var known cursor
	if err := at.Read(cursorVersion, &known); err != nil {
		return source.Batch{}, err
	}
	if at == "" && !b.Since.IsZero() {
		known.Began = stampOf(b.Since)
	}
	p := pull{client: newClient(a), account: a, budget: b, cursor: known}
	if err := p.read(ctx); err != nil {
		return source.Batch{}, err
	}
	return p.end(at)
}

// Offers says that everything can be answered, and that what can be marked as read is a conversation, or the
// message at the top of a thread.
func (Source) Offers(_ source.Values, target source.Target, verb source.Verb) bool {
	return verb == source.VerbReply || markable(target) != ""
}

// markable gives up to which message of a target its conversation can be marked as read; empty: not at all.
func markable(target source.Target) (newest stamp) {
	_, thread := split(target.Thread)
	for _, id := range target.RemoteIDs {
		if _, at := split(id); at.after(newest) && (thread == "" || at == thread) {
			newest = at
		}
	}
	return newest
}

// Write marks a conversation as read, or answers. Of a thread it marks the message at its top, if that came
// here: Slack has no way for programs to mark answers, and marking the channel up to them would hide what
// came before them.
func (Source) Write(ctx context.Context, a source.Account, w source.Write) error {
	client := newClient(a)
	channel, thread := split(w.Target.Thread)
	if w.Verb == source.VerbReply {
		return client.say(ctx, channel, thread, w.Text)
	}
	newest := markable(w.Target)
	if w.Verb != source.VerbRead || newest == "" {
		return source.NewTrouble(source.NotThere, "Slack lets no program mark answers in a thread as read.")
	}
	return client.markRead(ctx, channel, newest)
}
