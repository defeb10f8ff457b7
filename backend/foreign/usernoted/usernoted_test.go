package usernoted

import (
	"fmt"
	"math"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"howett.net/plist"

	"sluice/backend/foreign/foreigntest"
	"sluice/backend/foreign/sqlite"
)

func read(t *testing.T, path string) []Record {
	t.Helper()
	f := sqlite.Follow(path)
	t.Cleanup(f.Close)
	var records []Record
	if _, err := f.Read(t.Context(), func(ask sqlite.Query) (err error) { records, err = Read(ask); return err }); err != nil {
		t.Fatal(err)
	}
	return records
}

func TestTheGenuineDatabase(t *testing.T) {
	var got strings.Builder
	for _, r := range read(t, foreigntest.Genuine(t, foreigntest.HighSierra)) {
		if len(r.UUID) != 32 || !r.Readable || r.Subtitle != "" || r.Category != "LEGACY" {
			t.Errorf("a record %+v", r)
		}
		fmt.Fprintf(&got, "%s %s|%s|%q|%q\n", r.At().Format(time.RFC3339Nano), r.Bundle, r.App, r.Title, r.Body)
	}
	const want = `2018-05-02T10:59:18.93Z com.google.SantaGUI|SantaGUI|"Santa"|"KeePassXC can now be run"
2018-05-02T11:12:40.511Z com.google.drivefs|drivefs|"Drive File Stream"|"Drive File Stream is loading your files…"
2018-05-02T11:13:21.531Z com.google.drivefs|drivefs|"Drive File Stream"|"Drive File Stream is loading your files…"
2018-05-04T09:55:09.244Z com.google.SantaGUI|SantaGUI|"Santa"|"PyCharm can now be run"
2018-05-04T14:07:32.509Z com.google.SantaGUI|SantaGUI|"Santa"|"PyCharm can now be run"
2018-05-16T16:38:04.686Z com.google.SantaGUI|SantaGUI|"Santa"|"PyCharm can now be run"
`
	if diff := cmp.Diff(want, got.String()); diff != "" {
		t.Error(diff)
	}
}

// payload is a record's data as usernoted writes it.
func payload(t testing.TB, root map[string]any) []byte {
	t.Helper()
	data, err := plist.Marshal(root, plist.BinaryFormat)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestWhatIsRead(t *testing.T) {
	d := foreigntest.MacOS(t)
	const insert = `INSERT INTO record (rec_id, app_id, uuid, data, delivered_date) VALUES (?, ?, ?, ?, ?)`
	d.Do(`INSERT INTO app (app_id, identifier, badge) VALUES (1, 'com.tinyspeck.slackmacgap', 3), (2, '_system_center_:com.apple.battery', NULL)`) //nolint:misspell // it is written so there
	uuid := []byte("0123456789abcdef")
	d.Do(insert, 1, 1, uuid, payload(t, map[string]any{"app": "com.tinyspeck.SlackMacGap", "req": map[string]any{
		"titl": "Ana", "subt": "#general", "body": "hi", "iden": "m1", "thre": "general",
	}}), 7e8+0.5)
	d.Do(insert, 2, 2, []byte("short"), []byte("bplist00garbage"), int64(7e8))
	d.Do(insert, 3, 99, nil, payload(t, map[string]any{"req": map[string]any{"titl": []any{"Loc", 3, "key"}, "body": 7}}), 7e8+2)
	d.Do(insert, 4, 1, uuid, make([]byte, maxPayload+1), 7e8+3)
	d.Do(insert, 5, 1, uuid, nil, nil)             // not delivered yet
	d.Do(insert, 6, 1, uuid, nil, math.MaxFloat64) // a date that no clock has
	d.Do(insert, 7, 1, uuid, nil, "today")
	want := []Record{
		{Row: 2, Delivered: 7e8, Bundle: "com.apple.battery", App: "battery"},
		{
			Row: 1, Delivered: 7e8 + 0.5, UUID: "30313233343536373839616263646566", Bundle: "com.tinyspeck.SlackMacGap", App: "Slack",
			Content: Content{Title: "Ana", Subtitle: "#general", Body: "hi", Identifier: "m1", Thread: "general", Readable: true},
		},
		{Row: 3, Delivered: 7e8 + 2, Content: Content{Title: "Loc key", Readable: true}},
		{Row: 4, Delivered: 7e8 + 3, UUID: "30313233343536373839616263646566", Bundle: "com.tinyspeck.slackmacgap", App: "Slack"},
	}
	got := read(t, d.Path)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Fatal(diff)
	}
	if at := got[1].At().Format(time.RFC3339Nano); at != "2023-03-08T20:26:40.5Z" {
		t.Errorf("it was delivered at %s", at)
	}
}

func TestListsOfListsAreNotUnfolded(t *testing.T) {
	// Forty lists, each of which holds the next one twice: unfolded, they are 2^40.
	const depth = 40
	data := append([]byte("bplist00"), 0xd1, 1, 2, 0x53, 'r', 'e', 'q', 0xd1, 3, 4, 0x54, 't', 'i', 't', 'l')
	offsets := []byte{8, 11, 15, 18}
	for n := range byte(depth) {
		offsets = append(offsets, byte(len(data)))
		data = append(data, 0xa2, n+5, n+5)
	}
	offsets = append(offsets, byte(len(data)))
	data = append(data, 0x51, 'x')
	table := byte(len(data))
	data = append(data, offsets...)
	trailer := make([]byte, 32)
	trailer[6], trailer[7], trailer[15], trailer[31] = 1, 1, byte(len(offsets)), table
	if c, _ := Parse(append(data, trailer...)); c != (Content{Readable: true}) {
		t.Errorf("it reads %+v", c)
	}
}

func TestTheNewestSystemsPlaceComesFirst(t *testing.T) {
	got := Paths("/Users/ana", "/var/folders/xx/0/")
	want := []string{
		filepath.FromSlash("/Users/ana/Library/Group Containers/group.com.apple.usernoted/db2/db"),
		filepath.FromSlash("/var/folders/xx/0/com.apple.notificationcenter/db2/db"),
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if len(Paths("/Users/ana", "")) != 1 {
		t.Error("it looks in a folder that is not known")
	}
}

func FuzzParse(f *testing.F) {
	f.Add(payload(f, map[string]any{"app": "a.b", "date": 5.5, "req": map[string]any{"titl": "T", "body": []any{"x"}, "scat": map[string]any{"id": "c"}}}))
	f.Add([]byte("bplist00\xd1\x01\x02\x51a\x51b\x08\x0b\x0d\x00\x00\x00\x00\x00\x00\x01\x01\x00\x00\x00\x00\x00\x00\x00\x03\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x0f"))
	f.Add([]byte(`<plist><dict><key>req</key><dict><key>titl</key><string>T</string></dict></dict></plist>`))
	f.Add([]byte(`{req={titl=T;};}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		c, _ := Parse(data)
		if !c.Readable && c != (Content{}) {
			t.Errorf("it has a text and is not readable: %+v", c)
		}
	})
}
