package wpn

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"sluice/backend/foreign/foreigntest"
	"sluice/backend/foreign/sqlite"
)

func read(t *testing.T, path string) []Toast {
	t.Helper()
	f := sqlite.Follow(path)
	t.Cleanup(f.Close)
	var toasts []Toast
	if _, err := f.Read(t.Context(), func(ask sqlite.Query) (err error) { toasts, err = Read(ask); return err }); err != nil {
		t.Fatal(err)
	}
	return toasts
}

func TestTheGenuineDatabase(t *testing.T) {
	const settings = "windows.immersivecontrolpanel_cw5n1h2txyewy!microsoft.windows.immersivecontrolpanel"
	var got strings.Builder
	for _, toast := range read(t, foreigntest.Genuine(t, foreigntest.Windows10)) {
		if toast.AppID != settings || toast.App != "immersivecontrolpanel" || !toast.Readable {
			t.Errorf("a toast of %q, %q", toast.AppID, toast.App)
		}
		fmt.Fprintf(&got, "%s %d settings|%q|%q\n", toast.At().Format(time.DateTime), toast.ID, toast.Title, toast.Body)
	}
	const want = `2020-12-11 19:11:35 2 settings|"Setting up a device"|"We're setting up 'PCI Device'."
2020-12-11 19:11:37 3 settings|"Device is ready"|"'PCI Simple Communications Controller' is set up and ready to go."
2020-12-11 19:11:38 4 settings|"Setting up a device"|"We're setting up 'QEMU USB Tablet'."
2020-12-11 19:11:41 5 settings|"Device is ready"|"'PCI Device' is set up and ready to go."
2020-12-11 19:11:42 6 settings|"Device is ready"|"'QEMU USB Tablet' is set up and ready to go."
2020-12-11 19:11:49 7 settings|"An app default was reset"|"An app caused a problem with the default app setting for .htm files, so it was reset to Microsoft Edge."
`
	if diff := cmp.Diff(want, got.String()); diff != "" {
		t.Error(diff)
	}
}

const insert = `INSERT INTO Notification (Id, HandlerId, Type, Payload, Tag, "Group", ArrivalTime, PayloadType) VALUES (?, ?, ?, ?, ?, ?, ?, 'Xml')`

func TestWhatIsRead(t *testing.T) {
	d := foreigntest.Windows(t)
	d.Do(`INSERT INTO NotificationHandler (RecordId, PrimaryId) VALUES (1, 'com.squirrel.slack.slack')`)
	d.Do(`INSERT INTO HandlerAssets VALUES (1, 'DisplayName', 'Slack'), (1, 'IconUri', 'x.png')`)
	d.Do(insert, 5, 1, "toast", `<toast><visual><binding template="ToastGeneric"><text>{who}</text><text>hi</text></binding></visual></toast>`, "t", "g", 132521875095000000)
	d.Do(`INSERT INTO NotificationData VALUES (5, 'who', 'Ana')`)
	d.Do(insert, 6, 1, "tile", `<tile/>`, nil, nil, 132521875100000000)
	d.Do(insert, 7, 99, "toast", "garbage", nil, nil, 132521875100000000)
	d.Do(insert, 8, 1, "toast", strings.Repeat("x", maxPayload+1), nil, nil, 132521875100000001)
	d.Do(insert, 9, 1, "toast", nil, nil, nil, nil)
	want := []Toast{
		{ID: 5, Arrived: 132521875095000000, AppID: "com.squirrel.slack.slack", App: "Slack", Tag: "t", Group: "g", Content: Content{Title: "Ana", Body: "hi", Readable: true}},
		{ID: 7, Arrived: 132521875100000000},
		{ID: 8, Arrived: 132521875100000001, AppID: "com.squirrel.slack.slack", App: "Slack"},
	}
	if diff := cmp.Diff(want, read(t, d.Path)); diff != "" {
		t.Error(diff)
	}
}

func TestAppName(t *testing.T) {
	for id, want := range map[string]string{
		"Microsoft.WindowsTerminal_8wekyb3d8bbwe!App":                                  "WindowsTerminal",
		`{6D809377-6AF0-444B-8957-A3773F02200E}\WindowsPowerShell\v1.0\powershell.exe`: "powershell",
		"com.squirrel.Teams.Teams":                                                     "Teams",
		"Chrome":                                                                       "Chrome",
		"":                                                                             "",
		"!":                                                                            "",
	} {
		if got := appName(id, "ms-resource:name"); got != want {
			t.Errorf("%q is called %q, want %q", id, got, want)
		}
	}
}

func TestParse(t *testing.T) {
	for name, c := range map[string]struct {
		payload string
		want    Content
	}{
		"single quotes and entities": {
			`<toast launch='x'><visual><binding template='ToastText02'><text id='1'>A &amp; B</text><text id='2'>&lt;b&gt;</text></binding></visual></toast>`,
			Content{Title: "A & B", Body: "<b>", Readable: true},
		},
		"a call": {
			`<toast scenario="incomingCall"><visual><binding template="ToastGeneric"><text>Ana</text><text placement="attribution">via web</text></binding></visual><actions><action content="Answer" arguments="a"/></actions></toast>`,
			Content{Title: "Ana", Scenario: "incomingCall", Readable: true},
		},
		"only the first binding, with groups": {
			`<toast><visual><binding template="ToastGeneric"><text>A</text><group><subgroup><text>B</text></subgroup></group></binding><binding template="ToastText01"><text>C</text></binding></visual></toast>`,
			Content{Title: "A", Body: "B", Readable: true},
		},
		"another encoding is claimed": {
			`<?xml version="1.0" encoding="utf-16"?><toast><visual><binding><text>é</text></binding></visual></toast>`,
			Content{Title: "é", Readable: true},
		},
		"cut off":            {`<toast><visual><binding><text>whole</text><text>ha`, Content{Title: "whole", Readable: true}},
		"no entities of its": {`<!DOCTYPE toast [<!ENTITY x "xx">]><toast><visual><binding><text>&x;</text></binding></visual></toast>`, Content{Readable: true}},
		"no toast":           {`<tile><visual><binding><text>A</text></binding></visual></tile>`, Content{}},
		"nothing":            {"", Content{}},
	} {
		if diff := cmp.Diff(c.want, Parse([]byte(c.payload))); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func TestUTF16(t *testing.T) {
	payload := []byte{0xff, 0xfe}
	for _, r := range `<toast><visual><binding><text>ok</text></binding></visual></toast>` {
		payload = append(payload, byte(r), 0)
	}
	if got := Parse(payload); got.Title != "ok" {
		t.Errorf("it reads %+v", got)
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(`<toast scenario='alarm'><visual><binding template="ToastGeneric"><text>A</text><text>B</text></binding></visual></toast>`))
	f.Add([]byte("\xff\xfe<\x00t\x00"))
	f.Add([]byte(`<toast><visual><binding><text><text></text></binding>`))
	f.Fuzz(func(t *testing.T, payload []byte) {
		c := Parse(payload)
		if !c.Readable && (c.Title != "" || c.Body != "") {
			t.Errorf("it has a text and is no toast: %+v", c)
		}
		if strings.TrimSpace(c.Title) != c.Title {
			t.Errorf("the title is %q", c.Title)
		}
	})
}
