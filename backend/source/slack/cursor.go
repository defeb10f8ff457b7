package slack

import (
	"cmp"
	"maps"
	"slices"
	"time"
)

const cursorVersion = 1

// cursor is how far an account has been read.
type cursor struct {
	Places    map[string]*place `json:"places,omitempty"` // by channel, or "channel/stamp" for a thread
	Names     map[string]string `json:"names,omitempty"`  // by id; empty: nobody may know
	Groups    []string          `json:"groups,omitempty"` // those that the user is in
	GroupsAt  int64             `json:"groups_at,omitempty"`
	Began     stamp             `json:"began,omitempty"` // what is older is not handed over
	Begun     bool              `json:"begun,omitempty"` // it was read to its end once
	Searched  stamp             `json:"searched,omitempty"`
	Strangers []string          `json:"strangers,omitempty"` // what was found last where the user is no member
	Reading   *reading          `json:"reading,omitempty"`
}

// place is a conversation or a thread that is read.
type place struct {
	Last   stamp           `json:"last,omitempty"`   // it was read up to here
	Looked int64           `json:"looked,omitempty"` // when, in seconds since 1970, where not all are at once
	Seen   map[stamp]stamp `json:"seen,omitempty"`   // what was handed over lately, with when it was edited
	Open   stamp           `json:"open,omitempty"`   // the newest that was handed over and not dealt with there
}

// reading is one that is not at its end: its steps are done one after another.
type reading struct {
	Me    identity         `json:"me"`
	Steps []step           `json:"steps"`
	In    map[string]where `json:"in,omitempty"` // the conversations that the user is in
	// Newest is that of what was found by searching.
	Newest stamp `json:"newest,omitempty"`
	// Of the place that is being read, which may have several pages:
	Found map[stamp]bool `json:"found,omitempty"` // what of Seen is still there
	Last  stamp          `json:"last,omitempty"`  // the newest message in it
	Mine  bool           `json:"mine,omitempty"`  // which is the user's own
}

// step is one thing to ask for. What stands in it says which.
type step struct {
	List   string `json:"list,omitempty"` // list the conversations, from this page on
	Groups bool   `json:"groups,omitempty"`
	Search string `json:"search,omitempty"` // search for these words
	Page   int    `json:"page,omitempty"`
	Own    bool   `json:"own,omitempty"` // what is found is the user's own

	Place string `json:"place,omitempty"` // read this place
	Turn  bool   `json:"turn,omitempty"`  // it is not its first page, which begins at:
	From  stamp  `json:"from,omitempty"`
	At    stamp  `json:"at,omitempty"`

	Read string `json:"read,omitempty"` // look how far a conversation was read
}

// The bounds of what is remembered, so that a cursor stays small.
const (
	maxThreads   = 60
	maxNames     = 300
	maxSeen      = 30
	maxStrangers = 30
	// remembered is for how long edits and deletions are looked for.
	remembered = 24 * time.Hour
)

// How many places are read at a time, so that Slack, which allows fifty such requests a minute, is not
// pressed: those in which something was said last, and those that were not looked at for the longest.
// Searching adds those in which the user was mentioned.
const (
	hotConversations, coldConversations = 20, 12
	hotThreads, coldThreads             = 10, 5
	maxReadChecks                       = 5
)

// pick chooses what is read this time. all says that nothing is left out.
func (c *cursor) pick(keys []string, hot, cold int) (picked []string, all bool) {
	slices.Sort(keys)
	if len(keys) <= hot+cold {
		return keys, true
	}
	of := func(key string) place {
		if known := c.Places[key]; known != nil {
			return *known
		}
		return place{}
	}
	slices.SortStableFunc(keys, func(a, b string) int { return cmp.Compare(of(b).Last.micros(), of(a).Last.micros()) })
	rest := keys[hot:]
	slices.SortStableFunc(rest, func(a, b string) int { return cmp.Compare(of(a).Looked, of(b).Looked) })
	return keys[:hot+cold], false
}

// follow reads a thread from now on, if it is not read already. The one that was quiet for the longest
// makes room.
func (c *cursor) follow(key string, from stamp) *place {
	if known := c.Places[key]; known != nil {
		return known
	}
	var threads []string
	for each := range c.Places {
		if _, thread := split(each); thread != "" {
			threads = append(threads, each)
		}
	}
	if len(threads) >= maxThreads {
		slices.Sort(threads)
		delete(c.Places, slices.MinFunc(threads, func(a, b string) int {
			return cmp.Compare(c.Places[a].Last.micros(), c.Places[b].Last.micros())
		}))
	}
	c.Places[key] = &place{Last: from}
	return c.Places[key]
}

// forget keeps what was seen lately only.
func (p *place) forget(now time.Time) {
	until := stampOf(now.Add(-remembered))
	maps.DeleteFunc(p.Seen, func(at, _ stamp) bool { return until.after(at) })
	for at := range sortedStamps(p.Seen, max(0, len(p.Seen)-maxSeen)) {
		delete(p.Seen, at)
	}
}

// from is where reading a place begins: at what may have been edited or deleted.
func (p *place) from() stamp {
	from := p.Last
	for at := range p.Seen {
		if from.after(at) {
			from = at
		}
	}
	return from
}

// sortedStamps gives the oldest n.
func sortedStamps(seen map[stamp]stamp, n int) map[stamp]bool {
	keys := slices.SortedFunc(maps.Keys(seen), func(a, b stamp) int { return cmp.Compare(a.micros(), b.micros()) })
	oldest := map[stamp]bool{}
	for _, at := range keys[:n] {
		oldest[at] = true
	}
	return oldest
}
