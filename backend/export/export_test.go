package export_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"sluice/backend/export"
	"sluice/backend/store"
	"sluice/backend/store/storetest"
	"sluice/backend/work"
)

var noon = time.Date(2026, 3, 4, 12, 0, 0, 0, time.UTC)

// filled is a store with one of everything for Acme (1), for Birchwood (2) and for nobody.
func filled(t *testing.T) *store.Store {
	t.Helper()
	s := storetest.Open(t)
	err := s.Write(t.Context(), func(tx *store.Tx) error {
		for _, name := range []string{"Acme", "Birchwood"} {
			if err := ofClient(tx, name); err != nil {
				return err
			}
		}
		_, errShield := tx.AddShield(work.Shield{From: noon, Until: noon.Add(time.Hour), Note: "Birchwood and Acme"})
		_, errRule := tx.AddShieldRule(work.ShieldRule{Days: work.Weekdays, At: 600, Length: time.Hour, Note: "Acme, Birchwood"})
		_, errRun := tx.AddRun(work.Run{OpenedAt: noon, DueAt: noon, Delivered: 2})
		return errors.Join(errShield, errRule, errRun, tx.SetSetting("activeClient", 2), tx.SetShift("person:acme's birchwood", 0.5),
			act(tx, "Both: Acme, Birchwood", 1, 2))
	})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func ofClient(tx *store.Tx, name string) error {
	id, err := tx.SaveClient(work.Client{Name: name, Colour: 1})
	if err != nil {
		return err
	}
	from := work.SourceID("mail-" + name)
	door, errDoor := tx.PutAtDoor(store.Handed{Source: from, RemoteID: name, ReceivedAt: noon, Event: []byte("{}")})
	item, errItem := tx.AddItem(work.Item{Source: from, Client: id, State: work.StateHeld, Title: "For " + name, Run: 1})
	if errDoor != nil {
		return errDoor
	}
	errArrival := tx.AddArrival(work.Arrival{ID: door[0].ID, Item: item, Source: from, RemoteID: name, ReceivedAt: noon, Outcome: work.OutcomeHeld, Run: 1}, 0)
	_, errCheckIn := tx.AddCheckIn(work.CheckIn{Client: id, At: 570, Days: work.EveryDay})
	_, errRule := tx.AddRule(work.Rule{Kind: work.RuleRoute, Client: id, Match: work.Match{From: name}})
	_, errRun := tx.AddRun(work.Run{OpenedAt: noon, Clients: []work.ClientID{id}})
	_, errRecord := tx.SaveRecord(work.Record{Kind: work.RecordNote, Item: item, Text: "Of " + name, CreatedAt: noon})
	_, errView := tx.SaveView(work.View{Client: id, Name: name, CreatedAt: noon})
	_, errSource := tx.AddSource(work.Source{Kind: "mail", Name: "Mail of " + name, Client: id, CreatedAt: noon})
	_, errWrite := tx.AddWrite(work.Write{Source: from, Item: item, Verb: "reply", Text: "To " + name, Key: name, CreatedAt: noon})
	errGap := tx.AddGap(work.Gap{Source: from, From: noon, Why: work.GapOff})
	_, errSession := tx.SaveSession(work.Session{Client: id, Note: "For " + name, StartedAt: noon.Add(time.Duration(id) * time.Hour), EndedAt: noon.Add(time.Duration(id)*time.Hour + time.Minute)})
	errMore := errors.Join(errSession, tx.SetWorth(door[0].ID, "1", noon), tx.NoteSwitch(0, id, noon), tx.KeepClosing(1))
	return errors.Join(errMore, errSource, errWrite, errItem, errArrival, errCheckIn, errRule, errRun, errRecord, errView, errGap, act(tx, "Done: For "+name, int64(item)))
}

func act(tx *store.Tx, sentence string, items ...int64) error {
	var changes []store.Change
	for _, item := range items {
		changes = append(changes, store.Change{Thing: "item", Name: "state", ID: item}, store.Change{Thing: "item", Name: "done_at", ID: item})
	}
	_, err := tx.AddAct(work.Act{At: noon, Verb: "done", Sentence: sentence}, changes, 100)
	return err
}

// written gives the lines of an export, and how many there are of each type.
func written(t *testing.T, s *store.Store, of store.Of) (lines []map[string]any, types map[string]int, text string) {
	t.Helper()
	var out bytes.Buffer
	if err := s.Read(t.Context(), func(tx *store.Tx) error { return export.Write(tx, of, &out) }); err != nil {
		t.Fatal(err)
	}
	types, text = map[string]int{}, out.String()
	for scanner := bufio.NewScanner(&out); scanner.Scan(); {
		var line map[string]any
		if err := json.Unmarshal(scanner.Bytes(), &line); err != nil {
			t.Fatalf("%v: %s", err, scanner.Text())
		}
		lines = append(lines, line)
		types[line["type"].(string)]++
	}
	return lines, types, text
}

func TestEverything(t *testing.T) {
	lines, types, _ := written(t, filled(t), store.Of{})
	for name, want := range map[string]int{
		"client": 2, "checkIn": 5, "rule": 3, "item": 2, "arrival": 2, "record": 2, "view": 2, "run": 3, "shield": 1, "gap": 2, "act": 3, "setting": 2, "source": 2, "write": 2,
		"session": 2, "worth": 2, "switch": 2, "closing": 2,
	} {
		if types[name] != want {
			t.Errorf("there are %d of %s, want %d", types[name], name, want)
		}
	}
	for _, line := range lines {
		if line["type"] == "act" && line["sentence"] == "Both: Acme, Birchwood" && len(line["items"].([]any)) != 2 {
			t.Errorf("the act is %v", line)
		}
	}
}

func TestTheWallIsKept(t *testing.T) {
	s := filled(t)
	for client, others := range map[work.ClientID]string{1: "Birchwood", 2: "Acme", 3: "For", 0: "For"} {
		_, types, text := written(t, s, store.Of{One: true, Client: client})
		if strings.Contains(text, others) {
			t.Errorf("in client %d's is %q:\n%s", client, others, text)
		}
		if types["setting"]+types["shield"]+types["switch"] > 0 {
			t.Errorf("in client %d's are %v", client, types)
		}
		if client == 0 || client == 3 {
			continue
		}
		for name, want := range map[string]int{
			"client": 1, "checkIn": 1, "rule": 1, "item": 1, "arrival": 1, "record": 1, "view": 1, "run": 2, "gap": 1, "act": 1, "source": 1, "write": 1,
			"session": 1, "worth": 1, "closing": 1,
		} {
			if types[name] != want {
				t.Errorf("client %d has %d of %s, want %d", client, types[name], name, want)
			}
		}
	}
}

func TestARunCountsBehindTheWallWhatIsTheClients(t *testing.T) {
	lines, _, _ := written(t, filled(t), store.Of{One: true, Client: 1})
	delivered := map[any]any{}
	for _, line := range lines {
		if line["type"] != "run" {
			continue
		}
		delivered[line["id"]] = line["delivered"]
		if clients := line["clientIds"].([]any); len(clients) != 1 || clients[0] != 1.0 || line["openedAt"] != "2026-03-04T12:00:00Z" {
			t.Errorf("the run is %v", line)
		}
	}
	if diff := cmp.Diff(map[any]any{1.0: 1.0, 3.0: 0.0}, delivered); diff != "" {
		t.Error(diff)
	}
}

func TestWhatATerminalObeysIsEscaped(t *testing.T) {
	const hostile = "a\x1b[2J\u009b31m\u202Eb \u2066 <&> \x7f مراجعة"
	s := storetest.Open(t)
	err := s.Write(t.Context(), func(tx *store.Tx) error {
		_, err := tx.AddItem(work.Item{State: work.StateQueued, Title: hostile})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	lines, _, text := written(t, s, store.Of{One: true})
	if strings.ContainsAny(text, "\x1b\u009b\u202e\u2066\x7f") || !strings.Contains(text, "<&>") || !strings.Contains(text, "مراجعة") {
		t.Errorf("it is %q", text)
	}
	for _, line := range lines {
		if line["type"] == "item" && line["title"] != hostile {
			t.Errorf("the title is %q", line["title"])
		}
	}
}

// stuck takes no more than some bytes.
type stuck struct{ room int }

func (s *stuck) Write(text []byte) (int, error) {
	if s.room -= len(text); s.room < 0 {
		return 0, io.ErrShortWrite
	}
	return len(text), nil
}

func TestAnExportThatCannotBeWrittenEnds(t *testing.T) {
	s := filled(t)
	err := s.Read(t.Context(), func(tx *store.Tx) error { return export.Write(tx, store.Of{}, &stuck{room: 10}) })
	if !errors.Is(err, io.ErrShortWrite) {
		t.Errorf("it gave %v", err)
	}
}
