package mail

import (
	"net"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/emersion/go-imap/v2"
)

// Gmail numbers each mail and each conversation, and tells the numbers to whoever asks for them in a
// FETCH: https://developers.google.com/workspace/gmail/imap/imap-extensions. The library can neither ask
// for them nor read them: it ends the connection at an item that it does not know. So the connection
// itself asks, by two items more in the commands that the library writes, and takes the two out of the
// answers before the library reads them.

// gmailExtension is what a server calls it that has these numbers.
const gmailExtension imap.Cap = "X-GM-EXT-1"

// numbered is a mail as Gmail numbers it; zero: it is not known.
type numbered struct {
	mail, conversation uint64
}

// mostNumbered is how many numbers are kept that nobody asked for. A server may tell of any number of mails.
const mostNumbered = 20_000

// gmailConn is a connection to a server that may be Gmail's. Until ask is called it only passes on.
type gmailConn struct {
	net.Conn
	asks    atomic.Bool
	asking  asking
	answers answers
	kept    []byte // room for what an answer leaves to be read
	ready   []byte // of it what was not read yet

	mu    sync.Mutex
	known map[imap.UID]numbered
}

func newGmailConn(conn net.Conn) *gmailConn {
	g := &gmailConn{Conn: conn, known: map[imap.UID]numbered{}}
	g.answers.tell = g.keep
	return g
}

// ask has the numbers asked for from now on. It is called while no command is under way and no folder is
// open, so that nothing is cut in the middle.
func (g *gmailConn) ask() { g.asks.Store(true) }

func (g *gmailConn) keep(uid imap.UID, n numbered) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if len(g.known) >= mostNumbered {
		clear(g.known)
	}
	g.known[uid] = n
}

// take gives the numbers of a mail that was fetched, once.
func (g *gmailConn) take(uid imap.UID) numbered {
	if g == nil {
		return numbered{}
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	n := g.known[uid]
	delete(g.known, uid)
	return n
}

// forget forgets the numbers that nobody took. Those of another folder would be of other mails.
func (g *gmailConn) forget() {
	if g == nil {
		return
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	clear(g.known)
}

// Write passes on what the library says, with the two items more.
func (g *gmailConn) Write(said []byte) (int, error) {
	if !g.asks.Load() {
		return g.Conn.Write(said)
	}
	if _, err := g.Conn.Write(g.asking.filter(nil, said)); err != nil {
		return 0, err
	}
	return len(said), nil
}

// Read gives what the server says, without the two items.
func (g *gmailConn) Read(room []byte) (int, error) {
	for len(g.ready) == 0 {
		n, err := g.Conn.Read(room)
		if !g.asks.Load() {
			return n, err
		}
		g.kept = g.answers.filter(g.kept[:0], room[:n])
		g.ready = g.kept
		if err != nil && len(g.ready) == 0 {
			return 0, err
		}
	}
	n := copy(room, g.ready)
	g.ready = g.ready[n:]
	return n, nil
}

// gmailItems are what is asked for; their names have the same length.
const (
	gmailMail         = "X-GM-MSGID"
	gmailConversation = "X-GM-THRID"
	gmailItems        = gmailConversation + " " + gmailMail + " "
)

// thread gives the conversation of a mail by its number; empty: it has none.
func (n numbered) thread() string {
	if n.conversation == 0 {
		return ""
	}
	return "gm:" + strconv.FormatUint(n.conversation, 10)
}

// page gives where a conversation is opened in Gmail, which writes its numbers in hexadecimal there;
// empty: it is not Gmail's own server, or nothing is known. The address says in which account, since
// people have several.
func (n numbered) page(set settings) string {
	host, _, _ := net.SplitHostPort(set.imap.address)
	if n.conversation == 0 || !strings.HasSuffix(host, ".gmail.com") && !strings.HasSuffix(host, ".googlemail.com") {
		return ""
	}
	return "https://mail.google.com/mail/u/?authuser=" + url.QueryEscape(set.user) + "#all/" + strconv.FormatUint(n.conversation, 16)
}
