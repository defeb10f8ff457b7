package store

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"sluice/backend/work"
)

// Field is a field of an item that the user changes, and that undo restores.
type Field string

// The fields that the user changes. Their values are kept as text: instants in milliseconds, "1" for
// true.
const (
	FieldState        Field = "state"
	FieldSnoozeUntil  Field = "snooze_until"
	FieldWaitingOn    Field = "waiting_on"
	FieldWaitingSince Field = "waiting_since"
	FieldAskAt        Field = "ask_at"
	FieldPinned       Field = "pinned"
	FieldClient       Field = "client_id"
	FieldDoneAt       Field = "done_at"
)

// fields are all of them: what becomes part of a statement.
var fields = []Field{
	FieldState, FieldSnoozeUntil, FieldWaitingOn, FieldWaitingSince, FieldAskAt, FieldPinned, FieldClient, FieldDoneAt,
}

// UntilNextCheckIn is the value of FieldSnoozeUntil for a snooze that ends with the next check-in.
var UntilNextCheckIn = strconv.Itoa(nextCheckIn)

// InstantValue is an instant as the value of a field; "0" for none.
func InstantValue(at time.Time) string { return strconv.FormatInt(millis(at), 10) }

// ItemFields gives the values of the fields of an item.
func (tx *Tx) ItemFields(id work.ItemID) (map[Field]string, error) {
	columns := make([]string, len(fields))
	values := make([]string, len(fields))
	into := make([]any, len(fields))
	for i, field := range fields {
		columns[i], into[i] = fmt.Sprintf("CAST(%s AS TEXT)", field), &values[i]
	}
	row := tx.db.Raw(fmt.Sprintf(`SELECT %s FROM items WHERE id = ?`, strings.Join(columns, ", ")), id).Row()
	if err := row.Scan(into...); err != nil {
		return nil, fmt.Errorf("read the fields of item %d: %w", id, err)
	}
	of := make(map[Field]string, len(fields))
	for i, field := range fields {
		of[field] = values[i]
	}
	return of, nil
}

// SetItemFields changes fields of an item.
func (tx *Tx) SetItemFields(id work.ItemID, to map[Field]string) error {
	if len(to) == 0 {
		return nil
	}
	var columns []string
	var values []any
	for _, field := range fields { // always in this order, so that few statements differ
		if value, changes := to[field]; changes {
			columns, values = append(columns, fmt.Sprintf("%s = ?", field)), append(values, value)
		}
	}
	if len(columns) != len(to) {
		return fmt.Errorf("items have not all of the fields %v", to)
	}
	return tx.db.Exec(fmt.Sprintf(`UPDATE items SET %s WHERE id = ?`, strings.Join(columns, ", ")), append(values, id)...).Error
}

// Returning gives the items that the user put aside until an instant or earlier: snoozed ones whose
// time is over, waiting ones that are to be asked about again.
func (tx *Tx) Returning(at time.Time) ([]work.Item, error) {
	var rows []itemRow
	err := tx.db.Raw(`SELECT * FROM items WHERE state = 'snoozed' AND snooze_until > 0 AND snooze_until <= ?
		UNION ALL SELECT * FROM items WHERE state = 'waiting' AND ask_at > 0 AND ask_at <= ?`,
		millis(at), millis(at)).Scan(&rows).Error
	return itemsOf(rows), err
}

// ReturningWithCheckIn gives the items that are snoozed until the next check-in.
func (tx *Tx) ReturningWithCheckIn() ([]work.Item, error) {
	var rows []itemRow
	err := tx.db.Raw(`SELECT * FROM items WHERE state = 'snoozed' AND snooze_until = ?`, nextCheckIn).Scan(&rows).Error
	return itemsOf(rows), err
}

// FirstReturn is when the next item comes back that the user put aside; zero: none does.
func (tx *Tx) FirstReturn() (time.Time, error) {
	var ms int64
	err := tx.db.Raw(`SELECT COALESCE(MIN(at), 0) FROM (
		SELECT MIN(snooze_until) AS at FROM items WHERE state = 'snoozed' AND snooze_until > 0
		UNION ALL SELECT MIN(ask_at) FROM items WHERE state = 'waiting' AND ask_at > 0) WHERE at IS NOT NULL`).Scan(&ms).Error
	return instant(ms), err
}
