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
		Mended
	}
}

// Mended is what a request that changes the plan says about the longest waits that this breaks.
type Mended struct {
	Mend []wire.Mending `json:"mend,omitempty" maxItems:"100" doc:"What is done, in the same act, about longest waits that it breaks; of clients that are not named an extra check-in keeps theirs"`
}

// mendings reads what shall be done about the waits that break.
func (a *API) mendings(ctx context.Context, asked Mended) (mends []queue.Mending, err error) {
	for _, each := range asked.Mend {
		client, err := a.client(ctx, each.Client)
		if err != nil {
			return nil, err
		}
		if each.Way != "extra" {
			mends = append(mends, queue.Mending{Client: client.ID, How: queue.Mend(each.Way)})
		}
	}
	return mends, nil
}

// replanned is what changing the plan did, and what it breaks.
type replanned struct {
	Act wire.Act `json:"act"`
	wire.BrokenWaits
}

// replanning changes the plan, and answers with what that breaks as well.
func (a *API) replanning(
	ctx context.Context, change queue.Planned, asked Mended, do func(now time.Time, mends ...queue.Mending) (work.Act, error),
) (*answer[replanned], error) {
	act, broken, err := replan(ctx, a, change, asked, do)
	return &answer[replanned]{Body: replanned{Act: wire.ActOf(act), BrokenWaits: broken}}, err
}

// replan changes the plan, with what was asked for about the waits that this breaks, and says which it
// leaves broken.
func replan[T any](
	ctx context.Context, a *API, change queue.Planned, asked Mended, do func(now time.Time, mends ...queue.Mending) (T, error),
) (done T, broken wire.BrokenWaits, err error) {
	mends, err := a.mendings(ctx, asked)
	if err != nil {
		return done, broken, err
	}
	if broken, err = a.brokenByPlan(ctx, Walled{}, change, mends...); err != nil {
		return done, broken, err
	}
	done, err = core.Do(ctx, a.core, func(now time.Time) (T, error) { return do(now, mends...) })
	return done, broken, err
}

func (a *API) moveCheckIn(ctx context.Context, input *moveCheckInInput) (*answer[replanned], error) {
	at, only, err := clockAndDate(input.Body.At, input.Body.Only)
	if err != nil {
		return nil, err
	}
	id := work.CheckInID(input.ID)
	change := queue.Planned{CheckIn: id, At: at, Only: only}
	return a.replanning(ctx, change, input.Body.Mended, func(now time.Time, mends ...queue.Mending) (work.Act, error) {
		return a.core.Queue.MoveCheckIn(ctx, now, id, at, only, mends...)
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
		Mended
	}
}

func (a *API) skipCheckIn(ctx context.Context, input *skipInput) (*answer[replanned], error) {
	date, err := work.ParseDate(input.Body.Date)
	if err != nil {
		return nil, fault.Wrap(err, fault.Invalid, "%s.", err)
	}
	id := work.CheckInID(input.ID)
	change := queue.Planned{CheckIn: id, Skip: date}
	return a.replanning(ctx, change, input.Body.Mended, func(now time.Time, mends ...queue.Mending) (work.Act, error) {
		return a.core.Queue.SkipCheckIn(ctx, now, id, date, mends...)
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
		Mended
	}
}

func (a *API) moveShield(ctx context.Context, input *moveShieldInput) (*answer[wire.Shield], error) {
	body := input.Body
	change := queue.Planned{Shield: work.Shield{ID: work.ShieldID(input.ID), From: body.From, Until: body.Until}}
	shield, broken, err := replan(ctx, a, change, body.Mended, func(now time.Time, mends ...queue.Mending) (work.Shield, error) {
		return a.core.Queue.MoveShield(ctx, now, work.ShieldID(input.ID), body.From, body.Until, body.Note, mends...)
	})
	return &answer[wire.Shield]{Body: wire.ShieldOf(shield, "off", "It is moved.", broken.Broken)}, err
}

func (a *API) cancelShield(ctx context.Context, input *numbered) (*answer[acted], error) {
	return a.doing(ctx, func(now time.Time) (work.Act, error) {
		return a.core.Queue.CancelShield(ctx, now, work.ShieldID(input.ID))
	})
}

type changeShieldRuleInput struct {
	ID   int64 `path:"id"`
	Body struct {
		ShieldRuleBody
		Mended
	}
}

func (a *API) changeShieldRule(ctx context.Context, input *changeShieldRuleInput) (*answer[wire.SavedShieldRule], error) {
	rule, err := input.Body.rule()
	if err != nil {
		return nil, fault.Wrap(err, fault.Invalid, "%s.", err)
	}
	rule.ID = work.ShieldRuleID(input.ID)
	change := queue.Planned{Repeat: rule}
	changed, broken, err := replan(ctx, a, change, input.Body.Mended, func(now time.Time, mends ...queue.Mending) (work.ShieldRule, error) {
		return a.core.Queue.ChangeShieldRule(ctx, now, work.ShieldRuleID(input.ID), rule, mends...)
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
		Switch  *bool  `json:"switch,omitempty" doc:"It, or the repeating shield that rule names, would be switched on, else off"`

		Add []CheckInBody `json:"add,omitempty" maxItems:"50" doc:"New check-ins"`

		Shield int64      `json:"shield,omitempty" doc:"The shield that would move; 0: a new one"`
		From   *time.Time `json:"from,omitempty" doc:"When the shield would begin; without it none moves"`
		Until  *time.Time `json:"until,omitempty"`

		Hours *work.Hours `json:"hours,omitempty" doc:"The user's working hours and days off as they would be; without it they stay"`

		Rule   int64           `json:"rule,omitempty" doc:"The repeating shield that would change; 0: a new one"`
		Repeat *ShieldRuleBody `json:"repeat,omitempty" doc:"How it would be"`
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
	change = queue.Planned{CheckIn: work.CheckInID(asked.CheckIn), Remove: asked.Remove, Hours: asked.Hours}
	if asked.Hours != nil {
		if err := schedule.Hours(*asked.Hours).Check(); err != nil {
			return change, fault.Wrap(err, fault.Invalid, "These hours make no sense: %s.", err)
		}
	}
	if err := input.checkIn(&change); err != nil {
		return change, err
	}
	for _, body := range asked.Add {
		rule, err := a.ruleOf(ctx, body)
		if err != nil {
			return change, err
		}
		change.Add = append(change.Add, rule)
	}
	return change, input.shield(&change)
}

// checkIn reads what would become of a check-in that there is.
func (i *checkPlanInput) checkIn(change *queue.Planned) (err error) {
	asked := i.Body
	switch {
	case change.CheckIn == 0 || asked.Remove:
	case asked.Switch != nil:
		change.Switch, change.On = true, *asked.Switch
	case asked.Skip != "":
		if change.Skip, err = work.ParseDate(asked.Skip); err != nil {
			err = fault.Wrap(err, fault.Invalid, "%s.", err)
		}
	default:
		change.At, change.Only, err = clockAndDate(asked.At, asked.Only)
	}
	return err
}

// shield reads what would become of a shield, or of one that repeats.
func (i *checkPlanInput) shield(change *queue.Planned) (err error) {
	asked := i.Body
	if asked.From != nil && asked.Until != nil {
		change.Shield = work.Shield{ID: work.ShieldID(asked.Shield), From: *asked.From, Until: *asked.Until}
	}
	if asked.Repeat != nil {
		if change.Repeat, err = asked.Repeat.rule(); err != nil {
			return fault.Wrap(err, fault.Invalid, "%s.", err)
		}
		change.Repeat.ID = work.ShieldRuleID(asked.Rule)
	}
	if asked.CheckIn == 0 && asked.Switch != nil && *asked.Switch {
		change.Resume = work.ShieldRuleID(asked.Rule)
	}
	return nil
}

// brokenByPlan says which longest waits a change of the plan breaks but for those that are mended with it,
// the one that is used up first first.
func (a *API) brokenByPlan(ctx context.Context, asked Walled, change queue.Planned, mends ...queue.Mending) (wire.BrokenWaits, error) {
	list := wire.BrokenWaits{Broken: []wire.BrokenWait{}}
	wall, err := a.wall(ctx, asked)
	if err != nil {
		return list, err
	}
	breaches, clients, err := a.core.Queue.Foresee(ctx, a.core.Now(), change, wall)
	for id, breach := range breaches {
		if slices.ContainsFunc(mends, func(m queue.Mending) bool { return m.Client == id }) {
			continue
		}
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
		Client: c.Name, At: b.AddAt, Breach: a.breachOf(c, &b),
		Sentence: fmt.Sprintf("%s would wait from %s to %s, longer than the %s you promised.",
			c.Name, b.From.In(zone).Format("Mon 15:04"), b.Until.In(zone).Format("Mon 15:04"), wire.Hours(b.Wait)),
	}
}
