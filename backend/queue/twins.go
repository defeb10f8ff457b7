package queue

import (
	"cmp"
	"hash/fnv"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"sluice/backend/gate"
	"sluice/backend/source"
	"sluice/backend/store"
	"sluice/backend/work"
)

// The same thing is often told twice: a message by its service and by its pop-up, a mail by two
// accounts. Such twins are one item, and the later one is merged into the first.
const (
	// echoSpan is within how much time the same words of the same person, at the same service, are one
	// message.
	echoSpan = 2 * time.Minute
	// addressSpan is the same for one address: what happens there later is news.
	addressSpan = 15 * time.Minute
)

// The kinds of keys by which others know a thing.
const (
	echoKey    = "echo:"
	messageKey = "mid:" // a Message-ID: the same for ever
)

// twins are the keys of events that are being placed, and which of them other sources know.
type twins struct {
	keys      map[work.ArrivalID][]store.KnownAs // made once: they cost more than to look for them
	elsewhere map[store.KnownAs]bool
	now       map[string][]work.SourceID // those of the events that were placed just now
}

// lookForTwins asks which of the events may have twins, in one go: most have none.
func lookForTwins(b *store.Batch, handed []store.Handed, events []source.Event) (*twins, error) {
	t := &twins{keys: make(map[work.ArrivalID][]store.KnownAs, len(events)), now: map[string][]work.SourceID{}}
	var keys []store.KnownAs
	for i, event := range events {
		t.keys[handed[i].ID] = keysOf(handed[i].Source, event)
		keys = append(keys, t.keys[handed[i].ID]...)
	}
	var err error
	t.elsewhere, err = b.KnownElsewhere(keys)
	return t, err
}

// know keeps by what keys others may know an arrival.
func (t *twins) know(b *store.Batch, id work.ArrivalID, from work.SourceID) {
	b.KnowAs(id, t.keys[id]...)
	for _, key := range t.keys[id] {
		if !slices.Contains(t.now[key.Key], from) {
			t.now[key.Key] = append(t.now[key.Key], from)
		}
	}
}

// known says whether another source knows a key.
func (t *twins) known(key store.KnownAs) bool {
	return t.elsewhere[key] || slices.ContainsFunc(t.now[key.Key], func(from work.SourceID) bool { return from != key.Source })
}

// keysOf gives the keys by which other sources may know an event too.
func keysOf(from work.SourceID, e source.Event) []store.KnownAs {
	var keys []store.KnownAs
	for _, same := range e.Same {
		keys = append(keys, store.KnownAs{Key: same, Source: from})
	}
	if echo := echoOf(e); echo != "" {
		keys = append(keys, store.KnownAs{Key: echo, Source: from})
	}
	return keys
}

// heard is how many letters of a message are compared: pop-ups cut long ones. They are looked for in its
// first bytes.
const heard, heardIn = 80, 400

// echoOf is what an event sounds like: its service and the beginning of its words. Empty: it says
// nothing that could be compared.
func echoOf(e source.Event) string {
	text := cmp.Or(e.Body, e.Title)
	words := letters(source.Clip(withoutName(text), heardIn))
	if words == "" || e.Kind == work.KindCode {
		return ""
	}
	if runes := []rune(words); len(runes) > heard {
		words = string(runes[:heard])
	}
	sum := fnv.New64a()
	_, _ = io.WriteString(sum, strings.ReplaceAll(letters(cmp.Or(e.Service, e.App)), " ", "")+"\n"+words)
	return echoKey + strconv.FormatUint(sum.Sum64(), 36)
}

// aName is how long a name in front of a message is at most, in bytes.
const aName = 60

// withoutName leaves out who speaks: "Ana: hello" in a pop-up is "hello" of Ana.
func withoutName(text string) string {
	name, words, found := strings.Cut(text[:min(len(text), aName)], ": ")
	if !found || strings.ContainsAny(name, "\n:") {
		return text
	}
	return words + text[min(len(text), aName):]
}

// letters are the letters and figures of a text, in lower case, with one space between words.
func letters(text string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r)
	}), " ")
}

// meeting is what became of an event that may be told twice.
type meeting struct {
	merged bool      // it is stored, as a twin
	joins  bool      // it is news in the item of its twin
	item   work.Item // of its twin
}

// meetTwin merges an event into the same thing that another source told before, where there is such a
// thing. found says that the event belongs to a thread already.
func (q *Queue) meetTwin(b *store.Batch, s Situation, t *twins, a work.Arrival, e source.Event, found bool) (meeting, error) {
	root, item, is, err := t.find(b, s, a, e)
	if err != nil || !is {
		return meeting{}, err
	}
	if found && !e.ThreadEnds {
		yield(b, s, root, item)
		return meeting{}, nil
	}
	decision := gate.Decide(s.ask(a, item.Client, e.AtOnce))
	if decision.Outcome == work.OutcomeMuted {
		return meeting{}, nil
	}
	a.Item = item.ID
	if client := s.route(a, e); item.Client == work.Unassigned && client != work.Unassigned {
		item.Client = client
		b.SaveItem(item)
	}
	if e.Thread != "" && !e.ThreadEnds {
		if err := b.SetTwinThread(a.Source, e.Thread, item.ID); err != nil {
			return meeting{}, err
		}
	}
	if decision.Outcome == work.OutcomeBrokeThrough && root.Outcome == work.OutcomeHeld {
		return meeting{joins: true, item: item}, nil // the gate lets this one through, and not its twin
	}
	t.merge(b, s, a, e, root, item)
	return meeting{merged: true}, nil
}

// merge stores an arrival as the twin of another, and what it says beyond that.
func (t *twins) merge(b *store.Batch, s Situation, a work.Arrival, e source.Event, root work.Arrival, item work.Item) {
	a.Outcome, a.OutcomeAt, a.Twin = work.OutcomeMerged, s.Now, work.TwinTellsLess
	a.Reason = root.App + " told of the same."
	if root.Popup() && !a.Popup() {
		a.Twin = work.TwinTellsMore
	}
	b.AddArrival(a, root.ID)
	for _, same := range e.Same {
		b.KnowAs(root.ID, store.KnownAs{Key: same, Source: root.Source})
	}
	if a.Twin != work.TwinTellsMore {
		return
	}
	if item.State == work.StateHeld && item.Arrivals == 1 {
		item.Title, item.Body, item.From, item.App = a.Title, a.Body, a.From, a.App
		item.Reach, item.Priority, item.DueAt = a.Reach, a.Priority, a.DueAt
	}
	if item.URL == "" {
		item.URL = a.URL
	}
	b.SaveItem(item)
}

// yield takes a pop-up that is held out of the way of the thread whose message it showed: it comes
// through as dealt with.
func yield(b *store.Batch, s Situation, root work.Arrival, item work.Item) {
	if root.Popup() && root.Outcome == work.OutcomeHeld && item.State == work.StateHeld && item.Arrivals == 1 {
		item.ElsewhereAt = s.Now
		b.SaveItem(item)
	}
}

// find looks for the arrival of another source that is the same thing.
func (t *twins) find(b *store.Batch, s Situation, a work.Arrival, e source.Event) (root work.Arrival, item work.Item, is bool, err error) {
	for _, key := range t.keys[a.ID] {
		if !t.known(key) {
			continue
		}
		candidates, err := b.Known(key.Key, a.Source)
		if err != nil {
			return root, item, false, err
		}
		for _, candidate := range candidates {
			item, is, err := isTwin(b, s, key.Key, candidate, a, e)
			if err != nil || is {
				return candidate, item, is, err
			}
		}
	}
	return root, item, false, nil
}

// isTwin says whether a new arrival is the same thing as an earlier one that shares a key with it.
func isTwin(b *store.Batch, s Situation, key string, root, a work.Arrival, e source.Event) (item work.Item, is bool, err error) {
	counts := root.Outcome.CameThrough() || root.Outcome == work.OutcomeHeld
	if root.Source == a.Source || !counts || !inTime(key, root, a) || strings.HasPrefix(key, echoKey) && !sameSender(root, a) {
		return item, false, nil
	}
	if told, err := b.HasTwinOf(root.ID, a.Source); err != nil || told {
		return item, false, err
	}
	if item, err = b.Item(root.Item); err != nil {
		return item, false, err
	}
	client := s.route(a, e)
	together := client == item.Client || client == work.Unassigned || item.Client == work.Unassigned
	return item, together, nil
}

func inTime(key string, a, b work.Arrival) bool {
	apart := saidAt(a).Sub(saidAt(b)).Abs()
	switch {
	case strings.HasPrefix(key, messageKey):
		return true
	case strings.HasPrefix(key, echoKey):
		return apart <= echoSpan
	}
	return apart <= addressSpan
}

func saidAt(a work.Arrival) time.Time {
	if a.SentAt.IsZero() {
		return a.ReceivedAt
	}
	return a.SentAt
}

// sameSender says whether two arrivals are of one person. A pop-up names him in its title or its text.
func sameSender(a, b work.Arrival) bool {
	one, other := letters(a.From), letters(b.From)
	switch {
	case one != "" && other != "":
		return within(one, other) || within(other, one)
	case one != "":
		return within(one, letters(b.Title+" "+b.Body))
	case other != "":
		return within(other, letters(a.Title+" "+a.Body))
	}
	return false
}

// within says whether words stand in a text as whole words.
func within(words, text string) bool { return strings.Contains(" "+text+" ", " "+words+" ") }
