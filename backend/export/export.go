// Package export writes what a profile holds as JSON Lines, for the user to keep and for other
// programs to read: one object a line, each with its type. However much there is, little of it is in
// memory at a time.
package export

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"unicode"

	"sluice/backend/store"
	"sluice/backend/work"
)

// Write writes everything, or what belongs to one client alone, as it is in one transaction. Behind
// the wall there is nothing that belongs to nobody or to several: no settings, no shields, no common
// check-ins, no switch between clients, no act that touched something else.
//
// A client's lines come before those that name it, items before their arrivals.
func Write(tx *store.Tx, of store.Of, out io.Writer) error {
	w := newWriter(out)
	parts := []func() error{
		func() error { return tx.EachClient(of, one(w, lineOfClient)) },
		func() error { return tx.EachCheckIn(of, one(w, lineOfCheckIn)) },
		func() error { return tx.EachRule(of, one(w, lineOfRule)) },
		func() error { return tx.EachSource(of, one(w, lineOfSource)) },
		func() error { return tx.EachItem(of, one(w, lineOfItem)) },
		func() error {
			return tx.EachArrival(of, func(a work.Arrival, into work.ArrivalID) error { return w.line(lineOfArrival(a, into)) })
		},
		func() error { return tx.EachWrite(of, one(w, lineOfWrite)) },
		func() error { return tx.EachRecord(of, one(w, lineOfRecord)) },
		func() error { return tx.EachView(of, one(w, lineOfView)) },
		func() error { return tx.EachJudged(of, one(w, lineOfWorth)) },
		func() error { return tx.EachRun(of, one(w, lineOfRun)) },
		func() error { return tx.EachClosing(of, one(w, lineOfClosing)) },
		func() error { return tx.EachGap(of, one(w, lineOfGap)) },
		func() error { return tx.EachSession(of, one(w, lineOfSession)) },
		func() error { return tx.EachMeeting(of, one(w, lineOfMeeting)) },
		func() error { return w.acts(tx, of) },
	}
	if !of.One {
		parts = append(parts,
			func() error { return tx.EachShieldRule(one(w, lineOfShieldRule)) },
			func() error { return tx.EachShield(one(w, lineOfShield)) },
			func() error { return tx.EachSwitch(one(w, lineOfSwitch)) },
			func() error { return w.settings(tx) },
		)
	}
	for _, part := range parts {
		if err := part(); err != nil {
			return err
		}
	}
	return w.to.Flush()
}

// writer writes lines.
type writer struct {
	to      *bufio.Writer
	text    bytes.Buffer // of one line
	encoder *json.Encoder
}

// chunk is how much goes out at a time.
const chunk = 32 << 10

func newWriter(out io.Writer) *writer {
	w := &writer{to: bufio.NewWriterSize(out, chunk)}
	w.encoder = json.NewEncoder(&w.text)
	w.encoder.SetEscapeHTML(false)
	return w
}

// one gives what writes a line for a thing.
func one[T, L any](w *writer, lineOf func(T) L) func(T) error {
	return func(thing T) error { return w.line(lineOf(thing)) }
}

// line writes one line. What a terminal would obey rather than show is escaped: such characters stand
// in texts only, so that the JSON means the same.
func (w *writer) line(value any) error {
	w.text.Reset()
	if err := w.encoder.Encode(value); err != nil {
		return err
	}
	for _, r := range w.text.String() {
		var err error
		if r != '\n' && (unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r)) {
			_, err = fmt.Fprintf(w.to, `\u%04x`, r)
		} else {
			_, err = w.to.WriteRune(r)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// acts writes what the user did. Behind the wall that is what he did to the client's items and to
// nothing else.
func (w *writer) acts(tx *store.Tx, of store.Of) error {
	return tx.EachAct(func(act work.Act, changes []store.Change) error {
		items, others := touched(changes)
		if of.One {
			mine, err := allOf(tx, of.Client, items)
			if err != nil || !mine || others {
				return err
			}
		}
		return w.line(lineOfAct(act, items))
	})
}

// touched gives the items that an act changed, and whether it changed something else too.
func touched(changes []store.Change) (items []work.ItemID, others bool) {
	items = []work.ItemID{}
	known := map[int64]bool{}
	for _, change := range changes {
		if change.Thing != "item" && change.Thing != "shift" {
			others = true
			continue
		}
		if !known[change.ID] {
			known[change.ID] = true
			items = append(items, work.ItemID(change.ID))
		}
	}
	return items, others
}

// allOf says whether there are items, and all are of a client.
func allOf(tx *store.Tx, client work.ClientID, items []work.ItemID) (bool, error) {
	if len(items) == 0 {
		return false, nil
	}
	of, err := tx.ClientsOf(items)
	for _, item := range items {
		if of[item] != client {
			return false, err
		}
	}
	return true, err
}

// settings writes what the user chose, and how much more or less he said that senders count.
func (w *writer) settings(tx *store.Tx) error {
	err := tx.EachSetting(func(name string, value json.RawMessage) error {
		return w.line(settingLine{Type: "setting", Name: name, Value: value})
	})
	if err != nil {
		return err
	}
	return tx.EachMark(func(sender string, shift float64) error {
		value, err := json.Marshal(shift)
		if err != nil {
			return err
		}
		return w.line(settingLine{Type: "setting", Name: "mark/" + sender, Value: value})
	})
}
