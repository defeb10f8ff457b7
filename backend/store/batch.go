package store

import (
	"encoding/json"
	"reflect"
	"slices"
	"time"

	"gorm.io/gorm/clause"

	"sluice/backend/work"
)

// Batch is a transaction's way to work on hundreds of items and arrivals with a few statements: it
// keeps in memory what it reads and what it is told to write. Its own methods see that at once,
// everything else does after Flush.
type Batch struct {
	tx       *Tx
	items    map[work.ItemID]work.Item
	threads  map[threadKey]work.ItemID // 0: the thread has no item
	shown    map[work.ItemID][]Shown
	shifts   map[string]float64
	highest  work.ItemID   // the highest number that an item ever had; 0: not asked yet
	dirty    []work.ItemID // not written yet, in the order in which they changed
	isDirty  map[work.ItemID]bool
	isNew    map[work.ItemID]bool      // not in the database yet
	was      map[work.ItemID]work.Item // of dirty ones, where it is known: as it is in the database
	arrivals []arrivalRow
	popups   []Popup
	keys     []knownAs

	twinThreads map[threadKey]work.ItemID // 0: the thread belongs to no item of another source
}

type threadKey struct {
	source work.SourceID
	thread string
}

// rowsAtOnce is how many rows one statement writes. More would cost more: the driver looks for each
// value among all those of its statement.
const rowsAtOnce = 20

// Batch begins a batch. What is written past it meanwhile it may not see.
func (tx *Tx) Batch() *Batch {
	return &Batch{
		tx: tx, items: map[work.ItemID]work.Item{}, threads: map[threadKey]work.ItemID{},
		shown: map[work.ItemID][]Shown{}, isDirty: map[work.ItemID]bool{}, isNew: map[work.ItemID]bool{},
		was: map[work.ItemID]work.Item{}, twinThreads: map[threadKey]work.ItemID{},
	}
}

// Flush writes what the batch was told to. It may be called at any time, and again.
func (b *Batch) Flush() error {
	if err := b.flushItems(); err != nil {
		return err
	}
	arrivals, popups := b.arrivals, b.popups
	b.arrivals, b.popups = nil, nil
	if err := insert(b.tx, arrivals, optionalOfArrival); err != nil {
		return err
	}
	if err := b.flushKeys(); err != nil {
		return err
	}
	return b.tx.AddPopups(popups...)
}

func (b *Batch) flushItems() error {
	var added, moved, changed []itemRow
	for _, id := range b.dirty {
		row := rowOfItem(b.items[id])
		switch was, known := b.was[id]; {
		case b.isNew[id]:
			added = append(added, row)
		case known && row.movedFrom(rowOfItem(was)):
			moved = append(moved, row)
		default:
			changed = append(changed, row)
		}
	}
	b.dirty = nil
	clear(b.isDirty)
	clear(b.isNew)
	clear(b.was)
	if err := insert(b.tx, added, optionalOfItem); err != nil {
		return err
	}
	if err := b.tx.moveItems(moved); err != nil || len(changed) == 0 {
		return err
	}
	return b.tx.db.Clauses(clause.OnConflict{UpdateAll: true}).CreateInBatches(&changed, rowsAtOnce).Error
}

// moveItems writes the fields that change when an item moves on, which its texts mostly do not. All
// goes into one statement as JSON: a statement for each few rows would have the index of words written
// as often.
func (tx *Tx) moveItems(rows []itemRow) error {
	for some := range slices.Chunk(rows, idsAtOnce) {
		moves := make([]move, len(some))
		for i, row := range some {
			moves[i] = row.move()
		}
		text, err := json.Marshal(moves)
		if err != nil {
			return err
		}
		err = tx.db.Exec(`UPDATE items SET state = value ->> 'State', score = value ->> 'Score',
			reasons = value ->> 'Reasons', arrivals = value ->> 'Arrivals', first_at = value ->> 'FirstAt',
			last_at = value ->> 'LastAt', snooze_until = value ->> 'SnoozeUntil', done_at = value ->> 'DoneAt',
			run_id = value ->> 'RunID' FROM json_each(?) WHERE items.id = value ->> 'ID'`, string(text)).Error
		if err != nil {
			return err
		}
	}
	return nil
}

// insert adds new rows. Of the optional fields it leaves out those that none of the rows has: most are
// empty mostly, and each costs for each row.
func insert[row any](tx *Tx, rows []row, optional []string) error {
	for some := range slices.Chunk(rows, rowsAtOnce) {
		if err := tx.db.Omit(unused(some, optional)...).Create(&some).Error; err != nil {
			return err
		}
	}
	return nil
}

func unused[row any](rows []row, optional []string) (names []string) {
	for _, name := range optional {
		field, _ := reflect.TypeFor[row]().FieldByName(name)
		used := slices.ContainsFunc(rows, func(r row) bool { return !reflect.ValueOf(r).FieldByIndex(field.Index).IsZero() })
		if !used {
			names = append(names, name)
		}
	}
	return names
}

// LoadThreads reads the newest items of threads of a source in one go; ThreadItem has them then.
func (b *Batch) LoadThreads(source work.SourceID, threads []string) error {
	for _, thread := range threads {
		b.threads[threadKey{source, thread}] = 0
	}
	var rows []itemRow
	err := b.tx.db.Raw(`SELECT * FROM items WHERE id IN
		(SELECT MAX(id) FROM items WHERE source = ? AND thread IN ? GROUP BY thread)`, source, threads).Scan(&rows).Error
	for _, item := range itemsOf(rows) {
		b.keep(item)
	}
	if err != nil {
		return err
	}
	return b.loadTwinThreads(source, threads)
}

// Know tells the batch of items as they are in the database, so that it need not read them.
func (b *Batch) Know(items ...work.Item) {
	for _, item := range items {
		b.items[item.ID] = item
	}
}

// keep has an item as it is in the database, and as the newest of its thread.
func (b *Batch) keep(item work.Item) {
	b.items[item.ID] = item
	key := threadKey{item.Source, item.Thread}
	b.threads[key] = max(b.threads[key], item.ID)
}

// ThreadItem gives the newest item of a thread, and whether there is one.
func (b *Batch) ThreadItem(source work.SourceID, thread string) (work.Item, bool, error) {
	if id, known := b.threads[threadKey{source, thread}]; known {
		return b.items[id], id != 0, nil
	}
	item, found, err := b.tx.ThreadItem(source, thread)
	if found {
		b.keep(item)
	}
	return item, found, err
}

// Item gives an item by its number, or a not-found fault.
func (b *Batch) Item(id work.ItemID) (work.Item, error) {
	if item, known := b.items[id]; known {
		return item, nil
	}
	item, err := b.tx.Item(id)
	if err == nil {
		b.items[id] = item
	}
	return item, err
}

// AddItem keeps a new item and gives its number.
func (b *Batch) AddItem(item work.Item) (work.ItemID, error) {
	if b.highest == 0 {
		err := b.tx.db.Raw(`SELECT COALESCE(MAX(seq), 0) FROM sqlite_sequence WHERE name = 'items'`).Scan(&b.highest).Error
		if err != nil {
			return 0, err
		}
	}
	b.highest++
	item.ID = b.highest
	b.keep(item)
	b.isNew[item.ID] = true
	b.SaveItem(item)
	return item.ID, nil
}

// SaveItem keeps every field of an item that is there.
func (b *Batch) SaveItem(item work.Item) {
	before, known := b.items[item.ID]
	b.items[item.ID] = item
	if !b.isDirty[item.ID] {
		if known {
			b.was[item.ID] = before
		}
		b.isDirty[item.ID] = true
		b.dirty = append(b.dirty, item.ID)
	}
}

// AddArrival keeps a new arrival under the number it got at the door. mergedInto is the arrival of
// which it is a newer form or a twin, 0 for none.
func (b *Batch) AddArrival(a work.Arrival, mergedInto work.ArrivalID) {
	delete(b.shown, a.Item)
	b.arrivals = append(b.arrivals, rowOfArrival(a, mergedInto))
}

// AddPopup keeps the number that a daemon gave a notification; a later one takes its place.
func (b *Batch) AddPopup(p Popup) { b.popups = append(b.popups, p) }

// ArrivalByRemote gives the arrival with an identity, and whether there is one.
func (b *Batch) ArrivalByRemote(source work.SourceID, remoteID string) (work.Arrival, bool, error) {
	if err := b.Flush(); err != nil {
		return work.Arrival{}, false, err
	}
	return b.tx.ArrivalByRemote(source, remoteID)
}

// Root gives the arrival with an identity or, if that was merged, the one that it was merged into.
func (b *Batch) Root(source work.SourceID, remoteID string) (work.Arrival, bool, error) {
	if err := b.Flush(); err != nil {
		return work.Arrival{}, false, err
	}
	return b.tx.Root(source, remoteID)
}

// LastReceived is when the last arrival of an item was received, whatever became of it.
func (b *Batch) LastReceived(item work.ItemID) (time.Time, error) {
	var ms int64
	for _, row := range b.arrivals { // those that are not written yet are the newest
		if row.ItemID == int64(item) {
			ms = max(ms, row.ReceivedAt)
		}
	}
	if ms != 0 {
		return instant(ms), nil
	}
	err := b.tx.db.Raw(`SELECT COALESCE(MAX(received_at), 0) FROM arrivals WHERE item_id = ?`, item).Scan(&ms).Error
	return instant(ms), err
}

// Holds says whether something of an item is held.
func (b *Batch) Holds(item work.ItemID) (held bool, err error) {
	for _, row := range b.arrivals {
		if row.ItemID == int64(item) && row.Outcome == string(work.OutcomeHeld) {
			return true, nil
		}
	}
	err = b.tx.db.Raw(`SELECT EXISTS (SELECT 1 FROM arrivals WHERE item_id = ? AND outcome = 'held')`, item).Scan(&held).Error
	return held, err
}

// LoadShown reads the arrivals of items in one go; ItemShown has them then.
func (b *Batch) LoadShown(items []work.ItemID) error {
	if err := b.Flush(); err != nil {
		return err
	}
	var rows []arrivalRow
	err := b.tx.db.Raw(`SELECT * FROM arrivals WHERE item_id IN ? ORDER BY item_id, id`, items).Scan(&rows).Error
	for len(rows) > 0 {
		n := 1
		for n < len(rows) && rows[n].ItemID == rows[0].ItemID {
			n++
		}
		b.shown[work.ItemID(rows[0].ItemID)] = shownOf(rows[:n])
		rows = rows[n:]
	}
	return err
}

// ItemShown gives the arrivals of an item that came through, oldest first, each with its newest form.
func (b *Batch) ItemShown(item work.ItemID) ([]Shown, error) {
	if shown, known := b.shown[item]; known {
		return shown, nil
	}
	if err := b.Flush(); err != nil {
		return nil, err
	}
	return b.tx.ItemShown(item)
}

// Shift gives how much more or less than by default a sender's messages count, by the user's marks.
func (b *Batch) Shift(sender string) (float64, error) {
	if b.shifts != nil {
		return b.shifts[sender], nil
	}
	var rows []struct {
		Sender string
		Shift  float64
	}
	err := b.tx.db.Raw(`SELECT sender, shift FROM marks`).Scan(&rows).Error
	b.shifts = make(map[string]float64, len(rows))
	for _, row := range rows {
		b.shifts[row.Sender] = row.Shift
	}
	return b.shifts[sender], err
}
