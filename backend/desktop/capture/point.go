package capture

import (
	"encoding/json"
	"errors"
	"io/fs"
	"log/slog"
	"os"
	"time"
)

// point is how far a notification centre was read: everything up to it has been handed over. It counts
// by time and number, never by row: rows' numbers are given again.
type point struct {
	At   int64     `json:"at"` // in the centre's own unit
	ID   int64     `json:"id"`
	Time time.Time `json:"time"` // the same as At, for people and for a clock that was set back
}

func (m point) before(other point) bool {
	return m.At < other.At || m.At == other.At && m.ID < other.ID
}

// readMark gives false where nothing was ever read, or where the clock was ahead when it was.
func readMark(path string, now time.Time) (m point, known bool) {
	if path == "" {
		return m, false
	}
	text, err := os.ReadFile(path)
	if err != nil || json.Unmarshal(text, &m) != nil || m.Time.After(now) {
		return point{}, false
	}
	return m, true
}

// write keeps the mark. One that is lost has what arrived while nobody looked missed, which is listed
// as a gap in any case.
func (m point) write(path string, log *slog.Logger) {
	if path == "" {
		return
	}
	text, err := json.Marshal(m)
	if err == nil {
		err = os.WriteFile(path+".part", text, 0o600)
	}
	if err == nil {
		err = os.Rename(path+".part", path)
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		log.Warn("keep how far the notification centre was read", "err", err)
	}
}
