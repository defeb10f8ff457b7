package main

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"net/url"
	"os"
	"slices"
	"strings"
	"time"

	"golang.org/x/term"

	"sluice/backend/api/wire"
	"sluice/backend/fault"
)

type sourcesCommand struct {
	List   sourcesList   `cmd:"" default:"1" help:"What is connected, and how it does."`
	Kinds  sourcesKinds  `cmd:"" help:"What can be connected, and what it asks for."`
	Add    sourcesAdd    `cmd:"" help:"Connect an account. Passwords are asked for, or read from the standard input."`
	Change sourcesChange `cmd:"" help:"Change an account, or give it a new password. What is not named stays."`
	Check  sourcesCheck  `cmd:"" help:"Who you are there, and what would be found."`
	Sync   sourcesSync   `cmd:"" help:"Ask for what is new, now."`
	Pause  sourcesPause  `cmd:"" help:"Ask an account no longer."`
	Resume sourcesResume `cmd:"" help:"Go on asking an account."`
	Cancel sourcesCancel `cmd:"" help:"End a first import: what came stays, the rest is left at the service."`
	Remove sourcesRemove `cmd:"" help:"Remove an account; what it brought stays."`
	Unlock sourcesUnlock `cmd:"" help:"Give the passphrase for the passwords, or choose it. It is asked for, or read from the standard input."`
}

type sourcesList struct{}

func (sourcesList) Run(c *call) error {
	var list wire.Sources
	if err := c.get("/sources", &list); err != nil {
		return err
	}
	return c.say(list, func() {
		for _, s := range list.Sources {
			c.sayShortly(s)
		}
	})
}

// sayShortly says in a line or two how a source does.
func (c *call) sayShortly(s wire.Source) {
	c.printf("%-12s %-9s %s%s\n", s.ID, conditionOf(s), plain(s.Name), behind(" for ", plain(s.Client)))
	if s.Sentence != "" {
		c.printf("             %s\n", plain(s.Sentence))
	}
	if s.Importing && s.Account {
		c.printf("             %s\n", broughtBy(s))
	}
}

// broughtBy says what an account brought, and what its first import left out.
func broughtBy(s wire.Source) string {
	said := fmt.Sprintf("%d came", s.Arrived)
	if s.Filed > 0 {
		said += fmt.Sprintf(", %d of them older and filed as done", s.Filed)
	}
	if s.Older > 0 {
		said += fmt.Sprintf("; %d older ones are left there", s.Older)
	}
	if s.Skipped > 0 {
		said += fmt.Sprintf("; %d could not be understood", s.Skipped)
	}
	return said + "."
}

func conditionOf(s wire.Source) string {
	switch {
	case s.Paused:
		return "paused"
	case s.Importing && s.Account && s.Condition == "ok":
		return "importing"
	case s.Condition == "needs_you":
		return "needs you"
	}
	return s.Condition
}

func behind(joint, text string) string {
	if text == "" {
		return ""
	}
	return joint + text
}

type sourcesKinds struct {
	Kind string `arg:"" optional:"" help:"Only this one, such as mail."`
}

func (k sourcesKinds) Run(c *call) error {
	kinds, err := c.kinds()
	if err == nil && k.Kind != "" {
		var one wire.Kind
		one, err = kindNamed(kinds, k.Kind)
		kinds = []wire.Kind{one}
	}
	if err != nil {
		return err
	}
	return c.say(wire.Kinds{Kinds: kinds}, func() {
		for i, kind := range kinds {
			if i > 0 {
				c.printf("\n")
			}
			c.printf("%s: %s\n  %s\n", kind.Kind, kind.Name, kind.Sentence)
			for _, f := range kind.Form {
				c.printf("  %-14s %s%s\n", f.Key, f.Label, behind(". ", strings.Join(aboutField(f), " ")))
			}
			for _, line := range []string{strings.TrimSpace(kind.Where + " " + kind.May), kind.Note} {
				if line != "" {
					c.printf("  %s\n", line)
				}
			}
		}
	})
}

func kindNamed(kinds []wire.Kind, name string) (wire.Kind, error) {
	at := slices.IndexFunc(kinds, func(k wire.Kind) bool { return k.Kind == name })
	if at < 0 {
		return wire.Kind{}, fault.New(fault.NotFound, "There is no kind of source %q. `sluice sources kinds` lists them.", name)
	}
	return kinds[at], nil
}

// aboutField gives what there is to know of a field: whether it is needed, what may stand there, and its help.
func aboutField(f wire.Field) (about []string) {
	switch {
	case f.Required && f.Type == "secret":
		about = append(about, "Needed; a secret.")
	case f.Required:
		about = append(about, "Needed.")
	case f.Type == "secret":
		about = append(about, "A secret.")
	case f.Type == "toggle":
		about = append(about, "true, or nothing.")
	}
	if len(f.Choices) > 0 {
		values := make([]string, len(f.Choices))
		for i, choice := range f.Choices {
			values[i] = choice.Value + " (" + choice.Label + ")"
		}
		about = append(about, "One of "+strings.Join(values, ", ")+".")
	}
	if f.Default != "" {
		about = append(about, "Without it "+f.Default+".")
	} else if f.Example != "" {
		about = append(about, "Such as "+f.Example+".")
	}
	if f.Help != "" {
		about = append(about, f.Help)
	}
	return about
}

func (c *call) kinds() ([]wire.Kind, error) {
	var kinds wire.Kinds
	return kinds.Kinds, c.get("/sources/kinds", &kinds)
}

type sourcesAdd struct {
	Kind    string            `arg:"" help:"What it is; sluice sources kinds lists them."`
	Set     map[string]string `help:"A setting of its form. Never a secret: those are asked for." short:"s" placeholder:"KEY=VALUE"`
	Name    string            `help:"What you call it."`
	Client  string            `help:"Whose it is; none: your routing rules decide. The active client's without it." placeholder:"NAME"`
	Minutes int               `help:"How often it is asked."`
	Days    int               `help:"How far back its first import goes." default:"14"`
	DoneToo bool              `help:"What is done here is done there."`
	Browser bool              `help:"Connect it in the browser: prints the page to open, and waits for the answer."`
	Try     bool              `help:"Only say who you would be and what would be found."`
}

func (a sourcesAdd) Run(c *call) error {
	kinds, err := c.kinds()
	if err != nil {
		return err
	}
	kind, err := kindNamed(kinds, a.Kind)
	if err != nil {
		return err
	}
	secrets, err := c.secrets(kind)
	if err != nil {
		return err
	}
	body := map[string]any{
		"kind": a.Kind, "settings": a.Set, "secrets": secrets, "name": a.Name, "client": a.Client, "minutes": a.Minutes,
		"days": a.Days, "doneToo": a.DoneToo,
	}
	if a.Browser {
		if body["connection"], err = c.connectInBrowser(body); err != nil {
			return err
		}
	}
	if a.Try {
		var checked wire.Checked
		if err := c.post("/sources/try", body, &checked); err != nil {
			return err
		}
		return c.say(checked, func() { c.sayChecked(checked) })
	}
	var added wire.Source
	if err := c.post("/sources", body, &added); err != nil {
		return err
	}
	return c.say(added, func() {
		c.sayShortly(added)
		if added.SecretIn == "session" {
			c.printf("There is no key store, so its password is kept until Sluice ends. `sluice sources unlock` keeps it under a passphrase.\n")
		}
	})
}

// connectInBrowser shows the page at which the user is asked, and waits for the answer.
func (c *call) connectInBrowser(body map[string]any) (string, error) {
	var begun wire.Connecting
	if err := c.post("/sources/connect", body, &begun); err != nil {
		return "", err
	}
	fmt.Fprintf(c.err, "Open this page in your browser:\n%s\n", plain(begun.URL))
	look := time.NewTicker(time.Second)
	defer look.Stop()
	for {
		var now wire.Connecting
		if err := c.get("/sources/connect/"+url.PathEscape(begun.Connection), &now); err != nil {
			return "", err
		}
		switch now.State {
		case "done":
			return begun.Connection, nil
		case "failed":
			return "", fault.New(fault.Denied, "%s", now.Sentence)
		}
		select {
		case <-c.ctx.Done():
			return "", c.ctx.Err()
		case <-look.C:
		}
	}
}

// secrets asks for the secrets of a form: at a terminal one after another, unseen; else they are read
// from the standard input, each on a line as key=value; a line that names none is the first of them.
func (c *call) secrets(kind wire.Kind) (map[string]string, error) {
	var fields []wire.Field
	for _, field := range kind.Form {
		if field.Type == "secret" {
			fields = append(fields, field)
		}
	}
	if len(fields) == 0 {
		return map[string]string{}, nil
	}
	if term.IsTerminal(int(os.Stdin.Fd())) {
		return c.promptFor(fields)
	}
	return readSecrets(os.Stdin, fields)
}

func (c *call) promptFor(fields []wire.Field) (map[string]string, error) {
	secrets := map[string]string{}
	for _, field := range fields {
		fmt.Fprintf(c.err, "%s%s: ", field.Label, map[bool]string{false: " (Enter: none)"}[field.Required])
		text, err := term.ReadPassword(int(os.Stdin.Fd()))
		fmt.Fprintln(c.err)
		if err != nil {
			return nil, fault.Wrap(err, fault.Invalid, "%s was not entered.", field.Label)
		}
		secrets[field.Key] = string(text)
	}
	return secrets, nil
}

// longestSecret is how much is read for secrets, in bytes.
const longestSecret = 64 << 10

func readSecrets(from io.Reader, fields []wire.Field) (map[string]string, error) {
	secrets := map[string]string{}
	lines := bufio.NewScanner(io.LimitReader(from, longestSecret))
	lines.Buffer(nil, longestSecret)
	for lines.Scan() {
		line := strings.TrimRight(lines.Text(), "\r")
		key, value, _ := strings.Cut(line, "=")
		switch {
		case slices.ContainsFunc(fields, func(f wire.Field) bool { return f.Key == key }):
			secrets[key] = value
		case line != "" && secrets[fields[0].Key] == "":
			secrets[fields[0].Key] = line
		case line != "":
			return nil, fault.New(fault.Invalid, "Give each secret on a line of its own, as key=value.")
		}
	}
	return secrets, lines.Err()
}

func (c *call) sayChecked(checked wire.Checked) {
	c.printf("%s\n", plain(checked.Who))
	for _, found := range checked.Finds {
		c.printf("  %s\n", plain(found))
	}
}

type sourcesChange struct {
	ID      string            `arg:"" help:"The source, such as feed-1."`
	Set     map[string]string `help:"A setting of its form, with nothing behind the = to empty it. Never a secret: see --secrets." short:"s" placeholder:"KEY=VALUE"`
	Name    string            `help:"What you call it."`
	Client  string            `help:"Whose it is; none: your routing rules decide." placeholder:"NAME"`
	Minutes int               `help:"How often it is asked; 0: as its kind says." default:"-1"`
	DoneToo string            `help:"What is done here is done there: on or off." enum:"on,off," default:""`
	Secrets bool              `help:"Give its password or token anew: asked for, or read from the standard input."`
	Browser bool              `help:"Sign in anew in the browser: prints the page to open, and waits for the answer."`
}

// Run sends the whole account with what was named in the place of what it had.
func (s sourcesChange) Run(c *call) error {
	is, err := c.account(s.ID)
	if err != nil {
		return err
	}
	body := s.body(is)
	if s.Secrets {
		kinds, err := c.kinds()
		if err != nil {
			return err
		}
		kind, err := kindNamed(kinds, is.Kind)
		if err != nil {
			return err
		}
		if body["secrets"], err = c.secrets(kind); err != nil {
			return err
		}
	}
	if s.Browser {
		body["source"] = s.ID
		if body["connection"], err = c.connectInBrowser(body); err != nil {
			return err
		}
		delete(body, "source")
	}
	delete(body, "kind")
	var changed wire.Source
	if err := c.put(sourcePath(s.ID, ""), body, &changed); err != nil {
		return err
	}
	return c.say(changed, func() { c.sayShortly(changed) })
}

// body is an account as it is sent, with what was named in the place of what it had.
func (s sourcesChange) body(is wire.Source) map[string]any {
	for key, value := range s.Set {
		is.Settings[key] = value
		if value == "" {
			delete(is.Settings, key)
		}
	}
	minutes := is.Minutes
	if s.Minutes >= 0 {
		minutes = s.Minutes
	}
	return map[string]any{
		"kind": is.Kind, "name": cmp.Or(s.Name, is.Name), "client": cmp.Or(s.Client, is.Client, "none"), "settings": is.Settings,
		"minutes": minutes, "doneToo": s.DoneToo == "on" || s.DoneToo == "" && is.DoneToo,
	}
}

// account gives an account with its settings, which nobody is shown during a call.
func (c *call) account(id string) (wire.Source, error) {
	var status wire.Status
	if err := c.get("/status", &status); err != nil {
		return wire.Source{}, err
	}
	if status.CallUntil != nil {
		return wire.Source{}, fault.New(fault.Conflict, "Settings are hidden during a call. `sluice call off` ends it.")
	}
	var list wire.Sources
	if err := c.get("/sources", &list); err != nil {
		return wire.Source{}, err
	}
	at := slices.IndexFunc(list.Sources, func(s wire.Source) bool { return s.ID == id && s.Account })
	if at < 0 {
		return wire.Source{}, fault.New(fault.NotFound, "There is no source %q.", id)
	}
	return list.Sources[at], nil
}

func sourcePath(id, verb string) string { return "/sources/" + url.PathEscape(id) + verb }

type sourcesCheck struct {
	ID string `arg:"" help:"The source, such as feed-1."`
}

func (s sourcesCheck) Run(c *call) error {
	var checked wire.Checked
	if err := c.post(sourcePath(s.ID, "/check"), nil, &checked); err != nil {
		return err
	}
	return c.say(checked, func() { c.sayChecked(checked) })
}

type sourcesSync struct {
	ID string `arg:"" help:"The source, such as feed-1."`
}

func (s sourcesSync) Run(c *call) error {
	var synced wire.Source
	if err := c.post(sourcePath(s.ID, "/sync"), nil, &synced); err != nil {
		return err
	}
	return c.say(synced, func() {
		c.sayShortly(synced)
		if !synced.Importing {
			c.printf("             %s\n", broughtBy(synced))
		}
	})
}

type sourcesPause struct {
	ID string `arg:"" help:"The source, such as feed-1."`
}

func (s sourcesPause) Run(c *call) error { return c.sourceAct(s.ID, "/pause") }

type sourcesResume struct {
	ID string `arg:"" help:"The source, such as feed-1."`
}

func (s sourcesResume) Run(c *call) error { return c.sourceAct(s.ID, "/resume") }

type sourcesCancel struct {
	ID string `arg:"" help:"The source, such as feed-1."`
}

func (s sourcesCancel) Run(c *call) error { return c.sourceAct(s.ID, "/cancel-import") }

func (c *call) sourceAct(id, verb string) error {
	var source wire.Source
	if err := c.post(sourcePath(id, verb), nil, &source); err != nil {
		return err
	}
	return c.say(source, func() { c.sayShortly(source) })
}

type sourcesRemove struct {
	ID string `arg:"" help:"The source, such as feed-1."`
}

func (s sourcesRemove) Run(c *call) error {
	var removed wire.Removed
	if err := c.delete(sourcePath(s.ID, ""), &removed); err != nil {
		return err
	}
	return c.say(removed, func() { c.printf("%s\n", removed.Sentence) })
}

type sourcesUnlock struct{}

func (sourcesUnlock) Run(c *call) error {
	field := []wire.Field{{Key: "passphrase", Label: "Passphrase"}}
	var given map[string]string
	var err error
	if term.IsTerminal(int(os.Stdin.Fd())) {
		given, err = c.promptFor(field)
	} else {
		given, err = readSecrets(os.Stdin, field)
	}
	if err != nil {
		return err
	}
	var list wire.Sources
	if err := c.post("/sources/unlock", map[string]string{"passphrase": given["passphrase"]}, &list); err != nil {
		return err
	}
	return c.say(list, func() { c.printf("Passwords are kept under your passphrase.\n") })
}
