package autostart

import (
	"strings"

	"howett.net/plist"
)

// The launch agent of macOS: launchd.plist(5).
type agent struct {
	Label       string   `plist:"Label"`
	Arguments   []string `plist:"ProgramArguments"`
	RunAtLoad   bool     `plist:"RunAtLoad"`
	SessionType string   `plist:"LimitLoadToSessionType"`
	ProcessType string   `plist:"ProcessType"`
}

func agentFile(label, program string, args []string) ([]byte, error) {
	return plist.MarshalIndent(agent{
		Label: label, Arguments: append([]string{program}, args...), RunAtLoad: true,
		SessionType: "Aqua", ProcessType: "Interactive",
	}, plist.XMLFormat, "\t")
}

// readAgent says whether an agent is in force, and its program.
func readAgent(text []byte) (on bool, program string) {
	var a agent
	if _, err := plist.Unmarshal(text, &a); err != nil || len(a.Arguments) == 0 {
		return false, ""
	}
	return a.RunAtLoad, a.Arguments[0]
}

// isDisabled reads what `launchctl print-disabled` prints, in the words of older and newer systems.
func isDisabled(printed, label string) bool {
	for line := range strings.Lines(printed) {
		name, state, pair := strings.Cut(strings.TrimSpace(line), "=>")
		if pair && strings.Trim(strings.TrimSpace(name), `"`) == label {
			state = strings.TrimSpace(state)
			return state == "disabled" || state == "true"
		}
	}
	return false
}
