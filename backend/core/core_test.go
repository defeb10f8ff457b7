package core_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"sluice/backend/bus"
	"sluice/backend/core"
	"sluice/backend/desktop/dnd"
	"sluice/backend/desktop/notify"
	"sluice/backend/desktop/secret"
	"sluice/backend/profile"
	"sluice/backend/queue"
	"sluice/backend/source"
	"sluice/backend/source/httpx"
	"sluice/backend/source/memory"
	"sluice/backend/work"
)

// world is what lies outside the core: the system's Do Not Disturb, the notification daemon, the wall
// clock, and a process that can be killed. Time in it is synctest's, and the wall clock can be set.
type world struct {
	testing.TB
	dir string

	mu     sync.Mutex
	offset time.Duration // of the wall clock
	quiet  dnd.State
	log    []string // what happened outside, in order
	deaf   bool     // the notification daemon does not answer
	opened []work.ItemID
	shown  []notify.Message

	zone    core.Zone // nil: the system's
	idle    core.Idler
	kinds   []source.Puller
	outside httpx.Outside
	keys    core.Keys
	web     *web
	core    *core.Core
	memory  *memory.Source
	end     func()
}

func newWorld(t testing.TB) *world {
	t.Helper()
	t.Setenv("XDG_RUNTIME_DIR", t.TempDir())
	return &world{web: &web{}, keys: &secret.Session{}, TB: t, dir: t.TempDir(), quiet: dnd.State{Verdict: dnd.Off}}
}

func (w *world) now() time.Time {
	w.mu.Lock()
	defer w.mu.Unlock()
	return time.Now().Add(w.offset).UTC()
}

func (w *world) setClock(by time.Duration) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.offset += by
}

func (w *world) note(format string, args ...any) {
	w.log = append(w.log, fmt.Sprintf(format, args...))
}

// took gives what happened outside since the last call.
func (w *world) took() []string {
	synctest.Wait()
	w.mu.Lock()
	defer w.mu.Unlock()
	log := w.log
	w.log = nil
	return log
}

func (w *world) want(events ...string) {
	w.Helper()
	if got := w.took(); fmt.Sprint(got) != fmt.Sprint(events) {
		w.Errorf("outside happened %q, want %q", got, events)
	}
}

// start runs a core until the world's end is called.
func (w *world) start() {
	w.Helper()
	p, err := profile.Find(w.dir)
	w.must(err)
	w.must(p.Prepare())
	w.memory = memory.New("memory")
	w.core, err = core.Open(context.Background(), core.Options{
		Profile: p, Sources: []source.Source{w.memory}, Notifier: daemon{w}, Now: w.now, Zone: w.zone, Idle: w.idle,
		Version: "1.2.0", Web: w.web, Kinds: w.kinds, Outside: w.outside, Keys: w.keys,
		Silencer: func(func(context.Context) []dnd.Held) core.Silencer { return silencer{w} },
		OpenWindow: func(item work.ItemID, _ string) error {
			w.opened = append(w.opened, item)
			return errors.ErrUnsupported
		},
	})
	w.must(err)
	ctx, cancel := context.WithCancel(context.Background())
	ended, ready := make(chan error, 1), make(chan struct{})
	go func() { ended <- w.core.Run(ctx, func() { close(ready) }) }()
	<-ready
	w.end = func() {
		cancel()
		w.must(<-ended)
	}
}

func (w *world) must(err error) {
	w.Helper()
	if err != nil {
		w.Fatal(err)
	}
}

func (w *world) send(title string) {
	w.Helper()
	w.must(w.memory.Send(context.Background(), source.Event{
		RemoteID: fmt.Sprint(title, w.now()), Title: title, Body: "text of " + title, Kind: work.KindMessage,
	}))
}

// plan makes a check-in a day at the time of day of an instant ahead, in the place of the proposed.
func (w *world) plan(ahead time.Duration) {
	w.Helper()
	w.planIn("Etc/UTC", ahead)
}

// planEverywhere is plan for a check-in by the clocks of where the user is.
func (w *world) planEverywhere(ahead time.Duration) {
	w.Helper()
	w.planIn("", ahead)
}

func (w *world) planIn(zone string, ahead time.Duration) {
	w.Helper()
	ctx := context.Background()
	rules, _, err := w.core.Plan(ctx, queue.Wall{})
	w.must(err)
	for _, rule := range rules {
		do(w, func(now time.Time) (work.Act, error) { return w.core.Queue.RemoveCheckIn(ctx, now, rule.ID) })
	}
	at := w.now().Add(ahead)
	rule := work.CheckIn{At: work.Clock(at.Hour()*60 + at.Minute()), Zone: zone}
	do(w, func(now time.Time) (work.CheckIn, error) { return w.core.Queue.AddCheckIn(ctx, now, rule) })
}

// do does something of the queue's, as the API does.
func do[T any](w *world, what func(now time.Time) (T, error)) {
	w.Helper()
	_, err := core.Do(context.Background(), w.core, what)
	w.must(err)
}

func (w *world) endRun() {
	w.Helper()
	do(w, func(now time.Time) (work.Run, error) { return w.core.Queue.EndRun(context.Background(), now) })
}

func (w *world) choose(settings queue.Settings) {
	w.Helper()
	do(w, func(now time.Time) (work.Act, error) {
		return w.core.Queue.SetSettings(context.Background(), now, settings)
	})
}

func (w *world) status() core.Status {
	w.Helper()
	synctest.Wait()
	status, err := w.core.Status(context.Background())
	w.must(err)
	return status
}

type silencer struct{ w *world }

func (s silencer) set(verdict dnd.Verdict, what string) dnd.State {
	s.w.mu.Lock()
	defer s.w.mu.Unlock()
	if s.w.quiet.Verdict != verdict {
		s.w.note("%s", what)
	}
	s.w.quiet = dnd.State{Verdict: verdict}
	return s.w.quiet
}

func (s silencer) Recover(context.Context) error { s.set(dnd.Off, "loud again"); return nil }
func (s silencer) Engage(context.Context, time.Time) dnd.State {
	return s.set(dnd.Confirmed, "quiet")
}
func (s silencer) Release(context.Context) dnd.State { return s.set(dnd.Off, "loud") }
func (s silencer) Through(ctx context.Context, show func(context.Context) error) error {
	return show(ctx)
}
func (s silencer) Check(context.Context) dnd.State { return s.State() }
func (s silencer) Close() error                    { s.Release(context.Background()); return nil }
func (s silencer) State() dnd.State {
	s.w.mu.Lock()
	defer s.w.mu.Unlock()
	return s.w.quiet
}

type daemon struct{ w *world }

func (d daemon) Show(_ context.Context, m notify.Message) (notify.Shown, error) {
	d.w.mu.Lock()
	defer d.w.mu.Unlock()
	if d.w.deaf {
		d.w.note("not shown")
		return notify.Shown{}, errors.New("nobody answers")
	}
	d.w.note("shown: %s", m.Body)
	d.w.shown = append(d.w.shown, m)
	return notify.Shown{ID: 1}, nil
}

// inWorld runs a story in a world of its own.
func inWorld(t *testing.T, story func(w *world)) {
	t.Helper()
	w := newWorld(t)
	synctest.Test(t, func(t *testing.T) {
		w.TB = t
		w.start()
		story(w)
		w.end()
	})
}

func TestACheckInOpensAtItsTimeWithOneNotification(t *testing.T) {
	inWorld(t, func(w *world) {
		w.plan(time.Hour)
		w.send("one")
		w.send("two")
		time.Sleep(59 * time.Minute)
		w.want()
		if s := w.status(); s.State != core.Holding || s.Counts.Held != 2 || s.Counts.Queued != 0 {
			t.Errorf("before the check-in: %+v", s)
		}
		time.Sleep(time.Minute)
		w.want("shown: 2 items. First: one")
		if s := w.status(); s.State != core.CheckIn || s.Counts.Held != 0 || s.Counts.Queued != 2 {
			t.Errorf("at the check-in: %+v", s)
		}
		time.Sleep(20 * time.Minute)
		if s := w.status(); s.State != core.Holding {
			t.Errorf("after its budget: %+v", s)
		}
		w.want()
	})
}

func TestAShieldIsQuietToItsEndAndThenTheCheckInComes(t *testing.T) {
	inWorld(t, func(w *world) {
		ctx := context.Background()
		w.plan(time.Hour)
		w.send("one")
		_, silence, err := w.core.StartShield(ctx, w.now().Add(2*time.Hour), "")
		if err != nil || silence.Verdict != dnd.Confirmed {
			t.Errorf("got %+v, %v", silence, err)
		}
		w.want("quiet")
		time.Sleep(2*time.Hour - time.Second)
		w.want()
		time.Sleep(time.Second)
		w.want("loud", "shown: one") // in this order: lifted first, then our one notification
	})
}

func TestBetweenCheckInsItIsQuietWhereTheUserChoseSo(t *testing.T) {
	inWorld(t, func(w *world) {
		ctx := context.Background()
		w.plan(time.Hour)
		settings, err := w.core.Queue.Settings(ctx)
		w.must(err)
		settings.SilenceBetween = true
		w.choose(settings)
		w.want("quiet")
		w.send("one")
		time.Sleep(time.Hour)
		w.want("loud", "shown: one")
		w.endRun()
		w.want("quiet")
		settings.SilenceBetween = false
		w.choose(settings)
		w.want("loud")
	})
}

// "Holding with Do Not Disturb runs only inside the user's hours."
func TestDoNotDisturbEndsWithTheUsersHours(t *testing.T) {
	inWorld(t, func(w *world) {
		w.plan(36 * time.Hour) // of each day at 12:00; the world begins at midnight
		settings, err := w.core.Queue.Settings(context.Background())
		w.must(err)
		settings.SilenceBetween = true
		for weekday := range settings.Hours.Week {
			settings.Hours.Week[weekday] = []work.Range{{Start: 9 * 60, End: 11 * 60}, {Start: 13 * 60, End: 17 * 60}}
		}
		w.choose(settings)
		told := w.core.Bus.Listen(bus.Gate)
		defer told.Close()
		for _, step := range []struct {
			after time.Duration
			want  string
		}{
			{8*time.Hour + 59*time.Minute, ""},
			{time.Minute, "quiet"},
			{2*time.Hour - time.Second, ""},
			{time.Second, "loud"},
			{2 * time.Hour, "quiet"},
			{4*time.Hour - time.Second, ""},
			{time.Second, "loud"},
		} {
			time.Sleep(step.after)
			synctest.Wait()
			if kinds := told.Take(); (step.want == "") != (len(kinds) == 0) {
				t.Errorf("%s: told %v", w.now(), kinds)
			}
			if step.want == "" {
				w.want()
				continue
			}
			w.want(step.want)
		}
	})
}

func TestSleepCollapsesMissedCheckInsIntoOne(t *testing.T) {
	inWorld(t, func(w *world) {
		w.plan(time.Hour)
		w.send("one")
		time.Sleep(time.Minute)
		w.setClock(3 * 24 * time.Hour) // the computer slept: the wall clock is ahead of the monotonic one
		time.Sleep(10 * time.Second)
		w.want("shown: one")
		time.Sleep(10 * time.Minute)
		w.want()
	})
}

// What the user does right after the computer woke, or as the core starts, comes before the clock has
// looked: what was missed outside the hours waits for the next check-in all the same.
func TestWhatWasMissedWaitsAlsoForWhoIsQuick(t *testing.T) {
	missed := func(t *testing.T, meanwhile func(w *world)) {
		t.Helper()
		inWorld(t, func(w *world) {
			w.plan(10 * time.Hour) // at ten; the world begins at midnight
			settings, err := w.core.Queue.Settings(context.Background())
			w.must(err)
			for weekday := range settings.Hours.Week {
				settings.Hours.Week[weekday] = []work.Range{{Start: 9 * 60, End: 17 * 60}}
			}
			w.choose(settings)
			w.send("one")
			time.Sleep(time.Minute)
			meanwhile(w)
			settings.BudgetMinutes = 30
			w.choose(settings)
			w.want()
			time.Sleep(time.Minute)
			w.want()
			time.Sleep(2 * time.Hour)
			w.want("shown: one")
		})
	}
	t.Run("after sleep", func(t *testing.T) { missed(t, func(w *world) { w.setClock(32 * time.Hour) }) })
	t.Run("at the start", func(t *testing.T) {
		missed(t, func(w *world) {
			w.end()
			w.setClock(32 * time.Hour)
			w.start()
			w.took()
		})
	})
}

func TestAClockSetBackDeliversNothingTwice(t *testing.T) {
	inWorld(t, func(w *world) {
		w.plan(time.Hour)
		w.send("one")
		time.Sleep(time.Hour)
		w.want("shown: one")
		w.endRun()
		w.setClock(-10 * time.Minute)
		w.send("two")
		time.Sleep(30 * time.Minute)
		w.want()
		w.setClock(-3 * time.Hour) // by so much, it was wrong: the record is void, and the time comes again
		time.Sleep(4 * time.Hour)
		w.want("shown: two")
		w.setClock(30 * time.Second)
		time.Sleep(time.Hour)
		w.want()
	})
}

func TestAMissedCheckInThatCameLateDoesNotComeAgain(t *testing.T) {
	inWorld(t, func(w *world) {
		w.plan(time.Hour)
		w.send("one")
		time.Sleep(time.Minute)
		w.setClock(5 * time.Hour) // the computer slept
		time.Sleep(10 * time.Second)
		w.want("shown: one")
		w.endRun()
		w.setClock(-2 * time.Hour) // which is after its time still
		w.send("two")
		time.Sleep(3 * time.Hour)
		w.want()
	})
}

func TestARestartLosesNothingAndRepeatsNothing(t *testing.T) {
	inWorld(t, func(w *world) {
		w.plan(time.Hour)
		w.send("one")
		w.end()
		w.want()
		w.start()
		time.Sleep(time.Hour)
		w.want("shown: one")
		w.end()
		w.start()
		w.want() // it was announced already
		receipt, err := w.core.Receipt(context.Background(), queue.Wall{}, time.UnixMilli(1), w.now().Add(time.Hour))
		if err != nil || receipt.Arrived != 1 || receipt.Lost != 0 || len(receipt.Gaps) != 2 || receipt.Gaps[0].Why != work.GapOff {
			t.Errorf("got %+v, %v", receipt, err)
		}
	})
}

func TestANotificationThatNobodyShowsIsTriedAgain(t *testing.T) {
	inWorld(t, func(w *world) {
		w.plan(time.Hour)
		w.send("one")
		w.deaf = true
		time.Sleep(time.Hour)
		w.want("not shown")
		if len(w.opened) != 1 {
			t.Errorf("the window was raised %d times, want once", len(w.opened))
		}
		if trouble := w.status().Trouble; len(trouble) != 1 || trouble[0].Code != "not_notified" {
			t.Errorf("got %+v", trouble)
		}
		w.deaf = false
		time.Sleep(2 * time.Minute)
		w.want("shown: one")
		if trouble := w.status().Trouble; len(trouble) != 0 {
			t.Errorf("got %+v", trouble)
		}
	})
}

func TestAShieldSurvivesARestart(t *testing.T) {
	inWorld(t, func(w *world) {
		_, _, err := w.core.StartShield(context.Background(), w.now().Add(time.Hour), "")
		w.must(err)
		w.end()
		w.want("quiet", "loud")
		w.start()
		w.want("quiet")
		if s := w.status(); s.State != core.Shield {
			t.Errorf("got %+v", s)
		}
		time.Sleep(time.Hour)
		w.want("loud")
	})
}

func TestDoctorIsWell(t *testing.T) {
	inWorld(t, func(w *world) {
		w.send("one")
		findings, err := w.core.Doctor(context.Background())
		w.must(err)
		for _, finding := range findings {
			if !finding.OK {
				t.Error(finding.Sentence)
			}
		}
	})
}
