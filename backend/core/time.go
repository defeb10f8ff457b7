package core

import (
	"context"
	"time"

	"sluice/backend/bus"
	"sluice/backend/queue"
	"sluice/backend/store"
	"sluice/backend/timesheet"
	"sluice/backend/work"
)

// Switch makes a client the active one; Unassigned: all. A session that is running for another client
// ends, since the user turns away from it; looking at all ends none. It gives the session that ended
// where one did.
func (c *Core) Switch(ctx context.Context, to work.ClientID) (left work.Session, ended bool, err error) {
	err = c.store.Write(ctx, func(tx *store.Tx) error {
		if err := queue.SwitchIn(tx, c.o.Now(), to); err != nil || to == work.Unassigned {
			return err
		}
		left, ended, err = c.Sessions.LeaveIn(tx, c.o.Now(), to)
		return err
	})
	if err == nil {
		c.Bus.Tell(bus.Gate, bus.Queue, bus.Sessions)
	}
	return left, ended && err == nil, err
}

// Today gives the local date and zone of the user at the moment.
func (c *Core) Today() (work.Date, *time.Location) {
	zone := c.Zone()
	return work.DateOf(c.o.Now(), zone), zone
}

// TimeSheet gives what was worked on some days, and the clients that it speaks of by their numbers,
// removed ones too. Behind a wall it is that client's alone, without gaps, which may be others' time.
func (c *Core) TimeSheet(ctx context.Context, wall queue.Wall, days timesheet.Days, rounding timesheet.Rounding) (
	sheet timesheet.Sheet, clients map[work.ClientID]work.Client, err error,
) {
	facts := timesheet.Facts{Now: c.o.Now(), Rounding: rounding, NoGaps: wall.Up}
	of := store.Of{One: wall.Up, Client: wall.Client}
	settings, err := c.Queue.Settings(ctx)
	if err != nil {
		return sheet, nil, err
	}
	facts.Hours = settings.Hours
	err = c.store.Read(ctx, func(tx *store.Tx) error { return gather(tx, &facts, days, of) })
	if err != nil {
		return sheet, nil, err
	}
	return facts.Reckon(days), facts.Clients, nil
}

// gather reads the facts of a sheet.
func gather(tx *store.Tx, facts *timesheet.Facts, days timesheet.Days, of store.Of) (err error) {
	facts.Clients = map[work.ClientID]work.Client{}
	err = tx.EachClient(of, func(c store.OrRemoved[work.Client]) error {
		if !c.RemovedAt.IsZero() {
			c.Thing.Promised = 0 // nothing is promised any more
		}
		facts.Clients[c.Thing.ID] = c.Thing
		return nil
	})
	if err != nil {
		return err
	}
	span := days.Weeks().Span()
	if facts.Sessions, err = tx.Sessions(span.From, span.Until, of); err != nil {
		return err
	}
	runs, err := tx.Runs(span.From.Add(-day), span.Until) // one that was open for longer than a day does not count
	for _, run := range runs {
		end := run.EndedAt
		if end.IsZero() {
			end = facts.Now
		}
		if run.Delivered > 0 && (!of.One || run.Concerns(of.Client)) {
			facts.Runs = append(facts.Runs, timesheet.Span{From: run.OpenedAt, Until: end})
		}
	}
	return err
}

const day = 24 * time.Hour

// AllClients gives the clients by their numbers, those that were removed too: what was worked for them
// stays.
func (c *Core) AllClients(ctx context.Context) (map[work.ClientID]work.Client, error) {
	clients := map[work.ClientID]work.Client{}
	err := c.store.Read(ctx, func(tx *store.Tx) error {
		return tx.EachClient(store.Of{}, func(k store.OrRemoved[work.Client]) error {
			clients[k.Thing.ID] = k.Thing
			return nil
		})
	})
	return clients, err
}
