package autostart

import "strings"

// The desktop entry of Linux: https://specifications.freedesktop.org/autostart-spec/latest/

// desktopFile writes one.
func desktopFile(program string, args []string) string {
	words := []string{quoted(program)}
	for _, arg := range args {
		words = append(words, quoted(arg))
	}
	return `[Desktop Entry]
Type=Application
Name=Sluice
Comment=Holds what wants your attention until your check-ins
Exec=` + strings.ReplaceAll(strings.Join(words, " "), `\`, `\\`) + `
Icon=sluice
Terminal=false
Hidden=false
X-GNOME-Autostart-enabled=true
`
}

// quoted writes a word of a command line: in quotation marks, with what a shell would read escaped and
// what stands for a file's name doubled.
func quoted(word string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "`", "\\`", "$", `\$`, "%", "%%").Replace(word) + `"`
}

// readDesktopFile says whether an entry is in force, and its program. What it cannot read it takes for
// no program.
func readDesktopFile(text string) (on bool, program string) {
	values := map[string]string{}
	inside := false
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if strings.HasPrefix(line, "[") {
			inside = line == "[Desktop Entry]"
		}
		if name, value, pair := strings.Cut(line, "="); pair && inside {
			values[strings.TrimSpace(name)] = strings.TrimSpace(value)
		}
	}
	program = firstWord(strings.ReplaceAll(values["Exec"], `\\`, `\`))
	return program != "" && values["Hidden"] != "true" && values["X-GNOME-Autostart-enabled"] != "false", program
}

// firstWord is the program of a command line.
func firstWord(command string) string {
	if !strings.HasPrefix(command, `"`) {
		word, _, _ := strings.Cut(command, " ")
		return strings.ReplaceAll(word, "%%", "%")
	}
	var word strings.Builder
	escaped := false
	for _, r := range command[1:] {
		switch {
		case escaped:
			escaped = false
		case r == '\\':
			escaped = true
			continue
		case r == '"':
			return strings.ReplaceAll(word.String(), "%%", "%")
		}
		word.WriteRune(r)
	}
	return "" // it does not end
}
