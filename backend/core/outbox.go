package core

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"sluice/backend/bus"
	"sluice/backend/fault"
	"sluice/backend/queue"
	"sluice/backend/source"
	"sluice/backend/source/httpx"
	"sluice/backend/store"
	"sluice/backend/work"
)

const (
	// sendFor is how long one write may take, and how long the end of the core waits for one.
	sendFor, sendAtEnd = time.Minute, 3 * time.Second
	// giveUp is after how many tries a write has failed: about a day.
	giveUp = 100
)

// Send has a verb done at the service that an item came from, as an act of the user's: it waits in the
// outbox. An item of no source that can do it is an Unsupported fault.
func (c *Core) Send(ctx context.Context, wall queue.Wall, item work.ItemID, verb source.Verb, text string) (work.Act, error) {
	if verb == source.VerbReply && strings.TrimSpace(text) == "" {
		return work.Act{}, fault.New(fault.Invalid, "An answer needs words.")
	}
	if _, _, err := c.Queue.Item(ctx, wall, item); err != nil {
		return work.Act{}, err
	}
	from, err := c.writerFor(ctx, item, verb)
	if err != nil {
		return work.Act{}, err
	}
	return Do(ctx, c, func(now time.Time) (work.Act, error) {
		w := work.Write{Source: from, Item: item, Verb: string(verb), Text: text}
		return c.Queue.Send(ctx, now, wall, saidOf[verb], w)
	})
}

// saidOf are the verbs as an act says them.
var saidOf = map[source.Verb]string{
	source.VerbRead: "Marked as read there", source.VerbDone: "Done there", source.VerbReply: "Answered",
	source.VerbResolve: "Resolved there", source.VerbAccept: "Accepted", source.VerbDecline: "Declined",
}

// writerFor gives the account that an item came from last and that can do a verb.
func (c *Core) writerFor(ctx context.Context, item work.ItemID, verb source.Verb) (from work.SourceID, err error) {
	can, _, err := c.Writers(ctx, item)
	from = can[verb].ID
	if err == nil && from == "" {
		err = fault.New(fault.Unsupported, "Sluice cannot do that where this item came from. Open it there.")
	}
	return from, err
}

// Writers gives, for each verb that can be done to an item where it came from, the account that it is
// done with, and what of the item stands in the outbox, oldest first. Whether the item may be seen is the
// caller's question.
func (c *Core) Writers(ctx context.Context, item work.ItemID) (can map[source.Verb]work.Source, written []work.Write, err error) {
	can = map[source.Verb]work.Source{}
	err = c.store.Read(ctx, func(tx *store.Tx) error {
		arrivals, err := tx.ItemArrivals(item)
		if err != nil {
			return err
		}
		asked := map[work.SourceID]bool{}
		for _, a := range slices.Backward(arrivals) { // the account that told of it last goes first
			if asked[a.Source] {
				continue
			}
			asked[a.Source] = true
			s, verbs, err := c.offered(tx, item, a.Source)
			if err != nil {
				return err
			}
			for _, verb := range verbs {
				if _, taken := can[verb]; !taken {
					can[verb] = s
				}
			}
		}
		written, err = tx.ItemWrites(item)
		return err
	})
	return can, written, err
}

// offered gives what an account can do to an item that it told of; nothing where it is not connected.
func (c *Core) offered(tx *store.Tx, item work.ItemID, from work.SourceID) (s work.Source, verbs []source.Verb, err error) {
	s, known, err := tx.Source(from)
	kind, connects := c.kind(s.Kind)
	if err != nil || !known || !connects || !s.RemovedAt.IsZero() {
		return s, nil, err
	}
	target, err := targetOf(tx, item, from, c.o.Now())
	return s, source.Offered(kind, s.Settings, target), err
}

// post sends what is due in the outbox, until ctx ends. What an earlier run was sending when it ended
// is sent again where that is harmless; else nobody knows, and the user is told so.
func (c *Core) post(ctx context.Context) {
	changes := c.Bus.Listen(bus.Outbox)
	defer changes.Close()
	timer := time.NewTimer(time.Hour)
	defer timer.Stop()
	for {
		next, err := c.sendDue(ctx)
		c.logged("send what is due", err)
		timer.Stop()
		if err != nil {
			next = c.o.Now().Add(tick)
		}
		if !next.IsZero() {
			timer.Reset(max(0, next.Sub(c.o.Now().Round(0))))
		}
		select {
		case <-ctx.Done():
			return
		case <-timer.C:
		case <-changes.Wake():
			changes.Take()
		}
	}
}

// posting is what the outbox's goroutine knows beside the store.
type posting struct {
	tookUp bool   // what an earlier run was sending is settled
	unkept []sent // what could not be written down yet, as on a full disk
}

// sent is an entry that was sent, and what came of it.
type sent struct {
	write work.Write
	from  work.Source
	at    time.Time
	err   error
}

func (c *Core) takeUpOutbox(ctx context.Context) error {
	err := c.store.Write(ctx, func(tx *store.Tx) error {
		writes, err := tx.WritesInState(work.WriteSending)
		for _, w := range writes {
			if err := tx.SaveWrite(c.interrupted(tx, w, "Sluice ended while it was sent.")); err != nil {
				return err
			}
		}
		return err
	})
	c.posting.tookUp = err == nil
	return err
}

// settleSent writes down what came of what was sent. What cannot be written stays, so that it is tried
// again.
func (c *Core) settleSent(ctx context.Context) error {
	for len(c.posting.unkept) > 0 {
		first := c.posting.unkept[0]
		err := c.store.Write(ctx, func(tx *store.Tx) error { return tx.SaveWrite(c.after(tx, first)) })
		if err != nil {
			return err
		}
		c.posting.unkept = c.posting.unkept[1:]
		c.Bus.Tell(bus.Outbox)
	}
	return nil
}

// interrupted is an entry of which it is not known whether it arrived.
func (c *Core) interrupted(tx *store.Tx, w work.Write, why string) work.Write {
	s, _, _ := tx.Source(w.Source)
	if kind, known := c.kind(s.Kind); known && harmless(kind.Describe(), source.Verb(w.Verb)) {
		w.State = work.WriteWaiting
		return w
	}
	w.State, w.Code = work.WriteUnsure, "unsure"
	w.Sentence = why + " Whether it arrived is not known. Look there, and send it again if it is missing."
	return w
}

// harmless says whether a verb may be done twice.
func harmless(d source.Descriptor, verb source.Verb) bool {
	return verb != source.VerbReply || d.Can.ReplyOnce
}

// sendDue sends what is due, one after another, and gives when the next is; zero: nothing waits. What
// was sent before is settled first: with a disk that is full nothing more is sent.
func (c *Core) sendDue(ctx context.Context) (next time.Time, err error) {
	if !c.posting.tookUp {
		if err := c.takeUpOutbox(ctx); err != nil {
			return next, err
		}
	}
	if err := c.settleSent(ctx); err != nil {
		return next, err
	}
	var due []work.Write
	err = c.store.Read(ctx, func(tx *store.Tx) (err error) {
		due, err = tx.WritesDue(c.o.Now())
		return err
	})
	for _, w := range due {
		if err == nil && ctx.Err() == nil {
			err = c.sendOne(ctx, w.ID)
		}
	}
	if err != nil {
		return next, err
	}
	err = c.store.Read(ctx, func(tx *store.Tx) (err error) {
		next, err = tx.FirstWrite()
		return err
	})
	return next, err
}

// sendOne sends an entry. That it is being sent is durable before anything leaves, and what came of it
// right after.
func (c *Core) sendOne(ctx context.Context, id work.WriteID) error {
	var w work.Write
	var s work.Source
	var target source.Target
	err := c.store.Write(ctx, func(tx *store.Tx) (err error) {
		var found bool
		if w, found, err = tx.OutboxEntry(id); err != nil || !found || w.State != work.WriteWaiting {
			return err
		}
		if s, _, err = tx.Source(w.Source); err != nil {
			return err
		}
		if target, err = targetOf(tx, w.Item, s.ID, w.CreatedAt); err != nil {
			return err
		}
		w = c.begin(w, s, target)
		return tx.SaveWrite(w)
	})
	c.Bus.Tell(bus.Outbox)
	if err != nil || w.State != work.WriteSending {
		return err
	}
	err = c.write(ctx, s, source.Write{Key: w.Key, Verb: source.Verb(w.Verb), Text: w.Text, Target: target})
	c.posting.unkept = append(c.posting.unkept, sent{write: w, from: s, at: c.o.Now(), err: err})
	return c.settleSent(context.WithoutCancel(ctx))
}

// begin is an entry as it is sent, or as it is left where the service has nothing of the kind for its item:
// done here follows from all items of an account, and chats, say, cannot be closed.
func (c *Core) begin(w work.Write, s work.Source, target source.Target) work.Write {
	kind, known := c.kind(s.Kind)
	if known && !slices.Contains(source.Offered(kind, s.Settings, target), source.Verb(w.Verb)) {
		w.State, w.Sentence = work.WriteWithdrawn, s.Name+" has nothing of the kind for this: it stays there as it is."
		return w
	}
	w.State = work.WriteSending
	w.Tries++
	return w
}

// targetOf gives what of an item a source knows and the user could see by an instant: what is held is not
// marked as read, nor resolved, with the rest of its thread.
func targetOf(tx *store.Tx, item work.ItemID, from work.SourceID, by time.Time) (source.Target, error) {
	arrivals, err := tx.SourceArrivals(item, from)
	var target source.Target
	unseen, assigned := map[string]bool{}, map[string]bool{}
	for _, a := range arrivals {
		if a.Outcome == work.OutcomeHeld || a.OutcomeAt.After(by) {
			unseen[remoteOf(a)] = true
		}
	}
	for _, a := range arrivals {
		id := remoteOf(a)
		if unseen[id] {
			continue
		}
		if !slices.Contains(target.RemoteIDs, id) {
			target.RemoteIDs = append(target.RemoteIDs, id)
		}
		assigned[id] = a.Reach == work.ReachAssigned
		if a.URL != "" {
			target.URL = a.URL
		}
	}
	for _, id := range target.RemoteIDs {
		if assigned[id] {
			target.Assigned = append(target.Assigned, id)
		}
	}
	if err != nil {
		return target, err
	}
	target.Thread, err = tx.ThreadOf(item, from)
	return target, err
}

// remoteOf is the identity of an arrival without its form.
func remoteOf(a work.Arrival) string {
	id, _, _ := strings.Cut(a.RemoteID, "\n")
	return id
}

// write has a source do it. The end of the core gives it a little time still.
func (c *Core) write(ctx context.Context, s work.Source, w source.Write) (err error) {
	kind, known := c.kind(s.Kind)
	writer, can := kind.(source.Writer)
	if !known || !can || !s.RemovedAt.IsZero() {
		return source.NewTrouble(source.Setting, "It is not connected any more.")
	}
	mine, err := c.account(ctx, kind, s)
	if err != nil {
		return err
	}
	bounded, cancel := context.WithTimeout(context.WithoutCancel(ctx), sendFor)
	defer cancel()
	stop := context.AfterFunc(ctx, func() { time.AfterFunc(sendAtEnd, cancel) })
	defer stop()
	return c.speak(bounded, kind, &mine, func(mine source.Account) error { return writeOnce(source.Acting(bounded), writer, mine, w) })
}

func writeOnce(ctx context.Context, writer source.Writer, a source.Account, w source.Write) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = stumbled(p)
		}
	}()
	return writer.Write(ctx, a, w)
}

// after is an entry after it was sent, or was not.
func (c *Core) after(tx *store.Tx, done sent) work.Write {
	w, s, now, err := done.write, done.from, done.at, done.err
	if err == nil {
		w.State, w.SentAt, w.Code, w.Sentence = work.WriteSent, now, "", ""
		return w
	}
	c.log.Warn("write at a service", "source", s.ID, "verb", w.Verb, "err", httpx.Redact(err.Error(), nil))
	trouble := source.TroubleOf(err)
	health := source.HealthOf(s.Name, err)
	w.Code, w.Sentence = health.Code, health.Sentence
	unclear := (trouble.Class == source.Offline || trouble.Class == source.Upstream || trouble.Class == source.Malformed) && !trouble.Unsent
	kind, known := c.kind(s.Kind)
	switch {
	case unclear && known && !harmless(kind.Describe(), source.Verb(w.Verb)):
		return c.interrupted(tx, w, health.Sentence)
	case health.Condition == source.NeedsYou, w.Tries >= giveUp:
		w.State = work.WriteFailed
		return w
	}
	random := rand.New(rand.NewPCG(rand.Uint64(), rand.Uint64())) //nolint:gosec // it only spreads
	w.State, w.DueAt = work.WriteWaiting, now.Add(source.Backoff(w.Tries, random))
	if trouble.Until.After(w.DueAt) {
		w.DueAt = trouble.Until
	}
	w.Sentence = fmt.Sprintf("%s It is tried again at %s.", health.Sentence, w.DueAt.In(c.Zone()).Format("15:04"))
	return w
}
