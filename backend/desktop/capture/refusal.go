package capture

// RefusalError is why nothing can be captured, in words for people. Gone gives one as the cause.
type RefusalError struct {
	Code     string // stable, for programs
	Sentence string // for people, with a next step
	NeedsYou bool   // it stays so until the user does something
	Cause    error  // for the log; nil: none
}

// Error is for the log.
func (r RefusalError) Error() string {
	if r.Cause == nil {
		return r.Code
	}
	return r.Code + ": " + r.Cause.Error()
}

// Unwrap gives the cause.
func (r RefusalError) Unwrap() error { return r.Cause }
