package main

import (
	"io"
	"strings"
	"testing"
	"time"

	"github.com/alecthomas/kong"
	"github.com/google/go-cmp/cmp"
)

func modelOfOurs(t *testing.T) *kong.Application {
	t.Helper()
	parser, err := kong.New(&commands{}, kong.Name("sluice"), kong.Description(description), kong.Vars{"version": "1"}, kong.Writers(io.Discard, io.Discard))
	if err != nil {
		t.Fatal(err)
	}
	return parser.Model
}

func TestComplete(t *testing.T) {
	model := modelOfOurs(t)
	clients := func() []candidate { return []candidate{{word: "Acme"}, {word: "Birchwood Partners"}} }
	for _, test := range []struct {
		name, line string // the words, parted by bars; the last is what is being typed
		want       string // what may stand there, parted by bars
	}{
		{"a command", "rec", "records|receipt"},
		{"several commands", "sh", "shield"},
		{"commands of a command", "shield|", "start|end|toggle|list|off|on"},
		{"hidden ones are not offered", "compl", "completion"},
		{"flags of a command and of all", "status|--", "--help|--profile|--json|--version"},
		{"a flag with its opposite", "settings|--no-w", "--no-welcomed"},
		{"after a flag that takes nothing", "--json|und", "undo"},
		{"after a flag with its value", "--profile|/tmp|und", "undo"},
		{"after a flag with its value behind =", "--profile=/tmp|und", "undo"},
		{"a folder", "--profile|/t", ":folders"},
		{"a file", "backup|", ":files"},
		{"a word out of few", "completion|f", "fish"},
		{"a client by flag", "queue|--client|A", "Acme"},
		{"a client by flag behind =", "queue|--client=B", "--client=Birchwood Partners"},
		{"a client by place", "switch|", "Acme|Birchwood Partners|all"},
		{"no second one", "switch|Acme|", ""},
		{"no flags after --", "switch|--|-", ""},
		{"nothing for what is free", "add|", ""},
		{"an unknown command", "frob|", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			var got []string
			for _, each := range complete(model, strings.Split(test.line, "|"), clients) {
				got = append(got, each.word)
			}
			if diff := cmp.Diff(test.want, strings.Join(got, "|")); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// Every flag and command that the help shows must be found in the manual page, and nothing in it may be
// taken for an order to the formatter.
func TestManual(t *testing.T) {
	model := modelOfOurs(t)
	page := manual(model, "1.2.3", time.Date(2026, time.November, 28, 0, 0, 0, 0, time.UTC))
	if !strings.HasPrefix(page, ".TH SLUICE 1 \"2026-11-28\" \"Sluice 1.2.3\"\n") {
		t.Errorf("the page begins with %q", page[:60])
	}
	for _, leaf := range model.Leaves(true) {
		if !strings.Contains(page, escaped(leaf.FullPath())) {
			t.Errorf("%s is missing", leaf.FullPath())
		}
		for _, flag := range leaf.Flags {
			if !strings.Contains(page, escaped(written(flag))) {
				t.Errorf("%s of %s is missing", written(flag), leaf.FullPath())
			}
		}
	}
	for _, each := range []struct{ text, want string }{
		{".SH gotcha", `\&.SH gotcha`}, {"'br", `\&'br`}, {`a\-b`, `a\e\-b`},
	} {
		if got := escaped(each.text); got != each.want {
			t.Errorf("escaped(%q) = %q, want %q", each.text, got, each.want)
		}
	}
}
