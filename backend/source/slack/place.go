package slack

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"sluice/backend/source"
	"sluice/backend/work"
)

// place reads a page of a conversation or a thread.
func (p *pull) place(ctx context.Context, next step) error {
	w := p.cursor.Reading
	known := p.cursor.Places[next.Place]
	if known == nil {
		known = &place{Last: p.oldest()}
		p.cursor.Places[next.Place] = known
	}
	if !next.Turn {
		w.Found, w.Last, w.Mine = map[stamp]bool{}, "", false
		next.From = known.from()
	}
	messages, more, err := p.page(ctx, next)
	if source.ClassOf(err) == source.NotThere {
		delete(p.cursor.Places, next.Place)
		return nil
	}
	if err != nil {
		return err
	}
	for _, each := range messages {
		if err := p.message(ctx, each, next.Place, known); err != nil {
			return err
		}
	}
	if more != "" && more != next.At {
		next.Turn, next.At = true, more
		w.Steps = slices.Insert(w.Steps, 0, next)
		return nil
	}
	p.finish(next, known)
	return nil
}

// oldest is where reading a conversation begins that was not known before.
func (p *pull) oldest() stamp {
	recent := stampOf(p.account.Now().Add(-firstReach))
	if p.cursor.Begun && recent.after(p.cursor.Began) {
		return recent
	}
	return p.cursor.Began
}

// page gives the messages of a page, the oldest first, and where the next page begins; empty: it is the
// last. Conversations are read from their newest end, threads from their oldest, as Slack has it.
func (p *pull) page(ctx context.Context, next step) (messages []message, more stamp, err error) {
	channel, thread := split(next.Place)
	if thread == "" {
		got, err := p.client.history(ctx, channel, span{oldest: next.From, latest: next.At})
		slices.Reverse(got.Messages)
		if got.More && len(got.Messages) > 0 {
			more = got.Messages[0].Stamp
		}
		return got.Messages, more, err
	}
	from := next.From
	if next.Turn {
		from = next.At
	}
	got, err := p.client.replies(ctx, channel, thread, span{oldest: from})
	if n := len(got.Messages); got.More && n > 0 {
		more = got.Messages[n-1].Stamp
	}
	return got.Messages, more, err
}

// message takes a message in.
func (p *pull) message(ctx context.Context, m message, key string, known *place) error {
	channel, thread := split(key)
	at := p.cursor.Reading.In[channel]
	switch {
	case m.Stamp.micros() == 0:
		p.batch.Skipped++
		return nil
	case m.Stamp == thread:
		return nil // the message at the top belongs to the conversation
	}
	isNew := p.note(m, known)
	if thread == "" {
		p.join(m, at)
	}
	if !isNew {
		return nil
	}
	reach := p.reach(m, at, thread != "")
	if reach == "" {
		return nil
	}
	if err := p.hand(ctx, m, at, reach); err != nil {
		return err
	}
	p.keep(m, known)
	if thread == "" && !at.Direct {
		p.followMention(m, at)
	}
	return nil
}

// note notes that a message is there, and says whether it is news of somebody else's.
func (p *pull) note(m message, known *place) bool {
	w := p.cursor.Reading
	mine := m.User == w.Me.ID
	if m.Stamp.after(w.Last) {
		w.Last, w.Mine = m.Stamp, mine
	}
	if mine || !m.said() {
		return false
	}
	edited, seen := known.Seen[m.Stamp]
	if !seen {
		return m.Stamp.after(known.Last)
	}
	w.Found[m.Stamp] = true
	return edited != m.edited()
}

// keep remembers that a message was handed over.
func (p *pull) keep(m message, known *place) {
	if known.Seen == nil {
		known.Seen = map[stamp]stamp{}
	}
	known.Seen[m.Stamp], p.cursor.Reading.Found[m.Stamp] = m.edited(), true
	if m.Stamp.after(known.Open) {
		known.Open = m.Stamp
	}
}

// join follows the threads under a conversation's messages that the user is in. In a direct message he is
// in all of them.
func (p *pull) join(m message, at where) {
	me := p.cursor.Reading.Me.ID
	key := at.Channel + "/" + string(m.top())
	switch {
	case m.User == me && (m.isAnswer() || !at.Direct):
		p.cursor.follow(key, m.Stamp)
	case m.ReplyCount > 0 && (at.Direct || m.Subscribed || slices.Contains(m.ReplyUsers, me)):
		from := m.Stamp
		if oldest := p.oldest(); oldest.after(from) {
			from = oldest
		}
		p.cursor.follow(key, from)
	default:
		return
	}
	if m.ReplyCount > 0 {
		p.cursor.Reading.plan(key)
	}
}

// followMention follows the thread that may come under a message that mentions the user, so that his
// answer there, and what is answered to him, are seen.
func (p *pull) followMention(m message, at where) {
	key := at.Channel + "/" + string(m.top())
	under := p.cursor.follow(key, m.Stamp)
	if m.Stamp.after(under.Open) {
		under.Open = m.Stamp
	}
	if m.ReplyCount > 0 {
		p.cursor.Reading.plan(key)
	}
}

// reach says how a message concerns the user; empty: it does not.
func (p *pull) reach(m message, at where, inThread bool) work.Reach {
	text, me := textOf(m), p.cursor.Reading.Me.ID
	inGroup := func(id string) bool { return slices.Contains(p.cursor.Groups, id) }
	switch {
	case strings.Contains(text, "<@"+me+">"), strings.Contains(text, "<@"+me+"|"):
		return work.ReachMention
	case at.Direct:
		return work.ReachDirect
	case slices.ContainsFunc(groupsIn(text), inGroup):
		return work.ReachList
	case inThread:
		return work.ReachCopy
	case everyone.MatchString(text) && !p.account.Settings.On("quiet"):
		return work.ReachList
	}
	return ""
}

// finish ends the reading of a place: it tells what is not there any more, and what the user dealt with.
func (p *pull) finish(at step, known *place) {
	w := p.cursor.Reading
	channel, thread := split(at.Place)
	direct := w.In[channel].Direct
	for each := range known.Seen {
		if w.Found[each] || at.From.after(each) {
			continue
		}
		delete(known.Seen, each)
		key := at.Place
		if thread == "" && !direct {
			key = fmt.Sprintf("%s/%s", channel, each)
		}
		if !p.holds(key) {
			p.batch.Gone = append(p.batch.Gone, key)
		}
	}
	if w.Mine && known.Open != "" && (direct || thread != "") && p.account.Settings.On("read") {
		p.batch.Gone = append(p.batch.Gone, at.Place)
		known.Open = ""
	}
	if w.Last.after(known.Last) {
		known.Last = w.Last
	}
	known.forget(p.account.Now())
	w.Found, w.Last, w.Mine = nil, "", false
}

// holds says whether a thread has other messages that were handed over lately.
func (p *pull) holds(key string) bool {
	if known := p.cursor.Places[key]; known != nil && len(known.Seen) > 0 {
		return true
	}
	channel, thread := split(key)
	above := p.cursor.Places[channel]
	if thread == "" || above == nil {
		return false
	}
	_, isThere := above.Seen[thread]
	return isThere
}

// justBefore is the stamp a microsecond earlier.
func justBefore(s stamp) stamp {
	micros := s.micros() - 1
	return stamp(fmt.Sprintf("%d.%06d", micros/1e6, micros%1e6))
}
