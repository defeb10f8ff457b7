package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"sluice/backend/api/wire"
	"sluice/backend/core"
	"sluice/backend/queue"
	"sluice/backend/schedule"
	"sluice/backend/work"
)

// answer is the body of an answer.
type answer[T any] struct{ Body T }

func (a *API) registerStatus(api huma.API) {
	get(api, "status", "/status", "How things stand", a.status)
	get(api, "receipt", "/receipt", "What arrived and what became of it: today's, or that of a period", a.receipt)
	get(api, "doctor", "/doctor", "Check the profile on its real data", a.doctor)
	get(api, "settings", "/settings", "What the user chose", a.settings)
	change(api, http.MethodPut, "set-settings", "/settings", "Choose", a.setSettings)
}

func get[I, O any](api huma.API, id, path, summary string, handler func(context.Context, *I) (*O, error)) {
	change(api, http.MethodGet, id, path, summary, handler)
}

func change[I, O any](api huma.API, method, id, path, summary string, handler func(context.Context, *I) (*O, error)) {
	huma.Register(api, huma.Operation{
		OperationID: id, Method: method, Path: "/api/v1" + path, Summary: summary,
		DefaultStatus: http.StatusOK, MaxBodyBytes: -1, // limit counts
	}, func(ctx context.Context, input *I) (*O, error) {
		output, err := handler(ctx, input)
		return output, problem(err)
	})
}

func (a *API) status(ctx context.Context, _ *struct{}) (*answer[wire.Status], error) {
	s, err := a.core.Status(ctx)
	if err != nil {
		return nil, err
	}
	status := wire.Status{
		State: string(s.State), Silence: string(s.Silence.Verdict), SilenceNote: s.Silence.Sentence, Pages: pagesFor(s.Silence),
		OffUntil: wire.At(s.Gate.QuietUntil()), Client: s.Active.Name, CallUntil: wire.At(s.Gate.CallUntil),
		Held: s.Counts.Held, Queued: s.Counts.Queued, NextCheckIn: wire.At(s.Gate.Next),
		ShieldUntil: wire.At(s.Gate.ShieldUntil), ShieldFrom: wire.At(s.Gate.ShieldFrom), ShieldNote: s.Gate.ShieldNote, Version: a.version, Now: s.Now.UTC(), Zone: s.Gate.Zone.String(),
		Offsets: offsets(s.Gate.Zone, s.Now), Run: openRun(s), Sample: a.core.Sample(), Trouble: make([]wire.Trouble, len(s.Trouble)),
	}
	if s.CanUndo {
		act := wire.ActOf(s.Undo)
		status.Undo = &act
	}
	if status.Away = a.awaysOf(s.Away); s.Session.ID != 0 {
		clients, err := a.core.AllClients(ctx)
		if err != nil {
			return nil, err
		}
		running := wire.SessionOf(s.Session, clients)
		status.Session = &running
	}
	for i, trouble := range s.Trouble {
		status.Trouble[i] = wire.Trouble{Code: trouble.Code, Sentence: trouble.Sentence, Page: pageAgainst(trouble.Code)}
	}
	return &answer[wire.Status]{Body: status}, nil
}

func openRun(s core.Status) *wire.Run {
	if !s.Gate.RunOpen || s.Gate.Run.ID == 0 {
		return nil
	}
	run := wire.RunOf(s.Gate.Run)
	run.Total, run.Left = s.Counts.InRun, s.Counts.Left
	return &run
}

type receiptInput struct {
	Walled
	From    time.Time `query:"from" doc:"Default: the beginning of today"`
	Until   time.Time `query:"until" doc:"Default: the end of today"`
	CheckIn int64     `query:"checkIn" doc:"The number of a check-in that happened: its receipt instead"`
}

func (a *API) receipt(ctx context.Context, input *receiptInput) (*answer[wire.Receipt], error) {
	wall, err := a.wall(ctx, input.Walled)
	if err != nil {
		return nil, err
	}
	var receipt queue.Receipt
	if input.CheckIn != 0 {
		receipt, err = a.core.ReceiptOf(ctx, wall, work.RunID(input.CheckIn))
	} else {
		receipt, err = a.core.Receipt(ctx, wall, input.From, input.Until)
	}
	return &answer[wire.Receipt]{Body: wire.ReceiptOf(receipt)}, err
}

func (a *API) doctor(ctx context.Context, _ *struct{}) (*answer[wire.Findings], error) {
	found, err := a.core.Doctor(ctx)
	findings := wire.Findings{OK: true, Findings: make([]wire.Finding, len(found))}
	for i, f := range found {
		findings.OK = findings.OK && f.OK
		findings.Findings[i] = wire.Finding{OK: f.OK, Code: f.Code, Sentence: f.Sentence}
	}
	return &answer[wire.Findings]{Body: findings}, err
}

func (a *API) settings(ctx context.Context, _ *struct{}) (*answer[queue.Settings], error) {
	settings, err := a.core.Queue.Settings(ctx)
	return &answer[queue.Settings]{Body: settings}, err
}

type settingsInput struct {
	Body struct {
		queue.Settings
		Mended
	}
}

// savedSettings are the settings as they are now, and the longest waits that new hours break.
type savedSettings struct {
	queue.Settings
	wire.BrokenWaits
}

func (a *API) setSettings(ctx context.Context, input *settingsInput) (*answer[savedSettings], error) {
	chosen := input.Body.Settings
	change := queue.Planned{}
	if schedule.Hours(chosen.Hours).Check() == nil { // others are refused, with a sentence
		change.Hours = &chosen.Hours
	}
	_, broken, err := replan(ctx, a, change, input.Body.Mended, func(now time.Time, mends ...queue.Mending) (work.Act, error) {
		return a.core.Queue.SetSettings(ctx, now, chosen, mends...)
	})
	return &answer[savedSettings]{Body: savedSettings{Settings: chosen, BrokenWaits: broken}}, err
}

// offsets says how a zone's clocks go from a year before an instant's day to a year after it: what lies
// further away the browser's calendar knows.
func offsets(zone *time.Location, now time.Time) []wire.Offset {
	day := now.UTC().Truncate(24 * time.Hour) // so that the same is told all day
	around := schedule.Offsets(zone, day.AddDate(-1, 0, 0), day.AddDate(1, 0, 1))
	told := make([]wire.Offset, len(around))
	for i, offset := range around {
		told[i] = wire.Offset{From: offset.From, Minutes: int(offset.Ahead.Minutes())}
	}
	return told
}
