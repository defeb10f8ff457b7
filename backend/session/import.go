package session

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"sluice/backend/fault"
	"sluice/backend/store"
	"sluice/backend/timesheet"
	"sluice/backend/work"
)

// Import is another program's time sheet, and whose its clients are.
type Import struct {
	Lines []timesheet.Line
	// Clients says which client a name in the file means; Unassigned leaves its lines out. A name that
	// is not here is the client of that name.
	Clients map[string]work.ClientID
}

// Preview is what an import would bring, or brought.
type Preview struct {
	Clients     []Named // the names in the file, in the order in which they come up
	New         int
	Worked      time.Duration // of the new ones
	Duplicates  int           // a session of the same client is there with the same start and end
	Overlapping []int         // the lines that overlap another session; they are left out
	LeftOut     int           // of names that are to be left out
}

// Named is a name of a client in the file.
type Named struct {
	Name   string
	Lines  int
	Client work.ClientID // whose it is; Unassigned: unknown, or left out
	Known  bool          // false: somebody has to say whose it is
}

// Look says what an import would bring. Nothing is stored.
func (s *Sessions) Look(ctx context.Context, i Import) (preview Preview, err error) {
	err = s.store.Read(ctx, func(tx *store.Tx) error {
		preview, _, err = i.sort(tx)
		return err
	})
	return preview, err
}

// Import takes an import in, as one act. A name of which nobody knows whose it is gives an Invalid
// fault that lists them, and nothing is stored. The same file twice brings nothing new.
func (s *Sessions) Import(ctx context.Context, now time.Time, i Import) (preview Preview, act work.Act, err error) {
	now = stamp(now)
	act, err = s.act(ctx, now, "session.import", func(tx *store.Tx) (string, []store.Change, error) {
		var fresh []work.Session
		if preview, fresh, err = i.sort(tx); err != nil {
			return "", nil, err
		}
		if unknown := preview.unknown(); len(unknown) > 0 {
			return "", nil, fault.New(fault.Invalid, "Say whose these are, or leave them out: %s.", strings.Join(unknown, ", "))
		}
		said := fmt.Sprintf("Imported: %d sessions", len(fresh))
		if len(fresh) == 0 {
			return said, nil, nil
		}
		batch, err := tx.AddSessions(fresh)
		return said, []store.Change{{Thing: store.ThingSessionBatch, ID: batch, Before: "removed"}}, err
	})
	return preview, act, err
}

func (p Preview) unknown() (names []string) {
	for _, one := range p.Clients {
		if one.Known {
			continue
		}
		if one.Name == "" {
			one.Name = "(no client)"
		}
		names = append(names, one.Name)
	}
	return names
}

// sort finds out what of the lines is new.
func (i Import) sort(tx *store.Tx) (preview Preview, fresh []work.Session, err error) {
	if preview.Clients, err = i.names(tx); err != nil {
		return preview, nil, err
	}
	taken, err := takenBy(tx, i.Lines)
	if err != nil {
		return preview, nil, err
	}
	for _, line := range i.Lines {
		of := preview.Clients[slices.IndexFunc(preview.Clients, func(n Named) bool { return n.Name == line.Client })]
		one := sessionOf(line, of.Client)
		switch {
		case of.Known && of.Client == work.Unassigned:
			preview.LeftOut++
		case taken.has(one):
			preview.Duplicates++
		case taken.overlaps(one):
			preview.Overlapping = append(preview.Overlapping, line.Number)
		default:
			taken = taken.with(one)
			fresh = append(fresh, one)
			preview.New++
			preview.Worked += one.EndedAt.Sub(one.StartedAt)
		}
	}
	return preview, fresh, nil
}

// names lists the names of clients in the lines, and whose they are.
func (i Import) names(tx *store.Tx) ([]Named, error) {
	clients, err := tx.Clients()
	if err != nil {
		return nil, err
	}
	var names []Named
	for _, line := range i.Lines {
		at := slices.IndexFunc(names, func(n Named) bool { return n.Name == line.Client })
		if at < 0 {
			at, names = len(names), append(names, i.named(line.Client, clients))
		}
		names[at].Lines++
	}
	return names, nil
}

func (i Import) named(name string, clients []work.Client) Named {
	if client, told := i.Clients[name]; told {
		return Named{Name: name, Client: client, Known: true}
	}
	for _, client := range clients {
		if strings.EqualFold(client.Name, name) {
			return Named{Name: name, Client: client.ID, Known: true}
		}
	}
	return Named{Name: name}
}

func sessionOf(line timesheet.Line, client work.ClientID) work.Session {
	return work.Session{
		Client: client, Project: cutTo(strings.Join(strings.Fields(line.Project), " "), maxProject), Note: cutTo(line.Note, maxNote),
		Billable: line.Billable, StartedAt: stamp(line.From), EndedAt: stamp(line.Until),
	}
}

// cutTo cuts text to so many bytes, at a letter's end.
func cutTo(text string, most int) string {
	if len(text) > most {
		text = strings.ToValidUTF8(text[:most], "")
	}
	return text
}

// taken are sessions by their start, none overlapping another.
type taken []work.Session

// takenBy gives the sessions that lie where lines lie.
func takenBy(tx *store.Tx, lines []timesheet.Line) (taken, error) {
	if len(lines) == 0 {
		return nil, nil
	}
	first := slices.MinFunc(lines, func(a, b timesheet.Line) int { return a.From.Compare(b.From) })
	last := slices.MaxFunc(lines, func(a, b timesheet.Line) int { return a.Until.Compare(b.Until) })
	sessions, err := tx.Sessions(first.From, last.Until, store.Of{})
	sessions = slices.DeleteFunc(sessions, func(s work.Session) bool { return s.StartedAt.Equal(s.EndedAt) })
	return sessions, err
}

func (t taken) find(s work.Session) (int, bool) {
	return slices.BinarySearchFunc(t, s, func(a, b work.Session) int { return a.StartedAt.Compare(b.StartedAt) })
}

func (t taken) has(s work.Session) bool {
	i, found := t.find(s)
	return found && t[i].EndedAt.Equal(s.EndedAt) && t[i].Client == s.Client
}

func (t taken) overlaps(s work.Session) bool {
	i, found := t.find(s)
	switch {
	case found:
		return true
	case i < len(t) && t[i].StartedAt.Before(s.EndedAt):
		return true
	}
	return i > 0 && (t[i-1].Running() || t[i-1].EndedAt.After(s.StartedAt))
}

func (t taken) with(s work.Session) taken {
	i, _ := t.find(s)
	return slices.Insert(t, i, s)
}
