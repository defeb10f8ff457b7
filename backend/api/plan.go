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

func (a *API) registerPlan(api huma.API) {
	get(api, "check-ins", "/checkins", "The check-ins of the plan, and when they happen in the next week", a.checkIns)
	change(api, http.MethodPost, "add-check-in", "/checkins", "Add a check-in to the plan", a.addCheckIn)
	change(api, http.MethodDelete, "remove-check-in", "/checkins/{id}", "Take a check-in out of the plan", a.removeCheckIn)
	change(api, http.MethodPut, "move-check-in", "/checkins/{id}", "Move a check-in of the plan, on all its days or on one", a.moveCheckIn)
	change(api, http.MethodPost, "skip-check-in", "/checkins/{id}/skip", "Leave a check-in out on one day", a.skipCheckIn)
	change(api, http.MethodPost, "check-plan", "/plan/check", "Which longest waits a change of the plan would break; nothing is changed", a.checkPlan)
	change(api, http.MethodPost, "check-in-now", "/checkins/now", "Open a check-in now, ahead of the plan", a.checkInNow)
	get(api, "closing", "/checkins/runs/{id}/closing", "What came of a check-in that happened: handled, carried over, and when the next one is", a.closing)
	change(api, http.MethodPost, "end-check-in", "/checkins/end", "End the check-in that is open", a.endCheckIn)
	change(api, http.MethodPost, "pause", "/pause", "Stop everything until a time", a.pause)
	change(api, http.MethodPost, "resume", "/resume", "End a pause", a.resume)
}

func (a *API) checkIns(ctx context.Context, asked *Walled) (*answer[wire.Plan], error) {
	wall, err := a.wall(ctx, *asked)
	if err != nil {
		return nil, err
	}
	rules, moments, err := a.core.Plan(ctx, wall)
	if err != nil {
		return nil, err
	}
	clients, err := a.core.Queue.Clients(ctx)
	plan := wire.Plan{CheckIns: []wire.CheckIn{}, Moments: wire.MomentsOf(moments, clients)}
	for _, rule := range rules {
		plan.CheckIns = append(plan.CheckIns, wire.CheckInOf(rule, clients))
	}
	return &answer[wire.Plan]{Body: plan}, err
}

type checkInInput struct {
	Body struct {
		CheckInBody
		Mended
	}
}

// CheckInBody is a check-in that is asked for.
type CheckInBody struct {
	At     string `json:"at" doc:"Local time of day, such as 09:30"`
	Days   string `json:"days,omitempty" doc:"daily (the default), weekdays, or days such as mon,wed"`
	Zone   string `json:"zone,omitempty" doc:"IANA name; empty: the user's, followed live"`
	Once   string `json:"once,omitempty" doc:"A single date; empty: it repeats"`
	Client string `json:"client,omitempty" doc:"A client's name or number: its own check-ins replace the common ones"`
}

func (a *API) addCheckIn(ctx context.Context, input *checkInInput) (*answer[wire.SavedCheckIn], error) {
	rule, err := a.ruleOf(ctx, input.Body.CheckInBody)
	if err != nil {
		return nil, err
	}
	change := queue.Planned{Add: []work.CheckIn{rule}}
	added, broken, err := replan(ctx, a, change, input.Body.Mended, func(now time.Time, mends ...queue.Mending) (work.CheckIn, error) {
		return a.core.Queue.AddCheckIn(ctx, now, rule, mends...)
	})
	if err != nil {
		return nil, err
	}
	clients, err := a.core.Queue.Clients(ctx)
	return &answer[wire.SavedCheckIn]{Body: wire.SavedCheckIn{CheckIn: wire.CheckInOf(added, clients), BrokenWaits: broken}}, err
}

// ruleOf reads a check-in that was asked for.
func (a *API) ruleOf(ctx context.Context, asked CheckInBody) (rule work.CheckIn, err error) {
	if rule, err = asked.rule(); err != nil {
		return rule, fault.Wrap(err, fault.Invalid, "%s.", err)
	}
	if asked.Client == "" {
		return rule, nil
	}
	client, err := a.client(ctx, asked.Client)
	rule.Client = client.ID
	return rule, err
}

func (b CheckInBody) rule() (rule work.CheckIn, err error) {
	rule.Zone, rule.Days = b.Zone, work.EveryDay
	if rule.At, err = work.ParseClock(b.At); err != nil {
		return rule, err
	}
	if b.Days != "" {
		if rule.Days, err = work.ParseDays(b.Days); err != nil {
			return rule, err
		}
	}
	if b.Once != "" {
		rule.Once, err = work.ParseDate(b.Once)
	}
	return rule, err
}

type removeCheckInInput struct {
	ID   int64 `path:"id"`
	Body *struct{ Mended }
}

func (a *API) removeCheckIn(ctx context.Context, input *removeCheckInInput) (*answer[replanned], error) {
	id, asked := work.CheckInID(input.ID), Mended{}
	if input.Body != nil {
		asked = input.Body.Mended
	}
	change := queue.Planned{CheckIn: id, Remove: true}
	return a.replanning(ctx, change, asked, func(now time.Time, mends ...queue.Mending) (work.Act, error) {
		return a.core.Queue.RemoveCheckIn(ctx, now, id, mends...)
	})
}

type nowInput struct {
	Client string `query:"client" doc:"A client's name or number: for it alone; without it for all clients"`
	Body   struct {
		EndShield bool `json:"endShield,omitempty" doc:"End a shield that is up first"`
		Stay      bool `json:"stay,omitempty" doc:"Keep it open past its budget"`
	}
}

func (a *API) checkInNow(ctx context.Context, input *nowInput) (*answer[wire.Opened], error) {
	wall := queue.Wall{}
	if input.Client != "" && input.Client != "all" {
		client, err := a.client(ctx, input.Client)
		if err != nil {
			return nil, err
		}
		wall = queue.Wall{Up: true, Client: client.ID}
	}
	delivery, err := core.Do(ctx, a.core, func(now time.Time) (queue.Delivery, error) {
		return a.core.Queue.CheckInNow(ctx, now, wall, input.Body.EndShield, input.Body.Stay)
	})
	if err != nil {
		return nil, err
	}
	return a.opened(ctx, delivery)
}

// opened tells of a check-in that was opened by hand what the wall lets through.
func (a *API) opened(ctx context.Context, delivery queue.Delivery) (*answer[wire.Opened], error) {
	opened := wire.Opened{Sentence: "Nothing is held, so there is nothing to deliver."}
	if delivery.Run.ID == 0 {
		return &answer[wire.Opened]{Body: opened}, nil
	}
	wall, _, err := a.core.Queue.Active(ctx)
	if err != nil {
		return nil, err
	}
	if delivery, err = a.core.Queue.DeliveryBehind(ctx, wall, delivery); err != nil {
		return nil, err
	}
	opened.Delivered, opened.Sentence = delivery.Items, "Check-in open."
	if delivery.Items > 0 {
		run := wire.RunOf(delivery.Run)
		run.Total, run.Left = delivery.Items, delivery.Items
		opened.Run = &run
		opened.Sentence = fmt.Sprintf("Check-in open: %s delivered.", plural(delivery.Items, "item"))
	}
	return &answer[wire.Opened]{Body: opened}, nil
}

func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

func (a *API) endCheckIn(ctx context.Context, _ *struct{}) (*answer[wire.Run], error) {
	run, err := core.Do(ctx, a.core, func(now time.Time) (work.Run, error) { return a.core.Queue.EndRun(ctx, now) })
	if err != nil {
		return nil, err
	}
	wall, _, err := a.core.Queue.Active(ctx)
	if err != nil {
		return nil, err
	}
	run, err = a.core.Queue.RunBehind(ctx, wall, run)
	return &answer[wire.Run]{Body: wire.RunOf(run)}, err
}

type pauseInput struct {
	Body struct {
		Until *time.Time `json:"until,omitempty"`
		Words string     `json:"words,omitempty" maxLength:"100" doc:"Or in words, such as monday 9am"`
	}
}

func (a *API) pause(ctx context.Context, input *pauseInput) (*answer[acted], error) {
	return a.doing(ctx, func(now time.Time) (work.Act, error) {
		until, err := a.until(now, input.Body.Until, input.Body.Words)
		if err != nil {
			return work.Act{}, err
		}
		return a.core.Queue.Pause(ctx, now, until)
	})
}

func (a *API) resume(ctx context.Context, _ *struct{}) (*answer[acted], error) {
	return a.doing(ctx, func(now time.Time) (work.Act, error) { return a.core.Queue.Resume(ctx, now) })
}
