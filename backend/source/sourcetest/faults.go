package sourcetest

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"sluice/backend/source"
)

// patience is how long a source may wait for a server that does not answer.
const patience = 5 * time.Minute

// faulty is a fault and what it has to come back as.
type faulty struct {
	name string
	fault
	classes []source.Class
	until   time.Duration // how long the server sends us away; 0: it does not
}

func (e *examinee) faults() []faulty {
	status := func(status int, class ...source.Class) faulty {
		if other, differs := e.Classes[status]; differs {
			class = []source.Class{other}
		}
		return faulty{name: "status", fault: fault{status: status, body: `{"message":"no"}`}, classes: class}
	}
	later := status(429, source.RateLimited)
	later.header, later.until = map[string]string{"Retry-After": "120"}, 2*time.Minute
	return []faulty{
		status(401, source.AuthExpired), status(403, source.Scope), status(404, source.NotThere),
		status(410, source.GoneAPI, source.CursorExpired), status(500, source.Upstream), status(502, source.Upstream),
		status(503, source.Upstream), later,
		{name: "cut", fault: fault{cut: true}, classes: []source.Class{source.Offline}},
		{name: "gone", fault: fault{gone: true}, classes: []source.Class{source.Offline}},
		{name: "a page of HTML", fault: fault{body: "<!doctype html><title>Log in</title><p>Not what you think."}, classes: []source.Class{source.Malformed}},
		{name: "broken", fault: fault{body: `{"a": [1, {"b`}, classes: []source.Class{source.Malformed}},
		{name: "endless", fault: fault{body: strings.Repeat("[1,", 3<<20)}, classes: []source.Class{source.Malformed}},
	}
}

func (e *examinee) trouble() {
	faults := e.faults()
	if e.Dials {
		faults = slices.DeleteFunc(faults, func(f faulty) bool { return f.status != 0 || f.body != "" })
	}
	for _, f := range faults {
		e.put("lost by " + f.name)
		e.line.set(&f.fault)
		batch, err := e.pull(e.Context(), "")
		e.line.set(nil)
		if class := source.ClassOf(err); !slices.Contains(f.classes, class) {
			e.Errorf("%s %d gave %q, not %q (%v; %d events)", f.name, f.status, class, f.classes, err, len(batch.Events))
			continue
		}
		if f.until != 0 {
			if wait := time.Until(source.TroubleOf(err).Until); wait < f.until || wait > f.until+5*time.Second {
				e.Errorf("it was sent away for %s and would wait for %s", f.until, wait)
			}
		}
		if health := source.HealthOf("The account", err); health.Sentence == "" || health.Condition == source.OK {
			e.Errorf("%s has no words: %+v", f.name, health)
		}
		if !e.Dials {
			if events, _ := e.all(""); len(titled(events, f.name)) == 0 {
				e.Errorf("after %s something is lost", f.name)
			}
		}
	}
}

// troubleElsewhere asks for all but a pull where the network is in the way: it has a class, nothing is
// claimed to have worked, and what is stopped ends at once.
func (e *examinee) troubleElsewhere() {
	e.put("an answered one")
	target := source.Target{Thread: "an answered one", RemoteIDs: []string{"an answered one"}}
	if !e.Dials {
		events, _ := e.all("")
		if found := titled(events, "an answered one"); len(found) > 0 {
			target = targetOf(events, found[0])
		}
	}
	faults := e.faults()
	for _, f := range slices.DeleteFunc(faults, func(f faulty) bool {
		return !f.gone && (e.Dials || f.status != 401 && f.status != 403 && f.status != 429 && f.status != 503)
	}) {
		e.line.set(&f.fault)
		gave := e.others(e.Context(), target)
		if watcher, can := e.Source.(source.Watcher); can {
			gave["watch"] = watcher.Watch(e.Context(), e.account(), func() {})
		}
		for what, err := range gave {
			e.told.add(err)
			if class := source.ClassOf(err); !slices.Contains(f.classes, class) {
				e.Errorf("to %s with %s %d gave %q, not %q (%v)", what, f.name, f.status, class, f.classes, err)
			}
		}
	}
	ctx, cancel := context.WithCancel(e.Context())
	e.line.set(&fault{silent: true, began: cancel})
	began := time.Now()
	for what, err := range e.others(ctx, target) {
		if err == nil || time.Since(began) > time.Second {
			e.Errorf("cancelled, to %s gave %v after %s", what, err, time.Since(began))
		}
	}
}

// others does what a source can do beside being pulled.
func (e *examinee) others(ctx context.Context, target source.Target) map[string]error {
	_, err := e.Source.Check(ctx, e.account())
	gave := map[string]error{"check": err}
	if hydrator, can := e.Source.(source.Hydrator); can {
		_, gave["fetch the whole"] = hydrator.Hydrate(ctx, e.account(), target)
	}
	if writer, can := e.Source.(source.Writer); can {
		for _, verb := range source.Offered(e.Source, e.Settings, target) {
			gave[string(verb)] = writer.Write(source.Acting(ctx), e.account(), source.Write{Key: "key", Verb: verb, Target: target, Text: "Words."})
		}
	}
	return gave
}

func (e *examinee) slow() {
	for name, f := range map[string]fault{"a silent server": {silent: true}, "a dripping server": {drip: true}} {
		if f.drip && e.Dials {
			continue // to a dialer both are the same
		}
		e.put("behind " + name)
		e.line.set(&f)
		began := time.Now()
		_, err := e.pull(e.Context(), "")
		if source.ClassOf(err) != source.Offline || time.Since(began) > patience {
			e.Errorf("%s was left after %s with %v", name, time.Since(began), err)
		}
	}
}

func (e *examinee) cancel() {
	e.put("never read")
	ctx, cancel := context.WithCancel(e.Context())
	e.line.set(&fault{silent: true, began: cancel})
	began := time.Now()
	_, err := e.pull(ctx, "")
	if err == nil || time.Since(began) > time.Second {
		e.Errorf("cancelled, it gave %v after %s", err, time.Since(began))
	}
	if errors.Is(err, context.DeadlineExceeded) {
		e.Errorf("cancelled, it waited for its own time to be over: %v", err)
	}
}
