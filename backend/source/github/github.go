// Package github is the source of GitHub's notifications, on github.com and GitHub Enterprise: reviews
// that are asked of the user, mentions, assignments, and threads that he takes part in.
package github

import (
	"context"
	"net/http"
	"strings"
	"time"

	"sluice/backend/source"
	"sluice/backend/source/httpx"
)

// Source reads notifications.
type Source struct{}

// Describe says what the source is.
func (Source) Describe() source.Descriptor {
	return source.Descriptor{
		ID: "github", Name: "GitHub", Service: "github",
		Sentence: "Your notifications: reviews that are asked of you, mentions, assignments and threads that you follow.",
		Form: []source.Field{
			{
				Key: "address", Type: source.FieldAddress, Label: "Address of the API", Required: true, Default: "https://api.github.com",
				Example: "https://github.example.org",
				Help:    "Only with GitHub Enterprise it is another: that of your server, or https://api.NAME.ghe.com.",
			},
			{Key: "token", Type: source.FieldSecret, Label: "Personal access token (classic)", Required: true},
			{Key: "participating", Type: source.FieldToggle, Label: "Only what concerns you", Help: "Leaves out repositories that you merely watch."},
			{
				Key: "read", Type: source.FieldToggle, Label: "Read there is done here",
				Help: "GitHub marks a notification as read as soon as you open its page. Without this it stays in your queue.",
			},
		},
		Help: source.Help{
			Where: "On GitHub: Settings, Developer settings, Personal access tokens, Tokens (classic). Fine-grained tokens cannot read notifications.",
			May:   "The scope notifications is enough. To read who wrote what in private repositories, and to comment, it takes the scope repo.",
			URL:   "https://github.com/settings/tokens",
			Note:  "Where an organisation uses single sign-on, the token must be authorised for it on the same page.",
		},
		Hosts:    []string{"{address}", theAPI},
		Writes:   []source.Verb{source.VerbDone, source.VerbRead, source.VerbReply},
		DoneVerb: source.VerbDone,
		Can:      source.Can{Vanish: true, Edits: true, Hydrate: true},
		Interval: source.Interval{Least: time.Minute, Usual: time.Minute},
	}
}

const cursorVersion = 1

// cursor is how far the notifications have been read.
type cursor struct {
	Known   map[string]time.Time `json:"known"`           // the threads of the last reading, with their last change
	Since   time.Time            `json:"since,omitzero"`  // what changed before was read
	Before  httpx.Validators     `json:"before,omitzero"` // of the last reading
	Reading *reading             `json:"reading,omitempty"`
}

// reading is a list that is being read, page by page.
type reading struct {
	Page    int                  `json:"page"`
	Seen    map[string]time.Time `json:"seen"`
	Threads []string             `json:"threads,omitempty"`
	Newest  time.Time            `json:"newest,omitzero"`
	Now     httpx.Validators     `json:"now,omitzero"`
}

// Check asks who the user is, and whether the token may read notifications.
func (Source) Check(ctx context.Context, a source.Account) (source.Identity, error) {
	client := newClient(a)
	me, err := client.user(ctx)
	if err != nil {
		return source.Identity{}, err
	}
	threads, page, err := client.notifications(ctx, query{page: 1, participating: a.Settings.On("participating")}, httpx.Validators{})
	if err != nil {
		return source.Identity{}, err
	}
	identity := source.Identity{Who: strings.TrimSuffix("@"+me.Login+", "+me.Name, ", ")}
	found := source.Found(len(threads), "%d unread notification", "%d unread notifications")
	if page.more {
		found = source.Found(len(threads), "%d unread notifications or more", "%d unread notifications or more")
	}
	identity.Finds = []source.Find{found}
	return identity, nil
}

// overlap is how far back each reading begins before the end of the last: GitHub's clock and ours, and
// what was on its way.
const overlap = time.Minute

// Pull reads what is unread where anything changed, and gives the threads that are new or have news.
func (Source) Pull(ctx context.Context, a source.Account, at source.Cursor, b source.Budget) (source.Batch, error) {
	var read cursor
	if err := at.Read(cursorVersion, &read); err != nil {
		return source.Batch{}, err
	}
	p := pull{client: newClient(a), whole: a.Settings.On("read"), participating: a.Settings.On("participating"), budget: b}
	if at == "" {
		read.Since = b.Since
	}
	if err := p.read(ctx, &read); err != nil {
		return source.Batch{}, err
	}
	var err error
	p.batch.Next, err = source.NewCursor(cursorVersion, read)
	return p.batch, err
}

// Hydrate fetches the newest comment of a thread.
func (Source) Hydrate(ctx context.Context, a source.Account, target source.Target) (source.Detail, error) {
	client := newClient(a)
	thread, err := client.thread(ctx, target.Thread)
	if err != nil {
		return source.Detail{}, err
	}
	said, err := client.latest(ctx, thread)
	if err != nil {
		return source.Detail{}, err
	}
	event := eventOf(thread, said)
	return source.Detail{Title: event.Title, Body: event.Body, From: event.From, URL: event.URL}, nil
}

// Offers says that only issues and pull requests can be answered.
func (Source) Offers(_ source.Values, target source.Target, verb source.Verb) bool {
	_, answers := commentsOf(target.URL)
	return verb != source.VerbReply || answers
}

// Write marks a thread as done or read, or comments on its issue or pull request.
func (Source) Write(ctx context.Context, a source.Account, w source.Write) error {
	client := newClient(a)
	switch w.Verb {
	case source.VerbDone:
		return client.change(ctx, http.MethodDelete, "/notifications/threads/"+w.Target.Thread, nil, http.StatusNotFound)
	case source.VerbRead:
		return client.change(ctx, http.MethodPatch, "/notifications/threads/"+w.Target.Thread, nil, http.StatusNotModified)
	case source.VerbReply:
		comments, found := commentsOf(w.Target.URL)
		if !found {
			return source.NewTrouble(source.NotThere, "This cannot be answered from here: only issues and pull requests can.")
		}
		return client.change(ctx, http.MethodPost, comments, comment{Body: w.Text})
	}
	return source.NewTrouble(source.Refused, "GitHub cannot do this from here.")
}
