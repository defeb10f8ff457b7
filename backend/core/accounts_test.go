package core_test

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"sluice/backend/core"
	"sluice/backend/desktop/secret"
	"sluice/backend/fault"
	"sluice/backend/queue"
	"sluice/backend/source"
	"sluice/backend/source/httpx"
	"sluice/backend/source/memory"
	"sluice/backend/work"
)

// wire has a handler answer as if it were the net, and can be cut.
type wire struct {
	handler http.Handler
	mu      sync.Mutex
	asked   []string
	stuck   chan struct{} // not nil: what changes something waits for it
	silent  bool          // what is new is not told
	status  int           // what every request is answered with; 0: the handler answers
	header  http.Header
}

func (w *wire) RoundTrip(r *http.Request) (*http.Response, error) {
	w.mu.Lock()
	if r.URL.Path != "/wait" {
		w.asked = append(w.asked, r.Method+" "+r.URL.Path)
	}
	status, header, stuck := w.status, w.header, w.stuck
	silent := w.silent && r.URL.Path == "/messages"
	w.mu.Unlock()
	if silent {
		<-r.Context().Done()
		return nil, r.Context().Err()
	}
	if r.Method == http.MethodPost && stuck != nil {
		select {
		case <-stuck:
		case <-r.Context().Done():
			return nil, r.Context().Err()
		}
	}
	recorder := httptest.NewRecorder()
	if status != 0 {
		for name := range header {
			recorder.Header().Set(name, header.Get(name))
		}
		recorder.WriteHeader(status)
	} else {
		as := r.Clone(r.Context())
		if as.Body == nil {
			as.Body = io.NopCloser(strings.NewReader(""))
		}
		w.handler.ServeHTTP(recorder, as)
	}
	if r.Context().Err() != nil {
		return nil, r.Context().Err()
	}
	answer := recorder.Result()
	answer.Request = r
	return answer, nil
}

func (w *wire) answer(status int, header http.Header) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.status, w.header = status, header
}

func (w *wire) count(what string) (n int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, one := range w.asked {
		if one == what {
			n++
		}
	}
	return n
}

// safe keeps secrets, and can refuse to.
type safe struct {
	secret.Session
	broken error
	locked error // gives nothing away
}

func (s *safe) Get(ctx context.Context, id string) (map[string]string, error) {
	if s.locked != nil {
		return nil, s.locked
	}
	return s.Session.Get(ctx, id)
}

func (s *safe) Put(ctx context.Context, id string, secrets map[string]string) (work.SecretPlace, error) {
	if s.broken != nil {
		return work.SecretNone, s.broken
	}
	return s.Session.Put(ctx, id, secrets)
}

// connected is a world with a service, of which an account is connected.
type connected struct {
	*world
	service *memory.Service
	safe    *safe
	net     *wire
	id      work.SourceID
}

func connect(t *testing.T, prepare func(*memory.Service)) *connected {
	t.Helper()
	w := newWorld(t)
	w.kinds = []source.Puller{memory.Kind{}}
	return connectIn(t, w, prepare)
}

func connectIn(t *testing.T, w *world, prepare func(*memory.Service)) *connected {
	t.Helper()
	c := &connected{world: w, service: &memory.Service{}, safe: &safe{}}
	c.keys = c.safe
	c.net = &wire{handler: c.service}
	c.outside = httpx.Outside{HTTP: c.net}
	c.start()
	if prepare != nil {
		prepare(c.service)
	}
	view, err := c.core.AddSource(t.Context(), core.NewSource{
		Kind: "memory", Settings: source.Values{"address": "https://memory.test"}, Secrets: source.Secrets{"token": "t0ken"}, DoneToo: true,
	})
	if err != nil {
		t.Fatal(err)
	}
	c.id = view.ID
	time.Sleep(time.Second) // a database that is busy is waited for in the bubble's time
	synctest.Wait()
	return c
}

func (c *connected) put(id string, at time.Time) {
	c.service.Put(id, "Title "+id, "Body "+id, "Ana", at, time.Time{})
}

// settle gives what is new the time to come.
func (c *connected) settle() {
	time.Sleep(3 * time.Second)
	synctest.Wait()
}

func (c *connected) view() core.SourceView {
	c.Helper()
	view, err := c.core.Source(context.Background(), queue.Wall{}, c.id)
	if err != nil {
		c.Fatal(err)
	}
	return view
}

func (c *connected) checkIn() {
	c.Helper()
	if _, err := core.Do(context.Background(), c.core, func(now time.Time) (queue.Delivery, error) {
		return c.core.Queue.CheckInNow(context.Background(), now, queue.Wall{}, false, true)
	}); err != nil {
		c.Fatal(err)
	}
}

func (c *connected) items(state work.State) []work.Item {
	c.Helper()
	items, err := c.core.Queue.Items(context.Background(), queue.View{State: state})
	if err != nil {
		c.Fatal(err)
	}
	return items
}

func TestAFirstImportFilesWhatIsOldAndUndoBringsItBack(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := connect(t, func(s *memory.Service) {
			for i := range 300 {
				s.Put(fmt.Sprint("old-", i), "Old", "", "Ana", time.Now().AddDate(0, 0, -20), time.Time{})
			}
			s.Put("new", "New", "", "Ana", time.Now().AddDate(0, 0, -2), time.Time{})
		})
		defer c.end()
		view := c.view()
		if view.Importing || view.Arrived != 301 || view.Filed != 300 || view.Who != "Ana" || view.Health.Condition != source.OK {
			t.Errorf("after the first import the account is %+v", view)
		}
		c.checkIn()
		if queued := c.items(work.StateQueued); len(queued) != 1 || queued[0].Title != "New" {
			t.Errorf("of the new one and the old ones %d are queued", len(queued))
		}
		act, err := c.core.Queue.Undo(t.Context(), c.now())
		if err != nil || !strings.Contains(act.Sentence, "300 older ones of Ana") || len(c.items(work.StateQueued)) != 301 {
			t.Errorf("undo gave %q (%v), and %d are queued", act.Sentence, err, len(c.items(work.StateQueued)))
		}
	})
}

func TestNewsComeAtOnceWhileWatchingAndOtherwiseInTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := connect(t, nil)
		defer c.end()
		c.put("one", time.Now())
		c.settle()
		if view := c.view(); view.Arrived != 1 || !view.Watching {
			t.Errorf("watching, one arrived: %+v", view)
		}
		before := c.net.count("GET /messages")
		time.Sleep(time.Hour)
		if n := c.net.count("GET /messages") - before; n < 10 || n > 12 {
			t.Errorf("in an hour it was asked %d times", n)
		}
	})
}

func TestTroubleBacksOffAndTheServersWishComesFirst(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := connect(t, nil)
		defer c.end()
		c.net.answer(http.StatusTooManyRequests, http.Header{"Retry-After": {"1800"}})
		time.Sleep(6 * time.Minute)
		view := c.view()
		if view.Health.Code != "rate_limited" || time.Until(view.NotBefore) < 20*time.Minute {
			t.Fatalf("the account is %+v", view)
		}
		_, err := c.core.SyncSource(t.Context(), queue.Wall{}, c.id)
		if fault.CodeOf(err) != fault.Conflict {
			t.Errorf("check now, against the server's wish, gave %v", err)
		}
		asked := c.net.count("GET /messages")
		time.Sleep(time.Until(view.NotBefore) - time.Second)
		if c.net.count("GET /messages") != asked {
			t.Error("it was asked before the server wanted that")
		}
		c.net.answer(0, nil)
		c.put("kept", time.Now())
		time.Sleep(20 * time.Minute)
		if view := c.view(); view.Arrived != 1 || view.Health.Condition != source.OK {
			t.Errorf("after the trouble the account is %+v", view)
		}
	})
}

func TestALostTokenNeedsTheUserAndIsSaidOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := connect(t, nil)
		defer c.end()
		c.net.answer(http.StatusUnauthorized, nil)
		time.Sleep(10 * time.Minute)
		asked := c.net.count("GET /messages")
		time.Sleep(2 * time.Hour)
		if view := c.view(); view.Health.Condition != source.NeedsYou || view.Health.Code != "auth_expired" {
			t.Errorf("the account is %+v", view.Health)
		}
		if more := c.net.count("GET /messages") - asked; more > 0 {
			t.Errorf("it was asked %d times more with a token that is refused", more)
		}
		c.net.answer(0, nil)
		view, err := c.core.ChangeSource(t.Context(), queue.Wall{}, c.id, core.NewSource{
			Settings: source.Values{"address": "https://memory.test"}, Secrets: source.Secrets{"token": "anew"},
		})
		if err != nil || view.Health.Condition != source.OK {
			t.Errorf("with a new token it is %+v (%v)", view.Health, err)
		}
	})
}

func TestWhatWasDealtWithElsewhereIsDone(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := connect(t, nil)
		defer c.end()
		c.put("queued", time.Now())
		c.settle()
		c.checkIn()
		c.put("held", time.Now())
		c.settle()
		if _, err := c.core.Queue.EndRun(t.Context(), c.now()); err != nil {
			t.Fatal(err)
		}
		c.put("late", time.Now())
		c.settle()
		for _, id := range []string{"queued", "late"} {
			c.service.Remove(id)
		}
		c.settle()
		done := c.items(work.StateDone)
		if len(done) != 1 || done[0].Title != "Title queued" || done[0].ElsewhereAt.IsZero() {
			t.Errorf("done elsewhere are %+v", done)
		}
		c.checkIn()
		if done := c.items(work.StateDone); len(done) != 2 {
			t.Errorf("after its check-in, done are %d", len(done))
		}
		receipt, err := c.core.Receipt(t.Context(), queue.Wall{}, time.Time{}, time.Time{})
		if err != nil || receipt.Lost != 0 || receipt.Arrived != 3 || receipt.Outcomes[work.OutcomeDelivered] != 3 {
			t.Errorf("the receipt is %+v (%v)", receipt, err)
		}
		if _, err := c.core.Queue.Reopen(t.Context(), c.now(), queue.Pick{Items: []work.ItemID{done[0].ID}}); err != nil {
			t.Fatal(err)
		}
		time.Sleep(20 * time.Minute)
		if queued := c.items(work.StateQueued); len(queued) != 2 { // it, and the one that came in the run
			t.Errorf("reopened, queued are %d", len(queued))
		}
	})
}

func TestDoneHereIsDoneThereAfterTenSecondsUnlessUndone(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := connect(t, nil)
		defer c.end()
		c.put("one", time.Now())
		c.put("two", time.Now())
		c.settle()
		c.checkIn()
		for _, item := range c.items(work.StateQueued) {
			if _, err := c.core.Queue.Done(t.Context(), c.now(), queue.Pick{Items: []work.ItemID{item.ID}}); err != nil {
				t.Fatal(err)
			}
		}
		time.Sleep(9 * time.Second)
		if wrote := c.service.Written(); len(wrote) != 0 {
			t.Errorf("before ten seconds it wrote %q", wrote)
		}
		if _, err := c.core.Queue.Undo(t.Context(), c.now()); err != nil {
			t.Fatal(err)
		}
		time.Sleep(2 * time.Second)
		if wrote := c.service.Written(); len(wrote) != 1 {
			t.Errorf("after ten seconds it wrote %q", wrote)
		}
		states := map[work.WriteState]int{}
		writes, err := c.core.Queue.Outbox(t.Context(), queue.Wall{})
		for _, w := range writes {
			states[w.State]++
		}
		if err != nil || states[work.WriteSent] != 1 || states[work.WriteWithdrawn] != 1 {
			t.Errorf("the outbox is %v (%v)", states, err)
		}
	})
}

// "Nothing is lost": an account that could not be changed is asked on, and one that could not be
// connected leaves nothing behind.
func TestAChangeThatComesToNothingLeavesTheAccountAsItWas(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := connect(t, nil)
		defer c.end()
		c.safe.broken = fault.New(fault.Denied, "The key store is locked.")
		entered := core.NewSource{
			Kind: "memory", Settings: source.Values{"address": "https://memory.test"}, Secrets: source.Secrets{"token": "anew"},
		}
		if _, err := c.core.ChangeSource(t.Context(), queue.Wall{}, c.id, entered); fault.CodeOf(err) != fault.Denied {
			t.Errorf("a new token that could not be kept gave %v", err)
		}
		if _, err := c.core.AddSource(t.Context(), entered); fault.CodeOf(err) != fault.Denied {
			t.Errorf("an account whose token could not be kept gave %v", err)
		}
		c.put("after", time.Now())
		time.Sleep(time.Hour) // it is asked in its turn, watched or not
		synctest.Wait()
		if view := c.view(); view.Arrived != 1 || view.Importing {
			t.Errorf("the account is %+v", view)
		}
		views, err := c.core.Sources(t.Context(), queue.Wall{})
		if err != nil || len(views) != 2 { // what the world has always, and the account
			t.Errorf("connected are %+v (%v)", views, err)
		}
	})
}

func TestALockedKeyStoreIsSaidWhereAnAccountIsChanged(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := connect(t, nil)
		defer c.end()
		c.safe.locked = fault.New(fault.Denied, "The key store is locked.")
		entered := core.NewSource{Name: "Other", Settings: source.Values{"address": "https://memory.test"}}
		_, err := c.core.ChangeSource(t.Context(), queue.Wall{}, c.id, entered)
		if fault.CodeOf(err) != fault.Denied || fault.SentenceOf(err) != "The key store is locked. Or enter the password anew." {
			t.Errorf("without the kept token it gave %v", err)
		}
		if view := c.view(); view.Name == "Other" {
			t.Error("it was changed all the same")
		}
		entered.Secrets = source.Secrets{"token": "anew"}
		if view, err := c.core.ChangeSource(t.Context(), queue.Wall{}, c.id, entered); err != nil || view.Name != "Other" {
			t.Errorf("with all secrets entered it is %+v (%v)", view, err)
		}
	})
}

// jumpy is a kind whose watching panics.
type jumpy struct{ memory.Kind }

func (jumpy) Watch(context.Context, source.Account, func()) error {
	panic("of a frame that nobody expected")
}

func TestAWatchThatPanicsTakesNobodyAlong(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := connect(t, nil)
		c.end()
		c.kinds = []source.Puller{jumpy{}}
		c.start()
		defer c.end()
		c.put("one", time.Now())
		time.Sleep(10 * time.Minute)
		if view := c.view(); view.Arrived != 1 || view.Health.Condition != source.OK {
			t.Errorf("the account is %+v", view)
		}
	})
}

// "Every surface carries that client only": of others' accounts not even the trouble has a name, and
// still it is told.
func TestBehindAWallTroubleHasNoName(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := connect(t, nil)
		defer c.end()
		var clients [2]work.Client
		for i, name := range []string{"Acme", "Birch"} {
			var err error
			if clients[i], _, err = c.core.Queue.SaveClient(t.Context(), c.now(), work.Client{Name: name, Colour: i + 1}); err != nil {
				t.Fatal(err)
			}
		}
		entered := core.NewSource{Name: "Acme mail", Client: clients[0].ID, Settings: source.Values{"address": "https://memory.test"}}
		if _, err := c.core.ChangeSource(t.Context(), queue.Wall{}, c.id, entered); err != nil {
			t.Fatal(err)
		}
		c.net.answer(http.StatusUnauthorized, nil)
		time.Sleep(10 * time.Minute)
		told := func(active work.ClientID) string {
			t.Helper()
			c.must(c.core.Queue.Switch(t.Context(), c.now(), active))
			status, err := c.core.Status(t.Context())
			c.must(err)
			findings, err := c.core.Doctor(t.Context())
			c.must(err)
			if len(status.Trouble) != 1 || findings[len(findings)-1].Sentence != status.Trouble[0].Sentence {
				t.Fatalf("the status tells %+v, the doctor %+v", status.Trouble, findings)
			}
			return status.Trouble[0].Sentence
		}
		for active, named := range map[work.ClientID]bool{work.Unassigned: true, clients[0].ID: true, clients[1].ID: false} {
			if said := told(active); strings.Contains(said, "Acme") != named {
				t.Errorf("for client %d it says %q", active, said)
			}
		}
	})
}

func TestWhoWaitsForAnAccountThatGoesIsTold(t *testing.T) {
	for name, leave := range map[string]func(*connected) error{
		"removed": func(c *connected) error {
			_, _, err := c.core.RemoveSource(c.Context(), queue.Wall{}, c.id)
			return err
		},
		"paused": func(c *connected) error {
			_, err := c.core.PauseSource(c.Context(), queue.Wall{}, c.id, true)
			return err
		},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				c := connect(t, nil)
				defer c.end()
				c.settle()
				waiting := make(chan error, 1)
				c.net.mu.Lock()
				c.net.silent = true
				c.net.mu.Unlock()
				go func() {
					_, err := c.core.SyncSource(t.Context(), queue.Wall{}, c.id)
					waiting <- err
				}()
				time.Sleep(time.Second)
				c.must(leave(c))
				if err := <-waiting; fault.CodeOf(err) != fault.Conflict {
					t.Errorf("who waited is told %v", err)
				}
			})
		})
	}
}

// TestSecretsThatAKillLeftAreForgotten leaves the secrets of a removed account as a kill right after its
// removal does, and starts again.
func TestSecretsThatAKillLeftAreForgotten(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := connect(t, nil)
		if _, _, err := c.core.RemoveSource(t.Context(), queue.Wall{}, c.id); err != nil {
			t.Fatal(err)
		}
		if _, err := c.safe.Put(t.Context(), string(c.id), map[string]string{"token": "t0ken"}); err != nil {
			t.Fatal(err)
		}
		c.end()
		time.Sleep(time.Second)
		c.start()
		defer c.end()
		if left, err := c.safe.Get(t.Context(), string(c.id)); err == nil {
			t.Errorf("there is still %v", left)
		}
	})
}
