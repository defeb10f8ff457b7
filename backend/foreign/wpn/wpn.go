// Package wpn reads the database in which Windows keeps its notification centre, wpndatabase.db. It is
// undocumented: the schema is that of Windows 10 and 11 as public forensic tools know it.
//
// Nothing here calls Windows, so that all of it is tested on every system, against a genuine database.
package wpn

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"sluice/backend/foreign/sqlite"
)

// Path is where the database of this user lies; empty without a local data folder.
func Path() string {
	local := os.Getenv("LOCALAPPDATA")
	if local == "" {
		return ""
	}
	return filepath.Join(local, "Microsoft", "Windows", "Notifications", "wpndatabase.db")
}

// Toast is one notification in the centre.
type Toast struct {
	ID      int64  // of the notification; a newer one with the same takes its place
	Arrived int64  // 100 ns since 1601, as it is kept; with ID it is the toast's identity
	AppID   string // application user model id
	App     string // as people know it
	Tag     string // with Group and AppID it says what a newer toast takes the place of; empty: nothing
	Group   string
	Content
}

// At is when it arrived.
func (t Toast) At() time.Time { return fromFiletime(t.Arrived) }

// fromFiletime counts 100 ns since 1601.
func fromFiletime(t int64) time.Time {
	const ticks, epoch = 10_000_000, 11_644_473_600
	return time.Unix(t/ticks-epoch, t%ticks*100).UTC()
}

// maxPayload is how long a payload may be that is parsed. Windows takes 5 kB.
const maxPayload = 1 << 18

// The order number of a row is given again after the last row was deleted, so it is not looked at.
const query = `SELECT n.Id, n.ArrivalTime, coalesce(h.PrimaryId, ''), coalesce(n.Tag, ''), coalesce(n."Group", ''),
	CASE WHEN length(n.Payload) <= ? THEN n.Payload END,
	coalesce((SELECT a.AssetValue FROM HandlerAssets a WHERE a.HandlerId = n.HandlerId AND a.AssetKey = 'DisplayName'), '')
FROM Notification n LEFT JOIN NotificationHandler h ON h.RecordId = n.HandlerId
WHERE n.Type = 'toast' AND n.ArrivalTime IS NOT NULL ORDER BY n.ArrivalTime, n.Id`

// Read gives the toasts that are in the centre now, the oldest first. One whose payload makes no sense
// comes without text.
func Read(ask sqlite.Query) ([]Toast, error) {
	values, err := bound(ask)
	if err != nil {
		return nil, err
	}
	var toasts []Toast
	err = ask(query, func(row sqlite.Rows) error {
		var t Toast
		var payload []byte
		var name string
		if err := row.Scan(&t.ID, &t.Arrived, &t.AppID, &t.Tag, &t.Group, &payload, &name); err != nil {
			return err
		}
		t.App = appName(t.AppID, name)
		t.Content = Parse(payload).filled(values[t.ID])
		toasts = append(toasts, t)
		return nil
	}, maxPayload)
	if err != nil {
		return nil, fmt.Errorf("list toasts: %w", err)
	}
	return toasts, nil
}

// bound gives the values of the texts that stand as {name} in a payload.
func bound(ask sqlite.Query) (map[int64]map[string]string, error) {
	values := map[int64]map[string]string{}
	err := ask(`SELECT NotificationId, Key, coalesce(Value, '') FROM NotificationData WHERE NotificationId IS NOT NULL LIMIT 10000`, func(row sqlite.Rows) error {
		var id int64
		var key, value string
		if err := row.Scan(&id, &key, &value); err != nil {
			return err
		}
		if values[id] == nil {
			values[id] = map[string]string{}
		}
		values[id][key] = value
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("list values of toasts: %w", err)
	}
	return values, nil
}

// appName is the program as people know it: the name that it registered, unless that is a reference to
// its resources, else what of its id is a name.
func appName(id, registered string) string {
	if registered != "" && !strings.HasPrefix(registered, "ms-resource:") {
		return registered
	}
	name := id[strings.LastIndexByte(id, '\\')+1:] // {known folder}\WindowsPowerShell\v1.0\powershell.exe
	name = strings.TrimSuffix(name, ".exe")
	name, _, _ = strings.Cut(name, "!")                          // package family!application
	if family, _, packaged := strings.Cut(name, "_"); packaged { // name_hash of the publisher
		name = family
	}
	return name[strings.LastIndexByte(name, '.')+1:]
}
