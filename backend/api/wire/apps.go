package wire

import (
	"time"

	"sluice/backend/source"
	"sluice/backend/store"
)

// Apps are the programs whose notifications were seen. What is held is not in it.
type Apps struct {
	Capture Capture   `json:"capture"`
	From    time.Time `json:"from"`
	Apps    []App     `json:"apps" doc:"The most first, 200 at most"`
}

// Capture is how the reading of other programs' notifications stands.
type Capture struct {
	State    string `json:"state" enum:"ok,degraded,needs_you,starting,none" doc:"starting: nothing is known yet; none: this core reads none, as one of sample data"`
	Where    string `json:"where" enum:"bus,centre,database," doc:"Where they are read: on the session bus, in the notification centre, in its database; empty: nowhere"`
	Code     string `json:"code"`
	Sentence string `json:"sentence" doc:"What is the matter, with a next step; empty: nothing is"`
	Page     string `json:"page,omitempty" enum:"notifications,access,shortcuts" doc:"The page of the system's settings where the user mends it; left out: none does"`
}

// App is a program whose notifications were seen.
type App struct {
	App   string    `json:"app" doc:"As it calls itself; empty: it says nothing"`
	N     int       `json:"n" doc:"How many came since from, muted ones among them"`
	Muted int       `json:"muted"`
	Last  time.Time `json:"last" doc:"When the last of them came"`
}

// CaptureNone is the state of a core that reads no notifications.
const CaptureNone = "none"

// AppsOf gives the programs for the wire.
func AppsOf(apps []store.App, from time.Time, standing Capture) Apps {
	told := Apps{Capture: standing, From: from, Apps: make([]App, len(apps))}
	for i, app := range apps {
		told.Apps[i] = App{App: app.Name, N: app.N, Muted: app.Muted, Last: app.Last}
	}
	return told
}

// CaptureOf gives how a core that reads notifications does it, for the wire.
func CaptureOf(where string, health source.Health, said bool) Capture {
	if !said {
		return Capture{State: "starting", Where: where}
	}
	return Capture{State: string(health.Condition), Where: where, Code: health.Code, Sentence: health.Sentence}
}
