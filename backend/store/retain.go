package store

import (
	"context"
	"time"
)

// forgetAtOnce is for how many items the text goes in one transaction: few enough that nobody waits
// for the database.
const forgetAtOnce = 100

// ForgetText empties the bodies of the items that were done before an instant, and those of their
// arrivals, and gives of how many items. Titles, facts, outcomes and receipts stay, and so does the
// text of what came back since. What is emptied can no longer be searched for, and is gone from the
// file too. It may be called at any time, and does nothing where there is nothing to forget.
func (s *Store) ForgetText(ctx context.Context, before time.Time) (forgot int, err error) {
	if err := s.Write(ctx, func(tx *Tx) error { return tx.forgetPassing(before) }); err != nil {
		return 0, err
	}
	for n := forgetAtOnce; n == forgetAtOnce; forgot += n {
		err = s.Write(ctx, func(tx *Tx) error {
			n, err = tx.forgetSome(before)
			return err
		})
		if err != nil {
			return forgot, err
		}
	}
	if forgot == 0 {
		return 0, nil
	}
	return forgot, s.settleForgetting(ctx)
}

// settleForgetting removes what the index of words and the write-ahead log still have of the text.
func (s *Store) settleForgetting(ctx context.Context) error {
	err := s.Write(ctx, func(tx *Tx) error {
		if err := tx.indexForgets(false); err != nil {
			return err
		}
		return tx.db.Exec(`INSERT INTO items_text (items_text) VALUES ('optimize')`).Error
	})
	if err != nil {
		return err
	}
	// Where a reader keeps the log in use, it is emptied at another time.
	return explain(s.writer.WithContext(ctx).Exec("PRAGMA wal_checkpoint(TRUNCATE)").Error, s.path)
}

func (tx *Tx) forgetSome(before time.Time) (int, error) {
	var ids []int64
	// Items that were done before this was noted have no instant of it: their last arrival counts.
	err := tx.db.Raw(`SELECT id FROM items WHERE state = 'done' AND done_at < ? AND (done_at > 0 OR last_at < ?)
		AND id NOT IN (SELECT item_id FROM arrivals WHERE outcome = 'held')
		AND (body <> '' OR EXISTS (SELECT 1 FROM arrivals a WHERE a.item_id = items.id AND a.body <> '')) LIMIT ?`,
		millis(before), millis(before), forgetAtOnce).Scan(&ids).Error
	if err != nil || len(ids) == 0 {
		return 0, err
	}
	if err := tx.indexForgets(true); err != nil {
		return 0, err
	}
	if err := tx.db.Exec(`UPDATE items SET body = '' WHERE id IN ?`, ids).Error; err != nil {
		return 0, err
	}
	return len(ids), tx.db.Exec(`UPDATE arrivals SET body = '' WHERE item_id IN ? AND body <> ''`, ids).Error
}

// indexForgets says whether the index of words takes out what is removed at once, rather than noting
// that it is gone: such notes have the word in them. https://www.sqlite.org/fts5.html#the_secure_delete_configuration_option
func (tx *Tx) indexForgets(atOnce bool) error {
	return tx.db.Exec(`INSERT INTO items_text (items_text, rank) VALUES ('secure-delete', ?)`, atOnce).Error
}
