package sourcetest

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"sluice/backend/source"
	"sluice/backend/work"
)

func (e *examinee) descriptor() {
	d := e.Source.Describe()
	for what, said := range map[string]bool{
		"an id": d.ID != "", "a name": d.Name != "", "a sentence": d.Sentence != "", "a service": d.Service == strings.ToLower(d.Service),
		"a usual interval of a minute at least": d.Interval.Usual >= time.Minute,
		"a least interval that is no longer":    d.Interval.Least > 0 && d.Interval.Least <= d.Interval.Usual,
	} {
		if !said {
			e.Errorf("the descriptor lacks %s", what)
		}
	}
	if wrong := d.Check(e.Settings, e.Secrets); len(wrong) > 0 {
		e.Errorf("the exam's own settings do not fit the form: %v", wrong)
	}
	if hosts := d.HostsOf(e.Settings); len(hosts) == 0 && (e.line.handler != nil || e.Dials) {
		e.Error("the descriptor names no host that it reaches")
	}
	e.form(d)
	e.abilities(d)
}

// form looks at what the source asks for.
func (e *examinee) form(d source.Descriptor) {
	for _, field := range d.Form {
		if field.Label == "" || field.Type == source.FieldChoice && len(field.Choices) == 0 {
			e.Errorf("the field %q says too little", field.Key)
		}
		for _, value := range field.Only.Values {
			if !offers(d, field.Only.Choice, value) {
				e.Errorf("the field %q is for %q of %q, which there is not", field.Key, value, field.Only.Choice)
			}
		}
		if field.Type == source.FieldSecret && (d.Help.Where == "" || d.Help.May == "") {
			e.Error("it asks for a secret and does not say where to get it and what it may do")
		}
	}
}

// offers says whether a form has a choice with a value.
func offers(d source.Descriptor, choice, value string) bool {
	return slices.ContainsFunc(d.Form, func(f source.Field) bool {
		return f.Key == choice && slices.ContainsFunc(f.Choices, func(c source.Choice) bool { return c.Value == value })
	})
}

// abilities compares what the descriptor says with what the source is.
func (e *examinee) abilities(d source.Descriptor) {
	_, watches := e.Source.(source.Watcher)
	_, hydrates := e.Source.(source.Hydrator)
	_, writes := e.Source.(source.Writer)
	_, connects := e.Source.(source.OAuther)
	_, snoozes := e.Source.(source.Snoozer)
	for what, pair := range map[string][2]bool{
		"watch": {d.Can.Watch, watches}, "hydrate": {d.Can.Hydrate, hydrates},
		"write": {len(d.Writes) > 0, writes}, "snooze": {d.Snoozes != "", snoozes}, "be connected in the browser": {d.Can.OAuth, connects},
	} {
		if pair[0] != pair[1] {
			e.Errorf("the descriptor says %t of whether it can %s, and its methods %t", pair[0], what, pair[1])
		}
	}
	if d.DoneVerb != "" && !slices.Contains(d.Writes, d.DoneVerb) {
		e.Errorf("it would do %q for done, which is not among its verbs", d.DoneVerb)
	}
}

func (e *examinee) check() {
	e.put("first")
	identity, err := e.Source.Check(e.Context(), e.account())
	if err != nil || identity.Who == "" {
		e.Errorf("check gave %+v (%v)", identity, err)
	}
	e.untouched()
}

// untouched says what was written although the user did nothing.
func (e *examinee) untouched() {
	e.Helper()
	if service, says := e.service.(Written); says && len(service.Written()) > 0 {
		e.Errorf("without an act of the user's it wrote %q", service.Written())
	}
	if written := e.line.written(); len(written) > 0 {
		e.Errorf("without an act of the user's it wrote %v", written)
	}
}

func (e *examinee) twice() {
	for _, id := range []string{"one", "two", "three"} {
		e.put(id)
	}
	first, at := e.all("")
	if len(first) != 3 {
		e.Fatalf("of 3 messages came %d events", len(first))
	}
	again, at := e.all(at)
	for identity := range again {
		if _, known := first[identity]; !known {
			e.Errorf("the second time there is something new: %s", identity)
		}
	}
	from, _ := e.all("")
	for identity := range from {
		if _, known := first[identity]; !known {
			e.Errorf("from the beginning there is something new: %s", identity)
		}
	}
	e.put("four")
	fresh, _ := e.all(at)
	if len(titled(fresh, "four")) != 1 {
		e.Errorf("a fourth message did not come: %v", fresh)
	}
	e.untouched()
}

// within says which hosts were asked that are not declared.
func (e *examinee) within() {
	hosts := e.Source.Describe().HostsOf(e.Settings)
	e.line.mu.Lock()
	defer e.line.mu.Unlock()
	for _, a := range e.line.asked {
		if !source.Reaches(hosts, a.host) {
			e.Errorf("it asked %s, which its descriptor does not name", a.host)
		}
	}
}

func (e *examinee) edit() {
	if !e.Source.Describe().Can.Edits {
		return
	}
	m := e.put("edited")
	first, at := e.all("")
	m.Body, m.Edited = "It says something else now.", m.At.Add(time.Minute)
	e.service.Put(m)
	later, _ := e.all(at)
	if len(first) != 1 || len(later) != 1 {
		e.Fatalf("before the edit there were %d events, after it %d", len(first), len(later))
	}
	for _, was := range first {
		for _, is := range later {
			if was.RemoteID != is.RemoteID || was.Thread != is.Thread || was.Form() == is.Form() {
				e.Errorf("the edit of %q %q (%q) came as %q %q (%q)",
					was.RemoteID, was.Thread, was.Form(), is.RemoteID, is.Thread, is.Form())
			}
		}
	}
}

func (e *examinee) pages() {
	for i := range e.Pages {
		e.put(fmt.Sprintf("page-%04d.", i))
	}
	events, at := e.all("")
	for i := range e.Pages {
		if n := len(titled(events, fmt.Sprintf("page-%04d.", i))); n != 1 {
			e.Errorf("message %d came %d times", i, n)
		}
	}
	if more, _ := e.all(at); len(more) > 0 {
		for identity := range more {
			if _, known := events[identity]; !known {
				e.Errorf("behind the last page came %s", identity)
			}
		}
	}
}

// paged looks at batches over one connection: each is as a pull would have given it, and no more come than
// are wanted.
func (e *examinee) paged() {
	pager, pages := e.Source.(source.Pager)
	if !pages {
		return
	}
	for i := range e.Pages {
		e.put(fmt.Sprintf("paged-%04d.", i))
	}
	want, _ := e.all("")
	got, at, first := map[string]source.Event{}, source.Cursor(""), 0
	err := pager.Pages(e.Context(), e.account(), "", budget, func(batch source.Batch) (bool, error) {
		if first++; first == 1 && len(batch.Events) > budget.Events {
			e.Errorf("a batch of %d holds %d events", budget.Events, len(batch.Events))
		}
		for _, event := range batch.Events {
			got[event.RemoteID+" "+event.Form()] = event
		}
		at = batch.Next
		return true, nil
	})
	if err != nil || len(got) != len(want) {
		e.Errorf("over one connection came %d of %d (%v)", len(got), len(want), err)
	}
	if more, _ := e.all(at); len(more) > 0 {
		e.Errorf("behind the last page came %d", len(more))
	}
	times, full := 0, errors.New("the disk is full")
	err = pager.Pages(e.Context(), e.account(), "", budget, func(source.Batch) (bool, error) {
		times++
		return false, full
	})
	if times != 1 || !errors.Is(err, full) {
		e.Errorf("it was handed over %d times, and gave %v", times, err)
	}
}

func (e *examinee) restart() {
	for i := range e.Pages {
		e.put(fmt.Sprintf("restart-%04d.", i))
	}
	batch, err := e.pull(e.Context(), "")
	if err != nil {
		e.Fatal(err)
	}
	kept, _ := json.Marshal(string(batch.Next)) // as the store does
	var read string
	_ = json.Unmarshal(kept, &read)
	rest, _ := e.all(source.Cursor(read))
	for _, event := range batch.Events {
		rest[event.RemoteID+" "+event.Form()] = event
	}
	for i := range e.Pages {
		if n := len(titled(rest, fmt.Sprintf("restart-%04d.", i))); n != 1 {
			e.Errorf("message %d came %d times", i, n)
		}
	}
}

func (e *examinee) expired() {
	e.put("old")
	first, at := e.all("")
	for _, broken := range []source.Cursor{"999:{}", "garbage", at + "}"} {
		if batch, err := e.pull(e.Context(), broken); source.ClassOf(err) != source.CursorExpired {
			e.Errorf("from the cursor %q it gave %d events and %v", broken, len(batch.Events), err)
		}
	}
	if service, forgets := e.service.(Forgetter); forgets {
		service.Forget()
		batch, err := e.pull(e.Context(), at)
		if err != nil && source.ClassOf(err) != source.CursorExpired {
			e.Errorf("from a forgotten cursor it gave %v", err)
		}
		for _, event := range batch.Events {
			first[event.RemoteID+" "+event.Form()] = event
		}
	}
	e.put("new")
	anew, _ := e.all("")
	for identity, event := range first {
		if _, known := anew[identity]; !known {
			e.Errorf("read anew, %q has another identity", event.Title)
		}
	}
	if len(anew) != 2 {
		e.Errorf("read anew, 2 messages are %d", len(anew))
	}
}

func (e *examinee) texts() {
	hostile := "\u202eevil <script>alert(1)</script> \x1b[31m" + strings.Repeat("ab\u0301", 2000)
	e.service.Put(Message{ID: "hostile", Title: "hostile one", Body: hostile, From: "Mal <mal@evil.test>", At: time.Now().Add(-time.Hour)})
	title := "Rechnung 🧾 für 日本 עברית naïve"
	if e.Plain == "" {
		e.service.Put(Message{ID: "kind", Title: title, Body: "مرحبا 👩‍👩‍👧‍👦 is what it says", From: "Zoë", At: time.Now().Add(-time.Hour)})
	}
	events, _ := e.all("")
	for _, event := range events {
		text, err := json.Marshal(event.Tidy())
		if err != nil || !utf8.Valid(text) {
			e.Errorf("the event cannot be written down: %v", err)
		}
	}
	if e.Plain == "" && (len(titled(events, title)) != 1 || len(titled(events, "👩‍👩‍👧‍👦")) != 1) {
		e.Errorf("emoji or right-to-left text are lost: %+v", events)
	}
	if len(titled(events, "hostile")) != 1 {
		e.Error("a message with control characters is lost")
	}
}

func (e *examinee) million() {
	e.service.Put(Message{ID: "long", Title: "A long one", Body: strings.Repeat("word ", 200_000), From: "Ana", At: time.Now().Add(-time.Hour)})
	batch, err := e.pull(e.Context(), "")
	if err != nil {
		if source.ClassOf(err) != source.Malformed {
			e.Errorf("a million bytes gave %v", err)
		}
		return
	}
	for _, event := range batch.Events {
		if tidy := event.Tidy(); len(tidy.Body) > source.MaxBody {
			e.Errorf("the body has %d bytes", len(tidy.Body))
		}
	}
	if len(batch.Events) != 1 && batch.Skipped == 0 {
		e.Errorf("a message with a million bytes is lost: %+v", batch)
	}
}

func (e *examinee) vanish() {
	if !e.Source.Describe().Can.Vanish {
		return
	}
	service, removes := e.service.(Remover)
	if !removes {
		e.Fatal("the source says that it tells what vanished, but the exam's service cannot remove anything")
	}
	e.put("stays")
	e.put("goes")
	events, at := e.all("")
	goes := titled(events, "Title of goes")
	if len(goes) != 1 || goes[0].Thread == "" {
		e.Fatalf("the message that is to go is %+v", goes)
	}
	service.Remove("goes")
	batch, err := e.pull(e.Context(), at)
	if err != nil {
		e.Fatal(err)
	}
	stays := titled(events, "Title of stays")[0].Thread
	if !gone(batch, goes[0].Thread) || gone(batch, stays) {
		e.Errorf("%q went and %q stays, and the batch says %+v", goes[0].Thread, stays, batch)
	}
}

// gone says whether a batch tells that a thread is not open any more.
func gone(batch source.Batch, thread string) bool {
	if slices.Contains(batch.Gone, thread) {
		return true
	}
	return batch.Whole != nil && strings.HasPrefix(thread, batch.Whole.Prefix) && !slices.Contains(batch.Whole.Threads, thread)
}

func (e *examinee) write() {
	writer, writes := e.Source.(source.Writer)
	if !writes {
		return
	}
	for _, verb := range e.Source.Describe().Writes {
		id := "for-" + string(verb)
		e.put(id)
		events, _ := e.all("")
		found := titled(events, "Title of "+id)
		if len(found) == 0 || slices.ContainsFunc(found, func(other source.Event) bool { return other.Thread != found[0].Thread }) {
			e.Fatalf("the message to write about is %+v", found)
		}
		write := source.Write{
			Key: "key-" + id, Verb: verb, Text: "A plain answer. 🙂",
			Target: targetOf(events, found[0]),
		}
		if !slices.Contains(source.Offered(e.Source, e.Settings, write.Target), verb) {
			e.Errorf("it says that it can %s, and does not offer it for %+v", verb, write.Target)
			continue
		}
		if e.line.handler != nil {
			before := e.wrote()
			if err := writer.Write(e.Context(), e.account(), write); source.ClassOf(err) != source.Refused || e.wrote() != before {
				e.Errorf("without an act of the user's, %s gave %v", verb, err)
			}
		}
		e.act(writer, write)
	}
}

// unoffered asks for verbs where a source does not offer them: none may do anything.
func (e *examinee) unoffered() {
	chooser, chooses := e.Source.(source.Chooser)
	if !chooses {
		return
	}
	nothing, refused := source.Target{Thread: "nothing"}, 0
	for _, verb := range e.Source.Describe().Writes {
		if chooser.Offers(e.Settings, nothing, verb) {
			continue
		}
		refused++
		err := chooser.Write(source.Acting(e.Context()), e.account(), source.Write{Key: "key", Verb: verb, Target: nothing, Text: "Words."})
		if err == nil || e.wrote() > 0 {
			e.Errorf("it does not offer to %s, and did it all the same (%v)", verb, err)
		}
	}
	if refused == 0 && !e.Dials {
		e.Error("it chooses its verbs, and offers all of them for what it has never seen")
	}
}

// targetOf gives a thread of some events, as the core would.
func targetOf(events map[string]source.Event, one source.Event) source.Target {
	target := source.Target{Thread: one.Thread, RemoteIDs: []string{one.RemoteID}, URL: one.URL}
	for _, event := range events {
		if event.Thread == one.Thread && event.RemoteID != one.RemoteID {
			target.RemoteIDs = append(target.RemoteIDs, event.RemoteID)
		}
	}
	for _, event := range events {
		if event.Thread == one.Thread && event.Reach == work.ReachAssigned {
			target.Assigned = append(target.Assigned, event.RemoteID)
		}
	}
	return target
}

// act writes as the outbox does, twice.
func (e *examinee) act(writer source.Writer, write source.Write) {
	acting := source.Acting(e.Context())
	before := e.wrote()
	times := 2
	if write.Verb == source.VerbReply && !e.Source.Describe().Can.ReplyOnce {
		times = 1
	}
	wrote := 0
	for i := range times {
		if err := writer.Write(acting, e.account(), write); err != nil {
			e.told.add(err)
			e.Errorf("%s gave %v", write.Verb, err)
		}
		if i == 0 {
			wrote = e.wrote()
		}
	}
	_, says := e.service.(Written)
	if says && wrote == before {
		e.Errorf("%s wrote nothing", write.Verb)
	}
	if says && write.Verb == source.VerbReply && e.wrote() != wrote {
		e.Error("it says that the same reply twice is once, and it is twice")
	}
}

// wrote is how many things were written to the service, where it can say that.
func (e *examinee) wrote() int {
	if service, says := e.service.(Written); says {
		return len(service.Written())
	}
	return 0
}

// snooze has the service's own notifications snoozed. The user switches that on by a field that is off at
// first and says what others see.
func (e *examinee) snooze() {
	snoozer, snoozes := e.Source.(source.Snoozer)
	if !snoozes {
		return
	}
	e.snoozesByChoice(e.Source.Describe())
	service := e.service.(Snoozing) //nolint:forcetypeassert // an exam without it says so by that
	if _, err := snoozer.Snooze(e.Context(), e.account(), 30); err == nil || !service.Snoozed().IsZero() {
		e.Errorf("without an act of the user's, snoozing gave %v", err)
	}
	acting := source.Acting(e.Context())
	for _, minutes := range []int{30, 90} {
		until, err := snoozer.Snooze(acting, e.account(), minutes)
		if err != nil {
			e.Fatal(err)
		}
		said, err := snoozer.Snoozed(e.Context(), e.account())
		off := (time.Until(until) - time.Duration(minutes)*time.Minute).Abs()
		if err != nil || !said.Equal(until) || !until.Equal(service.Snoozed()) || off > time.Minute {
			e.Errorf("for %d minutes it is snoozed until %s, said is %s, true %s (%v)", minutes, until, said, service.Snoozed(), err)
		}
	}
	for range 2 {
		if err := snoozer.EndSnooze(acting, e.account()); err != nil {
			e.Errorf("ending the snooze gave %v", err)
		}
	}
	if said, err := snoozer.Snoozed(e.Context(), e.account()); err != nil || !said.IsZero() {
		e.Errorf("ended, it is snoozed until %s (%v)", said, err)
	}
}

func (e *examinee) snoozesByChoice(d source.Descriptor) {
	if !slices.ContainsFunc(d.Form, func(f source.Field) bool {
		return f.Key == d.Snoozes && f.Type == source.FieldToggle && f.Default == "" && strings.Contains(strings.ToLower(f.Help), "others")
	}) {
		e.Errorf("the field %q is no toggle that is off at first and says what others see", d.Snoozes)
	}
}

func (e *examinee) hydrate() {
	hydrator, hydrates := e.Source.(source.Hydrator)
	if !hydrates {
		return
	}
	e.put("whole")
	events, _ := e.all("")
	found := titled(events, "whole")
	if len(found) != 1 {
		e.Fatalf("the message to fetch is %+v", found)
	}
	target := source.Target{Thread: found[0].Thread, RemoteIDs: []string{found[0].RemoteID}, URL: found[0].URL}
	detail, err := hydrator.Hydrate(e.Context(), e.account(), target)
	if err != nil || detail.Body == "" && detail.Title == "" {
		e.Errorf("the whole of it is %+v (%v)", detail, err)
	}
	e.untouched()
	e.line.set(&fault{gone: true})
	if _, err := hydrator.Hydrate(e.Context(), e.account(), target); err == nil {
		e.Error("without a network it has something all the same")
	} else {
		e.told.add(err)
	}
}

func (e *examinee) watch() {
	watcher, watches := e.Source.(source.Watcher)
	if !watches {
		return
	}
	ctx, cancel := context.WithCancel(e.Context())
	defer cancel()
	woken := make(chan struct{}, 100)
	ended := make(chan error, 1)
	go func() { ended <- watcher.Watch(ctx, e.account(), func() { woken <- struct{}{} }) }()
	for _, id := range []string{"connected", "news"} {
		select {
		case <-woken:
		case err := <-ended:
			e.Fatalf("while waiting to be %s, watching ended: %v", id, err)
		case <-time.After(30 * time.Second):
			e.Fatalf("watching did not wake: %s", id)
		}
		if id == "connected" {
			e.put("something new")
		}
	}
	cancel()
	select {
	case err := <-ended:
		if err != nil {
			e.Errorf("cancelled, watching ended with %v", err)
		}
	case <-time.After(time.Second):
		e.Error("cancelled, watching goes on")
	}
}
