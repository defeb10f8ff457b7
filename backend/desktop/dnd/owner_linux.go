package dnd

import (
	"fmt"
	"os"
	"strings"
)

// self is this process as /proc shows it; see proc(5).
func (l *linux) self() owner {
	pid := os.Getpid()
	return owner{Boot: bootID(), PID: pid, Start: startTime(pid)}
}

// alive compares the start of the process too, since numbers are given again.
func (l *linux) alive(o owner) bool {
	return o.Start != "" && o.Boot == bootID() && o.Start == startTime(o.PID)
}

func bootID() string {
	text, err := os.ReadFile("/proc/sys/kernel/random/boot_id")
	if err != nil {
		return ""
	}
	return strings.TrimSpace(string(text))
}

// startTime is in clock ticks since the machine's start, and empty when there is no such process. A
// process that has ended and waits for its parent counts as none.
func startTime(pid int) string {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return ""
	}
	return parseStart(string(text))
}

// parseStart reads the 22nd field of a stat file. The second field is a name in brackets that may hold
// anything, brackets and spaces included, so counting starts behind its end.
func parseStart(stat string) string {
	end := strings.LastIndexByte(stat, ')')
	fields := strings.Fields(stat[end+1:])
	const state, start = 0, 22 - 3 // counted from the third
	if end < 0 || len(fields) <= start || fields[state] == "Z" || fields[state] == "X" {
		return ""
	}
	return fields[start]
}
