package mail

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"github.com/emersion/go-imap/v2"

	"sluice/backend/source"
)

// Pull reads what is new in the folders, and looks which of the mails that were new have been read.
func (m Source) Pull(ctx context.Context, a source.Account, at source.Cursor, b source.Budget) (batch source.Batch, err error) {
	err = m.Pages(ctx, a, at, b, func(page source.Batch) (bool, error) {
		batch = page
		return false, nil
	})
	return batch, err
}

// Pages reads on, batch after batch, over one connection.
func (Source) Pages(
	ctx context.Context, a source.Account, at source.Cursor, b source.Budget, take func(source.Batch) (bool, error),
) error {
	var known cursor
	if err := at.Read(cursorVersion, &known); err != nil {
		return err
	}
	if at == "" && !b.Since.IsZero() {
		known.Since = b.Since.Unix()
	}
	s, err := open(ctx, a)
	if err != nil {
		return err
	}
	defer s.close()
	finished := map[string]bool{}
	for {
		p := &pull{session: s, known: known, finished: finished, rest: cmp.Or(b.Events, 1000), requests: cmp.Or(b.Requests, 50)}
		if err := p.folders(); err != nil {
			return err
		}
		batch, err := p.done()
		if err != nil {
			return err
		}
		more, err := take(batch)
		if err != nil || !more || !batch.More || s.lost {
			return err
		}
		known = p.known
		s.goOn()
	}
}

// pull is one batch as it comes about.
type pull struct {
	*session
	known    cursor
	finished map[string]bool // folders that were read to their end over this connection
	batch    source.Batch
	closed   []unread // mails that were read or taken away
	rest     int      // how many events still fit
	requests int      // how many requests are left
}

func (p *pull) folders() error {
	if p.known.Folders == nil {
		p.known.Folders = map[string]*box{}
	}
	for folder := range p.known.Folders {
		if !slices.Contains(p.set.folders, folder) {
			delete(p.known.Folders, folder)
		}
	}
	for _, folder := range p.set.folders {
		if p.finished[folder] {
			continue
		}
		if p.known.Folders[folder] == nil {
			p.known.Folders[folder] = &box{}
		}
		if err := p.folder(folder, p.known.Folders[folder]); err != nil {
			return err
		}
		if p.lost {
			p.batch.More = true
			return nil
		}
		p.finished[folder] = !p.batch.More
	}
	return nil
}

// folder reads one folder on.
func (p *pull) folder(name string, b *box) error {
	state, err := p.look(name)
	if err != nil {
		return err
	}
	p.requests--
	if b.Validity != state.UIDValidity || state.UIDNext != 0 && state.UIDNext <= b.Last {
		isNew := b.Validity == 0
		b.anew(state.UIDValidity, state.UIDNext)
		if isNew {
			if err := p.countOlder(b, state); err != nil {
				return err
			}
		}
	}
	if err := p.fresh(b, state.UIDNext); err != nil || p.lost {
		return err
	}
	return p.reread(b, state)
}

// countOlder counts what the first import leaves out.
func (p *pull) countOlder(b *box, state *imap.SelectData) error {
	criteria := p.wanted(b)
	if len(criteria.NotFlag) == 0 && criteria.Since.IsZero() || state.NumMessages == 0 {
		return nil
	}
	found, err := p.search(criteria)
	p.batch.Older += max(0, int(state.NumMessages)-len(found))
	return err
}

// wanted are the mails that are handed over. In the first import what is too old is left out, and where
// read means done, what was read.
func (p *pull) wanted(b *box) *imap.SearchCriteria {
	criteria := &imap.SearchCriteria{NotFlag: nil}
	if b.First == 0 {
		return criteria
	}
	if p.known.Since != 0 {
		criteria.Since = time.Unix(p.known.Since, 0).UTC()
	}
	if p.set.readIsDone {
		criteria.NotFlag = []imap.Flag{imap.FlagSeen}
	}
	return criteria
}

// window is how many numbers are looked through at once: in a folder of a hundred thousand mails the
// server need not list them all again for every page.
const window = 5000

// fresh hands over the mails that came since, as many as fit.
func (p *pull) fresh(b *box, next imap.UID) error {
	for next == 0 || b.Last+1 < next {
		if p.rest <= 0 || p.requests <= 0 {
			p.batch.More = true
			return nil
		}
		found, until, err := p.seek(b, next)
		if err != nil {
			return err
		}
		if len(found) > p.rest {
			p.ahead = ahead{from: found[p.rest-1], found: found[p.rest:], until: until}
			found, until, p.batch.More = found[:p.rest], found[p.rest-1], true
		}
		if err := p.take(b, found); err != nil {
			return err
		}
		switch {
		case next == 0 && len(found) == 0:
			p.imported(b)
			return nil
		case next == 0:
			b.Last = found[len(found)-1]
		default:
			b.Last = min(until, next-1)
		}
		if p.batch.More || p.lost {
			return nil
		}
	}
	p.imported(b)
	return nil
}

// ahead is what was found in the folder that is open and did not fit into a batch, for the next one.
type ahead struct {
	from  imap.UID // it comes behind this number
	found []imap.UID
	until imap.UID // as far as was looked; 0: to the end
}

// seek gives the numbers of the next mails, and how far it looked for them.
func (p *pull) seek(b *box, next imap.UID) (found []imap.UID, until imap.UID, err error) {
	if len(p.ahead.found) > 0 && p.ahead.from == b.Last {
		found, until = p.ahead.found, p.ahead.until
		p.ahead = ahead{}
		return found, until, nil
	}
	if until = b.Last + window; next == 0 {
		until = 0 // the server does not say how far its numbers go
	}
	criteria := p.wanted(b)
	criteria.UID = []imap.UIDSet{{{Start: b.Last + 1, Stop: until}}}
	found, err = p.search(criteria)
	return slices.DeleteFunc(found, func(uid imap.UID) bool { return uid <= b.Last }), until, err
}

// imported ends the first import of a folder.
func (p *pull) imported(b *box) {
	b.First = 0
	for _, thread := range b.Was {
		p.closed = append(p.closed, unread{Thread: thread})
	}
	b.Was = nil
}

func (p *pull) search(criteria *imap.SearchCriteria) ([]imap.UID, error) {
	p.requests--
	data, err := p.UIDSearch(criteria, nil).Wait()
	if err != nil {
		return nil, troubleOf(p.ctx, err)
	}
	found := numbers(data.All)
	slices.Sort(found)
	return found, nil
}

// mostNumbers is how many numbers an answer may hold: a server may claim anything.
const mostNumbers = 5_000_000

// numbers spells out what a server found.
func numbers(found imap.NumSet) (all []imap.UID) {
	set, _ := found.(imap.UIDSet)
	for _, span := range set {
		for uid := span.Start; uid != 0 && uid <= span.Stop && len(all) < mostNumbers; uid++ {
			all = append(all, uid)
		}
	}
	return all
}

// take hands over mails by their numbers.
func (p *pull) take(b *box, uids []imap.UID) error {
	if len(uids) == 0 {
		return nil
	}
	p.requests--
	return p.fetch(uids, func(m message) {
		p.rest--
		if slices.Contains(m.flags, imap.FlagDraft) {
			return
		}
		event := eventOf(m, p.set)
		p.batch.Events = append(p.batch.Events, event)
		mail := unread{m.uid, event.Thread, event.ThreadWas, strings.Join(event.Also, "")}
		switch {
		case !p.set.readIsDone:
		case slices.Contains(m.flags, imap.FlagSeen):
			p.closed = append(p.closed, mail)
		default:
			b.follow(mail)
		}
	})
}

// reread looks which of the unread mails are not unread, or not there, any more. A server that numbers
// its changes need not be asked where there was none.
func (p *pull) reread(b *box, state *imap.SelectData) error {
	unchanged := state.HighestModSeq != 0 && state.HighestModSeq == b.Mod && state.NumMessages == b.Count
	if len(b.Open) > 0 && p.set.readIsDone && !unchanged {
		var set imap.UIDSet
		for _, mail := range b.Open {
			set.AddNum(mail.UID)
		}
		still, err := p.search(&imap.SearchCriteria{
			UID: []imap.UIDSet{set}, NotFlag: []imap.Flag{imap.FlagSeen, imap.FlagDeleted},
		})
		if err != nil {
			return err
		}
		b.Open = slices.DeleteFunc(b.Open, func(mail unread) bool {
			_, isStill := slices.BinarySearch(still, mail.UID)
			if !isStill {
				p.closed = append(p.closed, mail)
			}
			return !isStill
		})
	}
	if !p.set.readIsDone {
		b.Open, b.Was = nil, nil
	}
	b.Mod, b.Count = state.HighestModSeq, state.NumMessages
	return nil
}

// done gives the batch. A thread is done elsewhere once no mail of it is unread.
func (p *pull) done() (source.Batch, error) {
	slices.SortStableFunc(p.batch.Events, func(a, b source.Event) int { return a.SentAt.Compare(b.SentAt) })
	if p.set.readIsDone {
		p.batch.Gone = p.gone()
	}
	var err error
	p.batch.Next, err = source.NewCursor(cursorVersion, p.known)
	return p.batch, err
}

// gone gives the conversations of which no mail is unread, by all names that they were handed over by.
func (p *pull) gone() (threads []string) {
	for _, mail := range p.closed {
		if p.known.isOpen(mail) {
			continue
		}
		threads = append(threads, mail.Thread)
		if mail.Was != "" && !p.known.isOpen(unread{Thread: mail.Was}) {
			threads = append(threads, mail.Was)
		}
	}
	slices.Sort(threads)
	return slices.Compact(threads)
}
