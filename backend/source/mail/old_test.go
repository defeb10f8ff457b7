package mail_test

import (
	"bufio"
	"crypto/tls"
	"fmt"
	"net"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"sluice/backend/source"
	"sluice/backend/source/httpx"
	"sluice/backend/source/mail"
	"sluice/backend/source/mail/mailtest"
)

// old is an IMAP server as it was in 1996: no extension at all, no UIDNEXT, LOGIN only. It holds mails of
// which one is big, and of that one it tells a make that nobody can read.
type old struct {
	address string
	mails   []string

	mu   sync.Mutex
	seen map[int]bool
}

func newOld(t *testing.T, p *mailtest.Place, mails ...string) *old {
	t.Helper()
	o := &old{mails: mails, seen: map[int]bool{}}
	o.address = serveTLS(t, p, o.serve)
	return o
}

// serveTLS has each connection to an address on loopback served, with the certificate of a place, until the
// test ends. It gives the address.
func serveTLS(t testing.TB, p *mailtest.Place, serve func(net.Conn)) string {
	t.Helper()
	certificate, err := p.Certificate()
	must(err)
	listener, err := tls.Listen("tcp", "127.0.0.1:0", &tls.Config{Certificates: []tls.Certificate{certificate}})
	must(err)
	t.Cleanup(func() { _ = listener.Close() })
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			go serve(conn)
		}
	}()
	return listener.Addr().String()
}

func (o *old) serve(conn net.Conn) {
	defer conn.Close()
	say := func(format string, args ...any) { fmt.Fprintf(conn, format+"\r\n", args...) }
	say("* OK ready")
	for lines := bufio.NewScanner(conn); lines.Scan(); {
		tag, command, _ := strings.Cut(lines.Text(), " ")
		switch upper := strings.ToUpper(command); {
		case strings.HasPrefix(upper, "CAPABILITY"):
			say("* CAPABILITY IMAP4rev1")
		case strings.HasPrefix(upper, "EXAMINE"), strings.HasPrefix(upper, "SELECT"):
			say("* FLAGS (\\Seen)\r\n* %d EXISTS\r\n* 0 RECENT\r\n* OK [UIDVALIDITY 7] it is", len(o.mails))
		case strings.HasPrefix(upper, "UID SEARCH"):
			say("* SEARCH%s", o.search(upper))
		case strings.Contains(upper, "BODYSTRUCTURE"):
			say("* 2 FETCH (UID 2 BODYSTRUCTURE (nonsense ((")
		case strings.HasPrefix(upper, "UID FETCH"):
			for i, raw := range o.mails {
				part := raw[:min(len(raw), 96<<10)]
				say("* %d FETCH (UID %d FLAGS () INTERNALDATE \"02-Nov-2026 09:00:00 +0000\" RFC822.SIZE %d BODY[]<0> {%d}\r\n%s)", i+1, i+1, len(raw), len(part), part)
			}
		}
		say("%s OK done", tag)
	}
}

// search answers "UID a:*" with all from a on, as the standard has it the last one at least; and a set
// with UNSEEN with those of it that are.
func (o *old) search(command string) string {
	var found strings.Builder
	o.mu.Lock()
	defer o.mu.Unlock()
	var from int
	_, _ = fmt.Sscanf(command, "UID SEARCH UID %d:*", &from)
	for i := range o.mails {
		uid := i + 1
		isLast := strings.Contains(command, ":*") && uid == len(o.mails)
		if (uid >= from || isLast) && !o.seen[uid] {
			fmt.Fprintf(&found, " %d", uid)
		}
	}
	return found.String()
}

func TestAnOldServerAndAMailThatCannotBeReadWhole(t *testing.T) {
	d := mailtest.Shared(t) // for its certificate
	one := "Message-ID: <1@b.test>\r\nSubject: one\r\n\r\nsmall\r\n"
	two := "Message-ID: <2@b.test>\r\nSubject: two\r\n\r\nbig\r\n" + strings.Repeat("and on and on\r\n", 10_000)
	three := "Message-ID: <3@b.test>\r\nSubject: three\r\n\r\nsmall\r\n"
	o := newOld(t, &d.Place, one, two, three)
	a := httpx.Limit(mail.Source{}.Describe(), source.Account{
		Settings: source.Values{"address": "ana@exam.test", "imap": o.address, "ca": d.Path("ca.pem"), "read_is_done": "true"},
		Secrets:  source.Secrets{"password": mailtest.Password}, Now: time.Now,
	}, httpx.Outside{})
	batch := pullAll(t, a, "", budget)
	got := titles(batch.Events)
	if slices.Sort(got); !slices.Equal(got, []string{"one", "three", "two"}) {
		t.Fatalf("came %v", got)
	}
	o.mu.Lock()
	o.seen[2] = true
	o.mu.Unlock()
	after := pullAll(t, a, batch.Next, budget)
	if len(after.Events) != 0 || !slices.Equal(after.Gone, []string{"re:2@b.test"}) {
		t.Errorf("came %v, gone is %v", titles(after.Events), after.Gone)
	}
}
