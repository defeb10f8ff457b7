package store

import (
	"fmt"
	"strconv"
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

// known keeps what becomes part of a statement to the fields above.
var known = map[Field]bool{
	FieldState: true, FieldSnoozeUntil: true, FieldWaitingOn: true, FieldWaitingSince: true,
	FieldAskAt: true, FieldPinned: true, FieldClient: true, FieldDoneAt: true,
}

// UntilNextCheckIn is the value of FieldSnoozeUntil for a snooze that ends with the next check-in.
var UntilNextCheckIn = strconv.Itoa(nextCheckIn)

// InstantValue is an instant as the value of a field; "0" for none.
func InstantValue(at time.Time) string { return strconv.FormatInt(millis(at), 10) }

// ItemField gives the value of a field of an item.
func (tx *Tx) ItemField(id work.ItemID, field Field) (string, error) {
	if !known[field] {
		return "", fmt.Errorf("items have no field %q", field)
	}
	var value string
	err := tx.db.Raw(fmt.Sprintf(`SELECT CAST(%s AS TEXT) FROM items WHERE id = ?`, field), id).Scan(&value).Error
	return value, err
}

// SetItemField changes one field of an item.
func (tx *Tx) SetItemField(id work.ItemID, field Field, value string) error {
	if !known[field] {
		return fmt.Errorf("items have no field %q", field)
	}
	return tx.db.Exec(fmt.Sprintf(`UPDATE items SET %s = ? WHERE id = ?`, field), value, id).Error
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
