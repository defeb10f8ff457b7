package store

import (
	"encoding/json"
	"time"

	"gorm.io/gorm"

	"sluice/backend/work"
)

// The methods here walk through everything there is, one thing at a time, so that however much is
// stored little of it is in memory. What the user removed is among it. An error of do ends the walk
// and is given back.

// OrRemoved is a thing with when the user removed it; zero: he did not.
type OrRemoved[T any] struct {
	Thing     T
	RemovedAt time.Time
}

// Of is whose things are asked for: everybody's, or those of one client alone.
type Of struct {
	One    bool
	Client work.ClientID
}

// each scans the rows of a query one by one.
func each[R any](db *gorm.DB, do func(row R) error) error {
	rows, err := db.Rows()
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var row R
		if err := db.ScanRows(rows, &row); err != nil {
			return err
		}
		if err := do(row); err != nil {
			return err
		}
	}
	return rows.Err()
}

// EachClient walks through the clients.
func (tx *Tx) EachClient(of Of, do func(OrRemoved[work.Client]) error) error {
	return each(tx.db.Raw(`SELECT * FROM clients WHERE NOT ? OR id = ? ORDER BY id`, of.One, of.Client), func(r clientRow) error {
		client, err := r.client()
		if err != nil {
			return err
		}
		return do(OrRemoved[work.Client]{client, instant(r.RemovedAt)})
	})
}

// EachCheckIn walks through the check-ins of the plan; of one client its own ones.
func (tx *Tx) EachCheckIn(of Of, do func(OrRemoved[work.CheckIn]) error) error {
	return each(tx.db.Raw(`SELECT * FROM check_ins WHERE NOT ? OR client_id = ? ORDER BY id`, of.One, of.Client), func(r checkInRow) error {
		return do(OrRemoved[work.CheckIn]{r.checkIn(), instant(r.RemovedAt)})
	})
}

// EachRule walks through the rules; of one client those that speak of it.
func (tx *Tx) EachRule(of Of, do func(OrRemoved[work.Rule]) error) error {
	type row struct {
		Rule      ruleRow `gorm:"embedded"`
		RemovedAt int64
	}
	return each(tx.db.Raw(`SELECT * FROM rules WHERE NOT ? OR client_id = ? ORDER BY id`, of.One, of.Client), func(r row) error {
		rule, err := r.Rule.rule()
		if err != nil {
			return err
		}
		return do(OrRemoved[work.Rule]{rule, instant(r.RemovedAt)})
	})
}

// EachItem walks through the items, whatever their state.
func (tx *Tx) EachItem(of Of, do func(work.Item) error) error {
	return each(tx.db.Raw(`SELECT * FROM items WHERE NOT ? OR client_id = ? ORDER BY id`, of.One, of.Client), func(r itemRow) error {
		return do(r.item())
	})
}

// EachArrival walks through the arrivals, each with the one that it was merged into, 0 for none; of
// one client those of its items.
func (tx *Tx) EachArrival(of Of, do func(a work.Arrival, mergedInto work.ArrivalID) error) error {
	return each(tx.db.Raw(`SELECT * FROM arrivals WHERE NOT ? OR item_id IN (SELECT id FROM items WHERE client_id = ?)
		ORDER BY id`, of.One, of.Client), func(r arrivalRow) error {
		return do(r.arrival(), work.ArrivalID(r.MergedInto))
	})
}

// EachRun walks through the check-in runs. Of one client it gives those that concern it, and counts as
// delivered what was its.
func (tx *Tx) EachRun(of Of, do func(work.Run) error) error {
	return each(tx.db.Raw(`SELECT runs.*, (SELECT COUNT(*) FROM arrivals a JOIN items i ON i.id = a.item_id
		WHERE a.run_id = runs.id AND i.client_id = ?) AS of_client FROM runs ORDER BY id`, of.Client), func(r struct {
		Row      runRow `gorm:"embedded"`
		OfClient int
	},
	) error {
		run := r.Row.run()
		if !of.One {
			return do(run)
		}
		if !run.Concerns(of.Client) {
			return nil
		}
		run.Delivered, run.Clients = r.OfClient, []work.ClientID{of.Client}
		return do(run)
	})
}

// Closing is what had come of a check-in for a client when it ended.
type Closing struct {
	Run     work.RunID
	Client  work.ClientID
	Handled int // of the items that it brought
	Carried int
}

// EachClosing walks through what had come of check-ins when they ended.
func (tx *Tx) EachClosing(of Of, do func(Closing) error) error {
	return each(tx.db.Raw(`SELECT * FROM closings WHERE NOT ? OR client_id = ? ORDER BY run_id, client_id`, of.One, of.Client), func(r struct {
		RunID, ClientID  int64
		Handled, Carried int
	},
	) error {
		return do(Closing{Run: work.RunID(r.RunID), Client: work.ClientID(r.ClientID), Handled: r.Handled, Carried: r.Carried})
	})
}

// Judged is what the user said of a break-through.
type Judged struct {
	Arrival work.ArrivalID
	Worth   bool // it was worth the interruption
	At      time.Time
}

// EachJudged walks through what the user said of break-throughs; of one client of those of its items.
func (tx *Tx) EachJudged(of Of, do func(Judged) error) error {
	return each(tx.db.Raw(`SELECT w.* FROM worth w JOIN arrivals a ON a.id = w.arrival_id JOIN items i ON i.id = a.item_id
		WHERE NOT ? OR i.client_id = ? ORDER BY w.arrival_id`, of.One, of.Client), func(r struct {
		ArrivalID int64
		Worth     bool
		At        int64
	},
	) error {
		return do(Judged{Arrival: work.ArrivalID(r.ArrivalID), Worth: r.Worth, At: instant(r.At)})
	})
}

// Switch is that the user went over from one client to another; Unassigned: all.
type Switch struct {
	At       time.Time
	From, To work.ClientID
}

// EachSwitch walks through when the user went over from one client to another.
func (tx *Tx) EachSwitch(do func(Switch) error) error {
	return each(tx.db.Raw(`SELECT at, from_id, to_id FROM switches ORDER BY at, id`), func(r struct{ At, FromID, ToID int64 }) error {
		return do(Switch{At: instant(r.At), From: work.ClientID(r.FromID), To: work.ClientID(r.ToID)})
	})
}

// EachShield walks through the shields.
func (tx *Tx) EachShield(do func(work.Shield) error) error {
	return each(tx.db.Raw(`SELECT * FROM shields ORDER BY id`), func(r shieldRow) error { return do(r.shield()) })
}

// EachShieldRule walks through the shields that repeat.
func (tx *Tx) EachShieldRule(do func(OrRemoved[work.ShieldRule]) error) error {
	return each(tx.db.Raw(`SELECT * FROM shield_rules ORDER BY id`), func(r shieldRuleRow) error {
		return do(OrRemoved[work.ShieldRule]{r.rule(), instant(r.RemovedAt)})
	})
}

// EachGap walks through the gaps in the capture; of one client those of the sources from which
// something of it came.
func (tx *Tx) EachGap(of Of, do func(work.Gap) error) error {
	return each(tx.db.Raw(`SELECT * FROM gaps WHERE NOT ? OR source IN (SELECT source FROM items WHERE client_id = ?)
		ORDER BY from_at, id`, of.One, of.Client), func(r gapRow) error {
		return do(r.gap())
	})
}

// EachAct walks through what the user did and may undo, with what it changed.
func (tx *Tx) EachAct(do func(work.Act, []Change) error) error {
	return each(tx.db.Raw(`SELECT * FROM acts ORDER BY id`), func(r actRow) error {
		var changes []Change
		if err := json.Unmarshal([]byte(r.Changes), &changes); err != nil {
			return err
		}
		return do(r.act(), changes)
	})
}

// ClientsOf gives whose the items are that are there.
func (tx *Tx) ClientsOf(items []work.ItemID) (map[work.ItemID]work.ClientID, error) {
	var rows []struct{ ID, ClientID int64 }
	err := tx.db.Raw(`SELECT id, client_id FROM items WHERE id IN ?`, items).Scan(&rows).Error
	of := make(map[work.ItemID]work.ClientID, len(rows))
	for _, row := range rows {
		of[work.ItemID(row.ID)] = work.ClientID(row.ClientID)
	}
	return of, err
}

// EachSetting walks through the settings, whose values are JSON.
func (tx *Tx) EachSetting(do func(name string, value json.RawMessage) error) error {
	return each(tx.db.Raw(`SELECT name, value FROM settings ORDER BY name`), func(r struct{ Name, Value string }) error {
		return do(r.Name, json.RawMessage(r.Value))
	})
}

// EachMark walks through the user's marks: how much more or less a sender's messages count.
func (tx *Tx) EachMark(do func(sender string, shift float64) error) error {
	return each(tx.db.Raw(`SELECT sender, shift FROM marks ORDER BY sender`), func(r struct {
		Sender string
		Shift  float64
	},
	) error {
		return do(r.Sender, r.Shift)
	})
}

// EachSource walks through the accounts, without their secrets.
func (tx *Tx) EachSource(of Of, do func(OrRemoved[work.Source]) error) error {
	return each(tx.db.Raw(`SELECT * FROM sources WHERE NOT ? OR client_id = ? ORDER BY created_at, id`, of.One, of.Client), func(r sourceRow) error {
		return do(OrRemoved[work.Source]{r.source(), instant(r.RemovedAt)})
	})
}

// EachWrite walks through the outbox; of one client what is about its items.
func (tx *Tx) EachWrite(of Of, do func(work.Write) error) error {
	return each(tx.db.Raw(`SELECT * FROM outbox WHERE NOT ? OR item_id IN (SELECT id FROM items WHERE client_id = ?)
		ORDER BY id`, of.One, of.Client), func(r writeRow) error {
		return do(r.write())
	})
}
