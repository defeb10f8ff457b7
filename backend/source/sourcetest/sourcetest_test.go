package sourcetest_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"sluice/backend/source"
	"sluice/backend/source/httpx"
	"sluice/backend/source/memory"
	"sluice/backend/source/sourcetest"
)

// kind is the memory source with what a mutant does otherwise.
type kind struct {
	memory.Kind
	describe func(source.Descriptor) source.Descriptor
	check    func(context.Context, source.Account) error
	blind    bool // it does not look whether the service is there
	pull     func(context.Context, source.Account, source.Cursor, source.Budget) (source.Batch, error)
}

func (k kind) Describe() source.Descriptor {
	d := k.Kind.Describe()
	if k.describe != nil {
		d = k.describe(d)
	}
	return d
}

func (k kind) Check(ctx context.Context, a source.Account) (source.Identity, error) {
	if k.check != nil {
		if err := k.check(ctx, a); err != nil {
			return source.Identity{}, err
		}
	}
	if k.blind {
		return source.Identity{Who: "Ana"}, nil
	}
	return k.Kind.Check(ctx, a)
}

func (k kind) Pull(ctx context.Context, a source.Account, at source.Cursor, b source.Budget) (source.Batch, error) {
	if k.pull != nil {
		return k.pull(ctx, a, at, b)
	}
	return k.Kind.Pull(ctx, a, at, b)
}

type pulling = func(context.Context, source.Account, source.Cursor, source.Budget) (source.Batch, error)

// after changes what the memory source gives.
func after(change func(*source.Batch, *error)) pulling {
	return func(ctx context.Context, a source.Account, at source.Cursor, b source.Budget) (source.Batch, error) {
		batch, err := memory.Kind{}.Pull(ctx, a, at, b)
		change(&batch, &err)
		return batch, err
	}
}

var serial int

// mutants are sources with one fault each, and the part of the exam that has to find it.
var mutants = map[string]struct {
	kind kind
	part string
}{
	"says that it can do what it cannot": {kind{describe: func(d source.Descriptor) source.Descriptor {
		d.Can.OAuth = true
		return d
	}}, "the_descriptor_is_true"},
	"writes while it checks": {kind{check: func(ctx context.Context, a source.Account) error {
		return memory.Kind{}.Write(source.Acting(ctx), a, source.Write{Verb: source.VerbDone, Target: source.Target{Thread: "first"}})
	}}, "check_says_who"},
	"makes new names each time": {kind{pull: after(func(b *source.Batch, _ *error) {
		for i := range b.Events {
			serial++
			b.Events[i].RemoteID = fmt.Sprint(serial)
		}
		b.Next = ""
	})}, "twice_is_once"},
	"renames what is edited": {kind{pull: after(func(b *source.Batch, _ *error) {
		for i, e := range b.Events {
			if !e.UpdatedAt.IsZero() {
				b.Events[i].RemoteID += "-edited"
			}
		}
	})}, "an_edit_keeps"},
	"never ends": {kind{pull: after(func(b *source.Batch, _ *error) { b.More = true })}, "pages_end"},
	"loses the end of a page": {kind{pull: after(func(b *source.Batch, _ *error) {
		if b.More {
			b.Events = b.Events[1:]
		}
	})}, "pages_end"},
	"reads any cursor": {kind{pull: func(ctx context.Context, a source.Account, at source.Cursor, b source.Budget) (source.Batch, error) {
		batch, err := memory.Kind{}.Pull(ctx, a, at, b)
		if source.ClassOf(err) == source.CursorExpired {
			return source.Batch{}, nil
		}
		return batch, err
	}}, "an_expired_cursor"},
	"throws titles away": {kind{pull: after(func(b *source.Batch, _ *error) {
		for i := range b.Events {
			b.Events[i].Title = strings.ToValidUTF8(strings.Map(func(r rune) rune {
				if r > 127 {
					return -1
				}
				return r
			}, b.Events[i].Title), "")
		}
	})}, "any_text_is_taken"},
	"does not say what vanished": {kind{pull: after(func(b *source.Batch, _ *error) { b.Gone = nil })}, "what_was_dealt_with"},
	"tells no meetings":          {kind{pull: after(func(b *source.Batch, _ *error) { b.Meetings = nil })}, "meetings_are_told"},
	"keeps meetings that were called off": {kind{pull: after(func(b *source.Batch, _ *error) {
		if b.Meetings != nil && len(b.Meetings.All) == 0 {
			b.Meetings = nil
		}
	})}, "meetings_are_told"},
	"puts its secret into the cursor": {kind{pull: func(ctx context.Context, a source.Account, at source.Cursor, b source.Budget) (source.Batch, error) {
		kept, err := source.NewCursor(1, a.Secrets["token"])
		if err != nil || at == kept {
			at = ""
		}
		batch, err := memory.Kind{}.Pull(ctx, a, at, b)
		batch.Next = kept
		return batch, err
	}}, "twice_is_once"},
	"checks without looking": {kind{check: func(context.Context, source.Account) error { return nil }, blind: true}, "trouble_has_its_class_whatever"},
	"calls every trouble its own": {kind{pull: after(func(_ *source.Batch, err *error) {
		if *err != nil && source.ClassOf(*err) != source.CursorExpired {
			*err = errors.New("it did not work")
		}
	})}, "trouble_has_its_class"},
	"hides trouble": {kind{pull: after(func(_ *source.Batch, err *error) {
		if source.ClassOf(*err) != source.CursorExpired {
			*err = nil
		}
	})}, "trouble_has_its_class"},
	"tells its secret": {kind{pull: func(ctx context.Context, a source.Account, at source.Cursor, b source.Budget) (source.Batch, error) {
		batch, err := memory.Kind{}.Pull(ctx, a, at, b)
		if source.ClassOf(err) == source.Upstream {
			err = source.WrapTrouble(err, source.Upstream, "The token %s did not work.", a.Secrets["token"])
		}
		return batch, err
	}}, "trouble_has_its_class"},
	"goes on when it is to end": {kind{pull: func(ctx context.Context, a source.Account, at source.Cursor, b source.Budget) (source.Batch, error) {
		return memory.Kind{}.Pull(context.WithoutCancel(ctx), a, at, b)
	}}, "cancelling_ends_at_once"},
	"waits for ever": {kind{pull: func(ctx context.Context, a source.Account, at source.Cursor, b source.Budget) (source.Batch, error) {
		if _, err := httpx.New(a).Send(ctx, httpx.Request{URL: "https://memory.test/me", Timeout: time.Hour}); err != nil {
			return source.Batch{}, err
		}
		return memory.Kind{}.Pull(ctx, a, at, b)
	}}, "slow_and_silent"},
	"asks elsewhere": {kind{pull: func(ctx context.Context, a source.Account, at source.Cursor, b source.Budget) (source.Batch, error) {
		if _, err := httpx.New(a).Send(ctx, httpx.Request{URL: "https://elsewhere.test/"}); err != nil {
			return source.Batch{}, err
		}
		return memory.Kind{}.Pull(ctx, a, at, b)
	}}, "twice_is_once"},
	"changes something to read": {kind{pull: func(ctx context.Context, a source.Account, at source.Cursor, b source.Budget) (source.Batch, error) {
		if _, err := httpx.New(a).Send(ctx, httpx.Request{Method: http.MethodPut, URL: "https://memory.test/seen"}); err != nil {
			return source.Batch{}, err
		}
		return memory.Kind{}.Pull(ctx, a, at, b)
	}}, "twice_is_once"},
}

type service struct{ *memory.Service }

func (s service) Put(m sourcetest.Message) {
	s.Service.Put(m.ID, m.Title, m.Body, m.From, m.At, m.Edited)
}

func (s service) Meet(id, title string, from, until time.Time) {
	s.Service.Meet(id, title, from, until)
}

func (s service) Remove(id string) {
	s.Service.Remove(id)
	s.CallOff(id)
}

// TestMutant runs the exam on the mutant that the environment names. Alone it does nothing.
func TestMutant(t *testing.T) {
	name := os.Getenv("SLUICE_MUTANT")
	if name == "" {
		t.Skip("TestTheExamFindsEveryFault runs it, once for each mutant")
	}
	sourcetest.Run(t, sourcetest.Subject{
		Source:   mutants[name].kind,
		Settings: source.Values{"address": "https://memory.test"},
		Secrets:  source.Secrets{"token": "s3cret-token"},
		Service:  func(testing.TB) sourcetest.Service { return service{&memory.Service{}} },
	})
}

// TestTheExamFindsEveryFault runs the exam on sources with one fault each, in processes of their own:
// each has to fail, in the part that is for that.
func TestTheExamFindsEveryFault(t *testing.T) {
	for name, mutant := range mutants {
		t.Run(name, func(t *testing.T) {
			run := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestMutant$", "-test.timeout=60s")
			run.Env = append(os.Environ(), "SLUICE_MUTANT="+name)
			output, err := run.CombinedOutput()
			if err == nil || !strings.Contains(string(output), "--- FAIL: TestMutant/"+mutant.part) {
				t.Errorf("the exam did not find it (%v): %s", err, output)
			}
		})
	}
}
