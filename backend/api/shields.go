package api

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"sluice/backend/api/wire"
	"sluice/backend/core"
	"sluice/backend/fault"
	"sluice/backend/queue"
	"sluice/backend/work"
)

func (a *API) registerShields(api huma.API) {
	change(api, http.MethodPost, "start-shield", "/shields", "Start a shield, or plan one for later", a.startShield)
	change(api, http.MethodPost, "check-shield", "/shields/check", "Which longest waits a shield would break; nothing is started", a.checkShield)
	change(api, http.MethodPost, "end-shield", "/shields/end", "End the shield that is up", a.endShield)
	get(api, "shields", "/shields", "The shields of a span of time: what was up and what is planned", a.shields)
	change(api, http.MethodPut, "move-shield", "/shields/{id}", "Move a shield that is planned, or change the end of the one that is up", shownWhole(a, a.moveShield))
	change(api, http.MethodDelete, "cancel-shield", "/shields/{id}", "Call a planned shield off", a.cancelShield)
	get(api, "shield-rules", "/shields/rules", "The shields that repeat", a.shieldRules)
	change(api, http.MethodPost, "add-shield-rule", "/shields/rules", "Add a shield that repeats", a.addShieldRule)
	change(api, http.MethodPut, "change-shield-rule", "/shields/rules/{id}", "Change a shield that repeats, on all its days to come", shownWhole(a, a.changeShieldRule))
	change(api, http.MethodDelete, "remove-shield-rule", "/shields/rules/{id}", "Take a repeating shield away", a.removeShieldRule)
}

type shieldInput struct {
	Walled
	Body struct {
		Minutes int        `json:"minutes,omitempty" minimum:"0" maximum:"1440" doc:"How long it lasts"`
		Until   *time.Time `json:"until,omitempty" doc:"Or when it ends"`
		From    *time.Time `json:"from,omitempty" doc:"When it begins; without it now"`
		Note    string     `json:"note,omitempty" maxLength:"500" doc:"What it is for"`
		Mended
	}
}

// span gives when a shield begins and ends.
func (a *API) span(input *shieldInput) (from, until time.Time) {
	from = a.core.Now()
	if input.Body.From != nil {
		from = *input.Body.From
	}
	if input.Body.Until != nil {
		return from, *input.Body.Until
	}
	return from, from.Add(time.Duration(input.Body.Minutes) * time.Minute)
}

func (a *API) startShield(ctx context.Context, input *shieldInput) (*answer[wire.Shield], error) {
	from, until := a.span(input)
	broken, err := a.broken(ctx, input.Walled, from, until)
	if err != nil {
		return nil, err
	}
	if input.Body.From != nil {
		mends, err := a.mendings(ctx, input.Body.Mended)
		if err != nil {
			return nil, err
		}
		shield, err := core.Do(ctx, a.core, func(now time.Time) (work.Shield, error) {
			return a.core.Queue.PlanShield(ctx, now, from, until, input.Body.Note, mends...)
		})
		return &answer[wire.Shield]{Body: wire.ShieldOf(shield, "off", "It is planned.", broken)}, err
	}
	shield, silence, err := a.core.StartShield(ctx, until, input.Body.Note)
	return &answer[wire.Shield]{Body: wire.ShieldOf(shield, string(silence.Verdict), silence.Sentence, broken)}, err
}

func (a *API) checkShield(ctx context.Context, input *shieldInput) (*answer[wire.BrokenWaits], error) {
	from, until := a.span(input)
	broken, err := a.broken(ctx, input.Walled, from, until)
	if broken == nil {
		broken = []wire.BrokenWait{}
	}
	return &answer[wire.BrokenWaits]{Body: wire.BrokenWaits{Broken: broken}}, err
}

// broken says which longest waits a shield would break, and by when it would have to stop.
func (a *API) broken(ctx context.Context, asked Walled, from, until time.Time) ([]wire.BrokenWait, error) {
	wall, err := a.wall(ctx, asked)
	if err != nil {
		return nil, err
	}
	found, err := a.core.Queue.BrokenBy(ctx, a.core.Now(), from, until, wall)
	var broken []wire.BrokenWait
	for _, each := range found {
		at := each.At.In(a.core.Zone()).Format("15:04")
		broken = append(broken, wire.BrokenWait{
			Client: each.Client.Name, At: each.At,
			Sentence: fmt.Sprintf("It breaks %s’s longest wait of %s; stop at %s?", each.Client.Name, wire.Hours(each.Client.LongestWait), at),
		})
	}
	return broken, err
}

func (a *API) endShield(ctx context.Context, _ *struct{}) (*answer[acted], error) {
	return a.doing(ctx, func(now time.Time) (work.Act, error) { return a.core.Queue.EndShield(ctx, now) })
}

func (a *API) shieldRules(ctx context.Context, _ *struct{}) (*answer[wire.ShieldRules], error) {
	rules, err := a.core.Queue.ShieldRules(ctx)
	list := wire.ShieldRules{Rules: make([]wire.ShieldRule, len(rules))}
	for i, rule := range rules {
		list.Rules[i] = wire.ShieldRuleOf(rule)
	}
	return &answer[wire.ShieldRules]{Body: list}, err
}

type shieldRuleInput struct {
	Body struct {
		ShieldRuleBody
		Mended
	}
}

// ShieldRuleBody is a repeating shield that is asked for.
type ShieldRuleBody struct {
	At      string `json:"at" doc:"Local time of day, such as 10:00"`
	Minutes int    `json:"minutes" minimum:"1" maximum:"1440"`
	Days    string `json:"days,omitempty" doc:"daily (the default), weekdays, or days such as mon,wed"`
	Zone    string `json:"zone,omitempty" doc:"IANA name; empty: the user's, followed live"`
	Note    string `json:"note,omitempty" maxLength:"500" doc:"What it is for"`
}

func (a *API) addShieldRule(ctx context.Context, input *shieldRuleInput) (*answer[wire.SavedShieldRule], error) {
	rule, err := input.Body.rule()
	if err != nil {
		return nil, fault.Wrap(err, fault.Invalid, "%s.", err)
	}
	change := queue.Planned{Repeat: rule}
	added, broken, err := replan(ctx, a, change, input.Body.Mended, func(now time.Time, mends ...queue.Mending) (work.ShieldRule, error) {
		return a.core.Queue.AddShieldRule(ctx, now, rule, mends...)
	})
	return &answer[wire.SavedShieldRule]{Body: wire.SavedShieldRule{ShieldRule: wire.ShieldRuleOf(added), BrokenWaits: broken}}, err
}

func (b ShieldRuleBody) rule() (rule work.ShieldRule, err error) {
	rule = work.ShieldRule{
		Days: work.EveryDay, Length: time.Duration(b.Minutes) * time.Minute, Zone: b.Zone, Note: b.Note,
	}
	if rule.At, err = work.ParseClock(b.At); err == nil && b.Days != "" {
		rule.Days, err = work.ParseDays(b.Days)
	}
	return rule, err
}

func (a *API) removeShieldRule(ctx context.Context, input *numbered) (*answer[acted], error) {
	return a.doing(ctx, func(now time.Time) (work.Act, error) {
		return a.core.Queue.RemoveShieldRule(ctx, now, work.ShieldRuleID(input.ID))
	})
}
