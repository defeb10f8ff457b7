//go:build linux

package proof

import (
	"bytes"
	"database/sql"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	_ "github.com/glebarez/go-sqlite" // the driver with which a database is made a newer one

	"sluice/proof/desk"
)

// madeProfile is the database of a profile in which a core ran and something lies.
func madeProfile(t *testing.T, d *desk.Desk) []byte {
	t.Helper()
	c := d.Core()
	for range 50 {
		c.Do("add", strings.Repeat("word ", 100))
	}
	c.Stop()
	return database(t, d)
}

func databasePath(d *desk.Desk) string { return filepath.Join(d.Dir, "profile", "sluice.db") }

func database(t *testing.T, d *desk.Desk) []byte {
	t.Helper()
	content, err := os.ReadFile(databasePath(d))
	if err != nil {
		t.Fatal(err)
	}
	return content
}

// refused starts a core that has to end with a code and a single line of words, which match the
// patterns.
func refused(t *testing.T, d *desk.Desk, code int, patterns ...string) {
	t.Helper()
	out, errs, got := d.Try(d.Program("sluice"), "core", "--profile", filepath.Join(d.Dir, "profile"))
	if got != code || out != "" || strings.Count(errs, "\n") != 1 {
		t.Errorf("it ended with %d, want %d, and said\n%s%s", got, code, out, errs)
	}
	for _, pattern := range patterns {
		if !regexp.MustCompile(pattern).MatchString(errs) {
			t.Errorf("it said %q, want a word of %q", errs, pattern)
		}
	}
}

// TestASecondCoreIsRefused starts a second core of a profile.
//
// DESIGN: "The socket is … taken by lock first, then unlink and bind".
func TestASecondCoreIsRefused(t *testing.T) {
	t.Parallel()
	d := desk.Bare(t)
	c := d.Core()
	c.Do("add", "something")
	refused(t, d, 4, `Another core serves the profile \S+ already\.`)
	if held := status(c).Held; held != 1 {
		t.Errorf("the first core holds %d items, want 1", held)
	}
	addsUp(t, c)
}

// TestADamagedDatabaseIsLeftAlone starts the core on databases that are none any more.
//
// DESIGN: "Nothing is lost": what cannot be read is for people to judge, and not for us to replace.
func TestADamagedDatabaseIsLeftAlone(t *testing.T) {
	t.Parallel()
	d := desk.Bare(t)
	good := madeProfile(t, d)
	damages := map[string][]byte{
		"overwritten": append(bytes.Repeat([]byte("X"), 100), good[100:]...),
		"cut in half": good[:len(good)/2],
		"cut odd":     good[:len(good)/2+1000],
		"a text":      []byte("This is no database.\n"),
	}
	for name, damaged := range damages {
		t.Run(name, func(t *testing.T) {
			if err := os.WriteFile(databasePath(d), damaged, 0o600); err != nil {
				t.Fatal(err)
			}
			refused(t, d, 1, `sluice\.db is damaged and was left as it is`, `restore`)
			if !bytes.Equal(database(t, d), damaged) {
				t.Error("the database is not as it was")
			}
		})
	}
	if err := os.WriteFile(databasePath(d), good, 0o600); err != nil {
		t.Fatal(err)
	}
	c := d.Core()
	if held := status(c).Held; held != 50 {
		t.Errorf("with the good copy back %d items are held, want 50", held)
	}
	addsUp(t, c)
}

// TestANewerDatabaseIsLeftAlone starts the core on a database of a later version.
//
// DESIGN: "Core and window check each other's version"; a store opened by an older core is no other.
func TestANewerDatabaseIsLeftAlone(t *testing.T) {
	t.Parallel()
	d := desk.Bare(t)
	madeProfile(t, d)
	db, err := sql.Open("sqlite", databasePath(d))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.ExecContext(t.Context(), `INSERT INTO goose_db_version (version_id, is_applied) VALUES (9999, 1)`); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	newer := database(t, d)
	refused(t, d, 1, `written by a newer version of Sluice`, `--profile`)
	if !bytes.Equal(database(t, d), newer) {
		t.Error("the database is not as it was")
	}
}

// TestWithoutABusTheCoreRuns starts the core where there is no desktop: it says so, takes in what is
// put in, and starts no bus.
//
// DESIGN: "Without a session bus address nothing dials the bus (it would start one); capture then needs
// the user and is tried again".
func TestWithoutABusTheCoreRuns(t *testing.T) {
	t.Parallel()
	d := desk.Bare(t)
	c := d.Core()
	d.Eventually("the status says that there is no bus", func() bool { return troubleCodes(c) == "no_bus" })
	c.Do("add", "by hand")
	c.Do("shield", "start", "--for", "1h")
	if s := status(c); s.Silence != "impossible" || !strings.Contains(s.SilenceNote, "no session bus") {
		t.Errorf("silence is %q: %s", s.Silence, s.SilenceNote)
	}
	c.Do("checkin", "now", "--end-shield")
	if found := titles(queue(c)); found["by hand"] != 1 {
		t.Errorf("the queue is %v", found)
	}
	if running := d.Processes(); len(running) != 1 || running[0] != "sluice" {
		t.Errorf("on the desk run %v, want the core alone", running)
	}
	c.Stop()
}
