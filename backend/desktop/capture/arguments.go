package capture

// arguments reads a body argument by argument, as far as its types are the expected ones. One of
// another type is passed over and counts as empty, so that what follows it can still be read.
type arguments struct {
	*decoder
	signature string // of what is still to be read
}

// expect says whether the next argument has the type.
func (a *arguments) expect(valueType string) bool {
	one, _, err := firstType(a.signature)
	return err == nil && one == valueType && a.err == nil
}

// accept moves on to the next argument. If it says true the caller reads it; otherwise it was of
// another type, or missing, and has been passed over.
func (a *arguments) accept(valueType string) bool {
	one, rest, err := firstType(a.signature)
	a.signature = rest
	switch {
	case err != nil || a.err != nil:
		return false
	case one != valueType:
		a.skip(one)
		return false
	}
	return true
}

func (a *arguments) uint32() uint32 {
	if !a.accept("u") {
		return 0
	}
	return a.decoder.uint32()
}

// text reads a string argument and keeps at most limit bytes; cut says that there was more.
func (a *arguments) text(limit int) (text string, cut bool) {
	if !a.accept("s") {
		return "", false
	}
	return a.decoder.text(limit)
}

// short reads a string argument of which a longer form is of no use.
func (a *arguments) short(limit int) string {
	if !a.accept("s") {
		return ""
	}
	return shortText(a.decoder, limit)
}
