package core

import (
	"context"
	"time"

	"sluice/backend/desktop/dnd"
	"sluice/backend/queue"
	"sluice/backend/schedule"
	"sluice/backend/source"
	"sluice/backend/store"
	"sluice/backend/work"
)

// State is what the gate does at a moment.
type State string

// The states of the gate.
const (
	Holding State = "holding"
	Shield  State = "shield"
	CheckIn State = "checkin"
	Off     State = "off"
)

// Status is how things stand, as seen from behind a wall.
type Status struct {
	Now     time.Time
	State   State
	Silence dnd.State
	Gate    queue.Situation
	Counts  queue.Counts
	Active  work.Client // the client that the user works for; zero: all
	Undo    work.Act    // what undo would take back
	CanUndo bool
	Trouble []source.Health // what is not well, with what to do

	Session work.Session // the one that is running; zero: none is, or the wall hides it
	Away    []work.Away  // what is asked about it and those before
}

// Status gives how things stand for the active client, or for all.
func (c *Core) Status(ctx context.Context) (s Status, err error) {
	s.Now = c.o.Now()
	if s.Gate, err = c.Situation(ctx); err != nil {
		return s, err
	}
	wall, active, err := c.Queue.Active(ctx)
	if err != nil {
		return s, err
	}
	s.Active = active
	state := stateOf(s.Gate)
	s.Gate = s.Gate.Behind(wall)
	if s.Gate.Run, err = c.Queue.RunBehind(ctx, wall, s.Gate.Run); err != nil {
		return s, err
	}
	if s.Counts, err = c.Queue.Counts(ctx, wall, s.Gate.Run.ID); err != nil {
		return s, err
	}
	if s.Undo, s.CanUndo, err = c.Queue.LastAct(ctx); err != nil {
		return s, err
	}
	if wall.Up {
		s.Undo.Sentence = s.Undo.Plain()
	}
	of := store.Of{One: wall.Up, Client: wall.Client}
	if s.Session, _, err = c.Sessions.Running(ctx, of); err != nil {
		return s, err
	}
	if s.Away, err = c.Sessions.Aways(ctx, of); err != nil {
		return s, err
	}
	if s.Trouble, err = c.trouble(ctx, wall, !s.Gate.CallUntil.IsZero()); err != nil {
		return s, err
	}
	s.State, s.Silence = state, c.silencer.State()
	if notice, found := c.updates.notice(c.o.Version); found {
		s.Trouble = append(s.Trouble, notice)
	}
	return s, nil
}

func stateOf(s queue.Situation) State {
	switch {
	case !s.ShieldUntil.IsZero():
		return Shield
	case !s.PausedUntil.IsZero():
		return Off
	case s.RunOpen:
		return CheckIn
	case !s.OffUntil.IsZero():
		return Off
	}
	return Holding
}

// Situation gives how things stand at the gate.
func (c *Core) Situation(ctx context.Context) (s queue.Situation, err error) {
	err = c.store.Read(ctx, func(tx *store.Tx) error {
		s, err = c.Queue.Situation(tx, c.o.Now())
		return err
	})
	return s, err
}

// Zone is the user's time zone at the moment.
func (c *Core) Zone() *time.Location { return c.o.Zone.Now() }

// Now is the wall clock that the core goes by.
func (c *Core) Now() time.Time { return c.o.Now() }

// Plan gives the check-ins of the plan and the moments of the next week; behind a wall those that
// deliver for the client.
func (c *Core) Plan(ctx context.Context, wall queue.Wall) ([]work.CheckIn, []schedule.Moment, error) {
	const week = 7 * 24 * time.Hour
	return c.Queue.CheckIns(ctx, wall, c.o.Now(), week)
}

// Receipt gives the receipt of [from, until). Where both are zero it covers today.
func (c *Core) Receipt(ctx context.Context, wall queue.Wall, from, until time.Time) (queue.Receipt, error) {
	if err := c.placeAll(ctx); err != nil {
		return queue.Receipt{}, err
	}
	today := work.DateOf(c.o.Now(), c.Zone())
	if from.IsZero() {
		from = schedule.Instant(today, 0, c.Zone())
	}
	if until.IsZero() {
		until = schedule.Instant(today.Add(1), 0, c.Zone())
	}
	return c.Queue.Receipt(ctx, wall, from, until)
}

// ReceiptOf gives the receipt of one check-in.
func (c *Core) ReceiptOf(ctx context.Context, wall queue.Wall, run work.RunID) (queue.Receipt, error) {
	if err := c.placeAll(ctx); err != nil {
		return queue.Receipt{}, err
	}
	return c.Queue.ReceiptOf(ctx, wall, run)
}

// placeAll places what is between door and queue at this moment, since a receipt counts it as well. It
// is no part of what a request asks for.
func (c *Core) placeAll(ctx context.Context) error { return c.intake.Place(store.WithoutRequest(ctx)) }

// Answer gives what is kept under a request's key, and whether anything is.
func (c *Core) Answer(ctx context.Context, key string) (answer store.Answer, found bool, err error) {
	err = c.store.Read(ctx, func(tx *store.Tx) error {
		answer, found, err = tx.Answer(key)
		return err
	})
	return answer, found, err
}

// KeepAnswer keeps the answer to a request for a day.
func (c *Core) KeepAnswer(ctx context.Context, r store.Request, status int, body []byte) error {
	return c.store.Write(ctx, func(tx *store.Tx) error { return tx.KeepAnswer(r, status, body) })
}

// Finding is something that a check of the profile found.
type Finding struct {
	OK       bool
	Code     string
	Sentence string
}

// Doctor checks the profile on its real data: is the database sound, does the receipt of all time add
// up, is anything stray, how do the sources do.
func (c *Core) Doctor(ctx context.Context) ([]Finding, error) {
	var findings []Finding
	damage, err := c.store.Check(ctx)
	if err != nil {
		return nil, err
	}
	findings = append(findings, verdict(len(damage) == 0, "database", "The database is sound.",
		"The database is damaged: keep a copy of it, and restore an older one."))
	receipt, err := c.Receipt(ctx, queue.Wall{}, time.UnixMilli(1), c.o.Now().Add(time.Hour))
	if err != nil {
		return nil, err
	}
	findings = append(findings, verdict(receipt.Lost == 0, "receipt", "Every arrival has its outcome; nothing is lost.",
		"The receipt does not add up: some arrivals have no outcome. Please report this."))
	var stray int
	err = c.store.Read(ctx, func(tx *store.Tx) error {
		stray, err = tx.Stray()
		return err
	})
	if err != nil {
		return nil, err
	}
	findings = append(findings, verdict(stray == 0, "stray", "Items, arrivals and the door agree.",
		"Some items or arrivals belong to nothing. Please report this."))
	wall, _, err := c.Queue.Active(ctx)
	if err != nil {
		return nil, err
	}
	call, err := c.Queue.InCall(ctx, c.o.Now())
	if err != nil {
		return nil, err
	}
	ill, err := c.trouble(ctx, wall, call)
	for _, trouble := range ill {
		findings = append(findings, Finding{Code: trouble.Code, Sentence: trouble.Sentence})
	}
	return findings, err
}

func verdict(ok bool, code, well, ill string) Finding {
	if ok {
		return Finding{OK: true, Code: code, Sentence: well}
	}
	return Finding{Code: code, Sentence: ill}
}
