package demo

import (
	"context"

	"sluice/backend/gate"
	"sluice/backend/store"
	"sluice/backend/work"
)

// begin sets up plan, rules and clients, and puts every step of the story in its place.
func (t *telling) begin(ctx context.Context) error {
	if err := t.choose(ctx); err != nil {
		return err
	}
	if err := t.planAnew(ctx); err != nil {
		return err
	}
	for _, p := range story() {
		client, err := t.add(ctx, p)
		if err != nil {
			return err
		}
		for _, one := range t.tell(p, client) {
			t.at(one.at, func(ctx context.Context) error { return t.hand(ctx, one) })
		}
	}
	t.shields()
	t.writes()
	t.switches()
	return nil
}

// choose is what the user chose in his first minutes.
func (t *telling) choose(ctx context.Context) error {
	settings, err := t.queue.Settings(ctx)
	if err != nil {
		return err
	}
	settings.Welcomed, settings.ShowCounts = true, true
	if _, err := t.queue.SetSettings(ctx, t.clock, settings); err != nil {
		return err
	}
	for _, rule := range []work.Rule{
		{Kind: work.RuleBreakThrough, Builtin: gate.BuiltinCodes},
		{Kind: work.RuleBreakThrough, Builtin: gate.BuiltinCalls},
		{Kind: work.RuleBreakThrough, Builtin: gate.BuiltinAgain},
		{Kind: work.RulePrivate, Match: work.Match{App: signal}},
	} {
		if _, err := t.queue.AddRule(ctx, t.clock, rule); err != nil {
			return err
		}
	}
	return nil
}

// planAnew puts the common plan in the place of the proposed one, which begins with the real clock.
func (t *telling) planAnew(ctx context.Context) error {
	var proposed []work.CheckIn
	err := t.store.Read(ctx, func(tx *store.Tx) (err error) {
		proposed, err = tx.CheckIns()
		return err
	})
	if err != nil {
		return err
	}
	for _, rule := range proposed {
		if _, err := t.queue.RemoveCheckIn(ctx, t.clock, rule.ID); err != nil {
			return err
		}
	}
	return t.addCheckIns(ctx, work.Unassigned, common)
}

func (t *telling) addCheckIns(ctx context.Context, client work.ClientID, times []string) error {
	for _, text := range times {
		rule := work.CheckIn{Client: client, Days: work.EveryDay, At: clock(text)}
		if _, err := t.queue.AddCheckIn(ctx, t.clock, rule); err != nil {
			return err
		}
	}
	return nil
}

func (t *telling) add(ctx context.Context, p part) (work.ClientID, error) {
	if p.client.Name == "" {
		return work.Unassigned, nil
	}
	saved, _, err := t.queue.SaveClient(ctx, t.clock, p.client)
	if err != nil {
		return 0, err
	}
	return saved.ID, t.addCheckIns(ctx, saved.ID, p.own)
}

// hand hands a message over, and keeps in mind what the user does with it.
func (t *telling) hand(ctx context.Context, one told) error {
	if one.then.verb != "" {
		t.fates = append(t.fates, one)
	}
	return t.sourceOf(one).Send(ctx, one.event)
}

// shields are the deep-work blocks of the story: one was ended early, the others were kept whole.
func (t *telling) shields() {
	for _, s := range []struct {
		day               int
		from, until, over string
		note              string
	}{
		{-3, "14:00", "15:30", "15:05", "Price column of the catalogue"},
		{-1, "10:00", "11:30", "", "Address form"},
		{0, "09:45", "10:55", "", "Address form"},
	} {
		t.at(t.on(s.day, clock(s.from)), func(ctx context.Context) error {
			_, _, err := t.queue.StartShield(ctx, t.clock, t.on(s.day, clock(s.until)), s.note)
			return err
		})
		if s.over == "" {
			continue
		}
		t.at(t.on(s.day, clock(s.over)), func(ctx context.Context) error {
			if _, err := t.queue.EndShield(ctx, t.clock); err != nil {
				return err
			}
			return t.settle(ctx)
		})
	}
}

// afternoon plans the next deep-work block, which swallows a check-in: it is moved to the end.
func (t *telling) afternoon(ctx context.Context) error {
	from := t.ahead(0, clock("13:30"))
	if !from.After(t.now) {
		from = t.ahead(1, clock("13:30"))
	}
	_, err := t.queue.PlanShield(ctx, t.now, from, from.Add(hours(2)), "Price column of the catalogue")
	return err
}

// switches go over to a client whenever something is worked for him, and to all in the evening.
func (t *telling) switches() {
	for day := firstDay + 1; day <= 0; day++ {
		stints := stintsOf(t.last.Add(day).Weekday())
		for _, one := range stints {
			t.at(t.on(day, clock(one.from)), func(ctx context.Context) error { return t.goOver(ctx, one.client) })
		}
		t.at(t.on(day, clock("21:30")), func(ctx context.Context) error { return t.goOver(ctx, "") })
	}
}

// goOver works for a client; empty: for all.
func (t *telling) goOver(ctx context.Context, client string) error {
	var clients map[string]work.ClientID
	err := t.store.Read(ctx, func(tx *store.Tx) (err error) { clients, err = idsByName(tx); return err })
	if err != nil {
		return err
	}
	return t.queue.Switch(ctx, t.clock, clients[client])
}
