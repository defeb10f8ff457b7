package api

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"sluice/backend/api/wire"
	"sluice/backend/core"
	"sluice/backend/fault"
	"sluice/backend/queue"
	"sluice/backend/schedule"
	"sluice/backend/work"
)

type moveCheckInInput struct {
	ID   int64 `path:"id"`
	Body struct {
		At   string `json:"at" doc:"Local time of day, such as 14:30"`
		Only string `json:"only,omitempty" doc:"The one local date that moves, such as 2026-03-04; empty: all its days"`
	}
}

// replanned is what changing the plan did, and what it breaks.
type replanned struct {
	Act wire.Act `json:"act"`
	wire.BrokenWaits
}

// replanning changes the plan, and answers with what that breaks as well.
func (a *API) replanning(ctx context.Context, change queue.Planned, do func(now time.Time) (work.Act, error)) (*answer[replanned], error) {
	broken, err := a.brokenByPlan(ctx, Walled{}, change)
	if err != nil {
		return nil, err
	}
	act, err := core.Do(ctx, a.core, do)
	return &answer[replanned]{Body: replanned{Act: wire.ActOf(act), BrokenWaits: broken}}, err
}

func (a *API) moveCheckIn(ctx context.Context, input *moveCheckInInput) (*answer[replanned], error) {
	at, only, err := clockAndDate(input.Body.At, input.Body.Only)
	if err != nil {
		return nil, err
	}
	id := work.CheckInID(input.ID)
	return a.replanning(ctx, queue.Planned{CheckIn: id, At: at, Only: only}, func(now time.Time) (work.Act, error) {
		return a.core.Queue.MoveCheckIn(ctx, now, id, at, only)
	})
}

func clockAndDate(clock, date string) (at work.Clock, on work.Date, err error) {
	if at, err = work.ParseClock(clock); err == nil && date != "" {
		on, err = work.ParseDate(date)
	}
	if err != nil {
		err = fault.Wrap(err, fault.Invalid, "%s.", err)
	}
	return at, on, err
}

type skipInput struct {
	ID   int64 `path:"id"`
	Body struct {
		Date string `json:"date" doc:"The local date on which it is left out, such as 2026-03-04"`
	}
}

func (a *API) skipCheckIn(ctx context.Context, input *skipInput) (*answer[replanned], error) {
	date, err := work.ParseDate(input.Body.Date)
	if err != nil {
		return nil, fault.Wrap(err, fault.Invalid, "%s.", err)
	}
	id := work.CheckInID(input.ID)
	return a.replanning(ctx, queue.Planned{CheckIn: id, Skip: date}, func(now time.Time) (work.Act, error) {
		return a.core.Queue.SkipCheckIn(ctx, now, id, date)
	})
}

type shieldsInput struct {
	From  time.Time `query:"from" doc:"RFC 3339; without it the beginning of today"`
	Until time.Time `query:"until" doc:"RFC 3339; without it the end of today"`
}

func (a *API) shields(ctx context.Context, input *shieldsInput) (*answer[wire.PlannedShields], error) {
	today := work.DateOf(a.core.Now(), a.core.Zone())
	from, until := input.From, input.Until
	if from.IsZero() {
		from = schedule.Instant(today, 0, a.core.Zone())
	}
	if until.IsZero() {
		until = schedule.Instant(today.Add(1), 0, a.core.Zone())
	}
	shields, err := a.core.Queue.Shields(ctx, from, until)
	return &answer[wire.PlannedShields]{Body: wire.PlannedShieldsOf(shields)}, err
}

type moveShieldInput struct {
	ID   int64 `path:"id"`
	Body struct {
		From  time.Time `json:"from"`
		Until time.Time `json:"until"`
		Note  string    `json:"note,omitempty" maxLength:"500"`
	}
}

func (a *API) moveShield(ctx context.Context, input *moveShieldInput) (*answer[wire.Shield], error) {
	moved := work.Shield{ID: work.ShieldID(input.ID), From: input.Body.From, Until: input.Body.Until}
	broken, err := a.brokenByPlan(ctx, Walled{}, queue.Planned{Shield: moved})
	if err != nil {
		return nil, err
	}
	return core.Do(ctx, a.core, func(now time.Time) (*answer[wire.Shield], error) {
		shield, err := a.core.Queue.MoveShield(ctx, now, work.ShieldID(input.ID), input.Body.From, input.Body.Until, input.Body.Note)
		return &answer[wire.Shield]{Body: wire.ShieldOf(shield, "off", "It is moved.", broken.Broken)}, err
	})
}

func (a *API) cancelShield(ctx context.Context, input *numbered) (*answer[acted], error) {
	return a.doing(ctx, func(now time.Time) (work.Act, error) {
		return a.core.Queue.CancelShield(ctx, now, work.ShieldID(input.ID))
	})
}

type changeShieldRuleInput struct {
	ID   int64 `path:"id"`
	Body shieldRuleBody
}

func (a *API) changeShieldRule(ctx context.Context, input *changeShieldRuleInput) (*answer[wire.SavedShieldRule], error) {
	rule, err := input.Body.rule()
	if err != nil {
		return nil, fault.Wrap(err, fault.Invalid, "%s.", err)
	}
	rule.ID = work.ShieldRuleID(input.ID)
	broken, err := a.brokenByPlan(ctx, Walled{}, queue.Planned{Repeat: rule})
	if err != nil {
		return nil, err
	}
	changed, err := core.Do(ctx, a.core, func(now time.Time) (work.ShieldRule, error) {
		return a.core.Queue.ChangeShieldRule(ctx, now, work.ShieldRuleID(input.ID), rule)
	})
	return &answer[wire.SavedShieldRule]{Body: wire.SavedShieldRule{ShieldRule: wire.ShieldRuleOf(changed), BrokenWaits: broken}}, err
}

type checkPlanInput struct {
	Walled
	Body struct {
		CheckIn int64  `json:"checkIn,omitempty" doc:"The check-in that would change; 0: none"`
		At      string `json:"at,omitempty" doc:"Where it would move to, such as 14:30"`
		Only    string `json:"only,omitempty" doc:"On which date alone; empty: on all its days"`
		Remove  bool   `json:"remove,omitempty" doc:"It would go"`
		Skip    string `json:"skip,omitempty" doc:"The date on which it would be left out"`

		Add []checkInBody `json:"add,omitempty" maxItems:"50" doc:"New check-ins"`

		Shield int64      `json:"shield,omitempty" doc:"The shield that would move; 0: a new one"`
		From   *time.Time `json:"from,omitempty" doc:"When the shield would begin; without it none moves"`
		Until  *time.Time `json:"until,omitempty"`

		Rule   int64           `json:"rule,omitempty" doc:"The repeating shield that would change; 0: a new one"`
		Repeat *shieldRuleBody `json:"repeat,omitempty" doc:"How it would be"`
	}
}

// checkPlan says what a change would break, the widest wait first.
func (a *API) checkPlan(ctx context.Context, input *checkPlanInput) (*answer[wire.BrokenWaits], error) {
	change, err := a.planned(ctx, input)
	if err != nil {
		return nil, err
	}
	broken, err := a.brokenByPlan(ctx, input.Walled, change)
	return &answer[wire.BrokenWaits]{Body: broken}, err
}

// planned reads a change that is thought of.
func (a *API) planned(ctx context.Context, input *checkPlanInput) (change queue.Planned, err error) {
	asked := input.Body
	change = queue.Planned{CheckIn: work.CheckInID(asked.CheckIn), Remove: asked.Remove}
	switch {
	case change.CheckIn == 0 || asked.Remove:
	case asked.Skip != "":
		if change.Skip, err = work.ParseDate(asked.Skip); err != nil {
			return change, fault.Wrap(err, fault.Invalid, "%s.", err)
		}
	default:
		if change.At, change.Only, err = clockAndDate(asked.At, asked.Only); err != nil {
			return change, err
		}
	}
	for _, body := range asked.Add {
		rule, err := a.ruleOf(ctx, body)
		if err != nil {
			return change, err
		}
		change.Add = append(change.Add, rule)
	}
	if asked.From != nil && asked.Until != nil {
		change.Shield = work.Shield{ID: work.ShieldID(asked.Shield), From: *asked.From, Until: *asked.Until}
	}
	if asked.Repeat != nil {
		if change.Repeat, err = asked.Repeat.rule(); err != nil {
			return change, fault.Wrap(err, fault.Invalid, "%s.", err)
		}
		change.Repeat.ID = work.ShieldRuleID(asked.Rule)
	}
	return change, nil
}

// brokenByPlan says which longest waits a change of the plan breaks, the one that is used up first
// first.
func (a *API) brokenByPlan(ctx context.Context, asked Walled, change queue.Planned) (wire.BrokenWaits, error) {
	list := wire.BrokenWaits{Broken: []wire.BrokenWait{}}
	wall, err := a.wall(ctx, asked)
	if err != nil {
		return list, err
	}
	breaches, clients, err := a.core.Queue.Foresee(ctx, a.core.Now(), change, wall)
	for id, breach := range breaches {
		list.Broken = append(list.Broken, a.foreseen(clients[id], breach))
	}
	slices.SortFunc(list.Broken, func(x, y wire.BrokenWait) int {
		return cmp.Or(x.At.Compare(y.At), cmp.Compare(x.Client, y.Client))
	})
	return list, err
}

func (a *API) foreseen(c work.Client, b queue.Breach) wire.BrokenWait {
	zone := a.core.Zone()
	return wire.BrokenWait{
		Client: c.Name, At: b.AddAt,
		Sentence: fmt.Sprintf("%s would wait from %s to %s, longer than the %s you promised.",
			c.Name, b.From.In(zone).Format("Mon 15:04"), b.Until.In(zone).Format("Mon 15:04"), wire.Hours(b.Wait)),
	}
}
