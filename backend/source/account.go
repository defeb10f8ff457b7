package source

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"

	"sluice/backend/work"
)

// Puller is a source of which the user connects accounts, as many as he likes. It keeps nothing
// between two calls: what it has to know next time is in the cursor. Its methods may be called from
// several goroutines, for different accounts.
//
// Errors are of the type Trouble wherever the source knows what is the matter; others count as
// trouble at the service.
type Puller interface {
	Source
	// Check asks the service who the user is there and what would be found. It changes nothing.
	Check(ctx context.Context, account Account) (Identity, error)
	// Pull gives what is new since the cursor, which is empty the first time. The same cursor twice
	// gives the same events or more. Where the service has forgotten the cursor it gives a Trouble of
	// class CursorExpired, and is then asked again with an empty one: what comes twice by that is once
	// by its remote id.
	//
	// It ends within a second of ctx.
	Pull(ctx context.Context, account Account, cursor Cursor, budget Budget) (Batch, error)
}

// Pager is a Puller to which a connection costs much, and that can give many batches over one.
type Pager interface {
	Puller
	// Pages hands take what Pull would give, batch after batch, each from where the one before ended, until
	// there is no more or take wants none. It goes on only when take has returned, which then has kept the
	// batch; an error of take's ends it and is given back. It may end before all is read, where its
	// connection did: the last batch then says that there is more.
	Pages(ctx context.Context, account Account, cursor Cursor, budget Budget, take func(Batch) (more bool, err error)) error
}

// Watcher is a Puller that can learn at once that there is something new: IDLE, a web socket, a long
// poll. Watching wakes; what is new is pulled.
type Watcher interface {
	Puller
	// Watch calls changed once it is connected, since something may have come between the last pull and
	// that, and whenever the service says that something is new. What the service says beside is not
	// taken: changed wakes, and a pull follows, two seconds after the last one at the earliest, however
	// often it is called; so it never blocks and may be called for nothing. News of a stream that carries
	// whole events come the same way, by Pull: there is one way in, with one cursor.
	//
	// It returns nil when ctx ends, within a second, and an error when the connection is gone; it is then
	// called again after a pause that grows. One whose service has no such connection for this account
	// calls changed once and waits for ctx.
	Watch(ctx context.Context, account Account, changed func()) error
}

// Hydrator is a Puller whose events are short, and that can fetch the rest when the user looks.
type Hydrator interface {
	Puller
	// Hydrate gives the whole of an event that was handed over before.
	Hydrate(ctx context.Context, account Account, target Target) (Detail, error)
}

// Writer is a Puller that can do at the service what the user does here. It is only ever asked to by
// an act of the user's.
type Writer interface {
	Puller
	// Write does one thing at the service. Twice must be harmless for every verb but Reply; for that
	// write.Key goes along wherever the service takes such a key.
	Write(ctx context.Context, account Account, write Write) error
}

// Chooser is a Writer that cannot do each of its verbs to everything: a chat has nothing to resolve, a
// release nothing to be answered. A verb that it does not offer is shown nowhere and never asked for.
type Chooser interface {
	Writer
	// Offers says whether a verb of the descriptor's can be done to a target. It asks nobody.
	Offers(settings Values, target Target, verb Verb) bool
}

// OAuther is a Puller whose accounts are connected in the browser.
type OAuther interface {
	Puller
	// OAuth says where the user is asked, by the settings of the account.
	OAuth(settings Values) (OAuth, error)
}

// Snoozer is a Puller whose service shows notifications of its own, on other devices say, and can be asked
// to leave them off for a while. Others may see that, so it is done for accounts alone in which the user
// switched on the field that the descriptor names under Snoozes, and whose form says what others see. When,
// and that what the user set himself stays, is not the source's affair.
type Snoozer interface {
	Puller
	// Snoozed says until when they are snoozed, whoever had that done; zero: they are not.
	Snoozed(ctx context.Context, account Account) (time.Time, error)
	// Snooze has them snoozed for some minutes from now on, in the place of what was, and gives until
	// when, by the service's own word. It changes something at the service: only under Acting.
	Snooze(ctx context.Context, account Account, minutes int) (time.Time, error)
	// EndSnooze ends it. Where there is nothing to end that is no trouble. Only under Acting.
	EndSnooze(ctx context.Context, account Account) error
}

// Account is what a source needs to speak for the user at a service.
type Account struct {
	ID       work.SourceID
	Name     string // as the user calls it
	Settings Values // by the keys of the descriptor's form
	Secrets  Secrets

	// HTTP reaches the hosts that the descriptor names and no other. What is no reading passes only
	// while something is written for the user. Package httpx makes it comfortable.
	HTTP *http.Client
	// Dial is the same for what is not HTTP.
	Dial func(ctx context.Context, network, address string) (net.Conn, error)
	// Keep makes new secrets durable, such as a token that was renewed. They count from the next call.
	Keep func(ctx context.Context, secrets Secrets) error
	// Now is the wall clock.
	Now func() time.Time
}

// Values are what the user entered into a form, by the keys of its fields. A toggle is "true" or "".
type Values map[string]string

// On says whether a toggle is on.
func (v Values) On(key string) bool { return v[key] == "true" }

// Secrets are values that are shown to nobody: they print as "secrets".
type Secrets map[string]string

// String keeps them out of sentences.
func (Secrets) String() string { return "secrets" }

// GoString keeps them out of %#v.
func (Secrets) GoString() string { return "secrets" }

// LogValue keeps them out of logs.
func (Secrets) LogValue() slog.Value { return slog.StringValue("secrets") }

// MarshalJSON keeps them out of JSON.
func (Secrets) MarshalJSON() ([]byte, error) { return json.Marshal("secrets") }

// Identity is who the user is at a service, and what would be found there.
type Identity struct {
	Who   string // "ana@acme.test, Ana Ruiz"
	Finds []Find
}

// Find is something that would be found at a service, in words: "23 unread notifications". It is made
// of a constant or by Found, so that the interface can know the form of each and say it in its language.
type Find string

// Found says how many of something would be found. one and many begin with "%d", and both are filled
// with args behind it.
func Found(n int, one, many string, args ...any) Find {
	if n != 1 {
		one = many
	}
	return Find(fmt.Sprintf(one, append([]any{n}, args...)...))
}

// Budget is how much a pull may take.
type Budget struct {
	// Since bounds the first import: what is older need not be handed over, but may be counted in
	// Batch.Older. What is handed over all the same is filed as done. Zero: no bound.
	Since time.Time
	// Requests is how many requests one pull should make at most, before it says that there is more.
	Requests int
	// Events is how many events one batch should hold at most, before it says that there is more.
	Events int
}

// Batch is what a pull gives. Everything in it and the cursor are stored in one transaction.
type Batch struct {
	Events []Event
	// Gone are threads that were dealt with at the service, or are not there any more: their items are
	// done elsewhere. One that is not known is passed over.
	Gone []string
	// Whole says that a part of the account was listed completely; what is open here and not in it is
	// done elsewhere. Nil: nothing was.
	Whole *Whole
	// Meetings are the appointments of the account that begin in a span; nil: nothing is said of them.
	Meetings *Meetings
	// Older is how many older things there are that the first import left out.
	Older int
	// Skipped is how many could not be understood.
	Skipped int
	// Next is where the next pull begins. Empty: where this one did.
	Next Cursor
	// More says that there is more, to be pulled at once.
	More bool
	Hint Hint
}

// Whole is all that is open in a part of an account.
type Whole struct {
	Prefix  string   // the part: threads that begin so; empty: all of the account's
	Threads []string // those that are open
}

// Meetings are all appointments that begin in a span. What is not among them is gone.
type Meetings struct {
	From, Until time.Time
	All         []work.Meeting // Source is filled in
}

// Hint is what the service wants of the next pull.
type Hint struct {
	NotBefore time.Time     // Retry-After, a rate window that is used up; zero: nothing was said
	Interval  time.Duration // X-Poll-Interval, max-age; 0: nothing was said
}

// Later gives the hint that asks for more patience in each respect.
func (h Hint) Later(other Hint) Hint {
	if other.NotBefore.After(h.NotBefore) {
		h.NotBefore = other.NotBefore
	}
	h.Interval = max(h.Interval, other.Interval)
	return h
}

// Target is what a verb is done to, or what is looked at: a thread and those of its events that are
// known, oldest first.
type Target struct {
	Thread    string
	RemoteIDs []string
	URL       string // the address of the newest one; empty: none
	// Assigned are those of RemoteIDs that are assigned to the user, by what was last told of them.
	Assigned []string
}

// Detail is the whole of an event, as plain text.
type Detail struct {
	Title string
	Body  string
	From  string
	URL   string
}

// Verb is something that can be done at a service.
type Verb string

// The verbs. A descriptor lists those that its source has.
const (
	VerbRead    Verb = "read"    // mark as read
	VerbDone    Verb = "done"    // done, archived, or whatever the service calls it
	VerbReply   Verb = "reply"   // answer in words
	VerbResolve Verb = "resolve" // resolve a comment
	VerbAccept  Verb = "accept"  // an invitation
	VerbDecline Verb = "decline"
)

// Offered gives the verbs that can be done to a target, in the order of the descriptor.
func Offered(p Puller, settings Values, target Target) []Verb {
	chooser, chooses := p.(Chooser)
	var verbs []Verb
	for _, verb := range p.Describe().Writes {
		if !chooses || chooser.Offers(settings, target, verb) {
			verbs = append(verbs, verb)
		}
	}
	return verbs
}

// Write is one thing to do at a service.
type Write struct {
	Key    string // the same thing has the same key, also when it is tried again
	Verb   Verb
	Target Target
	Text   string // of a reply
}

// OAuth is how an account is connected in the browser: the code flow of a public client, with PKCE
// and a redirect to the loopback.
type OAuth struct {
	ClientID string
	AuthURL  string
	TokenURL string
	Scopes   []string
	Extra    Values // further parameters of the address
	// SecretKey is the field of the form with the application's secret, where the service wants one of
	// programs too; empty: it does not.
	SecretKey string
	// Redirect is the path of the redirect, and its port where the service insists on one, such as
	// "http://127.0.0.1:7412/callback". Empty: http://127.0.0.1 at any port.
	Redirect string
}

// The secrets that connecting in the browser gives.
const (
	SecretAccess  = "access_token"
	SecretRefresh = "refresh_token"
	SecretExpiry  = "expiry" // RFC 3339
)
