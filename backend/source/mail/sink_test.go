package mail_test

import (
	"crypto/tls"
	"errors"
	"io"
	"net"
	"sync"
	"testing"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"

	"sluice/backend/source/mail/mailtest"
)

// sink is an SMTP server that keeps what it is handed.
type sink struct {
	address string
	mu      sync.Mutex
	mails   []string
}

func newSink(t testing.TB, p *mailtest.Place) *sink {
	t.Helper()
	certificate, err := p.Certificate()
	if err != nil {
		t.Fatal(err)
	}
	s := &sink{}
	at := smtp.NewServer(s)
	at.Domain = "exam.test"
	listener, err := tls.Listen("tcp", "127.0.0.1:0", &tls.Config{Certificates: []tls.Certificate{certificate}})
	if err != nil {
		t.Fatal(err)
	}
	s.address = listener.Addr().String()
	go func() {
		if err := at.Serve(listener); err != nil && !errors.Is(err, net.ErrClosed) && !errors.Is(err, smtp.ErrServerClosed) {
			t.Errorf("serve SMTP: %v", err)
		}
	}()
	t.Cleanup(func() { _ = at.Close() })
	return s
}

func (s *sink) NewSession(*smtp.Conn) (smtp.Session, error) { return &sinking{sink: s}, nil }

func (s *sink) sent() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]string{}, s.mails...)
}

type sinking struct {
	*sink
	known bool
}

func (*sinking) AuthMechanisms() []string { return []string{sasl.Plain} }

func (s *sinking) Auth(string) (sasl.Server, error) {
	return sasl.NewPlainServer(func(_, _, given string) error {
		if given != mailtest.Password {
			return smtp.ErrAuthFailed
		}
		s.known = true
		return nil
	}), nil
}

func (s *sinking) Mail(string, *smtp.MailOptions) error {
	if !s.known {
		return smtp.ErrAuthRequired
	}
	return nil
}

func (*sinking) Rcpt(string, *smtp.RcptOptions) error { return nil }

func (s *sinking) Data(r io.Reader) error {
	raw, err := io.ReadAll(r)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.mails = append(s.mails, string(raw))
	return err
}

func (*sinking) Reset() {}

func (*sinking) Logout() error { return nil }
