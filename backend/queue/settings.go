package queue

import (
	"context"
	"encoding/json"
	"net"
	"strconv"
	"time"

	"sluice/backend/bus"
	"sluice/backend/desktop/shortcut"
	"sluice/backend/fault"
	"sluice/backend/schedule"
	"sluice/backend/store"
	"sluice/backend/update"
	"sluice/backend/work"
)

// Settings are what the user chose.
type Settings struct {
	SilenceBetween bool       `json:"silenceBetween" doc:"Ask for Do Not Disturb between check-ins too"`
	BudgetMinutes  int        `json:"budgetMinutes" minimum:"1" maximum:"1440" doc:"How long a check-in stays open"`
	BudgetItems    int        `json:"budgetItems,omitempty" minimum:"0" maximum:"1000" doc:"How many items of a check-in are handled before it ends, instead of minutes; 0: the minutes count"`
	LullSeconds    int        `json:"lullSeconds,omitempty" minimum:"0" maximum:"600" doc:"A planned check-in waits until nothing was touched for so long; 0: it opens on time"`
	LullMinutes    int        `json:"lullMinutes,omitempty" minimum:"0" maximum:"30" doc:"How many minutes later it opens at most; 0: five"`
	Hours          work.Hours `json:"hours" doc:"The user's working hours; none: always"`
	PausedFrom     *time.Time `json:"pausedFrom" doc:"Since when everything is paused"`
	PausedUntil    *time.Time `json:"pausedUntil" doc:"Until when everything is paused; null: nothing is. Set by pausing alone"`
	CallUntil      *time.Time `json:"callUntil,omitempty" doc:"Until when content is withheld, since others may see the screen; set by starting a call alone"`
	ShowCounts     bool       `json:"showCounts" doc:"Show how many are waiting in tray and rail"`
	Appearance     string     `json:"appearance" enum:"system,light,dark"`
	Density        string     `json:"density,omitempty" enum:"comfortable,compact" doc:"How close rows of lists stand; empty: comfortable"`
	Language       string     `json:"language,omitempty" enum:"system,en,de" doc:"In which the interface speaks"`
	KeepDays       int        `json:"keepDays" minimum:"1" maximum:"3650" doc:"For how many days the text of what is done is kept"`
	Inbound        string     `json:"inbound" doc:"An address of the loopback at which scripts may put arrivals in; empty: none"`
	ReadCentre     bool       `json:"readCentre,omitempty" doc:"Read Windows' notification database where its notification listener refuses"`
	CaptureKey     string     `json:"captureKey,omitempty" doc:"A shortcut that works in every program and opens the window to note something down, such as Ctrl+Alt+N; empty: none"`
	ShieldKey      string     `json:"shieldKey,omitempty" doc:"A shortcut that works in every program and starts or ends a shield; empty: none"`
	Keys           Keys       `json:"keys,omitempty" doc:"The keys of the interface's actions that the user chose, by the action's name; one that is not named has its own, and one with an empty list none"`
	QuietCheckIns  bool       `json:"quietCheckIns,omitempty" doc:"Check-ins open without a notification"`
	BareNotices    bool       `json:"bareNotices,omitempty" doc:"Notifications say how many came, or that something did, never what"`
	LettersOff     bool       `json:"lettersOff,omitempty" doc:"Keys that print something are no keys of the interface"`
	Welcomed       bool       `json:"welcomed" doc:"The first run is over"`
	Updates        bool       `json:"updates" doc:"Ask the release feed once a day whether there is a newer version"`
	UpdateFeed     string     `json:"updateFeed" doc:"The address of the release feed, https; empty: that of whoever made this program"`
}

// What stands where the user did not choose: a check-in long enough for a dozen items, and text for a
// quarter of a year.
const (
	budgetMinutes = 20
	keepDays      = 90
)

func defaults() Settings {
	return Settings{BudgetMinutes: budgetMinutes, Appearance: "system", Language: "system", KeepDays: keepDays}
}

// Budget is how long a check-in stays open.
func (s Settings) Budget() time.Duration { return time.Duration(s.BudgetMinutes) * time.Minute }

// lullMinutes is how much later a check-in opens at most where the user does not say.
const lullMinutes = 5

// lull is how check-ins wait for a pause of the user's.
func (s Settings) lull() schedule.Lull {
	minutes := s.LullMinutes
	if minutes == 0 {
		minutes = lullMinutes
	}
	return schedule.Lull{
		Still: time.Duration(s.LullSeconds) * time.Second, Patience: time.Duration(minutes) * time.Minute,
	}
}

// Feed is the release feed that is asked; empty: none is known.
func (s Settings) Feed() string {
	if s.UpdateFeed != "" {
		return s.UpdateFeed
	}
	return update.Feed
}

// checkUpdates wants an address where updates are to be looked for.
func (s Settings) checkUpdates() error {
	switch {
	case s.UpdateFeed != "":
		return update.Check(s.UpdateFeed)
	case s.Updates && update.Feed == "":
		return fault.New(fault.Invalid, "Whoever built this Sluice named no release feed: give its address along, with --update-feed.")
	}
	return nil
}

// pause gives the pause as a span in which nothing comes through, and whether there is one.
func (s Settings) pause() (work.Shield, bool) {
	if s.PausedFrom == nil || s.PausedUntil == nil {
		return work.Shield{}, false
	}
	return work.Shield{From: *s.PausedFrom, Until: *s.PausedUntil}, true
}

const settingsName = "general"

func settings(tx *store.Tx) (Settings, error) {
	settings := defaults()
	return settings, tx.Setting(settingsName, &settings)
}

// Settings gives what the user chose, or what stands for it.
func (q *Queue) Settings(ctx context.Context) (chosen Settings, err error) {
	err = q.store.Read(ctx, func(tx *store.Tx) error {
		chosen, err = settings(tx)
		return err
	})
	return chosen, err
}

// SetSettings keeps what the user chose, and does what mends says about longest waits that other hours
// break. Hours that make no sense are an Invalid fault.
func (q *Queue) SetSettings(ctx context.Context, now time.Time, chosen Settings, mends ...Mending) (work.Act, error) {
	if err := chosen.check(); err != nil {
		return work.Act{}, err
	}
	return q.change(ctx, now, "settings", "Settings changed", func(before Settings) Settings {
		// A call and a pause have requests of their own, and may have begun elsewhere meanwhile.
		chosen.CallUntil, chosen.PausedFrom, chosen.PausedUntil = before.CallUntil, before.PausedFrom, before.PausedUntil
		return chosen
	}, mends...)
}

func (s Settings) check() error {
	if err := schedule.Hours(s.Hours).Check(); err != nil {
		return fault.Wrap(err, fault.Invalid, "These hours make no sense: %s.", err)
	}
	if err := s.checkRuns(); err != nil {
		return err
	}
	if err := checkInbound(s.Inbound); err != nil {
		return err
	}
	for _, keys := range []string{s.CaptureKey, s.ShieldKey} {
		if _, err := shortcut.Parse(keys); keys != "" && err != nil {
			return err
		}
	}
	if err := s.Keys.check(); err != nil {
		return err
	}
	return s.checkUpdates()
}

// checkRuns looks at how long check-ins stay open, and wait for a pause.
func (s Settings) checkRuns() error {
	switch {
	case s.BudgetMinutes < 1 || s.BudgetMinutes > 24*60:
		return fault.New(fault.Invalid, "A check-in stays open for between 1 minute and a day.")
	case s.BudgetItems < 0 || s.BudgetItems > 1000:
		return fault.New(fault.Invalid, "A check-in stays open for between 1 and 1000 items.")
	case s.LullSeconds < 0 || s.LullSeconds > 600 || s.LullMinutes < 0 || s.LullMinutes > 30:
		return fault.New(fault.Invalid, "A check-in waits for a pause of 10 minutes at most, and for half an hour at most.")
	}
	return nil
}

// checkInbound lets only this machine itself in.
func checkInbound(address string) error {
	if address == "" {
		return nil
	}
	host, port, err := net.SplitHostPort(address)
	ip := net.ParseIP(host)
	if n, bad := strconv.Atoi(port); err != nil || bad != nil || n < 1 || n > 65535 || ip == nil || !ip.IsLoopback() {
		return fault.New(fault.Invalid, "%q is not an address of this machine alone with a port, such as 127.0.0.1:7411.", address)
	}
	return nil
}

// Pause stops everything until an instant: no check-ins, no Do Not Disturb, no notifications. What
// would have come waits for its end.
func (q *Queue) Pause(ctx context.Context, now, until time.Time) (work.Act, error) {
	now, until = stamp(now), stamp(until)
	if !until.After(now) {
		return work.Act{}, fault.New(fault.Invalid, "A pause ends in the future.")
	}
	return q.change(ctx, now, "pause", "Paused until "+until.In(q.zone()).Format("Mon 15:04"), func(s Settings) Settings {
		s.PausedFrom, s.PausedUntil = &now, &until
		return s
	})
}

// Resume ends a pause; without one it gives a Conflict fault.
func (q *Queue) Resume(ctx context.Context, now time.Time) (work.Act, error) {
	now = stamp(now)
	paused := false
	act, err := q.change(ctx, now, "resume", "Pause ended", func(s Settings) Settings {
		if pause, found := s.pause(); found && pause.Covers(now) {
			paused = true
			s.PausedUntil = &now
		}
		return s
	})
	if err == nil && !paused {
		err = fault.New(fault.Conflict, "Nothing is paused.")
	}
	return act, err
}

// change changes the settings as one act.
func (q *Queue) change(
	ctx context.Context, now time.Time, verb, said string, to func(Settings) Settings, mends ...Mending,
) (work.Act, error) {
	return q.replan(ctx, now, verb, mends, func(tx *store.Tx) (string, []store.Change, error) {
		before, err := settings(tx)
		if err != nil {
			return "", nil, err
		}
		after := to(before)
		was, errWas := json.Marshal(before)
		is, errIs := json.Marshal(after)
		if errWas != nil || errIs != nil || string(was) == string(is) {
			return said, nil, errWas
		}
		change := store.Change{Thing: thingSettings, Name: settingsName, Before: string(was), After: string(is)}
		return said, []store.Change{change}, tx.SetSetting(settingsName, after)
	})
}

const activeName = "activeClient"

// Active gives the client that the user works for at the moment; the wall is down where it is all.
func (q *Queue) Active(ctx context.Context) (wall Wall, client work.Client, err error) {
	err = q.store.Read(ctx, func(tx *store.Tx) error {
		var id work.ClientID
		if err := tx.Setting(activeName, &id); err != nil || id == work.Unassigned {
			return err
		}
		clients, err := clientsByID(tx)
		if active, known := clients[id]; known {
			wall, client = Wall{Up: true, Client: id}, active
		}
		return err
	})
	return wall, client, err
}

// Switch makes a client the active one; Unassigned: all. One that is not there is a not-found fault.
func (q *Queue) Switch(ctx context.Context, now time.Time, id work.ClientID) error {
	err := q.store.Write(ctx, func(tx *store.Tx) error { return SwitchIn(tx, now, id) })
	if err == nil {
		q.bus.Tell(bus.Gate, bus.Queue)
	}
	return err
}

// SwitchIn is Switch in a transaction of the caller's, who tells others of it.
func SwitchIn(tx *store.Tx, now time.Time, id work.ClientID) error {
	clients, err := clientsByID(tx)
	if err != nil {
		return err
	}
	if _, known := clients[id]; !known && id != work.Unassigned {
		return noClient(id)
	}
	var before work.ClientID
	if err := tx.Setting(activeName, &before); err != nil || before == id {
		return err
	}
	if err := tx.NoteSwitch(before, id, now); err != nil {
		return err
	}
	return tx.SetSetting(activeName, id)
}
