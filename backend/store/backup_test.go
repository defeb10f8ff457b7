package store_test

import (
	"context"
	"database/sql"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/pressly/goose/v3"

	"sluice/backend/fault"
	"sluice/backend/store"
	"sluice/backend/work"
)

// keep stores an item with one arrival, as the queue does.
func keep(tx *store.Tx, item work.Item, a work.Arrival) (work.ItemID, error) {
	a.Source, a.ReceivedAt = "memory", a.OutcomeAt
	kept, err := tx.PutAtDoor(store.Handed{Source: a.Source, RemoteID: a.RemoteID, ReceivedAt: a.ReceivedAt, Event: []byte(a.Body)})
	if err != nil {
		return 0, err
	}
	if item.ID, err = tx.AddItem(item); err != nil {
		return 0, err
	}
	a.ID, a.Item = kept[0].ID, item.ID
	if err := tx.AddArrival(a, 0); err != nil {
		return 0, err
	}
	return item.ID, tx.LeaveDoor(a.ID)
}

// named opens a store with one client, by whose name it is known again.
func named(t testing.TB, path, name string) *store.Store {
	t.Helper()
	s := open(t, path)
	write(t, s, func(tx *store.Tx) error {
		_, err := tx.SaveClient(work.Client{Name: name, Colour: 1})
		return err
	})
	return s
}

func clientsOf(t testing.TB, path string) string {
	t.Helper()
	s := open(t, path)
	defer func() { _ = s.Close() }()
	var names []string
	read(t, s, func(tx *store.Tx) error {
		clients, err := tx.Clients()
		for _, client := range clients {
			names = append(names, client.Name)
		}
		return err
	})
	if findings, err := s.Check(t.Context()); err != nil || len(findings) > 0 {
		t.Errorf("%s is not sound: %v, %v", path, findings, err)
	}
	return strings.Join(names, ",")
}

func TestABackupIsWholeAndForTheUserAlone(t *testing.T) {
	s := named(t, filepath.Join(t.TempDir(), "it's 100%.db"), "Acme")
	write(t, s, func(tx *store.Tx) error {
		_, err := keep(tx, work.Item{State: work.StateQueued, Client: 1}, work.Arrival{RemoteID: "1", OutcomeAt: noon, Outcome: work.OutcomeDelivered})
		return err
	})
	made, err := s.Backup(t.Context(), noon, "")
	if err != nil {
		t.Fatal(err)
	}
	if want := "sluice-20260304-120000.db"; filepath.Base(made.Path) != want || made.At != noon {
		t.Errorf("it is %+v, want %s", made, want)
	}
	for path, mode := range map[string]os.FileMode{made.Path: 0o600, filepath.Dir(made.Path): 0o700 | os.ModeDir} {
		if runtime.GOOS == "windows" {
			continue // the access list of the user's own folder protects it there
		}
		if info, err := os.Stat(path); err != nil || info.Mode() != mode {
			t.Errorf("%s has the mode %v (%v), want %v", path, info.Mode(), err, mode)
		}
	}
	for client, want := range map[work.ClientID]int{1: 1, 2: 0} {
		if n, err := made.ItemsIn(t.Context(), true, client); err != nil || n != want {
			t.Errorf("client %d has %d items in it (%v), want %d", client, n, err, want)
		}
	}
	alone(t, filepath.Dir(made.Path), 1)
	if got := clientsOf(t, made.Path); got != "Acme" {
		t.Errorf("its clients are %q", got)
	}
}

// alone checks how many files are in a folder.
func alone(t *testing.T, folder string, want int) {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	if len(entries) != want {
		t.Errorf("in %s are %v, want %d files", folder, entries, want)
	}
}

func TestTwoBackupsInASecondAreTwo(t *testing.T) {
	s := fresh(t)
	for range 2 {
		if _, err := s.Backup(t.Context(), noon, store.ReasonDaily); err != nil {
			t.Fatal(err)
		}
	}
	list, err := s.Backups()
	if err != nil || len(list) != 2 || list[0].At != noon.Add(time.Second) || list[1].Reason != store.ReasonDaily {
		t.Errorf("the backups are %+v (%v)", list, err)
	}
}

func TestDailyBackupsRotateAndOthersStay(t *testing.T) {
	s := fresh(t)
	folder := filepath.Join(filepath.Dir(pathOf(t, s)), "backups")
	for day := range 20 {
		for _, reason := range []string{"-daily", "-schema-" + strconv.Itoa(day%3+1), "", "-before-restore"} {
			name := "sluice-" + noon.AddDate(0, 0, day-30).Format("20060102-150405") + reason + ".db"
			if err := os.WriteFile(filepath.Join(folder, name), []byte("x"), 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := os.WriteFile(filepath.Join(folder, "holiday.db"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	made, err := s.Backup(t.Context(), noon, store.ReasonDaily)
	if err != nil {
		t.Fatal(err)
	}
	list, err := s.Backups()
	if err != nil || list[0] != made {
		t.Errorf("the newest is %+v (%v), want %+v", list[0], err, made)
	}
	count := map[string]int{}
	for _, each := range list {
		kind, _, _ := strings.Cut(each.Reason, "-")
		count[kind]++
	}
	for kind, want := range map[string]int{"daily": 14, "schema": 5, "": 21, "before": 20} {
		if count[kind] != want {
			t.Errorf("%d of %q are kept, want %d", count[kind], kind, want)
		}
	}
	if _, err := os.Stat(filepath.Join(folder, "holiday.db")); err != nil {
		t.Error("a file that is no backup of ours is gone")
	}
}

// pathOf makes a first backup, to learn where the store lies.
func pathOf(t *testing.T, s *store.Store) string {
	t.Helper()
	made, err := s.Backup(t.Context(), noon.AddDate(0, 0, -40), "")
	if err != nil {
		t.Fatal(err)
	}
	return filepath.Dir(made.Path)
}

func TestABackupIntoAFileOverwritesNothing(t *testing.T) {
	s := fresh(t)
	file := filepath.Join(t.TempDir(), "copy.db")
	if _, err := s.BackupTo(t.Context(), noon, file); err != nil {
		t.Fatal(err)
	}
	if _, err := s.BackupTo(t.Context(), noon, file); fault.CodeOf(err) != fault.Conflict {
		t.Errorf("the second gave %v", err)
	}
	if _, err := s.BackupTo(t.Context(), noon, filepath.Join(t.TempDir(), "no", "copy.db")); fault.CodeOf(err) != fault.NotFound {
		t.Errorf("without a folder it gave %v", err)
	}
	alone(t, filepath.Dir(file), 1)
}

func TestAMigrationKeepsTheDatabaseAsItWas(t *testing.T) {
	path := filepath.Join(t.TempDir(), "sluice.db")
	older(t, path, 1)
	s := open(t, path)
	list, err := s.Backups()
	if err != nil || len(list) != 1 || list[0].Reason != "schema-1" {
		t.Fatalf("the backups are %+v (%v)", list, err)
	}
	if got := versionOf(t, list[0].Path); got != 1 {
		t.Errorf("the backup has the schema %d, want 1", got)
	}
	if n, err := list[0].ItemsIn(t.Context(), false, 0); err != nil || n != 0 {
		t.Errorf("it has %d items (%v)", n, err)
	}
	open(t, path)
	alone(t, filepath.Dir(list[0].Path), 1)
}

// older makes a database of an earlier schema.
func older(t *testing.T, path string, version int64) {
	t.Helper()
	db := other(t, path)
	provider, err := goose.NewProvider(goose.DialectSQLite3, db, os.DirFS("migrations"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := provider.UpTo(t.Context(), version); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
}

func versionOf(t *testing.T, path string) (version int64) {
	t.Helper()
	db := other(t, path)
	row := db.QueryRow(`SELECT MAX(version_id) FROM goose_db_version`)
	if err := row.Scan(&version); err != nil && err != sql.ErrNoRows {
		t.Fatal(err)
	}
	return version
}

func TestANewDatabaseNeedsNoBackup(t *testing.T) {
	dir := t.TempDir()
	open(t, filepath.Join(dir, "sluice.db"))
	alone(t, filepath.Join(dir, "backups"), 0)
}

func TestABackupThatIsCancelledLeavesNothing(t *testing.T) {
	s := fresh(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	file := filepath.Join(t.TempDir(), "copy.db")
	if _, err := s.BackupTo(ctx, noon, file); err == nil {
		t.Error("it worked")
	}
	alone(t, filepath.Dir(file), 0)
}
