package main

import (
	"context"
	"embed"
	"strings"
	"time"

	"github.com/alecthomas/kong"

	"sluice/backend/api/remote"
	"sluice/backend/api/wire"
	"sluice/backend/profile"
)

// The shells' part is small: it asks `sluice complete` with the words so far, so that what is offered
// is always what this very program understands.
//
//go:embed completion/*
var shellScripts embed.FS

type completionCommand struct {
	Shell string `arg:"" enum:"bash,zsh,fish" help:"For which shell: bash, zsh or fish."`
}

// Run prints what a shell reads to complete our commands.
func (k completionCommand) Run(c *call) error {
	script, err := shellScripts.ReadFile("completion/sluice." + k.Shell)
	if err != nil {
		return err
	}
	_, err = c.out.Write(script)
	return err
}

type completeCommand struct {
	Words []string `arg:"" optional:"" passthrough:"" help:"The words after sluice, the last as far as it is typed."`
}

// Run prints what may stand for the last word, one a line, with its meaning after a tab. A line ":files"
// or ":folders" leaves it to the shell to name those.
func (k completeCommand) Run(c *call, model *kong.Application) error {
	words := k.Words
	if len(words) > 0 && words[0] == "--" {
		words = words[1:]
	}
	if err := c.follow(words); err != nil {
		return err
	}
	for _, each := range complete(model, words, c.clientNames) {
		c.printf("%s\t%s\n", plain(each.word), plain(each.means))
	}
	return nil
}

// follow asks the core of the profile that the words name, if they do.
func (c *call) follow(words []string) error {
	for i, word := range words {
		name, folder, joined := strings.Cut(word, "=")
		if name != "--profile" {
			continue
		}
		if !joined && i+1 < len(words)-1 { // the last is still being typed
			folder = words[i+1]
		}
		p, err := profile.Find(folder)
		if err != nil {
			return err
		}
		c.profile, c.client = p, remote.NewClient(p)
	}
	return nil
}

// candidate is a word that may stand where somebody is typing.
type candidate struct{ word, means string }

// What the shell lists itself.
var (
	anyFile   = candidate{word: ":files"}
	anyFolder = candidate{word: ":folders"}
)

// typed is how far a command line has come.
type typed struct {
	node   *kong.Node
	wants  *kong.Value // the flag whose value comes next
	placed int         // positional words so far
	plain  bool        // after --: no flags any more
}

// complete gives what may stand for the last of the words. clients names the clients, when asked.
func complete(model *kong.Application, words []string, clients func() []candidate) []candidate {
	if len(words) == 0 {
		words = []string{""}
	}
	line := typed{node: model.Node}
	for _, word := range words[:len(words)-1] {
		line.take(word)
	}
	last := words[len(words)-1]
	name, _, hasValue := strings.Cut(last, "=")
	switch flag := line.flag(name); {
	case line.wants != nil:
		return starting(last, values(line.wants, clients))
	case hasValue && flag != nil:
		return starting(last, prefixed(name+"=", values(flag, clients)))
	case strings.HasPrefix(last, "-") && !line.plain:
		return starting(last, line.flags())
	}
	return starting(last, line.commands(clients))
}

// take reads one whole word.
func (t *typed) take(word string) {
	switch {
	case t.wants != nil:
		t.wants = nil
	case t.plain:
		t.placed++
	case word == "--":
		t.plain = true
	case strings.HasPrefix(word, "-"):
		if flag := t.flag(word); flag != nil && !flag.IsBool() {
			t.wants = flag
		}
	default:
		t.command(word)
	}
}

// command goes down to the command of that name; a word that names none is positional.
func (t *typed) command(word string) {
	for _, child := range t.node.Children {
		if child.Name == word && t.placed == 0 {
			t.node = child
			return
		}
	}
	t.placed++
}

// flag finds the flag that is written so, without a value; nil: there is none.
func (t *typed) flag(word string) *kong.Value {
	for node := t.node; node != nil; node = node.Parent {
		for _, flag := range node.Flags {
			if word == "--"+flag.Name || flag.Short != 0 && word == "-"+string(flag.Short) {
				return flag.Value
			}
		}
	}
	return nil
}

func (t *typed) flags() (all []candidate) {
	for node := t.node; node != nil; node = node.Parent {
		for _, flag := range node.Flags {
			if flag.Hidden {
				continue
			}
			all = append(all, candidate{"--" + flag.Name, flag.Help})
			if flag.Tag.Negatable != "" {
				all = append(all, candidate{"--no-" + flag.Name, "Not: " + flag.Help})
			}
		}
	}
	return all
}

// commands gives what may stand here without a dash: commands, or values of a positional.
func (t *typed) commands(clients func() []candidate) (all []candidate) {
	if t.placed == 0 {
		for _, child := range t.node.Children {
			if !child.Hidden {
				all = append(all, candidate{child.Name, child.Help})
			}
		}
	}
	positional := t.node.Positional
	switch {
	case len(positional) == 0:
		return all
	case t.placed < len(positional):
		return append(all, values(positional[t.placed], clients)...)
	case positional[len(positional)-1].IsCumulative():
		return append(all, values(positional[len(positional)-1], clients)...)
	}
	return all
}

// values gives what a flag or a positional takes.
func values(v *kong.Value, clients func() []candidate) (all []candidate) {
	placeholder := strings.ToLower(v.Name)
	if v.Flag != nil {
		placeholder = strings.ToLower(v.Flag.PlaceHolder)
	}
	switch {
	case v.Enum != "":
		for _, word := range v.EnumSlice() {
			all = append(all, candidate{word: word})
		}
		return all
	case v.Name == "client":
		return append(clients(), candidate{"all", "All clients"})
	case placeholder == "dir":
		return []candidate{anyFolder}
	case placeholder == "file":
		return []candidate{anyFile}
	}
	return nil
}

func prefixed(prefix string, all []candidate) []candidate {
	for i := range all {
		if all[i] != anyFile && all[i] != anyFolder {
			all[i].word = prefix + all[i].word
		}
	}
	return all
}

func starting(with string, all []candidate) (fitting []candidate) {
	for _, each := range all {
		if each == anyFile || each == anyFolder || strings.HasPrefix(each.word, with) {
			fitting = append(fitting, each)
		}
	}
	return fitting
}

// askAtMost is how long a shell may wait for the core's answer.
const askAtMost = 300 * time.Millisecond

// clientNames asks the core for the clients that may be named at the moment; none where it does not run.
// It honours the wall like every other command.
func (c *call) clientNames() (names []candidate) {
	ctx, cancel := context.WithTimeout(c.ctx, askAtMost)
	defer cancel()
	var answer wire.Clients
	asking := *c
	asking.ctx = ctx
	if err := asking.get("/clients", &answer); err != nil {
		return nil
	}
	for _, client := range answer.Clients {
		names = append(names, candidate{word: client.Name, means: "client"})
	}
	return names
}
