package store

import (
	"strings"
	"time"

	"gorm.io/gorm"

	"sluice/backend/work"
)

// Query is what is searched for. Empty fields ask nothing.
type Query struct {
	Words    []string // all must be there
	From     string   // part of the sender
	In       string   // part of the client's name
	Kind     string
	Why      string // part of a reason
	State    work.State
	Held     bool       // what is held was asked for; Search does not find it all the same
	Run      work.RunID // the check-in that brought it into the queue last; 0: any
	Pinned   bool
	Record   work.RecordKind // records of a kind are asked for, and no items
	Before   time.Time       // the last arrival came before
	After    time.Time       // and not before this
	OfClient bool            // only those of Client
	Client   work.ClientID
	Limit    int
}

// Search gives the items that meet a query, the most important first. What is held is never found.
func (tx *Tx) Search(q Query) ([]work.Item, error) {
	ids, err := tx.search(q)
	if err != nil || len(ids) == 0 {
		return nil, err
	}
	var rows []itemRow
	err = tx.db.Raw(`SELECT * FROM items WHERE id IN ? ORDER BY score DESC, id`, ids).Scan(&rows).Error
	return itemsOf(rows), err
}

// ranked are items that a query does not shut out for other reasons than its words, in their order.
func (tx *Tx) ranked(table string, q Query) *gorm.DB {
	return narrowed(tx.db.Table(table).Where("state <> 'held'"), q).Order("score DESC, id")
}

func (tx *Tx) search(q Query) ([]int64, error) {
	match := matchText(q.Words)
	if match == "" {
		return pluck(tx.ranked("items", q).Limit(q.Limit))
	}
	if q.From == "" && q.Why == "" { // looking through texts for the most important would take too long
		for _, top := range tops {
			ids, all, err := tx.searchTop(q, match, top)
			if err != nil || all {
				return ids, err
			}
		}
	}
	many, err := tx.findsMany(match)
	if err != nil {
		return nil, err
	}
	if !many {
		return pluck(tx.ranked("items", q).Where("id IN (SELECT rowid FROM items_text WHERE items_text MATCH ?)", match).Limit(q.Limit))
	}
	byRank := tx.ranked("items INDEXED BY items_ranked", q) // until there are enough, without sorting
	return pluck(byRank.Where("+id IN (SELECT rowid FROM items_text WHERE items_text MATCH ?)", match).Limit(q.Limit))
}

func pluck(found *gorm.DB) (ids []int64, err error) {
	err = found.Pluck("id", &ids).Error
	return ids, err
}

// many is how many finds are sorted in no time.
const many = 4000

func (tx *Tx) findsMany(match string) (bool, error) {
	var n int
	err := tx.db.Raw(`SELECT COUNT(*) FROM (SELECT 1 FROM items_text WHERE items_text MATCH ? LIMIT ?)`, match, many).Scan(&n).Error
	return n == many, err
}

// tops are among how many of the most important items is looked first: the few are enough for a letter
// or two, which many have, the more mostly for a word.
var tops = []int{400, 4000}

// searchTop looks among the most important items alone, and says whether what it finds is all that is
// wanted.
func (tx *Tx) searchTop(q Query, match string, top int) (ids []int64, all bool, err error) {
	first := tx.ranked("items", q).Select("id, score").Limit(max(top, q.Limit))
	err = tx.db.Raw(`WITH first AS MATERIALIZED (?) SELECT id FROM first WHERE id IN
		(SELECT rowid FROM items_text WHERE items_text MATCH ? AND +rowid IN (SELECT id FROM first))
		ORDER BY score DESC, id LIMIT ?`, first, match, q.Limit).Scan(&ids).Error
	if err != nil || len(ids) == q.Limit {
		return ids, true, err
	}
	var looked int64
	err = tx.db.Raw(`SELECT COUNT(*) FROM (?)`, first).Scan(&looked).Error
	return ids, looked < int64(max(top, q.Limit)), err
}

func narrowed(db *gorm.DB, q Query) *gorm.DB {
	db = like(db, "sender", q.From)
	db = like(db, "reasons", q.Why)
	if q.In != "" {
		db = db.Where("client_id IN (SELECT id FROM clients WHERE name LIKE ? ESCAPE '\\')", anywhere(q.In))
	}
	if q.Kind != "" {
		db = db.Where("kind = ?", q.Kind)
	}
	if q.Run != 0 {
		db = db.Where("run_id = ?", q.Run)
	}
	if q.State != "" {
		db = db.Where("state = ?", q.State)
	}
	if q.Pinned {
		db = db.Where("pinned = 1")
	}
	if !q.Before.IsZero() {
		db = db.Where("last_at < ?", millis(q.Before))
	}
	if !q.After.IsZero() {
		db = db.Where("last_at >= ?", millis(q.After))
	}
	if q.OfClient {
		db = db.Where("client_id = ?", q.Client)
	}
	return db
}

// matchText gives the words as FTS5 reads them: each in quotes, so that nothing in them is an
// operator, and as a beginning.
func matchText(words []string) string {
	var quoted []string
	for _, word := range words {
		quoted = append(quoted, `"`+strings.ReplaceAll(word, `"`, `""`)+`"*`)
	}
	return strings.Join(quoted, " ")
}

func like(db *gorm.DB, column, text string) *gorm.DB {
	if text == "" {
		return db
	}
	return db.Where(column+" LIKE ? ESCAPE '\\'", anywhere(text))
}

// anywhere matches a text anywhere, with nothing in it being a wildcard.
func anywhere(text string) string {
	return "%" + strings.NewReplacer(`\`, `\\`, "%", `\%`, "_", `\_`).Replace(text) + "%"
}
