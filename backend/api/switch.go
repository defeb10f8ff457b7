package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"sluice/backend/queue"
	"sluice/backend/work"
)

func (a *API) registerSwitch(api huma.API) {
	change(api, http.MethodPost, "switch-rule", "/rules/{id}/switch", "Switch a rule on or off; it is kept, and while it is off it is as if it were not there", a.switchRule)
	change(api, http.MethodPost, "switch-check-in", "/checkins/{id}/switch", "Switch a check-in of the plan on or off", a.switchCheckIn)
	change(api, http.MethodPost, "switch-shield-rule", "/shields/rules/{id}/switch", "Switch a shield that repeats on or off; one of it that is up goes on to its end", a.switchShieldRule)
}

type turnInput struct {
	ID   int64 `path:"id"`
	Body struct {
		On bool `json:"on"`
	}
}

// replanTurnInput switches what the plan is made of, so that waits can break.
type replanTurnInput struct {
	ID   int64 `path:"id"`
	Body struct {
		On bool `json:"on"`
		Mended
	}
}

func (a *API) switchRule(ctx context.Context, input *turnInput) (*answer[acted], error) {
	return a.doing(ctx, func(now time.Time) (work.Act, error) {
		return a.core.Queue.SwitchRule(ctx, now, work.RuleID(input.ID), input.Body.On)
	})
}

func (a *API) switchCheckIn(ctx context.Context, input *replanTurnInput) (*answer[replanned], error) {
	id := work.CheckInID(input.ID)
	change := queue.Planned{CheckIn: id, Switch: true, On: input.Body.On}
	return a.replanning(ctx, change, input.Body.Mended, func(now time.Time, mends ...queue.Mending) (work.Act, error) {
		return a.core.Queue.SwitchCheckIn(ctx, now, id, input.Body.On, mends...)
	})
}

func (a *API) switchShieldRule(ctx context.Context, input *replanTurnInput) (*answer[replanned], error) {
	id := work.ShieldRuleID(input.ID)
	change := queue.Planned{}
	if input.Body.On {
		change.Resume = id
	}
	return a.replanning(ctx, change, input.Body.Mended, func(now time.Time, mends ...queue.Mending) (work.Act, error) {
		return a.core.Queue.SwitchShieldRule(ctx, now, id, input.Body.On, mends...)
	})
}
