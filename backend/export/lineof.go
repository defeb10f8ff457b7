package export

import (
	"time"

	"sluice/backend/store"
	"sluice/backend/work"
)

// What each noun looks like as a line.

func lineOfClient(k store.OrRemoved[work.Client]) clientLine {
	c := k.Thing
	return clientLine{
		Type: "client", ID: int64(c.ID), Name: c.Name, Number: c.Number, Colour: c.Colour, Zone: c.Zone, Hours: c.Hours,
		LongestWaitMinutes: int(c.LongestWait / time.Minute), Own: c.Own, OpenWith: c.OpenWith,
		RateMinor: c.Rate.Minor, Currency: c.Rate.Currency, PromisedMinutes: int(c.Promised / time.Minute), ResponsePromise: c.ResponsePromise,
		RemovedAt: at(k.RemovedAt),
	}
}

func lineOfCheckIn(k store.OrRemoved[work.CheckIn]) checkInLine {
	c := k.Thing
	line := checkInLine{
		Type: "checkIn", ID: int64(c.ID), ClientID: int64(c.Client), Days: c.Days.String(), At: c.At.String(),
		Zone: c.Zone, From: at(c.From), CreatedAt: at(c.CreatedAt), OffAt: at(c.OffAt), RemovedAt: at(k.RemovedAt),
	}
	if !c.Once.IsZero() {
		line.Once = c.Once.String()
	}
	return line
}

func lineOfRule(k store.OrRemoved[work.Rule]) ruleLine {
	r := k.Thing
	return ruleLine{
		Type: "rule", ID: int64(r.ID), Kind: string(r.Kind), ClientID: int64(r.Client), Builtin: r.Builtin, Match: r.Match,
		CreatedAt: at(r.CreatedAt), OffAt: at(r.OffAt), RemovedAt: at(k.RemovedAt),
	}
}

func lineOfShieldRule(k store.OrRemoved[work.ShieldRule]) shieldRuleLine {
	r := k.Thing
	return shieldRuleLine{
		Type: "rule", ID: int64(r.ID), Kind: "shield", Days: r.Days.String(), At: r.At.String(),
		Minutes: int(r.Length / time.Minute), Zone: r.Zone, Note: r.Note, From: at(r.From),
		OffAt: at(r.OffAt), RemovedAt: at(k.RemovedAt),
	}
}

func lineOfItem(i work.Item) itemLine {
	reasons := i.Reasons
	if reasons == nil {
		reasons = []work.Reason{}
	}
	return itemLine{
		Type: "item", ID: int64(i.ID), Source: string(i.Source), ClientID: int64(i.Client), Thread: i.Thread,
		Kind: string(i.Kind), State: string(i.State), App: i.App, From: i.From, Title: i.Title, Body: i.Body, URL: i.URL,
		DueAt: at(i.DueAt), ExpiresAt: at(i.ExpiresAt), Urgency: int(i.Urgency), Reach: string(i.Reach), Priority: i.Priority,
		Blocked: i.Blocked, BlockedAt: at(i.BlockedAt), Score: i.Score, Reasons: reasons, Arrivals: i.Arrivals,
		FirstAt: at(i.FirstAt), LastAt: at(i.LastAt), SnoozeUntil: at(i.SnoozeUntil), WaitingOn: i.WaitingOn,
		WaitingSince: at(i.WaitingSince), AskAt: at(i.AskAt), Pinned: i.Pinned, DoneAt: at(i.DoneAt),
	}
}

func lineOfArrival(a work.Arrival, mergedInto work.ArrivalID) arrivalLine {
	return arrivalLine{
		Type: "arrival", ID: int64(a.ID), Item: int64(a.Item), Source: string(a.Source), RemoteID: a.RemoteID,
		ReceivedAt: at(a.ReceivedAt), SentAt: at(a.SentAt), App: a.App, Entry: a.Entry, From: a.From, Address: a.Address, Kind: string(a.Kind),
		Title: a.Title, Body: a.Body, URL: a.URL, DueAt: at(a.DueAt), ExpiresAt: at(a.ExpiresAt), Urgency: int(a.Urgency), Reach: string(a.Reach),
		Priority: a.Priority, Blocked: a.Blocked, BlockedAt: at(a.BlockedAt), Outcome: string(a.Outcome),
		OutcomeAt: at(a.OutcomeAt), Reason: a.Reason, Run: int64(a.Run), MergedInto: int64(mergedInto), Withdrawn: a.Withdrawn,
	}
}

func lineOfRecord(k store.OrRemoved[work.Record]) recordLine {
	r := k.Thing
	return recordLine{
		Type: "record", ID: int64(r.ID), Kind: string(r.Kind), ClientID: int64(r.Client), Item: int64(r.Item), Text: r.Text,
		On: r.On, Since: at(r.Since), CreatedAt: at(r.CreatedAt), ChangedAt: at(r.ChangedAt), ResolvedAt: at(r.ResolvedAt),
		RemovedAt: at(k.RemovedAt),
	}
}

func lineOfView(k store.OrRemoved[work.View]) viewLine {
	v := k.Thing
	return viewLine{
		Type: "view", ID: int64(v.ID), ClientID: int64(v.Client), Name: v.Name, Query: v.Query, Group: string(v.Group),
		Order: string(v.Order), Number: v.Number, CreatedAt: at(v.CreatedAt), RemovedAt: at(k.RemovedAt),
	}
}

func lineOfRun(r work.Run) runLine {
	clients := r.Clients
	if clients == nil {
		clients = []work.ClientID{}
	}
	return runLine{
		Type: "run", ID: int64(r.ID), Planned: r.Planned, Extra: r.Extra, ClientIDs: clients, DueAt: at(r.DueAt),
		OpenedAt: at(r.OpenedAt), EndsAt: at(r.EndsAt), EndedAt: at(r.EndedAt), Ending: string(r.Ending),
		Delivered: r.Delivered, Late: r.Late, NotifiedAt: at(r.NotifiedAt),
		Budget: r.BudgetItems,
	}
}

func lineOfShield(s work.Shield) shieldLine {
	return shieldLine{Type: "shield", ID: int64(s.ID), From: at(s.From), Until: at(s.Until), EndedAt: at(s.EndedAt), Note: s.Note}
}

func lineOfGap(g work.Gap) gapLine {
	return gapLine{Type: "gap", Source: string(g.Source), From: at(g.From), Until: at(g.Until), Why: string(g.Why), Lost: g.Lost}
}

func lineOfAct(a work.Act, items []work.ItemID) actLine {
	return actLine{Type: "act", ID: int64(a.ID), At: at(a.At), Verb: a.Verb, Sentence: a.Sentence, Items: items, UndoneAt: at(a.UndoneAt)}
}

func lineOfSession(k store.OrRemoved[work.Session]) sessionLine {
	s := k.Thing
	return sessionLine{
		Type: "session", ID: int64(s.ID), ClientID: int64(s.Client), Project: s.Project, Billable: s.Billable,
		Coordination: s.Coordination, StartedAt: at(s.StartedAt), EndedAt: at(s.EndedAt), Note: s.Note, Resume: s.Resume,
		RemovedAt: at(k.RemovedAt),
	}
}

func lineOfMeeting(m work.Meeting) meetingLine {
	return meetingLine{
		Type: "meeting", ID: int64(m.ID), Source: string(m.Source), RemoteID: m.RemoteID, ClientID: int64(m.Client), Title: m.Title,
		From: at(m.From), Until: at(m.Until), URL: m.URL, Place: m.Place, Answer: string(m.Answer), AllDay: m.AllDay, Free: m.Free,
	}
}

func lineOfWorth(j store.Judged) worthLine {
	return worthLine{Type: "worth", Arrival: int64(j.Arrival), Worth: j.Worth, At: at(j.At)}
}

func lineOfClosing(c store.Closing) closingLine {
	return closingLine{Type: "closing", Run: int64(c.Run), ClientID: int64(c.Client), Handled: c.Handled, Carried: c.Carried}
}

func lineOfSwitch(s store.Switch) switchLine {
	return switchLine{Type: "switch", At: at(s.At), FromClientID: int64(s.From), ToClientID: int64(s.To)}
}
