package store

import (
	"encoding/json"
	"slices"

	"gorm.io/gorm"

	"sluice/backend/work"
)

// Grouping is by what the rows of a list stand together.
type Grouping string

// The groupings. Groups stand in the order of their most important item, items in a group by importance.
const (
	GroupNone   Grouping = ""
	GroupClient Grouping = "client"
	GroupSource Grouping = "source" // the program or service; where none is known, the source
	GroupPerson Grouping = "person"
	GroupKind   Grouping = "kind"
)

// groupColumn is what is equal within a group, in SQL.
var groupColumn = map[Grouping]string{
	GroupClient: "CAST(client_id AS TEXT)", GroupSource: "CASE WHEN app <> '' THEN app ELSE source END",
	GroupPerson: "sender", GroupKind: "kind",
}

// orders are the orders of a list, in SQL; each ends with what no two items have in common.
var orders = map[work.ViewOrder]string{
	work.OrderRank: "score DESC, items.id", work.OrderNewest: "last_at DESC, items.id DESC",
	work.OrderOldest: "last_at, items.id", work.OrderDue: "due_at = 0, due_at, score DESC, items.id",
}

// List says which of many items are asked for, and which part of the list of them. The limit of the
// query is the part's; 0: everything.
type List struct {
	Query
	Run    work.RunID // those that a check-in brought; 0: any
	Group  Grouping
	Order  work.ViewOrder
	Offset int         // how many of the list come before the part
	Near   work.ItemID // where this item is in the list, the part lies around it instead; 0: no matter
}

// Group is how many of a list stand together under a name: a client's number, a person's name.
type Group struct {
	Name  string `gorm:"column:name"`
	Count int    `gorm:"column:n"`
}

// Listed is a part of a list.
type Listed struct {
	Items  []work.Item
	Offset int     // how many of the list come before it
	Total  int     // how long the whole list is
	Groups []Group // of the whole list, in their order; none where it has no groups
}

// ListItems gives a part of a list. What is held is never in it.
func (tx *Tx) ListItems(l List) (Listed, error) {
	groups, err := tx.groupsOf(l)
	if err != nil {
		return Listed{}, err
	}
	listed := Listed{Groups: groups, Offset: l.Offset}
	if l.Group == GroupNone {
		err = tx.listing(l).Select("COUNT(*)").Scan(&listed.Total).Error
	}
	for _, group := range groups {
		listed.Total += group.Count
	}
	if err != nil {
		return Listed{}, err
	}
	place, found, err := tx.placeIn(l, groups)
	if err != nil {
		return Listed{}, err
	}
	if found && l.Limit > 0 {
		listed.Offset = max(0, min(place-l.Limit/2, listed.Total-l.Limit))
	}
	listed.Items, err = tx.partOf(l, groups, listed.Offset)
	return listed, err
}

// ListIDs gives the numbers of all items of a list, in no order, and the clients that they belong to.
func (tx *Tx) ListIDs(l List) (ids []work.ItemID, clients []work.ClientID, err error) {
	if err := tx.listing(l).Pluck("id", &ids).Error; err != nil {
		return nil, nil, err
	}
	err = tx.listing(l).Distinct().Pluck("client_id", &clients).Error
	return ids, clients, err
}

// listing are the items of a list, in no order.
func (tx *Tx) listing(l List) *gorm.DB {
	db := narrowed(tx.db.Table("items").Where("state <> 'held'"), l.Query)
	if l.Run != 0 {
		db = db.Where("run_id = ?", l.Run)
	}
	if match := matchText(l.Words); match != "" {
		db = db.Where("items.id IN (SELECT rowid FROM items_text WHERE items_text MATCH ?)", match)
	}
	return db
}

func (tx *Tx) groupsOf(l List) (groups []Group, err error) {
	if l.Group == GroupNone {
		return nil, nil
	}
	err = tx.listing(l).Select(groupColumn[l.Group] + " AS name, COUNT(*) AS n").
		Group("name").Order("MAX(score) DESC, name").Scan(&groups).Error
	return groups, err
}

// placeIn gives how many items of the list come before the one that is asked for, and whether it is in it.
func (tx *Tx) placeIn(l List, groups []Group) (place int, found bool, err error) {
	if l.Near == 0 {
		return 0, false, nil
	}
	var near struct {
		Score float64
		Name  string
	}
	name := "''"
	if l.Group != GroupNone {
		name = groupColumn[l.Group]
	}
	found, err = one(tx.listing(l).Select("score, "+name+" AS name").Where("items.id = ?", l.Near), &near)
	if err != nil || !found {
		return 0, false, err
	}
	for _, group := range groups {
		if group.Name == near.Name {
			break
		}
		place += group.Count
	}
	same := tx.listing(l)
	if l.Group != GroupNone {
		same = same.Where(name+" = ?", near.Name)
	}
	within, err := before(same, l, near.Score)
	return place + within, true, err
}

// before counts which of the items come before the one that is asked for: with its score by the index,
// else one by one.
func before(items *gorm.DB, l List, score float64) (n int, err error) {
	if l.Order == work.OrderRank {
		err = items.Select("COUNT(*)").Where("(score > ? OR score = ? AND items.id < ?)", score, score, l.Near).Scan(&n).Error
		return n, err
	}
	var ids []work.ItemID
	err = items.Order(orders[l.Order]).Pluck("items.id", &ids).Error
	return slices.Index(ids, l.Near), err
}

// partOf gives the items of a part that begins after so many.
func (tx *Tx) partOf(l List, groups []Group, offset int) ([]work.Item, error) {
	limit := l.Limit
	if limit <= 0 {
		limit = -1
	}
	db := tx.listing(l)
	if l.Group == GroupNone {
		db = db.Order(orders[l.Order])
	} else {
		var some []string
		some, offset = within(groups, offset, l.Limit)
		names, err := json.Marshal(some)
		if err != nil {
			return nil, err
		}
		db = db.Joins("JOIN (SELECT key AS place, value AS name FROM json_each(?)) AS g ON g.name = "+groupColumn[l.Group], string(names)).
			Order("g.place, " + orders[l.Order])
	}
	var ids []int64
	if err := db.Limit(limit).Offset(offset).Pluck("items.id", &ids).Error; err != nil {
		return nil, err
	}
	return tx.inOrder(ids)
}

// within gives the names of the groups that a part touches, and how many items of theirs come before it.
func within(groups []Group, offset, limit int) (names []string, rest int) {
	rest = offset
	from := 0
	for _, group := range groups {
		until := from + group.Count
		switch {
		case until <= offset:
			rest -= group.Count
		case limit <= 0 || from < offset+limit:
			names = append(names, group.Name)
		}
		from = until
	}
	return names, rest
}

// inOrder gives items by their numbers, in the order of these.
func (tx *Tx) inOrder(ids []int64) ([]work.Item, error) {
	place := make(map[work.ItemID]int, len(ids))
	for i, id := range ids {
		place[work.ItemID(id)] = i
	}
	items := make([]work.Item, len(ids))
	const some = 500 // numbers in one question
	for len(ids) > 0 {
		part := ids[:min(some, len(ids))]
		ids = ids[len(part):]
		var rows []itemRow
		if err := tx.db.Raw(`SELECT * FROM items WHERE id IN ?`, part).Scan(&rows).Error; err != nil {
			return nil, err
		}
		for _, item := range itemsOf(rows) {
			items[place[item.ID]] = item
		}
	}
	return items, nil
}
