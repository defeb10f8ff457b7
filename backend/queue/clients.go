package queue

import (
	"context"
	"encoding/json"
	"strings"
	"time"

	"sluice/backend/fault"
	"sluice/backend/schedule"
	"sluice/backend/store"
	"sluice/backend/work"
)

func noClient(id work.ClientID) error { return fault.New(fault.NotFound, "There is no client %d.", id) }

// Breach is how a plan breaks a client's longest wait.
type Breach struct {
	From, Until time.Time     // without a check-in for the client
	Inside      time.Duration // of it, inside the client's hours
	Wait        time.Duration // what was promised
	AddAt       time.Time     // a check-in that would mend it, or the first of several

	Added   []work.CheckIn // check-ins that would make the plan keep the wait; none: a few would not
	Trimmed []Trim         // shields whose earlier end would; none: no shield is at fault
}

// SaveClient stores a client, a new one where it has no number yet. A name that is empty or taken, a
// number that is taken, a zone or hours that make no sense are faults. Where the plan would break the
// client's longest wait the breach is given; the client is stored all the same, since the wait is kept
// by extra check-ins.
func (q *Queue) SaveClient(ctx context.Context, now time.Time, c work.Client) (saved work.Client, breach *Breach, err error) {
	return q.SaveClientMending(ctx, now, c, MendNot)
}

// SaveClientMending is SaveClient, and changes the plan in the same act where it would break the
// client's longest wait. A way that the plan as it is now does not have is an Invalid fault.
func (q *Queue) SaveClientMending(ctx context.Context, now time.Time, c work.Client, how Mend) (saved work.Client, breach *Breach, err error) {
	now = stamp(now)
	c.Name = strings.TrimSpace(c.Name)
	_, err = q.act(ctx, now, "client.save", func(tx *store.Tx) (string, []store.Change, error) {
		clients, err := clientsByID(tx)
		if err != nil {
			return "", nil, err
		}
		before, known := clients[c.ID]
		if c.ID != 0 && !known {
			return "", nil, noClient(c.ID)
		}
		if err := checkClient(clients, c); err != nil {
			return "", nil, err
		}
		if c.ID, err = tx.SaveClient(c); err != nil {
			return "", nil, err
		}
		saved = c
		if breach, err = q.breach(tx, now, c); err != nil {
			return "", nil, err
		}
		changes, err := q.mend(tx, now, how, breach)
		if err != nil {
			return "", nil, err
		}
		if len(changes) > 0 {
			if breach, err = q.breach(tx, now, c); err != nil {
				return "", nil, err
			}
		}
		change, err := clientChange(before, known, c)
		return "Saved: " + c.Name, append(changes, change), err
	})
	return saved, breach, err
}

func clientChange(before work.Client, known bool, c work.Client) (store.Change, error) {
	if !known {
		return store.Change{Thing: thingClientRemoved, ID: int64(c.ID), Before: atUndo}, nil
	}
	was, err := json.Marshal(before)
	return store.Change{Thing: thingClient, ID: int64(c.ID), Before: string(was)}, err
}

func checkClient(clients map[work.ClientID]work.Client, c work.Client) error {
	switch {
	case c.Name == "":
		return fault.New(fault.Invalid, "A client needs a name.")
	case c.Number < 0 || c.Number > 9:
		return fault.New(fault.Invalid, "A client's number is 1 to 9, or 0 for none.")
	case c.Colour < 1 || c.Colour > 9:
		return fault.New(fault.Invalid, "A client's colour is 1 to 9.")
	case c.LongestWait < 0:
		return fault.New(fault.Invalid, "A longest wait is not less than nothing.")
	}
	if err := checkTerms(c); err != nil {
		return err
	}
	if c.Zone != "" {
		if _, err := knownZone.Named(c.Zone); err != nil {
			return fault.Wrap(err, fault.Invalid, "%q is not a time zone such as Europe/Berlin.", c.Zone)
		}
	}
	if err := schedule.Hours(c.Hours).Check(); err != nil {
		return fault.Wrap(err, fault.Invalid, "These hours make no sense: %s.", err)
	}
	return checkAlone(clients, c)
}

// checkAlone says whether another client has the name or number already.
func checkAlone(clients map[work.ClientID]work.Client, c work.Client) error {
	for _, other := range clients {
		switch {
		case other.ID == c.ID:
		case strings.EqualFold(other.Name, c.Name):
			return fault.New(fault.Conflict, "There is a client %s already.", c.Name)
		case c.Number != 0 && other.Number == c.Number:
			// Which one is not said: it may be behind the wall.
			return fault.New(fault.Conflict, "The number %d belongs to another client.", c.Number)
		}
	}
	return nil
}

// maxPromised is a whole week.
const maxPromised = 7 * 24 * time.Hour

// checkTerms checks what was agreed on with a client.
func checkTerms(c work.Client) error {
	switch {
	case c.Rate.Minor < 0:
		return fault.New(fault.Invalid, "A rate is not less than nothing.")
	case c.Rate.Minor > 0 && !work.IsCurrency(c.Rate.Currency):
		return fault.New(fault.Invalid, "A rate needs a currency of three letters, such as EUR.")
	case c.Rate.Currency != "" && !work.IsCurrency(c.Rate.Currency):
		return fault.New(fault.Invalid, "%q is not a currency of three letters, such as EUR.", c.Rate.Currency)
	case c.Promised < 0 || c.Promised > maxPromised:
		return fault.New(fault.Invalid, "The hours promised a week are between 0 and 168.")
	}
	return nil
}

// breachAhead is how far ahead a plan is searched for a breach: every week is like the next but for
// days off and changes of the clock.
const breachAhead = 21 * 24 * time.Hour

// breach finds the widest time in which the plan breaks a client's longest wait; nil: it keeps it.
func (q *Queue) breach(tx *store.Tx, now time.Time, c work.Client) (*Breach, error) {
	if c.LongestWait <= 0 {
		return nil, nil
	}
	s, err := q.Situation(tx, now)
	if err != nil {
		return nil, err
	}
	s.Plan.Meetings = nil // they come and go; the plan is what is judged
	w := waitOf(s.Plan.Zones, c, now, breachAhead)
	return w.mended(s.Plan, w.breach(s.Plan)), nil
}

// Breaches gives, for a client as it would be, how the plan breaks its longest wait; nil: it keeps it.
// Nothing is stored.
func (q *Queue) Breaches(ctx context.Context, now time.Time, c work.Client) (breach *Breach, err error) {
	err = q.store.Read(ctx, func(tx *store.Tx) error {
		breach, err = q.breach(tx, now, c)
		return err
	})
	return breach, err
}

// RemoveClient removes a client. Its items stay, without a client, and its own check-ins go.
func (q *Queue) RemoveClient(ctx context.Context, now time.Time, id work.ClientID) (work.Act, error) {
	now = stamp(now)
	return q.act(ctx, now, "client.remove", func(tx *store.Tx) (string, []store.Change, error) {
		clients, err := clientsByID(tx)
		if err != nil {
			return "", nil, err
		}
		client, known := clients[id]
		if !known {
			return "", nil, noClient(id)
		}
		changes := []store.Change{{Thing: thingClientRemoved, ID: int64(id), After: formatInstant(now)}}
		rules, err := tx.KeptCheckIns()
		if err != nil {
			return "", nil, err
		}
		for _, rule := range rules {
			if rule.Client != id {
				continue
			}
			changes = append(changes, store.Change{Thing: thingCheckInRemoved, ID: int64(rule.ID), After: formatInstant(now)})
			if err := tx.SetCheckInRemoved(rule.ID, now); err != nil {
				return "", nil, err
			}
		}
		return "Removed: " + client.Name, changes, tx.SetClientRemoved(id, now)
	})
}
