package mail_test

import (
	"testing"

	"sluice/backend/source"
	"sluice/backend/source/mail"
	"sluice/backend/source/sourcetest"
)

func TestExam(t *testing.T) {
	d := server(t)
	mails := newSink(t, &d.place)
	settings := d.mailbox(t, "exam").settings("smtp", mails.address, "smtp_secure", "tls", "done", "archive")
	sourcetest.Run(t, sourcetest.Subject{
		Source: mail.Source{}, Settings: settings, Secrets: source.Secrets{"password": password}, Dials: true,
		Service: func(t testing.TB) sourcetest.Service {
			t.Helper()
			box := d.mailbox(t, "exam")
			box.sink = mails
			return &emptied{box, len(mails.sent())}
		},
	})
}

// emptied is a mailbox of which only counts what was sent since.
type emptied struct {
	*mailbox
	before int
}

func (e *emptied) Written() []string { return e.mailbox.Written()[e.before:] }
