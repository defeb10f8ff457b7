package api

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"slices"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"sluice/backend/api/wire"
	"sluice/backend/core"
	"sluice/backend/gate"
	"sluice/backend/queue"
	"sluice/backend/work"
)

func (a *API) registerClients(api huma.API) {
	get(api, "clients", "/clients", "The clients", a.clients)
	change(api, http.MethodPost, "save-client", "/clients", "Add a client or change one", shownWhole(a, a.saveClient))
	change(api, http.MethodPost, "check-client", "/clients/check", "Whether the plan keeps a client's longest wait; nothing is stored", a.checkClient)
	change(api, http.MethodDelete, "remove-client", "/clients/{id}", "Remove a client; its items stay", a.removeClient)
	change(api, http.MethodPost, "switch", "/switch", "Work for a client, or for all", a.switchTo)
	get(api, "rules", "/rules", "The rules of a kind", a.rules)
	get(api, "proposals", "/rules/proposed", "The break-through rules that are proposed", a.proposals)
	change(api, http.MethodPost, "add-rule", "/rules", "Add a rule", a.addRule)
	change(api, http.MethodPost, "try-rule", "/rules/try", "What a rule would have matched in the last 14 days; nothing is stored", a.tryRule)
	change(api, http.MethodDelete, "remove-rule", "/rules/{id}", "Take a rule away", a.removeRule)
}

// clients lists them behind the wall: with one active, that one alone.
func (a *API) clients(ctx context.Context, asked *Walled) (*answer[wire.Clients], error) {
	wall, err := a.wall(ctx, *asked)
	if err != nil {
		return nil, err
	}
	all, err := a.core.Queue.Clients(ctx)
	list := wire.Clients{Clients: []wire.Client{}}
	for _, client := range all {
		if !wall.Up || client.ID == wall.Client {
			list.Clients = append(list.Clients, wire.ClientOf(client))
		}
	}
	slices.SortFunc(list.Clients, func(a, b wire.Client) int {
		return cmp.Or(cmp.Compare(last(a.Number), last(b.Number)), cmp.Compare(a.Name, b.Name))
	})
	return &answer[wire.Clients]{Body: list}, err
}

// last puts those without a number behind those with one.
func last(number int) int {
	if number == 0 {
		return 10
	}
	return number
}

type saveClientInput struct {
	Body struct {
		wire.Client
		Mend string `json:"mend,omitempty" enum:"check-ins,shields" doc:"How to change the plan as well where it breaks the longest wait; empty: not"`
	}
}

func (a *API) saveClient(ctx context.Context, input *saveClientInput) (*answer[wire.SavedClient], error) {
	return core.Do(ctx, a.core, func(now time.Time) (*answer[wire.SavedClient], error) {
		saved, breach, err := a.core.Queue.SaveClientMending(ctx, now, input.Body.Work(), queue.Mend(input.Body.Mend))
		body := wire.SavedClient{Client: wire.ClientOf(saved), Breach: a.breachOf(saved, breach)}
		return &answer[wire.SavedClient]{Body: body}, err
	})
}

type clientInput struct{ Body wire.Client }

func (a *API) checkClient(ctx context.Context, input *clientInput) (*answer[wire.SavedClient], error) {
	client := input.Body.Work()
	breach, err := a.core.Queue.Breaches(ctx, a.core.Now(), client)
	return &answer[wire.SavedClient]{Body: wire.SavedClient{Client: input.Body, Breach: a.breachOf(client, breach)}}, err
}

func (a *API) breachOf(c work.Client, b *queue.Breach) *wire.Breach {
	if b == nil {
		return nil
	}
	zone := a.core.Zone()
	told := &wire.Breach{
		From: b.From, Until: b.Until, AddAt: b.AddAt,
		Sentence: fmt.Sprintf("%s–%s breaks %s’s longest wait of %s; add a check-in at %s?",
			b.From.In(zone).Format("Mon 15:04"), b.Until.In(zone).Format("Mon 15:04"), c.Name,
			wire.Hours(b.Wait), b.AddAt.In(zone).Format("Mon 15:04")),
		HoldsMinutes: int((b.Inside + time.Minute - 1) / time.Minute),
		CheckIns:     []wire.AddedCheckIn{}, Shields: []wire.EarlierEnd{},
	}
	for _, c := range b.Added {
		added := wire.AddedCheckIn{At: c.At.String(), Days: c.Days.String(), Own: c.Client != work.Unassigned}
		if !c.Once.IsZero() {
			added.Once = c.Once.String()
		}
		told.CheckIns = append(told.CheckIns, added)
	}
	for _, t := range b.Trimmed {
		s := t.Shield
		told.Shields = append(told.Shields, wire.EarlierEnd{From: s.From, Until: s.Until, End: t.Until, Note: s.Note, Always: t.Rule})
	}
	return told
}

func (a *API) removeClient(ctx context.Context, input *numbered) (*answer[acted], error) {
	return a.doing(ctx, func(now time.Time) (work.Act, error) {
		return a.core.Queue.RemoveClient(ctx, now, work.ClientID(input.ID))
	})
}

// numbered is a thing that is asked for by its number.
type numbered struct {
	ID int64 `path:"id"`
}

type switchInput struct {
	Body struct {
		Client string `json:"client" doc:"A client's name or number; all or empty for all"`
	}
}

func (a *API) switchTo(ctx context.Context, input *switchInput) (*answer[wire.Status], error) {
	var client work.Client
	if named := input.Body.Client; named != "" && named != "all" && named != "0" {
		var err error
		if client, err = a.client(ctx, named); err != nil {
			return nil, err
		}
	}
	if _, _, err := a.core.Switch(ctx, client.ID); err != nil {
		return nil, err
	}
	return a.status(ctx, nil)
}

type rulesInput struct {
	Walled
	Kind string `query:"kind" enum:"route,breakthrough,mute,private" required:"true"`
}

func (a *API) rules(ctx context.Context, input *rulesInput) (*answer[wire.Rules], error) {
	wall, err := a.wall(ctx, input.Walled)
	if err != nil {
		return nil, err
	}
	rules, err := a.core.Queue.Rules(ctx, work.RuleKind(input.Kind))
	if err != nil {
		return nil, err
	}
	clients, err := a.core.Queue.Clients(ctx)
	list := wire.Rules{Rules: []wire.Rule{}}
	for _, rule := range rules {
		if !wall.HidesOf(rule.Client) {
			list.Rules = append(list.Rules, wire.RuleOf(rule, clients))
		}
	}
	return &answer[wire.Rules]{Body: list}, err
}

func (a *API) proposals(context.Context, *struct{}) (*answer[wire.Proposals], error) {
	list := wire.Proposals{}
	for _, name := range []string{gate.BuiltinCodes, gate.BuiltinCalls, gate.BuiltinAlarms, gate.BuiltinBattery, gate.BuiltinAgain} {
		sentence, _ := gate.Builtin(name)
		list.Proposals = append(list.Proposals, wire.Proposal{Builtin: name, Sentence: sentence})
	}
	return &answer[wire.Proposals]{Body: list}, nil
}

type ruleInput struct {
	Body struct {
		Kind    string     `json:"kind" enum:"route,breakthrough,mute,private"`
		Client  string     `json:"client,omitempty" doc:"A client's name or number"`
		Builtin string     `json:"builtin,omitempty" doc:"The name of a proposed rule"`
		Match   work.Match `json:"match,omitempty"`
		Instead []int64    `json:"instead,omitempty" maxItems:"100" doc:"Rules whose place it takes: they go in the same act"`
	}
}

func (a *API) addRule(ctx context.Context, input *ruleInput) (*answer[wire.Rule], error) {
	rule := work.Rule{Kind: work.RuleKind(input.Body.Kind), Builtin: input.Body.Builtin, Match: input.Body.Match}
	if input.Body.Client != "" {
		client, err := a.client(ctx, input.Body.Client)
		if err != nil {
			return nil, err
		}
		rule.Client = client.ID
	}
	instead := make([]work.RuleID, len(input.Body.Instead))
	for n, id := range input.Body.Instead {
		instead[n] = work.RuleID(id)
	}
	return core.Do(ctx, a.core, func(now time.Time) (*answer[wire.Rule], error) {
		added, err := a.core.Queue.AddRule(ctx, now, rule, instead...)
		if err != nil {
			return nil, err
		}
		clients, err := a.core.Queue.Clients(ctx)
		return &answer[wire.Rule]{Body: wire.RuleOf(added, clients)}, err
	})
}

type tryInput struct {
	Walled
	Body struct {
		Match work.Match `json:"match"`
	}
}

func (a *API) tryRule(ctx context.Context, input *tryInput) (*answer[wire.Trial], error) {
	wall, err := a.wall(ctx, input.Walled)
	if err != nil {
		return nil, err
	}
	trial, err := a.core.Queue.Try(ctx, a.core.Now(), wall, input.Body.Match)
	titles := trial.Titles
	if titles == nil {
		titles = []string{}
	}
	return &answer[wire.Trial]{Body: wire.Trial{Looked: trial.Looked, Matched: trial.Matched, Titles: titles}}, err
}

func (a *API) removeRule(ctx context.Context, input *numbered) (*answer[acted], error) {
	return a.doing(ctx, func(now time.Time) (work.Act, error) {
		return a.core.Queue.RemoveRule(ctx, now, work.RuleID(input.ID))
	})
}
