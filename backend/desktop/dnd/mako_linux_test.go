package dnd

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"sluice/backend/desktop/dnd/dndtest"
)

const makoUsual = "[mode=do-not-disturb]\ninvisible=1\n"

func realMako(t *testing.T, config string, held func(context.Context) []Held) (*dndtest.Desktop, *dndtest.Process, *Guard) {
	t.Helper()
	d := dndtest.Start(t)
	d.Wayland()
	p := d.Mako(config)
	return d, p, realGuard(t, d, held)
}

func TestMakoGivesBackTheOtherModes(t *testing.T) {
	d, _, g := realMako(t, makoUsual, nil)
	around := func(want ...string) {
		t.Helper()
		s := g.Engage(d.Context(), forever)
		if s.Verdict != Confirmed || s.Backend != "mako" || !slices.Contains(d.MakoModes(), makoMode) {
			t.Fatalf("engaged: %+v, modes %q", s, d.MakoModes())
		}
		if g.Release(d.Context()); !slices.Equal(d.MakoModes(), want) || journalled(g) {
			t.Fatalf("released, modes %q, want %q", d.MakoModes(), want)
		}
	}
	around("default")
	d.MakoSet("default", "away")
	around("default", "away")
	d.MakoSet("default", makoMode)
	around("default", makoMode)
}

func TestMakoWithoutTheModeIsOnlyAsked(t *testing.T) {
	d, _, g := realMako(t, "default-timeout=1000\n", nil)
	s := g.Engage(d.Context(), forever)
	if s.Verdict != Asked || !strings.Contains(s.Sentence, "[mode=do-not-disturb]” and “invisible=1”") {
		t.Fatalf("engaged: %+v", s)
	}
	if s := g.Check(d.Context()); s.Verdict != Asked {
		t.Fatalf("looked: %+v", s)
	}
	if s := g.Release(d.Context()); s.Verdict != Off || s.ByUser || slices.Contains(d.MakoModes(), makoMode) {
		t.Fatalf("released: %+v, modes %q", s, d.MakoModes())
	}
	d.MakoSet(makoMode)
	if s := g.Engage(d.Context(), forever); s.Verdict != Asked || !s.ByUser {
		t.Fatalf("the user's own: %+v", s)
	}
	if s := g.Release(d.Context()); !s.ByUser || !slices.Contains(d.MakoModes(), makoMode) {
		t.Fatalf("released: %+v, modes %q", s, d.MakoModes())
	}
}

// TestMakoReleasesNoFlood has mako show what it withheld, unless that is in our queue.
func TestMakoReleasesNoFlood(t *testing.T) {
	var held []Held
	d, _, g := realMako(t, makoUsual, func(context.Context) []Held { return held })
	g.Engage(d.Context(), forever)
	for _, summary := range []string{"one", "two"} {
		held = append(held, Held{Daemon: d.DaemonID(), DaemonID: d.Notify(summary)})
	}
	if d.MakoCount() != 2 {
		t.Fatalf("mako holds %d", d.MakoCount())
	}
	if g.Release(d.Context()); d.MakoCount() != 0 {
		t.Fatalf("a flood of %d", d.MakoCount())
	}
}

func TestMakoSwitchedByTheUserMeanwhile(t *testing.T) {
	d, _, g := realMako(t, makoUsual, nil)
	g.Engage(d.Context(), forever)
	d.MakoSet("default")
	if s := g.Check(d.Context()); s.Verdict != Off || !s.ByUser {
		t.Fatalf("looked: %+v", s)
	}
	if s := g.Engage(d.Context(), time.Now().Add(time.Hour)); s.Verdict != Confirmed {
		t.Fatalf("another gate: %+v", s)
	}
}

func TestMakoRestartedMeanwhile(t *testing.T) {
	d, p, g := realMako(t, makoUsual, nil)
	g.Engage(d.Context(), forever)
	wait := d.Owned(dndtest.Notifications)
	p.Kill()
	wait(false)
	d.Mako(makoUsual)
	d.Until("the new mako is silenced without a Check", func() bool { return slices.Contains(d.MakoModes(), makoMode) })
}

func TestKilledWithMako(t *testing.T) {
	d, p, _ := realMako(t, makoUsual, nil)
	for _, point := range points {
		t.Run(point, func(t *testing.T) {
			dieAt(t, d, point)
			g := realGuard(t, d, nil)
			if err := g.Recover(d.Context()); err != nil || slices.Contains(d.MakoModes(), makoMode) || journalled(g) {
				t.Fatalf("err %v, modes %q, journal %v", err, d.MakoModes(), journalled(g))
			}
		})
	}
	t.Run("switched, and mako started anew with the user's own", func(t *testing.T) {
		dieAt(t, d, "switched")
		p.Kill()
		d.Mako(makoUsual)
		d.MakoSet(makoMode)
		g := realGuard(t, d, nil)
		if err := g.Recover(d.Context()); err != nil || !slices.Contains(d.MakoModes(), makoMode) || journalled(g) {
			t.Fatalf("err %v, modes %q, journal %v", err, d.MakoModes(), journalled(g))
		}
	})
}

func TestMakoConfiguration(t *testing.T) {
	home := t.TempDir()
	write := func(name, text string) string {
		t.Helper()
		path := filepath.Join(home, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	write("modes", makoUsual)
	write("circle", "include=~/circle\n")
	for text, want := range map[string]bool{
		"":        false,
		makoUsual: true,
		"# x\n  [mode=\"do-not-disturb\"]\n\tinvisible=true\n": true,
		"invisible=1\n":                                                       false,
		"[mode=do-not-disturb]\ninvisible=0\n":                                false,
		"[mode=do-not-disturb app-name=Slack]\ninvisible=1\n":                 false,
		"[mode=away]\ninvisible=1\n":                                          false,
		makoUsual + "[mode=do-not-disturb urgency=critical]\ninvisible=0\n":   true,
		"include=~/modes\n":                                                   true,
		"include=~/modes\n[mode=do-not-disturb]\ninvisible=0\n":               false,
		"include=~/circle\n":                                                  false,
		"include=~/nothing\n[app-name=Slack]\ninclude=~/modes\nborder-size=1": false,
	} {
		p := process{args: []string{"mako", "-c", write("config", text)}, env: map[string]string{"HOME": home}}
		if got := p.makoHides(p.makoConfig(), makoDepth); got != want {
			t.Errorf("%q hides: %v", text, got)
		}
	}
}

func TestMakoConfigurationIsTheOneInUse(t *testing.T) {
	home := t.TempDir()
	env := map[string]string{"HOME": home}
	for _, c := range []struct {
		args []string
		env  map[string]string
		want string
	}{
		{[]string{"mako"}, env, home + "/.config/mako/config"},
		{[]string{"mako"}, map[string]string{"HOME": home, "XDG_CONFIG_HOME": "/c"}, "/c/mako/config"},
		{[]string{"mako", "--layer", "top", "-c", "/a"}, env, "/a"},
		{[]string{"mako", "-c/a"}, env, "/a"},
		{[]string{"mako", "--config", "/a"}, env, "/a"},
		{[]string{"mako", "--config=/a"}, env, "/a"},
		{[]string{"mako", "-c"}, env, home + "/.config/mako/config"},
	} {
		if got := (process{args: c.args, env: c.env}).makoConfig(); got != c.want {
			t.Errorf("%q reads %s, want %s", c.args, got, c.want)
		}
	}
	if err := os.MkdirAll(home+"/.mako", 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(home+"/.mako/config", nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if got := (process{args: []string{"mako"}, env: env}).makoConfig(); got != home+"/.mako/config" {
		t.Errorf("the old place comes first, got %s", got)
	}
}

func FuzzParseMako(f *testing.F) {
	f.Add(makoUsual)
	f.Add("include=/a\n[mode=do-not-disturb]\ninvisible=")
	f.Add("[")
	f.Fuzz(func(t *testing.T, text string) {
		_, invisible := parseMako(text)
		if invisible != "" && !strings.Contains(strings.ReplaceAll(text, `"`, ""), "[mode=do-not-disturb]") {
			t.Fatalf("%q sets %q for a mode that it does not name", text, invisible)
		}
	})
}
