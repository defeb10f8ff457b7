package mail_test

import (
	"os"
	"testing"

	"sluice/backend/source"
	"sluice/backend/source/mail"
	"sluice/backend/source/mail/mailtest"
	"sluice/backend/source/sourcetest"
)

func TestExam(t *testing.T) {
	d := mailtest.Shared(t)
	mails := newSink(t, &d.Place)
	box := d.Mailbox(t, "exam")
	settings := box.Settings("smtp", mails.address, "smtp_secure", "tls", "done", "archive")
	sourcetest.Run(t, sourcetest.Subject{
		Source: mail.Source{}, Settings: settings, Secrets: source.Secrets{"password": mailtest.Password}, Dials: true,
		Browser: &sourcetest.Browser{Settings: box.Settings("auth", "microsoft", "client_id", "mine"), Token: mailtest.Token(box.User)},
		Service: func(t testing.TB) sourcetest.Service {
			t.Helper()
			return &answering{d.Mailbox(t, "exam"), mails, len(mails.sent())}
		},
	})
}

// answering is a mailbox with a way to answer, of which only counts what was sent since.
type answering struct {
	*mailtest.Mailbox
	sink   *sink
	before int
}

func (a *answering) Written() []string {
	return append(a.Mailbox.Written(), a.sink.sent()[a.before:]...)
}

func TestMain(m *testing.M) {
	code := m.Run()
	mailtest.Stop()
	os.Exit(code)
}
