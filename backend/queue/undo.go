package queue

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"time"

	"sluice/backend/bus"
	"sluice/backend/fault"
	"sluice/backend/store"
	"sluice/backend/work"
)

// The things whose fields acts change.
const (
	thingItem              = "item" // which field is the change's name
	thingShift             = "shift"
	thingShieldEnded       = "shield.ended"
	thingShieldSpan        = "shield.span"
	thingCheckInRemoved    = "checkin.removed"
	thingRuleRemoved       = "rule.removed"
	thingRuleOff           = "rule.off"
	thingCheckInOff        = "checkin.off"
	thingShieldRuleOff     = "shieldrule.off"
	thingClientRemoved     = "client.removed"
	thingShieldRuleRemoved = "shieldrule.removed"
	thingClient            = "client"
	thingSettings          = "settings"
	thingRecord            = "record"
	thingRecordRemoved     = "record.removed"
	thingView              = "view"
	thingViewRemoved       = "view.removed"
	thingWorth             = "worth"
	thingProposal          = "proposal"
)

// Undo takes back the last act of the user that is not undone, from whatever surface it came. Only
// the fields that the act changed are restored, and only where they are still as the act left them:
// what came later stays. With nothing left it gives a NothingToUndo fault.
func (q *Queue) Undo(ctx context.Context, now time.Time) (act work.Act, err error) {
	now = stamp(now)
	err = q.store.Write(ctx, func(tx *store.Tx) error {
		var changes []store.Change
		var found bool
		if act, changes, found, err = tx.LastAct(); err != nil {
			return err
		}
		if !found {
			return fault.New(fault.NothingToUndo, "There is nothing to undo.")
		}
		var judged []work.ItemID // what is to be judged anew, each once
		for _, change := range changes {
			if err := q.restore(tx, change, now); err != nil {
				return err
			}
			if counts(change) {
				judged = append(judged, work.ItemID(change.ID))
			}
		}
		slices.Sort(judged)
		if err := q.rescore(tx, now, slices.Compact(judged)...); err != nil {
			return err
		}
		act.UndoneAt = now
		return tx.SetActUndone(act.ID, now)
	})
	if err == nil {
		q.bus.Tell(bus.Queue, bus.Gate, bus.Sessions, bus.Outbox)
	}
	return act, err
}

// LastAct gives the act that Undo would take back, and whether there is one.
func (q *Queue) LastAct(ctx context.Context) (act work.Act, found bool, err error) {
	err = q.store.Read(ctx, func(tx *store.Tx) error {
		act, _, found, err = tx.LastAct()
		return err
	})
	return act, found, err
}

func (q *Queue) restore(tx *store.Tx, c store.Change, now time.Time) error {
	switch c.Thing {
	case thingItem:
		return restoreItem(tx, c)
	case thingShift:
		return restoreShift(tx, c)
	case thingClient:
		return restoreClient(tx, c)
	case thingShieldSpan:
		return restoreSpan(tx, c)
	case thingSplit:
		return rejoin(tx, c)
	case thingWrite:
		return withdraw(tx, work.WriteID(c.ID))
	case thingFiled:
		return tx.Unfile(work.SourceID(c.Name))
	case thingSettings:
		return tx.SetSetting(c.Name, json.RawMessage(c.Before))
	case thingRecord:
		return restoreRecord(tx, c)
	case thingView:
		return restoreView(tx, c)
	case thingWorth:
		return tx.SetWorth(work.ArrivalID(c.ID), c.Before, now)
	case thingProposal:
		return tx.SetProposalAnswer(c.Name, c.Before, now)
	case store.ThingSession:
		return tx.RestoreSession(c, now)
	case store.ThingSessionBatch:
		return tx.SetBatchRemoved(c.ID, now)
	}
	at, err := parseInstant(c.Before, now)
	if err != nil {
		return err
	}
	return restoreInstant(tx, c, at)
}

// restoreInstant restores what an act ended or removed, by when that was before.
func restoreInstant(tx *store.Tx, c store.Change, at time.Time) error {
	switch c.Thing {
	case thingShieldEnded: // it runs on, or was never started
		return tx.SetShieldEnded(work.ShieldID(c.ID), at)
	case thingCheckInRemoved:
		return tx.SetCheckInRemoved(work.CheckInID(c.ID), at)
	case thingRuleRemoved:
		return tx.SetRuleRemoved(work.RuleID(c.ID), at)
	case thingRuleOff:
		return tx.SetRuleOff(work.RuleID(c.ID), at)
	case thingCheckInOff:
		return tx.SetCheckInOff(work.CheckInID(c.ID), at)
	case thingShieldRuleOff:
		return tx.SetShieldRuleOff(work.ShieldRuleID(c.ID), at)
	case thingShieldRuleRemoved:
		return tx.SetShieldRuleRemoved(work.ShieldRuleID(c.ID), at)
	case thingClientRemoved:
		return tx.SetClientRemoved(work.ClientID(c.ID), at)
	case thingRecordRemoved:
		return tx.SetRecordRemoved(work.RecordID(c.ID), at)
	case thingViewRemoved:
		return tx.SetViewRemoved(work.ViewID(c.ID), at)
	}
	return fault.New(fault.Internal, "An act changed %q, which this version cannot restore.", c.Thing)
}

func restoreItem(tx *store.Tx, c store.Change) error {
	id, field := work.ItemID(c.ID), store.Field(c.Name)
	present, err := tx.ItemFields(id)
	if err != nil || present[field] != c.After {
		return err
	}
	return tx.SetItemFields(id, values{field: c.Before})
}

func restoreShift(tx *store.Tx, c store.Change) error {
	before, err := strconv.ParseFloat(c.Before, 64)
	if err != nil {
		return fmt.Errorf("read the mark of an act: %w", err)
	}
	return tx.SetShift(c.Name, before)
}

func shiftText(shift float64) string { return strconv.FormatFloat(shift, 'g', -1, 64) }

func restoreClient(tx *store.Tx, c store.Change) error {
	var before work.Client
	if err := json.Unmarshal([]byte(c.Before), &before); err != nil {
		return fmt.Errorf("read the client of an act: %w", err)
	}
	_, err := tx.SaveClient(before)
	return err
}

// atUndo stands, in a change, for the moment of the undo itself: a shield that was started ends then,
// a check-in that was added is removed then.
const atUndo = "now"

func formatInstant(at time.Time) string {
	if at.IsZero() {
		return ""
	}
	return strconv.FormatInt(at.UnixMilli(), 10)
}

func parseInstant(text string, now time.Time) (time.Time, error) {
	switch text {
	case "":
		return time.Time{}, nil
	case atUndo:
		return now, nil
	}
	ms, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		return time.Time{}, fmt.Errorf("read the instant of an act: %w", err)
	}
	return time.UnixMilli(ms).UTC(), nil
}
