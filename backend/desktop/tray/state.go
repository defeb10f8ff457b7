package tray

import "cmp"

// Gate is the state of the gate, as the icon shows it.
type Gate string

// The states of the gate. Any other is shown as Off.
const (
	Shield     Gate = "shield"
	Holding    Gate = "holding"
	Unsure     Gate = "unsure" // holding, but the system does not say whether it is silent
	Open       Gate = "open"   // a check-in is open
	Collecting Gate = "collecting"
	Off        Gate = "off" // outside the hours, or paused
)

// drawn is a gate that there is a drawing of.
func (g Gate) drawn() Gate {
	switch g {
	case Shield, Holding, Unsure, Open, Collecting:
		return g
	}
	return Off
}

// State is all that the tray shows. All texts are plain, in the user's language.
type State struct {
	Gate     Gate
	Sentence string   // the strip's sentence: the tooltip, and the menu's first row
	Client   string   // name of the active client; empty while all are shown
	Clients  []Client // to switch to; with a client active, those that may be named beside it
	ShieldUp bool     // offers to end the shield, and no check-in meanwhile
	Count    int      // how many items wait
	ShowNum  bool     // whether the user wants to see Count
	Session  string   // what is being worked on; empty while no session runs
	Begin    string   // for whom a session would begin; empty: for nobody in particular, so none is offered
}

// Client is one that the menu can switch to.
type Client struct {
	Number int // 1–9; one without such a number is not offered
	Name   string
}

// Words are the menu's own. An empty one is said in English.
type Words struct {
	Open, CheckInNow, StartShield, EndShield, StartSession, StopSession, Capture, Clients, All, Quit string
}

// Verb is what a row of the menu asks for.
type Verb string

// The verbs of the menu. A click on the icon itself is DoOpen on Linux and Windows.
const (
	DoOpen         Verb = "open"
	DoCheckIn      Verb = "checkin.now"
	DoStartShield  Verb = "shield.start"
	DoEndShield    Verb = "shield.end"
	DoStartSession Verb = "session.start"
	DoStopSession  Verb = "session.stop"
	DoCapture      Verb = "capture"
	DoSwitch       Verb = "switch"
	DoQuit         Verb = "quit"
)

// Act is one click of the user's.
type Act struct {
	Verb   Verb
	Client int // of DoSwitch: the client's number, 0 for all; otherwise 0
}

func (w Words) withDefaults() Words {
	return Words{
		Open:         cmp.Or(w.Open, "Open Sluice"),
		CheckInNow:   cmp.Or(w.CheckInNow, "Check in now"),
		StartShield:  cmp.Or(w.StartShield, "Start a shield"),
		EndShield:    cmp.Or(w.EndShield, "End the shield"),
		StartSession: cmp.Or(w.StartSession, "Start a session"),
		StopSession:  cmp.Or(w.StopSession, "Stop the session"),
		Capture:      cmp.Or(w.Capture, "Capture an item"),
		Clients:      cmp.Or(w.Clients, "Client"),
		All:          cmp.Or(w.All, "All"),
		Quit:         cmp.Or(w.Quit, "Quit Sluice"),
	}
}
