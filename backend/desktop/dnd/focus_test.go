package dnd

import (
	"context"
	"errors"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// mac is a macOS of which only the command and the file are there: neither can be had elsewhere.
type mac struct {
	shortcuts string // what `shortcuts list` prints
	ran       []string
	on        bool
	readable  bool
	living    bool
	deaf      bool // the Shortcut does nothing
	now       time.Time
}

func (m *mac) run(_ context.Context, input string, args ...string) (string, error) {
	if args[0] == "list" {
		return m.shortcuts, nil
	}
	if !slices.Equal(args, []string{"run", ShortcutName, "--input-path", "-"}) {
		return "", errors.New("the arguments make no sense: " + strings.Join(args, " "))
	}
	m.ran = append(m.ran, input)
	if !m.deaf {
		m.on = input != "0"
	}
	return "", nil
}

func (m *mac) assertions() ([]byte, error) {
	if !m.readable {
		return nil, fs.ErrPermission
	}
	if m.on {
		return []byte(`{"data":[{"storeAssertionRecords":[{"assertionDetails":{"assertionDetailsModeIdentifier":"com.apple.donotdisturb.mode.default"}}]}],"header":{"version":1}}`), nil
	}
	return []byte(`{"data":[{"storeInvalidationRecords":[{}]}],"header":{"version":1}}`), nil
}

func (m *mac) guard(t *testing.T, journal string) *Guard {
	t.Helper()
	now := func() time.Time { return m.now }
	g := newGuard(Options{Journal: journal, Now: now}, lone{
		only: &focus{run: m.run, assertions: m.assertions, now: now}, apart: focusSetUp,
		me: func() owner { return owner{PID: 1, Start: "1"} }, lives: func(owner) bool { return m.living },
	})
	t.Cleanup(func() { _ = g.Close() })
	return g
}

func newMac() *mac {
	return &mac{shortcuts: "Morning\n" + ShortcutName + "\n", readable: true, now: time.Date(2026, 3, 4, 9, 0, 0, 0, time.UTC)}
}

func journalIn(t *testing.T) string { t.Helper(); return filepath.Join(t.TempDir(), "dnd.json") }

func TestTheShortcutHasAnEnd(t *testing.T) {
	m := newMac()
	g := m.guard(t, journalIn(t))
	if s := g.Engage(t.Context(), m.now.Add(90*time.Minute+time.Second)); s.Verdict != Confirmed {
		t.Fatalf("it is %+v", s)
	}
	g.Engage(t.Context(), m.now.Add(2*time.Hour)) // it is prolonged
	if s := g.Release(t.Context()); s.Verdict != Off || m.on {
		t.Fatalf("it is %+v", s)
	}
	if !slices.Equal(m.ran, []string{"91", "120", "0"}) {
		t.Errorf("it was run with %q", m.ran)
	}
}

func TestWithoutPermissionToReadItIsOnlyAsked(t *testing.T) {
	m := newMac()
	m.readable = false
	g := m.guard(t, journalIn(t))
	if s := g.Engage(t.Context(), forever); s.Verdict != Asked || !strings.Contains(s.Sentence, "Full Disk Access") {
		t.Errorf("it is %+v", s)
	}
	if s := g.Release(t.Context()); s.Verdict != Off || !slices.Equal(m.ran, []string{"720", "0"}) {
		t.Errorf("released it is %+v, run with %q", s, m.ran)
	}
}

func TestWithoutTheShortcutTheUserIsTold(t *testing.T) {
	m := newMac()
	m.shortcuts = "My " + ShortcutName + "\n"
	if s := m.guard(t, journalIn(t)).Engage(t.Context(), forever); s.Verdict != Impossible || s.Sentence != focusSetUp || len(m.ran) > 0 {
		t.Errorf("it is %+v, run with %q", s, m.ran)
	}
}

func TestAShortcutThatDoesNothing(t *testing.T) {
	m := newMac()
	m.deaf = true
	if s := m.guard(t, journalIn(t)).Engage(t.Context(), forever); s.Verdict != Impossible {
		t.Errorf("it is %+v", s)
	}
}

func TestTheUsersOwnFocusStays(t *testing.T) {
	m := newMac()
	m.on = true
	g := m.guard(t, journalIn(t))
	if s := g.Engage(t.Context(), forever); s.Verdict != Confirmed || !s.ByUser {
		t.Errorf("it is %+v", s)
	}
	g.Release(t.Context())
	if !m.on || len(m.ran) > 0 {
		t.Errorf("it was touched, with %q", m.ran)
	}
}

func TestAFocusThatACrashLeftOn(t *testing.T) {
	m := newMac()
	journal := journalIn(t)
	m.guard(t, journal).Engage(t.Context(), m.now.Add(time.Hour))
	next := m.guard(t, journal)
	if err := next.Recover(t.Context()); err != nil || m.on {
		t.Errorf("it is on: %v, %v", m.on, err)
	}
}

func FuzzAssertions(f *testing.F) {
	f.Add([]byte(`{"data":[{"storeAssertionRecords":[{}]}]}`))
	f.Add([]byte(`{"data":[]}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		if on, err := parseAssertions(text); on && err != nil {
			t.Error("it is on and cannot be read")
		}
	})
}

func TestQuietHoursProfiles(t *testing.T) {
	for name, want := range map[string]string{"": absent, unrestricted: unrestricted, alarmsOnly: priorityOnly, priorityOnly: priorityOnly, "Own": "Own"} {
		if got := profileOf(name); got != want {
			t.Errorf("%q counts as %q", name, got)
		}
	}
}
