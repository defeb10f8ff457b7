package store

import (
	"encoding/json"
	"time"

	"sluice/backend/work"
)

// Rules gives the user's rules of a kind that are on, in their order.
func (tx *Tx) Rules(kind work.RuleKind) ([]work.Rule, error) {
	all, err := tx.AllRules()
	return all[kind], err
}

// AllRules gives the rules that are on by their kinds, each kind in its order.
func (tx *Tx) AllRules() (map[work.RuleKind][]work.Rule, error) {
	all, err := tx.rules(`SELECT * FROM rules WHERE removed_at = 0 AND off_at = 0 ORDER BY id`)
	rules := map[work.RuleKind][]work.Rule{}
	for _, rule := range all {
		rules[rule.Kind] = append(rules[rule.Kind], rule)
	}
	return rules, err
}

// KeptRules gives the rules of a kind in their order, those that are off among them.
func (tx *Tx) KeptRules(kind work.RuleKind) ([]work.Rule, error) {
	return tx.rules(`SELECT * FROM rules WHERE removed_at = 0 AND kind = ? ORDER BY id`, kind)
}

func (tx *Tx) rules(query string, args ...any) ([]work.Rule, error) {
	var rows []ruleRow
	if err := tx.db.Raw(query, args...).Scan(&rows).Error; err != nil {
		return nil, err
	}
	rules := make([]work.Rule, len(rows))
	for i, r := range rows {
		rule, err := r.rule()
		if err != nil {
			return nil, err
		}
		rules[i] = rule
	}
	return rules, nil
}

type ruleRow struct {
	ID        int64
	Kind      work.RuleKind
	ClientID  int64
	Builtin   string
	Match     string
	CreatedAt int64
	OffAt     int64
}

func (r ruleRow) rule() (work.Rule, error) {
	rule := work.Rule{
		ID: work.RuleID(r.ID), Kind: r.Kind, Client: work.ClientID(r.ClientID), Builtin: r.Builtin,
		OffAt: instant(r.OffAt), CreatedAt: instant(r.CreatedAt),
	}
	return rule, json.Unmarshal([]byte(r.Match), &rule.Match)
}

// Rule gives a rule by its number, also one that was taken away; a NotFound fault where there never was
// one.
func (tx *Tx) Rule(id work.RuleID) (work.Rule, error) {
	var rows []ruleRow
	err := tx.db.Raw(`SELECT * FROM rules WHERE id = ?`, id).Scan(&rows).Error
	if err != nil || len(rows) == 0 {
		return work.Rule{}, orNotFound(err, "There is no rule %d.", id)
	}
	return rows[0].rule()
}

// AddRule stores a new rule and gives its number.
func (tx *Tx) AddRule(r work.Rule) (work.RuleID, error) {
	match, err := json.Marshal(r.Match)
	if err != nil {
		return 0, err
	}
	var id int64
	err = tx.db.Raw(`INSERT INTO rules (kind, client_id, builtin, match, created_at) VALUES (?, ?, ?, ?, ?) RETURNING id`,
		r.Kind, r.Client, r.Builtin, string(match), millis(r.CreatedAt)).Scan(&id).Error
	return work.RuleID(id), err
}

// SetRuleRemoved takes a rule away or, with a zero instant, puts it back.
func (tx *Tx) SetRuleRemoved(id work.RuleID, at time.Time) error {
	change := tx.db.Exec(`UPDATE rules SET removed_at = ? WHERE id = ?`, millis(at), id)
	return hit(change, "There is no rule %d.", id)
}

// SetRuleOff switches a rule off or, with a zero instant, on.
func (tx *Tx) SetRuleOff(id work.RuleID, at time.Time) error {
	change := tx.db.Exec(`UPDATE rules SET off_at = ? WHERE id = ? AND removed_at = 0`, millis(at), id)
	return hit(change, "There is no rule %d.", id)
}

// ArrivalsSince gives what was received since an instant, of everybody or of one client, the newest
// first, at most limit.
func (tx *Tx) ArrivalsSince(of Of, since time.Time, limit int) ([]work.Arrival, error) {
	var rows []arrivalRow
	err := tx.db.Raw(`SELECT a.* FROM arrivals a WHERE a.received_at >= ?
		AND (NOT ? OR (SELECT client_id FROM items WHERE id = a.item_id) = ?) ORDER BY a.id DESC LIMIT ?`,
		millis(since), of.One, of.Client, limit).Scan(&rows).Error
	return arrivalsOf(rows), err
}

// Shift gives how much more or less than by default a sender's messages count, by the user's marks.
func (tx *Tx) Shift(sender string) (float64, error) {
	var shift float64
	err := tx.db.Raw(`SELECT shift FROM marks WHERE sender = ?`, sender).Scan(&shift).Error
	return shift, err
}

// SetShift keeps how much more or less a sender's messages count.
func (tx *Tx) SetShift(sender string, shift float64) error {
	return tx.db.Exec(`INSERT INTO marks (sender, shift) VALUES (?, ?)
		ON CONFLICT (sender) DO UPDATE SET shift = excluded.shift`, sender, shift).Error
}
