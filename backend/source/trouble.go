package source

import (
	"context"
	"errors"
	"fmt"
	"net"
	"time"
)

// Class is a kind of trouble with an account. The set is closed: HealthOf has words for each.
type Class string

// The classes of trouble.
const (
	AuthExpired   Class = "auth_expired"   // the token is not, or no longer, taken (401)
	SignIn        Class = "sign_in"        // the sign-in by the browser is over: its token is not renewed any more
	Scope         Class = "scope"          // the token may not do this (403)
	RateLimited   Class = "rate_limited"   // too much at once (429)
	CursorExpired Class = "cursor_expired" // the service forgot how far we had read
	GoneAPI       Class = "gone_api"       // this way of asking was taken away (410)
	NotThere      Class = "not_there"      // there is nothing at this address (404)
	Offline       Class = "offline"        // the service cannot be reached
	Upstream      Class = "upstream"       // the service answers with an error of its own (5xx)
	Malformed     Class = "malformed"      // the service answers what cannot be understood
	Refused       Class = "refused"        // the source wanted to reach what it may not
	Setting       Class = "setting"        // what the user entered does not work
)

// Trouble is an error with an account. Its text is for logs; HealthOf has the sentence for people.
// Neither holds a secret.
type Trouble struct { //nolint:errname // the package says what it is
	Class  Class
	Until  time.Time // of RateLimited: when to ask again, by the service's word; zero: it said nothing
	Detail string    // a sentence of the source's or the service's, to be shown beside ours; empty: none
	Unsent bool      // of Offline: nothing left this machine, so that nothing can have been done
	cause  error
}

// NewTrouble is trouble with a detail in words.
func NewTrouble(class Class, format string, args ...any) *Trouble {
	return &Trouble{Class: class, Detail: fmt.Sprintf(format, args...)}
}

// WrapTrouble is trouble with a cause, which only logs show.
func WrapTrouble(cause error, class Class, format string, args ...any) *Trouble {
	return &Trouble{Class: class, Detail: fmt.Sprintf(format, args...), cause: cause}
}

// Error gives class, detail and cause, for logs.
func (t *Trouble) Error() string {
	text := string(t.Class)
	if t.Detail != "" {
		text += ": " + t.Detail
	}
	if t.cause != nil {
		text += " (" + t.cause.Error() + ")"
	}
	return text
}

// Unwrap gives the cause.
func (t *Trouble) Unwrap() error { return t.cause }

// TroubleOf gives what an error of a source is as trouble; nil for nil. What says nothing of itself is
// Offline where it comes from the network, else Upstream.
func TroubleOf(err error) *Trouble {
	if err == nil {
		return nil
	}
	var trouble *Trouble
	if errors.As(err, &trouble) {
		return trouble
	}
	var network net.Error
	if errors.As(err, &network) || errors.Is(err, context.DeadlineExceeded) {
		return &Trouble{Class: Offline, cause: err}
	}
	return &Trouble{Class: Upstream, cause: err}
}

// ClassOf is the class of an error of a source; empty for nil.
func ClassOf(err error) Class {
	if err == nil {
		return ""
	}
	return TroubleOf(err).Class
}

// words say, for each class, how it stands and what to do. %s is the name of the account.
var words = map[Class]struct {
	condition Condition
	sentence  string
}{
	AuthExpired:   {NeedsYou, "%s no longer accepts its token or password. Connect it again in its settings."},
	SignIn:        {NeedsYou, "%s wants you to sign in again, in the browser. Its settings lead there."},
	Scope:         {NeedsYou, "The token of %s may not read what is asked for. Make one with the rights that its settings name."},
	RateLimited:   {Degraded, "%s asks for patience. Sluice goes on by itself when it may."},
	CursorExpired: {Degraded, "%s has forgotten how far it was read. Sluice reads it anew by itself."},
	GoneAPI:       {NeedsYou, "%s took this way of reading it away. Look for a newer version of Sluice."},
	NotThere:      {NeedsYou, "There is nothing at the address of %s. Check it in its settings."},
	Offline:       {Degraded, "%s cannot be reached. Sluice tries again by itself."},
	Upstream:      {Degraded, "%s answers with an error of its own. Sluice tries again by itself."},
	Malformed:     {Degraded, "%s answers what cannot be understood. Sluice tries again by itself; if it stays so, look for a newer version."},
	Refused:       {NeedsYou, "%s leads to a place that it may not reach. Check its address in its settings."},
	Setting:       {NeedsYou, "%s cannot work with its settings. Change them."},
}

// HealthOf is the one place where trouble with an account becomes words and a next step. No trouble is
// OK. name is what people call the account.
func HealthOf(name string, err error) Health {
	if err == nil {
		return Health{Condition: OK}
	}
	trouble := TroubleOf(err)
	known := words[trouble.Class]
	health := Health{Condition: known.condition, Code: string(trouble.Class), Sentence: fmt.Sprintf(known.sentence, name)}
	if trouble.Detail != "" {
		health.Sentence += " " + asSentence(trouble.Detail)
	}
	return health
}

// asSentence ends a detail with a full stop, so that it can stand behind a sentence.
func asSentence(detail string) string {
	detail = Line(detail, maxDetail)
	switch detail[max(0, len(detail)-1):] {
	case ".", "!", "?", "":
		return detail
	}
	return detail + "."
}

const maxDetail = 300
