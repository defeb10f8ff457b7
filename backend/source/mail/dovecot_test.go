package mail_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"sluice/backend/source"
	"sluice/backend/source/httpx"
	"sluice/backend/source/mail"
	"sluice/backend/source/mail/mailtest"
	"sluice/backend/source/sourcetest"
)

var budget = source.Budget{Requests: 50, Events: 50}

// pullAll pulls until there is no more.
func pullAll(t *testing.T, a source.Account, at source.Cursor, b source.Budget) (all source.Batch) {
	t.Helper()
	for range 100 {
		batch, err := mail.Source{}.Pull(t.Context(), a, at, b)
		if err != nil {
			t.Fatalf("pull: %v", err)
		}
		at = batch.Next
		all.Events, all.Gone = append(all.Events, batch.Events...), append(all.Gone, batch.Gone...)
		all.Older, all.Next = all.Older+batch.Older, batch.Next
		if !batch.More {
			return all
		}
	}
	t.Fatal("the pages do not end")
	return all
}

// put delivers plain mails.
func put(m *mailtest.Mailbox, ids ...string) {
	for _, id := range ids {
		m.Put(sourcetest.Message{ID: id, Title: "Title of " + id, Body: "What " + id + " says.", From: "Ana", At: time.Now().Add(-time.Hour)})
	}
}

func titles(events []source.Event) (all []string) {
	for _, e := range events {
		all = append(all, strings.TrimPrefix(e.Title, "Title of "))
	}
	slices.Sort(all)
	return all
}

func TestFoldersAreReadTogetherAndAMoveIsNoNewMail(t *testing.T) {
	box := mailtest.Shared(t).Mailbox(t, "folders")
	put(box, "one")
	a := box.Account("folders", "INBOX, Projects")
	first := pullAll(t, a, "", budget)
	raw := mailtest.Letter(sourcetest.Message{ID: "two", Title: "Title of two", From: "Bo", At: time.Now()}, box.User)
	box.Deliver("Projects", "two", raw, time.Now())
	second := pullAll(t, a, first.Next, budget)
	if got := titles(append(first.Events, second.Events...)); !slices.Equal(got, []string{"one", "two"}) {
		t.Fatalf("came %v", got)
	}
	found, _ := filepath.Glob(filepath.Join(box.Dir(""), "*", "one*"))
	must(os.Rename(found[0], filepath.Join(box.Dir("Projects"), "cur", "one:2,")))
	moved := pullAll(t, a, second.Next, budget)
	if len(moved.Events) != 1 || moved.Events[0].RemoteID != first.Events[0].RemoteID {
		t.Errorf("a move to another folder that is read is %+v", moved.Events)
	}
	if len(moved.Gone) != 0 {
		t.Errorf("it is unread there, and is said to be done: %v", moved.Gone)
	}
}

func TestWhatWasReadMovedOrDeletedElsewhereIsDone(t *testing.T) {
	box := mailtest.Shared(t).Mailbox(t, "flags")
	put(box, "read", "deleted", "marked", "stays")
	a := box.Account()
	first := pullAll(t, a, "", budget)
	thread := map[string]string{}
	for _, e := range first.Events {
		thread[strings.TrimPrefix(e.Title, "Title of ")] = e.Thread
	}
	box.Flag("read", "S")
	box.Flag("marked", "T")
	found, _ := filepath.Glob(filepath.Join(box.Dir(""), "*", "deleted*"))
	must(os.Remove(found[0]))
	after := pullAll(t, a, first.Next, budget)
	want := []string{thread["deleted"], thread["marked"], thread["read"]}
	slices.Sort(want)
	if !slices.Equal(after.Gone, want) || len(after.Events) != 0 {
		t.Errorf("gone is %v, not %v; %d events", after.Gone, want, len(after.Events))
	}
	if again := pullAll(t, a, after.Next, budget); len(again.Gone) != 0 {
		t.Errorf("it is told twice: %v", again.Gone)
	}
	quiet := box.Account("read_is_done", "")
	first = pullAll(t, quiet, "", budget)
	box.Flag("stays", "S")
	if after := pullAll(t, quiet, first.Next, budget); len(after.Gone) != 0 {
		t.Errorf("nobody asked for it, and gone is %v", after.Gone)
	}
}

func TestAThreadIsDoneWhenNoMailOfItIsUnread(t *testing.T) {
	box := mailtest.Shared(t).Mailbox(t, "threads")
	one := "From: a@b.test\r\nMessage-ID: <1@b.test>\r\nSubject: Plan\r\n\r\nx\r\n"
	two := "From: c@d.test\r\nMessage-ID: <2@d.test>\r\nReferences: <1@b.test>\r\nSubject: Re: Plan\r\n\r\ny\r\n"
	box.Deliver("", "one", []byte(one), time.Now())
	box.Deliver("", "two", []byte(two), time.Now())
	a := box.Account()
	first := pullAll(t, a, "", budget)
	box.Flag("one", "S")
	half := pullAll(t, a, first.Next, budget)
	box.Flag("two", "S")
	whole := pullAll(t, a, half.Next, budget)
	if len(half.Gone) != 0 || !slices.Equal(whole.Gone, []string{"re:1@b.test"}) {
		t.Errorf("with one of two read gone is %v, with both %v", half.Gone, whole.Gone)
	}
}

func TestNewNumbersMakeNoDoublesAndLoseNothing(t *testing.T) {
	box := mailtest.Shared(t).Mailbox(t, "validity")
	put(box, "one", "two")
	a := box.Account()
	first := pullAll(t, a, "", budget)
	box.Flag("one", "S")
	box.Forget()
	put(box, "three")
	anew := pullAll(t, a, first.Next, budget)
	known := map[string]string{}
	for _, e := range first.Events {
		known[e.Title] = e.RemoteID
	}
	if got := titles(anew.Events); !slices.Equal(got, []string{"three", "two"}) {
		t.Errorf("read anew came %v", got)
	}
	for _, e := range anew.Events {
		if id, was := known[e.Title]; was && id != e.RemoteID {
			t.Errorf("%s is another: %s, %s", e.Title, id, e.RemoteID)
		}
	}
	if !slices.Equal(anew.Gone, []string{"re:one@exam.test"}) {
		t.Errorf("what was read meanwhile is not told: %v", anew.Gone)
	}
}

func TestTheFirstImportHasABound(t *testing.T) {
	box := mailtest.Shared(t).Mailbox(t, "since")
	now := time.Now()
	for i := range 30 {
		id := fmt.Sprintf("m%02d", i)
		box.Put(sourcetest.Message{ID: id, Title: "Title of " + id, Body: "x", From: "Ana", At: now.Add(-time.Duration(i) * 24 * time.Hour)})
	}
	small := source.Budget{Since: now.Add(-9*24*time.Hour - time.Hour), Requests: 50, Events: 3}
	first := pullAll(t, box.Account(), "", small)
	if len(first.Events) < 10 || len(first.Events) > 11 || first.Older != 30-len(first.Events) {
		t.Errorf("%d came and %d are older", len(first.Events), first.Older)
	}
	box.Put(sourcetest.Message{ID: "old", Title: "Title of old", Body: "x", From: "Ana", At: now.Add(-100 * 24 * time.Hour)})
	if later := pullAll(t, box.Account(), first.Next, small); !slices.Equal(titles(later.Events), []string{"old"}) {
		t.Errorf("what came after the first import is bounded too: %v", titles(later.Events))
	}
}

func TestBigMailsAreFetchedInPart(t *testing.T) {
	box := mailtest.Shared(t).Mailbox(t, "big")
	filling := strings.Repeat(strings.Repeat("QUFB", 19)+"\r\n", 20_000) // 1.5 MB
	head := "From: Ana <a@b.test>\r\nSubject: %s\r\nMessage-ID: <%s@b.test>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n"
	text := "--x\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nThe text für you.\r\n"
	file := func(name string) string {
		return "--x\r\nContent-Type: application/pdf; name=" + name + "\r\nContent-Disposition: attachment; filename=" + name +
			"\r\nContent-Transfer-Encoding: base64\r\n\r\n" + filling
	}
	box.Deliver("", "before", []byte(fmt.Sprintf(head, "before", "before")+text+file("a.pdf")+file("b.pdf")+"--x--\r\n"), time.Now())
	box.Deliver("", "behind", []byte(fmt.Sprintf(head, "behind", "behind")+file("a.pdf")+file("b.pdf")+text+"--x--\r\n"), time.Now())
	batch := pullAll(t, box.Account(), "", budget)
	if len(batch.Events) != 2 {
		t.Fatalf("%d came", len(batch.Events))
	}
	for _, e := range batch.Events {
		if want := "The text für you.\n\nAttached: a.pdf (1.1 MB)\nAttached: b.pdf (1.1 MB)"; e.Body != want {
			t.Errorf("%s says %q", e.Title, clipped(e.Body))
		}
	}
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}

func clipped(text string) string { return text[:min(len(text), 300)] }

func TestSTARTTLSWithAnAuthorityOfOnesOwn(t *testing.T) {
	box := mailtest.Shared(t).Mailbox(t, "starttls")
	put(box, "one")
	if got := pullAll(t, box.Account("imap", box.STARTTLS, "imap_secure", "starttls"), "", budget); len(got.Events) != 1 {
		t.Errorf("%d came", len(got.Events))
	}
}

func TestNobodyIsTrustedBlindly(t *testing.T) {
	d := mailtest.Shared(t)
	box := d.Mailbox(t, "trust")
	other, err := mailtest.NewPlace()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(other.Root) })
	_, tlsPort, _ := strings.Cut(d.TLS, ":")
	_, startPort, _ := strings.Cut(d.STARTTLS, ":")
	for name, settings := range map[string][]string{
		"an authority that nobody knows":       {"ca", ""},
		"the same with STARTTLS":               {"ca", "", "imap", d.STARTTLS, "imap_secure", "starttls"},
		"another authority":                    {"ca", other.Path("ca.pem")},
		"a certificate for another name":       {"imap", "localhost:" + tlsPort},
		"the same with STARTTLS, by name":      {"imap", "localhost:" + startPort, "imap_secure", "starttls"},
		"no TLS where it is to be":             {"imap", d.STARTTLS},
		"a file that holds no certificate":     {"ca", other.Path("ca.pem") + ".none"},
		"a server that nobody named a host of": {"imap", ""},
	} {
		a := box.Account(settings...)
		if _, err := (mail.Source{}).Check(t.Context(), a); source.ClassOf(err) != source.Setting {
			t.Errorf("%s: %v", name, err)
		}
	}
	if log, err := os.ReadFile(d.Path("log")); err != nil || strings.Contains(string(log), "trust@exam.test") {
		t.Errorf("somebody was told who the user is: %v", err)
	}
}

func TestAWrongPasswordIsNamed(t *testing.T) {
	box := mailtest.Shared(t).Mailbox(t, "wrong")
	a := httpx.Limit(mail.Source{}.Describe(), source.Account{
		Settings: box.Settings(), Secrets: source.Secrets{"password": "not it"}, Now: time.Now,
	}, httpx.Outside{})
	_, err := mail.Source{}.Check(t.Context(), a)
	if source.ClassOf(err) != source.AuthExpired || strings.Contains(fmt.Sprint(err), "not it") {
		t.Errorf("it is %v", err)
	}
}

func TestIDLEWakesForMailAndFlags(t *testing.T) {
	box := mailtest.Shared(t).Mailbox(t, "idle")
	put(box, "one")
	a := box.Account()
	pullAll(t, a, "", budget)
	ctx, cancel := context.WithCancel(t.Context())
	woken, ended := make(chan struct{}, 100), make(chan error, 1)
	go func() { ended <- mail.Source{}.Watch(ctx, a, func() { woken <- struct{}{} }) }()
	wait := func(what string) {
		t.Helper()
		select {
		case <-woken:
		case err := <-ended:
			t.Fatalf("%s: watching ended with %v", what, err)
		case <-time.After(40 * time.Second):
			t.Fatalf("%s did not wake", what)
		}
	}
	wait("connecting")
	put(box, "two")
	wait("a new mail")
	box.Flag("one", "S")
	wait("a mail that was read elsewhere")
	cancel()
	if err := <-ended; err != nil {
		t.Errorf("cancelled, it ended with %v", err)
	}
}

func TestWhatIsDoneHereIsDoneThere(t *testing.T) {
	box := mailtest.Shared(t).Mailbox(t, "writes")
	put(box, "read", "done")
	box.Deliver("", "plain", []byte("From: a@b.test\r\nSubject: Title of plain\r\n\r\nno id\r\n"), time.Now())
	a := box.Account("done", "archive")
	batch := pullAll(t, a, "", budget)
	acting := source.Acting(t.Context())
	for _, e := range batch.Events {
		verb := source.VerbDone
		if strings.HasSuffix(e.Title, "read") {
			verb = source.VerbRead
		}
		target := source.Target{Thread: e.Thread, RemoteIDs: []string{e.RemoteID}}
		for range 2 {
			if err := (mail.Source{}).Write(acting, a, source.Write{Key: "k", Verb: verb, Target: target}); err != nil {
				t.Errorf("%s %s: %v", verb, e.Title, err)
			}
		}
	}
	seen, _ := filepath.Glob(filepath.Join(box.Dir(""), "cur", "*S*"))
	archived, _ := filepath.Glob(filepath.Join(box.Dir("Archive"), "cur", "*S*"))
	if len(seen) != 1 || len(archived) != 2 {
		t.Errorf("%d are read and %d archived", len(seen), len(archived))
	}
	if err := (mail.Source{}).Write(t.Context(), a, source.Write{Verb: source.VerbRead}); source.ClassOf(err) != source.Refused {
		t.Errorf("without an act of the user's: %v", err)
	}
}

func TestSigningInByAToken(t *testing.T) {
	box := mailtest.Shared(t).Mailbox(t, "oauth")
	put(box, "one")
	for _, auth := range []string{"google", "microsoft"} { // OAUTHBEARER and XOAUTH2
		a := box.Account("auth", auth, "client_id", "mine")
		a.Secrets[source.SecretAccess] = mailtest.Token(box.User)
		if got := pullAll(t, a, "", budget); len(got.Events) != 1 {
			t.Errorf("%s: %d came", auth, len(got.Events))
		}
		for name, token := range map[string]string{"a token that has ended": "over-and-out", "another's token": mailtest.Token("bo@exam.test"), "none": ""} {
			a.Secrets[source.SecretAccess] = token
			_, err := mail.Source{}.Pull(t.Context(), a, "", budget)
			want := source.AuthExpired
			if token == "" {
				want = source.SignIn
			}
			if source.ClassOf(err) != want || token != "" && strings.Contains(fmt.Sprint(err), token) {
				t.Errorf("%s, %s: %v", auth, name, err)
			}
		}
	}
	way, err := mail.Source{}.OAuth(box.Settings("auth", "microsoft", "client_id", "mine"))
	if err != nil || way.ClientID != "mine" || !strings.HasPrefix(way.TokenURL, "https://login.microsoftonline.com/") {
		t.Errorf("Microsoft is asked at %+v (%v)", way, err)
	}
	for _, settings := range [][]string{{}, {"auth", "google"}} {
		if way, err := (mail.Source{}).OAuth(box.Settings(settings...)); err == nil {
			t.Errorf("with %v somebody is asked at %+v", settings, way)
		}
	}
}
