package desktop

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"sluice/backend/desktop/capture"
	"sluice/backend/source"
	"sluice/backend/work"
)

func TestEventOf(t *testing.T) {
	at := time.Date(2026, 3, 4, 12, 0, 0, 0, time.UTC)
	got := eventOf(capture.Notification{
		ID: "b/2/7", At: at, App: "Thunderbird", DesktopEntry: "org.mozilla.Thunderbird", Summary: "(2) Ana  Lind",
		Body: "Can you look?", Urgency: 1, Daemon: "b/:1.4", DaemonID: 9, Replaces: "b/2/6",
	})
	want := source.Event{
		RemoteID: "b/2/7", Thread: "org.mozilla.thunderbird\nana lind", ThreadEnds: true, Replaces: "b/2/6", SentAt: at,
		App: "Thunderbird", Kind: work.KindNotification, Title: "(2) Ana  Lind", Body: "Can you look?",
		Urgency: work.UrgencyCritical, Entry: "org.mozilla.Thunderbird", Popup: &source.Popup{Daemon: "b/:1.4", ID: 9},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestNotYetShownHasNoPopup(t *testing.T) {
	if popup := eventOf(capture.Notification{Daemon: "b/:1.4"}).Popup; popup != nil {
		t.Errorf("it has the pop-up %+v", popup)
	}
}

func TestTitleIsTheFirstLineThatSaysSomething(t *testing.T) {
	for _, c := range []struct {
		n    capture.Notification
		want string
	}{
		{capture.Notification{Summary: "Build failed", Body: "b"}, "Build failed"},
		{capture.Notification{Summary: "  \n ", Body: "\n first\nsecond"}, "first"},
		{capture.Notification{App: "Backup"}, "Backup"},
		{capture.Notification{DesktopEntry: "org.gnome.Shell"}, "Shell"},
		{capture.Notification{}, "(a notification without text)"},
	} {
		if got := titleOf(c.n); got != c.want {
			t.Errorf("the title of %+v is %q, want %q", c.n, got, c.want)
		}
	}
}

func TestThreadsOfOneConversation(t *testing.T) {
	thread := func(app, summary string) string { return threadOf(capture.Notification{App: app, Summary: summary}) }
	ana := thread("Chat", "Ana Lind")
	for _, summary := range []string{"(3) Ana Lind", "Ana Lind (12)", "ANA  LIND", " Ana Lind\n", " (3)  Ana Lind", "(3) Ana Lind (4)"} {
		if thread("Chat", summary) != ana {
			t.Errorf("%q is another thread than “Ana Lind”", summary)
		}
	}
	for _, other := range []string{thread("Mail", "Ana Lind"), thread("Chat", "Ana Lindt"), thread("Chat", "Ana Lind 3")} {
		if other == ana {
			t.Errorf("%q is the same thread as “Ana Lind”", other)
		}
	}
	if thread("CI", "Build 41 failed") == thread("CI", "Build 42 failed") {
		t.Error("two builds are one thread")
	}
}

func FuzzTransform(f *testing.F) {
	f.Add("Ana (3)", "hello", "Chat", "org.chat.Chat")
	f.Add("(3)", "", "", ".")
	f.Add("(1) (2) x", "\n", "\x00", "a.")
	f.Add("(7) İstanbul\u00a0ſ", "\u2028", "", "")
	f.Fuzz(func(t *testing.T, summary, body, app, entry string) {
		once := normalise(summary)
		if strings.TrimSpace(once) != once || strings.Contains(once, "  ") || strings.ContainsRune(once, '\n') {
			t.Errorf("%q becomes %q, which is not tidy", summary, once)
		}
		if again := normalise("\t" + strings.ReplaceAll(summary, " ", "  ") + " "); again != once {
			t.Errorf("%q becomes %q and, with other spaces, %q", summary, once, again)
		}
		event := eventOf(capture.Notification{Summary: summary, Body: body, App: app, DesktopEntry: entry})
		if event.Title == "" || strings.ContainsRune(event.Title, '\n') {
			t.Errorf("the title is %q", event.Title)
		}
	})
}
