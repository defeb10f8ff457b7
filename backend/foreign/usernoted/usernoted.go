// Package usernoted reads the database in which macOS keeps its notification centre. It is
// undocumented: the schema is that of macOS 10.13 and later as public tools know it. Reading it needs
// Full Disk Access.
//
// Nothing here calls macOS, so that all of it is tested on every system, against a genuine database.
package usernoted

import (
	"encoding/hex"
	"fmt"
	"path/filepath"
	"strings"
	"time"

	"sluice/backend/foreign/sqlite"
)

// Paths are where the database may lie, the newest system's first: home is the user's home folder, and
// darwin what `getconf DARWIN_USER_DIR` gives. An upgrade may leave an old folder without a database.
func Paths(home, darwin string) []string {
	paths := []string{filepath.Join(home, "Library", "Group Containers", "group.com.apple.usernoted", "db2", "db")} // 15 and later
	if darwin != "" {
		paths = append(paths, filepath.Join(darwin, "com.apple.notificationcenter", "db2", "db")) // 10.13 to 14
	}
	return paths
}

// Record is one notification in the centre.
type Record struct {
	Row       int64   // number of its row; given again after the row was deleted
	Delivered float64 // seconds since 2001, as it is kept
	UUID      string  // hexadecimal; empty: none
	Bundle    string  // bundle identifier of the program
	App       string  // as people know it
	Content
}

// At is when it was delivered.
func (r Record) At() time.Time {
	const epoch = 978_307_200 // 2001
	whole := int64(r.Delivered)
	return time.Unix(whole+epoch, int64((r.Delivered-float64(whole))*1e9)).UTC().Round(time.Millisecond)
}

// maxPayload is how long a payload may be that is parsed.
const maxPayload = 1 << 20

// latest keeps dates that no clock has from overflowing: the year 3000.
const latest = 3.2e10

const query = `SELECT r.rec_id, r.delivered_date, r.uuid, coalesce(a.identifier, ''), CASE WHEN length(r.data) <= ? THEN r.data END
FROM record r LEFT JOIN app a ON a.app_id = r.app_id
WHERE typeof(r.delivered_date) IN ('real', 'integer') AND r.delivered_date BETWEEN 0 AND ?
ORDER BY r.delivered_date, r.rec_id`

// Read gives the notifications that are in the centre now, the oldest first. One whose data make no
// sense comes without text.
func Read(ask sqlite.Query) ([]Record, error) {
	var records []Record
	err := ask(query, func(row sqlite.Rows) error {
		var r Record
		var uuid, data []byte
		var identifier string
		if err := row.Scan(&r.Row, &r.Delivered, &uuid, &identifier, &data); err != nil {
			return err
		}
		if len(uuid) == 16 {
			r.UUID = hex.EncodeToString(uuid)
		}
		var bundle string
		r.Content, bundle = Parse(data)
		if r.Bundle = bundle; bundle == "" {
			r.Bundle = strings.TrimPrefix(identifier, "_system_center_:") //nolint:misspell // it is written so there
		}
		r.App = appName(r.Bundle)
		records = append(records, r)
		return nil
	}, maxPayload, latest)
	if err != nil {
		return nil, fmt.Errorf("list notifications: %w", err)
	}
	return records, nil
}

// names are programs whose identifier ends in no name that people know.
var names = map[string]string{
	"com.apple.mobilesms": "Messages", "com.apple.ical": "Calendar", "com.tinyspeck.slackmacgap": "Slack",
	"com.microsoft.teams2": "Teams", "com.hnc.discord": "Discord", "com.apple.mobilephone": "Phone",
}

// appName is the program as people know it: the last part of its identifier.
func appName(bundle string) string {
	if name, known := names[strings.ToLower(bundle)]; known {
		return name
	}
	return bundle[strings.LastIndexByte(bundle, '.')+1:]
}
