package work

import "time"

// Source is an account that the user connected: a mailbox, a feed, a workspace.
type Source struct {
	ID       SourceID
	Kind     string // which sort of source it is: "feed"
	Name     string // as the user calls it
	Client   ClientID
	Settings map[string]string // by the keys of its kind's form; no secrets
	SecretIn SecretPlace
	Interval time.Duration // how often it is asked; 0: as its kind says
	DoneVerb string        // what is done there when something is done here; empty: nothing
	Paused   bool

	Condition string // ok, degraded, needs_you
	Code      string // stable, for programs; empty when all is well
	Sentence  string // for people, with a next step
	Failures  int    // in a row
	NotBefore time.Time
	LastOK    time.Time
	Who       string // who the user is there

	ImportSince time.Time // what the first import brings from before is filed
	ImportedAt  time.Time // when that was over; zero: not yet
	Arrived     int
	Filed       int
	Older       int
	Skipped     int

	CreatedAt time.Time
	RemovedAt time.Time // zero: it is there
}

// SecretPlace says where the secrets of an account are.
type SecretPlace string

// The places of secrets.
const (
	SecretNone    SecretPlace = ""
	SecretKeyring SecretPlace = "keyring" // the system's key store
	SecretFile    SecretPlace = "file"    // a file that a passphrase of the user's opens
	SecretSession SecretPlace = "session" // the memory of the core, until it ends
)

// WriteID is the number of an entry of the outbox.
type WriteID int64

// WriteState is where an entry of the outbox stands.
type WriteState string

// The states of an entry of the outbox.
const (
	WriteWaiting   WriteState = "waiting"
	WriteSending   WriteState = "sending"
	WriteSent      WriteState = "sent"
	WriteFailed    WriteState = "failed"
	WriteUnsure    WriteState = "unsure" // it ended in the middle: nobody knows whether it arrived
	WriteWithdrawn WriteState = "withdrawn"
)

// Write is something to be written at a service for the user.
type Write struct {
	ID        WriteID
	Source    SourceID
	Item      ItemID
	Verb      string
	Text      string
	Key       string // the same thing has the same, also when it is tried again
	State     WriteState
	Code      string
	Sentence  string
	Tries     int
	CreatedAt time.Time
	DueAt     time.Time
	SentAt    time.Time
}

// Popup says whether an arrival is another program's pop-up: whatever it shows, its own source tells
// better.
func (a Arrival) Popup() bool { return a.Source == "desktop" }
