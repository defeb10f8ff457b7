// Package fault gives an error a code for programs and a sentence for people. What caused it stays
// inside, for logs and for errors.Is.
package fault

import (
	"errors"
	"fmt"
)

// Code is a stable name for a kind of error: lower case, words joined by underscores.
type Code string

// The codes that the program gives. They are part of the API and of `--json` output.
const (
	Invalid       Code = "invalid"         // what was asked for makes no sense as it stands
	NotFound      Code = "not_found"       // there is no such thing (any more)
	Conflict      Code = "conflict"        // it cannot be done in the present state
	ShieldUp      Code = "shield_up"       // a shield is up, and it was not told to end
	TooLarge      Code = "too_large"       // more than is taken at once
	Internal      Code = "internal"        // a fault of ours
	DiskFull      Code = "disk_full"       // nothing can be written: no space left
	ReadOnly      Code = "read_only"       // nothing can be written: no permission
	Damaged       Code = "damaged"         // the database cannot be read
	Newer         Code = "newer_database"  // the database was written by a newer version
	Running       Code = "already_running" // another core serves this profile
	NotRunning    Code = "not_running"     // no core serves this profile
	Unsupported   Code = "unsupported"     // this system cannot do it
	Unreachable   Code = "unreachable"     // a service does not answer
	Denied        Code = "denied"          // a service or the system refuses
	OtherVersion  Code = "other_version"   // core and caller are of different versions
	NothingToUndo Code = "nothing_to_undo"
	Acted         Code = "acted" // it was done when it was asked for the first time; its answer is lost
)

// Fault is an error with a code and a sentence.
type Fault struct { //nolint:errname // the package says that it is an error
	Code     Code
	Sentence string // for people: what is the matter, and what to do next
	cause    error
}

// New is a fault with a sentence that ends in a full stop and names a next step where there is one.
func New(code Code, format string, args ...any) *Fault {
	return &Fault{Code: code, Sentence: fmt.Sprintf(format, args...)}
}

// Wrap is a fault with a cause. The cause is for logs and errors.Is; the sentence does not show it.
func Wrap(cause error, code Code, format string, args ...any) *Fault {
	return &Fault{Code: code, Sentence: fmt.Sprintf(format, args...), cause: cause}
}

// Error gives the sentence, and the cause behind it, for logs.
func (f *Fault) Error() string {
	if f.cause == nil {
		return f.Sentence
	}
	return f.Sentence + " (" + f.cause.Error() + ")"
}

// Unwrap gives the cause.
func (f *Fault) Unwrap() error { return f.cause }

// CodeOf is the code of the first fault in the chain, Internal for any other error, and empty for nil.
func CodeOf(err error) Code {
	if err == nil {
		return ""
	}
	var f *Fault
	if errors.As(err, &f) {
		return f.Code
	}
	return Internal
}

// SentenceOf is what people are told of an error. An error that is no fault of ours says so.
func SentenceOf(err error) string {
	if err == nil {
		return ""
	}
	var f *Fault
	if errors.As(err, &f) {
		return f.Sentence
	}
	return "Something went wrong inside Sluice: " + err.Error() + "."
}
