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
	Held     bool // what is held was asked for; Search does not find it all the same
	Pinned   bool
	Before   time.Time // the last arrival came before
	After    time.Time // and not before this
	OfClient bool      // only those of Client
	Client   work.ClientID
	Limit    int
}

// Search gives the items that meet a query, the most important first. What is held is never found.
func (tx *Tx) Search(q Query) ([]work.Item, error) {
	db := narrowed(tx.db.Table("items").Where("state <> 'held'"), q)
	if match := matchText(q.Words); match != "" {
		many, err := tx.findsMany(match)
		if err != nil {
			return nil, err
		}
		if many { // look through the items by importance, which soon has enough
			db = db.Table("items INDEXED BY items_ranked").Where("+id IN (SELECT rowid FROM items_text WHERE items_text MATCH ?)", match)
		} else { // sort what is found
			db = db.Where("id IN (SELECT rowid FROM items_text WHERE items_text MATCH ?)", match)
		}
	}
	var ids []int64
	err := db.Order("score DESC, id").Limit(q.Limit).Pluck("id", &ids).Error
	if err != nil || len(ids) == 0 {
		return nil, err
	}
	var rows []itemRow
	err = tx.db.Raw(`SELECT * FROM items WHERE id IN ? ORDER BY score DESC, id`, ids).Scan(&rows).Error
	return itemsOf(rows), err
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

// many is how many finds are sorted in no time. Of more, those that are wanted lie close together when
// one goes by importance.
const many = 2000

func (tx *Tx) findsMany(match string) (bool, error) {
	var n int
	err := tx.db.Raw(`SELECT COUNT(*) FROM (SELECT 1 FROM items_text WHERE items_text MATCH ? LIMIT ?)`, match, many).Scan(&n).Error
	return n == many, err
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
