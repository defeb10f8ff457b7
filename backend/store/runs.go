package store

import (
	"strconv"
	"strings"
	"time"

	"sluice/backend/work"
)

type runRow struct {
	ID         int64 `gorm:"primaryKey"`
	Planned    bool
	DueAt      int64
	OpenedAt   int64
	EndsAt     int64
	EndedAt    int64
	Ending     string
	Delivered  int
	Late       bool
	NotifiedAt int64
	Clients    string // numbers parted by commas; empty: everybody
	Extra      bool

	BudgetItems int
}

func (runRow) TableName() string { return "runs" }

func rowOfRun(r work.Run) runRow {
	return runRow{
		ID: int64(r.ID), Planned: r.Planned, DueAt: millis(r.DueAt), OpenedAt: millis(r.OpenedAt),
		EndsAt: millis(r.EndsAt), EndedAt: millis(r.EndedAt), Ending: string(r.Ending),
		Delivered: r.Delivered, Late: r.Late, NotifiedAt: millis(r.NotifiedAt),
		Clients: joinClients(r.Clients), Extra: r.Extra, BudgetItems: r.BudgetItems,
	}
}

func (r runRow) run() work.Run {
	return work.Run{
		ID: work.RunID(r.ID), Planned: r.Planned, DueAt: instant(r.DueAt), OpenedAt: instant(r.OpenedAt),
		EndsAt: instant(r.EndsAt), EndedAt: instant(r.EndedAt), Ending: work.RunEnd(r.Ending),
		Delivered: r.Delivered, Late: r.Late, NotifiedAt: instant(r.NotifiedAt),
		Clients: splitClients(r.Clients), Extra: r.Extra, BudgetItems: r.BudgetItems,
	}
}

func joinClients(clients []work.ClientID) string {
	texts := make([]string, len(clients))
	for i, client := range clients {
		texts[i] = strconv.FormatInt(int64(client), 10)
	}
	return strings.Join(texts, ",")
}

func splitClients(text string) []work.ClientID {
	var clients []work.ClientID
	for each := range strings.SplitSeq(text, ",") {
		if id, err := strconv.ParseInt(each, 10, 64); err == nil {
			clients = append(clients, work.ClientID(id))
		}
	}
	return clients
}

// AddRun stores a new check-in run and gives its number.
func (tx *Tx) AddRun(r work.Run) (work.RunID, error) {
	row := rowOfRun(r)
	err := tx.db.Create(&row).Error
	return work.RunID(row.ID), err
}

// SaveRun stores every field of a run that is there.
func (tx *Tx) SaveRun(r work.Run) error {
	row := rowOfRun(r)
	return tx.db.Save(&row).Error
}

// OpenRun gives the run that is open, and whether one is.
func (tx *Tx) OpenRun() (work.Run, bool, error) {
	var row runRow
	found, err := one(tx.db.Raw(`SELECT * FROM runs WHERE ended_at = 0 ORDER BY id DESC LIMIT 1`), &row)
	return row.run(), found, err
}

// Runs gives the runs opened in [from, until), in order.
func (tx *Tx) Runs(from, until time.Time) ([]work.Run, error) {
	var rows []runRow
	err := tx.db.Raw(`SELECT * FROM runs WHERE opened_at >= ? AND opened_at < ? ORDER BY id`,
		millis(from), millis(until)).Scan(&rows).Error
	return all(rows, runRow.run), err
}

// Run gives a run by its number, or a not-found fault.
func (tx *Tx) Run(id work.RunID) (work.Run, error) {
	var row runRow
	err := tx.db.Where("id = ?", id).Take(&row).Error
	return row.run(), err
}

// OpenedBefore is when the last run before another one opened that counts; zero where there is none.
func (tx *Tx) OpenedBefore(id work.RunID, counts func(work.Run) bool) (time.Time, error) {
	var rows []runRow
	err := tx.db.Raw(`SELECT * FROM runs WHERE id < ? ORDER BY id DESC LIMIT 1000`, id).Scan(&rows).Error
	for _, row := range rows {
		if run := row.run(); counts(run) {
			return run.OpenedAt, err
		}
	}
	return time.Time{}, err
}

// FirstOfRun gives the most important queued item that a run brought itself; a zero one where all are
// handled.
func (tx *Tx) FirstOfRun(id work.RunID) (work.Item, error) {
	var row itemRow
	_, err := one(tx.db.Raw(`SELECT * FROM items WHERE run_id = ? AND carried_to <> run_id AND state = 'queued'
		ORDER BY score DESC, id LIMIT 1`, id), &row)
	return row.item(), err
}

// FirstOfRunFor is the same among a client's items.
func (tx *Tx) FirstOfRunFor(id work.RunID, client work.ClientID) (work.Item, error) {
	var row itemRow
	_, err := one(tx.db.Raw(`SELECT * FROM items WHERE run_id = ? AND carried_to <> run_id AND client_id = ? AND state = 'queued'
		ORDER BY score DESC, id LIMIT 1`, id, client), &row)
	return row.item(), err
}
