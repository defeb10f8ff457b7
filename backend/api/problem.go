package api

import (
	"errors"
	"net/http"
	"sync"

	"github.com/danielgtaylor/huma/v2"

	"sluice/backend/api/wire"
	"sluice/backend/fault"
)

// statusOf says which HTTP status goes with a code; any other is 500.
var statusOf = map[fault.Code]int{
	fault.Invalid:       http.StatusUnprocessableEntity,
	fault.NotFound:      http.StatusNotFound,
	fault.Conflict:      http.StatusConflict,
	fault.ShieldUp:      http.StatusConflict,
	fault.NothingToUndo: http.StatusConflict,
	fault.TooLarge:      http.StatusRequestEntityTooLarge,
	fault.DiskFull:      http.StatusInsufficientStorage,
	fault.ReadOnly:      http.StatusInsufficientStorage,
	fault.Unsupported:   http.StatusNotImplemented,
	fault.Unreachable:   http.StatusBadGateway,
	fault.Denied:        http.StatusForbidden,
}

// problem turns an error into the problem document that is sent for it; nil stays nil.
func problem(err error) error {
	if err == nil {
		return nil
	}
	return problemOf(err)
}

func problemOf(err error) *wire.Problem {
	code := fault.CodeOf(err)
	status, known := statusOf[code]
	if !known {
		status = http.StatusInternalServerError
	}
	return newProblem(status, code, fault.SentenceOf(err))
}

func newProblem(status int, code fault.Code, sentence string) *wire.Problem {
	return &wire.Problem{
		Type: "about:blank", Title: http.StatusText(status), Status: status, Detail: sentence, Code: string(code),
	}
}

// problems makes Huma's own complaints, about requests that do not fit the description, problem
// documents of ours, and describes lists as they are. Huma takes both from variables of its package, so
// they are set once.
var problems = sync.OnceFunc(func() {
	huma.DefaultArrayNullable = false // the lists of our answers are never null
	huma.NewError = func(status int, message string, errs ...error) huma.StatusError {
		code := fault.Invalid
		var tooLong *http.MaxBytesError
		switch {
		case errors.As(errors.Join(errs...), &tooLong):
			return newProblem(http.StatusRequestEntityTooLarge, fault.TooLarge, bodyTooLong)
		case status >= http.StatusInternalServerError:
			code = fault.Internal
		}
		made := newProblem(status, code, "The request cannot be understood: "+message+".")
		for _, err := range errs {
			if err != nil {
				made.Errors = append(made.Errors, err.Error())
			}
		}
		return made
	}
})
