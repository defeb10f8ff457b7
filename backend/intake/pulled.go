package intake

import (
	"context"

	"sluice/backend/bus"
	"sluice/backend/source"
	"sluice/backend/store"
	"sluice/backend/work"
)

// Pulled is how much of a batch was new.
type Pulled struct {
	New   int
	Filed int // of these, filed as done
}

// Pulled takes what an account was pulled for. Its events, what vanished, the cursor, and what besides
// keeps are durable together or not at all; then everything is placed.
func (in *Intake) Pulled(
	ctx context.Context, account work.Source, batch source.Batch, besides func(tx *store.Tx, p Pulled) error,
) (p Pulled, err error) {
	events := make([]source.Event, len(batch.Events))
	for i, event := range batch.Events {
		events[i] = ofAccount(account, event)
	}
	_, err = in.writeDown(ctx, account.ID, events, func(tx *store.Tx, taken []Taken) error {
		p = Pulled{}
		for i, one := range taken {
			if one.IsNew {
				p.New++
				if events[i].Filed {
					p.Filed++
				}
			}
		}
		return keepRest(tx, account, batch, func(tx *store.Tx) error { return besides(tx, p) })
	})
	if err != nil {
		return p, err
	}
	if batch.Meetings != nil {
		in.bus.Tell(bus.Meetings, bus.Gate)
	}
	return p, in.Place(ctx)
}

func keepRest(tx *store.Tx, account work.Source, batch source.Batch, besides func(tx *store.Tx) error) error {
	if len(batch.Gone) > 0 || batch.Whole != nil {
		vanished := store.Vanished{Source: account.ID, Name: account.Name, Gone: batch.Gone}
		if batch.Whole != nil {
			vanished.Whole = &store.Whole{Prefix: batch.Whole.Prefix, Threads: batch.Whole.Threads}
		}
		if err := tx.AddVanished(vanished); err != nil {
			return err
		}
	}
	if batch.Meetings != nil {
		if err := keepMeetings(tx, account, *batch.Meetings); err != nil {
			return err
		}
	}
	if batch.Next != "" {
		if err := tx.SetCursor(account.ID, string(batch.Next)); err != nil {
			return err
		}
	}
	return besides(tx)
}

// keepMeetings puts an account's appointments in the place of those that it had.
func keepMeetings(tx *store.Tx, account work.Source, m source.Meetings) error {
	meetings := make([]work.Meeting, len(m.All))
	for i, one := range m.All {
		one.Title, one.Place = source.Line(one.Title, source.MaxLine), source.Line(one.Place, source.MaxLine)
		if one.Client == work.Unassigned {
			one.Client = account.Client
		}
		meetings[i] = one
	}
	return tx.ReplaceMeetings(account.ID, m.From, m.Until, meetings)
}

// ofAccount makes an event harmless and gives it what its account says: the client, and whether it is
// older than the first import takes.
func ofAccount(account work.Source, e source.Event) source.Event {
	e = e.Tidy()
	if e.Client == work.Unassigned {
		e.Client = account.Client
	}
	if e.App == "" {
		e.App = account.Name
	}
	if e.Kind == "" {
		e.Kind = work.KindMessage
	}
	last := work.Later(e.SentAt, e.UpdatedAt)
	e.Filed = account.ImportedAt.IsZero() && !last.IsZero() && last.Before(account.ImportSince)
	return e
}

// formOf gives an event the identity that its form has at the door: the first form that of the event,
// a later one its own, as a newer form of the one before.
func formOf(tx *store.Tx, from work.SourceID, e source.Event) (source.Event, error) {
	form := e.Form()
	if form == "" {
		return e, nil
	}
	known, latest, err := tx.Form(from, e.RemoteID)
	switch {
	case err != nil:
		return e, err
	case latest == "":
		return e, tx.SetForm(from, e.RemoteID, form, e.RemoteID)
	case known == form:
		e.RemoteID = latest
		return e, nil
	}
	id := e.RemoteID
	e.RemoteID, e.Replaces = id+formMark+form, latest
	return e, tx.SetForm(from, id, form, e.RemoteID)
}

// formMark stands between an event's identity and its form.
const formMark = "\n"
