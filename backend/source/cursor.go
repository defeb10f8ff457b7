package source

import (
	"encoding/json"
	"strconv"
	"strings"
)

// Cursor is how far an account has been read. Nobody but its source looks into it; empty is nothing
// yet.
type Cursor string

// NewCursor puts what a source has to know next time into a cursor. version is that of its form: a
// source that changes the form counts it up.
func NewCursor(version int, value any) (Cursor, error) {
	text, err := json.Marshal(value)
	return Cursor(strconv.Itoa(version) + ":" + string(text)), err
}

// Read reads a cursor of the version into value. An empty one leaves value as it is. One of another
// version, or a broken one, is Trouble of class CursorExpired.
func (c Cursor) Read(version int, value any) error {
	if c == "" {
		return nil
	}
	text, fits := strings.CutPrefix(string(c), strconv.Itoa(version)+":")
	if !fits {
		return NewTrouble(CursorExpired, "")
	}
	if err := json.Unmarshal([]byte(text), value); err != nil {
		return WrapTrouble(err, CursorExpired, "")
	}
	return nil
}
