package calendar

import (
	"context"
	"errors"
	"maps"
	"slices"
	"strings"
	"time"

	"sluice/backend/source"
)

// CalDAV reads the calendars of a server, and answers invitations there.
type CalDAV struct{}

// Describe says what the source is.
func (CalDAV) Describe() source.Descriptor {
	return source.Descriptor{
		ID: "caldav", Name: "Calendar server (CalDAV)", Service: "calendar",
		Sentence: "Your meetings on the day, and invitations that wait for your answer: Fastmail, iCloud, Nextcloud, mailbox.org and others.",
		Form: []source.Field{
			{
				Key: "address", Type: source.FieldAddress, Label: "Address", Required: true, Example: "https://cloud.example.org/remote.php/dav",
				Help: "Of the server or of one calendar.",
			},
			{Key: "user", Type: source.FieldText, Label: "User", Required: true},
			{Key: "password", Type: source.FieldSecret, Label: "Password for programs", Required: true},
			mine,
		},
		Help: source.Help{
			Where: "Most services want a password made for this program alone: iCloud and Fastmail call it app password, Nextcloud device password.",
			May:   "It reads your calendars. An answer to an invitation is written there only when you give it.",
			Note:  "Google's calendars cannot be reached so without an application of one's own; use their secret address instead.",
		},
		Hosts:    []string{"{address}"},
		Writes:   []source.Verb{source.VerbAccept, source.VerbDecline},
		Can:      source.Can{Meetings: true, Vanish: true, Edits: true},
		Interval: source.Interval{Least: time.Minute, Usual: 5 * time.Minute},
	}
}

const davVersion = 1

// davCursor is how far each calendar has been read, by its path.
type davCursor struct {
	Calendars map[string]string `json:"calendars"` // the sync token, or the tag, of each
	Day       string            `json:"day"`
}

// Check asks which calendars there are.
func (CalDAV) Check(ctx context.Context, a source.Account) (source.Identity, error) {
	client := newDAV(a)
	calendars, err := client.calendars(ctx)
	if err != nil {
		return source.Identity{}, err
	}
	identity := source.Identity{Who: a.Settings["user"]}
	s := spanAt(a.Now())
	for _, one := range calendars {
		entries, _, err := client.entries(ctx, one.path, s, a)
		if err != nil {
			return source.Identity{}, err
		}
		identity.Finds = append(identity.Finds, source.Find(one.name)+": "+found(entries, s))
	}
	return identity, nil
}

// Pull asks each calendar whether it changed since it was read, and reads all of them where one did.
func (CalDAV) Pull(ctx context.Context, a source.Account, at source.Cursor, _ source.Budget) (source.Batch, error) {
	var known davCursor
	if err := at.Read(davVersion, &known); err != nil {
		return source.Batch{}, err
	}
	client, s := newDAV(a), spanAt(a.Now())
	now := davCursor{Calendars: map[string]string{}, Day: s.from.Format(time.DateOnly)}
	if now.Day == known.Day {
		changed, err := client.changed(ctx, known.Calendars)
		if err != nil || !changed {
			return source.Batch{}, err
		}
	}
	calendars, err := client.calendars(ctx)
	if err != nil {
		return source.Batch{}, err
	}
	var all []entry
	skipped := 0
	for _, one := range calendars {
		entries, bad, err := client.entries(ctx, one.path, s, a)
		if err != nil {
			return source.Batch{}, err
		}
		all, skipped = append(all, entries...), skipped+bad
		now.Calendars[one.path] = one.token
	}
	slices.SortStableFunc(all, func(a, b entry) int { return a.From.Compare(b.From) })
	batch := batchOf(all, s, a)
	batch.Skipped = skipped
	if maps.Equal(now.Calendars, known.Calendars) && now.Day == known.Day {
		return source.Batch{}, nil
	}
	batch.Next, err = source.NewCursor(davVersion, now)
	return batch, err
}

// Offers says that only an invitation can be answered.
func (CalDAV) Offers(_ source.Values, target source.Target, _ source.Verb) bool {
	return strings.HasPrefix(target.Thread, invitePrefix)
}

// Write answers an invitation, for all its occurrences. The server tells the organiser.
func (CalDAV) Write(ctx context.Context, a source.Account, w source.Write) error {
	answer, can := map[source.Verb]string{source.VerbAccept: "ACCEPTED", source.VerbDecline: "DECLINED"}[w.Verb]
	uid, isInvite := strings.CutPrefix(w.Target.Thread, invitePrefix)
	if !can || !isInvite {
		return source.NewTrouble(source.NotThere, "Only an invitation can be answered.")
	}
	client := newDAV(a)
	calendars, err := client.calendars(ctx)
	if err != nil {
		return err
	}
	for _, one := range calendars {
		err := client.answer(ctx, one.path, uid, answer, mineOf(a))
		if !errors.Is(err, errNotHere) {
			return err
		}
	}
	return source.NewTrouble(source.NotThere, "The invitation is not there any more.")
}
