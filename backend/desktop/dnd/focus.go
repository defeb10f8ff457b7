package dnd

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"strconv"
	"strings"
	"time"
)

// ShortcutName is what the user's Shortcut has to be called.
const ShortcutName = "Sluice Focus"

// focusSetUp is how the user makes the Shortcut. What it is given is a number of minutes, 0 for off.
const focusSetUp = "macOS lets only your own Shortcuts switch a Focus. In the Shortcuts app make one named “" + ShortcutName + "” that takes text as input: " +
	"if the input is 0, Turn Do Not Disturb Off; otherwise add that many minutes to the current date and Turn Do Not Disturb On until then. " +
	"Until then switch a Focus on yourself in Control Centre."

// focus is macOS's switch: a Shortcut of the user's, with an end time, so that macOS itself ends the
// silence if we are gone. Whether it worked can be read only where Full Disk Access was given.
type focus struct {
	run        func(ctx context.Context, input string, args ...string) (string, error) // shortcuts(1)
	assertions func() ([]byte, error)                                                  // Assertions.json
	now        func() time.Time

	last string // what was set last; empty: nothing yet
}

const (
	focusOn  = "on"
	focusOff = "off"
	// withoutEnd is for how long silence is asked where no end is known. It is renewed as the gate changes.
	withoutEnd = 12 * time.Hour
)

// errUnreadable says that nobody tells whether a Focus is on.
var errUnreadable = errors.New("whether a Focus is on cannot be read")

func (f *focus) traits() traits {
	return traits{name: "macos", title: "macOS", on: focusOn, persistent: true, swallows: true}
}

// get reads back. Where that is not permitted it gives what we set ourselves: the doubt says so.
func (f *focus) get(context.Context) (string, error) {
	on, err := f.active()
	switch {
	case err == nil && on:
		return focusOn, nil
	case err == nil, f.last == "":
		return focusOff, nil
	}
	return f.last, nil
}

func (f *focus) set(ctx context.Context, value string) error {
	return f.setUntil(ctx, value, time.Time{})
}

func (f *focus) setUntil(ctx context.Context, value string, until time.Time) error {
	if err := f.installed(ctx); err != nil {
		return err
	}
	input := "0"
	if value == focusOn {
		input = strconv.Itoa(minutesUntil(until, f.now()))
	}
	if _, err := f.run(ctx, input, "run", ShortcutName, "--input-path", "-"); err != nil {
		return sentence{"Your Shortcut “" + ShortcutName + "” could not be run. Open it in the Shortcuts app and run it once.", err}
	}
	f.last = value
	return nil
}

// doubt is why being on may withhold nothing.
func (f *focus) doubt(context.Context) string {
	if _, err := f.active(); err == nil {
		return ""
	}
	return "Your Shortcut “" + ShortcutName + "” was asked to switch Do Not Disturb on. Sluice cannot read whether it did without Full Disk Access."
}

// installed says whether the user has made the Shortcut.
func (f *focus) installed(ctx context.Context) error {
	list, err := f.run(ctx, "", "list")
	if err != nil {
		return sentence{focusSetUp, err}
	}
	for line := range strings.Lines(list) {
		if strings.TrimSpace(line) == ShortcutName {
			return nil
		}
	}
	return sentence{focusSetUp, nil}
}

// active reads whether any Focus is on.
func (f *focus) active() (bool, error) {
	text, err := f.assertions()
	if errors.Is(err, fs.ErrNotExist) {
		return false, errUnreadable
	}
	if err != nil {
		return false, fmt.Errorf("%w: %w", errUnreadable, err)
	}
	return parseAssertions(text)
}

// parseAssertions reads Assertions.json, which is undocumented: a Focus is on while it has records.
func parseAssertions(text []byte) (bool, error) {
	var file struct {
		Data []struct {
			Records []json.RawMessage `json:"storeAssertionRecords"`
		} `json:"data"`
	}
	if err := json.Unmarshal(text, &file); err != nil || len(file.Data) == 0 {
		return false, errors.Join(errUnreadable, err)
	}
	for _, each := range file.Data {
		if len(each.Records) > 0 {
			return true, nil
		}
	}
	return false, nil
}

// minutesUntil is how long the silence is to last, in whole minutes, at least one.
func minutesUntil(until, now time.Time) int {
	if until.IsZero() {
		until = now.Add(withoutEnd)
	}
	return max(1, int((until.Sub(now)+time.Minute-1)/time.Minute))
}
