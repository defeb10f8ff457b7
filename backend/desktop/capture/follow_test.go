package capture

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"sluice/backend/foreign/foreigntest"
)

// told notes what a follower tells.
type told struct {
	lines    []string
	replaced []string
}

func (r *told) Ready(time.Time) { r.lines = append(r.lines, "ready") }
func (r *told) Gone(_ time.Time, cause error) {
	refusal, _ := errors.AsType[RefusalError](cause)
	r.lines = append(r.lines, "gone: "+refusal.Code)
}
func (r *told) Closed([]Closed)                    {}
func (r *told) Overflow(int, time.Time, time.Time) {}
func (r *told) Notified(batch []Notification) {
	var titles []string
	for _, n := range batch {
		titles = append(titles, n.Summary)
		if n.Replaces != "" {
			r.replaced = append(r.replaced, n.Replaces)
		}
	}
	r.lines = append(r.lines, strings.Join(titles, " + "))
}

func (r *told) expect(t *testing.T, want ...string) {
	t.Helper()
	if diff := cmp.Diff(want, r.lines); diff != "" {
		t.Error(diff)
	}
	r.lines = nil
}

// windowsCentre is a database of Windows' with one program, and a follower of it.
func windowsCentre(t *testing.T) (foreigntest.Database, *told, func() *follower) {
	t.Helper()
	d := foreigntest.Windows(t)
	d.Do(`INSERT INTO NotificationHandler (RecordId, PrimaryId) VALUES (1, 'Chat')`)
	r := &told{}
	o := Options{Mark: filepath.Join(t.TempDir(), "mark")}.filled()
	return d, r, func() *follower {
		f := newFollower(o, r, func(ctx context.Context) (centre, error) { return openWindows(ctx, d.Path) })
		t.Cleanup(f.shut)
		return f
	}
}

// base is an arrival time, 2020-12-14.
const base = 132524640000000000

func toast(d foreigntest.Database, id, at int, title, tag string) {
	d.Do(`INSERT INTO Notification (Id, HandlerId, Type, Payload, Tag, ArrivalTime, PayloadType) VALUES (?, 1, 'toast', ?, ?, ?, 'Xml')`,
		id, `<toast><visual><binding template="ToastGeneric"><text>`+title+`</text></binding></visual></toast>`, tag, base+at)
}

func lookAt(t *testing.T, f *follower) {
	t.Helper()
	if _, err := f.ask(t.Context()); err != nil {
		t.Fatal(err)
	}
}

func TestOnlyWhatComesIsHandedOver(t *testing.T) {
	d, r, start := windowsCentre(t)
	toast(d, 1, 10, "old", "")
	f := start()
	lookAt(t, f)
	lookAt(t, f)
	r.expect(t, "ready")
	toast(d, 2, 20, "one", "")
	toast(d, 3, 20, "two", "")
	lookAt(t, f)
	lookAt(t, f)
	r.expect(t, "one + two")
}

func TestRowNumbersAreGivenAgain(t *testing.T) {
	d, r, start := windowsCentre(t)
	toast(d, 1, 10, "old", "")
	f := start()
	lookAt(t, f)
	d.Do("DELETE FROM Notification WHERE Id = 1")
	toast(d, 2, 20, "same row", "")
	lookAt(t, f)
	r.expect(t, "ready", "same row")
	var row int
	if err := d.QueryRowContext(t.Context(), `SELECT "Order" FROM Notification`).Scan(&row); err != nil || row != 1 {
		t.Errorf("the row is %d: the test tests nothing", row)
	}
}

func TestAToastThatTakesAnothersPlace(t *testing.T) {
	d, r, start := windowsCentre(t)
	f := start()
	lookAt(t, f)
	toast(d, 1, 10, "build runs", "build")
	lookAt(t, f)
	toast(d, 1, 20, "build is done", "build") // the same number, and so the row goes
	lookAt(t, f)
	toast(d, 2, 30, "deployed", "build")
	lookAt(t, f)
	r.expect(t, "ready", "build runs", "build is done", "deployed")
	want := []string{"wpn/132524640000000010/1", "wpn/132524640000000020/1"}
	if diff := cmp.Diff(want, r.replaced); diff != "" {
		t.Error(diff)
	}
}

func TestWhatCameMeanwhileIsHandedOverAtTheNextStart(t *testing.T) {
	d, r, start := windowsCentre(t)
	f := start()
	lookAt(t, f)
	toast(d, 1, 10, "seen", "")
	lookAt(t, f)
	f.shut()
	toast(d, 2, 20, "meanwhile", "")
	toast(d, 3, 20, "vanished", "")
	d.Do("DELETE FROM Notification WHERE Id = 3")
	lookAt(t, start())
	r.expect(t, "ready", "seen", "ready", "meanwhile")
}

func TestAClockThatWasSetBackLosesNothing(t *testing.T) {
	d, r, start := windowsCentre(t)
	f := start()
	lookAt(t, f)
	toast(d, 1, 1000, "later", "")
	lookAt(t, f)
	toast(d, 2, 10, "earlier", "")
	lookAt(t, f)
	r.expect(t, "ready", "later", "earlier")
}

func TestAMarkOfTheFutureDoesNotCount(t *testing.T) {
	d, r, start := windowsCentre(t)
	f := start()
	lookAt(t, f)
	toast(d, 1, 10, "seen", "")
	lookAt(t, f)
	f.shut()
	toast(d, 2, 20, "meanwhile", "")
	f = start()
	f.now = func() time.Time { return time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC) }
	lookAt(t, f)
	r.expect(t, "ready", "seen", "ready")
}

func TestOursAreNotCaptured(t *testing.T) {
	d, r, _ := windowsCentre(t)
	o := Options{Shown: func(title, _ string) bool { return title == "ours" }}.filled()
	f := newFollower(o, r, func(ctx context.Context) (centre, error) { return openWindows(ctx, d.Path) })
	t.Cleanup(f.shut)
	lookAt(t, f)
	toast(d, 1, 10, "ours", "")
	toast(d, 2, 20, "another's", "")
	lookAt(t, f)
	r.expect(t, "ready", "another's")
}

func TestGarbageIsAnArrivalToo(t *testing.T) {
	d, r, start := windowsCentre(t)
	f := start()
	lookAt(t, f)
	d.Do(`INSERT INTO Notification (Id, HandlerId, Type, Payload, ArrivalTime, PayloadType) VALUES (1, 1, 'toast', x'00ff', ?, 'Xml')`, base)
	lookAt(t, f)
	r.expect(t, "ready", Unreadable)
}

func TestADatabaseThatGoesAndComes(t *testing.T) {
	d, r, _ := windowsCentre(t)
	path := ""
	f := newFollower(Options{}.filled(), r, func(ctx context.Context) (centre, error) { return openWindows(ctx, path) })
	t.Cleanup(f.shut)
	for range 2 {
		if f.pause(t.Context(), 0) != refusedAgain {
			t.Error("it is asked again at once")
		}
	}
	path = d.Path
	if f.pause(t.Context(), refusedAgain) != latest {
		t.Error("after a refusal the pause stays")
	}
	r.expect(t, "gone: no_centre", "ready")
}

func TestMac(t *testing.T) {
	d := foreigntest.MacOS(t)
	d.Do(`INSERT INTO app (app_id, identifier) VALUES (1, 'com.tinyspeck.slackmacgap')`)
	r := &told{}
	f := newFollower(Options{}.filled(), r, func(ctx context.Context) (centre, error) { return openMac(ctx, "/nonexistent/db", d.Path) })
	t.Cleanup(f.shut)
	lookAt(t, f)
	const insert = `INSERT INTO record (rec_id, app_id, uuid, data, delivered_date) VALUES (?, 1, ?, ?, ?)`
	xml := func(title string) string {
		return `<plist><dict><key>req</key><dict><key>iden</key><string>m</string><key>titl</key><string>` + title + `</string></dict></dict></plist>`
	}
	d.Do(insert, 1, []byte("0123456789abcdef"), xml("Ana"), 7e8)
	lookAt(t, f)
	d.Do(`DELETE FROM record`)
	d.Do(insert, 1, []byte("0123456789abcdef"), xml("Ana, again"), 7e8+0.5) // the same row and the same uuid
	lookAt(t, f)
	r.expect(t, "ready", "Ana", "Ana, again")
	if len(r.replaced) != 1 {
		t.Errorf("it takes the place of %q", r.replaced)
	}
}

func TestTheGenuineDatabases(t *testing.T) {
	for name, open := range map[string]func(context.Context, string) (centre, error){
		foreigntest.Windows10:  openWindows,
		foreigntest.HighSierra: func(ctx context.Context, path string) (centre, error) { return openMac(ctx, path) },
	} {
		t.Run(name, func(t *testing.T) {
			c, err := open(t.Context(), foreigntest.Genuine(t, name))
			if err != nil {
				t.Fatal(err)
			}
			defer c.close()
			entries, changed, err := c.list(t.Context())
			if err != nil || !changed || len(entries) != 6 {
				t.Fatalf("it gives %d entries (changed: %v), %v", len(entries), changed, err)
			}
			for i, e := range entries {
				if e.note.Summary == "" || e.note.App == "" || e.note.ID == "" || i > 0 && !entries[i-1].mark.before(e.mark) {
					t.Errorf("an entry %+v", e)
				}
			}
		})
	}
}

// still is a centre in which nothing happens.
type still struct{ asked int }

func (s *still) list(context.Context) ([]entry, bool, error) {
	s.asked++
	return nil, s.asked == 1, nil
}
func (*still) close() {}

func TestAQuietCentreIsAskedSeldom(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), time.Hour)
		defer cancel()
		s := &still{}
		if err := follow(ctx, Options{}.filled(), &told{}, func(context.Context) (centre, error) { return s, nil }); err != nil {
			t.Fatal(err)
		}
		if most := int(time.Hour/latest) + 3; s.asked > most || s.asked < most-6 {
			t.Errorf("in an hour it is asked %d times, want about %d", s.asked, most)
		}
	})
}
