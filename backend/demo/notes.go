package demo

import (
	"context"
	"fmt"

	"sluice/backend/queue"
	"sluice/backend/store"
	"sluice/backend/work"
)

// written is something that the user wrote down on a day of the story.
type written struct {
	day    int
	at     string
	client string
	kind   work.RecordKind
	on     string // of a blocker: on whom
	title  string // of the item that it is linked to; empty: none
	text   string
}

// notes are what the user wrote down, in order.
var notes = []written{
	{-6, "10:20", "Birchwood", work.RecordNote, "", "", "Corrections go to **Tomasz**, prices to **Lena**, captions to **Mika**. Answers by four, an hour ahead of us."},
	{-6, "15:40", "Acme", work.RecordDecision, "", "", "A removed item stays removed in every tab. The server’s basket is the true one."},
	{-5, "10:05", "Acme", work.RecordDecision, "", "Which of the two error tones?", "Error texts are dry in forms, friendly on empty pages."},
	{-5, "14:10", "Corvid Labs", work.RecordDecision, "", "Name the parts by their hash", "A part is named by its hash, so that sending it twice is harmless."},
	{-4, "13:10", "Birchwood", work.RecordDecision, "", "Index: sort umlauts with their vowels", "Umlauts stand with their vowels in the index: Ä with A."},
	{-4, "16:50", "Dune & Co", work.RecordNote, "", "", "Samir answers before noon, Layla after. The launch is at nine, Dubai time."},
	{-3, "13:30", "Acme", work.RecordBlocker, "Noor", "", "The courier’s sandbox cannot be reached from CI"},
	{-3, "15:20", "Heron", work.RecordNote, "", "", "The cache forgets the oldest tiles first. Measure on the old phone before the release."},
	{-2, "13:20", "Birchwood", work.RecordBlocker, "Lena", "Final ISBN for the back cover", "No ISBN, so the back cover cannot go to print"},
	{-2, "16:45", "Corvid Labs", work.RecordBaton, "", "", "Resume after sleep fails once in forty runs. The harness is in `tools/slow`; the next guess is the second retry."},
	{-2, "17:00", "Dune & Co", work.RecordDecision, "", "", "Prices keep Western numerals in both languages, as the bank’s form has them."},
	{-1, "17:20", "Birchwood", work.RecordBaton, "", "", "Proof 3 is at the printer. Tomasz chooses nothing alone: always name two options and say which one you would take. Lena owns the price list."},
	{-1, "17:40", "Acme", work.RecordBaton, "", "", "The address form validates by country. Open: one line or two, then the migration can run. Noor has it ready."},
}

// writes puts what is written down into the story.
func (t *telling) writes() {
	for _, one := range notes {
		t.at(t.on(one.day, clock(one.at)), func(ctx context.Context) error {
			record, err := t.record(ctx, one)
			if err != nil {
				return err
			}
			_, err = t.queue.AddRecord(ctx, t.clock, queue.Wall{}, record)
			return err
		})
	}
}

func (t *telling) record(ctx context.Context, one written) (work.Record, error) {
	record := work.Record{Kind: one.kind, On: one.on, Text: one.text}
	err := t.store.Read(ctx, func(tx *store.Tx) error {
		clients, err := idsByName(tx)
		if err != nil {
			return err
		}
		record.Client = clients[one.client]
		return tx.EachItem(store.Of{One: true, Client: record.Client}, func(item work.Item) error {
			if one.title != "" && item.Title == one.title {
				record.Item = item.ID
			}
			return nil
		})
	})
	if one.title != "" && record.Item == 0 {
		return record, fmt.Errorf("write down %q: %q is not there yet", one.text, one.title)
	}
	return record, err
}

// keep saves a search, and says of what broke through whether it was worth it; the newest is left to
// be answered.
func (t *telling) keep(ctx context.Context) error {
	view := work.View{Name: "Reviews", Query: "why:review", Group: work.GroupClient, Number: 1}
	if _, err := t.queue.SaveView(ctx, t.clock, queue.Wall{}, view); err != nil {
		return err
	}
	in, err := t.queue.Insights(ctx, t.clock, queue.Wall{}, 14)
	if err != nil {
		return err
	}
	for i, one := range in.Pierced {
		if i == 0 {
			continue
		}
		worth := one.From != "Priya" // who writes twice about everything
		if _, err := t.queue.SayWorth(ctx, t.clock, queue.Wall{}, one.ID, worth); err != nil {
			return err
		}
	}
	return nil
}
