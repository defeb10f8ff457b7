package mail

import "strings"

// unflow joins the lines of text whose breaks are only there for the way, RFC 3676. joinClose says that
// the space at a line's end goes as well.
func unflow(text string, joinClose bool) string {
	var out strings.Builder
	lines := strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n")
	goesOn, wasDeep := false, 0
	for i, line := range lines {
		deep := len(line) - len(strings.TrimLeft(line, ">"))
		line = line[deep:]
		line = strings.TrimPrefix(line, " ")
		isSignature := line == "-- "
		switch {
		case i == 0:
		case goesOn && deep == wasDeep && !isSignature:
			quote(&out, "", 0)
		default:
			out.WriteByte('\n')
		}
		if !goesOn || deep != wasDeep || isSignature || i == 0 {
			quote(&out, ">", deep)
		}
		goesOn, wasDeep = strings.HasSuffix(line, " ") && !isSignature, deep
		if goesOn && joinClose {
			line = strings.TrimSuffix(line, " ")
		}
		out.WriteString(line)
	}
	return out.String()
}

// quote begins a quoted line.
func quote(out *strings.Builder, mark string, deep int) {
	if deep > 0 && mark != "" {
		out.WriteString(strings.Repeat(mark, deep) + " ")
	}
}
