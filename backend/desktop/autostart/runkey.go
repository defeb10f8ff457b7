package autostart

import "strings"

// windowsCommand writes a command line as programs of Windows read it.
// https://learn.microsoft.com/cpp/c-language/parsing-c-command-line-arguments
func windowsCommand(program string, args []string) string {
	words := []string{`"` + program + `"`} // a path holds no quotation mark
	for _, arg := range args {
		words = append(words, windowsWord(arg))
	}
	return strings.Join(words, " ")
}

func windowsWord(word string) string {
	if word != "" && !strings.ContainsAny(word, " \t\"") {
		return word
	}
	var out strings.Builder
	slashes := 0
	for _, r := range word {
		switch r {
		case '\\':
			slashes++
			continue
		case '"':
			out.WriteString(strings.Repeat(`\`, 2*slashes+1))
		default:
			out.WriteString(strings.Repeat(`\`, slashes))
		}
		slashes = 0
		out.WriteRune(r)
	}
	return `"` + out.String() + strings.Repeat(`\`, 2*slashes) + `"`
}

// windowsProgram is the program of a command line.
func windowsProgram(command string) string {
	if rest, quoted := strings.CutPrefix(command, `"`); quoted {
		program, _, _ := strings.Cut(rest, `"`)
		return program
	}
	program, _, _ := strings.Cut(command, " ")
	return program
}

// approved reads what Task Manager keeps of an entry: it is switched off when the first byte is odd.
func approved(kept []byte) bool { return len(kept) == 0 || kept[0]&1 == 0 }
