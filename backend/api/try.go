package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"sluice/backend/api/wire"
	"sluice/backend/fault"
	"sluice/backend/queue"
	"sluice/backend/schedule"
	"sluice/backend/work"
)

func (a *API) registerTry(api huma.API) {
	change(api, http.MethodPost, "try-plan", "/plan/try",
		"What changed check-ins, shields and rules would have made of the last 14 days; nothing is stored", a.tryPlan)
}

type triedCheckIn struct {
	At     string `json:"at" doc:"Local time of day, such as 09:30"`
	Days   string `json:"days,omitempty" doc:"daily (the default), weekdays, or days such as mon,wed"`
	Zone   string `json:"zone,omitempty" doc:"IANA name; empty: the user's"`
	Client string `json:"client,omitempty" doc:"A client's name or number: its own check-ins replace the common ones"`
}

type triedShield struct {
	At      string `json:"at"`
	Minutes int    `json:"minutes" minimum:"1" maximum:"1440"`
	Days    string `json:"days,omitempty"`
	Zone    string `json:"zone,omitempty"`
}

type triedDayShield struct {
	Date    string `json:"date" doc:"The local date, such as 2026-03-04; one to come is tried on the same weekdays of the past"`
	At      string `json:"at" doc:"Local time of day, such as 10:00"`
	Minutes int    `json:"minutes" minimum:"1" maximum:"1440"`
}

type triedRule struct {
	Kind    string     `json:"kind" enum:"route,breakthrough,mute"`
	Client  string     `json:"client,omitempty" doc:"A client's name or number"`
	Builtin string     `json:"builtin,omitempty" doc:"The name of a proposed rule"`
	Match   work.Match `json:"match,omitempty"`
}

// edit is what is added to and taken out of a list.
type edit[T any, ID any] struct {
	Add    []T  `json:"add,omitempty" maxItems:"100"`
	Remove []ID `json:"remove,omitempty" maxItems:"100" doc:"By their numbers"`
}

type switchedRule struct {
	Rule    work.RuleID `json:"rule,omitempty" doc:"Its number, also of one that was taken away; 0: builtin says which"`
	Builtin string      `json:"builtin,omitempty" doc:"The name of a proposed rule"`
	On      bool        `json:"on"`
}

type tryPlanInput struct {
	Walled
	Body struct {
		CheckIns   edit[triedCheckIn, work.CheckInID]   `json:"checkIns,omitempty"`
		Shields    edit[triedShield, work.ShieldRuleID] `json:"shields,omitempty" doc:"Those that repeat"`
		DayShields edit[triedDayShield, work.ShieldID]  `json:"dayShields,omitempty" doc:"Those of a single day"`
		Rules      edit[triedRule, work.RuleID]         `json:"rules,omitempty"`
		Switch     []switchedRule                       `json:"switch,omitempty" maxItems:"100" doc:"Rules that would be on or off"`
	}
}

func (a *API) tryPlan(ctx context.Context, input *tryPlanInput) (*answer[wire.PlanTrial], error) {
	wall, err := a.wall(ctx, input.Walled)
	if err != nil {
		return nil, err
	}
	changes, err := a.changes(ctx, input)
	if err != nil {
		return nil, err
	}
	trial, err := a.core.Queue.TryPlan(ctx, a.core.Now(), wall, changes)
	if err != nil {
		return nil, err
	}
	clients, err := a.core.Queue.Clients(ctx)
	return &answer[wire.PlanTrial]{Body: wire.PlanTrialOf(trial, clients)}, err
}

func (a *API) changes(ctx context.Context, input *tryPlanInput) (c queue.Changes, err error) {
	body := input.Body
	c.RemoveCheckIns, c.RemoveShields, c.RemoveRules = body.CheckIns.Remove, body.Shields.Remove, body.Rules.Remove
	c.RemoveDayShields = body.DayShields.Remove
	for _, switched := range body.Switch {
		c.SwitchRules = append(c.SwitchRules, queue.RuleSwitch(switched))
	}
	for _, tried := range body.CheckIns.Add {
		rule := work.CheckIn{Zone: tried.Zone}
		if rule.Client, err = a.named(ctx, tried.Client); err != nil {
			return c, err
		}
		if rule.At, rule.Days, err = clockAndDays(tried.At, tried.Days); err != nil {
			return c, err
		}
		c.AddCheckIns = append(c.AddCheckIns, rule)
	}
	for _, tried := range body.Rules.Add {
		rule := work.Rule{Kind: work.RuleKind(tried.Kind), Builtin: tried.Builtin, Match: tried.Match}
		if rule.Client, err = a.named(ctx, tried.Client); err != nil {
			return c, err
		}
		c.AddRules = append(c.AddRules, rule)
	}
	return c, a.shieldChanges(&c, body.Shields.Add, body.DayShields.Add)
}

func (a *API) shieldChanges(c *queue.Changes, repeating []triedShield, single []triedDayShield) (err error) {
	for _, tried := range repeating {
		rule := work.ShieldRule{Zone: tried.Zone, Length: time.Duration(tried.Minutes) * time.Minute}
		if rule.At, rule.Days, err = clockAndDays(tried.At, tried.Days); err != nil {
			return err
		}
		c.AddShields = append(c.AddShields, rule)
	}
	for _, tried := range single {
		at, date, err := clockAndDate(tried.At, tried.Date)
		if err != nil {
			return err
		}
		from := schedule.Instant(date, at, a.core.Zone())
		until := from.Add(time.Duration(tried.Minutes) * time.Minute)
		c.AddDayShields = append(c.AddDayShields, work.Shield{From: from, Until: until})
	}
	return nil
}

// named gives the client of a name or number; nobody without one.
func (a *API) named(ctx context.Context, named string) (work.ClientID, error) {
	return a.owner(ctx, queue.Wall{}, named)
}

func clockAndDays(at, days string) (work.Clock, work.Days, error) {
	clock, err := work.ParseClock(at)
	on := work.EveryDay
	if err == nil && days != "" {
		on, err = work.ParseDays(days)
	}
	if err != nil {
		err = fault.Wrap(err, fault.Invalid, "%s.", err)
	}
	return clock, on, err
}
