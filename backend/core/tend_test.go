package core_test

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"sluice/backend/fault"
	"sluice/backend/queue"
	"sluice/backend/store"
	"sluice/backend/work"
)

const aDay = 24 * time.Hour

// backups counts the backups of a reason.
func (w *world) backups(reason string) (n int) {
	w.Helper()
	synctest.Wait()
	list, err := w.core.Backups(context.Background(), queue.Wall{})
	w.must(err)
	for _, each := range list {
		if each.Reason == reason {
			n++
		}
	}
	return n
}

func TestABackupIsMadeOnceADay(t *testing.T) {
	inWorld(t, func(w *world) {
		w.send("one")
		time.Sleep(30 * time.Second)
		if n := w.backups(store.ReasonDaily); n != 0 {
			t.Errorf("half a minute after the start there are %d", n)
		}
		for today := 1; today <= 3; today++ {
			time.Sleep(10 * time.Minute)
			if n := w.backups(store.ReasonDaily); n != today {
				t.Errorf("on day %d there are %d", today, n)
			}
			w.end()
			w.start()
			w.setClock(aDay)
		}
	})
}

func TestAClockSetBackADayMakesNoSecondBackup(t *testing.T) {
	inWorld(t, func(w *world) {
		time.Sleep(10 * time.Minute)
		w.setClock(-20 * time.Hour)
		time.Sleep(10 * time.Minute)
		if n := w.backups(store.ReasonDaily); n != 1 {
			t.Errorf("there are %d backups", n)
		}
		w.setClock(100 * aDay) // a wrong clock: once it is right again its day does not count
		time.Sleep(10 * time.Minute)
		w.setClock(-100 * aDay)
		time.Sleep(10 * time.Minute)
		if n := w.backups(store.ReasonDaily); n != 3 {
			t.Errorf("there are %d backups", n)
		}
	})
}

func TestTheTextOfWhatIsDoneIsKeptForAsManyDaysAsChosen(t *testing.T) {
	inWorld(t, func(w *world) {
		ctx := context.Background()
		settings, err := w.core.Queue.Settings(ctx)
		w.must(err)
		settings.KeepDays = 3
		w.choose(settings)
		w.send("one")
		do(w, func(now time.Time) (queue.Delivery, error) {
			return w.core.Queue.CheckInNow(ctx, now, queue.Wall{}, false, false)
		})
		items, err := w.core.Queue.Items(ctx, queue.View{})
		w.must(err)
		do(w, func(now time.Time) (work.Act, error) {
			return w.core.Queue.Done(ctx, now, queue.Pick{Items: []work.ItemID{items[0].ID}})
		})
		for today := range 4 {
			w.setClock(aDay)
			time.Sleep(2 * time.Minute)
			synctest.Wait()
			item, shown, err := w.core.Queue.Item(ctx, queue.Wall{}, items[0].ID)
			if err != nil || today < 2 && item.Body != "text of one" || item.Title != "one" || len(shown) != 1 {
				t.Errorf("on day %d it says %q (%v)", today, item.Body, err)
			}
		}
		item, shown, err := w.core.Queue.Item(ctx, queue.Wall{}, items[0].ID)
		if err != nil || item.Body != "" || shown[0].Body != "" {
			t.Errorf("in the end it says %q (%v)", item.Body, err)
		}
	})
}

func TestABackupThatCannotBeMadeIsToldAndTriedAgain(t *testing.T) {
	inWorld(t, func(w *world) {
		folder := filepath.Join(w.dir, "backups")
		w.must(os.WriteFile(folder, []byte("in the way"), 0o600))
		time.Sleep(10 * time.Minute)
		trouble := w.status().Trouble
		if len(trouble) != 1 || !strings.HasPrefix(trouble[0].Sentence, "There is no backup of today yet. ") {
			t.Errorf("the trouble is %+v", trouble)
		}
		w.must(os.Remove(folder))
		time.Sleep(time.Hour)
		if trouble := w.status().Trouble; len(trouble) != 0 || w.backups(store.ReasonDaily) != 1 {
			t.Errorf("the trouble is %+v", trouble)
		}
	})
}

func TestABackupByHand(t *testing.T) {
	inWorld(t, func(w *world) {
		ctx := context.Background()
		w.send("one")
		made, err := w.core.Backup(ctx, "")
		w.must(err)
		if made.Reason != "" || filepath.Dir(made.Path) != filepath.Join(w.dir, "backups") {
			t.Errorf("it is %+v", made)
		}
		list, err := w.core.Backups(ctx, queue.Wall{})
		if err != nil || len(list) != 1 || list[0].Items != 1 || !list[0].Readable {
			t.Errorf("the list is %+v (%v)", list, err)
		}
		if list, err = w.core.Backups(ctx, queue.Wall{Up: true, Client: 7}); err != nil || list[0].Items != 0 {
			t.Errorf("behind a wall the list is %+v (%v)", list, err)
		}
		w.must(os.WriteFile(made.Path, []byte("no more"), 0o600))
		if list, err = w.core.Backups(ctx, queue.Wall{}); err != nil || list[0].Readable {
			t.Errorf("a damaged one is %+v (%v)", list, err)
		}
		if _, err := w.core.Backup(ctx, "here.db"); fault.CodeOf(err) != fault.Invalid {
			t.Errorf("a path that is not whole gave %v", err)
		}
		file := filepath.Join(w.dir, "own.db")
		if made, err = w.core.Backup(ctx, file); err != nil || made.Path != file {
			t.Errorf("it is %+v (%v)", made, err)
		}
	})
}

func TestAnExportHasWhatIsBetweenDoorAndQueue(t *testing.T) {
	inWorld(t, func(w *world) {
		w.send("one")
		if got := exported(w, queue.Wall{}); got["item"] != 1 || got["arrival"] != 1 || got["checkIn"] != 3 {
			t.Errorf("it has %v", got)
		}
		if got := exported(w, queue.Wall{Up: true, Client: 7}); len(got) != 0 {
			t.Errorf("behind the wall of another client it has %v", got)
		}
	})
}

// exported counts the lines of each type.
func exported(w *world, wall queue.Wall) map[string]int {
	w.Helper()
	var out bytes.Buffer
	w.must(w.core.Export(context.Background(), wall, &out))
	types := map[string]int{}
	for lines := bufio.NewScanner(&out); lines.Scan(); {
		var line struct{ Type string }
		w.must(json.Unmarshal(lines.Bytes(), &line))
		types[line.Type]++
	}
	return types
}
