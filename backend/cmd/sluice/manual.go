package main

import (
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/alecthomas/kong"

	"sluice/backend/api/remote"
	"sluice/backend/profile"
)

type manualCommand struct{}

// Run prints the manual page, as man reads it. It is made from the command line itself.
func (manualCommand) Run(c *call, model *kong.Application) error {
	_, err := io.WriteString(c.out, manual(model, remote.Version, madeOn()))
	return err
}

// madeOn is the day of the sources where a build names it, so that the same sources give the same page.
// https://reproducible-builds.org/specs/source-date-epoch/
func madeOn() time.Time {
	if seconds, err := strconv.ParseInt(os.Getenv("SOURCE_DATE_EPOCH"), 10, 64); err == nil {
		return time.Unix(seconds, 0).UTC()
	}
	return time.Now().UTC()
}

// manual gives the manual page of a command line in man(7).
func manual(model *kong.Application, version string, day time.Time) string {
	var page roff
	page.line(".TH SLUICE 1 %q %q", day.Format(time.DateOnly), "Sluice "+version)
	page.section("NAME")
	page.text("sluice - hold what wants your attention until your check-ins")
	page.section("SYNOPSIS")
	page.line(".B sluice")
	page.text("[OPTIONS] [COMMAND]")
	page.section("DESCRIPTION")
	about, _, _ := strings.Cut(model.Help, "\n\n")
	page.text(about)
	page.paragraph("Without a command it opens the window. The core, `sluice core', is the program that always runs; " +
		"every other command talks to it, and says so where none is running.")
	page.section("OPTIONS")
	page.flags(model.Node)
	page.section("COMMANDS")
	page.commands(model.Node)
	page.section("EXIT STATUS")
	for _, each := range exitMeanings {
		page.item(strconv.Itoa(each.code))
		page.text(each.means)
	}
	page.section("ENVIRONMENT")
	page.item(profile.Variable)
	page.text("The profile's folder, where --profile does not name one.")
	page.section("FILES")
	page.item("~/.local/share/sluice")
	page.text("Your own profile: the database, its backups and the log. Removing the program leaves it there.")
	return page.String()
}

var exitMeanings = []struct {
	code  int
	means string
}{
	{0, "It worked."},
	{exitError, "It failed."},
	{exitUsage, "The command makes no sense."},
	{exitNotRunning, "No core is running."},
	{exitRefused, "It is not possible in the present state."},
	{exitNotFound, "There is no such thing."},
}

// roff writes a manual page.
type roff struct{ strings.Builder }

func (r *roff) line(format string, args ...any) { fmt.Fprintf(r, format+"\n", args...) }

func (r *roff) section(name string) { r.line(".SH %s", name) }

func (r *roff) item(name string) { r.line(".TP\n.B %s", escaped(name)) }

func (r *roff) paragraph(text string) { r.line(".PP"); r.text(text) }

// text writes lines of text; none of them is taken for an order.
func (r *roff) text(text string) {
	for line := range strings.Lines(text) {
		r.line("%s", escaped(strings.TrimSpace(line)))
	}
}

func escaped(text string) string {
	text = strings.NewReplacer(`\`, `\e`, "-", `\-`).Replace(text)
	if strings.HasPrefix(text, ".") || strings.HasPrefix(text, "'") {
		return `\&` + text
	}
	return text
}

// commands writes the commands below a node, each with its flags, those below them after it.
func (r *roff) commands(node *kong.Node) {
	for _, child := range node.Children {
		if child.Hidden {
			continue
		}
		r.line(".SS %q", escaped(usage(child)))
		r.text(child.Help)
		for _, positional := range child.Positional {
			r.item(strings.ToUpper(positional.Name))
			r.text(positional.Help)
		}
		r.flags(child)
		r.commands(child)
	}
}

// usage is how a command is called.
func usage(node *kong.Node) string {
	words := []string{node.FullPath()}
	for _, positional := range node.Positional {
		word := strings.ToUpper(positional.Name)
		if positional.IsCumulative() {
			word += "..."
		}
		if !positional.Required {
			word = "[" + word + "]"
		}
		words = append(words, word)
	}
	return strings.Join(words, " ")
}

func (r *roff) flags(node *kong.Node) {
	for _, flag := range node.Flags {
		if flag.Hidden {
			continue
		}
		r.item(written(flag))
		r.text(flag.Help)
	}
}

// written is how a flag is written, with its value.
func written(flag *kong.Flag) string {
	name := "--" + flag.Name
	if flag.Tag.Negatable != "" {
		name = "--[no-]" + flag.Name
	}
	if flag.Short != 0 {
		name = "-" + string(flag.Short) + ", " + name
	}
	if !flag.IsBool() {
		name += "=" + flag.FormatPlaceHolder()
	}
	return name
}
