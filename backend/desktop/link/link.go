// Package link opens addresses from outside: only those of http, https and mailto, and only with the
// command that the user gave. No shell ever sees an address.
package link

import (
	"net/url"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"sluice/backend/fault"
)

// tellWithin is how long a refusal of a program is waited for. A browser that opens in the foreground
// keeps its starter waiting until it is closed; that is no error.
const tellWithin = 2 * time.Second

// Allowed gives an address in the form in which it may be handed to the system. Any scheme but http,
// https and mailto is a Denied fault, what is no address an Invalid one.
func Allowed(address string) (string, error) {
	link, err := url.Parse(address)
	if err != nil {
		return "", fault.Wrap(err, fault.Invalid, "This link is not an address.")
	}
	switch {
	case (link.Scheme == "http" || link.Scheme == "https") && link.Host != "":
	case link.Scheme == "mailto" && link.Opaque != "":
	default:
		return "", fault.New(fault.Denied, "Sluice opens links to the web and to mail only, and this one is neither.")
	}
	return link.String(), nil
}

// OpenWith starts a command with an address as its last argument, and leaves it running. The command is
// a program and arguments, as Split takes them; an address that Allowed refuses is not opened. A
// program that is missing, or ends with an error at once, is an Unsupported fault.
func OpenWith(command, address string) error {
	link, err := Allowed(address)
	if err != nil {
		return err
	}
	words, err := Split(command)
	if err != nil {
		return err
	}
	if readsCode(words[0]) {
		return fault.New(fault.Denied, "%s would read a link as a command. Name the browser itself.", words[0])
	}
	started := exec.Command(words[0], append(words[1:], plain(link))...) //nolint:noctx // the browser goes on when whoever asked is gone
	apart(started)
	if err := started.Start(); err != nil {
		return fault.Wrap(err, fault.Unsupported, "The command %s cannot be started. Look at what opens this client's links.", words[0])
	}
	ended := make(chan error, 1)
	go func() { ended <- started.Wait() }()
	select {
	case err := <-ended:
		if err != nil {
			return fault.Wrap(err, fault.Unsupported, "The command %s did not take the link. Look at what opens this client's links.", words[0])
		}
	case <-time.After(tellWithin):
	}
	return nil
}

// Split cuts a command at its spaces, outside of quotes, and removes the quotes. A backslash is a
// backslash, since Windows' paths have them. A quote that does not end, or nothing at all, is an
// Invalid fault.
func Split(command string) (words []string, err error) {
	var word strings.Builder
	var quote rune
	open := false // whether a word has begun, which may be empty
	for _, r := range command {
		switch {
		case quote != 0 && r == quote:
			quote = 0
		case quote == 0 && (r == '"' || r == '\''):
			quote, open = r, true
		case quote == 0 && (r == ' ' || r == '\t'):
			if open {
				words = append(words, word.String())
				word.Reset()
			}
			open = false
		default:
			word.WriteRune(r)
			open = true
		}
	}
	if open {
		words = append(words, word.String())
	}
	if quote != 0 || len(words) == 0 || words[0] == "" {
		return nil, fault.New(fault.Invalid, "This is no command. It is a program and its arguments, such as firefox -P acme.")
	}
	return words, nil
}

// readsCode says whether a program takes its arguments for commands, in which an address could hide
// one: Windows hands a batch file's arguments to cmd.
func readsCode(program string) bool {
	name := strings.ToLower(program[strings.LastIndexAny(program, `/\`)+1:])
	name = strings.TrimRight(name, ". ") // which Windows passes over
	if slices.Contains([]string{".bat", ".cmd"}, filepath.Ext(name)) {
		return true
	}
	return slices.Contains([]string{"cmd", "powershell", "pwsh"}, strings.TrimSuffix(name, ".exe"))
}

// plain writes what an address needs not have by percent: quotes, blanks, backslashes, control
// characters, and all beyond ASCII.
func plain(link string) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for i := range len(link) {
		c := link[i]
		if c <= ' ' || c >= 0x7f || strings.IndexByte("\"'`\\<>^{|}", c) >= 0 {
			b.Write([]byte{'%', hex[c>>4], hex[c&15]})
		} else {
			b.WriteByte(c)
		}
	}
	return b.String()
}
