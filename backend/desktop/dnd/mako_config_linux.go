package dnd

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// makoConfig is the file that a running mako has read: the one it was given, else the first of the two
// usual ones.
func (p process) makoConfig() string {
	for i, arg := range p.args {
		for _, name := range []string{"--config", "-c"} {
			rest, found := strings.CutPrefix(arg, name)
			switch {
			case found && rest == "" && i+1 < len(p.args):
				return p.args[i+1]
			case found && rest != "":
				return strings.TrimPrefix(rest, "=")
			}
		}
	}
	old := filepath.Join(p.env["HOME"], ".mako", "config")
	if _, err := os.Stat(old); err == nil {
		return old
	}
	folder := p.env["XDG_CONFIG_HOME"]
	if folder == "" {
		folder = filepath.Join(p.env["HOME"], ".config")
	}
	return filepath.Join(folder, "mako", "config")
}

// makoDepth is how deep one file may include another.
const makoDepth = 8

// makoHides tells whether a configuration hides what comes in the mode that we switch on. What cannot
// be read hides nothing. What a file includes stands before its own sections, so those count last.
func (p process) makoHides(path string, depth int) bool {
	text, err := os.ReadFile(path)
	if err != nil || depth == 0 {
		return false
	}
	includes, invisible := parseMako(string(text))
	if invisible != "" {
		return invisible == "1" || invisible == "true"
	}
	return slices.ContainsFunc(includes, func(name string) bool {
		if rest, found := strings.CutPrefix(name, "~/"); found {
			name = filepath.Join(p.env["HOME"], rest)
		}
		return p.makoHides(name, depth-1)
	})
}

// parseMako finds the files that a configuration includes, and what it sets "invisible" to for the mode
// alone. A section that asks for more than the mode is an exception of the user's and does not count.
func parseMako(text string) (includes []string, invisible string) {
	section := ""
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if strings.HasPrefix(line, "#") {
			continue
		}
		if strings.HasPrefix(line, "[") && strings.HasSuffix(line, "]") {
			section = strings.ReplaceAll(line, `"`, "")
			continue
		}
		key, value, _ := strings.Cut(line, "=")
		switch {
		case section == "" && key == "include":
			includes = append(includes, value)
		case section == "[mode="+makoMode+"]" && key == "invisible":
			invisible = value
		}
	}
	return includes, invisible
}
