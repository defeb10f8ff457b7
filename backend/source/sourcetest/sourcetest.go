// Package sourcetest is the exam that every source passes: twice is once, edits keep their identity,
// pages end, cursors survive, trouble is named, nothing secret is told, nothing is written unasked.
//
// A source's own test hands over a Subject, in less than 20 lines; the service that it plays on is the
// source's own, or a real one.
package sourcetest

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"sluice/backend/source"
	"sluice/backend/source/httpx"
)

// Subject is a source and what it needs to be examined.
type Subject struct {
	Source   source.Puller
	Settings source.Values
	Secrets  source.Secrets // the exam looks for them wherever something is told
	// Service gives a fresh service. It is an http.Handler or a Dialer, and has each of the abilities
	// below that its source says it has.
	Service func(t testing.TB) Service
	// Dials says that the service is a Dialer, on a real network.
	Dials bool
	// Local says that there is no network between source and service, and why.
	Local string
	// Classes are the statuses that mean something else with this service, with the class they have.
	Classes map[int]source.Class
	// Pages is how many messages the exam puts in to turn pages; 0: 120.
	Pages int
	// Browser is how an account is connected in the browser, where the source has that.
	Browser *Browser
	// Plain says that the service cannot hold titles with emoji and right-to-left text, and why.
	Plain string
}

// Service is the far end, as the exam plays on it.
type Service interface {
	// Put makes a message that wants the user's attention, or edits the one with that id.
	Put(m Message)
}

// Message is something that wants the user's attention. Each id is a thread of its own.
type Message struct {
	ID     string
	Title  string
	Body   string
	From   string
	At     time.Time
	Edited time.Time // zero: it was not
}

// Dialer is a service that is reached by something other than HTTP.
type Dialer interface {
	Dial(ctx context.Context, network, address string) (net.Conn, error)
}

// Remover is a service at which somebody else can deal with a message.
type Remover interface{ Remove(id string) }

// Meeter is a service at which appointments can be made that are no messages. Where there is none, a
// message is one.
type Meeter interface {
	Meet(id, title string, from, until time.Time)
}

// Forgetter is a service that forgets every cursor it gave.
type Forgetter interface{ Forget() }

// Written is a service that can say how many things were written to it.
type Written interface{ Written() []string }

// Snoozing is a service that can say until when its own notifications are snoozed; zero: they are not.
type Snoozing interface{ Snoozed() time.Time }

// Run examines a source.
func Run(t *testing.T, s Subject) {
	t.Helper()
	if s.Pages == 0 {
		s.Pages = 120
	}
	for _, part := range []struct {
		name string
		run  func(*examinee)
	}{
		{"the descriptor is true", (*examinee).descriptor},
		{"check says who the user is and changes nothing", (*examinee).check},
		{"twice is once", (*examinee).twice},
		{"an edit keeps its identity", (*examinee).edit},
		{"pages end", (*examinee).pages},
		{"pages over one connection are those of pulls", (*examinee).paged},
		{"the cursor survives a restart in the middle", (*examinee).restart},
		{"an expired cursor makes no doubles", (*examinee).expired},
		{"any text is taken", (*examinee).texts},
		{"a million bytes are taken or named", (*examinee).million},
		{"what was dealt with elsewhere is told", (*examinee).vanish},
		{"meetings are told where it says so", (*examinee).meetings},
		{"writing works twice and only as an act", (*examinee).write},
		{"what is not offered is not done", (*examinee).unoffered},
		{"snoozing is the user's and ends", (*examinee).snooze},
		{"the whole of an event is fetched", (*examinee).hydrate},
		{"watching wakes", (*examinee).watch},
		{"a token that has ended is renewed once", (*examinee).renewal},
	} {
		t.Run(part.name, func(t *testing.T) { s.examine(t, part.run) })
	}
	t.Run("its testdata hold no secret", noSecretsKept)
	for _, part := range []struct {
		name string
		run  func(*examinee)
	}{
		{"trouble has its class", (*examinee).trouble},
		{"trouble has its class whatever was asked for", (*examinee).troubleElsewhere},
		{"slow and silent servers are left", (*examinee).slow},
		{"cancelling ends at once", (*examinee).cancel},
	} {
		t.Run(part.name, func(t *testing.T) {
			if s.Local != "" {
				t.Skip("there is no network to disturb: " + s.Local)
			}
			s.disturb(t, part.run)
		})
	}
}

// examine runs a part with a fresh service. Where there is no real network time is synctest's.
func (s Subject) examine(t *testing.T, part func(*examinee)) {
	t.Helper()
	if s.Dials {
		s.run(t, s.Service(t), part)
		return
	}
	synctest.Test(t, func(t *testing.T) { s.run(t, s.Service(t), part) })
}

// disturb runs a part in which the network does what it wants. No real one is needed for that.
func (s Subject) disturb(t *testing.T, part func(*examinee)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		if s.Dials {
			s.run(t, nowhere{}, part)
			return
		}
		s.run(t, s.Service(t), part)
	})
}

// nowhere is a service behind a network that never gets there.
type nowhere struct{}

func (nowhere) Put(Message) {}

func (nowhere) Dial(context.Context, string, string) (net.Conn, error) { return nil, errGone }

func (s Subject) run(t *testing.T, service Service, part func(*examinee)) {
	t.Helper()
	e := &examinee{T: t, Subject: s, service: service, line: &line{}, told: &told{}}
	e.line.handler, _ = service.(http.Handler)
	e.line.dialer, _ = service.(Dialer)
	part(e)
	e.within()
	e.nothingSecretTold()
}

// examinee is a source with a service of its own.
type examinee struct {
	*testing.T
	Subject
	service Service
	line    *line
	told    *told
}

// told is all that the source told in errors.
type told struct {
	mu   sync.Mutex
	text strings.Builder
}

func (t *told) add(what any) {
	t.mu.Lock()
	defer t.mu.Unlock()
	fmt.Fprintf(&t.text, "%v\n%+v\n%#v\n", what, what, what)
}

// account gives the account as the core would.
func (e *examinee) account() source.Account {
	secrets := source.Secrets{}
	for key, value := range e.Secrets {
		secrets[key] = value
	}
	account := source.Account{
		ID: "exam-1", Name: "The account", Settings: e.Settings, Secrets: secrets, Now: time.Now,
		Keep: func(context.Context, source.Secrets) error { return nil },
	}
	e.told.add(account.Secrets)
	return httpx.Limit(e.Source.Describe(), account, httpx.Outside{HTTP: e.line, Dial: e.line.Dial})
}

// budget is that of an ordinary pull.
var budget = source.Budget{Requests: 50, Events: 50}

// pull pulls once.
func (e *examinee) pull(ctx context.Context, at source.Cursor) (source.Batch, error) {
	batch, err := e.Source.Pull(ctx, e.account(), at, budget)
	e.told.add(batch.Next) // it lies in the database as it is
	for _, event := range batch.Events {
		e.told.add(event)
	}
	if err != nil {
		e.told.add(err)
		e.told.add(source.HealthOf("The account", err).Sentence)
	}
	return batch, err
}

// turns is after how many pages a source is said not to come to an end.
const turns = 200

// all pulls until there is no more, and gives the events by their identity.
func (e *examinee) all(at source.Cursor) (map[string]source.Event, source.Cursor) {
	e.Helper()
	events := map[string]source.Event{}
	for range turns {
		batch, err := e.pull(e.Context(), at)
		if err != nil {
			e.Fatalf("the pull gave %v", err)
		}
		for _, event := range batch.Events {
			if event.RemoteID == "" || event.Title == "" && event.Body == "" {
				e.Errorf("an event says nothing, or not what it is: %+v", event)
			}
			events[event.RemoteID+" "+event.Form()] = event
		}
		if batch.Next != "" {
			at = batch.Next
		}
		if !batch.More {
			return events, at
		}
	}
	e.Fatalf("after %d pages there was still more", turns)
	return nil, ""
}

// put puts a plain message in.
func (e *examinee) put(id string) Message {
	m := Message{
		ID: id, Title: "Title of " + id, Body: "What " + id + " says.", From: "Ana",
		At: time.Now().UTC().Truncate(time.Second).Add(-time.Hour),
	}
	e.service.Put(m)
	return m
}

func (e *examinee) nothingSecretTold() {
	e.told.mu.Lock()
	defer e.told.mu.Unlock()
	text := e.told.text.String()
	for key, secret := range e.Secrets {
		if secret != "" && strings.Contains(text, secret) {
			e.Errorf("the secret %q is told: %s", key, text)
		}
	}
}

// titled finds an event by what its title or body holds.
func titled(events map[string]source.Event, part string) (found []source.Event) {
	for _, event := range events {
		if strings.Contains(event.Title+"\n"+event.Body, part) {
			found = append(found, event)
		}
	}
	return found
}
