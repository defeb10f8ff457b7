package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"io"
	"os"
	"strings"

	"sluice/backend/api/wire"
	"sluice/backend/fault"
)

type addCommand struct {
	Title   []string `arg:"" optional:"" help:"What it is about."`
	Body    string   `help:"What it says."`
	From    string   `help:"Who it is from."`
	App     string   `help:"The program that it is from."`
	URL     string   `name:"url" help:"Where it is."`
	Key     string   `help:"Its identity: the same key again changes nothing."`
	Thread  string   `help:"What belongs together has the same." placeholder:"NAME"`
	Client  string   `help:"Whose it is; your routing rules decide without it." placeholder:"NAME"`
	Due     string   `help:"When it is due, in words such as 'fri 5pm'." placeholder:"WHEN"`
	Expires string   `help:"When it is over, in words such as 'in 2 hours': if you have not handled it by then it is set aside." placeholder:"WHEN"`
	Now     bool     `help:"Straight into the queue, past the gate."`
	Lines   string   `help:"Many in the place of one: a file of JSON objects, one a line, with the API's fields; - is the standard input." placeholder:"FILE"`
}

// Run puts one thing in, or many.
func (a addCommand) Run(c *call) error {
	one := a
	one.Lines = ""
	switch {
	case a.Lines != "" && !one.empty():
		return fault.New(fault.Invalid, "Everything about them stands in the lines: give --lines alone.")
	case a.Lines != "":
		return c.addLines(a.Lines)
	case len(a.Title) == 0:
		return fault.New(fault.Invalid, "Say what it is about: sluice add \"Call Ana back\".")
	}
	added, err := c.putIn([]any{map[string]any{
		"title": strings.Join(a.Title, " "), "body": a.Body, "from": a.From, "app": a.App, "url": a.URL,
		"key": a.Key, "thread": a.Thread, "client": a.Client, "due": a.Due, "expires": a.Expires, "now": a.Now,
	}})
	if err != nil {
		return err
	}
	return c.say(added[0], func() { c.printf("Item %d. %s\n", added[0].Item, added[0].Reason) })
}

func (a addCommand) empty() bool {
	return len(a.Title) == 0 && a.Body+a.From+a.App+a.URL+a.Key+a.Thread+a.Client+a.Due+a.Expires == "" && !a.Now
}

func (c *call) putIn(arrivals []any) ([]wire.Added, error) {
	var answer struct {
		Added []wire.Added `json:"added"`
	}
	err := c.post("/arrivals", map[string]any{"arrivals": arrivals}, &answer)
	return answer.Added, err
}

const (
	// linesAtOnce is how many are put in with one request.
	linesAtOnce = 100
	// longestLine bounds a line: an arrival with the longest text, however it is escaped.
	longestLine = 1 << 20
)

// addLines puts in what stands in a file, some at a time. What came before a line that is refused
// stays, so that what is sent again needs keys.
func (c *call) addLines(file string) error {
	from := os.Stdin
	if file != "-" {
		opened, err := os.Open(file)
		if err != nil {
			return fault.Wrap(err, fault.NotFound, "The file %s cannot be read.", file)
		}
		defer func() { _ = opened.Close() }()
		from = opened
	}
	all := []wire.Added{}
	for lines := newArrivals(from); ; {
		some, err := lines.next(linesAtOnce)
		if err == nil && len(some) == 0 {
			break
		}
		var added []wire.Added
		if err == nil {
			added, err = c.putIn(some)
		}
		if err != nil {
			return fault.Wrap(err, fault.CodeOf(err), "From line %d on nothing was put in. %s", lines.first, fault.SentenceOf(err))
		}
		all = append(all, added...)
	}
	return c.say(map[string]any{"added": all}, func() {
		known := 0
		for _, one := range all {
			if !one.New {
				known++
			}
		}
		c.printf("%s put in, %d known already.\n", plural(len(all)-known, "arrival"), known)
	})
}

// arrivals are read from lines, of which empty ones count and are passed over.
type arrivals struct {
	lines *bufio.Scanner
	read  int // lines, so far
	first int // the number of the first of the last ones
}

func newArrivals(from io.Reader) *arrivals {
	lines := bufio.NewScanner(from)
	lines.Buffer(nil, longestLine)
	return &arrivals{lines: lines}
}

// next gives up to so many; none: there are no more.
func (a *arrivals) next(most int) (some []any, err error) {
	a.first = a.read + 1
	for len(some) < most && a.lines.Scan() {
		a.read++
		line := strings.TrimSpace(a.lines.Text())
		if line == "" {
			continue
		}
		var one map[string]any
		if err := json.Unmarshal([]byte(line), &one); err != nil {
			return nil, fault.Wrap(err, fault.Invalid, "Line %d is no JSON object.", a.read)
		}
		some = append(some, one)
	}
	err = a.lines.Err()
	if errors.Is(err, bufio.ErrTooLong) {
		return nil, fault.Wrap(err, fault.Invalid, "Line %d is longer than an arrival may be.", a.read+1)
	}
	return some, err
}
