package core_test

import (
	"context"
	"database/sql"
	"errors"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"testing"
	"testing/synctest"
	"time"

	_ "github.com/glebarez/go-sqlite"

	"sluice/backend/fault"
	"sluice/backend/queue"
	"sluice/backend/source"
	"sluice/backend/source/httpx"
	"sluice/backend/source/memory"
	"sluice/backend/work"
)

// queued gives the one item of the queue after a message came and a check-in opened.
func (c *connected) queued() work.Item {
	c.Helper()
	c.put("one", time.Now())
	c.settle()
	c.checkIn()
	items := c.items(work.StateQueued)
	if len(items) != 1 {
		c.Fatalf("queued are %+v", items)
	}
	return items[0]
}

func (w *world) outbox() []work.Write {
	w.Helper()
	writes, err := w.core.Queue.Outbox(context.Background(), queue.Wall{})
	w.must(err)
	return writes
}

// killed gives the world as a kill -9 at this moment would leave it, with a core that was started anew.
func (c *connected) killed() *world {
	c.Helper()
	left := &world{web: c.web, TB: c.TB, dir: c.TempDir(), keys: c.keys, kinds: c.kinds, outside: httpx.Outside{HTTP: c.net}}
	c.must(os.CopyFS(left.dir, os.DirFS(c.dir)))
	left.offset = c.offset
	left.start()
	return left
}

// "Never sent twice knowingly; says when it cannot know."
func TestWhatWasBeingSentAtAKill(t *testing.T) {
	for verb, want := range map[source.Verb]work.WriteState{source.VerbReply: work.WriteUnsure, source.VerbDone: work.WriteSent} {
		t.Run(string(verb), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				c := connect(t, nil)
				item := c.queued()
				c.net.mu.Lock()
				c.net.stuck = make(chan struct{})
				c.net.mu.Unlock()
				if _, err := c.core.Send(t.Context(), queue.Wall{}, item.ID, verb, "Yes."); err != nil {
					t.Fatal(err)
				}
				time.Sleep(11 * time.Second)
				if state := c.outbox()[0].State; state != work.WriteSending {
					t.Fatalf("before the kill it is %s", state)
				}
				left := c.killed()
				close(c.net.stuck)
				time.Sleep(30 * time.Second)
				if w := left.outbox()[0]; w.State != want || (w.Sentence == "") != (want == work.WriteSent) {
					t.Errorf("after the kill it is %+v", w)
				}
				if sent := c.outbox()[0].State; sent != work.WriteSent {
					t.Errorf("what was not killed says %s", sent)
				}
				if wrote := c.service.Written(); len(wrote) != 1 {
					t.Errorf("it wrote %q", wrote)
				}
				left.end()
				c.end()
			})
		})
	}
}

func TestAWriteIsTriedAgainAndAReplyIsNotWhereNobodyKnows(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := connect(t, nil)
		defer c.end()
		item := c.queued()
		c.net.answer(http.StatusBadGateway, nil)
		for _, verb := range []source.Verb{source.VerbReply, source.VerbDone} {
			if _, err := c.core.Send(t.Context(), queue.Wall{}, item.ID, verb, "Yes."); err != nil {
				t.Fatal(err)
			}
		}
		time.Sleep(time.Minute)
		states := map[string]work.Write{}
		for _, w := range c.outbox() {
			states[w.Verb] = w
		}
		if w := states["reply"]; w.State != work.WriteUnsure || w.Tries != 1 {
			t.Errorf("the reply is %+v", w)
		}
		if w := states["done"]; w.State != work.WriteWaiting || w.Tries < 2 || w.Sentence == "" {
			t.Errorf("done is %+v", w)
		}
		c.net.answer(0, nil)
		if _, err := c.core.Queue.Retry(t.Context(), c.now(), queue.Wall{}, states["reply"].ID); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Hour)
		if wrote := c.service.Written(); len(wrote) != 2 {
			t.Errorf("in the end it wrote %q", wrote)
		}
	})
}

func TestAWriteThatIsRefusedFailsWithASentence(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := connect(t, nil)
		defer c.end()
		item := c.queued()
		c.net.answer(http.StatusForbidden, nil)
		if _, err := c.core.Send(t.Context(), queue.Wall{}, item.ID, source.VerbReply, "Yes."); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Minute)
		if w := c.outbox()[0]; w.State != work.WriteFailed || w.Code != "scope" || w.Sentence == "" {
			t.Errorf("it is %+v", w)
		}
	})
}

// panicking is a source that stumbles.
type panicking struct{ memory.Kind }

func (panicking) Pull(context.Context, source.Account, source.Cursor, source.Budget) (source.Batch, error) {
	panic("it cannot count")
}

func TestASourceThatPanicsIsInTroubleAndNobodyElseIs(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		w.kinds = []source.Puller{panicking{}}
		c := connectIn(t, w, nil)
		defer c.end()
		if health := c.view().Health; health.Code != "malformed" || health.Condition != source.Degraded {
			t.Errorf("it is %+v", health)
		}
		c.send("by another source")
		if c.status().Counts.Held != 1 {
			t.Error("another source does not work")
		}
	})
}

func TestAnImportIsStoppedInTheMiddleAndGoesOn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := connect(t, func(s *memory.Service) {
			for i := range 1000 {
				s.Put(string(rune('a'+i%26))+time.Duration(i).String(), "One of many", "", "Ana", time.Now(), time.Time{})
			}
		})
		defer c.end()
		if _, err := c.core.PauseSource(t.Context(), queue.Wall{}, c.id, true); err != nil {
			t.Fatal(err)
		}
		stopped := c.view()
		time.Sleep(time.Hour)
		if now := c.view(); now.Arrived != stopped.Arrived || !now.Paused {
			t.Errorf("paused at %d it went on to %d", stopped.Arrived, now.Arrived)
		}
		if _, err := c.core.PauseSource(t.Context(), queue.Wall{}, c.id, false); err != nil {
			t.Fatal(err)
		}
		c.settle()
		if now := c.view(); now.Arrived != 1000 || now.Importing {
			t.Errorf("in the end it has %d, importing %t", now.Arrived, now.Importing)
		}
	})
}

// refuse has a second program put a rule into the database by which entries of the outbox get no new
// state, and gives the way to let go.
func (w *world) refuse(when string) (release func()) {
	w.Helper()
	w.exec(`CREATE TRIGGER jam BEFORE UPDATE ON outbox WHEN ` + when + ` BEGIN SELECT RAISE(ABORT, 'disk is full'); END`)
	return w.letGo
}

func TestWhatWasSentWithAFullDiskIsSettledLater(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := connect(t, nil)
		defer c.end()
		item := c.queued()
		release := c.refuse(`new.state = 'sent'`)
		if _, err := c.core.Send(t.Context(), queue.Wall{}, item.ID, source.VerbReply, "Yes."); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Minute)
		if w := c.outbox()[0]; w.State != work.WriteSending {
			t.Fatalf("while it cannot be written down it is %+v", w)
		}
		release()
		time.Sleep(time.Minute)
		if w := c.outbox()[0]; w.State != work.WriteSent || w.Tries != 1 {
			t.Errorf("afterwards it is %+v", w)
		}
		if wrote := c.service.Written(); len(wrote) != 1 {
			t.Errorf("it wrote %q", wrote)
		}
	})
}

func TestWhatAKillLeftIsTakenUpOnceTheDiskHasRoom(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := connect(t, nil)
		item := c.queued()
		c.net.mu.Lock()
		c.net.stuck = make(chan struct{})
		c.net.mu.Unlock()
		if _, err := c.core.Send(t.Context(), queue.Wall{}, item.ID, source.VerbReply, "Yes."); err != nil {
			t.Fatal(err)
		}
		time.Sleep(11 * time.Second)
		release := c.refuse(`old.state = 'sending'`)
		left := c.killed()
		release()
		close(c.net.stuck)
		time.Sleep(30 * time.Second)
		if state := left.outbox()[0].State; state != work.WriteSending {
			t.Errorf("with a full disk it is %s", state)
		}
		left.letGo()
		time.Sleep(30 * time.Second)
		if state := left.outbox()[0].State; state != work.WriteUnsure {
			t.Errorf("afterwards it is %s", state)
		}
		left.end()
		c.end()
	})
}

// letGo takes the rule out of the database.
func (w *world) letGo() { w.exec(`DROP TRIGGER jam`) }

func (w *world) exec(statement string) {
	w.Helper()
	db, err := sql.Open("sqlite", "file:"+(&url.URL{Path: filepath.Join(w.dir, "sluice.db")}).EscapedPath())
	w.must(err)
	_, err = db.Exec(statement)
	w.must(errors.Join(err, db.Close()))
}

func TestAnImportIsCancelledAndWhatComesLaterStillComes(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		began := time.Now()
		const many = 10200 // more than one go takes
		c := connect(t, func(s *memory.Service) {
			for i := range many {
				s.Put(time.Duration(i).String(), "One of many", "", "Ana", began.Add(-time.Hour), time.Time{})
			}
		})
		defer c.end()
		came := c.view()
		if !came.Importing {
			t.Fatalf("the import is over: %d", came.Arrived)
		}
		if _, err := c.core.CancelImport(t.Context(), queue.Wall{}, c.id); err != nil {
			t.Fatal(err)
		}
		c.put("news", time.Now())
		c.settle()
		time.Sleep(time.Minute)
		now := c.view()
		if now.Importing || now.Older < 0 || now.Arrived != many+1 || now.Filed == 0 || c.status().Counts.Held != now.Arrived-now.Filed {
			t.Errorf("after %d came %d, %d of them filed; held are %d, importing %t",
				came.Arrived, now.Arrived, now.Filed, c.status().Counts.Held, now.Importing)
		}
		if _, err := c.core.CancelImport(t.Context(), queue.Wall{}, c.id); fault.CodeOf(err) != fault.Conflict {
			t.Errorf("cancelled when it is over, it gave %v", err)
		}
	})
}
