package mail_test

import (
	"bufio"
	"cmp"
	"context"
	"encoding/base64"
	"fmt"
	"io"
	"net"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"sluice/backend/source"
	"sluice/backend/source/httpx"
	"sluice/backend/source/mail"
	"sluice/backend/source/mail/mailtest"
	"sluice/backend/source/sourcetest"
)

// gmail is an IMAP server that speaks as Gmail does, by Google's description of its extensions and by
// answers that others recorded: what it can do, which words it answers with, and the items of a FETCH in
// its order, the numbers of conversation and mail first.
type gmail struct {
	address string

	mu       sync.Mutex
	mails    []*gmailMail
	validity uint32
	next     int
	numbers  uint64
	written  []string
	woken    chan struct{} // closed and made anew at each change
}

type gmailMail struct {
	uid          int
	mail, thread uint64
	raw          string
	at           time.Time
	seen         bool
	folder       string
}

const gmailCan = "IMAP4rev1 UNSELECT IDLE NAMESPACE QUOTA ID XLIST CHILDREN X-GM-EXT-1 UIDPLUS COMPRESS=DEFLATE ENABLE MOVE CONDSTORE ESEARCH UTF8=ACCEPT LIST-EXTENDED LIST-STATUS LITERAL- SPECIAL-USE APPENDLIMIT=35651584"

func newGmail(t testing.TB, p *mailtest.Place) *gmail {
	t.Helper()
	g := &gmail{validity: 611764547, next: 49000, numbers: 1370053443095117076, woken: make(chan struct{})}
	g.address = serveTLS(t, p, g.serve)
	return g
}

// deliver puts a mail into a conversation; 0: one of its own. It gives the conversation.
func (g *gmail) deliver(raw string, at time.Time, thread uint64) uint64 {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.numbers += 1_000_003
	g.next++
	thread = cmp.Or(thread, g.numbers)
	g.mails = append(g.mails, &gmailMail{g.next, g.numbers, thread, raw, at, false, "INBOX"})
	g.wake()
	return thread
}

func (g *gmail) wake() {
	close(g.woken)
	g.woken = make(chan struct{})
}

func (g *gmail) Put(m sourcetest.Message) {
	g.deliver(string(mailtest.Letter(m, "ana@exam.test")), m.At, 0)
}

func (*gmail) Dial(ctx context.Context, network, address string) (net.Conn, error) {
	return (&net.Dialer{}).DialContext(ctx, network, address)
}

func (g *gmail) Remove(id string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	for _, m := range g.mails {
		m.seen = m.seen || strings.Contains(m.raw, "Message-ID: <"+id+"@")
	}
	g.wake()
}

func (g *gmail) Forget() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.validity++
	for _, m := range g.mails {
		g.next++
		m.uid = g.next
	}
}

func (g *gmail) Written() []string {
	g.mu.Lock()
	defer g.mu.Unlock()
	return slices.Clone(g.written)
}

// gmailing is one connection.
type gmailing struct {
	*gmail
	*bufio.ReadWriter
	folder string
	known  bool // the user has signed in
}

func (g *gmail) serve(conn net.Conn) {
	defer conn.Close()
	s := &gmailing{gmail: g, ReadWriter: bufio.NewReadWriter(bufio.NewReader(conn), bufio.NewWriter(conn))}
	s.say("* OK Gimap ready for requests from 127.0.0.1 k7if4537693qcx.66")
	for {
		line, err := s.ReadString('\n')
		if err != nil {
			return
		}
		tag, command, _ := strings.Cut(strings.TrimRight(line, "\r\n"), " ")
		var words string
		if verb, rest, _ := strings.Cut(command, " "); verb == "UID" {
			g.mu.Lock()
			words = s.uid(rest)
			g.mu.Unlock()
		} else {
			words = s.command(verb, rest)
		}
		s.say("%s %s", tag, words)
	}
}

func (s *gmailing) say(format string, args ...any) {
	fmt.Fprintf(s, format+"\r\n", args...)
	_ = s.Flush()
}

func (s *gmailing) command(verb, rest string) string {
	switch verb {
	case "CAPABILITY":
		if s.known {
			s.say("* CAPABILITY " + gmailCan)
			return "OK Success"
		}
		s.say("* CAPABILITY IMAP4rev1 UNSELECT IDLE NAMESPACE QUOTA ID XLIST CHILDREN X-GM-EXT-1 XYZZY SASL-IR AUTH=XOAUTH2 AUTH=PLAIN AUTH=PLAIN-CLIENTTOKEN AUTH=OAUTHBEARER")
		return "OK Thats all she wrote! k7if4537693qcx.66"
	case "AUTHENTICATE":
		return s.signIn(rest)
	case "LIST":
		s.say(`* LIST (\HasNoChildren) "/" "INBOX"`)
		s.say(`* LIST (\HasChildren \Noselect) "/" "[Gmail]"`)
		s.say(`* LIST (\All \HasNoChildren) "/" "[Gmail]/All Mail"`)
		s.say(`* LIST (\HasNoChildren \Sent) "/" "[Gmail]/Sent Mail"`)
	case "SELECT", "EXAMINE":
		return s.open(verb, rest)
	case "IDLE":
		return s.idle()
	case "APPEND":
		return s.append(rest)
	}
	return "OK Success"
}

// signIn takes a password, or a token; it says in a challenge why it takes none.
func (s *gmailing) signIn(rest string) string {
	mechanism, first, _ := strings.Cut(rest, " ")
	said, _ := base64.StdEncoding.DecodeString(first)
	s.known = mechanism == "PLAIN" && strings.HasSuffix(string(said), "\x00"+mailtest.Password) ||
		mechanism == "OAUTHBEARER" && strings.Contains(string(said), "auth=Bearer "+mailtest.Token("ana@exam.test")+"\x01")
	if s.known {
		s.say("* CAPABILITY " + gmailCan)
		return "OK ana@exam.test authenticated (Success)"
	}
	if mechanism == "OAUTHBEARER" {
		s.say("+ %s", base64.StdEncoding.EncodeToString([]byte(`{"status":"invalid_token","scope":"https://mail.google.com/"}`)))
		_, _ = s.ReadString('\n')
	}
	return "NO [AUTHENTICATIONFAILED] Invalid credentials (Failure)"
}

func (s *gmailing) open(verb, rest string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.folder, _, _ = strings.Cut(strings.Trim(rest, `"`), `" (`)
	s.folder, _, _ = strings.Cut(s.folder, " (")
	s.say("* FLAGS (\\Answered \\Flagged \\Draft \\Deleted \\Seen $NotPhishing $Phishing)")
	s.say("* OK [UIDVALIDITY %d] UIDs valid.", s.validity)
	s.say("* %d EXISTS\r\n* 0 RECENT\r\n* OK [UIDNEXT %d] Predicted next UID.\r\n* OK [HIGHESTMODSEQ %d]", len(s.here()), s.next+1, s.modified())
	return map[string]string{"SELECT": "OK [READ-WRITE] ", "EXAMINE": "OK [READ-ONLY] "}[verb] + s.folder + " selected. (Success)"
}

func (s *gmailing) here() (all []*gmailMail) {
	for _, m := range s.mails {
		if m.folder == s.folder {
			all = append(all, m)
		}
	}
	return all
}

func (s *gmailing) modified() int {
	n := s.next
	for _, m := range s.mails {
		if m.seen {
			n += 100_000
		}
	}
	return n
}

func (s *gmailing) idle() string {
	s.mu.Lock()
	woken := s.woken
	s.mu.Unlock()
	s.say("+ idling")
	done := make(chan struct{})
	go func() {
		_, _ = s.ReadString('\n')
		close(done)
	}()
	for {
		select {
		case <-woken:
			s.mu.Lock()
			woken = s.woken
			s.say("* %d EXISTS", len(s.here()))
			s.mu.Unlock()
		case <-done:
			return "OK IDLE terminated (Success)"
		}
	}
}

var literalEnd = regexp.MustCompile(`\{(\d+)\+?\}$`)

func (s *gmailing) append(rest string) string {
	size, _ := strconv.Atoi(literalEnd.FindStringSubmatch(rest)[1])
	if !strings.HasSuffix(rest, "+}") {
		s.say("+ go ahead")
	}
	raw := make([]byte, size)
	_, _ = io.ReadFull(s, raw)
	_, _ = s.ReadString('\n')
	folder, _, _ := strings.Cut(strings.TrimPrefix(rest, `"`), `" (`)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.next++
	s.mails = append(s.mails, &gmailMail{s.next, s.numbers + 1, s.numbers + 1, string(raw), time.Now(), true, folder})
	return "OK [APPENDUID 2 3] (Success)"
}

// uid answers UID FETCH, SEARCH, STORE and MOVE.
func (s *gmailing) uid(rest string) string {
	verb, rest, _ := strings.Cut(rest, " ")
	switch verb {
	case "SEARCH":
		var found []string
		for _, m := range s.here() {
			if s.finds(m, rest) {
				found = append(found, strconv.Itoa(m.uid))
			}
		}
		if strings.HasPrefix(rest, "RETURN") {
			s.say("* ESEARCH (TAG %q) UID%s", "T", map[bool]string{true: " ALL " + strings.Join(found, ",")}[len(found) > 0])
			return "OK SEARCH completed (Success)"
		}
		s.say("* SEARCH %s", strings.Join(found, " "))
		return "OK SEARCH completed (Success)"
	}
	set, what, _ := strings.Cut(rest, " ")
	for i, m := range s.here() {
		if !holds(set, m.uid) {
			continue
		}
		switch verb {
		case "FETCH":
			s.fetch(i+1, m, what)
		case "STORE":
			m.seen = m.seen || strings.Contains(what, `\Seen`)
			s.written = append(s.written, "STORE "+what)
		case "MOVE":
			m.folder = strings.Trim(what, `"`)
			s.written = append(s.written, "MOVE "+what)
		}
	}
	return "OK Success"
}

var (
	searchedUIDs = regexp.MustCompile(`UID ([\d:,*]+)`)
	searchedID   = regexp.MustCompile(`HEADER "?Message-ID"? "?(<[^"]+>)"?`)
)

func (s *gmailing) finds(m *gmailMail, criteria string) bool {
	if strings.Contains(criteria, "UNSEEN") && m.seen {
		return false
	}
	if found := searchedUIDs.FindStringSubmatch(criteria); found != nil && !holds(found[1], m.uid) {
		return false
	}
	found := searchedID.FindStringSubmatch(criteria)
	return found == nil || strings.Contains(m.raw, "Message-ID: "+found[1])
}

func holds(set string, uid int) bool {
	for part := range strings.SplitSeq(set, ",") {
		from, until, isSpan := strings.Cut(part, ":")
		first, _ := strconv.Atoi(from)
		last := first
		if isSpan {
			last, _ = strconv.Atoi(strings.ReplaceAll(until, "*", "4294967295"))
		}
		if uid >= first && uid <= last {
			return true
		}
	}
	return false
}

// fetch answers in Gmail's order, whatever the order was that was asked in.
func (s *gmailing) fetch(number int, m *gmailMail, what string) {
	var items []string
	add := func(name, value string) {
		if strings.Contains(what, name) {
			items = append(items, name+" "+value)
		}
	}
	add("X-GM-THRID", strconv.FormatUint(m.thread, 10))
	add("X-GM-MSGID", strconv.FormatUint(m.mail, 10))
	items = append(items, fmt.Sprintf("UID %d", m.uid))
	add("RFC822.SIZE", strconv.Itoa(len(m.raw)))
	add("INTERNALDATE", m.at.UTC().Format(`"02-Jan-2006 15:04:05 -0700"`))
	add("FLAGS", map[bool]string{true: `(\Seen)`, false: "()"}[m.seen])
	add("BODYSTRUCTURE", fmt.Sprintf(`("TEXT" "PLAIN" ("CHARSET" "utf-8") NIL NIL "BASE64" %d 9 NIL NIL NIL)`, len(m.raw)))
	head, _, _ := strings.Cut(m.raw, "\r\n\r\n")
	switch {
	case strings.Contains(what, "BODY.PEEK[HEADER]"):
		items = append(items, fmt.Sprintf("BODY[HEADER] {%d}\r\n%s\r\n\r\n", len(head)+4, head))
	case strings.Contains(what, "BODY.PEEK[]"):
		part := m.raw[:min(len(m.raw), 96<<10)]
		items = append(items, fmt.Sprintf("BODY[]<0> {%d}\r\n%s", len(part), part))
	}
	s.say("* %d FETCH (%s)", number, strings.Join(items, " "))
}

func (g *gmail) settings(d *mailtest.Place, more ...string) source.Values {
	values := source.Values{"address": "ana@exam.test", "imap": g.address, "ca": d.Path("ca.pem"), "read_is_done": "true"}
	for i := 0; i+1 < len(more); i += 2 {
		values[more[i]] = more[i+1]
	}
	return values
}

func (g *gmail) account(d *mailtest.Place) source.Account {
	return httpx.Limit(mail.Source{}.Describe(), source.Account{
		ID: "mail-1", Settings: g.settings(d), Secrets: source.Secrets{"password": mailtest.Password}, Now: time.Now,
	}, httpx.Outside{})
}

// hub gives the exam's source another server each time, at one address.
type hub struct {
	*gmail
	sink   *sink
	before int
}

func (h *hub) Written() []string { return append(h.gmail.Written(), h.sink.sent()[h.before:]...) }

func TestExamAtGmail(t *testing.T) {
	d := mailtest.Shared(t) // for its certificate
	mails := newSink(t, &d.Place)
	first := newGmail(t, &d.Place)
	sourcetest.Run(t, sourcetest.Subject{
		Source: mail.Source{}, Secrets: source.Secrets{"password": mailtest.Password}, Dials: true,
		Browser:  &sourcetest.Browser{Settings: first.settings(&d.Place, "auth", "google", "client_id", "mine"), Token: mailtest.Token("ana@exam.test")},
		Settings: first.settings(&d.Place, "smtp", mails.address, "smtp_secure", "tls", "done", "archive"),
		Service: func(t testing.TB) sourcetest.Service {
			t.Helper()
			first.mu.Lock()
			first.mails, first.written = nil, nil
			first.mu.Unlock()
			return &hub{first, mails, len(mails.sent())}
		},
	})
}

func letter(id, references, subject string) string {
	return "From: Bo <bo@b.test>\r\nTo: ana@exam.test\r\nMessage-ID: <" + id + ">\r\n" + references + "Subject: " + subject + "\r\n\r\nWords.\r\n"
}

func TestGmailsConversationsAreItsOwn(t *testing.T) {
	d := mailtest.Shared(t)
	g := newGmail(t, &d.Place)
	at := time.Now().Add(-time.Hour)
	one := g.deliver(letter("1@b.test", "", "Plan"), at, 0)
	g.deliver(letter("2@b.test", "", "Re: Plan"), at, one) // a program that names no References
	g.deliver(letter("3@b.test", "References: <1@b.test>\r\n", "Another matter"), at, 0)
	batch := pullAll(t, g.account(&d.Place), "", budget)
	byTitle := map[string]source.Event{}
	for _, e := range batch.Events {
		byTitle[e.Title] = e
	}
	first, second, third := byTitle["Plan"], byTitle["Re: Plan"], byTitle["Another matter"]
	if want := fmt.Sprintf("gm:%d", one); first.Thread != want || second.Thread != want || third.Thread == want {
		t.Errorf("the conversations are %q, %q and %q", first.Thread, second.Thread, third.Thread)
	}
	if first.ThreadWas != "re:1@b.test" || third.ThreadWas != "re:1@b.test" || first.RemoteID[:4] != "mid:" {
		t.Errorf("what is stored already would not be known again: %+v", first)
	}
	g.Remove("1") // of the first conversation one mail is unread still
	after := pullAll(t, g.account(&d.Place), batch.Next, budget)
	if len(after.Gone) != 0 {
		t.Errorf("while a mail of it is unread, gone is %v", after.Gone)
	}
	g.Remove("2")
	after = pullAll(t, g.account(&d.Place), after.Next, budget)
	if !slices.Equal(after.Gone, []string{first.Thread, "re:2@b.test"}) {
		t.Errorf("read all, gone is %v", after.Gone)
	}
}
