package store

import (
	"slices"
	"time"

	"sluice/backend/fault"
	"sluice/backend/work"
)

type checkInRow struct {
	ID        int64 `gorm:"primaryKey"`
	ClientID  int64
	Days      int
	At        int
	Zone      string
	ValidFrom int64
	Once      string
	CreatedAt int64
	RemovedAt int64
	OffAt     int64
}

func (checkInRow) TableName() string { return "check_ins" }

func (r checkInRow) checkIn() work.CheckIn {
	once, _ := work.ParseDate(r.Once) // empty or unreadable: it repeats
	return work.CheckIn{
		ID: work.CheckInID(r.ID), Client: work.ClientID(r.ClientID), Days: work.Days(r.Days), At: work.Clock(r.At),
		Zone: r.Zone, From: instant(r.ValidFrom), Once: once, OffAt: instant(r.OffAt),
		CreatedAt: instant(r.CreatedAt),
	}
}

// CheckIns gives the check-ins of the plan that are on, by time of day.
func (tx *Tx) CheckIns() ([]work.CheckIn, error) {
	all, err := tx.KeptCheckIns()
	return slices.DeleteFunc(all, func(c work.CheckIn) bool { return !c.OffAt.IsZero() }), err
}

// KeptCheckIns gives the check-ins by time of day, those that are off among them.
func (tx *Tx) KeptCheckIns() ([]work.CheckIn, error) {
	var rows []checkInRow
	err := tx.db.Raw(`SELECT * FROM check_ins WHERE removed_at = 0 ORDER BY at, id`).Scan(&rows).Error
	return all(rows, checkInRow.checkIn), err
}

// AddCheckIn stores a new check-in and gives its number.
func (tx *Tx) AddCheckIn(c work.CheckIn) (work.CheckInID, error) {
	row := checkInRow{
		ClientID: int64(c.Client), Days: int(c.Days), At: int(c.At), Zone: c.Zone,
		ValidFrom: millis(c.From), CreatedAt: millis(c.CreatedAt), OffAt: millis(c.OffAt),
	}
	if !c.Once.IsZero() {
		row.Once = c.Once.String()
	}
	err := tx.db.Create(&row).Error
	return work.CheckInID(row.ID), err
}

// SetCheckInRemoved takes a check-in out of the plan, or, with a zero instant, puts it back.
func (tx *Tx) SetCheckInRemoved(id work.CheckInID, at time.Time) error {
	change := tx.db.Exec(`UPDATE check_ins SET removed_at = ? WHERE id = ?`, millis(at), id)
	return hit(change, "There is no check-in %d.", id)
}

// SetCheckInOff switches a check-in off or, with a zero instant, on.
func (tx *Tx) SetCheckInOff(id work.CheckInID, at time.Time) error {
	change := tx.db.Exec(`UPDATE check_ins SET off_at = ? WHERE id = ? AND removed_at = 0`, millis(at), id)
	return hit(change, "There is no check-in %d.", id)
}

// SetCheckInFrom lets a check-in begin at an instant, unless it begins later.
func (tx *Tx) SetCheckInFrom(id work.CheckInID, from time.Time) error {
	return tx.db.Exec(`UPDATE check_ins SET valid_from = max(valid_from, ?) WHERE id = ?`, millis(from), id).Error
}

// Occurred is an occurrence of a check-in that was delivered.
type Occurred struct {
	CheckIn    work.CheckInID
	Date       work.Date // the local date that it belongs to
	PlannedAt  time.Time
	RecordedAt time.Time
	Run        work.RunID
}

// Occurrences gives the occurrences that were planned for since or later and are delivered.
func (tx *Tx) Occurrences(since time.Time) ([]Occurred, error) {
	var rows []struct {
		CheckInID  int64
		LocalDate  string
		PlannedAt  int64
		RecordedAt int64
		RunID      int64
	}
	err := tx.db.Raw(`SELECT * FROM occurrences WHERE planned_at >= ?`, millis(since)).Scan(&rows).Error
	records := make([]Occurred, 0, len(rows))
	for _, r := range rows {
		date, err := work.ParseDate(r.LocalDate)
		if err != nil {
			return nil, err
		}
		records = append(records, Occurred{
			CheckIn: work.CheckInID(r.CheckInID), Date: date, PlannedAt: instant(r.PlannedAt),
			RecordedAt: instant(r.RecordedAt), Run: work.RunID(r.RunID),
		})
	}
	return records, err
}

// AddOccurrence keeps that an occurrence was delivered; a void record of the same one gives way.
func (tx *Tx) AddOccurrence(r Occurred) error {
	return tx.db.Exec(`INSERT INTO occurrences (check_in_id, local_date, planned_at, recorded_at, run_id)
		VALUES (?, ?, ?, ?, ?) ON CONFLICT (check_in_id, local_date) DO UPDATE SET
		planned_at = excluded.planned_at, recorded_at = excluded.recorded_at, run_id = excluded.run_id`,
		r.CheckIn, r.Date.String(), millis(r.PlannedAt), millis(r.RecordedAt), r.Run).Error
}

// ForgetOccurrence forgets that an occurrence was delivered.
func (tx *Tx) ForgetOccurrence(checkIn work.CheckInID, date work.Date) error {
	return tx.db.Exec(`DELETE FROM occurrences WHERE check_in_id = ? AND local_date = ?`, checkIn, date.String()).Error
}

// standing bounds shields to those that stand: of a repeating one that was taken away or switched off
// those that had begun by then. The others are kept, for undo, with what the user did to single ones.
const standing = `NOT EXISTS (SELECT 1 FROM shield_rules r WHERE r.id = shields.rule_id AND (
	r.removed_at <> 0 AND shields.from_at > r.removed_at OR r.off_at <> 0 AND shields.from_at > r.off_at))`

// Shields gives the shields whose planned end is since or later, by their start.
func (tx *Tx) Shields(since time.Time) ([]work.Shield, error) {
	var rows []shieldRow
	err := tx.db.Raw(`SELECT * FROM shields WHERE until_at >= ? AND `+standing+` ORDER BY from_at, id`,
		millis(since)).Scan(&rows).Error
	return all(rows, shieldRow.shield), err
}

type shieldRow struct {
	ID      int64
	FromAt  int64
	UntilAt int64
	EndedAt int64
	Note    string
	RuleID  int64

	LocalDate string
}

func (r shieldRow) shield() work.Shield {
	return work.Shield{
		ID: work.ShieldID(r.ID), From: instant(r.FromAt), Until: instant(r.UntilAt),
		EndedAt: instant(r.EndedAt), Note: r.Note, Rule: work.ShieldRuleID(r.RuleID),
	}
}

// Shield gives a shield by its number, a NotFound fault where there is none.
func (tx *Tx) Shield(id work.ShieldID) (work.Shield, error) {
	var rows []shieldRow
	err := tx.db.Raw(`SELECT * FROM shields WHERE id = ? AND `+standing, id).Scan(&rows).Error
	if err != nil || len(rows) == 0 {
		return work.Shield{}, orNotFound(err, "There is no shield %d.", id)
	}
	return rows[0].shield(), nil
}

// SetShieldSpan gives a shield another span and note.
func (tx *Tx) SetShieldSpan(s work.Shield) error {
	return tx.db.Exec(`UPDATE shields SET from_at = ?, until_at = ?, note = ? WHERE id = ?`,
		millis(s.From), millis(s.Until), s.Note, s.ID).Error
}

// AddShield stores a new shield and gives its number.
func (tx *Tx) AddShield(s work.Shield) (work.ShieldID, error) {
	var id int64
	err := tx.db.Raw(`INSERT INTO shields (from_at, until_at, ended_at, note) VALUES (?, ?, ?, ?) RETURNING id`,
		millis(s.From), millis(s.Until), millis(s.EndedAt), s.Note).Scan(&id).Error
	return work.ShieldID(id), err
}

// ShieldRules gives the shields that repeat and are on, by their start.
func (tx *Tx) ShieldRules() ([]work.ShieldRule, error) {
	all, err := tx.KeptShieldRules()
	return slices.DeleteFunc(all, func(r work.ShieldRule) bool { return !r.OffAt.IsZero() }), err
}

// KeptShieldRules gives the shields that repeat by their start, those that are off among them.
func (tx *Tx) KeptShieldRules() ([]work.ShieldRule, error) {
	var rows []shieldRuleRow
	err := tx.db.Raw(`SELECT * FROM shield_rules WHERE removed_at = 0 ORDER BY at, id`).Scan(&rows).Error
	return all(rows, shieldRuleRow.rule), err
}

type shieldRuleRow struct {
	ID        int64
	Days      int
	At        int
	Minutes   int
	Zone      string
	Note      string
	ValidFrom int64
	RemovedAt int64
	OffAt     int64
}

func (r shieldRuleRow) rule() work.ShieldRule {
	return work.ShieldRule{
		ID: work.ShieldRuleID(r.ID), Days: work.Days(r.Days), At: work.Clock(r.At),
		Length: time.Duration(r.Minutes) * time.Minute, Zone: r.Zone, Note: r.Note, From: instant(r.ValidFrom),
		OffAt: instant(r.OffAt),
	}
}

// AddShieldRule stores a shield that repeats and gives its number.
func (tx *Tx) AddShieldRule(r work.ShieldRule) (work.ShieldRuleID, error) {
	var id int64
	err := tx.db.Raw(`INSERT INTO shield_rules (days, at, minutes, zone, note, valid_from, off_at)
		VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id`,
		r.Days, r.At, int64(r.Length/time.Minute), r.Zone, r.Note, millis(r.From), millis(r.OffAt)).Scan(&id).Error
	return work.ShieldRuleID(id), err
}

// ShieldRule gives a shield that repeats, a NotFound fault where there is none or it was taken away.
func (tx *Tx) ShieldRule(id work.ShieldRuleID) (work.ShieldRule, error) {
	var row shieldRuleRow
	found, err := one(tx.db.Raw(`SELECT * FROM shield_rules WHERE id = ? AND removed_at = 0`, id), &row)
	if err != nil || !found {
		return work.ShieldRule{}, orNotFound(err, "There is no repeating shield %d.", id)
	}
	return row.rule(), nil
}

// ShieldsOf gives the shields that a rule made for a local date or later ones, by that date.
func (tx *Tx) ShieldsOf(id work.ShieldRuleID, since work.Date) (map[work.Date]work.Shield, error) {
	var rows []shieldRow
	err := tx.db.Raw(`SELECT * FROM shields WHERE rule_id = ? AND local_date >= ?`, id, since.String()).Scan(&rows).Error
	shields := make(map[work.Date]work.Shield, len(rows))
	for _, r := range rows {
		date, err := work.ParseDate(r.LocalDate)
		if err != nil {
			return nil, err
		}
		shields[date] = r.shield()
	}
	return shields, err
}

// SetShieldRuleRemoved takes a repeating shield away, with those of its shields that have not begun
// by then, or, with a zero instant, puts all of it back.
func (tx *Tx) SetShieldRuleRemoved(id work.ShieldRuleID, at time.Time) error {
	change := tx.db.Exec(`UPDATE shield_rules SET removed_at = ? WHERE id = ?`, millis(at), id)
	return hit(change, "There is no repeating shield %d.", id)
}

// SetShieldRuleOff switches a repeating shield off, with those of its shields that have not begun by
// then, or, with a zero instant, on.
func (tx *Tx) SetShieldRuleOff(id work.ShieldRuleID, at time.Time) error {
	change := tx.db.Exec(`UPDATE shield_rules SET off_at = ? WHERE id = ? AND removed_at = 0`, millis(at), id)
	return hit(change, "There is no repeating shield %d.", id)
}

// SetShieldRuleFrom lets a repeating shield begin at an instant, unless it begins later.
func (tx *Tx) SetShieldRuleFrom(id work.ShieldRuleID, from time.Time) error {
	return tx.db.Exec(`UPDATE shield_rules SET valid_from = max(valid_from, ?) WHERE id = ?`, millis(from), id).Error
}

// CallOffMissed calls off the shields of a rule that would have begun since it was switched off, up to an
// instant: they never were.
func (tx *Tx) CallOffMissed(id work.ShieldRuleID, until time.Time) error {
	return tx.db.Exec(`UPDATE shields SET ended_at = from_at WHERE rule_id = ? AND from_at <= ?
		AND from_at > (SELECT off_at FROM shield_rules WHERE id = shields.rule_id AND off_at <> 0)`, id, millis(until)).Error
}

// AddShieldOf stores a shield that a rule makes for a local date, unless it is there, and says whether
// it was not.
func (tx *Tx) AddShieldOf(rule work.ShieldRuleID, date work.Date, s work.Shield) (bool, error) {
	done := tx.db.Exec(`INSERT INTO shields (from_at, until_at, ended_at, note, rule_id, local_date) VALUES (?, ?, ?, ?, ?, ?)
		ON CONFLICT (rule_id, local_date) WHERE rule_id <> 0 DO NOTHING`,
		millis(s.From), millis(s.Until), millis(s.EndedAt), s.Note, rule, date.String())
	return done.RowsAffected > 0, done.Error
}

func orNotFound(err error, sentence string, args ...any) error {
	if err != nil {
		return err
	}
	return fault.New(fault.NotFound, sentence, args...)
}

// SetShieldEnded ends a shield at an instant, or, with a zero one, lets it run to its planned end.
func (tx *Tx) SetShieldEnded(id work.ShieldID, at time.Time) error {
	return tx.db.Exec(`UPDATE shields SET ended_at = ? WHERE id = ?`, millis(at), id).Error
}
