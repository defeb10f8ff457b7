package wire

// Autostart is whether Sluice starts when the user signs in.
type Autostart struct {
	On       bool   `json:"on"`
	Program  string `json:"program" doc:"What would start; empty: nothing is entered"`
	Sentence string `json:"sentence" doc:"For people, where something is to be said; empty: nothing is"`
}

// NextEvents is what changed since a call before.
type NextEvents struct {
	Version string   `json:"version" doc:"Of the core"`
	Run     string   `json:"run" doc:"Another one after the core was started anew: then everything is to be asked for again"`
	Since   int64    `json:"since" doc:"To be sent with the next call"`
	Topics  []string `json:"topics" doc:"What to ask for again; empty: nothing changed while it was waited"`
}
